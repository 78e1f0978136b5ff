"""A scanner at a serial port gives whole scans; a port that is not there is told, and tried again."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import serial_port as kit
from ui.kit.scanner import Scanner
from ui.kit.serial_port import Framing, PortNews, PortState, SerialScanner

GS1 = b"]d2010460043993125610ABC\x1d21X"
terminals = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal stands for the port")


@pytest.mark.parametrize(("came", "scans"), [
    ([b"%7-0001-12\r"], [b"%7-0001-12"]),
    ([b"%7-0001", b"-12\r", b"\n"], [b"%7-0001-12"]),
    ([b"\x02one\x03\x02two\x03"], [b"one", b"two"]),
    ([GS1 + b"\n"], [GS1]),
    ([b"\r\n"], []),
    ([b"\x02one\rtwo\r\x02three\r"], [b"one", None, b"three"]),
    ([b"x" * 3000 + b"\r"], [b"x" * (kit.LONGEST + 1)]),
])  # fmt: skip
def test_bytes_are_cut_at_their_end(came: list[bytes], scans: list[bytes | None]) -> None:
    framing = Framing()
    assert [scan for each in came for scan in framing.take(each)] == scans
    assert not framing.begun


def test_silence_ends_a_scan_of_a_scanner_that_sends_no_end() -> None:
    framing = Framing()
    assert list(framing.take(b"%7-00")) == []
    assert list(framing.take(b"01-12")) == []
    assert framing.silent() == (b"%7-0001-12", False)
    assert not framing.begun


def test_silence_breaks_off_a_scan_of_one_that_does() -> None:
    """A code that was cut is often a code as well: only the end that this scanner always sends makes it whole."""
    framing = Framing()
    assert list(framing.take(b"%7-0001-12\r%7-00")) == [b"%7-0001-12"]
    assert [framing.silent() for _ in range(kit.PATIENCE)] == [(None, False)] * (kit.PATIENCE - 1) + [(None, True)]
    assert list(framing.take(b"%7-0001-12\r")) == [b"%7-0001-12"]


def test_a_short_pause_inside_a_scan_does_not_cut_it() -> None:
    framing = Framing()
    assert list(framing.take(b"%7-0001-12\r%7-00")) == [b"%7-0001-12"]
    assert framing.silent() == (None, False)
    assert list(framing.take(b"01-12\r")) == [b"%7-0001-12"]


class Port:
    """A pseudo-terminal: what is sent into it arrives at ``name``, as from a scanner."""

    def __init__(self, place: Path) -> None:
        self.name = place / "scanner"
        self.plug()

    def plug(self) -> None:
        """Connects it."""
        self._scanner, self._kept = os.openpty()
        self.name.unlink(missing_ok=True)
        self.name.symlink_to(os.ttyname(self._kept))

    def send(self, data: bytes) -> None:
        """The scanner sends."""
        os.write(self._scanner, data)

    def pull(self) -> None:
        """Somebody pulls the plug."""
        self.name.unlink(missing_ok=True)
        for each in (self._scanner, self._kept):
            os.close(each)


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Port:
    monkeypatch.setattr(kit, "AGAIN", 0.05)
    return Port(tmp_path)


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[SerialScanner]:
    made = SerialScanner()
    yield made
    made.stop()


@terminals
def test_a_scan_arrives_with_every_byte(qtbot: QtBot, scanner: SerialScanner, port: Port) -> None:
    with qtbot.waitSignal(scanner.news) as told:
        scanner.use(str(port.name), 9600)
    assert told.args == [PortNews(str(port.name), PortState.READY)]
    with qtbot.waitSignal(scanner.scanned) as scan:
        port.send(GS1 + b"\r\n")
    assert scan.args == [GS1]
    with qtbot.waitSignal(scanner.dropped):
        port.send(GS1[:9])


@terminals
def test_a_scan_without_an_end_arrives_after_a_silence(qtbot: QtBot, scanner: SerialScanner, port: Port) -> None:
    scanner.use(str(port.name), 115200)
    qtbot.waitUntil(lambda: scanner.now.state is PortState.READY)
    with qtbot.waitSignal(scanner.scanned) as scan:
        port.send(b"%7-0001-12")
    assert (scan.args, scanner.ended) == ([b"%7-0001-12"], False)


@terminals
def test_a_port_that_goes_away_is_told_and_taken_again(qtbot: QtBot, scanner: SerialScanner, port: Port) -> None:
    states: list[PortState] = []
    scanner.news.connect(lambda news: states.append(news.state))
    scanner.use(str(port.name), 9600)
    qtbot.waitUntil(lambda: scanner.now.state is PortState.READY)
    port.pull()
    qtbot.waitUntil(lambda: scanner.now.state is PortState.ABSENT)
    port.plug()
    qtbot.waitUntil(lambda: scanner.now.state is PortState.READY)
    with qtbot.waitSignal(scanner.scanned) as scan:
        port.send(b"%7-0001-12\r")
    assert scan.args == [b"%7-0001-12"]
    assert states == [PortState.READY, PortState.GONE, PortState.ABSENT, PortState.READY]


@terminals
def test_a_port_that_another_program_has_is_told(qtbot: QtBot, scanner: SerialScanner, port: Port) -> None:
    other = SerialScanner()
    other.use(str(port.name), 9600)
    qtbot.waitUntil(lambda: other.now.state is PortState.READY)
    scanner.use(str(port.name), 9600)
    qtbot.waitUntil(lambda: scanner.now.state is PortState.BUSY)
    other.stop()
    qtbot.waitUntil(lambda: scanner.now.state is PortState.READY)


def test_what_is_no_port_is_told_in_the_words_of_the_system(qtbot: QtBot, scanner: SerialScanner, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    scanner.use(str(file), 9600)
    qtbot.waitUntil(lambda: scanner.now.state is PortState.FAULT)
    assert scanner.now.detail
    scanner.use("", 9600)
    assert scanner.now == PortNews("", PortState.OFF)


@terminals
def test_its_scans_are_the_window_s(qtbot: QtBot, dressed: QApplication, scanner: SerialScanner, port: Port) -> None:
    window = Scanner(dressed)
    scanner.scanned.connect(lambda code: window.feed(code, str(port.name)))
    scanner.use(str(port.name), 9600)
    qtbot.waitUntil(lambda: scanner.now.state is PortState.READY)
    with qtbot.waitSignal(window.scanned) as scan:
        port.send(GS1 + b"\r")
    assert (scan.args, window.way) == ([GS1], str(port.name))
    window.deleteLater()
