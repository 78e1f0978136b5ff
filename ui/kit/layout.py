"""Rows and columns written as they are seen. ``None`` stretches, a number is a gap, a pair is a part and its share of the rest."""
from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Part = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
Edges = tuple[int, int, int, int]
FLUSH: Edges = (0, 0, 0, 0)


def _fill(box: QBoxLayout, parts: Iterable[Part], gap: int, edges: Edges, centre: bool) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*edges)
    for part in parts:
        share = 0
        if isinstance(part, tuple):
            part, share = part
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part, share)
        elif centre and not share:
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            box.addWidget(part, share)


def row(*parts: Part, gap: int = 8, edges: Edges = FLUSH) -> QHBoxLayout:
    """Parts beside each other, centred on one line."""
    box = QHBoxLayout()
    _fill(box, parts, gap, edges, centre=True)
    return box


def spread(*parts: Part, gap: int = 16, edges: Edges = FLUSH) -> QHBoxLayout:
    """Parts beside each other that fill the height: columns of a screen."""
    box = QHBoxLayout()
    _fill(box, parts, gap, edges, centre=False)
    return box


def col(*parts: Part, gap: int = 8, edges: Edges = FLUSH) -> QVBoxLayout:
    """Parts under each other. Empty space belongs at the end: ``col(a, b, None)``."""
    box = QVBoxLayout()
    _fill(box, parts, gap, edges, centre=False)
    return box


def box(layout: QLayout, width: int | None = None, height: int | None = None, name: str = "") -> QWidget:
    """A layout as a widget, of a fixed width or height if one is given."""
    made = QWidget()
    made.setLayout(layout)
    if width is not None:
        made.setFixedWidth(width)
    if height is not None:
        made.setFixedHeight(height)
    if name:
        made.setObjectName(name)
    return made


def line(vertical: bool = False, length: int | None = None) -> QFrame:
    """A separating line: decoration only, no meaning."""
    made = QFrame()
    made.setProperty("part", "line")
    if vertical:
        made.setFixedSize(1, length or 32)
    else:
        made.setFixedHeight(1)
    return made


class Fitted(QWidget):
    """What scrolls: as high as its texts need at its width. Qt alone reckons with the narrowest width and makes it too high."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth() or self.width() < 50:
            return super().minimumSizeHint()
        return QSize(layout.totalMinimumSize().width(), layout.totalMinimumHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def scrolling(inner: QWidget | QLayout, name: str = "") -> QScrollArea:
    """What may be higher than its place. Scrolls only up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if isinstance(inner, QLayout):
        content = Fitted()
        content.setLayout(inner)
        area.setWidget(content)
    else:
        area.setWidget(inner)
    if name:
        area.setObjectName(name)
    return area


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout, to be filled anew."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)  # no longer found in its old place, although it is deleted later
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()
