"""Values that every room uses. A value is flattened into columns ``field_part``; it has no identity of its own."""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Role(Enum):
    """In what capacity a person acts. One act, one role."""

    PRESCRIBER = "prescriber"
    APHERESIS_NURSE = "apheresis nurse"
    TECHNICIAN = "technician"
    PHARMACIST = "pharmacist"
    VERIFIER = "verifier"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    RESPONSIBLE = "responsible person"
    PHYSICIAN = "physician"
    WARD_NURSE = "ward nurse"
    ADMINISTRATOR = "administrator"
    INSPECTOR = "inspector"


class Stored:
    """Anything kept in the register under its own name."""

    __slots__ = ()


class Fact(Stored):
    """Added once, never changed: a correction is another fact that names this one."""

    __slots__ = ()


class Thing(Stored):
    """Has a present state, changed only by ``replace``."""

    __slots__ = ()


class Listed:
    """A line of an SQL view: read, never written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, as written in ``resources/units.txt``; ``unit`` is empty for a plain number."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which role, at which workstation, in which zone (IANA name)."""

    person: str
    role: Role
    workstation: str
    zone: str
