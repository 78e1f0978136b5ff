"""``workbench signal``: measures of disproportionality of tables and of report-level files, without register and window.

``workbench signal metrics`` reads CSV with the columns a, b, c, d on standard input and writes one CSV row for each. ``workbench signal screen
FILE`` counts a file of reports and writes one CSV row for each pair of product and event; how the fit of the prior went, and what was set aside,
is told on standard error. What is undefined is empty. Exit 0 when done, 2 on bad usage and on input that cannot be read.
"""
from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator, Sequence
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from workbench.kernel.findings import Finding
from workbench.words.findings import told
from workbench.words.translation import ENGLISH

if TYPE_CHECKING:
    from workbench.vigilance.signals.disproportionality import Numbers

DONE, BAD_INPUT = 0, 2
COUNTS = ("a", "b", "c", "d")
AT_A_TIME = 50_000

_WHOLE = re.compile(r"\d{1,15}(\.0*)?")


class _Unreadable(Exception):
    """Standard input is no table of counts; the text says why."""


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``signal``."""
    options = _parser().parse_args(arguments)
    if options.what == "screen":
        return _screen(options.file, stratified=not options.unstratified, least=options.least)
    try:
        return _metrics(sys.stdin, sys.stdout)
    except _Unreadable as reason:
        print(f"workbench signal metrics: {reason}", file=sys.stderr)
        return BAD_INPUT


def _metrics(source: TextIO, target: TextIO) -> int:
    from workbench.vigilance.signals.disproportionality import COLUMNS, metrics  # the libraries of arrays take longer than --help

    rows = _rows(source)
    print(",".join(COLUMNS), file=target)
    first = 1
    while batch := list(islice(rows, AT_A_TIME)):
        counts = [_counts(row, number) for number, row in enumerate(batch, first)]
        good = [each for each in counts if each is not None]
        found = metrics(*zip(*good, strict=True)) if good else None
        written = _lines([getattr(found, name) for name in COLUMNS]) if found else iter(())
        for each in counts:
            print("," * (len(COLUMNS) - 1) if each is None else next(written), file=target)
        first += len(batch)
    return DONE


def _rows(source: TextIO) -> Iterator[Sequence[str]]:
    """The four cells of each row, in the order a, b, c, d, whatever the order of the columns. A first row of four numbers is no header."""
    if isinstance(source, TextIOWrapper):
        source.reconfigure(encoding="utf-8-sig", newline="")
    reader = csv.reader(source, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise _Unreadable("nothing stands on standard input; it reads CSV with the columns a, b, c, d")
        bare = len(header) == len(COUNTS) and all(_WHOLE.fullmatch(cell.strip()) for cell in header)
        names = list(COUNTS) if bare else [cell.strip() for cell in header]
        if any(names.count(name) != 1 for name in COUNTS):
            raise _Unreadable(f"the columns a, b, c, d are needed, each once; there are {', '.join(names)[:200]}")
        at = [names.index(name) for name in COUNTS]
        for row in chain([header] if bare else [], reader):
            if row:
                # A row with other cells than the header names is no four counts, whatever stands in it.
                yield [row[each] for each in at] if len(row) == len(names) else [*row, f"({len(names)} columns are named)"]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise _Unreadable(f"this is no CSV text in UTF-8: {fault}") from fault


def _counts(row: Sequence[str], number: int) -> tuple[float, float, float, float] | None:
    """The four counts of a row; nothing, and a word on standard error, where they are none."""
    if len(row) == len(COUNTS) and all(_WHOLE.fullmatch(cell.strip()) for cell in row):
        a, b, c, d = (float(cell) for cell in row)
        return a, b, c, d
    print(f"row {number}: four counts are needed, whole numbers from 0; there is {', '.join(row)[:200]}", file=sys.stderr)
    return None


def _screen(path: Path, *, stratified: bool, least: int) -> int:
    from workbench.vigilance.signals.counting import count  # as above
    from workbench.vigilance.signals.disproportionality import COLUMNS
    from workbench.vigilance.signals.ranked import HEAD, SHRUNK
    from workbench.vigilance.signals.screening import screen

    found = screen(count(path, stratified=stratified), least=least)
    pairs = found.pairs
    figures = [pairs.a, pairs.b, pairs.c, pairs.d, pairs.e]
    figures += [getattr(found.metrics, name) for name in COLUMNS] + [getattr(found.shrunk, name) for name in SHRUNK]
    products, events = ([_cell(name) for name in names] for names in (pairs.products, pairs.events))
    print(",".join(HEAD))
    lines = zip(pairs.product.tolist(), pairs.event.tolist(), _lines(figures), strict=True)
    sys.stdout.writelines(f"{products[product]},{events[event]},{line}\n" for product, event, line in lines)
    _tell(found.told)
    return DONE


def _lines(columns: Sequence[Numbers]) -> Iterator[str]:
    """Rows of figures as CSV; what is not a number is empty."""
    pattern = ",".join(["%.10g"] * len(columns))
    for at in range(0, len(columns[0]), AT_A_TIME):
        for row in zip(*(column[at : at + AT_A_TIME].tolist() for column in columns), strict=True):
            yield (pattern % row).replace("nan", "")


def _cell(name: str) -> str:
    """A name as one cell of CSV."""
    made = StringIO()
    csv.writer(made, lineterminator="").writerow([name])
    return made.getvalue()


def _tell(findings: Sequence[Finding]) -> None:
    for each in findings:
        sentence = told(each, ENGLISH)
        print(" ".join(part for part in (sentence.what, sentence.lifted) if part), file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench signal", description="How far reports of a product with an event are from what was expected. It never says why.", allow_abbrev=False
    )
    kinds = parser.add_subparsers(dest="what", required=True, metavar="metrics|screen")
    kinds.add_parser(
        "metrics",
        help="measures of tables on standard input",
        description="Reads CSV with the columns a, b, c, d (product and event, product and other, other and event, other and other).",
        epilog=r"example: printf 'a,b,c,d\n3,97,50,9850\n' | workbench signal metrics",
        allow_abbrev=False,
    )
    screen = kinds.add_parser(
        "screen",
        help="pairs of a report-level file",
        description="Counts each report once for a pair. E is expected, summed over strata; IC rests on it, the other measures on a to d.",
        epilog="FILE is CSV (UTF-8, UTF-16, Windows-1251 or 1252) or Parquet with the columns report, product, event; all others are strata.",
        allow_abbrev=False,
    )
    screen.add_argument("file", type=Path, metavar="FILE", help="the reports")
    screen.add_argument("--unstratified", action="store_true", help="take no notice of further columns")
    screen.add_argument("--least", type=int, default=1, metavar="N", help="give EBGM only where a pair has N reports (1 where not given)")
    return parser
