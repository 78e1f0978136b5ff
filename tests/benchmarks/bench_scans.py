"""Scans understood in a second, GS1 beside biip by itself on the same scans, and a scan until the window shows what became of it."""
from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import biip

from tests.batch.probe import Probe
from tests.benchmarks.ratio import Ratio
from workbench.barcodes.reading import read

ISBT = (
    b"=A99991712345600", b"&>0263212359", b"=<S12951Aa&>0263212359", b"]C0=G12341765432170",
    b"]d1=+05000=Z54991712345600=%T300=<T0416003&>0183652359&,4PL001499Z549917123456A00T041600320181231",
)  # fmt: skip
HIBC = (b"+A123BJC5D6E71G", b"+A123BJC5D6E71G+2001510X3GG", b"+A99912345/$$812710X3/16D20111212/14D20200906/S77DEFG453")
OWN = (b"%6-1042-11", b"]d1%1-260000147-03-76")
GS1 = (
    b"]d201046004399312561726123110ABC12\x1d21SN0001", b"]C1010460043993125617261231", b"010460043993125610B0117\x1d17261231",
    b"010460714356059821FGXEAGA5A1GAH\x1d91EE06\x1d92VW/n3g0hYP6kqx1WjVy/fnpKT+i7N3FT8QPUyzzKQT4=",
)  # fmt: skip


def run(short: bool) -> list[Ratio]:
    """Scans a second by standard, the ratio to biip, and the slowest scan."""
    rounds = 20 if short else 200
    ratios = []
    for name, scans in (("ISBT 128", ISBT), ("HIBC", HIBC), ("own", OWN)):
        rate = 1 / _seconds(lambda raw: read(raw), scans, rounds)
        ratios.append(Ratio(f"{name} scans understood", rate, 10_000, "scans/s", rate >= 10_000))
    texts = {raw: raw.decode() for raw in GS1}
    ours, bare = [], []
    for _ in range(5):  # in turns, so that a busy machine meets both alike
        ours.append(_seconds(lambda raw: read(raw), GS1, rounds // 5))
        bare.append(_seconds(lambda raw: biip.parse(texts[raw]), GS1, rounds // 5))
    mine, theirs = statistics.median(ours), statistics.median(bare)
    ratio = theirs / mine
    ratios.append(Ratio("GS1 scans a second / biip alone", ratio, 0.7, "x", ratio >= 0.7, f"{1 / mine:.0f} against {1 / theirs:.0f} scans/s"))
    slowest = max(_seconds(lambda raw: read(raw), (raw,), rounds) for raw in (*ISBT, *HIBC, *OWN, *GS1)) * 1000
    ratios.append(Ratio("the slowest scan", slowest, 1.0, "ms", slowest <= 1.0))
    shown = _shown(20 if short else 80)
    p95 = statistics.quantiles(shown, n=20)[-1] * 1000
    note = f"{len(shown)} scans of lots in a step, each kept in the register; median {statistics.median(shown) * 1000:.1f} ms"
    ratios.append(Ratio("a scan until it is shown on screen, p95 of process time", p95, 50.0, "ms", p95 <= 50.0, note))
    return ratios


def _shown(rounds: int) -> list[float]:
    """Processor seconds from the last key of a scan until the step shows that this lot is unknown: read, judged, kept, drawn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tests.ui.bench_stage import SCREENS, AtTheBench
    from tests.ui.conftest import ASSETS
    from tests.ui.windows import open_window
    from ui.kit.theme import dress
    from ui.main import application
    from workbench.barcodes.own import Kind, Own

    dress(application(), ASSETS)
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        probe = Probe(Path(folder))
        probe.prepare()
        opened = open_window(Path(folder), screens=SCREENS, room=probe.desk)
        opened.window.show()
        at = AtTheBench(opened, probe).by("PH1")
        at.press("do.start-step")
        for number in range(rounds + 3):
            code = str(Own(Kind.LOT, (f"{900000000 + number}",))).encode()
            before = time.process_time()
            opened.window.scanner.feed(code)
            for _ in range(3):
                QApplication.processEvents()  # what has changed is drawn as well
            spent.append(time.process_time() - before)
        opened.window.close()
        opened.window.deleteLater()
        probe.desk.register.close()
    return spent[3:]


def _seconds(act: Callable[[bytes], object], scans: tuple[bytes, ...], rounds: int) -> float:
    """Median processor seconds of one scan. The first round is not counted: it fills caches and imports biip."""
    spent = []
    for _ in range(rounds + 1):
        before = time.process_time()
        for _ in range(10):
            for raw in scans:
                act(raw)
        spent.append((time.process_time() - before) / (10 * len(scans)))
    return statistics.median(spent[1:])
