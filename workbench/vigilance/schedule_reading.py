"""Reads the file of a schedule. What is wrong in it is refused with file and place."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.vigilance.schedule import Line, Schedule
from workbench.vigilance.tables import check_keys, parsed, refused, status_of, text_of

_SCHEDULE: Mapping[str, type] = {"code": str, "version": str, "name": dict, "doses": list, "line": list}
_LINE: Mapping[str, type] = {
    "code": str, "track": str, "name": dict, "observed": list, "minutes": list, "days": list, "years": list, "for_life": bool, "times": int,
    "window": list, "window_set_by_site": bool, "status": str, "source": str,
}  # fmt: skip
TRACKS = ("intensive", "registry", "long term")
OBSERVED = (
    "vitals", "infusion reaction", "bag scan", "volume given", "oxygen", "vasopressors", "ice", "blood count", "crp", "ferritin", "fibrinogen", "liver",
    "creatinine", "lysis", "symptoms", "infections", "b cells", "igg", "persistence", "survival", "response", "relapse", "new malignancy", "gvhd",
    "toxicity", "fertility", "subsequent infusion", "examination", "neurological", "autoimmune", "questionnaire",
)  # fmt: skip
"""What may be observed, as screens and sheets know it."""


def schedules_of(texts: Mapping[str, str]) -> dict[str, Schedule]:
    """Code to schedule, from file name to text. Refused when two files have the same code."""
    found: dict[str, Schedule] = {}
    for file in sorted(texts):
        schedule = _schedule(texts[file], file)
        if schedule.code in found:
            raise refused(file, schedule.code, "twice")
        found[schedule.code] = schedule
    return found


def _schedule(text: str, file: str) -> Schedule:
    raw = parsed(text, file)
    check_keys(raw, _SCHEDULE, set(_SCHEDULE), file, file)
    lines = tuple(_line(each, file) for each in raw["line"])
    codes = [each.code for each in lines]
    if twice := sorted({each for each in codes if codes.count(each) > 1}):
        raise refused(file, ", ".join(twice), "twice")
    return Schedule(raw["code"], raw["version"], text_of(raw["name"], file, "name"), lines, tuple(str(each) for each in raw["doses"]))


def _line(raw: Any, file: str) -> Line:
    place = str(raw.get("code", "line")) if isinstance(raw, dict) else "line"
    check_keys(raw, _LINE, {"code", "track", "name", "observed", "status", "source"}, file, place)
    minutes, days, years = (_numbers(raw.get(name, []), file, place) for name in ("minutes", "days", "years"))
    for_life = raw.get("for_life", False)
    if sum(map(bool, (minutes, days, years or for_life))) != 1 or raw["track"] not in TRACKS or set(raw["observed"]) - set(OBSERVED):
        raise refused(file, place, "minutes, days, years, track, observed")
    window = _numbers(raw.get("window", [0, 0]), file, place)
    by_site = raw.get("window_set_by_site", False)
    if len(window) != 2 or min(window) < 0 or (by_site and "window" in raw) or raw.get("times", 1) < 1:
        raise refused(file, place, "window, times")
    before, after = (None, None) if by_site else window
    return Line(
        raw["code"], raw["track"], text_of(raw["name"], file, place), tuple(raw["observed"]), minutes, days, years, for_life, raw.get("times", 1),
        before, after, status_of(raw["status"], file, place), raw["source"],
    )  # fmt: skip


def _numbers(raw: list[Any], file: str, place: str) -> tuple[int, ...]:
    if not all(type(each) is int for each in raw):
        raise refused(file, place, f"{raw}"[:80])
    return tuple(raw)
