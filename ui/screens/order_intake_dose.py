"""The page of an order that asks for what the formula asks for: dose, weight, choices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.kit.field import Field, TextField
from ui.kit.layout import FLUSH, box, clear, col, spread
from ui.kit.moment_field import DateField, MomentField
from ui.kit.number_field import NumberField
from ui.kit.theme import look
from ui.screens.order_intake_basis import dose_field
from ui.screens.order_intake_parts import Intake, Lines, Page, say_stops, shown_findings, widen
from ui.screens.order_words import given_text
from ui.steps.fields import ChoiceEditor, NumberEditor, ValueEditor, editor_of
from workbench.formula.records import MasterFormula
from workbench.kernel.findings import Severity
from workbench.orders.rules import WEIGHT
from workbench.words.formats import date_text

SHORT = 240
"""Pixels of a choice that stands beside another."""
NARROW = 150
"""Pixels of a gauge that leaves room for the day of weighing beside it."""


class DosePage(Page):
    """What the formula asks the order for, from its data: units, limits, options; and when the patient was weighed."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self.editors: dict[str, ValueEditor] = {}
        self._kept: dict[str, str] = {}
        self._weighed_before = ""
        self._of: MasterFormula | None = None
        self._numbers, self._choices = col(gap=12, edges=FLUSH), col(gap=12, edges=FLUSH)
        self.scrolled(self._numbers, self.reasons, self._choices)
        self.weighed_on = self._day()
        self.show_formula()

    @property
    def title(self) -> str:
        return look.words("Dose")

    def show_formula(self) -> None:
        """Builds the fields of the formula that is chosen; what was typed under the same name stays."""
        if self.intake.formula == self._of and self.editors:
            return
        self._kept |= {**self.raws, "weighed_on": self.weighed_on.text}
        clear(self._numbers)
        clear(self._choices)
        self.editors, self._of = {}, self.intake.formula
        basis, zone = self.intake.basis, self.intake.desk.zone
        for of in basis.fields if basis else ():
            editor = editor_of(of, zone, _no_file)
            put_raw(editor, self._kept.get(of.name, ""))
            self._say_source(editor)
            if isinstance(editor, NumberEditor) and editor.field.gauge is not None:
                editor.field.gauge.setMinimumWidth(NARROW)
            self.watch(editor)
            self.editors[of.name] = editor
        self.weighed_on.deleteLater()
        self.weighed_on = self._day()
        choices = [each for each in self.editors.values() if isinstance(each, ChoiceEditor)]
        for name, each in self.editors.items():
            if each not in choices:
                self._numbers.addWidget(box(spread((each, 1), self.weighed_on, gap=16)) if name == WEIGHT else each)
        self.weighed_on.setVisible(WEIGHT in self.editors)
        for part in arranged(choices):
            self._choices.addWidget(part)
        self._dress_dose()

    def _day(self) -> DateField:
        """The day of weighing, which stands beside the weight; where no weight is asked for, nowhere."""
        words = look.words
        made = DateField("weighed_on", words("Weighed on"), source=self.intake.source(words("Weight")), size="work")
        made.setParent(self)
        made.hide()
        made.show_text(self._kept.get("weighed_on", ""))
        self.watch(made)
        return made

    def _dress_dose(self) -> None:
        """The dose has room for a number of cells; its range stands beside, in the card of the master record."""
        of = dose_field(self.intake.formula) if self.intake.formula else None
        editor = self.editors.get(of.name) if of else None
        if isinstance(editor, NumberEditor) and editor.field.gauge is not None:
            widen(editor)
            editor.field.gauge.setVisible(False)

    def _say_source(self, editor: ValueEditor) -> None:
        source = self.intake.source(editor.of.text[look.words.language])
        inner = getattr(editor, "field", None)
        if isinstance(inner, TextField | NumberField):
            inner.set_source(source)
        elif isinstance(editor, ChoiceEditor):
            editor.say("", source)

    @property
    def raws(self) -> dict[str, str]:
        """What stands in the fields of the formula."""
        return {name: editor.raw for name, editor in self.editors.items()}

    @property
    def typed(self) -> dict[str, str]:
        return {**self._kept, **self.raws, "weighed_on": self.weighed_on.text, **self.reasons.typed}

    def fill(self, values: Mapping[str, str]) -> None:
        self.filling = True
        self._kept |= {name: raw for name, raw in values.items() if not name.startswith("reason.")}
        for name, editor in self.editors.items():
            if name in values:
                put_raw(editor, values[name])
        if "weighed_on" in values:
            self.weighed_on.show_text(values["weighed_on"])
        self.reasons.fill(values)
        self.filling = False

    def _tell(self) -> None:
        """An old day of weighing does not go with a new weight: it is asked for anew."""
        before = self.intake.version
        if before is not None and before.weighed_on is not None and WEIGHT in self.editors and not self.filling:
            old, day = next((each.raw for each in before.given if each.name == WEIGHT), ""), date_text(before.weighed_on, look.words)
            same = self.editors[WEIGHT].raw == old
            self.filling = True
            if not same and self.weighed_on.value == before.weighed_on and self._weighed_before == old:
                self.weighed_on.show_text("")
            elif same and not self.weighed_on.text and self._weighed_before != old:
                self.weighed_on.show_text(day)
            self.filling = False
            self._weighed_before = self.editors[WEIGHT].raw
        super()._tell()

    def begin(self) -> None:
        """What stands there now is what is amended."""
        self._weighed_before = self.editors[WEIGHT].raw if WEIGHT in self.editors else ""

    def show_judged(self) -> None:
        """Limits move with what is known; each stop stands at its field, each question below with its reason."""
        desk, judged = self.intake.desk, self.intake.judged
        for name, editor in self.editors.items():
            editor.look_at({each: value for each, value in judged.values.items() if each != name})
            self._say_source(editor)
            inner = getattr(editor, "field", None)
            if isinstance(inner, NumberField) and inner.tone == "ok":
                inner.say("ok", f"{inner.message} · {self.intake.source(editor.of.text[look.words.language])}")
        self._dress_dose()
        found = shown_findings(self.intake, judged.found)
        parts: dict[str, Field | ValueEditor] = {**self.editors, "weighed_on": self.weighed_on}
        rest = say_stops(found, parts, desk.zone)
        self.reasons.show_findings([*(each for each in found if each.severity is not Severity.STOPS), *rest], desk.zone)

    @property
    def left_to_do(self) -> list[str]:
        words, language = look.words, look.words.language
        stops = {each.where for each in self.intake.judged.stopping}
        wrong = [editor.of.text[language] for name, editor in self.editors.items() if name in stops]
        left = [*(each.text[language] for each in self.intake.judged.missing), *wrong]
        if self.weighed_on.text and (self.weighed_on.value is None or "weighed_on" in stops):
            left.append(self.weighed_on.label.text())
        if stops - {*self.editors, "weighed_on"}:
            left.append(words("a dose within the limits"))
        if self.reasons.open:
            left.append(words("the reason"))
        return list(dict.fromkeys(left))

    @property
    def lines(self) -> Lines:
        words, values = look.words, self.intake.judged.values
        lines = [
            (each.of.text[words.language], given_text(each.of, values[name], words, self.intake.desk.zone) if name in values else "")
            for name, each in self.editors.items()
        ]
        if WEIGHT in self.editors:
            day = self.weighed_on.value
            lines.append((words("Weighed on"), date_text(day, words) if day else ""))
        return lines


def put_raw(editor: ValueEditor, raw: str) -> None:
    """Fills an editor with what was typed; a moment, which is kept with its zone, as a person would type it."""
    inner = getattr(editor, "field", None)
    if isinstance(inner, MomentField):
        try:
            inner.show_value(datetime.fromisoformat(raw))
        except ValueError:
            inner.show_text(raw)
    else:
        editor.show_raw(raw)


def arranged(editors: list[ChoiceEditor]) -> list[QWidget]:
    """Choices, two beside each other where both are short."""
    parts: list[QWidget] = []
    waiting: ChoiceEditor | None = None
    for each in editors:
        if each.sizeHint().width() > SHORT:
            parts.append(each)
        elif waiting is None:
            waiting = each
            parts.append(each)
        else:
            parts[parts.index(waiting)] = box(spread((waiting, 1), (each, 1), gap=12))
            waiting = None
    return parts


def _no_file(path: Path) -> str | None:
    """An order takes no files: the formula is refused that asks for one."""
    return None
