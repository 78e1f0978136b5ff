"""What a case report must say to be a report: our own rules, since the schemas let most mistakes pass. Findings name element and place.

The table of elements says what each may hold (elements.py); the rules between records stand here. A finding's ``where`` is the element with the
numbers of its repetitions: ``G.k.4.r.7 [1.2]`` is the second dose of the first product.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.vigilance.casereport import layout
from workbench.vigilance.casereport.elements import Element, Elements
from workbench.vigilance.casereport.layout import Group
from workbench.vigilance.casereport.records import CaseReport, Message, Null, PartialTime, Unread
from workbench.vigilance.casereport.writing_values import text_of

GUIDE, TRACE = "ICH E2B(R3)", "EU GVP P.II (biological products): name and batch number"
_SHOWN = 60
MOST_DOCUMENT = 7_000_000
"""The largest document, in bytes, that goes along: in a message it is a third longer, and readers refuse a text of more than ten million characters."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEDDRA = ("E.i.2.1a", "E.i.2.1b")
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "country": re.compile("[A-Z]{2}"), "language": re.compile("[a-z]{3}"), "version": re.compile(r"\d{1,2}\.\d"), "code": re.compile(r"\d{8}", re.ASCII),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What one record says: element to value, and the repetitions that lead to it."""

    values: Mapping[str, Any]
    names: Mapping[str, str]
    at: tuple[int, ...]


def check(message: Message, table: Elements) -> tuple[Finding, ...]:
    """Every finding about ``message``, case by case. Those that stop keep it from being sent."""
    found = list(_of_lines(_said(message, layout.MESSAGE, ()), table))
    if not message.cases:
        found.append(stops("casereport.none-of", GUIDE, where="N.2", element="N.2"))
    for number, case in enumerate(message.cases, 1):
        at = (number,) if len(message.cases) > 1 else ()
        for said in _walk(case, layout.CASE, at):
            found += _of_lines(said, table)
            found += _between(said, table)
        found += _of_case(case, at, table)
    return tuple(found)


def _said(record: Any, group: Group, at: tuple[int, ...]) -> _Said:
    lines = [line for line in group.lines if line.element]
    return _Said({line.element: getattr(record, line.name) for line in lines}, {line.element: line.name for line in lines}, at)


def _walk(record: Any, group: Group, at: tuple[int, ...]) -> Iterator[_Said]:
    yield _said(record, group, at)
    if group is layout.DRUG:
        yield _Said({"G.k.1": record.role}, {"G.k.1": "role"}, at)
    for field, part in group.parts.items():
        below = getattr(record, field)
        if part.many:
            for number, each in enumerate(below, 1):
                yield from _walk(each, part, (*at, number))
        elif below is not None or field != "study":
            # A sender and a patient there must be: what they lack is named element by element.
            yield from _walk(part.record() if below is None else below, part, at)


def place(element: str, at: tuple[int, ...]) -> str:
    """``element`` with the numbers of its repetitions."""
    return f"{element} [{'.'.join(map(str, at))}]" if at else element


def _of_lines(said: _Said, table: Elements) -> Iterator[Finding]:
    for number, value in said.values.items():
        element = table.by_number.get(number)
        if element is not None:
            yield from _of_value(element, said.names[number], value, place(number, said.at), number in table.precise)


def _of_value(element: Element, name: str, value: Any, where: str, precise: bool) -> Iterator[Finding]:
    facts = {"element": where, "name": element.name}
    if value is None or value == "":
        if element.number in _MEDDRA:
            yield stops("casereport.no-meddra", "MedDRA licence; ICH E2B(R3) E.i.2.1", where=where, **facts)
        elif element.required:
            yield stops("casereport.missing", GUIDE, where=where, **facts)
        return
    if isinstance(value, Null):
        if value.flavour not in element.null:
            yield stops("casereport.null", GUIDE, where=where, flavour=value.flavour, allowed=", ".join(element.null) or "-", **facts)
        return
    if isinstance(value, bytes) and len(value) > MOST_DOCUMENT:
        yield stops("casereport.document", "size of a message", where=where, size=str(len(value)), most=str(MOST_DOCUMENT), **facts)
        return
    text = text_of(value)
    facts["said"] = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if isinstance(value, Unread):
        yield stops("casereport.value", GUIDE, where=where, **facts)
        return
    if isinstance(value, str) and _FORBIDDEN.search(text):
        facts["said"] = _FORBIDDEN.sub("?", facts["said"])
        yield stops("casereport.characters", "XML 1.0, 2.2", where=where, **facts)
    if element.most and len(text) > element.most:
        yield stops("casereport.too-long", GUIDE, where=where, most=str(element.most), length=str(len(text)), **facts)
    if element.values and text not in element.values:
        yield stops("casereport.not-in-list", GUIDE, where=where, values=", ".join(element.values), **facts)
    elif not element.values and not _fits(element, name, value):
        yield stops("casereport.value", GUIDE, where=where, **facts)
    if precise and not isinstance(value, datetime) and not (isinstance(value, PartialTime) and len(re.split(r"[+-]", value.digits)[0]) >= 14):
        yield stops("casereport.imprecise", GUIDE, where=where, **facts)


def _fits(element: Element, name: str, value: Any) -> bool:
    """Whether a value is of the kind that its element asks for; codes by what they are codes of."""
    if isinstance(value, Decimal):
        return value.is_finite() and (value >= 0 or element.number == "F.r.3.2")
    if not isinstance(value, str):
        return True
    last = name.rpartition("_")[2]
    if "meddra" in name or last in ("country", "language"):
        return _PATTERNS[last].fullmatch(value) is not None
    return element.kind != "N" or value.isdecimal()


def _between(said: _Said, table: Elements) -> Iterator[Finding]:
    values = said.values
    there = {number for number, value in values.items() if value is not None and value != ""}
    for first, second in table.pairs:
        if first in values and second in values and (first in there) != (second in there) and first not in _MEDDRA:
            here, lacking = (first, second) if first in there else (second, first)
            yield _half(here, lacking, said, table)
    for first, second in table.needs:
        if first in there and second in values and second not in there:
            yield _half(first, second, said, table)
    for first, second in table.order:
        if first in there and second in there and _later(values[first], values[second]):
            yield stops("casereport.order", GUIDE, where=place(first, said.at), element=place(first, said.at), other=place(second, said.at),
                        said=text_of(values[first]), late=text_of(values[second]))  # fmt: skip


def _half(here: str, lacking: str, said: _Said, table: Elements) -> Finding:
    where = place(lacking, said.at)
    return stops("casereport.half", GUIDE, where=where, element=where, name=table.by_number[lacking].name, other=place(here, said.at))


def _later(first: Any, second: Any) -> bool:
    """Whether a time is surely later than another, whatever their zones and their missing digits are."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first > second
    if not all(isinstance(each, datetime | PartialTime) for each in (first, second)):
        return False
    one, other = (re.split(r"[+-]", text_of(each))[0][:8] for each in (first, second))
    width = min(len(one), len(other))
    if width < 8 or one[:width] <= other[:width]:
        return one[:width] > other[:width]
    # Two whole days of which the zones are not both known: a day apart may be the same day.
    return datetime.strptime(one, "%Y%m%d") - datetime.strptime(other, "%Y%m%d") > timedelta(days=1)  # noqa: DTZ007 - days, compared with days


def _of_case(case: CaseReport, at: tuple[int, ...], table: Elements) -> Iterator[Finding]:
    for element, kept in (("E.i", case.reactions), ("G.k", case.drugs), ("C.2.r", case.reporters)):
        if not kept:
            yield stops("casereport.none-of", GUIDE, where=place(element, at), element=place(element, at))
    primary = [each for each in case.reporters if each.primary == "1"]
    if case.reporters and len(primary) != 1:
        yield stops("casereport.primary", GUIDE, where=place("C.2.r.5", at), element=place("C.2.r.5", at), count=str(len(primary)))
    for flag, held, element, listed in (
        (case.documents_available, case.documents, "C.1.6.1", "C.1.6.1.r"), (case.other_identifiers_exist, case.other_identifiers, "C.1.9.1", "C.1.9.1.r"),
    ):  # fmt: skip
        if (flag is True) != bool(held) and not isinstance(flag, Unread):
            yield stops("casereport.listed", GUIDE, where=place(element, at), element=place(element, at), listed=place(listed, at))
    yield from _lacking(case, at, table)
    yield from _of_reactions(case, at)
    yield from _of_drugs(case, at)


def _lacking(case: CaseReport, at: tuple[int, ...], table: Elements) -> Iterator[Finding]:
    """Elements that are needed because of what other records say, or do not say."""
    lacking: list[tuple[str, tuple[int, ...]]] = []
    if case.report_type == "2" and (case.study is None or not case.study.type):
        lacking.append(("C.5.4", at))
    if case.sender is not None and case.sender.type != "7" and not case.sender.organisation:
        lacking.append(("C.3.2", at))
    patient = case.patient
    if patient is not None:
        if not patient.history and not patient.history_text:
            lacking.append(("D.7.2", at))
        lacking += [("D.8.r.1", (*at, number)) for number, each in enumerate(patient.past_drugs, 1) if not each.name]
    for number, test in enumerate(case.tests, 1):
        if not test.name and not test.meddra_code:
            lacking.append(("F.r.2.1", (*at, number)))
        if test.result is None and not test.result_code and not test.result_text:
            lacking.append(("F.r.3.4", (*at, number)))
    for element, numbers in lacking:
        yield stops("casereport.missing", GUIDE, where=place(element, numbers), element=place(element, numbers), name=table.by_number[element].name)
    versions = _versions(case, layout.CASE)
    if len(versions) > 1:
        where = place("E.i.2.1a", at)
        yield stops("casereport.versions", GUIDE, where=where, element=where, versions=", ".join(sorted(versions)))


def _versions(record: Any, group: Group) -> set[str]:
    """Every MedDRA version that a case names: it may be one only."""
    found = {str(said) for line in group.lines if "meddra_version" in line.name and isinstance(said := getattr(record, line.name), str) and said}
    for field, part in group.parts.items():
        below = getattr(record, field)
        for each in below if part.many else (below,):
            if each is not None:
                found |= _versions(each, part)
    return found


def _of_reactions(case: CaseReport, at: tuple[int, ...]) -> Iterator[Finding]:
    for number, each in enumerate(case.reactions, 1):
        here = (*at, number)
        if not each.verbatim and not each.translated:
            yield finding("casereport.no-verbatim", Severity.DECIDES, GUIDE, where=place("E.i.1", here), element=place("E.i.1", here))
        if each.outcome == "5" and each.death is not True:
            where = place("E.i.3.2a", here)
            yield finding("casereport.fatal", Severity.DECIDES, GUIDE, where=where, element=where, outcome=place("E.i.7", here))
    keys = Counter([each.key for each in case.reactions] + [each.key for each in case.drugs])
    for key in sorted("–" if each is None else text_of(each) for each, count in keys.items() if each is None or count > 1):
        yield stops("casereport.key", GUIDE, where=place("E.i, G.k", at), element=place("E.i, G.k", at), key=key)
    known = {each.key for each in case.reactions} | {each.key for each in case.drugs}
    meant = [key for judged in case.relatedness for key in (judged.reaction, judged.drug)]
    for drug in case.drugs:
        meant += [interval.reaction for interval in (*drug.since_start, *drug.since_last)] + [again.reaction for again in drug.recurrences]
    for unknown in (key for key in meant if key is not None and key not in known):
        yield stops("casereport.unknown-key", GUIDE, where=place("G.k.9.i", at), element=place("G.k.9.i", at), key=text_of(unknown))


def _of_drugs(case: CaseReport, at: tuple[int, ...]) -> Iterator[Finding]:
    if case.drugs and not any(each.role in ("1", "3", "4") for each in case.drugs):
        yield stops("casereport.no-suspect", GUIDE, where=place("G.k.1", at), element=place("G.k.1", at))
    for number, each in enumerate(case.drugs, 1):
        if each.role in ("1", "3") and not any(dose.batch_lot for dose in each.doses):
            where = place("G.k.4.r.7", (*at, number))
            yield finding("casereport.no-batch", Severity.DECIDES, TRACE, where=where, element=where, product=text_of(each.name or "?"))
