"""Reads from the register what a summary freezes of one product: by questions that name its formula, batches, bags and infusions."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workbench.batch.records import Bag, Batch, Decision, DecisionKind
from workbench.custody.records import BagIssue
from workbench.followup.records import Standing
from workbench.followup.timeline import Trail, seen_at, trails
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion, Text
from workbench.kernel.ports import Reader
from workbench.kernel.values import Actor
from workbench.orders.records import Given, Patient
from workbench.periodic.cases import Cases, cases_of, clocks_of
from workbench.periodic.frozen import asked_of, monitors_of
from workbench.periodic.gaps import gaps_of
from workbench.periodic.reckoning import beyond_of
from workbench.periodic.records import (
    CaseLine,
    ClockLine,
    FateLine,
    FrozenEvent,
    FrozenMonitor,
    GapLine,
    GivenBag,
    SafetySummary,
    SevereGrade,
    SignalFact,
    SignalLine,
    Tally,
)
from workbench.periodic.signals import facts_of, lines_of
from workbench.surveillance.exposure import Exposure, among, events_of, exposure_of
from workbench.surveillance.monitors import Plan, plan_for
from workbench.surveillance.trail import all_trails
from workbench.vigilance.monitoring import counted, decision_about, standing_of
from workbench.vigilance.records import Graded, GradeDecision
from workbench.vigilance.scales import ICE
from workbench.vigilance.schedule import Schedule

RELEASES = (DecisionKind.PROVISIONAL, DecisionKind.FINAL)
DISEASE = "disease"
"""The division of a plan by which the value of an order that states the disease is named."""
SEVERE = 3


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included, on the clocks of ``zone``; ``lock`` is the data lock: nothing that happened after the period's end counts."""

    begins: date
    ends: date
    zone: str
    lock: datetime

    @property
    def first(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.begins, time(), ZoneInfo(self.zone))

    @property
    def beyond(self) -> datetime:
        """The first moment after it."""
        return beyond_of(self.ends, self.zone, self.lock)

    def holds(self, at: datetime) -> bool:
        """Whether something happened within it."""
        return self.first <= at < self.beyond


@dataclass(frozen=True, slots=True)
class Frozen:
    """Everything of a summary that is read and not given."""

    name: Text
    plan: str
    lots: str
    tallies: tuple[Tally, ...]
    bags: tuple[GivenBag, ...]
    monitors: tuple[FrozenMonitor, ...]
    events: tuple[FrozenEvent, ...]
    grades: tuple[SevereGrade, ...]
    cases: tuple[CaseLine, ...]
    clocks: tuple[ClockLine, ...]
    fates: tuple[FateLine, ...]
    signals: tuple[SignalLine, ...]
    facts: tuple[SignalFact, ...]
    gaps: tuple[GapLine, ...]


def frozen_of(reader: Reader, product: str, period: Period, plans: Mapping[str, Plan], schedules: Mapping[str, Schedule]) -> Frozen:
    """What the register knows of ``product`` now, cut at the end of the period. ``LookupError`` for a product that it does not know."""
    versions = reader.find(FormulaVersion, {"code": product}, sort="version")
    if not versions:
        raise LookupError(product)
    batches = among(reader, Batch, "formula", tuple(each.id for each in versions))
    bags = among(reader, Bag, "batch", tuple(each.id for each in batches))
    exposure = exposure_of(reader, product, "")
    plan = plan_for(plans, exposure.rows[0].line.dose.unit) if exposure.rows else None
    if plan is not None:
        exposure = exposure_of(reader, product, plan.lots)
    exposure = replace(exposure, rows=tuple(each for each in exposure.rows if each.line.begun < period.beyond), attributes=())
    followed = _trails(reader, exposure)
    graded = _standing(reader, exposure, period)
    known = cases_of(reader, exposure, tuple(each.id for each in bags), period.beyond)
    fates = tuple(each for trail in followed.values() for each in _fates(trail, period.beyond))
    signals = tuple(each for each in all_trails(reader, product)[::-1] if each.signal.at < period.beyond)
    return Frozen(
        formula_of(versions[-1].text).text, f"{plan.code} {plan.version}" if plan is not None else "", plan.lots if plan is not None else "",
        _tallies(reader, batches, bags, period), _given(reader, exposure, plan, followed, graded, known, period), monitors_of(plan),
        _events(reader, exposure, plan, period), _severe(reader, graded), known.lines, clocks_of(known, period.beyond), fates,
        lines_of(reader, signals), facts_of(reader, signals), gaps_of(reader, exposure, followed, schedules, period.first, period.beyond),
    )  # fmt: skip


def summary_of(
    number: str, product: str, begins: date, ends: date, head: tuple[int, bytes], of: Frozen, now: datetime, actor: Actor
) -> SafetySummary:  # fmt: skip
    """The record that is kept and signed."""
    return SafetySummary(
        number, product, of.name.en, of.name.ru, begins, ends, *head, of.plan, of.lots, of.tallies, of.bags, of.monitors, of.events, of.grades,
        of.cases, of.clocks, of.fates, of.signals, of.facts, of.gaps, now, actor.zone, actor.person,
    )  # fmt: skip


def _trails(reader: Reader, exposure: Exposure) -> Mapping[str, Trail]:
    """Infusion to its long-term follow-up, of the bags that count, in the order of infusion."""
    if not exposure.rows:
        return {}
    known = {each.infusion.id: each for each in trails(reader)}
    return {each.line.id: known[each.line.id] for each in exposure.rows}


def _tallies(reader: Reader, batches: Sequence[Batch], bags: Sequence[Bag], period: Period) -> tuple[Tally, ...]:
    """Bags made (by the day on which their batch was opened), released (by the first release of their batch) and handed out."""
    keys = tuple(each.id for each in batches)
    opened = {each.id: each.opened for each in batches}
    released: dict[str, datetime] = {}
    for kind in RELEASES:
        for each in among(reader, Decision, "batch", keys, {"kind": kind}):
            released[each.batch] = min(each.at, released.get(each.batch, each.at))
    issued = [each.at for each in among(reader, BagIssue, "batch", keys)]
    times = {
        "made": [opened[each.batch] for each in bags], "released": [released[each.batch] for each in bags if each.batch in released], "issued": issued,
    }  # fmt: skip
    return tuple(Tally(name, sum(map(period.holds, found)), sum(at < period.beyond for at in found)) for name, found in times.items())


def _given(
    reader: Reader, exposure: Exposure, plan: Plan | None, followed: Mapping[str, Trail], graded: Mapping[str, Sequence[Graded]], known: Cases, period: Period
) -> tuple[GivenBag, ...]:  # fmt: skip
    patients = {each.id: each for each in among(reader, Patient, "id", tuple({each.line.patient for each in exposure.rows}))}
    asked = asked_of(plan) if plan is not None else frozenset()
    diseases = tuple(each.given for each in (plan.divisions if plan is not None else ()) if each.code == DISEASE)
    made = []
    for each in exposure.rows:
        line, patient, trail = each.line, patients[each.line.patient], followed[each.line.id]
        day = line.begun.astimezone(ZoneInfo(line.zone)).date()
        seen = [one.at for one in graded.get(line.id, ())] + [seen_at(one.seen, line.zone) for one in trail.visits_now] + list(known.onsets.get(line.bag, ()))
        if trail.death is not None:
            seen = [one for one in (*seen, trail.death.died) if one <= trail.death.died]
        last = max((one for one in seen if line.begun <= one < period.beyond), default=line.begun)
        made.append(
            GivenBag(
                line.id, line.bag, line.batch, patient.coi, patient.sex, _years(patient.born, day), _disease(each.ordered, diseases), line.ward, line.begun,
                line.zone, tuple(key for key, _ in each.lots), tuple(number for _, number in each.lots), each.operator,
                tuple(text for one in each.ordered.values() if one.name in asked for text in (one.name, one.value, one.unit)), last,
            )
        )  # fmt: skip
    return tuple(made)


def _disease(ordered: Mapping[str, Given], names: Sequence[str]) -> str:
    return next((ordered[each].value.strip() for each in names if each in ordered), "")


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _events(reader: Reader, exposure: Exposure, plan: Plan | None, period: Period) -> tuple[FrozenEvent, ...]:
    """What each monitor counts, by the reckoning of the board."""
    return tuple(
        FrozenEvent(monitor.code, key, each.at, *(_told(at) for at in (each.monitored, each.reported, each.followed)))
        for monitor in (plan.monitors if plan is not None else ())
        for key, each in events_of(reader, exposure, monitor).items()
        if each.at < period.beyond
    )


def _told(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()


def _standing(reader: Reader, exposure: Exposure, period: Period) -> Mapping[str, Sequence[Graded]]:
    """Infusion to its grades as they stand, up to the end of the period; a score is no grade."""
    found: dict[str, list[Graded]] = {}
    for each in standing_of(among(reader, Graded, "infusion", tuple(each.line.id for each in exposure.rows))):
        if each.at < period.beyond and each.scale != ICE:
            found.setdefault(each.infusion, []).append(each)
    return found


def _severe(reader: Reader, graded: Mapping[str, Sequence[Graded]]) -> tuple[SevereGrade, ...]:
    """The worst grade of each scale from 3 on, by infusion and scale."""
    made = []
    decisions = tuple(among(reader, GradeDecision, "infusion", tuple(graded)))
    for infusion, own in graded.items():
        for scale in sorted({each.scale for each in own}):
            high = [(grade, each) for each in own if each.scale == scale and (grade := counted(each, decisions)) is not None and grade >= SEVERE]
            if high:
                worst, first = max(high, key=lambda pair: pair[0])
                made.append(SevereGrade(infusion, scale, worst, min(each.at for _, each in high), decision_about(first, decisions) is not None))
    return tuple(made)


def _fates(trail: Trail, beyond: datetime) -> tuple[FateLine, ...]:
    """Death, second malignancies, and whether the patient could be followed up: what happened before ``beyond``, whenever it was entered."""
    who, infusion, place, found = trail.patient.coi, trail.infusion.id, ZoneInfo(trail.zone), list[FateLine]()
    if trail.death is not None and trail.death.died < beyond:
        found.append(FateLine("death", who, infusion, trail.death.died.astimezone(place).date(), trail.death.due_to, trail.death.at))
    last_day = (beyond - timedelta(microseconds=1)).astimezone(place).date()
    for each in trail.malignancies_now:
        day = each.diagnosed or each.told.astimezone(place).date()
        if each.infusion == infusion and day <= last_day:
            found.append(FateLine("malignancy", who, infusion, day, each.kind, each.told))
    decided = [each for each in trail.decisions if each.at < beyond]
    if decided and decided[-1].standing is not Standing.FOUND:
        last = decided[-1]
        found.append(FateLine(last.standing.value, who, infusion, last.at.astimezone(place).date(), last.why, last.at))
    return tuple(found)
