"""Today: what waits for whom, what runs, what expires, and the board; nobody's name stands there."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.probe import TEXT, Probe
from tests.ui.lists_stage import Stage, stage
from tests.ui.release_stage import Hands, filled
from ui.banner import Banner
from ui.kit.chip import Chip
from ui.screens.register import RegisterScreen
from ui.screens.table import slow_badges
from workbench.batch.records import Batch, Status
from workbench.formula.records import FormulaStatus
from workbench.orders.records import Order, OrderStatus, OrderVersion, Patient
from workbench.people.records import Qualification
from workbench.stock.records import Lot, LotStatus


@pytest.fixture
def at_work(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Stage:
    return lambda story: stage(qtbot, tmp_path, story)


def further(probe: Probe) -> None:
    """Another patient's order in each state that waits for somebody, a lot in quarantine, a formula that two people must read."""
    room, now = probe.desk, probe.desk.clock.at
    version = room.one(OrderVersion, "OR-2026-0001.1")
    room.put(Patient("P2", "004812990", "Orlov", "Igor", date(1960, 1, 2), "male", "7041222"))
    for number, status in ((2, OrderStatus.ENTERED), (3, OrderStatus.VERIFIED)):
        key = f"OR-2026-000{number}"
        room.put(Order(key, "P2", "PROBE", "CUSTOM", 1, status, now), replace(version, id=f"{key}.1", order=key))
    lot = room.one(Lot, "L1")
    room.put(
        replace(lot, id="L7", number="26K-07", code="000107", status=LotStatus.QUARANTINE),
        replace(lot, id="L8", number="26K-08", code="000108", expiry=now - timedelta(hours=2)),
        replace(lot, id="L9", number="26K-09", code="000109", expiry=now + timedelta(days=3)),
        Qualification("Q9", "PH1", "gowning", now.date() + timedelta(days=6)),
    )
    room.formula(TEXT.replace("version = 1", "version = 2"), "PROBE", 2, FormulaStatus.PROVED)


def waits(person: Hands) -> set[str]:
    """What stands under "Waits for me", by the names of its buttons."""
    buttons = [each for each in person.window.findChildren(QWidget) if each.objectName().startswith("do.wait.") and each.isVisible()]
    return {each.objectName().removeprefix("do.wait.") for each in buttons}


def test_a_pharmacist_sees_the_step_the_order_to_verify_and_the_batch_to_open(at_work: Stage) -> None:
    person = at_work(further).at("PH2", "today")
    assert waits(person) >= {"OR-2026-0002", "PROBE.2"}
    pharmacist = person.at("PH1", "today")
    assert waits(pharmacist) >= {pharmacist.probe.batch, "OR-2026-0003"}
    assert "OR-2026-0002" not in waits(pharmacist), "whoever entered it does not verify it"
    pharmacist.press(f"do.wait.{pharmacist.probe.batch}")
    assert pharmacist.window.shown is not None
    assert pharmacist.window.shown.objectName() == "screen.batch"


def test_lots_and_formulas_wait_for_those_who_decide_them(at_work: Stage) -> None:
    person = at_work(further).at("SU1", "today")
    assert waits(person) >= {"26K-07", "PROBE.2"}
    person.press("do.wait.26K-07")
    shown = person.window.shown
    assert isinstance(shown, RegisterScreen)
    assert (shown.kind.code, person.records("list.register")) == ("lots", ["L7"])


def test_a_result_on_a_shared_lot_waits_for_the_analyst(at_work: Stage) -> None:
    person = at_work(filled).at("QC1", "today")
    assert person.probe.batch in waits(person)


def test_what_is_over_is_called_expired_and_not_today(at_work: Stage) -> None:
    person = at_work(further).at("PH1", "today")
    said = person.said
    for words in ("Stock solution, 26K-08", "Stock solution, 26K-09", "gowning, Kim, Anna"):
        assert words in said
    chips = [each.accessibleName() for each in person.opened.find("list.expiring").findChildren(Chip) if each.isVisible()]
    assert chips == ["expired", "3 days", "6 days"]


def test_a_paused_batch_and_a_stopped_one_stay_on_the_board(at_work: Stage) -> None:
    person = at_work(further).at("PH1", "today")
    batch = person.probe.desk.one(Batch, person.probe.batch)
    for status, column, note in ((Status.PAUSED, "progress", "paused"), (Status.STOPPED, "hold", "to decide")):
        batch = person.probe.desk.change(batch, status=status)
        person.at("PH1", "today")
        card = person.opened.find(f"card.{batch.id}")
        assert person.opened.find(f"list.board.{column}").isAncestorOf(card)
        assert note in card.accessibleName()


def test_nobodys_name_stands_there_and_no_banner(at_work: Stage) -> None:
    person = at_work(further).at("PH1", "today")
    everything = person.said + " ".join(person.tips)
    assert "Lebedeva" not in everything
    assert "LEBEDEVA" not in everything
    assert "L. A. · 004812771" in person.said
    banner = person.window.findChild(Banner)
    assert banner is not None
    assert not banner.isVisible()


def test_the_rail_counts_the_same_things(at_work: Stage) -> None:
    person = at_work(further).at("PH1", "today")
    assert slow_badges(person.window.desk)()["today"] == len(waits(person))


def test_the_first_thing_is_one_key_away_and_a_search_goes_on_in_the_register(at_work: Stage, qtbot: QtBot) -> None:
    person = at_work(further).at("PH1", "today")
    qtbot.keyClick(person.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert person.window.shown is not None
    assert person.window.shown.objectName() in ("screen.batch", "screen.order")
    person.window.go("today")
    box = person.opened.find("field.search")
    assert isinstance(box, QLineEdit)
    box.setText("orlov")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    shown = person.window.shown
    assert isinstance(shown, RegisterScreen)
    assert shown.search.text() == "orlov"
