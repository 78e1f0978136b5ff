"""Two persons share an act: held by the database itself, whatever program writes, and told as a refusal when it is ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from db.register import SqlRegister
from db.two_person import PART, RULES, SECOND
from tests.db import raw
from tests.db.examples import ACTOR, AT, BAG, BATCH, DIGEST, FORMULA, LOT, ORDER, PATIENT, PEOPLE, SUMMARY, ZONE, quantity
from tests.desk import codes
from workbench.batch.records import Entry, MarkKind, Reading, ResultKind, ScanFact, StepMark, TestResult
from workbench.custody.records import Infusion, InfusionCorrection
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role, Stored
from workbench.labels.records import Fate, LabelDisposal, LabelPrint, LabelScan
from workbench.orders.records import Channel, OrderVersion
from workbench.people.records import Factor, Meaning, Signature
from workbench.people.rights import TOOK_PART
from workbench.periodic.records import SummaryApproval
from workbench.scanners.records import HandEntry, TypedCheck
from workbench.surveillance.records import Behind, Signal, SignalStep, State
from workbench.vigilance.records import Outcome, ReportFollowUp, ReportSource, ReportStatus, SafetyReport
from workbench.vigilance.records import Qualification as Reporter

BASE = (*PEOPLE, FORMULA, PATIENT, ORDER, BATCH, LOT)
STEP = "BA-1/weigh/1"


def mark(kind: MarkKind, person: str = "P1", **other: str) -> StepMark:
    return replace(StepMark(f"M-{kind.value}-{person}", "BA-1", "weigh", "1", kind, AT, ZONE, person, Role.TECHNICIAN), **other)


def entry(reading: Reading = Reading.FIRST, person: str = "P1") -> Entry:
    return Entry(f"E-{reading.value}-{person}", "BA-1", "weigh", "1", "mass", reading, AT, ZONE, person, "1.5", quantity("1.5", "g"))


def signature(meaning: Meaning, person: str = "P1", kind: str = "step", subject: str = STEP, batch: str | None = "BA-1") -> Signature:
    return Signature(f"SG-{meaning.value}-{person}-{kind}", person, Role.VERIFIER, meaning, AT, ZONE, Factor.PIN, kind, subject, DIGEST, batch)


def result(person: str = "P1", *, lot: bool = False) -> TestResult:
    at = {"lot": "LOT1"} if lot else {"batch": "BA-1"}
    return TestResult("R1", "assay", ResultKind.VALUE, "1.5", AT, ZONE, person, value=quantity("1.5", "%"), **at)


SCAN = ScanFact("S1", "BA-1", "weigh", "1", "vector", b"x", True, AT, ZONE, "P2", "LOT1")


LABEL = LabelPrint("L1", "BA-1", "BAG1", "final-bag-60x40", "en", "%5", 1, b"x", DIGEST, "read back", AT, ZONE, "P2")
INFUSION = Infusion("IN1", "BA-1", "BAG1", "PT1", AT, AT, quantity("20"), True, "%1-1", "H-0001", "", (), AT, ZONE, "P1")
CORRECTION = InfusionCorrection("IC1", "IN1", AT, AT, quantity("19"), True, "", (), "misread", AT, ZONE, "P1")
REPORT = SafetyReport(
    "SR1", ReportStatus.RECEIVED, ReportSource.SPONTANEOUS, "PT1", None, None, "cells", "", "Person 1", Reporter.OTHER, "chills", AT, Outcome.UNKNOWN,
    "NNNNNN", (), AT, AT, ZONE, "P1",
)  # fmt: skip
SIGNAL = Signal("SIG-1", "CODE", "", "", "", "seen", None, (), (Behind("IN1", "BAG1", "", ""),), AT, ZONE, "P1")
ASSESSED = SignalStep("SP1", "SIG-1", State.ASSESSED, "read", AT, ZONE, "P1")
NEWS = ReportFollowUp("RF1", "SR1", "it was a rigor", False, "", None, AT, AT, ZONE, "P1")
OTHERWISE = {"register.sent-before"}
"""A rule on labels that is told in the same way and is not about persons; tests/printing holds it."""


def version(entered_by: str = "P1") -> OrderVersion:
    return OrderVersion("OR-1.1", "OR-1", 1, (), "P2", Channel.PAPER, entered_by, AT, ZONE)


@dataclass(frozen=True)
class Planted:
    """``first`` may be kept, ``second`` by the same person may not; by another person it may."""

    name: str
    rule: str
    first: tuple[Stored, ...]
    second: Stored


def _verifies(name: str, *first: Stored) -> list[Planted]:
    return [Planted(f"{meaning.value} after {name}", "register.verifies-own", first, signature(meaning)) for meaning in (Meaning.VERIFIED, Meaning.WITNESSED)]


PLANTED = [
    *_verifies("performing", signature(Meaning.PERFORMED)),
    *_verifies("marking it performed", mark(MarkKind.PERFORMED)),
    *_verifies("starting it", mark(MarkKind.STARTED)),
    *_verifies("taking it over", mark(MarkKind.TAKEN_OVER)),
    *_verifies("typing a first reading", entry()),
    Planted("performed after verifying", "register.performs-verified", (signature(Meaning.VERIFIED),), signature(Meaning.PERFORMED)),
    Planted("performed after witnessing", "register.performs-verified", (signature(Meaning.WITNESSED),), signature(Meaning.PERFORMED)),
    Planted("performed after marking it verified", "register.performs-verified", (mark(MarkKind.VERIFIED),), signature(Meaning.PERFORMED)),
    *(
        Planted(f"a mark of verifying after {kind.value}", "register.verifies-own", (mark(kind),), mark(MarkKind.VERIFIED))
        for kind in (MarkKind.STARTED, MarkKind.TAKEN_OVER, MarkKind.PERFORMED)
    ),
    Planted("a mark of performing after verifying", "register.performs-verified", (mark(MarkKind.VERIFIED),), mark(MarkKind.PERFORMED)),
    Planted("the second reading after the first", "register.reads-twice", (entry(),), entry(Reading.SECOND)),
    Planted("the first reading after the second", "register.reads-twice", (entry(Reading.SECOND),), entry()),
    Planted(
        "checking a result after signing it", "register.checks-own",
        (result("P2"), signature(Meaning.TESTED, kind="result", subject="R1")), signature(Meaning.CHECKED, kind="result", subject="R1"),
    ),
    Planted("checking a result after typing it", "register.checks-own", (result(),), signature(Meaning.CHECKED, kind="result", subject="R1")),
    Planted(
        "signing a result after checking it", "register.checks-own",
        (result("P2"), signature(Meaning.CHECKED, kind="result", subject="R1")), signature(Meaning.TESTED, kind="result", subject="R1"),
    ),
    Planted(
        "approving a formula twice", "register.approves-twice",
        (signature(Meaning.APPROVED, kind="formula", subject="CODE.1", batch=None),),
        replace(signature(Meaning.APPROVED, kind="formula", subject="CODE.1", batch=None), id="SG-2"),
    ),
    Planted(
        "witnessing the end of a label that one destroys", "register.witnesses-own", (BAG, LABEL),
        LabelDisposal("LD1", "BA-1", "L1", Fate.DESTROYED, "cut up", AT, ZONE, "P1", "P1"),
    ),
    Planted("checking an infusion after entering it", "register.checks-own-infusion", (BAG, INFUSION), signature(Meaning.CHECKED, kind="infusion", subject="IN1", batch=None)),
    Planted("closing a report that one entered", "register.closes-own-report", (REPORT,), signature(Meaning.CHECKED, kind="report", subject="SR1", batch=None)),
    Planted(
        "validating a signal that one detected", "register.closes-own-signal", (SIGNAL,), SignalStep("SP2", "SIG-1", State.VALIDATED, "read", AT, ZONE, "P1"),
    ),
    Planted(
        "closing a signal that one assessed", "register.closes-own-signal", (SIGNAL, replace(ASSESSED, person="P2")),
        SignalStep("SP3", "SIG-1", State.CLOSED, "nothing", AT, ZONE, "P2"),
    ),
    Planted(
        "approving a summary that one prepared", "register.approves-own-summary", (SUMMARY,), SummaryApproval("PA1", "PSS-1", "", AT, ZONE, "P1"),
    ),
    Planted(
        "closing a report whose follow-up one entered", "register.closes-own-report",
        (replace(REPORT, person="P2"), NEWS), signature(Meaning.CHECKED, kind="report", subject="SR1", batch=None),
    ),
    Planted(
        "confirming a code that one typed", "register.confirms-own", (),
        HandEntry("HE1", "BA-1", "S1", "%7-0001-00", TypedCheck.OWN, "torn", "P1", AT, ZONE, "P1"),
    ),
    Planted(
        "signing for somebody else who confirmed a typed code", "register.confirms-own",
        (HandEntry("HE1", "BA-1", "S1", "%7-0001-00", TypedCheck.OWN, "torn", "P3", AT, ZONE, "P1"),),
        signature(Meaning.VERIFIED, kind="hand entry", subject="HE1"),
    ),
    Planted(
        "checking an infusion after correcting it", "register.checks-own-infusion", (BAG, replace(INFUSION, person="P2"), CORRECTION),
        signature(Meaning.CHECKED, kind="infusion", subject="IN1", batch=None),
    ),
    Planted("verifying an order after entering it", "register.verifies-own-order", (version(),), signature(Meaning.VERIFIED, kind="order", subject="OR-1.1", batch=None)),
]  # fmt: skip

HANDS: dict[str, tuple[Stored, ...]] = {
    **{f"a mark: {kind.value}": (mark(kind),) for kind in MarkKind},
    "a first reading": (entry(),),
    "a second reading": (entry(Reading.SECOND),),
    "a scan": (replace(SCAN, person="P1"),),
    "a refused scan": (replace(SCAN, person="P1", accepted=False, lot=None),),
    "a result": (result(),),
    "a result of a lot that was scanned": (result(lot=True), SCAN),
    "a signature on a result of a lot that was scanned": (result("P2", lot=True), signature(Meaning.CHECKED, kind="result", subject="R1", batch=None), SCAN),
    **{f"a signature: {meaning.value}": (signature(meaning),) for meaning in sorted(TOOK_PART, key=lambda each: each.value)},
}
DECIDES = (Meaning.REVIEWED, Meaning.RELEASED_PROVISIONALLY, Meaning.CERTIFIED)
PLANTED += [
    Planted(f"{meaning.value} after {name}", "register.took-part", first, signature(meaning, kind="decision", subject="D1"))
    for meaning in DECIDES
    for name, first in HANDS.items()
]
LATER: dict[str, tuple[tuple[Stored, ...], Stored]] = {
    "a mark": ((), mark(MarkKind.STARTED)),
    "a reading": ((), entry()),
    "a result": ((), result()),
    "a result of a lot that was scanned": ((SCAN,), result(lot=True)),
    "a signature under a step": ((), signature(Meaning.VERIFIED)),
    "a signature on a result": ((result("P2"),), signature(Meaning.CHECKED, kind="result", subject="R1")),
    "a signature on a result of a lot that was scanned": (
        (SCAN, result("P2", lot=True)), signature(Meaning.CHECKED, kind="result", subject="R1", batch=None),
    ),
}  # fmt: skip
PLANTED += [
    Planted(f"{name} after {meaning.value}", "register.decided-before", (*first, signature(meaning, kind="decision", subject="D1")), second)
    for meaning in DECIDES
    for name, (first, second) in LATER.items()
]


def by(person: str, record: Stored) -> Stored:
    return replace(record, id=f"other-{record.id}", person=person)  # type: ignore[attr-defined,call-arg,type-var]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, blank: Path) -> Iterator[sqlite3.Connection]:
    """Another program at a register with a batch."""
    path = tmp_path_factory.mktemp("two") / "register.sqlite"
    path.write_bytes(blank.read_bytes())
    with raw.opened(path) as connection:
        for each in BASE:
            raw.add(connection, each)
        yield connection


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_the_database_refuses_the_same_person_and_takes_another(file: sqlite3.Connection, planted: Planted) -> None:
    file.execute("BEGIN")
    try:
        for each in planted.first:
            raw.add(file, each)
        with pytest.raises(sqlite3.IntegrityError) as fault:
            raw.add(file, planted.second)
        assert str(fault.value) == planted.rule
    finally:
        file.execute("ROLLBACK")
    file.execute("BEGIN")
    try:
        for each in (*planted.first, by("P3", planted.second)):
            raw.add(file, each)
    finally:
        file.execute("ROLLBACK")


def test_a_person_who_scanned_a_label_back_does_not_release(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(filled.read_bytes())
    with raw.opened(path) as file:
        raw.add(file, LabelScan("LS9", "BA-1", "L1", b"x", AT, ZONE, "P3"))
        with pytest.raises(sqlite3.IntegrityError, match=r"register\.took-part"):
            raw.add(file, signature(Meaning.CERTIFIED, "P3", "decision", "D1"))


def test_every_rule_has_its_planted_violation() -> None:
    assert {each.rule for each in PLANTED} == {rule.code for rule in RULES} - OTHERWISE


def test_the_rules_here_and_in_the_database_mean_the_same_hands() -> None:
    assert {meaning.value for meaning in TOOK_PART} == set(PART.strip("()").replace("'", "").split(", "))
    assert {Meaning.VERIFIED.value, Meaning.WITNESSED.value} == set(SECOND.strip("()").replace("'", "").split(", "))


@pytest.mark.parametrize("kind", MarkKind)
def test_another_step_another_round_and_another_batch_are_no_hindrance(file: sqlite3.Connection, kind: MarkKind) -> None:
    file.execute("BEGIN")
    try:
        raw.add(file, mark(kind))
        raw.add(file, signature(Meaning.VERIFIED, subject="BA-1/weigh/2"))
        raw.add(file, replace(mark(MarkKind.VERIFIED), id="M-round", round="2"))
        raw.add(file, replace(mark(MarkKind.VERIFIED), id="M-step", step="fill"))
        raw.add(file, replace(BATCH, id="BA-2", number=2))
        raw.add(file, replace(signature(Meaning.CERTIFIED, kind="decision", subject="D2", batch="BA-2"), id="SG-other"))
    finally:
        file.execute("ROLLBACK")


@pytest.mark.parametrize("meaning", DECIDES)
def test_a_decision_that_names_no_batch_is_refused(file: sqlite3.Connection, meaning: Meaning) -> None:
    """Without its batch nobody could tell who took part."""
    file.execute("BEGIN")
    try:
        with pytest.raises(sqlite3.IntegrityError, match="batch_named"):
            raw.add(file, signature(meaning, kind="decision", subject="D1", batch=None))
    finally:
        file.execute("ROLLBACK")


@pytest.mark.parametrize("planted", list({each.rule: each for each in PLANTED}.values()), ids=lambda planted: planted.rule)
def test_through_the_door_it_is_a_refusal_with_its_sentence(opened: Callable[[Path], SqlRegister], blank: Path, planted: Planted) -> None:
    register = opened(blank)
    with register.transaction(ACTOR, "begin") as change:
        for each in (*BASE, *planted.first):
            change.add(each)
    before = raw.dump(register.path)

    def both_hands() -> None:
        with register.transaction(ACTOR, "both hands") as change:
            change.add(replace(PATIENT, id="PT2", hospital_no="H-2", coi="COI-2"))
            change.add(planted.second)

    with pytest.raises(Refused) as refused:
        both_hands()
    assert codes(refused.value) == {planted.rule}
    assert refused.value.findings[0].source
    assert raw.dump(register.path) == before
