"""Values of expressions: exact, in the right units, and refused where there is none."""
from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal, getcontext
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of, facts_of, moment, named, quantity, value
from workbench.calculation.evaluating import evaluate, holds, needs
from workbench.calculation.parsing import parse
from workbench.calculation.working import substituted, work
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

MADRID = ZoneInfo("Europe/Madrid")


def true(text: str, **names: object) -> bool:
    return holds(parse(text), named(**names))


def needed(text: str, **names: object) -> frozenset[str]:
    return needs(parse(text), named(**names))


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("0.1 + 0.2", {}, "0.3"),
        ("1 / 3 * 3", {}, "1"),
        ("2 ^ -1", {}, "0.5"),
        ("-2 ^ 2", {}, "-4"),
        ("live / (live + dead) * 1 viable_cell/cell", {"live": "75 cell", "dead": "25 cell"}, "0.75 viable_cell/cell"),
        ("activity / volume", {"activity": "7400 MBq", "volume": "10 mL"}, "740 MBq/mL"),
        ("count / 4 / 1e-4 mL * volume", {"count": "200 cell", "volume": "42 mL"}, "21000000 cell"),
        ("a * b", {"a": "5 mL/h", "b": "90 min"}, "7.5 mL"),
        ("a + b", {"a": "5 min", "b": "1 h"}, "65 min"),
        ("a - b", {"a": "1 L", "b": "250 mL"}, "0.75 L"),
        ("1 - tolerance", {"tolerance": "5 %"}, "0.95"),
        ("cells * car", {"cells": "5.75e9 viable_cell", "car": "26.0 % car_cell/viable_cell"}, "1495000000 car_cell"),
        ("endotoxin * volume / weight / 1 h", {"endotoxin": "0.5 EU/mL", "volume": "20 mL", "weight": "2 kg"}, "5 EU/kg/h"),
        ("1 / half_life", {"half_life": "2 h"}, "0.5 h**-1"),
        ("abs(a - b)", {"a": "3 mL", "b": "5 mL"}, "2 mL"),
        ("round(x, 0.1 mL)", {"x": "2.25 mL"}, "2.3 mL"),
        ("round(x, 0.1 mL)", {"x": "-2.25 mL"}, "-2.3 mL"),
        ("round(x, 5 mL)", {"x": "12.4 mL"}, "10 mL"),
        ("round_up(x, 1 piece)", {"x": "2.1 piece"}, "3 piece"),
        ("round_up(volume / fill * 1 piece, 1 piece)", {"volume": "90 mL", "fill": "30 mL"}, "3 piece"),
        ("round_up(volume / 3 * 3 / 30 mL, 1)", {"volume": "90 mL"}, "3"),
        ("max(a, b)", {"a": "90 min", "b": "1 h"}, "90 min"),
        ("min(a, b, 50 min)", {"a": "90 min", "b": "1 h"}, "50 min"),
        ("sqrt(x)", {"x": "3025"}, "55"),
        ("log2(x)", {"x": "8"}, "3"),
        ("sum(a)", {"a": (quantity("1.5 mL"), quantity("500 uL"))}, "2 mL"),
        ("sum(a) + sum(b)", {"a": (), "b": (quantity("3 mL"),)}, "3 mL"),
        ("sum(a) + 2 mL", {"a": ()}, "2 mL"),
        ("last(a)", {"a": (quantity("1.50 mL"), quantity("1.20 mL"))}, "1.20 mL"),
        ("count(a)", {"a": (quantity("1 mL"), quantity("2 mL"))}, "2"),
        ("count(a)", {"a": ()}, "0"),
        ("max(a) - min(a)", {"a": (quantity("80 min"), quantity("1 h"))}, "20 min"),
        ("if dosing is single then 100 % else 30 %", {"dosing": "single"}, "100 %"),
        ("car", {"car": "26.0 %"}, "26.0 %"),
    ],
)
def test_value(text: str, names: dict[str, object], wanted: str) -> None:
    assert str(value(text, **names)) == wanted


def test_the_context_of_the_program_is_left_alone() -> None:
    before = getcontext().prec
    assert str(value("1 / 3")) == "0." + "3" * 34
    assert getcontext().prec == before


def test_the_sum_of_nothing_is_zero_of_the_unit_asked_for() -> None:
    assert value("sum(extra)", "mL", extra=()) == Quantity(Decimal(0), "mL")


def test_a_quantity_asked_for_in_a_unit() -> None:
    assert value("cells / weight", "car_cell/kg", cells="1e9 car_cell", weight="80000 g") == Quantity(Decimal(12500000), "car_cell/kg")
    with pytest.raises(Refused) as refusal:
        value("cells / weight", "viable_cell/kg", cells="1e9 car_cell", weight="80 kg")
    assert code_of(refusal) == "units-differ"


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("1 / 0", {}, "divided-by-zero"),
        ("0 / 0", {}, "divided-by-zero"),
        ("a / (b - b)", {"a": "1 mL", "b": "2 h"}, "divided-by-zero"),
        ("ln(0)", {}, "no-result"),
        ("log2(0)", {}, "no-result"),
        ("ln(-1)", {}, "no-result"),
        ("sqrt(-1)", {}, "no-result"),
        ("0 ^ 0", {}, "no-result"),
        ("9 ^ 9 ^ 9 ^ 9", {}, "out-of-range"),
        ("exp(1e6)", {}, "out-of-range"),
        ("exp(-1e6)", {}, "out-of-range"),
        ("x", {}, "no-value"),
        ("last(x)", {}, "no-value"),
        ("last(x)", {"x": ()}, "empty-series"),
        ("min(x)", {"x": ()}, "empty-series"),
        ("x + 1 mL", {"x": (quantity("1 mL"),)}, "series"),
        ("sum(x)", {"x": "1 mL"}, "no-series"),
        ("a + b", {"a": "1 mL", "b": "1 mg"}, "units-differ"),
        ("a + 1", {"a": "1 mL"}, "unit-missing"),
        ("a < b", {"a": "1 viable_cell", "b": "1 car_cell"}, "units-differ"),
        ("max(a, b)", {"a": "1 mL", "b": "1 h"}, "units-differ"),
        ("sum(x)", {"x": (quantity("1 mL"), quantity("1 h"))}, "units-differ"),
        ("2 ^ a", {"a": "1 h"}, "not-plain"),
        ("ln(a)", {"a": "1 MBq"}, "not-plain"),
        ("a is b", {"a": "1 mL"}, "not-choice"),
        ("a + 1", {"a": "fresh"}, "not-quantity"),
        ("a < 1 mL", {"a": "fresh"}, "kinds-differ"),
        ("a and b", {"a": "1 mL"}, "not-truth"),
        ("t * 2", {"t": "37 degC"}, "temperature-arithmetic"),
        ("t + 1 degC", {"t": "37 degC"}, "temperature-arithmetic"),
        ("t - u", {"t": "37 degC", "u": "4 degC"}, "temperature-arithmetic"),
        ("-t", {"t": "310 K"}, "temperature-arithmetic"),
        ("sum(t)", {"t": (quantity("4 degC"), quantity("5 degC"))}, "temperature-arithmetic"),
        ("round(t, 1 degC)", {"t": "37.2 degC"}, "temperature-arithmetic"),
        ("survival < 70", {"survival": "14.9 %"}, "percent-bare"),
        ("0.7 > survival", {"survival": "14.9 %"}, "percent-bare"),
        ("round(x, 0 mL)", {"x": "1 mL"}, "no-step"),
        ("sqrt(x, y)", {"x": "1", "y": "1"}, "arguments"),
    ],
)
def test_refused(text: str, names: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        value(text, **names)
    assert code_of(refusal) == code


def test_a_missing_value_is_named() -> None:
    with pytest.raises(Refused) as refusal:
        value("a + sum(b)", a="1 mL")
    assert facts_of(refusal) == {"name": "b"}


def test_temperatures_compare() -> None:
    assert true("t <= -120 degC", t="-130 degC")
    assert not true("t <= -120 degC", t="-119.9 degC")
    assert true("t == 310.15 K", t="37 degC")
    assert value("max(t)", t=(quantity("-130 degC"), quantity("4 degC"))) == quantity("4 degC")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("1 h + 5 min <= 65 min", True), ("1 h + 5 min >= 65 min", True), ("5 min + 1 h == 65 min", True), ("0.1 + 0.2 == 0.3", True),
     ("1 / 3 * 3 == 1", True), ("1 / 3 * 3 >= 1", True), ("2 < 2", False), ("2 > 2", False), ("1 < 2 and not 2 < 1", True),
     ("70 % == 0.7 cell/cell", True)],
)
def test_comparisons_stand_at_the_limit(text: str, wanted: bool) -> None:
    assert true(text) is wanted


def test_where_one_side_decides_the_other_needs_no_value() -> None:
    assert true("survival < 70 % or difference > 50 %", survival="14.9 %")
    assert true("survival < 70 % or difference > 50 %", difference="90.9 %")
    assert not true("survival < 70 % and difference > 50 %", difference="9 %")
    for text in ("survival < 70 % or difference > 50 %", "difference > 50 % or survival < 70 %"):
        with pytest.raises(Refused) as refusal:
            true(text, survival="80 %")
        assert facts_of(refusal)["name"] == "difference"


def test_where_one_side_decides_an_error_of_the_other_is_still_an_error() -> None:
    with pytest.raises(Refused) as refusal:
        true("survival < 70 mL or difference > 50 %", survival="80 %", difference="90 %")
    assert code_of(refusal) == "units-differ"


def test_needs() -> None:
    text = "if starting is fresh then fresh_viable else thaw_viable"
    assert needed(text) == {"starting", "fresh_viable", "thaw_viable"}
    assert needed(text, starting="fresh") == {"starting", "fresh_viable"}
    assert needed(text, starting="cryopreserved") == {"starting", "thaw_viable"}
    assert needed("survival < 70 % or difference > 50 %", survival="14.9 %") == {"survival"}
    assert needed("survival < 70 % or difference > 50 %", survival="80 %") == {"survival", "difference"}
    assert needed("sum(a) + expiry_days", a=()) == {"a", "expiry_days"}
    assert needed("expiry(final_bag)") == {"expiry(final_bag)"}


def test_moments() -> None:
    drawn, injected = moment("2026-11-20T08:00+01:00"), moment("2026-11-20T10:30+02:00")
    assert value("injected - drawn", "min", injected=injected, drawn=drawn) == Quantity(Decimal(90), "min")
    assert value("drawn + 4 h", drawn=drawn) == moment("2026-11-20T12:00+01:00")
    assert value("drawn - 30 min", drawn=drawn) == moment("2026-11-20T07:30+01:00")
    assert value("min(drawn, injected)", injected=injected, drawn=drawn) == drawn
    assert value("expiry(vial)", **{"expiry(vial)": drawn}) == drawn
    assert value("last(seen)", seen=(injected, drawn)) == drawn
    assert true("injected > drawn and injected <= drawn + 90 min", injected=injected, drawn=drawn)
    for text in ("drawn + injected", "drawn * 2", "2 h + drawn", "drawn + 2 mL", "-drawn", "drawn + 1e9 d", "drawn == 2 h"):
        with pytest.raises(Refused):
            value(text, injected=injected, drawn=drawn)


def test_a_day_over_a_change_of_the_clocks_has_24_hours() -> None:
    before = datetime(2026, 10, 24, 12, 0, tzinfo=MADRID)
    after = value("t + 24 h", t=before)
    assert isinstance(after, datetime)
    assert after.isoformat() == "2026-10-25T11:00:00+01:00"
    assert value("a - t", "h", a=datetime(2026, 10, 25, 12, 0, tzinfo=MADRID), t=before) == Quantity(Decimal(25), "h")


def test_a_second_time_in_the_repeated_hour_is_later() -> None:
    first = datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=MADRID)
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=MADRID)
    assert true("b > a", a=first, b=second)


def test_a_time_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        value("t + 1 h", t=datetime(2026, 1, 1) + timedelta(0))  # noqa: DTZ001 - what must not come


@given(
    st.lists(st.integers(1, 10**6), min_size=2, max_size=8),
    st.lists(st.sampled_from("+-*/"), min_size=7, max_size=7),
)
def test_arithmetic_is_exact_to_34_digits(numbers: list[int], ops: list[str]) -> None:
    text = " ".join(f"{op} {number}" for op, number in zip(["", *ops], numbers, strict=False)).strip()
    exact = Fraction(eval_fraction(numbers, ops))
    found = evaluate(parse(text), {})
    assert isinstance(found, Quantity)
    assert abs(Fraction(found.value) - exact) <= abs(exact) * Fraction(1, 10**27) + Fraction(1, 10**24)


def eval_fraction(numbers: list[int], ops: list[str]) -> Fraction:
    """The same chain in fractions: products first."""
    terms = [Fraction(numbers[0])]
    for op, number in zip(ops, numbers[1:], strict=False):
        if op == "*":
            terms[-1] *= number
        elif op == "/":
            terms[-1] /= number
        else:
            terms.append(Fraction(number if op == "+" else -number))
    return sum(terms, Fraction(0))


def test_working() -> None:
    names = named(need="250 MBq", activity="7400 MBq", volume="15 mL", elapsed="150 min", half_life="109.77 min")
    done = work("need / (activity / volume * 2 ^ -(elapsed / half_life))", names, "mL", 3)
    assert done.shown == "1.307 mL"
    assert isinstance(done.value, Quantity)
    assert str(done.value.value).startswith("1.3066374")
    assert done.rounding == "half up, 3 decimals"
    assert done.inputs[0] == ("activity", "7400 MBq")
    assert [name for name, _ in done.inputs] == ["activity", "elapsed", "half_life", "need", "volume"]


def test_working_of_a_moment_and_a_series() -> None:
    done = work("t + sum(pauses)", {"t": moment("2026-11-20T08:00+01:00"), "pauses": (quantity("5 min"), quantity("7 min"))})
    assert done.shown == "2026-11-20T08:12:00+01:00"
    assert dict(done.inputs)["pauses"] == "5 min; 7 min"
    assert done.rounding == ""


def test_substituted() -> None:
    assert substituted("a * ab / a.b", {"a": "2 mL", "ab": "3 mg/mL"}) == "2 mL * (3 mg/mL) / a.b"
    assert substituted("1 + 2", {}) == "1 + 2"
