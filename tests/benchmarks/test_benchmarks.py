"""Every benchmark of the folder, printed: ``python3 packaging/check.py --benchmarks``. Absolute times stand beside their limits.

The short form (``BENCHMARKS=short``) asks small registers and no peers. There only ratios decide, and one
that is over its limit is measured again, three times at most: whoever shares the machine can disturb one measurement, not every one.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

import pytest

MODULES = sorted(each.name for each in pkgutil.iter_modules([str(Path(__file__).parent)]) if each.name.startswith("bench_"))


TRIES = 3


@pytest.mark.parametrize("name", MODULES)
def test_ratios(name: str) -> None:
    short = os.environ.get("BENCHMARKS", "full") == "short"
    for left in range(TRIES if short else 1, 0, -1):
        ratios = importlib.import_module(f"tests.benchmarks.{name}").run(short)
        print()
        for each in ratios:
            print(f"{'ok  ' if each.ok else 'OVER'} {each.name}: {each.value:.2f} {each.unit} (limit {each.limit:g}) {each.note}")
        over = [each.name for each in ratios if not each.ok and (each.unit.startswith("x") or not short)]
        if not over:
            return
        print(f"{', '.join(over)}: {'measured again' if left > 1 else 'over'}")
    pytest.fail(f"over the limit: {', '.join(over)}")
