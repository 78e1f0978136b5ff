"""Grades by day: one small tile for each day and scale, ordered by lightness, with its digit (kit.md 6)."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.icons import pixmap
from ui.kit.paint import CENTRE, LEFT, brush_for, pill, write
from ui.kit.theme import look

NAMES, HEAD, HIGH, GAP, WIDEST = 66, 20, 28, 3, 34
"""Pixels: width of the names, heights of the head and of a row, between tiles, and the widest tile."""
DUE, LATE, MISSED, CANNOT = "due", "late", "missed", "?"
FRAMED = 3
"""From this grade on a tile has a frame."""


class GradeGrid(QWidget):
    """``show_grid(("0", "1"), (("CRS", ("0", "2")), ("ICANS", ("?", "due"))))``: a digit, ``?`` (cannot grade, never 0), ``due``, ``late``,
    ``missed``, or nothing for a day that is not yet. ``names`` is the width of the names. What it shows is told to a screen reader as ``says``.
    """

    def __init__(self, name: str, says: str, *, names: int = NAMES) -> None:
        super().__init__()
        self._names = names
        self.setObjectName(f"grid.{name}")
        self.setAccessibleName(says)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What stands in each row."""
        return self._rows

    def show_grid(self, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], says: str = "") -> None:
        """Shows other marks, one for each of ``columns`` in each row."""
        self._columns = tuple(columns)
        self._rows = tuple((name, tuple(marks)) for name, marks in rows)
        self.setAccessibleDescription(says)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._names + 20 * max(len(self._columns), 1), HEAD + HIGH * max(len(self._rows), 1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        wide = min((self.width() - self._names) / max(len(self._columns), 1), WIDEST)
        for place, title in enumerate(self._columns):
            write(painter, QRectF(self._names + place * wide, 0, wide, HEAD), title, "tiny", "text2", CENTRE)
        for line, (name, marks) in enumerate(self._rows):
            top = HEAD + line * HIGH
            write(painter, QRectF(0, top, self._names, HIGH), name, "small.strong", "text2", LEFT)
            for place, mark in enumerate(marks):
                _tile(painter, QRectF(self._names + place * wide, top, wide, HIGH).adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2), mark)
        painter.end()


def _tile(painter: QPainter, where: QRectF, mark: str) -> None:
    if mark == CANNOT:
        _dashed(painter, where, "text2", Qt.PenStyle.DotLine)
        write(painter, where, mark, "small.strong", "text", CENTRE)
    elif mark in (DUE, LATE):
        ink = "progress.fg" if mark == DUE else "rejected.fg"
        _dashed(painter, where, ink, Qt.PenStyle.DashLine if mark == DUE else Qt.PenStyle.SolidLine)
        painter.drawPixmap(QPointF(where.center().x() - 7, where.center().y() - 7), pixmap("clock", ink, 14))
    elif mark == MISSED:
        write(painter, where, "×", "value", "text2", CENTRE)
    elif mark in ("", "0"):
        if not mark:
            pill(painter, where, "surface2", radius=4)
        write(painter, where, mark, "small", "text", CENTRE)
    else:
        level = min(int(mark), 4)
        pill(painter, where, f"grade{level}", "text" if level >= FRAMED else "", 1.6, radius=4)
        write(painter, where, mark, "small.strong", f"on_grade{level}", CENTRE)


def _dashed(painter: QPainter, where: QRectF, ink: str, style: Qt.PenStyle) -> None:
    painter.setPen(QPen(look.colour(ink), 1.4, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where, 4, 4)
