"""Signatures: who, in which role and meaning, when, over which content.

A signature covers SHA-256 of the plain rows of the records that were signed, so that it can neither be moved to another record nor
outlive a change of its own (21 CFR 11.70).
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from workbench.journal.chain import canonical
from workbench.kernel.findings import refuse_if
from workbench.kernel.plain import Shape
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor, Stored
from workbench.people.records import Meaning, Proof, Signature
from workbench.people.rules import proves

VERSION = b"\x00signed1"
"""Begins every signed content. Another way of making the digest would have another tag: old signatures stay provable."""


@cache
def _shape(kind: Any) -> Shape[Any]:
    return Shape(kind)


def content_digest(records: Iterable[Stored]) -> bytes:
    """SHA-256 over ``records`` in their order: each one's kind and plain row in canonical form, with its length before it."""
    digest = hashlib.sha256(VERSION)
    for each in records:
        kind: Any = type(each)
        body = canonical({**_shape(kind).row(each), "": kind.__name__})
        digest.update(b"%d:" % len(body) + body)
    return digest.digest()


def holds_for(signature: Signature, records: Iterable[Stored]) -> bool:
    """Whether ``signature`` still covers ``records``; if not, it has lapsed."""
    return signature.digest == content_digest(records)


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
