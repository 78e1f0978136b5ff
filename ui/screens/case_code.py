"""The reaction is coded: terms of the site's MedDRA, found while one types."""
from __future__ import annotations

from collections.abc import MutableMapping

from shiboken6 import isValid

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.search import SearchBox
from ui.kit.sheet import Sheet
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from workbench.icsr.actions.telling import code_reaction
from workbench.icsr.facts import CaseFacts
from workbench.icsr.keeping import meddra_kept, newest_release
from workbench.icsr.rules import LICENCE
from workbench.kernel.findings import Refused, Unavailable, stops
from workbench.people.rights import Act
from workbench.vigilance.casereport.meddra import Meddra, search

HIGH = 330
FEWEST = 2
"""Letters from which on terms are looked for: with one, half of MedDRA is found."""


class CodeSheet(Sheet):
    """Search a term, choose it, keep it: ``field.term``, ``list.terms``, ``do.code-now``.

    ``read`` are the releases that are in memory already, by identifier: a whole one takes a second or two.
    """

    def __init__(self, desk: Desk, facts: CaseFacts, read: MutableMapping[str, Meddra]) -> None:
        super().__init__("code", width=760)
        words = look.words
        self.desk, self.facts = desk, facts
        self.meddra: Meddra | None = None
        self._read = read
        self.notice = Notice(name="notice.code")
        self.box = SearchBox("term", words("Words of the term, or their beginnings"))
        self.box.searched.connect(self._search)
        columns = (Column(words("Lowest level term"), stretch=1.4), Column(words("Preferred term"), stretch=1), Column(words("Code"), 110))
        self.table = TableView("terms", Rows(columns), row=40, wraps=True, says=words("Terms"))
        self.table.setFixedHeight(HIGH)
        self.table.chosen.connect(lambda _record: self._look())
        self.table.opened.connect(lambda _record: self.confirm())
        self.which = Text("", "small", "text2", wrap=True)
        self._go = Confirm(words("Keep the code"), name="do.code-now")
        self._go.pressed.connect(self._keep)
        note = words("The reporter's words: “{reaction}”").format(reaction=facts.case.report.reaction)
        self.set_body(
            col(
                Text(words("Code the reaction"), "page"), Text(note, "note", "text2", wrap=True), self.box, self.table, self.which, self.notice,
                row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12), gap=12,
            )
        )  # fmt: skip
        self._look()
        self._load()

    def _load(self) -> None:
        words, desk = look.words, self.desk
        with desk.register.reading() as reader:
            release = newest_release(reader)
        if release is None:
            self.notice.refused(Refused((stops("icsr.no-meddra", LICENCE),)), desk.zone)
            self.box.setEnabled(False)
            return
        self.which.setText(words("MedDRA {version}: reading the terms …").format(version=release.version))
        if release.id in self._read:
            self._loaded(release.id, self._read[release.id])
            return

        def work(_progress: object) -> Meddra:
            with desk.register.reading() as reader:
                return meddra_kept(reader, release)

        desk.tasks.run(work, lambda meddra: self._loaded(release.id, meddra), self._failed, label=words("reading MedDRA"))

    def _loaded(self, release: str, meddra: Meddra) -> None:
        self.meddra = self._read[release] = meddra
        if not isValid(self):
            return
        many = look.words("MedDRA {version}, {n} terms. What is chosen is kept with your name; an earlier code stays beside it.")
        self.which.setText(many.format(version=meddra.version, n=len(meddra.terms)))
        self._search(self.box.text())

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Refused):
            self.notice.refused(fault, self.desk.zone)
        elif isinstance(fault, Unavailable):
            self.notice.unavailable(fault)
        else:
            raise fault

    def _search(self, text: str) -> None:
        found = search(self.meddra, text) if self.meddra is not None and len(text) >= FEWEST else ()
        self.table.rows.show_lines([Row((Cell(each.name, strong=True), Cell(each.preferred), Cell(each.code, ident=True)), each.code) for each in found])
        if found:
            self.table.choose(found[0].code)
        self._look()

    def _look(self) -> None:
        self._go.left([] if self.table.record else [look.words("a term")])

    def _keep(self) -> None:
        code = str(self.table.record or "")
        doing = in_right(self.desk, Act.CODE_REACTION)
        if self.desk.act(lambda: code_reaction(self.facts.case.report.id, code, **doing), self.notice) is not None:
            self.close_sheet()

    def confirm(self) -> None:
        self._go.press()
