"""Acts of quality control, release and hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.rehearsal.acts.base import Act, File, Second


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessDeviation(Act):
    """A supervisor assesses the open deviation of a field, step or test (``where``)."""

    name: ClassVar[str] = "assess_deviation"
    batch: str = ""
    where: str
    decision: str
    assessment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterResult(Act):
    """A result of a test, on the batch or on a lot, or a corrected one (``why``); then, if there is one, its check."""

    name: ClassVar[str] = "result"
    batch: str = ""
    lot: str = ""
    test: str
    value: str = ""
    kind: str = "value"
    day: int | None = None
    why: str = ""
    file: File | None = None
    second: Second | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult(Act):
    """The check of a result alone."""

    name: ClassVar[str] = "check"
    batch: str = ""
    lot: str = ""
    test: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBatch(Act):
    """Moves a batch as a whole; which move it is says the name."""

    name: ClassVar[str] = ""
    batch: str = ""
    reason: str


class Pause(MoveBatch):
    """Pauses the work."""

    __slots__ = ()
    name: ClassVar[str] = "pause"


class GoOn(MoveBatch):
    """Goes on after a pause."""

    __slots__ = ()
    name: ClassVar[str] = "go_on"


class HoldBatch(MoveBatch):
    """Puts the batch on hold."""

    __slots__ = ()
    name: ClassVar[str] = "hold"


class ResumeBatch(MoveBatch):
    """Takes the batch off hold."""

    __slots__ = ()
    name: ClassVar[str] = "resume"


class StopBatch(MoveBatch):
    """Stops the batch for good."""

    __slots__ = ()
    name: ClassVar[str] = "stop"


class RejectBatch(MoveBatch):
    """Rejects the batch."""

    __slots__ = ()
    name: ClassVar[str] = "reject"


class CancelBatch(MoveBatch):
    """Cancels a batch that was not begun."""

    __slots__ = ()
    name: ClassVar[str] = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Act):
    """Opens every exception of the batch and signs the review."""

    name: ClassVar[str] = "review"
    batch: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Act):
    """Releases the batch, ``provisional`` or ``final``."""

    name: ClassVar[str] = "release"
    batch: str = ""
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPaper(Act):
    """Prints a paper of the batch: ``record``, ``certificate``, or ``tag`` (of the ``bag``)."""

    name: ClassVar[str] = "print"
    batch: str = ""
    paper: str
    bag: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Act):
    """Hands a printed paper (the latest of ``paper``) to somebody, who holds it from then on."""

    name: ClassVar[str] = "hand_over"
    batch: str = ""
    paper: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBag(Act):
    """Hands a bag out."""

    name: ClassVar[str] = "issue_bag"
    batch: str = ""
    bag: int
    holder: str
