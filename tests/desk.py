"""A register with a site and people of every role, a clock that stands until it is set, and proofs: what a test of an act needs.

    desk = Desk(tmp_path)
    desk.actor("PH1")                    # Actor: person, first role (or the role asked for), workstation, zone
    desk.proof("RP1")                    # Proof by password, given just now
    desk.at("2026-11-20T10:30:00+03:00") # sets the clock;  desk.later(minutes=5) moves it
    desk.doing("PH1")                    # {"actor": …, "register": …, "clock": …} for an action
    desk.signing("RP1")                  # the same with "proof"
    desk.kept(Lot)                       # what the register holds, in the order of writing
    desk.formula(text)                   # puts an approved formula version straight into the register
    desk.label("tie-on-tag")             # the same with label files of the project
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from db.opening import open_register
from workbench.formula.records import FormulaStatus, FormulaVersion
from workbench.kernel.findings import Refused
from workbench.kernel.values import Actor, Role, Stored
from workbench.masters.approved import first_versions
from workbench.masters.records import LabelStatus
from workbench.people.credentials import hash_secret
from workbench.people.records import Appointment, Credential, Factor, Person, Proof, Qualification
from workbench.site.records import Purpose, Site
from workbench.words.findings import told
from workbench.words.sentences import all_sentences
from workbench.words.translation import ENGLISH

S = TypeVar("S", bound=Stored)

ZONE = "Europe/Moscow"
START = datetime.fromisoformat("2026-11-20T09:00:00+03:00")
PLACE = "BENCH-1"
SINCE = date(2026, 1, 1)
PIN = "271828"
PASSWORD = "correct horse battery"

PEOPLE: dict[str, tuple[str, str, tuple[Role, ...]]] = {
    "MD1": ("Costa, Rui", "RC", (Role.PRESCRIBER, Role.PHYSICIAN)),
    "MD2": ("Orlova, Vera", "VO", (Role.PRESCRIBER,)),
    "AN1": ("Silva, Ana", "AS", (Role.APHERESIS_NURSE,)),
    "TE1": ("Haas, Jan", "JH", (Role.TECHNICIAN,)),
    "PH1": ("Kim, Anna", "AK", (Role.PHARMACIST,)),
    "PH2": ("Soler, Marc", "MS", (Role.VERIFIER, Role.PHARMACIST)),
    "QC1": ("Ivanova, Olga", "OI", (Role.ANALYST,)),
    "QC2": ("Petit, Luc", "LP", (Role.ANALYST,)),
    "SU1": ("Weber, Ute", "UW", (Role.SUPERVISOR,)),
    "SU2": ("Berg, Nils", "NB", (Role.SUPERVISOR,)),
    "RP1": ("Marti, Eva", "EM", (Role.RESPONSIBLE,)),
    "RP2": ("Novak, Petr", "PN", (Role.RESPONSIBLE,)),
    "WN1": ("Rossi, Lia", "LR", (Role.WARD_NURSE,)),
    "AD1": ("Lund, Kai", "KL", (Role.ADMINISTRATOR,)),
    "IN1": ("Stern, Ida", "IS", (Role.INSPECTOR,)),
}
DEPUTIES = {"RP2": "RP1"}
"""RP2 stands in for RP1 from 1 to 30 November 2026."""
QUALIFICATIONS = ("CAR-T process", "gowning", "aseptic media fill", "cell processor", "radiopharmacy")


@dataclass
class StandingClock:
    """A clock that stands at ``at`` until a test moves it."""

    at: datetime = START

    def now(self) -> datetime:
        """The time that was set."""
        return self.at


BEGUN: dict[tuple[Purpose, str, datetime], bytes] = {}
"""Registers as tests begin with them, made once for a run and copied: the same site, people and hashes each time."""


@dataclass
class Desk:
    """A register in ``folder`` that nothing was done in yet, except that its site and people are there."""

    folder: Path
    purpose: Purpose = Purpose.REHEARSAL
    zone: str = ZONE
    clock: StandingClock = field(default_factory=StandingClock)

    def __post_init__(self) -> None:
        path, key = self.folder / "register.sqlite", (self.purpose, self.zone, self.clock.at)
        if key in BEGUN:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(BEGUN[key])
            self.register = open_register(path, self.clock)
            return
        self.register = open_register(path, self.clock, create=True)
        self.put(Site("site", "Demo hospital", "PH-2", self.zone, "en", self.purpose))
        self.put(*_people(hash_secret(PIN, self.purpose), hash_secret(PASSWORD, self.purpose)))
        BEGUN[key] = path.read_bytes()

    def put(self, *records: Stored, who: str = "AD1") -> None:
        """Writes records through the door without asking any rule: the state that a test begins with."""
        with self.register.transaction(Actor(who, Role.ADMINISTRATOR, PLACE, self.zone), "begin a test") as change:
            for each in records:
                change.add(each)

    def change(self, old: Any, **fields: Any) -> Any:
        """Replaces ``old`` with the given fields, without asking any rule; the new record."""
        new = replace(old, **fields)
        with self.register.transaction(Actor("AD1", Role.ADMINISTRATOR, PLACE, self.zone), "begin a test") as change:
            change.replace(old, new)
        return new

    def actor(self, person: str, role: Role | None = None) -> Actor:
        """``person`` at the bench, in the role asked for or the first that they hold."""
        return Actor(person, role or PEOPLE[person][2][0], PLACE, self.zone)

    def proof(self, person: str, factor: Factor = Factor.PASSWORD) -> Proof:
        """A proof of ``person`` given just now, without hashing."""
        return Proof(person, factor, self.clock.at)

    def doing(self, person: str, role: Role | None = None) -> dict[str, Any]:
        """What every action asks for besides its own matter."""
        return {"actor": self.actor(person, role), "register": self.register, "clock": self.clock}

    def signing(self, person: str, role: Role | None = None, factor: Factor = Factor.PASSWORD) -> dict[str, Any]:
        """What every action that is signed asks for besides its own matter."""
        return {**self.doing(person, role), "proof": self.proof(person, factor)}

    def at(self, moment: str) -> None:
        """Sets the clock to a time in ISO 8601 with its zone."""
        self.clock.at = datetime.fromisoformat(moment)

    def later(self, **length: float) -> None:
        """Moves the clock on: ``minutes=5``, ``days=1``."""
        self.clock.at += timedelta(**length)

    def kept(self, kind: type[S], **where: object) -> tuple[S, ...]:
        """What the register holds of a kind, in the order of writing."""
        with self.register.reading() as reader:
            return reader.find(kind, where, sort="seq")

    def one(self, kind: type[S], key: str) -> S:
        """The record with this key."""
        with self.register.reading() as reader:
            return reader.get(kind, key)

    def head(self) -> tuple[int, bytes]:
        """Where the journal stands: unchanged by whatever was refused."""
        with self.register.reading() as reader:
            return reader.head()

    def formula(self, text: str, code: str, version: int = 1, status: FormulaStatus = FormulaStatus.APPROVED) -> FormulaVersion:
        """Puts a formula version straight into the register, approved unless said otherwise."""
        digest = hashlib.sha256(text.encode()).digest()
        kept = FormulaVersion(f"{code}.{version}", code, version, text, digest, status, self.clock.at, self.zone, "SU1")
        self.put(kept)
        return kept

    def label(self, *names: str) -> None:
        """Puts label files of the project straight into the register, as versions that two have approved."""
        texts = {name: (LABELS / f"{name}.toml").read_text(encoding="utf-8") for name in names}
        self.put(*(replace(each, status=LabelStatus.APPROVED) for each in first_versions(texts, "SU1", self.clock.at, self.zone)))


LABELS = Path(__file__).resolve().parent.parent / "resources" / "labels"


def _people(pin: str, password: str) -> Iterable[Stored]:
    for place, (key, (name, initials, roles)) in enumerate(PEOPLE.items(), start=1):
        yield Person(key, name, initials, f"{1000 + place}", active=True)
        yield Credential(key, pin, password)
        for role in roles:
            if key in DEPUTIES:
                days = date(2026, 11, 1), date(2026, 11, 30)
                yield Appointment(f"A-{key}-{role.value}", key, role, *days, deputy_for=DEPUTIES[key])
            else:
                yield Appointment(f"A-{key}-{role.value}", key, role, SINCE)
        for code in QUALIFICATIONS:
            yield Qualification(f"Q-{key}-{code}", key, code, date(2027, 6, 30))


def codes(refused: Refused) -> set[str]:
    """The codes of everything that a refusal says; each must have its sentence, and the facts that the sentence names."""
    for each in refused.findings:
        assert each.code in all_sentences(), f"{each.code} has no sentence"
        assert told(each, ENGLISH).what
    return {each.code for each in refused.findings}
