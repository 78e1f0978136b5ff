"""Time limits that run now: a hold whose first moment is past and whose second is not there yet. They survive a power loss: nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.batch.progress import Progress, moment_of
from workbench.calculation.evaluating import holds
from workbench.calculation.limits import ends
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Hold, Text
from workbench.kernel.findings import Refused


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit: since when, and until when at the latest."""

    name: str
    text: Text
    started: datetime
    until: datetime


def running(dossier: Dossier, stand: Progress) -> tuple[Clock, ...]:
    """Every limit that runs now, the most urgent first."""
    found = []
    for hold in dossier.formula.holds:
        started = moment_of(stand.values, hold.start)
        if started is None or not _applies(hold, stand) or moment_of(stand.values, hold.until) is not None:
            continue
        until = _until(hold, stand, started)
        if until is not None:
            found.append(Clock(hold.name, hold.text, started, until))
    return tuple(sorted(found, key=lambda each: each.until))


def _applies(hold: Hold, stand: Progress) -> bool:
    try:
        return not hold.when or holds(parse(hold.when), stand.values)
    except Refused:
        return False


def _until(hold: Hold, stand: Progress, started: datetime) -> datetime | None:
    for limit in (hold.action, hold.alert):
        _, high = ends(limit, "hold", "min", stand.values) if limit else (None, None)
        if high is not None:
            return started + timedelta(seconds=int(convert(high, "s").value))
    return None
