"""A bag is called back on screen: it stands on Today, the call is kept, its label is scanned when it is back; nothing is cut off."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.custody.ward import Ward
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from ui.screens.recalls import RecallsScreen
from ui.screens.today import TodayScreen
from workbench.batch.actions.moving import move_batch
from workbench.batch.moves import Move
from workbench.custody.records import BagReturn, RecallAnswer, RecallCall

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


def stage(qtbot: QtBot, folder: Path) -> tuple[Hands, Ward]:
    """A bag is on the ward, and its batch was held since."""
    ward = Ward(folder)
    move_batch(ward.batch, Move.HOLD, "a later result failed", **ward.desk.doing("SU1"))
    opened = open_window(folder, screens={"today": TodayScreen, "recalls": RecallsScreen}, room=ward.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, ward), ward


def test_a_bag_is_called_back_and_comes_back(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    hands, ward = stage(qtbot, tmp_path)
    hands.at("PH1", "today")
    assert f"{ward.bag.id} · call it back" in hands.said
    hands.opened.window.go("recalls", ward.bag.id)
    assert hands.records("list.recalls") == [ward.bag.id]
    hands.press("do.call-back")
    assert not hands.may_press("do.call-back-now")
    hands.write("field.called", "nurse Rossi, 4B")
    hands.choose("field.answer", RecallAnswer.COMES_BACK.value)
    hands.choose("field.read_back", "yes")
    hands.press("do.call-back-now")
    (call,) = ward.desk.kept(RecallCall)
    assert (call.called, call.answer, call.read_back) == ("nurse Rossi, 4B", RecallAnswer.COMES_BACK, True)
    hands.opened.scan(ward.code.encode())
    hands.write("field.condition", "cold all the time, seal whole")
    hands.press("do.take-back-now")
    assert [each.bag for each in ward.desk.kept(BagReturn)] == [ward.bag.id]
    assert "No bag is called back" in hands.said


def test_nothing_is_cut_off(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    hands, _ = stage(qtbot, tmp_path)
    hands.at("PH1", "recalls")
    picture(hands.opened.window, f"recalls-{each_look}", PICTURES)
    assert clipped(hands.opened.window) == []
    hands.press("do.call-back")
    picture(hands.opened.window, f"recalls-call-{each_look}", PICTURES)
    assert clipped(hands.opened.window) == []
