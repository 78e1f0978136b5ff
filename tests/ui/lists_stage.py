"""A person at the screens of lists (Today, Register, Formulas, Settings, People, Equipment), on the register of one worked batch."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.probe import Probe
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window
from ui.kit.table import Row, TableView
from ui.screens.table import SCREENS


class Person(Hands):
    """A person at the window, who reads lists."""

    def cells(self, name: str) -> list[tuple[str, ...]]:
        """What the rows of a list say."""
        table = self.part(name)
        assert isinstance(table, TableView)
        return [tuple(cell.said for cell in line.cells) for line in table.rows.lines if isinstance(line, Row)]

    @property
    def tips(self) -> list[str]:
        """The accessible names in sight."""
        QApplication.processEvents()
        return [each.accessibleName() for each in self.window.findChildren(QWidget) if each.isVisible()]


Stage = Callable[[Callable[[Probe], object]], Person]


def stage(qtbot: QtBot, folder: Path, story: Callable[[Probe], object] = lambda probe: None) -> Person:
    """A window with every screen, on the register of a probe batch that ``story`` has happened to."""
    probe = Probe(folder)
    story(probe)
    opened = open_window(folder, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Person(opened, probe)

