"""Signature blocks: who signed what, or who is to sign now."""
from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit.icons import Icon
from ui.kit.layout import box, col
from ui.kit.paint import brush_for, pill
from ui.kit.text import Text, reveal

LOOKS = {
    "signed": ("circle-check", "released.fg", "released.tint", "released.tint", 1.0),
    "now": ("id-badge-2", "primary", "surface", "primary", 2.0),
    "todo": ("circle-dashed", "text3", "surface2", "line", 1.0),
}


class SignatureBlock(QWidget):
    """``SignatureBlock("signed", "Performed", "A. Kim · Pharmacist", "21-Nov-2026 09:22:10 (UTC+3)", right=Text("signed"))``."""

    def __init__(self, state: str, role: str, name: str, note: str, right: QWidget | None = None) -> None:
        super().__init__()
        self.setMinimumHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = Icon("circle", "text", 24)
        self._role, self._name, self._note = Text("", "small", "text2"), Text("", "big"), Text("", "small", "text2", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(14)
        layout.addWidget(self._icon)
        layout.addWidget(box(col(None, self._role, self._name, self._note, None, gap=0)), 1)
        if right is not None:
            layout.addWidget(right)
        self.show_block(state, role, name, note)

    def show_block(self, state: str, role: str, name: str, note: str) -> None:
        """Another state with its texts."""
        self.state = state
        self._icon.change(*LOOKS[state][:2])
        for label, text in ((self._role, role), (self._name, name), (self._note, note)):
            label.setText(text)
            reveal(label, bool(text))
        self.setAccessibleName(f"{role}: {name}")
        self.setAccessibleDescription(note)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        _, _, ground, edge, thick = LOOKS[self.state]
        painter = brush_for(self)
        pill(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), ground, edge, thick)
        painter.end()
