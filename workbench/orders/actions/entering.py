"""Entering an order, amending it, verifying it as another person, and countersigning what was told by telephone."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from workbench.batch.following import follow
from workbench.dossier.assemble import assemble
from workbench.formula.records import MasterFormula
from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor, Role, Stored
from workbench.orders.actions import looking
from workbench.orders.actions.patients import known_patient
from workbench.orders.affected import affected, changed_names
from workbench.orders.content import signed_content
from workbench.orders.givens import fields_from, read_givens, values_of
from workbench.orders.moves import Move, moved
from workbench.orders.records import Channel, Given, Order, OrderStatus, OrderVersion
from workbench.orders.rules import (
    SOURCE,
    WEIGHT,
    duplicates,
    judge,
    regime_allowed,
    told_rightly,
    verifiable,
    weight_rules,
    with_reasons,
)
from workbench.people.records import Meaning, Proof, Signature
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given
from workbench.regimes.records import Regime
from workbench.regimes.rules import in_force
from workbench.site.numbering import identifier

ORIGINS = ("order", "patient")
REGIME = "regime"


@dataclass(frozen=True, slots=True)
class Prescription:
    """What a version of an order says, as typed. ``given`` is by the formula's names; ``reasons`` answer by name what is unusual."""

    given: Mapping[str, str]
    prescriber: str
    channel: Channel = Channel.PAPER
    told_by: str | None = None
    read_back: bool = False
    weighed_on: date | None = None
    ward: str = ""
    planned: datetime | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


def enter_order(
    patient_id: str,
    formula: str,
    regime: str,
    says: Prescription,
    *,
    regimes: Mapping[str, Regime],
    proof: Proof | None = None,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Enters an order for a patient under the newest approved version of a formula.

    A prescriber who enters it on the screen signs it with ``proof``; an order by telephone is signed later. Told: other active orders
    of the patient for the same formula, and what was unusual and answered by a reason.
    """
    with register.transaction(actor, "new order") as change:
        now = clock.now()
        authorise(change, actor, Act.ENTER_ORDER, now)
        patient, master = known_patient(change, patient_id), looking.approved_formula(change, formula)
        order = Order(
            id=identifier(change, now, "OR"),
            patient=patient.id,
            formula=formula,
            regime=regime,
            version=1,
            status=OrderStatus.ENTERED,
            opened=now,
            ward=says.ward.strip(),
            planned=says.planned,
        )
        lawful = (*regime_allowed(master, regime), *in_force(regimes, regime, day_of(now, actor.zone)))
        given, found = _read(master, says, regime, (), actor.zone)
        against = (*lawful, *found, *_judged(change, master, order, given, says, now, actor.zone), *_channel(change, says, actor, proof, now))
        told = refuse_if(with_reasons(against, says.reasons))
        version = _version(order, given, says, actor, now, _reasons(says, ""), None)
        change.add(order)
        change.add(version)
        signed = _signed(change, actor, proof, order, version, now)
        others = duplicates(order, change.find(Order, {"patient": patient.id}, sort="opened"))
    return Done((order, version, *signed), (*told, *others))


def amend_order(
    order_id: str, says: Prescription, why: str, *, proof: Proof | None = None, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Makes a new version of an order, to be verified again. What ``says.given`` does not name stays as it was.

    Told: each worked step and each label of its open batch that the change touches. Refused when the batch is released.
    """
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.AMEND_ORDER, now)
        old = looking.known_order(change, order_id)
        refuse_if(looking.not_gone_out(change, old))
        before, master = looking.counting(change, old), looking.formula_for(change, old)
        order = replace(
            moved(looking.freed(change, old), Move.AMEND),
            version=old.version + 1,
            ward=says.ward.strip() or old.ward,
            planned=says.planned or old.planned,
        )
        given, found = _read(master, says, old.regime, before.given, actor.zone)
        against = (*found, *_judged(change, master, order, given, says, now, actor.zone), *_channel(change, says, actor, proof, now))
        told = refuse_if(with_reasons(against, says.reasons, why))
        version = _version(order, given, says, actor, now, _reasons(says, reason_given(why)), before)
        refuse_if(_something_new(before, version, old, order))
        change.replace(old, order)
        change.add(version)
        signed = _signed(change, actor, proof, order, version, now)
        touched = _touched(change, order, version)
    return Done((order, version, *signed), (*told, *touched))


def verify_order(order_id: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Another person than who entered and prescribed it compares the counting version with what was ordered, and signs that.

    An order whose batch is open goes on in that batch, which is made for the verified version from now on: what was calculated from
    the values before is calculated again, and the steps that must be signed again are told. The versions that put an
    order on hold or cancelled it are verified too; that changes nothing in its status.
    """
    with register.transaction(actor, f"verify {order_id}") as change:
        now = clock.now()
        own = authorise(change, actor, Act.VERIFY_ORDER, now)
        old = looking.known_order(change, order_id)
        version = looking.counting(change, old)
        refuse_if((*verifiable(version, actor.person, own.person.name), *_not_yet(change, version, Meaning.VERIFIED)))
        batch = looking.open_batch_of(change, old)
        done: list[Stored] = []
        told: tuple[Finding, ...] = ()
        if old.status not in (OrderStatus.HELD, OrderStatus.CANCELLED):
            master = looking.formula_for(change, old)
            values = {**values_of(master, version.given), **looking.history(change, old.patient, master)}
            told = refuse_if(judge(master, values, values))
            order = moved(looking.freed(change, old), Move.VERIFY)
            change.replace(old, order)
            done.append(order)
            if batch is not None:
                told = (*told, *_touched(change, order, version))
                after = replace(batch, order_version=version.number)
                change.replace(batch, after)
                done.append(after)
                changed, again = follow(change, batch.id, None, actor, now)
                done += changed
                told = (*told, *again)
        signed = signature(change, actor, proof, Meaning.VERIFIED, "order", version.id, signed_content(old, version), now=now)
        change.add(signed)
    return Done((*done, signed), told)


def countersign_order(order_id: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """The prescriber signs every version of the order that was told in their name by telephone and is not signed yet."""
    with register.transaction(actor, f"countersign {order_id}") as change:
        now = clock.now()
        authorise(change, actor, Act.COUNTERSIGN_ORDER, now)
        order = looking.known_order(change, order_id)
        waiting = [
            each
            for each in looking.versions_of(change, order)
            if each.channel is Channel.TELEPHONE and not _not_signed_for(change, each)
        ]
        if not waiting:
            raise Refused((stops("orders.nothing-to-countersign", SOURCE, where=order.id, order=order.id),))
        if any(each.prescriber != actor.person for each in waiting):
            raise Refused((stops("orders.not-the-prescriber", SOURCE, where=order.id, order=order.id),))
        signed = []
        for each in waiting:
            made = signature(change, actor, proof, Meaning.PRESCRIBED, "order", each.id, signed_content(order, each), now=now)
            change.add(made)
            signed.append(made)
    return Done(tuple(signed))


def _read(
    master: MasterFormula, says: Prescription, regime: str, kept: Iterable[Given], zone: str
) -> tuple[tuple[Given, ...], tuple[Finding, ...]]:
    """The givens of order and patient: ``kept`` where nothing new is said, else as typed. Markers may follow later.

    The regime of the order is the value of that name.
    """
    fields = fields_from(master, *ORIGINS)
    before = {each.name: each for each in kept if each.name not in says.given}
    raws = {name: raw for name, raw in says.given.items() if name != REGIME}
    if any(each.name == REGIME for each in fields):
        raws[REGIME] = regime
    later = {each.name for each in fields if each.origin == "patient" and not raws.get(each.name, "").strip()}
    typed = tuple(each for each in fields if each.name not in later and each.name not in before)
    new, found = read_givens(typed, {name: raw for name, raw in raws.items() if name not in later and name not in before}, zone)
    whole = {**before, **{each.name: each for each in new}}
    return tuple(whole[each.name] for each in fields if each.name in whole), found


def _judged(
    change: Change, master: MasterFormula, order: Order, given: tuple[Given, ...], says: Prescription, now: datetime, zone: str
) -> tuple[Finding, ...]:
    """What formula, weight and history say of the givens."""
    values = {**values_of(master, given), **looking.history(change, order.patient, master)}
    last = looking.last_weight(change, order.patient, master, now, zone)
    weight = weight_rules(values.get(WEIGHT), says.weighed_on, last, day_of(now, zone))
    absurd = {each.where for each in weight if each.code == "orders.weight-absurd"}
    found = judge(master, {name: value for name, value in values.items() if name not in absurd}, values)
    return (*weight, *found)


def _channel(change: Reader, says: Prescription, actor: Actor, proof: Proof | None, now: datetime) -> tuple[Finding, ...]:
    """The prescriber may prescribe today; the version came in a way that can be answered for."""
    found = [*looking.prescribes(change, says.prescriber, day_of(now, actor.zone)), *told_rightly(says.channel, says.told_by, says.read_back)]
    if says.channel is Channel.SCREEN:
        if actor.person != says.prescriber or actor.role is not Role.PRESCRIBER:
            found.append(stops("orders.screen-by-prescriber", SOURCE, where="channel"))
        elif proof is None:
            found.append(stops("orders.signature-missing", SOURCE, where="channel"))
    return tuple(found)


def _version(
    order: Order, given: tuple[Given, ...], says: Prescription, actor: Actor, now: datetime, why: str | None, before: OrderVersion | None
) -> OrderVersion:
    return OrderVersion(
        id=f"{order.id}.{order.version}",
        order=order.id,
        number=order.version,
        given=given,
        prescriber=says.prescriber,
        channel=says.channel,
        entered_by=actor.person,
        at=now,
        zone=actor.zone,
        why=why,
        told_by=(says.told_by or "").strip() or None,
        read_back=says.read_back,
        weighed_on=says.weighed_on or (before.weighed_on if before and _weight(given) == _weight(before.given) else None),
        supersedes=before.id if before else None,
    )


def _weight(given: Iterable[Given]) -> str:
    return next((each.value for each in given if each.name == WEIGHT), "")


def _reasons(says: Prescription, why: str) -> str | None:
    """Why, and the reasons for what is unusual, in one text that stays with the version."""
    each = [f"{name}: {' '.join(reason.split())}" for name, reason in sorted(says.reasons.items()) if reason.strip()]
    return "; ".join((*((why,) if why else ()), *each)) or None


def _something_new(before: OrderVersion, version: OrderVersion, old: Order, order: Order) -> tuple[Finding, ...]:
    same = not changed_names(before, version) and (before.prescriber, before.weighed_on) == (version.prescriber, version.weighed_on)
    if same and (old.ward, old.planned) == (order.ward, order.planned):
        return (stops("orders.nothing-changed", SOURCE, where=order.id, order=order.id),)
    return ()


def _touched(change: Reader, order: Order, version: OrderVersion) -> tuple[Finding, ...]:
    """What the difference between ``version`` and the one that the open batch is made for touches in that batch."""
    batch = looking.open_batch_of(change, order)
    if batch is None:
        return ()
    dossier = assemble(change, batch.id)
    return affected(dossier, changed_names(dossier.ordered, version))


def _signed(change: Change, actor: Actor, proof: Proof | None, order: Order, version: OrderVersion, now: datetime) -> tuple[Signature, ...]:
    """The prescriber's signature under a version that they entered themselves."""
    if proof is None or version.channel is not Channel.SCREEN:
        return ()
    made = signature(change, actor, proof, Meaning.PRESCRIBED, "order", version.id, signed_content(order, version), now=now)
    change.add(made)
    return (made,)


def _not_yet(change: Reader, version: OrderVersion, meaning: Meaning) -> tuple[Finding, ...]:
    if change.find(Signature, {"subject": version.id, "meaning": meaning}, limit=1):
        return (stops("orders.already-verified", SOURCE, where=version.id, order=version.order),)
    return ()


def _not_signed_for(change: Reader, version: OrderVersion) -> bool:
    return bool(change.find(Signature, {"subject": version.id, "meaning": Meaning.PRESCRIBED}, limit=1))
