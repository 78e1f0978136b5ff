"""What comes from the patient: the collection of their material, and their infectious markers."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from workbench.calculation.evaluating import Value
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.orders.actions import looking
from workbench.orders.actions.patients import NO_REASONS, known_patient
from workbench.orders.givens import fields_from, read_givens, values_of
from workbench.orders.records import Collection, Infectious, Order, OrderStatus
from workbench.orders.rules import IDENTITY, SOURCE, judge, with_reasons
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.site.numbering import digits

NUMBER = re.compile(r"[0-9]{4,12}")
MARKERS = ("negative", "reactive", "not_evaluated")
_LIVING = (OrderStatus.ENTERED, OrderStatus.VERIFIED, OrderStatus.IN_BATCH)


def record_collection(
    order_id: str,
    given: Mapping[str, str],
    *,
    number: str = "",
    reasons: Mapping[str, str] = NO_REASONS,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Records a collection of the patient's material for an order, with what the formula asks to know of it, as typed.

    ``number`` is what stands on its label; where the label is still to be printed, the workbench gives one. Told: an expiry that has
    passed already.
    """
    with register.transaction(actor, "collection") as change:
        now = clock.now()
        authorise(change, actor, Act.RECORD_COLLECTION, now)
        order = looking.known_order(change, order_id)
        refuse_if(_collectable(order))
        master = looking.formula_for(change, order)
        read, found = read_givens(fields_from(master, "collection"), given, actor.zone)
        names = {each.name for each in read}
        ordered = looking.counting(change, order).given
        values = {**values_of(master, (*ordered, *read)), **looking.history(change, order.patient, master)}
        label = number.strip() or digits(change, now, "collection")
        judged = (each for each in judge(master, values, names) if each.where in names)
        told = refuse_if(with_reasons((*found, *_number(change, label), *judged), reasons))
        made = Collection(change.fresh("C"), order.id, order.patient, label, read, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,), (*told, *_expired(values, names, now)))


def record_markers(patient_id: str, status: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Records what is known of a patient's infectious markers: negative, reactive, or not_evaluated. The last record counts."""
    with register.transaction(actor, "infectious markers") as change:
        now = clock.now()
        authorise(change, actor, Act.RECORD_MARKERS, now)
        patient = known_patient(change, patient_id)
        if status not in MARKERS:
            raise Refused((stops("orders.markers-unknown", IDENTITY, where="status", options=", ".join(MARKERS)),))
        made = Infectious(change.fresh("M"), patient.id, status, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))


def _collectable(order: Order) -> tuple[Finding, ...]:
    if order.status in _LIVING:
        return ()
    return (stops("orders.not-collectable", SOURCE, where=order.id, order=order.id, status=order.status.value),)


def _number(change: Change, label: str) -> tuple[Finding, ...]:
    if not NUMBER.fullmatch(label):
        return (stops("orders.collection-form", "own identifier %8", where="number"),)
    if change.find(Collection, {"number": label}):
        return (stops("orders.number-taken", IDENTITY, where="number", number=label),)
    return ()


def _expired(values: Mapping[str, Value], names: set[str], now: datetime) -> tuple[Finding, ...]:
    """Moments of the collection that are an expiry, by their name, and have passed."""
    return tuple(
        finding("orders.collection-expired", Severity.TELLS, SOURCE, where=name, expiry=value.isoformat(timespec="seconds"))
        for name in sorted(names)
        if name.endswith("expiry") and isinstance(value := values[name], datetime) and value <= now
    )
