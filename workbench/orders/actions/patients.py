"""Registering a patient, and correcting what is known of them."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor
from workbench.orders.names import likeness, tidy_name
from workbench.orders.records import Allergies, Patient
from workbench.orders.rules import IDENTITY, look_alikes, patient_form, with_reasons
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.standing import authorise, reason_given
from workbench.site.numbering import digits


@dataclass(frozen=True, slots=True)
class Registration:
    """A patient as typed. ``coi`` is empty where the workbench shall give the chain-of-identity number."""

    hospital_no: str
    family: str
    given: str
    born: date
    sex: str
    title: str = ""
    allergies: Allergies = Allergies.NOT_RECORDED
    allergy_text: str = ""
    coi: str = ""


NO_REASONS: Mapping[str, str] = {}


def register_patient(
    typed: Registration, *, reasons: Mapping[str, str] = NO_REASONS, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Registers a patient. Told: everybody whose name can be mistaken for theirs. ``reasons`` answer by field what is unusual."""
    with register.transaction(actor, _reason("new patient", reasons)) as change:
        now = clock.now()
        authorise(change, actor, Act.REGISTER_PATIENT, now)
        coi = typed.coi.strip() or digits(change, now, "patient")
        patient = _patient(change.fresh("P"), coi, typed)
        told = _judged(change, patient, day_of(now, actor.zone), reasons)
        change.add(patient)
    return Done((patient,), told)


def amend_patient(
    patient_id: str, typed: Registration, why: str, *, reasons: Mapping[str, str] = NO_REASONS, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Corrects what is known of a patient; the chain-of-identity number never changes. What it was before stays in the journal."""
    with register.transaction(actor, _reason(reason_given(why), reasons)) as change:
        now = clock.now()
        authorise(change, actor, Act.AMEND_PATIENT, now)
        old = known_patient(change, patient_id)
        if typed.coi.strip() not in ("", old.coi):
            raise Refused((stops("orders.coi-fixed", IDENTITY, where="coi"),))
        new = _patient(old.id, old.coi, typed)
        told = _judged(change, new, day_of(now, actor.zone), reasons)
        change.replace(old, new)
    return Done((new,), told)


def known_patient(reader: Reader, patient_id: str) -> Patient:
    """The patient of this identifier; refused when there is none."""
    known = reader.find(Patient, {"id": patient_id})
    if not known:
        raise Refused((stops("orders.no-such-patient", IDENTITY, where="patient", patient=patient_id),))
    return known[0]


def _patient(key: str, coi: str, typed: Registration) -> Patient:
    family, given, title = (tidy_name(each) for each in (typed.family, typed.given, typed.title))
    said = " ".join(typed.allergy_text.split())
    return Patient(
        id=key,
        hospital_no=typed.hospital_no.strip(),
        family=family,
        given=given,
        born=typed.born,
        sex=typed.sex.strip().lower(),
        coi=coi,
        allergies=typed.allergies,
        allergy_text=said,
        title=title,
        likeness=likeness(family, given),
    )


def _judged(change: Change, patient: Patient, today: date, reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """What is said of the patient; refused when their numbers are another patient's already."""
    found = list(with_reasons(patient_form(patient, today), reasons))
    for where, number in (("hospital_no", patient.hospital_no), ("coi", patient.coi)):
        if any(each.id != patient.id for each in change.find(Patient, {where: number})):
            found.append(stops("orders.number-taken", IDENTITY, where=where, number=number))
    alike = {each.id: each for like in ({"likeness": patient.likeness}, {"born": patient.born}) for each in change.find(Patient, like)}
    return refuse_if((*found, *look_alikes(patient, alike.values())))


def _reason(what: str, reasons: Mapping[str, str]) -> str:
    return "; ".join((what, *(f"{where}: {why.strip()}" for where, why in sorted(reasons.items()) if why.strip())))
