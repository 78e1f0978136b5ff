"""Periodic safety summaries in the window: prepared by one, approved by another, opened as papers are; nothing is cut off."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desk import PASSWORD, PIN
from tests.periodic.stage import Told
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from ui.screens import signals_reading
from ui.screens.signals import SignalsScreen
from ui.screens.summaries import SummariesScreen
from workbench.periodic.records import SafetySummary, SummaryApproval, SummaryPaper

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


@pytest.fixture(autouse=True)
def _plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plans of the project, for the dose and the stock solution of the probe formula."""
    from tests.surveillance.lots import PLANS

    monkeypatch.setattr(signals_reading, "_plans", lambda texts: PLANS)


def stage(qtbot: QtBot, folder: Path, told: Told) -> Hands:
    opened = open_window(folder, screens={"signals": SignalsScreen, "summaries": SummariesScreen}, room=told.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, told)


def test_prepared_by_one_and_approved_by_another(qtbot: QtBot, dressed: QApplication, each_look: str, tmp_path: Path) -> None:
    told = Told(tmp_path)
    hands = stage(qtbot, tmp_path, told).at("PH1", "signals")
    hands.window.resize(1366, 768)
    picture(hands.window, f"summary-board-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    hands.press("do.summaries")
    picture(hands.window, f"summary-none-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    if each_look != "light-en":
        return  # what is done is the same in every look
    hands.press("do.prepare")
    hands.sign("PH1", PIN)
    (summary,) = told.desk.kept(SafetySummary)
    assert (summary.product, summary.person, len(summary.bags)) == ("PROBE", "PH1", 5)
    picture(hands.window, f"summary-paper-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    hands.press("do.close")
    assert hands.part("do.prepare").isEnabled()
    assert not hands.part("do.approve-summary").isEnabled(), "a pharmacist prepares and does not approve"
    hands.at("SU1", "summaries")
    hands.press("do.approve-summary")
    hands.sign("SU1", PASSWORD)
    hands.press("do.close")
    (approval,) = told.desk.kept(SummaryApproval)
    assert (approval.summary, approval.person) == (summary.id, "SU1")
    assert not hands.part("do.approve-summary").isEnabled()
    hands.choose("field.language", "ru")
    hands.press("do.print-summary")
    hands.press("do.close")
    picture(hands.window, f"summary-kept-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    papers = told.desk.kept(SummaryPaper)
    assert [(each.language, each.copy, each.approved) for each in papers] == [("en", 1, False), ("en", 2, True), ("ru", 1, True)]
    hands.press("do.open-summary")
    hands.press("do.close")
