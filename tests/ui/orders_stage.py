"""A person at the window of orders, working it by the names of its parts, on a register with the probe formula."""
from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.probe import TEXT
from tests.desk import PIN
from tests.ui.windows import Opened, open_window
from ui.kit.notice import Notice
from ui.kit.table import Row, TableView
from workbench.orders.actions import Prescription, Registration, enter_order, register_patient, verify_order
from workbench.orders.records import Allergies, Order, Patient
from workbench.people.records import Factor
from workbench.regimes.records import Regime

CUSTOM = {"CUSTOM": Regime("CUSTOM", "Basis of the site", "Основание площадки", "the site", True)}
COLLECTED = """
[given.collected]
from = "collection"
unit = "mL"
action = "1 .. 100"
alert = "5 .. 50"
miss = "stop"
source = "ASSUMPTION"
en = "Volume collected"
ru = "Собранный объём"

[constant.bags]
"""
PROBE = TEXT.replace("given = 4,", "given = 5,").replace("\n[constant.bags]\n", COLLECTED)
ANNA = Registration("004812771", "Lebedeva", "Anna", date(2013, 3, 14), "female", "Ms", Allergies.KNOWN, "penicillins")


class Hands:
    """What a person does at the window, and what they see."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.opened: Opened = open_window(folder)
        self.room, self.window = self.opened.room, self.opened.window
        self.room.formula(PROBE, "PROBE")
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()

    def at(self, person: str, screen: str, about: str = "") -> Hands:
        """Signed in, on a screen."""
        self.opened.enter(person)
        self.window.go(screen, about or None)
        QApplication.processEvents()
        return self

    def sees(self, name: str) -> bool:
        """Whether a part of that name is in sight."""
        QApplication.processEvents()
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def put(self, name: str, value: str) -> None:
        """Types key by key, chooses, or writes a note."""
        field = self.opened.find(name)
        if isinstance(field, QLineEdit):
            field.setFocus()
            field.selectAll()
            if value and value.isascii():
                QTest.keyClicks(field, value)
            else:
                field.setText(value)
                field.textEdited.emit(value)
        elif isinstance(field, QComboBox):
            assert field.findData(value) >= 0, f"{name} does not offer {value}"
            field.setCurrentIndex(field.findData(value))
            field.activated.emit(field.currentIndex())
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QFrame):
            self.press(f"{name}.{value}")
        QApplication.processEvents()

    def type(self, **values: str) -> Hands:
        """``type(weight="41,2")`` into ``field.weight``."""
        for name, value in values.items():
            self.put(f"field.{name}", value)
        return self

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self.opened.find(name)
        assert isinstance(field, QLineEdit)
        return field.text()

    def press(self, name: str) -> Hands:
        """Presses what can be pressed."""
        button = self.opened.find(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} cannot be pressed: {button.accessibleDescription()}"
        button.click()
        QApplication.processEvents()
        return self

    def may_press(self, name: str) -> bool:
        """Whether a button in sight can be pressed."""
        return self.opened.find(name).isEnabled()

    def left(self, name: str) -> str:
        """What is left to do before a button may be pressed."""
        return self.opened.find(name).accessibleDescription()

    def said(self, name: str) -> str:
        """The line below a field."""
        return self.opened.find(name).accessibleDescription()

    def notices(self) -> str:
        """Every notice in sight."""
        QApplication.processEvents()
        return " | ".join(label.text() for each in self.window.findChildren(Notice) if each.isVisible() for label in each.findChildren(QLabel))

    def records(self, name: str) -> list[object]:
        """What the rows of a list stand for."""
        table = self.opened.find(name)
        assert isinstance(table, TableView)
        return [line.record for line in table.rows.lines if isinstance(line, Row)]

    def cells(self, name: str) -> list[tuple[str, ...]]:
        """What the rows of a list say."""
        table = self.opened.find(name)
        assert isinstance(table, TableView)
        return [tuple(cell.said for cell in line.cells) for line in table.rows.lines if isinstance(line, Row)]

    def sign(self, person: str) -> Hands:
        """Signs in the sheet, by badge and PIN."""
        self.opened.scan(self.opened.badge(person))
        self.put("field.secret", PIN)
        return self.press("do.sign")

    # -------------------------------------------------------------------------------------------------- a beginning
    def anna(self) -> str:
        """A patient who is known."""
        return self._made(register_patient(ANNA, **self.room.doing("PH1")).changed[0])

    def order(self, dose: str = "50", weight: str = "36.8", *, verified: bool = False) -> str:
        """An order for Anna that stands."""
        known = self.room.kept(Patient)
        patient = known[0].id if known else self.anna()
        says = Prescription({"dose": dose, "weight": weight}, "MD1", weighed_on=date(2026, 11, 2), ward="4B")
        order = self._made(enter_order(patient, "PROBE", "CUSTOM", says, regimes=CUSTOM, **self.room.doing("PH1")).changed[0])
        if verified:
            verify_order(order, **self.room.signing("PH2", factor=Factor.PIN))
        self.room.later(minutes=10)
        return order

    def dosing(self) -> Hands:
        """The dose page of a new order for Anna."""
        self.anna()
        self.at("PH1", "order-intake").type(hospital_no=ANNA.hospital_no).press("do.next")
        return self.press("do.next")

    @staticmethod
    def _made(record: object) -> str:
        assert isinstance(record, (Patient, Order))
        return record.id
