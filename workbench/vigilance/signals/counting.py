"""Report-level files to counted pairs, with DuckDB: each report is counted once for a pair, whatever stands in how many rows.

A file has the columns ``report``, ``product``, ``event``; every other column divides the reports into strata. What cannot be counted is set
aside and told with its number; nothing is guessed.
"""
from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import duckdb
import numpy as np

from workbench.kernel.findings import Finding, Severity, Unavailable, finding
from workbench.vigilance.signals.lines import LISTED, Lines, read_lines
from workbench.vigilance.signals.pairs import SOURCE, Pairs, Rows, paired

NEEDED = ("report", "product", "event")
MOST_STRATA = 1_000
MEMORY = "2500MB"
PARQUET = b"PAR1"
BETWEEN = "\x1f"
ASKED_EVERY = 0.2
"""Seconds between two words of progress while DuckDB works, which says nothing by itself."""

Tell = Callable[[float], object]
"""Hears what share is done, from 0 to 1, also from another thread. What it raises ends the work, and is raised where the work was asked for."""


def silent(_share: float) -> None:
    """For whoever waits for the end."""


def count(path: Path, *, stratified: bool = True, tell: Tell = silent) -> Pairs:
    """The counted pairs of a CSV or Parquet file; further columns are strata unless ``stratified`` is off.

    ``Unavailable`` where it cannot be read, lacks a column or has more than a thousand strata.
    """
    rows = read_rows(path, stratified=stratified, tell=lambda share: tell(0.9 * share))
    tell(0.9)
    found = paired(rows)
    tell(1)
    return found


def read_rows(path: Path, *, stratified: bool = True, tell: Tell = silent) -> Rows:
    """The file's rows as codes; ``Unavailable`` as in ``count``. What DuckDB held is given back before the counting begins."""
    with tempfile.TemporaryDirectory(prefix="workbench-signals-") as made, _connection(Path(made)) as duck:
        try:
            strata, told = _load(duck, path, Path(made), stratified, tell)
            with _asked(duck, tell, 0.7):
                return _coded(duck, strata, told)
        except duckdb.Error as fault:
            raise Unavailable("signals.cannot-read", str(fault).splitlines()[0]) from fault


@contextmanager
def _asked(duck: duckdb.DuckDBPyConnection, tell: Tell, share: float) -> Iterator[None]:
    """While DuckDB works ``tell`` is asked again and again: what it raises interrupts DuckDB, and is raised in the place of that."""
    over, raised = Event(), list[BaseException]()

    def ask() -> None:
        while not over.wait(ASKED_EVERY):
            try:
                tell(share)
            except BaseException as fault:  # handed to the thread that waits for DuckDB, whatever it is
                raised.append(fault)
                duck.interrupt()  # again at the next turn, if this one fell between two queries

    tell(share)
    asking = Thread(target=ask, name="workbench-asked", daemon=True)
    asking.start()
    try:
        yield
    except duckdb.InterruptException:
        if not raised:
            raise
    finally:
        over.set()
        asking.join()
    if raised:
        raise raised[0]


@contextmanager
def _connection(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "temp_directory": str(folder), "preserve_insertion_order": False,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False,
    }  # fmt: skip
    duck = duckdb.connect(":memory:", config=settings)
    try:
        duck.execute("SET enable_progress_bar = false")  # it would stand in the midst of what a command writes
        yield duck
    finally:
        duck.close()


def _load(duck: duckdb.DuckDBPyConnection, path: Path, folder: Path, stratified: bool, tell: Tell) -> tuple[list[str], list[Finding]]:
    """Leaves the file's rows in the table ``given`` (report, product, event, stratum). The columns that are strata, and what is to be told."""
    try:
        with path.open("rb") as source:
            parquet = source.read(len(PARQUET)) == PARQUET
    except OSError as fault:
        raise Unavailable("signals.cannot-read", str(fault)) from fault
    if parquet:
        header = [str(row[0]) for row in duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [_literal(path)]).fetchall()]
        strata = _strata(header, stratified)
        chosen = _chosen(header, {name: f"CAST({_quoted(name)} AS VARCHAR)" for name in header}, strata)
        with _asked(duck, tell, 0.1):
            duck.execute(f"CREATE TEMP TABLE given AS SELECT {chosen} FROM read_parquet(?)", [_literal(path)])
        return strata, []
    lines = read_lines(path, folder, lambda share: tell(0.3 * share))
    header = next(csv.reader([lines.header], delimiter=lines.delimiter), [])
    strata = _strata(header, stratified)
    chosen = _chosen(header, {name: f"c{at}" for at, name in enumerate(header)}, strata)
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(header)))
    with _asked(duck, tell, 0.3):
        duck.execute(
            f"CREATE TEMP TABLE given AS SELECT {chosen} FROM read_csv(?, header = true, delim = ?, quote = '\"', escape = '\"', "
            f"columns = {{{columns}}}, auto_detect = false, strict_mode = true, store_rejects = true)",
            [_literal(lines.path), lines.delimiter],
        )
    broken, told = _rejects(duck)
    blank = lines.count - 1 - _number(duck, "SELECT count(*) FROM given") - broken - lines.quotes.count - lines.unreadable.count
    if blank:
        told.append(finding("signals.lines-blank", Severity.TELLS, SOURCE, lines=str(blank)))
    return strata, _told_of(lines) + told


def _strata(header: Sequence[str], stratified: bool) -> list[str]:
    """The columns that divide the reports. ``Unavailable`` where a needed column is not there once, or two have one name."""
    known = [name.strip().lower() for name in header]
    if any(known.count(name) != 1 for name in NEEDED) or len(set(known)) != len(known):
        raise Unavailable("signals.columns", ", ".join(header)[:200])
    return [name for name, plain in zip(header, known, strict=True) if plain not in NEEDED] if stratified else []


def _chosen(header: Sequence[str], expressions: Mapping[str, str], strata: Sequence[str]) -> str:
    """What is taken of a row, in SQL: report, product, event, and all strata as one text."""
    taken = [f"{expressions[name]} AS {name.strip().lower()}" for name in header if name.strip().lower() in NEEDED]
    if strata:
        taken.append(f" || '{BETWEEN}' || ".join(f"coalesce(trim({expressions[name]}), '')" for name in strata) + " AS stratum")
    return ", ".join(taken)


def _told_of(lines: Lines) -> list[Finding]:
    told = [
        finding("signals.encoding", Severity.TELLS, SOURCE, lines=str(number), encoding=encoding) for encoding, number in sorted(lines.encodings.items())
    ]
    if lines.quotes.count:
        told.append(finding("signals.lines-quote", Severity.DECIDES, SOURCE, lines=str(lines.quotes.count), first=_first(lines.quotes.first)))
    if lines.unreadable.count:
        told.append(finding("signals.lines-bytes", Severity.DECIDES, SOURCE, lines=str(lines.unreadable.count), first=_first(lines.unreadable.first)))
    return told


def _rejects(duck: duckdb.DuckDBPyConnection) -> tuple[int, list[Finding]]:
    """Lines with too few or too many columns, or with a quote inside a field: how many, and what is to be told."""
    rows = duck.execute("SELECT DISTINCT line FROM reject_errors ORDER BY line").fetchall()
    if not rows:
        return 0, []
    first = _first([int(row[0]) for row in rows[:LISTED]])
    return len(rows), [finding("signals.lines-columns", Severity.DECIDES, SOURCE, lines=str(len(rows)), first=first)]


def _coded(duck: duckdb.DuckDBPyConnection, strata: Sequence[str], told: list[Finding]) -> Rows:
    rows = _number(duck, "SELECT count(*) FROM given")
    names = {table: _names(duck, table, table[:-1]) for table in ("products", "events")}
    # Reports are many: they are put in order only where white space makes two texts of one number.
    duck.execute("CREATE TEMP TABLE numbered AS SELECT DISTINCT report AS raw FROM given")
    spaced = _number(duck, "SELECT count(*) FROM numbered WHERE raw <> trim(raw)")
    order = "dense_rank() OVER (ORDER BY trim(raw))" if spaced else "row_number() OVER ()"
    duck.execute(f"CREATE TEMP TABLE reports AS SELECT raw, CAST({order} - 1 AS INTEGER) AS code FROM numbered WHERE trim(raw) <> ''")
    reports = _number(duck, "SELECT coalesce(max(code) + 1, 0) FROM reports")
    chosen, joined = "reports.code AS r, products.code AS p, events.code AS e", ""
    if strata:
        names["strata"] = _names(duck, "strata", "stratum", empty=True)
        if len(names["strata"]) > MOST_STRATA:
            raise Unavailable("signals.too-many-strata", f"{len(names['strata'])}: {', '.join(strata)}")
        chosen, joined = f"{chosen}, strata.code AS s", " JOIN strata ON given.stratum = strata.raw"
    found = duck.execute(
        f"SELECT {chosen} FROM given JOIN reports ON given.report = reports.raw "
        f"JOIN products ON given.product = products.raw JOIN events ON given.event = events.raw{joined}"
    ).fetchnumpy()
    report, product, event = (np.asarray(found[name], dtype=np.int32) for name in "rpe")
    if len(report) < rows:
        told = [*told, finding("signals.lines-empty", Severity.DECIDES, SOURCE, lines=str(rows - len(report)))]
    stratum = np.asarray(found["s"], dtype=np.int32) if strata else None
    return Rows(report, product, event, stratum, reports, names["products"], names["events"], names.get("strata", ()), rows, tuple(told))


def _names(duck: duckdb.DuckDBPyConnection, table: str, column: str, *, empty: bool = False) -> tuple[str, ...]:
    """Leaves each text of the column with its code in ``table``; the names by code, which is their order in the alphabet.

    White space around a name is nobody's intention; it is taken off the names, which are few, not off every row.
    """
    wanted = "true" if empty else "name <> ''"
    duck.execute(
        f"CREATE TEMP TABLE {table} AS SELECT raw, name, CAST(dense_rank() OVER (ORDER BY name) - 1 AS INTEGER) AS code FROM "
        f"(SELECT raw, trim(raw) AS name FROM (SELECT DISTINCT {column} AS raw FROM given)) WHERE {wanted}"
    )
    return tuple(str(row[0]) for row in duck.execute(f"SELECT DISTINCT name, code FROM {table} ORDER BY code").fetchall())


def _number(duck: duckdb.DuckDBPyConnection, query: str) -> int:
    row = duck.execute(query).fetchone()
    return int(row[0]) if row else 0


def _first(numbers: Sequence[int]) -> str:
    return ", ".join(str(each) for each in numbers)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(path: Path) -> str:
    """The path as DuckDB takes it: signs that stand for many files stand for themselves."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
