"""Critical values, charts and stopping boundaries against published and recomputed ones."""
from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from workbench.vigilance.signals.maxsprt import Unreachable, critical_value, false_flag
from workbench.vigilance.signals.sequential import Chart, maxsprt, poisson_cusum, risk_adjusted_cusum, sprt
from workbench.vigilance.signals.stopping import Pocock, bayesian, pocock


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_every_critical_value(shared: Path) -> None:
    found = rows(shared / "vectors" / "maxsprt_cv.csv")
    assert len(found) == 123 and sum(bool(row["cv_recomputed"]) for row in found) == 102
    for row in found:
        ours = critical_value(float(row["T_expected_max"]), float(row["alpha"]), int(row["M_min_events"]))
        assert ours == pytest.approx(float(row["cv_published"]), abs=5.01e-7), row  # published with six decimals


def test_a_critical_value_gives_its_chance_of_a_false_flag() -> None:
    for alpha in (1e-6, 0.001, 0.05, 0.3):
        assert false_flag(critical_value(7.0, alpha, 2), 7.0, 2) == pytest.approx(alpha, rel=1e-6)


def test_what_cannot_be_reached_is_said() -> None:
    with pytest.raises(Unreachable):
        critical_value(0.1, 0.05, 3)
    with pytest.raises(ValueError, match="no surveillance"):
        critical_value(math.nan)


def test_simulated_surveillance_flags_as_often_as_said() -> None:
    draws, cv = np.random.default_rng(20260101), critical_value(5.0, 0.05, 2)
    times = np.cumsum(draws.exponential(size=(20_000, 40)), axis=1)
    n = np.arange(1, 41)
    with np.errstate(divide="ignore"):
        statistic = np.where(n > times, n * np.log(n / times) - (n - times), 0)
    flagged = int(((statistic >= cv) & (times <= 5) & (n >= 2)).any(axis=1).sum())
    assert abs(flagged / 20_000 - 0.05) < 4 * math.sqrt(0.05 * 0.95 / 20_000)


def traced(method: str, looks: list[dict[str, str]]) -> Chart:
    """The chart of a method over the looks that the vectors hold (every second one of them)."""
    expected, observed = [float(each["cum_expected"] or 0) for each in looks], [int(each["cum_observed"]) for each in looks]
    if method.startswith("maxsprt"):
        return maxsprt(expected, observed, 4.2)
    return sprt(expected, observed)


@pytest.mark.parametrize("method", ["maxsprt_poisson", "sprt_poisson"])
def test_traces_of_ratios(shared: Path, method: str) -> None:
    looks = [row for row in rows(shared / "vectors" / "sequential_traces.csv") if row["method"].startswith(method)]
    assert len(looks) == 6
    chart = traced(method, looks)
    for row, look in zip(looks, chart.looks, strict=True):
        assert look.statistic == pytest.approx(float(row["statistic"]), abs=6e-7)
        assert chart.limit == pytest.approx(float(row["threshold"]), abs=6e-7)
        assert str(int(look.signal)) == row["signal"]
    assert chart.lower is None or chart.lower == pytest.approx(-2.251292, abs=6e-7)


def test_the_trace_of_the_cusum_adjusted_for_risk(shared: Path) -> None:
    looks = [row for row in rows(shared / "vectors" / "sequential_traces.csv") if row["method"].startswith("ra_cusum")]
    # The vectors hold every second infusion; those between are the only ones with a risk of whole hundredths that lead from one to the next.
    between = [_between(looks[at], looks[at + 1]) for at in range(5)]
    visits = [pair for at, row in enumerate(looks) for pair in ((float(row["cum_expected"]), int(row["cum_observed"])), *between[at : at + 1])]
    chart = risk_adjusted_cusum([p for p, _ in visits], [y for _, y in visits], odds_ratio=2, limit=2)
    for row, look in zip(looks, chart.looks[::2], strict=True):
        assert look.statistic == pytest.approx(float(row["statistic"]), abs=2e-6) and str(int(look.signal)) == row["signal"]


def _between(before: dict[str, str], after: dict[str, str]) -> tuple[float, int]:
    """The infusion between two of the trace: its risk (in hundredths) and event."""

    def stepped(level: float, p: float, y: int) -> float:
        return max(0.0, level + y * math.log(2) - math.log(1 + p))

    last = (float(after["cum_expected"]), int(after["cum_observed"]))
    fits = [
        (p / 100, y)
        for p in range(1, 100)
        for y in (0, 1)
        if abs(stepped(stepped(float(before["statistic"]), p / 100, y), *last) - float(after["statistic"])) < 2e-6
    ]
    assert len(fits) >= 1
    return fits[0]


def test_the_trace_of_the_poisson_cusum(shared: Path) -> None:
    looks = [row for row in rows(shared / "vectors" / "sequential_traces.csv") if row["method"].startswith("poisson_cusum")]
    reference, counts = 1 / math.log(2), [int(looks[0]["cum_observed"])]
    for before, after in zip(looks, looks[1:], strict=False):
        between = [
            y
            for y in range(20)
            if abs(max(0, max(0, float(before["statistic"]) + y - reference) + int(after["cum_observed"]) - reference) - float(after["statistic"])) < 3e-6
        ]
        counts += [between[0], int(after["cum_observed"])]
    chart = poisson_cusum(counts, in_control=1, out_of_control=2, limit=5)
    for row, look in zip(looks, chart.looks[::2], strict=True):
        assert look.statistic == pytest.approx(float(row["statistic"]), abs=5e-6) and str(int(look.signal)) == row["signal"]


def test_every_stopping_boundary(shared: Path) -> None:
    made: dict[str, Pocock] = {}
    for row in rows(shared / "vectors" / "stopping_boundaries.csv"):
        given = {name: float(value) for name, value in (part.split("=") for part in row["params"].split(";"))}
        n, least = int(row["n"]), None if row["min_toxicities_to_stop"] == "none" else int(row["min_toxicities_to_stop"])
        if row["rule"].startswith("bayes"):
            bound = bayesian(n, tolerated=given["p0"], certainty=given["tau"], a=given["a"], b=given["b"])
            assert bound.least == least
            if least is not None:
                assert (bound.value, bound.below) == pytest.approx((float(row["value_at_boundary"]), float(row["value_one_less"])), abs=6e-7)
        else:
            rule = made.setdefault(row["params"], pocock(int(given["K"]), tolerated=given["theta"], alpha=given["phi"]))
            assert rule.bounds[n - 1].least == least
            assert (rule.level, rule.overall) == pytest.approx((given["pointwise_c"], given["overall"]), abs=6e-7)
    assert len(made) == 3


def test_charts_say_what_goes_with_them() -> None:
    chart = maxsprt([0.5, 1.5], [1, 5], 1.0, at_risk=20)
    assert not chart.looks[1].signal and chart.first_signal is None  # beyond the planned end
    codes = [each.code for each in chart.basis.told]
    assert {"signals.surveillance-over", "signals.all-looks", "signals.few-data", "signals.association"} <= set(codes)
    assert (chart.basis.n, chart.basis.denominator) == (5, 20)
    with pytest.raises(ValueError, match="less"):
        sprt([1.0, 0.5], [0, 0])
