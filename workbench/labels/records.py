"""Printed labels, their proof, and their scan back."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.values import Fact


@dataclass(frozen=True, slots=True)
class LabelPrint(Fact):
    """One printed label with its bytes and the proof that every symbol on it was decoded back before it was printed.

    ``identifier`` is what both symbols carry; ``copy`` is 1 for the first print of this profile for this bag; a reprint says why.
    """

    id: str
    batch: str
    bag: str
    profile: str
    language: str
    identifier: str
    copy: int
    content: bytes
    digest: bytes
    proof: str
    at: datetime
    zone: str
    person: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class LabelScan(Fact):
    """A label scanned back on its bag."""

    id: str
    batch: str
    label: str
    raw: bytes
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class LabelEnd(Fact):
    """A label that was spoiled or voided, with the reason; it counts as destroyed in the reconciliation."""

    id: str
    batch: str
    label: str
    how: str
    why: str
    at: datetime
    zone: str
    person: str
