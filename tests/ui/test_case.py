"""From a kept report to the file: coded while one types, written, rejected, written again; and that nothing is cut off."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.icsr.cases import Sending, answer
from tests.paper_reading import text_of
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from ui.screens.case import CaseScreen
from ui.screens.reports import ReportsScreen
from ui.screens.today import TodayScreen
from workbench.icsr.records import CaseAcknowledgement, CaseMessage, CasePaper, MessageKind, ReactionCode
from workbench.vigilance.casereport.reading import read_message

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


def stage(qtbot: QtBot, folder: Path, ward: Sending) -> Hands:
    opened = open_window(folder, screens={"today": TodayScreen, "reports": ReportsScreen, "case": CaseScreen}, room=ward.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, ward)


def test_a_report_is_coded_written_rejected_and_written_again(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    ward = Sending(tmp_path)
    number = ward.report().report.id
    file, came = tmp_path / "case.xml", tmp_path / "answer.xml"
    places = [file]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(places[0]), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(came), ""))
    hands = stage(qtbot, tmp_path, ward).at("PH1", "reports", number)
    hands.press("do.case-report")
    assert "the reaction has no MedDRA code" in hands.said
    assert not hands.may_press("do.write-report")
    hands.press("do.save-draft")
    assert b'processingCode code="T"' in file.read_bytes(), "no receiver takes a draft for a report"
    places[0] = tmp_path / "no folder" / "case.xml"
    hands.press("do.save-draft")
    assert "The message is kept" in hands.said and len(ward.desk.kept(CaseMessage)) == 2
    places[0] = file
    hands.press("do.code")
    hands.write("field.term", "chills ni")
    qtbot.waitUntil(lambda: hands.records("list.terms") == ["10090002"])
    hands.press("do.code-now")
    assert [each.code for each in ward.desk.kept(ReactionCode)] == ["10090002"]
    hands.press("do.write-report")
    assert read_message(file.read_bytes()).cases[0].reactions[0].meddra_code == "10090002"
    sent = ward.desk.kept(CaseMessage)[-1]
    came.write_bytes(answer("SOMEBODY-1", "CA"))
    hands.press("do.answer")
    assert "no message of this register has such a number" in hands.said
    came.write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    hands.press("do.answer")
    assert "entities" in hands.said and came.exists()
    came.write_bytes(answer(sent.id, "CR", "E.i.7: not accepted"))
    hands.press("do.answer")
    assert "E.i.7: not accepted" in hands.said
    assert [each.accepted for each in ward.desk.kept(CaseAcknowledgement)] == [False]
    hands.at("PH1", "today")
    assert f"{sent.id} · the receiver rejected it" in hands.said
    hands.press(f"do.wait.{sent.id}")
    ward.desk.later(minutes=1)
    hands.press("do.write-report")
    again = ward.desk.kept(CaseMessage)[-1]
    assert (again.kind, again.draft, again.repeats) == (MessageKind.INITIAL, False, sent.id)


def test_nothing_is_cut_off(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    ward = Sending(tmp_path)
    case = ward.assess(ward.news(ward.report(reaction="Chills in the night after high fever, low blood pressure and a seizure that did not end")))
    ward.write(case.report.id, drafted=True)
    ward.choose_term(case.report.id)
    ward.write(case.report.id)
    hands = stage(qtbot, tmp_path, ward).at("MD1", "case", case.report.id)
    hands.window.resize(1366, 768)
    picture(hands.window, f"case-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    if each_look not in ("light-en", "dark-ru"):
        return
    for name in ("code", "own-words", "unsent.DEMO-SR-2026-0001-2", "case-papers"):
        hands.press(f"do.{name}")
        if name == "case-papers":
            hands.press("field.tells.lack")
            hands.press("do.print.RU-NOTICE.ru")
            qtbot.waitUntil(lambda: bool(hands.window.open_sheet and hands.window.open_sheet.findChildren(QWidget, "do.save-paper")))
            (kept,) = ward.desk.kept(CasePaper)
            assert "☒ отсутствии" in text_of(kept.content)
            picture(hands.window, f"case-paper-{each_look}", PICTURES)
            hands.press("do.close")
            hands.press("do.case-papers")
            assert hands.may_press(f"do.open.{kept.id}")
        if name == "code":
            hands.write("field.term", "chills")
            qtbot.waitUntil(lambda: len(hands.records("list.terms")) == 2)
        picture(hands.window, f"case-{name}-{each_look}", PICTURES)
        assert clipped(hands.window) == [], name
        assert hands.window.open_sheet is not None
        hands.window.open_sheet.cancel()
