"""One finger, one scanner, one pair of eyes: operates the real window by the names of its widgets, as a person would."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from ui.kit.pdf import PdfView
from ui.kit.scanner import ETX, STX
from ui.kit.table import Row, TableView
from ui.kit.toast import UNTIL_PUT_AWAY, Toast
from ui.shell import Window

ROUNDS = 4
"""Rounds of events after each touch: what it sets off sets off something itself."""
MOST_ROWS = 5000
SECOND = 1000
PAPER_TRIES, PAPER_WAIT = 20, 25
"""How often, after how many milliseconds each, it is looked whether the pages of a paper are drawn."""


class NotOffered(Exception):
    """The window does not offer here what the case says: no such widget in sight, or one that cannot be pressed."""

    def __init__(self, what: str, said: str = "") -> None:
        super().__init__(f"{what} ({said})" if said else what)
        self.what, self.said = what, said


class Finger:
    """Everything is found by its objectName, in the sheet that is open or else in the window, and only where it is in sight."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.setUpdatesEnabled(False)
        window.messages_stay = UNTIL_PUT_AWAY  # the case has a clock of its own, and reads before the next act

    # ------------------------------------------------------------------------------------------------ looking
    def settle(self) -> None:
        """Lets the window do everything that it still has to do."""
        for _ in range(ROUNDS):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @property
    def front(self) -> QWidget:
        """The sheet that is open, or the window."""
        return self.window.open_sheet or self.window

    def seen(self, name: str) -> QWidget | None:
        """The widget of this name that is in sight."""
        return next((each for each in self.front.findChildren(QWidget, name) if each.isVisible()), None)

    def find(self, name: str) -> QWidget:
        """The same; ``NotOffered`` where there is none."""
        found = self.seen(name)
        if found is None:
            raise NotOffered(name)
        return found

    def said(self) -> tuple[str, ...]:
        """Every text in sight: what stands in front, and messages."""
        self.settle()
        return tuple(dict.fromkeys((*self._texts(self.front), *(toast.accessibleName() for toast in self.window.findChildren(Toast) if toast.isVisible()))))

    def _texts(self, of: QWidget) -> Iterator[str]:
        for each in of.findChildren(QWidget):
            if not each.isVisible():
                continue
            if isinstance(each, QLabel):
                yield each.text()
            yield each.accessibleDescription()

    def put_away(self) -> None:
        """Messages of the act before go, and a sheet that was left open."""
        for toast in self.window.findChildren(Toast):
            toast.hide()
            toast.deleteLater()
        for _ in range(3):
            sheet = self.window.open_sheet
            if sheet is None:
                break
            QTest.keyClick(sheet, Qt.Key.Key_Escape)
            self.settle()

    # ------------------------------------------------------------------------------------------------ touching
    def press(self, name: str) -> None:
        """Presses a button."""
        button = self.find(name)
        if not button.isEnabled():
            raise NotOffered(name, button.accessibleDescription())
        self._into_sight(button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def _into_sight(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def fill(self, name: str, text: str) -> None:
        """Types into ``field.<name>``, or chooses in it: a list, segments, a row of choices, a tick."""
        option = self.seen(f"field.{name}.{text}")
        if isinstance(option, QAbstractButton):
            self._choose(option)
            return
        field = self.find(f"field.{name}")
        if not field.isEnabled():
            raise NotOffered(f"field.{name}")
        self._into_sight(field)
        if isinstance(field, QComboBox):
            self._pick(field, name, text)
        elif isinstance(field, QLineEdit | QPlainTextEdit):
            self._type(field, text)
        elif isinstance(field, QAbstractButton):
            if field.isChecked() != (text == "yes"):
                self._choose(field)
        else:
            raise NotOffered(f"field.{name}.{text}")
        self.settle()

    def _choose(self, button: QAbstractButton) -> None:
        if not button.isEnabled():
            raise NotOffered(button.objectName(), button.accessibleDescription())
        self._into_sight(button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(12, button.height() // 2))
        self.settle()

    def _pick(self, field: QComboBox, name: str, code: str) -> None:
        place = field.findData(code)
        if place < 0:
            raise NotOffered(f"field.{name}: {code}")
        if place != field.currentIndex():
            field.showPopup()
            field.view().setCurrentIndex(field.model().index(place, field.modelColumn()))
            QTest.keyClick(field.view(), Qt.Key.Key_Return)

    def _type(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        if field.isReadOnly():
            raise NotOffered(field.objectName())
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for each in text:
            key = Qt.Key.Key_Return if each == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, each))

    def scan(self, raw: bytes) -> None:
        """What the scanner sends, to the window as the system does it."""
        handle = self.window.windowHandle()
        for each in (STX, *raw.decode(), ETX):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(handle, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, each))
        self.settle()

    def row(self, name: str, record: object, *, opened: bool = False) -> None:
        """Chooses the row of a record in ``list.<name>``, fetching further rows as scrolling does; opens it by Enter."""
        table = self.find(f"list.{name}")
        if not isinstance(table, TableView):
            raise NotOffered(f"list.{name}")
        place = self._place(table, record)
        index = table.model().index(place, 0)
        table.scrollTo(index)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, table.visualRect(index).center())
        self.settle()
        if opened:
            QTest.keyClick(self.find(f"list.{name}"), Qt.Key.Key_Return)
            self.settle()

    def _place(self, table: TableView, record: object) -> int:
        model, root = table.model(), table.rootIndex()
        while True:
            for place, line in enumerate(table.rows.lines):
                if isinstance(line, Row) and line.record == record:
                    return place
            if not model.canFetchMore(root) or len(table.rows.lines) > MOST_ROWS:
                raise NotOffered(f"{table.objectName()}: {record}")
            model.fetchMore(root)

    def step(self, place: int, count: int) -> None:
        """Chooses a step of ``list.steps`` by the arrows."""
        steps = self.find("list.steps")
        steps.setFocus()
        for _ in range(count):
            QTest.keyClick(steps, Qt.Key.Key_Up)
        for _ in range(place):
            QTest.keyClick(steps, Qt.Key.Key_Down)
        QTest.keyClick(steps, Qt.Key.Key_Return)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """One key, to what is in front."""
        QTest.keyClick(self.front, key)
        self.settle()

    def picture(self, path: Path) -> None:
        """The window as it stands, its clock included: what it does each second it does now."""
        for timer in self.window.findChildren(QTimer):
            if timer.interval() == SECOND:
                timer.timeout.emit()
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.window.setUpdatesEnabled(True)
        self._wait_for_papers()
        self.window.grab().save(str(path), "PNG", 80)
        self.window.setUpdatesEnabled(False)

    def _wait_for_papers(self) -> None:
        """Pages of a paper are drawn on another thread, once somebody looks: until then they are white."""
        papers = [each for each in self.window.findChildren(PdfView) if each.isVisible() and each.pages]
        white = [each.grab().toImage() for each in papers]
        for _ in range(PAPER_TRIES if papers else 0):
            QTest.qWait(PAPER_WAIT)
            if all(each.grab().toImage() != before for each, before in zip(papers, white, strict=True)):
                return
