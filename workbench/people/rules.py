"""Who holds which role on a day, who is qualified, and whose proof signs what. Pure."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workbench.kernel.findings import Finding, stops
from workbench.kernel.values import Actor, Role
from workbench.people.records import Appointment, Factor, Meaning, Person, Proof, Qualification, Signature
from workbench.people.rights import APART, APART_SOURCE, RIGHTS, Act, roles_for

PROOF_SECONDS = 120
"""A signature is given at once after the proof; a proof left lying longer is asked for again (21 CFR 11.200(a))."""

PASSWORD_MEANINGS = frozenset(
    {
        Meaning.REVIEWED,
        Meaning.RELEASED_PROVISIONALLY,
        Meaning.CERTIFIED,
        Meaning.REJECTED,
        Meaning.APPROVED,
        Meaning.WITHDRAWN,
        Meaning.LOT_DECIDED,
        Meaning.SIGNAL_DECIDED,
    }
)
"""Meanings that decide about a product, a lot or a formula: signed with the password. All others at the bench, with PIN or password."""

DECIDED = frozenset({Meaning.REVIEWED, Meaning.RELEASED_PROVISIONALLY, Meaning.CERTIFIED})
"""Meanings of who reviewed or released a batch: they stand apart from it, before and afterwards."""
RIGHTS_SOURCE = "PIC/S PE 010-4 chapter 2; 21 CFR 11.10(g)"
SIGNING_SOURCE = "21 CFR 11.200(a)"


def day_of(moment: datetime, zone: str) -> date:
    """The calendar day of ``moment`` where the site is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def in_office(appointment: Appointment, day: date) -> bool:
    """Whether ``appointment`` counts on ``day``; its first and last day are included."""
    return appointment.valid_from <= day and (appointment.valid_until is None or day <= appointment.valid_until)


def roles_of(person: str, appointments: Iterable[Appointment], day: date) -> tuple[Role, ...]:
    """The roles that ``person`` holds on ``day``, in the order in which roles are listed."""
    held = {each.role for each in appointments if each.person == person and in_office(each, day)}
    return tuple(role for role in Role if role in held)


def holds(person: Person, role: Role, appointments: Iterable[Appointment], day: date) -> tuple[Finding, ...]:
    """Stops unless ``person`` is active and holds ``role`` on ``day``, in their own right or as a dated deputy."""
    if not person.active:
        return (stops("people.inactive", RIGHTS_SOURCE, person=person.name),)
    if role not in roles_of(person.id, appointments, day):
        return (stops("people.role-not-held", RIGHTS_SOURCE, person=person.name, role=role.value, day=day.isoformat()),)
    return ()


def may(act: Act, actor: Actor, person: Person, appointments: Iterable[Appointment], day: date) -> tuple[Finding, ...]:
    """Stops unless the table of rights has ``act`` for the actor's role and the person holds that role on ``day``."""
    if act not in RIGHTS[actor.role]:
        roles = ", ".join(each.value for each in roles_for(act))
        return (stops("people.act-not-allowed", RIGHTS_SOURCE, role=actor.role.value, act=act.value, roles=roles),)
    return holds(person, actor.role, appointments, day)


def qualified(codes: Iterable[str], person: Person, qualifications: Iterable[Qualification], day: date) -> tuple[Finding, ...]:
    """Stops for each of ``codes`` that ``person`` has no qualification for that is valid on ``day``."""
    until: dict[str, date] = {}
    for each in qualifications:
        if each.person == person.id:
            until[each.code] = max(each.valid_until, until.get(each.code, each.valid_until))
    found: list[Finding] = []
    for code in codes:
        if code not in until:
            found.append(stops("people.not-qualified", "PIC/S PE 010-4 2", person=person.name, qualification=code))
        elif until[code] < day:
            ended = until[code].isoformat()
            found.append(stops("people.qualification-ended", "PIC/S PE 010-4 2", person=person.name, qualification=code, day=ended))
    return tuple(found)


def decided_nothing(signatures: Iterable[Signature], person: Person, batch: str) -> tuple[Finding, ...]:
    """Stops when ``person`` has reviewed, released or certified ``batch``: such a person does no step, check or test of it afterwards."""
    if any(each.person == person.id and each.meaning in DECIDED for each in signatures):
        return (stops("people.decided-before", APART_SOURCE, person=person.name, batch=batch),)
    return ()


def another(first: str, second: str, name: str, where: str = "") -> tuple[Finding, ...]:
    """Stops when the second person, called ``name``, is the first."""
    return (stops("people.same-person", APART_SOURCE, where=where, person=name),) if first == second else ()


def proves_presence(proof: Proof, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Stops unless ``proof`` is the actor's own and was given just now."""
    found: list[Finding] = []
    if proof.person != actor.person:
        found.append(stops("people.proof-of-another", SIGNING_SOURCE))
    if not 0 <= (now - proof.at).total_seconds() <= PROOF_SECONDS:
        found.append(stops("people.proof-stale", SIGNING_SOURCE, seconds=str(PROOF_SECONDS)))
    return tuple(found)


def least_factor(meaning: Meaning) -> Factor:
    """What a signature of ``meaning`` asks for at least: the password where a product, lot or formula is decided, else the PIN."""
    return Factor.PASSWORD if meaning in PASSWORD_MEANINGS else Factor.PIN


def proves(proof: Proof, actor: Actor, meaning: Meaning, now: datetime) -> tuple[Finding, ...]:
    """Stops unless ``proof`` is the actor's own, fresh, strong enough for ``meaning``, and made with secrets of their own choice."""
    found = list(proves_presence(proof, actor, now))
    if least_factor(meaning) is Factor.PASSWORD and proof.factor is not Factor.PASSWORD:
        found.append(stops("people.password-needed", SIGNING_SOURCE, meaning=meaning.value))
    if proof.provisional:
        found.append(stops("people.change-secrets-first", "21 CFR 11.200(a)(3)"))
    return tuple(found)


def person_form(person: Person) -> tuple[Finding, ...]:
    """Stops a person without name or initials, or with a badge number that its symbol cannot carry."""
    found: list[Finding] = []
    if not person.name:
        found.append(stops("people.name-missing", RIGHTS_SOURCE, where="name"))
    if not 1 <= len(person.initials) <= 5:
        found.append(stops("people.initials-form", RIGHTS_SOURCE, where="initials"))
    if not (person.badge.isascii() and person.badge.isdigit() and 4 <= len(person.badge) <= 12):
        found.append(stops("people.badge-form", "own identifier %6", where="badge"))
    return tuple(found)


def appointable(new: Appointment, actor: Actor, existing: Iterable[Appointment]) -> tuple[Finding, ...]:
    """Stops an appointment of oneself, a backward one, an undated deputy, a deputy for nobody, and an administrator who decides."""
    kept = tuple(existing)
    found: list[Finding] = []
    if new.person == actor.person:
        found.append(stops("people.own-appointment", RIGHTS_SOURCE))
    if new.valid_until is not None and new.valid_until < new.valid_from:
        found.append(stops("people.dates-backward", RIGHTS_SOURCE, where="valid_until"))
    if new.deputy_for is not None:
        if new.valid_until is None:
            found.append(stops("people.deputy-undated", RIGHTS_SOURCE, where="valid_until"))
        principals = [each for each in kept if each.person == new.deputy_for and each.role is new.role and each.deputy_for is None]
        if new.deputy_for == new.person or not any(_overlap(each, new) for each in principals):
            found.append(stops("people.deputy-for-nobody", RIGHTS_SOURCE, where="deputy_for", role=new.role.value))
    own = [each for each in kept if each.person == new.person and _overlap(each, new)]
    if any(each.role is new.role for each in own):
        found.append(stops("people.already-appointed", RIGHTS_SOURCE, role=new.role.value))
    held = {each.role for each in own}
    if (new.role is Role.ADMINISTRATOR and held & APART) or (new.role in APART and Role.ADMINISTRATOR in held):
        found.append(stops("people.administrator-decides-nothing", "draft EU GMP Annex 11 12.3"))
    return tuple(found)


def _overlap(one: Appointment, other: Appointment) -> bool:
    starts_before_end = other.valid_until is None or one.valid_from <= other.valid_until
    return starts_before_end and (one.valid_until is None or other.valid_from <= one.valid_until)
