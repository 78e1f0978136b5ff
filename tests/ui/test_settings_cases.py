"""Under Settings the site says who it is as sender, and brings its MedDRA."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.icsr.cases import LOW_TERMS, PREFERRED
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from workbench.icsr.records import CaseSender, Masking, MeddraRelease

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


def test_the_site_says_who_sends_and_brings_its_terms(dressed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("llt.asc", LOW_TERMS), ("pt.asc", PREFERRED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened = open_window(tmp_path)
    qtbot.addWidget(opened.window)
    opened.window.resize(1366, 768)
    opened.window.show()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    hands = Hands(opened, None)  # type: ignore[arg-type]
    assert not hands.at("PH1", "settings").may_press("do.enter-sender")
    hands.at("AD1", "settings").press("do.enter-sender")
    values = {"organisation": "Demo hospital", "country": "RU", "identifier": "DEMO 1", "receiver": "AUTHORITY", "schemas": str(tmp_path), "reason": "first report"}
    for name, text in values.items():
        hands.write(f"field.{name}", text)
    hands.press("do.enter-sender-now")
    assert "MCCI_IN200100UV01.xsd" in hands.said, "a folder without the schemas is refused in place"
    hands.write("field.schemas", "")
    hands.press("do.enter-sender-now")
    assert "DEMO 1" in hands.said and not opened.room.kept(CaseSender)
    hands.write("field.identifier", "DEMO")
    picture(hands.window, "settings-sender", PICTURES)
    hands.press("do.enter-sender-now")
    (sender,) = opened.room.kept(CaseSender)
    assert (sender.identifier, sender.masking, sender.kind, sender.person) == ("DEMO", Masking.MASKED, "3", "AD1")
    assert "RU-DEMO" in hands.said
    hands.press("do.import-meddra")
    hands.write("field.version", "28.0")
    picture(hands.window, "settings-meddra", PICTURES)
    hands.press("do.import-meddra-now")
    qtbot.waitUntil(lambda: bool(opened.room.kept(MeddraRelease)))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: hands.window.open_sheet is None)
    assert "28.0" in hands.said
    card = hands.part("do.import-meddra")
    assert isinstance(card, QPushButton)
    picture(hands.window, "settings-cases", PICTURES)
    assert clipped(hands.window) == []
