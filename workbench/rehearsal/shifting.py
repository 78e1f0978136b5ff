"""A case at another time: everything that it dates moves by the same length, but for the days on which people were born."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d")
DAYS = frozenset({"since", "until", "weighed_on"})
"""Keys whose value is a day of the case; all other days, such as a date of birth, stay."""


def shifted(value: Any, by: timedelta) -> Any:
    """``value``, as read from JSON, with each moment and each day of the case moved by ``by``. Days move by whole days."""
    if isinstance(value, list):
        return [shifted(each, by) for each in value]
    if isinstance(value, dict):
        return {key: _day(each, by) if key in DAYS else shifted(each, by) for key, each in value.items()}
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return (datetime.fromisoformat(value) + by).isoformat(timespec="seconds")
    return value


def _day(value: Any, by: timedelta) -> Any:
    return (date.fromisoformat(value) + timedelta(days=by.days)).isoformat() if isinstance(value, str) else value


def last_moment(case: dict[str, Any]) -> datetime:
    """When the last act of the case is done."""
    return max(datetime.fromisoformat(each["at"]) for each in case["play"])
