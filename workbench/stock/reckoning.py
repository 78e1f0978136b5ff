"""What is left of a lot: declared minus used, never stored."""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.calculation.units import convert
from workbench.kernel.values import Quantity
from workbench.stock.records import Lot, LotUse


def remaining(lot: Lot, uses: Iterable[LotUse]) -> Quantity:
    """``lot.received`` minus every use of this lot, in the unit of the lot. ``Refused`` for a use whose unit does not convert."""
    unit = lot.received.unit
    used = sum((convert(each.amount, unit).value for each in uses if each.lot == lot.id), Decimal(0))
    return Quantity(lot.received.value - used, unit)
