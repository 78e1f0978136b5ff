"""A suspected reaction is reported, new information comes, what is due is sent, a physician assesses, quality closes or nullifies."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.batch.records import Bag, Batch
from workbench.icsr.standing import standing_of
from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise
from workbench.scanners.entering import ByHand, entered, judged
from workbench.site.numbering import identifier
from workbench.vigilance.causality import Answer, naranjo, who_umc
from workbench.vigilance.naming import NOT_KNOWN, Pointed, about
from workbench.vigilance.opening import QUALIFIED, open_report, reason_of, start_clocks
from workbench.vigilance.records import (
    CausalityAssessment,
    Outcome,
    Qualification,
    ReportClock,
    ReportFollowUp,
    ReportSent,
    ReportSource,
    ReportStatus,
    SafetyReport,
)
from workbench.vigilance.reporting import CAUSALITY, REPORT, UMC_ASKED, Calendar, Case, case_of, missing, umc_answers
from workbench.vigilance.rules import REPORTS, may_assess, may_close, may_follow, may_nullify, may_send
from workbench.vigilance.safety_lists import lists_for, onset_day
from workbench.vigilance.seriousness import expected


@dataclass(frozen=True, slots=True)
class Event:
    """What a person reports. ``bag`` and ``patient`` as they were named, if they are known; ``product`` in words where there is no bag.
    ``answers``: six letters. ``received``: when the hospital heard of it, now unless said. ``reporter``: who told it, if not the person.
    """

    reaction: str
    onset: datetime | None
    answers: str
    bag: Pointed = NOT_KNOWN
    patient: Pointed = NOT_KNOWN
    product: str = ""
    outcome: Outcome = Outcome.UNKNOWN
    source: ReportSource = ReportSource.SPONTANEOUS
    received: datetime | None = None
    reporter: str = ""
    qualification: Qualification | None = None


def report_event(event: Event, calendar: Calendar, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps a report and starts its clocks. Without a patient or a product it is kept, starts none, and says what is missing."""
    with register.transaction(actor, "report an adverse event") as change:
        now = clock.now()
        own_standing = authorise(change, actor, Act.REPORT_EVENT, now)
        hands = _judged(change, (event.bag, event.patient), actor, now)
        of = about(change, event.bag, event.patient, event.product)
        by_self = not event.reporter.strip()
        made = SafetyReport(
            identifier(change, now, "SR"), ReportStatus.RECEIVED, event.source, of.patient, of.bag, of.batch, of.product, of.ward,
            own_standing.person.name if by_self else " ".join(event.reporter.split()),
            event.qualification or (QUALIFIED.get(actor.role, Qualification.OTHER) if by_self else Qualification.CONSUMER),
            " ".join(event.reaction.split()), event.onset, event.outcome, event.answers, (), event.received or now, now, actor.zone, actor.person,
            event.bag.way, event.patient.way,
        )  # fmt: skip
        opened, told = open_report(change, made, of.pathway, calendar, actor, now)
        for each in _typed(change, hands, made.id, actor, now):
            change.add(each)
    return Done(opened, told)


@dataclass(frozen=True, slots=True)
class News:
    """New information on a report. What was not known may be filled in; ``answers`` and ``outcome`` where they are others now."""

    said: str
    significant: bool
    received: datetime | None = None
    answers: str = ""
    outcome: Outcome | None = None
    bag: Pointed = NOT_KNOWN
    patient: Pointed = NOT_KNOWN
    product: str = ""


def follow_up(number: str, news: News, calendar: Calendar, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps new information. What is significant, or makes the report complete, starts its clocks, as the answers stand then."""
    with register.transaction(actor, f"follow up {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.REPORT_EVENT, now)
        case = _case(change, number)
        old = case.report
        hands = _judged(change, (news.bag, news.patient), actor, now)
        of = about(change, news.bag, news.patient if news.patient.way is not None else Pointed(chosen=old.patient or ""), news.product)
        bag = next(iter(change.find(Bag, {"id": old.bag})), None) if old.bag is not None else None
        filled = old if bag is not None else replace(
            old, patient=old.patient or of.patient, bag=of.bag, batch=of.batch, product=of.product or old.product, ward=old.ward or of.ward,
            bag_named=news.bag.way, patient_named=old.patient_named or news.patient.way,
        )  # fmt: skip
        made = ReportFollowUp(
            change.fresh("RF"), number, " ".join(news.said.split()), news.significant, news.answers, news.outcome, news.received or now, now, actor.zone,
            actor.person,
        )  # fmt: skip
        found = refuse_if(may_follow(case, made, filled, now))
        for each in (made, *_typed(change, hands, made.id, actor, now)):
            change.add(each)
        if filled != old:
            change.replace(old, filled)
        started: Sequence[Stored] = ()
        told: tuple[Finding, ...] = ()
        if made.significant or (case.missing and not missing(filled)):
            pathway = change.get(Batch, filled.batch).regime if filled.batch is not None else of.pathway
            started, told = start_clocks(change, filled, news.answers or case.answers, made.id, made.received, pathway, calendar, actor, now)
    return Done((made, filled, *started), (*found, *told))


def send_report(clock_id: str, receiver: str, sent: datetime, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """What a clock asks for was done: the report went to ``receiver`` at ``sent``."""
    with register.transaction(actor, f"sent to {receiver}") as change:
        now = clock.now()
        authorise(change, actor, Act.SEND_REPORT, now)
        known = change.find(ReportClock, {"id": clock_id})
        if not known:
            raise Refused((stops("vigilance.not-found", REPORTS),))
        made = ReportSent(change.fresh("RS"), clock_id, known[0].report, " ".join(receiver.split()), sent, now, actor.zone, actor.person)
        refuse_if(may_send(case_of(change, known[0].report), known[0], made, now))
        change.add(made)
    return Done((made,))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a physician thinks: the category of WHO-UMC, why, and ten letters where Naranjo's questions were asked as well.

    ``asked``: eight letters, the questions of WHO-UMC in their order. ``otherwise``: why it is another category than the one that follows.
    """

    category: str
    why: str
    naranjo: str = ""
    asked: str = ""
    otherwise: str = ""


def assess_causality(
    number: str, judged: Judged, *, proof: Proof, actor: Actor, register: Register, clock: Clock
) -> Done:
    """A physician assesses and signs; expectedness is read from the product's safety list of the day of onset."""
    with register.transaction(actor, f"assess {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.ASSESS_REPORT, now)
        case = _case(change, number)
        report = case.report
        compared = expected(lists_for(change, report.product), report.product, report.reaction, None, onset_day(report, actor.zone))
        made = CausalityAssessment(
            change.fresh("CA"), number, judged.category, judged.naranjo, None, compared.answer.value, compared.version, (reason_of(compared.reason),),
            " ".join(judged.why.split()), now, actor.zone, actor.person, judged.asked, _proposed(judged.asked), " ".join(judged.otherwise.split()),
        )  # fmt: skip
        refuse_if(may_assess(case, made))
        if judged.naranjo:
            score = naranjo([Answer(each) for each in judged.naranjo])
            made = replace(made, total=score.total, reasons=(*made.reasons, *(reason_of(each) for each in score.caveats)))
        change.add(made)
        after = replace(report, status=ReportStatus.ASSESSED)
        if after != report:
            change.replace(report, after)
        signed = signature(change, actor, proof, Meaning.ASSESSED, CAUSALITY, made.id, (made,), now=now)
        change.add(signed)
    return Done((made, after, signed))


def _proposed(asked: str) -> str:
    """The category that follows from the answers; nothing where they are not all there: that is refused."""
    return who_umc(umc_answers(asked)).proposed.value if len(asked) == UMC_ASKED and set(asked) <= set("YNU") else ""


def close_report(number: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Quality closes a report that was assessed and sent, and signs."""
    with register.transaction(actor, f"close {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.CLOSE_REPORT, now)
        case = _case(change, number)
        refuse_if(may_close(case, actor.person, standing_of(change, number).refused))
        ended = _end(change, case, ReportStatus.CLOSED, Meaning.CHECKED, proof, actor, now)
    return Done(ended)


def nullify_report(number: str, why: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Quality takes a report back, because it repeats another one or was none, and signs. It stays, with the reason; its clocks end."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "nullify a report") as change:
        now = clock.now()
        authorise(change, actor, Act.CLOSE_REPORT, now)
        case = _case(change, number)
        refuse_if(may_nullify(case, actor.person, said))
        news = ReportFollowUp(change.fresh("RF"), number, said, False, "", None, now, now, actor.zone, actor.person)
        change.add(news)
        ended = _end(change, case, ReportStatus.NULLIFIED, Meaning.WITHDRAWN, proof, actor, now)
    return Done((news, *ended))


def _end(change: Change, case: Case, status: ReportStatus, meaning: Meaning, proof: Proof, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    after = replace(case.report, status=status)
    change.replace(case.report, after)
    signed = signature(change, actor, proof, meaning, REPORT, after.id, (after,), now=now)
    change.add(signed)
    return after, signed


def _case(change: Change, number: str) -> Case:
    if not change.find(SafetyReport, {"id": number}):
        raise Refused((stops("vigilance.not-found", REPORTS),))
    return case_of(change, number)


def _judged(change: Change, named: Sequence[Pointed], actor: Actor, now: datetime) -> tuple[ByHand, ...]:
    """The codes that were typed; refused where the second person may not stand for one. A report is part of no batch."""
    hands = tuple(each.hand for each in named if each.hand is not None)
    for each in hands:
        judged(change, each, None, actor, now)
    return hands


def _typed(change: Change, hands: Sequence[ByHand], of: str, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    return tuple(each for hand in hands for each in entered(change, hand, of, None, actor, now))
