"""What a signature under an order covers."""
from __future__ import annotations

from dataclasses import replace

from workbench.kernel.values import Stored
from workbench.orders.records import Order, OrderStatus, OrderVersion


def signed_content(order: Order, version: OrderVersion) -> tuple[Stored, ...]:
    """The version, and of the order what never changes: its number, patient, formula, regime and when it was opened."""
    fixed = replace(order, version=version.number, status=OrderStatus.ENTERED, resumes=None, ward="", planned=None)
    return version, fixed
