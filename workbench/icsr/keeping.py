"""Files of cases in the register: messages, answers, MedDRA. The journal keeps their digests; a release of MedDRA is packed."""
from __future__ import annotations

import hashlib
import zlib
from datetime import datetime

from workbench.batch.records import Attachment
from workbench.icsr.records import MeddraRelease
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Change, Reader
from workbench.kernel.values import Actor
from workbench.vigilance.casereport.meddra import SOURCE, Meddra, Term, meddra_of, term_of

XML, PACKED = "application/xml", "application/zlib"
LOW, PREFERRED = "llt.asc", "pt.asc"


def kept(change: Change, name: str, media: str, content: bytes, actor: Actor, now: datetime) -> Attachment:
    """A file of a case as a record to add."""
    return Attachment(change.fresh("A"), name, media, content, hashlib.sha256(content).digest(), now, actor.zone, actor.person)


def packed(text: str) -> bytes:
    """A file of MedDRA as it is kept."""
    return zlib.compress(text.encode(), 9)


def newest_release(reader: Reader) -> MeddraRelease | None:
    """The MedDRA that counts: the one imported last."""
    found = reader.find(MeddraRelease, {}, sort="seq")
    return found[-1] if found else None


def meddra_kept(reader: Reader, release: MeddraRelease) -> Meddra:
    """A release with all its terms. It takes its time: a whole MedDRA has eighty thousand."""
    return meddra_of(release.version, _unpacked(reader, release.low_terms), _unpacked(reader, release.preferred_terms))


def term_kept(reader: Reader, release: MeddraRelease, code: str) -> Term | None:
    """One lowest level term of a release; ``None`` when it has none of this code."""
    return term_of(_unpacked(reader, release.low_terms), _unpacked(reader, release.preferred_terms), code)


def _unpacked(reader: Reader, attachment: str) -> str:
    """``Refused`` casereport.meddra-changed where the bytes are not those that were imported."""
    held = reader.get(Attachment, attachment)
    if hashlib.sha256(held.content).digest() != held.digest:
        raise Refused((stops("icsr.file-changed", SOURCE, name=held.name),))
    return zlib.decompress(held.content).decode()
