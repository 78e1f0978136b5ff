"""Sheets: what must be answered before anything else goes on. They darken the page, never the patient banner (kit.md 1)."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from ui.kit.layout import scrolling

WIDE = 760


class Sheet(QFrame):
    """A dialog inside the window. Fill it with ``set_body``, show it with ``Veil.over``; Esc cancels (``cancelled``)."""

    cancelled = Signal()
    closed = Signal()

    def __init__(self, name: str, *, width: int = WIDE) -> None:
        super().__init__()
        self.setObjectName(f"sheet.{name}")
        self.setProperty("part", "sheet")
        self.setFixedWidth(width)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def set_body(self, layout: QLayout) -> None:
        """Its content. What is higher than the window scrolls."""
        layout.setContentsMargins(28, 22, 28, 22)
        self._inside = layout
        self._box.addWidget(scrolling(layout))

    @property
    def needed(self) -> int:
        """Height of its content at its width."""
        layout = self._inside
        high = layout.totalHeightForWidth(self.width() - 2) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        return high + 2

    def first_field(self) -> QWidget | None:
        """Where the keyboard goes when the sheet opens."""
        return next((each for each in self.findChildren(QWidget) if each.objectName().startswith("field.") and each.isVisible()), None)

    def grow(self) -> None:
        """It has more, or less, to say: what is shown can be measured when this round of events is over."""
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        parent = self.parentWidget()
        if isinstance(parent, Veil):
            parent.place()

    def scanned(self, code: bytes) -> bool:
        """What a scan means to this sheet; ``False`` when nothing."""
        return False

    def unended(self, code: bytes) -> None:
        """Characters came as quick as a scan, without its Enter."""

    def confirm(self) -> None:
        """Ctrl+Enter: its main act."""

    def cancel(self) -> None:
        """Leaves without an answer."""
        self.cancelled.emit()
        self.close_sheet()

    def close_sheet(self) -> None:
        """Goes away, with its veil."""
        self.closed.emit()
        parent = self.parentWidget()
        if isinstance(parent, Veil):
            parent.lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)


class Veil(QWidget):
    """The dark over the page, with one sheet on it. Mouse and Tab stay inside."""

    def __init__(self, window: QWidget, sheet: Sheet, top: int) -> None:
        super().__init__(window)
        self.sheet, self._top = sheet, top
        self._before = window.focusWidget()
        self.setObjectName("veil")
        sheet.setParent(self)
        window.installEventFilter(self)

    @classmethod
    def over(cls, window: QWidget, sheet: Sheet, top: int) -> Veil:
        """Opens ``sheet`` over ``window`` below ``top``, the lower edge of the patient banner."""
        veil = cls(window, sheet, top)
        veil.show()
        sheet.show()
        veil.raise_()
        veil.place()
        field = sheet.first_field()
        (field or sheet).setFocus()
        return veil

    def place(self) -> None:
        """Puts the sheet into the middle of what is dark."""
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(0, self._top, window.width(), window.height() - self._top)
        high = min(self.sheet.needed, self.height() - 24)
        self.sheet.setGeometry((self.width() - self.sheet.width()) // 2, max((self.height() - high) // 2, 8), self.sheet.width(), high)

    def lift(self) -> None:
        """Takes veil and sheet away; the keyboard goes back to where it was."""
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [each for each in self.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()]
        if not stops:
            return True
        ordered = [stops[0]]
        following = stops[0].nextInFocusChain()
        while following is not None and following is not stops[0]:
            if following in stops:
                ordered.append(following)
            following = following.nextInFocusChain()
        now = self.focusWidget()
        place = ordered.index(now) if now in ordered else -1
        ordered[(place + (1 if forward else -1)) % len(ordered)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 22, 34, 158))
        painter.end()
