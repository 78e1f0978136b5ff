"""What must stand in a case report: the table, the rules, every mistake that the schemas let pass; sending, MedDRA, the command."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from tests.vigilance.case_reports import AT, SERIOUS, YES, full, message, plain, table
from tests.vigilance.grading_vectors import rows
from workbench.cli.case import run
from workbench.kernel.findings import Finding, Refused, Severity
from workbench.vigilance.casereport import sending
from workbench.vigilance.casereport.elements import elements_of
from workbench.vigilance.casereport.meddra import coded, meddra_in, meddra_of, search
from workbench.vigilance.casereport.product import Attribute, Bag, about
from workbench.vigilance.casereport.reading import read_message
from workbench.vigilance.casereport.records import CaseReport, Document, Message, Null, PartialTime, Patient, Reaction, Reporter, Result, Unread
from workbench.vigilance.casereport.rules import check
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.casereport.sending import again, amended, draft, export, keyed, nullified, with_criteria
from workbench.vigilance.casereport.writing import written

TABLE = table()
HL7 = {"h": "urn:hl7-org:v3"}
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
Change = Callable[[etree._Element], None]


def found(*cases: CaseReport) -> set[tuple[str, str]]:
    return {(each.code.partition(".")[2], each.where) for each in check(message(*cases), TABLE)}


def stopping(findings: tuple[Finding, ...]) -> set[str]:
    return {f"{each.code} {each.where}" for each in findings if each.severity is Severity.STOPS}


def test_our_cases_have_no_finding() -> None:
    assert found(plain()) == set()
    assert found(full()) == set()


def test_the_table_is_that_of_the_reference(shared: Path) -> None:
    reference = {each["element"]: each for each in rows(shared, "e2br3_elements.csv") if each["source"] == "ICH"}
    required = {number for number, each in reference.items() if each["ich_conf"] == "Required" and number != "(Header)"}
    assert {number for number, each in TABLE.by_number.items() if each.required} == required
    assert len(required) == 33
    for number, each in TABLE.by_number.items():
        given = reference[number]
        assert (each.kind, str(each.most) if each.most else "-") == (given["dtype"], given["maxlen"]), number
        assert set(each.null) == {name for name in given["null_ok"].split("|") if name not in ("", "-")}, number
        assert all(value in given["values"] for value in each.values), number


def test_the_pairs_are_those_of_the_reference(shared: Path) -> None:
    ours = {frozenset(pair) for pair in (*TABLE.pairs, *TABLE.needs)} | {frozenset(("E.i.2.1a", "E.i.2.1b"))}
    conditional = {each["element"] for each in rows(shared, "e2br3_elements.csv") if each["source"] == "ICH" and each["ich_conf"] == "Conditional-Required"}
    held = conditional & TABLE.by_number.keys()
    apart = {"C.1.6.1.r.1", "C.3.2", "C.5.4", "D.7.2", "D.8.r.1", "F.r.2.1", "F.r.3.1", "F.r.3.4"}  # by rules between records
    assert {each for each in held if not any(each in pair for pair in ours)} <= apart


EMPTY = {
    "N.1.1", "N.1.2", "N.1.3", "N.1.4", "N.1.5", "N.2.r.1", "N.2.r.2", "N.2.r.3", "N.2.r.4", "C.1.1", "C.1.2", "C.1.3", "C.1.4", "C.1.5", "C.1.6.1", "C.1.7",
    "C.1.8.1", "C.1.8.2", "C.1.9.1", "C.3.1", "D.1", "H.1",
}  # fmt: skip


def test_everything_that_is_required_is_missed() -> None:
    nothing = {each.where for each in check(Message(cases=(CaseReport(),)), TABLE)}
    assert nothing >= EMPTY | {"E.i", "G.k", "C.2.r"}
    bare = found(replace(plain(), reactions=(Reaction(),), drugs=(replace(plain().drugs[0], role=None, name=None),)))
    lacking = {where.partition(" ")[0] for code, where in bare if code in ("missing", "no-meddra")}
    assert lacking >= {"E.i.2.1a", "E.i.2.1b", *(f"E.i.3.2{letter}" for letter in "abcdef"), "E.i.7", "G.k.1", "G.k.2.2"}
    assert {each.number for each in TABLE.by_number.values() if each.required} <= nothing | lacking
    assert {each.code for each in check(Message(), TABLE)} >= {"casereport.none-of"}


def _reaction(**change: object) -> CaseReport:
    return replace(plain(), reactions=(replace(plain().reactions[0], **change),))  # type: ignore[arg-type]


def _drug(**change: object) -> CaseReport:
    return replace(plain(), drugs=(replace(plain().drugs[0], **change),))  # type: ignore[arg-type]


def _test(**change: object) -> CaseReport:
    return replace(plain(), tests=(Result(**{"date": AT, "name": "CRP", "result": Decimal(1), "unit": "mg/L", **change}),))  # type: ignore[arg-type]


def _patient(**change: object) -> CaseReport:
    return replace(plain(), patient=replace(plain().patient or Patient(), **change))  # type: ignore[arg-type]


BAD: dict[str, tuple[CaseReport, tuple[str, str]]] = {
    "unit": (_patient(age_unit=None), ("half", "D.2.2b")),
    "number": (_patient(age=None), ("half", "D.2.2a")),
    "unit in list": (_patient(age_unit="years"), ("not-in-list", "D.2.2b")),
    "negative": (_patient(age=Decimal(-1)), ("value", "D.2.2a")),
    "null flavour": (_patient(name=Null("NI")), ("null", "D.1")),
    "unread number": (_patient(weight_kg=Unread("27 g")), ("value", "D.3")),
    "long": (_patient(name="x" * 61), ("too-long", "D.1")),
    "history": (_patient(history_text=None), ("missing", "D.7.2")),
    "death order": (_patient(birth=PartialTime("2017"), death=PartialTime("2016"), autopsy=True), ("order", "D.2.1")),
    "autopsy": (_patient(death=PartialTime("2026")), ("half", "D.9.3")),
    "characters": (replace(plain(), narrative="a\x00b"), ("characters", "H.1")),
    "surrogate": (replace(plain(), narrative="a\ud800"), ("characters", "H.1")),
    "false": (_reaction(death=False), ("not-in-list", "E.i.3.2a [1]")),
    "outcome": (_reaction(outcome="9"), ("not-in-list", "E.i.7 [1]")),
    "fatal": (_reaction(outcome="5"), ("fatal", "E.i.3.2a [1]")),
    "language": (_reaction(language=None), ("half", "E.i.1.1b [1]")),
    "language code": (_reaction(language="english"), ("value", "E.i.1.1b [1]")),
    "verbatim": (_reaction(verbatim=None, language=None), ("no-verbatim", "E.i.1 [1]")),
    "meddra": (_reaction(meddra_code=None), ("no-meddra", "E.i.2.1b [1]")),
    "meddra version": (_reaction(meddra_version="v27"), ("value", "E.i.2.1a [1]")),
    "meddra code": (_reaction(meddra_code="1099"), ("value", "E.i.2.1b [1]")),
    "versions": (replace(full(), reactions=(replace(full().reactions[0], meddra_version="26.0"),)), ("versions", "E.i.2.1a")),
    "end": (_reaction(end=AT - timedelta(hours=1)), ("order", "E.i.4 [1]")),
    "batch": (_drug(doses=()), ("no-batch", "G.k.4.r.7 [1]")),
    "batch length": (_drug(doses=(replace(plain().drugs[0].doses[0], batch_lot="x" * 36),)), ("too-long", "G.k.4.r.7 [1.1]")),
    "dose unit": (_drug(doses=(replace(plain().drugs[0].doses[0], unit=None),)), ("half", "G.k.4.r.1b [1.1]")),
    "text of product": (_drug(additional_text="x" * 2001), ("too-long", "G.k.11 [1]")),
    "role": (_drug(role="2"), ("no-suspect", "G.k.1")),
    "key": (_drug(key=None), ("key", "E.i, G.k")),
    "foreign key": (_drug(key="other"), ("unknown-key", "G.k.9.i")),
    "test unit": (_test(unit=None), ("half", "F.r.3.3 [1]")),
    "test date": (_test(date=None), ("half", "F.r.1 [1]")),
    "test result": (_test(result=None, unit=None), ("missing", "F.r.3.4 [1]")),
    "test name": (_test(name=None), ("missing", "F.r.2.1 [1]")),
    "no primary": (replace(plain(), reporters=(Reporter(country="ES"),)), ("primary", "C.2.r.5")),
    "two primary": (replace(plain(), reporters=plain().reporters * 2), ("primary", "C.2.r.5")),
    "qualification": (replace(plain(), reporters=(replace(plain().reporters[0], qualification=None),)), ("half", "C.2.r.4 [1]")),
    "country": (replace(plain(), reporters=(replace(plain().reporters[0], country="Spain"),)), ("value", "C.2.r.3 [1]")),
    "documents": (replace(plain(), documents_available=False), ("listed", "C.1.6.1")),
    "no documents": (replace(plain(), documents=()), ("listed", "C.1.6.1")),
    "title": (replace(plain(), documents=(Document(content=b"x"),)), ("half", "C.1.6.1.r.1 [1]")),
    "reason": (replace(plain(), nullification="1"), ("half", "C.1.11.2")),
    "study": (replace(plain(), report_type="2"), ("missing", "C.5.4")),
    "organisation": (replace(plain(), sender=replace(full().sender or plain().sender, organisation=None)), ("missing", "C.3.2")),  # type: ignore[type-var]
    "precision": (replace(plain(), created=PartialTime("20261128")), ("imprecise", "C.1.2")),
    "received": (replace(plain(), first_received=AT, most_recent=AT - timedelta(days=1)), ("order", "C.1.4")),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_mistake_is_found_where_it_is(name: str) -> None:
    case, expected = BAD[name]
    assert expected in found(case)


def test_a_mistake_in_a_later_case_names_the_case() -> None:
    assert ("missing", "H.1 [2]") in found(plain(), replace(plain(), narrative=None))


def test_days_of_unlike_zones_are_not_said_to_be_out_of_order() -> None:
    assert found(replace(plain(), first_received=AT, most_recent=PartialTime("20261127"))) == set()


def _drop(xpath: str) -> Change:
    def change(root: etree._Element) -> None:
        hit = root.xpath(xpath, namespaces=HL7)
        assert hit
        for each in hit:
            each.getparent().remove(each)

    return change


def _set(xpath: str, key: str, value: str) -> Change:
    def change(root: etree._Element) -> None:
        root.xpath(xpath, namespaces=HL7)[0].set(key, value)

    return change


def _foreign(root: etree._Element) -> None:
    etree.SubElement(root.find(".//h:investigationEvent", HL7), f"{{{HL7['h']}}}foo")


def _swap(root: etree._Element) -> None:
    event = root.find(".//h:investigationEvent", HL7)
    event.insert(event.index(event.find("h:text", HL7)), event.find("h:statusCode", HL7))


_EVENT, _FIRST = "//h:investigationEvent", "(//h:observation[h:code/@code='27'])[1]"
MUTATIONS: dict[str, Change] = {
    "drop N.1.5 batch creationTime": _drop("/*/h:creationTime"),
    "drop C.1.1 case id": _drop(f"{_EVENT}/h:id[@root='2.16.840.1.113883.3.989.2.1.3.1']"),
    "drop H.1 narrative": _drop(f"{_EVENT}/h:text"),
    "drop C.1.4 first received": _drop(f"{_EVENT}/h:effectiveTime"),
    "remove only the E.i.7 observation leaving an empty outboundRelationship2": _drop(_FIRST),
    "drop patient name D.1": _drop("//h:player1/h:name"),
    "remove primaryRole leaving empty subject1": _drop("//h:primaryRole"),
    "drop whole E.i.7 outboundRelationship2": _drop(f"{_FIRST}/.."),
    "drop all E.i.3.2a-f seriousness": _drop("//h:outboundRelationship2[h:observation/h:code[contains(' 34 21 33 35 12 26 ', concat(' ', @code, ' '))]]"),
    "drop lotNumberText": _drop("//h:lotNumberText"),
    "bad date in creationTime 2022-06-14": _set("/*/h:creationTime", "value", "2022-06-14"),
    "bad code for outcome (9)": _set(f"{_FIRST}/h:value", "code", "9"),
    "wrong xsi:type on value (PQ without unit)": _set(f"{_FIRST}/h:value", XSI, "PQ"),
    "unknown element <foo/> in investigationEvent": _foreign,
    "element order: statusCode before text": _swap,
    "ITSVersion=XML_9": _set("/*", "ITSVersion", "XML_9"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_the_schema_lets_pass_our_rules_catch(shared: Path, name: str) -> None:
    valid = {each["mutation of FAERS2022Scenario1.xml"]: each["xsd_valid"] == "True" for each in rows(shared, "e2br3_xsd_mutations.csv")}
    assert valid.keys() == MUTATIONS.keys()
    original = (shared / "schemas/e2br3/samples/FAERS2022Scenario1.xml").read_bytes()
    root = etree.fromstring(original)
    MUTATIONS[name](root)
    changed = etree.tostring(root)
    assert (validate(changed, shared / "schemas/e2br3/schemas") == ()) is valid[name]
    before, after = (check(read_message(content), TABLE) for content in (original, changed))
    if valid[name]:
        assert set(after) - set(before)
    assert stopping(before) == set()


SAMPLES = {
    # Its included document is cut short: no base64.
    "FAERS2022Scenario4.xml": {"casereport.value C.1.6.1.r.2 [1]"},
    # Two of its products have one identifier, so that it cannot be told whose role is whose.
    "FAERS2022Scenario5-3.xml": {"casereport.key E.i, G.k"},
}


def test_a_sample_is_stopped_only_where_it_is_wrong(shared: Path) -> None:
    for path in sorted((shared / "schemas/e2br3/samples").glob("*.xml")):
        assert stopping(check(read_message(path.read_bytes()), TABLE)) == SAMPLES.get(path.name, set()), path.name


def test_without_a_code_there_is_no_export_but_a_draft() -> None:
    uncoded = message(_reaction(meddra_code=None, meddra_version=None))
    with pytest.raises(Refused) as caught:
        export(uncoded, TABLE)
    assert {each.code for each in caught.value.findings} == {"casereport.no-meddra"}
    kept = draft(uncoded, TABLE)
    assert b'processingCode code="T"' in kept.content
    assert read_message(kept.content) == uncoded
    assert b'processingCode code="P"' in export(message(plain()), TABLE).content
    with pytest.raises(Refused):
        draft(message(replace(plain(), narrative="\x00")), TABLE)


def test_what_leaves_reads_back_as_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    blanks = message(replace(plain(), narrative=" Fever.\r\n\n", reporter_comments=" "))
    back = read_message(export(blanks, TABLE).content).cases[0]
    assert (back.narrative, back.reporter_comments) == ("Fever.", None)
    lines = message(replace(plain(), narrative="two\r\nlines"))
    assert read_message(export(lines, TABLE).content) == lines
    with pytest.raises(Refused) as caught:
        export(message(replace(plain(), created=AT.replace(tzinfo=None))), TABLE)
    assert caught.value.findings[0].code == "casereport.not-the-same"
    monkeypatch.setattr(sending, "written", lambda given, draft=False: written(replace(given, sender="SOMEBODY")))
    for leave in (export, draft):
        with pytest.raises(Refused) as caught:
            leave(message(plain()), TABLE)
        assert caught.value.findings[0].code == "casereport.not-the-same"


def test_a_document_that_no_reader_takes_does_not_go_along() -> None:
    assert ("document", "C.1.6.1.r.2 [1]") in found(replace(plain(), documents=(Document("CT", bytes(7_000_001)),)))
    largest = message(replace(plain(), documents=(Document("CT", bytes(7_000_000)),)))
    assert read_message(export(largest, TABLE).content) == largest


def test_a_follow_up_an_amendment_and_a_nullification() -> None:
    later = AT + timedelta(days=1)
    follow = again(plain(), "M-2", later, most_recent=later)
    assert (follow.identifier, follow.message_identifier, follow.most_recent, follow.nullification) == (plain().identifier, "M-2", later, None)
    assert amended(plain(), "M-2", later, "wrong age").nullification == "2"
    gone = nullified(plain(), "M-3", later, " entered twice ")
    assert (gone.nullification, gone.nullification_reason) == ("1", "entered twice")
    assert read_message(export(message(gone), TABLE).content).cases[0] == gone
    for wrong in (lambda: again(gone, "M-4", later), lambda: nullified(plain(), "M-3", later, " ")):
        with pytest.raises(Refused):
            wrong()


def test_seriousness_is_true_or_no_information() -> None:
    reaction = with_criteria(Reaction(), SERIOUS)
    assert reaction.life_threatening is True
    assert reaction.death == reaction.hospitalisation == Null("NI")
    assert with_criteria(Reaction(), replace(SERIOUS, death=YES)).death is True


def test_keys_are_the_same_every_time_and_differ_between_cases() -> None:
    assert plain() == plain() == keyed(plain())
    assert keyed(replace(plain(), identifier="other", reactions=(replace(plain().reactions[0], key=None),))).reactions[0].key != plain().reactions[0].key


def test_the_bag_stands_in_text_tests_and_batch() -> None:
    drug = plain().drugs[0]
    assert drug.doses[0].batch_lot == "B26-0114"
    assert drug.additional_text == "bag B26-0114-1; batch B26-0114; vector lot LV-26-03; VCN 2.1 {copies}/{cell}; sterility no growth"
    assert [(each.name, each.result, each.unit, each.result_text) for each in plain().tests] == [
        ("Product batch B26-0114: VCN", Decimal("2.1"), "{copies}/{cell}", None), ("Product batch B26-0114: sterility", None, None, "no growth"),
    ]  # fmt: skip
    assert about((Bag("1", "2", "", None, "", AT, None, (Attribute("viability", Decimal(80), "%", "", AT),)),)) == "bag 1; batch 2; viability 80 %"


PT = "10000001$Alpha fever$$1$\n10000002$Beta$$1$\n"
LLT = "10000001$Alpha fever$10000001$$$$$$$Y$\n10000011$Fever, alpha, high$10000001$$$$$$$Y$\n10000012$Old fever$10000001$$$$$$$N$\n"


def test_a_site_reads_its_own_meddra() -> None:
    meddra = meddra_of("27.1", LLT, PT)
    assert [each.code for each in search(meddra, "alpha FEV")] == ["10000001", "10000011"]
    assert [each.preferred for each in search(meddra, "high")] == ["Alpha fever"]
    assert search(meddra, "old") == search(meddra, " ") == search(meddra, "gamma") == ()
    reaction = coded(Reaction(verbatim="fever"), meddra, "10000011")
    assert (reaction.meddra_version, reaction.meddra_code) == ("27.1", "10000011")
    for code in ("10000012", "99999999"):
        with pytest.raises(Refused):
            coded(Reaction(), meddra, code)


@pytest.mark.parametrize(
    ("version", "llt", "code"),
    [
        ("twenty", LLT, "meddra-version"), ("27.1", "", "meddra-file"), ("27.1", LLT + LLT, "meddra-file"), ("27.1", "1$x$\n", "meddra-file"),
        ("27.1", "10000001$Alpha$10000009$$$$$$$Y$", "meddra-file"), ("27.1", "10000001$Alpha$10000001$$$$$$$?$", "meddra-file"),
    ],
)  # fmt: skip
def test_files_that_are_not_meddra_are_refused(version: str, llt: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        meddra_of(version, llt, PT)
    assert caught.value.findings[0].code == f"casereport.{code}"


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        meddra_in(tmp_path, "27.1")
    assert caught.value.findings[0].code == "casereport.unreadable"
    (tmp_path / "llt.asc").write_text(LLT, encoding="utf-8")
    (tmp_path / "pt.asc").write_text(PT, encoding="utf-8")
    assert meddra_in(tmp_path, "27.1") == meddra_of("27.1", LLT, PT)
    (tmp_path / "pt.asc").write_bytes(b"\xff")
    with pytest.raises(Refused):
        meddra_in(tmp_path, "27.1")


@pytest.mark.parametrize("text", ["x = 1", 'version = "1"', "[["])
def test_a_wrong_table_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        elements_of(text)


def test_the_command(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples, schemas = shared / "schemas/e2br3/samples", shared / "schemas/e2br3/schemas"
    good, bad, broken = tmp_path / "good.xml", tmp_path / "bad.xml", tmp_path / "broken.xml"
    good.write_bytes(export(message(plain()), TABLE).content)
    bad.write_bytes(good.read_bytes().replace(b"Fever on the third day; tocilizumab.", b""))
    broken.write_bytes(good.read_bytes()[:-20])
    assert run(("check", str(good), "--schemas", str(schemas))) == 0
    assert capsys.readouterr().out == ""
    assert run(("check", str(bad))) == 1
    assert capsys.readouterr().out.startswith("H.1\tcasereport.missing\tH.1 is missing")
    bad.write_bytes(good.read_bytes().replace(b"<name>CAR-T", "<name>\x9b31m".encode() + b"x" * 250))
    assert run(("check", str(bad))) == 1
    assert "“?31mxx" in capsys.readouterr().out
    assert run(("check", str(samples / "R3ack-negative.ack"))) == 1
    assert run(("check", str(samples / "R3ack-positive.ack"))) == 0
    capsys.readouterr()
    for arguments in ((str(broken),), (str(tmp_path / "nothing"),), (str(tmp_path),), (str(good), "--schemas", str(tmp_path))):
        assert run(("check", *arguments)) == 2
        out, told = capsys.readouterr()
        assert out == "" and told.count("\n") == 1


def test_the_command_is_there(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "workbench", "case", "check", str(tmp_path / "x")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
