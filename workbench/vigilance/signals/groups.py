"""Operators, vector lots, sites: what is known of each when small groups lean on all (beta-binomial shrinkage, empirical Bayes)."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import betainccinv, betaincinv, betaln, expit, logit

from workbench.kernel.findings import Finding, Severity, finding
from workbench.vigilance.signals.basis import SOURCE
from workbench.vigilance.signals.disproportionality import Numbers
from workbench.vigilance.signals.local import Estimate, incidence

LEAST_GROUPS = 3
STRENGTHS = (-2.0, 10.0)
"""Logarithm of how many infusions the prior may weigh: from a tenth of one to so many that no group is told from another."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its own proportion and exact interval, and both as shrunk; ``None`` where no prior could be fitted."""

    name: str
    own: Estimate
    shrunk: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Shrunk:
    """The groups in the order given. ``a`` and ``b`` are the prior's; ``converged`` says whether the fit did, ``told`` what came of it."""

    groups: tuple[Group, ...]
    a: float | None
    b: float | None
    converged: bool
    told: tuple[Finding, ...]


def shrink(groups: Sequence[tuple[str, int, int]], *, level: float = 0.95) -> Shrunk:
    """Each group (name, infusions with the event, infusions) leaning on all, the more the smaller it is.

    The prior is fitted by maximum likelihood, from several starts. Fewer than three groups with infusions, or no group in which anything
    differs, fit none. Where groups differ no more than by chance, all take the common proportion with its exact interval.
    """
    own = [(name, incidence(events, infusions, level=level, comparisons=max(1, len(groups)))) for name, events, infusions in groups]
    filled = np.asarray([(events, infusions) for _, events, infusions in groups if infusions], dtype=np.float64).reshape(-1, 2)
    events, infusions = filled.T
    if len(filled) < LEAST_GROUPS or not 0 < events.sum() < infusions.sum():
        return _without(own, False, finding("signals.no-prior", Severity.TELLS, SOURCE, groups=str(len(filled))))
    found = [_fitted(events, infusions, start) for start in (0.0, 2.0, 5.0, 8.0)]
    good = [each for each in found if each[2]]
    if not good:
        return _without(own, False, finding("signals.not-converged", Severity.TELLS, SOURCE))
    mean, strength, _, likelihood = max(good, key=lambda each: each[3])
    if strength >= math.exp(STRENGTHS[1]) * 0.99 or likelihood <= _alike(events, infusions) + 1e-6:
        return _alike_groups(own, int(events.sum()), int(infusions.sum()), level)
    a, b = mean * strength, (1 - mean) * strength
    outside = (1 - level) / 2
    made = []
    for name, each in own:
        x, n = each.basis.n, each.basis.denominator
        bounds = (float(betaincinv(a + x, b + n - x, outside)), float(betainccinv(a + x, b + n - x, outside)))
        made.append(Group(name, each, (a + x) / (a + b + n), *bounds))
    return Shrunk(tuple(made), a, b, True, ())


def _fitted(events: Numbers, infusions: Numbers, start: float) -> tuple[float, float, bool, float]:
    """Mean and strength of the prior from one start, whether the search converged, and the likelihood there."""

    def loss(at: Numbers) -> float:
        mean, strength = float(expit(at[0])), math.exp(at[1])
        a, b = mean * strength, (1 - mean) * strength
        return -float((betaln(a + events, b + infusions - events) - betaln(a, b)).sum())

    first = float(logit(events.sum() / infusions.sum()))
    found = minimize(loss, np.asarray([first, start]), method="L-BFGS-B", bounds=((first - 8, first + 8), STRENGTHS))
    return float(expit(found.x[0])), math.exp(float(found.x[1])), bool(found.success), -float(found.fun)


def _alike(events: Numbers, infusions: Numbers) -> float:
    """The likelihood when every group has the common proportion."""
    x, n = float(events.sum()), float(infusions.sum())
    return x * math.log(x / n) + (n - x) * math.log(1 - x / n)


def _alike_groups(own: Sequence[tuple[str, Estimate]], events: int, infusions: int, level: float) -> Shrunk:
    common = incidence(events, infusions, level=level)
    groups = tuple(Group(name, each, common.value, common.low, common.high) for name, each in own)
    return Shrunk(groups, None, None, True, (finding("signals.groups-alike", Severity.TELLS, SOURCE, groups=str(len(own))),))


def _without(own: Sequence[tuple[str, Estimate]], converged: bool, why: Finding) -> Shrunk:
    return Shrunk(tuple(Group(name, each, None, None, None) for name, each in own), None, None, converged, (why,))
