"""People, what they may do, how they prove who they are, and what they signed."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from workbench.kernel.values import Fact, Role, Thing


class Meaning(Enum):
    """What a signature says. The sentence signed for stands in the catalogue under ``meaning.<value>``."""

    PRESCRIBED = "prescribed"
    PERFORMED = "performed"
    VERIFIED = "verified"
    WITNESSED = "witnessed"
    TESTED = "tested"
    CHECKED = "checked"
    ASSESSED = "assessed"
    REVIEWED = "reviewed"
    RELEASED_PROVISIONALLY = "released provisionally"
    CERTIFIED = "certified"
    REJECTED = "rejected"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    LOT_DECIDED = "lot decided"
    SIGNAL_DECIDED = "signal decided"
    PREPARED = "prepared"


class Factor(Enum):
    """How a person proved to be who they are: the badge and PIN of the bench, or the name and password of release."""

    PIN = "badge and PIN"
    PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Person(Thing):
    """A person, never deleted, never reused. ``badge`` is the number printed in the badge's own identifier."""

    id: str
    name: str
    initials: str
    badge: str
    active: bool


@dataclass(frozen=True, slots=True)
class Appointment(Thing):
    """A role that a person holds from one day to another; a deputy names whom they stand in for."""

    id: str
    person: str
    role: Role
    valid_from: date
    valid_until: date | None = None
    deputy_for: str | None = None


@dataclass(frozen=True, slots=True)
class Qualification(Thing):
    """A training or qualification of a person that formulas ask for by its code, valid until a day."""

    id: str
    person: str
    code: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Credential(Thing):
    """Argon2 hashes of a person's PIN and password; ``id`` is the person's. ``failures`` survive a restart.

    ``provisional`` secrets were given by somebody else: nothing can be signed until their owner has changed them.
    """

    id: str
    pin: str
    password: str
    failures: int = 0
    locked_until: datetime | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class SignIn(Fact):
    """Somebody signed in, was refused, locked or unlocked the workstation."""

    id: str
    person: str
    what: str
    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Signature(Fact):
    """Who signed what, in which role and meaning, when.

    ``kind`` and ``subject`` name what was signed (step, result, order, deviation, decision, formula, lot); ``digest`` is
    SHA-256 over its content. A signature whose digest no longer matches the content has lapsed: that is derived, never stored.
    """

    id: str
    person: str
    role: Role
    meaning: Meaning
    at: datetime
    zone: str
    factor: Factor
    kind: str
    subject: str
    digest: bytes
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """That a person proved who they are at the moment of signing. Made by ``people.actions.prove``; kept only in memory."""

    person: str
    factor: Factor
    at: datetime
    provisional: bool = False
