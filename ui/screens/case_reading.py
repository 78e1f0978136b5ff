"""What the page of a case report shows: the case as it would go out now, what stands in its way, and its messages with their answers."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from ui.desk import Desk
from workbench.icsr.actions.writing import new_number
from workbench.icsr.facts import CaseFacts, case_facts
from workbench.icsr.joining import case_report, lacking, message_of
from workbench.icsr.records import CaseAcknowledgement, CaseMessage, MessageKind, ReactionCode
from workbench.icsr.rules import may_write
from workbench.icsr.standing import Owed, Standing, next_kind, owed, standing
from workbench.kernel.findings import Finding, Severity
from workbench.kernel.ports import Reader
from workbench.vigilance.casereport.elements import Elements, elements_of
from workbench.vigilance.casereport.records import CaseReport
from workbench.vigilance.casereport.rules import check
from workbench.vigilance.casereport.sending import tidy
from workbench.words.formats import moment_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

KINDS: Mapping[MessageKind, str] = {
    MessageKind.INITIAL: N_("initial report"), MessageKind.FOLLOW_UP: N_("follow-up report"), MessageKind.AMENDMENT: N_("amendment"),
    MessageKind.NULLIFICATION: N_("nullification"),
}  # fmt: skip
OWED: Mapping[Owed, str] = {
    Owed.AGAIN: N_("The receiver rejected the last message: correct it and write it again."),
    Owed.FOLLOW_UP: N_("There is significant news since the last message: a follow-up report is due."),
    Owed.NULLIFICATION: N_("The report is nullified: the receiver has to be told."),
    Owed.NOTHING: "",
}


@dataclass(frozen=True, slots=True)
class CaseShown:
    """The facts of a case, the record that they make, what the next message would be, and what was found about it."""

    facts: CaseFacts
    case: CaseReport
    stand: Standing
    kind: MessageKind
    owed: Owed
    findings: tuple[Finding, ...]

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What a report cannot be sent with; a draft can. That a code is missing is said once, not for its version as well."""
        found = [each for each in self.findings if each.severity is Severity.STOPS]
        return tuple(each for at, each in enumerate(found) if each.code != "casereport.no-meddra" or all(one.code != each.code for one in found[:at]))


@lru_cache(maxsize=1)
def _elements(text: str) -> Elements:
    return elements_of(text)


def elements(desk: Desk) -> Elements:
    """The table of elements that comes with the workbench."""
    return _elements(desk.resources.text("casereport/elements.toml"))


def site_words(desk: Desk) -> Words:
    """The words of the language in which the site writes."""
    return desk.words_of(desk.site.language)


def case_shown(reader: Reader, number: str, table: Elements, words: Words, now: datetime) -> CaseShown:
    """Reads the report of this number; ``LookupError`` when there is none."""
    facts = case_facts(reader, number)
    stand = standing(facts.messages, facts.answers, facts.unsent)
    kind = next_kind(facts.case, stand)
    case = case_report(facts, words, now, new_number(facts))
    # The reason of an amendment is asked when it is written.
    before = may_write(facts, stand, kind, draft=False, reason="...")
    found = (*before, *check(tidy(message_of(case, facts)), table), *lacking(facts))
    return CaseShown(facts, case, stand, kind, owed(facts.case, stand), found)


def message_text(message: CaseMessage, shown: CaseShown, zone: str, words: Words) -> tuple[str, str]:
    """A message in two lines: what it is and what was answered; who wrote it, when, and why."""
    kind = words.marked(KINDS[message.kind])
    answer = next((each for each in reversed(shown.facts.answers) if each.message == message.id), None)
    stayed = next((each for each in shown.facts.unsent if each.message == message.id), None)
    if message.draft:
        said = words("{kind}, draft").format(kind=kind)
    elif stayed is not None:
        said = words("{kind}, was not sent: {why}").format(kind=kind, why=stayed.why)
    elif answer is None:
        said = words("{kind}, no answer yet").format(kind=kind)
    elif answer.accepted:
        said = words("{kind}, accepted").format(kind=kind)
    else:
        said = words("{kind}, rejected: {said}").format(kind=kind, said=answer.said or "–")
    wrote = words("written {at} by {name}").format(at=moment_text(message.at, zone, words), name=shown.facts.people.get(message.person, message.person))
    parts = (wrote, words("in place of {number}").format(number=message.repeats) if message.repeats else "", message.reason)
    return said, " · ".join(each for each in parts if each)


def case_life(reader: Reader, number: str, people: Mapping[str, str], words: Words) -> list[tuple[datetime, str]]:
    """What happened to the case of a report, with its times: coded, written, answered."""
    own = {"report": number}
    found = [
        (each.at, words("coded as {term} ({code}, MedDRA {version}, {name})").format(term=each.term, code=each.code, version=each.version,
                                                                                     name=people.get(each.person, each.person)))
        for each in reader.find(ReactionCode, own, sort="seq")
    ]  # fmt: skip
    for message in reader.find(CaseMessage, own, sort="seq"):
        kind = words.marked(KINDS[message.kind])
        said = words("{kind}, draft").format(kind=kind) if message.draft else kind
        wrote = words("{what} {number} written ({name})")
        found.append((message.at, wrote.format(what=said, number=message.id, name=people.get(message.person, message.person))))
    for answer in reader.find(CaseAcknowledgement, own, sort="seq"):
        told = words("{number} was accepted by the receiver") if answer.accepted else words("{number} was rejected by the receiver: {said}")
        found.append((answer.at, told.format(number=answer.message, said=answer.said or "–")))
    return found
