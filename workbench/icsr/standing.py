"""Where the messages of a report stand: which were rejected, and what still has to go out. Derived, never kept."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from workbench.icsr.records import CaseAcknowledgement, CaseMessage, CaseUnsent, MessageKind
from workbench.kernel.ports import Reader
from workbench.vigilance.records import ReportStatus
from workbench.vigilance.reporting import Case


class Owed(Enum):
    """What a report's messages still ask for."""

    NOTHING = "nothing"
    AGAIN = "again"
    FOLLOW_UP = "follow-up"
    NULLIFICATION = "nullification"


@dataclass(frozen=True, slots=True)
class Standing:
    """The messages of a report that went out, or wait to, with the newest answer to each.

    ``last`` is the newest one that was not rejected: what the receiver has, or will have, of the case.
    """

    messages: tuple[CaseMessage, ...]
    answers: tuple[CaseAcknowledgement, ...]

    def answer(self, message: CaseMessage) -> CaseAcknowledgement | None:
        """The newest answer to a message."""
        return next((each for each in reversed(self.answers) if each.message == message.id), None)

    def rejected(self, message: CaseMessage) -> bool:
        """Whether the newest answer to a message rejects it."""
        answer = self.answer(message)
        return answer is not None and not answer.accepted

    @property
    def last(self) -> CaseMessage | None:
        """The newest message that was not rejected."""
        return next((each for each in reversed(self.messages) if not self.rejected(each)), None)

    @property
    def refused(self) -> str:
        """The number of the newest message where the receiver rejected it; nothing where it did not."""
        return self.newest.id if self.newest is not None and self.rejected(self.newest) else ""

    @property
    def newest(self) -> CaseMessage | None:
        """The newest message, whatever was answered."""
        return self.messages[-1] if self.messages else None


def standing(messages: Sequence[CaseMessage], answers: Sequence[CaseAcknowledgement], unsent: Sequence[CaseUnsent]) -> Standing:
    """Where messages stand, in the order of writing; those that never went out do not."""
    stayed = {each.message for each in unsent}
    return Standing(tuple(each for each in messages if not each.draft and each.id not in stayed), tuple(answers))


def owed(case: Case, stand: Standing) -> Owed:
    """What still has to go out: what was rejected again; the nullification of a case that was sent; what is new since the last message.

    Nothing is owed for a report of which no message was written: its clocks ask for that one.
    """
    last, newest = stand.last, stand.newest
    if newest is None:
        return Owed.NOTHING
    if case.report.status is ReportStatus.NULLIFIED:
        return Owed.NULLIFICATION if last is not None and last.kind is not MessageKind.NULLIFICATION else Owed.NOTHING
    if stand.rejected(newest):
        return Owed.AGAIN
    return Owed.FOLLOW_UP if last is not None and _news_since(case, last) else Owed.NOTHING


def next_kind(case: Case, stand: Standing) -> MessageKind:
    """What the next message would be."""
    last = stand.last
    if last is None:
        return MessageKind.INITIAL
    if case.report.status is ReportStatus.NULLIFIED:
        return MessageKind.NULLIFICATION
    return MessageKind.FOLLOW_UP if _news_since(case, last) else MessageKind.AMENDMENT


def _news_since(case: Case, message: CaseMessage) -> bool:
    return any(each.significant and each.at > message.at for each in case.follow_ups)


def standing_of(reader: Reader, number: str) -> Standing:
    """Where the messages of a report stand."""
    own = {"report": number}
    return standing(reader.find(CaseMessage, own, sort="seq"), reader.find(CaseAcknowledgement, own, sort="seq"), reader.find(CaseUnsent, own, sort="seq"))
