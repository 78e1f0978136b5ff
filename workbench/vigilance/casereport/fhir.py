"""FHIR R4 AdverseEvent as JSON, one a reaction, in a collection. Export only: the resource is of maturity 0, and nothing is read from it.

Source: HL7 FHIR R4, AdverseEvent (actuality, subject, event, seriousness, outcome, suspectEntity with causality). The batch is in the contained
Medication. A null flavour is left out: FHIR has its own extension for it, which receivers of this resource do not ask for.
"""
from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from workbench.vigilance.casereport.records import CaseReport, Drug, PartialTime, Reaction, Time

_TERMS = "http://terminology.hl7.org/CodeSystem"
_OUTCOMES = {"1": "resolved", "2": "recovering", "3": "ongoing", "4": "resolvedWithSequelae", "5": "fatal", "0": "unknown"}


def adverse_events(case: CaseReport) -> str:
    """The reactions of ``case`` as a Bundle of AdverseEvent, in JSON; the same case always gives the same text."""
    entries = [{"resource": _event(case, each, number)} for number, each in enumerate(case.reactions, 1)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}, ensure_ascii=False, indent=2)


def _event(case: CaseReport, reaction: Reaction, number: int) -> dict[str, Any]:
    identifier = _text(case.identifier)
    patient = case.patient
    record = _text(patient.hospital_record_number) if patient is not None else ""
    suspected = [(at, each) for at, each in enumerate(case.drugs, 1) if each.role in ("1", "3")]
    said: dict[str, Any] = {
        "resourceType": "AdverseEvent",
        "contained": [_medication(each, f"drug-{at}") for at, each in suspected],
        "identifier": {"value": f"{identifier}/{number}"} if identifier else None,
        "actuality": "actual",
        "event": _concept(reaction),
        "subject": {"identifier": {"value": record}} if record else {"display": "not identified in this export"},
        "date": _time(reaction.start),
        "recordedDate": _time(case.first_received),
        "seriousness": _seriousness(reaction),
        "outcome": _outcome(reaction),
        "suspectEntity": [_suspect(case, each, reaction, at) for at, each in suspected],
    }
    return {key: value for key, value in said.items() if value not in (None, "", [], {})}


def _seriousness(reaction: Reaction) -> dict[str, Any] | None:
    """"Serious" and the criteria that R4 has a code for, where one is met; nothing where none is: that is not known to be "non-serious"."""
    met = {
        "SeriousResultsInDeath": reaction.death, "SeriousIsLifeThreatening": reaction.life_threatening,
        "SeriousResultsInHospitalization": reaction.hospitalisation, "SeriousResultsInDisability": reaction.disability,
        "SeriousIsBirthDefect": reaction.congenital_anomaly, "": reaction.other_important,
    }  # fmt: skip
    codes = [code for code, answer in met.items() if answer is True]
    if not codes:
        return None
    return {"coding": [{"system": f"{_TERMS}/adverse-event-seriousness", "code": code} for code in ("Serious", *filter(None, codes))]}


def _concept(reaction: Reaction) -> dict[str, Any]:
    words = _text(reaction.verbatim) or _text(reaction.translated)
    code = _text(reaction.meddra_code)
    coding = [{"system": "https://www.meddra.org", "version": _text(reaction.meddra_version), "code": code}] if code else []
    return {**({"coding": coding} if coding else {}), **({"text": words} if words else {})}


def _outcome(reaction: Reaction) -> dict[str, Any] | None:
    code = _OUTCOMES.get(_text(reaction.outcome))
    return {"coding": [{"system": f"{_TERMS}/adverse-event-outcome", "code": code}]} if code else None


def _medication(drug: Drug, key: str) -> dict[str, Any]:
    batch = next((_text(each.batch_lot) for each in drug.doses if _text(each.batch_lot)), "")
    named = {"code": {"text": _text(drug.name)}} if _text(drug.name) else {}
    return {"resourceType": "Medication", "id": key, **named, **({"batch": {"lotNumber": batch}} if batch else {})}


def _suspect(case: CaseReport, drug: Drug, reaction: Reaction, number: int) -> dict[str, Any]:
    judged = [
        {
            **({"assessment": {"text": _text(each.result)}} if _text(each.result) else {}),
            **({"method": {"text": _text(each.method)}} if _text(each.method) else {}),
            **({"author": {"display": _text(each.source)}} if _text(each.source) else {}),
        }
        for each in case.relatedness if each.drug == drug.key and each.reaction == reaction.key
    ]  # fmt: skip
    return {"instance": {"reference": f"#drug-{number}"}, **({"causality": judged} if judged else {})}


def _text(said: Any) -> str:
    return said if isinstance(said, str) else ""


def _time(said: Time) -> str | None:
    """A FHIR dateTime: a time with its zone, or a date as far as it is known. An hour without a zone cannot be said there: the day is."""
    if isinstance(said, datetime):
        return said.isoformat()
    if not isinstance(said, PartialTime):
        return None
    digits = said.digits[:8]
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)
