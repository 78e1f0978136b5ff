"""What a site says of itself as sender, how a reaction was coded, what left the site, and what the receiver answered."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact, Thing


class Masking(Enum):
    """What a message says of who the patient and the reporter are: nothing (null flavour MSK), or the patient's initials and the reporter's name."""

    MASKED = "masked"
    INITIALS = "initials"


class MessageKind(Enum):
    """What a message is: the first of a case, one with new information, a correction without any, or the one that takes the case back."""

    INITIAL = "initial"
    FOLLOW_UP = "follow-up"
    AMENDMENT = "amendment"
    NULLIFICATION = "nullification"


@dataclass(frozen=True, slots=True)
class CaseSender(Thing):
    """What the site says of itself as sender of case reports; ``id`` is always ``sender``.

    ``kind`` is the code of E2B(R3) C.3.1, ``country`` two letters of ISO 3166, ``identifier`` and ``receiver`` are those that the receiver gave
    out (N.1.3, N.1.4). ``schemas`` is the folder with ICH's schemas, empty where the site has none. ``person`` wrote it, at ``at``.
    """

    id: str
    kind: str
    organisation: str
    department: str
    given_name: str
    family_name: str
    street: str
    city: str
    postcode: str
    country: str
    telephone: str
    email: str
    identifier: str
    receiver: str
    masking: Masking
    schemas: str
    person: str
    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class MeddraRelease(Fact):
    """One version of a site's licensed MedDRA: its two files, packed, as attachments with their digests; ``terms`` is how many it has."""

    id: str
    version: str
    low_terms: str
    preferred_terms: str
    terms: int
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class ReactionCode(Fact):
    """The MedDRA term that a person chose for the reaction of a report. The last one counts; an earlier one stays as it was chosen."""

    id: str
    report: str
    version: str
    code: str
    term: str
    preferred_code: str
    preferred: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CaseText(Fact):
    """A physician's own words on a case; they stand in the narrative behind what the register knows. The last one counts."""

    id: str
    report: str
    text: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CaseMessage(Fact):
    """A message that was written about a report. ``id`` is its number in the message (N.1.2, N.2.r.1), ``identifier`` that of the case (C.1.1).

    A ``draft`` is marked as training in the message itself. ``repeats`` names the message that this one takes the place of, ``reason`` why it
    amends or takes back. ``attachment`` holds the file, ``digest`` is its SHA-256.
    """

    id: str
    report: str
    identifier: str
    kind: MessageKind
    draft: bool
    repeats: str | None
    reason: str
    attachment: str
    digest: bytes
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CaseUnsent(Fact):
    """A message was written and never went out, with the reason: no receiver has it, and the next one takes its place."""

    id: str
    report: str
    message: str
    why: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CasePaper(Fact):
    """A report as it was printed on a form, kept as its bytes. ``form`` is the form's code; each copy tells a later state under the same number.

    ``head`` is the journal number that the paper shows, ``digest`` the SHA-256 of ``content``.
    """

    id: str
    report: str
    form: str
    form_version: str
    number: str
    language: str
    copy: int
    content: bytes
    digest: bytes
    head: int
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class CaseAcknowledgement(Fact):
    """What the receiver answered about one message. ``said`` are its errors or comments, ``attachment`` holds the file as it came."""

    id: str
    report: str
    message: str
    accepted: bool
    said: str
    attachment: str
    digest: bytes
    at: datetime
    zone: str
    person: str
