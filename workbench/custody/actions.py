"""A released bag handed out with its certificate, called back, taken back; and its infusion, entered by one person and checked by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workbench.batch.close_calls import close_call
from workbench.batch.records import Bag, BagStatus
from workbench.calculation.typed import read_quantity
from workbench.custody.bags import bag_scanned, bag_typed
from workbench.custody.infusions import INFUSION, given_in
from workbench.custody.recalls import recall_of
from workbench.custody.records import BagIssue, BagReturn, Infusion, InfusionCorrection, RecallAnswer, RecallCall
from workbench.custody.rules import may_call_back, may_check_infusion, may_correct_infusion, may_infuse, may_issue, may_take_back, same_patient
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Done, Refused, Severity, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise
from workbench.quality.opening import deviation
from workbench.scanners.entering import ByHand, entered, judged
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
class Called:
    """A call about a bag that is called back: whom, when, what they answered, and whether they read the bag's number back."""

    called: str
    answer: RecallAnswer
    read_back: bool
    at: datetime
    said: str = ""


def call_back(bag_id: str, call: Called, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps a call to whoever holds a bag that is not to be given. It stays on the list until it is back or was given."""
    with register.transaction(actor, f"call back {bag_id}") as change:
        now = clock.now()
        authorise(change, actor, Act.RECALL_BAG, now)
        bag = change.get(Bag, bag_id)
        called, said = " ".join(call.called.split()), " ".join(call.said.split())
        made = RecallCall(change.fresh("RB"), bag.batch, bag.id, called, call.answer, call.read_back, said, call.at, actor.zone, now, actor.person)
        refuse_if(may_call_back(recall_of(change, bag), made, now))
        change.add(made)
    return Done((made,))


def take_back(read: str, condition: str, hand: ByHand | None = None, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """A bag that was handed out is back, known by its label (scanned, or typed by ``hand`` with a second person). It is not handed out again."""
    with register.transaction(actor, "take a bag back") as change:
        now = clock.now()
        authorise(change, actor, Act.HAND_OUT, now)
        bag = bag_typed(change, hand) if hand else bag_scanned(change, read)
        if hand:
            judged(change, hand, bag.batch, actor, now)
        code = hand.code.typed if hand else read.strip()
        made = BagReturn(change.fresh("BR"), bag.batch, bag.id, code, " ".join(condition.split()), now, actor.zone, actor.person, hand is not None)
        own = {"bag": bag.id}
        refuse_if(may_take_back(change.find(BagIssue, own), change.find(Infusion, own), change.find(BagReturn, own), made))
        typed = entered(change, hand, made.id, bag.batch, actor, now) if hand else ()
        for each in (made, *typed):
            change.add(each)
    return Done((made, *typed))


@dataclass(frozen=True, slots=True)
class Bedside:
    """What the ward enters of an infusion: the codes as they were scanned, the times, and the volume as typed, with its unit.

    ``bag_hand`` and ``patient_hand`` stand in the place of a scan that was not possible: the code was typed, with its second person.
    """

    bag_read: str
    patient_read: str
    begun: datetime
    ended: datetime
    given: str
    whole: bool
    remark: str = ""
    bag_hand: ByHand | None = None
    patient_hand: ByHand | None = None

    @property
    def read(self) -> tuple[str, str]:
        """Bag and patient, as scanned or typed."""
        bag, patient = self.bag_hand, self.patient_hand
        return (bag.code.typed if bag else self.bag_read.strip()), (patient.code.typed if patient else self.patient_read.strip())


def record_infusion(seen: Bedside, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters the infusion of a bag. It counts when another person has checked it.

    The wristband of another patient is refused, and remembered as a close call. What should not have happened and did is kept, and opens
    a deviation for each such finding; the remark is its reason.
    """
    with register.transaction(actor, "record an infusion") as change:
        now = clock.now()
        authorise(change, actor, Act.RECORD_INFUSION, now)
        bag = bag_typed(change, seen.bag_hand) if seen.bag_hand else bag_scanned(change, seen.bag_read)
        hands = [each for each in (seen.bag_hand, seen.patient_hand) if each is not None]
        for each in hands:
            judged(change, each, bag.batch, actor, now, Act.CHECK_INFUSION)
        dossier, patient_read = assemble(change, bag.batch), seen.read[1]
        wrong = [each for each in same_patient(dossier.patient, patient_read) if each.code == "custody.other-patient"]
        if wrong:
            by_hand = seen.patient_hand is not None
            change.add(close_call(change, bag.batch, ("", ""), patient_read.encode(), wrong[0].code, actor, now, by_hand=by_hand))
        else:
            made = _infusion(change, bag, dossier.patient.id, seen, actor, now)
            deaths = change.find(Death, {"patient": made.patient})
            found = refuse_if(
                may_infuse(dossier, made, change.find(Infusion, {"bag": bag.id}), deaths, now, back=bool(change.find(BagReturn, {"bag": bag.id})))
            )
            made = replace(made, told=tuple(each.code for each in found if each.severity is Severity.DECIDES))
            typed = [each for hand in hands for each in entered(change, hand, made.id, bag.batch, actor, now)]
            for kept in (made, *typed):
                change.add(kept)
            opened = [
                each
                for one in found
                if one.severity is Severity.DECIDES
                for each in deviation(change, dossier.batch, "", "", one, "unknown", made.remark, actor, now)
            ]
    if wrong:
        raise Refused(wrong)
    return Done((made, *typed, *opened), found)


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
    given, remark = read_quantity(seen.given), " ".join(seen.remark.split())
    return Infusion(
        change.fresh("J"), bag.batch, bag.id, patient, seen.begun, seen.ended, given, seen.whole, *seen.read, remark, (), now, actor.zone, actor.person,
        seen.bag_hand is not None, seen.patient_hand is not None,
    )  # fmt: skip

