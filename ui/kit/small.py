"""Small parts: empty states, counts, figures in the side column."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.button import Button
from ui.kit.icons import Icon
from ui.kit.layout import Part, box, col, row, spread
from ui.kit.paint import brush_for, pill
from ui.kit.text import Text


class EmptyState(QWidget):
    """What is empty, what to do next, at most one button: ``EmptyState("inbox", "Nothing waits for you", "New work appears here by itself.")``."""

    def __init__(
        self, icon: str, title: str, hint: str = "", *, button: str = "", name: str = "", act: Callable[[], object] | None = None, button_icon: str = "plus",
    ) -> None:  # fmt: skip
        super().__init__()
        ground = QFrame()
        ground.setProperty("part", "empty")
        ground.setFixedSize(48, 48)
        ground.setLayout(row(None, Icon(icon, "text3", 26, 1.75), None, gap=0))
        centre = Qt.AlignmentFlag.AlignCenter
        parts: list[Part] = [None, row(None, ground, None), 4, Text(title, "big", align=centre, wrap=True)]
        if hint:
            parts.append(Text(hint, "note", "text2", align=centre, wrap=True))
        if button:
            parts += [4, row(None, Button(button, "ghost", button_icon, name=name, tool=True, act=act), None)]
        self.setLayout(col(*parts, None, gap=4))
        self.setAccessibleName(f"{title}. {hint}" if hint else title)


def stat(number: str, text: str, ink: str = "text") -> QWidget:
    """A count and what it counts: number at the right of 30 pixels, so that several stand in one line."""
    figure = Text(number, "step", ink, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    figure.setMinimumWidth(30)
    return box(spread(figure, (Text(text, "value", wrap=True), 1), gap=12))


def count_tile(number: str, text: str, ink: str = "text") -> QFrame:
    """A count in a quiet tile, 66 pixels high."""
    tile = QFrame()
    tile.setProperty("part", "panel")
    tile.setFixedHeight(66)
    centre = Qt.AlignmentFlag.AlignCenter
    tile.setLayout(col(None, Text(number, "step", ink, align=centre), Text(text, "small", "text2", align=centre), None, gap=0))
    return tile


class IconTile(QWidget):
    """A 36-pixel tile with an icon in the colours of a state: begins the lines of "Waits for me"."""

    def __init__(self, icon: str, state: str = "progress", size: int = 36) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(size, size)
        self.setLayout(row(None, Icon(icon, f"{state}.fg", 20 if size < 40 else 24), None, gap=0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        pill(painter, QRectF(self.rect()), f"{self._state}.tint")
        painter.end()
