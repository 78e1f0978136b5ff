"""Scans are read whatever has the keyboard, and leave no character behind (screens.md 3.2: two naive ways fail).

A scanner types: STX (Ctrl+B), the code, then Enter or ETX. One without the prefix is known by how our own codes begin (``%`` or an AIM
identifier, ``]``) and by its speed. The filter looks only at what the system sends to a *window*: a filter on widgets sees every key twice.
"""
from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from ui.kit.windows import WindowWatch

STX, ETX = "\x02", "\x03"
STARTS = ("%", "]")
"""Characters that begin our own codes, and the AIM identifier before any code."""
ABORT = 500
"""Milliseconds after which a framed scan without an end is dropped."""
BURST = 60
"""Milliseconds between two keys of an unframed scan; a person is slower, and gets their keys back."""
LONGEST = 512
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(WindowWatch):
    """Make one for the application. ``scanned`` gives the bytes of a scan; ``dropped`` says that one broke off."""

    scanned = Signal(object)
    dropped = Signal()

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._text = ""
        self._framed: bool | None = None
        self._held: list[QKeyEvent] = []
        self._down: set[int] = set()
        self._window: QWindow | None = None
        self._replaying = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._broke_off)

    @property
    def reading(self) -> bool:
        """Whether a scan is on its way."""
        return self._framed is not None

    def feed(self, code: bytes) -> None:
        """A scan that comes another way than by the keyboard."""
        self.scanned.emit(bytes(code))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if event.type() == QEvent.Type.KeyRelease and event.key() in self._down:
            self._down.discard(event.key())
            return True
        return self.reading

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        text = STX if _is_control(event, Qt.Key.Key_B) else ETX if _is_control(event, Qt.Key.Key_C) and self._framed else event.text()
        if text == STX:
            self._begin(window, framed=True)
            return self._swallow(event)
        if not self.reading:
            if text not in STARTS or text == "":
                return False
            self._begin(window, framed=False)
        elif self._framed and text == ETX or event.key() in ENDS:
            return self._end(event)
        if text and len(self._text) < LONGEST:
            self._text += text
        if not self._framed:
            self._held.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count()))
            self._timer.start(BURST)
        return self._swallow(event)

    def _begin(self, window: QWindow, *, framed: bool) -> None:
        self._text, self._framed, self._window = "", framed, window
        self._held.clear()
        self._timer.start(ABORT if framed else BURST)

    def _swallow(self, event: QKeyEvent) -> bool:
        self._down.add(event.key())
        return True

    def _end(self, event: QKeyEvent) -> bool:
        text, framed = self._text, self._framed
        if not framed and len(text) < 4:
            self._broke_off()
            return False
        self._stop()
        self._swallow(event)
        if text:
            # Not from inside the filter: what a scan sets off may open a sheet or another window.
            QTimer.singleShot(0, self, lambda: self.scanned.emit(text.encode()))
        return True

    def _stop(self) -> None:
        self._timer.stop()
        self._text, self._framed = "", None
        self._held.clear()

    def _broke_off(self) -> None:
        """A framed scan without an end is dropped; keys that a person typed after all go where they belong."""
        held, window, framed = list(self._held), self._window, self._framed
        self._stop()
        if framed:
            self.dropped.emit()
            return
        self._replaying = True
        try:
            for event in held:
                if window is not None:
                    QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False


def _is_control(event: QKeyEvent, key: Qt.Key) -> bool:
    """Whether ``event`` is Ctrl and this key, by its place on any keyboard layout, or the control character itself."""
    control = {Qt.Key.Key_B: STX, Qt.Key.Key_C: ETX}[key]
    return event.text() == control or (event.key() == key and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
