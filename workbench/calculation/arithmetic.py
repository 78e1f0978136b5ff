"""Decimal arithmetic of the workbench: 34 digits, and every way it can fail is a refusal.

``Decimal`` alone answers ``ln(0)`` with minus infinity and ``9^9^9^9`` with an exception that is no refusal (design: formula.md 11.1).
"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
    localcontext,
)

from workbench.kernel.findings import Refused, stops

SOURCE = "calculation"
CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-999, Emax=999, traps=[InvalidOperation, DivisionByZero, Overflow, Underflow])
_COMPARED = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999, Emax=999, traps=[InvalidOperation, Overflow])
_TELLING = 24


def refused(code: str, **facts: str) -> Refused:
    """A refusal of this room: ``calculation.<code>`` with its facts."""
    return Refused((stops(f"calculation.{code}", SOURCE, **facts),))


@contextmanager
def exact() -> Iterator[None]:
    """Arithmetic inside has 34 digits; what has no result, or one beyond 10**±999, is refused."""
    with localcontext(CONTEXT):
        try:
            yield
        except DivisionByZero as error:
            raise refused("divided-by-zero") from error
        except (Overflow, Underflow) as error:
            raise refused("out-of-range") from error
        except InvalidOperation as error:
            raise refused("no-result") from error


def noiseless(value: Decimal) -> Decimal:
    """``value`` in 28 digits: the last six of a division are noise, and 3 × (1 / 3) must not miss a limit of 1 by 10**-34."""
    return _COMPARED.plus(value)


def finite(value: Decimal) -> Decimal:
    """``value`` itself; refused when it is infinite or not a number."""
    if not value.is_finite():
        raise refused("no-result")
    return value


def tidy(value: Decimal) -> Decimal:
    """A calculated value as it is kept: 34 digits, without the noise of a division where it shows, without trailing zeros, and
    without an exponent where the digits allow: 0.9999…9 becomes 1, 5.750E+9 becomes 5750000000, 1/3 stays as it is."""
    with exact():
        short = noiseless(finite(value)).normalize()
        if len(short.as_tuple().digits) > _TELLING:
            short = CONTEXT.plus(value).normalize()
        whole = int(short.as_tuple().exponent) > 0 and short.adjusted() < CONTEXT.prec
        return short.quantize(Decimal(1)) if whole else short
