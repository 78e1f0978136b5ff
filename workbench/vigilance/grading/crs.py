"""Cytokine release syndrome by ASTCT 2019 (Lee et al., Biol Blood Marrow Transplant 25:625): fever, then the worse of blood pressure and oxygen.

Organ toxicity is no part of this grade. Older scales (Penn, Lee 2014) are not mixed in. Low flow is up to 6 L/min, high flow above.
"""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache

from workbench.kernel.findings import Finding
from workbench.kernel.values import Quantity
from workbench.vigilance.grading.grade import Grade, Problem, Verdict, cannot, kept, problem, says, settled
from workbench.vigilance.grading.signs import Column, flag_cell, measured, number_cell, quantity_cell, whole, word_cell

SCALE, RULE = "crs", "CRS ASTCT 2019, rule 1"
SOURCE = "ASTCT 2019, CRS"
FEVER, LOW_FLOW = Decimal("38.0"), Decimal(6)
COLDEST, HOTTEST, MOST_FLOW, MOST_VASOPRESSORS = "25", "45", "100", 10
NONE, BY_FLOW, LOW, HIGH, PRESSURE, CANNULA = 0, 1, 2, 3, 4, 5
"""What a device means: nothing, whatever its flow says, the grade of its domain; or (the high-flow cannula) grade 3, at more than 6 L/min."""


class Oxygen(Enum):
    """How oxygen is given."""

    ROOM_AIR = "room_air"
    NASAL_CANNULA = "nasal_cannula"
    BLOW_BY = "blow_by"
    HIGH_FLOW = "hfnc"
    FACE_MASK = "facemask"
    NON_REBREATHER = "non_rebreather"
    VENTURI = "venturi"
    CPAP = "cpap"
    BIPAP = "bipap"
    INTUBATED = "intubated"


@dataclass(frozen=True, slots=True)
class CrsObservation:
    """What was seen of one patient at one time; ``None`` is not known. ``vasopressors`` counts them without vasopressin.

    ``treated``: an antipyretic, an anticytokine drug or a steroid was given, after which fever is no longer asked for.
    """

    temperature: Quantity | None
    fever_has_other_cause: bool | None
    treated: bool | None
    hypotension: bool | None
    vasopressors: int | None
    vasopressin: bool | None
    oxygen: Oxygen | None
    oxygen_flow: Quantity | None
    death: bool | None


_DEVICES = {
    Oxygen.ROOM_AIR: NONE, Oxygen.NASAL_CANNULA: BY_FLOW, Oxygen.BLOW_BY: LOW, Oxygen.HIGH_FLOW: CANNULA, Oxygen.FACE_MASK: HIGH,
    Oxygen.NON_REBREATHER: HIGH, Oxygen.VENTURI: HIGH, Oxygen.CPAP: PRESSURE, Oxygen.BIPAP: PRESSURE, Oxygen.INTUBATED: PRESSURE,
}  # fmt: skip
_WORDS = {
    "roomair": Oxygen.ROOM_AIR, "none": Oxygen.ROOM_AIR, "nasalcannula": Oxygen.NASAL_CANNULA, "lowflownasalcannula": Oxygen.NASAL_CANNULA,
    "blowby": Oxygen.BLOW_BY, "hfnc": Oxygen.HIGH_FLOW, "highflownasalcannula": Oxygen.HIGH_FLOW, "facemask": Oxygen.FACE_MASK,
    "simplefacemask": Oxygen.FACE_MASK, "simplemask": Oxygen.FACE_MASK, "mask": Oxygen.FACE_MASK, "nonrebreather": Oxygen.NON_REBREATHER,
    "nonrebreathermask": Oxygen.NON_REBREATHER, "nonrebreathingmask": Oxygen.NON_REBREATHER, "nrb": Oxygen.NON_REBREATHER,
    "venturi": Oxygen.VENTURI, "venturimask": Oxygen.VENTURI, "cpap": Oxygen.CPAP, "bipap": Oxygen.BIPAP, "intubated": Oxygen.INTUBATED,
    "intubation": Oxygen.INTUBATED, "mechanicalventilation": Oxygen.INTUBATED, "intubationandmechanicalventilation": Oxygen.INTUBATED,
    "intubationmechanicalventilation": Oxygen.INTUBATED, "intubatedventilated": Oxygen.INTUBATED, "invasiveventilation": Oxygen.INTUBATED,
    "ventilated": Oxygen.INTUBATED, "ventilator": Oxygen.INTUBATED, "ventilation": Oxygen.INTUBATED,
}  # fmt: skip
_WORLDS = (
    ("temperature", (False, True)), ("other cause of the fever", (False, True)), ("treatment given", (False, True)), ("hypotension", (False, True)),
    ("vasopressors", (0, 1, 2)), ("vasopressin", (False, True)), ("oxygen device", (NONE, BY_FLOW, LOW, HIGH, PRESSURE)),
    ("oxygen flow", (LOW, HIGH)), ("death due to CRS", (False, True)),
)  # fmt: skip


def grade(observed: CrsObservation) -> Grade:
    """The grade 0-5 of one observation, or cannot grade with the reason."""
    return kept(SCALE, RULE, judge(*_signs(observed)), observed)


def _signs(seen: CrsObservation) -> tuple[object, ...]:
    return (
        _fever(seen.temperature), seen.fever_has_other_cause, seen.treated, seen.hypotension, _vasopressors(seen.vasopressors), seen.vasopressin,
        None if seen.oxygen is None else _DEVICES[seen.oxygen], _flow(seen.oxygen_flow), seen.death,
    )  # fmt: skip


def _fever(given: Quantity | Problem | None) -> bool | Problem | None:
    number = measured("temperature", given, "degC", COLDEST, HOTTEST)
    return number >= FEVER if isinstance(number, Decimal) else number


def _vasopressors(given: int | Decimal | Problem | None) -> int | Problem | None:
    number = whole("vasopressors", given, 0, MOST_VASOPRESSORS)
    return min(number, 2) if isinstance(number, int) else number


def _flow(given: Quantity | Problem | None) -> int | Problem | None:
    return _band(measured("oxygen flow", given, "L/min", "0", MOST_FLOW))


def _band(flow: Decimal | Problem | None) -> int | Problem | None:
    if not isinstance(flow, Decimal):
        return flow
    return NONE if flow == 0 else LOW if flow <= LOW_FLOW else HIGH


@lru_cache(maxsize=1 << 16)
def judge(*signs: object) -> Verdict:
    """The verdict on the signs of ``COLUMNS``, each a sign, ``None`` or a ``Problem``."""
    device, flow = signs[6], signs[7]
    if (flow == NONE and device in (BY_FLOW, HIGH, CANNULA)) or (device == NONE and flow in (LOW, HIGH)):
        return cannot(problem("grading.crs-flow-differs", "oxygen flow", SOURCE).finding)
    if device == CANNULA and flow == LOW:
        return cannot(problem("grading.crs-cannula-low", "oxygen flow", SOURCE).finding)
    return settled(_decide, signs, _WORLDS, SOURCE)


@cache
def _decide(
    fever: bool, other_cause: bool, treated: bool, hypotension: bool, vasopressors: int, vasopressin: bool, device: int, flow: int, death: bool
) -> Verdict:
    if death:
        return Verdict(5, (says("grading.crs-death", SOURCE),))
    if not treated and not fever:
        return Verdict(0, (says("grading.crs-no-fever", SOURCE),))
    if not treated and other_cause:
        return Verdict(0, (says("grading.crs-other-cause", SOURCE),))
    pressure, why_pressure = _pressure(hypotension, vasopressors, vasopressin)
    oxygen, why_oxygen = _oxygen(device, flow)
    worst = max(pressure, oxygen)
    if worst:
        return Verdict(worst, (*(why_pressure if pressure == worst else ()), *(why_oxygen if oxygen == worst else ())))
    if fever and not other_cause:
        return Verdict(1, (says("grading.crs-fever", SOURCE),))
    return Verdict(0, (says("grading.crs-resolved", SOURCE),))


def _pressure(hypotension: bool, vasopressors: int, vasopressin: bool) -> tuple[int, tuple[Finding, ...]]:
    if vasopressors > 1:
        return 4, (says("grading.crs-vasopressors", SOURCE),)
    if vasopressors or vasopressin:
        return 3, (says("grading.crs-vasopressor", SOURCE),)
    return (2, (says("grading.crs-hypotension", SOURCE),)) if hypotension else (0, ())


def _oxygen(device: int, flow: int) -> tuple[int, tuple[Finding, ...]]:
    level = flow if device == BY_FLOW else device
    if level == PRESSURE:
        return 4, (says("grading.crs-positive-pressure", SOURCE),)
    if level in (HIGH, CANNULA):
        return 3, (says("grading.crs-high-flow", SOURCE),)
    return (2, (says("grading.crs-low-flow", SOURCE),)) if level == LOW else (0, ())


def _device_cell(text: str) -> int | Problem | None:
    found = word_cell("oxygen device", text, _WORDS, SOURCE, (each.value for each in Oxygen))
    return _DEVICES[found] if isinstance(found, Oxygen) else found


COLUMNS = (
    Column("temp_c", lambda text: _fever(quantity_cell("temperature", text, "degC")), needed=True),
    Column("fever_attributable_elsewhere", lambda text: flag_cell("other cause of the fever", text)),
    Column("antipyretic_or_anticytokine_given", lambda text: flag_cell("treatment given", text)),
    Column("hypotension", lambda text: flag_cell("hypotension", text), needed=True),
    Column("vasopressors", lambda text: _vasopressors(number_cell("vasopressors", text)), needed=True),
    Column("vasopressin", lambda text: flag_cell("vasopressin", text)),
    Column("o2_device", _device_cell, needed=True),
    Column("o2_lpm", lambda text: _flow(quantity_cell("oxygen flow", text, "L/min"))),
    Column("death_due_to_crs", lambda text: flag_cell("death due to CRS", text)),
)
"""The columns of a file of observations, in the order of ``judge``."""
