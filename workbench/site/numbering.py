"""Numbers without gaps: given inside the act that uses them, so that an act that is refused gives its number back."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from workbench.kernel.ports import Change, Reader
from workbench.site.records import Series, Site


def number(change: Change, now: datetime, prefix: str) -> int:
    """The next number of the series ``<prefix>-<year>``, 1 in each new year of the site."""
    key = f"{prefix}-{year(change, now)}"
    kept = change.find(Series, {"id": key})
    if not kept:
        change.add(Series(key, 1))
        return 1
    change.replace(kept[0], replace(kept[0], last=kept[0].last + 1))
    return kept[0].last + 1


def year(reader: Reader, now: datetime) -> int:
    """The year of ``now`` where the site is."""
    return now.astimezone(ZoneInfo(reader.get(Site, "site").zone)).year


def identifier(change: Change, now: datetime, prefix: str) -> str:
    """The next identifier of a series, such as ``OR-2026-0001``."""
    return f"{prefix}-{year(change, now)}-{number(change, now, prefix):04d}"


def digits(change: Change, now: datetime, prefix: str) -> str:
    """The next number of a series as a symbol carries it: two digits of the year, seven of the number, such as ``260000001``."""
    return f"{year(change, now) % 100:02d}{number(change, now, prefix):07d}"


def batch_identity(change: Change, now: datetime, prefix: str) -> tuple[str, int]:
    """Identifier and number of a new batch: ``prefix`` is the formula's, the counter is one for all batches of the year."""
    given = number(change, now, "batch")
    return f"{prefix}-{year(change, now)}-{given:04d}", given
