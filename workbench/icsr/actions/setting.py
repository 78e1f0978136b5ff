"""The site says who it is as sender of case reports, and brings its licensed MedDRA."""
from __future__ import annotations

from dataclasses import dataclass

from workbench.icsr.keeping import LOW, PACKED, PREFERRED, kept, packed
from workbench.icsr.records import CaseSender, Masking, MeddraRelease
from workbench.icsr.rules import SOURCE, sender_form
from workbench.kernel.findings import Done, refuse_if, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise, reason_given
from workbench.vigilance.casereport.meddra import meddra_of


@dataclass(frozen=True, slots=True)
class SenderForm:
    """What is typed of a sender; the fields are those of ``CaseSender``."""

    kind: str
    organisation: str
    country: str
    identifier: str
    receiver: str
    masking: Masking = Masking.MASKED
    department: str = ""
    given_name: str = ""
    family_name: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    schemas: str = ""


def set_sender(form: SenderForm, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters or changes what the site says of itself as sender. Messages that were written stay as they are."""
    with register.transaction(actor, reason_given(why)) as change:
        now = clock.now()
        authorise(change, actor, Act.SET_UP_REPORTING, now)
        text = {name: " ".join(getattr(form, name).split()) for name in SenderForm.__slots__ if name not in ("masking", "schemas")}
        new = CaseSender(
            id="sender", **text | {"country": text["country"].upper()}, masking=form.masking, schemas=form.schemas.strip(), person=actor.person, at=now,
            zone=actor.zone,
        )  # fmt: skip
        refuse_if(sender_form(new))
        known = change.find(CaseSender, limit=1)
        if known:
            change.replace(known[0], new)
        else:
            change.add(new)
    return Done((new,))


def import_meddra(version: str, low_terms: str, preferred_terms: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps the two files of a site's licensed MedDRA, read through before. ``Refused`` with file and line where one is none, and a version twice."""
    read = meddra_of(version.strip(), low_terms, preferred_terms)
    with register.transaction(actor, f"import MedDRA {read.version}") as change:
        now = clock.now()
        authorise(change, actor, Act.SET_UP_REPORTING, now)
        if change.find(MeddraRelease, {"version": read.version}):
            refuse_if((stops("icsr.meddra-twice", SOURCE, where="version", version=read.version),))
        low = kept(change, LOW, PACKED, packed(low_terms), actor, now)
        preferred = kept(change, PREFERRED, PACKED, packed(preferred_terms), actor, now)
        made = MeddraRelease(change.fresh("MR"), read.version, low.id, preferred.id, len(read.terms), now, actor.zone, actor.person)
        for each in (low, preferred, made):
            change.add(each)
    return Done((made,))
