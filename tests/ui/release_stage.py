"""A person at the window of quality control, working it by the names of its parts; and batches with a story to begin with."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.probe import BAGS, Probe
from tests.ui.windows import Opened, open_window
from ui.kit.table import Row, TableView
from ui.screens.lot_results import LotResultsScreen
from ui.screens.qc import QcScreen
from ui.screens.release import ReleaseScreen
from ui.screens.release_paper import PaperScreen
from workbench.batch.actions.moving import decide
from workbench.batch.actions.steps import Cause
from workbench.batch.moves import Move
from workbench.batch.records import Status
from workbench.batch.verdicts import Verdict, specification
from workbench.kernel.findings import Refused
from workbench.quality.actions import report_problem

SCREENS = {"qc": QcScreen, "release": ReleaseScreen, "lot-results": LotResultsScreen, "paper": PaperScreen}
ROOT = Path(__file__).parents[2]
PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


class Hands:
    """A person at the window: works it by the names of its parts."""

    def __init__(self, opened: Opened, probe: Probe) -> None:
        self.opened, self.probe, self.window = opened, probe, opened.window

    def at(self, person: str, screen: str, about: str = "") -> Hands:
        self.opened.enter(person)
        self.window.go(screen, about or None)
        QApplication.processEvents()
        return self

    def part(self, name: str) -> QWidget:
        """The part of that name that is in front: in the sheet, if one is open, else on the page."""
        QApplication.processEvents()
        sheet = self.window.open_sheet
        mine = [each for each in sheet.findChildren(QWidget, name) if each.isVisible()] if sheet is not None else []
        return mine[0] if mine else self.opened.find(name)

    def press(self, name: str) -> None:
        button = self.part(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} cannot be pressed"
        button.click()
        QApplication.processEvents()

    def may_press(self, name: str) -> bool:
        return self.part(name).isEnabled()

    def write(self, name: str, text: str) -> None:
        field = self.part(name)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)
            field.textEdited.emit(text)
        QApplication.processEvents()

    def choose(self, name: str, code: str) -> None:
        field = self.part(name)
        assert isinstance(field, QComboBox)
        assert field.findData(code) >= 0, f"{name} does not offer {code}"
        field.setCurrentIndex(field.findData(code))
        field.activated.emit(field.currentIndex())
        QApplication.processEvents()

    def row(self, name: str, record: str) -> None:
        table = self.part(name)
        assert isinstance(table, TableView)
        assert table.choose(record), f"{name} does not hold {record}"
        QApplication.processEvents()

    def records(self, name: str) -> list[object]:
        table = self.part(name)
        assert isinstance(table, TableView)
        return [line.record for line in table.rows.lines if isinstance(line, Row)]

    def sign(self, person: str, secret: str) -> None:
        self.choose("field.signer", person)
        self.write("field.secret", secret)
        self.press("do.sign")

    @property
    def signers(self) -> set[str]:
        field = self.part("field.signer")
        assert isinstance(field, QComboBox)
        return {str(field.itemData(place)) for place in range(field.count())}

    @property
    def said(self) -> str:
        QApplication.processEvents()
        return "\n".join(each.text() for each in self.window.findChildren(QLabel) if each.isVisible())

    @property
    def screen(self) -> ReleaseScreen:
        shown = self.window.shown
        assert isinstance(shown, ReleaseScreen)
        return shown

    @property
    def status(self) -> Status:
        return self.probe.dossier.batch.status

    @property
    def verdicts(self) -> dict[str, Verdict]:
        return {each.test.name: each.verdict for each in specification(self.probe.dossier)}


Begin = Callable[[Callable[[Probe], object]], Hands]


def begin(qtbot: QtBot, folder: Path, story: Callable[[Probe], object]) -> Hands:
    """A window on the register of a probe batch that ``story`` has happened to."""
    probe = Probe(folder)
    story(probe)
    opened = open_window(folder, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, probe)


def filled(probe: Probe) -> None:
    """The whole batch, no result yet."""
    probe.prepare()
    for number in (1, 2):
        probe.fill(number)
        probe.label(number)
    probe.close()


def troubled(probe: Probe) -> None:
    """A batch with a wrong scan, a value outside its limit, and a reported problem; every gating result is in."""
    probe.start("check_order")
    probe.record("check_order", {})
    probe.verify("check_order", {})
    probe.start("scan")
    with pytest.raises(Refused):
        probe.scan("scan", BAGS)
    probe.scan("scan", "000101")
    probe.record("scan", {"room": "clean"})
    probe.start("plan")
    probe.record("plan", {})
    key = "1 piece"
    probe.start("draw", key)
    probe.scan("draw", "000101", key)
    probe.scan("draw", BAGS, key)
    probe.record("draw", {"drawn": "2.9"}, key, causes={"drawn": Cause("equipment", "plunger slipped and was pushed back")})
    probe.verify("draw", {"drawn": "2.9"}, key)
    probe.label(1)
    probe.fill(2)
    probe.label(2)
    probe.close()
    report_problem(probe.batch, "environment", "door of the clean room stood open", step="sum_up", **probe.desk.doing("PH1"))
    probe.result("stock_ph", "6.5", lot="L1")
    probe.result("content", "10.0")
    probe.result("endotoxin", "0.1")


def reviewed(probe: Probe) -> None:
    """Made, reviewed, provisionally released."""
    probe.made()
    decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
