"""What the register knows of an order: read inside the act. Shared by the acts of this room, never an act itself."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from workbench.batch.records import Bag, BagStatus, Batch, Status
from workbench.calculation.evaluating import Value
from workbench.calculation.units import convert
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion, MasterFormula
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.ports import Reader
from workbench.kernel.values import Quantity, Role
from workbench.orders.givens import fields_from, value_of
from workbench.orders.records import Order, OrderStatus, OrderVersion
from workbench.orders.rules import SOURCE, WEIGHT
from workbench.people.rules import day_of, holds
from workbench.people.standing import standing

OPEN = frozenset({Status.READY, Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.HELD})
"""Batches that are still being made or judged: an amended order reaches them."""
GONE_OUT = frozenset({Status.PROVISIONAL, Status.RELEASED})


def known_order(reader: Reader, order_id: str) -> Order:
    """The order of this identifier; refused when there is none."""
    known = reader.find(Order, {"id": order_id})
    if not known:
        raise Refused((stops("orders.no-such-order", SOURCE, where="order", order=order_id),))
    return known[0]


def versions_of(reader: Reader, order: Order) -> tuple[OrderVersion, ...]:
    """Every version of the order, the first one first."""
    return reader.find(OrderVersion, {"order": order.id}, sort="number")


def counting(reader: Reader, order: Order) -> OrderVersion:
    """The version that counts."""
    return reader.get(OrderVersion, f"{order.id}.{order.version}")


def approved_formula(reader: Reader, code: str) -> MasterFormula:
    """The newest approved version of this formula; refused when there is none."""
    known = reader.find(FormulaVersion, {"code": code, "status": FormulaStatus.APPROVED}, sort="-version", limit=1)
    if not known:
        raise Refused((stops("orders.no-approved-formula", SOURCE, where="formula", formula=code),))
    return formula_of(known[0].text)


def formula_for(reader: Reader, order: Order) -> MasterFormula:
    """The formula version of the order's open batch, else the newest approved one."""
    batch = open_batch_of(reader, order)
    if batch is None:
        return approved_formula(reader, order.formula)
    return formula_of(reader.get(FormulaVersion, batch.formula).text)


def open_batch_of(reader: Reader, order: Order) -> Batch | None:
    """The batch of this order that is still being made or judged, if there is one."""
    return next((each for each in reader.find(Batch, {"order": order.id}, sort="-opened") if each.status in OPEN), None)


def not_gone_out(reader: Reader, order: Order) -> tuple[Finding, ...]:
    """Stops when a batch of this order is released: what was made for the patient is no longer changed by an order."""
    return tuple(
        stops("orders.batch-released", SOURCE, where=order.id, order=order.id, batch=each.id)
        for each in reader.find(Batch, {"order": order.id}, sort="id")
        if each.status in GONE_OUT
    )


def freed(reader: Reader, order: Order) -> Order:
    """``order`` as it stands: one whose batch ended without a product is not in a batch any more."""
    if open_batch_of(reader, order) is not None:
        return order
    status = OrderStatus.VERIFIED if order.status is OrderStatus.IN_BATCH else order.status
    return replace(order, status=status, resumes=None)


def prescribes(reader: Reader, person: str, today: date) -> tuple[Finding, ...]:
    """Stops unless ``person`` is a prescriber today."""
    try:
        own = standing(reader, person)
    except Refused as refused:
        return tuple(replace(each, where="prescriber") for each in refused.findings)
    found = holds(own.person, Role.PRESCRIBER, own.appointments, today)
    return tuple(replace(each, where="prescriber") for each in found)


def history(reader: Reader, patient: str, formula: MasterFormula) -> dict[str, Value]:
    """By the names of the formula: the doses in the bags that this patient was or may still be given of it."""
    fields = fields_from(formula, "history")
    if not fields:
        return {}
    batches = [each for each in reader.find(Batch, {"patient": patient}) if each.formula.rsplit(".", 1)[0] == formula.code]
    bags = [bag for each in batches for bag in reader.find(Bag, {"batch": each.id})]
    counted = [each.dose for each in bags if each.kind != "reserve" and each.status is not BagStatus.REJECTED]
    return {
        each.name: Quantity(sum((convert(dose, each.unit).value for dose in counted), Decimal(0)), each.unit) for each in fields
    }


def last_weight(reader: Reader, patient: str, formula: MasterFormula, now: datetime, zone: str) -> tuple[Quantity, date] | None:
    """The last weight that an order of this patient stated before ``now``, and when they were weighed or it was stated."""
    field = next((each for each in formula.givens if each.name == WEIGHT), None)
    if field is None:
        return None
    versions = [each for order in reader.find(Order, {"patient": patient}) for each in versions_of(reader, order) if each.at <= now]
    for version in sorted(versions, key=lambda each: (each.at, each.number), reverse=True):
        for given in version.given:
            value = value_of(field, given) if given.name == WEIGHT else None
            if isinstance(value, Quantity):
                return value, version.weighed_on or day_of(version.at, zone)
    return None
