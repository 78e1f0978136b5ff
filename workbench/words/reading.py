"""Dates and times as people type them. What could be read in two ways is refused, never guessed."""
from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from workbench.kernel.findings import Refused, stops
from workbench.words.times import MONTHS

SOURCE = "NHS CUI date and time display"
_DAY = re.compile(r"(\d{1,2})[-. ]([^\W\d_]{3,9}|\d{1,2})\.?[-. ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_TIME = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?|(\d\d)(\d\d)")
_LONG = {
    "мая": 5, "january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12, "sept": 9,
}  # fmt: skip
_MONTH = {name.lower(): place + 1 for names in MONTHS.values() for place, name in enumerate(names)} | _LONG


def read_day(raw: str) -> date:
    """The day in ``raw``: ``14-Mar-2026``, ``14-мар-2026``, ``14.03.2026``, ``2026-03-14``. ``14/03/2026`` is refused: 03/04 has two readings."""
    text = raw.strip()
    try:
        if iso := _ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if found := _DAY.fullmatch(text):
            month = found[2].lower()
            number = int(month) if month.isdigit() and "." in text else _MONTH.get(month) or _MONTH.get(month[:3] if month[:3] != "мая" else "мая")
            if number:
                return date(int(found[3]), number, int(found[1]))
    except ValueError:
        raise Refused((stops("words.no-such-day", SOURCE, raw=text),)) from None
    raise Refused((stops("words.day-unreadable", SOURCE, raw=text),))


def read_time(raw: str) -> time:
    """The time in ``raw``: ``9:20``, ``09:20:41``, ``0920``."""
    found = _TIME.fullmatch(raw.strip())
    if not found:
        raise Refused((stops("words.time-unreadable", SOURCE, raw=raw.strip()),))
    hour, minute, second = (found[4], found[5], None) if found[4] else (found[1], found[2], found[3])
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise Refused((stops("words.time-unreadable", SOURCE, raw=raw.strip()),)) from None


def read_moment(raw: str, zone: str) -> datetime:
    """The moment in ``raw``, a day and a time with a blank between, on the clocks of ``zone``.

    Refused when the clocks of ``zone`` show that time twice or never (the change of summer time).
    """
    day, _, hour = raw.strip().rpartition(" ")
    local = datetime.combine(read_day(day), read_time(hour), ZoneInfo(zone))
    other = local.replace(fold=1)
    if local.utcoffset() != other.utcoffset():
        raise Refused((stops("words.time-twice", SOURCE, raw=raw.strip(), zone=zone),))
    return local
