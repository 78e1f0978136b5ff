"""Export of a list as CSV: the register's own names and plain values, readable without us, and harmless when a spreadsheet opens it."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from workbench.kernel.findings import Unavailable

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula (integrity reference 4)."""


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would calculate it; a plain negative number stays."""
    if text.startswith(DANGEROUS) and not _number(text):
        return f"'{text}"
    return text


def _number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdigit() and text[0] == "-"


def write_csv(path: Path, lines: Iterator[Mapping[str, str]], told: Callable[[int], object]) -> int:
    """Writes ``lines`` to ``path`` (UTF-8 with a mark, so that spreadsheets read Cyrillic), whole or not at all; how many they were."""
    part = path.with_name(path.name + ".part")
    count = 0
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            for count, line in enumerate(lines, start=1):
                if count == 1:
                    writer.writerow(line.keys())
                writer.writerow([harmless(each) for each in line.values()])
                if count % 1000 == 0:
                    told(count)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise Unavailable("window.not-exported", str(fault)) from fault
    return count
