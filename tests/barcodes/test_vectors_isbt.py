"""Every row of the vector files on ISBT 128, HIBC, keyboard layouts and AIM identifiers that concerns reading."""
from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.barcodes.scan_vectors import rows
from workbench.barcodes import hibc, isbt
from workbench.barcodes.checks import mod37, mod37_character, mod37_fits, mod43
from workbench.barcodes.isbt_content import wrong
from workbench.barcodes.isbt_dates import ordinal_day, ordinal_moment
from workbench.barcodes.layout import ELEMENT_STRINGS, GTINS, LATIN, PLAIN, typed
from workbench.barcodes.meaning import donation_number, expiry, lot, produced
from workbench.barcodes.reading import read
from workbench.barcodes.records import Layout, Scan
from workbench.kernel.findings import Refused


def refusal(raw: str) -> str:
    """The code with which ``raw`` is refused."""
    with pytest.raises(Refused) as refused:
        read(raw.encode())
    assert len(refused.value.findings) == 1
    return refused.value.findings[0].code


def test_check_characters(shared: Path) -> None:
    for row in rows(shared, "isbt_din_check.csv", "din_k", "mod37"):
        if row.kind == "din_k":
            assert mod37_character(row.given) == row.expected
            assert isbt.read_typed_number(row.given + row.expected) == row.given
        elif row.kind == "mod37_2_single":
            assert mod37_character(row.given) == row.expected
        elif row.kind == "mod37_2_valid":
            assert mod37_fits(row.given)
        else:
            with pytest.raises(Refused, match=r"scan\.check-character"):
                isbt.read_typed_number(row.given)


def test_flags_that_carry_the_check(shared: Path) -> None:
    for row in rows(shared, "isbt_din_check.csv", "din_type3_flag"):
        assert read(f"={row.given}{row.expected}".encode()).value("001") == row.given + row.expected
        for other in range(60, 97):
            if str(other) != row.expected:
                assert refusal(f"={row.given}{other}") == "scan.check-character"
    for row in rows(shared, "isbt_din_check.csv", "basic_udi_di"):
        assert isbt.basic_udi_fits(row.given + ("" if row.kind.endswith("invalid") else row.expected)) != row.kind.endswith("invalid")


def test_structures_are_read(shared: Path) -> None:
    found = list(rows(shared, "isbt_structures.csv", "parse"))
    assert len(found) == 23
    for row in found:
        told = json.loads(row.expected)
        if told.get("retired") or told.get("checksum_ok") is False:
            assert refusal(row.given) == ("scan.isbt-retired" if told.get("retired") else "scan.check-character")
            continue
        scan = read(row.given.encode())
        numbers = [number for number, _ in scan.values]
        assert "".join(value for _, value in scan.values) == _content(row.given)
        for number, segment in zip(numbers, told.get("segments", numbers), strict=True):
            assert number == segment or (segment is None and number == "&x")
        _same_parts(scan, told)


def _content(text: str) -> str:
    """What is left of ``text`` without data identifiers: the structures' contents in their order."""
    if text.startswith("SEC: "):
        return text[5:].replace(" ", "")
    for identifier in (*isbt.IDENTIFIERS, "&x"):
        text = text.replace(identifier, "")
    return text.replace("=", "")


def _same_parts(scan: Scan, told: dict[str, object]) -> None:
    """The named parts that the row tells, against the values that the program takes from the scan."""
    number = donation_number(scan)
    if number is not None and "fin" in told:
        assert (number.facility, number.year, number.sequence, number.flags) == tuple(
            told.get(name, getattr(number, ours)) for name, ours in (("fin", "facility"), ("year", "year"), ("seq", "sequence"), ("flags", "flags"))
        )
    if "expiry" in told:
        text = str(told["expiry"])
        assert expiry(scan, 2026) == (datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))
    if "production" in told:
        assert str(produced(scan, 2026)) == told["production"]
    if "lot" in told:
        assert lot(scan) == told["lot"]
    for name in ("pdc", "fpc", "patient", "manufacturer", "catalog", "te", "udn", "country", "split", "product", "division"):
        if isinstance(told.get(name), str):
            assert any(str(told[name]) in value for _, value in scan.values), name


def test_what_is_no_scan_is_refused(shared: Path) -> None:
    for row in rows(shared, "isbt_structures.csv", "reject"):
        assert refusal(row.given).startswith("scan."), row.given


def test_dates(shared: Path) -> None:
    for row in rows(shared, "isbt_structures.csv", "cyyjjj"):
        if row.kind.endswith("reject"):
            assert refusal(("=>" if len(row.given) == 6 else "&>") + row.given) == "scan.isbt-date"
        elif row.kind == "cyyjjj":
            assert ordinal_day(row.given) == date.fromisoformat(row.expected)
        else:
            assert ordinal_moment(row.given) == datetime.fromisoformat(row.expected)


def test_numbers_are_filled_as_the_symbol_has_them(shared: Path) -> None:
    for row in rows(shared, "isbt_structures.csv", "pad"):
        plain, _, structure = row.given.partition(" -> DS")
        head = {"020": "A9999", "017": "2XX"}.get(structure[:3], "")
        assert wrong(structure[:3], head + row.expected) == "" and row.expected.lstrip("0") == plain


def test_the_european_code_is_what_its_parts_make(shared: Path) -> None:
    for row in rows(shared, "isbt_structures.csv", "sec_build"):
        part = json.loads(row.given)
        assert read(f"&,4{row.expected}".encode()).value("038") == row.expected
        assert row.expected.startswith(part["country"] + part["te"] + part["din"] + "A00" + part["pdc"])


def test_codes_stay_codes(shared: Path) -> None:
    """Blood groups, collection types and flags are read and kept; what they mean stands in licensed tables that are not part of the program."""
    for row in rows(shared, "isbt_structures.csv", "ds"):
        symbol, structure = {
            "ds002_gg": (f"=%{row.given}00", "002"),
            "ds003_t": (f"=<S1295{row.given}00", "003"),
            "ds001_ff": (f"=A999917123456{60 + mod37('A999917123456') if row.given == '60' else row.given}", "001"),
        }[row.kind]
        assert symbol.endswith(read(symbol.encode()).value(structure) or "-")


def test_hibc(shared: Path) -> None:
    names = {"lic": "lic", "pcn": "product", "lot": "lot", "expiry": "expiry", "serial": "serial"}
    for row in rows(shared, "hibc.csv"):
        if row.kind == "hibc_check_mod43":
            assert mod43(row.given) == row.expected
            continue
        told = json.loads(row.expected)
        assert dict(read(row.given.encode()).values) == {ours: told[name] for name, ours in names.items() if name in told}
        rest = hibc.fields(row.given.removeprefix("]d1"))
        for name, ours in (("uom", "unit"), ("qty", "quantity"), ("production", "made")):
            assert name not in told or rest[ours] == str(told[name])


def test_the_keys_of_a_russian_layout(shared: Path) -> None:
    keys = {row.given: row.expected for row in rows(shared, "ru_layout.csv", "key")}
    assert keys.items() <= LATIN.items()
    assert set(LATIN) - set(keys) == {" ", "\x1d"}


def test_scans_through_a_wrong_keyboard(shared: Path) -> None:
    found = list(rows(shared, "ru_layout.csv", "scan"))
    assert len(found) == 26
    for row in found:
        readings = typed(row.given)
        assert row.expected in [each.aim + each.text for each in readings], row.given
        if row.expected.endswith("16D20111231"):
            assert refusal(row.given) == "scan.hibc-check"  # the row has no check character: it is about the keys
            continue
        scan, straight = read(row.given.encode()), read(row.expected.encode())
        assert (scan.values, scan.checks, scan.standard) == (straight.values, straight.checks, straight.standard)
        assert scan.raw == row.given.encode()
        assert scan.layout is (Layout.LATIN if row.kind in ("scan_caps", "scan_ru_unchanged") else Layout.RUSSIAN)
        assert scan.caps == row.kind.endswith("caps")


def test_aim_identifiers(shared: Path) -> None:
    """Each identifier leads to its standard; those of symbols with ECI or FNC1 elsewhere are refused."""
    refused = {"]C2", "]d3", "]d4", "]d5"}
    for row in rows(shared, "aim_ids.csv"):
        symbol = "0104600439931256" if row.given in ELEMENT_STRINGS else "=%5300" if row.given in PLAIN else "4006381333931"
        if row.given in refused:
            assert refusal(row.given + symbol) == "scan.prefix"
            continue
        digits = {"]E4": "02345673", "]I1": "12345678901231"}.get(row.given, symbol)
        assert row.given in ELEMENT_STRINGS | PLAIN | GTINS.keys()
        assert read((row.given + digits).encode()).aim == row.given
