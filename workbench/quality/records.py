"""Deviations in their small honest form: number, cause, reason, assessment, signature."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Thing


class Assessment(Enum):
    """What a supervisor decided about a deviation."""

    CONTINUE = "continue"
    QUARANTINE = "continue in quarantine"
    REJECT = "propose rejection"


@dataclass(frozen=True, slots=True)
class Deviation(Thing):
    """Something that went otherwise than the formula says. Open until a supervisor has assessed and signed it."""

    id: str
    batch: str
    step: str
    round: str
    where: str
    code: str
    cause: str
    reason: str
    opened: datetime
    zone: str
    person: str
    decision: Assessment | None = None
    assessment: str | None = None
    assessed_by: str | None = None
    assessed_at: datetime | None = None
