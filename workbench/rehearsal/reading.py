"""From a text of JSON to frozen records, strictly: what is not known, missing, or of another sort is refused with its place."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from workbench.kernel.findings import Unavailable

R = TypeVar("R")
LONGEST = 5_000_000


def unreadable(place: str, reason: str) -> Unavailable:
    """What is raised for a case that cannot be read."""
    return Unavailable("rehearsal.unreadable", f"{place}: {reason}")


def objects(text: str, place: str) -> Any:
    """The JSON in ``text``; the same key twice is refused, and so are numbers where a person would type."""
    if len(text) > LONGEST:
        raise unreadable(place, "too long")
    try:
        return json.loads(text, object_pairs_hook=_once)
    except RecursionError as fault:
        raise unreadable(place, "nested too deep") from fault
    except ValueError as fault:
        raise unreadable(place, str(fault)) from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice")
        found[key] = value
    return found


def record(kind: type[R], value: Any, place: str) -> R:
    """``value`` as a record of ``kind``; its keys are the fields of the record, no more and no less."""
    if not isinstance(value, dict):
        raise unreadable(place, "an object is expected")
    known = {each.name: each for each in fields(cast(Any, kind))}
    hints = get_type_hints(kind)
    for key in value:
        if key not in known:
            raise unreadable(f"{place}.{key}", f"not known; known are {', '.join(known)}")
    made: dict[str, Any] = {}
    for name, each in known.items():
        if name in value:
            made[name] = _value(hints[name], value[name], f"{place}.{name}")
        elif each.default is MISSING and each.default_factory is MISSING:
            raise unreadable(f"{place}.{name}", "missing")
    return kind(**made)


def _value(hint: Any, value: Any, place: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(next(each for each in inner if each is not type(None)), value, place)
    if origin is tuple:
        return tuple(_value(inner[0], each, f"{place}[{at}]") for at, each in enumerate(_of(list, value, place, "a list is expected")))
    if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
        held = _of(dict, value, place, "an object is expected")
        return types.MappingProxyType({key: _value(inner[1], each, f"{place}.{key}") for key, each in held.items()})
    if is_dataclass(hint):
        return record(cast(type[Any], hint), value, place)
    if hint in (int, bool):
        if type(value) is not hint:
            raise unreadable(place, "a whole number is expected" if hint is int else "true or false is expected")
        return value
    text = _of(str, value, place, "text is expected, also where it is a number: it is played as it is typed")
    return _of_text(hint, text, place)


def _of(kind: type[Any], value: Any, place: str, reason: str) -> Any:
    if not isinstance(value, kind):
        raise unreadable(place, reason)
    return value


def _of_text(hint: Any, text: str, place: str) -> Any:
    try:
        if hint is datetime:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                raise unreadable(place, f"{text} has no zone")
            return moment
        if hint is date:
            return date.fromisoformat(text)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(text)
    except ValueError as fault:
        raise unreadable(place, str(fault)) from fault
    return text
