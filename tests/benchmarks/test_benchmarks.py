"""Every benchmark of the folder, printed; run by ``python3 packaging/check.py --benchmarks``. Ratios decide, absolute times are for reading."""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

import pytest

MODULES = sorted(each.name for each in pkgutil.iter_modules([str(Path(__file__).parent)]) if each.name.startswith("bench_"))


@pytest.mark.parametrize("name", MODULES)
def test_ratios(name: str) -> None:
    short = os.environ.get("BENCHMARKS", "full") == "short"
    ratios = importlib.import_module(f"tests.benchmarks.{name}").run(short)
    print()
    for each in ratios:
        mark = "ok  " if each.ok else "OVER"
        print(f"{mark} {each.name}: {each.value:.2f} {each.unit} (limit {each.limit:g}) {each.note}")
    assert all(each.ok for each in ratios)
