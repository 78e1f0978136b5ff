"""Opens the workbench's window on a register until its first page has been painted, and ends. Prints the resident memory in kilobytes."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from ui.main import Root
from workbench.cli.resources import Resources

root = Root(Resources())
root.open(Path(sys.argv[1]))
QTimer.singleShot(0, root.application, root.application.quit)
root.application.exec()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
