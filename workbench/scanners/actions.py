"""Keeping what was found out about a scanner."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.kernel.findings import Done, Refused, Severity, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.scanners.records import ScannerCheck
from workbench.scanners.rules import SOURCE, Arrival, judge, separator_proved, summary
from workbench.scanners.symbols import SYMBOLS


def check_scanner(way: str, arrived: Sequence[tuple[str, Arrival]], *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps how the scanner of the actor's workstation stands. ``arrived``: the name of each test symbol, and what came of it last.

    ``way`` is empty for a scanner that types, else its port. Refused until every symbol was scanned: ``scanner.symbols-left``.
    A scanner with faults is kept as well, with what they are: the newest check counts.
    """
    with register.transaction(actor, "check a scanner") as change:
        now = clock.now()
        authorise(change, actor, Act.CHECK_SCANNER, now)
        came = dict(arrived)
        left = [each.name for each in SYMBOLS if each.name not in came]
        if left:
            raise Refused((stops("scanner.symbols-left", SOURCE, where="symbols", count=str(len(left))),))
        judged = [(each, judge(each, came[each.name])) for each in SYMBOLS]
        found = summary(one for _, findings in judged for one in findings)
        faults = tuple(each.code for each in found if each.severity is not Severity.TELLS)
        check = ScannerCheck(change.fresh("C"), actor.workstation, way, separator_proved(judged), faults, now, actor.zone, actor.person)
        change.add(check)
    return Done((check,))
