"""The peers of the signal statistics, run in their own environment: vigipy's gamma-Poisson shrinkage, and bare DuckDB counting pairs.

``gps FILE``: prints as JSON the processor seconds and the fitted prior, from a CSV of name, AE, count. ``count FILE``: seconds and number of pairs.
"""
from __future__ import annotations

import json
import sys
import time
import warnings


def shrinkage(path: str) -> dict[str, object]:
    """vigipy's fit and its figures for every pair, by its own defaults; reading and arranging the counts is not timed."""
    import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from vigipy import convert, gps  # type: ignore[import-not-found,import-untyped,unused-ignore]

    warnings.simplefilter("ignore")
    container = convert(pandas.read_csv(path))
    before = time.process_time()
    found = gps(container, min_events=1)
    return {"seconds": time.process_time() - before, "prior": [float(each) for each in found.params["prior_param"]]}


def counting(path: str) -> dict[str, object]:
    """Pairs and the reports of each, and nothing else."""
    import duckdb

    begun, before = time.perf_counter(), time.process_time()
    query = "SELECT product, event, count(DISTINCT report) AS n FROM read_csv(?, header = true, all_varchar = true) GROUP BY 1, 2"
    duck = duckdb.connect()
    duck.execute("SET enable_progress_bar = false")
    found = duck.execute(query, [path]).fetchnumpy()
    return {"seconds": time.perf_counter() - begun, "processor": time.process_time() - before, "pairs": len(found["n"])}


if __name__ == "__main__":
    print(json.dumps({"gps": shrinkage, "count": counting}[sys.argv[1]](sys.argv[2])))
