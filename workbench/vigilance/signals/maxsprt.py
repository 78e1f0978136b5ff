"""Critical values of the maximised sequential probability ratio test for Poisson counts, exact for continuous surveillance.

The test stops at the first event for which LLR(n, mu) = n ln(n/mu) − (n − mu) reaches the critical value, mu being what was expected so far,
if it is at least the M-th. That is: the n-th event comes before mu_n = −n W0(−exp(−1 − cv/n)). What is expected under no difference is the
time of a Poisson process of rate 1, so the chance of a false flag up to T is that of a walk through the bounds mu_M, mu_(M+1), …, T
(Kulldorff and others 2011; the walk is a Markov chain whose states are the counts).
"""
from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln, lambertw, pdtrc

from workbench.vigilance.signals.disproportionality import Numbers

PRECISE = 1e-9
LEAST = 1e-9
NEGLIGIBLE = 1e-18
LARGEST = 1_000.0


class Unreachable(ValueError):
    """No critical value gives so large a chance: so few events are expected that even a flag at every excess is rarer."""


@lru_cache(maxsize=1024)
def critical_value(most_expected: float, alpha: float = 0.05, least_events: int = 1) -> float:
    """The critical value of surveillance up to ``most_expected`` events (T), a false flag having the chance ``alpha``.

    Flags need ``least_events`` (M). Exact to 1e-8. ``Unreachable`` where T is too small for M and alpha; ``ValueError`` on T outside
    0 to 1,000, alpha outside 1e-6 to 0.5, or M below 1.
    """
    if not (0 < most_expected <= LARGEST and 1e-6 <= alpha < 0.5 and least_events >= 1):
        raise ValueError(f"no surveillance up to {most_expected} expected events with alpha {alpha} and {least_events} events at least")

    def beyond(cv: float) -> float:
        return float(np.log(max(false_flag(cv, most_expected, least_events), 1e-300) / alpha))  # nearly a straight line, which few steps find

    low, high = 2.5, 4.5
    while beyond(high) > 0:
        low, high = high, high * 2
    while beyond(low) < 0:
        if low == LEAST:
            raise Unreachable(f"{most_expected} expected events and {least_events} at least cannot reach alpha {alpha}")
        low, high = max(low / 2, LEAST) if low > 0.01 else LEAST, low
    return float(brentq(beyond, low, high, xtol=PRECISE, rtol=1e-12))


def false_flag(cv: float, most_expected: float, least_events: int = 1) -> float:
    """The chance that surveillance with critical value ``cv`` flags although events come at the expected rate."""
    times = _bounds(cv, most_expected, least_events)
    if len(times) == 1:  # the M-th event may come at any time before the end
        return float(pdtrc(least_events - 1, most_expected))
    # Before the first bound anything under M events may have come.
    walked = _poisson(times[:1], least_events)[0]
    gaps = np.diff(times)
    increments = _poisson(gaps, _widest(float(gaps.max())))
    first = 0
    for increment in increments:
        walked = np.convolve(walked, increment)
        # The next bound allows one event more than the last one did: first … first + len - 1 becomes one wider, no more.
        walked = walked[: least_events + 1 - first]
        least_events += 1
        start = int(np.argmax(walked > NEGLIGIBLE))
        if start > 0:
            walked, first = walked[start:], first + start
    return max(0.0, 1.0 - float(walked.sum()))


def crossing(n: Numbers, cv: float) -> Numbers:
    """What must have been expected at most when the n-th event comes, for it to flag: mu_n."""
    return np.asarray(-n * lambertw(-np.exp(-1 - cv / n)).real, dtype=np.float64)


def log_likelihood_ratio(observed: float, expected: float) -> float:
    """The statistic of the test: 0 where no more was observed than expected. ``ValueError`` where events came though none can."""
    if observed <= expected:
        return 0.0
    if expected <= 0:
        raise ValueError("events were observed where none is expected")
    return float(observed * np.log(observed / expected) - (observed - expected))


def _bounds(cv: float, most_expected: float, least_events: int) -> Numbers:
    """The times before which the M-th, (M+1)-th, … event flags, as far as they lie before the end; the end itself comes last."""
    # mu_n >= n - sqrt(2 n cv) - cv, so that the bounds reach the end not later than this many events on.
    reach = int(np.ceil(most_expected + 2 * np.sqrt(2 * cv * (most_expected + cv)) + 3 * cv + 3))
    times = crossing(np.arange(least_events, max(reach, least_events) + 2, dtype=np.float64), cv)
    inside = times[times < most_expected]
    return np.append(inside, most_expected)


def _widest(gap: float) -> int:
    """How many events may come in a gap before their chance is negligible."""
    return int(np.ceil(gap + 10 * np.sqrt(gap) + 25))


def _poisson(means: Numbers, count: int) -> Numbers:
    """Chances of 0 … ``count`` − 1 events, a row for each mean."""
    k = np.arange(count)
    return np.asarray(np.exp(k * np.log(means)[:, None] - means[:, None] - gammaln(k + 1)), dtype=np.float64)
