"""What is done with patients and orders: one function, one transaction each."""
from __future__ import annotations

from workbench.orders.actions.changing import cancel_order, hold_order, resume_order
from workbench.orders.actions.collecting import record_collection, record_markers
from workbench.orders.actions.entering import Prescription, amend_order, countersign_order, enter_order, verify_order
from workbench.orders.actions.patients import Registration, amend_patient, register_patient

__all__ = [
    "Prescription",
    "Registration",
    "amend_order",
    "amend_patient",
    "cancel_order",
    "countersign_order",
    "enter_order",
    "hold_order",
    "record_collection",
    "record_markers",
    "register_patient",
    "resume_order",
    "verify_order",
]
