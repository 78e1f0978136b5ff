"""Handing a released bag out, with the certificate that goes with it; and its infusion, entered by one person and checked by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workbench.batch.records import Bag, BagStatus, ScanFact
from workbench.calculation.typed import read_quantity
from workbench.custody.bags import bag_scanned
from workbench.custody.infusions import INFUSION, given_in
from workbench.custody.records import BagIssue, Infusion, InfusionCorrection
from workbench.custody.rules import may_check_infusion, may_correct_infusion, may_infuse, may_issue, same_patient
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Done, Refused, Severity, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise
from workbench.quality.opening import deviation
from workbench.vigilance.records import Death, Observation


def issue_bag(bag_id: str, holder: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Hands a released bag out to ``holder`` (ward and name)."""
    with register.transaction(actor, f"issue to {holder}") as change:
        now = clock.now()
        bag = change.get(Bag, bag_id)
        dossier = assemble(change, bag.batch)
        authorise(change, actor, Act.HAND_OUT, now)
        refuse_if(may_issue(dossier, bag, holder, now))
        issue = BagIssue(change.fresh("I"), bag.batch, bag.id, holder.strip(), now, actor.zone, actor.person)
        change.add(issue)
        after = replace(bag, status=BagStatus.ISSUED)
        change.replace(bag, after)
    return Done((issue, after))


@dataclass(frozen=True, slots=True)
class Bedside:
    """What the ward enters of an infusion: the codes as they were scanned (or typed), the times, and the volume as typed, with its unit."""

    bag_read: str
    patient_read: str
    begun: datetime
    ended: datetime
    given: str
    whole: bool
    remark: str = ""


def record_infusion(seen: Bedside, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters the infusion of a bag. It counts when another person has checked it.

    The wristband of another patient is refused, and remembered as a close call. What should not have happened and did is kept, and opens
    a deviation for each such finding; the remark is its reason.
    """
    with register.transaction(actor, "record an infusion") as change:
        now = clock.now()
        authorise(change, actor, Act.RECORD_INFUSION, now)
        bag = bag_scanned(change, seen.bag_read)
        dossier = assemble(change, bag.batch)
        wrong = [each for each in same_patient(dossier.patient, seen.patient_read) if each.code == "custody.other-patient"]
        if wrong:
            change.add(_close_call(change, bag, seen.patient_read, wrong[0].code, actor, now))
        else:
            made = _infusion(change, bag, dossier.patient.id, seen, actor, now)
            deaths = change.find(Death, {"patient": made.patient})
            found = refuse_if(may_infuse(dossier, made, change.find(Infusion, {"bag": bag.id}), deaths, now))
            made = replace(made, told=tuple(each.code for each in found if each.severity is Severity.DECIDES))
            change.add(made)
            opened = [
                each
                for one in found
                if one.severity is Severity.DECIDES
                for each in deviation(change, dossier.batch, "", "", one, "unknown", made.remark, actor, now)
            ]
    if wrong:
        raise Refused(wrong)
    return Done((made, *opened), found)


def check_infusion(infusion_id: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Another person than the one who entered it compares the infusion with what was seen at the bedside, and signs."""
    with register.transaction(actor, f"check infusion {infusion_id}") as change:
        now = clock.now()
        own = authorise(change, actor, Act.CHECK_INFUSION, now)
        known = given_in(change, _known(change, infusion_id))
        refuse_if(may_check_infusion(known, own.person))
        signed = signature(change, actor, proof, Meaning.CHECKED, INFUSION, infusion_id, known.content, now=now)
        change.add(signed)
    return Done((signed,))


def correct_infusion(infusion_id: str, seen: Bedside, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Puts other times, volume or remark in the place of wrong ones, with the reason. Another person checks them again.

    Bag and patient stay those that were read; what ``seen`` says of them is not looked at.
    """
    said = " ".join(why.split())
    with register.transaction(actor, said or "correct an infusion") as change:
        now = clock.now()
        authorise(change, actor, Act.RECORD_INFUSION, now)
        first = _known(change, infusion_id)
        stands = given_in(change, first).stands
        dossier = assemble(change, first.batch)
        amount, remark = read_quantity(seen.given), " ".join(seen.remark.split())
        new = replace(stands, begun=seen.begun, ended=seen.ended, given=amount, whole=seen.whole, remark=remark)
        deaths, later = change.find(Death, {"patient": first.patient}), change.find(Observation, {"infusion": first.id})
        found = refuse_if(may_correct_infusion(dossier, stands, new, said, deaths, later, now))
        fresh = [each for each in found if each.severity is Severity.DECIDES and each.code not in stands.told]
        made = InfusionCorrection(
            change.fresh("JC"), first.id, new.begun, new.ended, new.given, new.whole, new.remark, tuple(each.code for each in fresh), said, now,
            actor.zone, actor.person,
        )  # fmt: skip
        change.add(made)
        opened = [each for one in fresh for each in deviation(change, dossier.batch, "", "", one, "unknown", said, actor, now)]
    return Done((made, *opened), found)


def _known(change: Change, infusion_id: str) -> Infusion:
    known = change.find(Infusion, {"id": infusion_id})
    if not known:
        raise Refused((stops("custody.no-such-infusion", "register"),))
    return known[0]


def _infusion(change: Change, bag: Bag, patient: str, seen: Bedside, actor: Actor, now: datetime) -> Infusion:
    read = seen.bag_read.strip(), seen.patient_read.strip(), " ".join(seen.remark.split())
    given = read_quantity(seen.given)
    return Infusion(
        change.fresh("J"), bag.batch, bag.id, patient, seen.begun, seen.ended, given, seen.whole, *read, (), now, actor.zone, actor.person
    )


def _close_call(change: Change, bag: Bag, read: str, code: str, actor: Actor, now: datetime) -> ScanFact:
    raw = read.strip().encode()[:200]
    return ScanFact(change.fresh("N"), bag.batch, "", "", "", raw, False, now, actor.zone, actor.person, None, code)
