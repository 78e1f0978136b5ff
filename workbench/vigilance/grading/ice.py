"""The immune effector cell encephalopathy score: ten points of orientation, naming, command, writing and attention (ASTCT 2019)."""
from __future__ import annotations

from dataclasses import dataclass

from workbench.vigilance.grading.grade import Grade, Problem, Verdict, hindered, kept, lacking, says
from workbench.vigilance.grading.signs import Column, number_cell, whole

SCALE, RULE = "ice", "ICE ASTCT 2019, rule 1"
SOURCE = "ASTCT 2019, ICE"
MOST = 10
PARTS = (("orientation", 4), ("naming", 3), ("following a command", 1), ("writing", 1), ("attention", 1))
"""Each part of the score with its most points: year, month, city and hospital; three objects; one command; one sentence; 100 by tens."""


@dataclass(frozen=True, slots=True)
class IceParts:
    """The points of each part; ``None`` was not asked."""

    orientation: int | None
    naming: int | None
    command: int | None
    writing: int | None
    attention: int | None


def score(parts: IceParts) -> Grade:
    """The sum 0-10 as ``grade``; a part that was not asked or has more points than there are is no score."""
    given = (parts.orientation, parts.naming, parts.command, parts.writing, parts.attention)
    return kept(SCALE, RULE, judge(*(whole(name, points, 0, most) for points, (name, most) in zip(given, PARTS, strict=True))), parts)


def judge(*points: int | Problem | None) -> Verdict:
    """The sum of ``points``, one for each of ``PARTS``."""
    if wrong := [each for each in points if isinstance(each, Problem)]:
        return hindered(*wrong)
    given = [each for each in points if isinstance(each, int)]
    if len(given) < len(PARTS):
        return lacking([name for each, (name, _) in zip(points, PARTS, strict=True) if each is None], SOURCE)
    return _SUMS[sum(given)]


def judge_row(verdict: Verdict) -> Verdict:
    """The verdict that the cells of a row say together."""
    return verdict


def _cells(texts: tuple[str, ...]) -> Verdict:
    return judge(*(whole(part, number_cell(part, text), 0, most) for text, (part, most) in zip(texts, PARTS, strict=True)))


_SUMS = tuple(Verdict(points, (says("grading.ice-sum", SOURCE, points=str(points)),)) for points in range(MOST + 1))
COLUMNS = (Column("orientation_0_4", _cells, needed=True, beside=("naming_0_3", "command_0_1", "writing_0_1", "attention_0_1")),)
"""The columns of a file of observations: together they say the verdict."""
