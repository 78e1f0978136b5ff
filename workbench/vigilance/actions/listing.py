"""The safety lists of a product: proposed from a file, approved by two, withdrawn. What they say then decides what is expected."""
from __future__ import annotations

import hashlib
from dataclasses import replace

from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.people.records import Meaning, Proof, Signature
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given
from workbench.vigilance.records import ListStatus, SafetyListVersion
from workbench.vigilance.rules import LISTS, list_approvable, list_storable, list_withdrawable
from workbench.vigilance.safety_lists import list_of

KIND = "safety list"
"""The kind of what is signed."""
APPROVERS = 2


def propose_list(text: str, file: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Reads a file and stores it as the next version of its product's list."""
    with register.transaction(actor, f"propose {file}") as change:
        now = clock.now()
        authorise(change, actor, Act.PROPOSE_SAFETY_LIST, now)
        made = list_of(text, file)
        kept = change.find(SafetyListVersion, {"name": made.product}, sort="version")
        refuse_if(list_storable(made.product, text, kept, bool(change.find(FormulaVersion, {"code": made.product}, limit=1))))
        number = kept[-1].version + 1 if kept else 1
        digest = hashlib.sha256(text.encode()).digest()
        version = SafetyListVersion(f"{made.product}.{number}", made.product, number, text, digest, ListStatus.PROPOSED, now, actor.zone, actor.person)
        change.add(version)
    return Done((version,))


def approve_list(version_id: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Signs a version. With the second signature, by another person, it is in force from its day on."""
    with register.transaction(actor, f"approve {version_id}") as change:
        now = clock.now()
        authorise(change, actor, Act.APPROVE_SAFETY_LIST, now)
        old = _version(change, version_id)
        before = [each for each in change.find(Signature, {"subject": old.id, "kind": KIND}) if each.meaning is Meaning.APPROVED]
        refuse_if(list_approvable(old, [each.person for each in before], actor.person))
        signed = signature(change, actor, proof, Meaning.APPROVED, KIND, old.id, signed_text(old), now=now)
        change.add(signed)
        left = APPROVERS - len(before) - 1
        if left > 0:
            return Done((signed,), (finding("vigilance.list-waits", Severity.TELLS, LISTS, version=old.id),))
        new = replace(old, status=ListStatus.APPROVED)
        change.replace(old, new)
    return Done((new, signed))


def withdraw_list(version_id: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Withdraws a version for good, with a signature: an older approved one counts again, or none."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.WITHDRAW_SAFETY_LIST, now)
        old = _version(change, version_id)
        refuse_if(list_withdrawable(old))
        signed = signature(change, actor, proof, Meaning.WITHDRAWN, KIND, old.id, signed_text(old), now=now)
        new = replace(old, status=ListStatus.WITHDRAWN)
        change.replace(old, new)
        change.add(signed)
    return Done((new, signed))


def signed_text(version: SafetyListVersion) -> tuple[Stored, ...]:
    """What a signature covers: the version as it was proposed, whatever its status is now."""
    return (replace(version, status=ListStatus.PROPOSED),)


def _version(change: Change, version_id: str) -> SafetyListVersion:
    known = change.find(SafetyListVersion, {"id": version_id})
    if not known:
        raise Refused((stops("vigilance.not-found", LISTS),))
    return known[0]
