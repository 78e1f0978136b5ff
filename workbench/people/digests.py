"""What a signature covers, as one digest. Any rule or paper may reckon it; ``signing`` makes the signature."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from workbench.journal.chain import canonical
from workbench.kernel.plain import Shape
from workbench.kernel.values import Stored
from workbench.people.records import Signature

VERSION = b"\x00signed1"
"""Begins every signed content. Another way of making the digest would have another tag: old signatures stay provable."""


@cache
def _shape(kind: Any) -> Shape[Any]:
    return Shape(kind)


MOST = 4096
_BODIES: dict[int, tuple[Stored, bytes]] = {}
"""Canonical forms by the identity of their record, each with the record itself: equality would take 1.5 for 1.50, which is signed otherwise."""


def _body(record: Stored) -> bytes:
    """The canonical form of one record with its kind: made once for a record, which several signatures cover."""
    known = _BODIES.get(id(record))
    if known is not None and known[0] is record:
        return known[1]
    kind: Any = type(record)
    body = canonical({**_shape(kind).row(record), "": kind.__name__})
    if len(_BODIES) >= MOST:
        _BODIES.clear()
    _BODIES[id(record)] = (record, body)
    return body


def content_digest(records: Iterable[Stored]) -> bytes:
    """SHA-256 over ``records`` in their order: each one's kind and plain row in canonical form, with its length before it."""
    digest = hashlib.sha256(VERSION)
    for each in records:
        body = _body(each)
        digest.update(b"%d:" % len(body) + body)
    return digest.digest()


def holds_for(signature: Signature, records: Iterable[Stored]) -> bool:
    """Whether ``signature`` still covers ``records``; if not, it has lapsed."""
    return signature.digest == content_digest(records)
