"""What a signal stops, by a signed decision: a lot, bags in stock, new releases; what lifts that; and change control."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.batch.moved import holders, moved
from workbench.batch.moves import Move
from workbench.dossier.assemble import assemble
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor, Stored
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise
from workbench.site.numbering import identifier
from workbench.stock.moves import may_decide
from workbench.stock.records import Lot, LotStatus
from workbench.surveillance.records import ChangeControl, Matter, Signal, SignalStop, StopKind, StopLift
from workbench.surveillance.rules import SOURCE, may_close_change, may_lift, may_open_change, may_stop
from workbench.surveillance.stock import batches_to_hold
from workbench.surveillance.trail import CHANGE, LIFT, STOP, Trail, trail_of


def stop_by_signal(number: str, kind: StopKind, subject: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Holds a lot, holds the bags in stock of a lot or a product, or stops new releases of a product, until it is lifted; signed.

    ``subject`` is the lot's identifier or the product's code. Told: each batch that was held, and who holds certificates or bags of it.
    """
    words = " ".join(why.split())
    with register.transaction(actor, words or kind.value) as change:
        now = clock.now()
        authorise(change, actor, Act.ACT_ON_SIGNAL, now)
        trail = _trail(change, number)
        _subject(change, kind, subject)
        made = SignalStop(change.fresh("SS"), number, kind, subject, True, words, now, actor.zone, actor.person)
        refuse_if(may_stop(trail, made, change.find(SignalStop, {"in_force": True, "subject": subject})))
        change.add(made)
        signed = signature(change, actor, proof, Meaning.SIGNAL_DECIDED, STOP, made.id, (made,), now=now)
        change.add(signed)
        changed, told = _carried_out(change, made, proof, actor, now)
    return Done((made, signed, *changed), told)


def lift_stop(stop_id: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Lifts what a signal stops, by a signed decision. What was held stays held until it is decided itself: the lot as a lot, each batch as a batch."""
    words = " ".join(why.split())
    with register.transaction(actor, words or "lift a stop") as change:
        now = clock.now()
        authorise(change, actor, Act.ACT_ON_SIGNAL, now)
        known = change.find(SignalStop, {"id": stop_id})
        if not known:
            raise Refused((stops("surveillance.not-found", SOURCE),))
        refuse_if(may_lift(known[0], words))
        made = StopLift(change.fresh("SL"), stop_id, known[0].signal, words, now, actor.zone, actor.person)
        change.add(made)
        after = replace(known[0], in_force=False)
        change.replace(known[0], after)
        signed = signature(change, actor, proof, Meaning.SIGNAL_DECIDED, LIFT, made.id, (made,), now=now)
        change.add(signed)
    return Done((made, after, signed))


def open_change_control(number: str, matter: Matter, subject: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """A signal opens change control on a formula, a specification or a label; signed."""
    words, about = " ".join(why.split()), " ".join(subject.split())
    with register.transaction(actor, words or "change control") as change:
        now = clock.now()
        authorise(change, actor, Act.ACT_ON_SIGNAL, now)
        made = ChangeControl(identifier(change, now, "CC"), matter, about, words, number, now, actor.zone, actor.person)
        refuse_if(may_open_change(_trail(change, number), made))
        change.add(made)
        signed = signature(change, actor, proof, Meaning.SIGNAL_DECIDED, CHANGE, made.id, (made,), now=now)
        change.add(signed)
    return Done((made, signed))


def close_change_control(change_id: str, outcome: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Says what came of change control, by another person than whoever opened it; signed."""
    words = " ".join(outcome.split())
    with register.transaction(actor, words or "end of change control") as change:
        now = clock.now()
        authorise(change, actor, Act.ACT_ON_SIGNAL, now)
        known = change.find(ChangeControl, {"id": change_id})
        if not known:
            raise Refused((stops("surveillance.not-found", SOURCE),))
        refuse_if(may_close_change(known[0], words, actor.person))
        after = replace(known[0], outcome=words, closed_by=actor.person, closed_at=now)
        change.replace(known[0], after)
        signed = signature(change, actor, proof, Meaning.SIGNAL_DECIDED, CHANGE, after.id, (after,), now=now)
        change.add(signed)
    return Done((after, signed))


def _carried_out(change: Change, made: SignalStop, proof: Proof, actor: Actor, now: datetime) -> tuple[tuple[Stored, ...], tuple[Finding, ...]]:
    """What a stop changes at once: the lot's status, or each finished batch with its bags that were not handed out."""
    if made.kind is StopKind.LOT:
        return _lot_held(change, made.subject, proof, actor, now), ()
    if made.kind is StopKind.RELEASES:
        return (), ()
    changed: list[Stored] = []
    told: list[Finding] = []
    for batch in batches_to_hold(change, made.subject):
        dossier = assemble(change, batch.id)
        changed += moved(change, dossier, Move.HOLD)
        told.append(finding("surveillance.batch-held", Severity.DECIDES, SOURCE, where=batch.id, batch=batch.id, number=made.signal))
        told += holders(dossier)
    return tuple(changed), tuple(told)


def _lot_held(change: Change, key: str, proof: Proof, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    lot = change.get(Lot, key)
    if lot.status is LotStatus.HELD:
        return ()
    refuse_if(may_decide(lot, LotStatus.HELD, now))
    after = replace(lot, status=LotStatus.HELD)
    change.replace(lot, after)
    signed = signature(change, actor, proof, Meaning.LOT_DECIDED, "lot", after.id, (after,), now=now)
    change.add(signed)
    return after, signed


def _subject(reader: Reader, kind: StopKind, subject: str) -> None:
    """Refuses a stop of what is not known here."""
    lot = kind is not StopKind.RELEASES and bool(reader.find(Lot, {"id": subject}))
    product = kind is not StopKind.LOT and bool(reader.find(FormulaVersion, {"code": subject}, limit=1))
    if not lot and not product:
        raise Refused((stops("surveillance.no-subject", SOURCE, where="subject"),))


def _trail(change: Change, number: str) -> Trail:
    if not change.find(Signal, {"id": number}):
        raise Refused((stops("surveillance.not-found", SOURCE),))
    return trail_of(change, number)
