"""The safety lists of products: what reaction is expected of each, from which day on; proposed from a file, approved by two, withdrawn."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk, Doing
from ui.kit.button import Button
from ui.kit.card import Card, label_value
from ui.kit.layout import Part, col, scrolling
from ui.kit.sign import SignRow
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.versions import Said, VersionsScreen
from ui.steps.signing import Signed
from workbench.kernel.findings import Done
from workbench.kernel.ports import Reader
from workbench.kernel.values import Stored
from workbench.people.rights import Act
from workbench.vigilance.actions.listing import approve_list, propose_list, signed_text, withdraw_list
from workbench.vigilance.records import ListStatus, SafetyListVersion
from workbench.vigilance.safety_lists import list_of
from workbench.words.sentence import N_
from workbench.words.times import date_text

LOOKS = {
    ListStatus.PROPOSED: ("await", N_("Waits for approval")),
    ListStatus.APPROVED: ("released", N_("Approved")),
    ListStatus.WITHDRAWN: ("rejected", N_("Withdrawn")),
}


class SafetyListsScreen(VersionsScreen[SafetyListVersion]):
    """``desk.go("safety-lists", version_id)``."""

    list_name, kind = "safety-lists", SafetyListVersion
    said = Said(
        "list", N_("Safety lists"), N_("A report is compared with the list that was in force on the day of its onset"), N_("Product"),
        N_("An older approved version counts again; if there is none, it stays unknown what is expected of this product."),
        Act.APPROVE_SAFETY_LIST, Act.WITHDRAW_SAFETY_LIST, 350, 160,
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        formulas = Button(look.words("Master formulas"), "ghost", "arrow-left", name="do.formulas", tool=True, act=lambda: desk.go("formulas"))
        super().__init__(desk, formulas, self._middle)

    def _middle(self, reading: QVBoxLayout) -> QWidget:
        return Card(col((scrolling(reading), 1), gap=10))

    @property
    def chapter(self) -> str:
        return look.words("Reports")

    def read(self, reader: Reader) -> tuple[SafetyListVersion, ...]:
        return tuple(sorted(reader.find(SafetyListVersion), key=lambda each: (each.name, -each.version)))

    def called(self, version: SafetyListVersion) -> str:
        return version.name

    def look_of(self, version: SafetyListVersion) -> tuple[str, str]:
        return LOOKS[version.status]

    def facts(self, version: SafetyListVersion) -> list[Part]:
        words = look.words
        return [label_value(words("In force from"), date_text(list_of(version.text, version.id).valid_from, words))]

    def show_reading(self) -> None:
        words, version, older = look.words, self.version, self.older
        if version is None:
            self.show_nothing(words("No safety list yet"))
            note = words("The file names product, valid_from and, for each [[term]], the term and, where only a milder event is expected, its worst_grade.")
            self.reading.addWidget(Text(note, "note", "text2", wrap=True))
            return
        made = list_of(version.text, version.id)
        before = {each.term: each.worst_grade for each in list_of(older.text, older.id).lines} if older is not None else {}
        columns = (Column(words("Expected reaction"), stretch=1), Column(words("Worst grade"), 130), Column(words("Since the version before"), 190))
        lines = []
        for each in made.lines:
            worst = words("any") if each.worst_grade is None else str(each.worst_grade)
            other = words("other grade") if before.get(each.term) != each.worst_grade else ""
            changed = "" if older is None else other if each.term in before else words("new")
            lines.append(Row((Cell(each.term, strong=True), Cell(worst), Cell(changed)), each.term))
        gone = [term for term in before if term not in {each.term for each in made.lines}]
        lines += [Row((Cell(term, ink="text2"), Cell("–"), Cell(words("no longer listed"))), term) for term in gone]
        self.reading.addWidget(TableView("expected", Rows(columns, lines), row=40, head=32, grows=True, wraps=True, says=words("Expected reactions")))
        self.reading.addStretch(1)

    def rows(self, version: SafetyListVersion) -> list[SignRow]:
        words, made = look.words, list_of(version.text, version.id)
        return [
            SignRow(words("Product"), version.name), SignRow(words("Version"), str(version.version)),
            SignRow(words("In force from"), date_text(made.valid_from, words)), SignRow(words("Expected reactions"), str(len(made.lines))),
        ]  # fmt: skip

    def signed(self, version: SafetyListVersion) -> tuple[Stored, ...]:
        return signed_text(version)

    def proposed(self, text: str, path: Path) -> Done | None:
        return self.desk.act(partial(propose_list, text, path.name, **in_right(self.desk, Act.PROPOSE_SAFETY_LIST)), self.notice)

    def approved(self, version: SafetyListVersion, given: Signed, doing: Doing) -> Done:
        return approve_list(version.id, proof=given.proof, **doing)

    def withdrawn(self, version: SafetyListVersion, reason: str, given: Signed, doing: Doing) -> Done:
        return withdraw_list(version.id, reason, proof=given.proof, **doing)

    def retranslate(self) -> None:
        self.other.setText(look.words("Master formulas"))
        super().retranslate()
