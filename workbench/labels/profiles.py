"""A label as data: what stands where, in which words, how large, and on which printers.

The form of a label file is told in ``resources/labels/README.md``. What a file must hold together is judged here, before a label is
drawn: known keys, both languages, zones on the label, sizes that the printer can show, symbols on the 0.25 mm grid.
"""
from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from workbench.documents.marks import Face

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
DPI = {203: 8, 300: 12, 600: 24}
"""Nominal resolution of a label printer, and its dots per millimetre."""
OWN, DIN, COMPOUND, COI, SEC, GS1 = "own", "isbt-din", "isbt", "coi", "sec", "gs1"
"""What a symbol carries: the workbench's own identifier, the donation number, an ISBT 128 compound message, the chain of identity
identifier, the Single European Code, a GS1 element string."""
SIGNAL = "signal_"
"""Placeholders that begin so hold a signal text of the site's approved table."""
ISBT = frozenset({DIN, COMPOUND, COI, SEC})
BAGS = frozenset({"bag", "syringe", "shield", "cassette", "over-bag", "transport"})
"""Identifiers of labels that belong to a bag; every other is of a thing of its own."""


def holds(when: str, flags: Collection[str]) -> bool:
    """Whether the condition ``when`` holds: flags, with ``not`` before one, joined by ``and``, these by ``or``; empty always holds."""
    return not when or any(all(_flag(each, flags) for each in part.split(" and ")) for part in when.split(" or "))


def flags_of(when: str) -> tuple[str, ...]:
    """The flags that a condition names."""
    parts = [each for part in when.split(" or ") for each in part.split(" and ")] if when else []
    return tuple(each.strip().removeprefix("not ") for each in parts)


def _flag(term: str, flags: Collection[str]) -> bool:
    name = term.strip()
    return name.removeprefix("not ") not in flags if name.startswith("not ") else name in flags


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in the languages of labels."""

    en: str
    ru: str

    def __getitem__(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Zone:
    """A place for one text: millimetres from the top left corner, allowed type sizes from the wished to the smallest, most lines.

    ``label`` is a small word at the left of the text, ``label_width`` wide. ``when`` is a condition on the content; where it does not
    hold the zone stays empty. A ``solid`` zone is black with white text, a ``framed`` one stands in a frame. ``hyphens`` lets a name
    break behind its hyphen. ``turned`` text runs from top to bottom.
    """

    name: str
    x: float
    y: float
    w: float
    h: float
    text: Texts
    face: Face = Face.REGULAR
    sizes: tuple[float, ...] = (7.0,)
    lines: int = 1
    align: str = "left"
    middle: bool = False
    hyphens: bool = False
    solid: bool = False
    when: str = ""
    framed: bool = False
    turned: bool = False
    label: Texts | None = None
    label_size: float = 7.0
    label_width: float = 0.0


@dataclass(frozen=True, slots=True)
class SymbolPlace:
    """Where a symbol stands, and what it carries; ``height`` only for Code 128."""

    name: str
    kind: str
    x: float
    y: float
    module: float
    height: float = 0.0
    carries: str = OWN


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A line from one point to another."""

    name: str
    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.2
    when: str = ""


@dataclass(frozen=True, slots=True)
class Trefoil:
    """The radiation sign (ISO 361), drawn: centre and outer radius."""

    name: str
    x: float
    y: float
    radius: float
    when: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A value that changes with time, once every ``every``: ``value`` is an expression in which ``at`` is the moment of the row.

    It begins at the moment that ``start`` names and ends with the expiry, or after ``rows``.
    """

    x: float
    y: float
    w: float
    pitch: float
    start: str
    every: str
    rows: int
    value: str
    unit: str
    decimals: int
    size: float


@dataclass(frozen=True, slots=True)
class Profile:
    """A whole label. ``identifier`` says what is labelled: a bag, one of the two of a pair, or something that is no bag.

    ``stage`` says where in the work it belongs. It is printed only where ``when`` holds, and only in ``regimes``, if any are named.
    ``reads`` pairs a placeholder with a name of the formula, such as the reference time of an activity. ``bag`` says that this is
    the label which a bag must carry exactly once; a tag or shield is not.
    """

    name: str
    text: Texts
    width: float
    height: float
    identifier: str
    least_dpi: int
    bag: bool
    reads: tuple[tuple[str, str], ...]
    zones: tuple[Zone, ...]
    symbols: tuple[SymbolPlace, ...]
    rules: tuple[RulePlace, ...] = ()
    trefoils: tuple[Trefoil, ...] = ()
    table: Table | None = None
    stage: str = ""
    when: str = ""
    regimes: tuple[str, ...] = ()

    @property
    def carries(self) -> frozenset[str]:
        """What its symbols carry."""
        return frozenset(each.carries for each in self.symbols)
