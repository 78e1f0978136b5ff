"""Runs a window until every widget of it has been painted once, and ends; prints the peak of the resident memory in kilobytes."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication


class Painted(QObject):
    """Ends the application after the first painting of a widget: Qt paints all of a window in one go."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, QApplication.quit)
        return False


def run_until_painted(application: QApplication) -> None:
    """Comes back when the window that is shown has been painted."""
    painted = Painted()
    for window in application.topLevelWidgets():
        window.installEventFilter(painted)
    application.exec()
    print(_peak())


def _peak() -> int:
    """The peak since this program was begun; ``ru_maxrss`` would count what its parent held when it was forked."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
