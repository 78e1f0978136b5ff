"""A chart on a card: an SVG drawn at its own size, sharp at every scaling. It knows nothing of what it shows."""
from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import brush_for


class ChartView(QWidget):
    """``view.show_chart(svg, "MaxSPRT: 3 events in 3 bags")``. The second is what a screen reader is told."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(f"chart.{name}")
        self.setAccessibleName(says)
        self._drawn = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def valid(self) -> bool:
        """Whether something can be seen."""
        return self._drawn.isValid()

    def show_chart(self, svg: bytes, says: str) -> None:
        """Shows another chart."""
        self._drawn.load(QByteArray(svg))
        self.setAccessibleDescription(says)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return self._drawn.viewBox().size() if self.valid else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        if self.valid:
            self._drawn.render(painter, QRectF(self.rect()))
        painter.end()
