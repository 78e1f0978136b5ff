"""What reading does beyond the vectors: run-together scans, lost parts, and that every refusal has its sentence."""
from __future__ import annotations

import ast
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.barcodes import building_gs1, building_isbt, meaning, own
from workbench.barcodes.checks import mod43
from workbench.barcodes.countries import ALPHA2, NUMERIC
from workbench.barcodes.reading import LONGEST, read
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.words.findings import told
from workbench.words.sentences import all_sentences
from workbench.words.translation import ENGLISH, load_words

GTIN = "0104600439931256"


def refusal(raw: str | bytes, **how: bool) -> str:
    """The code with which ``raw`` is refused."""
    with pytest.raises(Refused) as refused:
        read(raw.encode() if isinstance(raw, str) else raw, **how)
    (found,) = refused.value.findings
    return found.code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "scan.empty"),
        ("]d1", "scan.empty"),
        ("]d2\x1d", "scan.empty"),
        (b"\xff\xfe", "scan.not-text"),
        (b"=A999917123456\xed\xa0\x80", "scan.not-text"),
        ("=%5300\r", "scan.control"),
        (" =%5300", "scan.white-space"),
        ("]d2" + GTIN + "10A B", "scan.white-space"),
        ("=A9999171234560Ф", "scan.layout"),
        ("ъС0=A99991712345600", "scan.layout"),
        ("}C0=A99991712345600", "scan.prefix"),
        ("hello", "scan.unknown"),
        ("]C0" + GTIN, "scan.unknown"),
        ("]C1=A99991712345600", "scan.gs1-form"),
        ("=A99991712345600]C0=%5300", "scan.isbt-identifier"),
        ("=A99991712345600=A99991712345600", "scan.isbt-twice"),
        ("=%5300=>019031", "scan.isbt-pair"),
        ("=A99991712345600=<S12951Aa&>0263212359", "scan.isbt-pair"),
        ("=+02000=A99991712345600&xLOCAL", "scan.isbt-national"),
        ("&xLOCAL=A99991712345600", "scan.isbt-content"),
        ("=+01000=+01000", "scan.isbt-message"),
        ("=+00000", "scan.isbt-count"),
        ("=+04035=/A9997XYZ100T0479=A99991712345600=,000012=>019031", "scan.isbt-order"),
        ("=+02001=A99991712345600=%5300", "scan.isbt-order"),
        ("=A999917123456ZZ", "scan.isbt-content"),
        ("=A99991712345697", "scan.isbt-flags"),
        ("={012345678901234567", "scan.isbt-retired"),
        ('&"000000000000000000', "scan.isbt-unused"),
        ("&#0103AB", "scan.isbt-cut"),
        ("&$0201000100001000", "scan.isbt-cut"),
        (GTIN + "10A" + GTIN + "10B", "scan.separator-lost"),
        (GTIN + GTIN, "scan.gs1-gtins"),
        (GTIN + "10ABC17261231", "scan.separator-lost"),
        (GTIN + "1726123110ABC21SN1", "scan.separator-lost"),
        (GTIN + "10ABC02917261231", "scan.separator-lost"),
        (GTIN + "10ABC<GS>17261231", "scan.separator-spelled"),
        ("4006381333931", "scan.bare-number"),
        ("9912345", "scan.gs1-internal"),
        ("]d2" + GTIN + "8110", "scan.gs1-form"),
        ("]d281111234", "scan.gs1-unused"),
        (GTIN + "17260230", "scan.gs1-date"),
        ("01046004399312561", "scan.gs1-form"),
        ("0104600439931257", "scan.check-digit"),
        ("8018123456789012345670", "scan.check-digit"),
        (GTIN + "1012.34", "scan.ambiguous"),
        (GTIN + "21.Щкфт", "scan.ambiguous"),
        (GTIN + "21Щкфт.", "scan.ambiguous"),
        ("?ж8983нк993к5г71р6204", "scan.ambiguous"),
        ("+A99912349", "scan.hibc-check"),
        ("+a99912349", "scan.hibc-characters"),
        ("+A99912345/$$" + mod43("+A99912345/$$"), "scan.hibc-form"),
        ("+A99912345/$$7" + mod43("+A99912345/$$7"), "scan.hibc-form"),
        ("+A99912345/$$3271332LOT" + mod43("+A99912345/$$3271332LOT"), "scan.hibc-date"),
        ("]d20100000000000000", "scan.gs1-value"),
        ("+A123BJC5D6E71G+2001510X3FF", "scan.hibc-link"),
        ("%1-260000147-03-11", "barcodes.check"),
        ("=" * (LONGEST + 1), "scan.too-long"),
        (b"\xd0" * 10_000_000, "scan.too-long"),
    ],
)
def test_refused(raw: str | bytes, code: str) -> None:
    assert refusal(raw) == code


def test_a_scanner_that_is_known_to_send_separators_may_send_such_lot_numbers() -> None:
    for lot in ("A2117", "ABC17261231"):
        raw = f"{GTIN}10{lot}".encode()
        assert refusal(raw.decode()) == "scan.separator-lost"
        assert read(raw, separator_proved=True).value("10") == lot


def test_a_lot_number_that_both_layouts_could_have_typed_is_read_when_the_layout_is_told() -> None:
    assert read(f"]d2{GTIN}1012.34".encode()).value("10") == "12.34"
    assert read(f"ъв2{GTIN}1012.34".encode()).value("10") == "12/34"


def test_what_stands_between_letters_of_a_layout_was_typed_through_it() -> None:
    assert read(f"{GTIN}21Щк.фт".encode()).value("21") == "Or/an"


def test_repeated_and_trailing_separators_are_read_over() -> None:
    assert read(f"\x1d{GTIN}\x1d10AB\x1d\x1d17261231\x1d".encode()).values == (("01", GTIN[2:]), ("10", "AB"), ("17", "261231"))


def test_values_have_their_types() -> None:
    number = meaning.donation_number(read(b"=G12341765432170"))
    assert number is not None
    assert (number.number, number.flags, number.check) == ("G123417654321", "70", "A")
    dimensions = read(b"&$020100010123410001000800050000")
    assert (meaning.volume(dimensions), meaning.weight(dimensions)) == (Quantity(Decimal("123.4"), "mL"), Quantity(Decimal(50), "g"))
    assert meaning.tare(dimensions) is None
    assert meaning.expiry(read(b"&>0183652359"), 2026) == datetime(2018, 12, 31, 23, 59)  # noqa: DTZ001  the symbol names no zone
    assert meaning.expiry(read(b"=]202802"), 2026) == date(2028, 2, 29)
    assert meaning.expiry(read(b"=(2001202611171205"), 2026) == datetime(2026, 11, 17, 12, 5, tzinfo=UTC)
    assert meaning.collected(read(b"=*026001")) == date(2026, 1, 1)
    assert meaning.expiry(read(f"{GTIN}17260200".encode()), 2026) == date(2026, 2, 28)
    assert meaning.expiry(read(f"{GTIN}17760200".encode()), 2026) == date(2076, 2, 29)
    assert meaning.expiry(read(f"{GTIN}17770200".encode()), 2026) == date(1977, 2, 28)
    assert meaning.gtin(read(b"]E04006381333931")) == meaning.gtin(read(b"0104006381333931")) == "04006381333931"
    assert meaning.lot(read(b"=)2FE1234567&)4R12345678")) == "4R12345678"
    assert meaning.expiry(read(own.text(own.Own(own.Kind.BADGE, ("1042",))).encode()), 2026) is None


def test_what_is_built_is_read_back() -> None:
    at = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
    din = building_isbt.donation_number("A9999", 26, 123)
    for flags in ("00", "05", building_isbt.type_3_flags(din)):
        assert read(building_isbt.donation(din, flags).encode()).values == (("001", din + flags),)
    code = building_isbt.european_code("PL", "001499", din, "S1416", "Ab", at.date())
    built = [building_isbt.donation(din), building_isbt.product("S12951Aa"), building_isbt.expiry(at), building_isbt.european(code)]
    scan = read(building_isbt.compound(built).encode())
    assert [name for name, _ in scan.values] == ["023", "001", "003", "005", "038"]
    assert dict(scan.checks) == {"001": building_isbt.check_character(din)}
    assert read(building_isbt.european_text(code).encode()).value("038") == code
    bag = building_gs1.medicine("04600439931256", "B1", "S1", at, short_lived=True)
    assert read(("]d2" + bag.raw).encode()).values == bag.elements


def test_country_codes_are_those_of_the_time_zone_database() -> None:
    from importlib import resources

    table = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    assert {line[:2] for line in table.splitlines() if line[:1] not in ("#", "")} == ALPHA2
    assert len(NUMERIC) == len(ALPHA2) == 249


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal() -> None:
    texts = set()
    raised = set()
    folder = Path(__file__).resolve().parents[2] / "workbench"
    for path in (*sorted((folder / "barcodes").glob("*.py")), folder / "cli" / "scan.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value.removeprefix("scan."))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("refused", "_Wrong"):
                raised |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant) and isinstance(each.value, str)} & _codes()
                raised |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    kept = {code.removeprefix("scan.") for code in all_sentences() if code.startswith("scan.")}
    assert raised - kept == set()
    assert kept - texts == set()


def _codes() -> set[str]:
    return {code.removeprefix("scan.") for code in all_sentences() if code.startswith("scan.")}


@pytest.mark.parametrize("raw", ["=A99991712345697", "=%5300=>019031", GTIN + "10ABC17261231", "=+09000=%5300", "hello{0}%s", "]X1", "+A", "8018123456789012345670"])
def test_a_refusal_is_told_in_both_languages(raw: str) -> None:
    russian = load_words(Path(__file__).resolve().parents[2] / "resources" / "locale", "ru")
    with pytest.raises(Refused) as refused:
        read(raw.encode())
    for words in (ENGLISH, russian):
        sentence = told(refused.value.findings[0], words)
        assert raw in sentence.what and sentence.rule and sentence.lifted
        assert all("Ѐ" <= each <= "ӿ" for each in sentence.what[-8:-1] if each.isalpha()) or words is ENGLISH


def test_what_cannot_be_shown_is_shown_as_a_dot() -> None:
    with pytest.raises(Refused) as refused:
        read("=%5300\x00\u202e\x1b[31m".encode())
    assert dict(refused.value.findings[0].facts)["scanned"] == "=%5300···[31m"


def test_biip_is_not_imported_before_a_gs1_scan_comes() -> None:
    asked = "import sys; from workbench.barcodes.reading import read; read(b'=%5300'); assert 'biip' not in sys.modules; read(b'0104600439931256'); assert 'biip' in sys.modules"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
