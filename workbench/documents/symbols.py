"""Code 128 and Data Matrix as rectangles on the 0.25 mm grid, which is whole dots at 203, 300 and 600 dpi.

0.25 mm is 2, 3 and 6 dots of printers with 8, 12 and 24 dots/mm, so that one paper is exact on all three (design of papers and labels, 8).
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

import zxingcpp
from barcode import Code128

from workbench.documents.marks import Node, Symbol
from workbench.kernel.findings import Refused, stops

GRID = 0.25
CODE128 = "Code 128"
DATA_MATRIX = "Data Matrix"
GS1_MATRIX = "GS1 DataMatrix"
GS1_128 = "GS1-128"
SOURCE = "design of papers and labels, 8"
Bars = tuple[tuple[int, int, int, int], ...]


def code128(content: str, x: float, y: float, height: float, module: float, node: Node | None = None) -> Symbol:
    """A Code 128 symbol: ten modules of quiet zone on either side (ISO/IEC 15417)."""
    _on_grid(content, x, y, height, module)
    wide, bars = _linear(content)
    drawn = tuple((at * module, 0.0, w * module, height) for at, _, w, _ in bars)
    return Symbol(CODE128, content, x, y, wide * module, height, drawn, (10 * module, 0.0), node)


def gs1_128(bracketed: str, raw: str, x: float, y: float, height: float, module: float) -> Symbol:
    """A GS1-128 symbol, with the same quiet zones. ``bracketed`` is its element string as people read it, ``raw`` what a reader must send."""
    _on_grid(raw, x, y, height, module)
    made = zxingcpp.create_barcode(bracketed, zxingcpp.BarcodeFormat.Code128, gs1=True)
    if (made.symbology_identifier, made.bytes) != ("]C1", raw.encode()):
        raise Refused((stops("paper.symbol", SOURCE, symbol=raw),))
    image = memoryview(cast(Any, made.to_image(scale=1, add_quiet_zones=False)))
    wide = (image.shape or (0, 0))[1]
    drawn = tuple((at * module, 0.0, w * module, height) for at, w in _runs([image[0, column] < 128 for column in range(wide)]))
    return Symbol(GS1_128, raw, x, y, wide * module, height, drawn, (10 * module, 0.0))


def data_matrix(content: str, x: float, y: float, module: float, node: Node | None = None) -> Symbol:
    """A square Data Matrix ECC 200 with two modules of quiet zone all round (one by ISO/IEC 16022, two against noise)."""
    _on_grid(content, x, y, module)
    side, bars = _matrix(content)
    drawn = tuple((at * module, row * module, w * module, h * module) for at, row, w, h in bars)
    return Symbol(DATA_MATRIX, content, x, y, side * module, side * module, drawn, (2 * module, 2 * module), node)


def gs1_matrix(bracketed: str, raw: str, x: float, y: float, module: float, node: Node | None = None) -> Symbol:
    """A square GS1 DataMatrix. ``bracketed`` is its element string as people read it, ``raw`` what a reader must send of it."""
    _on_grid(raw, x, y, module)
    side, bars = _matrix(bracketed, gs1=True)
    drawn = tuple((at * module, row * module, w * module, h * module) for at, row, w, h in bars)
    return Symbol(GS1_MATRIX, raw, x, y, side * module, side * module, drawn, (2 * module, 2 * module), node)


def modules(kind: str, content: str) -> int:
    """How many modules wide the symbol of ``content`` is."""
    return _linear(content)[0] if kind == CODE128 else _matrix(content, gs1=kind == GS1_MATRIX)[0]


def _on_grid(content: str, *millimetres: float) -> None:
    for value in millimetres:
        if abs(value / GRID - round(value / GRID)) > 1e-6:
            raise Refused((stops("paper.off-grid", SOURCE, symbol=content, at=f"{value:g}"),))


@lru_cache(maxsize=256)
def _linear(content: str) -> tuple[int, Bars]:
    """Modules and bars, read back before they are used.

    One object, one build: python-barcode keeps state between builds. It drops a leading “99” (its issue 251): such content is drawn
    by zxing-cpp.
    """
    row = _zxing_row(content) if content.startswith("99") else [int(each) for each in str(Code128(content).build()[0])]
    if not _reads(row, content):
        raise Refused((stops("paper.symbol", SOURCE, symbol=content),))
    return len(row), tuple((start, 0, length, 1) for start, length in _runs(row))


def _zxing_row(content: str) -> list[int]:
    image = memoryview(cast(Any, zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.Code128).to_image(scale=1, add_quiet_zones=False)))
    return [int(image[0, at] < 128) for at in range((image.shape or (0, 0))[1])]


def _reads(row: Sequence[int], content: str) -> bool:
    """Whether a reader finds exactly ``content`` in this row of modules, as plain Code 128."""
    line = b"\xff" * 30 + b"".join((b"\x00" if dark else b"\xff") * 3 for dark in row) + b"\xff" * 30
    image = memoryview(line * 9).cast("B", (9, len(line)))
    found = zxingcpp.read_barcodes(image, formats=cast(Any, zxingcpp.BarcodeFormat.Code128), try_rotate=False, try_invert=False)
    return [(each.symbology_identifier, each.bytes) for each in found] == [("]C0", content.encode())]


@lru_cache(maxsize=256)
def _matrix(content: str, *, gs1: bool = False) -> tuple[int, Bars]:
    """Modules and rectangles: dark runs of a row, joined with the same run in the rows below.

    What zxing-cpp does not know among its options it ignores in silence, so what it made is looked at: ``]d2`` is a GS1 symbol, and
    without ``forceSquare`` it would be a rectangle (``]d7``, ``]d8``) that many readers cannot read.
    """
    made = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True, gs1=gs1)
    if made.symbology_identifier != ("]d2" if gs1 else "]d1"):
        raise Refused((stops("paper.symbol", SOURCE, symbol=content),))
    image = memoryview(cast(Any, made.to_image(scale=1, add_quiet_zones=False)))
    height, width = image.shape or (0, 0)
    rows = [tuple(_runs([image[line, at] < 128 for at in range(width)])) for line in range(height)]
    return width, tuple(_joined(rows))


def _runs(row: Sequence[int | bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None


def _joined(rows: Sequence[tuple[tuple[int, int], ...]]) -> Iterator[tuple[int, int, int, int]]:
    open_: dict[tuple[int, int], int] = {}
    for line, runs in enumerate((*rows, ())):
        for run in [run for run in open_ if run not in runs]:
            top = open_.pop(run)
            yield run[0], top, run[1], line - top
        for run in runs:
            open_.setdefault(run, line)
