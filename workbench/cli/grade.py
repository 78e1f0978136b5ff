"""``workbench grade SCALE``: grades observations of a file, as the program does, for a site's own check.

CSV with a header on standard input, one row a line; CSV on standard output: the key, the grade (empty: cannot grade) and the reason. The key
is ``id``, or the number of the row, from 1, where there is no such column. Columns are found by name, in any order. A line that cannot be
read is answered as "cannot grade". ``icaht`` takes counts of days or a whole series of neutrophils; of a series it answers ``patient``,
``early_grade`` and ``late_grade``, and says on standard error what was left out or cannot be graded, and why.
Needs no register and no window. Exit 0 when done, 2 for an unknown scale or a header that cannot be read.
"""
from __future__ import annotations

import argparse
import csv
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO, TextIOWrapper
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import Any, TextIO

from workbench.calculation.numbers import read_number
from workbench.cli.resources import Resources
from workbench.kernel.findings import Finding, Refused
from workbench.vigilance import causality
from workbench.vigilance.grading import crs, ctcae_table, icaht, icaht_table, icans, ice, tls
from workbench.vigilance.grading.ctcae_reading import editions_of
from workbench.vigilance.grading.grade import Verdict, cannot, problem
from workbench.vigilance.grading.signs import Column
from workbench.words.findings import told
from workbench.words.translation import ENGLISH

DONE, BAD_INPUT = 0, 2
BATCH, MOST_KEPT = 512, 100_000
SCALES = ("crs", "icans", "ice", "icaht", "tls", "ctcae", "naranjo")
Row = list[str]


class _Unreadable(Exception):
    """The header cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """How a scale reads a file: its columns, and the verdict on what their cells say."""

    columns: tuple[Column, ...]
    judge: Callable[..., Verdict]


class Cells(dict[Any, Any]):
    """What is said once and asked for often: what the cells of a column say, by text; what a verdict says, by verdict."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, given: Any) -> Any:
        if len(self) >= MOST_KEPT:
            self.clear()
        said = self[given] = self._read(given)
        return said


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``grade``."""
    options = _parser().parse_args(arguments)
    if sys.stdin is None:
        print("workbench grade: there is no standard input", file=sys.stderr)
        return BAD_INPUT
    source = TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="")
    try:
        grade_file(options.scale, source, sys.stdout, sys.stderr, capd_below=options.capd_below)
    except _Unreadable as reason:
        print(f"workbench grade {options.scale}: {reason}", file=sys.stderr)
        return BAD_INPUT
    finally:
        source.detach()
    return DONE


def grade_file(scale: str, source: Iterable[str], out: TextIO, told_apart: TextIO, *, capd_below: Decimal = icans.CAPD_BELOW) -> None:
    """Grades every row of ``source`` (lines of CSV with a header) by ``scale`` and writes the answers to ``out``."""
    lines = iter(source)
    header = _header(next(lines, ""))
    series = scale == "icaht" and "patient" in header and "kind" not in header
    table = Table(icaht_table.COLUMNS, icaht.judge) if series else _table(scale, capd_below)
    signs = _Signs(header, table.columns)
    with _without_collector():
        if series:
            _grade_series(_batches(lines, len(header)), signs, header, out, told_apart)
        else:
            _grade_rows(_batches(lines, len(header)), signs, header, table.judge, out)


def _table(scale: str, capd_below: Decimal) -> Table:
    if scale == "ctcae":
        return Table(ctcae_table.columns(editions_of(Resources().grading)), ctcae_table.judge_row)
    tables = {
        "crs": Table(crs.COLUMNS, crs.judge), "icans": Table(icans.columns(capd_below), icans.judge), "ice": Table(ice.COLUMNS, ice.judge_row),
        "icaht": Table(icaht.COLUMNS, icaht.judge), "tls": Table(tls.COLUMNS, tls.judge), "naranjo": Table(causality.COLUMNS, causality.judge),
    }  # fmt: skip
    return tables[scale]


def _header(line: str) -> Row:
    try:
        names = [each.strip() for each in next(csv.reader((line,), strict=True), [])]
    except csv.Error as error:
        raise _Unreadable(f"the header cannot be read ({error})") from error
    if not any(names):
        raise _Unreadable("the first line must be a header with the names of the columns")
    twice = sorted({each for each in names if each and names.count(each) > 1})
    if twice:
        raise _Unreadable(f"the header names {', '.join(twice)} more than once")
    return names


class _Signs:
    """What the cells of whole rows say, column by column."""

    def __init__(self, header: Row, columns: Sequence[Column]) -> None:
        absent = [each.name for each in columns if each.needed and each.name not in header]
        asked = [name for each in columns for name in (each.name, *each.beside)]
        absent += [name for each in columns if each.needed for name in each.beside if name not in header]
        if absent:
            raise _Unreadable(f"the header lacks {', '.join(absent)}; the columns of this scale are {', '.join(asked)}, separated by commas")
        places = {name: at for at, name in enumerate(header)}
        self._columns = [(tuple(places.get(name) for name in (each.name, *each.beside)), Cells(each.read)) for each in columns]

    def of(self, rows: Sequence[Row]) -> list[list[Any]]:
        """Column by column, the signs of ``rows``; a column that is absent is a column of empty cells."""
        return [list(map(cells.__getitem__, self._texts(rows, places))) for places, cells in self._columns]

    @staticmethod
    def _texts(rows: Sequence[Row], places: tuple[int | None, ...]) -> Iterable[Any]:
        there = [at for at in places if at is not None]
        if len(there) == len(places):
            return map(itemgetter(*there), rows)
        if len(places) == 1:
            return repeat("", len(rows))
        return (tuple("" if at is None else row[at] for at in places) for row in rows)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows hold no cycles: looking for some takes longer than reading the rows."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _batches(lines: Iterator[str], width: int) -> Iterator[list[Row]]:
    """Rows, some thousand at a time, without those that are empty. A line that is no CSV by itself, such as one whose quotation mark is
    left open, is a row of too many cells: it swallows no line behind it."""
    while batch := list(islice(lines, BATCH)):
        try:
            if '"' in "".join(batch):
                batch = [_closed(line, width) for line in batch]
            rows = list(csv.reader(batch, strict=True))
        except csv.Error:
            rows = [row for line in batch for row in _one(line, width)]
        yield rows if all(rows) else [row for row in rows if row]


def _closed(line: str, width: int) -> str:
    return line.partition('"')[0] + "," * width if '"' in line and line.count('"') % 2 else line


def _one(line: str, width: int) -> list[Row]:
    try:
        return list(csv.reader((line,), strict=True))
    except csv.Error:
        return [[line.partition(",")[0], *("",) * width]]


def _grade_rows(batches: Iterator[list[Row]], signs: _Signs, header: Row, judge: Callable[..., Verdict], out: TextIO) -> None:
    width = len(header)
    key = header.index("id") if "id" in header else None
    said = Cells(_said)
    out.write("row,grade,reason\n" if key is None else "id,grade,reason\n")
    done = 0
    for rows in batches:
        whole = rows if {*map(len, rows)} == {width} else [row for row in rows if len(row) == width]
        said_of: Iterable[str] = map(said.__getitem__, map(judge, *signs.of(whole))) if whole else ()
        if len(whole) < len(rows):
            answers = iter(said_of)
            said_of = [next(answers) if len(row) == width else _said(_broken(row, width)) for row in rows]
        numbers = map(str, range(done + 1, done + len(rows) + 1))
        keys = numbers if key is None else _quoted([_key(row, key, width, number) for row, number in zip(rows, numbers, strict=True)])
        out.write("".join(chain.from_iterable(zip(keys, said_of, strict=True))))
        done += len(rows)


def _grade_series(batches: Iterator[list[Row]], signs: _Signs, header: Row, out: TextIO, told_apart: TextIO) -> None:
    gathering = icaht_table.Gathering()
    patient, width, done = header.index("patient"), len(header), 0
    for rows in batches:
        numbered = [(number, row) for number, row in enumerate(rows, done + 1) if len(row) == width]
        done += len(rows)
        if numbered:
            gathering.add(zip([number for number, _ in numbered], *signs.of([row for _, row in numbered]), strict=True))
        if len(numbered) < len(rows):
            for number, row in enumerate(rows, done - len(rows) + 1):
                if len(row) != width:
                    gathering.broken(number, row[patient].strip() if patient < len(row) else "", _broken(row, width).reasons[0])
    for number, found in gathering.lost:
        print(f"row {number}: {_sentence(found)}", file=told_apart)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("patient", "early_grade", "late_grade"))
    for each in gathering.answers():
        writer.writerow((each.patient, _grade(each.early), _grade(each.late)))
        for number, found in each.told:
            print(f"patient {each.patient}, row {number}: {_sentence(found)}", file=told_apart)
        for name, verdict in (("early", each.early), ("late", each.late)):
            if verdict.grade is None:
                print(f"patient {each.patient}, {name} grade: {' '.join(map(_sentence, verdict.reasons))}", file=told_apart)


def _key(row: Row, key: int, width: int, number: str) -> str:
    """The key of a row; of a broken one whose key is lost, its number."""
    return row[key] if len(row) == width else (row[key] if key < len(row) else "") or number


def _quoted(texts: list[str]) -> list[str]:
    """``texts`` as cells of CSV."""
    if any(mark in "".join(texts) for mark in '",\r\n'):
        return [_csv((each,)).removesuffix("\n") for each in texts]
    return texts


def _csv(cells: Sequence[str]) -> str:
    """One line of CSV."""
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _broken(row: Row, width: int) -> Verdict:
    return cannot(problem("grading.line-broken", "line", "RFC 4180", cells=str(len(row)), width=str(width)).finding)


def _said(verdict: Verdict) -> str:
    """The grade and the reason of ``verdict`` as what stands behind the key in a line of CSV."""
    return _csv(("", _grade(verdict), " ".join(map(_sentence, verdict.reasons))))


def _grade(verdict: Verdict) -> str:
    return "" if verdict.grade is None else str(verdict.grade)


def _sentence(found: Finding) -> str:
    what = told(found, ENGLISH).what
    return what if what.endswith(".") else f"{what}."


def _years(text: str) -> Decimal:
    try:
        years = read_number(text)
    except Refused as refusal:
        raise argparse.ArgumentTypeError(_sentence(refusal.findings[0])) from refusal
    if not 0 <= years <= 120:
        raise argparse.ArgumentTypeError("an age in years")
    return years


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench grade",
        description="Reads observations as CSV and writes a grade and its reason for each.",
        epilog="example: workbench grade crs < observations.csv",
        allow_abbrev=False,
    )
    parser.add_argument("scale", choices=SCALES, metavar="SCALE", help=", ".join(SCALES))
    parser.add_argument(
        "--capd-below", type=_years, default=icans.CAPD_BELOW, metavar="YEARS", help="icans: the CAPD is used below this age (12 unless told otherwise)"
    )
    return parser
