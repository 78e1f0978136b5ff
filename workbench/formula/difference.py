"""What a new version of a formula changes: every place that says something else, and every step that stands elsewhere in the order of work."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workbench.formula.lineup import lineup
from workbench.formula.reading import formula_of


@dataclass(frozen=True, slots=True)
class Change:
    """One place (``step.feed.field.feed_volume.action``) and what it said and says; empty where it was not, or is no more."""

    place: str
    was: str
    now: str


def difference(old: str, new: str) -> tuple[Change, ...]:
    """Every change from the text ``old`` to the text ``new``, in the order of the new file, removed places last; then the order of work.

    ``Refused`` when one of the texts is no formula.
    """
    before, after = _flat(old), _flat(new)
    found = [Change(place, before.get(place, ""), text) for place, text in after.items() if before.get(place) != text]
    found += [Change(place, text, "") for place, text in before.items() if place not in after]
    order_before, order_after = _order(old), _order(new)
    kept = set(order_before) & set(order_after)
    if [each for each in order_before if each in kept] != [each for each in order_after if each in kept]:
        found.append(Change("order of work", " → ".join(order_before), " → ".join(order_after)))
    return tuple(found)


def _flat(text: str) -> dict[str, str]:
    formula_of(text)
    found: dict[str, str] = {}
    _gather(tomllib.loads(text, parse_float=Decimal), "", found)
    return found


def _gather(value: Any, place: str, found: dict[str, str]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _gather(inner, f"{place}.{name}" if place else name, found)
    elif isinstance(value, list):
        found[place] = ", ".join(str(each) for each in value)
    else:
        found[place] = str(value).lower() if isinstance(value, bool) else str(value)


def _order(text: str) -> list[str]:
    return [step.name for plan in lineup(formula_of(text)) for step in plan.steps]
