"""What the workbench needs from outside, as protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from workbench.kernel.values import Actor, Listed, Stored, Thing

R = TypeVar("R", bound=Stored | Listed)
T = TypeVar("T", bound=Thing)
ALL: Mapping[str, object] = {}


class Clock(Protocol):
    """Tells the time, always with a zone."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first`` up to, and without, ``beyond``; None where it is open. For a time, a date or a whole number in ``where``."""

    first: datetime | date | int | None = None
    beyond: datetime | date | int | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """One of these values: many records at once, where one after the other would keep a person waiting."""

    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found by its words: what kind it is, its key, and the line to show (names and numbers, no sentence)."""

    kind: type[Stored]
    key: str
    text: str


class Reader(Protocol):
    """Questions in, records out, within one consistent view."""

    def get(self, kind: type[R], key: str) -> R:
        """The record with this key; ``LookupError`` when there is none."""
        ...

    def find(
        self, kind: type[R], where: Mapping[str, object] = ALL, *, sort: str = "", limit: int | None = None, after: R | None = None
    ) -> tuple[R, ...]:
        """Records whose fields equal ``where``, or lie in it where it names a ``Span`` or values to be ``Among``.

        ``sort`` is a field name, ``-`` before it for descending, or ``seq``, the order of writing. ``after`` is the last record
        of the page before: the next page begins behind it, however many records were added meanwhile.
        """
        ...

    def count(self, kind: type[Stored] | type[Listed], where: Mapping[str, object] = ALL) -> int:
        """How many records ``find`` would give without a limit."""
        ...

    def search(self, words: str, kinds: Collection[type[Stored]] = (), limit: int = 50) -> tuple[Hit, ...]:
        """The newest records of ``kinds`` (all, if none is named) in which each of ``words`` begins a word.

        Letters count without case and accents; whatever else was typed only separates words. Nothing typed, nothing found.
        """
        ...

    def head(self) -> tuple[int, bytes]:
        """Number and digest of the last journal entry: (0, 32 zero bytes) in an empty register."""
        ...


class Change(Reader, Protocol):
    """One act in progress: what is added or replaced here stands together or not at all."""

    def add(self, record: Stored) -> None:
        """Writes a new record with its journal entry."""
        ...

    def replace(self, old: T, new: T) -> None:
        """Puts ``new`` in the place of ``old``; ``Conflict`` when the register holds something else than ``old``."""
        ...

    def fresh(self, letter: str) -> str:
        """A new identifier for a record of this act, such as ``E1204-3``."""
        ...


class Register(Protocol):
    """The one door."""

    def reading(self) -> AbstractContextManager[Reader]:
        """One consistent view, for a short while; nothing is written."""
        ...

    def transaction(self, actor: Actor, reason: str) -> AbstractContextManager[Change]:
        """One act: all of it is on disk when the block has ended without an error, otherwise nothing of it."""
        ...
