"""Every infused bag counts, and an event counts once: for the right bag, by the grade that counts, within its window."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.surveillance.lots import PLANS, Lots
from workbench.batch.records import MarkKind, ResultKind, StepMark, TestResult
from workbench.charts.records import Size
from workbench.custody.records import Infusion, InfusionCorrection
from workbench.followup.records import Known, Malignancy
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity, Role
from workbench.people.records import Factor, Meaning, Signature
from workbench.surveillance import drawn
from workbench.surveillance.analysis import unkept
from workbench.surveillance.course import courses_of
from workbench.surveillance.exposure import DOSE, Event, events_of, exposure_of, products
from workbench.surveillance.monitors import Monitor, plans_of
from workbench.surveillance.records import Signal, SignalStep, State
from workbench.surveillance.trail import Trail
from workbench.vigilance.records import Death, GradeDecision, Outcome, Qualification, ReportSource, ReportStatus, SafetyReport
from workbench.words.translation import ENGLISH

PLAN = PLANS["CART"]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Lots:
    """Six bags: three with CRS of 3 or more by the rule, of which a physician lowered one; one patient was given two bags, and died."""
    ward = Lots(tmp_path_factory.mktemp("exposed"), grades=(3, 4, 3, 1, 0, 2))
    desk, zone = ward.desk, ward.desk.zone
    begun = {each.id: each.begun for each in desk.kept(Infusion)}
    desk.put(GradeDecision("GD1", "GRX3", "INX3", 2, False, "no oxygen was needed", desk.clock.at, zone, "MD1"))
    again = desk.one(Infusion, "INX5")
    ward.give(7, 0, patient="PX5")
    died = begun["INX5"] + timedelta(days=5)
    desk.put(Death("DE1", "PX5", died, "other", "", died + timedelta(hours=1), zone, "MD1"))
    moved = begun["INX1"] - timedelta(days=15)
    desk.put(InfusionCorrection("IC1", "INX1", moved, moved, again.given, True, "", (), "wrong day", desk.clock.at, zone, "WN1"))
    received = begun["INX2"] + timedelta(days=2)
    report = SafetyReport(
        "SR1", ReportStatus.RECEIVED, ReportSource.SPONTANEOUS, "PX2", "X2-1", "PROBE-2026-9002", "PROBE.1", "4B", "Rossi, Lia", Qualification.OTHER, "fever",
        received, Outcome.UNKNOWN, "NNYNNN", (), received, received, zone, "WN1",
    )  # fmt: skip
    nullified = replace(report, id="SR2", status=ReportStatus.NULLIFIED, patient="PX4", bag="X4-1", batch="PROBE-2026-9004")
    desk.put(report, nullified)
    own = replace(report, id="SR3", patient="PX6", bag="X6-1", batch="PROBE-2026-9006", answers="NNNNNN", received=desk.clock.at, at=desk.clock.at)
    wrong = Malignancy(
        "ML1", "PX6", "INX6", "lymphoma", Known.UNKNOWN, desk.clock.at.date(), desk.clock.at, "SR3", "", None, "", desk.clock.at, zone, "MD1"
    )  # fmt: skip
    desk.put(own, wrong, replace(wrong, id="ML2", kind="T-cell lymphoma", t_cell=Known.YES, replaces="ML1", why="read again"))
    for place, (value, checked) in enumerate(((7.1, True), (7.4, False)), 1):
        key = f"R{place}"
        of = f"PROBE-2026-900{place}"
        desk.put(TestResult(key, "endotoxin", ResultKind.VALUE, str(value), received, zone, "QC1", of, value=Quantity(Decimal(str(value)), "EU/mL")))
        if checked:
            desk.put(Signature(f"G{place}", "QC2", Role.ANALYST, Meaning.CHECKED, received, zone, Factor.PIN, "result", key, b"d" * 32, of))
    for place, person in enumerate(("PH1", "PH2", "PH2")):
        desk.put(StepMark(f"M{place}", "PROBE-2026-9001", f"s{place}", "", MarkKind.PERFORMED, received, zone, person, Role.PHARMACIST))
    return ward


def monitored(ward: Lots, code: str) -> Mapping[str, Event]:
    monitor = PLAN.monitor(code)
    assert isinstance(monitor, Monitor)
    with ward.desk.register.reading() as reader:
        return events_of(reader, exposure_of(reader, "PROBE", "medicine"), monitor)


def test_every_infused_bag_counts_and_no_other(ward: Lots) -> None:
    exposure = ward.exposure
    assert [each.line.id for each in exposure.rows] == ["INX1", "INX2", "INX3", "INX4", "INX5", "INX6", "INX7"]
    assert exposure.patients == 6
    assert {number for each in exposure.rows for _, number in each.lots} == {"26K-01"}
    with ward.desk.register.reading() as reader:
        assert products(reader) == ("PROBE",)
        assert exposure_of(reader, "NOTHING", "medicine").rows == ()


def test_the_grade_that_counts_makes_the_event_within_its_window(ward: Lots) -> None:
    found = monitored(ward, "crs3")
    assert set(found) == {"INX2"}, "the first bag's infusion was corrected out of the window, a physician lowered the third"
    event = found["INX2"]
    assert event.monitored is not None
    assert event.reported is not None
    assert event.first == "report", "it was reported an hour before the sheet was typed"


def test_an_event_after_two_bags_of_a_patient_counts_for_the_last(ward: Lots) -> None:
    assert set(monitored(ward, "death30")) == {"INX7"}


def test_a_second_malignancy_is_seen_first_in_follow_up_and_its_own_report_is_no_other_source(ward: Lots) -> None:
    found = monitored(ward, "malignancy")
    assert set(found) == {"INX6"}
    assert (found["INX6"].first, found["INX6"].reported) == ("follow-up", None)


def test_a_serious_report_counts_unless_it_was_nullified(ward: Lots) -> None:
    assert set(monitored(ward, "serious28")) == {"INX2"}


def test_quality_and_hands_are_those_that_stand(ward: Lots) -> None:
    rows = {each.line.id: each for each in ward.exposure.rows}
    assert rows["INX1"].values["endotoxin"] == pytest.approx(7.1)
    assert "endotoxin" not in rows["INX2"].values, "a result counts when a second analyst has checked it"
    assert DOSE in rows["INX6"].values
    assert (rows["INX1"].operator, rows["INX1"].operators) == ("PH2", ("PH1", "PH2"))


def test_a_patient_who_died_is_not_looked_at_any_longer(ward: Lots) -> None:
    with ward.desk.register.reading() as reader:
        courses = courses_of(reader, exposure_of(reader, "PROBE", "medicine"), "crs", 14, 3, ward.desk.clock.at)
    assert [each.exposed.line.id for each in courses] == ["INX7", "INX6", "INX5"], "the newest first"
    assert courses[0].died == pytest.approx(3)
    assert (courses[0].until, courses[0].going_on) == (pytest.approx(3), False)


def test_one_event_of_seven_flags_nothing_and_says_so(ward: Lots) -> None:
    board = ward.board
    assert not [each for each in board.flags if each.monitor == "crs3"]
    crs = next(each for each in board.watched if each.monitor.code == "crs3")
    assert crs.basis.few
    assert crs.monitor.told, "numbers from memory are told as such"
    assert crs.basis.comparisons == PLAN.rules


def test_what_is_kept_is_proposed_again_only_after_more_events(tmp_path: Path) -> None:
    ward = Lots(tmp_path)
    flags = [each for each in ward.board.flags if each.method == "lots"]
    flag = flags[0]
    signal = Signal("SIG-1", "PROBE", *flag.key[:2], flag.rule, "seen", flag.lot, flag.shown, flag.behind, ward.desk.clock.at, "UTC", "PH1")
    kept = Trail(signal, (), (), (), (), ())
    closed = replace(kept, steps=(SignalStep("SP1", "SIG-1", State.CLOSED, "done", ward.desk.clock.at, "UTC", "SU1"),))
    fewer = replace(closed, signal=replace(signal, behind=flag.behind[:2]))
    assert unkept(flags, ()) == tuple(flags)
    assert unkept(flags, (kept,)) == ()
    assert unkept(flags, (closed,)) == ()
    assert unkept(flags, (fewer,)) == tuple(flags)
    assert unkept(flags, (kept, fewer)) == (), "the newest counts"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("days = 14", "days = 0"), ("expected = 0.07", "expected = 7.0"), ("least_events = 3 }", "least_events = 0 }"), ("alpha = 0.05", "alpha = 0.9"),
        ("limit = 2.5", "limit = 0.0"), ('code = "crs3"', 'code = "icans3"'), ("tolerated = 0.25", "tolerated = 1.5"), ("least = 3", "leest = 3"),
        ('status = "from memory"', 'status = "certain"'),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused(root: Path, old: str, new: str) -> None:
    text = (root / "resources" / "signals" / "CART.toml").read_text(encoding="utf-8")
    assert old in text
    assert plans_of({"CART": text})
    with pytest.raises(Refused):
        plans_of({"CART": text.replace(old, new, 1)})


def test_what_is_drawn_says_what_was_reckoned(ward: Lots) -> None:
    board = ward.board
    crs = next(each for each in board.watched if each.monitor.code == "crs3")
    size, words = Size(420, 290), ENGLISH
    steps = drawn.maxsprt_chart(crs, size, words)
    assert steps is not None
    assert (sum(steps.events), len(steps.values), steps.crossed) == (1, 7, None)
    lots = drawn.groups_chart(crs.lots, crs.overall, crs, {}, size, words)
    assert [(each.name, each.text) for each in lots.rows] == [("All bags", "1 of 7 · 14 %"), ("26K-01", "1 of 7 · 14 %")]
    looked = next(each for each in crs.attributes if each.attribute.name == "endotoxin")
    strip = drawn.strip_chart(looked, size, words)
    assert [each.values for each in strip.groups] == [(pytest.approx(7.1),), ()]
    assert [text for _, text in strip.limits] == ["specification ≤ 0.5"]
    assert looked.thirds.without_value == 6, "no value is guessed"
    heads, found = drawn.table_of(steps, words)
    assert heads[0] == "Bag"
    assert [each[1] for each in found].count("yes") == 1
    assert drawn.table_of(strip, words)[1] == [("no event", "7.1")]
