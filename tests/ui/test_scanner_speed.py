"""A scan without any frame is known by its speed; whoever types gets every key back, as it was and in order (decision 0043)."""
from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import scanner as kit
from ui.kit.layout import col
from ui.kit.scanner import GARBLED, QUICK, Scanner

NONE, CONTROL, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CODES = ("0104600439931256", "=A999926000123", "&>0263212359", "+A99912345C", "фя2026", "1234567890")
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


class Page(QWidget):
    """Two fields; ``keys`` are the events that the first one got, ``entered`` how often Enter reached it."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = Recorder(), QLineEdit()
        self.setLayout(col(self.first, self.second))

    @property
    def window_handle(self) -> QWindow:
        handle = self.windowHandle()
        assert handle is not None
        return handle


class Recorder(QLineEdit):
    """Remembers its key events."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[QEvent.Type, str, int]] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (PRESS, RELEASE):
            self.keys.append((event.type(), event.text(), event.nativeScanCode()))
        return super().event(event)


@pytest.fixture
def scanner(dressed: QApplication) -> Iterator[Scanner]:
    made = Scanner(dressed)
    yield made
    made.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, scanner: Scanner) -> Page:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.first.setFocus()
    return made


class Keys:
    """Presses keys at given times (milliseconds of the system), as a window that was busy gets them: all at once."""

    def __init__(self, page: Page) -> None:
        self.page, self.now = page, 1000

    def press(self, text: str, gap: int, *, key: int = Qt.Key.Key_unknown, modifiers: Qt.KeyboardModifier = NONE, repeat: bool = False) -> None:
        self.now += gap
        for kind in (PRESS, RELEASE):
            event = QKeyEvent(kind, key, modifiers, 30, 40, 50, text, repeat)
            event.setTimestamp(self.now)
            QApplication.sendEvent(self.page.window_handle, event)

    def type(self, text: str, gap: int) -> None:
        for each in text:
            self.press(each, gap)

    def enter(self, gap: int) -> None:
        self.press("\r", gap, key=Qt.Key.Key_Return)


@pytest.mark.parametrize("code", CODES)
def test_a_scan_that_begins_anyhow_is_known_by_its_speed(qtbot: QtBot, scanner: Scanner, page: Page, code: str) -> None:
    keys, entered = Keys(page), []
    page.first.returnPressed.connect(lambda: entered.append(1))
    with qtbot.waitSignal(scanner.scanned) as scan:
        keys.type(code, 5)
        keys.enter(5)
    assert scan.args == [code.encode()]
    assert (page.first.text(), page.first.keys, entered) == ("", [], [])


@pytest.mark.parametrize("gap", [QUICK + 1, 80, 150])
@pytest.mark.parametrize("text", CODES)
def test_what_a_person_types_arrives_with_its_enter(qtbot: QtBot, scanner: Scanner, page: Page, text: str, gap: int) -> None:
    """A window that was busy looks at all the keys at once: they are judged by when they were pressed."""
    keys, entered, scans = Keys(page), [], []
    page.first.returnPressed.connect(lambda: entered.append(page.first.text()))
    scanner.scanned.connect(scans.append)
    keys.type(text, gap)
    keys.enter(gap)
    qtbot.wait(1)
    assert (page.first.text(), entered, scans) == (text, [text], [])


def test_keys_come_back_unchanged_and_in_order(qtbot: QtBot, scanner: Scanner, page: Page) -> None:
    with qtbot.waitSignal(scanner.unended) as fast:
        Keys(page).type("Ab9-ж ", 4)
    assert fast.args == ["Ab9-ж ".encode()]
    assert page.first.text() == "Ab9-ж "
    assert page.first.keys == [(kind, each, 30) for each in "Ab9-ж " for kind in (PRESS, RELEASE)]
    assert not scanner.reading


def test_a_single_key_is_seen_within_the_blink_of_an_eye(qtbot: QtBot, scanner: Scanner, page: Page) -> None:
    Keys(page).type("7", 200)
    assert page.first.text() == ""
    qtbot.waitUntil(lambda: page.first.text() == "7", timeout=QUICK + 400)
    assert QUICK <= 40


@pytest.mark.parametrize(("typed", "wait"), [("12345", 5), ("1234567", QUICK + 5)], ids=["too short", "the Enter is late"])
def test_fast_typing_is_no_scan(qtbot: QtBot, scanner: Scanner, page: Page, typed: str, wait: int) -> None:
    keys, entered, scans = Keys(page), [], []
    page.first.returnPressed.connect(lambda: entered.append(page.first.text()))
    scanner.scanned.connect(scans.append)
    keys.type(typed, 5)
    keys.enter(wait)
    qtbot.wait(1)
    assert (page.first.text(), entered, scans) == (typed, [typed], [])


def test_what_a_person_does_next_finds_the_keys_where_they_belong(scanner: Scanner, page: Page) -> None:
    keys = Keys(page)
    keys.type("12", 5)
    QTest.mouseClick(page.window_handle, Qt.MouseButton.LeftButton, NONE, page.second.mapTo(page, QPoint(5, 5)))
    assert (page.first.text(), page.second.text(), page.second.hasFocus()) == ("12", "", True)
    page.first.setFocus()
    keys.type("3", 500)
    keys.press("\x08", 5, key=Qt.Key.Key_Backspace)
    assert page.first.text() == "12"
    keys.type("4", 500)
    keys.press("", 5, key=Qt.Key.Key_Home)
    assert (page.first.text(), page.first.cursorPosition()) == ("124", 0)


def test_a_key_goes_to_the_field_in_which_it_was_pressed(qtbot: QtBot, scanner: Scanner, page: Page) -> None:
    Keys(page).type("5", 500)
    page.second.setFocus()
    qtbot.waitUntil(lambda: page.first.text() == "5")
    assert page.second.text() == ""


def test_a_key_that_is_held_down_repeats_at_once(scanner: Scanner, page: Page) -> None:
    keys = Keys(page)
    keys.type("x", 500)
    for _ in range(3):
        keys.press("x", 30, repeat=True)
    assert page.first.text() == "xxxx"


def test_what_one_scanner_gives_back_no_other_takes_up(qtbot: QtBot, scanner: Scanner, page: Page, dressed: QApplication) -> None:
    other = Scanner(dressed)
    Keys(page).type("%7", 5)
    qtbot.waitUntil(lambda: page.first.text() == "%7")
    assert not scanner.reading and not other.reading
    other.deleteLater()


def test_a_digit_typed_with_alt_is_never_guessed(qtbot: QtBot, scanner: Scanner, page: Page) -> None:
    """``Alt+029`` is how some scanners send a separator: what the system makes of it differs, so the reader refuses it."""
    keys = Keys(page)
    with qtbot.waitSignal(scanner.scanned) as scan:
        keys.type("10ABC", 5)
        for each in "029":
            keys.press(each, 5, modifiers=ALT)
        keys.type("21X", 5)
        keys.enter(5)
    assert scan.args == [f"10ABC{GARBLED}0{GARBLED}2{GARBLED}921X".encode()]


def test_control_keys_are_known_on_a_russian_keyboard(qtbot: QtBot, scanner: Scanner, page: Page) -> None:
    keys = Keys(page)
    with qtbot.waitSignal(scanner.scanned) as scan:
        keys.press("и", 500, key=0x418, modifiers=CONTROL)
        keys.type("1", 5)
        keys.press("ъ", 5, key=0x42A, modifiers=CONTROL)
        keys.type("2", 5)
        keys.press("с", 5, key=0x421, modifiers=CONTROL)
    assert scan.args == [b"1\x1d2"]


def test_a_long_framed_scan_is_not_cut(qtbot: QtBot, scanner: Scanner, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit, "ABORT", 300)
    keys, broken = Keys(page), []
    scanner.dropped.connect(lambda: broken.append(1))
    with qtbot.waitSignal(scanner.scanned) as scan:
        keys.press("\x02", 500)
        for each in "12345678901234":
            keys.type(each, 25)
            qtbot.wait(25)
        keys.enter(25)
    assert (scan.args, broken) == ([b"12345678901234"], [])


def test_whatever_is_typed_between_scans_arrives_and_no_scan_is_missed(qtbot: QtBot, scanner: Scanner, page: Page) -> None:
    """Three hundred acts: words with keys that overlap, Enters of a person, scans framed and unframed, in any order."""
    chance, keys, scans, entered = random.Random(43), Keys(page), [], []
    scanner.scanned.connect(lambda code: scans.append(code.decode()))
    page.first.returnPressed.connect(lambda: (entered.append(page.first.text()), page.first.clear()))
    wanted_scans, wanted_lines, line = [], [], ""
    for _ in range(300):
        kind = chance.choice(("word", "word", "enter", "scan", "framed"))
        if kind == "word":
            for each in chance.choice(("dose", "50,4", "%", "=7", "78 %", "Ёлкина", "]x", "lot 11F", "0123456789")):
                keys.press(each, chance.choice((70, 90, 180, 400)))
                line += each
                if chance.random() < 0.2:
                    keys.press("z", chance.randint(3, 30))
                    line += "z"
        elif kind == "enter":
            keys.enter(chance.randint(90, 400))
            wanted_lines.append(line)
            line = ""
        else:
            code = chance.choice(CODES)
            keys.now += 300
            if kind == "framed":
                keys.press("\x02", 5)
            keys.type(code, chance.randint(1, 15))
            keys.enter(5)
            wanted_scans.append(code)
    keys.press("", 300, key=Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(scans) == len(wanted_scans))
    assert (scans, entered, page.first.text()) == (wanted_scans, wanted_lines, line)
