"""Units of the closed table: what converts into what, and what does not.

Inconvertible units are refused with both named, never guessed. pint knows the factors and dimensions, from ``unit_table`` only.
"""
from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workbench.calculation.arithmetic import exact, finite, refused, tidy
from workbench.calculation.unit_table import UNITS, powers
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

Dimension = tuple[tuple[str, int], ...]
PLAIN: Dimension = ()
TIME: Dimension = (("time", 1),)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit means: ``base = (value + offset) * over / under`` in base units, and the dimension of those, sorted by name.

    ``over`` and ``under`` are exact, so that only a division that has no end is ever rounded.
    """

    over: Decimal
    under: Decimal
    offset: Decimal
    dimension: Dimension


def check_unit(text: str) -> None:
    """``Refused`` when ``text`` is no unit of the table; empty text is a plain number."""
    measure(text)


def same_kind(unit_a: str, unit_b: str) -> bool:
    """Whether quantities in these units can be converted and compared. ``Refused`` when one is no unit."""
    return measure(unit_a).dimension == measure(unit_b).dimension


def convert(quantity: Quantity, unit: str) -> Quantity:
    """``quantity`` in ``unit``, unrounded; the same record when it already is. ``Refused`` naming both units when there is no way."""
    if quantity.unit == unit:
        check_unit(unit)
        return quantity
    here, there = measure(quantity.unit), measure(unit)
    if here.dimension != there.dimension:
        raise inconvertible(quantity.unit, unit)
    with exact():
        base = (finite(quantity.value) + here.offset) * (here.over * there.under)
        return Quantity(tidy(base / (here.under * there.over) - there.offset), unit)


def inconvertible(unit: str, other: str) -> Refused:
    """The refusal of a quantity in ``unit`` where one in ``other`` is needed: both named, where there are two."""
    if not unit:
        return refused("unit-missing", unit=other)
    return refused("units-differ", unit=unit, other=other) if other else refused("unit-left", unit=unit)


@lru_cache(maxsize=4096)
def measure(text: str) -> Measure:
    """The meaning of a unit text such as ``% car_cell/viable_cell``, ``EU/kg/h``, ``mg/m**2``. ``Refused`` when it is no unit."""
    try:
        words = powers(text)
    except ValueError as error:
        raise refused("unknown-unit", unit=str(error)[:40], text=text[:80]) from error
    if any(_word(word).offset for word, _ in words) and words != (("degC", 1),):
        raise refused("temperature-arithmetic", unit=text)
    dimension: dict[str, int] = {}
    over, under, offset = Decimal(1), Decimal(1), Decimal(0)
    with exact():
        for word, power in words:
            each = _word(word)
            over, under = (over * each.over**power, under) if power > 0 else (over, under * each.over**-power)
            offset += each.offset
            for base, exponent in each.dimension:
                dimension[base] = dimension.get(base, 0) + exponent * power
    return Measure(over, under, offset, tuple(sorted((base, exponent) for base, exponent in dimension.items() if exponent)))


@lru_cache(maxsize=256)
def _word(word: str) -> Measure:
    if word == "%":
        return Measure(Decimal(UNITS[word].definition), Decimal(1), Decimal(0), PLAIN)
    registry = _registry()
    unit = registry.Unit(word)
    dimension = tuple(sorted((base.strip("[]"), int(exponent)) for base, exponent in unit.dimensionality.items()))
    zero, one = (registry.Quantity(Decimal(number), unit).to_base_units().magnitude for number in (0, 1))
    return Measure(one - zero, Decimal(1), zero / (one - zero), dimension)


@contextmanager
def _unseen(*names: str) -> Iterator[None]:
    """Modules that nobody has imported cannot be imported meanwhile: pint takes numpy and scipy along wherever they are installed,
    which takes as long again as pint itself, and no array is ever converted here."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


@lru_cache(maxsize=1)
def _registry() -> Any:
    """pint with the closed table and nothing else; read on first use, because importing it takes longer than most commands."""
    with _unseen("numpy", "scipy"):
        import pint

    registry: Any = pint.UnitRegistry(None, non_int_type=Decimal)
    registry.load_definitions([f"{row.name} = {row.definition}" for row in UNITS.values() if row.name != "%"])
    return registry
