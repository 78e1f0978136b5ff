"""Calculated numbers as paper shows them: kept whole in the register, shown with the digits that somebody can act on."""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from workbench.calculation.rounding import half_up
from workbench.kernel.values import Quantity
from workbench.words.formats import number_text, quantity_text
from workbench.words.translation import Words

DIGITS = 5
"""Significant digits of a calculated value for which the formula states no decimals."""


def significant(value: Decimal, digits: int = DIGITS) -> Decimal:
    """``value`` with at most ``digits`` significant digits, rounded half up; whole numbers keep their place: 64997.83 → 64998."""
    if value.is_zero() or not value.is_finite():
        return value
    last = value.adjusted() - digits + 1
    return value.quantize(Decimal(1).scaleb(last), ROUND_HALF_UP) if last > int(value.as_tuple().exponent) else value


def shown(quantity: Quantity, decimals: int | None = None, digits: int = DIGITS) -> Quantity:
    """``quantity`` as it is to be shown: with the formula's ``decimals``, or with ``digits`` significant ones."""
    value = half_up(quantity.value, decimals) if decimals is not None else significant(quantity.value, digits)
    return Quantity(value, quantity.unit)


def readable(quantity: Quantity, words: Words, decimals: int | None = None, digits: int = DIGITS) -> str:
    """``quantity`` in the reader's language, as it is to be shown."""
    return quantity_text(shown(quantity, decimals, digits), words, None)


def plain_number(value: Decimal, words: Words, decimals: int | None = None, digits: int = DIGITS) -> str:
    """The number alone."""
    return number_text(shown(Quantity(value, ""), decimals, digits).value, words)
