"""Reads the files of reporting clocks and of holidays. What is wrong in a file is refused with file and place."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.vigilance.clocks import Applies, Clock, Holidays, Regime, Start, Unit
from workbench.vigilance.tables import check_keys, parsed, refused, status_of, text_of

_REGIME: Mapping[str, type] = {"code": str, "country": str, "version": str, "name": dict, "clock": list}
_CLOCK: Mapping[str, type] = {
    "key": str, "who": dict, "event": dict, "limit": int, "unit": str, "start": str, "status": str, "source": str, "applies": str,
}  # fmt: skip
_HOLIDAYS: Mapping[str, type] = {"country": str, "version": str, "status": str, "source": str, "year": dict}
_YEAR: Mapping[str, type] = {"off": list, "worked": list}


def clocks_of(texts: Mapping[str, str]) -> dict[str, Regime]:
    """Code to regime, from file name to text. Refused when two files have the same code, or two clocks the same key."""
    found: dict[str, Regime] = {}
    keys: set[str] = set()
    for file in sorted(texts):
        regime = _regime(texts[file], file)
        twice = keys & {each.key for each in regime.clocks}
        if regime.code in found or twice or len({each.key for each in regime.clocks}) < len(regime.clocks):
            raise refused(file, regime.code, ", ".join(sorted(twice)) or "twice")
        keys |= {each.key for each in regime.clocks}
        found[regime.code] = regime
    return found


def _regime(text: str, file: str) -> Regime:
    raw = parsed(text, file)
    check_keys(raw, _REGIME, set(_REGIME), file, file)
    clocks = []
    for each in raw["clock"]:
        place = str(each.get("key", "clock")) if isinstance(each, dict) else "clock"
        check_keys(each, _CLOCK, set(_CLOCK) - {"applies"}, file, place)
        if each["limit"] < 0:
            raise refused(file, place, "limit")
        try:
            unit, start, applies = Unit(each["unit"]), Start(each["start"]), Applies(each.get("applies", ""))
        except ValueError as error:
            raise refused(file, place, str(error)) from error
        who, event = text_of(each["who"], file, place), text_of(each["event"], file, place)
        status = status_of(each["status"], file, place)
        clocks.append(Clock(each["key"], raw["code"], raw["version"], who, event, each["limit"], unit, start, status, each["source"], applies))
    return Regime(raw["code"], raw["country"], raw["version"], text_of(raw["name"], file, "name"), tuple(clocks))


def holidays_of(texts: Mapping[str, str]) -> dict[str, Holidays]:
    """Country to its table of holidays, from file name to text."""
    found = {}
    for file in sorted(texts):
        raw = parsed(texts[file], file)
        check_keys(raw, _HOLIDAYS, set(_HOLIDAYS), file, file)
        off, worked = set(), set()
        for name, year in raw["year"].items():
            check_keys(year, _YEAR, set(_YEAR), file, name)
            days = [*year["off"], *year["worked"]]
            if not name.isdigit() or any(type(each) is not date or each.year != int(name) for each in days):
                raise refused(file, name, "off, worked")
            off |= set(year["off"])
            worked |= set(year["worked"])
        if raw["country"] in found or _astray(off, worked):
            raise refused(file, raw["country"], ", ".join(each.isoformat() for each in _astray(off, worked)))
        years = frozenset(int(each) for each in raw["year"])
        status = status_of(raw["status"], file, file)
        found[raw["country"]] = Holidays(raw["country"], raw["version"], status, raw["source"], years, frozenset(off), frozenset(worked))
    return found


def _astray(off: set[Any], worked: set[Any]) -> list[date]:
    """Days off that are no weekdays, and worked days that are."""
    return sorted([each for each in off if each.weekday() > 4] + [each for each in worked if each.weekday() < 5])
