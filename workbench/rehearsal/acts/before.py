"""Acts around the batch: formulas, lots, patients, orders, collections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from workbench.rehearsal.acts.base import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveFormula(Act):
    """One of the two signatures under a formula version."""

    name: ClassVar[str] = "approve_formula"
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAssumptions(Act):
    """Confirms numbers of the formula that are assumptions: the places named, or (none named) all that are still open."""

    name: ClassVar[str] = "confirm_assumptions"
    formula: str
    why: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawFormula(Act):
    """Withdraws a formula version."""

    name: ClassVar[str] = "withdraw_formula"
    formula: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterLot(Act):
    """Enters a lot of the case's list."""

    name: ClassVar[str] = "enter_lot"
    lot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLot(Act):
    """Releases, holds or rejects a lot."""

    name: ClassVar[str] = "decide_lot"
    lot: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLot(Act):
    """Takes a sample out of a lot that many batches share."""

    name: ClassVar[str] = "sample_lot"
    lot: str
    amount: str
    unit: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPatient(Act):
    """Registers a patient of the case's list."""

    name: ClassVar[str] = "register_patient"
    patient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValues:
    """What stands in a version of an order. ``reasons`` answer values that are unusual (by the name of the value)."""

    given: Mapping[str, str] = field(default_factory=dict)
    prescriber: str
    channel: str = "screen"
    told_by: str = ""
    read_back: bool = False
    weighed_on: date | None = None
    ward: str = ""
    planned: datetime | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterOrder(Act):
    """Enters an order for a patient; the case calls it ``order`` from then on."""

    name: ClassVar[str] = "order"
    order: str
    patient: str
    formula: str
    regime: str
    says: OrderValues


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOrder(Act):
    """Another person verifies the order."""

    name: ClassVar[str] = "verify_order"
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendOrder(Act):
    """A new version of the order, with all its values and why."""

    name: ClassVar[str] = "amend_order"
    order: str = ""
    says: OrderValues
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignOrder(Act):
    """The prescriber signs what was told by telephone."""

    name: ClassVar[str] = "countersign_order"
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOrder(Act):
    """Puts an order on hold."""

    name: ClassVar[str] = "hold_order"
    order: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOrder(Act):
    """Takes an order off hold."""

    name: ClassVar[str] = "resume_order"
    order: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder(Act):
    """Cancels an order."""

    name: ClassVar[str] = "cancel_order"
    order: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMarkers(Act):
    """Records a patient's infectious markers."""

    name: ClassVar[str] = "markers"
    patient: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCollection(Act):
    """Records a collection of the patient's starting material under the ``number`` on its label."""

    name: ClassVar[str] = "collection"
    order: str = ""
    number: str
    given: Mapping[str, str] = field(default_factory=dict)
