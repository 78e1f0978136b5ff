"""Working a step: start, take over, record, verify, dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.batch.actions.recording import Recording, write_turn
from workbench.batch.content import SECOND_SIGHT, step_content, step_subject
from workbench.batch.judging import judge_second, judge_turn, needs_second_reading
from workbench.batch.moved import moved
from workbench.batch.moves import Move, findings
from workbench.batch.progress import Progress, Turn, TurnState, current_entries, progress, turn_values
from workbench.batch.records import Entry, MarkKind, Reading, Status, StepMark
from workbench.batch.rules import in_hand, labelled, may_work, not_the_performer, scanned, second_person
from workbench.calculation.evaluating import Value
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Check
from workbench.kernel.findings import Done, Finding, Refused, Severity, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Quantity, Stored
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.rules import day_of, qualified
from workbench.people.signing import signature
from workbench.people.standing import authorise_hand
from workbench.premises.rules import fit_for
from workbench.quality.opening import deviation
from workbench.quality.records import Assessment

LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a value outside its action limit was accepted for the time being: what opens a deviation."""

    cause: str
    reason: str


def start_step(batch_id: str, step: str, round_key: str, *, causes: Mapping[str, Cause] | None = None, actor: Actor, register: Register, clock: Clock) -> Done:
    """Takes the next step in hand. The first one starts the batch. People and equipment must be fit on this day.

    ``causes`` answers what may be passed with a deviation (an equipment's calibration that has lapsed), by its place.
    """
    with register.transaction(actor, "start step") as change:
        dossier, now = assemble(change, batch_id), clock.now()
        turn = _turn(progress(dossier), step, round_key)
        found = list(may_work(dossier, turn, actor))
        authorise_hand(change, actor, Act.PERFORM_STEP, now, [batch_id])
        found += _fit(dossier, turn, actor, now)
        if turn.last(MarkKind.STARTED):
            found.append(stops("batch.already-started", "batch record", where=turn.key, person=turn.performer or ""))
        changed: tuple[Stored, ...] = ()
        if dossier.batch.status is Status.READY:
            found += findings(dossier, Move.START, actor, now)
        told = refuse_if(_unanswered(dossier, turn, tuple(found), causes or {}))
        if dossier.batch.status is Status.READY:
            changed = moved(change, dossier, Move.START)
        for each in told:
            if each.severity is Severity.DECIDES and each.where in (causes or {}):
                answer = (causes or {})[each.where]
                changed += deviation(change, dossier.batch, step, round_key, each, answer.cause, answer.reason, actor, now)
        mark = _mark(change, dossier, turn, MarkKind.STARTED, actor, now)
    return Done((*changed, mark), told)


def take_over_step(batch_id: str, step: str, round_key: str, reason: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Takes a step out of another person's hands, in mid-step, with the reason."""
    with register.transaction(actor, reason) as change:
        dossier, now = assemble(change, batch_id), clock.now()
        turn = _turn(progress(dossier), step, round_key)
        authorise_hand(change, actor, Act.PERFORM_STEP, now, [batch_id])
        refuse_if((*may_work(dossier, turn, actor), *_fit(dossier, turn, actor, now)))
        if not turn.last(MarkKind.STARTED):
            raise Refused([stops("batch.not-started", "batch record", where=turn.key)])
        mark = _mark(change, dossier, turn, MarkKind.TAKEN_OVER, actor, now, why=reason)
    return Done((mark,))


def record_step(
    batch_id: str,
    step: str,
    round_key: str,
    typed: Mapping[str, str],
    *,
    proof: Proof | None = None,
    causes: Mapping[str, Cause] | None = None,
    done_at: datetime | None = None,
    why: str | None = None,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Records a turn as performed: its entries, calculations, uses, samples, containers and deviations, at once or not at all.

    ``typed`` maps fields to what was typed (a file field: the attachment's identifier). ``causes`` answers each value outside its
    action limit; ``done_at`` and ``why`` make it a late entry. A critical step is signed (``proof``).
    """
    with register.transaction(actor, f"record {step}") as change:
        dossier, now = assemble(change, batch_id), clock.now()
        stand = progress(dossier)
        turn = _turn(stand, step, round_key)
        refuse_if((*may_work(dossier, turn, actor), *in_hand(turn, actor)))
        at = _late(turn, now, done_at, why)
        judged = judge_turn(dossier.formula, stand, turn, typed, at)
        found = (*judged.findings, *scanned(dossier, turn), *labelled(dossier, turn))
        answered = _unanswered(dossier, turn, found, causes or {})
        told = refuse_if(answered)
        kind = MarkKind.PERFORMED
        mark = _mark(change, dossier, turn, kind, actor, at, entered=now if at is not now else None, why=why)
        written = write_turn(
            change,
            Recording(dossier, stand, turn, judged, typed, {k: (c.cause, c.reason) for k, c in (causes or {}).items()}, actor, at, now),
        )
        after = assemble(change, batch_id)
        if turn.step.critical:
            written += (_sign(change, after, turn, Meaning.PERFORMED, actor, proof, now),)
        else:
            written += _finished(change, after, actor, now)
    return Done((mark, *written), told)


def verify_step(batch_id: str, step: str, round_key: str, readings: Mapping[str, str], *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """The second person verifies a critical step, with own readings where the formula asks for them, and signs.

    After a correction the readings that this person gave before stand, where no new ones are given: nothing can be counted again days later.
    """
    with register.transaction(actor, f"verify {step}") as change:
        dossier, now = assemble(change, batch_id), clock.now()
        turn = _turn(progress(dossier), step, round_key)
        authorise_hand(change, actor, Act.VERIFY_STEP, now, [batch_id])
        refuse_if((*second_person(dossier, turn, actor), *not_the_performer(dossier, step, round_key, actor.person)))
        before = _read_before(dossier, turn, actor.person)
        typed = {**{name: each.raw for name, each in before.items()}, **readings}
        values, found = judge_second(dossier.formula, turn, turn_values(dossier, step, round_key), typed)
        refuse_if(found)
        entries = _second_entries(change, dossier, turn, values, typed, before, actor, now)
        mark = _mark(change, dossier, turn, MarkKind.VERIFIED, actor, now)
        after = assemble(change, batch_id)
        meaning = Meaning.WITNESSED if turn.step.check is Check.WITNESSED else Meaning.VERIFIED
        signed = _sign(change, after, turn, meaning, actor, proof, now)
        finished = _finished(change, after, actor, now)
    return Done((*entries, mark, signed, *finished))


def dispute_step(batch_id: str, step: str, round_key: str, reason: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """The second person does not agree: the step goes back into the performer's hands, and the record says why."""
    with register.transaction(actor, reason) as change:
        dossier, now = assemble(change, batch_id), clock.now()
        turn = _turn(progress(dossier), step, round_key)
        authorise_hand(change, actor, Act.VERIFY_STEP, now, [batch_id])
        refuse_if((*second_person(dossier, turn, actor), *not_the_performer(dossier, step, round_key, actor.person)))
        mark = _mark(change, dossier, turn, MarkKind.DISPUTED, actor, now, why=reason)
    return Done((mark,))


def sign_step_again(batch_id: str, step: str, round_key: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Signs what a corrected step says now, as its performer: the verifier follows by ``verify_step``."""
    with register.transaction(actor, f"sign {step} again") as change:
        dossier, now = assemble(change, batch_id), clock.now()
        turn = _turn(progress(dossier), step, round_key)
        hands = {each.person for each in turn.marks if each.kind is MarkKind.PERFORMED}
        if actor.person not in hands:
            raise Refused([stops("batch.in-other-hands", "batch record", where=turn.key, person=turn.performer or "")])
        signed = _sign(change, dossier, turn, Meaning.PERFORMED, actor, proof, now)
    return Done((signed,))


def _fit(dossier: Dossier, turn: Turn, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """The person is qualified, and each kind of equipment has a piece that is fit, on this day."""
    day = day_of(now, actor.zone)
    found = list(qualified(dossier.formula.qualifications(turn.step), dossier.person(actor.person), dossier.qualifications, day))
    for need in dossier.formula.equipment:
        if need.name in turn.step.equipment:
            found += fit_for(need, dossier.equipment, day)
    return tuple(found)


def _turn(stand: Progress, step: str, round_key: str) -> Turn:
    try:
        return stand.turn(step, round_key)
    except LookupError as missing:
        raise Refused([stops("batch.no-such-step", "master formula", where=step, step=str(missing))]) from missing


def _mark(
    change: Change,
    dossier: Dossier,
    turn: Turn,
    kind: MarkKind,
    actor: Actor,
    at: datetime,
    *,
    entered: datetime | None = None,
    why: str | None = None,
) -> StepMark:
    mark = StepMark(change.fresh("M"), dossier.batch.id, turn.step.name, turn.round, kind, at, actor.zone, actor.person, actor.role, entered, why)
    change.add(mark)
    return mark


def _late(turn: Turn, now: datetime, done_at: datetime | None, why: str | None) -> datetime:
    """When the step was done. More than a quarter of an hour ago is a late entry and needs its reason."""
    if done_at is None:
        return now
    started = turn.last(MarkKind.STARTED)
    if done_at > now or (started is not None and done_at < started.at):
        raise Refused([stops("batch.impossible-time", "batch record", where="done_at")])
    if now - done_at > LATE_AFTER and not (why or "").strip():
        raise Refused([stops("batch.late-reason", "ALCOA: contemporaneous", where="why")])
    return done_at if now - done_at > LATE_AFTER else now


def _unanswered(dossier: Dossier, turn: Turn, found: tuple[Finding, ...], causes: Mapping[str, Cause]) -> tuple[Finding, ...]:
    """Findings as they weigh once the answers are taken into account: a cause passes an action limit, a supervisor a stop."""
    going_on = (Assessment.CONTINUE, Assessment.QUARANTINE)
    decided = {each.where for each in dossier.deviations if (each.step, each.round) == (turn.step.name, turn.round) and each.decision in going_on}
    known = {each.where for each in dossier.deviations if (each.step, each.round) == (turn.step.name, turn.round)}
    left: list[Finding] = []
    for each in found:
        if each.code == "batch.limit-stop" and each.where in decided:
            continue
        if each.severity is Severity.DECIDES and (each.where in causes or each.where in known):
            continue
        if each.severity is Severity.DECIDES:
            each = stops(each.code, each.source, where=each.where, **dict(each.facts))
        left.append(each)
    return tuple(left)


def _read_before(dossier: Dossier, turn: Turn, person: str) -> dict[str, Entry]:
    """The own readings of a second person who signs a done turn again; none while a turn waits to be verified."""
    if turn.state is not TurnState.DONE:
        return {}
    mine = (turn.step.name, turn.round, Reading.SECOND, person)
    return {each.field: each for each in current_entries(dossier) if (each.step, each.round, each.reading, each.person) == mine}


def _second_entries(
    change: Change,
    dossier: Dossier,
    turn: Turn,
    values: Mapping[str, Value],
    raw: Mapping[str, str],
    before: Mapping[str, Entry],
    actor: Actor,
    now: datetime,
) -> tuple[Entry, ...]:
    """The readings as facts; one that was given before is not written again, another one supersedes it."""
    made = []
    for each in needs_second_reading(turn):
        value, old = values.get(each.name), before.get(each.name)
        if value is None or (old is not None and old.raw == raw[each.name]):
            continue
        entry = Entry(
            change.fresh("E"),
            dossier.batch.id,
            turn.step.name,
            turn.round,
            each.name,
            Reading.SECOND,
            now,
            actor.zone,
            actor.person,
            raw[each.name],
            value=value if isinstance(value, Quantity) else None,
            text=value if isinstance(value, str) else None,
            moment=value if isinstance(value, datetime) else None,
            supersedes=old.id if old else None,
            why="signed again after a correction" if old else None,
        )
        change.add(entry)
        made.append(entry)
    return tuple(made)


def _sign(change: Change, dossier: Dossier, turn: Turn, meaning: Meaning, actor: Actor, proof: Proof | None, now: datetime) -> Stored:
    if proof is None:
        raise Refused([stops("batch.not-signed", "critical step (workflow.md 6.5)", where=turn.key)])
    content = step_content(dossier, turn.step.name, turn.round, meaning if meaning in SECOND_SIGHT else Meaning.PERFORMED)
    signed = signature(change, actor, proof, meaning, "step", step_subject(dossier, turn), content, dossier.batch.id, now=now)
    change.add(signed)
    return signed


def _finished(change: Change, dossier: Dossier, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    """The last step done ends the work: the batch waits for its results."""
    if not progress(dossier).finished:
        return ()
    signed = assemble(change, dossier.batch.id)
    return () if findings(signed, Move.FINISH, actor, now) else moved(change, signed, Move.FINISH)
