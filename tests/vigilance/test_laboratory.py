"""Laboratory values after an infusion: limits in place, terms of CTCAE by one version, tumour lysis, ICAHT of the whole course, clinicians' lists."""
from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desk import codes
from tests.vigilance.rounds import CHECKLISTS, EDITIONS, SCHEDULES, Bedside
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity, Role
from workbench.vigilance.actions.choosing import choose_ctcae, grade_by_clinician
from workbench.vigilance.actions.deciding import decide_grade
from workbench.vigilance.actions.rounds import correct_observation
from workbench.vigilance.grading import icaht_platelets
from workbench.vigilance.laboratory import Course, of_course
from workbench.vigilance.monitoring import dues
from workbench.vigilance.observed import ITEMS, Typed
from workbench.vigilance.records import Graded, Observation
from workbench.vigilance.scales import calls, ctcae_of, highest

ZONE = "Europe/Moscow"
BEGUN = datetime.fromisoformat("2026-11-20T11:00:00+03:00")


def chosen(bedside: Bedside, version: str = "5") -> Bedside:
    """The same, with a version of CTCAE in force."""
    choose_ctcae(version, "the protocol of the centre", EDITIONS, **bedside.desk.doing("SU1"))
    return bedside


def reasons(bedside: Bedside, scale: str) -> set[str]:
    """Why the newest grade of a scale is what it is."""
    return {each.code for each in [one for one in bedside.track.standing() if one.scale == scale][-1].reasons}


def published(shared: Path, patient: str) -> list[tuple[int, str]]:
    """Day and count of one published patient, in the order of the file."""
    with (shared / "vectors" / "icaht_series.csv").open(encoding="utf-8") as file:
        return [(int(row["day"]), row["anc_per_uL"]) for row in csv.DictReader(file) if row["patient"] == patient]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Bedside:
    """A baseline from the day before, one sheet of day 1 by CTCAE v5; what is refused leaves it so."""
    bedside = chosen(Bedside(tmp_path_factory.mktemp("lab")))
    bedside.sheet(-20, {"alt": "30", "creatinine": "60", "uric_acid": "300", "potassium": "4"}, limits={"alt": ("10", "40"), "creatinine": ("40", "90")})
    bedside.sheet(
        26, {"alt": "130", "ast": "90", "platelets": "40", "haemoglobin": "7,9", "creatinine": "150", "sodium": "133", "inr": "1.1", "crp": "12"},
        units={"haemoglobin": "g/dL"}, limits={"alt": ("10", "40"), "haemoglobin": ("12", "16"), "creatinine": ("40", "90"), "sodium": ("135", "")},
    )  # fmt: skip
    return bedside


WRONG = {
    "another unit": ("vigilance.unit-other", {"haemoglobin": "9"}, {"haemoglobin": "mmol/mol"}, {}),
    "no human has it": ("vigilance.impossible", {"haemoglobin": "900"}, {}, {}),
    "limits cross": ("vigilance.limits-cross", {"alt": "30"}, {}, {"alt": ("40", "10")}),
    "a limit in another unit": ("vigilance.impossible", {"haemoglobin": "9"}, {"haemoglobin": "g/dL"}, {"haemoglobin": ("120", "160")}),
    "an upper limit of zero": ("vigilance.limit-zero", {"alt": "30"}, {}, {"alt": ("", "0")}),
    "a limit that is no number": ("calculation.number-unreadable", {"alt": "30"}, {}, {"alt": ("", "normal")}),
    "limits of what has none": ("vigilance.no-limits", {"temperature": "37"}, {}, {"temperature": ("36", "37")}),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_in_place(lab: Bedside, case: str) -> None:
    code, typed, units, limits = WRONG[case]
    head = lab.desk.head()
    with pytest.raises(Refused) as refused:
        lab.sheet(30, typed, units=units, limits=limits)
    assert codes(refused.value) == {code}
    assert {each.where for each in refused.value.findings} == set(typed)
    assert lab.desk.head() == head


def test_only_the_laboratory_reports_from_before_the_infusion(lab: Bedside) -> None:
    for hours, typed in ((-20, {"temperature": "37"}), (-20, {"sodium": "140", "oxygen": "room_air"}), (-24 * 31, {"sodium": "140"})):
        with pytest.raises(Refused) as refused:
            lab.sheet(hours, typed)
        assert codes(refused.value) == {"vigilance.before-infusion"}


def test_values_are_kept_in_one_unit_with_their_limits(lab: Bedside) -> None:
    seen = lab.stood("haemoglobin")
    assert (str(seen.value), str(seen.lower), str(seen.upper), seen.raw) == ("79.0 g/L", "120 g/L", "160 g/L", "7,9 g/dL (12 to 16)")
    assert (lab.stood("ast").lower, lab.stood("ast").upper) == (None, None)


def test_each_term_is_graded_or_says_what_is_missing(lab: Bedside) -> None:
    now = {each.scale: each.grade for each in lab.track.standing() if lab.track.day(each.at) == 1}
    assert now == {
        "ctcae5.alt": 2, "ctcae5.ast": None, "ctcae5.platelets": 3, "ctcae5.haemoglobin": 3, "ctcae5.creatinine": 2, "ctcae5.sodium": 1, "ctcae5.inr": None,
    }  # fmt: skip
    assert reasons(lab, "ctcae5.ast") == {"grading.missing"}
    kept = lab.desk.kept(Graded, scale="ctcae5.alt")[-1]
    assert (kept.ctcae_version, kept.rule) == ("5", "CTCAE v5, rule 1")
    assert {"value": "130", "upper": "40", "base": "30", "base_state": "normal"}.items() <= {each.name: each.value for each in kept.inputs}.items()
    assert not [each for each in lab.track.alerts if "CTCAE" in each.kind], "laboratory terms call for nobody by themselves"


def test_where_nobody_chose_a_version_nothing_is_graded_by_one(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.sheet(2, {"platelets": "15"})
    assert (bedside.grades(), bedside.track.ctcae) == ({}, None)
    for version, why, product, code in (
        ("4", "an old protocol", "", "vigilance.no-such-word"), ("5", "", "", "vigilance.why-missing"), ("5", "study", "NONE", "vigilance.no-such-word"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            choose_ctcae(version, why, EDITIONS, product=product, **bedside.desk.doing("SU1"))
        assert codes(refused.value) == {code}
    with pytest.raises(Refused) as nurse:
        choose_ctcae("5", "study", EDITIONS, **bedside.desk.doing("WN1"))
    assert codes(nurse.value) == {"people.act-not-allowed"}
    chosen(bedside, "6")
    with pytest.raises(Refused) as same:
        chosen(bedside, "6")
    assert codes(same.value) == {"vigilance.chosen-before"}
    code = bedside.track.product.rpartition(".")[0]
    choose_ctcae("5", "the study of this product", EDITIONS, product=code, **bedside.desk.doing("SU1"))
    assert bedside.track.ctcae == "6", "this patient was graded by it first"
    bedside.sheet(26, {"platelets": "15"})
    assert bedside.grades() == {"ctcae6.platelets": [3]}
    _correct(bedside)


def _correct(bedside: Bedside) -> None:
    """A corrected value makes another grade beside the old one, and so does the limit of another laboratory."""
    bedside.sheet(-30, {"alt": "31"}, limits={"alt": ("10", "40")})
    bedside.sheet(50, {"alt": "900"}, limits={"alt": ("", "40")})
    wrong = bedside.stood("alt")
    for right, why, code in ((Typed("", "900", "U/L", "", "40"), "misread", "vigilance.nothing-changed"), (Typed("", "90", "U/L"), "", "vigilance.why-missing")):
        with pytest.raises(Refused) as refused:
            correct_observation(wrong.id, right, why, EDITIONS, **bedside.desk.doing("WN1"))
        assert codes(refused.value) == {code}
    correct_observation(wrong.id, Typed("", "90", "U/L", "", "40"), "misread", EDITIONS, **bedside.desk.doing("WN1"))
    assert [(each.number, each.grade) for each in bedside.desk.kept(Graded, scale="ctcae6.alt")] == [(1, 4), (2, 1)]
    correct_observation(bedside.stood("alt").id, Typed("", "90", "U/L"), "the limit was another laboratory's", EDITIONS, **bedside.desk.doing("WN1"))
    assert bedside.grades()["ctcae6.alt"] == [None]
    physician = bedside.desk.doing("MD1", Role.PHYSICIAN)
    grade = bedside.track.standing()[-1]
    with pytest.raises(Refused) as beyond:
        decide_grade(grade.id, 5, "very high", **physician)
    assert codes(beyond.value) == {"vigilance.grade-range"}
    decide_grade(grade.id, 1, "by the limit of the other hospital", **physician)
    assert bedside.grades()["ctcae6.alt"] == [1]


def test_tumour_lysis_by_both_definitions_and_the_course_in_order(tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    bedside.sheet(-20, {"uric_acid": "300", "potassium": "4", "phosphate": "1", "calcium": "2,3"})
    bedside.sheet(10, {"potassium": "4.5"})
    assert (bedside.grades()["tls-cb2004"], bedside.grades()["tls-h2011"]) == ([0], [0]), "one value is no pair"
    bedside.sheet(20, {"uric_acid": "380", "potassium": "5.1", "phosphate": "1.2", "calcium": "2.3", "creatinine": "100", "arrhythmia": "none"})
    assert (bedside.grades()["tls-cb2004"], bedside.grades()["tls-h2011"]) == ([0, None], [0, 0])
    facts = {value.value for each in bedside.track.standing() if each.grade is None for one in each.reasons for value in one.facts}
    assert "upper limit of creatinine" in facts
    assert [each.kind for each in bedside.track.alerts if "lysis" in each.kind] == ["alerts.grade-lost tumour lysis (2004) ?"]
    bedside.sheet(
        44.5, {"uric_acid": "500", "potassium": "6.2", "phosphate": "1.2", "calcium": "2.3", "creatinine": "150", "arrhythmia": "none", "lysis_seizure": "none"},
        limits={"creatinine": ("40", "90")},
    )  # fmt: skip
    assert (bedside.grades()["tls-cb2004"], bedside.grades()["tls-h2011"]) == ([0, None, 2], [0, 0, 2])
    assert "grading.tls-day-of-infusion" in reasons(bedside, "tls-h2011")
    bedside.sheet(24 * 9, {"uric_acid": "500", "potassium": "6.2"})
    assert len(bedside.grades()["tls-h2011"]) == 3, "after day 7 it is not asked"
    owed = {each.item.day: each for each in dues(bedside.track, SCHEDULES, bedside.desk.clock.at) if "lysis" in each.item.observed}
    assert "lysis" not in owed[1].missing, "all four were seen"
    assert ("lysis" in owed[9].missing, owed[9].lacking) == (True, ("phosphate", "calcium"))
    _course(bedside)


def _course(bedside: Bedside) -> None:
    """Cells, treatments, infections, response and relapse stand in the track by time."""
    before = len(bedside.track.rounds())
    bedside.sheet(24 * 9.5, {"tocilizumab": "480", "dexamethasone": "10"})
    bedside.sheet(24 * 10, {"car_cells": "120", "car_copies": "45000", "b_cells": "0", "aplasia": "yes", "igg": "320"}, units={"igg": "mg/dL"})
    bedside.sheet(24 * 28, {"response": "cr", "residual": "negative", "infection": "viral", "infections": "CMV, PCR 2100 IU/mL"})
    for typed in ({"relapse": "yes"}, {"antigen": "negative"}, {"relapse": "no", "antigen": "unknown"}):
        with pytest.raises(Refused) as refused:
            bedside.sheet(24 * 33, typed)
        assert codes(refused.value) == {"vigilance.antigen-of-relapse"}
    with pytest.raises(Refused) as dose:
        bedside.sheet(24 * 33, {"tocilizumab": "48000"})
    assert codes(dose.value) == {"vigilance.impossible"}
    bedside.sheet(24 * 33, {"relapse": "yes", "antigen": "negative", "neutrophils": "700"})
    assert str(bedside.desk.kept(Observation, item="igg")[0].value) == "3.20 g/L"
    assert [len(each) for each in list(bedside.track.rounds().values())[before:]] == [2, 5, 4, 3]
    course = bedside.track.course
    assert course.progression is not None
    assert course.day(course.progression) == 33


def seen_of(series: list[tuple[int, str]], item: str = "neutrophils", per: int = 1) -> tuple[Observation, ...]:
    """Counts as they stand in a track, one hour apart where a day has several."""
    unit = ITEMS[item].units[0][0]
    return tuple(
        Observation(f"OB{n}", "IN1", "P1", f"RO{n}", item, BEGUN + timedelta(days=day, minutes=n), ZONE, count, Quantity(Decimal(count) / per, unit), None, BEGUN, "WN1")
        for n, (day, count) in enumerate(series)
    )


def of(*seen: Observation, **ends: datetime) -> dict[str, int | None]:
    """The grades of a whole course, by scale."""
    return {each.scale: each.grade for each, _ in of_course(Course(seen, BEGUN, ZONE, date(2010, 5, 1), **ends))}


@pytest.mark.parametrize("patient", [str(number) for number in range(1, 11)])
def test_published_patients_have_the_published_grades(shared: Path, patient: str) -> None:
    with (shared / "vectors" / "icaht_expected.csv").open(encoding="utf-8") as file:
        told = next(row for row in csv.DictReader(file) if row["patient"] == patient)
    with (shared / "vectors" / "icaht_series.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["patient"] == patient]
    ends = {"death": "last_fu_day", "progression": "progression_day", "therapy": "subsequent_therapy_day"}
    known = {name: BEGUN + timedelta(days=int(rows[0][column]), hours=5) for name, column in ends.items() if rows[0][column]}
    given = of(*seen_of([(int(row["day"]), row["anc_per_uL"]) for row in rows]), **known)
    assert given["icaht-early"] == int(told["early_grade"])
    assert given.get("icaht-late") == (int(told["late_grade"]) if told["late_grade"] else None)


def test_early_grades_wait_for_their_thirty_days_or_a_death() -> None:
    low = [(day, "300") for day in range(16)]
    assert of(*seen_of(low)) == {}, "the run may go on"
    assert of(*seen_of(low), death=BEGUN + timedelta(days=16)) == {"icaht-early": 4}
    assert of(*seen_of([*low, (30, "2000")])) == {"icaht-early": None}, "two weeks without a count"
    assert of(*seen_of([*low, (16, "900"), (30, "2000")])) == {"icaht-early": 3}
    assert of(*seen_of([*((day, "2000") for day in (0, 7, 14, 21, 28, 35)), (38, "450.4"), (42, "900")])) == {"icaht-early": 0, "icaht-late": 3}
    assert of(*seen_of([(30, "2000"), (45, "90")]), progression=BEGUN + timedelta(days=40)) == {"icaht-early": 0}, "later counts are not its"


def test_platelets_are_counted_in_days_or_not_at_all() -> None:
    def days(series: list[tuple[int, str]], **ends: datetime) -> dict[str, int | None]:
        return of(*seen_of([(day, f"{int(count) * 1000}") for day, count in series], "platelets", 1000), **ends)

    weekly = [(day, "150") for day in range(0, 31, 6)]
    assert days(weekly) == {"icaht-early-platelets": 0}
    assert days([*weekly, (7, "45"), (8, "140")]) == {"icaht-early-platelets": 1}
    assert days([*weekly, *((day, "30") for day in range(7, 15))]) == {"icaht-early-platelets": 2}
    assert days([*weekly, *((day, "10") for day in range(7, 21))]) == {"icaht-early-platelets": 4}
    assert days([(0, "150"), (9, "15"), (30, "150")]) == {"icaht-early-platelets": None}
    assert days([*weekly, (35, "90"), (40, "120")]) == {"icaht-early-platelets": 0, "icaht-late-platelets": 1}
    assert days([*weekly, (35, "15"), (50, "120")]) == {"icaht-early-platelets": 0, "icaht-late-platelets": None}
    assert icaht_platelets.late([(3, 90_000)]).grade is None


def test_counts_that_are_entered_come_to_the_published_grades(shared: Path, tmp_path: Path) -> None:
    bedside = Bedside(tmp_path)
    for number, (day, count) in enumerate(published(shared, "6")):
        bedside.sheet(24 * day + 1 + number / 60, {"neutrophils": count})
        if day < 30:
            assert "icaht-early" not in bedside.grades(), "its run may go on"
    assert (bedside.grades()["icaht-early"], bedside.grades()["icaht-late"]) == ([2], [2])
    early = bedside.desk.kept(Graded, scale="icaht-early")[-1]
    assert early.round == bedside.infusion.id
    assert {"day 0", "day 16"} <= {each.name for each in early.inputs}
    assert "grading.icaht-so-far" in reasons(bedside, "icaht-late")
    kept = len(bedside.desk.kept(Graded, scale="icaht-early"))
    zero = next(each for each in bedside.desk.kept(Observation, item="neutrophils") if bedside.track.day(each.at) == 3)
    correct_observation(zero.id, Typed("", "1200", "cell/uL"), "the tube of the neighbour", EDITIONS, **bedside.desk.doing("WN1"))
    assert [each.number for each in bedside.desk.kept(Graded, scale="icaht-early")] == list(range(1, kept + 2)), "another grade beside the old one"
    _clinician(bedside)


def _clinician(bedside: Bedside) -> None:
    """A physician grades from a list: with the reason, once for a time, and the list says that it is from memory."""
    at, physician = bedside.begun + timedelta(hours=20), bedside.desk.doing("MD1", Role.PHYSICIAN)
    hs = CHECKLISTS["IEC-HS"]
    found = {"ferritin": True, "attributable": True, "fibrinogen": None}
    for grade, reason, when, code in (
        (None, "", at, "vigilance.grade-missing"), (7, "very ill", at, "grading.clinician-grade"), (2, "", at, "grading.clinician-reason"),
        (2, "very ill", bedside.begun - timedelta(hours=1), "vigilance.before-infusion"), (2, "very ill", at + timedelta(days=99), "vigilance.ahead"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            grade_by_clinician(bedside.infusion.id, hs, found, grade, reason, when, **physician)
        assert code in codes(refused.value)
    with pytest.raises(Refused) as nurse:
        grade_by_clinician(bedside.infusion.id, hs, found, 2, "anakinra was begun", at, **bedside.desk.doing("WN1"))
    assert codes(nurse.value) == {"people.act-not-allowed"}
    grade_by_clinician(bedside.infusion.id, hs, found, 2, "anakinra was begun", at, **physician)
    grade_by_clinician(bedside.infusion.id, CHECKLISTS["infusion reaction"], {}, 1, "chills, no interruption", at, **physician)
    with pytest.raises(Refused) as twice:
        grade_by_clinician(bedside.infusion.id, hs, found, 3, "worse", at, **physician)
    assert codes(twice.value) == {"vigilance.round-twice"}
    assert bedside.grades() .items() >= {"IEC-HS": [2], "infusion reaction": [1]}.items()
    assert reasons(bedside, "IEC-HS") == {"grading.clinician-graded", "grading.checklist-unread"}, "it says that its list is from memory"
    kept = {each.name: each.value for each in bedside.desk.kept(Graded, scale="IEC-HS")[0].inputs}
    assert (kept["ferritin"], kept["fibrinogen"], kept["reason"], kept["by"]) == ("yes", "unknown", "anakinra was begun", "MD1")
    assert "alerts.grade IEC-HS 2" in {each.kind for each in bedside.track.alerts}


def test_scales_have_names_that_tell_the_version() -> None:
    assert ctcae_of("ctcae5.alt") == ("5", "alt")
    assert ctcae_of("icaht-early") is None
    assert (highest("ctcae6.alt"), highest("crs"), highest("ice"), highest("icaht-late")) == (4, 5, None, 4)
    assert calls("tls-h2011")
    assert not calls("ctcae5.alt")
    assert all(each.laboratory for each in ITEMS.values() if each.code in ("ferritin", "igg", "ionised_calcium"))
