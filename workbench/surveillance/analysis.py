"""The rules of a plan applied to every infused bag of a product: charts, groups, attributes, onset, and what flags. It says how far, never why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate

from workbench.custody.records import ExposureLine
from workbench.kernel.ports import Reader
from workbench.surveillance.exposure import Attribute, Event, Exposed, Exposure, events_of, exposure_of, products
from workbench.surveillance.monitors import LotRule, Monitor, Plan, Stopping, plan_for
from workbench.surveillance.records import Behind, Shown
from workbench.surveillance.risk import Expected, expected_of
from workbench.surveillance.strata import Divided, divided
from workbench.surveillance.trail import Trail
from workbench.vigilance.signals.basis import Basis, basis
from workbench.vigilance.signals.groups import Shrunk, shrink
from workbench.vigilance.signals.local import Estimate, Tertiles, incidence, tertiles
from workbench.vigilance.signals.maxsprt import Unreachable
from workbench.vigilance.signals.onset import Curve, Weibull, kaplan_meier, weibull
from workbench.vigilance.signals.sequential import Chart, maxsprt, risk_adjusted_cusum
from workbench.vigilance.signals.stopping import Bound, bayesian

MAXSPRT, CUSUM, STOPPING, LOTS = "maxsprt", "cusum", "stopping", "lots"
"""The methods by which a bag count is judged."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule whose limit is reached now. ``lot`` is the identifier of the lot that it is about, ``lot_number`` its number."""

    monitor: str
    method: str
    lot: str | None
    lot_number: str
    rule: str
    shown: tuple[Shown, ...]
    behind: tuple[Behind, ...]

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What names the rule and what it looked at."""
        return self.monitor, self.method, self.lot

    @property
    def events(self) -> int:
        """How many of the bags behind it had the event."""
        return sum(bool(each.event) for each in self.behind)


@dataclass(frozen=True, slots=True)
class Looked:
    """An attribute against the event: the thirds with their trend, and each bag as (value, event)."""

    attribute: Attribute
    thirds: Tertiles
    points: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """One monitor on the bags of a product. A rule that is not applied, or cannot reach its alpha, is ``None``."""

    monitor: Monitor
    events: Mapping[str, Event]
    open_windows: int
    overall: Estimate
    maxsprt: Chart | None
    cusum: Chart | None
    bound: Bound | None
    lots: Shrunk
    operators: Shrunk
    attributes: tuple[Looked, ...]
    onset: Curve
    shape: Weibull
    basis: Basis
    flags: tuple[Flag, ...]
    risks: Expected
    divided: tuple[Divided, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that is reckoned of a product. ``plan`` is ``None`` where no plan counts its doses: then nothing is watched."""

    exposure: Exposure
    plan: Plan | None
    watched: tuple[Watched, ...]
    at: datetime

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What flags now, in the order of the plan."""
        return tuple(flag for each in self.watched for flag in each.flags)

    @property
    def rules(self) -> int:
        """How many rules run at once."""
        return self.plan.rules if self.plan is not None else 0


def board_of(reader: Reader, product: str, plans: Mapping[str, Plan], now: datetime) -> Board:
    """The board of a product as the register knows it now."""
    first = reader.find(ExposureLine, {"product": product}, sort="begun", limit=1)
    plan = plan_for(plans, first[0].dose.unit) if first else None
    exposure = exposure_of(reader, product, plan.lots if plan is not None else "")
    if plan is None:
        return Board(exposure, None, (), now)
    return Board(exposure, plan, tuple(watch(exposure, plan, each, events_of(reader, exposure, each), now) for each in plan.monitors), now)


def flags_of(reader: Reader, plans: Mapping[str, Plan], now: datetime) -> tuple[tuple[str, Flag], ...]:
    """What flags now, of every product that was given: (product, flag)."""
    return tuple((product, flag) for product in products(reader) for flag in board_of(reader, product, plans, now).flags)


def unkept(flags: Sequence[Flag], trails: Sequence[Trail]) -> tuple[Flag, ...]:
    """What flags and is not kept: no open signal of the same rule, and none that is over and rested on as many events. ``trails``: the newest first."""
    known = {each.key: each for each in reversed(trails)}
    return tuple(each for each in flags if each.key not in known or (known[each.key].over and each.events > known[each.key].events))


def watch(exposure: Exposure, plan: Plan, monitor: Monitor, events: Mapping[str, Event], now: datetime) -> Watched:
    """One monitor, reckoned. A bag counts in full from its infusion on, so that open windows only ever make a flag later."""
    rows = exposure.rows
    happened = [each.line.id in events for each in rows]
    risks = expected_of(monitor.risk, monitor.expected, [each.ordered for each in rows])
    lots, operators = _by_lot(rows, happened), _by_operator(rows, happened)
    sprt, cusum = _maxsprt(monitor, happened), _cusum(monitor, risks.shares, happened)
    bound = _bound(monitor.stopping, len(rows))
    times, ended = _times(rows, events, monitor, now)
    open_windows = sum(not hit and each.line.begun + monitor.days * DAY > now for each, hit in zip(rows, happened, strict=True))
    looked = _attributes(exposure, happened)
    strata = divided(exposure, happened, plan.divisions, [(each.attribute.name, each.thirds) for each in looked])
    found = Watched(
        monitor, events, open_windows, incidence(sum(happened), len(rows), comparisons=max(1, plan.rules)), sprt, cusum, bound,
        shrink([(name, hit, n) for name, _, hit, n in lots]), shrink(operators), looked, kaplan_meier(times, ended),
        weibull(times, ended), basis(sum(happened), len(rows), max(1, plan.rules)), (), risks, strata,
    )  # fmt: skip
    return _with_flags(found, plan, rows, lots)


def _maxsprt(monitor: Monitor, happened: Sequence[bool]) -> Chart | None:
    if monitor.maxsprt is None or not happened:
        return None
    share, plan = float(monitor.expected), monitor.maxsprt
    observed = list(accumulate(map(int, happened)))
    expected = [share * (place + 1) for place in range(len(happened))]
    try:
        return maxsprt(expected, observed, float(plan.most_expected), alpha=float(plan.alpha), least_events=plan.least_events, at_risk=len(happened))
    except Unreachable:
        return None


def _cusum(monitor: Monitor, risks: Sequence[float], happened: Sequence[bool]) -> Chart | None:
    if monitor.cusum is None or not happened:
        return None
    return risk_adjusted_cusum(
        list(risks), list(happened), odds_ratio=float(monitor.cusum.odds_ratio), limit=float(monitor.cusum.limit)
    )


def _bound(rule: Stopping | None, bags: int) -> Bound | None:
    if rule is None or not bags:
        return None
    return bayesian(bags, tolerated=float(rule.tolerated), certainty=float(rule.certainty), a=float(rule.a), b=float(rule.b))


def _by_lot(rows: Sequence[Exposed], happened: Sequence[bool]) -> list[tuple[str, str, int, int]]:
    """(number, identifier, bags with the event, bags) of each lot, by number. A bag made from two lots counts in both."""
    found: dict[tuple[str, str], list[int]] = {}
    for each, hit in zip(rows, happened, strict=True):
        for key, number in each.lots:
            counted = found.setdefault((number, key), [0, 0])
            counted[0] += hit
            counted[1] += 1
    return [(number, key, hit, n) for (number, key), (hit, n) in sorted(found.items())]


def _by_operator(rows: Sequence[Exposed], happened: Sequence[bool]) -> list[tuple[str, int, int]]:
    found: dict[str, list[int]] = {}
    for each, hit in zip(rows, happened, strict=True):
        if each.operator:
            counted = found.setdefault(each.operator, [0, 0])
            counted[0] += hit
            counted[1] += 1
    return [(name, hit, n) for name, (hit, n) in sorted(found.items())]


def _attributes(exposure: Exposure, happened: Sequence[bool]) -> tuple[Looked, ...]:
    made = []
    for attribute in exposure.attributes:
        values = [each.values.get(attribute.name) for each in exposure.rows]
        points = tuple((value, hit) for value, hit in zip(values, happened, strict=True) if value is not None)
        made.append(Looked(attribute, tertiles(values, list(happened), comparisons=len(exposure.attributes)), points))
    return tuple(made)


def _times(rows: Sequence[Exposed], events: Mapping[str, Event], monitor: Monitor, now: datetime) -> tuple[list[float], list[bool]]:
    """Days from each infusion to its event, or to now or the end of the window; a bag given this very moment tells nothing yet."""
    times, ended = [], []
    for each in rows:
        event = events.get(each.line.id)
        until = event.at if event is not None else min(now, each.line.begun + monitor.days * DAY)
        days = max((until - each.line.begun) / DAY, 1 / 1440)
        times.append(days)
        ended.append(event is not None)
    return times, ended


# ------------------------------------------------------------------------------------------------------ what flags
def _with_flags(found: Watched, plan: Plan, rows: Sequence[Exposed], lots: Sequence[tuple[str, str, int, int]]) -> Watched:
    monitor, flags = found.monitor, []
    for chart, method in ((found.maxsprt, MAXSPRT), (found.cusum, CUSUM)):
        crossed = chart.first_signal if chart is not None else None
        if chart is not None and crossed is not None:
            last = chart.looks[-1]
            figures = {"statistic": f"{crossed.statistic:.2f}", "limit": f"{chart.limit:.2f}", "bag": str(crossed.k), "last": f"{last.statistic:.2f}"}
            if method == CUSUM:
                figures["expected"] = f"{sum(found.risks.shares):.2f}"
            flags.append(_flag(found, plan, method, figures, rows))
    bound = found.bound
    if bound is not None and bound.least is not None and found.basis.n >= bound.least:
        flags.append(_flag(found, plan, STOPPING, {"least": str(bound.least)}, rows))
    if monitor.lots is not None:
        for number, key, hit, n in lots:
            if (low := _lot_flags(monitor.lots, monitor, hit, n, len(lots))) is not None:
                mine = [each for each in rows if (key, number) in each.lots]
                flags.append(_flag(found, plan, LOTS, {"low": f"{100 * low:.1f} %", "lots": str(len(lots))}, mine, key, number))
    return replace(found, flags=tuple(flags))


def _lot_flags(rule: LotRule, monitor: Monitor, events: int, bags: int, lots: int) -> float | None:
    """The lower end of the lot's exact interval where that lies above what is expected; alpha is one-sided and shared among the lots."""
    if events < rule.least_events:
        return None
    low = incidence(events, bags, level=1 - 2 * float(rule.alpha) / lots, comparisons=lots).low
    return low if low is not None and low > float(monitor.expected) else None


def _flag(
    found: Watched, plan: Plan, method: str, figures: Mapping[str, str], rows: Sequence[Exposed], lot: str | None = None, number: str = ""
) -> Flag:  # fmt: skip
    monitor, behind = found.monitor, behind_of(rows, found.events)
    hit = sum(bool(each.event) for each in behind)
    shown = {"events": str(hit), "bags": str(len(rows)), "expected": f"{float(monitor.expected) * len(rows):.2f}", **figures, "rules": str(plan.rules)}
    return Flag(monitor.code, method, lot, number, rule_text(plan, monitor, method), tuple(Shown(name, value) for name, value in shown.items()), behind)


def behind_of(rows: Sequence[Exposed], events: Mapping[str, Event]) -> tuple[Behind, ...]:
    """The bags that were counted, as they are kept with a signal."""
    return tuple(
        Behind(each.line.id, each.line.bag, ", ".join(one for _, one in each.lots), events[each.line.id].at.isoformat() if each.line.id in events else "")
        for each in rows
    )


def rule_text(plan: Plan, monitor: Monitor, method: str) -> str:
    """The rule with its file, version and numbers, as it is kept with a signal."""
    part = {MAXSPRT: monitor.maxsprt, CUSUM: monitor.cusum, STOPPING: monitor.stopping, LOTS: monitor.lots}[method]
    numbers = ", ".join(f"{name} = {getattr(part, name)}" for name in part.__slots__) if part is not None else ""
    what = f"{monitor.event} ≥ {monitor.least}" if monitor.least > 1 else monitor.event
    text = f"{plan.code} {plan.version}, {monitor.code}: {what}, {monitor.days} d, expected {monitor.expected}; {method}: {numbers} ({monitor.status.value})"
    if method == CUSUM and monitor.risk is not None:
        terms = ", ".join(f"{each.coefficient} × {each.given} {each.value or each.unit}" for each in monitor.risk.terms)
        text += f"; risk: {monitor.risk.intercept}, {terms} ({monitor.risk.status.value})"
    return text
