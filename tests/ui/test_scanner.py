"""A scan is read whatever has the keyboard, and leaves no character behind (screens.md 3.2)."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.button import Button
from ui.kit.field import TextField
from ui.kit.layout import col
from ui.kit.number_field import NumberField
from ui.kit.scanner import ABORT, BURST, Scanner

CODE = "%1-260000147-01-74"
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Bench(QWidget):
    """A button, a number field and a text field, and what a scan gave."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = 0
        self.button = Button("Confirm", "primary", act=self._click)
        self.number = NumberField("volume", "Volume", unit="mL")
        self.text = TextField("note", "Note")
        self.setLayout(col(self.button, self.number, self.text))

    def _click(self) -> None:
        self.clicks += 1


@pytest.fixture
def scanner(dressed: QApplication) -> Iterator[Scanner]:
    made = Scanner(dressed)
    yield made
    made.deleteLater()


@pytest.fixture
def bench(qtbot: QtBot, scanner: Scanner) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def window_of(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def framed(widget: QWidget, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """What a scanner with prefix STX types, sent to the window as the system does."""
    window = window_of(widget)
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    for letter in code:
        QTest.keyClick(window, letter)
    QTest.keyClick(window, end)


def unframed(widget: QWidget, code: str) -> None:
    for letter in code:
        QTest.keyClick(window_of(widget), letter)
    QTest.keyClick(window_of(widget), Qt.Key.Key_Return)


@pytest.mark.parametrize("types", [framed, unframed])
@pytest.mark.parametrize("focus", ["button", "number", "text"])
def test_a_scan_is_read_whatever_has_the_keyboard(qtbot: QtBot, scanner: Scanner, bench: Bench, types, focus: str) -> None:
    target = {"button": bench.button, "number": bench.number.edit, "text": bench.text.edit}[focus]
    target.setFocus()
    with qtbot.waitSignal(scanner.scanned) as scan:
        types(bench, CODE)
    assert scan.args == [CODE.encode()]
    assert (bench.clicks, bench.number.raw, bench.text.text) == (0, "", "")
    assert not scanner.reading


def test_a_field_keeps_what_was_typed_before_and_after(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    bench.number.edit.setFocus()
    QTest.keyClicks(bench.number.edit, "50")
    with qtbot.waitSignal(scanner.scanned):
        framed(bench, CODE)
    QTest.keyClicks(bench.number.edit, ".4")
    assert bench.number.raw == "50.4"


def test_enter_after_a_scan_works_again(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    bench.button.setFocus()
    with qtbot.waitSignal(scanner.scanned):
        framed(bench, CODE)
    QTest.keyClick(window_of(bench), Qt.Key.Key_Space)
    assert bench.clicks == 1


def test_etx_ends_a_scan_too(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    bench.text.edit.setFocus()
    window = window_of(bench)
    with qtbot.waitSignal(scanner.scanned) as scan:
        QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
        for letter in "ABC123":
            QTest.keyClick(window, letter)
        QTest.keyClick(window, Qt.Key.Key_C, CONTROL)
    assert scan.args == [b"ABC123"]
    assert bench.text.text == ""


def test_a_group_separator_stays_in_the_code(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    window = window_of(bench)
    with qtbot.waitSignal(scanner.scanned) as scan:
        QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
        QTest.keyClick(window, "1")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(window, QKeyEvent(kind, Qt.Key.Key_BracketRight, CONTROL, "\x1d"))
        QTest.keyClick(window, "2")
        QTest.keyClick(window, Qt.Key.Key_Enter)
    assert scan.args == [b"1\x1d2"]


def test_a_scan_that_breaks_off_is_dropped(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    bench.text.edit.setFocus()
    with qtbot.waitSignal(scanner.dropped, timeout=ABORT + 1000):
        QTest.keyClick(window_of(bench), Qt.Key.Key_B, CONTROL)
        QTest.keyClick(window_of(bench), "7")
    assert bench.text.text == ""
    QTest.keyClicks(bench.text.edit, "typed")
    assert bench.text.text == "typed"


def test_a_percent_sign_typed_by_a_person_arrives(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    bench.text.edit.setFocus()
    for letter in "78 ":
        QTest.keyClick(window_of(bench), letter)
    QTest.keyClick(window_of(bench), "%")
    qtbot.wait(BURST * 3)
    QTest.keyClick(window_of(bench), "v")
    qtbot.waitUntil(lambda: bench.text.edit.text() == "78 %v")


def test_cyrillic_letters_of_a_russian_layout_are_not_lost(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    window = window_of(bench)
    with qtbot.waitSignal(scanner.scanned) as scan:
        QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
        QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, "ы"))
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert scan.args == ["ы".encode()]


def test_ordinary_typing_and_buttons_are_left_alone(qtbot: QtBot, scanner: Scanner, bench: Bench) -> None:
    bench.text.edit.setFocus()
    for letter in "lot 11F":
        QTest.keyClick(window_of(bench), letter)
    qtbot.waitUntil(lambda: bench.text.text == "lot 11F")
    bench.button.setFocus()
    assert isinstance(bench.button, QPushButton)
    QTest.keyClick(window_of(bench), Qt.Key.Key_Space)
    assert bench.clicks == 1
