"""What is done with people: proving who one is, signing in, appointing, secrets."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

from workbench.kernel.findings import Done, Refused, Severity, finding, refuse_if, stops
from workbench.kernel.ports import Clock, Reader, Register
from workbench.kernel.values import Actor, Role
from workbench.people import credentials
from workbench.people.records import Appointment, Credential, Factor, Person, Proof, Qualification, SignIn
from workbench.people.rights import Act
from workbench.people.rules import RIGHTS_SOURCE, SIGNING_SOURCE, appointable, day_of, holds, person_form, proves_presence, roles_of
from workbench.people.standing import authorise, reason_given, standing
from workbench.site.records import Purpose, Site

SIGNED_IN, REFUSED, LOCKED, UNLOCKED = "signed in", "refused", "locked", "unlocked"


def prove(person_id: str, secret: str, factor: Factor, *, register: Register, clock: Clock, workstation: str, zone: str) -> Proof:
    """Proof that ``person_id`` is here, by PIN or password: takes about 0.1 s, so never call it on the thread of the window.

    A wrong secret is counted in its own transaction, and the count survives a restart. An unknown person and a wrong secret get the
    same sentence after the same work; whoever is locked is told when that lifts, and a deactivated person with the right secret that
    they are no longer in service.
    """
    with register.reading() as reader:
        purpose = reader.get(Site, "site").purpose
        person, credential = _known(reader, person_id)
        role = _first_role(reader, person_id, day_of(clock.now(), zone))
    if credential is not None:
        refuse_if(credentials.open_to_try(credential, clock.now()))
    kept = credentials.nobody(purpose) if credential is None else credentials.kept_hash(credential, factor)
    right = credentials.verify_secret(kept, secret, purpose)
    if person is None or credential is None:
        raise _not_proved()
    if right and not person.active:
        raise Refused((stops("people.inactive", RIGHTS_SOURCE, person=person.name),))
    if right and not credential.failures:
        return Proof(person_id, factor, clock.now(), credential.provisional)
    with register.transaction(Actor(person_id, role, workstation, zone), "proof of identity") as change:
        current, now = change.get(Credential, person_id), clock.now()
        refuse_if(credentials.open_to_try(current, now))
        right = right and credentials.kept_hash(current, factor) == kept
        if not right:
            change.add(SignIn(change.fresh("I"), person_id, REFUSED, now, zone))
        change.replace(current, credentials.cleared(current) if right else credentials.failed(current, now))
    if not right:
        raise _not_proved()
    return Proof(person_id, factor, now, current.provisional)


def _known(reader: Reader, person_id: str) -> tuple[Person | None, Credential | None]:
    own = {"id": person_id}
    return next(iter(reader.find(Person, own)), None), next(iter(reader.find(Credential, own)), None)


def _first_role(reader: Reader, person_id: str, day: date) -> Role:
    """The role under which an attempt is written down: one that the person holds, or the one that may do nothing."""
    return next(iter(roles_of(person_id, reader.find(Appointment, {"person": person_id}), day)), Role.INSPECTOR)


def _not_proved() -> Refused:
    return Refused((stops("people.not-proved", SIGNING_SOURCE),))


def sign_in(*, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Signs ``actor`` in at their workstation in their role. Whoever must still change secrets given by others is told."""
    with register.transaction(actor, "sign in") as change:
        now = clock.now()
        refuse_if(proves_presence(proof, actor, now))
        own = standing(change, actor.person)
        refuse_if(holds(own.person, actor.role, own.appointments, day_of(now, actor.zone)))
        fact = SignIn(change.fresh("I"), actor.person, SIGNED_IN, now, actor.zone)
        change.add(fact)
    told = (finding("people.change-secrets", Severity.TELLS, "21 CFR 11.200(a)(3)"),) if proof.provisional else ()
    return Done((fact,), told)


def lock(*, actor: Actor, register: Register, clock: Clock) -> Done:
    """Locks the workstation, by its user or after the site's minutes without a touch."""
    with register.transaction(actor, "lock") as change:
        fact = SignIn(change.fresh("I"), actor.person, LOCKED, clock.now(), actor.zone)
        change.add(fact)
    return Done((fact,))


def add_person(
    name: str, initials: str, badge: str, pin: str, password: str, *, person_id: str = "", actor: Actor, register: Register, clock: Clock
) -> Done:
    """Adds a person with first secrets, which they must change before they can sign (in a live register)."""
    with register.reading() as reader:
        purpose = reader.get(Site, "site").purpose
    person = Person(person_id, " ".join(name.split()), initials.strip(), badge.strip(), active=True)
    refuse_if(person_form(person) + credentials.good_secrets(pin, password, person, purpose))
    hashes = credentials.hash_secret(pin, purpose), credentials.hash_secret(password, purpose)
    with register.transaction(actor, "new person") as change:
        authorise(change, actor, Act.MANAGE_PEOPLE, clock.now())
        if change.find(Person, {"badge": person.badge}):
            raise Refused((stops("people.badge-taken", RIGHTS_SOURCE, where="badge", badge=person.badge),))
        if person_id and change.find(Person, {"id": person_id}):
            raise Refused((stops("people.known", RIGHTS_SOURCE, where="person_id", person=person_id),))
        person = replace(person, id=person_id or change.fresh("H"))
        credential = Credential(person.id, *hashes, provisional=purpose is Purpose.LIVE)
        change.add(person)
        change.add(credential)
    return Done((person, credential))


def appoint(
    person: str,
    role: Role,
    valid_from: date,
    valid_until: date | None = None,
    deputy_for: str | None = None,
    *,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Gives ``person`` a role from one day to another, in their own right or as the dated deputy of somebody who holds it."""
    with register.transaction(actor, "appointment") as change:
        authorise(change, actor, Act.MANAGE_PEOPLE, clock.now())
        whom = standing(change, person).person
        if not whom.active:
            raise Refused((stops("people.inactive", RIGHTS_SOURCE, person=whom.name),))
        new = Appointment(change.fresh("A"), person, role, valid_from, valid_until, deputy_for)
        refuse_if(appointable(new, actor, change.find(Appointment)))
        change.add(new)
    return Done((new,))


def end_appointment(appointment_id: str, last_day: date, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Ends an appointment with ``last_day``; it is not deleted, for what was done under it stays."""
    with register.transaction(actor, reason_given(why)) as change:
        authorise(change, actor, Act.MANAGE_PEOPLE, clock.now())
        old = change.get(Appointment, appointment_id)
        if last_day < old.valid_from:
            raise Refused((stops("people.dates-backward", RIGHTS_SOURCE, where="valid_until"),))
        new = replace(old, valid_until=last_day)
        change.replace(old, new)
    return Done((new,))


def qualify(person: str, code: str, valid_until: date, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Records or renews what ``person`` is qualified for, until a day. Nobody records their own qualification."""
    with register.transaction(actor, "qualification") as change:
        authorise(change, actor, Act.RECORD_QUALIFICATION, clock.now())
        known = standing(change, person)
        if person == actor.person:
            raise Refused((stops("people.own-qualification", RIGHTS_SOURCE),))
        if not code.strip():
            raise Refused((stops("people.qualification-missing", RIGHTS_SOURCE, where="code"),))
        earlier = [each for each in known.qualifications if each.code == code.strip()]
        new = Qualification(earlier[0].id if earlier else change.fresh("Q"), person, code.strip(), valid_until)
        if earlier:
            change.replace(earlier[0], new)
        else:
            change.add(new)
    return Done((new,))


def set_secrets(person: str, pin: str, password: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Gives another person new first secrets, for example after they were forgotten; they must change them before they can sign."""
    return _new_secrets(person, pin, password, reason_given(why), actor, register, clock, proof=None)


def change_secrets(pin: str, password: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Changes one's own secrets, right after proving with the old ones."""
    return _new_secrets(actor.person, pin, password, "own secrets changed", actor, register, clock, proof=proof)


def _new_secrets(
    person: str, pin: str, password: str, reason: str, actor: Actor, register: Register, clock: Clock, proof: Proof | None
) -> Done:
    with register.reading() as reader:
        purpose, whom, kept = reader.get(Site, "site").purpose, standing(reader, person).person, reader.get(Credential, person)
    refuse_if(credentials.good_secrets(pin, password, whom, purpose))
    if proof is not None and kept.provisional and _any_kept(kept, pin, password, purpose):
        raise Refused((stops("people.secrets-unchanged", "21 CFR 11.200(a)(3)", where="password"),))
    hashes = credentials.hash_secret(pin, purpose), credentials.hash_secret(password, purpose)
    with register.transaction(actor, reason) as change:
        now = clock.now()
        if proof is None:
            authorise(change, actor, Act.MANAGE_PEOPLE, now)
            if person == actor.person:
                raise Refused((stops("people.own-secrets", "21 CFR 11.200(a)(3)"),))
        else:
            refuse_if(proves_presence(proof, actor, now))
        old = change.get(Credential, person)
        new = Credential(person, *hashes, provisional=proof is None and purpose is Purpose.LIVE)
        change.replace(old, new)
    return Done((new,))


def _any_kept(old: Credential, pin: str, password: str, purpose: Purpose) -> bool:
    return credentials.verify_secret(old.pin, pin, purpose) or credentials.verify_secret(old.password, password, purpose)


def deactivate(person: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Takes a person out of service. They are never deleted, and their identifier is never given to anybody else."""
    with register.transaction(actor, reason_given(why)) as change:
        authorise(change, actor, Act.MANAGE_PEOPLE, clock.now())
        old = standing(change, person).person
        if person == actor.person:
            raise Refused((stops("people.own-deactivation", RIGHTS_SOURCE),))
        new = replace(old, active=False)
        change.replace(old, new)
    return Done((new,))


def unlock(person: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Lifts the lock of another person before its time, after having made sure who they are."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.UNLOCK_PERSON, now)
        standing(change, person)
        if person == actor.person:
            raise Refused((stops("people.own-lock", "OWASP ASVS 2.2.1"),))
        old = change.get(Credential, person)
        new = credentials.cleared(old)
        change.replace(old, new)
        fact = SignIn(change.fresh("I"), person, UNLOCKED, now, actor.zone)
        change.add(fact)
    return Done((new, fact))
