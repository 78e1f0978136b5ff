"""The right column of an order in the making: the dose with its working, the range of the master record, what is checked so far."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.kit.card import Card, card_head
from ui.kit.check_line import CheckLine
from ui.kit.gauge import Gauge, Range
from ui.kit.layout import FLUSH, Part, box, clear, col, line, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.order_intake_basis import dose_field, worked_dose
from ui.screens.order_intake_parts import Intake
from ui.screens.order_words import given_text
from ui.steps.reading import limit_words
from workbench.calculation.evaluating import Value
from workbench.calculation.limits import ends
from workbench.formula.records import Field, MasterFormula
from workbench.kernel.findings import Severity
from workbench.kernel.values import Quantity
from workbench.words.formats import figure_text, unit_text


class IntakeSide(QWidget):
    """Filled anew whenever something else is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._body = col(gap=10, edges=FLUSH)
        self.setLayout(self._body)

    def show_intake(self, intake: Intake, prescriber: str) -> None:
        """``prescriber`` is the name chosen, or empty."""
        clear(self._body)
        if intake.formula is not None:
            for card in (self._calculation(intake, intake.formula), self._range(intake, intake.formula)):
                if card is not None:
                    self._body.addWidget(card)
        self._body.addWidget(self._checks(intake, prescriber))
        self._body.addStretch(1)

    def _calculation(self, intake: Intake, formula: MasterFormula) -> QWidget:
        words, values, zone = look.words, intake.judged.values, intake.desk.zone
        head = card_head(words("Calculation"), Text(words("{code}, version {n}").format(code=formula.code, n=formula.version), "small", "text2", ident=True))
        found = worked_dose(formula, values)
        of = found[0] if found else next((each for each in formula.givens if each.name == formula.ordered_dose), None)
        value = found[1].value if found else values.get(formula.ordered_dose)
        if of is None or not isinstance(value, Quantity):
            return Card(col(head, Text(words("The dose stands here as soon as it can be calculated."), "small", "text2", wrap=True), gap=6))
        figure = figure_text(value.value, words).replace("\u00a0", " ")
        of_patient = words("{unit} for this patient").format(unit=unit_text(value.unit, words))
        parts: list[Part] = [head, Text(figure, "figure", wrap=True), Text(of_patient, "note", "text2", wrap=True), line()]
        if found:
            parts += self._working(formula, dict(found[1].inputs), values, zone)
            parts += [line(), _pair(f"= {of.text[words.language]}", figure, strong=True)]
            note = words("Not rounded. The batch calculates it again and keeps it.")
        else:
            note = words("As ordered, not rounded.")
        parts.append(Text(note, "small", "text2", wrap=True))
        return Card(col(*parts, gap=6))

    def _working(self, formula: MasterFormula, inputs: Mapping[str, str], values: Mapping[str, Value], zone: str) -> list[Part]:
        words, given = look.words, {each.name: each for each in (*formula.givens, *formula.constants)}
        named = sorted((each for each in inputs if each in given and each in values), key=list(given).index)
        return [_pair(given[each].text[words.language], given_text(given[each], values[each], words, zone)) for each in named]

    def _range(self, intake: Intake, formula: MasterFormula) -> QWidget | None:
        words, of = look.words, dose_field(formula)
        if of is None or not of.action:
            return None
        value = intake.judged.values.get(of.name)
        others = {name: each for name, each in intake.judged.values.items() if name != of.name}
        low, high = ends(of.action, of.name, of.unit, others)
        gauge = Gauge(Range(low.value if low else None, high.value if high else None, ""))
        gauge.setMinimumWidth(200)
        if isinstance(value, Quantity):
            gauge.show_value(value.value, self._tone(intake, of))
        allowed = Text(limit_words(of, of.action, others, words), "small", "text2", wrap=True)
        allowed.setToolTip(of.source)
        parts: list[Part] = [card_head(words("Range of the master record")), gauge, allowed]
        if of.alert:
            usual = words("Usual: {range}").format(range=limit_words(of, of.alert, others, words))
            parts.append(Text(usual, "small", "text2", wrap=True))
        return Card(col(*parts, gap=4))

    def _tone(self, intake: Intake, of: Field) -> str:
        graded = {each.severity for each in intake.judged.found if each.where == of.name}
        return "error" if Severity.STOPS in graded else "warn" if Severity.DECIDES in graded else "ok"

    def _checks(self, intake: Intake, prescriber: str) -> QWidget:
        words, person = look.words, intake.desk.person
        known = intake.patient is not None
        lines: list[Part] = [CheckLine("ok" if known else "todo", words("Patient known here"), "" if known else words("name, date of birth, number"))]
        lines.append(self._dose_line(intake))
        if prescriber:
            lines.append(CheckLine("ok", words("Prescriber entitled today"), prescriber))
        second = CheckLine("todo", words("Another person verifies it"), words("not {name}").format(name=person.name) if person else "")
        return Card(col(card_head(words("Checked so far")), *lines, second, gap=7))

    def _dose_line(self, intake: Intake) -> QWidget:
        words, judged = look.words, intake.judged
        if intake.basis is None or judged.missing or not judged.values:
            return CheckLine("todo", words("Values within the limits"), words("as soon as they are typed"))
        if judged.stopping:
            return CheckLine("stop", words("A value is outside its limit"))
        if any(each.severity is Severity.DECIDES for each in judged.found):
            return CheckLine("bad", words("A value is unusual: with a reason"))
        return CheckLine("ok", words("Values within the limits"))


def _pair(label: str, value: str, *, strong: bool = False) -> QWidget:
    """Label and value in a narrow card: both wrap."""
    shown = Text(value, "head" if strong else "value", wrap=True)
    shown.setMinimumWidth(96)
    return box(row((Text(label, "note", "text2", wrap=True), 1), (shown, 1), gap=8))
