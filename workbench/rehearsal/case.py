"""A case: what is given before the first act, what people do, and what is expected to come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workbench.kernel.values import Role
from workbench.rehearsal.acts import ACTS, Act
from workbench.rehearsal.reading import objects, record, unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFormula:
    """A formula that the case uses, and which version of it."""

    code: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSite:
    """The site, and when its register was begun (before the first act)."""

    name: str
    room: str
    begun: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRole:
    """A role that a person has, from a day to a day, perhaps as somebody's deputy."""

    role: Role
    since: date
    until: date | None = None
    deputy_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQualification:
    """What a person is qualified for, until a day."""

    code: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """A person, with secrets that are for show only."""

    name: str
    initials: str
    badge: str
    pin: str
    password: str
    roles: tuple[CaseRole, ...]
    qualifications: tuple[CaseQualification, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDue:
    """A need of a piece of equipment, and until when it is met."""

    need: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEquipment:
    """A piece of equipment."""

    kind: str
    name: str
    room: str
    dues: tuple[CaseDue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseProperty:
    """A value of a lot, as it is typed."""

    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLot:
    """A lot of a material, as it comes in."""

    material: str
    name: str
    number: str
    expiry: datetime
    received: str
    unit: str
    properties: Mapping[str, CaseProperty] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePatient:
    """A patient. ``allergies`` is one of the four states of knowledge; a ``DEMO`` family name shows that there is no such person."""

    hospital_no: str
    family: str
    given: str
    born: date
    sex: str
    title: str = ""
    allergies: str = "allergies not recorded"
    allergy_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedBag:
    """A bag that is expected; what is left empty is not compared."""

    number: int
    kind: str
    status: str
    dose: str = ""
    volume: str = ""
    expiry: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedBatch:
    """What one batch is expected to come to.

    ``values`` pairs names of the formula with figures (``1495e6 car_cell``, ``26.0``): compared rounded half up to the digits given.
    ``tests`` pairs tests with verdicts; ``bags``, if there are any, are all bags.
    """

    verdict: str
    values: Mapping[str, str] = field(default_factory=dict)
    tests: Mapping[str, str] = field(default_factory=dict)
    bags: tuple[ExpectedBag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A whole case. ``published`` says what is published and where; ``assumptions`` are everything else that somebody had to choose.

    ``expect`` is what comes out, by the case's key of the batch.
    """

    case: str
    about: str
    formulas: tuple[CaseFormula, ...]
    zone: str
    language: str
    published: str
    assumptions: tuple[str, ...]
    site: CaseSite
    people: Mapping[str, CasePerson]
    equipment: Mapping[str, CaseEquipment]
    lots: Mapping[str, CaseLot]
    patients: Mapping[str, CasePatient]
    play: tuple[Act, ...]
    expect: Mapping[str, ExpectedBatch]

    def role_of(self, who: str, role: Role | None) -> Role:
        """The role in which somebody acts: the one said, or the first that they have."""
        return role or self.people[who].roles[0].role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A case as the file has it, before its acts are told apart."""

    case: str
    about: str
    formulas: tuple[CaseFormula, ...]
    zone: str
    language: str
    published: str
    assumptions: tuple[str, ...]
    site: CaseSite
    people: Mapping[str, CasePerson]
    equipment: Mapping[str, CaseEquipment]
    lots: Mapping[str, CaseLot]
    patients: Mapping[str, CasePatient]
    expect: Mapping[str, ExpectedBatch]


def read_case(text: str, place: str) -> Case:
    """The case in ``text``; ``Unavailable`` ("rehearsal.unreadable") names the place and what is wrong there.

    Whether its acts agree with its people, lots and orders is another question: ``workbench.rehearsal.checking``.
    """
    held = objects(text, place)
    if not isinstance(held, dict) or not isinstance(held.get("play"), list):
        raise unreadable(place, "an object with a list called play is expected")
    head = record(_Head, {key: value for key, value in held.items() if key not in ("play", "$schema")}, place)
    play = tuple(_act(each, f"{place}: play[{at}]") for at, each in enumerate(held["play"]))
    return Case(**{name: getattr(head, name) for name in _Head.__dataclass_fields__}, play=play)


def _act(value: Any, place: str) -> Act:
    if not isinstance(value, dict) or value.get("act") not in ACTS:
        raise unreadable(place, f"an object is expected whose act is one of {', '.join(ACTS)}")
    return record(ACTS[value["act"]], {key: each for key, each in value.items() if key != "act"}, place)
