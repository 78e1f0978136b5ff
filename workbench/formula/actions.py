"""What is done with formula versions: proposed, approved by two, their assumptions confirmed, withdrawn."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from workbench.batch.records import Batch, Status
from workbench.formula.checking import check
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.formula.rules import APPROVERS, SOURCE, approvable, approvals, confirmable, storable
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.people.records import Meaning, Proof, Signature
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given

ENDED = frozenset({Status.RELEASED, Status.REJECTED, Status.CANCELLED, Status.STOPPED})
STOPPABLE = frozenset({Status.READY, Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.PROVISIONAL})


def propose_formula(text: str, file: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Proves a formula file and stores it as a version that waits for its approval. Refused with everything that the proof finds."""
    formula = formula_of(text, file)
    told = refuse_if(check(text, file))
    digest = hashlib.sha256(text.encode()).digest()
    with register.transaction(actor, f"propose {formula.code} v{formula.version}") as change:
        now = clock.now()
        authorise(change, actor, Act.PROPOSE_FORMULA, now)
        refuse_if(storable(formula, change.find(FormulaVersion, {"code": formula.code})))
        version = FormulaVersion(
            id=f"{formula.code}.{formula.version}",
            code=formula.code,
            version=formula.version,
            text=text,
            digest=digest,
            status=FormulaStatus.PROVED,
            at=now,
            zone=actor.zone,
            person=actor.person,
        )
        change.add(version)
    return Done((version,), told)


def approve_formula(version_id: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Signs a proved version. With the second signature, by another person, it is approved, and new batches use it."""
    with register.transaction(actor, f"approve {version_id}") as change:
        now = clock.now()
        authorise(change, actor, Act.APPROVE_FORMULA, now)
        old = _version(change, version_id)
        before = change.find(Signature, {"subject": old.id}, sort="seq")
        refuse_if(approvable(old, before, actor.person))
        signed = signature(change, actor, proof, Meaning.APPROVED, "formula", old.id, signed_text(old), now=now)
        change.add(signed)
        if len(approvals(old, (*before, signed))) < APPROVERS:
            facts = {"version": old.id, "left": str(APPROVERS - len(approvals(old, (*before, signed))))}
            return Done((signed,), (finding("approval.waits-for-another", Severity.TELLS, SOURCE, where=old.id, **facts),))
        new = replace(old, status=FormulaStatus.APPROVED)
        change.replace(old, new)
    return Done((new, signed))


def confirm_assumptions(version_id: str, places: Iterable[str], why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """The site confirms numbers that are not published, each by its place; ``why`` says on what ground."""
    with register.transaction(actor, reason_given(why)) as change:
        authorise(change, actor, Act.CONFIRM_ASSUMPTIONS, clock.now())
        old = _version(change, version_id)
        named = tuple(dict.fromkeys(places))
        formula = formula_of(old.text)
        refuse_if(confirmable(old, formula, named))
        confirmed = {*old.confirmed, *named}
        new = replace(old, confirmed=tuple(each for each in formula.assumptions if each in confirmed))
        change.replace(old, new)
    return Done((new,))


def withdraw_formula(version_id: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Withdraws a version for good, with a signature. Its open batches go on hold until somebody decides about each; they are told."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.WITHDRAW_FORMULA, now)
        old = _version(change, version_id)
        if old.status is FormulaStatus.WITHDRAWN:
            raise Refused((stops("approval.withdrawn", SOURCE, where=old.id, version=old.id),))
        signed = signature(change, actor, proof, Meaning.WITHDRAWN, "formula", old.id, signed_text(old), now=now)
        new = replace(old, status=FormulaStatus.WITHDRAWN)
        change.replace(old, new)
        change.add(signed)
        done: list[Stored] = [new, signed]
        told: list[Finding] = []
        for batch in change.find(Batch, {"formula": old.id}, sort="id"):
            if batch.status in STOPPABLE:
                held = replace(batch, status=Status.HELD, resumes=batch.status)
                change.replace(batch, held)
                done.append(held)
            if batch.status not in ENDED:
                told.append(finding("approval.batch-held", Severity.TELLS, SOURCE, where=batch.id, batch=batch.id, version=old.id))
    return Done(tuple(done), tuple(told))


def signed_text(version: FormulaVersion) -> tuple[Stored, ...]:
    """What an approval or withdrawal covers: the version as it was proved, whatever its status is now."""
    return (replace(version, status=FormulaStatus.PROVED, confirmed=()),)


def _version(change: Change, version_id: str) -> FormulaVersion:
    known = change.find(FormulaVersion, {"id": version_id})
    if not known:
        raise Refused((stops("approval.unknown", SOURCE, where="version", version=version_id),))
    return known[0]
