"""Rounding half up, as pharmacopoeias round (USP General Notices 7.20); ``round`` of Python rounds half to even."""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from workbench.calculation.arithmetic import exact, finite, noiseless, refused

MOST_DECIMALS = 12


def half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with ``decimals`` digits behind the point, a half away from zero: 2.345 → 2.35, -2.345 → -2.35.

    ``Refused`` for a value that is no finite number or too long to be written so.
    """
    if not 0 <= decimals <= MOST_DECIMALS:
        raise refused("decimals", decimals=str(decimals))
    with exact():
        rounded = noiseless(finite(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded
