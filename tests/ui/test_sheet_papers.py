"""A bedside sheet goes out on paper, comes back by its symbol, and is entered once; and nothing is cut off."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.test_safety import moment, stage
from tests.ui.windows import picture
from tests.vigilance.rounds import Bedside
from ui.kit.table import Row, TableView
from workbench.barcodes import own
from workbench.batch.records import Batch
from workbench.vigilance.records import RoundPaper, RoundPaperBack

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


def notes(hands: Hands) -> str:
    """What stands below the names of what is due."""
    table = hands.part("list.dues")
    assert isinstance(table, TableView)
    return " ".join(line.cells[0].sub for line in table.rows.lines if isinstance(line, Row))


def test_a_sheet_goes_out_comes_back_and_is_entered_once(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    english = each_look.endswith("en")
    bedside = Bedside(tmp_path)
    bedside.desk.clock.at = bedside.begun + timedelta(hours=30)
    hands = stage(qtbot, tmp_path, bedside).at("WN1", "safety")
    hands.window.resize(1366, 768)
    hands.press("do.print-sheet")
    hands.press("do.print-sheet-now")
    qtbot.waitUntil(lambda: bool(hands.window.open_sheet and hands.window.open_sheet.findChildren(QWidget, "do.save-paper")))
    picture(hands.window, f"sheet-paper-{each_look}", PICTURES)
    (paper,) = bedside.desk.kept(RoundPaper)
    hands.press("do.close")
    qtbot.waitUntil(lambda: ("on paper since" if english else "на бумаге с") in notes(hands))
    assert clipped(hands.window) == []
    picture(hands.window, f"sheet-due-{each_look}", PICTURES)
    batch = bedside.desk.one(Batch, bedside.batch)
    hands.opened.scan(own.text(own.page(batch, 1, 1, 1)).encode())
    assert not english or "another paper of the batch" in hands.said
    code = own.text(own.page(batch, 4, 1, paper.copy)).encode()
    hands.opened.scan(code)
    fields = {each.objectName().removeprefix("field.") for each in hands.window.findChildren(QWidget) if each.objectName().startswith("field.")}
    assert {"temperature", "neutrophils", "ice_orientation"} <= fields and "reaction" not in fields, "the items of the paper, and no others"
    picture(hands.window, f"sheet-entry-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    hands.write("field.at", moment(bedside, hours=1) if english else f"{bedside.desk.clock.at - timedelta(hours=1):%d.%m.%Y %H:%M}")
    hands.write("field.temperature", "39,1")
    assert not hands.may_press("do.record-round-now"), "who observed it is missing"
    hands.write("field.observed_by", "Rossi, Lia")
    temperature = hands.part("field.temperature")
    assert isinstance(temperature, QLineEdit) and temperature.text() == "39,1"
    hands.press("do.record-round-now")
    (back,) = bedside.desk.kept(RoundPaperBack)
    assert (back.paper, back.round) == (paper.id, bedside.stood("temperature").round)
    hands.opened.scan(code)
    assert not english or "was entered already" in hands.said
    hands.press("do.print-sheet")
    assert ("1 printed, 1 came back" if english else "Напечатано: 1, вернулось: 1") in hands.said
    picture(hands.window, f"sheet-papers-{each_look}", PICTURES)
    assert clipped(hands.window) == []
