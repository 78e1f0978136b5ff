"""A batch from its first step to its certificates, and what refuses on the way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.batch.probe import BAGS, STOCK, TEXT, Probe
from tests.desk import SINCE, codes
from workbench.batch.actions.correcting import correct_entry
from workbench.batch.actions.moving import decide, move_batch
from workbench.batch.actions.results import Subject, check_result, record_result
from workbench.batch.actions.steps import Cause, dispute_step, record_step, sign_step_again, take_over_step
from workbench.batch.exceptions import Sort, exceptions
from workbench.batch.moves import Move, findings
from workbench.batch.progress import TurnState
from workbench.batch.records import BagStatus, Entry, Reading, ResultKind, ScanFact, Status
from workbench.batch.rules import gating_tests
from workbench.batch.verdicts import Verdict, specification
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity, Role
from workbench.people.records import Appointment, Factor
from workbench.quality.actions import assess_deviation, report_problem
from workbench.quality.records import Assessment, Deviation
from workbench.words.findings import told
from workbench.words.translation import ENGLISH


@pytest.fixture
def probe(tmp_path: Path) -> Probe:
    return Probe(tmp_path)


def test_whole_batch_is_released_and_certified(probe: Probe) -> None:
    probe.made()
    dossier = probe.dossier
    assert dossier.batch.status is Status.QC_PENDING
    assert [(each.number, each.of, each.volume) for each in dossier.bags] == [
        (1, 2, Quantity(Decimal("2.50"), "mL")),
        (2, 2, Quantity(Decimal("2.50"), "mL")),
    ]
    lines = {each.test.name: each.verdict for each in specification(dossier)}
    assert lines["load"] is Verdict.COMPLIES
    assert lines["sterility"] is Verdict.PENDING
    decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    dossier = probe.dossier
    assert dossier.batch.status is Status.PROVISIONAL
    assert {each.status for each in dossier.bags} == {BagStatus.RELEASED}
    assert [each.test for each in dossier.decisions[-1].pending] == ["sterility", "look_of_it"]
    with pytest.raises(Refused) as refused:
        decide(probe.batch, Move.CERTIFY, "", **probe.desk.signing("RP1"))
    assert codes(refused.value) == {"batch.test-missing"}
    probe.result("look_of_it", "clear")
    probe.result("sterility", "no_growth")
    decide(probe.batch, Move.CERTIFY, "", **probe.desk.signing("RP1"))
    assert probe.dossier.batch.status is Status.RELEASED


def test_order_is_forced(probe: Probe) -> None:
    with pytest.raises(Refused) as refused:
        probe.start("plan")
    assert "batch.not-its-turn" in codes(refused.value)
    assert probe.stand.turn("check_order", "").state is TurnState.OPEN


def test_each_person_and_limit_refuses(probe: Probe) -> None:
    probe.start("check_order")
    with pytest.raises(Refused) as refused:
        probe.start("check_order")
    assert "batch.already-started" in codes(refused.value)
    with pytest.raises(Refused) as refused:
        probe.record("check_order", {}, who="PH2")
    assert codes(refused.value) >= {"batch.not-your-role", "batch.in-other-hands"}
    probe.record("check_order", {})
    with pytest.raises(Refused) as refused:
        probe.verify("check_order", {}, who="PH1")
    assert "people.role-not-held" in codes(refused.value)
    probe.verify("check_order", {})
    probe.start("scan")
    with pytest.raises(Refused) as refused:
        probe.record("scan", {"room": "clean"})
    assert codes(refused.value) == {"batch.not-scanned"}
    with pytest.raises(Refused) as refused:
        probe.scan("scan", BAGS)
    assert codes(refused.value) == {"batch.wrong-material"}
    assert [(each.accepted, each.code) for each in probe.desk.kept(ScanFact)] == [(False, "batch.wrong-material")]
    assert any(each.sort is Sort.CLOSE_CALL for each in exceptions(probe.dossier))


def test_a_stop_limit_needs_a_supervisor(probe: Probe) -> None:
    probe.start("check_order")
    probe.record("check_order", {})
    probe.verify("check_order", {})
    probe.start("scan")
    probe.scan("scan", STOCK)
    with pytest.raises(Refused) as refused:
        probe.record("scan", {"room": "dirty"}, causes={"room": Cause("spill", "wiped twice")})
    assert codes(refused.value) == {"batch.limit-stop"}
    report_problem(probe.batch, "spill", "wiped twice, still wet", step="scan", where="room", **probe.desk.doing("PH1"))
    number = probe.desk.kept(Deviation)[0].id
    with pytest.raises(Refused):
        probe.record("scan", {"room": "dirty"})
    assess_deviation(number, Assessment.QUARANTINE, "surface is sound, goes on in quarantine", **probe.desk.signing("SU1"))
    probe.record("scan", {"room": "dirty"})
    assert probe.stand.turn("scan", "").state is TurnState.DONE


def test_an_action_limit_opens_a_deviation_that_stops_release(probe: Probe) -> None:
    probe.prepare()
    key = "1 piece"
    probe.start("draw", key)
    probe.scan("draw", STOCK, key)
    probe.scan("draw", BAGS, key)
    with pytest.raises(Refused) as refused:
        probe.record("draw", {"drawn": "2.9"}, key)
    assert codes(refused.value) == {"batch.limit-action"}
    (said,) = (told(each, ENGLISH).what.replace("\u00a0", " ") for each in refused.value.findings)
    assert said == "Volume drawn: 2.9 mL is outside the action limit 0.9 × 2.5 mL to 1.1 × 2.5 mL."
    probe.record("draw", {"drawn": "2.9"}, key, causes={"drawn": Cause("syringe", "plunger slipped")})
    probe.verify("draw", {"drawn": "2,9"}, key)
    assert [each.where for each in probe.desk.kept(Deviation)] == ["drawn"]
    found = {each.code for each in findings(probe.dossier, Move.RELEASE_PROVISIONALLY, probe.desk.actor("RP1"), probe.desk.clock.at)}
    assert found == {"batch.no-such-move"}


def test_the_second_person_reads_alone(probe: Probe) -> None:
    probe.prepare()
    key = "1 piece"
    probe.start("draw", key)
    probe.scan("draw", STOCK, key)
    probe.scan("draw", BAGS, key)
    probe.record("draw", {"drawn": "2.50"}, key)
    for own, code in (("2.45", "batch.readings-differ"), ("", "batch.missing-value"), ("1e3", "calculation.number")):
        with pytest.raises(Refused) as refused:
            probe.verify("draw", {"drawn": own}, key)
        assert any(each.startswith(code) for each in codes(refused.value)), codes(refused.value)
    dispute_step(probe.batch, "draw", key, "the scale shows another value", **probe.desk.doing("PH2", Role.VERIFIER))
    assert probe.stand.turn("draw", key).state is TurnState.STARTED
    probe.record("draw", {"drawn": "2.45"}, key)
    probe.verify("draw", {"drawn": "2.45"}, key)
    assert probe.stand.values["drawn"] == (Quantity(Decimal("2.45"), "mL"),)
    assert any(each.sort is Sort.DISPUTE for each in exceptions(probe.dossier))


def test_a_correction_lapses_signatures_and_calculates_again(probe: Probe) -> None:
    probe.made()
    entry = next(each for each in probe.desk.kept(Entry) if each.field == "drawn" and each.reading is Reading.FIRST)
    done = correct_entry(entry.id, "2.60", "read from the wrong syringe", **probe.desk.doing("PH1"))
    assert {"draw/1 piece", "sum_up"} <= {each.where for each in done.findings if each.code == "batch.sign-again"}
    assert [(each.number, str(each.dose), str(each.volume)) for each in probe.dossier.bags][0] == (1, "26 mg", "2.60 mL")
    assert [each.where for each in done.findings if each.code == "labels.print-again"] == [probe.dossier.bags[0].id]
    assert probe.stand.values["dose_made"] == Quantity(Decimal("51.0"), "mg")
    lapses = {each.where for each in findings(probe.dossier, Move.REVIEW, probe.desk.actor("SU1"), probe.desk.clock.at)}
    assert lapses == {"draw/1 piece", "sum_up"}
    for step, key, own in (("draw", "1 piece", {"drawn": "2.60"}), ("sum_up", "", {})):
        sign_step_again(probe.batch, step, key, **probe.desk.signing("PH1", factor=Factor.PIN))
        probe.verify(step, own, key)
    assert not [each for each in findings(probe.dossier, Move.REVIEW, probe.desk.actor("SU1"), probe.desk.clock.at)]


def test_a_release_that_a_correction_has_undone_is_decided_anew(probe: Probe) -> None:
    probe.made()
    decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    with pytest.raises(Refused) as refused:
        decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    assert codes(refused.value) == {"batch.release-stands"}
    probe.result("content", "10.2", why="dilution was typed wrongly")
    with pytest.raises(Refused) as refused:
        decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    assert codes(refused.value) == {"batch.not-reviewed"}
    opened = tuple(each.key for each in exceptions(probe.dossier))
    decide(probe.batch, Move.REVIEW, "", opened=opened, **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    assert probe.dossier.batch.status is Status.PROVISIONAL
    assert {each.status for each in probe.dossier.bags} == {BagStatus.RELEASED}


def test_who_has_released_does_no_test_or_check_afterwards(probe: Probe) -> None:
    """Also on the lot that the batch has used, and although the role would allow it."""
    probe.made()
    decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    probe.desk.put(Appointment("A-RP1-analyst", "RP1", Role.ANALYST, SINCE))
    entered = probe.result("sterility", "no_growth", check=False)
    head, own = probe.desk.head(), probe.desk.signing("RP1", Role.ANALYST, Factor.PIN)
    for act in (
        lambda: check_result(entered, **own),
        lambda: record_result(Subject(lot="L1", formula="PROBE.1"), "stock_ph", "6.6", why="read from the wrong strip", **own),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused.value) == {"people.decided-before"}
    assert probe.desk.head() == head
    check_result(entered, **probe.desk.signing("QC2", factor=Factor.PIN))


def test_a_bag_comes_back_from_a_hold_as_it_was(probe: Probe) -> None:
    probe.prepare()
    probe.fill(1)
    probe.label(1)
    probe.fill(2)
    move_batch(probe.batch, Move.HOLD, "alarm in the room", **probe.desk.doing("SU1"))
    assert {each.status for each in probe.dossier.bags} == {BagStatus.HELD}
    decide(probe.batch, Move.RESUME, "false alarm", **probe.desk.signing("SU1"))
    assert [each.status for each in probe.dossier.bags] == [BagStatus.LABELLED, BagStatus.FILLED]


def test_a_late_failure_on_the_lot_holds_what_is_not_given(probe: Probe) -> None:
    probe.made()
    opened = tuple(each.key for each in exceptions(probe.dossier))
    decide(probe.batch, Move.REVIEW, "", opened=opened, **probe.desk.signing("SU1"))
    decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    done_told = probe.result("sterility", "growth", check=False)
    assert probe.dossier.batch.status is Status.PROVISIONAL, "unchecked, it counts for nothing yet"
    done = check_result(done_told, **probe.desk.signing("QC2", factor=Factor.PIN))
    assert probe.dossier.batch.status is Status.HELD
    assert {each.status for each in probe.dossier.bags} == {BagStatus.HELD}
    assert any(each.code == "batch.held-by-result" for each in done.findings)
    head = probe.desk.head()
    for who in ("SU1", "RP1"):
        with pytest.raises(Refused) as refused:
            decide(probe.batch, Move.RESUME, "it was a contaminated plate", **probe.desk.signing(who))
        assert codes(refused.value) == {"batch.test-fails"}, "nothing leads past a failed specification"
    assert probe.desk.head() == head
    decide(probe.batch, Move.REJECT, "growth in the sterility test", **probe.desk.signing("RP1"))
    assert probe.dossier.batch.status is Status.REJECTED
    assert {each.status for each in probe.dossier.bags} == {BagStatus.REJECTED}


@pytest.mark.parametrize(
    ("raw", "kind", "verdict"),
    [
        ("10.54", ResultKind.VALUE, Verdict.COMPLIES),
        ("10.55", ResultKind.VALUE, Verdict.FAILS),
        ("9.45", ResultKind.VALUE, Verdict.COMPLIES),
        ("", ResultKind.NOT_TESTED, Verdict.NOT_TESTED),
    ],
)
def test_results_round_half_up_to_their_limit(probe: Probe, raw: str, kind: ResultKind, verdict: Verdict) -> None:
    probe.prepare()
    probe.result("content", raw, kind=kind)
    assert {each.test.name: each.verdict for each in specification(probe.dossier)}["content"] is verdict


def test_a_result_to_date_says_its_day_and_a_choice_has_no_detection_limit(probe: Probe) -> None:
    head = probe.desk.head()
    for test, raw, kind, day, code in (
        ("sterility", "no_growth", ResultKind.TO_DATE, None, "batch.to-date-day"),
        ("sterility", "no_growth", ResultKind.TO_DATE, -1, "batch.to-date-day"),
        ("sterility", "sterile", ResultKind.TO_DATE, 7, "batch.not-an-option"),
        ("sterility", "no_growth", ResultKind.BELOW, None, "batch.no-detection-limit"),
        ("endotoxin", "1,234", ResultKind.BELOW, None, "calculation.number-ambiguous"),
    ):
        with pytest.raises(Refused) as refused:
            probe.result(test, raw, kind=kind, day=day, check=False)
        assert codes(refused.value) == {code}
    assert probe.desk.head() == head
    probe.result("sterility", "no_growth", kind=ResultKind.TO_DATE, day=7)
    assert {each.test.name: each.verdict for each in specification(probe.dossier)}["sterility"] is Verdict.PENDING


def test_a_calculated_line_that_fails_is_an_exception_and_stops_release(tmp_path: Path) -> None:
    probe = Probe(tmp_path, text=TEXT.replace('accept = "<= 5"', 'accept = "<= 0.01"'))
    probe.made()
    lines = {each.test.name: each.verdict for each in specification(probe.dossier)}
    assert (lines["endotoxin"], lines["load"]) == (Verdict.COMPLIES, Verdict.FAILS)
    failed = [each for each in exceptions(probe.dossier) if each.sort is Sort.FAILED_RESULT]
    assert [(each.key, each.fact("value"), each.fact("limit")) for each in failed] == [("line:load", "0.012 EU/kg", "<= 0.01")]
    assert probe.dossier.batch.status is Status.HELD
    found = gating_tests(probe.dossier, probe.desk.actor("RP1"), probe.desk.clock.at)
    assert [(each.code, each.where, dict(each.facts)["value"]) for each in found] == [("batch.test-fails", "load", "0.012 EU/kg")]


@pytest.mark.parametrize(("limit", "verdict"), [("0.4", Verdict.COMPLIES), ("2", Verdict.PENDING)])
def test_below_detection_is_judged_only_where_it_says_enough(probe: Probe, limit: str, verdict: Verdict) -> None:
    probe.result("endotoxin", limit, kind=ResultKind.BELOW)
    assert {each.test.name: each.verdict for each in specification(probe.dossier)}["endotoxin"] is verdict


def test_who_took_part_neither_reviews_nor_releases(probe: Probe) -> None:
    probe.made()
    for move, who in ((Move.REVIEW, "PH1"), (Move.REVIEW, "QC1")):
        found = {each.code for each in findings(probe.dossier, move, probe.desk.actor(who), probe.desk.clock.at)}
        assert "people.took-part" in found
    with pytest.raises(Refused) as refused:
        decide(probe.batch, Move.RELEASE_PROVISIONALLY, "", **probe.desk.signing("RP1"))
    assert codes(refused.value) == {"batch.not-reviewed"}


def test_release_needs_the_password(probe: Probe) -> None:
    probe.made()
    with pytest.raises(Refused) as refused:
        decide(probe.batch, Move.REVIEW, "", **probe.desk.signing("SU1", factor=Factor.PIN))
    assert codes(refused.value) == {"people.password-needed"}


def test_take_over_pause_and_late_entry(probe: Probe) -> None:
    probe.start("check_order")
    take_over_step(probe.batch, "check_order", "", "shift ended", **probe.desk.doing("PH2", Role.PHARMACIST))
    with pytest.raises(Refused):
        probe.record("check_order", {})
    record_step(probe.batch, "check_order", "", {}, **probe.desk.signing("PH2", Role.PHARMACIST, Factor.PIN))
    with pytest.raises(Refused) as refused:
        probe.verify("check_order", {})
    assert "people.same-person" in codes(refused.value)
    move_batch(probe.batch, Move.PAUSE, "fire drill", **probe.desk.doing("PH1"))
    with pytest.raises(Refused) as refused:
        probe.start("scan")
    assert "batch.not-in-work" in codes(refused.value)
    move_batch(probe.batch, Move.GO_ON, "fire drill over", **probe.desk.doing("PH1"))
    assert probe.dossier.batch.status is Status.IN_PROCESS


def test_a_late_entry_says_both_times_and_why(probe: Probe) -> None:
    probe.start("check_order")
    done = probe.desk.clock.at
    probe.desk.later(minutes=41)
    with pytest.raises(Refused) as refused:
        probe.record("check_order", {}, done_at=done)
    assert codes(refused.value) == {"batch.late-reason"}
    probe.record("check_order", {}, done_at=done, why="the screen was locked")
    late = next(each for each in exceptions(probe.dossier) if each.sort is Sort.LATE_ENTRY)
    assert late.fact("minutes") == "41"
