"""Numbers as typed: what is read, and what is refused with which sentence."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of, facts_of
from workbench.calculation.numbers import read_number
from workbench.kernel.findings import Refused


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("26,0", "26.0"),
        ("26.0", "26.0"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("0", "0"),
        ("0.5", "0.5"),
        ("0,05", "0.05"),
        ("1,2345", "1.2345"),
        ("1.234", "1.234"),
        ("1234", "1234"),
        ("5 000", "5000"),
        ("5\u2009000", "5000"),
        ("5\u00a0000", "5000"),
        ("5\u202f000", "5000"),
        ("1\u202f495\u202f000\u202f000", "1495000000"),
        ("12 345,6", "12345.6"),
        ("  70 ", "70"),
        ("70\u00a0", "70"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_reads(raw: str, wanted: str) -> None:
    assert str(read_number(raw)) == wanted


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "number-empty"),
        ("  \u00a0", "number-empty"),
        ("1e3", "number-exponent"),
        ("1E3", "number-exponent"),
        ("2,5e-3", "number-exponent"),
        ("1,234", "number-ambiguous"),
        ("-1,234", "number-ambiguous"),
        ("0,125", "number-ambiguous"),
        ("12,500", "number-ambiguous"),
        ("1,234.5", "number-marks"),
        ("1.234,5", "number-marks"),
        ("1,234,567", "number-marks"),
        ("1.234.567", "number-marks"),
        ("inf", "number-unreadable"),
        ("-Infinity", "number-unreadable"),
        ("nan", "number-unreadable"),
        ("sNaN", "number-unreadable"),
        ("٢٦", "number-unreadable"),
        ("２６", "number-unreadable"),
        ("2६", "number-unreadable"),
        ("½", "number-unreadable"),
        ("²", "number-unreadable"),
        ("1_000", "number-unreadable"),
        ("0x1F", "number-unreadable"),
        ("5.", "number-unreadable"),
        (".5", "number-unreadable"),
        (",5", "number-unreadable"),
        ("+5", "number-unreadable"),
        ("--5", "number-unreadable"),
        ("5-", "number-unreadable"),
        ("- 5", "number-unreadable"),
        ("50 00", "number-unreadable"),
        ("5  000", "number-unreadable"),
        ("5 0000", "number-unreadable"),
        ("5'000", "number-unreadable"),
        ("5\u200b000", "number-unreadable"),
        ("5\n000", "number-unreadable"),
        ("70 kg", "number-unreadable"),
        ("7O", "number-unreadable"),
        ("1234567890123456", "number-long"),
        ("0.1234567890123456", "number-long"),
        ("9" * 5000, "number-long"),
    ],
)
def test_refuses(raw: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_number(raw)
    assert code_of(refusal) == code


def test_what_can_be_read_two_ways_says_both() -> None:
    with pytest.raises(Refused) as refusal:
        read_number("1,234")
    assert facts_of(refusal) == {"raw": "1,234", "decimal": "1.234", "whole": "1234"}


def test_a_refusal_does_not_repeat_a_whole_book() -> None:
    with pytest.raises(Refused) as refusal:
        read_number("9" * 100_000)
    assert len(facts_of(refusal)["raw"]) <= 40


@given(st.text(max_size=40))
def test_any_text_is_a_finite_number_or_refused(raw: str) -> None:
    try:
        assert read_number(raw).is_finite()
    except Refused as refusal:
        codes = [each.code for each in refusal.findings]
        if not codes[0].startswith("calculation.number-"):
            pytest.fail(codes[0])


@given(st.from_regex(r"-?[0-9.,eE \u00a0\u202f]{1,25}", fullmatch=True))
def test_anything_like_a_number_is_read_or_refused(raw: str) -> None:
    try:
        assert read_number(raw).is_finite()
    except Refused as refusal:
        codes = [each.code for each in refusal.findings]
        if not codes[0].startswith("calculation.number-"):
            pytest.fail(codes[0])


@given(st.decimals(min_value=-10**6, max_value=10**6, places=2))
def test_point_and_comma_read_the_same(number: Decimal) -> None:
    assert read_number(f"{number:f}") == read_number(f"{number:f}".replace(".", ",")) == number
