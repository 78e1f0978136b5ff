"""Gamma-Poisson shrinkage (DuMouchel 1999): a prior of two gamma distributions fitted by maximum likelihood, and what it makes of each pair.

A pair's count n is Poisson with mean lambda E; lambda has the prior P Gamma(a1, b1) + (1 − P) Gamma(a2, b2). Only pairs that were reported
are there, so that the likelihood is that of counts above 0. The search starts in several places on a summary of the pairs and ends on all of
them; whether it converged is always said, and a fit that did not is not used.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, gammainc, gammaincinv, gammaln, logit, psi

from workbench.kernel.findings import Finding, Severity, finding
from workbench.vigilance.signals.disproportionality import Numbers

Positions = NDArray[np.intp]

SOURCE = "gamma-Poisson shrinkage, DuMouchel 1999; prior by maximum likelihood over the reported pairs"
LEAST_PAIRS = 20
STARTS = ((0.2, 0.1, 2.0, 4.0, 1 / 3), (0.2041, 0.05816, 1.415, 1.838, 0.0969), (1.0, 0.5, 5.0, 5.0, 0.1), (0.05, 0.02, 1.0, 1.0, 0.5))
"""The usual starts (a1, b1, a2, b2, P): DuMouchel's two, one of a sharp bulk, one of a heavy tail."""
EDGE = 9.2
"""The search is over logarithms; beyond e to this power (ten thousand) a parameter means as good as infinity or 0."""
FLAT = 1e-4
"""Largest slope of the likelihood, per pair and unit of a logarithm, at which the search has arrived."""
GAIN = 1e-6
"""What another step may still gain of the logarithm of the likelihood (twice that) where the search has arrived."""
BINS, FINER = 64, 512
"""Into how many parts the range of expectations is divided for the search, and for its end."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The mixture: ``p`` is the share of the first gamma (shape ``a1``, rate ``b1``)."""

    a1: float
    b1: float
    a2: float
    b2: float
    p: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What the search came to. ``prior`` is ``None`` where it did not converge; ``likelihood`` is the logarithm over ``pairs`` pairs.

    ``agree`` of ``starts`` starts came to the same likelihood. ``told`` says so in words.
    """

    prior: Prior | None
    likelihood: float | None
    pairs: int
    starts: int
    agree: int
    told: Finding


@dataclass(frozen=True, slots=True, eq=False)
class Shrunk:
    """For each pair the empirical Bayes geometric mean and the 5 % and 95 % points of its posterior distribution."""

    EBGM: Numbers
    EB05: Numbers
    EB95: Numbers


def fit(n: Numbers, e: Numbers) -> Fit:
    """The prior of reported pairs: counts ``n`` of at least 1, ``e`` expected of each, above 0. ``ValueError`` on others."""
    if n.shape != e.shape or not np.all((n >= 1) & (n == np.floor(n)) & np.isfinite(n)) or not np.all((e > 0) & np.isfinite(e)):
        raise ValueError("a pair has been reported at least once, and something is expected of it")
    if len(n) < LEAST_PAIRS or n.max() == n.min() == 1:
        return Fit(None, None, len(n), 0, 0, finding("signals.few-pairs", Severity.TELLS, SOURCE, pairs=str(len(n))))
    coarse = _Likelihood(*_summary(n, e, BINS))
    found = [_search(coarse, _at(start)) for start in STARTS]
    best = max(found, key=lambda each: each[1])
    agree = sum(1 for each in found if best[1] - each[1] < 1e-4 * max(1.0, abs(best[1])) ** 0.5)
    fine = _Likelihood(*_summary(n, e, FINER))
    at, likelihood, steepest = _arrive(_Likelihood(n, e, np.ones(len(n))), fine, _search(fine, best[0])[0])
    slope = steepest / len(n)
    facts = {"pairs": str(len(n)), "starts": str(len(STARTS)), "agree": str(agree), "likelihood": f"{likelihood:.3f}", "slope": f"{slope:.1e}"}
    if not np.isfinite(likelihood) or slope > FLAT:
        return Fit(None, None, len(n), len(STARTS), agree, finding("signals.fit-failed", Severity.TELLS, SOURCE, **facts))
    # A parameter at the edge of the search stands for infinity or 0: the mixture is then less than two gammas, and that is said.
    code = "signals.fit-edge" if np.abs(at).max() >= EDGE - 1e-6 else "signals.fit-converged"
    told = finding("signals.fit-edge", Severity.TELLS, SOURCE, **facts) if code == "signals.fit-edge" else _converged(facts)
    return Fit(_prior(at), likelihood, len(n), len(STARTS), agree, told)


def shrunk(n: Numbers, e: Numbers, prior: Prior) -> Shrunk:
    """EBGM, EB05 and EB95 of each pair under ``prior``."""
    counts, where = np.unique(n, return_inverse=True)
    shape1, shape2 = prior.a1 + counts, prior.a2 + counts
    rate1, rate2 = prior.b1 + e, prior.b2 + e
    q = weights(n, e, prior)
    mean = np.exp(q * (psi(shape1)[where] - np.log(rate1)) + (1 - q) * (psi(shape2)[where] - np.log(rate2)))
    low, high = (_quantile(part, q, (shape1, shape2), where, (rate1, rate2)) for part in (0.05, 0.95))
    return Shrunk(mean, low, high)


def weights(n: Numbers, e: Numbers, prior: Prior) -> Numbers:
    """Qn: for each pair the posterior share of the first gamma."""
    counts, where = np.unique(n, return_inverse=True)
    first, second = (_negative_binomial(counts, where, n, e, a, b) for a, b in ((prior.a1, prior.b1), (prior.a2, prior.b2)))
    return np.asarray(expit(logit(prior.p) + first - second), dtype=np.float64)


def log_likelihood(n: Numbers, e: Numbers, prior: Prior) -> float:
    """The logarithm of the likelihood of reported pairs under ``prior``."""
    return -_Likelihood(n, e, np.ones(len(n)))(_at((prior.a1, prior.b1, prior.a2, prior.b2, prior.p)))[0]


class _Likelihood:
    """The negative logarithm of the likelihood with its slope; counts repeat, so that what depends on them alone is reckoned once for each."""

    def __init__(self, n: Numbers, e: Numbers, weight: Numbers) -> None:
        self._n, self._e, self._weight, self._pairs = n, e, weight, float(weight.sum())
        self._counts, self._where = np.unique(n, return_inverse=True)
        self._log_e = np.log(e)
        self._of_count = np.bincount(self._where, weights=weight)
        self._constant = float((self._of_count * gammaln(self._counts + 1)).sum() - (weight * n * self._log_e).sum())

    @property
    def pairs(self) -> float:
        """How many pairs, with their weights."""
        return self._pairs

    def __call__(self, at: Numbers) -> tuple[float, Numbers]:
        """``at`` is (ln a1, ln b1, ln a2, ln b2, logit P)."""
        a1, b1, a2, b2 = np.exp(at[:4])
        p = float(expit(at[4]))
        one, two = self._part(float(a1), float(b1)), self._part(float(a2), float(b2))
        share = expit(at[4] + one.seen - two.seen)
        mixed = np.logaddexp(one.seen - np.logaddexp(0, -at[4]), two.seen - np.logaddexp(0, at[4]))
        # 1 − chance of no report, without the loss of digits where little is expected.
        reported = np.maximum(-(p * one.none + (1 - p) * two.none), 1e-300)
        value = float((self._weight * (mixed - np.log(reported))).sum()) - self._constant
        slope = np.empty(5)
        per = self._weight / reported
        for at_, part, seen, part_share in ((0, one, share, p), (2, two, 1 - share, 1 - p)):
            a, b = part.a, part.b
            unseen = per * part_share * (1 + part.none)
            weighted = self._weight * seen
            digamma = np.bincount(self._where, weights=weighted, minlength=len(self._counts))
            slope[at_] = a * float((digamma * (psi(a + self._counts) - psi(a))).sum() - ((weighted + unseen) * part.log1p).sum())
            ratio = self._e / (b + self._e)
            slope[at_ + 1] = float((weighted * (a * ratio - self._n * (1 - ratio)) + unseen * a * ratio).sum())
        slope[4] = float((self._weight * (share - p)).sum() + p * (1 - p) * float((per * (one.none - two.none)).sum()))
        return -value, -slope

    def _part(self, a: float, b: float) -> _Part:
        log1p = np.log1p(self._e / b)
        by_count = gammaln(a + self._counts) - gammaln(a)
        return _Part(a, b, log1p, (by_count - self._counts * np.log(b))[self._where] - (a + self._n) * log1p, np.expm1(-a * log1p))


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One gamma: ln(1 + E/b), the logarithm of the chance of what was seen (less a constant), and the chance of no report less 1."""

    a: float
    b: float
    log1p: Numbers
    seen: Numbers
    none: Numbers


def _search(of: Callable[[Numbers], tuple[float, Numbers]], start: Numbers) -> tuple[Numbers, float]:
    """The top near ``start`` and the logarithm of the likelihood there."""
    found = minimize(of, start, jac=True, method="L-BFGS-B", bounds=[(-EDGE, EDGE)] * 5, options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-7, "maxcor": 10})
    return np.asarray(found.x, dtype=np.float64), -float(found.fun)


def _arrive(whole: _Likelihood, summary: _Likelihood, at: Numbers) -> tuple[Numbers, float, float]:
    """From the top of the summary to that of all pairs: where it is, the logarithm of the likelihood, and the steepest slope there.

    The two tops lie close together and are curved alike, so that a few of Newton's steps with the summary's curvature arrive. Where they do not,
    the search goes on over all pairs.
    """
    value, slope = whole(at)
    curvature, ways = np.linalg.eigh(_curvature(summary, at))
    curvature = np.maximum(curvature, curvature.max() * 1e-9)
    for _ in range(8):
        slope = _inward(at, slope)
        step = ways @ ((ways.T @ slope) / curvature)
        if float(slope @ step) < GAIN:
            return at, -value, float(np.abs(slope).max())
        there = np.clip(at - np.clip(step, -1, 1), -EDGE, EDGE)
        lower, new = whole(there)
        if not lower < value:
            break
        at, value, slope = there, lower, new
    at, likelihood = _search(whole, at)
    return at, likelihood, float(np.abs(_inward(at, whole(at)[1])).max())


def _inward(at: Numbers, slope: Numbers) -> Numbers:
    """The slope without what leads out of the search at its edge."""
    return np.where((np.abs(at) >= EDGE - 1e-6) & (slope * at < 0), 0, slope)


def _curvature(of: _Likelihood, at: Numbers) -> Numbers:
    """Second derivatives from differences of the slope."""
    rows = [(of(at + step)[1] - of(at - step)[1]) / 2e-4 for step in 1e-4 * np.eye(len(at))]
    return np.asarray((np.stack(rows) + np.stack(rows).T) / 2, dtype=np.float64)


def _summary(n: Numbers, e: Numbers, bins: int) -> tuple[Numbers, Numbers, Numbers]:
    """Pairs with one count and near expectations stand as one, at their geometric mean, with their number as weight."""
    level = np.log(e)
    low, high = float(level.min()), float(level.max())
    cell = np.minimum(((level - low) / max(high - low, 1e-9) * bins).astype(np.int64), bins - 1)
    counts, where = np.unique(n, return_inverse=True)
    keys, at = np.unique(where * bins + cell, return_inverse=True)
    weight = np.bincount(at).astype(np.float64)
    middle = np.asarray(np.exp(np.bincount(at, weights=level) / weight), dtype=np.float64)
    return np.asarray(counts[keys // bins], dtype=np.float64), middle, weight


def _negative_binomial(counts: Numbers, where: Positions, n: Numbers, e: Numbers, a: float, b: float) -> Numbers:
    """Logarithm of the chance of the counts, less what both gammas share."""
    return np.asarray((gammaln(a + counts) - gammaln(a))[where] - a * np.log1p(e / b) - n * np.log(b + e), dtype=np.float64)


def _quantile(part: float, q: Numbers, shapes: tuple[Numbers, Numbers], where: Positions, rates: tuple[Numbers, Numbers]) -> Numbers:
    """The ``part`` point of each mixture of two gammas, to 1e-10 of itself.

    It lies between the points of the two; Newton's steps on the logarithm, and the middle where one would leave that interval.
    """
    ends = [np.log(gammaincinv(shape, part))[where] - np.log(rate) for shape, rate in zip(shapes, rates, strict=True)]
    low, high = np.minimum(*ends), np.maximum(*ends)
    x = q * ends[0] + (1 - q) * ends[1]
    shape = [each[where] for each in shapes]
    log_gamma = [gammaln(each)[where] for each in shapes]
    left = np.flatnonzero(high - low > 1e-10)
    for _ in range(60):
        if not len(left):
            break
        at, beyond, density = x[left], -part * np.ones(len(left)), np.zeros(len(left))
        for which, share in ((0, q[left]), (1, 1 - q[left])):
            scaled = np.exp(at) * rates[which][left]
            beyond += share * gammainc(shape[which][left], scaled)
            density += share * np.exp(shape[which][left] * np.log(scaled) - scaled - log_gamma[which][left])
        below = beyond < 0
        low[left] = np.where(below, at, low[left])
        high[left] = np.where(below, high[left], at)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            step = at - beyond / density
        inside = (step > low[left]) & (step < high[left])
        x[left] = np.where(inside, step, (low[left] + high[left]) / 2)
        left = left[(np.abs(x[left] - at) > 1e-10) & (high[left] - low[left] > 1e-10)]
    return np.asarray(np.exp(x), dtype=np.float64)


def _at(start: tuple[float, float, float, float, float]) -> Numbers:
    return np.append(np.log(np.asarray(start[:4])), logit(start[4]))


def _prior(at: Numbers) -> Prior:
    a1, b1, a2, b2 = (float(each) for each in np.exp(at[:4]))
    return Prior(a1, b1, a2, b2, float(expit(at[4])))


def _converged(facts: dict[str, str]) -> Finding:
    return finding("signals.fit-converged", Severity.TELLS, SOURCE, **facts)
