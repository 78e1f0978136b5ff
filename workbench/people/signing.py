"""Signatures: who, in which role and meaning, when, over which content.

A signature covers SHA-256 of the plain rows of the records that were signed, so that it can neither be moved to another record nor
outlive a change of its own (21 CFR 11.70).
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.findings import refuse_if
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor, Stored
from workbench.people.digests import content_digest
from workbench.people.records import Meaning, Proof, Signature
from workbench.people.rules import proves


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Somebody besides the actor of an act, in the role in which they are there, with the proof that they are."""

    actor: Actor
    proof: Proof


def signature(
    change: Change,
    actor: Actor,
    proof: Proof,
    meaning: Meaning,
    kind: str,
    subject: str,
    records: Iterable[Stored],
    batch: str | None = None,
    *,
    now: datetime,
) -> Signature:
    """The signature of ``actor`` over ``records``, to be added by the caller. Refused unless ``proof`` is the actor's own and fresh."""
    refuse_if(proves(proof, actor, meaning, now))
    digest = content_digest(records)
    return Signature(
        change.fresh("G"), actor.person, actor.role, meaning, now, actor.zone, proof.factor, kind, subject, digest, batch
    )
