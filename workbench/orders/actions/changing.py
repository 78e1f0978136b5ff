"""Putting an order on hold, taking it off hold, cancelling it: each a new version, verified by another person."""
from __future__ import annotations

from dataclasses import replace

from workbench.kernel.findings import Done, Finding, Severity, finding, refuse_if
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor
from workbench.orders.actions import looking
from workbench.orders.content import signed_content
from workbench.orders.moves import Move, moved
from workbench.orders.records import Channel, Order, OrderVersion
from workbench.orders.rules import SOURCE
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given


def hold_order(order_id: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Puts an order on hold. No batch is opened for it, and its open batch, which is told, does not go on."""
    return _changed(order_id, why, Move.HOLD, Act.HOLD_ORDER, actor, register, clock)


def resume_order(order_id: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Takes an order off hold. It is verified again before anything goes on."""
    return _changed(order_id, why, Move.RESUME, Act.RESUME_ORDER, actor, register, clock)


def _changed(order_id: str, why: str, move: Move, act: Act, actor: Actor, register: Register, clock: Clock) -> Done:
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, act, now)
        old = looking.known_order(change, order_id)
        new, version = _next(change, old, move, why, actor, clock)
        told = _told(change, new)
    return Done((new, version), told)


def cancel_order(order_id: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Cancels an order for good, with a signature. Its open batch, which is told, is stopped or cancelled as its own act.

    Refused when a batch of the order is released: what can be given to the patient is held or rejected, not un-ordered.
    """
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.CANCEL_ORDER, now)
        old = looking.known_order(change, order_id)
        refuse_if(looking.not_gone_out(change, old))
        new, version = _next(change, old, Move.CANCEL, why, actor, clock)
        signed = signature(change, actor, proof, Meaning.CANCELLED, "order", version.id, signed_content(new, version), now=now)
        change.add(signed)
        told = _told(change, new)
    return Done((new, version, signed), told)


def _next(change: Change, old: Order, move: Move, why: str, actor: Actor, clock: Clock) -> tuple[Order, OrderVersion]:
    """The order after ``move`` and its new version, both written: the same values, who changed it, and why."""
    before = looking.counting(change, old)
    new = replace(moved(looking.freed(change, old), move), version=old.version + 1)
    version = replace(
        before,
        id=f"{old.id}.{new.version}",
        number=new.version,
        channel=Channel.SCREEN,
        entered_by=actor.person,
        at=clock.now(),
        zone=actor.zone,
        why=reason_given(why),
        told_by=None,
        read_back=False,
        supersedes=before.id,
    )
    change.replace(old, new)
    change.add(version)
    return new, version


def _told(reader: Reader, order: Order) -> tuple[Finding, ...]:
    batch = looking.open_batch_of(reader, order)
    if batch is None:
        return ()
    facts = {"batch": batch.id, "order": order.id, "status": order.status.value}
    return (finding("orders.batch-waits", Severity.TELLS, SOURCE, where=batch.id, **facts),)
