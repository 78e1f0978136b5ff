"""When a report is due: day 0, calendar days, working days of a country, hours; and what new information starts again.

Day 0 is the day of the clock's start in the zone of whoever reports, and is not counted. A clock by receipt begins when the last of the four
minimum elements is known. The due day is kept with the rule and its version: a rule that changes later does not move it.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from workbench.kernel.findings import Finding, Refused, Severity, finding, stops
from workbench.vigilance.tables import Status, Text, unverified

RULE = "clocks, rule 1"
SATURDAY = 5


class Unit(Enum):
    """In what a limit is counted."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar days"
    WORKING_DAYS = "working days"


class Start(Enum):
    """What starts a clock."""

    RECEIPT = "receipt"
    KNOWLEDGE = "knowledge"
    DETECTION = "detection"
    OBSERVATION = "observation"


class Applies(Enum):
    """Which reports start a clock by themselves: what kills or threatens life, other serious ones, those that are not, whatever names a bag."""

    NOTHING = ""
    FATAL = "fatal"
    SERIOUS = "serious"
    OTHER = "not serious"
    BAG = "bag"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit of a regime: who reports what, and by when. ``applies`` says which reports start it."""

    key: str
    regime: str
    version: str
    who: Text
    event: Text
    limit: int
    unit: Unit
    start: Start
    status: Status
    source: str
    applies: Applies = Applies.NOTHING


@dataclass(frozen=True, slots=True)
class Regime:
    """The clocks of one regime in one version; ``country`` names the table of holidays for working days ("" where none is needed)."""

    code: str
    country: str
    version: str
    name: Text
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class Holidays:
    """The years that are known of a country: days off that fall on a weekday, and weekend days that are worked."""

    country: str
    version: str
    status: Status
    source: str
    years: frozenset[int]
    off: frozenset[date]
    worked: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether ``day`` is a working day; ``LookupError`` for a year that is not in the table."""
        if day.year not in self.years:
            raise LookupError(f"{self.country} {day.year}")
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)


@dataclass(frozen=True, slots=True)
class Minimum:
    """When each of the four elements was known without which there is no case; ``None``: not yet."""

    reporter: datetime | None
    patient: datetime | None
    product: datetime | None
    reaction: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A clock that runs: begun at ``started``, due on ``day`` (none for hours), late from ``until`` on.

    ``certain`` is false where a table of holidays was missing: then ``day`` is the earliest that it can be. ``replaces`` names the start of
    the clock that new information has started again.
    """

    clock: str
    version: str
    rule: str
    zone: str
    started: datetime
    day_zero: date
    day: date | None
    until: datetime
    certain: bool
    findings: tuple[Finding, ...]
    replaces: datetime | None = None


def received(minimum: Minimum) -> datetime:
    """When the last of the four elements was known. ``Refused`` naming those that are missing: no clock by receipt runs yet."""
    given = {"reporter": minimum.reporter, "patient": minimum.patient, "product": minimum.product, "reaction": minimum.reaction}
    known = [each for each in given.values() if each is not None]
    if len(known) < len(given):
        absent = [name for name, each in given.items() if each is None]
        raise Refused(stops("clocks.element-missing", "ICH E2D, minimum criteria", where=name, field=name) for name in absent)
    return max(known)


def due(clock: Clock, moments: Mapping[Start, datetime], zone: str, holidays: Holidays | None = None) -> Due:
    """``clock`` from the moment of its start in ``moments``. ``Refused`` when that moment is not given."""
    started = moments.get(clock.start)
    if started is None:
        raise Refused((stops("clocks.start-missing", clock.source, where=clock.key, clock=clock.key, start=clock.start.value),))
    day_zero = started.astimezone(ZoneInfo(zone)).date()
    told = unverified(clock.status, clock.source, clock.key)
    if clock.unit is Unit.HOURS:
        until = started.astimezone(UTC) + timedelta(hours=clock.limit)
        return Due(clock.key, clock.version, RULE, zone, started, day_zero, None, until, True, told)
    certain = True
    day = day_zero + timedelta(days=clock.limit)
    if clock.unit is Unit.WORKING_DAYS:
        try:
            day = _working(day_zero, clock.limit, holidays, clock)
        except LookupError as missing:
            certain = False
            told += (finding("clocks.no-holidays", Severity.DECIDES, clock.source, where=clock.key, clock=clock.key, table=str(missing)),)
        else:
            told += unverified(holidays.status, holidays.source, holidays.country) if holidays is not None else ()
    until = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    return Due(clock.key, clock.version, RULE, zone, started, day_zero, day, until, certain, told)


def _working(day_zero: date, limit: int, holidays: Holidays | None, clock: Clock) -> date:
    """The day on which ``limit`` working days after ``day_zero`` are over."""
    if holidays is None:
        raise LookupError(clock.regime)
    day, left = day_zero, limit
    while left:
        day += timedelta(days=1)
        left -= holidays.works(day)
    return day


def again(
    running: Due, clock: Clock, moments: Mapping[Start, datetime], zone: str, holidays: Holidays | None = None, *, significant: bool
) -> Due | None:
    """The clock of a follow-up: significant new information starts ``clock`` again, from ``moments``; anything else starts none.

    The clock that ran stays as it was. ``Refused`` when the new information is older than that clock.
    """
    if not significant:
        return None
    new = due(clock, moments, zone, holidays)
    if new.started < running.started:
        raise Refused((stops("clocks.before-start", clock.source, where=clock.key, clock=clock.key),))
    return Due(
        new.clock, new.version, new.rule, new.zone, new.started, new.day_zero, new.day, new.until, new.certain, new.findings, running.started
    )


def late(running: Due, now: datetime) -> bool:
    """Whether the limit is past."""
    return now >= running.until
