"""Which field of which record is which element, and where it stands in the message (paths.py). Reading and writing follow this one table.

Source: ICH E2B(R3) Implementation Guide, element numbers and XPaths as in FDA's core and regional table; schemas of ICH ICSR 2.x.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from workbench.vigilance.casereport import acknowledgements as a
from workbench.vigilance.casereport import records as r


class Kind(Enum):
    """How a value is said in a message."""

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    FLAG = "flag"
    BASE64 = "base64"


T, N, D, F, B = Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.FLAG, Kind.BASE64
MEDDRA, COUNTRY = "2.16.840.1.113883.6.163", "1.0.3166.1.2.2"


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its element ("" where it has no number of its own), its name in the record, its kind, its path."""

    element: str
    name: str
    kind: Kind
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """A record: its class, the path from the record above it, its lines, and the records that it is made of (a field of many is a tuple)."""

    record: type[Any]
    path: str
    lines: tuple[Line, ...]
    parts: Mapping[str, Group] = field(default_factory=dict)
    many: bool = True


def _lines(*rows: tuple[str, str, Kind, str], at: str = "") -> tuple[Line, ...]:
    return tuple(Line(element, name, kind, at + where) for element, name, kind, where in rows)


_IE = "controlActProcess/subject/investigationEvent"
_AEA = f"{_IE}/component>adverseEventAssessment"
_ROLE = f"{_AEA}/subject1/primaryRole"
_SPAN, _WIDTH = "effectiveTime!SXPR_TS/comp(-width)!IVL_TS", "effectiveTime!SXPR_TS/comp(width)!IVL_TS/width"
_PERIOD = "effectiveTime!SXPR_TS/comp!PIVL_TS/period"
_PERSON = "relatedInvestigation/subjectOf2/controlActEvent/author/assignedEntity/"
_ORGANISATION = "representedOrganization/assignedEntity/representedOrganization/name"
_CE = "value!CE{2.16.840.1.113883.6.163}"

DOCUMENT = Group(r.Document, f"{_IE}/reference>document#1.27", _lines(
    ("C.1.6.1.r.1", "title", T, "title"), ("C.1.6.1.r.2", "content", B, "text"), ("", "media_type", T, "text@mediaType"),
))  # fmt: skip
OTHER = Group(r.OtherIdentifier, f"{_IE}/subjectOf1>controlActEvent(id^3)", _lines(
    ("C.1.9.1.r.1", "source", T, "id^3@assigningAuthorityName"), ("C.1.9.1.r.2", "identifier", T, "id^3@extension"),
))  # fmt: skip
LINKED = Group(r.LinkedReport, f"{_IE}/outboundRelationship>relatedInvestigation#NA", _lines(
    ("C.1.10.r", "identifier", T, "subjectOf2/controlActEvent/id^2@extension"),
))  # fmt: skip
REPORTER = Group(r.Reporter, f"{_IE}/outboundRelationship(relatedInvestigation#2.22)", (
    *_lines(
        ("C.2.r.1.1", "title", T, "assignedPerson/name/prefix"), ("C.2.r.1.2", "given_name", T, "assignedPerson/name/given[1]"),
        ("C.2.r.1.3", "middle_name", T, "assignedPerson/name/given[2]"), ("C.2.r.1.4", "family_name", T, "assignedPerson/name/family"),
        ("C.2.r.2.1", "organisation", T, _ORGANISATION), ("C.2.r.2.2", "department", T, "representedOrganization/name"),
        ("C.2.r.2.3", "street", T, "addr/streetAddressLine"), ("C.2.r.2.4", "city", T, "addr/city"), ("C.2.r.2.5", "state", T, "addr/state"),
        ("C.2.r.2.6", "postcode", T, "addr/postalCode"), ("C.2.r.2.7", "telephone", T, "telecom~tel:@value"),
        ("C.2.r.3", "country", T, f"assignedPerson/asLocatedEntity/location/code{{{COUNTRY}}}@code"),
        ("C.2.r.4", "qualification", T, "assignedPerson/asQualifiedEntity/code{6}@code"), at=_PERSON,
    ),
    *_lines(("C.2.r.5", "primary", T, "priorityNumber@value")),
))  # fmt: skip
SENDER = Group(r.Sender, f"{_IE}/subjectOf1>controlActEvent(author)/author/assignedEntity", _lines(
    ("C.3.1", "type", T, "code{7}@code"), ("C.3.2", "organisation", T, _ORGANISATION), ("C.3.3.1", "department", T, "representedOrganization/name"),
    ("C.3.3.2", "title", T, "assignedPerson/name/prefix"), ("C.3.3.3", "given_name", T, "assignedPerson/name/given[1]"),
    ("C.3.3.4", "middle_name", T, "assignedPerson/name/given[2]"), ("C.3.3.5", "family_name", T, "assignedPerson/name/family"),
    ("C.3.4.1", "street", T, "addr/streetAddressLine"), ("C.3.4.2", "city", T, "addr/city"), ("C.3.4.3", "state", T, "addr/state"),
    ("C.3.4.4", "postcode", T, "addr/postalCode"), ("C.3.4.5", "country", T, f"assignedPerson/asLocatedEntity/location/code{{{COUNTRY}}}@code"),
    ("C.3.4.6", "telephone", T, "telecom~tel:@value"), ("C.3.4.7", "fax", T, "telecom~fax:@value"), ("C.3.4.8", "email", T, "telecom~mailto:@value"),
), many=False)  # fmt: skip
LITERATURE = Group(r.Literature, f"{_IE}/reference>document#2.27", _lines(
    ("C.4.r.1", "reference", T, "bibliographicDesignationText"), ("C.4.r.2", "content", B, "text"), ("", "media_type", T, "text@mediaType"),
))  # fmt: skip
STUDY = Group(r.Study, f"{_ROLE}/subjectOf1/researchStudy", _lines(
    ("C.5.2", "name", T, "title"), ("C.5.3", "sponsor_number", T, "id^5@extension"), ("C.5.4", "type", T, "code{8}@code"),
), {"registrations": Group(r.Registration, "authorization>studyRegistration", _lines(
    ("C.5.1.r.1", "number", T, "id^6@extension"), ("C.5.1.r.2", "country", T, f"author/territorialAuthority/governingPlace/code{{{COUNTRY}}}@code"),
))}, many=False)  # fmt: skip

_HISTORY = Group(r.History, f"subjectOf2>organizer#1.20/component>observation${MEDDRA}", _lines(
    ("D.7.1.r.1a", "meddra_version", T, "code@codeSystemVersion"), ("D.7.1.r.1b", "meddra_code", T, "code@code"), ("D.7.1.r.2",
    "start", D, f"{_SPAN}/low@value"),
    ("D.7.1.r.3", "continuing", F, "inboundRelationship=REFR>observation#13.19/value!BL@value"), ("D.7.1.r.4", "end", D, f"{_SPAN}/high@value"),
    ("D.7.1.r.5", "comments", T, "outboundRelationship2=COMP>observation#10.19/value!ED"),
    ("D.7.1.r.6", "family_history", F, "outboundRelationship2=EXPL>observation#38.19/value!BL@value"),
))  # fmt: skip
_PRODUCT = "consumable/instanceOfKind/kindOfProduct/"
_PAST = Group(r.PastDrug, "subjectOf2>organizer#2.20/component>substanceAdministration", _lines(
    ("D.8.r.1", "name", T, f"{_PRODUCT}name"), ("D.8.r.2a", "code_version", T, f"{_PRODUCT}code@codeSystemVersion"),
    ("D.8.r.2b", "code", T, f"{_PRODUCT}code@code"), ("", "code_system", T, f"{_PRODUCT}code@codeSystem"), ("D.8.r.4", "start", D, f"{_SPAN}/low@value"),
    ("D.8.r.5", "end", D, f"{_SPAN}/high@value"),
    ("D.8.r.6a", "indication_meddra_version", T, f"outboundRelationship2=RSON>observation#19.19/{_CE}@codeSystemVersion"),
    ("D.8.r.6b", "indication_meddra_code", T, f"outboundRelationship2=RSON>observation#19.19/{_CE}@code"),
    ("D.8.r.7a", "reaction_meddra_version", T, f"outboundRelationship2=CAUS>observation#29.19/{_CE}@codeSystemVersion"),
    ("D.8.r.7b", "reaction_meddra_code", T, f"outboundRelationship2=CAUS>observation#29.19/{_CE}@code"),
))  # fmt: skip


def _cause(element: str, where: str) -> Group:
    return Group(r.Cause, where, _lines(
        (f"{element}.1a", "meddra_version", T, f"{_CE}@codeSystemVersion"), (f"{element}.1b", "meddra_code", T, f"{_CE}@code"),
        (f"{element}.2", "text", T, f"{_CE}/originalText"),
    ))  # fmt: skip


PATIENT = Group(r.Patient, _ROLE, _lines(
    ("D.1", "name", T, "player1/name"), ("D.1.1.1", "gp_record_number", T, "player1/asIdentifiedEntity#1.4/id^7@extension"),
    ("D.1.1.2", "specialist_record_number", T, "player1/asIdentifiedEntity#2.4/id^8@extension"),
    ("D.1.1.3", "hospital_record_number", T, "player1/asIdentifiedEntity#3.4/id^9@extension"),
    ("D.1.1.4", "investigation_number", T, "player1/asIdentifiedEntity#4.4/id^10@extension"), ("D.2.1", "birth", D, "player1/birthTime@value"),
    ("D.2.2a", "age", N, "subjectOf2>observation#3.19/value!PQ@value"), ("D.2.2b", "age_unit", T, "subjectOf2>observation#3.19/value!PQ@unit"),
    ("D.2.2.1a", "gestation", N, "subjectOf2>observation#16.19/value!PQ@value"), ("D.2.2.1b",
    "gestation_unit", T, "subjectOf2>observation#16.19/value!PQ@unit"),
    ("D.2.3", "age_group", T, "subjectOf2>observation#4.19/value!CE{9}@code"), ("D.3", "weight_kg", N, "subjectOf2>observation#7.19/value!PQ|kg@value"),
    ("D.4", "height_cm", N, "subjectOf2>observation#17.19/value!PQ|cm@value"), ("D.5", "sex", T, "player1/administrativeGenderCode{1.0.5218}@code"),
    ("D.6", "last_menstruation", D, "subjectOf2>observation#22.19/value!TS@value"),
    ("D.7.2", "history_text", T, "subjectOf2>organizer#1.20/component>observation#18.19/value!ED"),
    ("D.7.3", "concomitant_therapies", F, "subjectOf2>organizer#1.20/component>observation#11.19/value!BL@value"),
    ("D.9.1", "death", D, "player1/deceasedTime@value"), ("D.9.3", "autopsy", F, "subjectOf2>observation#5.19/value!BL@value"),
), {
    "history": _HISTORY, "past_drugs": _PAST, "reported_causes": _cause("D.9.2.r", "subjectOf2>observation#32.19"),
    "autopsy_causes": _cause("D.9.4.r", "subjectOf2>observation#5.19/outboundRelationship2=DRIV>observation#8.19"),
}, many=False)  # fmt: skip


def _asked(element: str, name: str, code: str) -> tuple[str, str, Kind, str]:
    return (element, name, F, f"outboundRelationship2>observation#{code}.19/value!BL@value")


REACTION = Group(r.Reaction, f"{_ROLE}/subjectOf2>observation#29.19", _lines(
    ("", "key", T, "id@root"), ("E.i.1.1a", "verbatim", T, f"{_CE}/originalText"), ("E.i.1.1b", "language", T, f"{_CE}/originalText@language"),
    ("E.i.1.2", "translated", T, "outboundRelationship2>observation#30.19/value!ED"), ("E.i.2.1a", "meddra_version", T, f"{_CE}@codeSystemVersion"),
    ("E.i.2.1b", "meddra_code", T, f"{_CE}@code"), ("E.i.3.1", "highlighted", T, "outboundRelationship2>observation#37.19/value!CE{10}@code"),
    _asked("E.i.3.2a", "death", "34"), _asked("E.i.3.2b", "life_threatening", "21"), _asked("E.i.3.2c", "hospitalisation", "33"),
    _asked("E.i.3.2d", "disability", "35"), _asked("E.i.3.2e", "congenital_anomaly", "12"), _asked("E.i.3.2f", "other_important", "26"),
    ("E.i.4", "start", D, f"{_SPAN}/low@value"), ("E.i.5", "end", D, f"{_SPAN}/high@value"), ("E.i.6a", "duration", N, f"{_WIDTH}@value"),
    ("E.i.6b", "duration_unit", T, f"{_WIDTH}@unit"), ("E.i.7", "outcome", T, "outboundRelationship2>observation#27.19/value!CE{11}@code"),
    _asked("E.i.8", "confirmed", "24"), ("E.i.9", "country", T, f"location/locatedEntity/locatedPlace/code{{{COUNTRY}}}@code"),
))  # fmt: skip
_LOW, _HIGH = (f"referenceRange>observationRange(interpretationCode:{side}.2.16.840.1.113883.5.83)/value!PQ" for side in "LH")
TEST = Group(r.Result, f"{_ROLE}/subjectOf2>organizer#3.20/component>observation", _lines(
    ("F.r.1", "date", D, "effectiveTime@value"), ("F.r.2.1", "name", T, "code/originalText"), ("F.r.2.2a",
    "meddra_version", T, f"code{{{MEDDRA}}}@codeSystemVersion"),
    ("F.r.2.2b", "meddra_code", T, f"code{{{MEDDRA}}}@code"), ("F.r.3.1", "result_code", T, "interpretationCode{12}@code"),
    ("F.r.3.2", "result", N, "value(center)!IVL_PQ/center@value"), ("", "sign", T, "value(center)!IVL_PQ/center@sign"), ("F.r.3.3",
    "unit", T, "value(center)!IVL_PQ/center@unit"),
    ("F.r.3.4", "result_text", T, "value(-center)!ED"), ("F.r.4", "normal_low", N, f"{_LOW}@value"), ("", "normal_low_unit", T, f"{_LOW}@unit"),
    ("F.r.5", "normal_high", N, f"{_HIGH}@value"), ("", "normal_high_unit", T, f"{_HIGH}@unit"),
    ("F.r.6", "comments", T, "outboundRelationship2>observation#10.19/value!ED"), ("F.r.7",
    "more_available", F, "outboundRelationship2=REFR>observation#25.19/value!BL@value"),
))  # fmt: skip

_STRENGTH = "quantity/numerator"
_APPROVAL = f"{_PRODUCT}asManufacturedProduct/subjectOf/approval/"
_FORM, _ROUTE = f"{_PRODUCT}formCode", "routeCode"
_EDQM_FORM, _EDQM_ROUTE = "{0.4.0.127.0.16.1.1.2.1}", "{0.4.0.127.0.16.1.1.2.6}"
_SUBSTANCE = Group(r.Substance, "consumable/instanceOfKind/kindOfProduct/ingredient", _lines(
    ("G.k.2.3.r.1", "name", T, "ingredientSubstance/name"), ("G.k.2.3.r.2a", "code_version", T, "ingredientSubstance/code@codeSystemVersion"),
    ("G.k.2.3.r.2b", "code", T, "ingredientSubstance/code@code"), ("", "code_system", T, "ingredientSubstance/code@codeSystem"),
    ("G.k.2.3.r.3a", "strength", N, f"{_STRENGTH}@value"), ("G.k.2.3.r.3b", "strength_unit", T, f"{_STRENGTH}@unit"),
))  # fmt: skip
_DOSE = Group(r.Dose, "outboundRelationship2=COMP>substanceAdministration", _lines(
    ("G.k.4.r.1a", "amount", N, "doseQuantity@value"), ("G.k.4.r.1b", "unit", T, "doseQuantity@unit"), ("G.k.4.r.2", "interval", N, f"{_PERIOD}@value"),
    ("G.k.4.r.3", "interval_unit", T, f"{_PERIOD}@unit"), ("G.k.4.r.4", "start", D, f"{_SPAN}/low@value"), ("G.k.4.r.5", "end", D, f"{_SPAN}/high@value"),
    ("G.k.4.r.6a", "duration", N, f"{_WIDTH}@value"), ("G.k.4.r.6b", "duration_unit", T, f"{_WIDTH}@unit"),
    ("G.k.4.r.7", "batch_lot", T, "consumable/instanceOfKind/productInstanceInstance/lotNumberText"), ("G.k.4.r.8", "text", T, "text"),
    ("G.k.4.r.9.1", "form", T, f"{_FORM}/originalText"), ("G.k.4.r.9.2a", "form_version", T, f"{_FORM}{_EDQM_FORM}@codeSystemVersion"),
    ("G.k.4.r.9.2b", "form_code", T, f"{_FORM}{_EDQM_FORM}@code"), ("G.k.4.r.10.1", "route", T, f"{_ROUTE}/originalText"),
    ("G.k.4.r.10.2a", "route_version", T, f"{_ROUTE}{_EDQM_ROUTE}@codeSystemVersion"), ("G.k.4.r.10.2b", "route_code", T, f"{_ROUTE}{_EDQM_ROUTE}@code"),
))  # fmt: skip
_INDICATION = Group(r.Indication, "inboundRelationship=RSON>observation#19.19%3.21", _lines(
    ("G.k.7.r.1", "text", T, f"{_CE}/originalText"), ("G.k.7.r.2a", "meddra_version", T, f"{_CE}@codeSystemVersion"), ("G.k.7.r.2b",
    "meddra_code", T, f"{_CE}@code"),
))  # fmt: skip


def _interval(element: str, kind: str) -> Group:
    return Group(r.Interval, f"outboundRelationship1={kind}", _lines(
        ("", "reaction", T, "actReference/id@root"), (f"{element}a", "time", N, "pauseQuantity@value"), (f"{element}b", "unit", T, "pauseQuantity@unit"),
    ))  # fmt: skip


DRUG = Group(r.Drug, f"{_ROLE}/subjectOf2>organizer#4.20/component>substanceAdministration", _lines(
    ("", "key", T, "id@root"), ("G.k.2.1.1a", "code_version", T, f"{_PRODUCT}code@codeSystemVersion"), ("G.k.2.1.1b", "code", T, f"{_PRODUCT}code@code"),
    ("", "code_system", T, f"{_PRODUCT}code@codeSystem"), ("G.k.2.2", "name", T, f"{_PRODUCT}name"),
    ("G.k.2.4", "country", T, "consumable/instanceOfKind/subjectOf>productEvent#1.18/performer/assignedEntity/representedOrganization/addr/country"),
    ("G.k.2.5", "blinded", F, "outboundRelationship2>observation#6.19/value!BL@value"), ("G.k.3.1", "authorisation", T, f"{_APPROVAL}id^4@extension"),
    ("G.k.3.2", "authorisation_country", T, f"{_APPROVAL}author/territorialAuthority/territory/code{{{COUNTRY}}}@code"),
    ("G.k.3.3", "holder", T, f"{_APPROVAL}holder/role/playingOrganization/name"),
    ("G.k.5a", "cumulative_dose", N, "outboundRelationship2=SUMM>observation#14.19/value!PQ@value"),
    ("G.k.5b", "cumulative_unit", T, "outboundRelationship2=SUMM>observation#14.19/value!PQ@unit"),
    ("G.k.6a", "gestation", N, "outboundRelationship2>observation#16.19/value!PQ@value"), ("G.k.6b",
    "gestation_unit", T, "outboundRelationship2>observation#16.19/value!PQ@unit"),
    ("G.k.8", "action_taken", T, "inboundRelationship=CAUS>act/code{15}@code"), ("G.k.11",
    "additional_text", T, "outboundRelationship2=REFR>observation#2.19/value!ST"),
), {
    "substances": _SUBSTANCE, "doses": _DOSE, "indications": _INDICATION, "since_start": _interval("G.k.9.i.3.1", "SAS"),
    "since_last": _interval("G.k.9.i.3.2", "SAE"),
    "recurrences": Group(r.Recurrence, "outboundRelationship2>observation#31.19", _lines(
        ("", "reaction", T, "outboundRelationship1=REFR/actReference/id@root"), ("G.k.9.i.4", "answer", T, "value!CE{16}@code"),
    )),
    "additional": Group(r.Additional, "outboundRelationship2=REFR>observation(value{17})#9.19", _lines(("G.k.10.r", "code", T, "value!CE{17}@code"))),
})  # fmt: skip
_DRUG_REFERENCE, _REACTION_REFERENCE = "subject2/productUseReference/id@root", "subject1/adverseEffectReference/id@root"
RELATEDNESS = Group(r.Relatedness, f"{_AEA}/component>causalityAssessment#39.19", _lines(
    ("", "drug", T, _DRUG_REFERENCE), ("", "reaction", T, _REACTION_REFERENCE), ("G.k.9.i.2.r.1", "source", T, "author/assignedEntity/code/originalText"),
    ("G.k.9.i.2.r.2", "method", T, "methodCode/originalText"), ("G.k.9.i.2.r.3", "result", T, "value!ST"),
))  # fmt: skip
ROLE = Group(r.Role, f"{_AEA}/component>causalityAssessment#20.19", _lines(("", "drug", T, _DRUG_REFERENCE), ("G.k.1", "role", T, "value!CE{13}@code")))
DIAGNOSIS = Group(r.Diagnosis, f"{_AEA}/component1>observationEvent#15.19&1.21", _lines(
    ("H.3.r.1a", "meddra_version", T, f"{_CE}@codeSystemVersion"), ("H.3.r.1b", "meddra_code", T, f"{_CE}@code"),
))  # fmt: skip
NATIVE = Group(r.NativeSummary, f"{_IE}/component>observationEvent#36.19&2.21", _lines(
    ("H.5.r.1a", "text", T, "value!ED"), ("H.5.r.1b", "language", T, "value!ED@language"),
))  # fmt: skip

CASE = Group(r.CaseReport, "PORR_IN049016UV", (
    *_lines(
        ("N.2.r.1", "message_identifier", T, "id^1@extension"), ("N.2.r.2", "message_sender", T, "sender/device/id^11@extension"),
        ("N.2.r.3", "message_receiver", T, "receiver/device/id^12@extension"), ("N.2.r.4", "message_created", D, "creationTime@value"),
        ("C.1.2", "created", D, "controlActProcess/effectiveTime@value"),
    ),
    *_lines(
        ("C.1.1", "identifier", T, "id^1@extension"), ("C.1.3", "report_type", T, "subjectOf2>investigationCharacteristic#1.23/value!CE{2}@code"),
        ("C.1.4", "first_received", D, "effectiveTime/low@value"), ("C.1.5", "most_recent", D, "availabilityTime@value"),
        ("C.1.6.1", "documents_available", F, "component>observationEvent#1.19/value!BL@value"), ("C.1.7",
        "expedited", F, "component>observationEvent#23.19/value!BL@value"),
        ("C.1.8.1", "worldwide_identifier", T, "id^2@extension"),
        ("C.1.8.2", "first_sender", T, "outboundRelationship>relatedInvestigation#1.22/subjectOf2/controlActEvent/author/assignedEntity/code{3}@code"),
        ("C.1.9.1", "other_identifiers_exist", F, "subjectOf2>investigationCharacteristic#2.23/value!BL@value"),
        ("C.1.11.1", "nullification", T, "subjectOf2>investigationCharacteristic#3.23/value!CE{5}@code"),
        ("C.1.11.2", "nullification_reason", T, "subjectOf2>investigationCharacteristic#4.23/value!CE/originalText"), ("H.1",
        "narrative", T, "text"), at=f"{_IE}/",
    ),
    *_lines(
        ("H.2", "reporter_comments", T, "component1>observationEvent#10.19&3.21/value!ED"), ("H.4",
        "sender_comments", T, "component1>observationEvent#10.19&1.21/value!ED"),
        at=f"{_AEA}/",
    ),
), {
    "sender": SENDER, "study": STUDY, "patient": PATIENT, "documents": DOCUMENT, "other_identifiers": OTHER, "linked": LINKED, "reporters": REPORTER,
    "literature": LITERATURE, "reactions": REACTION, "tests": TEST, "drugs": DRUG, "relatedness": RELATEDNESS, "diagnoses": DIAGNOSIS,
    "native_summaries": NATIVE,
})  # fmt: skip
MESSAGE = Group(r.Message, "", _lines(
    ("N.1.1", "type", T, "name{1}@code"), ("N.1.2", "batch_number", T, "id^22@extension"), ("N.1.3", "sender", T, "sender/device/id^13@extension"),
    ("N.1.4", "receiver", T, "receiver/device/id^14@extension"), ("N.1.5", "sent", D, "creationTime@value"),
), {"cases": CASE}, many=False)  # fmt: skip

_ACKNOWLEDGED = Group(a.AcknowledgedCase, "MCCI_IN000002UV01", _lines(
    ("ACK.B.r.1", "message_identifier", T, "acknowledgement/targetMessage/id@extension"), ("ACK.B.r.2", "local_number", T, "id^19@extension"),
    ("ACK.B.r.3", "receiver", T, "receiver/device/id^16@extension"), ("ACK.B.r.4", "sender", T, "sender/device/id^15@extension"),
    ("ACK.B.r.5", "created", D, "attentionLine(keyWordText:1.24)/value@value"), ("ACK.B.r.6", "code", T, "acknowledgement@typeCode"),
    ("ACK.B.r.7", "said", T, "acknowledgement/acknowledgementDetail/text"),
))  # fmt: skip
ACKNOWLEDGEMENT = Group(a.Acknowledgement, "", _lines(
    ("ACK.M.1", "number", T, "id^20@extension"), ("ACK.M.2", "sender", T, "sender/device/id^17@extension"), ("ACK.M.3",
    "receiver", T, "receiver/device/id^18@extension"),
    ("ACK.M.4", "sent", D, "creationTime@value"), ("ACK.A.1", "batch_number", T, "acknowledgement/targetBatch/id^22@extension"),
    ("ACK.A.2", "local_number", T, "attentionLine(keyWordText:2.24)/value@extension"), ("ACK.A.3",
    "batch_sent", D, "attentionLine(keyWordText:3.24)/value@value"),
    ("ACK.A.4", "code", T, "acknowledgement@typeCode"), ("ACK.A.5", "said", T, "acknowledgement/acknowledgementDetail/text"),
), {"cases": _ACKNOWLEDGED}, many=False)  # fmt: skip
