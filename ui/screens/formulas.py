"""Master formulas: read as people read them, proposed from a file, compared, approved by two, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk, Doing
from ui.kit.button import Button
from ui.kit.card import Card, label_value
from ui.kit.choose import Segmented
from ui.kit.layout import Part, col, row, scrolling
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.small import EmptyState
from ui.kit.table import Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.screens.formula_reading import PARTS, compared, tables_of
from ui.screens.versions import Said, VersionsScreen
from ui.steps.signing import Signed
from workbench.formula.actions import approve_formula, confirm_assumptions, propose_formula, signed_text, withdraw_formula
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.formula.rules import unconfirmed
from workbench.kernel.findings import Done
from workbench.kernel.ports import Reader
from workbench.kernel.values import Stored
from workbench.people.rights import Act
from workbench.words.sentence import N_

LOOKS = {
    FormulaStatus.PROVED: ("await", N_("Waits for approval")),
    FormulaStatus.APPROVED: ("released", N_("Approved")),
    FormulaStatus.WITHDRAWN: ("rejected", N_("Withdrawn")),
}


class FormulasScreen(VersionsScreen[FormulaVersion]):
    """``desk.go("formulas", version_id)``."""

    list_name, kind = "formulas", FormulaVersion
    said = Said(
        "formula", N_("Master formulas"), N_("A batch keeps the version it began with; two people approve a version"), N_("Formula"),
        N_("Batches in work under this version go on hold until somebody decides about each."), Act.APPROVE_FORMULA, Act.WITHDRAW_FORMULA, 324, 100,
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        words = look.words
        self.parts = Segmented("part", [(name, words.marked(title)) for name, title in PARTS.items()], "steps", label=words("What to read"))
        labels = Button(words("Label files"), "ghost", "versions", name="do.label-files", tool=True, act=lambda: desk.go("label-files"))
        self.lists = Button(words("Safety lists"), "ghost", "versions", name="do.safety-lists", tool=True, act=lambda: desk.go("safety-lists"))
        super().__init__(desk, labels, self._middle, self.lists)
        self.parts.chosen.connect(lambda _code: self.show_chosen())

    def _middle(self, reading: QVBoxLayout) -> QWidget:
        return Card(col(row(self.parts, None), (scrolling(reading), 1), gap=10))

    def read(self, reader: Reader) -> tuple[FormulaVersion, ...]:
        return tuple(sorted(reader.find(FormulaVersion), key=lambda each: (each.code, -each.version)))

    def called(self, version: FormulaVersion) -> str:
        return version.code

    def look_of(self, version: FormulaVersion) -> tuple[str, str]:
        return LOOKS[version.status]

    def show_reading(self) -> None:
        words, version = look.words, self.version
        if version is None:
            self.show_nothing(words("No formula yet"))
            return
        formula = formula_of(version.text)
        self.reading.addWidget(Text(formula.text[words.language], "page", wrap=True))
        self.reading.addWidget(Text(f"{formula.form[words.language]} · {formula.storage[words.language]}", "note", "text2", wrap=True))
        if self.parts.code == "compare":
            self._compare(version)
            return
        for title, columns, lines in tables_of(self.parts.code, formula, version, words):
            if title:
                self.reading.addWidget(Text(title, "head"))
            table = TableView("reading", Rows(columns, lines), row=44, head=32, grows=True, wraps=True, says=title or words.marked(PARTS[self.parts.code]))
            self.reading.addWidget(table)
        self.reading.addStretch(1)

    def _compare(self, version: FormulaVersion) -> None:
        words, older = look.words, self.older
        if older is None:
            self.reading.addWidget(EmptyState("git-compare", words("Nothing to compare with"), words("This is the oldest version here.")))
            return
        self.show_difference(older, version, *compared(older, version, words))
        self.reading.addStretch(1)

    def facts(self, version: FormulaVersion) -> Sequence[Part]:
        formula = formula_of(version.text)
        places = unconfirmed(version, formula)
        return [label_value(look.words("Assumptions open"), f"{len(places)} / {len(formula.assumptions)}", ink="await.fg" if places else "text")]

    def more(self, version: FormulaVersion) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        words, places = look.words, unconfirmed(version, formula_of(version.text))
        if not places:
            return (), ()
        note = words("A batch for a real patient may use this version only when each of them is confirmed or replaced.")
        before = [Notice("decide", words("{n} values are assumptions").format(n=len(places)), go_on=note)]
        if version.status is FormulaStatus.WITHDRAWN:
            return before, ()
        return before, [Button(words("Confirm assumptions"), "ghost", "check", name="do.confirm-assumptions", wide=True, act=lambda: self._confirm(version))]

    def _confirm(self, version: FormulaVersion) -> None:
        """Confirms every assumption that is still open, with the ground for it."""
        words, places = look.words, unconfirmed(version, formula_of(version.text))

        def done(sheet: AskSheet) -> bool:
            act = lambda: confirm_assumptions(version.id, places, sheet.value("reason"), **self.desk.doing())  # noqa: E731 - one act, named where it is handed on
            return self.desk.act(act, sheet.notice, lambda _done: self.refresh()) is not None

        note = words("This confirms all {n} open values of this version for this site. Read them under Assumptions first.").format(n=len(places))
        self.desk.sheet(AskSheet("confirm", words("Confirm assumptions"), [reason_field()], words("Confirm all"), "do.confirm-now", done, note))

    def rows(self, version: FormulaVersion) -> list[SignRow]:
        words, formula = look.words, formula_of(version.text)
        places = unconfirmed(version, formula)
        return [
            SignRow(words("Formula"), formula.text[words.language]),
            SignRow(words("Version"), str(version.version)),
            SignRow(words("Steps"), str(len(formula.steps))),
            SignRow(words("Assumptions open"), str(len(places)), good=not places),
        ]

    def signed(self, version: FormulaVersion) -> tuple[Stored, ...]:
        return signed_text(version)

    def proposed(self, text: str, path: Path) -> Done | None:
        return self.desk.act(lambda: propose_formula(text, path.name, **self.desk.doing()), self.notice)

    def approved(self, version: FormulaVersion, given: Signed, doing: Doing) -> Done:
        return approve_formula(version.id, proof=given.proof, **doing)

    def withdrawn(self, version: FormulaVersion, reason: str, given: Signed, doing: Doing) -> Done:
        return withdraw_formula(version.id, reason, proof=given.proof, **doing)

    def retranslate(self) -> None:
        self.other.setText(look.words("Label files"))
        self.lists.setText(look.words("Safety lists"))
        super().retranslate()
