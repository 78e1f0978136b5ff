"""How a record type is kept: the name of its table or view, its shape, and its key. What only making tables needs is in ``tables.py``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, cast

from workbench.kernel.plain import Shape
from workbench.kernel.values import Fact, Listed

FILES = ("content",)
"""Columns that hold whole papers, labels and attached files: these are not held in memory."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one record type is kept: its table or view, its shape, whether no row of it ever changes, and the column of its key."""

    name: str
    shape: Shape[Any]
    fact: bool
    key: str


class _AsAskedFor(dict[type, Kept]):
    """Each record type as it is kept, worked out when it is first asked for: a start asks for few of them."""

    def __missing__(self, record: type) -> Kept:
        names = [each.name for each in fields(cast(Any, record))]
        made = Kept(snake(record.__name__), Shape(record), issubclass(record, Fact | Listed), "id" if "id" in names else names[0])
        self[record] = made
        return made


def snake(name: str) -> str:
    """``StepMark`` as a table is called: ``step_mark``."""
    return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


def quoted(name: str) -> str:
    """A name as it must stand in hand-written SQL: ``order`` and ``key`` are words of the language."""
    return f'"{name}"'


KEPT = _AsAskedFor()
