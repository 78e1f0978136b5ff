"""A person at the bench: a batch of the probe formula in the real window, worked by keys, clicks, badges and scans."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.batch.probe import BAGS, STOCK, Probe
from tests.desk import PIN
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window
from ui.screens.batch import BatchScreen
from ui.screens.batches import BatchesScreen
from ui.screens.release_paper import PaperScreen
from workbench.barcodes.own import Kind, Own
from workbench.batch.progress import Turn

SCREENS = {"batches": BatchesScreen, "batch": BatchScreen, "paper": PaperScreen}


class AtTheBench(Hands):
    """Works the step on the screen."""

    @property
    def bench(self) -> BatchScreen:
        shown = self.window.shown
        assert isinstance(shown, BatchScreen)
        return shown

    @property
    def turn(self) -> Turn:
        """The step on the screen, as the register holds it now."""
        on_screen = self.bench.turn
        assert on_screen is not None
        return self.probe.stand.turn(on_screen.step.name, on_screen.round)

    def by(self, person: str) -> AtTheBench:
        """This person signs in, and the batch is on the screen."""
        self.at(person, "batch", self.probe.batch)
        return self

    def scan(self, code: str | bytes) -> None:
        """A scan, as the scanner tells it: a lot by its number, or anything whole."""
        self.opened.scan(code if isinstance(code, bytes) else str(Own(Kind.LOT, (code,))).encode())

    def type(self, name: str, keys: str) -> None:
        """Typed key by key into a field."""
        field = self.part(f"field.{name}")
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, keys) if keys else QTest.keyClick(field, Qt.Key.Key_Delete)
        QApplication.processEvents()

    def signed(self, person: str) -> None:
        """Signs in the sheet that is open, by badge and PIN."""
        self.scan(self.opened.badge(person))
        self.write("field.secret", PIN)
        self.press("do.sign")

    def at_draw(self) -> AtTheBench:
        """The first bag is being filled by the pharmacist; everything is scanned."""
        self.press("do.start-step")
        self.scan(STOCK)
        self.scan(BAGS)
        return self


def bench(qtbot: QtBot, folder: Path, story: Callable[[Probe], object] = Probe.prepare) -> AtTheBench:
    """The pharmacist at a batch that ``story`` has happened to."""
    probe = Probe(folder)
    story(probe)
    return reopened(qtbot, probe, folder)


def reopened(qtbot: QtBot, probe: Probe, folder: Path) -> AtTheBench:
    """A new window on what is kept: what a person finds after the power came back."""
    opened = open_window(folder, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return AtTheBench(opened, probe).by("PH1")
