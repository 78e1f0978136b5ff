"""Fifteen years after an infusion: what becomes due and how it stands, forms and their corrections, who is lost, second malignancies."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk import codes
from tests.followup.years import DAY0, Years
from tests.vigilance.grading_vectors import rows
from tests.vigilance.reports import CALENDAR
from tests.vigilance.rounds import SCHEDULES
from workbench.followup.actions.contacting import set_yearly_window
from workbench.followup.actions.malignancies import Step, record_sample
from workbench.followup.actions.visiting import correct_visit, waive_follow_up
from workbench.followup.form import KNOWN, QUESTIONS, UNKNOWN, satisfies
from workbench.followup.records import FollowUpVisit, Malignancy, Reached, Sample, SampleStep, Standing, Way
from workbench.followup.rules import unentered_malignancy, unknowns
from workbench.followup.timeline import TRACKS, State, pressing
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.vigilance.actions.deciding import record_death
from workbench.vigilance.actions.reporting import send_report
from workbench.vigilance.records import NotApplicable, ReportFollowUp, ReportSource, SafetyReport


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Years:
    """Nothing was learnt of this patient: tests move the clock and read."""
    return Years(tmp_path_factory.mktemp("years"))


# ------------------------------------------------------------------------------------------------------ windows
def test_the_windows_of_the_reference_are_those_of_the_schedule(shared: Path) -> None:
    lines = {each.code: each for each in SCHEDULES["CART"].lines}
    for each in rows(shared, "followup_schedule.csv"):
        if each["track"] not in ("registry", "ltfu"):
            continue
        own = {"D100": "D100", "M6": "M6", "Y1": "Y1", "Y2..Y15": "Y2-Y15", "Y1-Y5": "LT-Y1-Y5", "Y6-Y15": "LT-Y6-Y15", "life": "LT-life"}
        line = lines[own[each["code"] if each["track"] == "registry" else each["code"]] if each["code"] != "Y1" else "Y1"]
        if each["target_day"].isdigit():
            assert line.days == (int(each["target_day"]),)
            assert (-(line.before or 0), line.after) == (int(each["window_lo"]), int(each["window_hi"]))
        else:
            assert line.before is None, "the site has to set it"
        assert line.for_life is (each["code"] == "life")


def test_everything_of_the_long_run_can_be_answered() -> None:
    wanted = {observed for each in SCHEDULES["CART"].lines if each.track in TRACKS for observed in each.observed}
    assert wanted <= KNOWN
    assert all(UNKNOWN in each.options for each in QUESTIONS.values()), "unknown is an answer to every question"


@pytest.mark.parametrize(
    ("day", "line", "state"),
    [
        (84, "D100 1", State.AHEAD), (85, "D100 1", State.OPEN), (115, "D100 1", State.OPEN), (116, "D100 1", State.LATE), (149, "D100 1", State.LATE),
        (150, "D100 1", State.MISSED), (150, "M6 1", State.OPEN), (210, "M6 1", State.OPEN), (211, "M6 1", State.LATE), (365, "M6 1", State.LATE),
        (366, "M6 1", State.MISSED), (366, "Y1 1", State.OPEN), (425, "Y1 1", State.OPEN), (426, "Y1 1", State.LATE),
        (365, "LT-Y1-Y5 1", State.OPEN), (366, "LT-Y1-Y5 1", State.LATE), (731, "LT-Y1-Y5 1", State.MISSED), (731, "Y2-Y15 1", State.OPEN),
        (5479, "Y2-Y15 14", State.OPEN), (5479, "LT-Y6-Y15 10", State.OPEN), (5844, "LT-life 1", State.OPEN), (5845, "Y2-Y15 14", State.MISSED), (40 * 366, "LT-life 25", State.LATE),
    ],
)  # fmt: skip
def test_how_an_item_stands_on_a_day(still: Years, day: int, line: str, state: State) -> None:
    still.on(day)
    assert still.states()[line] is state


def test_an_item_says_what_it_rests_on_and_keeps_its_version(still: Years) -> None:
    still.on(0)
    items = {each.item.line: each for each in still.dues()}
    assert set(items) == {"D100", "LT-Y1-Y5"}, "the next of each track is shown ahead"
    assert items["D100"].key == "CART 2026-11 D100 1" and items["D100"].item.findings == ()
    still.on(100)
    assert {each.item.line: [one.code for one in each.item.findings] for each in still.dues()}["M6"] == ["vigilance.from-memory"]
    found = pressing(still.dues())
    assert found is not None and found.item.line == "D100"


# ------------------------------------------------------------------------------------------------------ forms
def test_a_form_settles_what_its_day_lies_in_and_unknown_is_an_answer(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(98)
    seen = years.visit(infections=UNKNOWN)
    assert seen.dues == ("CART 2026-11 D100 1",) and unknowns(seen) == ("infections", "late_effects")
    years.on(160)
    assert (years.states()["D100 1"], years.states()["M6 1"]) == (State.DONE, State.OPEN)
    late = years.visit(seen=DAY0 + timedelta(days=120))
    assert late.dues == (), "D100 is done, and the window of month 6 was not open on that day"
    years.on(370)
    called = years.visit(way=Way.TELEPHONE)
    assert called.dues == ("CART 2026-11 Y1 1",), "a call is no examination"
    years.on(380)
    assert years.visit().dues == ("CART 2026-11 LT-Y1-Y5 1",)
    years.on(6 * 366)
    assert years.visit(way=Way.QUESTIONNAIRE).dues == ("CART 2026-11 LT-Y6-Y15 1", "CART 2026-11 Y2-Y15 5")
    assert [years.trail.day(each.seen) for each in years.trail.visits_now] == [98, 120, 370, 380, 2196]


def test_for_life_only_two_questions_are_asked(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(16 * 366)
    kept = years.visit(way=Way.TELEPHONE, **{code: "" for code in QUESTIONS if code not in ("survival", "malignancy")})
    assert kept.dues == ("CART 2026-11 LT-life 1",)


REFUSED: dict[str, tuple[str, Callable[[Years], Any]]] = {
    "tomorrow": ("followup.ahead", lambda years: years.visit(seen=years.desk.clock.at.date() + timedelta(days=1))),
    "before the infusion": ("followup.before-infusion", lambda years: years.visit(seen=DAY0 - timedelta(days=1))),
    "a question is open": ("followup.not-answered", lambda years: years.visit(infections="")),
    "relapse without its antigen": ("followup.not-answered", lambda years: years.visit(relapse="yes")),
    "another word": ("followup.no-such-answer", lambda years: years.visit(gvhd="a little")),
    "a death that nobody recorded": ("followup.death-not-entered", lambda years: years.visit(survival="dead")),
    "lost without an attempt": ("followup.too-few-attempts", lambda years: years.stand(Standing.LOST)),
    "found and was not lost": ("followup.stands-so", lambda years: years.stand(Standing.FOUND)),
    "withdrew without a reason": ("followup.why-missing", lambda years: years.stand(Standing.WITHDREW, "")),
    "a contact without a way to reach it": ("followup.contact-incomplete", lambda years: years.contact(reach=" ")),
    "a malignancy without words": ("followup.kind-missing", lambda years: years.ill(kind=" ")),
    "a malignancy of tomorrow": ("followup.ahead", lambda years: years.ill(diagnosed=years.desk.clock.at.date() + timedelta(days=1))),
    "a malignancy before the infusion": ("followup.before-infusion", lambda years: years.ill(diagnosed=DAY0 - timedelta(days=9))),
    "heard of before it was diagnosed": ("followup.told-early", lambda years: years.ill(told=years.desk.clock.at - timedelta(days=3))),
    "waived without a reason": ("followup.why-missing", lambda years: _waive(years, "CART 2026-11 D100 1", "")),
    "waived and not due": ("followup.not-due", lambda years: _waive(years, "CART 2026-11 Y9 1", "died elsewhere")),
    "a pharmacist decides about the lost": ("people.act-not-allowed", lambda years: years.stand(Standing.LOST, who="PH1")),
    "an inspector enters a form": ("people.act-not-allowed", lambda years: years.visit("IN1")),
}


def _waive(years: Years, due: str, why: str) -> None:
    waive_follow_up(years.infusion.id, due, why, SCHEDULES, **years.desk.doing("WN1"))


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused(still: Years, case: str) -> None:
    code, act = REFUSED[case]
    still.on(100)
    head = still.desk.head()
    with pytest.raises(Refused) as refused:
        act(still)
    assert code in codes(refused.value), codes(refused.value)
    assert still.desk.head() == head


def test_a_correction_is_another_form_and_settles_anew(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(112)
    wrong = years.visit()
    years.on(160)
    doing = years.desk.doing("WN1")
    made = correct_visit(wrong.id, years.form(DAY0 + timedelta(days=155)), "the day was misread", SCHEDULES, **doing).changed[0]
    assert isinstance(made, FollowUpVisit) and made.dues == ("CART 2026-11 M6 1",)
    assert (years.states()["D100 1"], years.states()["M6 1"]) == (State.MISSED, State.DONE)
    assert len(years.desk.kept(FollowUpVisit)) == 2 and years.trail.visits_now == (made,)
    for visit, form, why, code in (
        (wrong, years.form(), "again", "followup.corrected-before"), (made, years.form(made.seen), "so", "followup.nothing-changed"),
        (made, years.form(), "", "followup.why-missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            correct_visit(visit.id, form, why, SCHEDULES, **doing)
        assert code in codes(refused.value)


def test_what_does_not_apply_says_why_and_a_death_ends_what_had_not_opened(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(120)
    _waive(years, "CART 2026-11 D100 1", "the form went to another centre")
    assert len(years.desk.kept(NotApplicable)) == 1
    years.on(160)
    record_death(years.trail.patient.id, years.desk.clock.at - timedelta(days=2), "other", **years.desk.doing("MD1", Role.PHYSICIAN))
    with pytest.raises(Refused) as refused:
        years.visit()
    assert "followup.died" in codes(refused.value)
    assert years.states()["M6 1"] is State.OPEN, "its window was open at the death: the last form is still wanted"
    years.visit(survival="dead", way=Way.PHYSICIAN)
    years.on(500)
    assert set(years.states().values()) == {State.DONE, State.NOT_APPLICABLE}


# ------------------------------------------------------------------------------------------------------ contacts
def test_a_patient_is_lost_after_attempts_and_can_be_found_again(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(118)
    contact = years.contact()
    years.attempt(contact, Reached.REACHED)
    years.desk.later(hours=1)
    for _ in range(3):
        with pytest.raises(Refused) as refused:
            years.stand(Standing.LOST)
        assert codes(refused.value) == {"followup.too-few-attempts"}
        years.attempt(contact)
        years.desk.later(hours=1)
    years.stand(Standing.LOST)
    assert years.states()["D100 1"] is State.NOT_APPLICABLE
    with pytest.raises(Refused) as refused:
        years.visit()
    assert codes(refused.value) == {"followup.is-lost"}
    years.on(200)
    years.stand(Standing.FOUND, "came to the day clinic", who="WN1")
    assert (years.states()["D100 1"], years.states()["M6 1"]) == (State.NOT_APPLICABLE, State.OPEN)
    assert years.trail.tried == (), "attempts are counted anew"
    assert years.visit().dues == ("CART 2026-11 M6 1",)


def test_who_withdrew_is_asked_nothing(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(100)
    contact = years.contact()
    years.stand(Standing.WITHDREW, "does not want calls any more", who="WN1")
    for act in (lambda: years.attempt(contact), years.visit):
        with pytest.raises(Refused) as refused:
            act()
        assert "followup.withdrew" in codes(refused.value)
    assert years.states()["D100 1"] is State.NOT_APPLICABLE


# ------------------------------------------------------------------------------------------------------ second malignancies
def test_a_second_malignancy_opens_a_report_and_stands_until_it_was_notified(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(400)
    seen = years.visit(malignancy="yes", way=Way.TELEPHONE)
    assert unentered_malignancy(years.trail) == seen
    done = years.ill()
    ill, report = done.changed[:2]
    assert isinstance(ill, Malignancy) and isinstance(report, SafetyReport) and unentered_malignancy(years.trail) is None
    case = years.case(report.id)
    assert (report.source, report.bag, report.reaction, report.answers) == (ReportSource.FOLLOW_UP, years.bag.id, "T-cell lymphoma", "UUUUUY")
    assert {each.clock for each in case.open_clocks} == {"INTERNAL.bag", "RU.serious"} and ill.report == report.id
    inside = next(each for each in case.open_clocks if each.clock == "INTERNAL.bag")
    send_report(inside.id, "the responsible person", years.desk.clock.at, **years.desk.doing("PH1"))
    assert {each.clock for each in years.case(report.id).open_clocks} == {"RU.serious"}


def test_a_sample_goes_its_way_and_its_result_is_news_of_the_report(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(400)
    ill = years.ill().changed[0]
    assert isinstance(ill, Malignancy)
    with pytest.raises(Refused) as refused:
        years.sample(ill, Sample.FOUND)
    assert "followup.sample-order" in codes(refused.value)
    years.sample(ill, Sample.TAKEN)
    years.desk.later(days=1)
    with pytest.raises(Refused) as refused:
        years.sample(ill, Sample.SENT, on=years.desk.clock.at.date() - timedelta(days=2), place="")
    assert codes(refused.value) == {"followup.sample-early", "followup.place-missing"}
    years.sample(ill, Sample.SENT, place="Reference laboratory")
    years.desk.later(days=20)
    years.sample(ill, Sample.NOT_FOUND, place="Reference laboratory", said="transgene not found")
    assert [each.step for each in years.trail.sample(ill)] == [Sample.TAKEN, Sample.SENT, Sample.NOT_FOUND]
    (news,) = years.desk.kept(ReportFollowUp)
    assert (news.said, news.significant) == ("transgene not found. Reference laboratory", True)
    with pytest.raises(Refused) as refused:
        years.sample(ill, Sample.NOT_TESTED, why="changed our mind")
    assert "followup.sample-order" in codes(refused.value)


def test_a_wrong_result_is_replaced_by_another_and_told_again(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(400)
    ill = years.ill().changed[0]
    assert isinstance(ill, Malignancy)
    for step in (Sample.TAKEN, Sample.SENT, Sample.NOT_FOUND):
        years.sample(ill, step)
    wrong = years.trail.sample(ill)[-1]
    for step, why, code in ((Sample.TAKEN, "misread", "followup.sample-order"), (Sample.FOUND, "", "followup.why-missing")):
        with pytest.raises(Refused) as refused:
            record_sample(ill.id, Step(step, wrong.on, "Pathology", why, "told"), CALENDAR, replaces=wrong.id, **years.desk.doing("WN1"))
        assert codes(refused.value) == {code}
    years.desk.later(hours=1)
    record_sample(ill.id, Step(Sample.FOUND, wrong.on, "Pathology", "misread", "transgene found"), CALENDAR, replaces=wrong.id, **years.desk.doing("WN1"))
    assert [each.step for each in years.trail.sample(ill)] == [Sample.TAKEN, Sample.SENT, Sample.FOUND]
    assert len(years.desk.kept(SampleStep)) == 4 and len(years.desk.kept(ReportFollowUp)) == 2


def test_not_tested_needs_a_reason(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    years.on(400)
    ill = years.ill().changed[0]
    assert isinstance(ill, Malignancy)
    with pytest.raises(Refused) as refused:
        years.sample(ill, Sample.NOT_TESTED)
    assert codes(refused.value) == {"followup.why-missing"}
    years.sample(ill, Sample.NOT_TESTED, place="", why="no tissue was left")
    assert [each.step for each in years.trail.sample(ill)] == [Sample.NOT_TESTED]


def test_the_yearly_window_is_the_sites_own(still: Years, tmp_path: Path) -> None:
    years = still.again(tmp_path)
    doing = years.desk.doing("SU1")
    for before, why, code in ((200, "longer", "followup.window-range"), (30, "", "followup.why-missing")):
        with pytest.raises(Refused) as refused:
            set_yearly_window(before, 60, why, **doing)
        assert codes(refused.value) == {code}
    set_yearly_window(30, 60, "as the registry asks", **doing)
    for day, state in ((700, State.AHEAD), (701, State.OPEN), (791, State.OPEN), (792, State.LATE)):
        years.on(day)
        assert years.states()["Y2-Y15 1"] is state, day


def test_a_line_is_answered_only_by_all_that_it_asks_for() -> None:
    assert not satisfies(("examination",), (), Way.TELEPHONE)
    assert satisfies(("examination", "questionnaire"), (), Way.PHYSICIAN)
    assert not satisfies(("gvhd",), (), Way.EXAMINATION)
