"""Two hundred sets in which nothing is the matter: each method flags no more of them than it says it does, by an exact binomial test.

``SIGNALS=full`` fits the prior in all two hundred and draws a thousand of the others; without it forty fits and two hundred are enough.
"""
from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import binomtest

from workbench.vigilance.signals.disproportionality import Metrics, metrics
from workbench.vigilance.signals.local import fisher, tertiles
from workbench.vigilance.signals.sequential import maxsprt, sprt
from workbench.vigilance.signals.shrinkage import fit, shrunk
from workbench.vigilance.signals.stopping import pocock
from workbench.vigilance.signals.stratified import mantel_haenszel

FULL = os.environ.get("SIGNALS") == "full"
SETS, FITS = (1_000, 200) if FULL else (200, 40)
UNLIKELY = 0.001
"""So rarely would a method that keeps its rate fail here by chance; the sets are drawn anew from one seed, so that it does or does not for good."""

Draws = np.random.Generator


def tables(draws: Draws) -> Metrics:
    """Reports with one product and one event each, drawn without regard to each other: the measures of every pair."""
    return metrics(*counts(draws))


def counts(draws: Draws, reports: int = 1_500) -> tuple[np.ndarray, ...]:
    product, event = (draws.choice(size, reports, p=np.arange(1, size + 1) / (size * (size + 1) / 2)) for size in (9, 12))
    a = np.zeros((9, 12))
    np.add.at(a, (product, event), 1)
    b, c = a.sum(axis=1, keepdims=True) - a, a.sum(axis=0, keepdims=True) - a
    return a, b, c, reports - a - b - c


def of_one_pair(measure: str, threshold: float) -> Callable[[Draws], bool]:
    """Whether the pair that was chosen beforehand is flagged by the lower bound of a measure."""
    return lambda draws: bool(getattr(tables(draws), measure)[5, 7] > threshold)


def by_fisher(draws: Draws) -> bool:
    (x, y), n = draws.binomial(30, 0.3, size=2), 30
    p = fisher(int(x), n - int(x), int(y), n - int(y))[0].p
    return p is not None and p < 0.05


def by_trend(draws: Draws) -> bool:
    p = tertiles(list(draws.normal(size=45)), list(draws.random(45) < 0.3)).trend.p
    return p is not None and p < 0.05


def by_strata(draws: Draws) -> bool:
    made = [(int(x), 20 - int(x), int(y), 20 - int(y)) for x, y in (draws.binomial(20, rate, size=2) for rate in (0.2, 0.4, 0.6))]
    p = mantel_haenszel(made).corrected.p
    return p is not None and p < 0.05


def surveyed(draws: Draws) -> tuple[list[float], list[int]]:
    """Sixty infusions with a tenth of an event expected of each, looked at after every one."""
    return [0.1 * at for at in range(1, 61)], [int(each) for each in np.cumsum(draws.poisson(0.1, size=60))]


def by_maxsprt(draws: Draws) -> bool:
    return maxsprt(*surveyed(draws), 6.0, least_events=2).first_signal is not None


def by_sprt(draws: Draws) -> bool:
    chart = sprt(*surveyed(draws))
    ended = next((look for look in chart.looks if look.signal or (chart.lower is not None and look.statistic <= chart.lower)), None)
    return ended is not None and ended.signal


BOUNDS = pocock(20, tolerated=0.2, alpha=0.05)


def by_pocock(draws: Draws) -> bool:
    seen = np.cumsum(draws.random(20) < 0.2)
    return any(bound.least is not None and at >= bound.least for bound, at in zip(BOUNDS.bounds, seen, strict=True))


METHODS: dict[str, tuple[Callable[[Draws], bool], float]] = {
    "IC025 above 0": (of_one_pair("IC025", 0), 0.025),
    "BCPNN above 0": (of_one_pair("BCPNN_IC025", 0), 0.025),
    "PRR above 1": (of_one_pair("PRR_lo", 1), 0.025),
    "ROR above 1": (of_one_pair("ROR_lo", 1), 0.025),
    "Fisher": (by_fisher, 0.05),
    "Cochran-Armitage": (by_trend, 0.05),
    "Mantel-Haenszel": (by_strata, 0.05),
    "MaxSPRT": (by_maxsprt, 0.05),
    "SPRT": (by_sprt, 0.05 / 0.9),  # Wald's bound: alpha / (1 − beta)
    "Pocock": (by_pocock, 0.05),
}


@pytest.mark.parametrize("method", METHODS)
def test_a_method_keeps_its_rate(method: str) -> None:
    flagged, rate = METHODS[method]
    draws = np.random.default_rng([20260101, list(METHODS).index(method)])
    false = sum(flagged(draws) for _ in range(SETS))
    assert binomtest(false, SETS, rate, alternative="greater").pvalue > UNLIKELY, f"{false} of {SETS}"


def test_shrinkage_raises_no_flag_in_a_whole_set() -> None:
    """EB05 of 2 or more in any pair of a set, the prior fitted to that set."""
    draws, false = np.random.default_rng(20260102), 0
    for _ in range(FITS):
        a, b, c, d = (each.ravel() for each in counts(draws))
        n, e = a[a > 0], ((a + b) * (a + c) / (a + b + c + d))[a > 0]
        found = fit(n, e)
        assert found.prior is not None, found.told
        false += bool((shrunk(n, e, found.prior).EB05 >= 2).any())
    assert binomtest(false, FITS, 0.05, alternative="greater").pvalue > UNLIKELY, f"{false} of {FITS}"
