"""What is learnt of a patient in the years after an infusion, whom to ask, and who could not be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from workbench.kernel.values import Fact


class ContactKind(Enum):
    """Who can be asked."""

    PATIENT = "patient"
    RELATIVE = "relative"
    PHYSICIAN = "treating physician"


@dataclass(frozen=True, slots=True)
class Contact(Fact):
    """Somebody who can be asked about a patient, and how: personal data, shown only to who follows patients up.

    ``reach`` is a telephone number or an address as text; ``language`` is what to speak. One that ``replaces`` another stands in its
    place; ``gone`` says that nobody is to be asked there any more.
    """

    id: str
    patient: str
    kind: ContactKind
    name: str
    reach: str
    language: str
    gone: bool
    replaces: str | None
    why: str
    at: datetime
    zone: str
    person: str


class Reached(Enum):
    """How an attempt ended."""

    REACHED = "reached"
    NO_ANSWER = "no answer"
    WRONG = "wrong number or address"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ContactAttempt(Fact):
    """Somebody was tried at ``tried``, and how that ended."""

    id: str
    patient: str
    contact: str
    result: Reached
    said: str
    tried: datetime
    at: datetime
    zone: str
    person: str


class Standing(Enum):
    """Whether a patient can be followed up."""

    LOST = "lost to follow-up"
    FOUND = "found again"
    WITHDREW = "withdrew"


@dataclass(frozen=True, slots=True)
class StandingDecision(Fact):
    """A patient is lost to follow-up, was found again, or does not want to be asked any more. The last one counts."""

    id: str
    patient: str
    standing: Standing
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class YearlyWindow(Fact):
    """How many days before and after an anniversary a yearly contact may be made here: the schedule leaves it to the site. The last one counts."""

    id: str
    before: int
    after: int
    why: str
    at: datetime
    zone: str
    person: str


class Way(Enum):
    """How it was learnt."""

    EXAMINATION = "examination"
    PHYSICIAN = "report of a physician"
    TELEPHONE = "telephone"
    QUESTIONNAIRE = "questionnaire"


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one question of the form; ``detail`` in words where the question asks for it."""

    question: str
    answer: str
    detail: str


@dataclass(frozen=True, slots=True)
class FollowUpVisit(Fact):
    """What was learnt on the day ``seen``. ``dues`` names the due items that it answered, with the version of the schedule.

    A corrected one names the one that it ``replaces``, and why.
    """

    id: str
    infusion: str
    patient: str
    way: Way
    seen: date
    dues: tuple[str, ...]
    answers: tuple[Answered, ...]
    remark: str
    replaces: str | None
    why: str
    at: datetime
    zone: str
    person: str


class Known(Enum):
    """Yes, no, or not known: an answer too."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Malignancy(Fact):
    """A second malignancy, in words. ``report`` is the safety report that it opened; ``told`` is when the hospital heard of it.

    A corrected one names the one that it ``replaces``, and why; patient, infusion and report stay.
    """

    id: str
    patient: str
    infusion: str
    kind: str
    t_cell: Known
    diagnosed: date | None
    told: datetime
    report: str
    remark: str
    replaces: str | None
    why: str
    at: datetime
    zone: str
    person: str


class Sample(Enum):
    """Where the sample for the transgene test stands."""

    TAKEN = "taken"
    SENT = "sent"
    FOUND = "transgene found"
    NOT_FOUND = "transgene not found"
    NOT_TESTED = "not tested"


@dataclass(frozen=True, slots=True)
class SampleStep(Fact):
    """One step of the sample of a malignancy: when, where to or by which laboratory; not tested with its reason.

    ``malignancy`` is the first record of it. A corrected step names the one that it ``replaces``.
    """

    id: str
    malignancy: str
    step: Sample
    place: str
    on: date
    why: str
    replaces: str | None
    at: datetime
    zone: str
    person: str
