"""What is done with lots: entered, decided, sampled."""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workbench.barcodes.meaning import typed_article
from workbench.calculation.numbers import read_number
from workbench.calculation.units import check_unit, convert, same_kind
from workbench.formula.reading import formula_of
from workbench.formula.records import Field, FormulaStatus, FormulaVersion
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor, Quantity
from workbench.orders.givens import fields_from, read_given
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given
from workbench.site.numbering import digits, identifier
from workbench.stock.moves import may_decide
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, LotStatus, LotUse, Property
from workbench.stock.rules import SOURCE, held_by_signal, lot_form
from workbench.surveillance.records import SignalStop


@dataclass(frozen=True, slots=True)
class Delivery:
    """A lot as it came in. ``received`` and the properties are as typed; ``code`` is empty where the workbench shall give one.

    ``article`` may be empty: with it the maker's own symbol stands for the lot where a step asks for it.
    """

    material: str
    name: str
    number: str
    expiry: datetime
    received: str
    unit: str
    properties: tuple[Property, ...] = ()
    code: str = ""
    article: str = ""


def enter_lot(delivery: Delivery, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters a lot in quarantine. Its properties are read as the approved formulas ask for them (``from = "lot <material>"``).

    Told: what they ask for and the delivery does not say. A property that no formula asks for is a number where it has a unit, and is
    kept as it is written where it has none.
    """
    received = _quantity(delivery.received, delivery.unit, "received")
    with register.transaction(actor, "new lot") as change:
        now = clock.now()
        authorise(change, actor, Act.ENTER_LOT, now)
        asked = _asked_for(change, delivery.material.strip())
        properties = tuple(_property(each, asked.get(each.name), actor.zone) for each in delivery.properties)
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
            article=(typed_article(delivery.article) or delivery.article.strip()) or None,
        )
        refuse_if(lot_form(lot, now))
        if change.find(Lot, {"material": lot.material, "number": lot.number}):
            raise Refused((stops("stock.known", SOURCE, where="number", lot=lot.number, name=lot.name),))
        if change.find(Lot, {"code": lot.code}):
            raise Refused((stops("stock.code-taken", "own identifier %7", where="code", typed=lot.code),))
        change.add(lot)
    said = {each.name for each in properties}
    return Done((lot,), tuple(_not_said(each, lot) for each in asked.values() if each.name not in said))


def decide_lot(lot_id: str, to: LotStatus, reason: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """A supervisor or responsible person releases, holds or rejects a lot, and signs that. What it was before stays in the journal."""
    with register.transaction(actor, reason_given(reason)) as change:
        now = clock.now()
        authorise(change, actor, Act.DECIDE_LOT, now)
        old = _lot(change, lot_id)
        held = change.find(SignalStop, {"in_force": True, "subject": lot_id}) if to is LotStatus.RELEASED else ()
        refuse_if((*may_decide(old, to, now), *held_by_signal(old, held)))
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


def _asked_for(reader: Reader, material: str) -> dict[str, Field]:
    """What the approved formulas ask to know of a lot of this material, by name. What is left of it is reckoned, never stated."""
    approved = reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="id")
    formulas = [formula_of(each.text) for each in approved]
    return {field.name: field for each in formulas for field in fields_from(each, f"lot {material}") if field.name != f"{material}_left"}


def _property(typed: Property, field: Field | None, zone: str) -> Property:
    """A property as it is kept: read as ``field`` asks, in the unit that it was stated in."""
    if field is None or field.kind == "quantity":
        unit = typed.unit or (field.unit if field else "")
        if not unit and field is None:
            return replace(typed, value=typed.value.strip())
        value = _quantity(typed.value, unit, typed.name)
        if field is not None and not same_kind(unit, field.unit):
            facts = {"unit": unit or "1", "wanted": field.unit or "1", "field": field.text.en, "field_ru": field.text.ru}
            raise Refused((stops("stock.property-unit", SOURCE, where=typed.name, **facts),))
        return Property(typed.name, format(value.value, "f"), unit)
    return Property(typed.name, read_given(field, typed.value, zone).value, "")


def _not_said(field: Field, lot: Lot) -> Finding:
    facts = {"field": field.text.en, "field_ru": field.text.ru, "lot": lot.number, "name": lot.name}
    return finding("stock.property-missing", Severity.TELLS, SOURCE, where=field.name, **facts)


def _placed(refused: Refused, where: str) -> tuple[Finding, ...]:
    return tuple(replace(each, where=where) for each in refused.findings)
