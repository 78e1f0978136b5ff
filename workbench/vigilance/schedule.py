"""Which observations an infusion makes due, and how each stands: a versioned schedule of lines, each with its days and its window.

Day 0 is the day of the infusion in the zone of the ward. A second infusion begins a track of its own; the first goes on.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from workbench.kernel.findings import Finding, Refused, stops
from workbench.vigilance.tables import Status, Text, unverified

MISSED_AFTER = timedelta(hours=2)
"""How long after its time an observation of the first days is missed (a choice of ours)."""
BEFORE_START, JUST_BEFORE = timedelta(hours=1), timedelta(minutes=5)
"""How long before the start of the infusion the first observation may be made, and before its time each of the next (choices of ours)."""


class State(Enum):
    """How a due observation stands."""

    AHEAD = "ahead"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    DONE = "done"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a schedule: what is observed, and when.

    One of ``minutes`` (after the start of the infusion), ``days`` (``times`` a day) and ``years`` (anniversaries) says when; ``for_life``:
    every year after the last. ``before`` and ``after`` are the days of the window around a day; ``None``: the site has to set them.
    ``facts`` rest on ``status``.
    """

    code: str
    track: str
    name: Text
    observed: tuple[str, ...]
    minutes: tuple[int, ...]
    days: tuple[int, ...]
    years: tuple[int, ...]
    for_life: bool
    times: int
    before: int | None
    after: int | None
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule in one version. ``doses`` are the units of the doses of the products that it is for."""

    code: str
    version: str
    name: Text
    lines: tuple[Line, ...]
    doses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One due observation: open from ``opens``, due by ``due``, late after it, missed from ``closes`` on (``None``: never by itself).

    ``number`` counts the items of one line from 1; with infusion, schedule, version and line it names the item.
    """

    infusion: str
    schedule: str
    version: str
    line: str
    number: int
    track: str
    name: Text
    observed: tuple[str, ...]
    day: int
    opens: datetime
    due: datetime
    closes: datetime | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was entered about an item: done at a time, or not applicable for a reason."""

    done: datetime | None = None
    reason: str = ""


def items(schedule: Schedule, infusion: str, start: datetime, zone: str, until: date, *, yearly: tuple[int, int] | None = None) -> tuple[Item, ...]:
    """The items that open on or before the day ``until``, by time. ``yearly``: the days before and after an anniversary that the site has set."""
    if start.tzinfo is None:
        raise ValueError("the start of an infusion without a zone")
    place = ZoneInfo(zone)
    zero = start.astimezone(place).date()
    last = _midnight(until + timedelta(days=1), place)
    found: list[Item] = []
    for line in schedule.lines:
        told = unverified(line.status, line.source, line.code)
        for number, (day, opens, due, closes) in enumerate(_times(line, start, zero, place, until, yearly), 1):
            if opens < last:
                found.append(
                    Item(
                        infusion, schedule.code, schedule.version, line.code, number, line.track, line.name, line.observed, day, opens, due, closes, told
                    )
                )
    return tuple(sorted(found, key=lambda each: (each.due, each.line, each.number)))


Times = tuple[int, datetime, datetime, datetime | None]


def _times(line: Line, start: datetime, zero: date, place: ZoneInfo, until: date, yearly: tuple[int, int] | None) -> Iterator[Times]:
    """Day, opening, due time and closing of each item of ``line``."""
    for minute in line.minutes:
        at = start.astimezone(UTC) + timedelta(minutes=minute)
        yield (at.astimezone(place).date() - zero).days, at - (JUST_BEFORE if minute else BEFORE_START), at, at + MISSED_AFTER
    for day in line.days:
        yield from _day(line, zero, place, day)
    for year in _years(line, zero, until):
        anniversary = _anniversary(zero, year)
        before, after = (line.before, line.after) if line.before is not None else yearly or (0, None)
        opens = anniversary - timedelta(days=before or 0)
        closes = None if after is None else _midnight(anniversary + timedelta(days=after + 1), place)
        yield (anniversary - zero).days, _midnight(opens, place), _midnight(anniversary + timedelta(days=1), place), closes


def _day(line: Line, zero: date, place: ZoneInfo, day: int) -> Iterator[Times]:
    """The items of one day: the day itself, or as many equal parts of it as ``times`` says. A window of several days is due at its end."""
    first, end = zero + timedelta(days=day - (line.before or 0)), zero + timedelta(days=day + (line.after or 0) + 1)
    if line.times == 1:
        closes = _midnight(end, place)
        yield day, _midnight(first, place), _midnight(zero + timedelta(days=day + 1), place), closes if line.after else closes + MISSED_AFTER
        return
    begin = _midnight(first, place)
    part = (_midnight(end, place) - begin) / line.times
    for number in range(line.times):
        due = begin + part * (number + 1)
        yield day, begin + part * number, due, due + MISSED_AFTER


def _years(line: Line, zero: date, until: date) -> Iterator[int]:
    yield from line.years
    if line.for_life:
        year = (line.years[-1] if line.years else 0) + 1
        while _anniversary(zero, year) <= until + timedelta(days=366):
            yield year
            year += 1


def _anniversary(zero: date, years: int) -> date:
    """The same day ``years`` later; of 29 February, 1 March where there is none."""
    try:
        return zero.replace(year=zero.year + years)
    except ValueError:
        return date(zero.year + years, 3, 1)


def _midnight(day: date, place: ZoneInfo) -> datetime:
    """In UTC, for times of one zone are subtracted by the wall clock, which knows no change to summer time."""
    return datetime.combine(day, time(), place).astimezone(UTC)


def state(item: Item, now: datetime, settled: Settled | None = None) -> State:
    """How ``item`` stands at ``now``. ``Refused`` for "not applicable" without a reason, and for an observation before its window."""
    if settled is not None and settled.done is not None:
        if settled.done < item.opens:
            raise Refused((stops("schedule.before-window", item.schedule, where=item.line, line=item.line, day=str(item.day)),))
        return State.DONE
    if settled is not None:
        if not settled.reason.strip():
            raise Refused((stops("schedule.reason-missing", item.schedule, where=item.line, line=item.line, day=str(item.day)),))
        return State.NOT_APPLICABLE
    if now < item.opens:
        return State.AHEAD
    if now < item.due:
        return State.DUE
    return State.LATE if item.closes is None or now < item.closes else State.MISSED


def ended(due: Iterable[Item], end: datetime, reason: str) -> dict[Item, Settled]:
    """Every item that opens after ``end`` (a death, a withdrawal, another hospital) as not applicable, for ``reason``."""
    return {each: Settled(reason=reason) for each in due if each.opens > end}
