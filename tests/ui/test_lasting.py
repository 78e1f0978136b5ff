"""None, True and False outlive what PySide6 6.12 takes from them on Python 3.11 (decision 0005)."""
from __future__ import annotations

import subprocess
import sys

import pytest

MANY = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
{first}
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for _ in range(60_000):
    label.setText("x")
print("alive")
"""


def run(first: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", MANY.format(first=first)], capture_output=True, text=True, check=False)


def test_the_window_outlives_many_calls() -> None:
    done = run("import ui")
    assert (done.stdout.strip(), done.returncode) == ("alive", 0)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_without_it_the_fault_is_still_there() -> None:
    """When this fails, the fault is gone from PySide6, and ``steady_singletons`` may go too."""
    assert run("").returncode != 0
