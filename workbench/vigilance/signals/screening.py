"""A report set screened: every pair with its counts, its measures, and its shrunk figures where a prior could be fitted."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.kernel.findings import Finding, Severity, finding
from workbench.vigilance.signals.basis import FEW_EVENTS, SOURCE, by_chance
from workbench.vigilance.signals.disproportionality import Metrics, information, metrics
from workbench.vigilance.signals.pairs import Pairs
from workbench.vigilance.signals.shrinkage import Fit, Shrunk, fit, shrunk


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """One element for each pair in every array; EBGM and its points are NaN where there is no prior or fewer reports than were asked for.

    ``told`` is what must be said with the figures: how the fit went, how many comparisons these are, how many have few reports.
    """

    pairs: Pairs
    metrics: Metrics
    fit: Fit
    shrunk: Shrunk
    told: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Triggers:
    """Which pairs reach the usual thresholds. A trigger asks for the cases to be read; it is no finding about them."""

    prr: NDArray[np.bool_]
    ror: NDArray[np.bool_]
    ic: NDArray[np.bool_]
    ebgm: NDArray[np.bool_]


def triggers(found: Screened) -> Triggers:
    """PRR of at least 2 with Yates' chi-square of at least 4 and 3 reports; lower bound of ROR above 1 with 3 reports; IC025 above 0; EB05 of 2.

    What is undefined reaches nothing.
    """
    a, measured = found.pairs.a, found.metrics
    enough = a >= FEW_EVENTS
    prr = (measured.PRR >= 2) & (measured.chi2_yates >= 4) & enough
    return Triggers(prr, (measured.ROR_lo > 1) & enough, measured.IC025 > 0, found.shrunk.EB05 >= 2)


def screen(pairs: Pairs, *, least: int = 1) -> Screened:
    """The measures of every pair; the shrunk figures of those with ``least`` reports or more.

    The information component rests on the expected count that stands beside it, which is summed over strata where there are any; the ratios
    and chi-squares are those of the four counts.
    """
    measured = metrics(pairs.a, pairs.b, pairs.c, pairs.d)
    if pairs.strata:
        mean, low, high = information(pairs.a, pairs.e)
        measured = replace(measured, IC_shrunk=mean, IC025=low, IC975=high)
    fitted = fit(pairs.a, pairs.e)
    made = [np.full(len(pairs.a), np.nan) for _ in range(3)]
    if fitted.prior is not None:
        enough = pairs.a >= least
        found = shrunk(pairs.a[enough], pairs.e[enough], fitted.prior)
        for whole, part in zip(made, (found.EBGM, found.EB05, found.EB95), strict=True):
            whole[enough] = part
    return Screened(pairs, measured, fitted, Shrunk(*made), _told(pairs, fitted))


def _told(pairs: Pairs, fitted: Fit) -> tuple[Finding, ...]:
    number = len(pairs.a)
    told = [*pairs.told, fitted.told]
    few = int(np.count_nonzero(pairs.a < FEW_EVENTS))
    if few:
        told.append(finding("signals.few-reports", Severity.TELLS, SOURCE, few=str(few), pairs=str(number), least=str(FEW_EVENTS)))
    told.append(finding("signals.many-comparisons", Severity.TELLS, SOURCE, comparisons=str(number), chance=by_chance(number)))
    told.append(finding("signals.association", Severity.TELLS, SOURCE))
    return tuple(told)
