"""Master formulas: read as people read them, proposed from a file, compared, approved by two, withdrawn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.choose import Segmented
from ui.kit.layout import FLUSH, Part, box, clear, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.signature import SignatureBlock
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.formula_acts import FormulaActs
from ui.screens.formula_reading import PARTS, compared, tables_of
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.formula.rules import unconfirmed
from workbench.kernel.findings import Refused
from workbench.people.records import Meaning, Person, Signature
from workbench.words.formats import date_text, moment_text, role_name
from workbench.words.sentence import N_

LOOKS = {
    FormulaStatus.PROVED: ("await", N_("Waits for approval")),
    FormulaStatus.APPROVED: ("released", N_("Approved")),
    FormulaStatus.WITHDRAWN: ("rejected", N_("Withdrawn")),
}


class FormulasScreen(Screen):
    """``desk.go("formulas", version_id)``."""

    place = "formulas"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.acts = FormulaActs(desk, self)
        self.version: FormulaVersion | None = None
        self._versions: tuple[FormulaVersion, ...] = ()
        words = look.words
        self.propose = Button(words("Propose from a file"), "ghost", "upload", name="do.propose-formula", tool=True, act=self._choose)
        self.labels = Button(words("Label files"), "ghost", "versions", name="do.label-files", tool=True, act=lambda: desk.go("label-files"))
        self.head = PageHead(words("Master formulas"), "", right=(self.labels, self.propose), mark=desk.mark)
        self.notice = Notice(name="notice.formulas")
        self.table = TableView("formulas", Rows(self._columns()), row=52, says=words("Master formulas"))
        self.table.chosen.connect(self._chosen)
        self.parts = Segmented("part", [(name, words.marked(title)) for name, title in PARTS.items()], "steps", label=words("What to read"))
        self.parts.chosen.connect(lambda _code: self._show_reading())
        self._reading = col(gap=12, edges=FLUSH)
        self._side = col(gap=10, edges=FLUSH)
        middle = Card(col(row(self.parts, None), (scrolling(self._reading), 1), gap=10))
        main = spread(box(col((Card(col(self.table, gap=0), edges=(1, 1, 1, 1)), 1), gap=0, edges=FLUSH), width=324), (middle, 1), gap=16)
        self.setLayout(col(self.head, self.notice, (WithSide(main, box(self._side), says=words("Approval")), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Master formulas")

    def _columns(self) -> tuple[Column, ...]:
        return (Column(look.words("Formula"), stretch=1), Column(look.words("State"), 100))

    def enter(self, argument: object = None) -> None:
        """Shows the versions; one of them if it is named."""
        self.refresh()
        if isinstance(argument, str):
            self.table.choose(argument)

    def refresh(self) -> None:
        words = look.words
        with self.desk.register.reading() as reader:
            self._versions = tuple(sorted(reader.find(FormulaVersion), key=lambda each: (each.code, -each.version)))
        self.table.rows.show_lines([self._row(each) for each in self._versions])
        kept = self.version.id if self.version else (self._versions[0].id if self._versions else "")
        self.version = next((each for each in self._versions if each.id == kept), None)
        self.head.say(words("Master formulas"), words("A batch keeps the version it began with; two people approve a version"), self.desk.mark)
        if kept:
            self.table.choose(kept)
        self._show()

    def _row(self, version: FormulaVersion) -> Row:
        words = look.words
        state, word = LOOKS[version.status]
        note = words("version {n} · {day}").format(n=version.version, day=date_text(version.at.date(), words))
        return Row((Cell(version.code, note, ident=True, strong=True), Cell(words.marked(word), state=state)), version.id)

    def _chosen(self, record: object) -> None:
        self.version = next((each for each in self._versions if each.id == record), None)
        self.notice.clear()
        self._show()

    def _show(self) -> None:
        self._show_reading()
        self._show_side()

    def _show_reading(self) -> None:
        words = look.words
        clear(self._reading)
        if self.version is None:
            self._reading.addWidget(EmptyState("books", words("No formula yet"), words("Propose one from a file; two people then approve it.")))
            return
        formula = formula_of(self.version.text)
        self._reading.addWidget(Text(formula.text[words.language], "page", wrap=True))
        self._reading.addWidget(Text(f"{formula.form[words.language]} · {formula.storage[words.language]}", "note", "text2", wrap=True))
        if self.parts.code == "compare":
            self._compare()
            return
        for title, columns, lines in tables_of(self.parts.code, formula, self.version, words):
            if title:
                self._reading.addWidget(Text(title, "head"))
            table = TableView("reading", Rows(columns, lines), row=44, head=32, grows=True, wraps=True, says=title or words.marked(PARTS[self.parts.code]))
            self._reading.addWidget(table)
        self._reading.addStretch(1)

    def _compare(self) -> None:
        words, version = look.words, self.version
        assert version is not None
        older = [each for each in self._versions if each.code == version.code and each.version < version.version]
        if not older:
            self._reading.addWidget(EmptyState("git-compare", words("Nothing to compare with"), words("This is the oldest version here.")))
            return
        columns, lines = compared(older[0], version, words)
        self._reading.addWidget(Text(words("Version {old} → version {new}").format(old=older[0].version, new=version.version), "head"))
        self._reading.addWidget(TableView("difference", Rows(columns, lines), row=44, head=32, grows=True, wraps=True, says=words("Difference")))
        self._reading.addStretch(1)

    def _show_side(self) -> None:
        clear(self._side)
        version, words = self.version, look.words
        if version is None:
            return
        formula = formula_of(version.text)
        with self.desk.register.reading() as reader:
            signatures = reader.find(Signature, {"subject": version.id}, sort="seq")
            people = {each.id: each.name for each in reader.find(Person)}
        open_places = unconfirmed(version, formula)
        facts: list[Part] = [
            card_head(words("Approval")),
            label_value(words("Digest"), version.digest.hex()[:12].upper(), ident=True),
            label_value(words("Proposed by"), people.get(version.person, version.person)),
            label_value(words("Assumptions open"), f"{len(open_places)} / {len(formula.assumptions)}", ink="await.fg" if open_places else "text"),
        ]
        self._side.addWidget(Card(col(*facts, gap=7)))
        for each in signatures:
            meaning = words("Approved") if each.meaning is Meaning.APPROVED else words("Withdrawn")
            name = f"{people.get(each.person, each.person)} · {role_name(each.role, words)}"
            self._side.addWidget(SignatureBlock("signed", meaning, name, moment_text(each.at, self.desk.zone, words, offset=True)))
        if open_places:
            note = words("A batch for a real patient may use this version only when each of them is confirmed or replaced.")
            self._side.addWidget(Notice("decide", words("{n} values are assumptions").format(n=len(open_places)), go_on=note))
        if version.status is FormulaStatus.PROVED:
            self._side.addWidget(Button(words("Approve"), "primary", "writing-sign", name="do.approve-formula", wide=True, act=self.acts.approve))
        if open_places and version.status is not FormulaStatus.WITHDRAWN:
            self._side.addWidget(Button(words("Confirm assumptions"), "ghost", "check", name="do.confirm-assumptions", wide=True, act=self.acts.confirm))
        if version.status is not FormulaStatus.WITHDRAWN:
            self._side.addWidget(Button(words("Withdraw"), "danger", "ban", name="do.withdraw-formula", wide=True, act=self.acts.withdraw))
        self._side.addStretch(1)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, look.words("Propose from a file"), "", "TOML (*.toml)")
        if chosen:
            self.propose_from(Path(chosen))

    def propose_from(self, path: Path) -> None:
        """Proves the file and stores it as a version; a bad file is refused with file, place and reason."""
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            self.notice.show_notice("stop", look.words("The file cannot be read: {reason}").format(reason=str(fault)))
            return
        self.acts.propose(text, path.name)

    def refuse(self, refused: Refused) -> None:
        """Says above the list why a file was refused."""
        self.notice.refused(refused, self.desk.zone)

    def retranslate(self) -> None:
        self.labels.setText(look.words("Label files"))
        self.propose.setText(look.words("Propose from a file"))
        self.table.rows.set_titles(self._columns())
        self.refresh()
