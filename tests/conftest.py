"""What every test may rely on: no screen, one zone and language, a home of its own, examples that come out the same twice."""
from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(tempfile.mkdtemp(prefix="workbench-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

os.environ.update({
    "QT_QPA_PLATFORM": "offscreen",
    "QT_SCALE_FACTOR": "1",
    "QT_FONT_DPI": "96",
    "TZ": "Europe/Madrid",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    # Tests run beside each other: the sums of one do not take the threads of all.
    "OPENBLAS_NUM_THREADS": "1",
    # The drafts, settings and registers of a test run never touch those of the person who runs it.
    "XDG_DATA_HOME": str(HOME / "share"),
    "XDG_CONFIG_HOME": str(HOME / "config"),
    "XDG_CACHE_HOME": str(HOME / "cache"),
    "XDG_STATE_HOME": str(HOME / "state"),
})
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile("workbench", deadline=None, derandomize=True, max_examples=60, print_blob=True)
settings.load_profile("workbench")


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Windows that a test has opened or closed are gone before the next one: without an event loop nobody else takes them away.

    One that was left would go on listening (its scanner would take the keys of the next test) and would ask a register that is gone.
    """
    yield
    widgets, core = sys.modules.get("PySide6.QtWidgets"), sys.modules.get("PySide6.QtCore")
    if widgets is None or core is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return
    for each in widgets.QApplication.topLevelWidgets():
        if each.objectName() == "window":
            each.close()
            each.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    assert not [each for each in widgets.QApplication.topLevelWidgets() if each.objectName() == "window"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of vectors and references beside the project; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared is not here")
    return folder
