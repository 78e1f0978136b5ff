"""A signal as it was kept, its life, what was stopped by it, and change control opened by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact, Thing


class State(Enum):
    """Where a signal stands: the state of its newest step."""

    DETECTED = "detected"
    VALIDATED = "validated"
    ASSESSED = "assessed"
    ACTION = "action decided"
    CLOSED = "closed"
    REFUTED = "refuted"


class StopKind(Enum):
    """What a signed decision stops: a lot, the bags in stock, or new releases of a product."""

    LOT = "hold the lot"
    BAGS = "hold the bags in stock"
    RELEASES = "stop new releases"


class Matter(Enum):
    """What change control is opened on."""

    FORMULA = "formula"
    SPECIFICATION = "specification"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that was seen, by its name, as it was then."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A bag that was counted: its infusion, the lot it was made from ("" where none), and when the event was ("" where there was none)."""

    infusion: str
    bag: str
    lot: str
    event: str


@dataclass(frozen=True, slots=True)
class Signal(Fact):
    """What was seen and kept by a person. ``product`` is the code of the formula; ``lot`` the lot that it is about, if it is about one.

    ``monitor`` and ``method`` name the rule and ``rule`` its file, version and numbers; both are empty where a person opened it by hand.
    ``shown`` and ``behind`` are the inputs as they were: nothing of it is reckoned again when rule or register change.
    """

    id: str
    product: str
    monitor: str
    method: str
    rule: str
    said: str
    lot: str | None
    shown: tuple[Shown, ...]
    behind: tuple[Behind, ...]
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class SignalStep(Fact):
    """A signal came into another state, by whom and why."""

    id: str
    signal: str
    state: State
    said: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class SignalStop(Thing):
    """Something is stopped by a signal until it is lifted. ``subject`` is the lot's identifier or the product's code.

    Bags are held for a lot (what was made from it) or for a product. Only ``in_force`` changes.
    """

    id: str
    signal: str
    kind: StopKind
    subject: str
    in_force: bool
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class StopLift(Fact):
    """A stop was lifted, by whom and why."""

    id: str
    stop: str
    signal: str
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class ChangeControl(Thing):
    """A change of a formula, a specification or a label is to be considered. Open until ``outcome`` says what came of it."""

    id: str
    matter: Matter
    subject: str
    why: str
    signal: str
    opened: datetime
    zone: str
    person: str
    outcome: str | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
