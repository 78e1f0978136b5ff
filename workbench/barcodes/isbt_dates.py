"""Dates as ISBT 128 writes them: century digit, year and day of the year; or year, month and day.

The century digit's base is not spelled out in ST-001; 0 = 20xx by its examples. Taken here: 9 = 19xx, 0 = 20xx, 1 = 21xx; any other digit is
refused, never guessed.
"""
from __future__ import annotations

from datetime import date, datetime, timedelta

EARLIEST = "1900"
CENTURIES = {"9": 1900, "0": 2000, "1": 2100}


def ordinal_day(data: str) -> date | None:
    """The day of ``cyyjjj``; ``None`` where there is no such day."""
    if len(data) != 6 or not (data.isascii() and data.isdigit()) or data[0] not in CENTURIES:
        return None
    first = date(CENTURIES[data[0]] + int(data[1:3]), 1, 1)
    day = first + timedelta(days=int(data[3:]) - 1)
    return day if day.year == first.year else None


def ordinal_moment(data: str) -> datetime | None:
    """Day and time of ``cyyjjjhhmm``, by the clock of the place that wrote it and so without a zone; ``None`` where there is none."""
    day = ordinal_day(data[:6])
    if day is None or not real_time(data[6:]):
        return None
    return datetime.combine(day, datetime.min.time()).replace(hour=int(data[6:8]), minute=int(data[8:]))


def real_day(data: str) -> date | None:
    """The day of ``yyyymmdd``; ``None`` where there is no such day, or one before anybody now alive: a year so written was misread."""
    if len(data) != 8 or not (data.isascii() and data.isdigit()) or data[:4] < EARLIEST:
        return None
    try:
        return date(int(data[:4]), int(data[4:6]), int(data[6:]))
    except ValueError:
        return None


def real_time(data: str) -> bool:
    """Whether ``hhmm`` is a time from 0000 to 2359."""
    return len(data) == 4 and data.isascii() and data.isdigit() and data[:2] < "24" and data[2:] < "60"
