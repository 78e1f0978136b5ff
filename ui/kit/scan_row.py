"""A row per thing to scan: what it is, what was read, and whether it is the right one."""
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.icons import pixmap
from ui.kit.paint import RIGHT, brush_for, pill, width_of, write
from ui.kit.theme import look

HIGH = 52
LOOKS = {
    "ok": ("circle-check", "released.fg", "released.tint", "", "text", "released.fg"),
    "wait": ("scan", "primary", "surface", "primary", "primary", "text3"),
    "bad": ("ban", "rejected.fg", "rejected.tint", "rejected.fg", "text", "rejected.fg"),
    "later": ("circle-dashed", "text3", "surface2", "line", "text2", "text3"),
}
"""State to icon, its ink, ground, edge, ink of the value, ink of the remark."""


class ScanRow(QWidget):
    """``ScanRow("diluent", "wait", "Scan now", "Saline-albumin diluent", "waiting for scanner …")``. States ok, wait, bad, later.

    Waiting has the only dashed frame of that size on a screen. The objectName is ``scan.<name>``.
    """

    def __init__(self, name: str, state: str, what: str, value: str, remark: str = "") -> None:
        super().__init__()
        self.setObjectName(f"scan.{name}")
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(state, what, value, remark)

    def show_state(self, state: str, what: str, value: str, remark: str = "") -> None:
        """Another state with its three texts."""
        self.state, self.what, self.value, self.remark = state, what, value, remark
        self.setAccessibleName(f"{what}: {value}")
        self.setAccessibleDescription(remark)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        left = max(width_of(self.what, "small"), width_of(self.value, "big", ident=True))
        return QSize(round(50 + left + 16 + width_of(self.remark, "value") + 16), HIGH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, ink, ground, edge, value_ink, remark_ink = LOOKS[self.state]
        painter = brush_for(self)
        inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pill(painter, inner, ground, edge if self.state != "wait" else "", 1)
        if self.state == "wait":
            painter.setPen(QPen(look.colour(edge), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 8, 8)
        painter.drawPixmap(QPointF(15, 14), pixmap(icon, ink, 24))
        write(painter, QRectF(51, 7, self.width() - 66, 16), self.what, "small", "text2")
        write(painter, QRectF(51, 24, self.width() - 66, 20), self.value, "big", value_ink, ident=True)
        write(painter, QRectF(51, 0, self.width() - 66, HIGH), self.remark, "value", remark_ink, RIGHT)
        painter.end()
