"""Opens the workbench's window on a register until its first page has been painted, and ends. Prints the resident memory in kilobytes."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.window_painted import run_until_painted
from ui.main import Root
from workbench.cli.resources import Resources

root = Root(Resources())
root.open(Path(sys.argv[1]))
run_until_painted(root.application)
