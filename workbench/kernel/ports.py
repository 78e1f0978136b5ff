"""What the workbench needs from outside, as protocols."""
from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from workbench.kernel.values import Actor, Listed, Stored, Thing

R = TypeVar("R", bound=Stored | Listed)
T = TypeVar("T", bound=Thing)
ALL: Mapping[str, object] = {}


class Clock(Protocol):
    """Tells the time, always with a zone."""

    def now(self) -> datetime: ...


class Reader(Protocol):
    """Questions in, records out, within one consistent view."""

    def get(self, kind: type[R], key: str) -> R:
        """The record with this key; ``LookupError`` when there is none."""
        ...

    def find(self, kind: type[R], where: Mapping[str, object] = ALL, *, sort: str = "", limit: int | None = None) -> tuple[R, ...]:
        """Records whose fields equal ``where``; ``sort`` is a field name, ``-`` before it for descending."""
        ...

    def head(self) -> tuple[int, bytes]:
        """Number and digest of the last journal entry: (0, 32 zero bytes) in an empty register."""
        ...


class Change(Reader, Protocol):
    """One act in progress: what is added or replaced here stands together or not at all."""

    def add(self, record: Stored) -> None: ...

    def replace(self, old: T, new: T) -> None:
        """Puts ``new`` in the place of ``old``; ``Conflict`` when the register holds something else than ``old``."""
        ...

    def fresh(self, letter: str) -> str:
        """A new identifier for a record of this act, such as ``E1204-3``."""
        ...


class Register(Protocol):
    """The one door."""

    def reading(self) -> AbstractContextManager[Reader]: ...

    def transaction(self, actor: Actor, reason: str) -> AbstractContextManager[Change]: ...
