"""A scanner at a serial port: every byte as the symbol has it, whatever the keyboard layout and whatever has the focus (barcodes.md 3.2).

The port is read on its own thread, because opening one may take seconds. A port that is not there, or goes away, is told and tried again.
"""
from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

try:
    from termios import error as terminal_fault
except ImportError:  # Windows has no terminals of that kind
    terminal_fault = OSError  # type: ignore[misc,assignment]

if TYPE_CHECKING:
    from serial import Serial

BAUDS = ("9600", "19200", "38400", "57600", "115200")
"""Bits per second that scanners are set to; one at a USB port ignores it."""
IDLE = 0.1
"""Seconds of silence that end a scan of a scanner that sends no end. Slowest: 9600 bits per second send a character in a millisecond."""
PATIENCE = 5
"""So many such silences until a scan without its end has broken off, of a scanner that sends one."""
AGAIN = 2.0
"""Seconds until a port that cannot be opened is tried again."""
LONGEST = 512
ENDS = frozenset(b"\r\n\x03")
STX = b"\x02"


class Framing:
    """Cuts what a port sends into scans: at CR, LF or ETX, or at a silence as long as this scanner has never sent one of them.

    Once it has, a long silence only shows that a scan broke off: the part that came is no scan. And once it has sent STX, what does not
    begin with it is the rest of one.
    """

    def __init__(self) -> None:
        self._part = b""
        self._begins = self._ends = False
        self._quiet = 0

    @property
    def begun(self) -> bool:
        """Whether a part of a scan has come."""
        return bool(self._part)

    def take(self, came: bytes) -> Iterator[bytes | None]:
        """The scans that ``came`` ends, ``None`` for the rest of one. One that is too long stays too long, so that its reader refuses it."""
        self._quiet = 0
        for each in came:
            if each in ENDS:
                self._ends = True
                if self._part:
                    yield self._whole()
            elif len(self._part) <= LONGEST:
                self._part += bytes((each,))

    def silent(self) -> tuple[bytes | None, bool]:
        """After a silence: the scan that it ends (``None`` where there is none), and whether one broke off instead."""
        self._quiet += 1
        if not self._ends:
            return self._whole(), False
        if self._quiet < PATIENCE:
            return None, False
        self._part = b""
        return None, True

    def _whole(self) -> bytes | None:
        whole, self._part = self._part, b""
        framed = whole.startswith(STX)
        self._begins = self._begins or framed
        return (whole.removeprefix(STX) or None) if framed or not self._begins else None


class PortState(Enum):
    """How a port stands; what is wrong with it."""

    OFF = "off"
    READY = "ready"
    ABSENT = "absent"
    DENIED = "denied"
    BUSY = "busy"
    GONE = "gone"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class PortNews:
    """The state of ``port`` now; ``detail`` are the system's words for a fault that is none of those."""

    port: str
    state: PortState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Scan:
    code: bytes
    ended: bool


class SerialScanner(QObject):
    """``use(port, baud)`` from now on; without a port none. ``scanned`` gives the bytes of a scan, ``news`` each change of its state.

    ``ended`` says of the last scan whether the scanner sent its end, or a silence was taken for it.
    """

    scanned = Signal(object)
    dropped = Signal()
    news = Signal(object)
    _crossed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = PortNews("", PortState.OFF)
        self.ended = True
        self._run: _Run | None = None
        self._crossed.connect(self._arrived)

    def use(self, port: str, baud: int) -> None:
        """Reads this port, and no other one."""
        self.stop()
        if port:
            self._run = _Run(self, port, baud)
            self._run.thread.start()
        else:
            self._say(PortNews("", PortState.OFF))

    def stop(self) -> None:
        """Lets the port go."""
        run, self._run = self._run, None
        if run is not None:
            run.end()

    def cross(self, run: _Run, came: PortNews | _Scan | None) -> None:
        """From the thread of a port to that of the window."""
        self._crossed.emit((run, came))

    def _arrived(self, crossed: tuple[_Run, PortNews | _Scan | None]) -> None:
        run, came = crossed
        if run is not self._run:
            return
        if isinstance(came, PortNews):
            self._say(came)
        elif came is None:
            self.dropped.emit()
        else:
            self.ended = came.ended
            self.scanned.emit(came.code)

    def _say(self, news: PortNews) -> None:
        if news != self.now:
            self.now = news
            self.news.emit(news)


class _Run:
    """One port, as long as it is used."""

    def __init__(self, owner: SerialScanner, port: str, baud: int) -> None:
        self._owner, self._port, self._baud = owner, port, baud
        self._ended = threading.Event()
        self.thread = threading.Thread(target=self._work, name="scanner", daemon=True)

    def end(self) -> None:
        """Asks it to stop, and waits as long as it takes to hear that; a port that hangs in the system is left behind."""
        self._ended.set()
        if self.thread.is_alive():
            self.thread.join(10 * IDLE)

    def _work(self) -> None:
        from serial import Serial  # most workstations have no serial scanner

        opened = False
        while not self._ended.is_set():
            try:
                with Serial(self._port, self._baud, timeout=IDLE, exclusive=True) as port:
                    opened = True
                    self._cross(PortNews(self._port, PortState.READY))
                    self._read(port)
            except (OSError, ValueError, terminal_fault) as fault:
                self._cross(PortNews(self._port, *_what(fault, opened=opened)))
                opened = False
            self._ended.wait(AGAIN)

    def _read(self, port: Serial) -> None:
        framing = Framing()
        while not self._ended.is_set():
            came = port.read(1)
            if came:
                for scan in framing.take(came + port.read(port.in_waiting)):
                    self._cross(None if scan is None else _Scan(scan, ended=True))
            elif framing.begun:
                scan, broken = framing.silent()
                if broken or scan is not None:
                    self._cross(None if scan is None else _Scan(scan, ended=False))
            elif not port.is_open:
                return

    def _cross(self, came: PortNews | _Scan | None) -> None:
        if not self._ended.is_set():
            try:
                self._owner.cross(self, came)
            except RuntimeError:  # the window has gone, and its objects with it
                self._ended.set()


def _what(fault: BaseException, *, opened: bool) -> tuple[PortState, str]:
    """The state that a fault means. On Windows only the text of pyserial's exception names the system's."""
    code, text = getattr(fault, "errno", None), str(fault)
    if opened:
        return PortState.GONE, ""
    if code == errno.ENOENT or "FileNotFoundError" in text:
        return PortState.ABSENT, ""
    if code in (errno.EBUSY, errno.EAGAIN) or "exclusively lock" in text:
        return PortState.BUSY, ""
    if code in (errno.EACCES, errno.EPERM) or "PermissionError" in text:
        return PortState.DENIED, ""
    return PortState.FAULT, text


def ports() -> tuple[tuple[str, str], ...]:
    """(name, description) of the serial ports that the system has now."""
    from serial.tools import list_ports

    return tuple((each.device, each.description or "") for each in sorted(list_ports.comports()))
