"""Acts at the bench: a batch and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from workbench.rehearsal.acts.base import Act, Cause, File, Second


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBatch(Act):
    """Opens a batch for an order; the case calls it ``batch`` from then on."""

    name: ClassVar[str] = "open_batch"
    order: str = ""
    batch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnStep(Act):
    """An act on one step of a batch; ``round`` is the value of the repetition (``2 piece``), empty where there is none."""

    name: ClassVar[str] = ""
    batch: str = ""
    step: str
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStep(OnStep):
    """Starts the step (unless it is in hand), scans, prints and scans back labels, types, signs; then the second person.

    ``scan`` holds keys of lots, or ``collection:<number>``, ``patient:<key>``, ``raw:<characters>``. ``done_at`` with ``why`` makes
    it a late entry. ``print`` chooses a size of a label family: family to profile.
    """

    name: ClassVar[str] = "step"
    started: datetime | None = None
    scan: tuple[str, ...] = ()
    enter: Mapping[str, str] = field(default_factory=dict)
    attach: Mapping[str, File] = field(default_factory=dict)
    causes: Mapping[str, Cause] = field(default_factory=dict)
    print: Mapping[str, str] = field(default_factory=dict)
    done_at: datetime | None = None
    why: str = ""
    second: Second | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyStep(OnStep):
    """The second person alone, after the step was performed."""

    name: ClassVar[str] = "verify"
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanInStep(OnStep):
    """One scan in a step that is in hand."""

    name: ClassVar[str] = "scan"
    scan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(OnStep):
    """Takes a step out of another person's hands."""

    name: ClassVar[str] = "take_over"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeStep(OnStep):
    """The second person does not agree."""

    name: ClassVar[str] = "dispute"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgain(OnStep):
    """The performer signs what a corrected step says now; then the second person."""

    name: ClassVar[str] = "sign_again"
    second: Second | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEntry(OnStep):
    """Corrects one value of a step that is done."""

    name: ClassVar[str] = "correct"
    field: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProblem(OnStep):
    """Says that something went otherwise: opens a deviation."""

    name: ClassVar[str] = "report_problem"
    cause: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLabel(OnStep):
    """Prints the label of a label step by itself: a second one needs its reason."""

    name: ClassVar[str] = "print_label"
    profile: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoilLabel(OnStep):
    """Writes off the label of a label step that was not put on its bag, and says why."""

    name: ClassVar[str] = "spoil_label"
    profile: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyLabel(OnStep):
    """Destroys the paper of the last label of this profile that was written off or voided; ``witness`` sees it and signs.

    ``how`` says how and where.
    """

    name: ClassVar[str] = "destroy_label"
    profile: str
    how: str
    witness: str
