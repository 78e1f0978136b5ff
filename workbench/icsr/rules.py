"""What must hold of what a site says of itself, of a code, of a message, and of an answer. Pure. The message itself is judged by casereport/rules.py."""
from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.icsr.facts import CaseFacts
from workbench.icsr.records import CaseAcknowledgement, CaseMessage, CaseSender, MessageKind
from workbench.icsr.standing import Standing
from workbench.kernel.findings import Finding, stops
from workbench.vigilance.casereport.acknowledgements import Acknowledgement
from workbench.vigilance.casereport.meddra import Term
from workbench.vigilance.casereport.writing_values import text_of
from workbench.vigilance.records import ReportStatus

SOURCE, GUIDE, LICENCE = "case reports (issue 4, item 5)", "ICH E2B(R3)", "MedDRA licence; ICH E2B(R3) E.i.2.1"
KINDS = ("1", "2", "3", "4", "5", "6", "7")
"""C.3.1; 3 is a health professional, 4 a regional centre, 6 another one."""
LENGTHS = {
    "organisation": 100, "department": 60, "given_name": 60, "family_name": 60, "street": 100, "city": 35, "postcode": 15, "telephone": 33, "email": 100,
    "identifier": 60, "receiver": 60,
}  # fmt: skip
"""How long each text of a sender may be in a message (C.3, N.1.3, N.1.4)."""
LONGEST = 10_000
_COUNTRY, _IDENTIFIER = re.compile("[A-Z]{2}"), re.compile("[A-Za-z0-9._-]+")


def sender_form(sender: CaseSender) -> tuple[Finding, ...]:
    """Stops a sender without organisation, country or identifiers, and what a message has no room for."""
    found: list[Finding] = []
    if sender.kind not in KINDS:
        found.append(stops("icsr.sender-kind", GUIDE, where="kind", value=sender.kind))
    if not sender.organisation:
        found.append(stops("icsr.sender-missing", GUIDE, where="organisation", field="organisation"))
    if not _COUNTRY.fullmatch(sender.country):
        found.append(stops("icsr.country", "ISO 3166-1", where="country", value=sender.country))
    # The number of a case is made of country, identifier and report: it has no room for other signs.
    for name, value in (("identifier", sender.identifier), ("receiver", sender.receiver)):
        if not _IDENTIFIER.fullmatch(value):
            found.append(stops("icsr.identifier", GUIDE, where=name, value=value))
    for name, most in LENGTHS.items():
        if len(getattr(sender, name)) > most:
            found.append(stops("icsr.sender-long", GUIDE, where=name, field=name, most=str(most)))
    return tuple(found)


def may_code(facts: CaseFacts, term: Term | None, code: str, version: str) -> tuple[Finding, ...]:
    """Stops coding without a release of MedDRA, with a code that is no current lowest level term of it, of a report that was nullified, and twice."""
    if not version:
        return (stops("icsr.no-meddra", LICENCE),)
    found: list[Finding] = []
    if facts.case.report.status is ReportStatus.NULLIFIED:
        found.append(stops("vigilance.report-over", SOURCE, status=facts.case.report.status.value))
    if term is None or not term.current:
        found.append(stops("casereport.meddra-unknown", LICENCE, where="code", version=version, code=code))
    elif facts.code is not None and (facts.code.code, facts.code.version) == (code, version):
        found.append(stops("icsr.coded-before", SOURCE, where="code", code=code, version=version))
    return tuple(found)


def may_narrate(facts: CaseFacts, text: str) -> tuple[Finding, ...]:
    """Stops words on a report that was nullified, none, too many, and the same ones again."""
    found: list[Finding] = []
    if facts.case.report.status is ReportStatus.NULLIFIED:
        found.append(stops("vigilance.report-over", SOURCE, status=facts.case.report.status.value))
    if len(text) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="text"))
    if len(text) > LONGEST:
        found.append(stops("vigilance.text-long", SOURCE, where="text", field="text", most=str(LONGEST)))
    if facts.text is not None and facts.text.text == text:
        found.append(stops("vigilance.nothing-changed", SOURCE, where="text"))
    return tuple(found)


def may_write(facts: CaseFacts, stand: Standing, kind: MessageKind, *, draft: bool, reason: str) -> tuple[Finding, ...]:
    """Stops a message for a receiver about what is no case yet, about one that was taken back or never sent before it was nullified, one without
    a sender, and an amendment without its reason."""
    found: list[Finding] = []
    case, last = facts.case, stand.last
    if facts.sender is None and not draft:
        found.append(stops("icsr.no-sender", GUIDE))
    if case.missing and not draft:
        found.append(stops("icsr.no-case", "ICH E2D, minimum criteria", missing=", ".join(case.missing)))
    if case.report.status is ReportStatus.NULLIFIED and (last is None or last.kind is MessageKind.NULLIFICATION):
        found.append(stops("icsr.taken-back", GUIDE))
    if kind is MessageKind.AMENDMENT and len(reason) < 3:
        found.append(stops("casereport.reason", GUIDE, where="reason"))
    return tuple(found)


def may_repeat(message: CaseMessage, stand: Standing) -> tuple[Finding, ...]:
    """Stops sending a draft once more, what was rejected as it was, and what is not the newest any more."""
    found: list[Finding] = []
    if message.draft:
        found.append(stops("icsr.repeat-draft", GUIDE, number=message.id))
    elif stand.rejected(message):
        found.append(stops("icsr.repeat-rejected", GUIDE, number=message.id))
    elif stand.last is not None and stand.last.id != message.id:
        found.append(stops("icsr.repeat-old", GUIDE, number=message.id, newest=stand.last.id))
    return tuple(found)


def may_unsend(message: CaseMessage, stand: Standing, why: str) -> tuple[Finding, ...]:
    """Stops saying of a draft, of what was answered, or of what is not the newest any more that it never went out; and without a reason."""
    found: list[Finding] = []
    if message.draft:
        found.append(stops("icsr.unsent-draft", GUIDE, number=message.id))
    elif stand.answer(message) is not None:
        found.append(stops("icsr.unsent-answered", GUIDE, number=message.id))
    elif stand.newest is None or stand.newest.id != message.id:
        found.append(stops("icsr.repeat-old", GUIDE, number=message.id, newest=stand.newest.id if stand.newest is not None else "–"))
    if len(why) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="reason"))
    return tuple(found)


def may_answer(given: Acknowledgement, known: Sequence[CaseMessage], before: Sequence[CaseAcknowledgement], digest: bytes) -> tuple[Finding, ...]:
    """Stops an answer to a message that this register did not write, one that says neither yes nor no, and a file that was read before."""
    found: list[Finding] = []
    if not known:
        said = ", ".join(asked_of(given)) or "?"
        found.append(stops("icsr.unknown-message", GUIDE, numbers=said[:200]))
    if any(each.digest == digest for each in before):
        found.append(stops("icsr.answered-before", GUIDE))
    for message in known:
        if verdict(given, message.id) is None:
            found.append(stops("casereport.no-answer", GUIDE, where="ACK.B.r.6", message=message.id, code=text_of(given.code or "?")))
    return tuple(found)


def asked_of(given: Acknowledgement) -> tuple[str, ...]:
    """The numbers of the messages that an answer speaks of; that of the batch where it names none."""
    cases = [text_of(each.message_identifier) for each in given.cases if each.message_identifier is not None]
    return tuple(dict.fromkeys(cases or ([text_of(given.batch_number)] if given.batch_number is not None else [])))


def verdict(given: Acknowledgement, number: str) -> tuple[bool, str] | None:
    """Whether the message was accepted, and what was said of it; ``None`` where the answer does not say. A batch that was rejected rejects each."""
    own = next((each for each in given.cases if each.message_identifier is not None and text_of(each.message_identifier) == number), None)
    said = " ".join(text_of(each) for each in (own.said if own is not None else None, given.said) if each)
    if own is not None and own.code in ("CA", "CR"):
        return own.code == "CA", " ".join(said.split())
    if own is None and given.code in ("AA", "AR"):
        return given.code == "AA", " ".join(said.split())
    return None
