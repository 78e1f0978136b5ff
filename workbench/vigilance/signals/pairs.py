"""Rows of codes to counted pairs: each report once for a pair, a product and an event; expected counts, also over strata."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.kernel.findings import Finding, Severity, Unavailable, finding
from workbench.vigilance.signals.disproportionality import Numbers

SOURCE = "report-level file: report, product, event and strata"
MOST_KEYS = 2**63
MOST_CELLS = 100_000_000
AT_A_TIME = 4_000_000

Codes = NDArray[np.int32]
Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One element for each row that can be counted: codes from 0 of report, product and event, and of the stratum where there are strata.

    The names are in order of the alphabet; ``strata`` is empty where there are none. ``told`` says what was set aside, of ``rows`` read.
    """

    report: Codes
    product: Codes
    event: Codes
    stratum: Codes | None
    reports: int
    products: tuple[str, ...]
    events: tuple[str, ...]
    strata: tuple[str, ...]
    rows: int
    told: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Every pair that some report has, by product and event in order of the alphabet.

    ``product`` and ``event`` index the names; ``a`` to ``d`` count reports, ``e`` is expected (summed over strata where there are any).
    ``reports`` is their number, ``rows`` that of the rows read, ``told`` what was set aside or counted once.
    """

    products: tuple[str, ...]
    events: tuple[str, ...]
    product: Codes
    event: Codes
    a: Numbers
    b: Numbers
    c: Numbers
    d: Numbers
    e: Numbers
    reports: int
    rows: int
    strata: int
    told: tuple[Finding, ...]


def paired(rows: Rows) -> Pairs:
    """The counted pairs. ``Unavailable`` where reports, products and events are too many for one key, or strata for a table."""
    products, events = len(rows.products), len(rows.events)
    if rows.reports * products * events >= MOST_KEYS:
        raise Unavailable("signals.too-many-names", f"{rows.reports} × {products} × {events}")
    # One sorted key of report, product and event: what is equal stands together, and a report's products do as well.
    keys = _once((rows.report.astype(np.int64) * products + rows.product) * events + rows.event)
    told = list(rows.told)
    if len(keys) < len(rows.report):
        told.append(finding("signals.counted-once", Severity.TELLS, SOURCE, rows=str(len(rows.report) - len(keys))))
    of_product = _once(keys // events, ordered=True)
    report = keys // (products * events)
    of_event = _once(report * events + keys % events)
    reports = len(_once(report, ordered=True))
    del report
    pair = keys % (products * events)
    del keys
    pair.sort()
    first = np.flatnonzero(_new(pair))
    a = np.diff(np.append(first, len(pair))).astype(np.float64)
    product, event = (part.astype(np.int32) for part in np.divmod(pair[first], max(1, events)))
    with_product = np.bincount(of_product % products, minlength=products).astype(np.float64)[product]
    with_event = np.bincount(of_event % events, minlength=events).astype(np.float64)[event]
    if rows.stratum is None:
        e = with_product * with_event / max(1, reports)
    else:
        stratum, several = _strata(rows, rows.stratum)
        if several:
            told.append(finding("signals.several-strata", Severity.DECIDES, SOURCE, reports=str(several)))
        e = _stratified(rows, stratum, (of_product, of_event), product, event)
    b, c = with_product - a, with_event - a
    return Pairs(rows.products, rows.events, product, event, a, b, c, reports - a - b - c, e, reports, rows.rows, len(rows.strata), tuple(told))


def _strata(rows: Rows, stratum: Codes) -> tuple[Codes, int]:
    """The stratum of each report, and how many reports stand in several. Such a report is counted in the first: it has one patient."""
    least, most = np.full(rows.reports, len(rows.strata), dtype=np.int32), np.full(rows.reports, -1, dtype=np.int32)
    np.minimum.at(least, rows.report, stratum)
    np.maximum.at(most, rows.report, stratum)
    return least, int(np.count_nonzero(least < most))


def _stratified(rows: Rows, stratum: Codes, reported: tuple[Keys, Keys], product: Codes, event: Codes) -> Numbers:
    """What is expected of each pair: the sum over strata of product reports × event reports / reports (Mantel-Haenszel)."""
    strata, sizes = len(rows.strata), (len(rows.products), len(rows.events))
    if sum(sizes) * strata > MOST_CELLS:
        raise Unavailable("signals.too-many-strata", str(strata))
    tables = []
    for keys, size in zip(reported, sizes, strict=True):
        cells = np.bincount(keys % size * strata + stratum[keys // size], minlength=size * strata)
        tables.append(cells.astype(np.float64).reshape(size, strata))
    there = np.unique(rows.report)
    counts = np.bincount(stratum[there], minlength=strata).astype(np.float64)
    per_report = np.where(counts > 0, 1 / np.maximum(counts, 1), 0)
    expected, step = np.empty(len(product)), max(1, AT_A_TIME // max(1, strata))
    for at in range(0, len(product), step):
        part = slice(at, at + step)
        expected[part] = np.einsum("ij,ij,j->i", tables[0][product[part]], tables[1][event[part]], per_report)
    return expected


def _once(keys: Keys, *, ordered: bool = False) -> Keys:
    """Each key once, in order."""
    if not ordered:
        keys.sort()
    return keys[_new(keys)]


def _new(ordered: Keys) -> NDArray[np.bool_]:
    """Where a key differs from the one before it."""
    new = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new
