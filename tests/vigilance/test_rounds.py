"""Bedside sheets: what cannot be is refused in place, the rest is graded at once, and what calls for somebody is raised."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk import codes
from tests.vigilance.rounds import CALM, EDITIONS, SCHEDULES, Bedside
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.vigilance.actions.deciding import call_about_alert, decide_grade, record_death, waive_observation
from workbench.vigilance.actions.rounds import Sheet, correct_observation, record_round
from workbench.vigilance.monitoring import dues, monitored, worst, worst_of
from workbench.vigilance.observed import Typed
from workbench.vigilance.records import Alert, Graded, Observation
from workbench.vigilance.schedule import State


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Bedside:
    """One sheet of somebody who is well, four hours after the infusion; what is refused leaves it so."""
    bedside = Bedside(tmp_path_factory.mktemp("bedside"))
    bedside.round(4)
    return bedside


REFUSED = {
    "97 °C": ("vigilance.impossible", 5, {"temperature": "97"}, {}),
    "Fahrenheit": ("vigilance.unit-other", 5, {"temperature": "97"}, {"temperature": "degF"}),
    "no unit": ("vigilance.unit-missing", 5, {"ferritin": "500"}, {"ferritin": ""}),
    "another unit": ("vigilance.unit-other", 5, {"neutrophils": "0.4"}, {"neutrophils": "g/L"}),
    "five points of four": ("vigilance.impossible", 5, {"ice_orientation": "5"}, {}),
    "half a point": ("vigilance.not-whole", 5, {"ice_naming": "1.5"}, {}),
    "no number": ("calculation.number-unreadable", 5, {"temperature": "warm"}, {}),
    "two numbers in one": ("calculation.number-ambiguous", 5, {"ferritin": "1,234"}, {}),
    "no such word": ("vigilance.no-such-word", 5, {"oxygen": "tent"}, {}),
    "no such item": ("vigilance.no-such-item", 5, {"pulse": "80"}, {}),
    "before the infusion": ("vigilance.before-infusion", -1, {"temperature": "37"}, {}),
    "twice": ("vigilance.round-twice", 4, {"temperature": "37.1"}, {}),
    "nothing": ("vigilance.sheet-empty", 5, {}, {}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_place(calm: Bedside, case: str) -> None:
    code, hours, typed, units = REFUSED[case]
    head = calm.desk.head()
    with pytest.raises(Refused) as refused:
        calm.sheet(hours, typed, units=units)
    assert codes(refused.value) == {code}
    assert all(each.where in {*typed, "at"} for each in refused.value.findings)
    assert calm.desk.head() == head


def test_the_future_is_refused(calm: Bedside) -> None:
    sheet = Sheet(calm.desk.clock.at + timedelta(minutes=2), (Typed("temperature", "37", "degC"),))
    with pytest.raises(Refused) as refused:
        record_round(calm.infusion.id, sheet, SCHEDULES, EDITIONS, **calm.desk.doing("WN1"))
    assert codes(refused.value) == {"vigilance.ahead"}


def test_only_the_ward_observes(calm: Bedside) -> None:
    with pytest.raises(Refused) as refused:
        calm.sheet(6, {"temperature": "37"}, who="PH1")
    assert codes(refused.value) == {"people.act-not-allowed"}


def test_who_is_well_has_grade_0_and_calls_for_nobody(calm: Bedside) -> None:
    assert calm.grades() == {"crs": [0], "ice": [10], "icans": [0]}
    assert calm.track.alerts == ()


def test_results_of_the_same_minute_come_later_from_the_laboratory(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(30)
    bedside.sheet(30, {"neutrophils": "0,4", "ferritin": "900"}, units={"neutrophils": "10^9/L", "ferritin": "ng/mL"})
    seen = bedside.stood("neutrophils")
    assert (str(seen.value), seen.raw) == ("400.0 cell/uL", "0,4 10^9/L")
    assert [each.kind for each in bedside.track.alerts] == ["alerts.neutrophils"]
    assert len(bedside.track.graded) == 3


def test_a_fever_at_night_is_graded_and_raised_in_the_same_act(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(4)
    done = bedside.round(16, temperature="39,1")
    assert bedside.grades()["crs"] == [0, 1]
    assert {each.kind for each in done.changed if isinstance(each, Alert)} == {"alerts.fever", "alerts.grade CRS 1"}
    (alert,) = [each for each in bedside.track.open_alerts() if each.kind == "alerts.fever"]
    at = bedside.desk.clock.at
    call_about_alert(alert.id, "Dr Costa", at, read_back=False, **bedside.desk.doing("WN1"))
    assert alert in bedside.track.open_alerts()
    call_about_alert(alert.id, "Dr Costa", at, read_back=True, **bedside.desk.doing("WN1"))
    assert alert not in bedside.track.open_alerts()
    with pytest.raises(Refused) as again:
        call_about_alert(alert.id, " ", at - timedelta(hours=1), read_back=True, **bedside.desk.doing("WN1"))
    assert codes(again.value) == {"vigilance.nobody-called", "vigilance.call-early", "vigilance.called-before"}


def test_what_is_missing_cannot_be_graded_and_is_never_0(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(4, hypotension="", temperature="38,5", ice_writing="")
    assert bedside.grades() == {"crs": [None], "ice": [None], "icans": [None]}
    reasons = {each.scale: {one.code for one in each.reasons} for each in bedside.track.graded}
    assert all("grading.missing" in each for each in reasons.values())
    day = bedside.begun.date()
    assert worst_of(bedside.track, day) == {"crs": None, "icans": None}
    assert (worst((0, None)), worst((2, None)), worst((0, 1))) == (None, 2, 1)


def test_a_correction_makes_another_grade_beside_the_old_one(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(16, temperature="39,1", vasopressors="1", hypotension="yes")
    old = bedside.stood("vasopressors")
    for raw, why, code in (("0", "", "vigilance.why-missing"), ("1", "misread", "vigilance.nothing-changed"), ("-1", "misread", "vigilance.impossible")):
        with pytest.raises(Refused) as refused:
            correct_observation(old.id, Typed("", raw), why, EDITIONS, **bedside.desk.doing("WN1"))
        assert code in codes(refused.value)
    correct_observation(old.id, Typed("", "0"), "charted for the neighbour", EDITIONS, **bedside.desk.doing("WN1"))
    given = [(each.number, each.grade) for each in bedside.desk.kept(Graded) if each.scale == "crs"]
    assert given == [(1, 3), (2, 2)]
    assert bedside.grades()["crs"] == [2]
    assert len(bedside.desk.kept(Observation, item="vasopressors")) == 2
    with pytest.raises(Refused) as twice:
        correct_observation(old.id, Typed("", "2"), "once more", EDITIONS, **bedside.desk.doing("WN1"))
    assert codes(twice.value) == {"vigilance.corrected-before"}


def test_a_physician_confirms_or_overrides_with_a_reason(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(16, temperature="39,1")
    grade = next(each for each in bedside.track.standing() if each.scale == "crs")
    score = next(each for each in bedside.track.standing() if each.scale == "ice")
    physician = bedside.desk.doing("MD1", Role.PHYSICIAN)
    for of, level, why, code in (
        (grade, 2, "", "vigilance.why-missing"), (grade, 6, "very ill", "vigilance.grade-range"), (score, 9, "slip", "vigilance.no-grade"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            decide_grade(of.id, level, why, **physician)
        assert code in codes(refused.value)
    with pytest.raises(Refused) as nurse:
        decide_grade(grade.id, 1, "", **bedside.desk.doing("WN1"))
    assert codes(nurse.value) == {"people.act-not-allowed"}
    decide_grade(grade.id, 1, "", **physician)
    decide_grade(grade.id, 2, "blood pressure at 80 before the bolus", **physician)
    assert bedside.grades()["crs"] == [2]
    assert bedside.desk.one(Graded, grade.id).grade == 1
    assert [each.kind for each in bedside.track.alerts if each.kind.startswith("alerts.grade")] == ["alerts.grade CRS 1", "alerts.grade CRS 2"]


def test_what_is_due_is_done_late_missed_or_does_not_apply(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(0.25)
    states = {(each.item.line, each.item.number): each for each in dues(bedside.track, SCHEDULES, bedside.desk.clock.at)}
    assert states["D0-vitals", 2].state is State.DONE
    assert states["D0-bag", 1].state is State.DONE
    bedside.desk.clock.at = bedside.begun + timedelta(hours=1, minutes=10)
    states = {(each.item.line, each.item.number): each for each in dues(bedside.track, SCHEDULES, bedside.desk.clock.at)}
    assert states["D0-vitals", 4].state is State.LATE
    bedside.desk.clock.at = bedside.begun + timedelta(hours=4)
    states = {(each.item.line, each.item.number): each for each in dues(bedside.track, SCHEDULES, bedside.desk.clock.at)}
    assert states["D0-vitals", 3].state is State.MISSED
    key = states["D0-vitals", 3].key
    with pytest.raises(Refused) as refused:
        waive_observation(bedside.infusion.id, key, "", **bedside.desk.doing("WN1"))
    assert codes(refused.value) == {"vigilance.why-missing"}
    waive_observation(bedside.infusion.id, key, "was in radiology", **bedside.desk.doing("WN1"))
    states = {(each.item.line, each.item.number): each for each in dues(bedside.track, SCHEDULES, bedside.desk.clock.at)}
    assert (states["D0-vitals", 3].state, states["D0-vitals", 3].reason) == (State.NOT_APPLICABLE, "was in radiology")


def test_a_death_is_grade_5_of_what_it_was_due_to_and_ends_the_track(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.round(16, temperature="39,1")
    physician = bedside.desk.doing("MD1", Role.PHYSICIAN)
    with pytest.raises(Refused) as refused:
        record_death("P1", bedside.begun, "crs", **physician)
    assert codes(refused.value) == {"vigilance.seen-later"}
    bedside.desk.later(hours=3)
    record_death("P1", bedside.desk.clock.at, "crs", **physician)
    assert bedside.grades()["crs"] == [1, 5]
    with pytest.raises(Refused) as after:
        bedside.round(40)
    assert codes(after.value) == {"vigilance.after-death"}
    with pytest.raises(Refused) as twice:
        record_death("P1", bedside.desk.clock.at, "other", **physician)
    assert "vigilance.died-before" in codes(twice.value)


def test_patients_are_monitored_for_the_first_weeks(calm: Bedside) -> None:
    with calm.desk.register.reading() as reader:
        assert [each.infusion for each in monitored(reader, calm.begun + timedelta(days=34))] == [calm.infusion]
        assert monitored(reader, calm.begun + timedelta(days=36)) == ()
    assert set(CALM) <= {each.item for each in calm.desk.kept(Observation)}
