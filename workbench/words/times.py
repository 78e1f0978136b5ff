"""Dates, times, durations and ages as a person reads them: ``14-Mar-2026``, 24 hours, whatever the computer's region says (NHS CUI)."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.words.numbers import NBSP
from workbench.words.translation import Words

MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
}


def date_text(day: date, words: Words) -> str:
    """``14-Mar-2026``, in Russian ``14-мар-2026``."""
    return f"{day.day:02d}-{MONTHS[words.language][day.month - 1]}-{day.year:04d}"


def short_date_text(day: date, words: Words) -> str:
    """``14-Mar``: only where the year is beyond doubt, as on a board of this week."""
    return date_text(day, words)[:-5]


def weekday_text(day: date, words: Words) -> str:
    """The name of the weekday, to begin a line."""
    names = (
        words("Monday"), words("Tuesday"), words("Wednesday"), words("Thursday"), words("Friday"), words("Saturday"), words("Sunday"),
    )  # fmt: skip
    return names[day.weekday()]


def clock_text(at: datetime, zone: str, seconds: bool = False) -> str:
    """``09:20`` (``09:20:41`` with seconds) on the clocks of ``zone``."""
    return format(at.astimezone(ZoneInfo(zone)), "%H:%M:%S" if seconds else "%H:%M")


def moment_text(at: datetime, zone: str, words: Words, *, seconds: bool = False, offset: bool = False) -> str:
    """``14-Mar-2026 09:20``, with ``offset`` also ``(UTC+3)``: signatures, labels and certificates always say it."""
    local = at.astimezone(ZoneInfo(zone))
    text = f"{date_text(local.date(), words)}{NBSP}{clock_text(at, zone, seconds)}"
    return f"{text}{NBSP}({offset_text(at, zone)})" if offset else text


def offset_text(at: datetime, zone: str) -> str:
    """``UTC+3``, ``UTC+5:30``, ``UTC`` at that moment in ``zone``."""
    minutes = int((at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


def duration_text(length: timedelta, words: Words) -> str:
    """The two largest parts, always with their unit: ``18 min``, ``1 h 22 min``, ``5 d 3 h``; below a minute in seconds."""
    seconds = int(abs(length).total_seconds())
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    named = (
        (days, words("{n} d").format(n=days)), (hours, words("{n} h").format(n=hours)), (minutes, words("{n} min").format(n=minutes)),
    )  # fmt: skip
    first = next((place for place, (count, _) in enumerate(named) if count), None)
    if first is None:
        return words("{n} s").format(n=seconds).replace(" ", NBSP)
    return " ".join(text for count, text in named[first : first + 2] if count).replace(" ", NBSP)


def age_text(born: date, on: date, words: Words) -> str:
    """Age in completed years; below two years in months, below eight weeks in days."""
    days = (on - born).days
    if days < 56:
        return words.plural("{n} day", "{n} days", days).format(n=days)
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 24:
        return words.plural("{n} month", "{n} months", months).format(n=months)
    return words.plural("{n}y", "{n}y", months // 12).format(n=months // 12)


def born_text(born: date, on: date, words: Words) -> str:
    """``14-Mar-2013 (13y)``: the age in brackets right after the date (NHS CUI 0034)."""
    return f"{date_text(born, words)} ({age_text(born, on, words)})"


def left_text(left: timedelta, words: Words, *, short: bool = False) -> tuple[str, str]:
    """For a ring: the number and its unit, ``("18:19", "min left")``, ``("5:03", "h left")``, ``("3", "days left")``, or how much over.

    ``short`` is for a small ring: the unit alone, and whether it is over is left to the colour and the words beside it.
    """
    seconds = int(left.total_seconds())
    late, seconds = seconds < 0, abs(seconds)
    if seconds < 3600:
        number = f"{seconds // 60}:{seconds % 60:02d}"
        return number, words("min") if short else words("min over") if late else words("min left")
    if seconds < 172_800:
        hours = f"{seconds // 3600}:{seconds % 3600 // 60:02d}"
        return hours, words("h") if short else words("h over") if late else words("h left")
    return str(seconds // 86400), words("days") if short else words("days over") if late else words("days left")
