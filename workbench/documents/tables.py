"""Tables of a sheet: horizontal rules only, every row readable alone, a row never divided (design of papers and labels, 4)."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.documents.blocks import LEFT, Block, Cell, Chip, Column, Content, Corrected, Setter
from workbench.documents.marks import ASCENT, DESCENT, POINT, Face, Mark, Node, Rule

PAD = 1.2
GUTTER = 5.0
"""Between a number and the next column: with less the two read as one word."""
BOLDER = {Face.REGULAR: Face.BOLD, Face.MONO: Face.MONO_BOLD}


@dataclass(frozen=True, slots=True)
class Table:
    """A head, which stands again on every page, and rows."""

    head: Block
    rows: tuple[Block, ...]


def table(
    setter: Setter, columns: Sequence[Column], rows: Sequence[Sequence[Content]], size: float = 8, *, notes: Sequence[str] = ()
) -> Table:
    """A table of ``columns``; each row has as many cells, and below them its note over the whole width, where there is one."""
    node = Node("Table")
    wide = sum(each.width for each in columns)
    drawn = tuple(_row(setter, columns, row, size, node, wide, note) for row, note in zip(rows, notes or [""] * len(rows), strict=True))
    if drawn:
        last = drawn[-1]
        rule = Rule(LEFT, last.height, LEFT + wide, last.height, 0.4)
        drawn = (*drawn[:-1], Block(last.height, (*last.marks[:-1], rule)))
    return Table(_head(setter, columns, node, wide), drawn)


def _head(setter: Setter, columns: Sequence[Column], node: Node, wide: float) -> Block:
    marks: list[Mark] = [Rule(LEFT, 0, LEFT + wide, 0, 0.4)]
    row, x, deepest = Node("TR", node), LEFT, 1
    for place, column in enumerate(columns):
        cell = Node("TH", row)
        room = column.width - 2
        lines = setter.press.lines(column.head, Face.BOLD, 7, room)
        deepest = max(deepest, len(lines))
        edge = x + _edge(column, place == len(columns) - 1)
        for n, line in enumerate(lines):
            at = edge if column.align == "right" else x
            marks.append(setter.text(at, 3.3 + n * 2.9, line, Face.BOLD, 7, node=cell, align=column.align))
        x += column.width
    height = 3.3 + deepest * 2.9 - 1.6
    marks.append(Rule(LEFT, height, LEFT + wide, height, 0.25))
    return Block(height, tuple(marks))


def _edge(column: Column, last: bool) -> float:
    """Where right-aligned text of a column ends."""
    return column.width if last else column.width - GUTTER


def _row(setter: Setter, columns: Sequence[Column], cells: Sequence[Content], size: float, node: Node, wide: float, note: str) -> Block:
    row, x, tall = Node("TR", node), LEFT, 0.0
    pitch = size * POINT * 1.25
    marks: list[Mark] = []
    base = PAD + size * POINT * ASCENT
    for place, (column, content) in enumerate(zip(columns, cells, strict=True)):
        cell = Node("TD", row)
        last = place == len(columns) - 1
        found, lines = _cell(setter, column, content, x, base, size, pitch, cell, last)
        marks += found
        tall = max(tall, (lines - 1) * pitch)
        x += column.width
    height = base + tall + size * POINT * DESCENT + PAD
    if note:
        below = setter.paragraph(note, LEFT, wide, size=7, node=Node("TD", row), typed=True)
        marks += below.at(height - 0.4)
        height += below.height + PAD - 0.6
    marks.append(Rule(LEFT, height, LEFT + wide, height, 0.2))
    return Block(height, tuple(marks))


def _cell(
    setter: Setter, column: Column, content: Content, x: float, base: float, size: float, pitch: float, node: Node, last: bool
) -> tuple[list[Mark], int]:
    """The marks of one cell, and how many lines it has."""
    if isinstance(content, Corrected):
        return _corrected(setter, column, content, x, base, size, pitch, node)
    if isinstance(content, Chip):
        return setter.chip(x, base, content, 6.5, node=node)[0], 1
    cell = content if isinstance(content, Cell) else Cell(content)
    face = Face.MONO if cell.mono else column.face
    face = BOLDER.get(face, face) if cell.bold else face
    text = setter.press.evidence(cell.text, face) if cell.typed else cell.text
    room = (column.width if last else column.width - (GUTTER if column.align == "right" else 2))
    lines = setter.press.lines(text, face, size, room, anywhere=cell.typed)
    at = x + _edge(column, last) if column.align == "right" else x
    marks: list[Mark] = [
        setter.text(at, base + n * pitch, line, face, size, node=node, align=column.align) for n, line in enumerate(lines)
    ]
    return marks, len(lines)


def _corrected(
    setter: Setter, column: Column, content: Corrected, x: float, base: float, size: float, pitch: float, node: Node
) -> tuple[list[Mark], int]:
    """``was`` the old value, struck, ``now`` the new one and the mark of the correction; in lines of their own where one is too short."""
    press, words = setter.press, setter.words
    was, now = press.evidence(content.was), press.evidence(content.now, Face.BOLD)
    before, after = (text.replace("{value}", "").strip() for text in (words("was {value}"), words("now {value}")))
    first = _struck(setter, before, was, x, base, size, node)
    used = first[-1].x + first[-1].width + 1.6  # type: ignore[union-attr]
    need = press.width(after, Face.REGULAR, 7) + 1 + press.width(now, Face.BOLD, size + 0.5) + 1.2
    need += press.width(content.mark, Face.BOLD, 6.5) + 2
    if used + need <= x + column.width - 1:
        return [*first, *_now(setter, after, now, content.mark, used, base, size, node)], 1
    return [*first, *_now(setter, after, now, content.mark, x, base + pitch + 0.4, size, node)], 2


def _struck(setter: Setter, word: str, was: str, x: float, base: float, size: float, node: Node) -> list[Mark]:
    small = setter.text(x, base, word, size=7, node=node)
    old = setter.text(small.x + small.width + 1, base, was, size=size, node=node)
    middle = base - size * POINT * 0.27
    return [small, Rule(old.x - 0.4, middle, old.x + old.width + 0.4, middle, 0.3, through=True), old]


def _now(setter: Setter, word: str, now: str, mark: str, x: float, base: float, size: float, node: Node) -> list[Mark]:
    small = setter.text(x, base, word, size=7, node=node)
    new = setter.text(small.x + small.width + 1, base, now, Face.BOLD, size + 0.5, node=node)
    chip, _ = setter.chip(new.x + new.width + 1.2, base, Chip(mark), 6.5, node=node)
    return [small, new, *chip]
