"""Printed labels, their proof, their scan back, their end, and what became of the paper."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact


@dataclass(frozen=True, slots=True)
class LabelPrint(Fact):
    """One label, requested and proved: its bytes, and the proof that every symbol on it was decoded back before it may be printed.

    ``identifier`` is the workbench's own on it; ``copy`` is 1 for the first print of this profile for this bag; a reprint says why.
    What is labelled is a ``bag``, or else what ``about`` names: its kind and its key, ``sample N1204-2``. A collection is labelled before
    there is a batch. ``version`` is the master label that it was drawn from, ``carried`` what its symbols carry.
    ``printer`` is the one whose dots it was proved for, and to which it is still to be sent; without one its PDF was handed out when
    it was made, and may be on paper from then on.
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
    printer: str | None = None
    carried: tuple[str, ...] = ()

    @property
    def thing(self) -> str:
        """What is labelled: the bag, or the kind and key of anything else."""
        return self.bag or self.about or ""


@dataclass(frozen=True, slots=True)
class LabelScan(Fact):
    """A label scanned back on its bag, or on what else it labels."""

    id: str
    batch: str | None
    label: str
    raw: bytes
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class LabelEnd(Fact):
    """A label is no longer valid: spoiled, or voided by a newer one, with the reason. What became of its paper is another fact."""

    id: str
    batch: str | None
    label: str
    how: str
    why: str
    at: datetime
    zone: str
    person: str


class Fate(Enum):
    """What became of the paper of a label that is no longer valid."""

    DESTROYED = "destroyed"
    RETURNED = "returned"
    RETAINED = "retained"
    NOT_PRINTED = "not printed"


@dataclass(frozen=True, slots=True)
class LabelDisposal(Fact):
    """What became of the paper of an ended label, said once. Who destroys it has a witness, who signs (``Signature`` on this record)."""

    id: str
    batch: str | None
    label: str
    how: Fate
    why: str
    at: datetime
    zone: str
    person: str
    witness: str | None = None
