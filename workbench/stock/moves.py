"""Which status of a lot may follow which. What is not here is refused."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from workbench.kernel.findings import Finding, stops
from workbench.stock.records import Lot, LotStatus
from workbench.stock.rules import SOURCE

MOVES: Mapping[LotStatus, frozenset[LotStatus]] = MappingProxyType(
    {
        LotStatus.QUARANTINE: frozenset({LotStatus.RELEASED, LotStatus.HELD, LotStatus.REJECTED}),
        LotStatus.RELEASED: frozenset({LotStatus.HELD, LotStatus.REJECTED}),
        LotStatus.HELD: frozenset({LotStatus.RELEASED, LotStatus.REJECTED}),
        LotStatus.REJECTED: frozenset(),
    }
)


def may_decide(lot: Lot, to: LotStatus, now: datetime) -> tuple[Finding, ...]:
    """Stops a decision that the table does not have, and the release of a lot that is expired."""
    if to not in MOVES[lot.status]:
        return (stops("stock.no-such-decision", SOURCE, where="decision", lot=lot.number, status=lot.status.value, move=to.value),)
    if to is LotStatus.RELEASED and lot.expiry <= now:
        expiry = lot.expiry.isoformat(timespec="seconds")
        return (stops("stock.expired", SOURCE, where="expiry", lot=lot.number, name=lot.name, expiry=expiry),)
    return ()
