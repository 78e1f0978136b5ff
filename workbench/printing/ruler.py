"""A sheet of a label's size with two rulers and a symbol: printed, measured with a real ruler, and read by a scanner, it shows whether
a printer scales. A label that a driver fits to its page by 3 % has bars of 1.94 dots.
"""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbench.documents.marks import POINT, Face, Mark, Page, Rule, Text
from workbench.documents.painting import About, printed
from workbench.documents.press import Press
from workbench.documents.symbols import data_matrix
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.values import Quantity

SOURCE = "design of papers and labels, 11: no scaling"
CORNER, AWAY, MARGIN = 8.0, 4.0, 3.0
"""Millimetres: where both rulers begin, their distance from the edge, and what stays free at their end."""
SHORT, MIDDLE, LONG, SIZE = 1.5, 2.5, 4.0, 6.0
SIGN = "RULER-1"
SHARE, READABLE = Decimal("0.01"), Decimal("0.3")
"""How far a measured length may be off: one in a hundred, and never less than can be read from a ruler, in millimetres."""
SMALLEST = 25
"""Millimetres of the smallest label that holds both rulers."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """The sheet, and how long its two rulers are in millimetres."""

    pdf: bytes
    width: int
    height: int
    across: int
    down: int


def lengths(width: int, height: int) -> tuple[int, int]:
    """How long the rulers of a label of this size are, in millimetres."""
    across, down = (int((side - CORNER - MARGIN) // 5) * 5 for side in (width, height))
    return across, down


def ruler(width: int, height: int, printer: str, press: Press) -> Ruler:
    """The sheet for a label of ``width`` × ``height`` millimetres. Refused: ``printing.too-small``."""
    if min(width, height) < SMALLEST:
        raise Refused((stops("printing.too-small", SOURCE, where="size", least=str(SMALLEST)),))
    across, down = lengths(width, height)
    marks: list[Mark] = [*_ruler(across, press, down=False), *_ruler(down, press, down=True)]
    if min(width, height) >= 40:
        marks.append(data_matrix(SIGN, 20.0, 20.0, 0.5))
    about = About(f"{printer} {width} × {height} mm", "ruler", printer)
    return Ruler(printed((Page(float(width), float(height), tuple(marks)),), about, press), width, height, across, down)


def _ruler(length: int, press: Press, *, down: bool) -> list[Mark]:
    marks: list[Mark] = [_line(0, 0, length, 0, down)]
    for at in range(length + 1):
        long = LONG if at % 10 == 0 else MIDDLE if at % 5 == 0 else SHORT
        marks.append(_line(at, 0, at, long, down))
        if at and at % 10 == 0:
            text = str(at)
            wide = press.width(text, Face.REGULAR, SIZE)
            if down:
                x, y = AWAY + LONG + 0.6, CORNER + at + SIZE * POINT * 0.36
            else:
                x, y = CORNER + at - wide / 2, AWAY + LONG + 0.5 + SIZE * POINT * 0.73
            marks.append(Text(x, y, text, Face.REGULAR, SIZE, wide))
    return marks


def _line(x0: float, y0: float, x1: float, y1: float, down: bool) -> Rule:
    """A stroke of a ruler: along its length first, across it second."""
    ends = (CORNER + x0, AWAY + y0, CORNER + x1, AWAY + y1)
    return Rule(ends[1], ends[0], ends[3], ends[2], 0.125) if down else Rule(*ends, 0.125)


def is_true(across: int, down: int, measured_across: Quantity, measured_down: Quantity) -> tuple[Finding, ...]:
    """Stops where a measured ruler is not as long as it should be: the printer scales, and no label may go to it."""
    found = []
    for where, nominal, measured in (("measured_across", across, measured_across), ("measured_down", down, measured_down)):
        allowed = max(READABLE, SHARE * nominal)
        if measured.unit != "mm" or abs(measured.value - nominal) > allowed:
            facts = {"measured": str(measured), "nominal": f"{nominal} mm", "allowed": f"{allowed.normalize():f} mm"}
            found.append(stops("printing.not-true", SOURCE, where=where, **facts))
    return tuple(found)
