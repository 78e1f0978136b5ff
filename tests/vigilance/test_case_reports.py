"""Messages of case reports: read, written again, refused when unsafe; acknowledgements."""
from __future__ import annotations

import base64
import json
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vigilance.case_reports import full, message, plain
from workbench.kernel.findings import Refused, Severity
from workbench.vigilance.casereport import layout, records
from workbench.vigilance.casereport.acknowledgements import Acknowledgement, answers
from workbench.vigilance.casereport.fhir import adverse_events
from workbench.vigilance.casereport.layout import Group
from workbench.vigilance.casereport.reading import read, read_message, time
from workbench.vigilance.casereport.records import Null, PartialTime, Patient, Unread
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.casereport.writing import written
from workbench.vigilance.casereport.writing_values import text_of

SAMPLES = ("Scenario1", "Scenario2", "Scenario3", "Scenario4", "Scenario5-1", "Scenario5-2", "Scenario5-3", "Scenario7", "Scenario8")


def sample(shared: Path, name: str) -> bytes:
    return (shared / "schemas" / "e2br3" / "samples" / name).read_bytes()


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read(content)
    return caught.value.findings[0].code


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_and_written_again(shared: Path, name: str) -> None:
    before = read_message(sample(shared, f"FAERS2022{name}.xml"))
    content = written(before)
    assert read_message(content) == before
    assert validate(content, shared / "schemas" / "e2br3" / "schemas") == ()
    assert before.cases[0].reactions and before.cases[0].drugs and all(each.role for each in before.cases[0].drugs)


def test_a_sample_says_what_is_not_held(shared: Path) -> None:
    said = " ".join(read(sample(shared, "FAERS2022Scenario1.xml")).not_held)
    assert "Race" in said and "localCriteriaReportType" in said


@pytest.mark.parametrize("case", [plain(), full()], ids=["plain", "full"])
def test_a_case_of_ours_is_valid_and_comes_back(shared: Path, case: records.CaseReport) -> None:
    content = written(message(case))
    assert validate(content, shared / "schemas" / "e2br3" / "schemas") == ()
    back = read(content)
    assert back.message == message(case)
    assert back.not_held == ()


def test_several_cases_stay_apart() -> None:
    sent = message(plain(), full(), replace(plain(), identifier="ES-2"))
    assert read_message(written(sent)) == sent


def test_every_field_of_every_record_is_exercised() -> None:
    empty: list[str] = []

    def walk(record: object, group: Group) -> None:
        names = {line.name for line in group.lines} | set(group.parts)
        held = {each.name for each in fields(group.record)} - ({"role"} if group is layout.DRUG else set())
        assert names == held, group.record
        for field, part in group.parts.items():
            below = getattr(record, field)
            assert below, field
            first = below[0] if part.many else below
            walk(first, part)
        empty.extend(f"{group.record.__name__}.{line.name}" for line in group.lines if getattr(record, line.name) in (None, ""))

    case = full()
    walk(message(replace(case, reporters=case.reporters[1:], tests=case.tests[2:])), layout.MESSAGE)
    # A history that goes on has no end, a reporter who is not the primary source does not say so, a number is no text; a nullification stands apart.
    assert {*empty} == {"History.end", "Reporter.primary", "Result.result_text", "CaseReport.nullification", "CaseReport.nullification_reason"}


def test_what_a_record_says_is_named_in_its_docstring() -> None:
    for group in (layout.CASE, layout.PATIENT, layout.REACTION, layout.DRUG, layout.TEST, layout.SENDER, layout.REPORTER):
        said = group.record.__doc__ or ""
        sections = {line.element.split(".")[0] for line in group.lines if line.element}
        assert all(section in said for section in sections), group.record


@pytest.mark.parametrize(
    ("sign", "value"), [(">", "5"), (">=", "5.0"), ("<", "0.3"), ("<=", "12"), (None, "7")],
)  # fmt: skip
def test_a_result_keeps_its_sign(sign: str | None, value: str) -> None:
    case = replace(plain(), tests=(records.Result(PartialTime("2026"), "Ferritin", result=Decimal(value), sign=sign, unit="ug/L"),))
    assert read_message(written(message(case))).cases[0].tests == case.tests


def test_a_weight_in_another_unit_is_no_weight() -> None:
    case = replace(plain(), patient=Patient(name="X", weight_kg=Decimal(27)))
    content = written(message(case)).replace(b'unit="kg"', b'unit="g"')
    patient = read_message(content).cases[0].patient
    assert patient is not None
    assert patient.weight_kg == Unread("27 g")


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=ZONES))
def test_a_time_comes_back(at: datetime) -> None:
    assert time(text_of(at)) == at


@pytest.mark.parametrize("said", ["2026", "202611", "20261128", "2026112809", "202611280930", "20261128093000", "202611280930+0300"])
def test_a_time_of_less_precision_stays_as_it_is(said: str) -> None:
    assert time(said) == PartialTime(said)
    assert text_of(time(said)) == said


@pytest.mark.parametrize("said", ["2026-11-28", "20261301", "20260230", "2026112825", "20261128093000Z", "today", "2026112", "00001128", "20261128093000+0360"])
def test_what_is_no_time_stays_unread(said: str) -> None:
    assert time(said) == Unread(said)


BOMB = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9)) + b"]>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB + b"<a>&a8;</a>", "casereport.entities"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "casereport.entities"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "casereport.entities"),
        (b"<a>" * 5000, "casereport.not-xml"),
        (b"<a>" * 300 + b"</a>" * 300, "casereport.not-xml"),
        (b"<a x='" + b"1" * 10_500_000 + b"'/>", "casereport.not-xml"),
        (b"<a>" + b" " * 20_000_000 + b"</a>", "casereport.too-large"),
        (b"", "casereport.not-xml"),
        (b"\x00\x01\xff", "casereport.not-xml"),
        (b"<a/>", "casereport.not-a-message"),
        (b"<MCCI_IN200100UV01/>", "casereport.not-a-message"),
    ],
    ids=["bomb", "dtd", "file", "broken", "deep", "long", "large", "empty", "bytes", "other", "no namespace"],
)
def test_what_is_unsafe_or_no_message_is_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_bomb_in_an_attribute_is_not_set_off() -> None:
    assert refusal(BOMB + b'<a x="&a8;"/>') == "casereport.entities"
    assert refusal((BOMB + b"<a>&a8;</a>").decode().encode("utf-16")) == "casereport.entities"


def test_broken_xml_is_told_by_its_line() -> None:
    with pytest.raises(Refused) as caught:
        read(b"<a>\n<b>\n</c>\n</a>")
    assert dict(caught.value.findings[0].facts)["line"] == "3"


def test_an_empty_message_reads_as_one_without_cases() -> None:
    assert read_message(b'<MCCI_IN200100UV01 xmlns="urn:hl7-org:v3"/>') == records.Message()


def test_a_compressed_document_is_not_unpacked() -> None:
    packed = base64.b64encode(b"x" * 20)
    content = written(message(plain())).replace(b'representation="B64"', b'representation="B64" compression="DF"')
    assert packed not in content
    assert isinstance(read_message(content).cases[0].documents[0].content, Unread)


def test_an_acknowledgement_that_rejects(shared: Path) -> None:
    given_back = read(sample(shared, "R3ack-negative.ack")).message
    assert isinstance(given_back, Acknowledgement)
    batch, case = answers(given_back)
    assert (batch.code, case.code, case.severity) == ("casereport.batch-rejected", "casereport.rejected", Severity.STOPS)
    assert dict(case.facts)["message"] == "US-APHARMA-7644554"
    assert "FDA.C.1.12 is Mandatory" in dict(case.facts)["said"]
    with pytest.raises(Refused):
        read_message(sample(shared, "R3ack-negative.ack"))


def test_an_acknowledgement_that_accepts(shared: Path) -> None:
    given_back = read(sample(shared, "R3ack-positive.ack")).message
    assert isinstance(given_back, Acknowledgement)
    assert [(each.code, each.severity) for each in answers(given_back)] == [("casereport.accepted", Severity.TELLS)]
    assert validate(sample(shared, "R3ack-positive.ack"), shared / "schemas" / "e2br3" / "schemas") == ()
    silent = replace(given_back, cases=(replace(given_back.cases[0], code=None),))
    assert [each.code for each in answers(silent)] == ["casereport.no-answer"]


def test_a_folder_without_schemas_is_told(tmp_path: Path) -> None:
    content = written(message(plain()))
    (tmp_path / "MCCI_IN200100UV01.xsd").write_text("<broken", encoding="utf-8")
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(Refused) as caught:
            validate(content, folder)
        assert caught.value.findings[0].code == "casereport.schemas-missing"


def test_the_export_to_fhir() -> None:
    bundle = json.loads(adverse_events(plain()))
    (entry,) = bundle["entry"]
    event = entry["resource"]
    assert (event["resourceType"], event["actuality"], event["date"]) == ("AdverseEvent", "actual", "2026-11-28T09:30:00+03:00")
    assert event["contained"][0]["batch"] == {"lotNumber": "B26-0114"}
    assert event["suspectEntity"][0]["causality"][0]["assessment"] == {"text": "probable"}
    assert event["event"]["coding"][0]["version"] == "27.1"
    assert [each["code"] for each in event["seriousness"]["coding"]] == ["Serious", "SeriousIsLifeThreatening"]
    concomitant = replace(plain(), drugs=(*plain().drugs, replace(plain().drugs[0], key="2", role="2")))
    assert len(json.loads(adverse_events(concomitant))["entry"][0]["resource"]["contained"]) == 1
    assert adverse_events(replace(plain(), patient=None, reactions=())) == json.dumps({"resourceType": "Bundle", "type": "collection", "entry": []}, indent=2)
    assert "MSK" not in adverse_events(plain()) and Null("MSK") == plain().patient.name  # type: ignore[union-attr]
