"""A report is kept as it was told, starts the clocks of its pathway, and ends in other hands than those that entered it."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk import codes
from tests.vigilance.reports import CALENDAR, Reporting
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.people.records import Factor, Signature
from workbench.people.signing import SecondPerson
from workbench.scanners.entering import ByHand
from workbench.scanners.records import HandEntry
from workbench.scanners.typing_in import keyed
from workbench.vigilance.actions.reporting import report_event
from workbench.vigilance.causality import Answer
from workbench.vigilance.naming import Pointed
from workbench.vigilance.records import Alert, Named, Naming, Outcome, Qualification, Reason, ReportClock, ReportStatus, SafetyReport
from workbench.vigilance.reporting import Case, alike, beside, clocks_for, open_cases


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Reporting:
    """One report; what is refused leaves it so."""
    ward = Reporting(tmp_path_factory.mktemp("reports"))
    ward.report()
    return ward


def test_a_scanned_bag_says_patient_batch_and_product_and_the_clocks_run(ward: Reporting) -> None:
    case = ward.case("SR-2026-0001")
    report, batch = case.report, ward.dossier.batch
    assert (report.patient, report.batch, report.bag, report.product) == (batch.patient, batch.id, ward.bag.id, batch.formula)
    assert (report.reporter, report.qualification, report.person) == ("Rossi, Lia", Qualification.OTHER, "WN1")
    assert (case.missing, case.serious, report.status) == ((), Answer.YES, ReportStatus.RECEIVED)
    outside, inside = sorted(case.clocks, key=lambda each: each.regime, reverse=True)
    assert (outside.clock, outside.day_zero, outside.day, outside.version) == ("RU.serious", date(2026, 11, 20), date(2026, 12, 5), "2026-11")
    assert (inside.clock, inside.until - inside.started) == ("INTERNAL.bag", timedelta(hours=24))
    assert [each.code for each in outside.reasons] == ["vigilance.earlier-text"], "what a clock rests on is kept with it"
    assert [each.clock for each in case.open_clocks] == ["INTERNAL.bag", "RU.serious"]


REFUSED: dict[str, tuple[str, Callable[[Reporting], dict[str, Any]]]] = {
    "no reaction": ("vigilance.reaction-missing", lambda _: {"reaction": " "}),
    "five answers": ("vigilance.seriousness-unasked", lambda _: {"answers": "NNNNN"}),
    "another letter": ("vigilance.seriousness-unasked", lambda _: {"answers": "NNNNN?"}),
    "fatal and nobody died": ("vigilance.fatal-no-death", lambda _: {"outcome": Outcome.FATAL}),
    "onset ahead": ("vigilance.onset-late", lambda ward: {"onset": ward.hour(-1)}),
    "onset before the infusion": ("vigilance.onset-early", lambda ward: {"onset": ward.hour(3)}),
    "heard of tomorrow": ("vigilance.ahead", lambda ward: {"received": ward.hour(-24)}),
    "no such patient": ("vigilance.no-such-patient", lambda _: {"patient": "000"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_place(ward: Reporting, case: str) -> None:
    code, changed = REFUSED[case]
    head = ward.desk.head()
    with pytest.raises(Refused) as refused:
        ward.report(**changed(ward))
    assert codes(refused.value) - {"vigilance.report-alike", "vigilance.report-incomplete"} == {code}
    assert ward.desk.head() == head


def test_only_who_may_report_reports(ward: Reporting) -> None:
    with pytest.raises(Refused) as refused:
        ward.report("QC1")
    assert codes(refused.value) == {"people.act-not-allowed"}


@pytest.mark.parametrize(
    ("pathway", "answers", "bag", "clocks"),
    [
        ("RU-iBMCP", "NNYNNN", True, ["RU.serious", "INTERNAL.bag"]),
        ("RU-iBMCP", "YNNNNN", True, ["RU.fatal", "INTERNAL.bag"]),
        ("RU-iBMCP", "NYUUUU", False, ["RU.fatal"]),
        ("RU-iBMCP", "NNNNNU", False, ["RU.serious"]),
        ("RU-iBMCP", "NNNNNN", False, []),
        ("EU-HE", "NNNNNN", False, ["EU.non-serious"]),
        ("EU-HE", "YNNNNN", False, ["EU.serious"]),
        ("CUSTOM", "YNNNNN", True, ["INTERNAL.bag"]),
    ],
)
def test_which_clocks_a_report_starts(pathway: str, answers: str, bag: bool, clocks: list[str]) -> None:
    assert [each.key for each in clocks_for(CALENDAR, pathway, answers, bag)] == clocks


def test_a_report_says_how_bag_and_patient_were_named(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    patient = ward.dossier.batch.patient
    assert (ward.report().report.bag_named, ward.case("SR-2026-0001").report.patient_named) == (Naming.SCANNED, Naming.SCANNED)
    chosen = ward.report(bag=Pointed(chosen=ward.bag.id), patient=Pointed(chosen=patient), reaction="rash").report
    assert (chosen.bag, chosen.patient, chosen.bag_named, chosen.patient_named) == (ward.bag.id, patient, Naming.CHOSEN, Naming.CHOSEN)
    with pytest.raises(Refused) as refused:
        ward.report(bag=Pointed(chosen=ward.dossier.bags[1].id), patient=Pointed(chosen=patient))
    assert codes(refused.value) == {"vigilance.bag-not-given"}, "only what was given is in the list"
    second = SecondPerson(ward.desk.actor("MD1", Role.PHYSICIAN), ward.desk.proof("MD1", Factor.PIN))
    typed = ward.report("PH1", bag=Pointed(hand=ByHand(keyed(ward.code), "label torn", second)), patient="", reaction="low blood pressure").report
    assert (typed.bag, typed.bag_named, typed.patient_named) == (ward.bag.id, Naming.TYPED, None)
    assert [(each.typed, each.batch, each.second) for each in ward.desk.kept(HandEntry)] == [(ward.code, None, "MD1")]


def test_a_report_without_a_patient_waits_for_one(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    done = report_event(ward.event(bag="", patient="", product="cells of last Friday"), CALENDAR, **ward.desk.doing("PH1"))
    assert [each.code for each in done.findings] == ["vigilance.report-incomplete"]
    case = ward.case("SR-2026-0001")
    assert (case.missing, case.clocks, case.report.product, case.report.qualification) == (
        ("patient",), (), "cells of last Friday", Qualification.PHARMACIST,
    )  # fmt: skip
    case = ward.news(case, said="it was the patient of bed 4", significant=False, bag=ward.code)
    assert (case.missing, case.report.bag, case.report.patient) == ((), ward.bag.id, ward.dossier.batch.patient)
    (first, _) = case.clocks
    assert first.started == case.follow_ups[0].received, "the clock by receipt begins when the last element is known"


def test_where_no_table_is_known_that_is_said(tmp_path: Path) -> None:
    ward = Reporting(tmp_path, "CUSTOM")
    done = report_event(ward.event(), CALENDAR, **ward.desk.doing("WN1"))
    assert [each.code for each in done.findings] == ["vigilance.no-clocks"]


def test_a_repeat_is_proposed_and_stays_its_own(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    first = ward.report()
    done = report_event(ward.event(reaction="Fever with chills"), CALENDAR, **ward.desk.doing("PH1"))
    assert [each.code for each in done.findings] == ["vigilance.report-alike"]
    second = ward.case("SR-2026-0002")
    assert second.report.alike == (first.report.id,)
    assert [each.report.status for each in (first, second)] == [ReportStatus.RECEIVED] * 2
    ward.nullify(second, "the same event as SR-2026-0001", "SU1")
    assert ward.case(second.report.id).open_clocks == ()
    third = ward.report("MD1", reaction="rash on both arms")
    assert third.report.alike == ()
    again = ward.report("MD1", reaction="chills", onset=None, bag="")
    assert again.report.alike == ("SR-2026-0001",), "what was nullified is passed by, what is not known keeps nothing apart"
    kept = ward.desk.kept(SafetyReport)
    assert alike(kept[0], kept[2:3]) == ()


def test_significant_news_start_the_clocks_again_and_may_make_them_shorter(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    case = ward.report(answers="NNNNNN")
    assert [each.clock for each in case.clocks] == ["INTERNAL.bag"]
    case = ward.news(case, said="blood culture was taken", significant=False)
    assert len(case.clocks) == 1
    case = ward.news(case, answers="NYYNNN")
    assert [each.clock for each in case.clocks] == ["INTERNAL.bag", "RU.fatal", "INTERNAL.bag"]
    assert {each.follow_up for each in case.clocks} == {None, case.follow_ups[1].id}
    assert (case.report.answers, case.answers, case.serious) == ("NNNNNN", "NYYNNN", Answer.YES), "what was reported stays as it was"
    for changed, code in (({"said": ""}, "vigilance.why-missing"), ({"received": ward.hour(48)}, "vigilance.follow-early")):
        with pytest.raises(Refused) as refused:
            ward.news(case, **changed)
        assert codes(refused.value) == {code}


def test_a_physician_assesses_quality_closes_and_never_who_entered_it(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    case = ward.report("SU2")
    for act, said in _too_early(ward, case).items():
        with pytest.raises(Refused) as refused:
            said()
        assert codes(refused.value) == set(act.split())
    case = ward.assess(case, naranjo="UYUUUUUUUY")
    (made,) = case.assessments
    assert (made.total, made.expected, case.report.status) == (3, "unknown", ReportStatus.ASSESSED)
    assert {each.code for each in made.reasons} == {"causality.no-list", "causality.naranjo-living"}
    case = ward.news(case)
    case = ward.send(case)
    with pytest.raises(Refused) as refused:
        ward.end(case)
    assert codes(refused.value) == {"vigilance.assessed-before"}
    ward.desk.later(minutes=5)
    case = ward.end(ward.assess(case))
    assert (case.report.status, case.over) == (ReportStatus.CLOSED, True)
    assert [(each.person, each.kind) for each in ward.desk.kept(Signature) if each.subject == case.report.id] == [("SU1", "report")]
    with ward.desk.register.reading() as reader:
        assert open_cases(reader) == ()
    with pytest.raises(Refused) as refused:
        ward.news(case)
    assert codes(refused.value) == {"vigilance.report-over"}


def _too_early(ward: Reporting, case: Case) -> dict[str, Callable[[], object]]:
    return {
        "people.act-not-allowed": lambda: ward.assess(case, "SU1", None),
        "people.act-not-allowed ": lambda: ward.nullify(case, "was none", "MD1"),
        "vigilance.not-assessed vigilance.not-sent": lambda: ward.end(case),
        "vigilance.own-report vigilance.not-assessed vigilance.not-sent": lambda: ward.end(case, "SU2"),
        "vigilance.own-report": lambda: ward.nullify(case, "was none", "SU2"),
        "vigilance.why-missing": lambda: ward.nullify(case, " "),
        "vigilance.naranjo-unasked": lambda: ward.assess(case, naranjo="YYY"),
        "vigilance.no-such-word": lambda: ward.assess(case, category="surely", otherwise="for the test"),
        "vigilance.otherwise-missing": lambda: ward.assess(case, category="certain"),
        "vigilance.who-unasked": lambda: ward.assess(case, asked="UYYNUUUU"),
    }


def test_what_is_due_first_stands_first_and_is_sent_once(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    ward.report("MD1", bag="", reaction="rash", product="CAR-T cells")
    ward.report(answers="YNNNNN", outcome=Outcome.FATAL)
    with ward.desk.register.reading() as reader:
        assert [each.report.id for each in open_cases(reader)] == ["SR-2026-0002", "SR-2026-0001"]
    case = ward.case("SR-2026-0002")
    sent = ward.send(case)
    assert sent.open_clocks == ()
    with pytest.raises(Refused) as refused:
        ward.send(case)
    assert codes(refused.value) == {"vigilance.sent-before"}
    assert len(ward.desk.kept(ReportClock)) == 3


def test_a_report_stands_beside_monitoring_and_its_ward(tmp_path: Path) -> None:
    ward = Reporting(tmp_path)
    first = ward.report()
    ward.report("MD1", reaction="rash", onset=None)
    with ward.desk.register.reading() as reader:
        seen = beside(reader, first)
    assert (seen.alert, seen.before, seen.complete, seen.of) == (None, False, 1, 2)
    seen_at, patient, now = ward.hour(0.5), first.report.patient or "", ward.desk.clock.at
    reason = Reason("alerts.fever", "monitoring", "", (Named("value", "39.0 degC"),))
    ward.desk.put(Alert("AL1", ward.infusion.id, patient, "RO1", "alerts.fever", seen_at, ward.desk.zone, (reason,), now, "WN1"))
    ward.desk.later(hours=1)
    later = ward.report("MD1", reaction="fever at night")
    with ward.desk.register.reading() as reader:
        assert [(beside(reader, each).alert is not None, beside(reader, each).before) for each in (first, later)] == [(True, False), (True, True)]


def test_the_role_says_what_the_reporter_is(ward: Reporting) -> None:
    made = report_event(ward.event(reaction="hypotension"), CALENDAR, **ward.desk.doing("MD1", Role.PHYSICIAN)).changed[0]
    assert isinstance(made, SafetyReport)
    assert made.qualification is Qualification.PHYSICIAN
