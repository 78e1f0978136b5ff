"""A message about a report is written: the next that is due, a draft of it, or the last one once more."""
from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.batch.records import Attachment
from workbench.icsr.facts import CaseFacts, facts_of
from workbench.icsr.joining import case_report, lacking, message_of
from workbench.icsr.keeping import XML, kept
from workbench.icsr.product import at_site
from workbench.icsr.records import CaseMessage, CaseUnsent, MessageKind
from workbench.icsr.rules import SOURCE, may_repeat, may_unsend, may_write
from workbench.icsr.standing import next_kind, standing, standing_of
from workbench.kernel.findings import Done, Finding, Refused, Severity, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.casereport.elements import Elements
from workbench.vigilance.casereport.reading import read_message
from workbench.vigilance.casereport.records import CaseReport, Message
from workbench.vigilance.casereport.schemas import validate
from workbench.vigilance.casereport.sending import Outgoing, amended, draft, export, nullified
from workbench.words.translation import Words


@dataclass(frozen=True, slots=True)
class Means:
    """What a message is written with: the table of elements, and the words of the language of its narrative."""

    elements: Elements
    words: Words


def write_message(number: str, means: Means, *, drafted: bool, reason: str = "", actor: Actor, register: Register, clock: Clock) -> Done:
    """Writes and keeps the next message of a report, as what it now is: initial, follow-up, amendment or nullification.

    A ``drafted`` one may be incomplete: it is marked as training in the message itself, and what would stop it is told. Otherwise ``Refused``
    with every reason, of our rules and of the schemas in the site's folder.
    """
    with register.transaction(actor, f"write a case report of {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.SEND_REPORT, now)
        facts = facts_of(change, number)
        stand, said = standing(facts.messages, facts.answers, facts.unsent), " ".join(reason.split())
        kind = next_kind(facts.case, stand)
        refuse_if(may_write(facts, stand, kind, draft=drafted, reason=said))
        new = new_number(facts)
        case = case_report(facts, means.words, now, new)
        if kind is MessageKind.NULLIFICATION:
            said = facts.case.follow_ups[-1].said
            case = nullified(case, new, at_site(now, facts.site.zone), said)
        elif kind is MessageKind.AMENDMENT:
            case = amended(case, new, at_site(now, facts.site.zone), said)
        out = _outgoing(message_of(case, facts), means.elements, facts, drafted)
        rejected = stand.newest if stand.newest is not None and stand.rejected(stand.newest) else None
        made, file = _keep(change, facts, case, out, _Kept(kind, drafted, rejected.id if rejected else None, said), actor, clock)
    return Done((made, file), (*lacking(facts), *out.findings))


def repeat_message(message_id: str, means: Means, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Writes the last message once more under a new number, because it got lost on its way: the case in it is the same."""
    with register.transaction(actor, f"write {message_id} once more") as change:
        now = clock.now()
        authorise(change, actor, Act.SEND_REPORT, now)
        known = change.find(CaseMessage, {"id": message_id})
        if not known:
            raise Refused((stops("vigilance.not-found", SOURCE),))
        old = known[0]
        facts = facts_of(change, old.report)
        refuse_if(may_repeat(old, standing(facts.messages, facts.answers, facts.unsent)))
        new, at = new_number(facts), at_site(now, facts.site.zone)
        before = read_message(change.get(Attachment, old.attachment).content).cases[0]
        case = replace(before, message_identifier=new, message_created=at, created=at)
        out = _outgoing(message_of(case, facts), means.elements, facts, False)
        made, file = _keep(change, facts, case, out, _Kept(old.kind, False, old.id, old.reason), actor, clock)
    return Done((made, file), out.findings)


def never_sent(message_id: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """The newest message was written and did not go out: the next one is of the same kind again. It stays kept, with the reason."""
    with register.transaction(actor, f"{message_id} was not sent") as change:
        now = clock.now()
        authorise(change, actor, Act.SEND_REPORT, now)
        known = change.find(CaseMessage, {"id": message_id})
        if not known:
            raise Refused((stops("vigilance.not-found", SOURCE),))
        said = " ".join(why.split())
        refuse_if(may_unsend(known[0], standing_of(change, known[0].report), said))
        made = CaseUnsent(change.fresh("CU"), known[0].report, message_id, said, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))


def new_number(facts: CaseFacts) -> str:
    """The number of the next message of a report: no other message of this sender has it."""
    sender = facts.sender
    stem = f"{sender.identifier}-{facts.case.report.id}" if sender is not None else facts.case.report.id
    return f"{stem}-{len(facts.messages) + 1}"


def _outgoing(message: Message, elements: Elements, facts: CaseFacts, drafted: bool) -> Outgoing:
    """The message, looked at by our rules and by the schemas of the site. What stops a report is only told of a draft."""
    out = draft(message, elements) if drafted else export(message, elements)
    folder = facts.sender.schemas if facts.sender is not None else ""
    try:
        shaped: tuple[Finding, ...] = validate(out.content, Path(folder)) if folder else ()
    except Refused as refused:
        shaped = refused.findings
    if not drafted:
        return Outgoing(out.content, (*out.findings, *refuse_if(shaped)))
    return Outgoing(out.content, tuple(replace(each, severity=Severity.TELLS) for each in (*out.findings, *shaped)))


@dataclass(frozen=True, slots=True)
class _Kept:
    kind: MessageKind
    draft: bool
    repeats: str | None
    reason: str


def _keep(
    change: Change, facts: CaseFacts, case: CaseReport, out: Outgoing, how: _Kept, actor: Actor, clock: Clock
) -> tuple[CaseMessage, Attachment]:
    now, number = clock.now(), str(case.message_identifier)
    file = kept(change, f"{number}.xml", XML, out.content, actor, now)
    made = CaseMessage(
        number, facts.case.report.id, str(case.identifier or ""), how.kind, how.draft, how.repeats, how.reason, file.id, file.digest, now, actor.zone,
        actor.person,
    )  # fmt: skip
    change.add(file)
    change.add(made)
    return made, file
