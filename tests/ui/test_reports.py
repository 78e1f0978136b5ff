"""A report from the ward in under two minutes, counted in acts; its life to the end; and that nothing is cut off."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.custody.ward import WRISTBAND
from tests.desk import PIN
from tests.ui.clip import clipped
from tests.ui.release_stage import Hands
from tests.ui.windows import open_window, picture
from tests.vigilance.reports import Reporting
from ui.screens.reports import ReportsScreen
from ui.screens.safety import SafetyScreen
from ui.screens.today import TodayScreen
from workbench.barcodes import own
from workbench.scanners.records import HandEntry
from workbench.vigilance.records import CausalityAssessment, Naming, ReportSent, ReportStatus, SafetyReport

PICTURES: Path | None = None
"""Set it to a folder to look at what the tests see."""
SHEETS = ("new-report", "news", "sent", "assess", "nullify", "close")


def stage(qtbot: QtBot, folder: Path, ward: Reporting) -> Hands:
    opened = open_window(folder, screens={"safety": SafetyScreen, "today": TodayScreen, "reports": ReportsScreen}, room=ward.desk)
    qtbot.addWidget(opened.window)
    opened.window.show()
    return Hands(opened, ward)


def moment(ward: Reporting, **before: float) -> str:
    """A time as a nurse types it."""
    return f"{ward.desk.clock.at - timedelta(**before):%d-%b-%Y %H:%M}"


def answer(hands: Hands, letters: str) -> int:
    """Answers the six questions; how many acts that took."""
    for place, letter in enumerate(letters):
        hands.press(f"field.serious{place}.{letter}")
    return len(letters)


def test_a_nurse_reports_with_one_scan_a_sentence_a_time_and_six_answers(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    hands = stage(qtbot, tmp_path, ward).at("WN1", "safety")
    hands.press("do.reports")
    assert "No open reports" in hands.said
    acts = 3  # safety, reports, new report
    hands.press("do.new-report")
    hands.opened.scan(WRISTBAND.encode())
    assert f"{ward.batch}, bag {ward.bag.number}" in hands.said, "a wristband proposes the bag that was given last"
    assert not hands.may_press("do.report-now")
    hands.write("field.reaction", "chills and fever 39")
    hands.write("field.onset", moment(ward, hours=1))
    acts += 3 + answer(hands, "NNYNNU")
    hands.press("do.report-now")
    assert acts + 1 <= 14, "at most eight seconds for each act: two minutes"
    (report,) = ward.desk.kept(SafetyReport)
    assert (report.bag, report.reporter, report.answers) == (ward.bag.id, "Rossi, Lia", "NNYNNU")
    assert {"RU.serious", "INTERNAL.bag"} <= {each.clock for each in ward.case(report.id).open_clocks}
    assert "23:59 h left" in _cells(hands) or "24:00 h left" in _cells(hands)


def _cells(hands: Hands) -> str:
    table = hands.part("list.reports")
    return " ".join(f"{cell.text} {cell.sub}" for line in table.rows.lines for cell in line.cells)  # type: ignore[attr-defined]


def test_what_cannot_be_is_said_at_its_field(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    hands = stage(qtbot, tmp_path, ward).at("WN1", "reports")
    hands.press("do.new-report")
    hands.opened.scan(str(own.Own(own.Kind.PATIENT, ("7041229",))).encode())
    assert "No patient with %5-7041229" in hands.said
    hands.write("field.patient", "")
    hands.opened.scan(ward.code.encode())
    hands.write("field.reaction", "rash")
    hands.write("field.onset", moment(ward, hours=3))
    answer(hands, "NNNNNN")
    before = ward.desk.head()
    hands.press("do.report-now")
    assert "before the infusion of this bag" in hands.said
    assert ward.desk.head() == before
    hands.write("field.onset", "")
    hands.press("do.report-now")
    assert len(ward.desk.kept(SafetyReport)) == 1


def test_where_nothing_can_be_scanned_patient_and_bag_are_chosen(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    hands = stage(qtbot, tmp_path, ward).at("WN1", "reports")
    hands.press("do.new-report")
    hands.write("field.patient", "004812771")
    hands.press("do.choose")
    assert hands.records("list.patients") == ["P1"], "who was given a bag last stands there"
    hands.write("field.find", "leb")
    hands.part("field.find").searched.emit("leb")  # type: ignore[attr-defined]
    assert hands.records("list.given") == [ward.bag.id, "-"]
    hands.press("do.choose-now")
    assert f"{ward.batch}, bag {ward.bag.number}" in hands.said
    assert "chosen from the register, not scanned" in hands.said
    hands.write("field.reaction", "rash")
    answer(hands, "NNNNNN")
    hands.press("do.report-now")
    (report,) = ward.desk.kept(SafetyReport)
    assert (report.bag, report.patient, report.bag_named, report.patient_named) == (ward.bag.id, "P1", Naming.CHOSEN, Naming.CHOSEN)
    assert "The bag was chosen from a list." in hands.said
    assert ward.desk.kept(HandEntry) == ()


def test_from_today_a_physician_assesses_what_is_due_is_sent_and_quality_closes(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    number = ward.report().report.id
    hands = stage(qtbot, tmp_path, ward).at("MD1", "today")
    hands.at("SU1", "today")
    assert f"{number} · a clock runs" in hands.said
    hands.press(f"do.wait.{number}")
    hands.press("do.sent")
    hands.write("field.receiver", "the authority")
    hands.press("do.sent-now")
    hands.press("do.sent")
    hands.write("field.receiver", "the responsible person")
    hands.press("do.sent-now")
    assert len(ward.desk.kept(ReportSent)) == 2
    assert not hands.may_press("do.assess"), "a supervisor does not assess"
    hands.at("MD1", "reports")
    hands.press("do.assess")
    assert "No safety list of this product was in force" in hands.said
    for place, letter in enumerate("YYYNUUUU"):
        hands.press(f"field.who{place}.{letter}")
    hands.write("field.why", "time fits")
    assert hands.may_press("do.assess-now"), "the answers led to a category"
    hands.choose("field.category", "probable/likely")
    assert not hands.may_press("do.assess-now")
    hands.write("field.otherwise", "no infection was found")
    hands.press("do.naranjo")
    for place, letter in enumerate("UYUUUUUUU"):
        hands.press(f"field.naranjo{place}.{letter}")
    assert "1 answer is lacking" in hands.said
    assert not hands.may_press("do.assess-now"), "all ten or none"
    hands.press("field.naranjo9.Y")
    assert "3 points: possible" in hands.said
    hands.press("do.naranjo")
    hands.press("do.assess-now")
    hands.sign("MD1", PIN)
    (made,) = ward.desk.kept(CausalityAssessment)
    assert (made.person, made.category, made.proposed, made.otherwise) == ("MD1", "probable/likely", "possible", "no infection was found")
    assert made.naranjo == "UYUUUUUUUY"
    hands.at("SU1", "today")
    assert f"{number} · close the report" in hands.said
    hands.press(f"do.wait.{number}")
    hands.press("do.close")
    hands.sign("SU1", PIN)
    assert ward.case(number).report.status is ReportStatus.CLOSED


def test_nothing_is_cut_off(each_look: str, qtbot: QtBot, tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    first = ward.report()
    ward.report("MD1", answers="YNNNNN", reaction="Died in the night after high fever, low blood pressure and a seizure that did not end")
    ward.report("PH1", bag="", patient="", product="")
    case = ward.news(ward.assess(first, naranjo="UYUUUUUUUY"))
    ward.send(case)
    ward.report("MD1", reaction="fever again")
    ward.desk.later(days=1)
    hands = stage(qtbot, tmp_path, ward).at("SU1", "reports", first.report.id)
    hands.window.resize(1366, 768)
    picture(hands.window, f"reports-{each_look}", PICTURES)
    assert clipped(hands.window) == []
    if each_look not in ("light-en", "dark-ru"):
        return  # what fits in a language fits in both themes
    for name in SHEETS:
        hands.at("MD1" if name == "assess" else "SU1", "reports", "SR-2026-0004" if name == "sent" else first.report.id)
        hands.press(f"do.{name}")
        picture(hands.window, f"reports-{name}-{each_look}", PICTURES)
        assert clipped(hands.window) == [], name
        sheet = hands.window.open_sheet
        assert sheet is not None
        for area in sheet.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is not None
            assert inside.minimumSizeHint().width() <= area.viewport().width(), f"{name} is wider than its sheet"
        if name == "assess":
            hands.press("do.naranjo")
            hands.press("field.naranjo1.Y")
            picture(hands.window, f"reports-naranjo-{each_look}", PICTURES)
            assert clipped(hands.window) == []
        if name == "new-report":
            hands.write("field.bag", f"{ward.code[:-1]}0")
            hands.press("do.choose")
            picture(hands.window, f"reports-choose-{each_look}", PICTURES)
            assert clipped(hands.window) == []
            hands.press("do.cancel")
            picture(hands.window, f"reports-typed-{each_look}", PICTURES)
            assert clipped(hands.window) == []
        sheet.cancel()
