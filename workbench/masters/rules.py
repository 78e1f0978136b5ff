"""What must hold before a label file is stored, approved or withdrawn. Pure."""
from __future__ import annotations

from collections.abc import Iterable

from workbench.kernel.findings import Finding, stops
from workbench.masters.records import LabelStatus, LabelVersion
from workbench.people.records import Meaning, Signature

SOURCE = "master labels (21 CFR 211.125, 211.186; EU GMP 4.17)"
APPROVERS = 2


def storable(name: str, text: str, kept: Iterable[LabelVersion]) -> tuple[Finding, ...]:
    """Stops a version that says what the newest one says."""
    newest = max(kept, key=lambda each: each.version, default=None)
    if newest is not None and newest.text == text and newest.status is not LabelStatus.WITHDRAWN:
        return (stops("masters.same", SOURCE, where="text", name=name, version=newest.id),)
    return ()


def approvable(version: LabelVersion, signatures: Iterable[Signature], person: str) -> tuple[Finding, ...]:
    """Stops a signature under a version that waits for none, and the second by the person of the first."""
    if version.status is not LabelStatus.PROPOSED:
        return (stops("masters.not-waiting", SOURCE, where=version.id, version=version.id, status=version.status.value),)
    if any(each.person == person for each in approvals(version, signatures)):
        return (stops("masters.approved-twice", SOURCE, where=version.id, version=version.id),)
    return ()


def approvals(version: LabelVersion, signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    """The signatures that approve this version."""
    return tuple(each for each in signatures if each.subject == version.id and each.meaning is Meaning.APPROVED)


def withdrawable(version: LabelVersion) -> tuple[Finding, ...]:
    """Stops withdrawing twice."""
    if version.status is LabelStatus.WITHDRAWN:
        return (stops("masters.withdrawn", SOURCE, where=version.id, version=version.id),)
    return ()
