"""Documents as they were printed, and who holds a copy."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact


class DocumentKind(Enum):
    """The papers of a batch."""

    BATCH_RECORD = "batch record"
    PROVISIONAL = "provisional release certificate"
    FINAL = "final certificate"


@dataclass(frozen=True, slots=True)
class Document(Fact):
    """A printed document, kept as its bytes. ``head`` is the journal number that the paper shows."""

    id: str
    batch: str
    kind: DocumentKind
    number: str
    language: str
    copy: int
    content: bytes
    digest: bytes
    head: int
    at: datetime
    zone: str
    person: str
    decision: str | None = None
    supersedes: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Holder(Fact):
    """Who was handed a copy of a document: the people to tell when it is superseded."""

    id: str
    batch: str
    document: str
    holder: str
    at: datetime
    zone: str
    person: str
