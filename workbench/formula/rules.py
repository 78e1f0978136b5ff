"""What must hold before a formula version is stored, approved, confirmed, used or withdrawn. Pure."""
from __future__ import annotations

from collections.abc import Iterable

from workbench.formula.records import FormulaStatus, FormulaVersion, MasterFormula
from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.people.records import Meaning, Signature
from workbench.site.records import Purpose

SOURCE = "PIC/S PE 010-4 chapter 4; 21 CFR 11.10(k)"
APPROVERS = 2


def storable(formula: MasterFormula, kept: Iterable[FormulaVersion]) -> tuple[Finding, ...]:
    """Stops a version that is stored already, and one that does not follow the newest."""
    versions = {each.version for each in kept}
    newest = max(versions, default=0)
    facts = {"formula": formula.code, "version": str(formula.version)}
    if formula.version in versions:
        return (stops("approval.version-known", SOURCE, where="version", **facts),)
    if formula.version < newest:
        return (stops("approval.version-behind", SOURCE, where="version", **facts, newest=str(newest)),)
    return ()


def approvable(version: FormulaVersion, signatures: Iterable[Signature], person: str) -> tuple[Finding, ...]:
    """Stops a signature under a version that is not waiting for one, and the second by the person of the first."""
    if version.status is not FormulaStatus.PROVED:
        facts = {"version": version.id, "status": version.status.value}
        return (stops("approval.not-waiting", SOURCE, where=version.id, **facts),)
    if any(each.person == person for each in approvals(version, signatures)):
        return (stops("approval.approved-twice", SOURCE, where=version.id, version=version.id),)
    return ()


def approvals(version: FormulaVersion, signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    """The signatures that approve this version."""
    return tuple(each for each in signatures if each.subject == version.id and each.meaning is Meaning.APPROVED)


def unconfirmed(version: FormulaVersion, formula: MasterFormula) -> tuple[str, ...]:
    """Places whose number is an assumption that the site has not confirmed, in file order."""
    return tuple(each for each in formula.assumptions if each not in version.confirmed)


def confirmable(version: FormulaVersion, formula: MasterFormula, places: Iterable[str]) -> tuple[Finding, ...]:
    """Stops a confirmation of a withdrawn version, of nothing, and of places that are no open assumption."""
    if version.status is FormulaStatus.WITHDRAWN:
        return (stops("approval.withdrawn", SOURCE, where=version.id, version=version.id),)
    named = tuple(places)
    if not named:
        return (stops("approval.nothing-to-confirm", SOURCE, where="places", version=version.id),)
    left = unconfirmed(version, formula)
    return tuple(stops("approval.no-assumption", SOURCE, where=each, place=each) for each in named if each not in left)


def usable_for(version: FormulaVersion, formula: MasterFormula, purpose: Purpose) -> tuple[Finding, ...]:
    """Stops a batch under a version that is not approved; under unconfirmed assumptions it is for a demo or rehearsal only."""
    if version.status is not FormulaStatus.APPROVED:
        return (stops("approval.not-approved", SOURCE, where=version.id, version=version.id, status=version.status.value),)
    count = str(len(unconfirmed(version, formula)))
    if count == "0":
        return ()
    if purpose is Purpose.LIVE:
        return (stops("approval.unconfirmed", SOURCE, where=version.id, version=version.id, count=count),)
    return (finding("approval.demo-only", Severity.TELLS, SOURCE, where=version.id, version=version.id, count=count),)
