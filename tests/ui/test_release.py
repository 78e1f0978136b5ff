"""Quality control and release through the real window: results, exceptions, review, release, refusals, papers."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.batch.probe import BAGS, Probe
from tests.desk import PASSWORD, PIN
from tests.ui.clip import clipped
from tests.ui.windows import Opened, open_window, picture
from ui.kit.table import Row, TableView
from ui.screens.lot_results import LotResultsScreen
from ui.screens.qc import QcScreen, waiting
from ui.screens.release import ReleaseScreen
from ui.screens.release_paper import PaperScreen
from ui.screens.release_words import limit_words
from workbench.batch.actions.moving import decide
from workbench.batch.actions.steps import Cause
from workbench.batch.moves import Move
from workbench.batch.records import Attachment, BagStatus, ResultKind, Status, TestResult
from workbench.batch.verdicts import SpecLine, Verdict, specification
from workbench.documents.records import Document, DocumentKind, Holder
from workbench.formula.reading import formula_of
from workbench.kernel.findings import Refused
from workbench.labels.records import LabelPrint
from workbench.quality.actions import report_problem
from workbench.words.translation import ENGLISH

SCREENS = {"qc": QcScreen, "release": ReleaseScreen, "lot-results": LotResultsScreen, "paper": PaperScreen}
ROOT = Path(__file__).parents[2]
PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


class Hands:
    """A person at the window: works it by the names of its parts."""

    def __init__(self, opened: Opened, probe: Probe) -> None:
        self.opened, self.probe, self.window = opened, probe, opened.window

    def at(self, person: str, screen: str, about: str = "") -> Hands:
        self.opened.enter(person)
        self.window.go(screen, about or None)
        QApplication.processEvents()
        return self

    def press(self, name: str) -> None:
        button = self.opened.find(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} cannot be pressed"
        button.click()
        QApplication.processEvents()

    def may_press(self, name: str) -> bool:
        return self.opened.find(name).isEnabled()

    def write(self, name: str, text: str) -> None:
        field = self.opened.find(name)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)
            field.textEdited.emit(text)
        QApplication.processEvents()

    def choose(self, name: str, code: str) -> None:
        field = self.opened.find(name)
        assert isinstance(field, QComboBox)
        assert field.findData(code) >= 0, f"{name} does not offer {code}"
        field.setCurrentIndex(field.findData(code))
        field.activated.emit(field.currentIndex())
        QApplication.processEvents()

    def row(self, name: str, record: str) -> None:
        table = self.opened.find(name)
        assert isinstance(table, TableView)
        assert table.choose(record), f"{name} does not hold {record}"
        QApplication.processEvents()

    def records(self, name: str) -> list[object]:
        table = self.opened.find(name)
        assert isinstance(table, TableView)
        return [line.record for line in table.rows.lines if isinstance(line, Row)]

    def sign(self, person: str, secret: str) -> None:
        self.choose("field.signer", person)
        self.write("field.secret", secret)
        self.press("do.sign")

    @property
    def signers(self) -> set[str]:
        field = self.opened.find("field.signer")
        assert isinstance(field, QComboBox)
        return {str(field.itemData(place)) for place in range(field.count())}

    @property
    def said(self) -> str:
        QApplication.processEvents()
        return "\n".join(each.text() for each in self.window.findChildren(QLabel) if each.isVisible())

    @property
    def screen(self) -> ReleaseScreen:
        shown = self.window.shown
        assert isinstance(shown, ReleaseScreen)
        return shown

    @property
    def status(self) -> Status:
        return self.probe.dossier.batch.status

    @property
    def verdicts(self) -> dict[str, Verdict]:
        return {each.test.name: each.verdict for each in specification(self.probe.dossier)}


@pytest.fixture()
def hands(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Callable[[Callable[[Probe], object]], Hands]:
    def begin(story: Callable[[Probe], object]) -> Hands:
        probe = Probe(tmp_path)
        story(probe)
        opened = open_window(tmp_path, screens=SCREENS, room=probe.desk)
        qtbot.addWidget(opened.window)
        opened.window.show()
        return Hands(opened, probe)

    return begin


Begin = Callable[[Callable[[Probe], object]], Hands]


def filled(probe: Probe) -> None:
    """The whole batch, no result yet."""
    probe.prepare()
    for number in (1, 2):
        probe.fill(number)
        probe.label(number)
    probe.close()


def troubled(probe: Probe) -> None:
    """A batch with a wrong scan, a value outside its limit, and a reported problem; every gating result is in."""
    probe.start("check_order")
    probe.record("check_order", {})
    probe.verify("check_order", {})
    probe.start("scan")
    with pytest.raises(Refused):
        probe.scan("scan", BAGS)
    probe.scan("scan", "000101")
    probe.record("scan", {"room": "clean"})
    probe.start("plan")
    probe.record("plan", {})
    key = "1 piece"
    probe.start("draw", key)
    probe.scan("draw", "000101", key)
    probe.scan("draw", BAGS, key)
    probe.record("draw", {"drawn": "2.9"}, key, causes={"drawn": Cause("equipment", "plunger slipped and was pushed back")})
    probe.verify("draw", {"drawn": "2.9"}, key)
    probe.label(1)
    probe.fill(2)
    probe.label(2)
    probe.close()
    report_problem(probe.batch, "environment", "door of the clean room stood open", step="sum_up", **probe.desk.doing("PH1"))
    probe.result("stock_ph", "6.5", lot="L1")
    probe.result("content", "10.0")
    probe.result("endotoxin", "0.1")


def reviewed(probe: Probe) -> None:
    """Made, reviewed, provisionally released."""
    probe.made()
    decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))


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
    person.probe.result("stock_ph", "6.5", lot="L1", why="typed again")
    person.window.shown.refresh()  # type: ignore[union-attr]
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


def _also_supervisor() -> tuple[object, ...]:
    from datetime import date

    from workbench.kernel.values import Role
    from workbench.people.records import Appointment

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


# ------------------------------------------------------------------------------------------------------ papers and bags
def test_papers_are_kept_shown_as_they_are_and_duplicates_say_why(hands: Begin) -> None:
    person = hands(reviewed)
    person.at("RP1", "release", person.probe.batch)
    person.press("do.print-record")
    sheet = person.window.open_sheet
    record = person.probe.desk.kept(Document)[0]
    assert sheet.paper.view.pdf == record.content  # type: ignore[union-attr]
    person.press("do.close")
    person.press("do.print-certificate")
    person.press("do.close")
    person.press("do.print-certificate")
    assert not person.may_press("do.print-certificate-now")
    person.write("field.why", "the first one got wet")
    person.press("do.print-certificate-now")
    person.press("do.close")
    made = person.probe.desk.kept(Document, kind=DocumentKind.PROVISIONAL)
    assert [(each.copy, each.why) for each in made] == [(1, None), (2, "the first one got wet")]
    person.press("field.view.papers")
    assert len(person.records("list.papers")) == 3
    person.window.go("paper", ("batch record", person.probe.batch))
    assert record.number in person.said


def test_a_bag_is_tagged_and_handed_out_only_with_its_certificate(hands: Begin) -> None:
    person = hands(reviewed)
    bag = person.probe.dossier.bags[0].id
    person.at("PH1", "release", person.probe.batch)
    person.press("field.view.papers")
    person.row("list.bags", bag)
    person.press("do.issue-bag")
    person.write("field.holder", "Haematology 4B, nurse Rossi")
    person.press("do.issue-bag-now")
    assert "No release certificate has been printed" in person.said
    person.press("do.cancel")
    person.press("do.print-certificate")
    person.press("do.close")
    person.press("do.print-tag")
    person.choose("field.bag", bag)
    person.press("do.print-tag-now")
    (tag,) = [each for each in person.probe.desk.kept(LabelPrint) if each.profile.startswith("tie-on-tag")]
    assert person.window.open_sheet.paper.view.pdf == tag.content  # type: ignore[union-attr]
    person.press("do.close")
    person.opened.scan(tag.identifier.encode())
    person.row("list.bags", bag)
    person.press("do.issue-bag")
    person.write("field.holder", "Haematology 4B, nurse Rossi")
    person.press("do.issue-bag-now")
    assert person.probe.dossier.bags[0].status is BagStatus.ISSUED


# ------------------------------------------------------------------------------------------------------ looks
def test_nothing_is_cut_off(qtbot: QtBot, each_look: str, tmp_path: Path) -> None:
    probe = Probe(tmp_path)
    troubled(probe)
    probe.result("sterility", "no_growth", kind=ResultKind.TO_DATE, day=3)
    opened = open_window(tmp_path, screens=SCREENS, room=probe.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    person = Hands(opened, probe).at("SU1", "release", probe.batch)

    def look(name: str) -> None:
        picture(opened.window, f"{name}-{each_look}", PICTURES)
        assert clipped(opened.window) == [], name

    look("release")
    person.row("list.exceptions", f"deviation:{probe.dossier.deviations[0].id}")
    for name in ("do.open-exception", "do.assess-deviation", "do.enter-result"):
        person.press(name)
        look(name)
        assert opened.window.open_sheet is not None
        opened.window.open_sheet.cancel()
    person.press("field.view.papers")
    look("papers")
    for screen, about in (("qc", ""), ("lot-results", "L1"), ("paper", ("batch record", probe.batch))):
        opened.window.go(screen, about or None)
        look(screen)


def test_the_longest_specification_fits(qtbot: QtBot, each_look: str) -> None:
    """The lines of the CAR-T formula, with nothing entered, in the width that they have on the screen."""
    from ui.kit.theme import look
    from ui.screens.release_results import columns
    from ui.screens.release_words import group_of, limit_cell, result_note, result_text, test_name, verdict_cell
    from ui.kit.table import Cell, Rows

    formula = formula_of((ROOT / "resources" / "formulas" / "CART19-AUTO.toml").read_text(encoding="utf-8"))
    lines = [SpecLine(each, None, None, Verdict.PENDING, False, None) for each in formula.tests]
    words = look.words
    from datetime import date

    shown = [
        Row((Cell(test_name(each.test, words), each.test.method), Cell(result_text(each, words), result_note(each, {}, {}, words)), limit_cell(formula, each.test, words),
             verdict_cell(each, date(2026, 11, 20), words)), each.test.name)
        for each in lines
    ]  # fmt: skip
    assert {group_of(each) for each in lines} == {1, 2}
    table = TableView("results", Rows(columns(words), shown), row=40, wraps=True)
    qtbot.addWidget(table)
    table.resize(628, 1400)
    table.show()
    QApplication.processEvents()
    assert clipped(table) == []


@pytest.mark.parametrize(
    ("test", "limit"),
    [("viability", "≥ 70 %"), ("dose", "> 500 000"), ("sterility", "no growth"),
     ("potency", "Potency a: survival of targets 1:1 < 70 % or Potency b: difference from untransduced 4:1 > 50 %")],
)  # fmt: skip
def test_limits_are_read_in_words(test: str, limit: str) -> None:
    formula = formula_of((ROOT / "resources" / "formulas" / "CART19-AUTO.toml").read_text(encoding="utf-8"))
    of = formula.test(test)
    assert limit_words(formula, of.accept, of.unit, ENGLISH, of).replace("\u00a0", " ").replace("\u202f", " ") == limit
