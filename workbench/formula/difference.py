"""What a new version of a formula changes: every place that says something else, and everything that stands elsewhere in its row."""
from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workbench.formula.grammar import COUNTED, END
from workbench.formula.lineup import lineup
from workbench.formula.reading import formula_of

COUNTS = "formula.contents"
"""Follows from the rest: a change of it alone says nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place (``step.feed.field.feed_volume.action``) and what it said and says; empty where it was not, or is no more.

    For what stands elsewhere the place is ``order.step.feed``, and the texts name what it came and comes after: ``wash → feed``.
    """

    place: str
    was: str
    now: str


def difference(old: str, new: str) -> tuple[Change, ...]:
    """Every change from the text ``old`` to the text ``new``: in the order of the new file, removed places, then what was moved.

    ``Refused`` when one of the texts is no formula.
    """
    before, after = _flat(old), _flat(new)
    found = [Change(place, before.get(place, ""), text) for place, text in after.items() if before.get(place) != text]
    found += [Change(place, text, "") for place, text in before.items() if place not in after]
    rows_before, rows_after = dict(_rows(old)), dict(_rows(new))
    for row, names in rows_after.items():
        found += _moved(row, rows_before.get(row, ()), names)
    return tuple(found)


def _tables(text: str) -> dict[str, Any]:
    formula_of(text)
    return tomllib.loads(text, parse_float=Decimal)


def _flat(text: str) -> dict[str, str]:
    return {place: said for place, said in gathered(_tables(text)).items() if not place.startswith(COUNTS)}


def gathered(tables: Mapping[str, Any]) -> dict[str, str]:
    """Everything that a file says, as text by its place (``step.feed.done_by``), in the order of the file."""
    found: dict[str, str] = {}
    _gather(tables, "", found)
    return found


def _gather(value: Any, place: str, found: dict[str, str]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _gather(inner, f"{place}.{name}" if place else name, found)
    elif isinstance(value, list):
        found[place] = ", ".join(str(each) for each in value)
    else:
        found[place] = str(value).lower() if isinstance(value, bool) else str(value)


def _rows(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Everything that stands in an order: sections as they are written, steps as they are worked, the fields of each step."""
    raw: Mapping[str, Any] = _tables(text)
    for section in COUNTED:
        if section not in ("step", "field", END):
            yield f"order.{section}", tuple(raw.get(section, {}))
    yield "order.step", tuple(step.name for plan in lineup(formula_of(text)) for step in plan.steps)
    for name, step in raw["step"].items():
        yield f"order.step.{name}.field", tuple(step.get("field", {}))


def _moved(row: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The fewest names that were taken out of the row and put back elsewhere."""
    was = [each for each in before if each in set(after)]
    now = [each for each in after if each in set(before)]
    stayed = _longest_run([was.index(each) for each in now])
    for place, name in enumerate(now):
        if was.index(name) not in stayed:
            yield Change(f"{row}.{name}", _behind(was, was.index(name)), _behind(now, place))


def _behind(names: Sequence[str], at: int) -> str:
    return f"{names[at - 1] if at else '…'} → {names[at]}"


def _longest_run(numbers: Sequence[int]) -> frozenset[int]:
    """A longest rising run within ``numbers`` (patience sorting): what stands as it stood."""
    tops: list[int] = []
    behind: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tops, number)
        behind[number] = tops[at - 1] if at else None
        tops[at : at + 1] = [number]
    found: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = behind[last]
    return frozenset(found)
