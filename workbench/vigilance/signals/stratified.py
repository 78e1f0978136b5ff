"""Tables by stratum (disease, conditioning): Mantel-Haenszel and whether the strata agree."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, norm

from workbench.kernel.findings import Severity, finding
from workbench.vigilance.signals.basis import SOURCE, basis
from workbench.vigilance.signals.disproportionality import Numbers
from workbench.vigilance.signals.local import Estimate, Test

Table = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stratified:
    """The common odds ratio, the test that it is 1 (corrected for continuity, and not), and the test that it is the same in all strata.

    ``crude`` is the odds ratio of all tables put together; ``used`` says how many strata tell something (no empty margin).
    """

    odds_ratio: Estimate
    corrected: Test
    uncorrected: Test
    homogeneity: Test
    crude: float | None
    used: int


def mantel_haenszel(tables: Sequence[Table], *, level: float = 0.95, comparisons: int = 1) -> Stratified:
    """Mantel-Haenszel over strata [a, b, c, d]: exposed with and without the event, then the others with and without.

    Interval by Robins, Breslow and Greenland (1986); homogeneity by Breslow and Day (1980) with as many degrees of freedom as informative
    strata less one. ``ValueError`` where a count lies below 0.
    """
    if any(count < 0 for table in tables for count in table):
        raise ValueError("a count does not lie below 0")
    every = np.asarray(tables, dtype=np.float64).reshape(-1, 4)
    whole = every.sum(axis=0)
    left_out = sum(1 for table in tables if _empty_margin(table))
    more = (finding("signals.strata-left-out", Severity.TELLS, SOURCE, left=str(left_out), strata=str(len(tables))),) if left_out else ()
    stands = basis(int(whole[0] + whole[2]), int(whole.sum()), comparisons, *more)
    used = np.asarray([table for table in tables if not _empty_margin(table)], dtype=np.float64).reshape(-1, 4)
    undefined = Test(None, None, False, stands)
    if not len(used):
        return Stratified(Estimate(None, None, None, stands), undefined, undefined, undefined, _odds(whole), 0)
    common = _common(used, level)
    tests = [Test(float(chi2.sf(value, 1)), value, False, stands) for value in _chi_squares(used)]
    spread = undefined
    if common is not None and len(used) > 1 and (distance := _breslow_day(used, common[0])) is not None:
        spread = Test(float(chi2.sf(distance, len(used) - 1)), distance, False, stands)
    value, low, high = common or (None, None, None)
    return Stratified(Estimate(value, low, high, stands), tests[0], tests[1], spread, _odds(whole), len(used))


def _empty_margin(table: Table) -> bool:
    a, b, c, d = table
    return 0 in (a + b, c + d, a + c, b + d)


def _common(tables: Numbers, level: float) -> tuple[float, float, float] | None:
    """The common odds ratio with its interval; nothing where it would be 0 or without bound."""
    a, b, c, d = tables.T
    n = tables.sum(axis=1)
    with_, against = a * d / n, b * c / n
    r, s = float(with_.sum()), float(against.sum())
    if r == 0 or s == 0:
        return None
    p, q = (a + d) / n, (b + c) / n
    variance = float((p * with_).sum() / (2 * r * r) + (p * against + q * with_).sum() / (2 * r * s) + (q * against).sum() / (2 * s * s))
    reach = float(norm.ppf((1 + level) / 2)) * math.sqrt(variance)
    return r / s, r / s * math.exp(-reach), r / s * math.exp(reach)


def _chi_squares(tables: Numbers) -> tuple[float, float]:
    """Cochran-Mantel-Haenszel with the correction for continuity (which never reaches past 0) and without."""
    a, b, c, d = tables.T
    n = tables.sum(axis=1)
    distance = abs(float((a - (a + b) * (a + c) / n).sum()))
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))).sum())
    return max(distance - 0.5, 0.0) ** 2 / variance, distance**2 / variance


def _breslow_day(tables: Numbers, common: float) -> float | None:
    """How far each stratum's first cell lies from what the ``common`` odds ratio fits to its margins; nothing where it fits an empty cell."""
    a, b, c, d = tables.T
    events, exposed, others = a + c, a + b, c + d
    square, linear, constant = 1 - common, others - events + common * (exposed + events), -common * exposed * events
    # The root written so that nothing is lost where the odds ratio is close to 1.
    fitted = -2 * constant / (linear + np.sqrt(linear * linear - 4 * square * constant))
    cells = np.stack([fitted, exposed - fitted, events - fitted, others - events + fitted])
    if not np.all(cells > 0):
        return None
    return float(((a - fitted) ** 2 * (1 / cells).sum(axis=0)).sum())


def _odds(table: Numbers) -> float | None:
    a, b, c, d = (float(each) for each in table)
    return a * d / (b * c) if b * c else None
