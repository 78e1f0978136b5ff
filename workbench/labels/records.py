"""Printed labels, their proof, and their scan back."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.values import Fact


@dataclass(frozen=True, slots=True)
class LabelPrint(Fact):
    """One printed label with its bytes and the proof that every symbol on it was decoded back before it was printed.

    ``identifier`` is the workbench's own on it; ``copy`` is 1 for the first print of this profile for this bag; a reprint says why.
    What is labelled is a ``bag``, or else what ``about`` names: its kind and its key, ``sample N1204-2``. A collection is labelled before
    there is a batch. ``version`` is the master label that it was drawn from.
    """

    id: str
    batch: str | None
    bag: str | None
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
    about: str | None = None
    version: str | None = None

    @property
    def thing(self) -> str:
        """What is labelled: the bag, or the kind and key of anything else."""
        return self.bag or self.about or ""


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
