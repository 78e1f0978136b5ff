"""Reads the file of a form. What is wrong in it is refused with file and place."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.documents.blocks import WIDE
from workbench.documents.forms import Choice, Form, FormBox, FormRow
from workbench.vigilance.tables import Text, check_keys, parsed, refused, status_of, text_of

_FORM: Mapping[str, type] = {"code": str, "version": str, "status": str, "source": str, "name": dict, "note": dict, "row": list}
_ROW: Mapping[str, type] = {"part": dict, "box": list}
_BOX: Mapping[str, type] = {"number": str, "name": dict, "value": str, "width": int, "lines": int, "choices": list}
LINES = 2
"""Lines of a box that does not say how many it has room for."""


def form_of(text: str, file: str, values: frozenset[str]) -> Form:
    """The form in ``text``; ``values`` are the names of what can stand in a box."""
    raw = parsed(text, file)
    check_keys(raw, _FORM, set(_FORM), file, file)
    rows = tuple(_row(each, file, f"row {n}", values) for n, each in enumerate(raw["row"], 1))
    return Form(
        raw["code"], raw["version"], text_of(raw["name"], file, "name"), text_of(raw["note"], file, "note"), status_of(raw["status"], file, "status"),
        raw["source"], rows,
    )  # fmt: skip


def _row(raw: Any, file: str, place: str, values: frozenset[str]) -> FormRow:
    check_keys(raw, _ROW, {"box"}, file, place)
    boxes = tuple(_box(each, file, f"{place}, box {n}", values) for n, each in enumerate(raw["box"], 1))
    if sum(each.width for each in boxes) > WIDE:
        raise refused(file, place, f"width: more than {WIDE:g} mm")
    return FormRow(text_of(raw["part"], file, place) if "part" in raw else None, boxes)


def _box(raw: Any, file: str, place: str, values: frozenset[str]) -> FormBox:
    check_keys(raw, _BOX, {"name", "value", "width"}, file, place)
    lines = raw.get("lines", LINES)
    if raw["value"] not in values or raw["width"] < 1 or lines < 1:
        raise refused(file, place, "value, width, lines")
    choices = tuple(_choice(each, file, place) for each in raw.get("choices", []))
    return FormBox(raw.get("number", ""), text_of(raw["name"], file, place), raw["value"], raw["width"], lines, choices)


def _choice(raw: Any, file: str, place: str) -> Choice:
    if not isinstance(raw, list) or len(raw) != 3 or not all(isinstance(each, str) and each for each in raw):
        raise refused(file, place, "choices")
    return Choice(raw[0], Text(raw[1], raw[2]))
