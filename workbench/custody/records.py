"""What left the pharmacy, in its small honest form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.values import Fact


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
