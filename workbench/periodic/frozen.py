"""A plan of monitors as it is frozen with a summary, and back: numbers as text, exactly as the file has them."""
from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from workbench.formula.records import Text
from workbench.periodic.records import FrozenMonitor, SafetySummary
from workbench.surveillance.monitors import Cusum, LotRule, MaxSprt, Monitor, Plan, Stopping
from workbench.surveillance.risk import Risk, Term
from workbench.vigilance.tables import Status
from workbench.vigilance.tables import Text as Named


def monitors_of(plan: Plan | None) -> tuple[FrozenMonitor, ...]:
    """The monitors of a plan, frozen."""
    return tuple(
        FrozenMonitor(
            each.code, each.name.en, each.name.ru, each.event, each.least, each.days, each.expected, each.status.value, each.source,
            _numbers(each.maxsprt), _numbers(each.cusum), _numbers(each.stopping), _numbers(each.lots), _risk(each.risk),
        )
        for each in (plan.monitors if plan is not None else ())
    )  # fmt: skip


def plan_of(summary: SafetySummary) -> Plan | None:
    """The plan that was frozen with a summary; ``None`` where there was none."""
    if not summary.plan:
        return None
    code, _, version = summary.plan.rpartition(" ")
    return Plan(code, version, Named(summary.plan, summary.plan), (), summary.watched_lots, tuple(_monitor(each) for each in summary.monitors))


def name_of(summary: SafetySummary) -> Text:
    """What the product is called."""
    return Text(summary.en, summary.ru)


def _monitor(kept: FrozenMonitor) -> Monitor:
    sprt, cusum, stop, lots = kept.maxsprt, kept.cusum, kept.stopping, kept.lots
    return Monitor(
        kept.code, Named(kept.en, kept.ru), kept.event, kept.least, kept.days, kept.expected, Status(kept.status), kept.source,
        MaxSprt(Decimal(sprt[0]), Decimal(sprt[1]), int(sprt[2])) if sprt else None, Cusum(*_decimals(cusum)) if cusum else None,
        Stopping(*_decimals(stop)) if stop else None, LotRule(Decimal(lots[0]), int(lots[1])) if lots else None, _model(kept.risk),
    )  # fmt: skip


def asked_of(plan: Plan) -> frozenset[str]:
    """The names of the values of an order that a model of risk of the plan needs."""
    return frozenset(term.given for each in plan.monitors if each.risk is not None for term in each.risk.terms)


def _risk(risk: Risk | None) -> tuple[str, ...]:
    if risk is None:
        return ()
    terms = (text for each in risk.terms for text in (each.given, each.value, each.unit, str(each.coefficient)))
    return (str(risk.intercept), risk.status.value, risk.source, *terms)


def _model(kept: Sequence[str]) -> Risk | None:
    if not kept:
        return None
    terms = tuple(Term(kept[at], kept[at + 1], kept[at + 2], Decimal(kept[at + 3])) for at in range(3, len(kept), 4))
    return Risk(Decimal(kept[0]), terms, Status(kept[1]), kept[2])


def _numbers(rule: Any) -> tuple[str, ...]:
    return () if rule is None else tuple(str(getattr(rule, name)) for name in rule.__slots__)


def _decimals(texts: Sequence[str]) -> tuple[Decimal, ...]:
    return tuple(Decimal(each) for each in texts)
