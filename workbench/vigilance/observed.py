"""What a bedside sheet may hold: each item with its units, what can be of a human, its words, and what of the schedule it answers."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from workbench.calculation.numbers import read_number
from workbench.kernel.findings import Refused, stops
from workbench.kernel.values import Quantity
from workbench.vigilance.grading import crs, icans
from workbench.vigilance.grading.ice import PARTS

SOURCE = "observations within human range"
LONGEST = 200
"""Letters of a text that is observed."""
YES, NO = "yes", "no"


class Sort(Enum):
    """How an item is said: a number with a unit, a whole number, one of some words, or a text."""

    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the sheet. ``name`` is a term of the words; ``answers`` is what of a schedule's line it observes.

    The first of ``units`` is the one that is kept; each has the factor that makes it that one. ``low`` and ``high`` are in the kept unit.
    """

    code: str
    name: str
    answers: str
    sort: Sort
    units: tuple[tuple[str, Decimal], ...] = ()
    low: str = ""
    high: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for an item, and the unit that stood beside it."""

    item: str
    raw: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was meant: a quantity in the kept unit, or words."""

    value: Quantity | None = None
    choice: str | None = None


ONE = Decimal(1)


def _number(code: str, name: str, answers: str, low: str, high: str, *units: tuple[str, str]) -> Item:
    return Item(code, name, answers, Sort.NUMBER, tuple((unit, Decimal(factor)) for unit, factor in units), low, high)


def _count(code: str, name: str, answers: str, most: int) -> Item:
    return Item(code, name, answers, Sort.COUNT, (("", ONE),), "0", str(most))


def _choice(code: str, name: str, answers: str, *options: str) -> Item:
    return Item(code, name, answers, Sort.CHOICE, options=options or (NO, YES))


_CELLS = (("cell/uL", "1"), ("/uL", "1"), ("10^9/L", "1000"))
_LIST = (
    _number("temperature", "temperature", "vitals", crs.COLDEST, crs.HOTTEST, ("degC", "1")),
    _choice("fever_other_cause", "other cause of the fever", "vitals"),
    _choice("treated", "treatment given", "vitals"),
    _choice("hypotension", "hypotension", "vitals"),
    _choice("reaction", "infusion reaction", "infusion reaction"),
    _count("vasopressors", "vasopressors", "vasopressors", crs.MOST_VASOPRESSORS),
    _choice("vasopressin", "vasopressin", "vasopressors"),
    _choice("oxygen", "oxygen device", "oxygen", *(each.value for each in crs.Oxygen)),
    _number("oxygen_flow", "oxygen flow", "oxygen", "0", crs.MOST_FLOW, ("L/min", "1")),
    *(_count(f"ice_{code}", name, "ice", most) for code, (name, most) in zip(("orientation", "naming", "command", "writing", "attention"), PARTS, strict=True)),
    _count("capd", "CAPD score", "ice", icans.MOST_CAPD),
    _choice("delay", "developmental delay", "ice"),
    _choice("awakens", "awakening", "ice", *(each.value for each in icans.Awakens)),
    _choice("seizure", "seizures", "ice", *(each.value for each in icans.Seizure)),
    _choice("weakness", "deep focal weakness", "ice"),
    _choice("oedema", "oedema of the brain", "ice", *(each.value for each in icans.Oedema)),
    _choice("posturing", "posturing", "ice"),
    _choice("sedated", "other cause of reduced consciousness", "ice"),
    _number("neutrophils", "neutrophils", "blood count", "0", "500000", *_CELLS),
    _number("platelets", "platelets", "blood count", "0", "5000", ("10^9/L", "1"), ("/uL", "0.001")),
    _number("crp", "CRP", "crp", "0", "1000", ("mg/L", "1")),
    _number("ferritin", "ferritin", "ferritin", "0", "1000000", ("ug/L", "1"), ("ng/mL", "1")),
    _number("fibrinogen", "fibrinogen", "fibrinogen", "0", "30", ("g/L", "1"), ("mg/dL", "0.01")),
    _number("alt", "ALT", "liver", "0", "50000", ("U/L", "1")),
    _number("creatinine", "creatinine", "creatinine", "0", "5000", ("umol/L", "1")),
    _number("potassium", "potassium", "lysis", "0.5", "15", ("mmol/L", "1")),
    _number("uric_acid", "uric acid", "lysis", "0", "5000", ("umol/L", "1")),
    _number("phosphate", "phosphate", "lysis", "0", "15", ("mmol/L", "1")),
    _number("b_cells", "B cells", "b cells", "0", "500000", *_CELLS),
    _number("igg", "IgG", "igg", "0", "200", ("g/L", "1")),
    Item("symptoms", "symptoms", "symptoms", Sort.TEXT),
    Item("infections", "infections", "infections", Sort.TEXT),
)
ITEMS: Mapping[str, Item] = {each.code: each for each in _LIST}
CRS_ITEMS = ("temperature", "fever_other_cause", "treated", "hypotension", "vasopressors", "vasopressin", "oxygen", "oxygen_flow")
ICE_ITEMS = tuple(code for code in ITEMS if code.startswith("ice_"))
ICANS_ITEMS = (*ICE_ITEMS, "capd", "delay", "awakens", "seizure", "weakness", "oedema", "posturing", "sedated")
BY_INFUSION = ("bag scan", "volume given")
"""What the entry of the infusion answers by itself."""
KNOWN = frozenset(each.answers for each in _LIST) | frozenset(BY_INFUSION)
"""Everything of a schedule that can be answered here."""


def read(typed: Typed) -> Read:
    """What ``typed`` means. ``Refused`` in place (``where`` is the item): no number, another unit, beyond what can be of a human, no such word."""
    item, raw = ITEMS.get(typed.item), " ".join(typed.raw.split())
    if item is None:
        raise Refused((stops("vigilance.no-such-item", SOURCE, where=typed.item, field=typed.item),))
    if item.sort is Sort.TEXT:
        if len(raw) > LONGEST:
            raise Refused((stops("vigilance.text-long", SOURCE, where=item.code, field=item.name, most=str(LONGEST)),))
        return Read(choice=raw)
    if item.sort is Sort.CHOICE:
        if raw not in item.options:
            raise Refused((stops("vigilance.no-such-word", SOURCE, where=item.code, field=item.name, value=raw[:40]),))
        return Read(choice=raw)
    return Read(value=_measured(item, raw, typed.unit))


def _measured(item: Item, raw: str, unit: str) -> Quantity:
    kept = item.units[0][0]
    factor = dict(item.units).get(unit)
    known = ", ".join(name for name, _ in item.units)
    if factor is None:
        code = "vigilance.unit-other" if unit else "vigilance.unit-missing"
        raise Refused((stops(code, SOURCE, where=item.code, field=item.name, unit=unit, known=known),))
    try:
        number = read_number(raw)
    except Refused as refused:
        raise Refused(stops(each.code, each.source, where=item.code, **dict(each.facts)) for each in refused.findings) from None
    value = number * factor
    if item.sort is Sort.COUNT and value != int(value):
        raise Refused((stops("vigilance.not-whole", SOURCE, where=item.code, field=item.name, value=f"{number:f}"),))
    if not Decimal(item.low) <= value <= Decimal(item.high):
        shown = [f"{each} {kept}".rstrip() for each in (f"{value:f}", item.low, item.high)]
        raise Refused((stops("vigilance.impossible", SOURCE, where=item.code, field=item.name, value=shown[0], low=shown[1], high=shown[2]),))
    return Quantity(value, kept)
