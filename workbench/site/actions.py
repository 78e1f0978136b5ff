"""Setting up the site that owns the register."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor, Role
from workbench.masters.approved import first_versions
from workbench.people import credentials
from workbench.people.records import Appointment, Credential, Person
from workbench.people.rights import Act
from workbench.people.rules import day_of, person_form
from workbench.people.standing import authorise, reason_given
from workbench.site.records import ProductCodes, Site, SiteCodes
from workbench.site.rules import SOURCE, codes_form, product_codes_form, site_form

NO_LABELS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """The administrator with whom a register begins, with the secrets that they chose themselves."""

    id: str
    name: str
    initials: str
    badge: str
    pin: str
    password: str


def found_site(
    site: Site,
    first: FirstPerson,
    labels: Mapping[str, str] = NO_LABELS,
    *,
    workstation: str,
    register: Register,
    clock: Clock,
    valid_from: date | None = None,
) -> Done:
    """Begins a new register: its site, and its first person, who is its administrator and acts here for themselves.

    ``labels`` are the label files that come with the workbench: each waits as version 1 until two people have approved it.
    ``valid_from`` is the first day of the appointment, today if not said. Refused where there is a site already.
    """
    person = Person(first.id, " ".join(first.name.split()), first.initials.strip(), first.badge.strip(), active=True)
    refuse_if(site_form(site) + person_form(person) + credentials.good_secrets(first.pin, first.password, person, site.purpose))
    hashes = credentials.hash_secret(first.pin, site.purpose), credentials.hash_secret(first.password, site.purpose)
    actor = Actor(first.id, Role.ADMINISTRATOR, workstation, site.zone)
    with register.transaction(actor, "new register") as change:
        if change.find(Site, limit=1):
            raise Refused((stops("site.exists", SOURCE),))
        since = valid_from or day_of(clock.now(), site.zone)
        made = (
            replace(site, id="site", name=site.name.strip()),
            person,
            Credential(first.id, *hashes),
            Appointment(change.fresh("A"), first.id, Role.ADMINISTRATOR, since),
            *first_versions(labels, first.id, clock.now(), site.zone),
        )
        for each in made:
            change.add(each)
    return Done(made)


def change_site(
    name: str, room: str, zone: str, language: str, lock_minutes: int, why: str, *, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Changes the site's settings. What a register is for never changes: a demo does not become live."""
    with register.transaction(actor, reason_given(why)) as change:
        authorise(change, actor, Act.SET_UP_SITE, clock.now())
        old = change.get(Site, "site")
        new = replace(old, name=name.strip(), room=room.strip(), zone=zone, language=language, lock_minutes=lock_minutes)
        refuse_if(site_form(new))
        change.replace(old, new)
    return Done((new,))


@dataclass(frozen=True, slots=True)
class Licence:
    """What the administrator enters to turn ISBT 128 on. ``confirmed`` says that the site is registered with ICCBBA and pays its licence."""

    facility: str
    number: str
    confirmed: bool
    country: str = ""
    establishment: str = ""


def enter_licence(licence: Licence, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Turns ISBT 128 on under the site's own facility number, or corrects that number. Who confirmed the licence, and when, is kept."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.SET_UP_SITE, now)
        new = SiteCodes(
            "codes", licence.facility.strip(), licence.number.strip(), actor.person, now, actor.zone, licence.country.strip(),
            licence.establishment.strip(),
        )  # fmt: skip
        refuse_if(codes_form(new, licence.confirmed))
        kept = change.find(SiteCodes, limit=1)
        if kept:
            change.replace(kept[0], new)
        else:
            change.add(new)
    return Done((new,))


def enter_product_codes(formula: str, isbt: str, gtin: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters what the product of a formula is called outside: its ISBT 128 product code, its GTIN. Empty takes a code away."""
    with register.transaction(actor, reason_given(why)) as change:
        authorise(change, actor, Act.SET_UP_SITE, clock.now())
        new = ProductCodes(formula, isbt.strip(), gtin.strip())
        if not change.find(FormulaVersion, {"code": formula}, limit=1):
            raise Refused((stops("site.formula-unknown", SOURCE, where="formula", formula=formula),))
        refuse_if(product_codes_form(new, isbt_on=bool(change.find(SiteCodes, limit=1))))
        kept = change.find(ProductCodes, {"id": formula})
        if kept:
            change.replace(kept[0], new)
        else:
            change.add(new)
    return Done((new,))
