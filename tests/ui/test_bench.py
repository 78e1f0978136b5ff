"""Steps at the bench through the real window: values, scans, pause, hands that change, drafts, clocks, the second person, labels."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.batch.probe import BAGS, REGIMES, STOCK, Probe
from tests.desk import PIN
from tests.ui.bench_stage import AtTheBench, bench, reopened
from tests.ui.clip import clipped
from tests.ui.test_kit import unnamed
from ui.kit.ring import Ring
from ui.kit.scan_row import ScanRow
from ui.steps.reading import spoken
from workbench.barcodes import own
from workbench.batch.actions.opening import open_batch
from workbench.batch.progress import TurnState
from workbench.batch.records import Batch, Entry, MarkKind, Reading, ScanFact, Status
from workbench.formula.records import Field, Text
from workbench.kernel.findings import stops
from workbench.kernel.values import Quantity
from workbench.orders.records import Order, OrderStatus, OrderVersion
from workbench.words.translation import ENGLISH

Open = Callable[..., AtTheBench]


@pytest.fixture
def at(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Open:
    return lambda story=Probe.prepare: bench(qtbot, tmp_path, story)


def first_of(person: AtTheBench) -> list[tuple[str, str]]:
    """Person and text of every first reading in the register."""
    return [(each.person, each.raw) for each in person.probe.desk.kept(Entry) if each.reading is Reading.FIRST and each.field == "drawn"]


# ------------------------------------------------------------------------------------------------ values
@pytest.mark.parametrize(
    ("typed", "says"),
    [("1,234", "Write 1.234 or 1234"), ("1e3", ""), ("2.5 mL", ""), ("-", ""), ("9999999", "Outside 2.25 to 2.75")],
)
def test_a_number_that_cannot_be_meant_is_refused_at_its_field(at: Open, typed: str, says: str) -> None:
    person = at().at_draw()
    person.type("drawn", typed)
    editor = person.bench.editor.editors["drawn"]
    message = editor.field.message  # type: ignore[attr-defined]
    assert message, "a number that is refused says why"
    assert says.replace(" ", "\u00a0") in message.replace(" ", "\u00a0")
    person.bench.confirm()
    if person.window.open_sheet is not None:
        person.window.open_sheet.cancel()
    assert not first_of(person)
    assert editor.raw == typed, "what was typed stays to be looked at"


def test_an_empty_value_blocks_the_step_and_is_named(at: Open) -> None:
    person = at().at_draw()
    assert not person.may_press("do.confirm-step")
    assert "Volume drawn" in person.part("do.confirm-step").accessibleDescription()


@pytest.mark.parametrize("typed", ["2.50", "2,50"])
def test_point_and_comma_are_the_same_number(at: Open, typed: str) -> None:
    person = at().at_draw()
    person.type("drawn", typed)
    person.press("do.confirm-step")
    person.signed("PH1")
    assert first_of(person) == [("PH1", typed)]
    assert person.turn.state is TurnState.PERFORMED


def test_limits_are_read_as_numbers_beside_the_value(at: Open) -> None:
    person = at().at_draw()
    person.type("drawn", "2.9")
    assert "Outside 2.25 to 2.75" in person.said.replace("\u00a0", " ")
    assert "share" not in person.said
    assert not person.may_press("do.confirm-step"), "cause and reason come first"
    person.choose("field.cause.drawn", "equipment")
    person.write("field.reason.drawn", "plunger slipped")
    assert person.may_press("do.confirm-step")


def test_a_limit_of_several_parts_is_told_by_the_ends_that_bind() -> None:
    of = Field("volume", Text("Volume", "Объём"), unit="mL", action="volume >= 0.2 mL and volume <= 10 mL and volume <= left", decimals=3)
    told = stops("batch.limit-stop", "a formula", where="volume", field="Volume", value="0.9 mL", limit="as the rule says it", limit_ru="как в правиле")
    left = {"left": Quantity(Decimal("0.76"), "mL"), "volume": Quantity(Decimal("0.9"), "mL")}
    assert dict(spoken(told, of, left, ENGLISH).facts)["limit"].replace("\u00a0", " ") == "0.2 to 0.76 mL"
    assert dict(spoken(told, of, {}, ENGLISH).facts)["limit"].replace("\u00a0", " ") == "0.2 to 10 mL"
    alone = replace(of, action="volume >= 0.2 mL or volume <= 0 mL")
    assert spoken(told, alone, {}, ENGLISH) == told, "what cannot be said better stays as the rule says it"


def test_a_long_number_is_seen_whole(at: Open) -> None:
    person = at().at_draw()
    person.type("drawn", "12345678901")
    field = person.part("field.drawn")
    assert isinstance(field, QLineEdit)
    assert field.fontMetrics().horizontalAdvance(field.text()) < field.width() - 20


# ------------------------------------------------------------------------------------------------ scans
def rows(person: AtTheBench) -> list[str]:
    QApplication.processEvents()
    return [each.state for each in person.window.findChildren(ScanRow) if each.isVisible()]


def test_a_scan_is_taken_wherever_the_keyboard_is_and_leaves_nothing_in_the_field(at: Open) -> None:
    person = at()
    person.press("do.start-step")
    field = person.part("field.drawn")
    field.setFocus()
    person.scan(STOCK)
    assert isinstance(field, QLineEdit)
    person.part("do.pause").setFocus()
    person.scan(BAGS)
    assert rows(person) == ["ok", "ok"]
    assert person.bench.editor.typed == {"drawn": ""}


def test_the_wrong_thing_stops_in_place_with_what_rule_and_way_on(at: Open) -> None:
    person = at(lambda probe: _until_scan(probe))
    person.press("do.start-step")
    person.scan(BAGS)
    notice = person.part("notice.step")
    assert notice.isVisible()
    for part in ("Rule", "Go on"):
        assert part in person.said
    assert rows(person) == ["wait"]
    assert [each.accepted for each in person.probe.desk.kept(ScanFact)] == [False], "the close call is kept"
    person.scan(STOCK)
    assert rows(person) == ["ok"]
    assert not person.bench.editor.notice.isVisible(), "what was overcome is no longer shouted"


def _until_scan(probe: Probe) -> None:
    probe.start("check_order")
    probe.record("check_order", {})
    probe.verify("check_order", {})


# ------------------------------------------------------------------------------------------------ pause, hands
def test_a_batch_pauses_and_goes_on(at: Open) -> None:
    person = at().at_draw()
    person.press("do.pause")
    assert not person.may_press("do.pause-now"), "why comes first"
    person.write("field.reason", "fire drill")
    person.press("do.pause-now")
    assert person.status is Status.PAUSED
    assert "paused" in person.said
    person.type("drawn", "2.50")
    assert not person.may_press("do.confirm-step")
    person.press("do.go-on")
    person.write("field.reason", "drill is over")
    person.press("do.go-on-now")
    assert person.status is Status.IN_PROCESS
    assert person.may_press("do.confirm-step")


def test_another_person_takes_the_step_over_with_what_was_typed(at: Open) -> None:
    person = at().at_draw()
    person.type("drawn", "2.4")
    person.by("PH2")
    assert "Kim, Anna" in person.said
    field = person.part("field.drawn")
    assert isinstance(field, QLineEdit)
    assert (field.text(), field.isEnabled()) == ("2.4", False), "seen, not worked"
    person.press("do.take-over")
    person.write("field.reason", "shift ends")
    person.press("do.take-over-now")
    assert person.part("field.drawn").isEnabled()
    assert person.bench.editor.typed == {"drawn": "2.4"}
    assert person.turn.performer == "PH2"
    person.press("do.confirm-step")
    person.signed("PH2")
    assert first_of(person) == [("PH2", "2.4")]


# ------------------------------------------------------------------------------------------------ drafts and clocks
def test_what_is_typed_survives_a_lock_a_look_elsewhere_and_a_power_loss(at: Open, qtbot: QtBot, tmp_path: Path) -> None:
    person = at().at_draw()
    person.type("drawn", "2.9")
    person.choose("field.cause.drawn", "equipment")
    person.write("field.reason.drawn", "plunger slipped")
    person.bench._look_at(0)
    person.press("do.to-now")
    assert person.bench.editor.typed == {"drawn": "2.9"}
    assert person.bench.editor.causes["drawn"].reason == "plunger slipped"
    person.window.lock()
    again = reopened(qtbot, person.probe, tmp_path)
    assert again.bench.editor.typed == {"drawn": "2.9"}
    assert again.bench.editor.causes["drawn"].reason == "plunger slipped"
    assert again.may_press("do.confirm-step")


def test_a_clock_goes_on_while_the_power_is_off(at: Open, qtbot: QtBot, tmp_path: Path) -> None:
    person = at().at_draw()
    assert left(person) == "2:00 h left"
    person.probe.desk.later(minutes=50)
    again = reopened(qtbot, person.probe, tmp_path)
    assert left(again) == "1:10 h left"
    again.probe.desk.later(minutes=5)
    again.window.desk.tick.emit()
    assert left(again) == "1:05 h left"


def left(person: AtTheBench) -> str:
    QApplication.processEvents()
    (ring,) = [each for each in person.bench.findChildren(Ring) if each.isVisible()]
    return ring.accessibleName()


def test_a_late_entry_keeps_both_times(at: Open) -> None:
    person = at()
    desk = person.probe.desk
    person.at_draw()
    desk.later(minutes=40)
    done = desk.clock.at - timedelta(minutes=30)
    person.press("do.late-entry")
    person.write("field.done_at", done.strftime("%d-%b-%Y %H:%M"))
    person.write("field.late_why", "both hands were needed")
    person.type("drawn", "2.50")
    person.press("do.confirm-step")
    person.signed("PH1")
    mark = person.turn.last(MarkKind.PERFORMED)
    assert mark is not None
    assert (mark.at, mark.entered, mark.why) == (done.replace(second=0), desk.clock.at, "both hands were needed")
    assert "both hands were needed" in person.said


# ------------------------------------------------------------------------------------------------ the second person
def test_the_second_person_reads_alone_and_signs_in_place(at: Open) -> None:
    person = at().at_draw()
    person.type("drawn", "2.47")
    person.press("do.confirm-step")
    person.signed("PH1")
    assert not person.may_press("do.verify-step"), "the own reading comes first"
    assert "2.47" not in person.said, "the first reading is not in sight"
    person.type("second.drawn", "2,47")
    person.press("do.verify-step")
    assert "PH1" not in person.signers
    person.scan(person.opened.badge("PH1"))
    assert "Kim, Anna" in person.said, "the same person is refused by name"
    person.signed("PH2")
    assert person.probe.stand.turn("draw", "1 piece").state is TurnState.DONE
    assert person.window.desk.person is not None
    assert person.window.desk.person.id == "PH1", "nobody was signed out"


def test_a_badge_opens_the_second_signature_with_its_name(at: Open) -> None:
    person = at(lambda probe: (probe.start("check_order"), probe.record("check_order", {})))
    person.scan(person.opened.badge("PH2"))
    chosen = person.part("field.signer")
    assert chosen.currentData() == "PH2"  # type: ignore[attr-defined]
    person.write("field.secret", PIN)
    person.press("do.sign")
    assert person.probe.stand.turn("check_order", "").state is TurnState.DONE


def test_a_done_step_shows_what_is_kept_and_by_whom(at: Open) -> None:
    person = at(lambda probe: (probe.prepare(), probe.fill(1)))
    place = next(n for n, each in enumerate(person.bench.stand.turns) if each.step.name == "draw")  # type: ignore[union-attr]
    person.bench._look_at(place)
    said = person.said.replace("\u00a0", " ")
    for part in ("2.5 mL", "Verified · Soler, Marc", "Performed · Kim, Anna"):
        assert part in said
    assert person.may_press("do.to-now")


# ------------------------------------------------------------------------------------------------ one patient per screen
def test_another_batch_needs_a_scan_while_a_step_is_in_hand(at: Open) -> None:
    person = at()
    other = _other_batch(person.probe)
    person.at_draw()
    person.window.go("batch", other)
    assert person.bench.dossier is not None
    assert person.bench.dossier.batch.id == person.probe.batch, "the screen stays with its patient"
    person.scan(STOCK)
    assert "stays with the patient" in person.said
    person.scan(str(own.bag(person.bench.dossier.batch, 1)).encode())
    assert person.bench.dossier.batch.id == person.probe.batch, "a label of this very batch opens no other"
    person.scan(str(own.bag(person.probe.desk.one(Batch, other), 1)).encode())
    assert person.bench.dossier.batch.id == other
    assert person.window.open_sheet is None


def _other_batch(probe: Probe) -> str:
    desk = probe.desk
    order, version = desk.kept(Order)[0], desk.kept(OrderVersion)[0]
    desk.put(replace(order, id="OR-2026-0002", status=OrderStatus.VERIFIED), replace(version, id="OR-2026-0002.1", order="OR-2026-0002"))
    (batch,) = open_batch("OR-2026-0002", regimes=REGIMES, **desk.doing("PH1")).changed
    assert isinstance(batch, Batch)
    return batch.id


# ------------------------------------------------------------------------------------------------ labels
def test_a_label_is_printed_spoilt_printed_again_with_a_reason_and_scanned_back(at: Open) -> None:
    person = at(lambda probe: (probe.prepare(), probe.fill(1)))
    person.press("do.start-step")
    assert not person.may_press("do.confirm-step")
    person.press("do.print-label.final-bag")
    assert rows(person) == ["wait"]
    first = person.probe.dossier.labels[-1]
    assert not person.part("picture.final-bag").pixmap().isNull()  # type: ignore[attr-defined]
    person.write("field.why.final-bag", "smeared")
    person.press("do.spoil-label.final-bag")
    assert "smeared" in person.said
    person.scan(first.identifier.encode())
    assert rows(person) == ["later"], "a spoilt label is not taken"
    person.press("do.print-label.final-bag")
    assert len(person.probe.dossier.labels) == 1, "another print says why"
    person.write("field.why.final-bag", "first one smeared")
    person.press("do.print-label.final-bag")
    second = person.probe.dossier.labels[-1]
    assert second.copy == 2
    person.press(f"do.dispose-label.{first.id}")
    person.choose("field.fate", "destroyed")
    person.write("field.fate_why", "cut up")
    person.press("do.dispose-now")
    person.signed("PH2")
    person.scan(second.identifier.encode())
    assert rows(person) == ["ok"]
    assert person.may_press("do.confirm-step")


# ------------------------------------------------------------------------------------------------ keyboard and look
def test_a_step_is_done_by_keys_alone(at: Open) -> None:
    person = at()
    QTest.keyClick(person.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert person.turn.state is TurnState.STARTED
    person.scan(STOCK)
    person.scan(BAGS)
    QTest.keyClick(person.window, Qt.Key.Key_F8)
    assert person.window.open_sheet is not None
    QTest.keyClick(person.window.open_sheet, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert person.window.open_sheet is None
    person.type("drawn", "2.50")
    QTest.keyClick(person.part("field.drawn"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert person.window.open_sheet is not None
    person.signed("PH1")
    assert person.turn.state is TurnState.PERFORMED


def test_the_keyboard_begins_at_the_first_value_that_is_missing(at: Open) -> None:
    person = at().at_draw()
    person.bench._look_at(0)
    person.press("do.to-now")
    assert person.window.focusWidget() is person.part("field.drawn")


def test_everything_at_the_bench_is_named_big_enough_and_not_cut(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    person = bench(qtbot, tmp_path, Probe.prepare).at_draw()
    person.type("drawn", "2.9")
    person.press("do.late-entry")
    for size in ((1366, 768), (1920, 1080)):
        person.window.resize(*size)
        QApplication.processEvents()
        assert clipped(person.bench) == []
        assert unnamed(person.bench) == []
    touched = [person.part(name) for name in ("do.report-problem", "do.confirm-step", "field.drawn", "field.cause.drawn", "field.reason.drawn")]
    assert [each.objectName() for each in touched if each.height() < 48] == []
    area = person.bench._area
    assert area.horizontalScrollBar().maximum() == 0
    assert area.widget().width() <= area.viewport().width()
