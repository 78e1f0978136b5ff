"""What is seen of a patient after an infusion, how it was graded, who decided, whom it was told, and what is reported of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from workbench.kernel.values import Fact, Listed, Quantity, Thing


@dataclass(frozen=True, slots=True)
class Named:
    """An input of a grade, or a fact of a reason, by its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a grade is what it is, or why an alert was raised: a finding as it is kept."""

    code: str
    source: str
    where: str
    facts: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Observation(Fact):
    """One item of a bedside sheet. ``round`` names the sheet, ``at`` is when it was seen, ``entered`` when it was typed.

    ``value`` for what has a number and a unit, ``choice`` for what has words. ``due`` names the item of the schedule that it answers.
    A corrected one names the one that it ``replaces``, and why. ``lower`` and ``upper`` are the limits of normal that the laboratory gave with it,
    in the unit of ``value``.
    """

    id: str
    infusion: str
    patient: str
    round: str
    item: str
    at: datetime
    zone: str
    raw: str
    value: Quantity | None
    choice: str | None
    entered: datetime
    person: str
    due: str | None = None
    replaces: str | None = None
    why: str | None = None
    lower: Quantity | None = None
    upper: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Graded(Fact):
    """A grade as the rule gave it from one sheet: never done again when the rule changes. ``grade`` is ``None`` where it cannot be given.

    ``number`` counts the grades of one scale from one sheet: a corrected observation makes another one beside the old one. A grade of a whole
    course (ICAHT) names the infusion as its ``round``, one that a clinician gave from a list has one of its own. ``scale`` is a name of
    ``workbench/vigilance/scales.py``.
    """

    id: str
    infusion: str
    patient: str
    round: str
    scale: str
    number: int
    at: datetime
    zone: str
    grade: int | None
    rule: str
    ctcae_version: str
    inputs: tuple[Named, ...]
    reasons: tuple[Reason, ...]
    entered: datetime
    person: str


@dataclass(frozen=True, slots=True)
class GradeDecision(Fact):
    """A physician confirms a grade, or overrides it with another one and says why. The last one counts."""

    id: str
    graded: str
    infusion: str
    grade: int
    confirms: bool
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CtcaeChoice(Fact):
    """By which version of CTCAE laboratory terms are graded, of one ``product`` (the code of its formula; "" for all others), and why.

    It holds for infusions that begin from then on, and, where it is the first one, for those before: no patient is graded by two versions.
    """

    id: str
    product: str
    version: str
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class Alert(Fact):
    """Something that somebody has to be called about. A line of a worklist: it is no bedside alarm."""

    id: str
    infusion: str
    patient: str
    round: str
    kind: str
    at: datetime
    zone: str
    reasons: tuple[Reason, ...]
    entered: datetime
    person: str


@dataclass(frozen=True, slots=True)
class AlertCall(Fact):
    """Somebody was called about an alert: who, when, and whether they read it back."""

    id: str
    alert: str
    infusion: str
    called: str
    read_back: bool
    said: str
    at: datetime
    zone: str
    entered: datetime
    person: str


@dataclass(frozen=True, slots=True)
class NotApplicable(Fact):
    """A due observation that will not be made, with the reason."""

    id: str
    infusion: str
    due: str
    reason: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class RoundPaper(Fact):
    """A bedside sheet that went out on paper: for which due items, and what it asks. ``attachment`` holds its PDF, ``digest`` the SHA-256 of it.

    ``copy`` counts the sheets of the batch; with it and the batch the symbol on the paper names this record (``mark``). ``head`` is the journal
    number that the paper shows.
    """

    id: str
    infusion: str
    patient: str
    batch: str
    copy: int
    mark: str
    language: str
    dues: tuple[str, ...]
    items: tuple[str, ...]
    attachment: str
    digest: bytes
    head: int
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class RoundPaperBack(Fact):
    """A paper came back and was entered as the sheet ``round``. ``observed_by`` is who signed it at the bedside, ``person`` who entered it."""

    id: str
    paper: str
    infusion: str
    round: str
    observed_by: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class Death(Fact):
    """A patient died. Nothing is given to or observed of them afterwards."""

    id: str
    patient: str
    died: datetime
    due_to: str
    remark: str
    at: datetime
    zone: str
    person: str


class ReportStatus(Enum):
    """Where a report stands: received, assessed by a physician, closed by quality, or nullified."""

    RECEIVED = "received"
    ASSESSED = "assessed"
    CLOSED = "closed"
    NULLIFIED = "nullified"


class ReportSource(Enum):
    """Who saw the event first: somebody who reported it by themselves, the monitoring of the first weeks, or the long-term follow-up."""

    SPONTANEOUS = "spontaneous"
    MONITORING = "monitoring"
    FOLLOW_UP = "long-term follow-up"

    @property
    def solicited(self) -> bool:
        """Whether an organised collection of data asked for it (ICH E2D 3.3: registries, post-approval programmes, intensive monitoring)."""
        return self is not ReportSource.SPONTANEOUS


class Qualification(Enum):
    """What the reporter is (E2B R3, C.2.r.4)."""

    PHYSICIAN = "physician"
    PHARMACIST = "pharmacist"
    OTHER = "other health professional"
    LAWYER = "lawyer"
    CONSUMER = "consumer"


class Outcome(Enum):
    """How the reaction ended, as it is known (E2B R3, E.i.7)."""

    UNKNOWN = "unknown"
    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not recovered"
    SEQUELAE = "recovered with sequelae"
    FATAL = "fatal"


class Naming(Enum):
    """How bag or patient of a report were named: the symbol was scanned, its code typed with a second person, or the record chosen from a list."""

    SCANNED = "scanned"
    TYPED = "typed"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class SafetyReport(Thing):
    """A suspected adverse reaction as it was reported; ``id`` is its number. Only its status changes, and what was not known is filled in.

    ``received`` is when the hospital heard of it: its day is day 0. ``reaction`` is in the reporter's words. ``answers`` are Y, N or U to
    the six questions of seriousness in the order of E2B R3 E.i.3.2 (death, threat to life, hospital stay, disability, anomaly at birth,
    otherwise important). ``product`` is the formula's identifier where the bag is known, else the reporter's words. ``alike`` are the
    reports that it may repeat: they are proposed, never merged. ``bag_named`` and ``patient_named`` are how each was named, ``None`` where it
    was not: a bag alone says whose it is.
    """

    id: str
    status: ReportStatus
    source: ReportSource
    patient: str | None
    bag: str | None
    batch: str | None
    product: str
    ward: str
    reporter: str
    qualification: Qualification
    reaction: str
    onset: datetime | None
    outcome: Outcome
    answers: str
    alike: tuple[str, ...]
    received: datetime
    at: datetime
    zone: str
    person: str
    bag_named: Naming | None = None
    patient_named: Naming | None = None


@dataclass(frozen=True, slots=True)
class ReportLine(Listed):
    """A report in a list, with its patient, if it names one."""

    id: str
    status: ReportStatus
    reaction: str
    received: datetime
    ward: str
    batch: str | None
    family: str | None
    given: str | None
    born: date | None
    hospital_no: str | None


@dataclass(frozen=True, slots=True)
class ReportFollowUp(Fact):
    """New information on a report, as it came. ``answers`` and ``outcome`` where they are others now; ``significant`` starts the clocks again."""

    id: str
    report: str
    said: str
    significant: bool
    answers: str
    outcome: Outcome | None
    received: datetime
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class ReportClock(Fact):
    """A time limit that a report or a follow-up has started: due on ``day`` (none for hours), late from ``until`` on.

    The day is kept with the version of the regime and of the rule: what changes later does not move it. Not ``certain`` where holidays
    were missing: then it is the earliest that it can be. ``reasons`` is what there is to say of it.
    """

    id: str
    report: str
    follow_up: str | None
    regime: str
    clock: str
    version: str
    rule: str
    started: datetime
    day_zero: date
    day: date | None
    until: datetime
    certain: bool
    reasons: tuple[Reason, ...]
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class ReportSent(Fact):
    """What a clock asks for was done: the report went to ``receiver``."""

    id: str
    clock: str
    report: str
    receiver: str
    sent: datetime
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CausalityAssessment(Fact):
    """What a physician thinks of the relation between product and reaction. ``category`` is of WHO-UMC.

    ``naranjo`` are the ten answers (Y, N, U) and ``total`` their score, where it was used. ``expected`` is what the product's safety
    list of version ``listed`` ("" where none was in force) says of the reaction, and ``reasons`` why. ``asked`` are the eight answers (Y, N, U)
    to the questions of WHO-UMC, ``proposed`` the category that follows from them, and ``otherwise`` why the physician chose another one.
    """

    id: str
    report: str
    category: str
    naranjo: str
    total: int | None
    expected: str
    listed: str
    reasons: tuple[Reason, ...]
    why: str
    at: datetime
    zone: str
    person: str
    asked: str = ""
    proposed: str = ""
    otherwise: str = ""


class ListStatus(Enum):
    """Where a version of a safety list stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SafetyListVersion(Thing):
    """A version of a product's safety list: which reactions are expected of it, from a day on. ``text`` is the file that two approve.

    ``name`` is the code of the formula; ``id`` is ``<name>.<version>``. A report is compared with the newest approved list in force on its onset.
    """

    id: str
    name: str
    version: int
    text: str
    digest: bytes
    status: ListStatus
    at: datetime
    zone: str
    person: str
