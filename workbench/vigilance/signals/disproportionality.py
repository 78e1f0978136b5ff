"""Disproportionality of many tables at once: PRR, ROR, chi-square, information component, BCPNN.

A table counts reports: ``a`` product and event, ``b`` product and other, ``c`` other and event, ``d`` other and other. Everything takes arrays
of one shape and gives arrays of that shape; what is undefined is NaN, never infinite.

Formulas: PRR and ROR with log-normal intervals; Yates' chi-square; IC with shrinkage 1/2 and gamma credibility (Norén, Hopstadius, Bate 2013);
BCPNN in closed form (Norén 2006); Omega for two products together (Norén 2008).
"""
from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv, ndtri, psi, zeta

Numbers = NDArray[np.float64]

Z = float(ndtri(0.975))
SHRINK = 0.5
MOST = 2.0**53
"""Beyond this a count is no longer exact in a binary fraction."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The measures of each table, in the order in which they are written; NaN where one is undefined."""

    PRR: Numbers
    PRR_lo: Numbers
    PRR_hi: Numbers
    chi2_yates: Numbers
    chi2: Numbers
    ROR: Numbers
    ROR_lo: Numbers
    ROR_hi: Numbers
    IC_shrunk: Numbers
    IC025: Numbers
    IC975: Numbers
    BCPNN_IC: Numbers
    BCPNN_IC025: Numbers


COLUMNS = tuple(each.name for each in fields(Metrics))


def metrics(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Metrics:
    """Every measure of each table. ``ValueError`` where a count is no whole number from 0 to 2**53."""
    a, b, c, d = _counts(a, b, c, d)
    with np.errstate(all="ignore"):
        prr, ror, ic = proportional(a, a + b, c, c + d), odds(a, b, c, d), information(a, expected(a, b, c, d))
        chi = chi_squares(a, b, c, d)
        mean, low = bcpnn(a, a + b, a + c, a + b + c + d)
    return Metrics(*prr, *chi, *ror, *ic, mean, low)


def expected(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """Reports that product and event would share if neither knew of the other; NaN where there are no reports."""
    with np.errstate(all="ignore"):
        return _defined((a + b) * (a + c) / (a + b + c + d))


def proportional(a: Numbers, with_product: Numbers, c: Numbers, without: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Proportional reporting ratio with its 95% interval: ``a`` of ``with_product`` reports against ``c`` of ``without``."""
    with np.errstate(all="ignore"):
        spread = np.sqrt(1 / a - 1 / with_product + 1 / c - 1 / without)
        return _around((a / with_product) / (c / without), spread)


def odds(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Reporting odds ratio with its 95% interval (Woolf)."""
    with np.errstate(all="ignore"):
        return _around(a * d / (b * c), np.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def chi_squares(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> tuple[Numbers, Numbers]:
    """Chi-square of each table with Yates' correction and without it.

    The correction never reaches past independence: where it is larger than the distance itself, the corrected chi-square is 0. Squaring
    the negative rest would make a table look the stranger the nearer it is to independence.
    """
    with np.errstate(all="ignore"):
        reports = a + b + c + d
        distance = np.abs(a * d - b * c)
        # Two divisions, for the product of four margins of millions of reports loses no digits but may be very large.
        scale = reports / ((a + b) * (c + d)) / ((a + c) * (b + d))
        return _defined(np.maximum(distance - reports / 2, 0) ** 2 * scale), _defined(distance**2 * scale)


def information(n: Numbers, e: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Shrunk information component of ``n`` observed against ``e`` expected, with its 95% credibility interval."""
    with np.errstate(all="ignore"):
        level = np.log2(e + SHRINK)
        # The quantile of a gamma distribution with rate 1 depends on the count alone, and counts repeat.
        each, where = np.unique(n, return_inverse=True)
        low, high = (np.log2(gammaincinv(each + SHRINK, part))[where].reshape(n.shape) - level for part in (0.025, 0.975))
        return _defined(np.log2(n + SHRINK) - level), _defined(low), _defined(high)


def bcpnn(n: Numbers, product: Numbers, event: Numbers, reports: Numbers) -> tuple[Numbers, Numbers]:
    """Mean of the Bayesian information component and its lower 95% bound (mean − 1.96 standard deviations), from ``n`` and the margins."""
    with np.errstate(all="ignore"):
        p1, p2, q1, q2, r1 = 1 + product, 1 + reports - product, 1 + event, 1 + reports - event, 1 + n
        r2 = reports - n - 1 + (2 + reports) ** 2 / (q1 * p1)
        mean = (psi(r1) - psi(r1 + r2) - psi(p1) + psi(p1 + p2) - psi(q1) + psi(q1 + q2)) / np.log(2)
        # zeta(2, x) is the trigamma function.
        variance = (_trigamma(r1) - _trigamma(r1 + r2) + _trigamma(p1) - _trigamma(p1 + p2) + _trigamma(q1) - _trigamma(q1 + q2)) / np.log(2) ** 2
        mean = np.where(reports > 0, mean, np.nan)
        return _defined(mean), _defined(mean - Z * np.sqrt(variance))


def omega(n111: float, n110: float, n101: float, n011: float, n100: float, n010: float, n001: float, n000: float) -> tuple[float, float]:
    """Omega and its lower 95% bound: whether an event is reported with two products together beyond what each alone would bring.

    The digits say first product, second product, event: ``n101`` counts reports of the first product without the second and with the event.
    """
    alone = n001 / (n001 + n000)
    rates = (n101 / (n101 + n100), n011 / (n011 + n010))
    base = alone / (1 - alone)
    both = sum(max(base, rate / (1 - rate)) for rate in rates) - base + 1
    wanted = (1 - 1 / both) * (n111 + n110)
    mean, low, _ = information(np.asarray([float(n111)]), np.asarray([wanted]))
    return float(mean[0]), float(low[0])


def _counts(*given: ArrayLike) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    a, b, c, d = np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in given))
    for each in (a, b, c, d):
        if not np.all((each >= 0) & (each <= MOST) & (each == np.floor(each))):
            raise ValueError("a count of reports is a whole number from 0")
    return a, b, c, d


def _around(ratio: Numbers, spread: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """A ratio with its interval; the interval is undefined wherever the standard error is."""
    spread = _defined(spread)
    return _defined(ratio), _defined(ratio * np.exp(-Z * spread)), _defined(ratio * np.exp(Z * spread))


def _defined(values: Numbers) -> Numbers:
    return np.where(np.isfinite(values), values, np.nan)


def _trigamma(x: Numbers) -> Any:
    return zeta(2, x)
