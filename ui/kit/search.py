"""The search box: finds while it is typed in."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from ui.kit.icons import Icon
from ui.kit.theme import font

PAUSE = 120
"""Milliseconds after the last key until a search begins."""


class SearchBox(QLineEdit):
    """``searched`` tells the words, shortly after the last key; Enter tells them at once. Its objectName is ``field.<name>``."""

    searched = Signal(str)

    def __init__(self, name: str, hint: str, *, width: int | None = None, tall: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"field.{name}")
        self.setProperty("lead", "icon")
        self.setFont(font("instruction" if tall else "body"))
        self.setFixedHeight(48 if tall else 40)
        self._fixed = width is not None
        if width is not None:
            self.setFixedWidth(width)
        self.say(hint)
        self._icon = Icon("search", "text3", 18, parent=self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._search)
        self.textChanged.connect(lambda: self._timer.start())
        self.returnPressed.connect(self._search)

    def say(self, hint: str) -> None:
        """Another hint, in another language."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        if not self._fixed:
            self.setMinimumWidth(self.fontMetrics().horizontalAdvance(hint) + 60)

    def _search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())

    def resizeEvent(self, event: QEvent) -> None:
        self._icon.move(12, (self.height() - 18) // 2)
