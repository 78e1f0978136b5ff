"""Numbers without gaps: given inside the act that uses them, so that an act that is refused gives its number back."""
from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from workbench.kernel.ports import Change, Clock
from workbench.site.records import Series, Site


def number(change: Change, clock: Clock, prefix: str) -> int:
    """The next number of the series ``prefix`` in the site's present year, beginning with 1 each year."""
    key = f"{prefix}-{year(change, clock)}"
    kept = change.find(Series, {"id": key})
    if not kept:
        change.add(Series(key, 1))
        return 1
    change.replace(kept[0], replace(kept[0], last=kept[0].last + 1))
    return kept[0].last + 1


def year(change: Change, clock: Clock) -> int:
    """The present year where the site is."""
    return clock.now().astimezone(ZoneInfo(change.get(Site, "site").zone)).year


def identifier(change: Change, clock: Clock, prefix: str) -> str:
    """The next identifier of a series, such as ``OR-2026-0001``."""
    return f"{prefix}-{year(change, clock)}-{number(change, clock, prefix):04d}"


def digits(change: Change, clock: Clock, prefix: str) -> str:
    """The next number of a series as a symbol carries it: two digits of the year, seven of the number, such as ``260000001``."""
    return f"{year(change, clock) % 100:02d}{number(change, clock, prefix):07d}"


def batch_identity(change: Change, clock: Clock, prefix: str) -> tuple[str, int]:
    """Identifier and number of a new batch: ``prefix`` is the formula's, the counter is one for all batches of the year."""
    given = number(change, clock, "batch")
    return f"{prefix}-{year(change, clock)}-{given:04d}", given
