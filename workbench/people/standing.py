"""What the register knows of who acts: read inside the act, judged by the rules, refused at once."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.findings import Refused, refuse_if, stops
from workbench.kernel.ports import Reader
from workbench.kernel.values import Actor
from workbench.people.records import Appointment, Person, Qualification, Signature
from workbench.people.rights import Act
from workbench.people.rules import RIGHTS_SOURCE, day_of, decided_nothing, may


@dataclass(frozen=True, slots=True)
class Standing:
    """A person with their appointments and qualifications."""

    person: Person
    appointments: tuple[Appointment, ...]
    qualifications: tuple[Qualification, ...]


def standing(reader: Reader, person: str) -> Standing:
    """The standing of ``person``; refused when the register does not know them."""
    known = reader.find(Person, {"id": person})
    if not known:
        raise Refused((stops("people.unknown", RIGHTS_SOURCE, person=person),))
    own = {"person": person}
    return Standing(known[0], reader.find(Appointment, own, sort="id"), reader.find(Qualification, own, sort="id"))


def authorise(reader: Reader, actor: Actor, act: Act, now: datetime) -> Standing:
    """The actor's standing; refused unless their role may do ``act`` and they hold it today, in the zone of their workstation."""
    own = standing(reader, actor.person)
    refuse_if(may(act, actor, own.person, own.appointments, day_of(now, actor.zone)))
    return own


def authorise_hand(reader: Reader, actor: Actor, act: Act, now: datetime, batches: Iterable[str]) -> Standing:
    """``authorise`` for a step, a check or a test of ``batches``: refused as well to who has reviewed or released one of them."""
    own = authorise(reader, actor, act, now)
    for batch in batches:
        refuse_if(decided_nothing(reader.find(Signature, {"batch": batch}), own.person, batch))
    return own


def reason_given(why: str) -> str:
    """``why`` without outer spaces; refused when it says nothing (empty, blanks, one character)."""
    said = " ".join(why.split())
    if len(said) < 3:
        raise Refused((stops("people.reason-missing", "draft EU GMP Annex 11 12.2", where="why"),))
    return said
