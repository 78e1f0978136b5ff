"""One hospital with its true denominators: every infused bag counts, so that incidence is known and exact methods hold.

Few patients are the rule here. Intervals and tests are exact wherever that can be reckoned; each result says how much stands behind it.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammainccinv, gammaincinv
from scipy.stats import binomtest as binomial
from scipy.stats import fisher_exact, hypergeom, norm
from scipy.stats.contingency import odds_ratio

from workbench.vigilance.signals.basis import Basis, basis
from workbench.vigilance.signals.disproportionality import Numbers

SMALL = 5.0
"""Where fewer events than this are expected in a group, a normal approximation does not hold."""
MOST_EXACT = 400
"""Events times the largest score up to which all ways are reckoned."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A proportion, rate or ratio with its interval; ``None`` is undefined."""

    value: float | None
    low: float | None
    high: float | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Test:
    """A two-sided ``p``, the ``statistic`` where there is one, and whether it was reckoned exactly."""

    p: float | None
    statistic: float | None
    exact: bool
    basis: Basis

    __test__ = False  # for the collector of tests, which takes every class of this name


@dataclass(frozen=True, slots=True)
class Third:
    """A third of the infusions by a quality attribute: its least and largest value, its infusions, its events."""

    least: float
    largest: float
    infusions: int
    events: int


@dataclass(frozen=True, slots=True)
class Tertiles:
    """The thirds in rising order, the test for trend over them, and how many infusions had no value and are in none of them."""

    thirds: tuple[Third, ...]
    trend: Test
    without_value: int


def incidence(events: int, infusions: int, *, level: float = 0.95, comparisons: int = 1) -> Estimate:
    """The proportion of infusions with the event, with the exact interval of Clopper and Pearson; undefined without infusions."""
    stands = basis(events, infusions, comparisons)
    if events > infusions:
        raise ValueError(f"{events} events in {infusions} infusions: count infusions with the event")
    if infusions == 0:
        return Estimate(None, None, None, stands)
    interval = binomial(events, infusions).proportion_ci(level, "exact")
    return Estimate(events / infusions, float(interval.low), float(interval.high), stands)


def rate(events: int, exposure: float, *, infusions: int, level: float = 0.95, comparisons: int = 1) -> Estimate:
    """Events per unit of ``exposure`` (patient-days, say), with the exact Poisson interval of Garwood; undefined without exposure.

    ``infusions`` are those that the exposure comes from.
    """
    stands = basis(events, infusions, comparisons)
    if not math.isfinite(exposure) or exposure < 0 or (exposure == 0 and events):
        raise ValueError(f"{events} events in an exposure of {exposure}")
    if exposure == 0:
        return Estimate(None, None, None, stands)
    outside = (1 - level) / 2
    low = float(gammaincinv(events, outside)) if events else 0.0
    return Estimate(events / exposure, low / exposure, float(gammainccinv(events + 1, outside)) / exposure, stands)


def fisher(a: int, b: int, c: int, d: int, *, level: float = 0.95, comparisons: int = 1) -> tuple[Test, Estimate]:
    """Fisher's exact test of the table [[a, b], [c, d]], and its conditional odds ratio with the exact interval.

    ``a`` and ``c`` are infusions with the event, ``b`` and ``d`` those without. A bound that lies at infinity is undefined.
    """
    stands = basis(a + c, a + b + c + d, comparisons)
    if min(a, b, c, d) < 0 or 0 in (a + b, c + d, a + c, b + d):
        return Test(None, None, True, stands), Estimate(None, None, None, stands)
    table = [[a, b], [c, d]]
    found = odds_ratio(table, kind="conditional")
    interval = found.confidence_interval(level)
    p = min(1.0, float(fisher_exact(table).pvalue))
    return Test(p, None, True, stands), Estimate(_finite(found.statistic), _finite(interval.low), _finite(interval.high), stands)


def trend(events: Sequence[int], infusions: Sequence[int], scores: Sequence[int] | None = None, *, comparisons: int = 1) -> Test:
    """Cochran-Armitage: whether the proportion rises or falls over ordered groups, with whole ``scores`` (0, 1, 2, … where not given).

    Exact (all ways to share the events among the infusions) where fewer than 5 are expected in a group, otherwise (and for some hundred events) by the normal
    distribution.
    Undefined where nothing or everything happened, or where all infusions are in one group.
    """
    score = list(range(len(events))) if scores is None else list(scores)
    if not (len(events) == len(infusions) == len(score)) or any(not 0 <= x <= n for x, n in zip(events, infusions, strict=True)):
        raise ValueError("each group has as many events as infusions at most, and a score")
    x, n, s = (np.asarray(each, dtype=np.float64) for each in (events, infusions, score))
    total, all_of = float(n.sum()), float(x.sum())
    stands = basis(int(all_of), int(total), comparisons)
    share = all_of / total if total else 0.0
    spread = share * (1 - share) * float((s * s * n).sum() - (s * n).sum() ** 2 / total) if total else 0.0
    if spread <= 0:
        return Test(None, None, True, stands)
    distance = float((s * (x - n * share)).sum())
    z = distance / math.sqrt(spread)
    fewer = int(min(all_of, total - all_of))  # the same test asks for events or for their absence
    weights = [each - min(score) for each in score]  # and a shift of all scores changes nothing
    if float(n[n > 0].min()) * fewer / total >= SMALL or fewer * max(weights) > MOST_EXACT:
        return Test(float(2 * norm.sf(abs(z))), z, False, stands)
    return Test(_exact_trend(fewer, [int(each) for each in infusions], weights, distance), z, True, stands)


def tertiles(values: Sequence[float | None], events: Sequence[bool], *, comparisons: int = 1) -> Tertiles:
    """Thirds of the infusions by a quality attribute, and the trend of the event over them.

    Equal values stay in one third, so that thirds may differ in size and one may be empty (it is left out). No value is guessed.
    """
    pairs = [(float(value), bool(event)) for value, event in zip(values, events, strict=True) if value is not None and math.isfinite(value)]
    ordered = np.sort(np.asarray([value for value, _ in pairs], dtype=np.float64))
    cuts = [ordered[math.ceil(len(pairs) * part / 3) - 1] for part in (1, 2)] if pairs else []
    groups: list[list[tuple[float, bool]]] = [[], [], []]
    for value, event in pairs:
        groups[sum(value > cut for cut in cuts)].append((value, event))
    thirds = tuple(Third(min(group)[0], max(group)[0], len(group), sum(event for _, event in group)) for group in groups if group)
    scores = [at for at, group in enumerate(groups) if group]
    tested = trend([each.events for each in thirds], [each.infusions for each in thirds], scores, comparisons=comparisons)
    return Tertiles(thirds, tested, len(values) - len(pairs))


def _exact_trend(events: int, infusions: list[int], weights: list[int], distance: float) -> float:
    """The chance of a sum of scores at least as far from its mean as ``distance``, over all ways to share ``events`` among the groups."""
    rest = total = sum(infusions)
    room = events * max(weights) + 1
    chances = np.zeros((events + 1, room))  # of so many events shared out so far, with such a sum of scores
    chances[0, 0] = 1.0
    for size, weight in zip(infusions, weights, strict=True):
        chances, rest = _share(chances, size, weight, rest), rest - size
    mean = events * sum(size * weight for size, weight in zip(infusions, weights, strict=True)) / total
    far = np.abs(np.arange(room) - mean) >= abs(distance) - 1e-9 * max(1.0, mean)
    return min(1.0, float(chances[events][far].sum()))


def _share(chances: Numbers, size: int, weight: int, rest: int) -> Numbers:
    """One group more: ``rest`` infusions are not shared out yet, ``size`` of them are this group's."""
    after = np.zeros_like(chances)
    events = len(chances) - 1
    for had in np.flatnonzero(chances.any(axis=1)):
        left = events - int(had)
        possible = np.arange(max(0, left - (rest - size)), min(size, left) + 1)
        for more, chance in zip(possible, hypergeom.pmf(possible, rest, left, size), strict=True):
            moved = int(more) * weight
            after[had + more, moved:] += chances[had, : chances.shape[1] - moved] * chance
    return after


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
