"""What the observations of one infusion call for: a worklist item and a call, never a bedside alarm (``NO_ALARM`` says so wherever alerts are).

Observations may come in any order and twice. One that cannot be used (another unit, out of human range, after death) raises no alert and is
listed: it may have been one.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from math import ceil
from zoneinfo import ZoneInfo

from workbench.kernel.findings import Finding, Severity, finding
from workbench.kernel.values import Quantity
from workbench.vigilance.grading.crs import COLDEST, FEVER, HOTTEST
from workbench.vigilance.grading.grade import Problem, says
from workbench.vigilance.grading.icaht_series import runs
from workbench.vigilance.grading.signs import measured, whole
from workbench.vigilance.scales import spoken
from workbench.vigilance.schedule import MISSED_AFTER, Item

RULE, SOURCE = "alerts, rule 1", "alerts of the workbench (a choice of ours)"
NO_ALARM = finding("alerts.no-alarm", Severity.TELLS, SOURCE)
"""What stands with every list of alerts."""
ICE_DROP, WHOLE_ICE, DOUBLED, LOW_FIBRINOGEN, FEW_NEUTROPHILS, FIRST_DAYS = 2, 10, 2, Decimal("1.5"), 500, 7
DAY = timedelta(hours=24)


class Kind(Enum):
    """What was observed."""

    TEMPERATURE = "temperature"
    ICE = "ICE score"
    OXYGEN = "oxygen"
    VASOPRESSORS = "vasopressors"
    FERRITIN = "ferritin"
    FIBRINOGEN = "fibrinogen"
    NEUTROPHILS = "neutrophils"


UNITS: Mapping[Kind, tuple[str, str, str]] = {
    Kind.TEMPERATURE: ("degC", COLDEST, HOTTEST), Kind.FERRITIN: ("ug/L", "0", "1000000"), Kind.FIBRINOGEN: ("g/L", "0", "30"),
    Kind.NEUTROPHILS: ("cell/uL", "0", "500000"),
}  # fmt: skip
"""The unit in which a rule is stated, and what can be of a human."""
COUNTS: Mapping[Kind, int] = {Kind.ICE: WHOLE_ICE, Kind.OXYGEN: 1, Kind.VASOPRESSORS: 10}
"""Whole numbers, with the most that there is: of oxygen, 0 (room air) or 1 (given)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation: ``value`` in a unit, or without one a score, a number of vasopressors, or of oxygen 0 or 1."""

    kind: Kind
    at: datetime
    value: Quantity


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that was given at a time; ``None`` where it could not be."""

    scale: str
    at: datetime
    grade: int | None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to act on: ``code`` with ``at`` names it, so that the same observations raise the same alert once."""

    code: str
    at: datetime
    finding: Finding
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class Raised:
    """The alerts by time, and what could not be judged."""

    alerts: tuple[Alert, ...]
    unused: tuple[Finding, ...]


Point = tuple[datetime, Decimal]


def raised(
    seen: Iterable[Seen], grades: Iterable[Graded], infusion: datetime, zone: str, *, death: datetime | None = None
) -> Raised:
    """What the observations and grades of one infusion call for. ``infusion`` is its start; ``zone`` is the ward's."""
    points: dict[Kind, list[Point]] = {kind: [] for kind in Kind}
    unused: list[Finding] = []
    for each in sorted(set(seen), key=lambda one: (one.at, one.kind.value, one.value.value)):
        found = _usable(each, infusion, death)
        if isinstance(found, Finding):
            unused.append(found)
        else:
            points[each.kind].append((each.at, found))
    alerts = [
        *_fever(points[Kind.TEMPERATURE], infusion), *_ice(points[Kind.ICE], infusion),
        *_begun("alerts.oxygen", points[Kind.OXYGEN], infusion), *_begun("alerts.vasopressor", points[Kind.VASOPRESSORS], infusion),
        *_ferritin(points[Kind.FERRITIN], infusion), *_fibrinogen(points[Kind.FIBRINOGEN], infusion),
        *_neutrophils(points[Kind.NEUTROPHILS], infusion, ZoneInfo(zone)), *_grades(grades),
    ]  # fmt: skip
    return Raised(tuple(sorted(alerts, key=lambda one: (one.at, one.code))), tuple(unused))


def _usable(seen: Seen, infusion: datetime, death: datetime | None) -> Decimal | Finding:
    """The number in the unit of the rule, or why it cannot be used."""
    field, at = seen.kind.value, seen.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if death is not None and seen.at > death:
        return finding("alerts.after-death", Severity.DECIDES, SOURCE, where=field, field=field, at=at)
    number: Decimal | int | Problem | None
    if seen.kind in COUNTS:
        number = whole(field, seen.value.value, 0, COUNTS[seen.kind])
        if seen.value.unit:
            return finding("grading.unit-other", Severity.DECIDES, SOURCE, where=field, field=field, unit=seen.value.unit, known="1")
    else:
        number = measured(field, seen.value, *UNITS[seen.kind])
    if isinstance(number, Problem):
        return number.finding
    return Decimal(number if number is not None else 0)


def _after(points: Sequence[Point], infusion: datetime) -> list[Point]:
    return [each for each in points if each[0] >= infusion]


def _fever(points: Sequence[Point], infusion: datetime) -> Iterator[Alert]:
    """The first temperature of 38.0 °C or more after the infusion began."""
    for at, degrees in _after(points, infusion):
        if degrees >= FEVER:
            yield Alert("alerts.fever", at, says("alerts.fever", SOURCE, value=f"{degrees:f} degC"))
            return


def _ice(points: Sequence[Point], infusion: datetime) -> Iterator[Alert]:
    """A fall by two from the best score since the last alert, at once or little by little; or any fall from a whole score."""
    best = Decimal(0)
    for at, now in points:
        if at >= infusion and (best - now >= ICE_DROP or now < best == WHOLE_ICE):
            yield Alert("alerts.ice", at, says("alerts.ice", SOURCE, before=f"{best:f}", now=f"{now:f}"))
            best = now
        best = max(best, now)


def _begun(code: str, points: Sequence[Point], infusion: datetime) -> Iterator[Alert]:
    """From none to some, or to more; the first observation counts as new when there is none before it."""
    for (_, before), (at, now) in pairwise([(infusion, Decimal(0)), *points]):
        if at >= infusion and now > before:
            yield Alert(code, at, says(code, SOURCE, now=f"{now:f}"))


def _ferritin(points: Sequence[Point], infusion: datetime) -> Iterator[Alert]:
    """A value that is at least twice a value of the 24 hours before. One alert a rise: the next needs a value that is no doubling between."""
    rising = False
    for place, (at, now) in enumerate(points):
        before = [value for moment, value in points[:place] if at - moment <= DAY and value > 0]
        doubled = bool(before) and now >= DOUBLED * min(before)
        if doubled and not rising and at >= infusion:
            yield Alert("alerts.ferritin", at, says("alerts.ferritin", SOURCE, before=f"{min(before):f} ug/L", now=f"{now:f} ug/L"))
        rising = doubled


def _fibrinogen(points: Sequence[Point], infusion: datetime) -> Iterator[Alert]:
    """Below 1.5 g/L after it was not, or from the first value on."""
    for (_, before), (at, now) in pairwise([(infusion, LOW_FIBRINOGEN), *points]):
        if at >= infusion and now < LOW_FIBRINOGEN <= before:
            yield Alert("alerts.fibrinogen", at, says("alerts.fibrinogen", SOURCE, now=f"{now:f} g/L"))


def neutropenic_days(points: Sequence[Point], infusion: datetime, zone: ZoneInfo) -> tuple[tuple[datetime, int], ...]:
    """Each run of days with 500 neutrophils per µL or fewer: its first count, and its days up to the last one that was counted.

    A day without a count is as the day before it; after the last count nothing is counted on.
    """
    lowest: dict[date, Point] = {}
    for at, count in _after(points, infusion):
        day = at.astimezone(zone).date()
        if day not in lowest or count < lowest[day][1]:
            lowest[day] = (at, count)
    if not lowest:
        return ()
    first = min(lowest)
    counts: list[int | None] = []
    for number in range((max(lowest) - first).days + 1):
        held = lowest.get(first + timedelta(days=number))
        counts.append(counts[-1] if held is None else ceil(held[1]))
    return tuple((lowest[first + timedelta(days=run.first)][0], run.days) for run in runs(counts, FEW_NEUTROPHILS))


def _neutrophils(points: Sequence[Point], infusion: datetime, zone: ZoneInfo) -> Iterator[Alert]:
    for at, days in neutropenic_days(points, infusion, zone):
        yield Alert("alerts.neutrophils", at, says("alerts.neutrophils", SOURCE, days=str(days)))


def _grades(grades: Iterable[Graded]) -> Iterator[Alert]:
    """A grade other than the one before, of the same scale; the first one when it is not 0."""
    by_scale: dict[str, list[Graded]] = {}
    for each in sorted(set(grades), key=lambda one: (one.scale, one.at, -1 if one.grade is None else one.grade)):
        by_scale.setdefault(each.scale, []).append(each)
    for scale, given in by_scale.items():
        for before, now in pairwise([Graded(scale, given[0].at, 0), *given]):
            if now.grade != before.grade:
                code = "alerts.grade-lost" if now.grade is None else "alerts.grade"
                grade = {} if now.grade is None else {"now": str(now.grade)}
                yield Alert(code, now.at, says(code, SOURCE, scale=spoken(scale), before="?" if before.grade is None else str(before.grade), **grade))


def missed(items: Iterable[Item], settled: Iterable[Item], now: datetime) -> tuple[Alert, ...]:
    """An observation of day 0 to 7 that was not made two hours after its time; ``settled`` are the items that are done or not applicable."""
    over = set(settled)
    late = [each for each in items if each.track == "intensive" and each.day <= FIRST_DAYS and each not in over and now > each.due + MISSED_AFTER]
    return tuple(Alert("alerts.missed", each.due, says("alerts.missed", SOURCE, name=each.name.en, name_ru=each.name.ru)) for each in late)
