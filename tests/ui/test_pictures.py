"""Pictures of what this room shows, light and dark, English and Russian: nothing cut, nothing empty. ``PICTURES=folder`` keeps them."""
from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.gallery import gallery
from tests.ui.test_first_start import Start
from tests.ui.test_signing import request
from tests.ui.windows import open_window
from ui.desk import Desk, Running
from ui.screens.secrets import ask_new_secrets
from ui.screens.settings import SettingsScreen
from ui.steps.signing import ask_signature

SCREENS = {"settings": SettingsScreen}


def runs(desk: Desk) -> tuple[Running, ...]:
    now = desk.clock.now()
    return (
        Running("CT-2026-0147", "09:18", now - timedelta(minutes=12), now + timedelta(minutes=18)),
        Running("FD-2026-0412", "10:22", now - timedelta(minutes=30), now + timedelta(minutes=82)),
    )


def taken(widget: QWidget, name: str, folder: Path) -> None:
    """Takes the picture of ``widget`` and looks at it: of its size, of many colours, with nothing cut."""
    for _ in range(4):
        QApplication.processEvents()
    image = widget.grab().toImage()
    place = Path(os.environ.get("PICTURES", folder))
    place.mkdir(parents=True, exist_ok=True)
    assert image.save(str(place / f"{name}.png"))
    assert (image.width(), image.height()) == (widget.width(), widget.height())
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 20
    assert clipped(widget) == []


def test_pictures(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    page = gallery()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    taken(page, f"kit-{each_look}", tmp_path)
    start = Start(tmp_path)
    qtbot.addWidget(start.page)
    start.page.resize(1366, 768)
    start.page.show()
    taken(start.page, f"first-start-{each_look}", tmp_path)
    opened = open_window(tmp_path / "register", screens=SCREENS, running=runs, demo=True)
    qtbot.addWidget(opened.window)
    opened.window.show()
    taken(opened.window, f"sign-in-{each_look}", tmp_path)
    opened.enter("PH1")
    taken(opened.window, f"settings-{each_look}", tmp_path)
    for name, act in (
        ("help", opened.window.help), ("search", lambda: opened.window.search("kim")), ("secrets", lambda: ask_new_secrets(opened.window.desk)),
        ("signature", lambda: ask_signature(opened.window.desk, request(), lambda signed: None)),
    ):  # fmt: skip
        act()
        taken(opened.window, f"{name}-{each_look}", tmp_path)
        sheet = opened.window.open_sheet
        assert sheet is not None
        sheet.cancel()
    opened.window.lock()
    taken(opened.window, f"locked-{each_look}", tmp_path)
