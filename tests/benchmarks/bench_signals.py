"""Signal statistics beside vigipy and bare DuckDB; the scoring of a million pairs; a critical value.

The peers are installed by this benchmark into a virtual environment of its own, from the package index that pip is set up for.
``SIGNAL_PEERS=no`` and the short form leave them out, and DuckDB alone is then run with our own Python; where they cannot be installed, that is
said and nothing is compared. openEBGM, an R package, is not run.
"""
from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from tests.benchmarks.ratio import Ratio
from workbench.vigilance.signals.maxsprt import critical_value
from workbench.vigilance.signals.pairs import Pairs
from workbench.vigilance.signals.screening import screen
from workbench.vigilance.signals.shrinkage import Prior, fit, log_likelihood, shrunk

PEER = Path(__file__).with_name("signals_peer.py")
PAIRS, SCORED, ROWS = 63_000, 1_000_000, 20_000_000
OURS = """
import json, sys, time
from pathlib import Path
from workbench.vigilance.signals.counting import count
begun, before = time.perf_counter(), time.process_time()
found = count(Path(sys.argv[1]))
peak = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
print(json.dumps({"seconds": time.perf_counter() - begun, "processor": time.process_time() - before, "pairs": len(found.a), "peak": peak}))
"""


def run(short: bool) -> list[Ratio]:
    """Ratios to the peers, megabytes, seconds of scoring and milliseconds of a critical value."""
    ratios = [_critical(), _scoring(SCORED // 20 if short else SCORED)]
    with tempfile.TemporaryDirectory() as folder:
        python = None if short or os.environ.get("SIGNAL_PEERS") == "no" else _peers(Path(folder))
        if python is not None:
            ratios += _shrinkage(python, Path(folder))
        return ratios + _counting(python or Path(sys.executable), Path(folder), ROWS // 40 if short else ROWS)


def _critical() -> Ratio:
    """The slowest of the published plans, each reckoned anew."""
    slowest = 0.0
    for most in (1.0, 5.0, 20.0, 50.0, 100.0):
        for least in (1, 4, 10):
            spent = []
            for _ in range(3):
                critical_value.cache_clear()
                before = time.process_time()
                if least <= most:
                    critical_value(most, 0.05, least)
                spent.append(time.process_time() - before)
            slowest = max(slowest, sorted(spent)[1] * 1000)
    return Ratio("a MaxSPRT critical value, the slowest", slowest, 100.0, "ms", slowest <= 100)


def _scoring(number: int) -> Ratio:
    """Every measure of so many pairs, and the prior, and EBGM with its points where there are three reports."""
    draws, reports = np.random.default_rng(1), 20_000_000
    product, event = (np.asarray(draws.integers(0, size, number), dtype=np.int32) for size in (5_000, 15_000))
    margins = [np.exp(draws.normal(8, 1.5, size)) for size in (5_000, 15_000)]
    e = margins[0][product] * margins[1][event] / reports
    a = np.maximum(1, draws.poisson(e * draws.gamma(2, 0.5, number))).astype(np.float64)
    b, c = (np.maximum(0, np.round(margin[of]) - a) for margin, of in zip(margins, (product, event), strict=True))
    names = (tuple(f"product {at}" for at in range(5_000)), tuple(f"event {at}" for at in range(15_000)))
    pairs = Pairs(*names, product, event, a, b, c, reports - a - b - c, (a + b) * (a + c) / reports, reports, reports, 0, ())
    before = time.process_time()
    found = screen(pairs, least=3)
    seconds = (time.process_time() - before) * SCORED / number
    note = f"{number} pairs, {int((a >= 3).sum())} with EBGM, {found.fit.told.code}"
    return Ratio("a million pairs scored", seconds, 15.0, "s", seconds <= 15 and found.fit.prior is not None, note)


def _peers(folder: Path) -> Path | None:
    python = folder / "peers" / "bin" / "python"
    venv.create(folder / "peers", with_pip=True)
    wanted = ["vigipy", f"duckdb=={version('duckdb')}"]
    installed = subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=False, capture_output=True, text=True)
    if installed.returncode != 0:
        print(f"the peers cannot be installed here: {installed.stderr.strip().splitlines()[-1:]}")
        return None
    return python


def _shrinkage(python: Path, folder: Path) -> list[Ratio]:
    """Prior and figures of 63,000 pairs: how many times longer vigipy takes, and how much likelier our prior makes the pairs."""
    product, event, n, e = _reported()
    path = folder / "pairs.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["name", "AE", "count"])
        writer.writerows(zip((f"p{at}" for at in product), (f"e{at}" for at in event), (int(each) for each in n), strict=True))
    fit(n[:100], e[:100])  # imports what it needs
    spent = []
    for _ in range(3):
        before = time.process_time()
        found = fit(n, e)
        assert found.prior is not None, found.told
        shrunk(n, e, found.prior)
        spent.append(time.process_time() - before)
    ours = sorted(spent)[1]
    theirs = _asked([str(python), str(PEER), "gps", str(path)])
    gain = log_likelihood(n, e, found.prior) - log_likelihood(n, e, Prior(*theirs["prior"]))
    ratio, note = theirs["seconds"] / ours, f"{len(n)} pairs, {ours * 1000:.0f} against {theirs['seconds'] * 1000:.0f} ms, {found.told.code}"
    return [
        Ratio("vigipy / gamma-Poisson shrinkage", ratio, 5.0, "x at least", ratio >= 5, note),
        # Both stand at one top to the last digits that either search looks at.
        Ratio("log likelihood beyond vigipy's", gain, -1e-4, "at least", gain >= -1e-4, f"{found.likelihood:.4f}"),
    ]


def _reported() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Reports of 700 products with 800 events, some pairs far more often than expected; about 63,000 pairs are reported."""
    draws = np.random.default_rng(7)
    shares = [draws.pareto(1.1, size) + 0.05 for size in (700, 800)]
    mean = np.outer(shares[0] / shares[0].sum(), shares[1] / shares[1].sum())
    mean *= np.where(draws.random(mean.shape) < 0.08, draws.gamma(0.5, 8, mean.shape), draws.gamma(3, 1 / 3, mean.shape))
    low, high = 1e3, 1e8
    for _ in range(40):  # as many reports as show that many pairs
        middle = (low * high) ** 0.5
        low, high = (middle, high) if (1 - np.exp(-mean * middle)).sum() < PAIRS else (low, middle)
    counts = draws.poisson(mean * middle)
    product, event = np.nonzero(counts)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return product, event, counts[product, event].astype(np.float64), expected[product, event]


def _counting(python: Path, folder: Path, rows: int) -> list[Ratio]:
    """Clean rows of reports to counted pairs with all their margins, beside DuckDB that counts the pairs alone; each in a process of its own."""
    path = folder / "reports.csv"
    with duckdb.connect() as duck:
        duck.execute("SELECT setseed(0.5)")
        made = (
            "SELECT 'R' || (100000000 + i // 4) AS report, 'PRODUCT ' || CAST(floor(3000 * pow(random(), 2.5)) AS INTEGER) AS product, "
            f"'Event number ' || CAST(floor(8000 * pow(random(), 2.5)) AS INTEGER) AS event FROM range({rows}) AS t(i)"
        )
        duck.execute(f"COPY ({made}) TO '{path}' (HEADER, DELIMITER ',')")
    theirs, ours = [], []
    for _ in range(2):  # in turns, so that a busy machine meets both alike
        theirs.append(_asked([str(python), str(PEER), "count", str(path)]))
        ours.append(_asked([sys.executable, "-c", OURS, str(path)]))
    assert {each["pairs"] for each in theirs} == {each["pairs"] for each in ours}
    bare, own = (min(each["seconds"] for each in runs) for runs in (theirs, ours))
    processor = min(each["processor"] for each in ours) / min(each["processor"] for each in theirs)
    memory = max(each["peak"] for each in ours) / 1024
    note = f"{rows} rows, {own:.1f} against {bare:.1f} s; processor time {processor:.2f} x"
    return [
        Ratio("reports to counted pairs / bare DuckDB counting them", own / bare, 3.0, "x", own / bare <= 3, note),
        Ratio("memory of counting", memory, 4096.0, "MB", memory <= 4096),
    ]


def _asked(command: list[str]) -> dict[str, Any]:
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
