"""The scanner of a workstation is tested with the printed symbols; what is proved is used by every reading there."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.windows import Opened, open_window, picture
from ui.kit.button import Confirm
from ui.kit.scan_row import ScanRow
from ui.screens.register import RegisterScreen
from ui.screens.scanner_trial import TrialSheet
from workbench.barcodes.layout import RUSSIAN
from workbench.scanners.records import ScannerCheck
from workbench.scanners.symbols import GS, SYMBOLS

PICTURES: Path | None = None
"""Where to keep pictures, for whoever wants to look at them."""
TWO_WAYS = b"010460043993125610AB21C"
"""A lot AB21C, or a lot AB with the serial number C behind a separator that was lost."""


def opened(qtbot: QtBot, folder: Path, person: str = "PH1") -> Opened:
    made = open_window(folder)
    qtbot.addWidget(made.window)
    made.enter(person)
    made.window.resize(1366, 768)
    made.window.show()
    made.window.go("settings")
    QApplication.processEvents()
    return made


def begin(made: Opened) -> TrialSheet:
    made.find("do.test-scanner").click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    sheet = made.window.open_sheet
    assert isinstance(sheet, TrialSheet)
    return sheet


def said(made: Opened) -> str:
    return " ".join(each.text() for each in made.window.findChildren(QLabel) if each.isVisible())


def states(sheet: TrialSheet) -> list[str]:
    return [row.state for each in SYMBOLS if isinstance(row := sheet.findChild(ScanRow, f"scan.{each.name}"), ScanRow)]


def test_a_scanner_that_is_right_proves_its_separators(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    assert "The scanner has not been tested at this workstation." in said(made)
    sheet = begin(made)
    assert states(sheet) == ["wait", *["later"] * 5]
    for each in SYMBOLS:
        made.scan((each.drawn.value + each.carries).encode())
    assert states(sheet) == ["ok"] * 6
    assert "Every symbol arrived as it is printed" in said(made)
    sheet.confirm()
    QApplication.processEvents()
    (check,) = kept(made)
    assert (check.workstation, check.way, check.separator, check.faults, check.person) == ("BENCH-1", "", True, (), "PH1")
    assert "Group separators arrive." in said(made)


def kept(made: Opened) -> tuple[ScannerCheck, ...]:
    with made.room.register.reading() as reader:
        return reader.find(ScannerCheck, sort="id")


def test_the_proof_is_used_by_every_reading_at_that_workstation_only(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    made.window.go("register")
    screen = made.window.shown
    assert isinstance(screen, RegisterScreen)
    made.scan(TWO_WAYS)
    assert screen.notice.isVisible()
    screen.notice.clear()
    prove(made)
    made.scan(TWO_WAYS)
    field = made.find("field.search")
    assert isinstance(field, QLineEdit)
    assert (screen.notice.isVisible(), field.text()) == (False, "AB21C")
    made.window.scanner.feed(TWO_WAYS, "COM7")
    QApplication.processEvents()
    assert screen.notice.isVisible(), "another scanner hangs there: it has proved nothing"
    made.window.desk.workstation = "BENCH-2"
    screen.notice.clear()
    made.scan(TWO_WAYS)
    assert screen.notice.isVisible()


def prove(made: Opened) -> None:
    made.window.go("settings")
    sheet = begin(made)
    for each in SYMBOLS:
        made.scan(each.carries.encode())
    sheet.confirm()
    made.window.go("register")
    QApplication.processEvents()


def test_what_a_scanner_does_wrong_is_told_and_kept(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    sheet = begin(made)
    made.scan(b"4600439931256")
    assert "Something else arrived: 4600439931256" in said(made)
    assert states(sheet)[0] == "wait"
    for each in SYMBOLS:
        made.scan("".join(RUSSIAN[one] for one in each.drawn.value + each.carries.replace(GS, "")).encode())
    assert states(sheet) == ["bad"] * 6, "a layout shows already in the AIM identifier"
    text = said(made)
    assert "The group separator of GS1 codes is lost." in text
    assert "The scanner types through the Russian keyboard layout." in text
    sheet.confirm()
    QApplication.processEvents()
    (check,) = kept(made)
    assert (check.separator, check.faults) == (False, ("scanner.separator-lost", "scanner.russian-layout"))
    assert "Group separators are not proved." in said(made) and "2 faults" in said(made)


def test_a_scanner_without_enter_is_told(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    sheet = begin(made)
    handle = made.window.windowHandle()
    for each in SYMBOLS[0].carries:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(handle, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, each))
    qtbot.waitUntil(lambda: states(sheet)[0] == "bad")
    assert "No Enter comes behind the code." in said(made)


def test_a_scanner_that_types_slowly_is_told(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    sheet = begin(made)
    for each in (*SYMBOLS[1].carries, "\r"):
        key = Qt.Key.Key_Return if each == "\r" else Qt.Key.Key_unknown
        QApplication.sendEvent(sheet, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, each))
    assert states(sheet)[1] == "bad"
    assert "The characters come slowly: the workbench takes them for typing." in said(made)


def test_nothing_is_kept_before_every_symbol_was_scanned(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    sheet = begin(made)
    for each in SYMBOLS[:-1]:
        made.scan(each.carries.encode())
    go = sheet.findChild(Confirm)
    assert go is not None and not go.button.isEnabled()
    assert "1 more symbol" in said(made)
    made.find("do.trial-again").click()  # type: ignore[attr-defined]
    assert states(sheet)[0] == "wait" and "6 more symbols" in said(made)


def test_everything_of_the_test_can_be_read(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    begin(made)
    for each in SYMBOLS[:2]:
        made.scan((each.drawn.value + each.carries).encode())
    assert not clipped(made.window)
    picture(made.window, f"trial-{each_look}", PICTURES)
    for each in SYMBOLS:
        made.scan(each.carries.replace(GS, "").encode())
    assert not clipped(made.window)
    picture(made.window, f"trial-faults-{each_look}", PICTURES)
    made.find("do.cancel").click()  # type: ignore[attr-defined]
    made.scan(b"]d2010460043993125610AB-7\x1d17271231")
    assert not clipped(made.window)
    picture(made.window, f"settings-{each_look}", PICTURES)
