"""What is done with label files: proposed, approved by two, withdrawn. A label is never edited at the bench."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from workbench.documents.press import Press
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.labels.signals import SIGNALS
from workbench.masters.approved import made, signals_in
from workbench.masters.checking import check
from workbench.masters.records import LabelStatus, LabelVersion
from workbench.masters.rules import APPROVERS, SOURCE, approvable, approvals, storable, withdrawable
from workbench.people.records import Meaning, Proof, Signature
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.signing import signature
from workbench.people.standing import authorise, reason_given

KIND = "label file"
"""The kind of what is signed."""


def propose_label(name: str, text: str, *, presses: Mapping[str, Press], actor: Actor, register: Register, clock: Clock) -> Done:
    """Proves a label file and stores it as the next version of its name. Refused with everything that the proof finds."""
    with register.transaction(actor, f"propose {name}") as change:
        now = clock.now()
        authorise(change, actor, Act.PROPOSE_LABEL, now)
        refuse_if(_check(change, name, text, presses, actor, now))
        kept = change.find(LabelVersion, {"name": name}, sort="version")
        refuse_if(storable(name, text, kept))
        version = made(name, kept[-1].version + 1 if kept else 1, text, actor.person, now, actor.zone)
        change.add(version)
    return Done((version,))


def approve_label(
    version_id: str, *, presses: Mapping[str, Press], proof: Proof, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Signs a version, which is proved once more. With the second signature, by another person, it is what is printed from now on."""
    with register.transaction(actor, f"approve {version_id}") as change:
        now = clock.now()
        authorise(change, actor, Act.APPROVE_LABEL, now)
        old = _version(change, version_id)
        before = change.find(Signature, {"subject": old.id}, sort="seq")
        refuse_if(approvable(old, before, actor.person))
        refuse_if(_check(change, old.name, old.text, presses, actor, now))
        signed = signature(change, actor, proof, Meaning.APPROVED, KIND, old.id, signed_text(old), now=now)
        change.add(signed)
        left = APPROVERS - len(approvals(old, (*before, signed)))
        if left > 0:
            told = finding("masters.waits-for-another", Severity.TELLS, SOURCE, where=old.id, version=old.id, left=str(left))
            return Done((signed,), (told,))
        new = replace(old, status=LabelStatus.APPROVED)
        change.replace(old, new)
    return Done((new, signed))


def withdraw_label(version_id: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Withdraws a version for good, with a signature: an older approved one counts again, or none."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.WITHDRAW_LABEL, now)
        old = _version(change, version_id)
        refuse_if(withdrawable(old))
        signed = signature(change, actor, proof, Meaning.WITHDRAWN, KIND, old.id, signed_text(old), now=now)
        new = replace(old, status=LabelStatus.WITHDRAWN)
        change.replace(old, new)
        change.add(signed)
    return Done((new, signed))


def signed_text(version: LabelVersion) -> tuple[Stored, ...]:
    """What an approval or withdrawal covers: the version as it was proposed, whatever its status is now."""
    return (replace(version, status=LabelStatus.PROPOSED),)


def _check(change: Change, name: str, text: str, presses: Mapping[str, Press], actor: Actor, now: datetime) -> tuple[Finding, ...]:
    signals = text if name == SIGNALS else signals_in(change)
    return check(name, text, tuple(presses.values()), signals, day_of(now, actor.zone))


def _version(change: Change, version_id: str) -> LabelVersion:
    known = change.find(LabelVersion, {"id": version_id})
    if not known:
        raise Refused((stops("masters.unknown", SOURCE, where="version", version=version_id),))
    return known[0]
