"""The dressed application of all window tests."""
from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.ui.windows import catalogue  # noqa: E402
from ui.kit.theme import Assets, dress, look  # noqa: E402
from workbench.words.translation import ENGLISH  # noqa: E402

RESOURCES = Path(__file__).parents[2] / "resources"
ASSETS = Assets(RESOURCES)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the workbench's style, light and in English."""
    dress(qapp, ASSETS)
    yield qapp
    look.show(mode="light", words=ENGLISH, gloves=False)


LOOKS = ("light-en", "dark-en", "light-ru", "dark-ru") if os.environ.get("LOOKS") == "full" else ("light-en", "dark-ru")
"""What fits in one theme fits in the other, which has other colours and the same letters: two looks in each run, all four with ``LOOKS=full``."""


@pytest.fixture(params=LOOKS)
def each_look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Language and theme."""
    mode, language = request.param.split("-")
    dress(qapp, ASSETS, mode=mode, words=catalogue(language))
    yield request.param
    look.show(mode="light", words=ENGLISH, gloves=False)
