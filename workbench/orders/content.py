"""What a signature under an order covers."""
from __future__ import annotations

from dataclasses import replace

from workbench.kernel.values import Stored
from workbench.orders.records import Order, OrderStatus, OrderVersion


def signed_content(order: Order, version: OrderVersion) -> tuple[Stored, ...]:
    """The version, and of the order whose it is: patient, formula, regime, ward and time. Where the order stands is not signed."""
    return version, replace(order, version=version.number, status=OrderStatus.ENTERED, resumes=None)
