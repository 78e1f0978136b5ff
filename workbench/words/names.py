"""Names of people, roles and states in the reader's language."""
from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kernel.values import Role
from workbench.people.records import Factor, Meaning
from workbench.site.records import Purpose
from workbench.words.sentence import N_
from workbench.words.translation import Words

if TYPE_CHECKING:  # at the sign-in there is no patient
    from workbench.orders.records import Allergies, Patient

ROLES = {
    Role.PRESCRIBER: N_("Prescriber"),
    Role.APHERESIS_NURSE: N_("Apheresis nurse"),
    Role.TECHNICIAN: N_("Technician"),
    Role.PHARMACIST: N_("Pharmacist"),
    Role.VERIFIER: N_("Verifier"),
    Role.ANALYST: N_("Analyst"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.RESPONSIBLE: N_("Responsible person"),
    Role.PHYSICIAN: N_("Physician"),
    Role.WARD_NURSE: N_("Ward nurse"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.INSPECTOR: N_("Inspector"),
}
MEANINGS = {
    Meaning.PRESCRIBED: N_("I prescribe this as written here."),
    Meaning.PERFORMED: N_("I did this step as it is recorded here."),
    Meaning.VERIFIED: N_("I looked at it, compared it with this record, and they agree."),
    Meaning.WITNESSED: N_("I was present and saw this done as it is recorded."),
    Meaning.TESTED: N_("I made this test and entered its result as obtained."),
    Meaning.CHECKED: N_("I compared this result with its raw data, and they agree."),
    Meaning.ASSESSED: N_("I assessed this case; the assessment and its reason are mine."),
    Meaning.REVIEWED: N_("I reviewed the whole record of this batch."),
    Meaning.RELEASED_PROVISIONALLY: N_("I reviewed the record and release this batch provisionally; the pending results follow."),
    Meaning.CERTIFIED: N_("I reviewed the record and certify that this batch meets its specification."),
    Meaning.REJECTED: N_("I reject this; it must not be used."),
    Meaning.STOPPED: N_("I stop this batch; nothing goes on until it is decided."),
    Meaning.CANCELLED: N_("I cancel this for the reason given."),
    Meaning.APPROVED: N_("I read this version and approve it for use."),
    Meaning.WITHDRAWN: N_("I withdraw this version; it must not be used any more."),
    Meaning.LOT_DECIDED: N_("I decided the status of this lot on its documents."),
    Meaning.SIGNAL_DECIDED: N_("I decided about this signal; the decision and its reason are mine."),
    Meaning.PREPARED: N_("I prepared this from the register as it stands."),
}
FACTORS = {Factor.PIN: N_("Badge and PIN"), Factor.PASSWORD: N_("Password")}
ALLERGIES = {
    "known allergies": N_("Known allergies"),
    "no known allergies": N_("No known allergies"),
    "allergies not recorded": N_("Allergies not recorded"),
    "allergies unavailable": N_("Allergies unavailable"),
}
PURPOSES = {Purpose.DEMO: N_("DEMO DATA"), Purpose.REHEARSAL: N_("REHEARSAL")}
SEXES = {"female": N_("Female"), "male": N_("Male"), "f": N_("Female"), "m": N_("Male")}


def role_name(role: Role, words: Words) -> str:
    """The role as a title: ``Responsible person``."""
    return words.marked(ROLES[role])


def meaning_sentence(meaning: Meaning, words: Words) -> str:
    """The sentence that a signature of this meaning says."""
    return words.marked(MEANINGS[meaning])


def factor_name(factor: Factor, words: Words) -> str:
    """How a person proves who they are."""
    return words.marked(FACTORS[factor])


def allergy_state(allergies: Allergies, words: Words) -> str:
    """One of the four states of the banner's last section (NHS CUI 0064)."""
    return words.marked(ALLERGIES[allergies.value])


def purpose_mark(purpose: Purpose, words: Words) -> str:
    """What every screen and paper of a register says that is not live; empty for a live one."""
    return words.marked(PURPOSES[purpose]) if purpose in PURPOSES else ""


def sex_name(sex: str, words: Words) -> str:
    """``Female``, ``Male``, what was written otherwise, or ``Not known`` (never a question mark: NHS CUI 0019)."""
    if not sex:
        return words("Not known")
    return words.marked(SEXES[sex.lower()]) if sex.lower() in SEXES else sex


def name_text(family: str, given: str, title: str = "") -> str:
    """``FAMILY, Given (Title)`` (NHS CUI 0049-0053)."""
    return f"{family.upper()}, {given}" + (f" ({title})" if title else "")


def patient_name(patient: Patient) -> str:
    """The patient's name as on banner, list and paper."""
    return name_text(patient.family, patient.given, patient.title)


def initials_text(patient: Patient) -> str:
    """``L. A.``: family then given initial, for boards that show many patients."""
    return f"{patient.family[:1].upper()}. {patient.given[:1].upper()}."
