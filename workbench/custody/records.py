"""What left the pharmacy, in its small honest form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workbench.kernel.values import Fact, Listed, Quantity


@dataclass(frozen=True, slots=True)
class BagIssue(Fact):
    """A bag handed out to a ward, to whom, by whom."""

    id: str
    batch: str
    bag: str
    holder: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class Infusion(Fact):
    """What of a bag was given to its patient, and when, as the ward entered it; another person checks and signs it.

    ``bag_read`` and ``patient_read`` are what was scanned at the bedside, or typed by hand (``bag_by_hand``,
    ``patient_by_hand``) with a second person. ``told`` are the codes of what was found and did not
    stop the entry: a fact that happened is kept with its findings, never refused away.
    """

    id: str
    batch: str
    bag: str
    patient: str
    begun: datetime
    ended: datetime
    given: Quantity
    whole: bool
    bag_read: str
    patient_read: str
    remark: str
    told: tuple[str, ...]
    at: datetime
    zone: str
    person: str
    bag_by_hand: bool = False
    patient_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class InfusionCorrection(Fact):
    """Times, volume and remark of an infusion as they were in truth, with the reason. The last one counts; bag and patient never change.

    A check that was signed before has lapsed: it covered other values.
    """

    id: str
    infusion: str
    begun: datetime
    ended: datetime
    given: Quantity
    whole: bool
    remark: str
    told: tuple[str, ...]
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class InfusionLine(Listed):
    """An infusion in a list, with the bag's number and the patient."""

    id: str
    batch: str
    number: int
    family: str
    given: str
    born: date
    hospital_no: str
    begun: datetime
    amount: Quantity
    whole: bool


@dataclass(frozen=True, slots=True)
class ExposureLine(Listed):
    """An infused bag as a denominator counts it: what it is, to whom and when (as corrected), on which ward. ``product`` is the formula's code."""

    id: str
    batch: str
    bag: str
    number: int
    patient: str
    product: str
    formula: str
    ward: str
    dose: Quantity
    begun: datetime
    zone: str
    family: str
    given: str
    hospital_no: str
