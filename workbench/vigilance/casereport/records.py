"""The records of a case report, named by the terms of ICH E2B(R3); each docstring names the elements in the order of the fields.

A field holds what a message can say: a text, a number, a time, a flag, a null flavour (``Null``), or nothing (``None``). What cannot be read as
the field's kind stays as it was said (``Unread``), so that a rule can show it: reading refuses no message for one wrong value.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Null:
    """A null flavour: why there is no value (NI no information, MSK masked, UNK unknown, ASKU asked but unknown, NASK not asked, NA)."""

    flavour: str


@dataclass(frozen=True, slots=True)
class PartialTime:
    """A time of less precision than a second with its zone, in the digits of the message: ``2026``, ``202611``, ``20261128``, …"""

    digits: str


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in a message and is not of the field's kind."""

    said: str


Text = str | Null | None
Number = Decimal | Null | Unread | None
Time = datetime | PartialTime | Null | Unread | None
Flag = bool | Null | Unread | None
Content = bytes | Unread | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document held by the sender, such as a release certificate: C.1.6.1.r.1, C.1.6.1.r.2 and its media type."""

    title: Text = None
    content: Content = None
    media_type: Text = None


@dataclass(frozen=True, slots=True)
class OtherIdentifier:
    """An identifier of the case in an earlier transmission: C.1.9.1.r.1, C.1.9.1.r.2."""

    source: Text = None
    identifier: Text = None


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """A report that is linked to this one: C.1.10.r."""

    identifier: Text = None


@dataclass(frozen=True, slots=True)
class Reporter:
    """A primary source of information: C.2.r.1.1-4, C.2.r.2.1-7, C.2.r.3-5."""

    title: Text = None
    given_name: Text = None
    middle_name: Text = None
    family_name: Text = None
    organisation: Text = None
    department: Text = None
    street: Text = None
    city: Text = None
    state: Text = None
    postcode: Text = None
    telephone: Text = None
    country: Text = None
    qualification: Text = None
    primary: Text = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the report: C.3.1, C.3.2, C.3.3.1-5, C.3.4.1-8."""

    type: Text = None
    organisation: Text = None
    department: Text = None
    title: Text = None
    given_name: Text = None
    middle_name: Text = None
    family_name: Text = None
    street: Text = None
    city: Text = None
    state: Text = None
    postcode: Text = None
    country: Text = None
    telephone: Text = None
    fax: Text = None
    email: Text = None


@dataclass(frozen=True, slots=True)
class Literature:
    """A reference to the literature: C.4.r.1, C.4.r.2 and its media type."""

    reference: Text = None
    content: Content = None
    media_type: Text = None


@dataclass(frozen=True, slots=True)
class Registration:
    """The registration of a study: C.5.1.r.1, C.5.1.r.2."""

    number: Text = None
    country: Text = None


@dataclass(frozen=True, slots=True)
class Study:
    """The study in which the reaction was observed: C.5.2, C.5.3, C.5.4, C.5.1.r."""

    name: Text = None
    sponsor_number: Text = None
    type: Text = None
    registrations: tuple[Registration, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """An earlier or concurrent condition: D.7.1.r.1a, D.7.1.r.1b, D.7.1.r.2-6."""

    meddra_version: Text = None
    meddra_code: Text = None
    start: Time = None
    continuing: Flag = None
    end: Time = None
    comments: Text = None
    family_history: Flag = None


@dataclass(frozen=True, slots=True)
class PastDrug:
    """A drug of the patient's past: D.8.r.1, its code with version and list (D.8.r.2, D.8.r.3), D.8.r.4-7."""

    name: Text = None
    code_version: Text = None
    code: Text = None
    code_system: Text = None
    start: Time = None
    end: Time = None
    indication_meddra_version: Text = None
    indication_meddra_code: Text = None
    reaction_meddra_version: Text = None
    reaction_meddra_code: Text = None


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of death, as reported (D.9.2.r.1a, 1b, 2) or found by autopsy (D.9.4.r.1a, 1b, 2)."""

    meddra_version: Text = None
    meddra_code: Text = None
    text: Text = None


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient: D.1, D.1.1.1-4, D.2.1, D.2.2a/b, D.2.2.1a/b, D.2.3, D.3 (kg), D.4 (cm), D.5, D.6, D.7.2, D.7.3, D.9.1, D.9.3; D.7.1.r, D.8.r, D.9.2.r,
    D.9.4.r. The parent (D.10) is not held."""

    name: Text = None
    gp_record_number: Text = None
    specialist_record_number: Text = None
    hospital_record_number: Text = None
    investigation_number: Text = None
    birth: Time = None
    age: Number = None
    age_unit: Text = None
    gestation: Number = None
    gestation_unit: Text = None
    age_group: Text = None
    weight_kg: Number = None
    height_cm: Number = None
    sex: Text = None
    last_menstruation: Time = None
    history_text: Text = None
    concomitant_therapies: Flag = None
    death: Time = None
    autopsy: Flag = None
    history: tuple[History, ...] = ()
    past_drugs: tuple[PastDrug, ...] = ()
    reported_causes: tuple[Cause, ...] = ()
    autopsy_causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction or event. ``key`` is its identifier inside the message, then E.i.1.1a/b, E.i.1.2, E.i.2.1a/b, E.i.3.1, E.i.3.2a-f, E.i.4, E.i.5,
    E.i.6a/b, E.i.7, E.i.8, E.i.9."""

    key: Text = None
    verbatim: Text = None
    language: Text = None
    translated: Text = None
    meddra_version: Text = None
    meddra_code: Text = None
    highlighted: Text = None
    death: Flag = None
    life_threatening: Flag = None
    hospitalisation: Flag = None
    disability: Flag = None
    congenital_anomaly: Flag = None
    other_important: Flag = None
    start: Time = None
    end: Time = None
    duration: Number = None
    duration_unit: Text = None
    outcome: Text = None
    confirmed: Flag = None
    country: Text = None


@dataclass(frozen=True, slots=True)
class Result:
    """A result: F.r.1, F.r.2.1, F.r.2.2a/b, F.r.3.1, F.r.3.2 with its sign (``<``, ``<=``, ``>``, ``>=``), F.r.3.3, F.r.3.4, F.r.4 and F.r.5 with their
    units, F.r.6, F.r.7."""

    date: Time = None
    name: Text = None
    meddra_version: Text = None
    meddra_code: Text = None
    result_code: Text = None
    result: Number = None
    sign: Text = None
    unit: Text = None
    result_text: Text = None
    normal_low: Number = None
    normal_low_unit: Text = None
    normal_high: Number = None
    normal_high_unit: Text = None
    comments: Text = None
    more_available: Flag = None


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance of a product: G.k.2.3.r.1, G.k.2.3.r.2a/b with its list, G.k.2.3.r.3a/b."""

    name: Text = None
    code_version: Text = None
    code: Text = None
    code_system: Text = None
    strength: Number = None
    strength_unit: Text = None


@dataclass(frozen=True, slots=True)
class Dose:
    """What was given, of which batch: G.k.4.r.1a/b, G.k.4.r.2, G.k.4.r.3, G.k.4.r.4, G.k.4.r.5, G.k.4.r.6a/b, G.k.4.r.7, G.k.4.r.8, G.k.4.r.9.1, 9.2a/b,
    G.k.4.r.10.1, 10.2a/b. The parent's route (G.k.4.r.11) is not held."""

    amount: Number = None
    unit: Text = None
    interval: Number = None
    interval_unit: Text = None
    start: Time = None
    end: Time = None
    duration: Number = None
    duration_unit: Text = None
    batch_lot: Text = None
    text: Text = None
    form: Text = None
    form_version: Text = None
    form_code: Text = None
    route: Text = None
    route_version: Text = None
    route_code: Text = None


@dataclass(frozen=True, slots=True)
class Indication:
    """Why the product was given: G.k.7.r.1, G.k.7.r.2a/b."""

    text: Text = None
    meddra_version: Text = None
    meddra_code: Text = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From the start of the product (G.k.9.i.3.1a/b) or its last dose (G.k.9.i.3.2a/b) to the reaction of that key."""

    reaction: Text = None
    time: Number = None
    unit: Text = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Whether a reaction came back when the product was given again: G.k.9.i.4."""

    reaction: Text = None
    answer: Text = None


@dataclass(frozen=True, slots=True)
class Additional:
    """Coded information on a product: G.k.10.r (2 overdose, 5 and 6 batch tested, 7 medication error, …)."""

    code: Text = None


@dataclass(frozen=True, slots=True)
class Drug:
    """A product. ``key`` is its identifier inside the message; ``role`` is G.k.1, then G.k.2.1 (code with version and list), G.k.2.2, G.k.2.4, G.k.2.5,
    G.k.3.1-3, G.k.5a/b, G.k.6a/b, G.k.8, G.k.11; G.k.2.3.r, G.k.4.r, G.k.7.r, G.k.9.i.3, G.k.9.i.4, G.k.10.r."""

    key: Text = None
    role: Text = None
    code_version: Text = None
    code: Text = None
    code_system: Text = None
    name: Text = None
    country: Text = None
    blinded: Flag = None
    authorisation: Text = None
    authorisation_country: Text = None
    holder: Text = None
    cumulative_dose: Number = None
    cumulative_unit: Text = None
    gestation: Number = None
    gestation_unit: Text = None
    action_taken: Text = None
    additional_text: Text = None
    substances: tuple[Substance, ...] = ()
    doses: tuple[Dose, ...] = ()
    indications: tuple[Indication, ...] = ()
    since_start: tuple[Interval, ...] = ()
    since_last: tuple[Interval, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    additional: tuple[Additional, ...] = ()


@dataclass(frozen=True, slots=True)
class Relatedness:
    """How a product and a reaction (by their keys) were judged: G.k.9.i.2.r.1, G.k.9.i.2.r.2, G.k.9.i.2.r.3."""

    drug: Text = None
    reaction: Text = None
    source: Text = None
    method: Text = None
    result: Text = None


@dataclass(frozen=True, slots=True)
class Role:
    """Which role (G.k.1) a product, by its key, has. A message says it apart from the product; ``Drug.role`` holds it."""

    drug: Text = None
    role: Text = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The sender's diagnosis: H.3.r.1a, H.3.r.1b."""

    meddra_version: Text = None
    meddra_code: Text = None


@dataclass(frozen=True, slots=True)
class NativeSummary:
    """The summary in another language: H.5.r.1a, H.5.r.1b."""

    text: Text = None
    language: Text = None


@dataclass(frozen=True, slots=True)
class CaseReport:
    """One case: N.2.r.1-4, C.1.1-C.1.5, C.1.6.1, C.1.7, C.1.8.1, C.1.8.2, C.1.9.1, C.1.11.1, C.1.11.2, H.1, H.2, H.4, and what it is made of."""

    message_identifier: Text = None
    message_sender: Text = None
    message_receiver: Text = None
    message_created: Time = None
    identifier: Text = None
    created: Time = None
    report_type: Text = None
    first_received: Time = None
    most_recent: Time = None
    documents_available: Flag = None
    expedited: Flag = None
    worldwide_identifier: Text = None
    first_sender: Text = None
    other_identifiers_exist: Flag = None
    nullification: Text = None
    nullification_reason: Text = None
    narrative: Text = None
    reporter_comments: Text = None
    sender_comments: Text = None
    sender: Sender | None = None
    study: Study | None = None
    patient: Patient | None = None
    documents: tuple[Document, ...] = ()
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    linked: tuple[LinkedReport, ...] = ()
    reporters: tuple[Reporter, ...] = ()
    literature: tuple[Literature, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    tests: tuple[Result, ...] = ()
    drugs: tuple[Drug, ...] = ()
    relatedness: tuple[Relatedness, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    native_summaries: tuple[NativeSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A batch of cases: N.1.1-N.1.5 and the cases."""

    type: Text = None
    batch_number: Text = None
    sender: Text = None
    receiver: Text = None
    sent: Time = None
    cases: tuple[CaseReport, ...] = ()
