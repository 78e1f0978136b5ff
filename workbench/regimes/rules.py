"""Whether a legal pathway carries a preparation on a day. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.regimes.records import Regime

SOON = timedelta(days=60)
"""How long before a basis lapses it is told."""


def in_force(regimes: Mapping[str, Regime], code: str, day: date) -> tuple[Finding, ...]:
    """Stops a pathway that the workbench does not know, that has not begun on ``day``, or has lapsed. Tells what lapses soon or is
    not compared with its source."""
    regime = regimes.get(code)
    if regime is None:
        return (stops("regimes.unknown", "resources/regimes", where="regime", regime=code),)
    facts = {"regime": code, "name": regime.name_en, "name_ru": regime.name_ru}
    found: list[Finding] = []
    if regime.valid_from is not None and day < regime.valid_from:
        found.append(stops("regimes.not-yet", regime.source, where="regime", **facts, day=regime.valid_from.isoformat()))
    if regime.valid_until is not None:
        until = regime.valid_until.isoformat()
        if day > regime.valid_until:
            found.append(stops("regimes.lapsed", regime.source, where="regime", **facts, day=until))
        elif regime.valid_until - day <= SOON:
            found.append(finding("regimes.lapses-soon", Severity.TELLS, regime.source, where="regime", **facts, day=until))
    if not regime.verified:
        found.append(finding("regimes.not-verified", Severity.TELLS, regime.source, where="regime", **facts))
    return tuple(found)
