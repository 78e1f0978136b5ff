"""The window says in words how its serial scanner stands, and takes its scans like any other."""
from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.conftest import RESOURCES
from tests.ui.windows import Opened, open_window, picture
from ui.kit import serial_port
from ui.kit.serial_port import PortNews, PortState
from ui.kit.toast import Toast
from ui.ports import port_told
from ui.preferences import Kept
from ui.screens.asking import AskSheet
from workbench.words.translation import load_words

PICTURES: Path | None = None
"""Where to keep pictures, for whoever wants to look at them."""
terminals = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal stands for the port")


def settings(folder: Path, qtbot: QtBot) -> Opened:
    shown = open_window(folder)
    qtbot.addWidget(shown.window)
    shown.enter("AD1")
    shown.window.resize(1366, 768)
    shown.window.show()
    shown.window.go("settings")
    QApplication.processEvents()
    return shown


def said(shown: Opened) -> list[str]:
    return [each.text() for each in shown.window.findChildren(QLabel) if each.isVisible()]


def choose(shown: Opened, port: str) -> None:
    shown.find("do.serial-scanner").click()  # type: ignore[attr-defined]
    sheet = shown.window.open_sheet
    assert isinstance(sheet, AskSheet)
    shown.find("field.port").setText(port)  # type: ignore[attr-defined]
    sheet.confirm()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_state_of_a_port_has_its_own_words(language: str) -> None:
    words = load_words(RESOURCES / "locale", language)
    told = [port_told(PortNews("COM7", each, "strange"), words) for each in PortState]
    assert len(set(told)) == len(told)
    assert all("COM7" in text for text in told[1:]) and "strange" in told[-1]


@terminals
def test_the_port_of_a_workstation_is_named_in_settings_and_its_scans_reach_the_page(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    scanner, port = os.openpty()
    shown = settings(tmp_path, qtbot)
    choose(shown, os.ttyname(port))
    qtbot.waitUntil(lambda: shown.services.port.now.state is PortState.READY)
    assert f"The scanner at {os.ttyname(port)} is ready." in said(shown)
    os.write(scanner, shown.badge("PH1") + b"\r")
    qtbot.waitUntil(lambda: "One of our own codes, read whole" in said(shown))
    assert shown.window.desk.came_by == os.ttyname(port)
    choose(shown, "")
    assert shown.services.port.now.state is PortState.OFF
    shown.scan(shown.badge("PH1"))
    assert shown.window.desk.came_by == ""
    shown.window.close()


def test_a_port_that_is_not_there_is_told_and_stays_in_sight(qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial_port, "AGAIN", 0.02)
    shown = settings(tmp_path, qtbot)
    choose(shown, "/dev/no-such-port")
    qtbot.waitUntil(lambda: "No scanner" in said(shown))
    told = [each for each in shown.window.findChildren(Toast) if "/dev/no-such-port" in each.accessibleName()]
    qtbot.wait(100)
    assert len(told) == 1, "it is said once, however often the port is tried"
    shown.window.desk.prefer(language="ru")
    assert "Нет сканера" in said(shown)
    assert not clipped(shown.window)
    shown.window.desk.prefer(language="en")
    shown.window.close()
    assert shown.services.port._run is None


def test_a_workstation_remembers_its_port(tmp_path: Path, qapp: QApplication) -> None:
    Kept(tmp_path / "window.ini").change(port="COM7", baud="115200")
    kept = Kept(tmp_path / "window.ini").now
    assert (kept.port, kept.baud) == ("COM7", "115200")


def test_the_sheet_of_the_port_shows_what_is_kept(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    shown = settings(tmp_path, qtbot)
    shown.services.preferences.change(port="/dev/ttyACM0", baud="115200")
    shown.find("do.serial-scanner").click()  # type: ignore[attr-defined]
    port, baud = shown.find("field.port"), shown.find("field.baud")
    assert isinstance(port, QLineEdit) and isinstance(baud, QComboBox)
    assert (port.text(), baud.currentData()) == ("/dev/ttyACM0", "115200")
    assert not clipped(shown.window)
    picture(shown.window, f"serial-{each_look}", PICTURES)
