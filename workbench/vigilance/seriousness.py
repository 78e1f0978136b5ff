"""Whether an event is serious, and whether the product's safety list expected it. Neither follows from a grade.

Each criterion is asked of the event itself, not taken over from the stay that was planned for the infusion. A message (E2B R3, E.i.3.2a-f)
says ``true`` or the null flavour NI; "false" does not exist there.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from workbench.kernel.findings import Finding
from workbench.vigilance.causality import Answer
from workbench.vigilance.grading.grade import says

E2B, LIST = "ICH E2B(R3) E.i.3.2", "the product's safety list"
NO_INFORMATION = "NI"


class Criterion(Enum):
    """The criteria of seriousness, with their elements in the message."""

    DEATH = "E.i.3.2a"
    LIFE_THREATENING = "E.i.3.2b"
    HOSPITALISATION = "E.i.3.2c"
    DISABILITY = "E.i.3.2d"
    CONGENITAL_ANOMALY = "E.i.3.2e"
    OTHER_IMPORTANT = "E.i.3.2f"


@dataclass(frozen=True, slots=True)
class Seriousness:
    """The answer to each criterion, about this event."""

    death: Answer
    life_threatening: Answer
    hospitalisation: Answer
    disability: Answer
    congenital_anomaly: Answer
    other_important: Answer

    @property
    def answers(self) -> tuple[tuple[Criterion, Answer], ...]:
        """Each criterion with its answer, in the order of the message."""
        given = (self.death, self.life_threatening, self.hospitalisation, self.disability, self.congenital_anomaly, self.other_important)
        return tuple(zip(Criterion, given, strict=True))


def serious(asked: Seriousness) -> Answer:
    """Yes when one criterion is met, no when every one is answered no, otherwise unknown."""
    answers = [answer for _, answer in asked.answers]
    if Answer.YES in answers:
        return Answer.YES
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NO


def sent(asked: Seriousness) -> dict[str, str]:
    """Element to what the message says of it: ``true``, or ``NI``."""
    return {criterion.value: "true" if answer is Answer.YES else NO_INFORMATION for criterion, answer in asked.answers}


@dataclass(frozen=True, slots=True)
class Expected:
    """A line of a safety list: a term as it is coded there, and the worst grade that is expected of it (``None``: any)."""

    term: str
    worst_grade: int | None


@dataclass(frozen=True, slots=True)
class SafetyList:
    """The reference safety information of one product, in force from one day on. For a compounded product it is the centre's own file."""

    product: str
    version: str
    valid_from: date
    lines: tuple[Expected, ...]


class Expectedness(Enum):
    """Whether a list expects an event."""

    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer, the version of the list that gave it ("" where none was in force), and the reason."""

    answer: Expectedness
    version: str
    reason: Finding


def expected(lists: Sequence[SafetyList], product: str, term: str, grade: int | None, onset: date) -> Compared:
    """Whether the list of ``product`` that was in force on the day of ``onset`` expects ``term`` at ``grade``.

    A worse grade than the list names is unexpected; where the list names a grade and the event has none, the answer is unknown. A more
    specific or a more general term than the list's is another term: it is compared by its whole name only.
    """
    valid = [each for each in lists if each.product == product and each.valid_from <= onset]
    if not valid:
        return Compared(Expectedness.UNKNOWN, "", says("causality.no-list", LIST, product=product, day=onset.isoformat()))
    held = max(valid, key=lambda each: each.valid_from)
    facts = {"term": term, "version": held.version}
    line = next((each for each in held.lines if _same(each.term, term)), None)
    if line is None:
        return Compared(Expectedness.UNEXPECTED, held.version, says("causality.not-listed", LIST, **facts))
    if line.worst_grade is None:
        return Compared(Expectedness.EXPECTED, held.version, says("causality.listed", LIST, **facts))
    facts["worst"] = str(line.worst_grade)
    if grade is None:
        return Compared(Expectedness.UNKNOWN, held.version, says("causality.listed-no-grade", LIST, **facts))
    if grade > line.worst_grade:
        return Compared(Expectedness.UNEXPECTED, held.version, says("causality.listed-milder", LIST, **facts, grade=str(grade)))
    return Compared(Expectedness.EXPECTED, held.version, says("causality.listed", LIST, **facts))


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
