"""Measures of disproportionality against published and recomputed values, and where they are undefined."""
from __future__ import annotations

import csv
import math
import re
from pathlib import Path

import numpy as np
import pytest

from workbench.vigilance.signals.disproportionality import COLUMNS, chi_squares, expected, information, metrics, odds, omega, proportional


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def arrays(*values: float) -> list[np.ndarray]:
    return [np.asarray([float(each)]) for each in values]


def inputs(row: dict[str, str]) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"(\w+)=(-?[\d.]+)", row["inputs"])}


def measured(row: dict[str, str]) -> float:
    """What we make of a published row."""
    given, metric = inputs(row), row["metric"]
    if metric.startswith("ic"):
        mean, low, high = information(*arrays(given["obs"], given["exp"]))
        return float({"ic": mean, "ic2.5": low, "ic97.5": high}[metric][0])
    if metric.startswith("prr"):
        others = given["n_tot_prr"]
        mean, low, high = proportional(*arrays(given["obs"], given["n_drug"], given["n_event_prr"], others))
        return float({"prr": mean, "prr2.5": low, "prr97.5": high}[metric][0])
    mean, low, high = odds(*arrays(given["a"], given["b"], given["c"], given["d"]))
    return float({"ror": mean, "ror2.5": low, "ror97.5": high}[metric][0])


def test_recomputed_tables(shared: Path) -> None:
    found = rows(shared / "vectors" / "signal_computed.csv")
    counts = [[float(row[each]) for row in found] for each in "abcd"]
    ours = metrics(*counts)
    for name in COLUMNS:
        assert getattr(ours, name) == pytest.approx([float(row[name]) for row in found], rel=6e-6, abs=6e-6), name
    assert expected(*map(np.asarray, counts)) == pytest.approx([float(row["E_rrr"]) for row in found], rel=6e-6)
    evans = (ours.PRR >= 2) & (ours.chi2_yates >= 4) & (np.asarray(counts[0]) >= 3)
    assert [str(int(each)) for each in evans] == [row["evans_signal(PRR>=2&chi2y>=4&a>=3)"] for row in found]


def test_published_ratios_and_components(shared: Path) -> None:
    compared = 0
    for row in rows(shared / "vectors" / "signal_published.csv"):
        if row["metric"].startswith(("ic", "prr", "ror")):
            assert measured(row) == pytest.approx(float(row["expected"]), abs=float(row["tol"])), row["id"]
            compared += 1
    assert compared == 45


def test_published_omega(shared: Path) -> None:
    found = {row["id"]: row for row in rows(shared / "vectors" / "signal_published.csv")}
    mean, low = omega(**inputs(found["S046"] | {"inputs": found["S046"]["inputs"].removesuffix(";alpha=0.5")}))
    assert mean == pytest.approx(float(found["S046"]["expected"]), abs=float(found["S046"]["tol"]))
    assert low == pytest.approx(float(found["S047"]["expected"]), abs=float(found["S047"]["tol"]))


def test_what_is_undefined_is_not_a_number_and_never_infinite() -> None:
    grid = [(a, b, c, d) for a in (0, 1, 5) for b in (0, 3) for c in (0, 2) for d in (0, 4, 10**9)]
    found = metrics(*zip(*grid, strict=True))
    for name in COLUMNS:
        assert not np.isinf(getattr(found, name)).any(), name
    at = grid.index((5, 3, 0, 4))
    assert math.isnan(found.PRR[at]) and math.isnan(found.ROR[at]) and found.IC025[at] < found.IC_shrunk[at]
    assert math.isnan(found.IC_shrunk[grid.index((0, 0, 0, 0))]) and math.isnan(found.BCPNN_IC[grid.index((0, 0, 0, 0))])
    none = grid.index((0, 3, 2, 4))
    assert found.PRR[none] == 0 and math.isnan(found.PRR_lo[none]) and math.isnan(found.ROR_hi[none])


def test_the_correction_does_not_reach_past_independence() -> None:
    yates, plain = chi_squares(*arrays(1, 1, 1, 1))
    assert (yates[0], plain[0]) == (0, 0)


@pytest.mark.parametrize("count", [-1, 0.5, math.nan, math.inf, 2.0**54])
def test_a_count_is_a_whole_number(count: float) -> None:
    with pytest.raises(ValueError, match="whole number"):
        metrics([count], [1], [1], [1])
