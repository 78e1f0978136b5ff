"""The sheet of test symbols: one page of A4, printed by any printer, scanned symbol by symbol."""
from __future__ import annotations

from workbench.documents.marks import POINT, Box, Face, Mark, Page, Symbol, Text
from workbench.documents.painting import About, printed
from workbench.documents.press import Press
from workbench.documents.symbols import GRID, code128, data_matrix, gs1_128, gs1_matrix
from workbench.scanners.symbols import SYMBOLS, Drawn, TestSymbol

WIDE, HIGH = 210.0, 297.0
EDGE, TOP, GAP = 15.0, 18.0, 6.0
"""Millimetres: margin, first line, between fields."""
FIELD_WIDE, FIELD_HIGH = (WIDE - 2 * EDGE - GAP) / 2, 72.0
BARS, MODULE, MATRIX_MODULE = 15.0, 0.25, 0.5
"""Millimetres: height of a linear symbol, its narrowest bar, and a module of a matrix (barcodes.md 1.7: 0.25 to 1.0)."""
TITLE, BODY, NUMBER = 15.0, 9.5, 20.0
LEADING = 1.35


def sheet(workstation: str, press: Press) -> bytes:
    """The page, in the language of ``press``."""
    words = press.words
    title = words("Test symbols for the scanner")
    marks: list[Mark] = [*_lines((title,), EDGE, TOP, Face.BOLD, TITLE, press)]
    ask = words(
        "Open Settings, “Test symbols”, and scan each symbol once. The page says what the scanner does wrong, and what to set in it. "
        "Print without scaling; cover the symbols that are not to be read."
    )
    lines = press.lines(ask, Face.REGULAR, BODY, WIDE - 2 * EDGE)
    marks += _lines(lines, EDGE, TOP + 9.0, Face.REGULAR, BODY, press)
    first = TOP + 9.0 + len(lines) * BODY * POINT * LEADING + 3.0
    for place, symbol in enumerate(SYMBOLS):
        x, y = EDGE + place % 2 * (FIELD_WIDE + GAP), first + place // 2 * (FIELD_HIGH + GAP)
        marks += _field(place + 1, symbol, x, y, press)
    about = About(title, "scanner-test", workstation)
    return printed((Page(WIDE, HIGH, tuple(marks)),), about, press)


def _field(number: int, symbol: TestSymbol, x: float, y: float, press: Press) -> list[Mark]:
    marks: list[Mark] = [Box(x, y, FIELD_WIDE, FIELD_HIGH)]
    marks += _lines((str(number),), x + 4, y + 10, Face.BOLD, NUMBER, press)
    said = press.lines(press.words.marked(symbol.shows), Face.REGULAR, BODY, FIELD_WIDE - 20)
    marks += _lines(said, x + 15, y + 6.5, Face.REGULAR, BODY, press)
    drawn = _drawn(symbol, 0.0, 0.0)
    left = x + (FIELD_WIDE - drawn.w) / 2
    down = y + 16 + (FIELD_HIGH - 16 - drawn.h) / 2
    return [*marks, _drawn(symbol, _on_grid(left), _on_grid(down))]


def _drawn(symbol: TestSymbol, x: float, y: float) -> Symbol:
    if symbol.drawn is Drawn.LINEAR:
        return code128(symbol.carries, x, y, BARS, MODULE)
    if symbol.drawn is Drawn.GS1_LINEAR:
        return gs1_128(symbol.bracketed, symbol.carries, x, y, BARS, MODULE)
    if symbol.drawn is Drawn.GS1_MATRIX:
        return gs1_matrix(symbol.bracketed, symbol.carries, x, y, MATRIX_MODULE)
    return data_matrix(symbol.carries, x, y, MATRIX_MODULE)


def _on_grid(length: float) -> float:
    return round(length / GRID) * GRID


def _lines(lines: tuple[str, ...], x: float, y: float, face: Face, size: float, press: Press) -> list[Mark]:
    return [Text(x, y + place * size * POINT * LEADING, each, face, size, press.width(each, face, size)) for place, each in enumerate(lines)]
