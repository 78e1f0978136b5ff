"""Every status of an order against every move, written out a second time by hand."""
from __future__ import annotations

from dataclasses import replace

import pytest

from tests.desk import START
from workbench.kernel.findings import Refused
from workbench.orders.moves import MOVES, Move, findings, moved
from workbench.orders.records import Order, OrderStatus

#            amend     verify    open      give back hold      resume    cancel
MATRIX = """
ENTERED      ENTERED   VERIFIED  -         -         HELD      -         CANCELLED
VERIFIED     ENTERED   -         IN_BATCH  -         HELD      -         CANCELLED
IN_BATCH     ENTERED   -         -         VERIFIED  HELD      -         CANCELLED
HELD         -         -         -         -         -         ENTERED   CANCELLED
CANCELLED    -         -         -         -         -         -         -
"""
ROWS = {line.split()[0]: line.split()[1:] for line in MATRIX.strip().splitlines()}
ORDER = Order("OR-2026-0001", "P1", "CART19-AUTO", "CUSTOM", 1, OrderStatus.ENTERED, START)


@pytest.mark.parametrize("status", OrderStatus, ids=lambda status: status.value)
@pytest.mark.parametrize("move", Move, ids=lambda move: move.value)
def test_a_move_leads_where_the_table_says_or_is_refused(status: OrderStatus, move: Move) -> None:
    order = replace(ORDER, status=status)
    wanted = ROWS[status.name][list(Move).index(move)]
    if wanted == "-":
        assert (status, move) not in MOVES
        assert [each.code for each in findings(order, move)] == ["orders.no-such-move"]
        with pytest.raises(Refused):
            moved(order, move)
    else:
        assert not findings(order, move)
        assert moved(order, move).status is OrderStatus[wanted]


def test_an_order_in_a_batch_comes_back_to_it_when_verified_again() -> None:
    order = replace(ORDER, status=OrderStatus.IN_BATCH)
    for way in ((Move.AMEND, Move.VERIFY), (Move.HOLD, Move.RESUME, Move.VERIFY), (Move.AMEND, Move.HOLD, Move.RESUME, Move.AMEND, Move.VERIFY)):
        at = order
        for move in way:
            at = moved(at, move)
        assert (at.status, at.resumes) == (OrderStatus.IN_BATCH, None)


def test_an_order_without_a_batch_does_not() -> None:
    at = ORDER
    for move in (Move.VERIFY, Move.HOLD, Move.RESUME, Move.VERIFY):
        at = moved(at, move)
    assert (at.status, at.resumes) == (OrderStatus.VERIFIED, None)
    assert moved(replace(ORDER, status=OrderStatus.IN_BATCH), Move.CANCEL).resumes is None
