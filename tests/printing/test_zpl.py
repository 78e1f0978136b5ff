"""A label as ZPL: the very dots of the proof, runs and escapes as the language asks, native symbols only where they are the same."""
from __future__ import annotations

import re

import pytest
from barcode.charsets import code128 as table
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.labels.test_drawing import art, dossier
from tests.papers_factory import profile
from workbench.documents.symbols import CODE128, code128
from workbench.labels.profiles import DPI
from workbench.labels.proof import Dots, dots_of, read_dots
from workbench.printing.standin import drawn
from workbench.printing.zpl import _values, bitmap, code128_data, compressed, data_matrix_data, native

AWKWARD = ["^", "~", ">", "\\", "_", "^XZ", "~HS", ">;>8", "\\5E", "__1", "_1010", "A^B~C>D\\E_F", "123456^78", "%1-260000147-01-7"]


def dots(name: str, dpi: int, language: str = "en") -> Dots:
    drawn_ = art(dossier(name, language), name, language)
    return dots_of(drawn_.pdf, drawn_.width, drawn_.height, dpi)


def picture(job: bytes) -> Dots:
    """What a printer that knows only dots puts on paper."""
    got = drawn(job)
    row = (got.width + 7) // 8
    bits = "".join(f"{each:08b}" for each in got.bits)
    lines = [bits[line * row * 8 : line * row * 8 + got.width] for line in range(got.height)]
    return Dots(got.width, got.height, "".join(lines).translate({48: 255, 49: 0}).encode("latin-1"))


@pytest.mark.parametrize(("name", "dpi"), [("final-bag-100x60", 203), ("final-bag-60x40", 300), ("rp-syringe", 600), ("tie-on-tag", 300)])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_bitmap_is_the_proved_label_dot_by_dot_and_reads_back(name: str, dpi: int, language: str) -> None:
    sent = dots(name, dpi, language)
    assert set(sent.grey) <= {0, 255}
    got = picture(bitmap(sent))
    assert got == sent
    assert read_dots(got) == read_dots(sent) != ()


@given(st.integers(1, 70), st.lists(st.sampled_from([b"\x00", b"\xff"]), min_size=1, max_size=900))
@settings(max_examples=80, deadline=None)
def test_runs_come_back_as_they_went(width: int, cells: list[bytes]) -> None:
    height = max(1, len(cells) // width)
    grey = b"".join(cells)[: width * height].ljust(width * height, b"\xff")
    assert picture(bitmap(Dots(width, height, grey))) == Dots(width, height, grey)


def test_a_long_run_is_counted_to_its_end() -> None:
    for width in (8 * 20, 8 * 199, 8 * 200, 8 * 201, 8 * 419):
        for grey in (b"\x00" * width, b"\xff" * width, b"\x00" * (width - 8) + b"\xff" * 8):
            assert picture(bitmap(Dots(width, 1, grey))).grey == grey
    assert compressed(Dots(16, 3, b"\x00" * 48)) == "!::"


def as_the_guide_reads_it(data: str) -> tuple[list[int], str]:
    """``^BC`` field data read as the programming guide's table says, written here anew: symbol characters, and what a scanner gives."""
    values, text, at, set_ = [], "", 0, "B"
    starts = {">9": (103, "A"), ">:": (104, "B"), ">;": (105, "C")}
    values.append(starts[data[:2]][0])
    set_, at = starts[data[:2]][1], 2
    escaped = {">0": ">", "><": "^", ">=": "~"}
    while at < len(data):
        two = data[at : at + 2]
        if two in (">5", ">6", ">7"):
            to = {">5": "C", ">6": "B", ">7": "A"}[two]
            values.append({"C": 99, "B": 100, "A": 101}[to])
            set_, at = to, at + 2
        elif set_ == "C" and two.isdigit() and len(two) == 2:
            values.append(int(two))
            text, at = text + two, at + 2
        elif two in escaped:
            values.append(ord(escaped[two]) - 32)
            text, at = text + escaped[two], at + 2
        else:
            assert data[at] not in "^~>", data
            values.append(ord(data[at]) - 32)
            text, at = text + data[at], at + 1
    return values, text


@pytest.mark.parametrize("content", [*AWKWARD, "0123456789", "1", "A1", "12A34", "1234567A", "99", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"])
def test_code_128_goes_with_the_very_characters_of_the_proved_bars(content: str) -> None:
    values = _values(code128(content, 2.5, 2.5, 5, 0.25), 0.25)
    data = code128_data(values)
    read_values, text = as_the_guide_reads_it(data)
    assert text == content
    assert read_values == values
    whole = values[0] + sum(place * value for place, value in enumerate(values) if place)
    bars = "".join(table.CODES[each] for each in values) + table.CODES[whole % 103] + table.STOP + "11"
    assert len(bars) * 0.25 == code128(content, 2.5, 2.5, 5, 0.25).w


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
@settings(max_examples=120, deadline=None)
def test_any_text_survives_both_symbols(content: str) -> None:
    if not content.startswith("99"):  # the library's own fault with this beginning is refused where symbols are made
        assert as_the_guide_reads_it(code128_data(_values(code128(content, 2.5, 2.5, 5, 0.25), 0.25)))[1] == content
    data = data_matrix_data(content)
    assert not set(data) & set("^~")
    unhexed = re.sub(r"\\([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), data)
    assert unhexed.replace("__", "\x00").replace("_", "?").replace("\x00", "_") == content


@pytest.mark.parametrize("content", ["", "Анна", "a\x1db", "tab\t"])
def test_what_cannot_be_said_is_left_to_the_bitmap(content: str) -> None:
    assert data_matrix_data(content) == ""


@pytest.mark.parametrize(("name", "dpi"), [("final-bag-100x60", 203), ("final-bag-60x40", 300), ("rp-syringe", 600)])
def test_native_symbols_stand_where_the_bitmap_is_white_and_nothing_else_is_gone(name: str, dpi: int) -> None:
    sent = dots(name, dpi)
    job = native(sent, dpi, profile(name).symbols, read_dots(sent))
    text = job.decode("ascii")
    places = profile(name).symbols
    codes = [each for each in places if each.kind == CODE128]
    assert text.count("^BCN,") == len(codes)
    assert text.count("^BXN,") == len(places) - len(codes)
    assert all(found.endswith(",200,,,,_^FH\\^FD") for found in re.findall(r"\^BXN,.*?\^FD", text))
    rest = picture(job)
    assert read_dots(rest) == ()
    gone = [at for at, (before, after) in enumerate(zip(sent.grey, rest.grey, strict=True)) if before != after]
    per = DPI[dpi]
    inside = [each.box for each in art(dossier(name), name).symbols]
    for at in gone[:: max(1, len(gone) // 400)]:
        y, x = divmod(at, sent.width)
        assert any(left * per <= x < (left + wide) * per and top * per <= y < (top + tall) * per for left, top, wide, tall in inside)
    for each, (left, top, _, _) in zip(places, inside, strict=True):
        assert f"^FO{round(left * per)},{round(top * per)}^B" in text, each.name


def test_a_symbol_that_we_would_draw_otherwise_stays_a_bitmap() -> None:
    sent = dots("final-bag-60x40", 300)
    grey = bytearray(sent.grey)
    place = next(each for each in profile("final-bag-60x40").symbols if each.kind == CODE128)
    grey[round(place.y * 12) * sent.width + round(place.x * 12)] ^= 255
    spoilt = Dots(sent.width, sent.height, bytes(grey))
    assert b"^BCN" not in native(spoilt, 300, profile("final-bag-60x40").symbols, read_dots(sent))
