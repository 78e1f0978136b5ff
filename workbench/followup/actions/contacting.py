"""Whom to ask, who was tried and reached, and who is lost or found again. Reasons of the journal name nobody."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.custody.records import Infusion
from workbench.followup.records import Contact, ContactAttempt, ContactKind, Reached, Standing, StandingDecision, YearlyWindow
from workbench.followup.rules import SOURCE, may_attempt, may_contact, may_set_window, may_stand
from workbench.followup.timeline import Trail, trail_of
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Clock, Reader, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be asked, as typed; ``gone`` takes them off the list."""

    kind: ContactKind
    name: str
    reach: str
    language: str
    gone: bool = False


def trail_in(reader: Reader, infusion_id: str) -> Trail:
    """The trail of an infusion as this act sees it; refused when there is none."""
    if not reader.find(Infusion, {"id": infusion_id}):
        raise Refused((stops("followup.not-found", SOURCE),))
    return trail_of(reader, infusion_id)


def keep_contact(
    infusion_id: str, typed: Person, *, replaces: str | None = None, why: str = "", actor: Actor, register: Register, clock: Clock
) -> Done:
    """Keeps somebody who can be asked; or puts other words in the place of a contact that stands, with the reason."""
    with register.transaction(actor, "keep a contact") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        trail = trail_in(change, infusion_id)
        words = [" ".join(each.split()) for each in (typed.name, typed.reach, typed.language)]
        made = Contact(
            change.fresh("FC"), trail.patient.id, typed.kind, words[0], words[1], words[2], typed.gone, replaces, " ".join(why.split()), now, actor.zone,
            actor.person,
        )  # fmt: skip
        refuse_if(may_contact(made, trail.contacts_now))
        change.add(made)
    return Done((made,))


def record_attempt(
    infusion_id: str, contact: str, result: Reached, tried: datetime, said: str = "", *, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Somebody was tried, and how that ended."""
    with register.transaction(actor, "try a contact") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        trail = trail_in(change, infusion_id)
        made = ContactAttempt(change.fresh("FA"), trail.patient.id, contact, result, " ".join(said.split()), tried, now, actor.zone, actor.person)
        refuse_if(may_attempt(trail, made, now))
        change.add(made)
    return Done((made,))


def decide_standing(infusion_id: str, standing: Standing, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """A patient is lost after attempts that reached nobody, was found again, or does not want to be asked any more.

    Whether somebody is lost, a physician decides; that they were found, or withdrew, whoever follows them up hears.
    """
    said = " ".join(why.split())
    with register.transaction(actor, standing.value) as change:
        now = clock.now()
        authorise(change, actor, Act.DECIDE_LOST if standing is Standing.LOST else Act.FOLLOW_UP, now)
        trail = trail_in(change, infusion_id)
        refuse_if(may_stand(trail, standing, said))
        made = StandingDecision(change.fresh("FD"), trail.patient.id, standing, said, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))


def set_yearly_window(before: int, after: int, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """How many days around an anniversary a yearly contact counts as in time here."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "set the yearly window") as change:
        now = clock.now()
        authorise(change, actor, Act.SET_FOLLOW_UP, now)
        refuse_if(may_set_window(before, after, said))
        made = YearlyWindow(change.fresh("FW"), before, after, said, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))
