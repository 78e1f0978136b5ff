"""Surveillance while infusions are given: MaxSPRT, SPRT, CUSUM adjusted for risk, Poisson CUSUM.

Each chart is fixed before the first look: its limits hold for all looks together. A chart goes on after a flag, so that the flag stays seen.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.findings import Finding, Severity, finding
from workbench.vigilance.signals.basis import SOURCE, Basis, basis
from workbench.vigilance.signals.maxsprt import critical_value, log_likelihood_ratio


@dataclass(frozen=True, slots=True)
class Look:
    """One look: its number from 1, what was expected and observed at it, the statistic, and whether that reaches the limit.

    In tests of ratios ``expected`` and ``observed`` are cumulative; in a CUSUM they are those of this look alone.
    """

    k: int
    expected: float
    observed: int
    statistic: float
    signal: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The looks of one method with its upper ``limit``; ``lower`` is the bound at which SPRT stops without a signal."""

    method: str
    looks: tuple[Look, ...]
    limit: float
    lower: float | None
    basis: Basis

    @property
    def first_signal(self) -> Look | None:
        """The look at which the limit was reached first."""
        return next((each for each in self.looks if each.signal), None)


def maxsprt(
    expected: Sequence[float], observed: Sequence[int], most_expected: float, *, alpha: float = 0.05, least_events: int = 1, at_risk: int = 0
) -> Chart:
    """Poisson MaxSPRT of cumulative counts, in surveillance that was planned to end at ``most_expected`` events.

    ``at_risk`` infusions stand behind the last look. Nothing is flagged beyond the planned end: the chance of a false flag was not shared out
    so far. ``ValueError`` on counts that go back; ``Unreachable`` where the plan cannot reach ``alpha``.
    """
    _cumulative(expected, observed)
    limit = critical_value(float(most_expected), alpha, least_events)
    looks = []
    for k, (wanted, seen) in enumerate(zip(expected, observed, strict=True), 1):
        statistic = log_likelihood_ratio(seen, wanted)
        looks.append(Look(k, wanted, seen, statistic, statistic >= limit and seen >= least_events and wanted <= most_expected))
    over = bool(expected) and expected[-1] > most_expected
    more = (finding("signals.surveillance-over", Severity.TELLS, SOURCE, expected=f"{most_expected:g}"),) if over else ()
    return Chart("MaxSPRT", tuple(looks), limit, None, _basis(observed[-1] if observed else 0, at_risk, len(looks), *more))


def sprt(
    expected: Sequence[float], observed: Sequence[int], *, ratio: float = 2.0, alpha: float = 0.05, beta: float = 0.1, at_risk: int = 0
) -> Chart:
    """Wald's test of ``ratio`` times the expected rate against the expected rate, on cumulative counts: k ln RR − (RR − 1) E.

    A signal is at ln((1 − beta)/alpha); at or below ln(beta/(1 − alpha)) the test would have stopped without one.
    """
    _cumulative(expected, observed)
    if ratio <= 1 or not (0 < alpha < 1 and 0 < beta < 1 and alpha + beta < 1):
        raise ValueError(f"no test of ratio {ratio} with alpha {alpha} and beta {beta}")
    upper, lower = math.log((1 - beta) / alpha), math.log(beta / (1 - alpha))
    looks = []
    for k, (wanted, seen) in enumerate(zip(expected, observed, strict=True), 1):
        statistic = seen * math.log(ratio) - (ratio - 1) * wanted
        looks.append(Look(k, wanted, seen, statistic, statistic >= upper))
    return Chart("SPRT", tuple(looks), upper, lower, _basis(observed[-1] if observed else 0, at_risk, len(looks)))


def risk_adjusted_cusum(risks: Sequence[float], events: Sequence[bool | int], *, odds_ratio: float = 2.0, limit: float) -> Chart:
    """CUSUM of single infusions, each with its own expected risk (Steiner 2000): W = y ln R − ln(1 − p + p R), never below 0.

    ``risks`` lie strictly between 0 and 1; ``events`` say whether it happened; ``odds_ratio`` is what the chart is to find early.
    """
    if odds_ratio <= 1 or limit <= 0 or not all(0 < p < 1 for p in risks):
        raise ValueError("a risk lies between 0 and 1, an odds ratio above 1, a limit above 0")
    if not all(each in (0, 1) for each in events):
        raise ValueError("an infusion has the event or has it not")
    level, looks = 0.0, []
    for k, (p, y) in enumerate(zip(risks, events, strict=True), 1):
        level = max(0.0, level + int(y) * math.log(odds_ratio) - math.log(1 - p + p * odds_ratio))
        looks.append(Look(k, p, int(y), level, level >= limit))
    return Chart("RA-CUSUM", tuple(looks), limit, None, _basis(sum(int(each) for each in events), len(risks), len(looks)))


def poisson_cusum(counts: Sequence[int], *, in_control: float, out_of_control: float, limit: float, at_risk: int = 0) -> Chart:
    """CUSUM of counts in equal periods (Lucas 1985) between the means ``in_control`` and ``out_of_control``, never below 0."""
    if not 0 < in_control < out_of_control or limit <= 0 or any(each < 0 for each in counts):
        raise ValueError("the means rise from above 0, a limit lies above 0, counts do not lie below 0")
    reference = (out_of_control - in_control) / math.log(out_of_control / in_control)
    level, looks = 0.0, []
    for k, seen in enumerate(counts, 1):
        level = max(0.0, level + seen - reference)
        looks.append(Look(k, in_control, seen, level, level >= limit))
    return Chart("Poisson CUSUM", tuple(looks), limit, None, _basis(sum(counts), at_risk, len(looks)))


def _basis(n: int, at_risk: int, looks: int, *more: Finding) -> Basis:
    """A chart is one comparison, whose limits hold for all its looks."""
    return basis(n, at_risk, 1, finding("signals.all-looks", Severity.TELLS, SOURCE, looks=str(looks)), *more)


def _cumulative(expected: Sequence[float], observed: Sequence[int]) -> None:
    for each in (expected, observed):
        steps = list(each)
        if any(step < 0 or not math.isfinite(step) for step in steps) or any(later < earlier for earlier, later in zip(steps, steps[1:], strict=False)):
            raise ValueError("what has come in so far does not become less")
