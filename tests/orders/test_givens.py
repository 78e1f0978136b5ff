"""What is typed into an order: read, kept, refused."""
from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import ZONE, codes
from tests.orders.probe import PROBE
from workbench.formula.reading import formula_of
from workbench.formula.records import Field, MasterFormula, Text
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.orders.givens import fields_from, read_given, read_givens, value_of, values_of
from workbench.orders.records import Given

FORMULA: MasterFormula = formula_of(PROBE)
FIELDS = {each.name: each for each in FORMULA.givens}


@pytest.mark.parametrize(
    ("name", "raw", "value", "unit"),
    [
        ("weight", " 41,2 ", "41.2", "kg"),
        ("weight", "41.20", "41.20", "kg"),
        ("weight", "1 000", "1000", "kg"),
        ("route", " slow ", "slow", ""),
        ("give_at", "21-Nov-2026 10:30", "2026-11-21T10:30:00+03:00", ""),
        ("give_at", "21-ноя-2026 10:30", "2026-11-21T10:30:00+03:00", ""),
        ("give_at", "2026-11-21T10:30:00+01:00", "2026-11-21T10:30:00+01:00", ""),
        ("give_at", "2026-11-21T10:30", "2026-11-21T10:30:00+03:00", ""),
        ("remark", " two\nlines ", "two\nlines", ""),
    ],
)
def test_what_was_typed_is_kept_beside_what_it_means(name: str, raw: str, value: str, unit: str) -> None:
    assert read_given(FIELDS[name], raw, ZONE) == Given(name, raw, value, unit)


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("weight", "", "orders.given-missing"),
        ("weight", "   ", "orders.given-missing"),
        ("weight", "1,234", "calculation.number-ambiguous"),
        ("weight", "1e3", "calculation.number-exponent"),
        ("weight", "٧٠", "calculation.number-unreadable"),
        ("weight", "inf", "calculation.number-unreadable"),
        ("weight", "1.2.3", "calculation.number-marks"),
        ("route", "Slow", "orders.not-an-option"),
        ("give_at", "tomorrow", "words.day-unreadable"),
        ("give_at", "31-Feb-2026 10:30", "words.no-such-day"),
        ("remark", "a\u202eb", "orders.text-unreadable"),
        ("remark", "x" * 501, "orders.text-unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(name: str, raw: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_given(FIELDS[name], raw, ZONE)
    assert codes(refused.value) == {code}
    assert {each.where for each in refused.value.findings} == {name}


def test_all_that_is_wrong_is_said_at_once() -> None:
    fields = fields_from(FORMULA, "order")
    read, found = read_givens(fields, {"weight": "1e3", "dose_per_kg": "2", "rute": "slow"}, ZONE)
    assert [each.name for each in read] == ["dose_per_kg"]
    assert {(each.code, each.where) for each in found} == {
        ("calculation.number-exponent", "weight"), ("orders.given-missing", "route"), ("orders.given-missing", "give_at"),
        ("orders.given-missing", "remark"), ("orders.given-unknown", "rute"),
    }  # fmt: skip


def test_what_is_not_required_may_be_left_out_but_not_be_nonsense() -> None:
    field = Field("extra", Text("Extra", "Ещё"), unit="mL", origin="order", required=False)
    assert read_givens([field], {}, ZONE) == ((), ())
    assert read_givens([field], {"extra": " "}, ZONE) == ((), ())
    assert [each.code for each in read_givens([field], {"extra": "x"}, ZONE)[1]] == ["calculation.number-unreadable"]


def test_values_are_in_the_unit_of_the_field_with_the_constants() -> None:
    values = values_of(FORMULA, [Given("weight", "x", "41200", "g"), Given("route", "x", "slow", ""), Given("gone", "x", "1", "kg")])
    assert values["weight"] == Quantity(Decimal("41.2"), "kg")
    assert values["single_max"] == Quantity(Decimal(400), "mg")
    assert "gone" not in values


@given(st.decimals(min_value=0, max_value=10**8, allow_nan=False, allow_infinity=False, places=2), st.sampled_from([",", "."]))
def test_any_number_comes_back_with_every_digit(number: Decimal, mark: str) -> None:
    raw = f"{number:f}".replace(".", mark)
    kept = read_given(FIELDS["weight"], raw, ZONE)
    assert kept.value == f"{number:f}"
    assert value_of(FIELDS["weight"], kept) == Quantity(number, "kg")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(raw: str) -> None:
    for field in FORMULA.givens:
        kept = None
        with suppress(Refused):
            kept = read_given(field, raw, ZONE)
        if kept is not None:
            assert kept.raw == raw
            value_of(field, kept)
