"""What may stand in an input: numbers of a unit in human range, whole numbers, yes or no, words. Typed values and cells of a file alike.

Each function answers with what was meant, with ``None`` where nothing was given, or with a ``Problem`` that says what is wrong.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from workbench.calculation.numbers import MOST_DIGITS, read_number
from workbench.calculation.units import convert
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.vigilance.grading.grade import Problem, problem

T = TypeVar("T")
HUMAN = "observations within human range"
YES, NO = ("1", "yes", "true", "y"), ("0", "no", "false", "n")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file of observations: its header, and what a cell of it says. Without a ``needed`` column there is nothing to grade.

    With headers ``beside`` it, ``read`` takes the cells of all of them together, as a tuple.
    """

    name: str
    read: Callable[[Any], Any]
    needed: bool = False
    beside: tuple[str, ...] = ()


def within(field: str, given: Decimal | Problem | None, low: str, high: str, unit: str = "") -> Decimal | Problem | None:
    """``given`` when it lies from ``low`` to ``high`` (in ``unit``, which is only told)."""
    if given is None or isinstance(given, Problem):
        return given
    if not Decimal(low) <= given <= Decimal(high):
        shown = [f"{each} {unit}".rstrip() for each in (f"{given:f}", low, high)]
        return problem("grading.impossible", field, HUMAN, value=shown[0], low=shown[1], high=shown[2])
    return given


def measured(field: str, given: Quantity | Problem | None, unit: str, low: str, high: str) -> Decimal | Problem | None:
    """The number of ``given`` in ``unit`` when it lies from ``low`` to ``high``; a unit that is missing or cannot become it is a problem."""
    if given is None or isinstance(given, Problem):
        return given
    if not given.unit:
        return problem("grading.unit-missing", field, HUMAN, known=unit)
    if given.unit == unit:
        return within(field, given.value, low, high, unit)
    try:
        return within(field, convert(given, unit).value, low, high, unit)
    except Refused:
        return problem("grading.unit-other", field, HUMAN, unit=given.unit, known=unit)


def whole(field: str, given: int | Decimal | Problem | None, low: int, high: int) -> int | Problem | None:
    """``given`` as a whole number when it is one, from ``low`` to ``high``."""
    if given is None or isinstance(given, Problem):
        return given
    if given != int(given):
        return problem("grading.not-whole", field, HUMAN, value=f"{given:f}")
    if not low <= given <= high:
        return problem("grading.impossible", field, HUMAN, value=str(int(given)), low=str(low), high=str(high))
    return int(given)


def number_cell(field: str, text: str) -> Decimal | Problem | None:
    """The number in a cell, read as people type numbers; an empty cell says nothing."""
    if len(text) <= MOST_DIGITS and text.isascii() and text.replace(".", "", 1).isdigit() and text[0] != "." and text[-1] != ".":
        return Decimal(text)  # what nearly every cell holds, and what read_number would say of it
    if not text.strip():
        return None
    try:
        return read_number(text)
    except Refused:
        return problem("grading.number", field, "numbers as people type them", value=text[:40])


def quantity_cell(field: str, text: str, unit: str) -> Quantity | Problem | None:
    """The number in a cell of a column whose header names ``unit``."""
    number = number_cell(field, text)
    return Quantity(number, unit) if isinstance(number, Decimal) else number


def flag_cell(field: str, text: str) -> bool | Problem | None:
    """Yes (1) or no (0); an empty cell says neither."""
    said = text.strip().lower()
    if not said:
        return None
    if said in YES:
        return True
    return False if said in NO else problem("grading.word-unknown", field, "yes or no", value=text[:40], known="0, 1")


def word_cell(field: str, text: str, known: Mapping[str, T], source: str, named: Iterable[str] = ()) -> T | Problem | None:
    """What a word means by ``known``, whose keys are in lower case without spaces and strokes; ``named`` are those that are told."""
    if not text.strip():
        return None
    said = plain(text)
    if said in known:
        return known[said]
    return problem("grading.word-unknown", field, source, value=text[:40], known=", ".join(named or known))


def plain(text: str) -> str:
    """``text`` in lower case without spaces, strokes and underscores, so that ``Non-rebreather`` is ``non_rebreather``."""
    return "".join(mark for mark in text.casefold() if mark not in " _-\u2010\u2011\u2013/\t")
