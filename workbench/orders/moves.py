"""Which status of an order may follow which, by what act and whose role. What is not in the table is refused."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from types import MappingProxyType

from workbench.kernel.findings import Finding, refuse_if, stops
from workbench.orders.records import Order, OrderStatus
from workbench.orders.rules import SOURCE


class Move(Enum):
    """What can be done with an order as a whole."""

    AMEND = "amend"
    VERIFY = "verify"
    OPEN_BATCH = "open a batch for"
    GIVE_BACK = "give back"
    HOLD = "hold"
    RESUME = "resume"
    CANCEL = "cancel"


_ENTERED, _VERIFIED, _IN_BATCH, _HELD, _CANCELLED = OrderStatus

MOVES: Mapping[tuple[OrderStatus, Move], OrderStatus] = MappingProxyType(
    {
        (_ENTERED, Move.AMEND): _ENTERED,
        (_ENTERED, Move.VERIFY): _VERIFIED,
        (_ENTERED, Move.HOLD): _HELD,
        (_ENTERED, Move.CANCEL): _CANCELLED,
        (_VERIFIED, Move.AMEND): _ENTERED,
        (_VERIFIED, Move.OPEN_BATCH): _IN_BATCH,
        (_VERIFIED, Move.HOLD): _HELD,
        (_VERIFIED, Move.CANCEL): _CANCELLED,
        (_IN_BATCH, Move.AMEND): _ENTERED,
        (_IN_BATCH, Move.GIVE_BACK): _VERIFIED,
        (_IN_BATCH, Move.HOLD): _HELD,
        (_IN_BATCH, Move.CANCEL): _CANCELLED,
        (_HELD, Move.RESUME): _ENTERED,
        (_HELD, Move.CANCEL): _CANCELLED,
    }
)
"""Resuming leads to ENTERED because what is resumed is a new version, to be verified like any other.

An order whose batch is open remembers that in ``resumes``: verified again, it is IN_BATCH again. GIVE_BACK is for a batch that ended
without a product (cancelled, stopped, rejected): another one may be opened for the same order.
"""


def findings(order: Order, move: Move) -> tuple[Finding, ...]:
    """Stops a move that the table does not have."""
    if (order.status, move) in MOVES:
        return ()
    return (stops("orders.no-such-move", SOURCE, where=order.id, order=order.id, status=order.status.value, move=move.value),)


def moved(order: Order, move: Move) -> Order:
    """``order`` after ``move``; ``Refused`` when the table does not have it."""
    refuse_if(findings(order, move))
    to = MOVES[order.status, move]
    in_batch = order.status is _IN_BATCH or order.resumes is _IN_BATCH
    if move is Move.VERIFY and in_batch:
        return replace(order, status=_IN_BATCH, resumes=None)
    keeps = in_batch and to in (_ENTERED, _HELD)
    return replace(order, status=to, resumes=_IN_BATCH if keeps else None)
