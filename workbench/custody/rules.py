"""When a bag may leave the pharmacy, and what must hold of its infusion. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workbench.barcodes import own
from workbench.batch.records import Bag, BagStatus, Status
from workbench.calculation.units import convert, same_kind
from workbench.custody.infusions import Given
from workbench.custody.recalls import Recall
from workbench.custody.records import BagIssue, BagReturn, Infusion, RecallCall
from workbench.documents.records import DocumentKind
from workbench.documents.standing import current_certificate
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Refused, Severity, finding, stops
from workbench.orders.records import Patient
from workbench.people.records import Person
from workbench.surveillance.records import StopKind
from workbench.vigilance.records import Death, Observation

SOURCE = "two-step release (workflow.md 0.2): nothing is issued before it is released and certified"
RECALL = "recall of what was handed out (PIC/S PE 010-4 chapter 8)"
SIGNALS = "a signed decision about a signal (issue 4, item 7)"
BEDSIDE = "two staff at the bedside scan wristband and bag (workflow.md 2, rows 20 and 21)"


def may_issue(dossier: Dossier, bag: Bag, holder: str, now: datetime) -> tuple[Finding, ...]:
    """Released, in date, under a certificate that is printed and still stands, and somebody named to take it."""
    found: list[Finding] = []
    if dossier.batch.status not in (Status.PROVISIONAL, Status.RELEASED) or bag.status is not BagStatus.RELEASED:
        found.append(stops("custody.not-released", SOURCE, where=bag.id, bag=bag.id, status=bag.status.value))
    if bag.expiry <= now:
        found.append(stops("custody.expired", SOURCE, where=bag.id, bag=bag.id))
    if not any(each.kind in (DocumentKind.PROVISIONAL, DocumentKind.FINAL) for each in dossier.documents):
        found.append(stops("custody.no-certificate", SOURCE, where=bag.id, bag=bag.id))
    elif current_certificate(dossier) is None:
        found.append(stops("custody.certificate-superseded", SOURCE, where=bag.id, bag=bag.id))
    held = [each for each in dossier.stops if each.kind is StopKind.BAGS]
    found += [stops("custody.held-by-signal", SIGNALS, where=bag.id, bag=bag.id, number=each.signal, why=each.why) for each in held]
    if not holder.strip():
        found.append(stops("custody.no-holder", SOURCE, where="holder"))
    return tuple(found)


def same_patient(patient: Patient, read: str) -> tuple[Finding, ...]:
    """Stops unless ``read`` is this patient's: a wristband, or a hospital number that was scanned. What was typed has its check digits."""
    if not read.strip():
        return (stops("custody.patient-not-read", BEDSIDE, where="patient"),)
    if read.strip() == patient.hospital_no:
        return ()
    try:
        band = own.read(read.strip().encode())
    except Refused:
        band = None
    if band is not None and band.kind is own.Kind.PATIENT and band.numbers[0] == patient.coi:
        return ()
    return (stops("custody.other-patient", BEDSIDE, where="patient", read=read.strip()[:40]),)


def may_infuse(
    dossier: Dossier, new: Infusion, before: Iterable[Infusion], deaths: Iterable[Death], now: datetime, *, back: bool = False
) -> tuple[Finding, ...]:
    """What stops the entry of an infusion, and what is told with it.

    Stops: another patient, times that cannot be, more than the bag holds, a second time, a patient who had died, a bag that is ``back`` in
    the pharmacy. Told, because it happened and must be kept: a bag that was not handed out, had expired, or whose certificate cannot be
    shown to have stood.
    """
    found = list(same_patient(dossier.patient, new.patient_read))
    if any(each.bag == new.bag for each in before):
        found.append(stops("custody.infused-before", BEDSIDE, where="bag", bag=new.bag))
    if back:
        found.append(stops("custody.back-already", RECALL, where="bag", bag=new.bag))
    return (*found, *_sound(dossier, new, deaths, now))


def _sound(dossier: Dossier, new: Infusion, deaths: Iterable[Death], now: datetime) -> tuple[Finding, ...]:
    """What stops times and volume, and what is told of them, of an infusion or of its correction."""
    bag = next(each for each in dossier.bags if each.id == new.bag)
    found = [*_times(new, deaths, now), *_volume(bag, new)]
    handed = next((each for each in dossier.issues if each.bag == bag.id), None)
    if handed is not None and new.begun < handed.at:
        found.append(stops("custody.before-hand-out", BEDSIDE, where="begun", at=handed.at.isoformat(timespec="seconds")))
    told = _told(dossier, bag, new, handed is not None)
    if told and len(new.remark) < 3:
        found.append(stops("custody.infused-unexplained", BEDSIDE, where="remark"))
    return (*found, *told)


def _times(new: Infusion, deaths: Iterable[Death], now: datetime) -> list[Finding]:
    found: list[Finding] = []
    if new.ended < new.begun:
        found.append(stops("custody.infusion-backward", BEDSIDE, where="ended"))
    if new.ended > now or new.begun > now:
        found.append(stops("custody.infusion-ahead", BEDSIDE, where="ended"))
    found += [
        stops("custody.patient-dead", BEDSIDE, where="begun", at=each.died.isoformat(timespec="seconds")) for each in deaths if each.died < new.ended
    ]
    return found


def _volume(bag: Bag, new: Infusion) -> list[Finding]:
    if not same_kind(new.given.unit, bag.volume.unit):
        return [stops("custody.volume-unit", BEDSIDE, where="given", unit=new.given.unit, known=bag.volume.unit)]
    given = convert(new.given, bag.volume.unit).value
    if given <= 0:
        return [stops("custody.volume-none", BEDSIDE, where="given")]
    if given > bag.volume.value:
        return [stops("custody.volume-more", BEDSIDE, where="given", given=str(new.given), volume=str(bag.volume))]
    if not new.whole and not new.remark:
        return [stops("custody.rest-unexplained", BEDSIDE, where="remark")]
    return []


def _told(dossier: Dossier, bag: Bag, new: Infusion, handed: bool) -> list[Finding]:
    """What went otherwise than it should, and is kept with the infusion."""
    found: list[Finding] = []
    if not handed:
        found.append(finding("custody.not-handed-out", Severity.DECIDES, BEDSIDE, where=bag.id, bag=bag.id))
    if bag.expiry <= new.begun:
        found.append(finding("custody.infused-expired", Severity.DECIDES, BEDSIDE, where=bag.id, bag=bag.id, at=bag.expiry.isoformat(timespec="seconds")))
    found += [
        finding("custody.infused-while-held", Severity.DECIDES, BEDSIDE, where=bag.id, bag=bag.id, number=each.signal)
        for each in dossier.stops
        if each.kind is StopKind.BAGS and each.at <= new.begun
    ]
    certificate = current_certificate(dossier)
    if certificate is None or certificate.at > new.begun:
        found.append(finding("custody.infused-without-certificate", Severity.DECIDES, BEDSIDE, where=bag.id, bag=bag.id))
    return found


def may_correct_infusion(
    dossier: Dossier, now_stands: Infusion, new: Infusion, why: str, deaths: Iterable[Death], seen: Iterable[Observation], now: datetime
) -> tuple[Finding, ...]:
    """What stops a correction: as for a new infusion, and without a reason, without a change, or later than what was observed after it."""
    found = list(_sound(dossier, new, deaths, now))
    if len(why) < 3:
        found.append(stops("custody.why-missing", BEDSIDE, where="why"))
    if new == now_stands:
        found.append(stops("custody.nothing-changed", BEDSIDE, where="begun"))
    if early := [each for each in seen if each.at < new.begun]:
        found.append(stops("custody.observed-before", BEDSIDE, where="begun", at=min(each.at for each in early).isoformat(timespec="seconds")))
    return tuple(found)


def may_check_infusion(infusion: Given, person: Person) -> tuple[Finding, ...]:
    """Stops the check by whoever entered or corrected it, and a second check of the same values."""
    found: list[Finding] = []
    if person.id in infusion.entered:
        found.append(stops("custody.own-infusion", BEDSIDE, person=person.name))
    if infusion.checks:
        found.append(stops("custody.infusion-checked", BEDSIDE))
    return tuple(found)


def may_call_back(recall: Recall | None, new: RecallCall, now: datetime) -> tuple[Finding, ...]:
    """Stops a call about a bag that is not called back, to nobody, in the future or before the bag was handed out, and one that says nothing."""
    if recall is None:
        return (stops("custody.not-recalled", RECALL, bag=new.bag),)
    found: list[Finding] = []
    if len(new.called) < 3:
        found.append(stops("custody.nobody-called", RECALL, where="called"))
    if new.at > now:
        found.append(stops("custody.call-ahead", RECALL, where="at"))
    if new.at < recall.issue.at:
        found.append(stops("custody.before-hand-out", RECALL, where="at", at=recall.issue.at.isoformat(timespec="seconds")))
    return tuple(found)


def may_take_back(issued: Iterable[BagIssue], given: Iterable[Infusion], before: Iterable[BagReturn], new: BagReturn) -> tuple[Finding, ...]:
    """Stops the return of a bag that was not handed out, was given whole, or is back already, and one whose state nobody describes."""
    found: list[Finding] = []
    if not any(each.bag == new.bag for each in issued):
        found.append(stops("custody.never-out", RECALL, where="bag", bag=new.bag))
    if any(each.whole for each in given):
        found.append(stops("custody.given-whole", RECALL, where="bag", bag=new.bag))
    if any(each.bag == new.bag for each in before):
        found.append(stops("custody.back-already", RECALL, where="bag", bag=new.bag))
    if len(new.condition) < 3:
        found.append(stops("custody.state-missing", RECALL, where="condition"))
    return tuple(found)
