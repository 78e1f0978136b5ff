"""What is done with lots: entered, decided, sampled."""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workbench.calculation.numbers import read_number
from workbench.calculation.units import check_unit, convert
from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Quantity
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given
from workbench.site.numbering import digits, identifier
from workbench.stock.moves import may_decide
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, LotStatus, LotUse, Property
from workbench.stock.rules import SOURCE, lot_form


@dataclass(frozen=True, slots=True)
class Delivery:
    """A lot as it came in. ``received`` and the properties are as typed; ``code`` is empty where the workbench shall give one."""

    material: str
    name: str
    number: str
    expiry: datetime
    received: str
    unit: str
    properties: tuple[Property, ...] = ()
    code: str = ""


def enter_lot(delivery: Delivery, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters a lot in quarantine. Its properties with a unit are numbers; those without are kept as they are written."""
    received = _quantity(delivery.received, delivery.unit, "received")
    properties = tuple(_property(each) for each in delivery.properties)
    with register.transaction(actor, "new lot") as change:
        now = clock.now()
        authorise(change, actor, Act.ENTER_LOT, now)
        lot = Lot(
            id=identifier(change, now, "LOT"),
            material=delivery.material.strip(),
            name=" ".join(delivery.name.split()),
            number=delivery.number.strip(),
            code=delivery.code.strip() or digits(change, now, "lot-code"),
            expiry=delivery.expiry,
            zone=actor.zone,
            received=received,
            status=LotStatus.QUARANTINE,
            properties=properties,
        )
        refuse_if(lot_form(lot, now))
        if change.find(Lot, {"material": lot.material, "number": lot.number}):
            raise Refused((stops("stock.known", SOURCE, where="number", lot=lot.number, name=lot.name),))
        if change.find(Lot, {"code": lot.code}):
            raise Refused((stops("stock.code-taken", "own identifier %7", where="code", code=lot.code),))
        change.add(lot)
    return Done((lot,))


def decide_lot(lot_id: str, to: LotStatus, reason: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """A supervisor or responsible person releases, holds or rejects a lot, and signs that. What it was before stays in the journal."""
    with register.transaction(actor, reason_given(reason)) as change:
        now = clock.now()
        authorise(change, actor, Act.DECIDE_LOT, now)
        old = _lot(change, lot_id)
        refuse_if(may_decide(old, to, now))
        new = replace(old, status=to)
        change.replace(old, new)
        signed = signature(change, actor, proof, Meaning.LOT_DECIDED, "lot", new.id, (new,), now=now)
        change.add(signed)
    return Done((new, signed))


def take_sample(lot_id: str, amount: str, unit: str, purpose: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Takes a sample out of a lot for a stated purpose, whatever its status: a lot in quarantine is sampled to be released."""
    taken = _quantity(amount, unit, "amount")
    with register.transaction(actor, reason_given(purpose)) as change:
        now = clock.now()
        authorise(change, actor, Act.TAKE_SAMPLE, now)
        lot = _lot(change, lot_id)
        left = remaining(lot, change.find(LotUse, {"lot": lot.id}))
        kept = convert(taken, lot.received.unit)
        if kept.value <= 0:
            raise Refused((stops("stock.sample-nothing", SOURCE, where="amount"),))
        if kept.value > left.value:
            facts = {"lot": lot.number, "name": lot.name, "left": str(left), "amount": str(taken)}
            raise Refused((stops("stock.not-enough", SOURCE, where="amount", **facts),))
        use = LotUse(change.fresh("U"), lot.id, kept, now, actor.zone, actor.person, purpose=reason_given(purpose))
        change.add(use)
    return Done((use,))


def _lot(change: Change, lot_id: str) -> Lot:
    known = change.find(Lot, {"id": lot_id})
    if not known:
        raise Refused((stops("stock.unknown", SOURCE, where="lot", lot=lot_id),))
    return known[0]


def _quantity(raw: str, unit: str, where: str) -> Quantity:
    """What was typed as an amount in ``unit``; the refusal names the field."""
    try:
        check_unit(unit)
        return Quantity(read_number(raw), unit)
    except Refused as refused:
        raise Refused(_placed(refused, where)) from refused


def _property(typed: Property) -> Property:
    if not typed.unit:
        return replace(typed, value=typed.value.strip())
    return replace(typed, value=format(_quantity(typed.value, typed.unit, typed.name).value, "f"))


def _placed(refused: Refused, where: str) -> tuple[Finding, ...]:
    return tuple(replace(each, where=where) for each in refused.findings)
