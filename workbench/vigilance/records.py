"""What is seen of a patient after an infusion, how it was graded, who decided, and whom it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.values import Fact, Quantity


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
    A corrected one names the one that it ``replaces``, and why.
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


@dataclass(frozen=True, slots=True)
class Graded(Fact):
    """A grade as the rule gave it from one sheet: never done again when the rule changes. ``grade`` is ``None`` where it cannot be given.

    ``number`` counts the grades of one scale from one sheet: a corrected observation makes another one beside the old one.
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
