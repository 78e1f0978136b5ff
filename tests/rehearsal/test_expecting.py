"""Figures are compared rounded half up to the digits that they are written with."""
from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from workbench.calculation.evaluating import Value
from workbench.kernel.values import Quantity
from workbench.rehearsal.expecting import agrees, named


def amount(value: str, unit: str = "") -> Quantity:
    return Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    ("figure", "value", "same"),
    [
        ("1495e6", amount("1495000000", "car_cell"), True),
        ("1746e6", amount("1745973000.00", "car_cell"), True),
        ("1746e6", amount("1745499999", "car_cell"), False),
        ("1746e6", amount("1745500000", "car_cell"), True),
        ("5.58", amount("5.576923", "copy/car_cell"), True),
        ("5.57", amount("5.576923", "copy/car_cell"), False),
        ("5.577", amount("5.576923", "copy/car_cell"), True),
        ("26.0", amount("26", "%"), True),
        ("26.0", amount("26.05", "%"), False),
        ("-0.5", amount("-0.45", "h"), True),
        ("2000 uL", amount("2", "mL"), True),
        ("2 kg", amount("2", "mL"), False),
        ("two", amount("2", "mL"), False),
        ("clear", "clear", True),
        ("clear", "cloudy", False),
        ("2026-10-17T18:00:00+02:00", datetime.fromisoformat("2026-10-17T16:00:00+00:00"), True),
        ("2026-10-17T18:00:00+02:00", datetime.fromisoformat("2026-10-17T18:00:00+00:00"), False),
    ],
)
def test_a_figure_agrees(figure: str, value: Value, same: bool) -> None:
    assert agrees(figure, value) is same


def test_a_name_of_a_series_is_its_last_or_the_one_counted() -> None:
    names: dict[str, Value | tuple[Value, ...]] = {"v": (amount("1"), amount("2")), "w": amount("3"), "none": ()}
    assert named("v", names) == amount("2")
    assert named("v[1]", names) == amount("1")
    assert named("v[3]", names) is None
    assert named("w", names) == amount("3")
    assert named("none", names) is None
    assert named("absent", names) is None
