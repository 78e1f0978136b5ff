"""Patients, what is ordered for them, and what was collected from them."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from workbench.kernel.values import Fact, Listed, Thing


class Allergies(Enum):
    """The four states of allergy knowledge (NHS CUI patient banner)."""

    KNOWN = "known allergies"
    NONE = "no known allergies"
    NOT_RECORDED = "allergies not recorded"
    UNAVAILABLE = "allergies unavailable"


class OrderStatus(Enum):
    """Where an order stands."""

    ENTERED = "entered"
    VERIFIED = "verified"
    IN_BATCH = "in batch"
    HELD = "held"
    CANCELLED = "cancelled"


class Channel(Enum):
    """How a version of the order reached the pharmacy. By telephone asks read-back and later the prescriber's signature."""

    PAPER = "paper"
    SCREEN = "screen"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Patient(Thing):
    """A patient. ``coi`` is the chain-of-identity number, which every container and label of this patient carries.

    ``likeness`` is the key by which patients with a name that can be mistaken for this one are found.
    """

    id: str
    hospital_no: str
    family: str
    given: str
    born: date
    sex: str
    coi: str
    allergies: Allergies = Allergies.NOT_RECORDED
    allergy_text: str = ""
    title: str = ""
    likeness: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One value of an order, collection or lot by the name that the formula gives it; ``raw`` is what was typed or read."""

    name: str
    raw: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Order(Thing):
    """An order as it stands: which version counts, and its status. ``version`` is the number of the counting version."""

    id: str
    patient: str
    formula: str
    regime: str
    version: int
    status: OrderStatus
    opened: datetime
    ward: str = ""
    planned: datetime | None = None
    resumes: OrderStatus | None = None


@dataclass(frozen=True, slots=True)
class OrderVersion(Fact):
    """One version of an order: every amendment is a new one, verified again. ``id`` is ``<order>.<number>``."""

    id: str
    order: str
    number: int
    given: tuple[Given, ...]
    prescriber: str
    channel: Channel
    entered_by: str
    at: datetime
    zone: str
    why: str | None = None
    told_by: str | None = None
    read_back: bool = False
    weighed_on: date | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Collection(Fact):
    """A collection of this patient's starting material, with what the formula asks to know of it. ``number`` is on its label."""

    id: str
    order: str
    patient: str
    number: str
    given: tuple[Given, ...]
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class Infectious(Fact):
    """What is known of a patient's infectious markers on a day: negative, reactive, not_evaluated."""

    id: str
    patient: str
    status: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class OrderLine(Listed):
    """An order in a list."""

    id: str
    patient: str
    family: str
    given: str
    hospital_no: str
    born: date
    formula: str
    status: OrderStatus
    version: int
    opened: datetime
    ward: str
    planned: datetime | None
    batch: str | None

