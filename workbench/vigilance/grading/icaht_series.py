"""Haematotoxicity from a series of neutrophil counts: the days between are filled as the published method does, then the runs are reckoned.

The method is that of the ICAHT graders' public code (E. Liang, automatedicahtgrading): the lowest count of a day; days without a count, up
to seven in a row, on the straight line between their neighbours (at an end: as the neighbour); rounded to ten; runs joined over at most two
days. What it leaves open is refused here: a run of few cells that ends in days without a count may have gone on.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.vigilance.grading.grade import Grade, Verdict, cannot, kept, problem
from workbench.vigilance.grading.icaht import RULE, SCALE, SOURCE, early_neutrophils, late_band, late_neutrophils

LAST_EARLY, FIRST_LATE, LAST_LATE = 30, 31, 100
LONGEST_GAP, JOINED_OVER, BEGUN_BY, STEP = 7, 2, 3, 10


Count = tuple[int, int]
"""A day after infusion (day 0), and the neutrophils per µL on it."""


@dataclass(frozen=True, slots=True)
class Series:
    """The counts of one patient in any order; ``None`` where follow-up goes on, no progression is known, no other therapy was begun."""

    counts: tuple[Count, ...]
    last_follow_up: int | None = None
    progression: int | None = None
    next_therapy: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive days ``first`` to ``last`` of few cells; ``open``: beside a day of which nothing is known."""

    first: int
    last: int
    open: bool

    @property
    def days(self) -> int:
        return self.last - self.first + 1


def early(series: Series) -> Grade:
    """The early grade (day 0 to 30, or to the last follow-up)."""
    return kept(SCALE, RULE, early_verdict(series), series)


def late(series: Series) -> Grade:
    """The late grade (day 31 to 100, or to progression, other therapy or last follow-up)."""
    return kept(SCALE, RULE, late_verdict(series), series)


def early_verdict(series: Series) -> Verdict:
    """The verdict on day 0 to 30."""
    end = LAST_EARLY if series.last_follow_up is None else min(LAST_EARLY, series.last_follow_up)
    lowest = _lowest(series.counts)
    known = list(map(lowest.get, range(end + 1)))
    if known.count(None) == len(known):
        return cannot(problem("grading.icaht-no-counts", "neutrophils", SOURCE, first="0", last=str(max(end, 0))).finding)
    days = filled(known)
    runs_500, runs_100 = runs(days, 500), runs(days, 100)
    never_ends = any(run.first <= BEGUN_BY and run.last == end for run in runs_500)
    longest_500, longest_100 = (max((run.days for run in found), default=0) for found in (runs_500, runs_100))
    verdict = early_neutrophils(longest_500, longest_100, never_ends)
    if verdict.grade != 4 and any(run.open for run in runs_500):
        return cannot(problem("grading.icaht-run-open", "neutrophils", SOURCE).finding)
    return verdict


def late_verdict(series: Series) -> Verdict:
    """The verdict on day 31 to 100."""
    ends = [each for each in (series.last_follow_up, series.progression, series.next_therapy) if each is not None]
    end = min((LAST_LATE, *ends))
    lowest = [late_band(each) for each in sorted(count for day, count in _lowest(series.counts).items() if FIRST_LATE <= day <= end)[:2]]
    if not lowest:
        return cannot(problem("grading.icaht-no-counts", "neutrophils", SOURCE, first=str(FIRST_LATE), last=str(LAST_LATE)).finding)
    return late_neutrophils(lowest[0], lowest[1] if len(lowest) > 1 else None)


def _lowest(counts: Iterable[Count]) -> dict[int, int]:
    """Day to its lowest count: of the counts from the latest and highest down, the last of each day stays."""
    return dict(sorted(counts, reverse=True))


def filled(known: Sequence[int | None]) -> list[int | None]:
    """Day by day, the counts with gaps of up to seven days filled and all rounded to ten (half to even); longer gaps stay ``None``."""
    days = [each if each is None or not each % STEP else _tens(each, 1) for each in known]
    at = [day for day, each in enumerate(known) if each is not None]
    ends = [-1, *at, len(known)]
    for before, after in zip(ends, ends[1:], strict=False):
        gap = after - before - 1
        if not 0 < gap <= LONGEST_GAP:
            continue
        left = known[before] if before >= 0 else known[after]
        right = known[after] if after < len(known) else left
        assert left is not None and right is not None
        for step in range(1, gap + 1):
            days[before + step] = _tens(left * (gap + 1) + (right - left) * step, gap + 1)
    return days


def _tens(over: int, under: int) -> int:
    """``over / under`` rounded to ten, half to even, without a fraction on the way."""
    tens, rest = divmod(over, under * STEP)
    twice = rest * 2
    return (tens + (twice > under * STEP or (twice == under * STEP and tens % 2 == 1))) * STEP


def runs(days: Sequence[int | None], threshold: int) -> list[Run]:
    """The runs of days at or below ``threshold``, joined where fewer than three days lie between them."""
    found: list[tuple[int, int]] = []
    for day, count in enumerate(days):
        if count is not None and count <= threshold:
            if found and day - found[-1][1] - 1 <= JOINED_OVER:
                found[-1] = (found[-1][0], day)
            else:
                found.append((day, day))
    return [Run(first, last, _unknown(days, first - 1) or _unknown(days, last + 1)) for first, last in found]


def _unknown(days: Sequence[int | None], day: int) -> bool:
    return 0 <= day < len(days) and days[day] is None
