"""The board of signals: a flag is kept, its bags are behind it, what it stops is stopped; and nothing is cut off in any look."""
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desk import PASSWORD
from tests.surveillance.lots import Lots
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from ui.kit.chart import ChartView
from ui.screens import signals_reading
from ui.screens.safety import SafetyScreen
from ui.screens.signals import SignalsScreen
from ui.screens.signals_shown import VIEWS
from ui.screens.today import TodayScreen
from workbench.stock.records import Lot, LotStatus
from workbench.surveillance.records import Signal, SignalStop, StopKind

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


@pytest.fixture(autouse=True)
def _plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plans of the project, for the dose and the stock solution of the probe formula."""
    from tests.surveillance.lots import PLANS

    monkeypatch.setattr(signals_reading, "_plans", lambda texts: PLANS)


def stage(qtbot: QtBot, folder: Path, ward: Lots) -> Hands:
    opened = open_window(folder, screens={"safety": SafetyScreen, "today": TodayScreen, "signals": SignalsScreen}, room=ward.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, ward)


def test_from_a_flag_to_a_lot_that_is_held(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    ward = Lots(tmp_path)
    hands = stage(qtbot, tmp_path, ward).at("PH1", "safety")
    hands.press("do.signals")
    assert "This says nothing about a cause." in hands.said
    assert "3 events in 3 bags, 0.21 expected." in hands.said
    assert "17 rules run at once" in hands.said
    charts = [each for each in hands.window.findChildren(ChartView) if each.isVisible()]
    assert len(charts) == 2 and all(each.valid for each in charts)
    hands.press("do.behind")
    assert "With the event · 3" in _lines(hands, "list.behind")
    hands.press("do.close-sheet")
    hands.press("do.tables")
    assert "yes" in _lines(hands, "list.chart0")
    hands.press("do.close-sheet")
    hands.press("do.stock")
    assert f"{ward.batch}.01" in _lines(hands, "list.stock")
    assert "X1-1" not in _lines(hands, "list.stock"), "what was given is not in stock"
    hands.press("do.close-sheet")
    hands.press("do.go-on")
    hands.write("field.reason", "three of three bags")
    hands.press("do.keep-signal-now")
    hands.sign("PH1", PASSWORD)
    (signal,) = ward.desk.kept(Signal)
    hands.at("RP1", "today")
    assert f"{signal.id} · validate the signal" in hands.said
    hands.press(f"do.wait.{signal.id}")
    hands.press("do.stop")
    hands.choose("field.stop", f"lot {ward.lot.id}")
    hands.write("field.reason", "until it is understood")
    hands.press("do.stop-now")
    hands.sign("RP1", PASSWORD)
    (stop,) = ward.desk.kept(SignalStop)
    assert (stop.kind, stop.in_force, ward.desk.one(Lot, ward.lot.id).status) == (StopKind.LOT, True, LotStatus.HELD)
    assert "until it is understood" in hands.said
    hands.press("do.go-on")
    hands.write("field.reason", "the sheets were read")
    hands.press("do.validated-signal-now")
    hands.sign("RP1", PASSWORD)
    assert [each.state.value for each in ward.trail(signal.id).steps] == ["detected", "validated"]


def _lines(hands: Hands, name: str) -> str:
    table = hands.part(name)
    return " ".join(
        f"{cell.text} {cell.sub}" if hasattr(line, "cells") else line.text  # type: ignore[attr-defined]
        for line in table.rows.lines  # type: ignore[attr-defined]
        for cell in getattr(line, "cells", (line,))
    )


def test_nothing_is_cut_off(qtbot: QtBot, dressed: QApplication, each_look: str, tmp_path: Path) -> None:
    ward = Lots(tmp_path)
    hands = stage(qtbot, tmp_path, ward).at("RP1", "signals")
    hands.window.resize(1366, 768)
    for view in VIEWS:
        hands.press(f"field.view.{view}")
        picture(hands.window, f"signals-{view}-{each_look}", PICTURES)
        assert clipped(hands.window) == [], view
        if each_look not in ("light-en", "dark-ru"):
            return  # what fits in a language fits in both themes
