"""What must hold of a summary before it is prepared, approved or printed. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.kernel.findings import Finding, stops
from workbench.periodic.records import SafetySummary, SummaryApproval

SOURCE = "periodic safety summary (issue 4, item 8)"


def may_prepare(begins: date, ends: date, today: date) -> tuple[Finding, ...]:
    """Stops a period that ends before it begins, and one that is not over: today may be its last day."""
    found = []
    if ends < begins:
        found.append(stops("periodic.backwards", SOURCE, where="ends", begins=begins.isoformat(), ends=ends.isoformat()))
    if ends > today:
        found.append(stops("periodic.ahead", SOURCE, where="ends", ends=ends.isoformat()))
    return tuple(found)


def may_approve(summary: SafetySummary, before: Sequence[SummaryApproval], newer: Sequence[SafetySummary], person: str) -> tuple[Finding, ...]:
    """Stops whoever prepared it, a second approval, and the approval of one that was prepared again for the same period."""
    found = []
    if summary.person == person:
        found.append(stops("periodic.approves-own", SOURCE, number=summary.id))
    if before:
        found.append(stops("periodic.approved-before", SOURCE, number=summary.id))
    found += [stops("periodic.replaced", SOURCE, number=summary.id, newer=each.id) for each in newer[-1:]]
    return tuple(found)
