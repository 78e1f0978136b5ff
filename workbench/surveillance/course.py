"""What was seen of each patient day by day after a bag: the worst grade of a scale, how long they were looked at, who died."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.kernel.ports import Among, Reader
from workbench.surveillance.exposure import Exposed, Exposure
from workbench.vigilance.monitoring import counted, standing_of, worst
from workbench.vigilance.records import Death, Graded, GradeDecision

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Course:
    """One bag: the worst grade by day (``None``: it cannot be graded), the days that it was looked at, and the day of death."""

    exposed: Exposed
    worst: Mapping[int, int | None]
    until: float
    going_on: bool
    died: float | None


def courses_of(reader: Reader, exposure: Exposure, scale: str, days: int, most: int, now: datetime) -> tuple[Course, ...]:
    """The newest ``most`` bags, the newest first, over ``days`` days."""
    rows = exposure.rows[: -most - 1 : -1]
    keys = Among(tuple(each.line.id for each in rows))
    graded = standing_of(reader.find(Graded, {"infusion": keys, "scale": scale}, sort="seq")) if rows else ()
    decisions = reader.find(GradeDecision, {"infusion": keys}, sort="seq") if rows else ()
    deaths = {each.patient: each for each in reader.find(Death, {"patient": Among(tuple(each.line.patient for each in rows))})} if rows else {}
    found = []
    for each in rows:
        seen: dict[int, list[int | None]] = {}
        for one in graded:
            if one.infusion == each.line.id:
                seen.setdefault(_day(each, one.at), []).append(counted(one, decisions))
        death = deaths.get(each.line.patient)
        died = (death.died - each.line.begun) / DAY if death is not None else None
        until = min((now - each.line.begun) / DAY, float(days), died if died is not None else float(days))
        found.append(Course(each, {day: worst(grades) for day, grades in seen.items()}, until, died is None and until < days, died))
    return tuple(found)


def _day(exposed: Exposed, at: datetime) -> int:
    place = ZoneInfo(exposed.line.zone)
    return (at.astimezone(place).date() - exposed.line.begun.astimezone(place).date()).days
