"""Label files: read as they come out in both languages, compared with the version before, approved by two, withdrawn."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.layout import FLUSH, Part, box, clear, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.pdf import page_image
from ui.kit.sign import SignRow
from ui.kit.signature import SignatureBlock
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.screens.label_reading import compared, signals_table
from ui.steps.printing import presses
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.kernel.findings import Refused
from workbench.labels.signals import SIGNALS
from workbench.masters.actions import approve_label, propose_label, signed_text, withdraw_label
from workbench.masters.approved import signals_in
from workbench.masters.checking import pictures
from workbench.masters.records import LabelStatus, LabelVersion
from workbench.people.digests import content_digest
from workbench.people.records import Meaning, Person, Signature
from workbench.people.rights import Act, roles_for
from workbench.words.formats import date_text, moment_text, role_name
from workbench.words.sentence import N_

LOOKS = {
    LabelStatus.PROPOSED: ("await", N_("Waits for approval")),
    LabelStatus.APPROVED: ("released", N_("Approved")),
    LabelStatus.WITHDRAWN: ("rejected", N_("Withdrawn")),
}
DOTS = 110
"""Dots per inch of the pictures: nearly life size on most screens, and legible."""


class LabelFilesScreen(Screen):
    """``desk.go("label-files", version_id)``."""

    place = "formulas"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.version: LabelVersion | None = None
        self._versions: tuple[LabelVersion, ...] = ()
        words = look.words
        self.formulas = Button(words("Master formulas"), "ghost", "arrow-left", name="do.formulas", tool=True, act=lambda: desk.go("formulas"))
        self.propose = Button(words("Propose from a file"), "ghost", "upload", name="do.propose-label", tool=True, act=self._choose)
        self.head = PageHead(words("Label files"), "", right=(self.formulas, self.propose), mark=desk.mark)
        self.notice = Notice(name="notice.label-files")
        self.table = TableView("label-files", Rows(self._columns()), row=52, says=words("Label files"))
        self.table.chosen.connect(self._chosen)
        self._reading, self._side = col(gap=12, edges=FLUSH), col(gap=10, edges=FLUSH)
        list_ = box(col((Card(col(self.table, gap=0), edges=(1, 1, 1, 1)), 1), gap=0, edges=FLUSH), width=420)
        main = spread(list_, (Card(col((scrolling(self._reading), 1), gap=10)), 1), gap=16)
        self.setLayout(col(self.head, self.notice, (WithSide(main, box(self._side), says=words("Approval")), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Label files")

    def _columns(self) -> tuple[Column, ...]:
        return (Column(look.words("Label file"), stretch=1), Column(look.words("State"), 160))

    def enter(self, argument: object = None) -> None:
        """Shows the versions; one of them if it is named."""
        self.refresh()
        if isinstance(argument, str):
            self.table.choose(argument)

    def refresh(self) -> None:
        words = look.words
        with self.desk.register.reading() as reader:
            self._versions = tuple(sorted(reader.find(LabelVersion), key=lambda each: (each.name, -each.version)))
        self.table.rows.show_lines([self._row(each) for each in self._versions])
        kept = self.version.id if self.version else (self._versions[0].id if self._versions else "")
        self.version = next((each for each in self._versions if each.id == kept), None)
        self.head.say(words("Label files"), words("Labels are printed from the newest version that two people have approved"), self.desk.mark)
        if kept:
            self.table.choose(kept)
        self._show()

    def _row(self, version: LabelVersion) -> Row:
        words = look.words
        state, word = LOOKS[version.status]
        note = words("version {n} · {day}").format(n=version.version, day=date_text(version.at.date(), words))
        return Row((Cell(version.name, note, ident=True, strong=True), Cell(words.marked(word), state=state)), version.id)

    def _chosen(self, record: object) -> None:
        self.version = next((each for each in self._versions if each.id == record), None)
        self.notice.clear()
        self._show()

    def _show(self) -> None:
        self._show_reading()
        self._show_side()

    def _show_reading(self) -> None:
        words, version = look.words, self.version
        clear(self._reading)
        if version is None:
            self._reading.addWidget(EmptyState("books", words("No label file yet"), words("Propose one from a file; two people then approve it.")))
            return
        older = [each for each in self._versions if each.name == version.name and each.version < version.version]
        if older:
            columns, lines = compared(older[0], version, words)
            self._reading.addWidget(Text(words("Version {old} → version {new}").format(old=older[0].version, new=version.version), "head"))
            self._reading.addWidget(TableView("difference", Rows(columns, lines), row=44, head=32, grows=True, wraps=True, says=words("Difference")))
        if version.name == SIGNALS:
            columns, lines = signals_table(version.text, words)
            self._reading.addWidget(Text(words("No entry marked as not compared has been read against the text of its norm."), "note", "text2", wrap=True))
            self._reading.addWidget(TableView("signals", Rows(columns, lines), row=52, head=32, grows=True, wraps=True, says=words("Signal texts")))
        else:
            self._pictures(version)
        self._reading.addStretch(1)

    def _pictures(self, version: LabelVersion) -> None:
        """Each example as it comes out: a first print, a duplicate, a real one, and what else shows its zones."""
        with self.desk.register.reading() as reader:
            signals = signals_in(reader)
        today = self.desk.clock.now().date()
        for press in presses(self.desk).values():
            try:
                drawn = pictures(version.name, version.text, press, signals, today)
            except Refused as refused:
                notice = Notice(name="notice.label-file")
                notice.refused(refused, self.desk.zone)
                self._reading.addWidget(notice)
                continue
            for each in drawn:
                picture = QLabel()
                picture.setAccessibleName(look.words("Picture of the label"))
                picture.setPixmap(QPixmap.fromImage(page_image(each.pdf, 0, DOTS)))
                self._reading.addWidget(box(row(picture, None)))

    def _show_side(self) -> None:
        clear(self._side)
        version, words = self.version, look.words
        if version is None:
            return
        with self.desk.register.reading() as reader:
            signatures = reader.find(Signature, {"subject": version.id}, sort="seq")
            people = {each.id: each.name for each in reader.find(Person)}
        facts: list[Part] = [
            card_head(words("Approval")),
            label_value(words("Digest"), version.digest.hex()[:12].upper(), ident=True),
            label_value(words("Proposed by"), people.get(version.person, version.person)),
        ]
        self._side.addWidget(Card(col(*facts, gap=7)))
        for each in signatures:
            meaning = words("Approved") if each.meaning is Meaning.APPROVED else words("Withdrawn")
            name = f"{people.get(each.person, each.person)} · {role_name(each.role, words)}"
            self._side.addWidget(SignatureBlock("signed", meaning, name, moment_text(each.at, self.desk.zone, words, offset=True)))
        if version.status is LabelStatus.PROPOSED:
            self._side.addWidget(Button(words("Approve"), "primary", "writing-sign", name="do.approve-label", wide=True, act=self._approve))
        if version.status is not LabelStatus.WITHDRAWN:
            self._side.addWidget(Button(words("Withdraw"), "danger", "ban", name="do.withdraw-label", wide=True, act=self._withdraw))
        self._side.addStretch(1)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, look.words("Propose from a file"), "", "TOML (*.toml)")
        if chosen:
            self.propose_from(Path(chosen))

    def propose_from(self, path: Path) -> None:
        """Proves the file and stores it as the next version of the name that the file has; a bad one is refused with place and reason."""
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            self.notice.show_notice("stop", look.words("The file cannot be read: {reason}").format(reason=str(fault)))
            return
        act = partial(propose_label, path.stem, text, presses=presses(self.desk), **self.desk.doing())
        done = self.desk.act(act, self.notice)
        if done is not None:
            self.enter(next((each.id for each in done.changed if isinstance(each, LabelVersion)), None))

    def _approve(self) -> None:
        def signed(given: Signed) -> None:
            assert self.version is not None
            doing = self.desk.doing()
            doing["actor"] = given.actor
            act = partial(approve_label, self.version.id, presses=presses(self.desk), proof=given.proof, **doing)
            self.desk.act(act, self.notice, lambda _done: self.refresh())

        self._sign(Meaning.APPROVED, Act.APPROVE_LABEL, look.words("Approve this version"), look.words("Sign the approval"), signed)

    def _withdraw(self) -> None:
        words = look.words

        def done(sheet: AskSheet) -> bool:
            then = partial(self._withdrawn, sheet.value("reason"))
            self._sign(Meaning.WITHDRAWN, Act.WITHDRAW_LABEL, words("Withdraw this version"), words("Sign the withdrawal"), then)
            return True

        note = words("An older approved version counts again; if there is none, this label is not printed any more.")
        self.desk.sheet(AskSheet("withdraw", words("Withdraw this version"), [reason_field()], words("Go on to sign"), "do.withdraw-now", done, note))

    def _withdrawn(self, reason: str, given: Signed) -> None:
        assert self.version is not None
        doing = self.desk.doing()
        doing["actor"] = given.actor
        self.desk.act(partial(withdraw_label, self.version.id, reason, proof=given.proof, **doing), self.notice, lambda _done: self.refresh())

    def _sign(self, meaning: Meaning, act: Act, title: str, button: str, then: Callable[[Signed], object]) -> None:
        words, version = look.words, self.version
        assert version is not None
        rows = [
            SignRow(words("Label file"), version.name),
            SignRow(words("Version"), str(version.version)),
            SignRow(words("Digest"), version.digest.hex()[:16].upper()),
        ]
        roles = roles_for(act)
        request = SignatureRequest(
            title=title,
            note=version.id,
            rows=rows,
            meaning=meaning,
            digest=content_digest(signed_text(version)),
            roles=roles,
            role_label=" / ".join(role_name(each, words) for each in roles),
            button=button,
        )
        ask_signature(self.desk, request, then)

    def retranslate(self) -> None:
        self.formulas.setText(look.words("Master formulas"))
        self.propose.setText(look.words("Propose from a file"))
        self.table.rows.set_titles(self._columns())
        self.refresh()
