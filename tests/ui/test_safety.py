"""The ward at the safety screen: the infusion, a fever at night, its grade, the call; and that nothing is cut off."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea
from pytestqt.qtbot import QtBot

from tests.custody.ward import WRISTBAND, Ward
from tests.desk import PIN
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from tests.vigilance.rounds import Bedside
from ui.kit.grades import GradeGrid
from ui.kit.table import Row, TableView
from ui.screens.register import RegisterScreen
from ui.screens.reports import ReportsScreen
from ui.screens.safety import SafetyScreen
from ui.screens.table import slow_badges
from ui.screens.today import TodayScreen
from workbench.barcodes import own
from workbench.custody.records import Infusion, InfusionCorrection
from workbench.people.records import Signature
from workbench.vigilance.records import AlertCall, Graded, GradeDecision, Observation, ReportSource, SafetyReport

SCREENS = {"safety": SafetyScreen, "today": TodayScreen, "register": RegisterScreen, "reports": ReportsScreen}
PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""


def stage(qtbot: QtBot, folder: Path, ward: Ward) -> Hands:
    """A window on the ward's register, with the schedule of the project for the dose of the probe formula."""
    opened = open_window(folder, screens=SCREENS, room=ward.desk)
    texts = {name: text.replace('"car_cell"', '"mg"') for name, text in opened.services.resources.schedules.items()}
    opened.services.resources.__dict__["schedules"] = texts
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, ward)


def moment(ward: Ward, **before: float) -> str:
    """A time as a nurse types it."""
    return f"{ward.desk.clock.at - timedelta(**before):%d-%b-%Y %H:%M}"


def grid(hands: Hands) -> dict[str, tuple[str, ...]]:
    """What the grades by day show."""
    shown = hands.part("grid.grades")
    assert isinstance(shown, GradeGrid)
    return dict(shown.rows)


def test_from_the_scanned_bag_to_the_second_signature(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    hands = stage(qtbot, tmp_path, ward).at("WN1", "safety")
    assert "Nobody is monitored" in hands.said
    hands.press("do.record-infusion")
    hands.opened.scan(ward.code.encode())
    hands.opened.scan(b"%5-7041220-00")
    assert hands.may_press("do.cancel")
    hands.write("field.begun", moment(ward, minutes=10))
    hands.write("field.ended", moment(ward))
    hands.write("field.given", f"{ward.bag.volume.value:f}")
    hands.press("field.whole.yes")
    hands.opened.scan(str(own.Own(own.Kind.PATIENT, ("7041229",))).encode())
    hands.press("do.record-infusion-now")
    assert "not for the patient whose wristband was read" in hands.said
    hands.write("field.patient", "004812771")
    hands.write("field.why_typed", "the wristband is wet")
    hands.press("do.record-infusion-now")
    assert "has no check character" in hands.said, "a plain number that a person types names nobody"
    hands.write("field.patient", WRISTBAND)
    hands.press("do.record-infusion-now")
    hands.press("do.cancel_sign")
    assert hands.may_press("do.record-infusion-now"), "the sheet has waited beneath"
    hands.press("do.record-infusion-now")
    assert "WN1" not in hands.signers
    hands.sign("MD1", PIN)
    (infusion,) = ward.desk.kept(Infusion)
    assert (infusion.person, infusion.bag_read, infusion.patient_read) == ("WN1", ward.code, WRISTBAND)
    assert (infusion.bag_by_hand, infusion.patient_by_hand) == (False, True)
    hands.press("do.check-infusion")
    assert "WN1" not in hands.signers
    hands.sign("MD1", PIN)
    assert [each.person for each in ward.desk.kept(Signature, subject=infusion.id)] == ["MD1"]
    assert not hands.may_press("do.check-infusion")
    hands.press("do.correct-infusion")
    hands.write("field.begun", moment(ward, minutes=12))
    hands.write("field.why", "the pump was started earlier")
    hands.press("do.record-infusion-now")
    assert len(ward.desk.kept(InfusionCorrection)) == 1
    assert hands.may_press("do.check-infusion")


def test_a_fever_at_night_comes_to_a_grade_and_a_call(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(4)
    bedside.desk.clock.at = bedside.begun + timedelta(hours=16)
    hands = stage(qtbot, tmp_path, bedside).at("WN1", "safety")
    hands.press("do.record-round")
    hands.write("field.at", moment(bedside, minutes=1))
    hands.write("field.temperature", "97")
    for name in ("fever_other_cause", "treated", "hypotension", "vasopressin"):
        hands.press(f"field.{name}.no")
    hands.write("field.vasopressors", "0")
    hands.choose("field.oxygen", "room_air")
    before = bedside.desk.head()
    hands.press("do.record-round-now")
    assert "outside what can be of a human" in hands.said
    assert bedside.desk.head() == before
    hands.write("field.temperature", "39,1")
    hands.press("do.cancel")
    hands.at("MD1", "safety")
    hands.press("do.record-round")
    assert hands.part("field.temperature").text() == "", "what somebody else saw"  # type: ignore[attr-defined]
    hands.press("do.cancel")
    hands.at("WN1", "safety")
    hands.press("do.record-round")
    assert "This was typed before and has not been entered" in hands.said
    hands.press("do.record-round-now")
    assert len(bedside.desk.kept(Observation, item="temperature")) == 2
    assert "1" in grid(hands)["CRS"][:2]
    assert "First fever" in hands.said or any("First fever" in text for text in _cells(hands, "list.alerts"))
    assert "overdue" not in " ".join(_cells(hands, "list.alerts"))
    bedside.desk.later(minutes=31)
    for _ in range(60):
        hands.window.desk.tick.emit()
    assert "overdue" in " ".join(_cells(hands, "list.alerts"))
    hands.row("list.alerts", next(each.id for each in bedside.track.open_alerts() if each.kind == "alerts.fever"))
    hands.press("do.report-alert")
    assert "from the alert, not scanned" in hands.said
    for place in range(6):
        hands.press(f"field.serious{place}.N")
    hands.press("do.report-now")
    (report,) = bedside.desk.kept(SafetyReport)
    assert (report.source, report.bag, report.patient) == (ReportSource.MONITORING, bedside.infusion.bag, bedside.infusion.patient)
    hands.window.go("safety")
    assert report.onset == bedside.stood("temperature").at and "39.1" in report.reaction
    hands.press("do.call")
    hands.write("field.called", "Dr Costa")
    hands.choose("field.read_back", "yes")
    hands.press("do.call-now")
    assert [(each.called, each.read_back) for each in bedside.desk.kept(AlertCall)] == [("Dr Costa", True)]
    hands.at("MD1", "safety")
    hands.press("do.record-round")
    assert "typed before" not in hands.said
    hands.press("do.cancel")
    hands.press("do.decide-grade")
    hands.choose("field.grade", "2")
    hands.write("field.why", "blood pressure was 80 before the bolus")
    hands.press("do.decide-grade-now")
    assert [(each.grade, each.confirms) for each in bedside.desk.kept(GradeDecision)] == [(2, False)]
    assert "2" in grid(hands)["CRS"][:2]


def _cells(hands: Hands, name: str) -> list[str]:
    table = hands.part(name)
    assert isinstance(table, TableView)
    return [cell.said for line in table.rows.lines if isinstance(line, Row) for cell in line.cells]


def test_what_was_typed_wrong_is_corrected_and_what_is_not_done_says_why(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(0.25, temperature="39,1")
    bedside.desk.clock.at = bedside.begun + timedelta(hours=5)
    hands = stage(qtbot, tmp_path, bedside).at("WN1", "safety")
    wrong = bedside.stood("temperature")
    hands.press("do.correct")
    hands.choose("field.observation", wrong.id)
    hands.write("field.value", "37,1")
    hands.write("field.reason", "read from the neighbour")
    unit = hands.part("field.unit")
    assert isinstance(unit, QComboBox)
    hands.press("do.correct-now")
    assert str(bedside.stood("temperature").value) == "37.1 degC"
    assert any("no longer so after a correction" in text for text in _cells(hands, "list.alerts"))
    hands.press("do.sheets")
    shown = _cells(hands, "list.observed")
    assert "37.1 °C, before: 39.1 °C (read from the neighbour)" in [each.replace("\u00a0", " ") for each in shown]
    assert any(each.startswith("CRS 0") for each in shown)
    hands.press("do.close")
    (missed, *_) = [each for each in hands.records("list.dues") if "D0-vitals 3" in str(each)]
    hands.row("list.dues", str(missed))
    hands.press("do.waive")
    hands.write("field.reason", "was in radiology")
    hands.press("do.waive-now")
    assert any("was in radiology" in text for text in _cells(hands, "list.dues"))
    assert "2 missed without a reason" in hands.said  # before the infusion, and after one hour
    hands.at("WN1", "today")
    assert "missed observation, say why" in hands.said


def test_a_laboratory_sheet_is_entered_and_graded_by_the_version_that_was_chosen(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.sheet(-5, {"alt": "30", "platelets": "210"}, limits={"alt": ("10", "40"), "platelets": ("150", "400")})
    bedside.desk.clock.at = bedside.begun + timedelta(hours=30)
    hands = stage(qtbot, tmp_path, bedside).at("MD1", "safety")
    hands.press("do.all-grades")
    assert "No version of CTCAE is chosen" in hands.said
    hands.press("do.choose-ctcae")
    hands.choose("field.version", "5")
    hands.write("field.why", "the protocol of the centre")
    hands.press("do.choose-ctcae-now")
    hands.press("do.record-laboratory")
    assert hands.part("field.upper.alt").text() == "40", "the limits of the last sheet"  # type: ignore[attr-defined]
    hands.write("field.at", moment(bedside, minutes=5))
    hands.write("field.alt", "130")
    hands.choose("field.unit.platelets", "/uL")
    assert hands.part("field.lower.platelets").text() == "150000", "the limits follow the unit"  # type: ignore[attr-defined]
    hands.write("field.platelets", "40000")
    hands.write("field.haemoglobin", "9,1")
    before = bedside.desk.head()
    hands.press("do.record-round-now")
    assert "The unit is missing" in hands.said
    assert bedside.desk.head() == before
    hands.choose("field.unit.haemoglobin", "g/dL")
    hands.press("field.form.treatment")
    hands.press("field.form.laboratory")
    assert hands.part("field.alt").text() == "130", "another form loses nothing"  # type: ignore[attr-defined]
    hands.press("do.record-round-now")
    assert {each.scale: each.grade for each in bedside.track.standing()} == {"ctcae5.alt": 2, "ctcae5.platelets": 3, "ctcae5.haemoglobin": 2}
    assert str(bedside.stood("platelets").lower) == "150.000 10^9/L"
    hands.press("do.checklist")
    hands.press("field.list.infusion reaction")
    assert "from memory" in hands.said
    hands.write("field.at", moment(bedside, hours=29))
    hands.choose("field.grade", "1")
    hands.write("field.reason", "chills, no interruption")
    hands.press("do.grade-now")
    assert grid(hands)["Reaction"][:2] == ("1", "")
    hands.press("do.all-grades")
    shown = hands.part("grid.all")
    assert isinstance(shown, GradeGrid)
    assert [(name, marks[:2]) for name, marks in shown.rows] == [("Reaction", ("1", "")), ("Haemoglobin", ("", "2")), ("Platelets", ("", "3")), ("ALT", ("", "2"))]
    hands.press("do.close")
    hands.press("do.sheets")
    assert any("normal 10 to 40" in each for each in _cells(hands, "list.observed"))
    hands.press("do.close")
    hands.press("do.correct")
    hands.choose("field.observation", bedside.stood("alt").id)
    assert hands.part("field.upper").text() == "40"  # type: ignore[attr-defined]
    hands.write("field.value", "130")
    hands.write("field.upper", "55")
    hands.write("field.reason", "the limit for her age")
    picture(hands.window, "safety-correct-laboratory", PICTURES)
    hands.press("do.correct-now")
    assert str(bedside.stood("alt").upper) == "55 U/L"
    assert [each.grade for each in bedside.desk.kept(Graded, scale="ctcae5.alt")] == [2, 1]


def test_today_tells_the_ward_what_waits_and_nobody_else(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(0.5, temperature="39,1")
    bedside.desk.later(hours=1)
    hands = stage(qtbot, tmp_path, bedside).at("MD1", "today")
    assert "call about an alert" not in hands.said
    hands.at("WN1", "today")
    assert {"call about an alert", "late observation"} <= {each for each in ("call about an alert", "late observation") if each in hands.said}
    assert "check the infusion" not in hands.said
    assert slow_badges(hands.window.desk)()["safety"] == len(bedside.track.open_alerts()) + 3, "the sheets of 0, 15 and 60 minutes are late"
    hands.press(f"do.wait.{bedside.batch}")
    assert hands.window.shown is not None
    assert hands.window.shown.objectName() == "screen.safety"


def test_an_old_infusion_is_found_in_the_register_and_opens_as_itself(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.desk.later(days=90)
    hands = stage(qtbot, tmp_path, bedside).at("PH1", "safety")
    assert "Nobody is monitored" in hands.said
    hands.window.go("register", ("infusions", "lebed"))
    hands.row("list.register", bedside.infusion.id)
    hands.press("do.open")
    assert hands.records("list.monitored") == [bedside.infusion.id]
    assert "day 90" in " ".join(_cells(hands, "list.monitored"))


def test_nothing_is_cut_off(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(4, hypotension="", temperature="38,6")
    bedside.round(16, temperature="39,1", vasopressors="2", hypotension="yes", oxygen="nasal_cannula", oxygen_flow="4", ice_naming="1")
    bedside.sheet(16, {"ferritin": "900", "fibrinogen": "1,2", "neutrophils": "300", "uric_acid": "500", "potassium": "6.2", "creatinine": "90"})
    bedside.desk.later(hours=14)
    hands = stage(qtbot, tmp_path, bedside).at("WN1", "safety")
    hands.window.resize(1366, 768)
    picture(hands.window, f"safety-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    sheets = each_look in ("light-en", "dark-ru")  # what fits in a language fits in both themes
    for name in ("record-infusion", "correct-infusion", "sheets", "record-round", "record-laboratory", "all-grades", "checklist", "call", "decide-grade", "correct", "death", "check-infusion") if sheets else ():
        hands.press(f"do.{name}")
        picture(hands.window, f"safety-{name}-{each_look}", PICTURES)
        assert clipped(hands.window) == [], name
        sheet = hands.window.open_sheet
        assert sheet is not None
        for form in ("cells", "treatment", "course") if name == "record-laboratory" else ():
            hands.press(f"field.form.{form}")
            picture(hands.window, f"safety-{form}-{each_look}", PICTURES)
            assert clipped(hands.window) == [], form
        sheet = hands.window.open_sheet
        assert sheet is not None
        for area in sheet.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is not None
            assert inside.minimumSizeHint().width() <= area.viewport().width(), f"{name} is wider than its sheet"
        if name == "record-infusion":
            hands.write("field.bag", "%1-26")
            picture(hands.window, f"safety-typed-{each_look}", PICTURES)
            assert clipped(hands.window) == []
        sheet.cancel()
