"""Rounding half up, and the two questions a limit answers."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of, named
from workbench.calculation.limits import ends, meets, telling, within
from workbench.calculation.rounding import half_up
from workbench.kernel.findings import Refused


@pytest.mark.parametrize(
    ("number", "decimals", "wanted"),
    [
        ("0.125", 2, "0.13"),
        ("2.345", 2, "2.35"),
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-3"),
        ("-2.345", 2, "-2.35"),
        ("10.4", 0, "10"),
        ("10.449", 1, "10.4"),
        ("-0.04", 1, "0.0"),
        ("5", 2, "5.00"),
        ("26.0", 0, "26"),
        ("0.12499999999999999999999999999999999", 2, "0.13"),
        ("0.1249999999", 2, "0.12"),
        ("9.995", 2, "10.00"),
        ("1495000000", 0, "1495000000"),
    ],
)
def test_half_up(number: str, decimals: int, wanted: str) -> None:
    assert str(half_up(Decimal(number), decimals)) == wanted


@pytest.mark.parametrize(("number", "decimals"), [("NaN", 1), ("Infinity", 0), ("1e40", 0), ("1", -1), ("1", 13)])
def test_what_cannot_be_rounded_is_refused(number: str, decimals: int) -> None:
    with pytest.raises(Refused):
        half_up(Decimal(number), decimals)


@given(st.decimals(min_value=-10**6, max_value=10**6, places=5), st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_step(number: Decimal, decimals: int) -> None:
    rounded = half_up(number, decimals)
    step = Decimal(1).scaleb(-decimals)
    assert abs(rounded - number) <= step / 2
    assert (rounded / step) % 1 == 0
    assert half_up(-number, decimals) == -rounded


@pytest.mark.parametrize(
    ("accept", "unit", "observed", "meet", "is_within"),
    [
        ("<= 10", "copy/cell", "10.4 copy/cell", True, False),
        ("<= 10.0", "copy/cell", "10.4 copy/cell", False, False),
        ("<= 10.0", "copy/cell", "10.04 copy/cell", True, False),
        ("<= 10.0", "copy/cell", "10.05 copy/cell", False, False),
        (">= 70", "%", "69.5 %", True, False),
        (">= 70", "%", "69.49 %", False, False),
        (">= 70.0", "%", "69.5 %", False, False),
        ("< 5", "EU/mL", "4.9 EU/mL", False, True),
        ("< 5.0", "EU/mL", "4.9 EU/mL", True, True),
        ("<= 0.5", "EU/mL", "0.54 EU/mL", True, False),
        ("<= 0.5", "EU/mL", "0.55 EU/mL", False, False),
        ("> 0.5e6", "car_cell/kg", "500000.4 car_cell/kg", True, True),
        ("> 0.5e6", "car_cell/kg", "500000 car_cell/kg", False, False),
        ("4.5 .. 8.5", "", "8.54", True, False),
        ("4.5 .. 8.5", "", "4.44", False, False),
        ("90 .. 100.5", "%", "89.6 %", False, False),
        ("90 .. 100.5", "%", "100.54 %", True, False),
        ("<= 120 min", "h", "2 h", True, True),
        ("<= 120 min", "h", "2.004 h", True, False),
        (">= 20", "% car_cell/viable_cell", "0.196 car_cell/viable_cell", True, False),
        ("<= -120", "degC", "-119.6 degC", True, False),
        ("<= -120", "degC", "-119.4 degC", False, False),
        ("70 % <= me", "%", "69.5 %", True, False),
    ],
)
def test_a_specification_rounds_and_a_process_limit_does_not(accept: str, unit: str, observed: str, meet: bool, is_within: bool) -> None:
    names = named(me=observed)
    assert meets(accept, "me", unit, names) is meet
    assert within(accept, "me", unit, names) is is_within


def test_a_calculated_limit_has_the_decimals_of_its_test() -> None:
    names = named(me="11.666 EU/mL", vial_volume="15 mL")  # 175 EU / 15 mL is 11.6666…
    assert meets("<= 175 EU / vial_volume", "me", "EU/mL", names)
    assert meets("<= 175 EU / vial_volume", "me", "EU/mL", names, 1) is False
    assert meets("<= 175 EU / vial_volume", "me", "EU/mL", named(me="11.64 EU/mL", vial_volume="15 mL"), 1)


def test_a_calculated_limit_is_in_the_unit_of_its_parts() -> None:
    names = named(me="2.0 mL", aim="2 mL")
    assert within("0.95 * aim .. 1.05 * aim", "me", "mL", names)
    assert not within("0.95 * aim .. 1.05 * aim", "me", "mL", named(me="2.1001 mL", aim="2 mL"))
    assert within("0.95 * aim .. 1.05 * aim", "me", "mL", named(me="2.1 mL", aim="2 mL"))


@pytest.mark.parametrize(
    ("survival", "difference", "wanted"),
    [("14.9 %", "90.9 %", True), ("69.4 %", "10 %", True), ("69.5 %", "10 %", False), ("80 %", "50.6 %", True), ("80 %", "50.4 %", False)],
)
def test_either_of_two_results_and_each_rounded(survival: str, difference: str, wanted: bool) -> None:
    names = named(survival=survival, difference=difference)
    assert meets("survival < 70 % or difference > 50 %", "potency", "", names) is wanted


def test_either_of_two_results_waits_only_where_it_must() -> None:
    assert meets("survival < 70 % or difference > 50 %", "potency", "", named(survival="14.9 %"))
    with pytest.raises(Refused) as refusal:
        meets("survival < 70 % or difference > 50 %", "potency", "", named(survival="80 %"))
    assert code_of(refusal) == "no-value"


def test_a_band_is_chosen_unrounded_and_its_limit_rounds() -> None:
    accept = "if weight <= 50 kg then dose >= 10.0 mL else dose >= 20.0 mL"
    assert meets(accept, "dose", "mL", named(weight="50.0 kg", dose="9.96 mL"))
    assert not meets(accept, "dose", "mL", named(weight="50.4 kg", dose="9.96 mL"))


@pytest.mark.parametrize(
    ("limit", "low", "high"),
    [
        ("me >= 0.2 mL and me <= 10 mL and me <= left", "0.2 mL", "2.1 mL"),
        ("me <= left and me <= 10 mL and me > 1 mL and me >= 0.2 mL", "1 mL", "2.1 mL"),
        ("<= 10", None, "10 mL"),
        ("me <= unknown and me <= 10 mL", None, "10 mL"),
        ("1 .. 3", "1 mL", "3 mL"),
    ],
)
def test_of_several_ends_the_one_that_binds(limit: str, low: str | None, high: str | None) -> None:
    found = ends(limit, "me", "mL", named(me="2 mL", left="2.1 mL"))
    assert [str(each) if each is not None else None for each in found] == [low, high]


@pytest.mark.parametrize(
    ("value", "decimals", "read"),
    [("5.004 mL", 2, "5.004 mL"), ("5.04 mL", 2, "5.04 mL"), ("4.996 mL", 2, "5.00 mL"), ("2.30657 mL", 2, "2.31 mL"), ("5.004 mL", None, "5.004 mL")],
)
def test_a_value_is_read_out_on_the_side_of_its_limit_where_it_is(value: str, decimals: int | None, read: str) -> None:
    (held,) = named(me=value).values()
    assert str(telling(held, decimals, lambda each: within("<= 5", "me", "mL", {"me": each}))) == read


def test_options() -> None:
    assert meets("is no_growth", "sterility", "", {"sterility": "no_growth"})
    assert not within("is not stop", "decision", "", {"decision": "stop"})


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [("<= 5 EU/kg/h", "EU/mL", "units-differ"), ("<= 5 copy/car_cell", "copy/cell", "units-differ"), ("<= 5 * 1", "mL", "unit-missing")],
)
def test_a_limit_of_another_kind_is_refused(text: str, unit: str, code: str) -> None:
    for judge in (meets, within):
        with pytest.raises(Refused) as refusal:
            judge(text, "me", unit, named(me=f"1 {unit or 'mL'}"))
        assert code_of(refusal) == code
