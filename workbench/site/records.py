"""The site that owns the register, and its number series."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Thing


class Purpose(Enum):
    """What a register is for. Only a live register prints papers without a mark."""

    LIVE = "live"
    DEMO = "demo"
    REHEARSAL = "rehearsal"


@dataclass(frozen=True, slots=True)
class Site(Thing):
    """The one site of a register; ``id`` is always ``site``. ``language`` is that of papers and labels (en, ru)."""

    id: str
    name: str
    room: str
    zone: str
    language: str
    purpose: Purpose
    lock_minutes: int = 10


@dataclass(frozen=True, slots=True)
class SiteCodes(Thing):
    """The site's own numbers of ISBT 128; ``id`` is always ``codes``. Without this record ISBT 128 is off.

    ``facility`` was given with the licence whose registration is ``licence``; ``person`` confirmed at ``at`` that it holds. ``country``
    and ``establishment`` (six characters) begin the Single European Code, empty where the site has none.
    """

    id: str
    facility: str
    licence: str
    person: str
    at: datetime
    zone: str
    country: str = ""
    establishment: str = ""


@dataclass(frozen=True, slots=True)
class ProductCodes(Thing):
    """What one product is called outside; ``id`` is the formula's code. Empty where the site has no such code.

    ``isbt`` are the eight characters that the site took from its licensed list, ``gtin`` the 14 digits that it assigned itself.
    """

    id: str
    isbt: str = ""
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class Series(Thing):
    """A number series without gaps, such as ``OR-2026`` or ``batch-2026``; ``last`` is the last number given."""

    id: str
    last: int
