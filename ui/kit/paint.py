"""Drawing shared by the painted parts."""
from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.theme import font, look

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def brush_for(widget: QWidget) -> QPainter:
    """A painter of ``widget`` with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def write(painter: QPainter, where: QRectF, text: str, kind: str, colour: str, align: Qt.AlignmentFlag = LEFT, *, ident: bool = False) -> None:
    """One line of text of a kind in a token's colour."""
    painter.setFont(font(kind, ident))
    painter.setPen(look.colour(colour))
    painter.drawText(where, align, text)


def width_of(text: str, kind: str, ident: bool = False) -> float:
    """How wide one line of text of a kind is."""
    return QFontMetricsF(font(kind, ident)).horizontalAdvance(text)


def pill(painter: QPainter, where: QRectF, fill: str, edge: str = "", thick: float = 1.5, radius: float = 8) -> None:
    """A rounded rectangle, filled with a token and edged with another."""
    painter.setPen(QPen(look.colour(edge), thick) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(fill) if fill else QColor(0, 0, 0, 0))
    painter.drawRoundedRect(where, radius, radius)
