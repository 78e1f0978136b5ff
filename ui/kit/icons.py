"""Icons: Tabler outlines in the colours of the theme."""
from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.theme import look


@cache
def _drawn(svg: str, colour: str, size: int, stroke: float, ratio: int) -> QPixmap:
    text = svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixels = QPixmap(size * ratio, size * ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixels.setDevicePixelRatio(ratio)
    return pixels


def pixmap(name: str, colour: str, size: int, stroke: float = 2) -> QPixmap:
    """The icon in a token's colour, drawn at twice its size so that it stays sharp on any screen."""
    return _drawn(look.svg(name), look.theme.colours[colour], size, stroke, 2)


@cache
def _aired(svg: str, colour: str, size: int, air: int) -> QPixmap:
    plain = _drawn(svg, colour, size, 2, 2)
    wide = QPixmap((size + air) * 2, size * 2)
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(2)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, plain)
    painter.end()
    return wide


def icon(name: str, colour: str, size: int = 20, disabled: str = "text3", air: int = 0) -> QIcon:
    """The same for a button, with its colour when disabled, and ``air`` pixels between it and the word, which Qt does not give."""
    svg, colours = look.svg(name), look.theme.colours
    made = QIcon(_aired(svg, colours[colour], size, air))
    made.addPixmap(_aired(svg, colours[disabled], size, air), QIcon.Mode.Disabled)
    return made


class Icon(QLabel):
    """An icon on its own. It says nothing a word beside it does not say, so it is no stop for the keyboard."""

    def __init__(self, name: str, colour: str = "text2", size: int = 20, stroke: float = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size, self._stroke = name, colour, size, stroke
        self.setFixedSize(QSize(size, size))
        self._draw()

    def change(self, name: str, colour: str = "") -> None:
        """Another icon, or the same in another colour."""
        self._name, self._colour = name, colour or self._colour
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, self._colour, self._size, self._stroke))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)
