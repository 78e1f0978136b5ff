"""What the system sends to the windows of the application, and nothing besides.

A filter on the application is asked about every event of every widget, each time through Python: a fifth of the window's time (measured).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow


class WindowWatch(QObject):
    """Base of what filters the events of windows: it is put on each window that has, or gets, the keyboard."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        for each in application.allWindows():
            self._watch(each)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


class Activity(WindowWatch):
    """Tells that a person is there: a key, a press, a move of the mouse."""

    seen = Signal()
    SIGNS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self.SIGNS:
            self.seen.emit()
        return False
