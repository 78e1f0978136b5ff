"""Haematotoxicity (ICAHT) from counts: neutrophils by EHA/EBMT (Rejeski, Blood 2023;142:865), platelets by T-ICAHT; early and late.

Early is day 0 to 30 after infusion, late day 31 to 100. A run is the longest time in days at or below a threshold; two runs with less than
three days above it between them are one. The reckoning of runs from a series of counts is in ``icaht_series.py``.
"""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache, partial
from typing import Any

from workbench.vigilance.grading.grade import IMPOSSIBLE, Grade, Problem, Verdict, cannot, hindered, kept, lacking, problem, says, settled
from workbench.vigilance.grading.signs import Column, flag_cell, number_cell, whole, word_cell

SCALE, RULE = "icaht", "ICAHT EHA/EBMT 2023, T-ICAHT, rule 1"
SOURCE = "EHA/EBMT ICAHT 2023"
PLATELETS = "T-ICAHT"
EARLY_DAYS, LATE_DAYS = 31, 70
LATE_LIMITS = {1: "1500", 2: "1000", 3: "500", 4: "100"}
MOST_COUNT = 500_000
"""More neutrophils per µL than anybody has: the number is of another unit."""


class Kind(Enum):
    """Which cells, and which time after infusion."""

    EARLY_NEUTROPHILS = "early_neutrophils"
    LATE_NEUTROPHILS = "late_neutrophils"
    EARLY_PLATELETS = "early_platelets"
    LATE_PLATELETS = "late_platelets"


@dataclass(frozen=True, slots=True)
class EarlyNeutrophils:
    """Longest runs in days at or below 500 and 100 neutrophils per µL. ``never_ends``: begun on day 0-3 and not ended by the last count."""

    run_500: int | None
    run_100: int | None
    never_ends: bool | None


@dataclass(frozen=True, slots=True)
class LateNeutrophils:
    """The two lowest counts per µL from day 31 on; where there was only one, ``second`` is ``None``."""

    lowest: int | None
    second: int | None


@dataclass(frozen=True, slots=True)
class Platelets:
    """Days with fewer than 100, 50 and 20 ×10⁹/L. ``below_100`` is needed for late grades only."""

    kind: Kind
    below_100: int | None
    below_50: int | None
    below_20: int | None


def grade(seen: EarlyNeutrophils | LateNeutrophils | Platelets) -> Grade:
    """The grade 0-4, or cannot grade with the reason."""
    if isinstance(seen, EarlyNeutrophils):
        verdict = early_neutrophils(
            whole(_RUN_500, seen.run_500, 0, EARLY_DAYS), whole(_RUN_100, seen.run_100, 0, EARLY_DAYS), seen.never_ends
        )
    elif isinstance(seen, LateNeutrophils):
        verdict = late_neutrophils(late_band(whole(_LOWEST, seen.lowest, 0, MOST_COUNT)), late_band(whole(_SECOND, seen.second, 0, MOST_COUNT)))
    else:
        days = EARLY_DAYS if seen.kind is Kind.EARLY_PLATELETS else LATE_DAYS
        below = zip((_PLT_100, _PLT_50, _PLT_20), (seen.below_100, seen.below_50, seen.below_20), strict=True)
        verdict = platelets(seen.kind is Kind.EARLY_PLATELETS, *(whole(name, given, 0, days) for name, given in below))
    return kept(SCALE, RULE, verdict, seen)


_RUN_500, _RUN_100, _NEVER = "days with 500 neutrophils per µL or fewer", "days with 100 neutrophils per µL or fewer", "a run that never ends"
_LOWEST, _SECOND = "lowest neutrophil count", "second lowest neutrophil count"
_PLT_100, _PLT_50, _PLT_20 = "days with platelets below 100", "days with platelets below 50", "days with platelets below 20"
_RUN_WORLDS = (_RUN_500, tuple(range(EARLY_DAYS + 1))), (_RUN_100, tuple(range(EARLY_DAYS + 1))), (_NEVER, (False, True))
_EARLY_WORLDS = (_PLT_50, tuple(range(EARLY_DAYS + 1))), (_PLT_20, tuple(range(EARLY_DAYS + 1)))
_LATE_WORLDS = tuple((name, tuple(range(LATE_DAYS + 1))) for name in (_PLT_100, _PLT_50, _PLT_20))


@lru_cache(maxsize=1 << 14)
def early_neutrophils(run_500: int | Problem | None, run_100: int | Problem | None, never_ends: bool | Problem | None) -> Verdict:
    """The verdict on the longest runs of day 0 to 30."""
    if isinstance(run_500, int) and isinstance(run_100, int) and run_100 > run_500:
        return cannot(problem("grading.icaht-runs-cross", _RUN_100, SOURCE).finding)
    if never_ends is True and run_500 == 0:
        return cannot(problem("grading.icaht-no-run", _NEVER, SOURCE).finding)
    return settled(_early, (run_500, run_100, never_ends), _RUN_WORLDS, SOURCE)


@cache
def _early(run_500: int, run_100: int, never_ends: bool) -> Verdict:
    if run_100 > run_500 or (never_ends and not run_500):
        return IMPOSSIBLE
    facts = {"days": str(run_500), "days_100": str(run_100)}
    if run_100 >= 14 or run_500 >= EARLY_DAYS or never_ends:
        code = "grading.icaht-days" if run_100 >= 14 else "grading.icaht-never-recovered"
        return Verdict(4, (says(code, SOURCE, **(facts if run_100 >= 14 else {})),))
    level = 3 if run_500 >= 14 or run_100 >= 7 else 2 if run_500 >= 7 else 1 if run_500 else 0
    return Verdict(level, (says("grading.icaht-days", SOURCE, **facts),))


def late_band(given: int | Problem | None) -> int | Problem | None:
    """The grade that one count after day 30 stands for by itself: 0 above 1500 per µL."""
    if not isinstance(given, int):
        return given
    return 4 if given <= 100 else 3 if given <= 500 else 2 if given <= 1000 else 1 if given <= 1500 else 0


@lru_cache(maxsize=1 << 14)
def late_neutrophils(lowest: int | Problem | None, second: int | Problem | None) -> Verdict:
    """The verdict on the bands of the two lowest counts of day 31 to 100; by the source one count is enough where there is no other."""
    if wrong := [each.finding for each in (lowest, second) if isinstance(each, Problem)]:
        return cannot(*wrong)
    if not isinstance(lowest, int):
        return lacking((_LOWEST,), SOURCE)
    bands = [each for each in (lowest, second) if isinstance(each, int)]
    if 0 in bands:
        return Verdict(0, (says("grading.icaht-late-none", SOURCE),))
    level = max(bands)
    code = "grading.icaht-nadir" if len(bands) > 1 else "grading.icaht-nadir-single"
    return Verdict(level, (says(code, SOURCE, count=LATE_LIMITS[level]),))


@lru_cache(maxsize=1 << 14)
def platelets(early: bool, below_100: Any, below_50: Any, below_20: Any) -> Verdict:
    """The verdict on days with few platelets, each a number, ``None`` or a ``Problem``. An early grade does not look at ``below_100``."""
    days = [each for each in (below_100, below_50, below_20) if isinstance(each, int)]
    if (below_50, below_20) == (None, None) and (early or below_100 is None):
        return lacking((_PLT_50, _PLT_20), PLATELETS)
    if days != sorted(days, reverse=True):
        return cannot(problem("grading.icaht-days-cross", _PLT_20, PLATELETS).finding)
    if early:
        return settled(_early_platelets, (below_50, below_20), _EARLY_WORLDS, PLATELETS)
    return settled(_late_platelets, (below_100, below_50, below_20), _LATE_WORLDS, PLATELETS)


@cache
def _early_platelets(below_50: int, below_20: int) -> Verdict:
    if below_20 > below_50:
        return IMPOSSIBLE
    if below_20:
        return _few(4 if below_20 >= 14 else 3, below_20, 20)
    if below_50:
        return _few(2 if below_50 >= 7 else 1, below_50, 50)
    return Verdict(0, (says("grading.icaht-platelets-none", PLATELETS),))


@cache
def _late_platelets(below_100: int, below_50: int, below_20: int) -> Verdict:
    if not below_20 <= below_50 <= below_100:
        return IMPOSSIBLE
    if below_20:
        return _few(4 if below_20 >= 14 else 3, below_20, 20)
    if below_50:
        return _few(2, below_50, 50)
    return _few(1, below_100, 100) if below_100 else Verdict(0, (says("grading.icaht-platelets-none", PLATELETS),))


def _few(level: int, days: int, limit: int) -> Verdict:
    return Verdict(level, (says("grading.icaht-platelets", PLATELETS, days=str(days), few=str(limit)),))


@lru_cache(maxsize=1 << 16)
def judge(kind: Any, run_500: Any, run_100: Any, never_ends: Any, lowest: Any, second: Any, below_100: Any, below_50: Any, below_20: Any) -> Verdict:
    """The verdict on the signs of ``COLUMNS``: those of ``kind``; the others are not looked at."""
    if isinstance(kind, Problem):
        return hindered(kind)
    if kind is None:
        return lacking(("kind of grade",), SOURCE)
    if kind == "early_neutrophils":
        return early_neutrophils(run_500, run_100, never_ends)
    if kind == "late_neutrophils":
        return late_neutrophils(lowest, second)
    early = kind == "early_platelets"
    days = EARLY_DAYS if early else LATE_DAYS
    return platelets(early, *(whole(name, each, 0, days) for name, each in zip((_PLT_100, _PLT_50, _PLT_20), (below_100, below_50, below_20), strict=True)))


_KINDS = {each.value.replace("_", ""): each.value for each in Kind}


def _days(field: str, most: int, text: str) -> int | Problem | None:
    given: Decimal | Problem | None = number_cell(field, text)
    return whole(field, given, 0, most)


COLUMNS = (
    Column("kind", lambda text: word_cell("kind of grade", text, _KINDS, SOURCE, (each.value for each in Kind)), needed=True),
    Column("longest_run_anc_le_500_days", partial(_days, _RUN_500, EARLY_DAYS)),
    Column("longest_run_anc_le_100_days", partial(_days, _RUN_100, EARLY_DAYS)),
    Column("run_starts_day_0_to_3_and_never_ends", partial(flag_cell, _NEVER)),
    Column("nadir_1_per_uL", lambda text: late_band(_days(_LOWEST, MOST_COUNT, text))),
    Column("nadir_2_per_uL", lambda text: late_band(_days(_SECOND, MOST_COUNT, text))),
    Column("days_plt_lt_100", partial(_days, _PLT_100, LATE_DAYS)),
    Column("days_plt_lt_50", partial(_days, _PLT_50, LATE_DAYS)),
    Column("days_plt_lt_20", partial(_days, _PLT_20, LATE_DAYS)),
)
"""The columns of a file of counts, in the order of ``judge``."""
