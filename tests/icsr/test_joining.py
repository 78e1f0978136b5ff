"""The case of each kind of report: written, valid by ICH's schemas, and read back as the record; what is not known is told."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.icsr.cases import MEANS, Sending
from workbench.cli.resources import Resources
from workbench.icsr.facts import CaseFacts
from workbench.icsr.joining import case_report, lacking, message_of
from workbench.icsr.records import Masking
from workbench.kernel.values import Quantity
from workbench.vigilance.casereport.fhir import adverse_events
from workbench.vigilance.casereport.reading import read
from workbench.vigilance.casereport.records import Null, PartialTime
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.casereport.sending import draft, export, tidy
from workbench.vigilance.records import Graded, Observation, Outcome, ReportSource
from workbench.words.translation import ENGLISH, load_words

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
REPORTS: dict[str, dict[str, Any]] = {
    "a bag, serious": {},
    "fatal": {"answers": "YNNNNN", "outcome": Outcome.FATAL},
    "nothing known": {"bag": "", "patient": "", "product": "", "answers": "UUUUUU", "onset": None},
    "a product in words": {"bag": "", "product": "cells <of> last Friday & more"},
    "not serious, by monitoring": {"answers": "NNNNNN", "source": ReportSource.MONITORING, "outcome": Outcome.RECOVERED},
    "a sign that no message carries": {"reaction": "chills\x01 and fever", "reporter": "Doe\x02, Jane"},
    "a long story of a lay person": {"reaction": "Озноб " + "и жар " * 120, "reporter": "мать"},
}


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Sending:
    """Each kind of report, kept and coded; only read."""
    ward = Sending(tmp_path_factory.mktemp("icsr"))
    for each in REPORTS.values():
        ward.choose_term(ward.report(**each).report.id)
    return ward


@pytest.mark.parametrize("name", REPORTS)
def test_the_case_of_each_kind_of_report_is_valid_and_comes_back(ward: Sending, shared: Path, name: str) -> None:
    facts = ward.facts(f"SR-2026-{list(REPORTS).index(name) + 1:04d}")
    message = message_of(case_report(facts, ENGLISH, AT, "DEMO-1"), facts)
    make = draft if name == "nothing known" else export
    out = make(message, MEANS.elements)
    assert validate(out.content, shared / "schemas" / "e2br3" / "schemas") == ()
    back = read(out.content)
    assert back.message == tidy(message) and back.not_held == ()
    assert facts.case.report.reaction.replace("\x01", "\ufffd")[:40] in adverse_events(message.cases[0])


def first(ward: Sending) -> CaseFacts:
    return ward.facts("SR-2026-0001")


def test_what_was_asked_for_is_a_report_from_a_study(ward: Sending) -> None:
    facts = first(ward)
    for source, kind, said in (
        (ReportSource.SPONTANEOUS, ("1", None), "Reported spontaneously"), (ReportSource.MONITORING, ("2", "3"), "Found in intensive monitoring"),
        (ReportSource.FOLLOW_UP, ("2", "3"), "Found in long-term follow-up"),
    ):  # fmt: skip
        case = case_report(replace(facts, case=replace(facts.case, report=replace(facts.case.report, source=source))), ENGLISH, AT)
        assert (case.report_type, case.study.type if case.study is not None else None) == kind
        assert str(case.narrative).startswith(said)


def test_what_the_register_knows_stands_in_its_element(ward: Sending) -> None:
    facts = first(ward)
    case = case_report(facts, ENGLISH, AT)
    assert (case.identifier, case.worldwide_identifier, case.report_type, case.expedited) == ("RU-DEMO-SR-2026-0001",) * 2 + ("1", True)
    assert case.first_received == case.most_recent == PartialTime("20261120")
    (drug,), (reaction,), patient = case.drugs, case.reactions, case.patient
    assert (drug.role, drug.action_taken, drug.doses[0].batch_lot, drug.doses[0].start) == ("1", "9", ward.batch, facts.infusions[0].begun)
    assert drug.since_start[0].unit == "min" and drug.since_start[0].reaction == reaction.key
    assert (reaction.hospitalisation, reaction.death, reaction.outcome, reaction.language) == (True, Null("NI"), "0", "eng")
    assert (reaction.meddra_version, reaction.meddra_code) == ("27.1", "10090001")
    assert patient is not None and (patient.name, patient.hospital_record_number, patient.age_unit) == (Null("MSK"), Null("MSK"), "a")
    assert f"bag {ward.bag.id}" in str(drug.additional_text) and case.documents[0].content == b"%PDF"
    assert {"viability"} <= {str(each.name).rpartition(": ")[2].lower() for each in case.tests} or case.tests
    assert case.reporters[0].family_name == Null("MSK") and case.reporters[0].qualification == "3"
    assert facts.patient is not None and facts.patient.family not in str(case) and facts.case.report.reporter not in str(case)


def test_initials_and_reporter_are_named_where_the_site_says_so(ward: Sending) -> None:
    facts = first(ward)
    assert facts.sender is not None and facts.patient is not None
    case = case_report(replace(facts, sender=replace(facts.sender, masking=Masking.INITIALS)), ENGLISH, AT)
    assert case.patient is not None and case.patient.name == facts.patient.given[0] + facts.patient.family[0]
    assert (case.reporters[0].family_name, case.reporters[0].given_name) == ("Rossi", "Lia")


@pytest.mark.parametrize(
    ("born", "age"), [("2026-11-18", (Decimal(2), "d")), ("2026-01-21", (Decimal(9), "mo")), ("2016-11-21", (Decimal(9), "a")), ("2016-11-20", (Decimal(10), "a"))]
)
def test_the_age_is_that_at_onset_in_the_unit_of_the_age(ward: Sending, born: str, age: tuple[Decimal, str]) -> None:
    facts = first(ward)
    assert facts.patient is not None
    patient = case_report(replace(facts, patient=replace(facts.patient, born=datetime.fromisoformat(born).date())), ENGLISH, AT).patient
    assert patient is not None and (patient.age, patient.age_unit) == age


def test_what_is_missing_is_told_and_never_invented(ward: Sending) -> None:
    facts = replace(ward.facts("SR-2026-0003"), sender=None)
    case = case_report(facts, ENGLISH, AT)
    assert dict(lacking(facts)[0].facts)["what"] == "sender, patient, onset, batch, assessment"
    assert (case.identifier, case.drugs, case.reactions[0].start, case.patient and case.patient.age) == (None, (), None, None)


def test_what_came_later_stands_in_the_case(ward: Sending) -> None:
    case = ward.assess(ward.news(ward.report(), said="worse <at night>\x01", answers="NYYNNN", outcome=Outcome.NOT_RECOVERED), naranjo="UYUUUUUUUY")
    facts = ward.facts(case.report.id)
    made = case_report(facts, ENGLISH, AT)
    assert (made.reactions[0].life_threatening, made.reactions[0].outcome) == (True, "3")
    assert [(each.method, each.result) for each in made.relatedness] == [("WHO-UMC", "possible"), ("Naranjo", "possible (3)")]
    assert "worse <at night>\ufffd" in str(made.narrative) and "time fits" in str(made.sender_comments)
    draft(message_of(made, facts), MEANS.elements)


def test_vector_lots_observations_with_limits_and_grades_go_along(ward: Sending) -> None:
    facts = first(ward)
    dossier, infusion = facts.dossier, facts.infusions[0]
    assert dossier is not None
    lot = dossier.lots[0]
    sorts = tuple(replace(each, sort="vector") if each.name == lot.material else each for each in dossier.formula.materials)
    at, mark = facts.case.report.onset, (AT, "WN1")
    assert at is not None
    seen = (
        Observation("O1", infusion.id, infusion.patient, "R1", "ferritin", at, ward.desk.zone, "5000", Quantity(Decimal(5000), "ug/L"), None, *mark,
                    upper=Quantity(Decimal(400), "ug/L")),
        Observation("O2", infusion.id, infusion.patient, "R1", "hypotension", at, ward.desk.zone, "yes", None, "yes", *mark),
    )  # fmt: skip
    graded = tuple((Graded(scale, infusion.id, infusion.patient, "R1", scale, 1, at, ward.desk.zone, 2, "rule 1", "", (), (), *mark), 2)
                   for scale in ("crs", "ctcae5.platelets"))  # fmt: skip
    more = replace(facts, dossier=replace(dossier, formula=replace(dossier.formula, materials=sorts)), observations=seen, grades=graded)
    case = case_report(more, load_words(Resources().locale, "ru"), AT, "DEMO-1")
    tests = {str(each.name): each for each in case.tests}
    assert (tests["ферритин"].result, tests["ферритин"].normal_high, tests["ферритин"].unit) == (Decimal(5000), Decimal(400), "ug/L")
    assert {"CRS, степень", "CTCAE v5 тромбоциты, степень"} <= set(tests)
    assert f"серия вектора {lot.number}" in str(case.drugs[0].additional_text) and f"Серия вектора: {lot.number}" in str(case.narrative)
    assert "bag" not in str(case.drugs[0].doses[0].text), "in the language of the site"
    draft(message_of(case, more), MEANS.elements)


def test_a_dose_of_many_digits_is_said_as_papers_say_it(ward: Sending) -> None:
    facts = first(ward)
    dossier = facts.dossier
    assert dossier is not None
    bags = tuple(replace(each, dose=Quantity(Decimal("250.3903572250349391745612014"), "MBq")) for each in dossier.bags)
    assert "250.39 MBq" in str(case_report(replace(facts, dossier=replace(dossier, bags=bags)), ENGLISH, AT).narrative)
