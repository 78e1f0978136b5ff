"""What a bedside sheet may hold: each item with its units, what can be of a human, its words, and what of the schedule it answers."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from workbench.calculation.numbers import read_number
from workbench.kernel.findings import Refused, stops
from workbench.kernel.values import Quantity
from workbench.vigilance.grading import crs, icans, tls
from workbench.vigilance.grading.ctcae import LOWER, UPPER
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
    ``laboratory``: a result of the laboratory, which may come with its own limits of normal, and from before the infusion as the baseline.
    """

    code: str
    name: str
    answers: str
    sort: Sort
    units: tuple[tuple[str, Decimal], ...] = ()
    low: str = ""
    high: str = ""
    options: tuple[str, ...] = ()
    laboratory: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for an item, and the unit that stood beside it. ``lower`` and ``upper`` are the laboratory's limits of normal in that unit."""

    item: str
    raw: str
    unit: str = ""
    lower: str = ""
    upper: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was meant: a quantity in the kept unit with the limits that came with it, or words."""

    value: Quantity | None = None
    choice: str | None = None
    lower: Quantity | None = None
    upper: Quantity | None = None


ONE = Decimal(1)


def _number(code: str, name: str, answers: str, low: str, high: str, *units: tuple[str, str]) -> Item:
    return Item(code, name, answers, Sort.NUMBER, tuple((unit, Decimal(factor)) for unit, factor in units), low, high)


def _lab(code: str, name: str, answers: str, low: str, high: str, *units: tuple[str, str]) -> Item:
    return replace(_number(code, name, answers, low, high, *units), laboratory=True)


def _count(code: str, name: str, answers: str, most: int) -> Item:
    return Item(code, name, answers, Sort.COUNT, (("", ONE),), "0", str(most))


def _choice(code: str, name: str, answers: str, *options: str) -> Item:
    return Item(code, name, answers, Sort.CHOICE, options=options or (NO, YES))


_CELLS = (("cell/uL", "1"), ("/uL", "1"), ("10^9/L", "1000"))
_MG = ("mg", "1")
_TREATMENTS: tuple[tuple[str, str, str, tuple[str, str]], ...] = (
    ("tocilizumab", "tocilizumab", "1600", _MG), ("siltuximab", "siltuximab", "3000", _MG), ("dexamethasone", "dexamethasone", "200", _MG),
    ("methylprednisolone", "methylprednisolone", "3000", _MG), ("anakinra", "anakinra", "2000", _MG), ("ruxolitinib", "ruxolitinib", "200", _MG),
    ("emapalumab", "emapalumab", "3000", _MG), ("rasburicase", "rasburicase", "100", _MG), ("levetiracetam", "levetiracetam", "10000", _MG),
    ("filgrastim", "filgrastim", "3000", ("ug", "1")), ("immunoglobulin", "immunoglobulin", "300", ("g", "1")),
)  # fmt: skip
"""Code, name, the highest single dose that anybody is given, and its unit."""
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
    _lab("neutrophils", "neutrophils", "blood count", "0", "500000", *_CELLS),
    _lab("leucocytes", "leucocytes", "blood count", "0", "1500", ("10^9/L", "1"), ("/uL", "0.001")),
    _lab("lymphocytes", "lymphocytes", "blood count", "0", "1500000", *_CELLS),
    _lab("haemoglobin", "haemoglobin", "blood count", "10", "300", ("g/L", "1"), ("g/dL", "10")),
    _lab("platelets", "platelets", "blood count", "0", "5000", ("10^9/L", "1"), ("/uL", "0.001")),
    _lab("crp", "CRP", "crp", "0", "1000", ("mg/L", "1"), ("mg/dL", "10")),
    _lab("ferritin", "ferritin", "ferritin", "0", "1000000", ("ug/L", "1"), ("ng/mL", "1")),
    _lab("fibrinogen", "fibrinogen", "fibrinogen", "0", "30", ("g/L", "1"), ("mg/dL", "0.01")),
    _lab("inr", "INR", "coagulation", "0.3", "50", ("", "1")),
    _lab("aptt", "APTT", "coagulation", "5", "400", ("s", "1")),
    _lab("alt", "ALT", "liver", "0", "50000", ("U/L", "1")),
    _lab("ast", "AST", "liver", "0", "50000", ("U/L", "1")),
    _lab("bilirubin", "bilirubin", "liver", "0", "1500", ("umol/L", "1")),
    _lab("albumin", "albumin", "liver", "5", "80", ("g/L", "1"), ("g/dL", "10")),
    _lab("ldh", "LDH", "ldh", "0", "100000", ("U/L", "1")),
    _lab("creatinine", "creatinine", "creatinine", "0", "5000", ("umol/L", "1")),
    _lab("potassium", "potassium", "lysis", "0.5", "15", ("mmol/L", "1")),
    _lab("uric_acid", "uric acid", "lysis", "0", "5000", ("umol/L", "1")),
    _lab("phosphate", "phosphate", "lysis", "0", "15", ("mmol/L", "1")),
    _lab("calcium", "corrected calcium", "lysis", "0.5", "5", ("mmol/L", "1")),
    _lab("ionised_calcium", "ionised calcium", "ionised calcium", "0.2", "4", ("mmol/L", "1")),
    _lab("sodium", "sodium", "sodium", "90", "210", ("mmol/L", "1")),
    _lab("triglycerides", "triglycerides", "triglycerides", "0.1", "130", ("mmol/L", "1")),
    _choice("arrhythmia", "arrhythmia", "signs of lysis", *(each.name.lower() for each in tls.Arrhythmia)),
    _choice("lysis_seizure", "seizures of tumour lysis", "signs of lysis", *(each.name.lower() for each in tls.Seizure)),
    _lab("b_cells", "B cells", "b cells", "0", "500000", *_CELLS),
    _lab("igg", "IgG", "igg", "0", "200", ("g/L", "1"), ("mg/dL", "0.01")),
    _lab("cd4", "CD4 lymphocytes", "cd4", "0", "20000", *_CELLS),
    _number("car_cells", "CAR-T cells", "persistence", "0", "1000000", *_CELLS),
    _number("car_copies", "copies of the CAR gene", "persistence", "0", "10000000", ("copies/ug", "1")),
    _choice("aplasia", "B-cell aplasia", "B-cell aplasia"),
    *(_number(code, name, "treatment given", "0.1", most, *units) for code, name, most, *units in _TREATMENTS),
    Item("other_treatment", "other treatment, with dose", "treatment given", Sort.TEXT),
    Item("disease_therapy", "new therapy of the disease", "next therapy", Sort.TEXT),
    _choice("response", "response", "response", "cr", "cri", "pr", "sd", "pd", "ne"),
    _choice("residual", "measurable residual disease", "measurable residual disease", "negative", "positive", "not_done"),
    _choice("relapse", "relapse", "relapse"),
    _choice("antigen", "target antigen at relapse", "relapse", "positive", "negative", "mixed", "unknown"),
    _choice("infection", "infection", "infections", "none", "bacterial", "viral", "fungal", "other", "unknown"),
    Item("symptoms", "symptoms", "symptoms", Sort.TEXT),
    Item("infections", "infections in words", "infections", Sort.TEXT),
)
ITEMS: Mapping[str, Item] = {each.code: each for each in _LIST}
CRS_ITEMS = ("temperature", "fever_other_cause", "treated", "hypotension", "vasopressors", "vasopressin", "oxygen", "oxygen_flow")
ICE_ITEMS = tuple(code for code in ITEMS if code.startswith("ice_"))
ICANS_ITEMS = (*ICE_ITEMS, "capd", "delay", "awakens", "seizure", "weakness", "oedema", "posturing", "sedated")
LABORATORY = frozenset(code for code, each in ITEMS.items() if each.laboratory)
"""What a laboratory reports: it may be from before the infusion."""
WHOLE: Mapping[str, tuple[str, ...]] = {"blood count": ("neutrophils", "platelets"), "lysis": ("potassium", "uric_acid", "phosphate", "calcium")}
"""What of a schedule is answered by several items together: tumour lysis is not judged from potassium alone. Anything else is by one of its own."""
TREATMENTS = (*(each[0] for each in _TREATMENTS), "other_treatment")
BY_INFUSION = ("bag scan", "volume given")
"""What the entry of the infusion answers by itself."""
KNOWN = frozenset(each.answers for each in _LIST) | frozenset(BY_INFUSION)
"""Everything of a schedule that can be answered here."""


def answered(items: Collection[str]) -> frozenset[str]:
    """What of a schedule's line is observed when these items are."""
    found = {ITEMS[each].answers for each in items if each in ITEMS}
    return frozenset(each for each in found if set(WHOLE.get(each, ())) <= set(items))


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
    value, lower, upper = (_measured(item, raw, typed.unit), _limit(item, typed.lower, typed.unit, LOWER), _limit(item, typed.upper, typed.unit, UPPER))
    if lower is not None and upper is not None and lower.value >= upper.value:
        raise Refused((stops("vigilance.limits-cross", SOURCE, where=item.code, field=item.name, low=str(lower), high=str(upper)),))
    return Read(value, None, lower, upper)


def _limit(item: Item, raw: str, unit: str, name: str) -> Quantity | None:
    """A limit of normal as the laboratory printed it; an upper one of zero is none."""
    text = " ".join(raw.split())
    if not text:
        return None
    if not item.laboratory:
        raise Refused((stops("vigilance.no-limits", SOURCE, where=item.code, field=item.name),))
    limit = _measured(replace(item, name=name), text, unit)
    if name == UPPER and limit.value == 0:
        raise Refused((stops("vigilance.limit-zero", SOURCE, where=item.code, field=item.name),))
    return limit


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
