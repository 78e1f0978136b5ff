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
SOURCE = "design of papers and labels, 8"
Bars = tuple[tuple[int, int, int, int], ...]


def code128(content: str, x: float, y: float, height: float, module: float, node: Node | None = None) -> Symbol:
    """A Code 128 symbol: ten modules of quiet zone on either side (ISO/IEC 15417)."""
    _on_grid(content, x, y, height, module)
    wide, bars = _linear(content)
    drawn = tuple((at * module, 0.0, w * module, height) for at, _, w, _ in bars)
    return Symbol(CODE128, content, x, y, wide * module, height, drawn, (10 * module, 0.0), node)


def data_matrix(content: str, x: float, y: float, module: float, node: Node | None = None) -> Symbol:
    """A square Data Matrix ECC 200 with two modules of quiet zone all round (one by ISO/IEC 16022, two against noise)."""
    _on_grid(content, x, y, module)
    side, bars = _matrix(content)
    drawn = tuple((at * module, row * module, w * module, h * module) for at, row, w, h in bars)
    return Symbol(DATA_MATRIX, content, x, y, side * module, side * module, drawn, (2 * module, 2 * module), node)


def modules(kind: str, content: str) -> int:
    """How many modules wide the symbol of ``content`` is."""
    return (_linear if kind == CODE128 else _matrix)(content)[0]


def _on_grid(content: str, *millimetres: float) -> None:
    for value in millimetres:
        if abs(value / GRID - round(value / GRID)) > 1e-6:
            raise Refused((stops("paper.off-grid", SOURCE, symbol=content, at=f"{value:g}"),))


@lru_cache(maxsize=256)
def _linear(content: str) -> tuple[int, Bars]:
    """Modules and bars. One object, one build: python-barcode keeps state between builds (its issue 251)."""
    row = str(Code128(content).build()[0])
    return len(row), tuple((start, 0, length, 1) for start, length in _runs([int(each) for each in row]))


@lru_cache(maxsize=256)
def _matrix(content: str) -> tuple[int, Bars]:
    """Modules and rectangles: dark runs of a row, joined with the same run in the rows below."""
    made = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True)
    if made.symbology_identifier != "]d1":
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
