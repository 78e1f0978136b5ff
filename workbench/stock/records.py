"""Lots of materials, and what was used of them."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact, Quantity, Thing


class LotStatus(Enum):
    """Whether a lot may be used. Only ``RELEASED`` may."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    HELD = "held"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Property:
    """A value of a lot by the name that the formula gives it (``vector_titre``); ``value`` is text, ``unit`` may be empty."""

    name: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Lot(Thing):
    """A lot of a material. ``code`` is the number in its own identifier; remaining = ``received`` − uses, never stored.

    ``article`` is the number by which its maker sells it: a GTIN in its fourteen digits, or the labeller and product of an HIBC symbol.
    With it the maker's own symbol can be scanned where a step asks for the lot.
    """

    id: str
    material: str
    name: str
    number: str
    code: str
    expiry: datetime
    zone: str
    received: Quantity
    status: LotStatus
    properties: tuple[Property, ...] = ()
    article: str | None = None


@dataclass(frozen=True, slots=True)
class LotUse(Fact):
    """An amount taken out of a lot, for a batch's step or for a stated purpose (a sample of the vial)."""

    id: str
    lot: str
    amount: Quantity
    at: datetime
    zone: str
    person: str
    batch: str | None = None
    step: str | None = None
    round: str | None = None
    purpose: str = ""
