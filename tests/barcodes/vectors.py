"""Reading the vector files, and the codewords that stand in a drawn symbol."""
from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from barcode.charsets import code128 as charset

from workbench.documents.marks import Symbol


def rows(shared: Path, name: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """``(input, expected)`` of the rows of these kinds, unescaped."""
    with (shared / "vectors" / "barcodes" / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] in kinds:
                yield unescaped(row["input"]), unescaped(row["expected"])


def unescaped(text: str) -> str:
    """``text`` with the escapes of the vector files taken back."""
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape")


def told(text: str) -> dict[str, Any]:
    """A JSON object of the vectors."""
    return dict(json.loads(text))


def linear_codewords(symbol: Symbol) -> list[int]:
    """The codewords of a Code 128 symbol, from its bars: start, data, check, stop."""
    module = symbol.quiet[0] / 10
    row = ["0"] * round(symbol.w / module)
    for x, _, w, _ in symbol.bars:
        for at in range(round(x / module), round((x + w) / module)):
            row[at] = "1"
    text = "".join(row)
    known = {pattern: number for number, pattern in enumerate(charset.CODES)}
    return [known[text[at : at + 11]] for at in range(0, len(text) - 13, 11)] + [106]


def matrix_codewords(symbol: Symbol) -> list[int]:
    """The codewords of a Data Matrix ECC 200 of one region, by the placement of ISO/IEC 16022 annex F."""
    module = symbol.quiet[0] / 2
    side = round(symbol.w / module)
    dark = [[False] * side for _ in range(side)]
    for x, y, w, h in symbol.bars:
        for line in range(round(y / module), round((y + h) / module)):
            for at in range(round(x / module), round((x + w) / module)):
                dark[line][at] = True
    regions = 1 if side <= 26 else 2
    inner = side // regions - 2
    mapped = [
        [dark[line + 2 * (line // inner) + 1][at + 2 * (at // inner) + 1] for at in range(inner * regions)] for line in range(inner * regions)
    ]
    return [sum(mapped[line][at] << (7 - bit) for bit, (line, at) in enumerate(each)) for each in _placed(inner * regions)]


def _placed(size: int) -> Sequence[Sequence[tuple[int, int]]]:
    """The eight modules of each codeword in a mapping matrix of ``size``, most significant first."""
    found: list[list[tuple[int, int]]] = []
    taken: set[tuple[int, int]] = set()

    def put(cells: Sequence[tuple[int, int]]) -> None:
        wrapped = []
        for line, at in cells:
            if line < 0:
                line, at = line + size, at + 4 - (size + 4) % 8
            if at < 0:
                line, at = line + 4 - (size + 4) % 8, at + size
            wrapped.append((line, at))
        taken.update(wrapped)
        found.append(wrapped)

    def utah(line: int, at: int) -> None:
        put([(line - 2, at - 2), (line - 2, at - 1), (line - 1, at - 2), (line - 1, at - 1), (line - 1, at), (line, at - 2), (line, at - 1), (line, at)])

    n = size
    corners = {
        1: [(n - 1, 0), (n - 1, 1), (n - 1, 2), (0, n - 2), (0, n - 1), (1, n - 1), (2, n - 1), (3, n - 1)],
        2: [(n - 3, 0), (n - 2, 0), (n - 1, 0), (0, n - 4), (0, n - 3), (0, n - 2), (0, n - 1), (1, n - 1)],
    }
    line, at = 4, 0
    while line < n or at < n:
        if line == n and at == 0:
            put(corners[1])
        if line == n - 2 and at == 0 and n % 4:
            put(corners[2])
        while line >= 0 and at < n:
            if line < n and at >= 0 and (line, at) not in taken:
                utah(line, at)
            line, at = line - 2, at + 2
        line, at = line + 1, at + 3
        while line < n and at >= 0:
            if line >= 0 and at < n and (line, at) not in taken:
                utah(line, at)
            line, at = line + 2, at - 2
        line, at = line + 3, at + 1
    return found
