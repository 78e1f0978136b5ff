"""What can stand on a page: text, rules, boxes, filled shapes and symbols. Millimetres from the top left corner; black, or white on black.

A mark knows its place in the tree of reading (``Node``) so that the PDF can be tagged; a mark without one is decoration.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple, TypeAlias

POINT = 25.4 / 72
"""Millimetres in one typographic point."""
ASCENT, DESCENT = 0.73, 0.18
"""Of the type size: how far capitals and figures rise above, and letters hang below, the baseline (DejaVu; design/papers.md)."""


class Face(Enum):
    """The four cuts of type on paper, by the file that holds each."""

    REGULAR = "DejaVuSansCondensed.ttf"
    BOLD = "DejaVuSansCondensed-Bold.ttf"
    MONO = "DejaVuSansMono.ttf"
    MONO_BOLD = "DejaVuSansMono-Bold.ttf"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element of the tree of reading: ``tag`` is a standard structure type of PDF (P, H1, Table, TR, TD, Figure, …)."""

    tag: str
    parent: Node | None = None
    alt: str = ""


class Text(NamedTuple):
    """One line of text from ``x`` on baseline ``y``; ``width`` was measured; ``size`` in points. (A tuple: a record has thousands.)"""

    x: float
    y: float
    text: str
    face: Face
    size: float
    width: float
    white: bool = False
    node: Node | None = None
    turned: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom. ``turned`` text runs downwards from its place, letters lying on their left side."""
        if self.turned:
            return self.x - self.size * POINT * DESCENT, self.y, self.x + self.size * POINT * ASCENT, self.y + self.width
        return self.x, self.y - self.size * POINT * ASCENT, self.x + self.width, self.y + self.size * POINT * DESCENT


class Rule(NamedTuple):
    """A straight line, ``width`` thick. ``through`` says that it is meant to cross text: the stroke over a corrected value."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.25
    through: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: filled black, or a frame of thickness ``line`` drawn inside it, dashed where asked."""

    x: float
    y: float
    w: float
    h: float
    solid: bool = False
    line: float = 0.3
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A machine-readable symbol: its content, and its bars as rectangles from its own corner. ``quiet`` is the zone to keep empty."""

    kind: str
    content: str
    x: float
    y: float
    w: float
    h: float
    bars: tuple[tuple[float, float, float, float], ...]
    quiet: tuple[float, float]
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart as SVG, set to the width of its place: lines stay lines, text is set in the typeface of paper. Nothing else stands there."""

    x: float
    y: float
    w: float
    h: float
    svg: bytes
    node: Node | None = None


Mark: TypeAlias = Text | Rule | Box | Shape | Symbol | Picture


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark elsewhere."""
    if isinstance(mark, Text):
        return Text(mark.x + dx, mark.y + dy, mark.text, mark.face, mark.size, mark.width, mark.white, mark.node, mark.turned)
    if isinstance(mark, Rule):
        return Rule(mark.x0 + dx, mark.y0 + dy, mark.x1 + dx, mark.y1 + dy, mark.width, mark.through)
    if isinstance(mark, Shape):
        return Shape(tuple((x + dx, y + dy) for x, y in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. Text keeps ``margin`` to the edge; ``floor`` is the line that the body must not cross (0: none)."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    margin: float = 1.0
    floor: float = 0.0
    body: int = 0
    """How many of the marks, from the first, belong to the body."""
