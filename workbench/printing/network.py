"""A label printer on the network: TCP, port 9100, with limits of time, asked for its state before and after.

What is said afterwards is what is certain. ``not sent`` only where no byte of the label can have left this computer; ``sent`` only where
all of it left and the printer says that nothing is waiting in it; everything between is ``unknown``, and a person has to look.
A printer answers ``~HS`` not at all while its paper or ribbon is out or its head is open (ZPL II programming guide): its silence before
a label is a reason not to send it.
"""
from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from workbench.kernel.findings import Refused, stops
from workbench.printing.records import Outcome

SOURCE = "printing on a network printer, TCP 9100"
PORT = 9100
ASK = b"~HS\r\n"
PAUSE = 0.1
"""Seconds between two questions whether the label has come out."""
LONGEST = 4096
"""Bytes of an answer; more is no answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait: for the connection, for the printer to take the label, for an answer, and for the label to come out."""

    connect: float = 3
    send: float = 10
    answer: float = 3
    finish: float = 15


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one label that was to be sent; ``code`` names the sentence, ``detail`` is what the system or printer said."""

    outcome: Outcome
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What a printer says of itself (``~HS``)."""

    paper_out: bool
    paused: bool
    head_open: bool
    ribbon_out: bool
    full: bool
    partial: bool
    too_hot: bool
    waiting: int
    """Formats in its memory, and labels of them that are still to come."""

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot print, as words of the catalogue."""
        named = {
            "paper out": self.paper_out, "ribbon out": self.ribbon_out, "head open": self.head_open, "paused": self.paused,
            "memory full": self.full, "too hot": self.too_hot,
        }  # fmt: skip
        return tuple(name for name, is_so in named.items() if is_so)

    @property
    def idle(self) -> bool:
        """Whether nothing of a label is left in it."""
        return not self.waiting and not self.partial


@dataclass(frozen=True, slots=True)
class _Moment:
    """When a printer is asked, which decides what its failing to answer means: the codes for silence, a broken line, and a fault it names."""

    outcome: Outcome
    silent: str
    broken: str
    faulty: str


BEFORE = _Moment(Outcome.NOT_SENT, "printing.silent", "printing.hung-up", "printing.not-ready")
"""Nothing of the label has left yet."""
AFTER = _Moment(Outcome.UNKNOWN, "printing.no-answer", "printing.cut", "printing.stopped")
"""All of it left."""


class _Silent(Exception):
    """No answer in time."""


class _Strange(Exception):
    """An answer that is none."""


def address_of(text: str) -> tuple[str, int]:
    """``host:port``, or ``host`` for port 9100. Refused: ``printing.address``."""
    host, colon, port = text.strip().rpartition(":")
    if not colon:
        host, port = text.strip(), str(PORT)
    host = host.removeprefix("[").removesuffix("]")
    if not host or any(each.isspace() for each in host) or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Refused((stops("printing.address", SOURCE, where="address", address=text),))
    return host, int(port)


def deliver(address: str, payload: bytes, *, answers: bool, limits: Limits | None = None) -> Delivery:
    """Sends one label and says what is certain of it. Blocks for at most the sum of ``limits``: never on the thread of the window."""
    limit = limits or Limits()
    try:
        link = socket.create_connection(address_of(address), timeout=limit.connect)
    except ConnectionRefusedError as fault:
        return Delivery(Outcome.NOT_SENT, "printing.refused", str(fault))
    except OSError as fault:
        return Delivery(Outcome.NOT_SENT, "printing.unreachable", str(fault))
    with link:
        return _conversation(link, payload, answers, limit)


def _conversation(link: socket.socket, payload: bytes, answers: bool, limit: Limits) -> Delivery:
    if answers:
        state = _told(link, limit.answer, BEFORE)
        if isinstance(state, Delivery):
            return state
        if not state.idle:
            return Delivery(Outcome.NOT_SENT, "printing.busy")
    left = _send(link, payload, limit.send)
    if left is not None:
        return left
    return _finished(link, limit) if answers else _hung_up(link, limit)


def _send(link: socket.socket, payload: bytes, seconds: float) -> Delivery | None:
    """Hands the label over; None when all of it left."""
    until, gone = time.monotonic() + seconds, 0
    view = memoryview(payload)
    while gone < len(payload):
        link.settimeout(max(until - time.monotonic(), 0.001))
        try:
            gone += link.send(view[gone:])
        except TimeoutError:
            return _broken("printing.stalled", gone, len(payload))
        except OSError as fault:
            return _broken("printing.cut", gone, len(payload), str(fault))
    return None


def _broken(code: str, gone: int, whole: int, why: str = "") -> Delivery:
    """The connection ended under the label. A label is printed at its last byte, but what arrived of it can meet the next one."""
    detail = f"{gone} of {whole} bytes" + (f"; {why}" if why else "")
    return Delivery(Outcome.UNKNOWN if gone else Outcome.NOT_SENT, code, detail)


def _finished(link: socket.socket, limit: Limits) -> Delivery:
    """Asks until the printer has nothing left of the label; only then it is sent."""
    until = time.monotonic() + limit.finish
    while True:
        state = _told(link, limit.answer, AFTER)
        if isinstance(state, Delivery):
            return state
        if state.idle:
            return Delivery(Outcome.SENT, "printing.sent")
        if time.monotonic() > until:
            return Delivery(Outcome.UNKNOWN, "printing.not-finished", f"{state.waiting}")
        time.sleep(PAUSE)


def _hung_up(link: socket.socket, limit: Limits) -> Delivery:
    """A printer that tells nothing: all of the label left, and the connection was not torn down under it."""
    try:
        link.shutdown(socket.SHUT_WR)
        link.settimeout(limit.answer)
        while link.recv(LONGEST):
            continue
    except TimeoutError:
        return Delivery(Outcome.SENT, "printing.sent-unanswered")
    except OSError as fault:
        return Delivery(Outcome.UNKNOWN, "printing.cut", str(fault))
    return Delivery(Outcome.SENT, "printing.sent-unanswered")


# ---------------------------------------------------------------------------------------------------- the printer's state
def _told(link: socket.socket, seconds: float, moment: _Moment) -> State | Delivery:
    """What the printer says of itself, where it can print; else what that means for the label at this moment."""
    try:
        state = _ask(link, seconds)
    except _Silent:
        return Delivery(moment.outcome, moment.silent)
    except _Strange as fault:
        return Delivery(moment.outcome, "printing.strange-answer", str(fault))
    except OSError as fault:
        return Delivery(moment.outcome, moment.broken, str(fault))
    return Delivery(moment.outcome, moment.faulty, ", ".join(state.faults)) if state.faults else state


def _ask(link: socket.socket, seconds: float) -> State:
    until = time.monotonic() + seconds
    try:
        link.settimeout(seconds)
        link.sendall(ASK)
        return read_state(_answer(link, lambda: until - time.monotonic()))
    except TimeoutError:
        raise _Silent from None


def _answer(link: socket.socket, left: Callable[[], float]) -> bytes:
    """The three lines of an answer, each ended by ETX."""
    got = b""
    while got.count(b"\x03") < 3:
        if left() <= 0:
            raise _Silent
        link.settimeout(left())
        more = link.recv(LONGEST)
        if not more:
            raise ConnectionResetError("the printer closed the connection")
        got += more
        if len(got) > LONGEST:
            raise _Strange(repr(got[:40]))
    return got


def read_state(answer: bytes) -> State:
    """The state of a printer from its three lines. ``_Strange`` for anything else."""
    lines = [each.rpartition(b"\x02")[2].decode("ascii", "replace").split(",") for each in answer.split(b"\x03")[:3]]
    if [len(each) for each in lines[:2]] != [12, 11]:
        raise _Strange(repr(answer[:40]))
    first, second = ([each.strip() for each in line] for line in lines[:2])
    if not all(each.isascii() and each.isdigit() for each in (*first, *second)):
        raise _Strange(repr(answer[:40]))
    yes = [each == "1" for each in first]
    return State(
        paper_out=yes[1], paused=yes[2], head_open=second[2] == "1", ribbon_out=second[3] == "1", full=yes[5], partial=yes[7],
        too_hot=yes[11], waiting=int(first[4]) + int(second[8]),
    )  # fmt: skip
