"""Scans understood in a second, and GS1 beside biip by itself on the same scans."""
from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import biip

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
    return ratios


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
