"""A batch for one patient: its steps, entries, results, bags and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from workbench.kernel.values import Fact, Listed, Quantity, Role, Thing


class Status(Enum):
    """Where a batch stands. Which move leads from one to another stands in ``batch/moves.py``."""

    READY = "ready"
    IN_PROCESS = "in process"
    PAUSED = "paused"
    QC_PENDING = "QC pending"
    PROVISIONAL = "provisionally released"
    RELEASED = "released"
    HELD = "held"
    STOPPED = "stopped"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class MarkKind(Enum):
    """What happened to a step as a whole."""

    STARTED = "started"
    TAKEN_OVER = "taken over"
    PERFORMED = "performed"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    SKIPPED = "skipped"


class Reading(Enum):
    """Whose value: the performer's, or the verifier's own, made before seeing the first."""

    FIRST = "first"
    SECOND = "second"


class BagStatus(Enum):
    """Where a bag stands."""

    FILLED = "filled"
    LABELLED = "labelled"
    RELEASED = "released"
    ISSUED = "issued"
    HELD = "held"
    REJECTED = "rejected"


class ResultKind(Enum):
    """What sort of answer a result is."""

    VALUE = "value"
    TO_DATE = "to date"
    BELOW = "below detection limit"
    NOT_TESTED = "not tested"


class DecisionKind(Enum):
    """What a responsible person or supervisor decided about a batch as a whole."""

    REVIEW = "review"
    PROVISIONAL = "provisional release"
    FINAL = "final release"
    HOLD = "hold"
    RESUME = "resume"
    STOP = "stop"
    REJECT = "reject"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Batch(Thing):
    """One preparation for one patient. It keeps the formula version and begins with the order version it was opened on.

    ``number`` counts all batches of the site's year: with the year it is the batch's number in symbols.
    ``resumes`` is the status that a held or paused batch returns to.
    """

    id: str
    number: int
    order: str
    order_version: int
    patient: str
    formula: str
    regime: str
    status: Status
    opened: datetime
    zone: str
    resumes: Status | None = None


@dataclass(frozen=True, slots=True)
class StepMark(Fact):
    """A step of a round was started, taken over, performed, verified, disputed or skipped, by whom and when.

    ``at`` is when it was done; ``entered`` when it was entered, if that was later (a late entry, with ``why``).
    """

    id: str
    batch: str
    step: str
    round: str
    kind: MarkKind
    at: datetime
    zone: str
    person: str
    role: Role
    entered: datetime | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Entry(Fact):
    """A value that a person typed, chose, read or attached in a step. Exactly one of the value fields is set.

    ``raw`` is what was typed, character by character. A correction names the entry it supersedes, and why.
    """

    id: str
    batch: str
    step: str
    round: str
    field: str
    reading: Reading
    at: datetime
    zone: str
    person: str
    raw: str
    value: Quantity | None = None
    text: str | None = None
    moment: datetime | None = None
    attachment: str | None = None
    supersedes: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A named value that went into a calculation, as text with its unit."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Calculation(Fact):
    """A calculated value with everything needed to do it again: inputs, formula version, expression, unit, rounding."""

    id: str
    batch: str
    step: str
    round: str
    field: str
    formula: str
    expression: str
    inputs: tuple[Input, ...]
    at: datetime
    rounding: str
    value: Quantity | None = None
    moment: datetime | None = None
    text: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class ScanFact(Fact):
    """A scan in a step: its raw bytes, what it was taken for, and whether it was accepted. A refused one is a close call."""

    id: str
    batch: str
    step: str
    round: str
    material: str
    raw: bytes
    accepted: bool
    at: datetime
    zone: str
    person: str
    lot: str | None = None
    code: str | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Attachment(Fact):
    """A file of a batch, or of a lot's result, kept with its SHA-256. The journal keeps digest and size, never the bytes."""

    id: str
    name: str
    media: str
    content: bytes
    digest: bytes
    at: datetime
    zone: str
    person: str
    batch: str | None = None
    lot: str | None = None


@dataclass(frozen=True, slots=True)
class SampleTaken(Fact):
    """A sample that a step took."""

    id: str
    batch: str
    step: str
    round: str
    sample: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TestResult(Fact):
    """A result of a test, on this batch or on a lot that many batches share. It counts when a second analyst has checked it.

    ``kind`` TO_DATE carries the day of the test in ``day``; BELOW carries the detection limit in ``value``.
    """

    __test__ = False

    id: str
    test: str
    kind: ResultKind
    raw: str
    at: datetime
    zone: str
    person: str
    batch: str | None = None
    lot: str | None = None
    value: Quantity | None = None
    text: str | None = None
    day: int | None = None
    attachment: str | None = None
    supersedes: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A test still to come when a batch was released, and the day its result is promised."""

    test: str
    due: date


@dataclass(frozen=True, slots=True)
class Decision(Fact):
    """A decision about the batch, with its reason; its signature names this record.

    ``opened`` lists the exceptions read; ``covers`` the entries, calculations and results that it rests on: when one of them is
    superseded, the signature has lapsed.
    """

    id: str
    batch: str
    kind: DecisionKind
    reason: str
    at: datetime
    zone: str
    person: str
    pending: tuple[Pending, ...] = ()
    opened: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bag(Thing):
    """A container made by this batch for its patient.

    It is container ``number`` of ``of`` that the batch makes in all; ``kind`` is dose, reserve or syringe.
    """

    id: str
    batch: str
    number: int
    of: int
    kind: str
    step: str
    round: str
    dose: Quantity
    volume: Quantity
    expiry: datetime
    expiry_reason: str
    status: BagStatus


@dataclass(frozen=True, slots=True)
class BatchLine(Listed):
    """A batch in a list."""

    id: str
    status: Status
    opened: datetime
    zone: str
    formula: str
    order: str
    patient: str
    family: str
    given: str
    born: date
    hospital_no: str
    planned: datetime | None
    last_at: datetime | None
