"""The JSON Schema of a case, told from its records: so that the schema in tests/cases/schema/ and the reader cannot part ways."""
from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from workbench.rehearsal.acts import ACTS, Act
from workbench.rehearsal.case import Case

MOMENT = {"type": "string", "format": "date-time", "description": "ISO 8601 with an offset"}
DAY = {"type": "string", "format": "date"}


def schema() -> dict[str, Any]:
    """The whole schema (2020-12)."""
    defs: dict[str, Any] = {}
    head = _object(Case, defs, skip={"play"})
    head["properties"] = {"$schema": {"type": "string"}} | head["properties"] | {"play": _play()}
    head["required"].append("play")
    for name, kind in ACTS.items():
        defs[f"act.{name}"] = _act(name, kind, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "case.schema.json",
        "title": "A case of the rehearsal",
        **head,
        "$defs": dict(sorted(defs.items())),
    }


def _play() -> dict[str, Any]:
    return {"type": "array", "description": "What people do, in the order of time.", "items": {
        "type": "object", "required": ["act"], "properties": {"act": {"enum": list(ACTS)}},
        "allOf": [
            {"if": {"properties": {"act": {"const": name}}}, "then": {"$ref": f"#/$defs/act.{name}"}} for name in ACTS
        ],
    }}


def _act(name: str, kind: type[Act], defs: dict[str, Any]) -> dict[str, Any]:
    made = _object(kind, defs)
    made["properties"] = {"act": {"const": name}} | made["properties"]
    made["required"] = ["act", *made["required"]]
    return made


def _object(kind: type, defs: dict[str, Any], skip: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
    hints = get_type_hints(kind)
    own = [each for each in fields(kind) if each.name not in skip]
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()).replace("``", ""),
        "properties": {each.name: _of(hints[each.name], defs) for each in own},
        "required": [each.name for each in own if each.default is MISSING and each.default_factory is MISSING],
        "additionalProperties": False,
    }


def _of(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _of(next(each for each in inner if each is not type(None)), defs)
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0], defs)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(inner[1], defs)}
    if is_dataclass(hint):
        name = hint.__name__
        if name not in defs:
            defs[name] = {}
            defs[name] = _object(hint, defs)
        return {"$ref": f"#/$defs/{name}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    return {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}, datetime: MOMENT, date: DAY}[hint]
