"""Versions of label files, as stored."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Thing


class LabelStatus(Enum):
    """A version waits for its signatures, is approved by two, then perhaps withdrawn."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LabelVersion(Thing):
    """A version of a label file, or of the table of signals: its text is what is proved, approved and hashed. ``id`` is ``<name>.<version>``.

    Labels are printed from the newest approved version; what was printed names it.
    """

    id: str
    name: str
    version: int
    text: str
    digest: bytes
    status: LabelStatus
    at: datetime
    zone: str
    person: str
