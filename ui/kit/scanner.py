"""Scans are read whatever has the keyboard, and leave no character behind (screens.md 3.2: two naive ways fail; decision 0043).

A scanner types: STX (Ctrl+B), the code, then Enter or ETX. One without that frame is known by how a code begins (``%`` of our own, ``]`` of
an AIM identifier, under any layout), or by nothing but its speed: then every key is held back for ``QUICK`` milliseconds, which nobody
sees, and given back unchanged and in order as soon as the next one is late, is no character, or the mouse or another window comes first.
Only an Enter at the same speed behind enough characters makes a scan of them. The filter looks only at what the system sends to a *window*:
a filter on widgets sees every key twice. What it gives back, no scanner of this process takes up again.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from ui.kit.windows import WindowWatch

STX, ETX, GS, GARBLED = "\x02", "\x03", "\x1d", "\x1a"
"""``GARBLED`` stands before a digit that was typed with Alt (``Alt+029``): no reader takes it, so that nobody guesses."""
STARTS = ("%", "]", "}", "ъ", "Ъ")
"""Characters that begin our own codes, and the AIM identifier before any code in each form in which it can arrive."""
ABORT = 500
"""Milliseconds after which a framed scan without an end is dropped; what comes at the speed of a scanner begins them anew."""
BURST = 60
"""Milliseconds between two keys of a scan that is framed or begins like one."""
QUICK = 35
"""Milliseconds between two keys of any other scan. A person's two hands may be as quick once or twice, not six times and an Enter."""
SHORTEST = {BURST: 4, QUICK: 6}
"""Characters of an unframed scan, by the speed that it is known by."""
LONGEST = 512
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MODIFIERS = frozenset({
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
})  # fmt: skip
PLACES = {STX: (Qt.Key.Key_B, 0x418), ETX: (Qt.Key.Key_C, 0x421), GS: (Qt.Key.Key_BracketRight, 0x42A)}
"""Control characters by the key that is pressed with Ctrl, on a Latin and on a Russian keyboard."""
FIRST = frozenset({
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.Wheel,
    QEvent.Type.FocusOut, QEvent.Type.FocusAboutToChange, QEvent.Type.Close,
})  # fmt: skip
"""What a person did after the keys that are held, and what those must therefore arrive before."""
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COMMANDS = CONTROL | ALT | Qt.KeyboardModifier.MetaModifier


@dataclass(slots=True)
class _Burst:
    """The keys of what may be a scan. ``pace``: milliseconds that the next key may take; ``held`` is given back if it is none."""

    window: QWindow
    focus: QObject | None
    framed: bool
    pace: int
    text: str = ""
    held: list[QKeyEvent] = field(default_factory=list)
    down: set[int] = field(default_factory=set)


class Scanner(WindowWatch):
    """Make one for the application. ``scanned`` gives the bytes of a scan; ``dropped`` says that a framed one broke off.

    ``unended`` gives the characters that came as quick as a scan but without its Enter: they were given back to the keyboard, or dropped.
    ``way`` is how the last scan came: empty for the keyboard, else what ``feed`` was told; ``framed`` whether its beginning and end were told.
    """

    scanned = Signal(object)
    dropped = Signal()
    unended = Signal(object)
    _giving_back: ClassVar[bool] = False

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self.way, self.framed = "", False
        self._burst: _Burst | None = None
        self._down: set[int] = set()
        self._stamp = 0
        self._since = QElapsedTimer()
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._broke_off)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._late.start)

    @property
    def reading(self) -> bool:
        """Whether a scan may be on its way."""
        return self._burst is not None

    def feed(self, code: bytes, way: str = "", *, framed: bool = True) -> None:
        """A scan that comes another way than by the keyboard: ``way`` names it, ``framed`` says that its end was told."""
        self._emit(bytes(code), way, framed=framed)

    def _emit(self, code: bytes, way: str, *, framed: bool) -> None:
        self.way, self.framed = way, framed
        self.scanned.emit(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if Scanner._giving_back or not isinstance(watched, QWindow):
            return False
        if not isinstance(event, QKeyEvent):
            if self._burst is not None and not self._burst.framed and event.type() in FIRST:
                self._give_back()
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._released(event)
        return self.reading

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        text, gap = _text(event), self._gap(event)
        if text == STX:
            self._broke_off()
            self._begin(window, framed=True)
            return self._keep(event, "", gap)
        burst = self._burst
        if burst is not None and not burst.framed and (gap > burst.pace or window is not burst.window or event.isAutoRepeat()):
            self._give_back()
            burst = None
        if burst is None:
            if not _begins(event, text):
                return False
            self._begin(window, framed=False, pace=BURST if text in STARTS else QUICK)
            return self._keep(event, text, gap)
        if burst.framed and text == ETX or event.key() in ENDS:
            return self._end(burst, event)
        if not burst.framed and not _goes_on(event, text):
            self._give_back()
            return False
        return self._keep(event, text, gap)

    def _released(self, event: QKeyEvent) -> bool:
        """The release of a key goes where its press went: also when a scan has begun, or ended, between the two."""
        burst = self._burst
        if burst is not None and event.key() in burst.down:
            burst.down.discard(event.key())
            if not burst.framed:
                burst.held.append(_copied(event))
            return True
        if event.key() in self._down:
            self._down.discard(event.key())
            return True
        return False

    def _gap(self, event: QKeyEvent) -> float:
        """Milliseconds since the key before, by when they were pressed: a window that was busy gets a person's keys all at once."""
        stamp, before = event.timestamp(), self._stamp
        since = self._since.restart() if self._since.isValid() else float("inf")
        if not self._since.isValid():
            self._since.start()
        self._stamp = stamp
        return stamp - before if stamp and before else since

    def _begin(self, window: QWindow, *, framed: bool, pace: int = BURST) -> None:
        self._burst = _Burst(window, QGuiApplication.focusObject(), framed, pace)
        self._late.stop()
        self._timer.start(ABORT if framed else pace)

    def _keep(self, event: QKeyEvent, text: str, gap: float) -> bool:
        burst = self._burst
        assert burst is not None
        if len(burst.text) < LONGEST:
            burst.text += text
        burst.down.add(event.key())
        if not burst.framed:
            burst.held.append(_copied(event))
        if not burst.framed or gap <= BURST:
            self._late.stop()
            self._timer.start(ABORT if burst.framed else burst.pace)
        return True

    def _end(self, burst: _Burst, event: QKeyEvent) -> bool:
        if not burst.framed and len(burst.text) < SHORTEST[burst.pace]:
            self._give_back()
            return False
        self._stop()
        self._down |= burst.down | {event.key()}
        if burst.text:
            # Not from inside the filter: what a scan sets off may open a sheet or another window.
            QTimer.singleShot(0, self, lambda: self._emit(burst.text.encode(), "", framed=burst.framed))
        return True

    def _stop(self) -> None:
        self._timer.stop()
        self._late.stop()
        self._burst = None

    def _broke_off(self) -> None:
        """The next key did not come in time. One more turn of the events has passed: a key that waits to be looked at is not late."""
        burst = self._burst
        if burst is None:
            return
        if len(burst.text) >= SHORTEST[QUICK]:
            QTimer.singleShot(0, self, lambda: self.unended.emit(burst.text.encode()))
        if burst.framed:
            self._stop()
            self._down |= burst.down
            self.dropped.emit()
        else:
            self._give_back()

    def _give_back(self) -> None:
        """Keys that were no scan go where they were pressed, each as it was; a key that is still down is released there as well."""
        burst = self._burst
        self._stop()
        if burst is None or not shiboken6.isValid(burst.window):
            return
        moved = burst.focus is not None and shiboken6.isValid(burst.focus) and QGuiApplication.focusObject() is not burst.focus
        target = burst.focus if moved and burst.focus is not None else burst.window
        Scanner._giving_back = True
        try:
            for event in burst.held:
                if shiboken6.isValid(target):
                    QCoreApplication.sendEvent(target, event)
        finally:
            Scanner._giving_back = False


def _text(event: QKeyEvent) -> str:
    """What a key types into a scan: a control character by the place of its key, whatever the keyboard layout."""
    text = event.text()
    for control, places in PLACES.items():
        if text == control or (event.key() in places and bool(event.modifiers() & CONTROL)):
            return control
    return GARBLED + text if text.isdecimal() and event.modifiers() & ALT else text


def _printable(event: QKeyEvent, text: str) -> bool:
    return text != "" and text.isprintable() and not event.modifiers() & COMMANDS


def _begins(event: QKeyEvent, text: str) -> bool:
    """Whether a scan can begin so. None begins with a space, which presses buttons; a key that repeats itself is held by a person."""
    return _printable(event, text) and not text.isspace() and not event.isAutoRepeat()


def _goes_on(event: QKeyEvent, text: str) -> bool:
    """Whether a key can stand inside a scan: a character, a group separator, a digit with Alt, or what changes the next key."""
    return _printable(event, text) or text == GS or text.startswith(GARBLED) or event.key() in MODIFIERS


def _copied(event: QKeyEvent) -> QKeyEvent:
    made = QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers(), event.text(),
        event.isAutoRepeat(), event.count(),
    )  # fmt: skip
    made.setTimestamp(event.timestamp())
    return made
