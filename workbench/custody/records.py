"""What left the pharmacy, in its small honest form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

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


class RecallAnswer(Enum):
    """What was said when a bag was called back."""

    COMES_BACK = "is brought back"
    KEPT_APART = "kept apart where it is"
    GIVEN = "was given already"
    NOT_REACHED = "nobody was reached"


@dataclass(frozen=True, slots=True)
class RecallCall(Fact):
    """Whoever holds a bag that is not to be given was called: who, when (``at``), what they answered, and whether they read it back."""

    id: str
    batch: str
    bag: str
    called: str
    answer: RecallAnswer
    read_back: bool
    said: str
    at: datetime
    zone: str
    entered: datetime
    person: str


@dataclass(frozen=True, slots=True)
class BagReturn(Fact):
    """A bag that had been handed out is back in the pharmacy, known by its label. It is not handed out again."""

    id: str
    batch: str
    bag: str
    read: str
    condition: str
    at: datetime
    zone: str
    person: str
    by_hand: bool = False


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
