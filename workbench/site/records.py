"""The site that owns the register, and its number series."""
from __future__ import annotations

from dataclasses import dataclass
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
class Series(Thing):
    """A number series without gaps, such as ``OR-2026`` or ``batch-2026``; ``last`` is the last number given."""

    id: str
    last: int
