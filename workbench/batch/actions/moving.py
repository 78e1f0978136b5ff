"""Moving a batch as a whole: pause, hold, stop, reject, review, release."""

from __future__ import annotations

from datetime import datetime

from workbench.batch.content import covers, decision_content
from workbench.batch.moved import moved
from workbench.batch.moves import Move, findings
from workbench.batch.records import Decision, DecisionKind, Pending
from workbench.batch.rules import all_opened
from workbench.batch.verdicts import record_open, specification
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Proof
from workbench.people.signing import signature

SIGNED: dict[Move, tuple[DecisionKind, Meaning]] = {
    Move.REVIEW: (DecisionKind.REVIEW, Meaning.REVIEWED),
    Move.RELEASE_PROVISIONALLY: (DecisionKind.PROVISIONAL, Meaning.RELEASED_PROVISIONALLY),
    Move.CERTIFY: (DecisionKind.FINAL, Meaning.CERTIFIED),
    Move.RESUME: (DecisionKind.RESUME, Meaning.ASSESSED),
    Move.STOP: (DecisionKind.STOP, Meaning.STOPPED),
    Move.REJECT: (DecisionKind.REJECT, Meaning.REJECTED),
    Move.CANCEL: (DecisionKind.CANCEL, Meaning.CANCELLED),
}


def move_batch(batch_id: str, move: Move, reason: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Pauses, goes on with or holds a batch: an attributed entry with its reason."""
    if move in SIGNED:
        raise TypeError(f"{move.value} is signed: decide()")
    with register.transaction(actor, reason) as change:
        dossier, now = assemble(change, batch_id), clock.now()
        refuse_if(findings(dossier, move, actor, now))
        _reasoned(reason)
        changed = moved(change, dossier, move)
        if move is Move.HOLD:
            changed += (_decision(change, dossier, DecisionKind.HOLD, reason, actor, now, (), ()),)
    return Done(changed)


def decide(
    batch_id: str,
    move: Move,
    reason: str,
    *,
    proof: Proof,
    opened: tuple[str, ...] = (),
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Reviews, releases, certifies, resumes, stops, rejects or cancels a batch by a signature over what stands now.

    ``opened`` are the keys of the exceptions that the reviewer has opened; for a review all of them are needed.
    """
    kind, meaning = SIGNED[move]
    with register.transaction(actor, f"{move.value}: {reason}" if reason else move.value) as change:
        dossier, now = assemble(change, batch_id), clock.now()
        found = findings(dossier, move, actor, now)
        if move is Move.REVIEW:
            found += all_opened(dossier, opened)
        told = refuse_if(found)
        if move in (Move.STOP, Move.REJECT, Move.RESUME, Move.CANCEL):
            _reasoned(reason)
        pending = _pending(dossier) if move is Move.RELEASE_PROVISIONALLY else ()
        decision = _decision(change, dossier, kind, reason, actor, now, pending, opened)
        content = decision_content(dossier, decision)
        signed = signature(change, actor, proof, meaning, "decision", decision.id, content, batch_id, now=now)
        change.add(signed)
        changed = moved(change, dossier, move)
    return Done((decision, signed, *changed), told)


def _reasoned(reason: str) -> None:
    if len(reason.strip()) < 3:
        raise Refused([stops("batch.no-reason", "21 CFR Part 11 and EU GMP Annex 11: why a thing was changed", where="reason")])


def _pending(dossier: Dossier) -> tuple[Pending, ...]:
    lines = record_open(specification(dossier))
    undated = [each for each in lines if each.due is None and each.test.sample]
    if undated:
        raise Refused(
            stops("batch.pending-undated", "master formula", where=each.test.name, test=each.test.text.en, test_ru=each.test.text.ru) for each in undated
        )
    return tuple(Pending(each.test.name, each.due) for each in lines if each.due is not None)


def _decision(
    change: Change,
    dossier: Dossier,
    kind: DecisionKind,
    reason: str,
    actor: Actor,
    now: datetime,
    pending: tuple[Pending, ...],
    opened: tuple[str, ...],
) -> Decision:
    made = Decision(change.fresh("D"), dossier.batch.id, kind, reason.strip(), now, actor.zone, actor.person, pending, opened, covers(dossier))
    change.add(made)
    return made
