"""HIBC supplier labels: primary, secondary and both in one (ANSI/HIBC 2.6). Every part carries a check character over all before it."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from workbench.barcodes.checks import HIBC, mod43_fits
from workbench.barcodes.isbt_dates import real_day
from workbench.barcodes.records import Read, Standard
from workbench.barcodes.refusing import refused

STANDARD = "ANSI/HIBC 2.6"
CENTURY = 2000
"""The standard writes two digits of the year and names no century. Expiry dates of this century are taken."""

_PRIMARY = re.compile(r"\+([A-Z][A-Z0-9]{3})([A-Z0-9]{1,18})([0-9])")
_REST = r"([A-Z0-9.\-]{0,18})"
_LOT = re.compile(r"\$(\+?)([A-Z0-9.\-]{1,18})")
_JULIAN_LOT = re.compile(r"([0-9]{5})" + _REST)
_DATED = re.compile(
    r"\$\$(\+?)(?:8([0-9]{2})|9([0-9]{5}))?(?:2([0-9]{6})|3([0-9]{6})|4([0-9]{8})|5([0-9]{5})|6([0-9]{7})|(7)|((?:0[1-9]|1[0-2])[0-9]{2})|$)" + _REST
)
_SERIAL = re.compile(r"S([A-Z0-9.\-]{1,18})")
_MADE = re.compile(r"16D([0-9]{8})")
_EXPIRES = re.compile(r"14D([0-9]{8})")
_QUANTITY = re.compile(r"Q([0-9]{1,5})")
_MOST_PARTS = 3
_CHARACTERS = re.compile(f"[{re.escape(HIBC)}]+")

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Wrong(Exception):
    code: str


def read(text: str) -> Read:
    """The fields ``lic``, ``product``, ``lot``, ``expiry`` (ISO 8601, as exact as the label is) and ``serial`` of ``text``.

    One symbol, or a primary symbol and its secondary ones read in one go; then each secondary must be linked to the primary. Refused:
    ``scan.hibc-characters``, ``scan.hibc-check``, ``scan.hibc-form``, ``scan.hibc-date``, ``scan.hibc-link``, ``scan.ambiguous``.
    """
    return Read(Standard.HIBC, tuple((name, value) for name, value in fields(text).items() if name in _KEYS))


_KEYS = ("lic", "product", "lot", "expiry", "serial")


def fields(text: str) -> Fields:
    """All fields of ``text``: those of ``read``, and ``unit`` of measure, ``quantity`` and the day it was ``made``. Refused as ``read`` says."""
    if _CHARACTERS.fullmatch(text) is None:
        raise refused("hibc-characters", STANDARD, text)
    found: list[Fields] = []
    wrong = "hibc-check"
    for parts in _partings(text):
        try:
            each = _joined(parts)
        except _Wrong as failed:
            wrong = failed.code if wrong == "hibc-check" else wrong
        else:
            found.append({name: each[name] for name in (*_KEYS, "unit", "quantity", "made") if name in each})
    if not found:
        raise refused(wrong, STANDARD, text)
    if any(each != found[0] for each in found):
        raise refused("ambiguous", STANDARD, text)
    return found[0]


def _partings(text: str) -> list[tuple[str, ...]]:
    """The ways to cut ``text`` at a ``+`` so that every part's check character fits: it may itself be a ``+``."""
    cuts = [at for at in range(1, len(text)) if text[at] == "+"][:16]
    ways = []
    for count in range(_MOST_PARTS):
        for chosen in combinations(cuts, count):
            edges = (0, *chosen, len(text))
            parts = tuple(text[start:end] for start, end in zip(edges, edges[1:], strict=False))
            if all(mod43_fits(each) for each in parts):
                ways.append(parts)
    return ways


def _joined(parts: tuple[str, ...]) -> Fields:
    head = parts[0][:-1]
    primary = _PRIMARY.fullmatch(head.partition("/")[0])
    if primary is None:
        if len(parts) > 1:
            raise _Wrong("hibc-form")
        return _secondary(head[1:-1].split("/"), alone=True)
    _, slash, more = head.partition("/")
    fields = {"lic": primary[1], "product": primary[2], "unit": primary[3]}
    if slash:
        if len(parts) > 1:
            raise _Wrong("hibc-form")
        return fields | _secondary(more.split("/"), alone=False)
    for each in parts[1:]:
        if each[-2] != parts[0][-1]:
            raise _Wrong("hibc-link")
        fields = _merged(fields, _secondary(each[1:-2].split("/"), alone=False))
    return fields


def _secondary(written: list[str], *, alone: bool) -> Fields:
    """The fields between slashes. A symbol that is ``alone`` begins with a lot or a date: a serial number alone could be a primary."""
    fields: Fields = {}
    for at, each in enumerate(written):
        one = _first(each) if at == 0 else None
        if one is None and (at or not alone):
            one = _further(each)
        if one is None:
            raise _Wrong("hibc-form")
        fields = _merged(fields, one)
    return fields


def _merged(fields: Fields, one: Fields) -> Fields:
    if any(fields.get(name, value) != value for name, value in one.items()):
        raise _Wrong("hibc-form")
    return fields | one


def _first(text: str) -> Fields | None:
    """Lot or serial number, with its expiry where it has one; ``None`` where ``text`` is neither."""
    if found := _DATED.fullmatch(text):
        expiry = _expiry(found)
        quantity = found[2] or found[3]
        one = {"expiry": expiry} if expiry else {}
        one |= {"quantity": str(int(quantity))} if quantity else {}
        one |= {"serial" if found[1] else "lot": found[11]} if found[11] else {}
        return one or None
    if found := _LOT.fullmatch(text):
        return {"serial" if found[1] else "lot": found[2]}
    if found := _JULIAN_LOT.fullmatch(text):
        return {"expiry": _ordinal(found[1])} | ({"lot": found[2]} if found[2] else {})
    return None


def _further(text: str) -> Fields | None:
    if found := _SERIAL.fullmatch(text):
        return {"serial": found[1]}
    if found := _MADE.fullmatch(text):
        return {"made": _whole_day(found[1])}
    if found := _EXPIRES.fullmatch(text):
        return {"expiry": _whole_day(found[1])}
    if found := _QUANTITY.fullmatch(text):
        return {"quantity": str(int(found[1]))}
    return None


def _expiry(found: re.Match[str]) -> str:
    """The expiry of a ``$$`` field in ISO 8601; "" where it has none."""
    us, iso, hour, ordinal, ordinal_hour, _, month = found.group(4, 5, 6, 7, 8, 9, 10)
    if us:
        return _whole_day(f"{CENTURY + int(us[4:])}{us[:4]}")
    if iso or hour:
        day = iso or hour
        return _whole_day(f"{CENTURY + int(day[:2])}{day[2:6]}") + (_hour(hour[6:]) if hour else "")
    if ordinal or ordinal_hour:
        return _ordinal((ordinal or ordinal_hour)[:5]) + (_hour(ordinal_hour[5:]) if ordinal_hour else "")
    return f"{CENTURY + int(month[2:])}-{month[:2]}" if month else ""


def _whole_day(written: str) -> str:
    day = real_day(written)
    if day is None:
        raise _Wrong("hibc-date")
    return day.isoformat()


def _ordinal(written: str) -> str:
    first = date(CENTURY + int(written[:2]), 1, 1)
    day = first + timedelta(days=int(written[2:]) - 1)
    if day.year != first.year:
        raise _Wrong("hibc-date")
    return day.isoformat()


def _hour(written: str) -> str:
    if written >= "24":
        raise _Wrong("hibc-date")
    return f"T{written}:00"
