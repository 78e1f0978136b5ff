"""No window of a rehearsal is left behind."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """A window that is left would go on listening: its scanner would take the keys of the next test."""
    yield
    assert not [each for each in QApplication.topLevelWidgets() if each.objectName() == "window"]
