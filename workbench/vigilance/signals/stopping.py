"""When to stop giving a product: boundaries on the number of patients with a toxicity among those treated so far."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincc
from scipy.stats import binom

from workbench.vigilance.signals.disproportionality import Numbers


@dataclass(frozen=True, slots=True)
class Bound:
    """After ``n`` patients, stop at ``least`` or more toxicities; ``None`` where no number would do. ``value`` is the posterior probability
    at the bound and ``below`` that with one toxicity less; both are ``None`` where the rule has none."""

    n: int
    least: int | None
    value: float | None = None
    below: float | None = None


@dataclass(frozen=True, slots=True)
class Pocock:
    """Bounds with one level for every look: ``level`` for each, ``overall`` the exact chance to stop at the tolerated rate."""

    bounds: tuple[Bound, ...]
    level: float
    overall: float


def bayesian(n: int, *, tolerated: float, certainty: float, a: float = 1.0, b: float = 1.0) -> Bound:
    """The bound after ``n`` patients of the rule P(p > ``tolerated`` | data) > ``certainty`` with prior Beta(a, b) (Geller and others)."""
    if n < 1 or not (0 < tolerated < 1 and 0 < certainty < 1 and a > 0 and b > 0):
        raise ValueError(f"no bound after {n} patients with {tolerated}, {certainty}, Beta({a}, {b})")
    x = np.arange(n + 1)
    beyond = betaincc(a + x, b + n - x, tolerated)
    reached = np.flatnonzero(beyond > certainty)
    if not len(reached):
        return Bound(n, None)
    least = int(reached[0])
    return Bound(n, least, float(beyond[least]), float(beyond[least - 1]) if least else None)


def pocock(patients: int, *, tolerated: float, alpha: float) -> Pocock:
    """Bounds after each of ``patients``: the widest single level with which the chance to stop at the ``tolerated`` rate stays within ``alpha``.

    Exact by a walk through the numbers of toxicities (Ivanova, Qaqish, Schell 2005). Numbers are whole, so that ``overall`` stays below ``alpha``.
    """
    if not (1 <= patients <= 1000 and 0 < tolerated < 1 and 0 < alpha < 1):
        raise ValueError(f"no bounds for {patients} patients with {tolerated} and {alpha}")
    n = np.arange(1, patients + 1)
    tails = [binom.sf(np.arange(each + 1) - 1, each, tolerated) for each in n]
    levels = np.unique(np.concatenate(tails))
    low, high = -1, int(np.searchsorted(levels, alpha, side="right"))  # a level above alpha is beyond it already at one look
    while high - low > 1:
        middle = (low + high) // 2
        if _stops(_least(tails, levels[middle]), tolerated) <= alpha:
            low = middle
        else:
            high = middle
    if low < 0:
        return Pocock(tuple(Bound(int(each), None) for each in n), 0.0, 0.0)
    least = _least(tails, levels[low])
    bounds = tuple(Bound(int(each), None if first > each else first) for each, first in zip(n, least, strict=True))
    return Pocock(bounds, float(levels[low]), _stops(least, tolerated))


def _least(tails: list[Numbers], level: float) -> list[int]:
    """For each number of patients the least number of toxicities whose tail is within ``level``; one more than the patients where none is."""
    return [int(np.argmax(tail <= level)) if tail[-1] <= level else len(tail) for tail in tails]


def _stops(least: list[int], rate: float) -> float:
    """The chance to reach a bound at any look when each patient has the toxicity with ``rate``."""
    going, stopped = np.ones(1), 0.0
    for bound in least:
        going = np.append(going, 0.0) * (1 - rate) + np.append(0.0, going) * rate
        stopped += float(going[bound:].sum())
        going = going[:bound] if bound < len(going) else going
    return stopped
