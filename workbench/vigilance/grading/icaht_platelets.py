"""Platelets after an infusion (T-ICAHT) from a series of counts: how many days are below 100, 50 and 20 × 10⁹/L, and the grade.

The source says what so many days mean and not how days without a count are taken. Here they are filled as the ICAHT graders do for neutrophils
(at most seven in a row, on the straight line between their neighbours): a choice of ours, which each grade says. A longer gap beside a day that is
below the lowest limit which could still change the grade is not filled: then it cannot be graded.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.vigilance.grading.grade import Grade, cannot, kept, problem, says
from workbench.vigilance.grading.icaht import PLATELETS, RULE, SCALE, Kind, Platelets, grade
from workbench.vigilance.grading.icaht_series import FIRST_LATE, LAST_EARLY, LAST_LATE, Count, filled

LIMITS = (100_000, 50_000, 20_000)
"""Platelets per µL below which days are counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The lowest counts of days, in platelets per µL, and the last day of the time that is looked at."""

    counts: tuple[Count, ...]
    last: int


def early(counts: Iterable[Count], last: int = LAST_EARLY) -> Grade:
    """The grade of day 0 to 30, or to ``last``."""
    return _graded(counts, Kind.EARLY_PLATELETS, 0, min(last, LAST_EARLY))


def late(counts: Iterable[Count], last: int = LAST_LATE) -> Grade:
    """The grade of day 31 to 100, or to ``last``."""
    return _graded(counts, Kind.LATE_PLATELETS, FIRST_LATE, min(last, LAST_LATE))


def _graded(counts: Iterable[Count], kind: Kind, first: int, last: int) -> Grade:
    lowest: dict[int, int] = {}
    for day, count in counts:
        if first <= day <= last:
            lowest[day] = min(count, lowest.get(day, count))
    seen = Counted(tuple(sorted(lowest.items())), last)
    if not lowest:
        none = problem("grading.platelets-none-counted", "platelets", PLATELETS, first=str(first), last=str(last))
        return kept(SCALE, RULE, cannot(none.finding), seen)
    days = filled([lowest.get(day) for day in range(first, last + 1)])
    below = [sum(each is not None and each < limit for each in days) for limit in LIMITS]
    given = grade(Platelets(kind, *below))
    decisive = LIMITS[1] if kind is Kind.EARLY_PLATELETS else LIMITS[2]
    if given.grade not in (None, 4) and _open(days, decisive):
        return kept(SCALE, RULE, cannot(problem("grading.platelets-open", "platelets", PLATELETS).finding), seen)
    return replace(given, reasons=(*given.reasons, says("grading.platelets-filled", PLATELETS)))


def _open(days: Sequence[int | None], limit: int) -> bool:
    """Whether a day below ``limit`` stands beside a day of which nothing is known."""
    low = [each is not None and each < limit for each in days]
    unknown = [each is None for each in days]
    return any(a and b or c and d for a, b, c, d in zip(low, unknown[1:], low[1:], unknown, strict=False))
