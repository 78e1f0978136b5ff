"""A stand-in for a label printer, on this computer: for training and for tests.

It takes ZPL on a port of the loopback, keeps every job as it came and every label as a picture, answers ``~HS`` as a printer does, and can
be told to misbehave: to be silent, out of paper, to stall, to answer late, to hang up after so many bytes. It understands what the
workbench sends (``^GFA`` dots; native symbols are kept in the job, not drawn) and nothing more.
"""
from __future__ import annotations

import re
import socket
import struct
import threading
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

LOOPBACK = "127.0.0.1"
BEGIN, END, ASK = b"^XA", b"^XZ", b"~HS"
GRAPHIC = re.compile(rb"\^GFA,(\d+),\d+,(\d+),([^\^~]*)")
SIZE = re.compile(rb"\^PW(\d+)\^LL(\d+)")
RESET = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Behaviour:
    """How it misbehaves. ``reset_after`` and ``stall_after`` count bytes over all connections; a reset happens once. ``late``: seconds."""

    silent: bool = False
    paper_out: bool = False
    stall_after: int | None = None
    late: float = 0
    reset_after: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A printed label: ``bits`` is one bit a dot, 1 black, each row filled up to whole bytes."""

    width: int
    height: int
    bits: bytes

    def png(self) -> bytes:
        """The label as a PNG of one bit a dot."""
        row = (self.width + 7) // 8
        lines = b"".join(b"\x00" + bytes(~each & 255 for each in self.bits[at : at + row]) for at in range(0, row * self.height, row))
        head = struct.pack(">IIBBBBB", self.width, self.height, 1, 0, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@dataclass
class StandIn:
    """``with StandIn(folder) as printer: printer.address``. ``jobs`` are the bytes of each label that it printed, ``pictures`` its dots."""

    folder: Path | None = None
    behaviour: Behaviour = field(default_factory=Behaviour)
    port: int = 0
    jobs: list[bytes] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    received: int = 0

    def __enter__(self) -> StandIn:
        self._listening = socket.create_server((LOOPBACK, self.port))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="label printer stand-in", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)

    @property
    def address(self) -> str:
        """``host:port``, as a printer is named."""
        return f"{LOOPBACK}:{self.port}"

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._listening.accept()
            except OSError:  # closed: the stand-in is put away
                return
            with link:
                link.settimeout(30)
                try:
                    self._talk(link)
                except OSError:  # the other side is gone; what it sent is kept
                    continue

    def _talk(self, link: socket.socket) -> None:
        waiting, how = b"", self.behaviour
        while True:
            if how.stall_after is not None and self.received >= how.stall_after:
                self._sit()
                return
            counting = how.reset_after is not None or how.stall_after is not None
            more = link.recv(1 if counting else 65536)
            if not more:
                return
            self.received += len(more)
            waiting = self._understood(link, waiting + more)
            if how.reset_after is not None and self.received >= how.reset_after:
                how.reset_after = None
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                return

    def _sit(self) -> None:
        """Takes nothing and says nothing until it is told otherwise or put away."""
        while self._listening.fileno() >= 0 and self.behaviour.stall_after is not None:
            time.sleep(0.02)

    def _understood(self, link: socket.socket, waiting: bytes) -> bytes:
        """Prints every whole label and answers every question in ``waiting``; what is left of it."""
        while True:
            ask, end = waiting.find(ASK), waiting.find(END)
            if ask >= 0 and (end < 0 or ask < end):
                self._answer(link, partial=BEGIN in waiting[:ask])
                waiting = waiting[:ask] + waiting[ask + len(ASK) :]
            elif end >= 0:
                begin = waiting.find(BEGIN)
                if 0 <= begin < end:
                    self._print(waiting[begin : end + len(END)])
                waiting = waiting[end + len(END) :]
            else:
                return waiting

    def _answer(self, link: socket.socket, *, partial: bool) -> None:
        if self.behaviour.silent:
            return
        if self.behaviour.late:
            time.sleep(self.behaviour.late)
        out = int(self.behaviour.paper_out)
        first = f"030,{out},0,1245,000,0,0,{int(partial)},000,0,0,0"
        link.sendall("".join(f"\x02{line}\x03\r\n" for line in (first, "000,0,0,0,0,2,4,0,00000000,1,000", "1234,0")).encode())

    def _print(self, job: bytes) -> None:
        self.jobs.append(job)
        picture = drawn(job)
        self.pictures.append(picture)
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{len(self.jobs):04d}"
            (self.folder / f"{name}.zpl").write_bytes(job)
            (self.folder / f"{name}.png").write_bytes(picture.png())


def drawn(job: bytes) -> Picture:
    """The label that a job prints: its ``^GFA`` field on paper of its size. ``ValueError`` for anything else."""
    size, graphic = SIZE.search(job), GRAPHIC.search(job)
    if size is None or graphic is None:
        raise ValueError("no label that the stand-in understands")
    width, height = (int(each) for each in size.groups())
    total, row = int(graphic[1]), int(graphic[2])
    digits = _spelt_out(graphic[3].decode("ascii"), row * 2)
    if len(digits) != total * 2 or total != row * height:
        raise ValueError(f"{len(digits)} digits for {total} bytes")
    return Picture(width, height, bytes.fromhex(digits))


def _spelt_out(data: str, wide: int) -> str:
    """Hexadecimal digits with every run written out (``^GF``, alternative data compression)."""
    lines: list[str] = []
    line, count = "", 0
    for sign in data:
        if "G" <= sign <= "Y":
            count += ord(sign) - ord("G") + 1
            continue
        if "g" <= sign <= "z":
            count += 20 * (ord(sign) - ord("g") + 1)
            continue
        if sign == ":":
            line = lines[-1]
        elif sign in ",!":
            line = line.ljust(wide, "0" if sign == "," else "F")
        else:
            line += sign * (count or 1)
        count = 0
        if len(line) >= wide:
            lines.append(line)
            line = ""
    return "".join(lines) + line
