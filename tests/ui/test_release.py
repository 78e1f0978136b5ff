"""Quality control and release through the real window: results, exceptions, review, release, refusals, papers."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.batch.probe import Probe
from tests.desk import PASSWORD, PIN
from tests.ui.release_stage import Begin, begin, filled, reviewed, troubled
from ui.kit.table import Row, TableView
from ui.screens.lot_results import LotResultsScreen
from ui.screens.qc import waiting
from workbench.batch.actions.moving import decide
from workbench.batch.moves import Move
from workbench.batch.records import Attachment, BagStatus, ResultKind, Status, TestResult
from workbench.batch.verdicts import Verdict
from workbench.documents.records import Holder
from workbench.kernel.values import Role
from workbench.people.records import Appointment
from workbench.quality.actions import report_problem


@pytest.fixture
def hands(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Begin:
    return lambda story: begin(qtbot, tmp_path, story)


# ------------------------------------------------------------------------------------------------------ results
def test_a_result_is_entered_by_one_and_checked_by_another(hands: Begin, tmp_path: Path) -> None:
    person = hands(filled).at("QC1", "release", "")
    batch = person.probe.batch
    person.at("QC1", "release", batch)
    person.row("list.results", "endotoxin")
    person.press("do.enter-result")
    assert not person.may_press("do.enter-result-now")
    person.write("field.result", "1,234")
    assert not person.may_press("do.enter-result-now"), "an ambiguous number is not guessed"
    person.write("field.result", "0,1")
    raw = tmp_path / "plate.csv"
    raw.write_text("well;EU/mL\nA1;0.10\n")
    sheet = person.window.open_sheet
    sheet.file.take(raw)  # type: ignore[union-attr]
    person.press("do.enter-result-now")
    person.sign("QC1", PIN)
    (result,) = person.probe.desk.kept(TestResult, batch=batch)
    assert (result.raw, result.person) == ("0,1", "QC1")
    assert person.probe.desk.one(Attachment, result.attachment or "").content == raw.read_bytes()
    assert person.verdicts["endotoxin"] is Verdict.PENDING, "unchecked, it counts for nothing"
    person.row("list.results", "endotoxin")
    person.press("do.check-result")
    assert "well;EU/mL" in person.opened.window.open_sheet.findChild(QPlainTextEdit).toPlainText()  # type: ignore[union-attr]
    person.press("do.check-result-now")
    assert person.signers == {"QC2"}, "whoever entered it is not offered"
    person.opened.scan(person.opened.badge("QC1"))
    assert "another analyst checks it" in person.said
    person.sign("QC2", PIN)
    assert person.verdicts["endotoxin"] is Verdict.COMPLIES
    assert not person.opened.services.drafts.find(f"result/{batch}/endotoxin")


def test_what_was_typed_comes_back_after_a_wrong_secret_and_a_cancel(hands: Begin) -> None:
    person = hands(filled)
    person.at("QC1", "release", person.probe.batch)
    person.row("list.results", "content")
    person.press("do.enter-result")
    person.write("field.result", "9.97")
    person.press("do.enter-result-now")
    person.write("field.secret", "111111")
    person.press("do.sign")
    assert "do.sign" in {each.objectName() for each in person.window.findChildren(QPushButton) if each.isVisible()}
    person.press("do.cancel_sign")
    person.press("do.enter-result")
    assert person.opened.find("field.result").text() == "9.97"  # type: ignore[attr-defined]
    assert not person.probe.desk.kept(TestResult)


@pytest.mark.parametrize(("kind", "value", "day", "shown"), [("to date", "no_growth", "3", "to date, day 3"), ("not tested", "", "", "not tested")])
def test_kinds_of_result(hands: Begin, kind: str, value: str, day: str, shown: str) -> None:
    person = hands(filled)
    person.at("QC1", "release", person.probe.batch)
    person.row("list.results", "sterility")
    person.press("do.enter-result")
    person.press(f"field.kind.{kind}")
    if value:
        assert not person.may_press("do.enter-result-now")
        person.choose("field.result", value)
        person.write("field.day", day)
    person.press("do.enter-result-now")
    person.sign("QC1", PIN)
    (result,) = person.probe.desk.kept(TestResult)
    assert result.kind is ResultKind(kind)
    table = person.opened.find("list.results")
    assert isinstance(table, TableView)
    line = next(each for each in table.rows.lines if isinstance(each, Row) and each.record == "sterility")
    assert shown in line.cells[1].said


def test_a_correction_asks_why_lapses_the_review_and_says_so(hands: Begin) -> None:
    person = hands(reviewed)
    person.at("RP1", "release", person.probe.batch)
    person.press("do.print-certificate")
    person.press("do.close")
    person.press("field.view.papers")
    person.press("do.hand-over")
    person.write("field.holder", "Haematology 4B, nurse Rossi")
    person.press("do.hand-over-now")
    assert person.probe.desk.kept(Holder)
    person.at("QC1", "release", person.probe.batch)
    person.press("field.view.results")
    person.row("list.results", "content")
    person.press("do.enter-result")
    person.write("field.result", "10.1")
    assert not person.may_press("do.enter-result-now"), "a correction says why"
    person.write("field.why", "integration of the wrong peak")
    person.press("do.enter-result-now")
    person.sign("QC1", PIN)
    assert "Signature lapsed: reviewed, by Weber, Ute" in person.said
    assert "no longer stands; held by Haematology 4B, nurse Rossi" in person.said


def test_results_of_a_shared_lot_are_entered_once(hands: Begin) -> None:
    person = hands(filled)
    person.at("QC1", "qc")
    assert person.records("list.qc") == [person.probe.batch, "L1"]
    person.row("list.qc", "L1")
    person.press("do.open")
    assert isinstance(person.window.shown, LotResultsScreen)
    assert person.window.shown.patient is None
    person.row("list.results", "stock_ph")
    person.press("do.enter-result")
    person.write("field.result", "6.5")
    person.press("do.enter-result-now")
    person.sign("QC1", PIN)
    person.press("do.check-result")
    person.press("do.check-result-now")
    person.sign("QC2", PIN)
    assert person.verdicts["stock_ph"] is Verdict.COMPLIES
    person.at("QC1", "qc")
    assert person.records("list.qc") == [person.probe.batch]


# ------------------------------------------------------------------------------------------------------ review and release
def test_every_exception_is_opened_then_reviewed_then_released(hands: Begin) -> None:
    person = hands(troubled)
    person.at("SU1", "release", person.probe.batch)
    keys = [str(each) for each in person.records("list.exceptions")]
    assert len(keys) == 3
    assert "3 exceptions are not opened" in person.said
    assert not person.may_press("do.decide")
    for key in keys:
        person.row("list.exceptions", key)
        person.press("do.open-exception")
        person.press("do.close")
    assert "3 of 3 opened" in person.said
    person.press("do.decide")
    assert person.signers == {"SU1", "SU2", "RP1", "RP2"}
    person.sign("SU1", PASSWORD)
    assert "Opened at review, UW" in str([person.screen.cases.cases.rows.cell(place, 0).said for place in range(3)])
    person.at("RP1", "release", person.probe.batch)
    person.press("field.decision.release provisionally")
    assert "Not yet: 2 things missing" in person.said, "two deviations are not assessed"
    for each in person.probe.dossier.deviations:
        person.at("SU2", "release", person.probe.batch)
        person.row("list.exceptions", f"deviation:{each.id}")
        person.press("do.assess-deviation")
        person.press("field.decision.continue")
        person.write("field.assessment", "within the prescribed range, product unaffected")
        person.press("do.assess-deviation-now")
        person.sign("SU2", PIN)
    assert all(each.assessed_by == "SU2" for each in person.probe.dossier.deviations)
    person.at("RP1", "release", person.probe.batch)
    person.press("field.decision.release provisionally")
    person.press("do.decide")
    person.sign("RP1", PASSWORD)
    assert person.status is Status.PROVISIONAL
    assert {each.status for each in person.probe.dossier.bags} == {BagStatus.RELEASED}


def test_what_one_reviewer_opened_is_remembered_for_nobody_else(hands: Begin) -> None:
    person = hands(troubled)
    person.at("SU1", "release", person.probe.batch)
    person.row("list.exceptions", str(person.records("list.exceptions")[0]))
    person.press("do.open-exception")
    person.press("do.close")
    person.at("SU2", "release", person.probe.batch)
    assert "0 of 3 opened" in person.said
    person.at("SU1", "release", person.probe.batch)
    assert "1 of 3 opened" in person.said


def test_release_is_refused_to_whoever_took_part(hands: Begin) -> None:
    def story(probe: Probe) -> None:
        probe.made()
        decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
        report_problem(probe.batch, "unknown", "seen late", **probe.desk.doing("RP1"))

    person = hands(story)
    person.at("PH1", "release", person.probe.batch)
    assert "took part in this batch" in person.said
    assert {each.code for each in person.screen.against.all} >= {"people.took-part"}  # type: ignore[union-attr]
    person.at("RP1", "release", person.probe.batch)
    person.press("field.decision.release provisionally")
    assert not person.may_press("do.decide"), "a deviation is open"
    assert "What lifts it" in person.said


def test_a_performer_cannot_sign_the_review(hands: Begin) -> None:
    def story(probe: Probe) -> None:
        probe.made()
        probe.desk.put(*_also_supervisor())

    person = hands(story)
    person.at("SU1", "release", person.probe.batch)
    person.press("do.decide")
    assert "PH1" not in person.signers
    person.opened.scan(person.opened.badge("PH1"))
    assert "Kim, Anna" in person.said
    assert person.window.open_sheet is not None, "the refusal stands in place"


def _also_supervisor() -> tuple[Appointment, ...]:
    return (Appointment("A-PH1-supervisor", "PH1", Role.SUPERVISOR, date(2026, 1, 1)),)


def test_hold_is_entered_and_rejection_signed_with_its_reason(hands: Begin) -> None:
    person = hands(Probe.made)
    person.at("RP1", "release", person.probe.batch)
    person.press("field.decision.hold")
    assert not person.may_press("do.decide")
    person.write("field.reason", "call from the ward")
    person.press("do.decide")
    assert person.status is Status.HELD
    assert not person.opened.find("field.decision.certify").isEnabled()
    person.press("field.decision.reject")
    assert not person.may_press("do.decide"), "a rejection says why"
    person.write("field.reason", "product left the refrigerator")
    person.press("do.decide")
    person.sign("RP1", PASSWORD)
    assert person.status is Status.REJECTED
    assert "Nothing is left to decide" in person.said
    assert {each.status for each in person.probe.dossier.bags} == {BagStatus.REJECTED}


def test_a_failed_result_holds_the_batch_and_is_shown_first(hands: Begin) -> None:
    def story(probe: Probe) -> None:
        reviewed(probe)
        probe.result("sterility", "growth")

    person = hands(story)
    person.at("RP1", "qc")
    assert person.records("list.qc") == [person.probe.batch]
    assert waiting(person.window.desk) == 1
    person.row("list.qc", person.probe.batch)
    person.press("do.open")
    assert person.status is Status.HELD
    assert str(person.records("list.results")[0]) == "sterility"
    assert str(person.records("list.exceptions")[0]).startswith("result:")


def test_a_problem_is_reported_from_here_and_stops_release(hands: Begin) -> None:
    person = hands(Probe.made)
    person.at("RP1", "release", person.probe.batch)
    person.screen.report()
    person.choose("field.cause", "environment")
    person.write("field.reason", "the door stood open for a minute")
    person.press("do.send-problem")
    (deviation,) = person.probe.dossier.deviations
    assert (deviation.person, deviation.step) == ("RP1", "")
    assert person.records("list.exceptions") == [f"deviation:{deviation.id}"]
    assert not person.may_press("do.decide")
