"""Deviations: reported, assessed by another, signed; what is open stops."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.desk import START, ZONE, Desk, codes
from tests.orders.probe import CODE, PROBE, order
from workbench.batch.records import Batch, Status
from workbench.kernel.findings import Refused, Severity, stops
from workbench.people.digests import holds_for
from workbench.people.records import Factor, Meaning, Signature
from workbench.quality.actions import assess_deviation, report_problem
from workbench.quality.opening import deviation
from workbench.quality.records import Assessment, Deviation
from workbench.quality.rules import assessable, in_quarantine, no_open_deviation, no_proposed_rejection


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.formula(PROBE, CODE)
    of = order(made)
    made.put(Batch("PD-1", 1, of.id, 1, of.patient, f"{CODE}.1", of.regime, Status.IN_PROCESS, made.clock.at, made.zone))
    return made


def refused(act: Any, *args: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return codes(caught.value)


def report(desk: Desk, who: str = "PH1", **more: Any) -> Deviation:
    return report_problem("PD-1", more.pop("cause", "bag leaked"), more.pop("reason", "seam was open"), **more, **desk.doing(who)).changed[0]  # type: ignore[return-value]


def test_a_problem_becomes_a_numbered_deviation_without_gaps(desk: Desk) -> None:
    first = report(desk, step="weigh", round_="1 piece")
    assert first == Deviation("DEV-2026-0001", "PD-1", "weigh", "1 piece", "weigh", "quality.problem", "bag leaked", "seam was open", START, ZONE, "PH1")
    assert refused(report, desk, reason=" ") == {"people.reason-missing"}
    assert refused(report, desk, cause=" ") == {"quality.cause-missing"}
    assert refused(report_problem, "PD-9", "bag leaked", "seam was open", **desk.doing("PH1")) == {"quality.no-such-batch"}
    assert refused(report, desk, who="IN1") == {"people.act-not-allowed"}
    assert report(desk, who="WN1").id == "DEV-2026-0002"


def test_a_finding_of_another_act_becomes_a_deviation(desk: Desk) -> None:
    found = stops("batch.limit-action", "formula", where="volume")
    with desk.register.transaction(desk.actor("PH1"), "step") as change:
        (made,) = deviation(change, desk.one(Batch, "PD-1"), "weigh", "", found, " spill ", "hand slipped", desk.actor("PH1"), desk.clock.now())
    assert (made.where, made.code, made.cause, made.reason) == ("volume", "batch.limit-action", "spill", "hand slipped")
    assert desk.kept(Deviation) == (made,)


@pytest.mark.parametrize("decision", Assessment, ids=lambda decision: decision.value)
def test_a_supervisor_assesses_and_signs(desk: Desk, decision: Assessment) -> None:
    key = report(desk).id
    done = assess_deviation(key, decision, "No harm  to the product.", **desk.signing("SU1", factor=Factor.PIN))
    kept = desk.one(Deviation, key)
    assert (kept.decision, kept.assessment, kept.assessed_by, kept.assessed_at) == (decision, "No harm to the product.", "SU1", START)
    signed = done.changed[-1]
    assert isinstance(signed, Signature)
    assert (signed.meaning, signed.kind, signed.subject, signed.batch) == (Meaning.ASSESSED, "deviation", key, "PD-1")
    assert holds_for(signed, (kept,))
    assert not holds_for(signed, (replace(kept, decision=None),))
    assert refused(assess_deviation, key, decision, "Once more then.", **desk.signing("SU2")) == {"quality.already-assessed"}


def test_an_assessment_is_refused(desk: Desk) -> None:
    key = report(desk, who="SU1").id
    assert refused(assess_deviation, key, Assessment.CONTINUE, "No harm.", **desk.signing("SU1")) == {"quality.own-deviation"}
    assert refused(assess_deviation, key, Assessment.CONTINUE, "ok", **desk.signing("SU2")) == {"quality.assessment-missing"}
    assert refused(assess_deviation, "DEV-9", Assessment.CONTINUE, "No harm.", **desk.signing("SU2")) == {"quality.unknown"}
    for who in ("PH1", "RP1", "AD1", "QC1"):
        assert refused(assess_deviation, key, Assessment.CONTINUE, "No harm.", **desk.signing(who)) == {"people.act-not-allowed"}
    mixed = {**desk.doing("SU2"), "proof": desk.proof("SU1")}
    assert refused(assess_deviation, key, Assessment.CONTINUE, "No harm.", **mixed) == {"people.proof-of-another"}
    assert desk.one(Deviation, key).decision is None
    assert not desk.kept(Signature)


class Deviations:
    """Only what the rules of deviations look at."""

    def __init__(self, *decisions: Assessment | None) -> None:
        first = Deviation("DEV-1", "B", "s", "", "w", "c", "cause", "reason", START, ZONE, "PH1")
        self.deviations = tuple(replace(first, id=f"DEV-{at}", decision=each) for at, each in enumerate(decisions))


def test_what_is_open_or_proposes_rejection_stops() -> None:
    every: Any = Deviations(None, Assessment.CONTINUE, Assessment.QUARANTINE, Assessment.REJECT)
    assert [(each.code, each.where, each.severity) for each in no_open_deviation(every)] == [("quality.deviation-open", "DEV-0", Severity.STOPS)]
    assert [(each.code, each.where) for each in no_proposed_rejection(every)] == [("quality.rejection-proposed", "DEV-3")]
    assert in_quarantine(every)
    fine: Any = Deviations(Assessment.CONTINUE)
    assert not no_open_deviation(fine)
    assert not no_proposed_rejection(fine)
    assert not in_quarantine(fine)
    assert codes(Refused((*no_open_deviation(every), *no_proposed_rejection(every))))


def test_an_own_and_wordless_second_assessment_says_everything() -> None:
    held: Any = Deviations(Assessment.CONTINUE)
    assert [each.code for each in assessable(held.deviations[0], "PH1", " ")] == [
        "quality.already-assessed", "quality.own-deviation", "quality.assessment-missing",
    ]  # fmt: skip
