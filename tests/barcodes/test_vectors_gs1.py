"""Every row of the GS1 vector files."""
from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.barcodes.scan_vectors import EXCEPTIONS, Row, bracketed, joined, rows
from workbench.barcodes import gs1
from workbench.barcodes.checks import mod10, mod10_fits
from workbench.barcodes.gs1_dates import measure, moment
from workbench.barcodes.gs1_lints import LINTS
from workbench.barcodes.reading import read
from workbench.kernel.findings import Refused

OURS = {"iso5218": "sex", "pieceoftotal": "piece", "pcenc": "percent"}
"""What the checks of the vector file are called here."""


def accepted(text: str) -> bool:
    """Whether a GS1 DataMatrix with ``text`` in it is read."""
    try:
        read(("]d2" + text).encode())
    except Refused:
        return False
    return True


def lawful(text: str) -> bool:
    """Whether the element strings are whole, each by itself: what they ask of each other is not."""
    try:
        gs1.elements(text)
    except Refused:
        return False
    return True


def wrong(found: list[tuple[Row, bool]], valid: str) -> list[tuple[str, str]]:
    """The rows that came out otherwise than they should; one with a written exception must come out otherwise."""
    return [(row.kind, row.given) for row, passed in found if (passed == (row.kind.startswith(valid) or row.kind.endswith(f"_{valid}"))) == bool(row.excepted)]


def test_element_strings_are_accepted_or_refused_as_the_rules_say(shared: Path) -> None:
    found = []
    for row in rows(shared, "gs1_ai_syntax.csv"):
        elements = bracketed(row.given)
        if elements is None:
            assert row.kind == "invalid", row.given  # not even in this notation, so that no scanner sends it
        else:
            found.append((row, accepted(joined(elements))))
    assert len(found) > 880
    assert wrong(found, "valid") == []


def test_elements_ask_for_and_exclude_each_other(shared: Path) -> None:
    found = [(row, accepted(joined(bracketed(row.given) or ()))) for row in rows(shared, "gs1_fnc1.csv", "ai_association")]
    assert len(found) == 77
    assert wrong(found, "valid") == []


def test_separators_stand_where_they_must(shared: Path) -> None:
    found = [
        (row, row.given.startswith("^") and lawful(row.given[1:].replace("^", gs1.GS)))
        for row in rows(shared, "gs1_fnc1.csv", "fnc1_")
    ]
    assert len(found) == 79
    assert wrong(found, "valid") == []


def test_separators_become_elements(shared: Path) -> None:
    for row in rows(shared, "gs1_fnc1.csv", "brackets_to_fnc1"):
        assert gs1.elements(row.expected[1:].replace("^", gs1.GS)) == bracketed(row.given)


def test_brackets_that_hold_no_elements_are_nothing_of_the_kind(shared: Path) -> None:
    for row in rows(shared, "gs1_fnc1.csv", "brackets_reject"):
        elements = bracketed(row.given)
        assert elements is None or not lawful(joined(elements)) or gs1.elements(joined(elements)) != elements, row.given


def test_every_check_of_a_component(shared: Path) -> None:
    found = []
    for row in rows(shared, "gs1_lint.csv"):
        name = row.kind.rpartition("_")[0]
        found.append((row, LINTS[OURS.get(name, name)](row.given)))
    assert len(found) == 698
    assert wrong(found, "valid") == []


def test_check_digits(shared: Path) -> None:
    for row in rows(shared, "gs1_check_digit.csv"):
        if row.kind == "check_digit":
            assert mod10(row.given) == row.expected
        else:
            assert mod10_fits(row.given) == (row.expected == "valid"), row.given


def test_raw_data_are_cut_into_their_elements(shared: Path) -> None:
    for row in rows(shared, "gs1_parse.csv", "raw_to_hri"):
        told = row.expected.partition("  <- WRONG")
        if row.excepted or told[1]:
            with pytest.raises(Refused):
                read(row.given.encode())
        else:
            assert gs1.elements(row.given) == bracketed(row.expected), row.given


def test_what_is_cut_wrong_is_refused(shared: Path) -> None:
    for row in rows(shared, "gs1_parse.csv", "reject", "nested_error", "date_reject"):
        assert not lawful(row.given), row.given
    for row in rows(shared, "gs1_parse.csv", "hri_to_raw"):
        assert gs1.elements(row.expected) == bracketed(row.given)


def test_dates_and_measures_have_their_values(shared: Path) -> None:
    for row in rows(shared, "gs1_parse.csv", "date"):
        if row.kind == "date":
            ((ai, value),) = gs1.elements(row.given)
            when = datetime.fromisoformat(row.expected) if "T" in row.expected else date.fromisoformat(row.expected)
            assert moment(value, 2026) == when, (ai, value)
    for row in rows(shared, "gs1_parse.csv", "decimal"):
        ((ai, value),) = gs1.elements(row.given)
        assert measure(ai, value) == Decimal(row.expected)


def test_what_a_scanner_sends_for_gs1_symbols_is_read(shared: Path) -> None:
    """``generate`` rows name what is sent, ``process`` rows what it is read back as; text of no standard that the program reads is refused."""
    for row in rows(shared, "gs1_scan_data.csv"):
        sent, symbol = (row.expected, row.given) if row.kind.startswith("generate") else (row.given, row.expected)
        if sent == "reject":
            continue
        ours = row.kind != "process_reject" and not sent.startswith(("]Q1", "]d1", "]J0"))
        if not ours:
            with pytest.raises(Refused):
                read(sent.encode())
            continue
        assert all(value.lstrip("0") in symbol or value[:-1] == symbol for _, value in read(sent.encode()).values), sent


def test_russian_marking_is_read(shared: Path) -> None:
    names = {"gtin": "01", "serial": "21", "lot": "10", "ai91": "91", "ai92": "92", "ai93": "93"}
    found = list(rows(shared, "chestny_znak.csv"))
    assert len(found) == 12
    for row in found:
        scan = read(row.given.encode())
        told = {names[name]: value for name, value in json.loads(row.expected).items() if name in names}
        assert told.items() <= dict(scan.values).items()
        assert scan.standard.value == ("gs1" if scan.value("10") else "marking")
        with pytest.raises(Refused):  # without its separators the serial number would swallow the rest
            read(row.given.replace(gs1.GS, "").encode())


def test_every_exception_names_a_row(shared: Path) -> None:
    there = {(row.file, row.kind, row.given) for file in {file for file, _, _ in EXCEPTIONS} for row in rows(shared, file)}
    assert set(EXCEPTIONS) - there == set()
