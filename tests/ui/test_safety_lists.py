"""The screen of safety lists: a file is proposed, what it changes stands beside each reaction, and two sign it."""
from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.custody.ward import Ward
from tests.desk import PASSWORD
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from tests.vigilance.test_safety_lists import FILE
from ui.screens.formulas import FormulasScreen
from ui.screens.safety_lists import SafetyListsScreen
from workbench.vigilance.records import ListStatus, SafetyListVersion

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


@pytest.mark.parametrize("each_look", ["light-en", "dark-ru"], indirect=True)
def test_a_list_is_proposed_read_and_signed_by_two(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    opened = open_window(tmp_path, screens={"formulas": FormulasScreen, "safety-lists": SafetyListsScreen}, room=ward.desk)
    qtbot.addWidget(opened.window)
    opened.window.resize(1366, 768)
    opened.window.show()
    hands = Hands(opened, ward).at("PH1", "formulas")
    assert clipped(opened.window) == []
    hands.press("do.safety-lists")
    assert clipped(opened.window) == []
    file = tmp_path / "probe.toml"
    for text in (FILE, FILE.replace("worst_grade = 2", "worst_grade = 3").replace("chills and  fever 39", "chills")):
        file.write_text(text, encoding="utf-8")
        shown = opened.window.shown
        assert isinstance(shown, SafetyListsScreen)
        shown.propose_from(file)
    assert hands.records("list.expected") == ["chills", "rash", "chills and fever 39"]
    picture(opened.window, f"safety-lists-{each_look}", PICTURES)
    assert clipped(opened.window) == []
    for person in ("PH1", "SU1"):
        hands.press("do.approve-list")
        hands.sign(person, PASSWORD)
    assert {each.id: each.status for each in ward.desk.kept(SafetyListVersion)} == {"PROBE.1": ListStatus.PROPOSED, "PROBE.2": ListStatus.APPROVED}
