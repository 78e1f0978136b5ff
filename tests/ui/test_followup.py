"""Fifteen years in the window: from Today to the form, a second malignancy until it was notified; who sees whom to ask; nothing is cut off."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.followup.years import WELL, Years
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from tests.vigilance.rounds import SCHEDULES
from ui.screens import followup as screen
from ui.screens import followup_acts, followup_form, one_bag, safety_reading, today
from ui.screens.followup import FollowUpScreen
from ui.screens.one_bag import OneBagScreen
from ui.screens.reports import ReportsScreen
from ui.screens.safety import SafetyScreen
from ui.screens.today import TodayScreen
from workbench.followup.form import QUESTIONS
from workbench.followup.records import FollowUpVisit, Malignancy, Reached, Sample, SampleStep, Standing
from workbench.vigilance.records import SafetyReport

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""
SHEETS = ("follow-up", "attempt", "contact", "malignancy", "sample", "correct-visit", "not-due", "standing")
SEGMENTS = {code for code, each in QUESTIONS.items() if len(each.options) <= followup_form.FEW}


@pytest.fixture(autouse=True)
def _own_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schedules of the project, for the dose of the probe formula."""
    for module in (screen, followup_acts, followup_form, one_bag, safety_reading, today):
        monkeypatch.setattr(module, "schedules", lambda _desk: SCHEDULES)


def stage(qtbot: QtBot, folder: Path, years: Years) -> Hands:
    screens = {"safety": SafetyScreen, "today": TodayScreen, "reports": ReportsScreen, "followup": FollowUpScreen, "one-bag": OneBagScreen}
    opened = open_window(folder, screens=screens, room=years.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, years)


def fill(hands: Hands, **changed: str) -> None:
    """Answers every question that is asked."""
    sheet = hands.window.open_sheet
    assert isinstance(sheet, followup_form.FollowUpSheet)
    for code, answer in (WELL | changed).items():
        if not sheet.entries[code].isVisible():
            continue
        if code in SEGMENTS:
            hands.press(f"field.{code}.{answer}")
        else:
            hands.choose(f"field.{code}", answer)


def test_from_today_a_form_is_filled_in_and_a_malignancy_stands_until_it_was_notified(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    years = Years(tmp_path)
    years.on(100)
    hands = stage(qtbot, tmp_path, years).at("WN1", "today")
    assert f"{years.batch} · follow-up, window open" in hands.said
    hands.at("WN1", "followup")
    assert "Nobody is kept yet" in hands.said and not hands.may_press("do.attempt")
    hands.press("do.follow-up")
    assert not hands.may_press("do.follow-up-now")
    hands.write("field.seen", f"{years.desk.clock.at:%d-%b-%Y}")
    assert "Registry form, day 100" in hands.said
    hands.choose("field.way", "telephone")
    fill(hands, malignancy="yes")
    hands.press("do.follow-up-now")
    (visit,) = years.desk.kept(FollowUpVisit)
    assert visit.dues == ("CART 2026-11 D100 1",)
    assert "enter the malignancy" in _cells(hands)
    hands.press("do.malignancy")
    hands.write("field.kind", "T-cell lymphoma")
    hands.choose("field.t_cell", "yes")
    hands.press("do.malignancy-now")
    (report,) = years.desk.kept(SafetyReport)
    assert years.desk.kept(Malignancy)[0].report == report.id and "notify at once" in _cells(hands)
    hands.press("do.sample")
    hands.choose("field.step", "taken")
    hands.write("field.place", "Pathology")
    hands.press("do.sample-now")
    assert len(years.desk.kept(SampleStep)) == 1
    hands.at("PH1", "today")
    hands.press(f"do.wait.{report.id}/notice")
    hands.press("do.sent")
    hands.write("field.receiver", "the responsible person")
    hands.press("do.sent-now")
    hands.at("PH1", "today")
    assert "notify at once" not in hands.said


def _cells(hands: Hands) -> str:
    table = hands.part("list.follow-up")
    return " ".join(f"{cell.text} {cell.sub}" for line in table.rows.lines for cell in line.cells)  # type: ignore[attr-defined]


def told(years: Years) -> None:
    """Whom to ask, a form, a second malignancy with its sample, and who is lost."""
    years.on(100)
    contact = years.contact()
    years.visit(infections="yes", relapse="yes", antigen="lost", disease="progression")
    years.on(365)
    years.ill(diagnosed=None)
    years.sample(years.trail.malignancies_now[0], Sample.TAKEN)
    for result in (Reached.NO_ANSWER, Reached.WRONG, Reached.NO_ANSWER):
        years.desk.later(hours=1)
        years.attempt(contact, result)
    years.desk.clock.at += timedelta(days=70)


def test_whom_to_ask_is_seen_only_by_those_who_ask(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    years = Years(tmp_path)
    told(years)
    hands = stage(qtbot, tmp_path, years).at("WN1", "followup", years.infusion.id)
    assert "+7 900 000-00-00" in hands.said
    hands.at("IN1", "followup", years.infusion.id)
    assert "+7 900" not in hands.said and "Elkina" not in hands.said and "1 contact is kept" in hands.said
    assert not hands.may_press("do.follow-up")


def test_four_registers_on_one_bag(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    years = Years(tmp_path)
    years.report()
    told(years)
    hands = stage(qtbot, tmp_path, years).at("MD1", "one-bag", years.infusion.id)
    hands.window.resize(1366, 768)
    picture(hands.window, f"one-bag-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    table = hands.part("list.events")
    assert len(table.rows.lines) == 3  # type: ignore[attr-defined]
    hands.press("do.to-followup")
    assert hands.part("list.follow-up").isVisible()


def test_nothing_is_cut_off(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    years = Years(tmp_path)
    told(years)
    hands = stage(qtbot, tmp_path, years).at("MD1", "followup", years.infusion.id)
    hands.window.resize(1366, 768)
    picture(hands.window, f"follow-up-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    if each_look not in ("light-en", "dark-ru"):
        return  # what fits in a language fits in both themes
    for name in SHEETS:
        hands.press(f"do.{name}")
        if name == "follow-up":
            hands.write("field.seen", f"{years.desk.clock.at:%d.%m.%Y}")
        picture(hands.window, f"follow-up-{name}-{each_look}", PICTURES)
        assert clipped(hands.window) == [], name
        sheet = hands.window.open_sheet
        assert sheet is not None
        for area in sheet.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is not None
            assert inside.minimumSizeHint().width() <= area.viewport().width(), f"{name} is wider than its sheet"
        sheet.cancel()
    years.stand(Standing.LOST)
    hands.at("SU1", "followup", years.infusion.id)
    hands.press("do.window")
    assert clipped(hands.window) == []
