"""Opening a batch for a verified order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.batch.records import Batch, Status
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.orders.records import Order, OrderStatus
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.standing import authorise
from workbench.regimes.records import Regime
from workbench.regimes.rules import in_force
from workbench.site.numbering import batch_identity
from workbench.site.records import Purpose, Site


def open_batch(order_id: str, *, regimes: Mapping[str, Regime], actor: Actor, register: Register, clock: Clock) -> Done:
    """Opens a batch on the counting version of a verified order, under the approved version of its formula.

    Refused where the legal pathway of the order has lapsed by today; told what lapses soon or is not compared with the law.
    """
    with register.transaction(actor, "open batch") as change:
        now = clock.now()
        site = change.get(Site, "site")
        order = change.get(Order, order_id)
        version = _approved(change, order.formula)
        authorise(change, actor, Act.OPEN_BATCH, now)
        lawful = in_force(regimes, order.regime, day_of(now, actor.zone))
        found = (*_against(order, version, site), *lawful)
        if version is None:
            raise Refused(found)
        told = refuse_if(found)
        formula = formula_of(version.text)
        key, count = batch_identity(change, now, formula.prefix)
        batch = Batch(
            id=key,
            number=count,
            order=order.id,
            order_version=order.version,
            patient=order.patient,
            formula=version.id,
            regime=order.regime,
            status=Status.READY,
            opened=now,
            zone=actor.zone,
        )
        change.add(batch)
        change.replace(order, replace(order, status=OrderStatus.IN_BATCH))
    return Done((batch,), told)


def _approved(change: Change, code: str) -> FormulaVersion | None:
    held = change.find(FormulaVersion, {"code": code, "status": FormulaStatus.APPROVED}, sort="-version", limit=1)
    return held[0] if held else None


def _against(order: Order, version: FormulaVersion | None, site: Site) -> tuple[Finding, ...]:
    found: list[Finding] = []
    source = "good compounding practice: no batch without a verified order and an approved formula"
    if order.status is not OrderStatus.VERIFIED:
        found.append(stops("batch.order-not-verified", source, order=order.id, status=order.status.value))
    if version is None:
        found.append(stops("batch.no-approved-formula", source, formula=order.formula))
        return tuple(found)
    left = set(formula_of(version.text).assumptions) - set(version.confirmed)
    if left and site.purpose is Purpose.LIVE:
        found.append(stops("batch.assumptions", source, version=version.id, count=str(len(left))))
    return tuple(found)
