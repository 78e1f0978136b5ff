"""What every result carries besides its figure: how many events, of how many, among how many comparisons, and what must be said with it.

A statistic says how far two figures are apart and how well that is known. None of the sentences says why.
"""
from __future__ import annotations

from dataclasses import dataclass

from workbench.kernel.findings import Finding, Severity, finding

FEW_EVENTS = 3
"""Fewer events than the usual triggers ask for (PRR, chi-square and a of at least 3)."""
FEW_AT_RISK = 50
"""Fewer infusions than this, and an interval is as wide as the question."""
SOURCE = "signal statistics: n, denominator and number of comparisons stand beside every result"


@dataclass(frozen=True, slots=True)
class Basis:
    """``n`` events among ``denominator`` (infusions, patients or reports), one of ``comparisons`` that were looked at together."""

    n: int
    denominator: int
    comparisons: int
    told: tuple[Finding, ...]

    @property
    def few(self) -> bool:
        """Whether there are too few data to rest anything on the figure alone."""
        return any(each.code == "signals.few-data" for each in self.told)


def basis(n: int, denominator: int, comparisons: int = 1, *more: Finding) -> Basis:
    """What goes with a result on ``n`` of ``denominator``; ``more`` are findings of the method itself. ``ValueError`` on impossible counts."""
    if n < 0 or denominator < 0 or comparisons < 1:
        raise ValueError(f"{n} events of {denominator} in {comparisons} comparisons")
    told = [*more]
    if n < FEW_EVENTS or denominator < FEW_AT_RISK:
        told.append(finding("signals.few-data", Severity.TELLS, SOURCE, n=str(n), denominator=str(denominator)))
    if comparisons > 1:
        told.append(finding("signals.many-comparisons", Severity.TELLS, SOURCE, comparisons=str(comparisons), chance=by_chance(comparisons)))
    else:
        told.append(finding("signals.one-comparison", Severity.TELLS, SOURCE))
    told.append(finding("signals.association", Severity.TELLS, SOURCE))
    return Basis(n, denominator, comparisons, tuple(told))


def by_chance(comparisons: int) -> str:
    """How many of so many comparisons show something at a level of 5 % though nothing is there."""
    expected = 0.05 * comparisons
    return f"{expected:.0f}" if expected >= 10 else f"{expected:.2g}"
