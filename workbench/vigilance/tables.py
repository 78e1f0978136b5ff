"""What the table files of vigilance have in common: how they are read, and what their facts rest on."""
from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any

from workbench.kernel.findings import Finding, Refused, Severity, finding, stops


class Status(Enum):
    """What a line rests on. Only what was read is shown as a fact; the rest says what it is wherever it is used."""

    READ = "read"
    READ_BEFORE = "read of an earlier text"
    FROM_MEMORY = "from memory"
    OURS = "design choice"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    en: str
    ru: str


def unverified(status: Status, source: str, where: str) -> tuple[Finding, ...]:
    """The finding that a line was not read in its source, for whoever is shown it."""
    if status is Status.READ:
        return ()
    code = "vigilance.our-choice" if status is Status.OURS else "vigilance.earlier-text" if status is Status.READ_BEFORE else "vigilance.from-memory"
    return (finding(code, Severity.TELLS, source, where=where, line=where),)


def refused(file: str, place: str, reason: str) -> Refused:
    """The refusal of a table file, with the place and what is wrong there."""
    return Refused((stops("grading.table-wrong", "resources/grading/README.md", where=f"{file}: {place}", file=file, place=place, reason=reason),))


def parsed(text: str, file: str) -> dict[str, Any]:
    """The TOML in ``text``, its fractions as decimals."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise refused(file, "TOML", str(error)) from error


def check_keys(raw: Any, kinds: Mapping[str, type | UnionType], needed: set[str], file: str, place: str) -> None:
    """``Refused`` when ``raw`` is no table, lacks a ``needed`` key, or has one that is not in ``kinds`` or of another kind."""
    if not isinstance(raw, dict):
        raise refused(file, place, "no table")
    for name in sorted(needed - raw.keys()):
        raise refused(file, place, f"{name}: missing")
    for name, value in raw.items():
        if name not in kinds or not isinstance(value, kinds[name]) or (isinstance(value, bool) and kinds[name] is not bool):
            raise refused(file, place, name)


def text_of(raw: Any, file: str, place: str) -> Text:
    """A text in both languages, both of them said."""
    if not isinstance(raw, dict) or set(raw) != {"en", "ru"} or not all(isinstance(each, str) and each.strip() for each in raw.values()):
        raise refused(file, place, "en, ru")
    return Text(raw["en"], raw["ru"])


def status_of(raw: Any, file: str, place: str) -> Status:
    """What a line rests on."""
    try:
        return Status(raw)
    except ValueError as error:
        raise refused(file, place, f"status: {raw}") from error
