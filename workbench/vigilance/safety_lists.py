"""The safety lists of a product: their file, and which of the approved versions a report is compared with."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workbench.kernel.ports import Reader
from workbench.vigilance.records import ListStatus, SafetyListVersion, SafetyReport
from workbench.vigilance.seriousness import Expected, SafetyList
from workbench.vigilance.tables import check_keys, parsed, refused

_LIST: Mapping[str, type] = {"product": str, "valid_from": date, "term": list}
_TERM: Mapping[str, type] = {"term": str, "worst_grade": int}
GRADES = range(1, 6)
"""Grades that a list may name."""


def list_of(text: str, file: str, version: str = "") -> SafetyList:
    """The list that a file says: ``product`` (a formula's code), ``valid_from`` (a day), and ``[[term]]`` with ``term`` and, where only
    that is expected, ``worst_grade`` (1 to 5). Refused with file and place."""
    raw = parsed(text, file)
    check_keys(raw, _LIST, set(_LIST), file, file)
    if isinstance(raw["valid_from"], datetime):
        raise refused(file, "valid_from", "a day, without a time")
    lines = tuple(_line(each, file) for each in raw["term"])
    terms = [" ".join(each.term.casefold().split()) for each in lines]
    if twice := sorted({each for each in terms if terms.count(each) > 1}):
        raise refused(file, ", ".join(twice), "twice")
    if not lines:
        raise refused(file, "term", "none")
    return SafetyList(raw["product"], version, raw["valid_from"], lines)


def _line(raw: Any, file: str) -> Expected:
    place = str(raw.get("term", "term")) if isinstance(raw, dict) else "term"
    check_keys(raw, _TERM, {"term"}, file, place)
    worst = raw.get("worst_grade")
    if not raw["term"].strip() or (worst is not None and worst not in GRADES):
        raise refused(file, place, "term, worst_grade: 1 to 5")
    return Expected(" ".join(raw["term"].split()), worst)


def code_of(product: str) -> str:
    """The code of the formula that a report names by its version (``PROBE.1``); what it says itself where it names none."""
    code, _, version = product.rpartition(".")
    return code if version.isdigit() else product


def lists_for(reader: Reader, product: str) -> tuple[SafetyList, ...]:
    """The approved lists of a report's product, the newest version first: of two that begin on one day, the newer one counts."""
    found = reader.find(SafetyListVersion, {"name": code_of(product), "status": ListStatus.APPROVED}, sort="-version")
    return tuple(SafetyList(product, each.id, made.valid_from, made.lines) for each in found for made in (list_of(each.text, each.id),))


def onset_day(report: SafetyReport, zone: str) -> date:
    """The day whose list counts, on the clocks of ``zone``: of the onset, or of the receipt where that is not known."""
    return (report.onset or report.received).astimezone(ZoneInfo(zone)).date()


def in_force(lists: tuple[SafetyList, ...], day: date) -> SafetyList | None:
    """The list that counts on ``day``, chosen as ``seriousness.expected`` chooses it."""
    return max((each for each in lists if each.valid_from <= day), key=lambda each: each.valid_from, default=None)
