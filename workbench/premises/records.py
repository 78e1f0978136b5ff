"""Equipment and what keeps it fit for use."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.kernel.values import Thing


@dataclass(frozen=True, slots=True)
class Due:
    """A need of an equipment (calibration, cleaning, certification) and the last day it is met."""

    need: str
    until: date


@dataclass(frozen=True, slots=True)
class Equipment(Thing):
    """A piece of equipment; ``kind`` is the name that formulas call it by."""

    id: str
    kind: str
    name: str
    room: str
    dues: tuple[Due, ...] = ()
