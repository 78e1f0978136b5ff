r"""A proved label as ZPL, at the printer's own dots.

*Bitmap*: the whole label as one ``^GFA`` field, from the very dots from which the proof read every symbol. *Native*: the printer draws
the symbols itself (``^BC``, ``^BX``) over a bitmap of the rest. Texts are always dots, so that Cyrillic needs no font of the printer.
A symbol is left to the printer only where our own drawing of it is what the proved dots show, dot by dot; otherwise it stays a bitmap.

Field data is escaped as the language asks: in ``^BC`` the characters ``>``, ``^`` and ``~`` are written ``>0``, ``><`` and ``>=``; in
``^BX`` the escape character is said (parameter g, ``_``, which firmware does not agree on) and doubled; ``^``, ``~`` and ``\`` there go
as hexadecimal (``^FH``). Source: ZPL II programming guide, as measured in the reference on barcodes, 5.3.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from barcode.charsets import code128 as code128_table

from workbench.documents.marks import Symbol
from workbench.documents.symbols import CODE128, DATA_MATRIX, code128, data_matrix
from workbench.labels.profiles import DPI, SymbolPlace
from workbench.labels.proof import Dots

ZEROS, ONES, SAME = ",", "!", ":"
"""The rest of a row white, the rest of a row black, the row above again (``^GF``, alternative data compression)."""
CODE128_ESCAPES = {">": ">0", "^": "><", "~": ">="}
STARTS = {103: (">9", "A"), 104: (">:", "B"), 105: (">;", "C")}
SWITCHES = {"A": {99: (">5", "C"), 100: (">6", "B")}, "B": {99: (">5", "C"), 101: (">7", "A")}, "C": {100: (">6", "B"), 101: (">7", "A")}}
FNC1 = 102
PLAIN = {CODE128: "]C0", DATA_MATRIX: "]d1"}
"""Symbols without a function character at their head: those that are left to a printer."""


@dataclass(frozen=True, slots=True)
class Native:
    """A symbol that the printer draws: its command, and the place in dots that the bitmap leaves white for it."""

    command: str
    x: int
    y: int
    width: int
    height: int


def bitmap(dots: Dots, serial: str = "") -> bytes:
    """The whole label as dots. ``serial`` goes along as a remark, so that a job can be told from another."""
    return _format(dots, (), serial)


def native(dots: Dots, dpi: int, places: Sequence[SymbolPlace], decoded: Iterable[tuple[str, str]], serial: str = "") -> bytes:
    """The label with its symbols left to the printer. ``decoded`` are AIM identifier and content, as the proof read them."""
    read = tuple(decoded)
    found = [each for place in places if (each := _native(dots, DPI[dpi], place, read)) is not None]
    return _format(_without(dots, found), found, serial)


def _format(dots: Dots, natives: Sequence[Native], serial: str) -> bytes:
    remark = f"^FX{serial}^FS" if serial.replace("-", "").isalnum() else ""
    row = (dots.width + 7) // 8
    total = row * dots.height
    fields = "".join(f"^FO{each.x},{each.y}{each.command}^FS" for each in natives)
    text = (
        f"^XA^CI28^PW{dots.width}^LL{dots.height}^LH0,0^LS0^LT0^PON^PMN^LRN^PQ1,0,1,N"
        f"{remark}^FO0,0^GFA,{total},{total},{row},{compressed(dots)}^FS{fields}^XZ\n"
    )
    return text.encode("ascii")


# ---------------------------------------------------------------------------------------------------- dots
def compressed(dots: Dots) -> str:
    """The dots row by row in hexadecimal, a black dot as 1, with runs shortened as ``^GF`` allows."""
    rows, above = [], ""
    for line in dots.rows():
        row = _hexadecimal(line)
        rows.append(SAME if row == above else _shortened(row))
        above = row
    return "".join(rows)


def _hexadecimal(line: bytes) -> str:
    bits = "".join("1" if each < 128 else "0" for each in line)
    bits += "0" * (-len(bits) % 8)
    return f"{int(bits, 2):0{len(bits) // 4}X}"


def _shortened(row: str) -> str:
    tail = ""
    for digit, sign in (("0", ZEROS), ("F", ONES)):
        kept = row.rstrip(digit)
        if len(row) - len(kept) > 1:
            row, tail = kept, sign
            break
    return "".join(f"{_times(len(run))}{run[0]}" for run in _runs(row)) + tail


def _runs(row: str) -> list[str]:
    found: list[str] = []
    for digit in row:
        if found and found[-1][0] == digit:
            found[-1] += digit
        else:
            found.append(digit)
    return found


def _times(count: int) -> str:
    """How often the next digit is repeated: ``z`` 400 times, ``g`` 20, ``G`` once; nothing for once."""
    if count == 1:
        return ""
    text = "z" * (count // 400)
    twenties, ones = divmod(count % 400, 20)
    return text + (chr(ord("g") + twenties - 1) if twenties else "") + (chr(ord("G") + ones - 1) if ones else "")


def _without(dots: Dots, natives: Sequence[Native]) -> Dots:
    """The dots with the places of ``natives`` left white."""
    grey = bytearray(dots.grey)
    for each in natives:
        for line in range(each.y, each.y + each.height):
            start = line * dots.width + each.x
            grey[start : start + each.width] = b"\xff" * each.width
    return Dots(dots.width, dots.height, bytes(grey))


# ---------------------------------------------------------------------------------------------------- symbols
def _native(dots: Dots, per_mm: int, place: SymbolPlace, decoded: Sequence[tuple[str, str]]) -> Native | None:
    """The symbol at ``place`` for the printer to draw; None where that cannot be said exactly."""
    module = place.module * per_mm
    if place.kind not in (CODE128, DATA_MATRIX) or abs(module - round(module)) > 1e-6:
        return None
    for identifier, content in decoded:
        if identifier != PLAIN[place.kind]:
            continue
        symbol = _symbol(place, content)
        x, y, wide, tall = (round(each * per_mm) for each in (symbol.x, symbol.y, symbol.w, symbol.h))
        if _drawn(symbol, per_mm, wide, tall) != [line[x : x + wide] for line in dots.rows()][y : y + tall]:
            continue
        command = _code128(symbol, place, round(module), tall) if place.kind == CODE128 else _data_matrix(content, round(module))
        return Native(command, x, y, wide, tall) if command else None
    return None


def _symbol(place: SymbolPlace, content: str) -> Symbol:
    if place.kind == CODE128:
        return code128(content, place.x, place.y, place.height, place.module)
    return data_matrix(content, place.x, place.y, place.module)


def _drawn(symbol: Symbol, per_mm: int, wide: int, tall: int) -> list[bytes]:
    """Our own drawing of a symbol in dots."""
    rows = [bytearray(b"\xff" * wide) for _ in range(tall)]
    for x, y, w, h in symbol.bars:
        left, right = round(x * per_mm), round((x + w) * per_mm)
        for row in rows[round(y * per_mm) : round((y + h) * per_mm)]:
            row[left:right] = b"\x00" * (right - left)
    return [bytes(each) for each in rows]


def _code128(symbol: Symbol, place: SymbolPlace, module: int, height: int) -> str:
    data = code128_data(_values(symbol, place.module))
    return f"^BY{module}^BCN,{height},N,N,N,N^FD{data}" if data else ""


@cache
def _patterns() -> dict[str, int]:
    return {pattern: value for value, pattern in enumerate(code128_table.CODES)}


def _values(symbol: Symbol, module: float) -> list[int]:
    """The symbol characters that the bars are made of, without check and stop character."""
    row = ["0"] * round(symbol.w / module)
    for x, _, w, _ in symbol.bars:
        start, length = round(x / module), round(w / module)
        row[start : start + length] = ["1"] * length
    whole = "".join(row)
    return [_patterns()[whole[at : at + 11]] for at in range(0, len(whole) - 24, 11)]


def code128_data(values: Sequence[int]) -> str:
    """Symbol characters of Code 128 as ``^BC`` takes them; empty where one cannot be said (control signs, FNC2 to FNC4)."""
    text, table = STARTS[values[0]]
    for value in values[1:]:
        if value in SWITCHES[table]:
            sign, table = SWITCHES[table][value]
            text += sign
        elif value == FNC1:
            text += ">8"
        elif table == "C":
            text += f"{value:02d}"
        elif value < (64 if table == "A" else 95):
            text += CODE128_ESCAPES.get(chr(value + 32), chr(value + 32))
        else:
            return ""
    return text


def _data_matrix(content: str, module: int) -> str:
    data = data_matrix_data(content)
    return f"^BXN,{module},200,,,,_^FH\\^FD{data}" if data else ""


def data_matrix_data(content: str) -> str:
    """The content of a Data Matrix as ``^BX`` with ``^FH\\`` takes it; empty where it holds what cannot be said so."""
    if not content or not all(32 <= ord(each) < 127 for each in content):
        return ""
    return "".join(f"\\{ord(each):02X}" if each in "^~\\" else "__" if each == "_" else each for each in content)
