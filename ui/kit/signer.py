"""Somebody who may sign: what a choice of persons shows."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may sign here. ``note`` names the role."""

    id: str
    name: str
    note: str
