"""Symbols built from values: every published vector, and everything that must be refused."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from tests.barcodes.vectors import linear_codewords, matrix_codewords, rows, told, unescaped
from workbench.barcodes import building_gs1 as gs1
from workbench.barcodes import building_isbt as isbt
from workbench.barcodes.reading import read
from workbench.documents.symbols import code128, data_matrix, gs1_matrix, modules
from workbench.kernel.findings import Refused

DIN = "A999926000147"
AT = datetime(2026, 11, 21, 13, 31, tzinfo=UTC)


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.findings[0].code


def test_the_check_character_of_every_published_number(shared: Path) -> None:
    for data, check in rows(shared, "isbt_din_check.csv", "din_k", "mod37_2_single"):
        assert isbt.check_character(data) == check, data
    for number, flags in rows(shared, "isbt_din_check.csv", "din_type3_flag"):
        assert isbt.type_3_flags(number) == flags
        assert isbt.donation(number, flags) == f"={number}{flags}"
        other = str(60 + (int(flags) - 59) % 37)
        assert code(partial(isbt.donation, number, other)) == "barcodes.isbt-flags"


def test_the_single_european_code_as_published(shared: Path) -> None:
    for given_, wanted in rows(shared, "isbt_structures.csv", "sec_build"):
        each = told(given_)
        built = isbt.european_code(each["country"], each["te"], each["din"], each["pdc"], each["division"], date.fromisoformat(each["expiry"]))
        assert built == wanted
        assert isbt.european_text(built) == f"SEC: {wanted[:21]} {wanted[21:]}"
        assert isbt.european(built) == f"&,4{wanted}"
    for text, parts in rows(shared, "isbt_structures.csv", "parse_sec_text"):
        each = told(parts)
        until = date.fromisoformat(each["expiry"])
        assert isbt.european_text(isbt.european_code(each["country"], each["te"], each["udn"], each["product"][2:], each["split"], until)) == text


def test_dates_as_published(shared: Path) -> None:
    for wanted, said in rows(shared, "isbt_structures.csv", "cyyjjj"):
        assert isbt.day(date.fromisoformat(said)) == wanted
    for wanted, said in rows(shared, "isbt_structures.csv", "cyyjjjhhmm"):
        assert isbt.expiry(datetime.fromisoformat(f"{said}+00:00")) == f"&>{wanted}"
    assert code(lambda: isbt.day(date(1850, 1, 1))) == "barcodes.isbt-date"


def test_a_published_compound_message_is_built_again(shared: Path) -> None:
    wanted = next(text for text, _ in rows(shared, "isbt_structures.csv", "parse_compound") if text.startswith("=+05000"))
    sec = isbt.european_code("PL", "001499", "Z549917123456", "T0416", "003", date(2018, 12, 31))
    built = isbt.compound(
        ("=Z54991712345600", "=%T300", isbt.product("T0416003"), isbt.expiry(datetime(2018, 12, 31, 23, 59, tzinfo=UTC)), isbt.european(sec))
    )
    assert built == wanted


def test_a_bag_as_the_design_writes_it() -> None:
    assert isbt.donation_number("A9999", 26, 147) == DIN
    assert isbt.donation(DIN, isbt.REPEATED) == f"={DIN}05"
    assert isbt.check_character(DIN) == "9"
    assert isbt.coi_number("A9999", "260000147") == DIN
    parts = (isbt.donation(DIN), isbt.product("S1295100"), isbt.expiry(AT), isbt.chain_of_identity("A9999267Q4M22"))
    message = isbt.compound(parts)
    assert message == "=+04000=A99992600014700=<S1295100&>0263251331&/CHA9999267Q4M22"
    assert len(message) == 62
    assert modules("Data Matrix", message) == 26
    assert [isbt.divided("S1295100", each, 3) for each in (1, 2, 3)] == ["S12951A0", "S12951B0", "S12951C0"]
    assert isbt.divided("S12951Aa", 1, 1) == "S12951Aa"
    assert isbt.for_validation("A9990")
    assert not isbt.for_validation("A9989")


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        (lambda: isbt.donation_number("A99O9", 26, 1), "barcodes.isbt-facility"),
        (lambda: isbt.donation_number("O9999", 26, 1), "barcodes.isbt-facility"),
        (lambda: isbt.donation_number("0LAB1", 26, 1), "barcodes.isbt-facility"),
        (lambda: isbt.donation_number("A9999", 26, 1_000_000), "barcodes.isbt-din"),
        (lambda: isbt.donation_number("A9999", 126, 1), "barcodes.isbt-din"),
        (lambda: isbt.donation("A99992600014"), "barcodes.isbt-din"),
        (lambda: isbt.donation("A99991x123456"), "barcodes.isbt-din"),
        (lambda: isbt.donation("A9999260001\u0664\u0667"), "barcodes.isbt-din"),
        (lambda: isbt.donation(DIN, "5"), "barcodes.isbt-flags"),
        (lambda: isbt.donation(DIN, "97"), "barcodes.isbt-flags"),
        (lambda: isbt.product("S129510"), "barcodes.isbt-product"),
        (lambda: isbt.product("s1295100"), "barcodes.isbt-product"),
        (lambda: isbt.product("S1295100 "), "barcodes.isbt-product"),
        (lambda: isbt.divided("S12951A0", 1, 2), "barcodes.isbt-division"),
        (lambda: isbt.divided("S1295100", 27, 27), "barcodes.isbt-division"),
        (lambda: isbt.divided("T0416000", 1, 2), "barcodes.isbt-division"),
        (lambda: isbt.coi_number("A9999", "123456"), "barcodes.isbt-coi"),
        (lambda: isbt.coi_number("A9999", "261000147"), "barcodes.isbt-coi"),
        (lambda: isbt.chain_of_identity("A9999267q4M22"), "barcodes.isbt-coi"),
        (lambda: isbt.compound((isbt.donation(DIN),)), "barcodes.isbt-compound"),
        (lambda: isbt.compound((isbt.donation(DIN), "&a123")), "barcodes.isbt-compound"),
        (lambda: isbt.compound((isbt.donation(DIN), "=+02000")), "barcodes.isbt-compound"),
        (lambda: isbt.compound((isbt.donation(DIN), "]d2")), "barcodes.isbt-compound"),
        (lambda: isbt.check_character("a"), "barcodes.isbt-checked"),
        (lambda: isbt.check_character(""), "barcodes.isbt-checked"),
        (lambda: isbt.european_code("pl", "001499", DIN, "T0416", "003", None), "barcodes.sec-part"),
        (lambda: isbt.european_code("PL", "1499", DIN, "T0416", "003", None), "barcodes.sec-part"),
        (lambda: isbt.european_text("PL"), "barcodes.sec-part"),
        (lambda: gs1.medicine("04600439931257", "A", "1", AT, True), "barcodes.gs1-gtin"),
        (lambda: gs1.medicine("4600439931256", "A", "1", AT, True), "barcodes.gs1-gtin"),
        (lambda: gs1.medicine("04600439931256", "A B", "1", AT, True), "barcodes.gs1-value"),
        (lambda: gs1.medicine("04600439931256", "СТ", "1", AT, True), "barcodes.gs1-value"),
        (lambda: gs1.medicine("04600439931256", "A(21)B", "1", AT, True), "barcodes.gs1-value"),
        (lambda: gs1.medicine("04600439931256", "A" * 21, "1", AT, True), "barcodes.gs1-value"),
        (lambda: gs1.medicine("04600439931256", "", "1", AT, True), "barcodes.gs1-value"),
        (lambda: gs1.element_string((("10", "A"),)), "barcodes.gs1-alone"),
        (lambda: gs1.element_string((("8018", "123456789012345675"),)), "barcodes.gs1-identifier"),
        (lambda: gs1.element_string((("01", "04600439931256"), ("01", "04600439931256"))), "barcodes.gs1-identifier"),
        (lambda: gs1.element_string((("01", "04600439931256"), ("17", "261301"))), "barcodes.gs1-value"),
        (lambda: gs1.element_string((("01", "04600439931256"), ("17", "261200"))), "barcodes.gs1-value"),
        (lambda: gs1.element_string((("01", "04600439931256"), ("7003", "2611212400"))), "barcodes.gs1-value"),
        (lambda: gs1.check_digit("12a"), "barcodes.gs1-digits"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused(act: Callable[[], Any], wanted: str) -> None:
    assert code(act) == wanted


def test_check_digits_of_gs1(shared: Path) -> None:
    for digits, check in rows(shared, "gs1_check_digit.csv", "check_digit"):
        assert gs1.check_digit(digits) == check


def test_an_element_string_with_its_separators(shared: Path) -> None:
    assert gs1.medicine("04600439931256", "CT-2026-0147", "L1204-3", AT, False).raw == "010460043993125617261121" "10CT-2026-0147\x1d21L1204-3"
    assert gs1.medicine("04600439931256", "CT", "7", AT, True).raw == "010460043993125670032611211331\x1d10CT\x1d217"
    tried = 0
    for bracketed, wanted in rows(shared, "gs1_fnc1.csv", "brackets_to_fnc1"):
        parts = [each.partition(")") for each in bracketed.lstrip("(").split("(")]
        # these are not linted vectors: their GTIN has no right check digit and a batch stands alone, so the form is made without the judging
        if "\\" not in bracketed and all(ai in BUILT for ai, _, _ in parts):
            built = gs1.ElementString(tuple((ai, value) for ai, _, value in parts))
            assert "^" + built.raw.replace("\x1d", "^") == wanted
            assert built.bracketed == bracketed
            tried += 1
    assert tried >= 4


BUILT = ("01", "10", "11", "17", "21", "7003")


def test_what_gs1_calls_invalid_is_never_built(shared: Path) -> None:
    tried = 0
    for kind in ("valid", "invalid"):
        for bracketed, _ in rows(shared, "gs1_ai_syntax.csv", kind):
            parts = [tuple(each.split(")", 1)) for each in bracketed.lstrip("(").split("(")]
            if kind == "invalid" and all(len(each) == 2 and each[0] in BUILT for each in parts):
                tried += 1
                with pytest.raises(Refused):
                    gs1.element_string([(each[0], each[1]) for each in parts])
    assert tried >= 5


def test_the_codewords_of_linear_symbols(shared: Path) -> None:
    for content, wanted in rows(shared, "symbol_codewords.csv", "code128_codewords"):
        assert linear_codewords(code128(content, 5, 5, 8, 0.25)) == [int(each) for each in wanted.split()], content


def test_the_codewords_of_matrix_symbols(shared: Path) -> None:
    """The same codewords; or, from where the library changes to a denser encodation (C40, X12, EDIFACT), the same meaning in no more room."""
    same = 0
    for bracketed, wanted in rows(shared, "symbol_codewords.csv", "gs1datamatrix_codewords"):
        symbol = gs1_matrix(bracketed, "", 5, 5, 0.5)
        theirs = [int(each) for each in wanted.split()]
        ours = matrix_codewords(symbol)[: len(theirs)]
        same += ours == theirs
        first = next((at for at, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1]), 0)
        assert not first or ours[first] in (230, 238, 240, 254), bracketed
        ((identifier, content),) = drawn(symbol)
        assert identifier == "]d2"
        assert content.replace(b"\x1d", b"").decode() == bracketed.replace("(", "").replace(")", "")
    assert same >= 3


def drawn(symbol: Any) -> list[tuple[str, bytes]]:
    """What a reader finds in a drawn symbol."""
    module, tall = symbol.quiet[0] / (10 if symbol.quiet[1] == 0 else 2), symbol.quiet[1] != 0
    wide, high = round(symbol.w / module), round(symbol.h / module) if tall else 8
    dots = [bytearray(b"\xff" * (wide + 20) * 3) for _ in range((high + 20) * 3)]
    for x, y, w, h in symbol.bars:
        for line in range(round((y / module + 10) * 3), round(((y + h) / module + 10) * 3) if tall else (high + 10) * 3):
            first, beyond = round((x / module + 10) * 3), round(((x + w) / module + 10) * 3)
            dots[line][first:beyond] = b"\x00" * (beyond - first)
    image = memoryview(b"".join(dots)).cast("B", (len(dots), len(dots[0])))
    return [(each.symbology_identifier, each.bytes) for each in zxingcpp.read_barcodes(image)]


def test_the_faults_of_the_libraries_do_not_reach_a_symbol(shared: Path) -> None:
    for content, _ in rows(shared, "library_bugs.csv", "python-barcode 0.16.1 Code128 drops leading 99"):
        assert drawn(code128(content, 5, 5, 8, 0.25)) == [("]C0", content.encode())]
    for content, _ in rows(shared, "library_bugs.csv", "reportlab 5.1.0 ECC200DataMatrix appends NUL", "reportlab 5.1.0 ECC200DataMatrix unreadable"):
        assert drawn(data_matrix(content, 5, 5, 0.5)) == [("]d1", content.encode())]
    for bracketed, _ in rows(shared, "library_bugs.csv", "zxing-cpp 3.1.1 gs1=True accepts without linting"):
        ai, value = bracketed.lstrip("(").split(")", 1)
        assert code(partial(gs1.element_string, ((ai, value),)))
    for bracketed, _ in rows(shared, "library_bugs.csv", "zxing-cpp 3.1.1 default size picks DMRE 8x64"):
        parts = [(each.split(")", 1)[0], each.split(")", 1)[1]) for each in bracketed.lstrip("(").split("(")]
        built = gs1.element_string(parts)
        symbol = gs1_matrix(built.bracketed, built.raw, 5, 5, 0.5)
        assert symbol.w == symbol.h
        assert drawn(symbol) == [("]d2", built.raw.encode())]


@given(st.integers(0, 99), st.integers(0, 999_999), st.sampled_from(["A9999", "1AB12", "Z5499", "W0000"]))
def test_one_wrong_character_of_a_number_changes_its_check(year: int, number: int, facility: str) -> None:
    din = isbt.donation_number(facility, year, number)
    assert unescaped(din) == din
    for at, each in enumerate(din):
        for other in "0123456789ABC":
            if other != each:
                assert isbt.check_character(din[:at] + other + din[at + 1 :]) != isbt.check_character(din)


def test_what_is_built_is_read_back_with_the_same_meaning() -> None:
    parts = (isbt.donation(DIN, isbt.REPEATED), isbt.product("S12951A0"), isbt.expiry(AT), isbt.chain_of_identity("A9999267Q4M22"))
    scan = read(b"]d1" + isbt.compound(parts).encode())
    assert {key: scan.value(key) for key in ("001", "003", "005", "040")} == {
        "001": f"{DIN}05", "003": "S12951A0", "005": "0263251331", "040": "CHA9999267Q4M22",
    }  # fmt: skip
    sec = isbt.european_code("PL", "001499", DIN, "S1295", "A0", AT.date())
    assert read(isbt.european(sec).encode()).value("038") == sec
    built = gs1.medicine("04600439931256", "CT-2026-0147", "L1204-3", AT, True)
    assert dict(read(b"]d2" + built.raw.encode()).values) == {"01": "04600439931256", "7003": "2611211331", "10": "CT-2026-0147", "21": "L1204-3"}
