"""Dates and measures of GS1 element strings, as values (General Specifications 3 and 7.12)."""
from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from decimal import Decimal


def century(two_digits: int, year: int) -> int:
    """The year that ends in ``two_digits`` and lies between 49 years before ``year`` and 50 after it (General Specifications 7.12)."""
    ahead = two_digits - year % 100
    return year - year % 100 + two_digits + (-100 if ahead >= 51 else 100 if ahead <= -50 else 0)


def day(value: str, year: int) -> date:
    """The day of ``yymmdd``; a day ``00`` is the last one of its month. ``year`` is the present one. ``value`` has passed its check."""
    full, month = century(int(value[:2]), year), int(value[2:4])
    return date(full, month, int(value[4:6]) or monthrange(full, month)[1])


def moment(value: str, year: int) -> date | datetime:
    """Day and time of ``yymmdd``, ``yymmddhh``, ``yymmddhhmm`` or ``yymmddhhmmss``, by the clock of the place that wrote it and so without
    a zone. A time of ``9999`` says that there is none."""
    on, clock = day(value, year), value[6:]
    if clock in ("", "9999"):
        return on
    parts = [int(clock[at : at + 2]) for at in range(0, len(clock), 2)]
    hour, minute, second = (*parts, 0, 0)[:3]
    return datetime.combine(on, time(hour, minute, second))


def measure(ai: str, value: str) -> Decimal:
    """The number of a measure (31nn to 36nn): the last digit of its identifier says how many decimals ``value`` has."""
    return Decimal(value).scaleb(-int(ai[-1]))
