"""A summary is prepared from the register as it stands, approved by another person, and printed; each time with the paper that goes with it."""
from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from workbench.documents.frame import Printing
from workbench.documents.periodic.paper import safety_summary
from workbench.documents.press import Press
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Person, Proof
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.signing import signature
from workbench.people.standing import authorise
from workbench.periodic.file import APPROVED, PREPARED, SummaryFile, file_of
from workbench.periodic.reading import Period, frozen_of, summary_of
from workbench.periodic.records import SafetySummary, SummaryApproval, SummaryPaper
from workbench.periodic.rules import SOURCE, may_approve, may_prepare
from workbench.site.numbering import identifier
from workbench.surveillance.monitors import Plan
from workbench.vigilance.schedule import Schedule

SERIES = "PSS"


def prepare_summary(
    product: str, begins: date, ends: date, plans: Mapping[str, Plan], schedules: Mapping[str, Schedule], *, press: Press, proof: Proof, actor: Actor,
    register: Register, clock: Clock,
) -> Done:  # fmt: skip
    """Freezes what the register knows of ``product`` for the period, signed by who prepares it, and keeps its paper, which says that it is not approved."""
    with register.transaction(actor, f"prepare a safety summary of {product}") as change:
        now = clock.now()
        authorise(change, actor, Act.PREPARE_SUMMARY, now)
        refuse_if(may_prepare(begins, ends, day_of(now, actor.zone)))
        head = change.head()
        try:
            frozen = frozen_of(change, product, Period(begins, ends, actor.zone, now), plans, schedules)
        except LookupError:
            raise Refused((stops("periodic.no-product", SOURCE, where="product", product=product),)) from None
        summary = summary_of(identifier(change, now, SERIES), product, begins, ends, head, frozen, now, actor)
        change.add(summary)
        signed = signature(change, actor, proof, Meaning.PREPARED, PREPARED, summary.id, (summary,), now=now)
        change.add(signed)
        paper = _paper(change, file_of(change, summary.id), press, actor, now)
        change.add(paper)
    return Done((summary, signed, paper))


def approve_summary(number: str, said: str = "", *, press: Press, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Another person approves a summary, signed; its paper with both signatures is kept."""
    words = " ".join(said.split())
    with register.transaction(actor, words or f"approve {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.APPROVE_SUMMARY, now)
        summary = _known(change, number)
        same = change.find(SafetySummary, {"product": summary.product}, sort="seq")
        newer = [each for each in same[same.index(summary) + 1 :] if (each.begins, each.ends) == (summary.begins, summary.ends)]
        refuse_if(may_approve(summary, change.find(SummaryApproval, {"summary": number}), newer, actor.person))
        approval = SummaryApproval(change.fresh("PA"), number, words, now, actor.zone, actor.person)
        change.add(approval)
        signed = signature(change, actor, proof, Meaning.APPROVED, APPROVED, approval.id, (summary, approval), now=now)
        change.add(signed)
        paper = _paper(change, file_of(change, number), press, actor, now)
        change.add(paper)
    return Done((approval, signed, paper))


def print_summary(number: str, *, press: Press, actor: Actor, register: Register, clock: Clock) -> Done:
    """Another paper of a summary, in the language of ``press``: the same figures, with the signatures there are now."""
    with register.transaction(actor, f"print {number}") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_DOCUMENT, now)
        _known(change, number)
        paper = _paper(change, file_of(change, number), press, actor, now)
        change.add(paper)
    return Done((paper,))


def _paper(change: Change, file: SummaryFile, press: Press, actor: Actor, now: datetime) -> SummaryPaper:
    """The next copy in this language."""
    number = file.summary.id
    copy = change.count(SummaryPaper, {"summary": number, "language": press.language}) + 1
    printing = Printing(number, copy, now, actor.zone, change.get(Person, actor.person).name, actor.role, "", file.site.purpose)
    content = safety_summary(file, press, printing)
    digest = hashlib.sha256(content).digest()
    return SummaryPaper(change.fresh("PP"), number, press.language, copy, file.approved, content, digest, now, actor.zone, actor.person)


def _known(change: Change, number: str) -> SafetySummary:
    found = change.find(SafetySummary, {"id": number})
    if not found:
        raise Refused((stops("periodic.not-found", SOURCE),))
    return found[0]
