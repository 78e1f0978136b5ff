"""A scan that was refused: remembered as a close call wherever it was made."""
from __future__ import annotations

from datetime import datetime

from workbench.batch.records import ScanFact
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor

LONGEST = 200
"""Bytes of a refused scan that are kept: no label carries more."""


def close_call(
    change: Change, batch: str, place: tuple[str, str], raw: bytes, code: str, actor: Actor, now: datetime, *, by_hand: bool = False
) -> ScanFact:  # fmt: skip
    """The fact, to be added by the caller. ``place`` is step and round, empty outside the bench; ``code`` is the refusal's."""
    return ScanFact(change.fresh("N"), batch, *place, "", raw[:LONGEST], False, now, actor.zone, actor.person, None, code, by_hand)
