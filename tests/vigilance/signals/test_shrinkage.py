"""The prior of two gammas: published posteriors, the slope of the likelihood, honest convergence."""
from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from scipy.special import gammainc
from scipy.stats import nbinom

from workbench.vigilance.signals.shrinkage import Prior, fit, log_likelihood, shrunk, weights


def published(shared: Path) -> list[dict[str, str]]:
    with (shared / "vectors" / "signal_published.csv").open(encoding="utf-8", newline="") as text:
        return [row for row in csv.DictReader(text) if row["metric"] in ("Qn", "EBGM", "EB05", "EB95")]


def reported(pairs: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Pairs drawn from a known mixture: a tenth of them heavy-tailed, the others near the expected count."""
    draws, size = np.random.default_rng(seed), pairs * 8
    e = np.exp(draws.normal(-1.5, 2, size=size))
    ratio = np.where(draws.random(size) < 0.1, draws.gamma(0.5, 1 / 0.1, size=size), draws.gamma(2, 1 / 2.2, size=size))
    n = draws.poisson(ratio * e).astype(np.float64)
    return n[n > 0][:pairs], e[n > 0][:pairs]


def test_every_published_posterior(shared: Path) -> None:
    rows = published(shared)
    assert len(rows) == 37
    for row in rows:
        given = dict(part.split("=") for part in row["inputs"].split(";"))
        prior = Prior(*(float(each) for each in given["theta"].split(",")))
        n, e = np.asarray([float(given["N"])]), np.asarray([float(given["E"])])
        ours = weights(n, e, prior) if row["metric"] == "Qn" else getattr(shrunk(n, e, prior), row["metric"])
        assert ours[0] == pytest.approx(float(row["expected"]), abs=float(row["tol"])), row["id"]


def test_the_likelihood_is_that_of_counts_above_nothing() -> None:
    n, e = reported(300, 3)
    prior = Prior(0.6, 0.2, 2.5, 2.0, 0.2)

    def chance(k: np.ndarray | float) -> np.ndarray:
        parts = (nbinom.pmf(k, a, b / (b + e)) for a, b in ((prior.a1, prior.b1), (prior.a2, prior.b2)))
        first, second = parts
        return prior.p * first + (1 - prior.p) * second

    wanted = float(np.log(chance(n) / (1 - chance(0.0))).sum())
    assert log_likelihood(n, e, prior) == pytest.approx(wanted, rel=1e-10)


def test_the_fit_finds_the_prior_and_stands_at_the_top() -> None:
    n, e = reported(20_000, 11)
    found = fit(n, e)
    assert found.told.code == "signals.fit-converged" and found.prior is not None and found.likelihood is not None
    prior = found.prior
    assert found.agree == found.starts and prior.p == pytest.approx(0.1, abs=0.03) and prior.a2 == pytest.approx(2, rel=0.2)
    assert found.likelihood == pytest.approx(log_likelihood(n, e, prior), abs=1e-6)
    for name in ("a1", "b1", "a2", "b2", "p"):
        for factor in (0.99, 1.01):
            moved = {each: getattr(prior, each) * (factor if each == name else 1) for each in ("a1", "b1", "a2", "b2", "p")}
            assert log_likelihood(n, e, Prior(**moved)) < found.likelihood


def test_points_of_the_posterior_are_its_points() -> None:
    n, e = reported(2_000, 5)
    prior = Prior(0.05, 0.02, 9.0, 10.0, 0.3)  # far apart, so that the mixture has two humps
    q, found = weights(n, e, prior), shrunk(n, e, prior)
    for part, points in ((0.05, found.EB05), (0.95, found.EB95)):
        below = q * gammainc(prior.a1 + n, (prior.b1 + e) * points) + (1 - q) * gammainc(prior.a2 + n, (prior.b2 + e) * points)
        assert below == pytest.approx(np.full(len(n), part), abs=1e-8)


def test_less_than_two_gammas_is_said() -> None:
    draws = np.random.default_rng(2)
    e = np.exp(draws.normal(0, 1, size=3_000))
    n = draws.poisson(e).astype(np.float64)
    found = fit(n[n > 0], e[n > 0])
    assert found.told.code in ("signals.fit-edge", "signals.fit-converged") and found.prior is not None
    ours = shrunk(n[n > 0], e[n > 0], found.prior)
    assert np.quantile(ours.EBGM, [0.01, 0.99]) == pytest.approx([1, 1], abs=0.15)


def test_too_few_pairs_fit_nothing() -> None:
    few = fit(np.asarray([1.0, 2.0]), np.asarray([0.5, 0.5]))
    single = fit(np.ones(500), np.full(500, 0.2))
    assert (few.told.code, few.prior, few.likelihood) == ("signals.few-pairs", None, None) and single.prior is None
    for n, e in (([0.0], [1.0]), ([1.5], [1.0]), ([1.0], [0.0]), ([1.0], [math.nan])):
        with pytest.raises(ValueError, match="at least once"):
            fit(np.asarray(n), np.asarray(e))
