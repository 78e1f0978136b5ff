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
