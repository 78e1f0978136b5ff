"""First usable window beside a bare PySide6 window, in process time; and its resident memory."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.ratio import Ratio

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def run(short: bool) -> list[Ratio]:
    """The two ratios; ``short`` makes fewer runs."""
    from tests.desk import Desk

    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        register = desk.folder / "register.sqlite"
        desk.register.close()
        rounds = 5 if short else 7
        bare, ours, memory = [], [], []
        for _ in range(rounds + 1):
            bare.append(_cost("window_bare.py", folder)[0])
            spent, kilobytes = _cost("window_workbench.py", folder, str(register))
            ours.append(spent)
            memory.append(kilobytes)
    first, other = statistics.median(ours[1:]), statistics.median(bare[1:])
    # the middle one of pairs that ran one after the other: a processor changes its speed from minute to minute
    ratio = statistics.median(one / another for one, another in zip(ours[1:], bare[1:], strict=True))
    return [
        Ratio("first usable window / bare PySide6 window, process time", ratio, 3.0, "x", ratio <= 3.0, f"{first:.2f} s against {other:.2f} s"),
        Ratio("first usable window, resident memory", max(memory) / 1024, 200.0, "MB", max(memory) / 1024 <= 200.0, ""),
    ]


def _cost(script: str, home: str, *arguments: str) -> tuple[float, int]:
    """Processor seconds of a whole process, and the peak of its resident memory in kilobytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home,
        # compiled once, as on any machine that people work at: the first run of each, which is not counted, compiles
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
    }  # fmt: skip
    said = subprocess.run([sys.executable, str(HERE / script), *arguments], env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return spent, int(said.stdout.split()[-1])
