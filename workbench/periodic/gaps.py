"""What was due in the period and was not done: observations of the first weeks, and follow-up of the years after."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.followup import timeline
from workbench.kernel.ports import Reader
from workbench.periodic.records import GapLine
from workbench.surveillance.exposure import Exposure
from workbench.vigilance import schedule as lines
from workbench.vigilance.monitoring import DAYS, dues, track_of

MONITORING, FOLLOW_UP, CALLS = "monitoring", "follow-up", "calls"
"""The registers in which something can be lacking; ``calls``: alerts about which nobody was called who read it back."""
MISSED, LATE = "missed", "late"


def gaps_of(
    reader: Reader, exposure: Exposure, followed: Mapping[str, timeline.Trail], schedules: Mapping[str, lines.Schedule], first: datetime, beyond: datetime
) -> tuple[GapLine, ...]:  # fmt: skip
    """One line for each bag and register in which something that opened from ``first`` on was missed, or is late at ``beyond``."""
    window, made = timeline.yearly(reader), list[GapLine]()
    for each in exposure.rows:
        key = each.line.id
        if each.line.begun >= first - timedelta(days=DAYS):
            track = track_of(reader, key)
            made += _line(key, MONITORING, each.line.zone, first, ((one.state.value, one.item.opens) for one in dues(track, schedules, beyond)))
            open_ = [one.at for one in track.open_alerts() if first <= one.at < beyond]
            made += _line(key, CALLS, each.line.zone, first, ((MISSED, at) for at in open_))
        items = timeline.dues(followed[key], schedules, window, beyond)
        made += _line(key, FOLLOW_UP, each.line.zone, first, ((one.state.value, one.item.opens) for one in items))
    return tuple(made)


def _line(infusion: str, register: str, zone: str, first: datetime, items: Iterable[tuple[str, datetime]]) -> Iterator[GapLine]:
    own = [(state, opens) for state, opens in items if state in (MISSED, LATE) and opens >= first]
    if own:
        states = [state for state, _ in own]
        yield GapLine(infusion, register, states.count(MISSED), states.count(LATE), _day(min(opens for _, opens in own), zone))


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
