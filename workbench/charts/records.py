"""What is drawn, as frozen records: words and numbers as they are shown, sizes in pixels, colours and font handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

INKS = ("text", "text2", "text3", "line", "axis", "primary", "limit", "event", "surface")
"""Colours by what they are for; grades have ``grade1`` … ``grade4`` with ``on_grade1`` … beside these."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colours by name (#rrggbb), the font (its family and weight, and its files, by which the drawing measures text), and the decimal sign."""

    colours: Mapping[str, str]
    family: str
    fonts: tuple[Path, ...]
    weight: int = 500
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class Steps:
    """A sequential statistic after every bag, with its limit. ``crossed`` counts from 1; ``last`` is said at the newest point."""

    size: Size
    values: tuple[float, ...]
    events: tuple[bool, ...]
    limit: float
    limit_text: str
    crossed: int | None
    crossed_text: str
    last_text: str
    axis: str


@dataclass(frozen=True, slots=True)
class Interval:
    """One row: a share with its exact interval, all in per cent; ``None`` is undefined. ``few`` draws it hollow; ``whole`` as a square."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    note: str = ""
    few: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Intervals:
    """Shares by group, with what was expected as a dotted line."""

    size: Size
    rows: tuple[Interval, ...]
    expected: float | None
    expected_text: str
    axis: str
    names: int = 108


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one group, its name with n, and what is said at its median ("" without one)."""

    name: str
    values: tuple[float, ...]
    median_text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Every value of two groups as a point of another shape, with medians and the ends of the specification."""

    size: Size
    groups: tuple[Group, ...]
    limits: tuple[tuple[float, str], ...]
    axis: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One bag: its name, how many days it was looked at, whether it still is, and what was seen as (day, mark, is the event)."""

    name: str
    until: float
    going_on: bool
    marks: tuple[tuple[float, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Swimmer:
    """A lane for each bag over the days after its infusion."""

    size: Size
    lanes: tuple[Lane, ...]
    axis: str


@dataclass(frozen=True, slots=True)
class Fall:
    """At ``time`` the share that was not hit falls to ``share``, in per cent, with its interval where it is defined."""

    time: float
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Survival:
    """Kaplan-Meier: the share without the event over the days, up to ``until``."""

    size: Size
    falls: tuple[Fall, ...]
    until: float
    text: str
    axis: str


@dataclass(frozen=True, slots=True)
class Heat:
    """Grades by patient and day: a digit, ``?`` (cannot grade, never 0), ``due``, ``late``, ``missed``, or "" for a day not yet seen."""

    size: Size
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    axis: str


Chart = Steps | Intervals | Strip | Swimmer | Survival | Heat
