"""Time to onset: Kaplan-Meier, the log-rank test, and the shape of a Weibull distribution with its interval and class."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtri
from scipy.stats import CensoredData, ecdf
from scipy.stats import logrank as compared

from workbench.kernel.findings import Severity, finding
from workbench.vigilance.signals.basis import SOURCE, Basis, basis
from workbench.vigilance.signals.disproportionality import Numbers
from workbench.vigilance.signals.local import Test

EQUAL = 1e-9
CONVENTION = "class by the 95% interval of the Weibull shape; the convention has not been compared with its source"


class Hazard(Enum):
    """How the hazard goes with time, by the interval of the Weibull shape. The convention is unverified."""

    EARLY = "early failure"
    RANDOM = "random failure"
    WEAR_OUT = "wear-out failure"


@dataclass(frozen=True, slots=True)
class Step:
    """At ``time`` the share without the event falls to ``share``, with its 95% interval (log-log; undefined at 1 and 0)."""

    time: float
    at_risk: int
    events: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The steps of Kaplan-Meier in order of time; ``median`` is ``None`` where half have not had the event."""

    steps: tuple[Step, ...]
    median: float | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Weibull:
    """Shape and scale by maximum likelihood, the 95% interval of the shape (Wald on its logarithm), and the class by that interval.

    All are ``None`` where the times do not determine them: the basis says why.
    """

    shape: float | None
    scale: float | None
    shape_low: float | None
    shape_high: float | None
    hazard: Hazard | None
    basis: Basis


def kaplan_meier(times: Sequence[float], happened: Sequence[bool | int], *, comparisons: int = 1) -> Curve:
    """The share without the event over time. ``times`` are from infusion to event or to the last look (``happened`` 0).

    ``ValueError`` on a time that is no number or below 0.
    """
    t, e = _read(times, happened, least=0.0)
    stands = basis(int(e.sum()), len(t), comparisons)
    if not len(t) or not e.any():
        return Curve((), None, stands)
    found = ecdf(CensoredData(uncensored=t[e], right=t[~e])).sf
    low, high = _bounds(t, e)
    steps, median = [], None
    events_at = np.unique(t[e])
    for time, below, above in zip(events_at, low, high, strict=True):
        share = float(found.evaluate(time))
        steps.append(Step(float(time), int((t >= time).sum()), int((t[e] == time).sum()), share, below, above))
    for at, step in enumerate(steps):
        if step.share < 0.5 + EQUAL:
            # Exactly half: any time up to the next event halves them, and the middle is given, as R's survfit does.
            level = abs(step.share - 0.5) <= EQUAL
            median = (step.time + (steps[at + 1].time if at + 1 < len(steps) else float(t.max()))) / 2 if level else step.time
            break
    return Curve(tuple(steps), median, stands)


def log_rank(times: Sequence[float], happened: Sequence[bool | int], others: Sequence[float], others_happened: Sequence[bool | int]) -> Test:
    """Whether two groups differ in time to onset; the statistic is chi-square with one degree of freedom."""
    (t, e), (u, f) = _read(times, happened, least=0.0), _read(others, others_happened, least=0.0)
    stands = basis(int(e.sum() + f.sum()), len(t) + len(u))
    if not len(t) or not len(u) or not (e.any() or f.any()):
        return Test(None, None, False, stands)
    found = compared(CensoredData(uncensored=t[e], right=t[~e]), CensoredData(uncensored=u[f], right=u[~f]))
    statistic = float(found.statistic) ** 2
    return Test(float(found.pvalue), statistic, False, stands) if math.isfinite(statistic) else Test(None, None, False, stands)


def weibull(times: Sequence[float], happened: Sequence[bool | int], *, comparisons: int = 1) -> Weibull:
    """The Weibull distribution of the times, censored ones counted as such.

    ``ValueError`` on a time of 0 or less: an onset within the first day is given as a fraction of it.
    """
    t, e = _read(times, happened, least=math.ulp(0.0))
    events = int(e.sum())
    if len(np.unique(t[e])) < 2:
        return Weibull(None, None, None, None, None, _told(events, len(t), comparisons, determined=False))
    logs, seen = np.log(t), float(np.log(t[e]).mean())

    def slope(log_shape: float) -> float:
        shape = math.exp(log_shape)
        weights = np.exp(shape * (logs - logs.max()))
        return float((weights * logs).sum() / weights.sum()) - 1 / shape - seen

    low, high = -8.0, 8.0
    if slope(low) > 0 or slope(high) < 0:
        return Weibull(None, None, None, None, None, _told(events, len(t), comparisons, determined=False))
    shape = math.exp(float(brentq(slope, low, high, xtol=1e-12)))
    scale = math.exp(float(logs.max()) + math.log(float(np.exp(shape * (logs - logs.max())).sum()) / events) / shape)
    z = np.exp(shape * (logs - math.log(scale)))
    u = shape * (logs - math.log(scale))
    # The observed information of (log shape, log scale), and from it the variance of the logarithm of the shape.
    of_shape, of_both, of_scale = float((z * u * (1 + u)).sum() - u[e].sum()), float(shape * (z * u).sum()), shape * shape * float(z.sum())
    reach = float(ndtri(0.975)) * math.sqrt(1 / (of_shape - of_both * of_both / of_scale))
    bounds = (shape * math.exp(-reach), shape * math.exp(reach))
    hazard = Hazard.EARLY if bounds[1] < 1 else Hazard.WEAR_OUT if bounds[0] > 1 else Hazard.RANDOM
    return Weibull(shape, scale, *bounds, hazard, _told(events, len(t), comparisons))


def _told(events: int, observed: int, comparisons: int, *, determined: bool = True) -> Basis:
    convention, none = finding("signals.onset-class", Severity.TELLS, CONVENTION), finding("signals.no-shape", Severity.TELLS, SOURCE)
    return basis(events, observed, comparisons, convention if determined else none)


def _bounds(t: Numbers, e: NDArray[np.bool_]) -> tuple[list[float | None], list[float | None]]:
    """Log-log bounds by Greenwood's variance at each time of an event."""
    low: list[float | None] = []
    high: list[float | None] = []
    share, spread = 1.0, 0.0
    for time in np.unique(t[e]):
        at_risk, events = int((t >= time).sum()), int((t[e] == time).sum())
        share *= 1 - events / at_risk
        if events == at_risk:
            low.append(None)
            high.append(None)
            continue
        spread += events / (at_risk * (at_risk - events))
        reach = float(ndtri(0.975)) * math.sqrt(spread) / abs(math.log(share))
        low.append(share ** math.exp(reach))
        high.append(share ** math.exp(-reach))
    return low, high


def _read(times: Sequence[float], happened: Sequence[bool | int], *, least: float) -> tuple[Numbers, NDArray[np.bool_]]:
    t, e = np.asarray(times, dtype=np.float64), np.asarray(happened, dtype=np.int64)
    if t.shape != e.shape or not np.all(np.isfinite(t) & (t >= least)) or not np.all((e == 0) | (e == 1)):
        raise ValueError("each patient has a time, and the event by then or not")
    return t, e == 1
