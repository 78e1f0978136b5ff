"""Signing in by badge and PIN or by name and password, the lock, and what stays in sight."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desk import PASSWORD, PIN
from tests.ui.clip import clipped
from tests.ui.probe_screens import PROBES
from tests.ui.test_kit import unnamed
from tests.ui.windows import Opened, open_window
from ui.desk import Desk, Running
from ui.kit.notice import Notice
from workbench.kernel.values import Role
from workbench.people.records import Appointment, Credential, SignIn


def runs(desk: Desk) -> tuple[Running, ...]:
    now = desk.clock.now()
    return (Running("Batch CT-2026-0147", "seal the bag by 09:18", now - timedelta(minutes=12), now + timedelta(minutes=18)),)


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Opened:
    made = open_window(tmp_path, screens=PROBES, running=runs, demo=True)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def secret(opened: Opened) -> QLineEdit:
    field = opened.find("field.secret")
    assert isinstance(field, QLineEdit)
    return field


def people(opened: Opened) -> QComboBox:
    field = opened.find("field.person")
    assert isinstance(field, QComboBox)
    return field


def press(opened: Opened, name: str) -> None:
    button = opened.find(name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def refusal(opened: Opened) -> str:
    notice = opened.window.findChild(Notice, "notice.signin")
    assert notice is not None
    return notice.what if notice.isVisible() else ""


def texts(opened: Opened) -> str:
    return " | ".join(each.text() for each in opened.window.findChildren(QLabel) if each.isVisible())


def test_badge_then_pin(opened: Opened) -> None:
    opened.scan(opened.badge("PH1"))
    assert people(opened).currentText() == "Kim, Anna"
    assert secret(opened).hasFocus()
    QTest.keyClicks(secret(opened), PIN)
    QTest.keyClick(secret(opened), Qt.Key.Key_Return)
    assert opened.window.signed_in
    actor = opened.window.desk.actor()
    assert (actor.person, actor.role, actor.workstation, actor.zone) == ("PH1", Role.PHARMACIST, "BENCH-1", "Europe/Moscow")
    assert [(each.person, each.what) for each in opened.room.kept(SignIn)] == [("PH1", "signed in")]
    assert opened.window.findChildren(QLineEdit, "field.secret")[0].text() == ""


def test_name_and_password(opened: Opened) -> None:
    people(opened).setCurrentIndex(people(opened).findText("Marti, Eva"))
    press(opened, "field.factor.password")
    QTest.keyClicks(secret(opened), PASSWORD)
    press(opened, "do.sign_in")
    assert opened.window.desk.actor().role is Role.RESPONSIBLE


def test_a_wrong_pin_is_refused_in_place_and_counted(opened: Opened) -> None:
    opened.scan(opened.badge("PH1"))
    QTest.keyClicks(secret(opened), "314159")
    press(opened, "do.sign_in")
    assert not opened.window.signed_in
    assert refusal(opened)
    assert secret(opened).text() == ""
    assert secret(opened).hasFocus()
    assert opened.room.one(Credential, "PH1").failures == 1
    QTest.keyClicks(secret(opened), "2")
    assert refusal(opened) == "", "typing again takes the refusal away"


def test_after_three_wrong_pins_one_waits(opened: Opened) -> None:
    opened.scan(opened.badge("PH1"))
    for _ in range(3):
        QTest.keyClicks(secret(opened), "314159")
        press(opened, "do.sign_in")
    QTest.keyClicks(secret(opened), PIN)
    press(opened, "do.sign_in")
    assert not opened.window.signed_in
    opened.room.later(seconds=40)
    QTest.keyClicks(secret(opened), PIN)
    press(opened, "do.sign_in")
    assert opened.window.signed_in


@pytest.mark.parametrize(("code", "said"), [(b"%7-12-47", "This is not a badge of this site"), (b"hello", "This is not a badge of this site")])
def test_what_is_no_badge_is_refused(opened: Opened, code: bytes, said: str) -> None:
    opened.scan(code)
    assert refusal(opened) == said


def test_nothing_typed_is_asked_for_in_place(opened: Opened) -> None:
    press(opened, "do.sign_in")
    assert "Scan your badge, or choose your name" in texts(opened)
    opened.scan(opened.badge("PH1"))
    press(opened, "do.sign_in")
    assert "Type the PIN" in texts(opened)


def test_somebody_without_a_role_today_does_not_come_in(opened: Opened) -> None:
    opened.room.at("2026-12-05T09:00:00+03:00")
    opened.window.open_entrance(locked=False)
    assert people(opened).findText("Novak, Petr") == -1, "the deputy's time is over"
    for each in opened.room.kept(Appointment, person="PH1"):
        opened.room.change(each, valid_until=each.valid_from)
    opened.scan(opened.badge("PH1"))
    assert refusal(opened)
    assert not opened.window.signed_in


def test_a_deputy_comes_in_while_their_time_runs(opened: Opened) -> None:
    opened.scan(opened.badge("RP2"))
    QTest.keyClicks(secret(opened), PIN)
    press(opened, "do.sign_in")
    assert opened.window.desk.role is Role.RESPONSIBLE


def test_the_lock_says_who_and_lets_others_in(opened: Opened) -> None:
    opened.enter("PH1")
    opened.window.lock()
    shown = texts(opened)
    assert "Locked by Kim, Anna at 09:00" in shown
    assert "the work of Kim, Anna stays" in shown
    assert people(opened).currentText() == "Kim, Anna"
    opened.scan(opened.badge("PH2"))
    QTest.keyClicks(secret(opened), PIN)
    press(opened, "do.sign_in")
    assert opened.window.desk.actor().person == "PH2"
    assert [each.what for each in opened.room.kept(SignIn)] == ["locked", "signed in"]


def test_what_runs_stays_in_sight_and_no_patient_does(opened: Opened, qtbot: QtBot) -> None:
    assert "No timer is running" not in texts(opened), "before it was asked, nothing is said of it"
    qtbot.waitUntil(lambda: "Still running" in texts(opened))
    shown = texts(opened)
    assert "Batch CT-2026-0147" in shown
    assert "seal the bag by 09:18" in shown
    assert [each.accessibleName() for each in opened.window.findChildren(QWidget) if "min left" in each.accessibleName()] == ["18:00 min left"]
    opened.room.later(minutes=3)
    opened.window._tick()
    assert [each.accessibleName() for each in opened.window.findChildren(QWidget) if "min left" in each.accessibleName()] == ["15:00 min left"]


def test_the_demo_shows_its_secrets_and_a_live_register_none(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    assert PIN in texts(opened)
    assert PASSWORD in texts(opened)
    (tmp_path / "other").mkdir()
    plain = open_window(tmp_path / "other", screens=PROBES)
    qtbot.addWidget(plain.window)
    plain.window.show()
    assert PIN not in texts(plain)


def test_the_language_is_switched_before_anybody_signs_in(opened: Opened) -> None:
    press(opened, "field.language.ru")
    assert "Сканируйте бейдж" in texts(opened)
    assert opened.services.preferences.now.language == "ru"
    press(opened, "field.language.en")
    assert "Scan your badge" in texts(opened)


def test_nothing_is_cut_locked_or_not(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    made = open_window(tmp_path, screens=PROBES, running=runs, demo=True)
    qtbot.addWidget(made.window)
    made.window.show()
    for locked in (False, True):
        if locked:
            made.enter("PH1")
            made.window.lock()
            made.scan(b"nonsense")
        QApplication.processEvents()
        assert clipped(made.window) == []
        assert unnamed(made.window) == []
