"""The table of elements (``resources/casereport/elements.toml``): what each may hold, what is needed, what goes together."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.vigilance.tables import check_keys, parsed, refused

_FILE: Mapping[str, type] = {"version": str, "source": str, "element": list, "pair": list, "needs": list, "order": list, "precise": list}
_ELEMENT: Mapping[str, type] = {"number": str, "name": str, "kind": str, "most": int, "values": list, "required": bool, "null": list}
KINDS = ("AN", "A", "N", "Date/Time", "Boolean", "B64")


@dataclass(frozen=True, slots=True)
class Element:
    """One element: number, name, kind (one of ``KINDS``), greatest length in characters (0: none), values (none: free), null flavours."""

    number: str
    name: str
    kind: str
    most: int
    values: tuple[str, ...]
    required: bool
    null: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elements:
    """The table: elements by number, and the rules between two of them."""

    version: str
    source: str
    by_number: Mapping[str, Element]
    pairs: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str], ...]
    order: tuple[tuple[str, str], ...]
    precise: tuple[str, ...]


def elements_of(text: str, file: str = "elements") -> Elements:
    """The table in ``text``. ``Refused`` with file and place where it is wrong."""
    raw = parsed(text, file)
    check_keys(raw, _FILE, set(_FILE), file, file)
    found: dict[str, Element] = {}
    for each in raw["element"]:
        place = str(each.get("number", "element")) if isinstance(each, dict) else "element"
        check_keys(each, _ELEMENT, {"number", "name", "kind"}, file, place)
        if each["kind"] not in KINDS or place in found:
            raise refused(file, place, "kind" if place not in found else "twice")
        values, null = (tuple(map(str, each.get(key, ()))) for key in ("values", "null"))
        found[place] = Element(place, each["name"], each["kind"], each.get("most", 0), values, each.get("required", False), null)
    precise = tuple(map(str, raw["precise"]))
    unknown = set(precise) - found.keys()
    if unknown:
        raise refused(file, "precise", ", ".join(sorted(unknown)))
    pairs, needs, order = (_pairs(raw[key], key, found, file) for key in ("pair", "needs", "order"))
    return Elements(raw["version"], raw["source"], found, pairs, needs, order, precise)


def _pairs(raw: list[Any], key: str, found: Mapping[str, Element], file: str) -> tuple[tuple[str, str], ...]:
    for each in raw:
        if not isinstance(each, list) or len(each) != 2 or any(number not in found for number in each):
            raise refused(file, key, str(each))
    return tuple((first, second) for first, second in raw)
