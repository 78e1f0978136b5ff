"""Quantities while they are calculated with: in base units, and never rounded on the way."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from workbench.calculation.arithmetic import finite, refused, tidy
from workbench.calculation.unit_table import powers
from workbench.calculation.units import PLAIN, TIME, Dimension, inconvertible, measure
from workbench.kernel.values import Quantity

Value = Quantity | datetime | str | bool
Words = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in base units, with the unit words to write it in afterwards.

    ``given`` is the quantity as it was handed in. ``words`` None is the sum of nothing: zero of any unit.
    """

    base: Decimal
    words: Words | None
    given: Quantity | None = None

    @property
    def unit(self) -> str:
        return unit_text(self.words or ())


Known = Amount | datetime | str | bool


def known(held: Value) -> Known:
    """A value as it is calculated with. A time without a zone is a bug of the caller."""
    if isinstance(held, datetime) and held.tzinfo is None:
        raise ValueError("a time without a zone cannot be calculated with")
    if not isinstance(held, Quantity):
        return held
    unit = measure(held.unit)
    return Amount((finite(held.value) + unit.offset) * unit.over / unit.under, _words(held.unit), held)


def written(amount: Amount) -> Quantity:
    """An amount as a quantity again: as given, or in the units that follow from the expression."""
    if amount.given is not None:
        return amount.given
    unit = measure(amount.unit)
    return Quantity(tidy(amount.base * unit.under / unit.over), amount.unit)


def said(found: Known) -> str:
    """What ``found`` is, for a refusal."""
    if isinstance(found, Amount):
        return f"quantity {found.unit}".rstrip()
    return "truth" if isinstance(found, bool) else "moment" if isinstance(found, datetime) else "choice"


@lru_cache(maxsize=4096)
def _words(unit: str) -> Words:
    return powers(unit)


@lru_cache(maxsize=4096)
def unit_text(words: Words) -> str:
    """Words as the unit text that reads back to them: ``% car_cell/viable_cell``, ``h**-1``."""
    percent = "% " if ("%", 1) in words else ""
    over = [_raised(word, power) for word, power in words if power > 0 and word != "%"]
    under = [(word, power) for word, power in words if power < 0]
    if not over and under:
        (word, power), *under = under
        over = [_raised(word, power)]
    return (percent + "*".join(over) + "".join("/" + _raised(word, -power) for word, power in under)).strip()


def _raised(word: str, power: int) -> str:
    return word if power == 1 else f"{word}**{power}"


def dimension_of(amount: Amount) -> Dimension:
    """The dimension of an amount; plain for the sum of nothing."""
    return measure(amount.unit).dimension


@lru_cache(maxsize=4096)
def joined(left: Words, right: Words, sign: int) -> Words:
    """The words of a product (``sign`` 1) or quotient (-1).

    Words of one base dimension become one (mm**-3 * mL is plain), and ``%`` goes into the number.
    """
    found: dict[str, int] = {}
    for words, turn in ((left, 1), (right, sign)):
        for word, power in words:
            if word != "%":
                found[word] = found.get(word, 0) + turn * power
    by_base: dict[str, dict[str, int]] = {}
    for word in found:
        base, weight = measure(word).dimension[0]
        by_base.setdefault(base, {})[word] = weight
    joined = []
    for weights in by_base.values():
        total = sum(found[word] * weight for word, weight in weights.items())
        kept = next(word for word in (*weights, "m") if total % weights.get(word, 1) == 0)
        joined.append((kept, total // weights.get(kept, 1)))
    return tuple((word, power) for word, power in joined if power)


def agree(first: Amount, second: Amount) -> None:
    """``Refused``, with both units named, when the amounts cannot be added or compared."""
    if first.words is None or second.words is None or first.words == second.words:
        return
    if dimension_of(first) != dimension_of(second):
        raise inconvertible(first.unit, second.unit) if second.unit else inconvertible(second.unit, first.unit)


def calculable(found: Known) -> Amount:
    """An amount that may be calculated with: a temperature is a point on a scale and only compares."""
    if not isinstance(found, Amount):
        raise refused("not-quantity", found=said(found))
    if any(word in ("degC", "K") for word, _ in found.words or ()):
        raise refused("temperature-arithmetic", unit=found.unit)
    return found


def plain(found: Known, of: str) -> Decimal:
    """The number of an amount without a unit, for the function or operator ``of``."""
    if not isinstance(found, Amount):
        raise refused("not-quantity", found=said(found))
    if dimension_of(found) != PLAIN:
        raise refused("not-plain", function=of, found=found.unit)
    return found.base


def utc(moment: datetime) -> datetime:
    """In UTC: Python adds and subtracts wall-clock times within one zone, an hour off across a change of the clocks."""
    return moment.astimezone(UTC)


def from_moment(op: str, start: datetime, other: Known) -> Known:
    """``moment - moment`` is a time, ``moment ± time`` a moment in the zone of ``start``."""
    if isinstance(other, datetime) and op == "-":
        return Amount(Decimal((utc(start) - utc(other)) // timedelta(microseconds=1)) / 1_000_000, (("s", 1),))
    if not isinstance(other, Amount) or (other.words is not None and dimension_of(other) != TIME):
        raise refused("kinds-differ", left="moment", op=op, right=said(other))
    micro = int((other.base * 1_000_000).to_integral_value(ROUND_HALF_EVEN))
    try:
        span = timedelta(microseconds=micro if op == "+" else -micro)
        return (utc(start) + span).astimezone(start.tzinfo)
    except OverflowError as error:
        raise refused("out-of-range") from error
