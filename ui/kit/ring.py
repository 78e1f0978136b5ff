"""A ring for time that runs out: the number and its unit inside, the end time beside it by the caller."""
from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import CENTRE, brush_for, write
from ui.kit.theme import look

LARGE, SMALL = 84, 54


class Ring(QWidget):
    """``Ring(0.61, "18:19", "min left")``; ``share`` is what is left, 0 to 1. ``on_rail`` draws it on the dark of the sign-in."""

    def __init__(self, share: float, text: str, unit: str = "", *, state: str = "progress", size: int = LARGE, on_rail: bool = False) -> None:
        super().__init__()
        self._size, self._rail = size, on_rail
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_left(share, text, unit, state)

    def show_left(self, share: float, text: str, unit: str, state: str = "progress", *, says: str = "") -> None:
        """What is left now; ``says`` is what a screen reader hears where the ring has no room for all of it."""
        self._share, self._text, self._unit, self._state = min(max(share, 0.0), 1.0), text, unit, state
        self.setAccessibleName(says or f"{text} {unit}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, size = brush_for(self), self._size
        big = size > 70
        thick = 8 if big else 5
        around = QRectF(thick * 0.75, thick * 0.75, size - thick * 1.5, size - thick * 1.5)
        ground = "rail_active" if self._rail else "line" if look.dark else "sunken"
        painter.setPen(QPen(look.colour(ground), thick))
        painter.drawEllipse(around)
        ink = "rail_mark" if self._rail else f"{self._state}.fg"
        painter.setPen(QPen(look.colour(ink), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(around, 90 * 16, round(-360 * 16 * self._share))
        kind = ("timer" if size >= LARGE else "big") if big else "head"
        top = QRectF(0, size * (0.285 if big else 0.2), size, size * (0.29 if big else 0.34)) if self._unit else QRectF(0, 0, size, size)
        write(painter, top, self._text, kind, "rail_text_on" if self._rail else "text", CENTRE)
        write(painter, QRectF(0, size * (0.535 if big else 0.5), size, 16), self._unit, "tiny", "rail_text" if self._rail else "text3", CENTRE)
        painter.end()
