"""Whether a product caused a reaction: Naranjo's score and the decision order of WHO-UMC. A person answers; nothing is concluded from data."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product

from workbench.kernel.findings import Finding
from workbench.vigilance.grading.grade import Problem, Verdict, hindered, lacking, problem, says
from workbench.vigilance.grading.signs import Column

NARANJO, WHO_UMC = "Naranjo 1981", "WHO-UMC causality categories"
NARANJO_RULE, WHO_UMC_RULE = "Naranjo 1981, rule 1", "WHO-UMC, rule 1"
QUESTIONS = 10


class Answer(Enum):
    """An answer to a question that may stay open."""

    YES = "Y"
    NO = "N"
    UNKNOWN = "U"


class NaranjoCategory(Enum):
    """What a total of Naranjo's score is called."""

    DEFINITE = "definite"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"


class Causality(Enum):
    """The categories of WHO-UMC."""

    CERTAIN = "certain"
    PROBABLE = "probable/likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    CONDITIONAL = "conditional/unclassified"
    UNASSESSABLE = "unassessable/unclassifiable"


POINTS: tuple[tuple[int, int], ...] = ((1, 0), (2, -1), (1, 0), (2, -1), (-1, 2), (-1, 1), (1, 0), (1, 0), (1, 0), (1, 0))
"""Points of yes and of no, question by question; unknown gives none."""
LIVING_PRODUCT = (3, 4, 6)
"""The questions (from 1) on withdrawal, rechallenge and placebo: of cells given once, that stay in the body, they are answered "unknown"."""


@dataclass(frozen=True, slots=True)
class Naranjo:
    """A total from -4 to 13 with its category; ``caveats`` says why the score fits a living product badly."""

    total: int
    category: NaranjoCategory
    answers: tuple[Answer, ...]
    caveats: tuple[Finding, ...]
    rule: str = NARANJO_RULE


def naranjo(answers: Sequence[Answer]) -> Naranjo:
    """The score of ten ``answers``, with what to think of it for living cells. ``ValueError`` when there are not ten."""
    total = _total(tuple(each.value for each in answers))
    answered = [str(number) for number in LIVING_PRODUCT if answers[number - 1] is not Answer.UNKNOWN]
    said = (says("causality.naranjo-answered", NARANJO, questions=", ".join(answered)),) if answered else ()
    return Naranjo(total, _category(total), tuple(answers), (living_caveat(), *said))


def living_caveat() -> Finding:
    """Why a living product scores low whatever it did: it cannot be withdrawn, given again for a test, or replaced by placebo."""
    return says("causality.naranjo-living", NARANJO)


def _total(answers: Sequence[str]) -> int:
    if len(answers) != QUESTIONS:
        raise ValueError(f"{len(answers)} answers instead of {QUESTIONS}")
    return sum(_points(each, points) for each, points in zip(answers, POINTS, strict=True))


def _points(answer: str, points: tuple[int, int]) -> int:
    return points[0] if answer == "Y" else points[1] if answer == "N" else 0


def _category(total: int) -> NaranjoCategory:
    if total >= 9:
        return NaranjoCategory.DEFINITE
    if total >= 5:
        return NaranjoCategory.PROBABLE
    return NaranjoCategory.POSSIBLE if total >= 1 else NaranjoCategory.DOUBTFUL


def judge(total: int | Problem | None) -> Verdict:
    """The verdict on a total, as a cell of ``COLUMNS`` says it."""
    if isinstance(total, Problem):
        return hindered(total)
    return lacking(("answers",), NARANJO) if total is None else _VERDICTS[total]


_VERDICTS = {
    total: Verdict(total, (says("causality.naranjo-total", NARANJO, total=str(total), category=_category(total).value),))
    for total in range(sum(min(each) for each in POINTS), sum(max(each) for each in POINTS) + 1)
}
_HALF = QUESTIONS // 2
_FIRST, _SECOND = (
    {"".join(letters): sum(_points(letter, points) for letter, points in zip(letters, part, strict=True)) for letters in product("YNU", repeat=_HALF)}
    for part in (POINTS[:_HALF], POINTS[_HALF:])
)
"""What five letters are worth, of the first and of the last five questions: ten letters are looked up in two steps."""


def _answers_cell(text: str) -> int | Problem | None:
    said = text.strip().upper()
    first, second = _FIRST.get(said[:_HALF]), _SECOND.get(said[_HALF:])
    if first is not None and second is not None:
        return first + second
    return problem("causality.naranjo-answers", "answers", NARANJO, value=text[:40]) if said else None


COLUMNS = (Column("answers_q1_q10", _answers_cell, needed=True),)
"""The columns of a file of answers, in the order of ``judge``."""


@dataclass(frozen=True, slots=True)
class WhoUmc:
    """What a physician answers about one event and one product; ``None`` is not known.

    ``judgeable``: the report can be judged, or can still be supplemented. ``complete``: no more data are awaited. ``time_plausible``: the
    time since the product fits; ``time_improbable``: it makes a relation improbable. ``other_explanation``: disease or another drug
    explains it. ``withdrawal``: the response to withdrawal is as to be expected. ``definitive``: an objective, specific event.
    ``rechallenge``: satisfactory, or not necessary.
    """

    judgeable: bool
    complete: bool
    time_plausible: bool | None
    time_improbable: bool | None
    other_explanation: bool | None
    withdrawal: bool | None
    definitive: bool | None
    rechallenge: bool | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """The category, and the finding that says by which line of the order; ``proposed`` to the physician, who decides."""

    proposed: Causality
    reason: Finding
    rule: str = WHO_UMC_RULE


def who_umc(given: WhoUmc) -> Assessed:
    """The first category of the WHO-UMC order whose every condition is answered yes."""
    if not given.judgeable:
        return _assessed(Causality.UNASSESSABLE)
    if not given.complete:
        return _assessed(Causality.CONDITIONAL)
    if given.time_improbable and given.other_explanation:
        return _assessed(Causality.UNLIKELY)
    if given.time_plausible and given.other_explanation is False and given.withdrawal:
        certain = given.definitive and given.rechallenge
        return _assessed(Causality.CERTAIN if certain else Causality.PROBABLE)
    if given.time_plausible:
        return _assessed(Causality.POSSIBLE)
    return _assessed(Causality.CONDITIONAL)


def _assessed(category: Causality) -> Assessed:
    return Assessed(category, says(f"causality.who-{category.name.lower()}", WHO_UMC))
