"""Scales that a clinician grades: infusion-related reaction, and the haemophagocytic syndrome IEC-HS. The workbench grades neither.

What stands in their tables is there to be looked at; where it is from memory it says so, and is never shown as a fact.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.kernel.findings import Finding, Refused, Severity, finding, stops
from workbench.vigilance.grading.grade import Grade
from workbench.vigilance.tables import Status, Text, check_keys, parsed, refused, status_of, text_of


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a checklist. ``required``: without it the syndrome is not thought of."""

    key: str
    text: Text
    required: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """A scale for the clinician: the items to look at, and what each grade means."""

    scale: str
    version: str
    name: Text
    items: tuple[Item, ...]
    grades: tuple[tuple[int, Text], ...]
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at (item to yes, no or unknown) and the grade that the clinician gives, with the reason."""

    found: Mapping[str, bool | None]
    grade: int | None
    by: str
    reason: str


def unread(checklist: Checklist) -> tuple[Finding, ...]:
    """What has to stand beside a checklist that was not read in its source."""
    if checklist.status is Status.READ:
        return ()
    return (finding("grading.checklist-unread", Severity.TELLS, checklist.source, where=checklist.scale),)


def grade(checklist: Checklist, looked: Looked) -> Grade:
    """The clinician's grade as it is kept. ``Refused`` for a grade that the scale has not, without a reason, or with an item it has not."""
    levels = [level for level, _ in checklist.grades]
    wrong = []
    if looked.grade is not None and looked.grade not in levels:
        low, high = str(min(levels)), str(max(levels))
        wrong.append(stops("grading.clinician-grade", checklist.source, where="grade", low=low, high=high, value=str(looked.grade)))
    if looked.grade is not None and not (looked.reason.strip() and looked.by.strip()):
        wrong.append(stops("grading.clinician-reason", checklist.source, where="reason"))
    known = {each.key for each in checklist.items}
    wrong += [stops("grading.checklist-item", checklist.source, where=key, item=key) for key in looked.found if key not in known]
    if wrong:
        raise Refused(wrong)
    code = "grading.clinician-awaited" if looked.grade is None else "grading.clinician-graded"
    told = finding(code, Severity.DECIDES if looked.grade is None else Severity.TELLS, checklist.source, where=checklist.scale)
    inputs = [(each.key, _said(looked.found.get(each.key))) for each in checklist.items]
    inputs += [("by", looked.by), ("reason", looked.reason)]
    return Grade(checklist.scale, looked.grade, (told, *unread(checklist)), f"{checklist.scale} {checklist.version}", tuple(inputs))


def _said(given: bool | None) -> str:
    return "unknown" if given is None else "yes" if given else "no"


def checklists_of(texts: Mapping[str, str]) -> dict[str, Checklist]:
    """Scale to checklist, of the files in ``texts`` that are no edition of CTCAE."""
    lists = [checklist_of(texts[file], file) for file in sorted(texts) if not file.startswith("ctcae-")]
    return {each.scale: each for each in lists}


def checklist_of(text: str, file: str) -> Checklist:
    """The checklist that ``text`` says; ``Refused`` naming what is wrong with it."""
    raw = parsed(text, file)
    kinds: Mapping[str, type] = {"scale": str, "version": str, "name": dict, "status": str, "source": str, "item": list, "grade": list}
    check_keys(raw, kinds, set(kinds) - {"item"}, file, file)
    items = []
    for each in raw.get("item", []):
        check_keys(each, {"key": str, "text": dict, "required": bool}, {"key", "text"}, file, "item")
        items.append(Item(each["key"], text_of(each["text"], file, each["key"]), each.get("required", False)))
    grades = []
    for each in raw["grade"]:
        check_keys(each, {"grade": int, "text": dict}, {"grade", "text"}, file, "grade")
        grades.append((each["grade"], text_of(each["text"], file, str(each["grade"]))))
    if not grades or len({level for level, _ in grades}) < len(grades) or len({each.key for each in items}) < len(items):
        raise refused(file, "item, grade", "twice")
    status = status_of(raw["status"], file, "status")
    in_order = tuple(sorted(grades, key=lambda each: each[0]))
    return Checklist(raw["scale"], raw["version"], text_of(raw["name"], file, "name"), tuple(items), in_order, status, raw["source"])
