"""What each sheet of a monitored patient asks, and the entry of one item. Nothing stands in it beforehand but the limits of the laboratory."""
from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import Part, col, row
from ui.kit.number_field import NumberField
from ui.kit.text import Text
from ui.kit.theme import look
from workbench.kernel.values import Quantity
from workbench.vigilance.observed import NO, ONE, TREATMENTS, YES, Item, Sort, Typed
from workbench.vigilance.wording import answer_text, item_name, unit_of
from workbench.words.sentence import N_


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of sheet: ``sections`` are heading, columns and items."""

    code: str
    tab: str
    title: str
    note: str
    sections: tuple[tuple[str, int, tuple[str, ...]], ...]
    when: str = N_("Seen at")

    @property
    def items(self) -> tuple[str, ...]:
        """Everything that it asks."""
        return tuple(code for _, _, codes in self.sections for code in codes)


_BEDSIDE = Form(
    "bedside", N_("Bedside"), N_("Bedside sheet"),
    N_("What was not observed stays empty: it is never taken for normal. Grades and alerts follow at once."),
    (
        (N_("Temperature, circulation, oxygen"), 3, (
            "temperature", "fever_other_cause", "treated", "hypotension", "vasopressors", "vasopressin", "oxygen", "oxygen_flow", "reaction",
        )),
        (N_("ICE score: points of each part"), 5, ("ice_orientation", "ice_naming", "ice_command", "ice_writing", "ice_attention")),
        (N_("Consciousness and nervous system"), 2, ("awakens", "seizure")),
        ("", 3, ("weakness", "oedema", "posturing", "sedated", "capd", "delay")),
        (N_("In words"), 1, ("symptoms",)),
    ),
)  # fmt: skip
_LABORATORY = Form(
    "laboratory", N_("Laboratory"), N_("Laboratory sheet"),
    N_(
        "Normal from and to are the laboratory's own limits in the unit of the value; without them some terms cannot be graded. Those of the last "
        "sheet stand here: look whether they still hold. Results from before the infusion are the baseline."
    ),
    (
        (N_("Blood count"), 2, ("neutrophils", "leucocytes", "lymphocytes", "haemoglobin", "platelets", "cd4")),
        (N_("Inflammation, coagulation"), 2, ("crp", "ferritin", "fibrinogen", "inr", "aptt", "triglycerides")),
        (N_("Liver, kidney"), 2, ("alt", "ast", "bilirubin", "albumin", "ldh", "creatinine")),
        (N_("Tumour lysis"), 2, ("uric_acid", "potassium", "phosphate", "calcium", "ionised_calcium", "sodium")),
        ("", 2, ("arrhythmia", "lysis_seizure")),
    ),
    N_("Sampled at"),
)  # fmt: skip
_CELLS = Form(
    "cells", N_("Cells"), N_("Expansion, persistence, B cells"), N_("What was not measured stays empty. Zero is a result of its own."),
    (
        (N_("CAR-T cells in the blood"), 2, ("car_cells", "car_copies")),
        (N_("B cells and antibodies"), 2, ("b_cells", "igg", "aplasia")),
    ),
)  # fmt: skip
_TREATMENT = Form(
    "treatment", N_("Treatment"), N_("Treatments given"), N_("Each single dose with the time at which it was given; further doses are further sheets."),
    ((N_("Doses"), 3, TREATMENTS[:-1]), (N_("Others"), 1, (TREATMENTS[-1], "disease_therapy"))),
    N_("Given at"),
)  # fmt: skip
_COURSE = Form(
    "course", N_("Course"), N_("Infections, response, relapse"), N_("A relapse names the target antigen; unknown is an answer."),
    (
        (N_("Infections"), 2, ("infection", "infections")),
        (N_("Disease"), 2, ("response", "residual", "relapse", "antigen")),
    ),
)  # fmt: skip
FORMS = {each.code: each for each in (_BEDSIDE, _LABORATORY, _CELLS, _TREATMENT, _COURSE)}


def paper_form(items: Collection[str]) -> Form:
    """What a paper asked, under the headings of the sheets that ask it."""
    left, sections = list(items), list[tuple[str, int, tuple[str, ...]]]()
    for form in FORMS.values():
        for heading, columns, codes in form.sections:
            mine = tuple(each for each in codes if each in left)
            left = [each for each in left if each not in mine]
            if mine:
                sections.append((heading, columns, mine))
    rest = [("", 2, tuple(left))] if left else []
    return Form(
        "paper", "", N_("Bedside sheet from paper"), N_("As it stands on the paper. What is empty there stays empty here."), (*sections, *rest),
        N_("Observed on (date, time)"),
    )  # fmt: skip


UNSEEN = "–"
DROP, LONG_DROP, FEW_DIGITS, UNIT_DROP, NAMED = 270, 424, 64, 124, 118
"""Pixels of a list of answers, of one with long answers, of a field for a count, of a list of units, and of the longest name of a laboratory value."""
LONG = ("awakens", "seizure")


def limit_text(limit: Quantity | None, factor: Decimal) -> str:
    """A limit that is kept, as it is in a unit that is ``factor`` of the kept one."""
    return "" if limit is None else f"{(limit.value / factor).normalize():f}"


class ItemEntry(QWidget):
    """One item: what a person operates for it, and what was typed."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        words, self.item = look.words, item
        label = item_name(item, words)
        self.number: NumberField | None = None
        self.choice: ChoiceField | None = None
        self.segments: Segmented | None = None
        self.text: TextField | None = None
        self.unit: ChoiceField | None = None
        self.limits: tuple[NumberField, ...] = ()
        self._standing: tuple[Quantity | None, ...] = ()
        self.said = Text("", "small", "rejected.fg", wrap=True)
        self.said.hide()
        self.setLayout(col(*self._parts(label), self.said, None, gap=2))

    def _parts(self, label: str) -> Sequence[Part]:
        words, item = look.words, self.item
        if item.sort is Sort.TEXT:
            self.text = TextField(item.code, label)
            return [self.text]
        if item.options == (NO, YES):
            options = (("", UNSEEN), *((code, answer_text(code, words)) for code in item.options))
            self.segments = Segmented(item.code, options, "", label=label)
            self.segments.choose("")
            return [Text(label, "value", wrap=True), self.segments]
        if item.sort is Sort.CHOICE:
            wide = LONG_DROP if item.code in LONG else DROP
            self.choice = ChoiceField(item.code, label, [("", UNSEEN), *((code, answer_text(code, words)) for code in item.options)], hint=UNSEEN, width=wide)
            return [self.choice]
        several = len(item.units) > 1
        top = words("0 to {most}").format(most=item.high) if item.sort is Sort.COUNT else ""
        unit = top or ("" if several else unit_of(item.units[0][0], words))
        self.number = NumberField(item.code, label, unit=unit, size="form", width=FEW_DIGITS if top or item.laboratory else None)
        beside: list[Part] = [self.number]
        if several:
            units = [(unit, unit_of(unit, words)) for unit, _ in item.units]
            self.unit = ChoiceField(f"unit.{item.code}", words("Unit"), units, hint=UNSEEN, width=UNIT_DROP)
            self.unit.changed.connect(self._in_unit)
            beside.append(self.unit)
        if item.laboratory:
            self.number.setMinimumWidth(NAMED)
            names = ((f"lower.{item.code}", words("Normal from")), (f"upper.{item.code}", words("to")))
            self.limits = tuple(NumberField(name, title, size="form", width=FEW_DIGITS) for name, title in names)
            for field, side in zip(self.limits, (words("lower limit of normal"), words("upper limit of normal")), strict=True):
                field.control.setAccessibleName(f"{label}, {side}")
            beside += [None, *self.limits]
        return [row(*beside, *([] if item.laboratory else [None]), gap=8)]

    @property
    def typed(self) -> Typed | None:
        """What was typed; nothing where it was left empty."""
        raw = ""
        for part in (self.segments, self.choice):
            if part is not None:
                raw = part.code
        if self.text is not None:
            raw = self.text.text
        unit = ""
        if self.number is not None:
            raw = self.number.raw
            unit = self.unit.code if self.unit is not None else self.item.units[0][0]
        return Typed(self.item.code, raw, unit, *(field.raw for field in self.limits)) if raw else None

    def heard(self, act: Callable[[], object]) -> None:
        """Calls ``act`` on every change by a person."""
        for field in (self.number, self.choice, self.unit, self.text, *self.limits):
            if field is not None:
                field.changed.connect(act)
        if self.segments is not None:
            self.segments.chosen.connect(lambda _code: act())

    def stand(self, limits: Sequence[Quantity | None]) -> None:
        """The limits of the last sheet, in the unit that is kept; another unit shows them in it, until somebody types others."""
        self._standing = tuple(limits)
        self.put("", self.item.units[0][0], [limit_text(each, ONE) for each in limits])

    def _in_unit(self) -> None:
        """Limits that nobody typed follow the unit beside them."""
        factors = dict(self.item.units)
        new = factors.get(self.unit.code if self.unit is not None else "")
        if new is None:
            return
        for field, limit in zip(self.limits, self._standing, strict=False):
            if limit is not None and field.raw in {limit_text(limit, each) for each in factors.values()}:
                field.show_raw(limit_text(limit, new))

    def put(self, raw: str, unit: str, limits: Sequence[str] = ("", "")) -> None:
        """Fills it with what was typed before, or empties it."""
        for field, limit in zip(self.limits, limits, strict=bool(self.limits)):
            field.show_raw(limit)
        if self.segments is not None:
            self.segments.choose(raw if raw in self.item.options else "")
        if self.choice is not None:
            self.choice.choose(raw)
        if self.text is not None:
            self.text.show_text(raw)
        if self.number is not None:
            self.number.show_raw(raw)
        if self.unit is not None:
            self.unit.choose(unit)

    def say(self, text: str) -> None:
        """What is wrong with it, in place."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
