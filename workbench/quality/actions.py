"""Reporting that something went otherwise, and assessing it."""
from __future__ import annotations

from dataclasses import replace

from workbench.batch.records import Batch
from workbench.kernel.findings import Done, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given
from workbench.quality.opening import deviation
from workbench.quality.records import Assessment, Deviation
from workbench.quality.rules import SOURCE, assessable


def report_problem(
    batch_id: str, cause: str, reason: str, *, step: str = "", round_: str = "", where: str = "", actor: Actor, register: Register, clock: Clock
) -> Done:
    """Opens a deviation for whatever a person saw, in a step or about the batch as a whole. Always possible, also after release.

    ``where`` names the field that it speaks of: a supervisor's decision about it then lets the step go on.
    """
    with register.transaction(actor, reason_given(reason)) as change:
        now = clock.now()
        authorise(change, actor, Act.REPORT_PROBLEM, now)
        if not cause.strip():
            raise Refused((stops("quality.cause-missing", SOURCE, where="cause"),))
        seen = finding("quality.problem", Severity.DECIDES, "reported by a person", where=where or step, cause=cause.strip())
        made = deviation(change, _batch(change, batch_id), step, round_, seen, cause, reason, actor, now)
    return Done(made, (seen,))


def assess_deviation(
    deviation_id: str, decision: Assessment, assessment: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock
) -> Done:
    """A supervisor who did not open it says what the deviation means for the batch, and signs that."""
    with register.transaction(actor, f"assess {deviation_id}") as change:
        now = clock.now()
        authorise(change, actor, Act.ASSESS_DEVIATION, now)
        known = change.find(Deviation, {"id": deviation_id})
        if not known:
            raise Refused((stops("quality.unknown", SOURCE, number=deviation_id),))
        refuse_if(assessable(known[0], actor.person, assessment))
        new = replace(
            known[0], decision=decision, assessment=" ".join(assessment.split()), assessed_by=actor.person, assessed_at=now
        )
        change.replace(known[0], new)
        signed = signature(change, actor, proof, Meaning.ASSESSED, "deviation", new.id, (new,), new.batch, now=now)
        change.add(signed)
    return Done((new, signed))


def _batch(change: Change, batch_id: str) -> Batch:
    known = change.find(Batch, {"id": batch_id})
    if not known:
        raise Refused((stops("quality.no-such-batch", SOURCE, where="batch", batch=batch_id),))
    return known[0]
