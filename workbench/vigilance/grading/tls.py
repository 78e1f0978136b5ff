"""Tumour lysis by Cairo-Bishop 2004 and Howard 2011: laboratory lysis, then clinical lysis with its grade.

Laboratory: two or more of uric acid, potassium, phosphate and corrected calcium, from day -3 to day 7 of therapy; by 2004 also a change of
25 % from baseline, by 2011 only values within the same 24 h. Clinical: laboratory lysis and creatinine, arrhythmia, seizure or death.
The levels of creatinine were read; those of arrhythmia and seizure, but for status epilepticus, are from memory, and a grade by them says so.
Ionised calcium is not graded by itself: the sources print two values that cannot both be right. Of a child, the 2011 limit of uric acid is
the laboratory's own for the age.
"""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache, partial
from typing import Any

from workbench.kernel.findings import Finding
from workbench.kernel.values import Quantity
from workbench.vigilance.grading.grade import Grade, Problem, Verdict, cannot, hindered, kept, lacking, problem, says
from workbench.vigilance.grading.signs import Column, flag_cell, measured, number_cell, plain, quantity_cell, whole, within, word_cell

SCALE, RULE = "tls", "TLS Cairo-Bishop 2004 / Howard 2011, rule 1"
SOURCE = "Cairo-Bishop 2004; Howard 2011"
FIRST_DAY, LAST_DAY, ENOUGH = -3, 7, 2
URIC_ACID, POTASSIUM, PHOSPHATE, PHOSPHATE_CHILD, CALCIUM = Decimal(476), Decimal("6.0"), Decimal("1.45"), Decimal("2.1"), Decimal("1.75")


class Definition(Enum):
    """Whose definition."""

    CAIRO_BISHOP = "CB2004"
    HOWARD = "H2011"


class Arrhythmia(Enum):
    """The worst arrhythmia, by what it asks for (the value of each is its grade)."""

    NONE = 0
    NO_INTERVENTION = 1
    NOT_URGENT = 2
    INCOMPLETELY_CONTROLLED = 3
    LIFE_THREATENING = 4


class Seizure(Enum):
    """The worst seizure (the value of each is its grade)."""

    NONE = 0
    BRIEF = 2
    POORLY_CONTROLLED = 3
    STATUS = 4


@dataclass(frozen=True, slots=True)
class TlsObservation:
    """The values of one 24 h; ``None`` is not known. ``creatinine`` is a multiple of the upper limit of normal.

    ``uric_acid_limit`` is the laboratory's upper limit for the age. ``ionised_calcium`` is kept and never graded.
    """

    definition: Definition | None
    day: int | None
    child: bool | None
    uric_acid: Quantity | None
    potassium: Quantity | None
    phosphate: Quantity | None
    calcium: Quantity | None
    uric_acid_base: Quantity | None
    potassium_base: Quantity | None
    phosphate_base: Quantity | None
    calcium_base: Quantity | None
    creatinine: Decimal | None
    arrhythmia: Arrhythmia | None
    seizure: Seizure | None
    death: bool | None
    uric_acid_limit: Quantity | None = None
    ionised_calcium: Quantity | None = None


_NAMES = ("uric acid", "potassium", "phosphate", "corrected calcium")
_UNITS = ("umol/L", "mmol/L", "mmol/L", "mmol/L")
_CALCIUM, _QUARTER_MORE, _QUARTER_LESS = 3, Decimal("1.25"), Decimal("0.75")
_RANGES = (("0", "5000"), ("1", "15"), ("0.1", "15"), ("0.5", "5"))


def grade(seen: TlsObservation) -> Grade:
    """The clinical grade 0-5 (0 also where laboratory lysis is not met), or cannot grade with the reason."""
    measures = (seen.uric_acid, seen.potassium, seen.phosphate, seen.calcium, seen.uric_acid_base, seen.potassium_base, seen.phosphate_base, seen.calcium_base)
    signs: list[Any] = [
        None if seen.definition is None else seen.definition.value, whole("day of therapy", seen.day, -10_000, 10_000), seen.child,
        *(_value(at % 4, each, based=at > 3) for at, each in enumerate(measures)), _creatinine_grade(seen.creatinine),
        None if seen.arrhythmia is None else seen.arrhythmia.value, None if seen.seizure is None else seen.seizure.value, seen.death,
        measured("upper limit of uric acid", seen.uric_acid_limit, "umol/L", "1", "1000"),
    ]  # fmt: skip
    verdict = judge(*signs)
    if verdict.grade is None and seen.calcium is None and seen.ionised_calcium is not None:
        verdict = cannot(*verdict.reasons, problem("grading.tls-ionised", "ionised calcium", SOURCE).finding)
    return kept(SCALE, RULE, verdict, seen)


def _value(at: int, given: Quantity | Problem | None, *, based: bool = False) -> Decimal | Problem | None:
    """The number of a value; of a baseline, what a value reaches with a change of a quarter: up, of calcium down."""
    number = measured(f"baseline {_NAMES[at]}" if based else _NAMES[at], given, _UNITS[at], *_RANGES[at])
    return number * (_QUARTER_LESS if at == _CALCIUM else _QUARTER_MORE) if based and isinstance(number, Decimal) else number


@lru_cache(maxsize=1 << 14)
def judge(
    definition: Any, day: Any, child: Any, uric: Any, potassium: Any, phosphate: Any, calcium: Any,
    uric_base: Any, potassium_base: Any, phosphate_base: Any, calcium_base: Any, creatinine: Any, arrhythmia: Any, seizure: Any, death: Any,
    uric_limit: Any = None,
) -> Verdict:  # fmt: skip
    """The verdict on the signs of ``COLUMNS``, each a value, ``None`` or a ``Problem``; of the creatinine, its grade."""
    signs = (
        definition, day, child, uric, potassium, phosphate, calcium, uric_base, potassium_base, phosphate_base, calcium_base, creatinine,
        arrhythmia, seizure, death, uric_limit,
    )  # fmt: skip
    if Problem in map(type, signs):
        return hindered(*(each for each in signs if isinstance(each, Problem)))
    if definition is None or day is None:
        return lacking([name for name, given in (("definition", definition), ("day of therapy", day)) if given is None], SOURCE)
    if not FIRST_DAY <= day <= LAST_DAY:
        return _OUTSIDE
    if definition == "CB2004":
        met = (
            _risen(uric, URIC_ACID, uric_base), _risen(potassium, POTASSIUM, potassium_base),
            _either_age(phosphate, child, phosphate_base), _fallen(calcium, CALCIUM, calcium_base),
        )  # fmt: skip
    else:
        met = (
            _uric(uric, uric_limit, child), _risen(potassium, POTASSIUM, None), _either_age(phosphate, child, None), _fallen(calcium, CALCIUM, None)
        )  # fmt: skip
    return _decide(*met, creatinine, arrhythmia, seizure, death)


def _risen(value: Decimal | None, limit: Decimal, quarter: Decimal | None) -> bool | None:
    """Whether ``value`` reaches ``limit``, or a quarter more than its baseline; ``None`` without a value."""
    return None if value is None else value >= limit or (quarter is not None and value >= quarter)


def _fallen(value: Decimal | None, limit: Decimal, quarter: Decimal | None) -> bool | None:
    """Whether ``value`` is down to ``limit``, or to a quarter less than its baseline; ``None`` without a value."""
    return None if value is None else value <= limit or (quarter is not None and value <= quarter)


def _either_age(value: Decimal | None, child: bool | None, quarter: Decimal | None) -> bool | None:
    """Phosphate by the limit for the age; where the age is not known, only what both limits say."""
    if child is not None:
        return _risen(value, PHOSPHATE_CHILD if child else PHOSPHATE, quarter)
    adult = _risen(value, PHOSPHATE, quarter)
    return adult if adult == _risen(value, PHOSPHATE_CHILD, quarter) else None


def _uric(value: Decimal | None, limit: Decimal | None, child: bool | None) -> bool | None:
    """Uric acid by 2011: a child's limit is the laboratory's; without it, only what no limit for a child lets pass is certain."""
    if value is None or child is False:
        return _risen(value, URIC_ACID, None)
    if limit is not None:
        return value >= limit
    return True if value >= URIC_ACID else None


def _creatinine_grade(given: Decimal | Problem | None) -> int | Problem | None:
    times = within("creatinine", given, "0.05", "50", "× ULN")
    if not isinstance(times, Decimal):
        return times
    return 4 if times > 6 else 3 if times > 3 else 2 if times > _HALF_MORE else 1 if times == _HALF_MORE else 0


_HALF_MORE = Decimal("1.5")
_OUTSIDE = Verdict(0, (says("grading.tls-outside", SOURCE, first=str(FIRST_DAY), last=str(LAST_DAY)),))


@lru_cache(maxsize=1 << 14)
def _decide(
    uric: bool | None, potassium: bool | None, phosphate: bool | None, calcium: bool | None, creatinine: int | None, arrhythmia: int | None,
    seizure: int | None, death: bool | None,
) -> Verdict:  # fmt: skip
    met = (uric, potassium, phosphate, calcium)
    surely, perhaps = met.count(True), met.count(None)
    if surely + perhaps < ENOUGH:
        return Verdict(0, (says("grading.tls-no-laboratory", SOURCE, met=str(surely)),))
    if surely < ENOUGH:
        return lacking([name for name, each in zip(_NAMES, met, strict=True) if each is None], SOURCE)
    signs = (("creatinine", creatinine), ("arrhythmia", arrhythmia), ("seizures", seizure))
    worst = max((level for _, level in signs if level is not None), default=0)
    if death:
        return Verdict(5, (says("grading.tls-death", SOURCE),))
    absent = [name for name, level in signs if level is None and worst < 4]
    if absent or death is None:
        return lacking([*absent, *(["death due to tumour lysis"] if death is None else [])], SOURCE)
    if not worst:
        return Verdict(0, (says("grading.tls-laboratory-only", SOURCE, met=str(surely)),))
    told = tuple(_clinical(name) for name, level in signs if level == worst)
    unread = creatinine != worst and (worst < 4 or seizure != 4)
    return Verdict(worst, (*told, says("grading.tls-from-memory", SOURCE)) if unread else told)


def _clinical(name: str) -> Finding:
    return says("grading.tls-clinical", SOURCE, field=name)


def _definition(text: str) -> str | Problem | None:
    """Whose definition a cell names, by its year or its author."""
    said = plain(text)
    for definition, marks in ((Definition.CAIRO_BISHOP, ("2004", "cairo", "bishop")), (Definition.HOWARD, ("2011", "howard"))):
        if any(mark in said for mark in marks):
            return definition.value
    if not said:
        return None
    return problem("grading.word-unknown", "definition", SOURCE, value=text[:40], known=", ".join(each.value for each in Definition))


_ARRHYTHMIAS = {
    "0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "none": 0, "nointervention": 1, "nointerventionindicated": 1, "interventionnotindicated": 1,
    "noturgent": 2, "nonurgent": 2, "nonurgentintervention": 2, "nonurgentinterventionindicated": 2, "symptomatic": 3,
    "symptomaticincompletelycontrolled": 3, "incompletelycontrolled": 3, "lifethreatening": 4,
}  # fmt: skip
_SEIZURES = {
    "0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "none": 0, "briefgeneralized": 2, "briefgeneralised": 2, "onebriefgeneralized": 2,
    "onebriefgeneralised": 2, "wellcontrolled": 2, "infrequentfocal": 2, "alteredconsciousness": 3, "poorlycontrolled": 3, "breakthrough": 3,
    "statusepilepticus": 4, "prolongedorrepetitive": 4, "prolonged": 4, "repetitive": 4, "intractable": 4, "difficulttocontrol": 4,
}  # fmt: skip
_HEADERS = ("uric_umol_L", "k_mmol_L", "phos_mmol_L", "ca_corr_mmol_L", "uric_base", "k_base", "phos_base", "ca_base")


def _cell(at: int, text: str) -> Decimal | Problem | None:
    return _value(at % 4, quantity_cell(_NAMES[at % 4], text, _UNITS[at % 4]), based=at > 3)


COLUMNS = (
    Column("rule", _definition, needed=True),
    Column("day_rel_therapy", lambda text: whole("day of therapy", number_cell("day of therapy", text), -10_000, 10_000), needed=True),
    Column("age_group", lambda text: word_cell("age group", text, {"adult": False, "child": True, "paediatric": True, "pediatric": True}, SOURCE)),
    *(Column(name, partial(_cell, at), needed=at < 4) for at, name in enumerate(_HEADERS)),
    Column("creat_xULN", lambda text: _creatinine_grade(number_cell("creatinine", text)), needed=True),
    Column("arrhythmia", lambda text: word_cell("arrhythmia", text, _ARRHYTHMIAS, SOURCE, (each.name.lower() for each in Arrhythmia))),
    Column("seizure", lambda text: word_cell("seizures", text, _SEIZURES, SOURCE, ("none", "brief_generalized", "poorly_controlled", "status_epilepticus"))),
    Column("death", partial(flag_cell, "death due to tumour lysis")),
)
"""The columns of a file of observations, in the order of ``judge``."""
