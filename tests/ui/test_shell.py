"""The window: banner only with exactly one patient, keys, scans, lock, and a language or theme that changes while one looks."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.probe_screens import PROBES, Many, One
from tests.ui.test_kit import unnamed
from tests.ui.windows import Opened, Strays, open_window
from ui.kit.button import Button
from ui.kit.field import TextField
from ui.kit.layout import col
from ui.kit.sheet import Sheet
from ui.kit.theme import look
from ui.kit.toast import Toast
from ui.screens.table import SCREENS
from workbench.kernel.findings import Done, Severity, finding
from workbench.people.records import SignIn


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Opened:
    made = open_window(tmp_path, screens=PROBES, badges={"today": 3})
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.enter("PH1")
    return made


def texts(part: QWidget) -> list[str]:
    return [each.text() for each in (*part.findChildren(QLabel), *part.findChildren(QAbstractButton)) if each.text() and each.isVisible()]


def many(opened: Opened) -> Many:
    screen = opened.window.screen_named("today")
    assert isinstance(screen, Many)
    return screen


def one(opened: Opened) -> One:
    screen = opened.window.screen_named("batches")
    assert isinstance(screen, One)
    return screen


def test_the_banner_is_there_with_exactly_one_patient(opened: Opened) -> None:
    window = opened.window
    banner = window.findChild(QWidget, "banner")
    assert banner is not None
    assert banner.isHidden()
    assert "REHEARSAL" in [each.accessibleName() for each in many(opened).head.findChildren(QWidget)]
    window.go("batches", "CT-2026-0147")
    QApplication.processEvents()
    assert banner.isVisible()
    assert (banner.x(), banner.y(), banner.width(), banner.height()) == (0, 0, window.width(), 96)
    said = [each.replace("\u00a0", " ") for each in texts(banner)]
    for part in ("LEBEDEVA, Anna (Ms)", "14-Mar-2013 (13y)", "Female", "004812771", "41.2 kg  ·  19-Nov-2026", "Known allergies", "penicillins", "7442209", "21-Nov-2026 15:00"):
        assert part in said
    assert not any(each.endswith(":") for each in said)
    assert "LEBEDEVA, Anna (Ms)" in banner.accessibleName()
    window.go("today")
    assert banner.isHidden()


def test_more_of_the_patient_is_shown_on_demand(opened: Opened) -> None:
    opened.window.go("batches")
    button = opened.find("do.banner_more")
    assert isinstance(button, QAbstractButton)
    button.click()
    QApplication.processEvents()
    assert "4711" in texts(opened.find("banner"))
    assert opened.find("banner").height() == 132


def test_a_screen_is_entered_left_and_come_back_to(opened: Opened) -> None:
    window = opened.window
    window.go("batches", "B1")
    window.go("batches", "B2")
    assert many(opened).heard == ["enter None", "leave"]
    assert one(opened).heard == ["enter B1", "leave", "enter B2"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert one(opened).heard[-2:] == ["leave", "enter B1"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.shown is many(opened)


def test_the_keyboard_goes_to_the_page_that_is_shown(opened: Opened) -> None:
    window = opened.window
    for name in ("today", "batches", "today"):
        window.go(name)
        screen, focus = window.screen_named(name), QApplication.focusWidget()
        assert focus is screen or screen.isAncestorOf(focus)


def test_the_keys_of_the_window(opened: Opened) -> None:
    window = opened.window
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.shown is one(opened)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert one(opened).heard[-2:] == ["confirm", "report"]
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.open_sheet is not None
    assert window.open_sheet.objectName() == "sheet.help"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.shown is one(opened), "keys of the page rest while a sheet is open"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.open_sheet is None
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.open_sheet is not None
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert not window.signed_in


def test_the_rail_goes_and_says_what_waits(opened: Opened) -> None:
    today, batches = opened.find("do.go.today"), opened.find("do.go.batches")
    assert isinstance(batches, QAbstractButton)
    assert (today.accessibleName(), batches.accessibleName()) == ("Today, 3 wait", "Batches")
    batches.click()
    assert opened.window.shown is one(opened)
    assert batches.isChecked()


def test_a_sheet_never_covers_the_banner_and_keeps_the_keyboard(qtbot: QtBot, opened: Opened) -> None:
    window = opened.window
    window.go("batches")
    one(opened).note.edit.setFocus()
    sheet = Sheet("probe")
    first, last = TextField("first", "First"), Button("Close", name="do.close_probe", act=sheet.cancel)
    sheet.set_body(col(first, last))
    opened.window.desk.sheet(sheet)
    QApplication.processEvents()
    veil = opened.find("veil")
    assert (veil.y(), veil.height()) == (96, window.height() - 96)
    assert sheet.mapTo(window, sheet.rect().topLeft()).y() >= 96
    assert first.edit.hasFocus()
    visited = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert visited == ["field.first", "do.close_probe", "field.first", "do.close_probe"]
    window.resize(1500, 900)
    QApplication.processEvents()
    assert (veil.width(), veil.height()) == (1500, 804)
    sheet.cancel()
    assert one(opened).note.edit.hasFocus()


def test_a_scan_goes_to_what_is_in_front(opened: Opened) -> None:
    window, screen = opened.window, many(opened)
    opened.scan(b"%7-12-34")
    assert screen.heard[-1] == "scan %7-12-34"
    opened.scan(b"ABC 1")
    assert window.open_sheet is not None, "nobody knows it: it is searched for"
    assert window.open_sheet.objectName() == "sheet.palette"
    heard = list(screen.heard)
    opened.scan(b"%7-12-34")
    assert screen.heard == heard, "a sheet is in front"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    opened.scan(opened.badge("PH2"))
    assert not window.signed_in
    assert opened.find("field.person").property("currentText") == "Soler, Marc"


def test_locking_saves_what_is_typed_and_leaves_the_work_as_it_is(opened: Opened) -> None:
    window = opened.window
    window.go("batches", "B1")
    one(opened).note.show_text("half a sentence")
    opened.services.drafts.keep("key", lambda: {"note": one(opened).note.text})
    window.lock()
    assert opened.services.drafts.find("key") == {"note": "half a sentence"}
    assert [each.what for each in opened.room.kept(SignIn)] == ["locked"]
    assert "LEBEDEVA" not in " ".join(texts(window)), "no patient's name while locked"
    opened.enter("PH1")
    assert (window.shown, one(opened).note.text) == (one(opened), "half a sentence")
    window.lock()
    opened.enter("PH2")
    assert window.shown is many(opened), "another person begins at the beginning"
    assert opened.window.desk.actor().person == "PH2"


def test_what_was_done_is_shown_everywhere(opened: Opened) -> None:
    screen = many(opened)
    screen.heard.clear()
    opened.window.desk.did.emit(Done(()))
    opened.window.desk.did.emit(Done(()))
    QApplication.processEvents()
    assert screen.heard == ["refresh"]


def test_what_only_tells_is_a_toast_below_the_banner(opened: Opened) -> None:
    opened.window.go("batches")
    opened.window.desk.tell(finding("window.no-person", Severity.TELLS, "rule"))
    opened.window.desk.tell("Saved")
    first, second = opened.window.findChildren(Toast)
    assert (first.accessibleName(), second.accessibleName()) == ("Nobody is signed in", "Saved")
    assert first.y() >= 96
    assert second.y() > first.geometry().bottom()


def test_another_language_at_once(opened: Opened) -> None:
    window = opened.window
    window.go("batches")
    opened.window.desk.prefer(language="ru")
    QApplication.processEvents()
    said = " ".join(each.replace("\u00a0", " ") for each in texts(window))
    for part in ("14-мар-2013 (13 лет)", "41,2 кг", "Цепочка идентичности", "Все записи сохранены", "Провизор", "Серии"):
        assert part in said
    assert window.windowTitle().startswith("Серия CT-2026-0147")
    assert opened.find("do.go.today").accessibleName().startswith("Сегодня")
    opened.window.desk.prefer(language="en", mode="dark", gloves=True)
    assert look.dark
    assert look.gloves
    assert opened.services.preferences.now.mode == "dark"


def test_the_status_bar_says_what_is_saved_and_who_is_here(opened: Opened) -> None:
    opened.services.drafts.keep("key", lambda: {})
    opened.services.drafts.flush()
    bar = opened.find("statusbar")
    said = [each.replace("\u00a0", " ") for each in texts(bar)]
    assert "All entries saved 09:00:00" in said
    assert "20-Nov-2026 09:00" in said
    person = opened.find("do.person")
    assert isinstance(person, QPushButton)
    assert person.text() == "Kim, Anna · Pharmacist"


def test_a_workstation_left_alone_locks_itself(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = open_window(tmp_path, screens=PROBES, idle_locks=True)
    qtbot.addWidget(made.window)
    made.window.show()
    made.enter("PH1")
    made.room.later(minutes=9)
    made.window._tick()
    assert made.window.signed_in
    made.room.later(minutes=2)
    made.window._tick()
    assert not made.window.signed_in


def test_a_key_keeps_it_open(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    made = open_window(tmp_path, screens=PROBES, idle_locks=True)
    qtbot.addWidget(made.window)
    made.window.show()
    made.enter("PH1")
    made.room.later(minutes=9)
    QTest.keyClick(made.window.windowHandle(), Qt.Key.Key_Tab)  # as the system sends it
    made.room.later(minutes=9)
    made.window._tick()
    assert made.window.signed_in
    assert made.window.desk.site.lock_minutes == timedelta(minutes=10).seconds // 60


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_nothing_is_cut_and_everything_has_its_name(qtbot: QtBot, each_look: str, tmp_path: Path, size: tuple[int, int]) -> None:
    made = open_window(tmp_path, screens=PROBES)
    qtbot.addWidget(made.window)
    made.window.resize(*size)
    made.window.show()
    QApplication.processEvents()
    assert clipped(made.window) == []
    assert unnamed(made.window) == []
    made.enter("PH1")
    made.window.go("batches")
    QApplication.processEvents()
    assert (made.window.width(), made.window.height()) == size
    assert clipped(made.window) == []
    assert unnamed(made.window) == []


@pytest.mark.parametrize("name", list(SCREENS))
def test_no_part_of_a_screen_is_a_window_for_a_moment(qtbot: QtBot, dressed: QApplication, tmp_path: Path, name: str) -> None:
    strays = Strays(dressed)
    made = open_window(tmp_path)
    qtbot.addWidget(made.window)
    made.window.show()
    made.enter("PH1")
    made.window.screen_named(name)
    QApplication.processEvents()
    dressed.removeEventFilter(strays)
    assert strays.found == []


def test_the_search_for_strays_can_fail(qtbot: QtBot, dressed: QApplication) -> None:
    strays = Strays(dressed)
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setVisible(True)
    dressed.removeEventFilter(strays)
    assert strays.found == ["QLabel"]
