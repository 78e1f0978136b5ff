"""A screened set as a list to be read: the pairs farthest from what was expected first, one after the other, with what they reach."""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.kernel.findings import Finding
from workbench.vigilance.signals.basis import FEW_EVENTS
from workbench.vigilance.signals.counting import Tell, count, silent
from workbench.vigilance.signals.disproportionality import COLUMNS
from workbench.vigilance.signals.screening import Screened, Triggers, screen, triggers

Places = NDArray[np.intp]
SHRUNK = ("EBGM", "EB05", "EB95")
HEAD = ("product", "event", "a", "b", "c", "d", "E", *COLUMNS, *SHRUNK)
"""The columns of a screened set as a file."""
THRESHOLDS = ("PRR", "ROR", "IC", "EBGM")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measure with its interval; ``None`` is undefined. IC and EBGM have the bounds of their own (2.5 and 97.5 %, 5 and 95 %)."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A product with an event: ``reports`` of both, how many were ``expected``, the measures, and which usual thresholds they reach."""

    product: str
    event: str
    reports: int
    expected: float
    prr: Ratio
    ror: Ratio
    ic: Ratio
    ebgm: Ratio
    reached: tuple[str, ...]

    @property
    def few(self) -> bool:
        """Whether the reports are fewer than the usual thresholds ask for."""
        return self.reports < FEW_EVENTS


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A screened set in the order of EB05, then of IC025, the largest first; what is undefined stands last."""

    screened: Screened
    reached: Triggers
    order: Places

    @property
    def told(self) -> tuple[Finding, ...]:
        """What must be said with the figures."""
        return self.screened.told

    def chosen(self, words: str = "", *, reached: bool = False) -> Places:
        """The places of the pairs in whose product or event ``words`` stand, in any case; with ``reached`` those that reach a threshold."""
        pairs, keep = self.screened.pairs, np.ones(len(self.order), dtype=np.bool_)
        if words.strip():
            wanted = words.strip().casefold()
            products, events = (
                np.asarray([wanted in name.casefold() for name in names], dtype=np.bool_) for names in (pairs.products, pairs.events)
            )
            keep &= products[pairs.product] | events[pairs.event]
        if reached:
            keep &= self.reached.prr | self.reached.ror | self.reached.ic | self.reached.ebgm
        return self.order[keep[self.order]]

    def page(self, places: Places, start: int, most: int) -> list[Pair]:
        """At most so many of these pairs, from ``start`` on."""
        return [self._pair(int(at)) for at in places[start : start + most]]

    def cells(self, places: Places) -> Iterator[tuple[str, ...]]:
        """These pairs with every column of ``HEAD``, as plain text; what is undefined is empty."""
        pairs, measured, made = self.screened.pairs, self.screened.metrics, self.screened.shrunk
        columns = [pairs.a, pairs.b, pairs.c, pairs.d, pairs.e, *(getattr(measured, name) for name in COLUMNS), *(getattr(made, name) for name in SHRUNK)]
        for at in places.tolist():
            yield pairs.products[pairs.product[at]], pairs.events[pairs.event[at]], *(_plain(float(column[at])) for column in columns)

    def _pair(self, at: int) -> Pair:
        pairs, m, s = self.screened.pairs, self.screened.metrics, self.screened.shrunk
        flags = (self.reached.prr, self.reached.ror, self.reached.ic, self.reached.ebgm)
        return Pair(
            pairs.products[pairs.product[at]], pairs.events[pairs.event[at]], int(pairs.a[at]), float(pairs.e[at]),
            _ratio(at, m.PRR, m.PRR_lo, m.PRR_hi), _ratio(at, m.ROR, m.ROR_lo, m.ROR_hi), _ratio(at, m.IC_shrunk, m.IC025, m.IC975),
            _ratio(at, s.EBGM, s.EB05, s.EB95), tuple(name for name, flag in zip(THRESHOLDS, flags, strict=True) if flag[at]),
        )  # fmt: skip


def ranked(found: Screened) -> Ranked:
    """The set in order. Pairs that are alike in both keep the order of the alphabet."""
    lasting = [np.where(np.isnan(each), -np.inf, each) for each in (found.metrics.IC025, found.shrunk.EB05)]
    return Ranked(found, triggers(found), np.lexsort([-each for each in lasting]))


def screen_file(path: Path, *, stratified: bool = True, tell: Tell = silent) -> Ranked:
    """A file of reports counted and screened. ``tell`` hears the share that is done, also from another thread; what it raises ends it.

    ``Unavailable`` as in ``count``.
    """
    pairs = count(path, stratified=stratified, tell=lambda share: tell(0.8 * share))
    found = screen(pairs)
    tell(0.97)
    made = ranked(found)
    tell(1)
    return made


def _ratio(at: int, *columns: NDArray[np.float64]) -> Ratio:
    return Ratio(*(None if math.isnan(column[at]) else float(column[at]) for column in columns))


def _plain(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.10g}"
