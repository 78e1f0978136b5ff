"""One measured figure beside its limit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """``value`` in ``unit`` against ``limit``; ``note`` gives the absolute times, which are for reading only."""

    name: str
    value: float
    limit: float
    unit: str
    ok: bool
    note: str = ""
