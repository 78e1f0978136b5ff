"""What another program may try at the file: nothing written passes without its entry, nothing is deleted, no fact changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db.engine import Connections
from db.guards import triggers, undressed
from db.kept import Kept, quoted
from db.opening import open_register
from db.schema import kept_tables
from db.tables import TABLES
from db.two_person import RULES, SOURCES
from tests.db import raw
from tests.desk import StandingClock
from workbench.journal.records import JournalEntry
from workbench.kernel.findings import Unavailable

ROWS = [kept for kept in kept_tables() if kept.shape.record is not JournalEntry]
FACTS, THINGS = [kept for kept in ROWS if kept.fact], [kept for kept in ROWS if not kept.fact]
RECURSIVE = ("recursive_triggers=ON", "recursive_triggers=OFF")
"""Another program need not switch this on, and REPLACE then fires no trigger on delete."""


def named(kept: Kept) -> str:
    return str(kept.name)


def uniques(kept: Kept) -> list[tuple[str, ...]]:
    """The columns of each key by which a row can be taken for another's."""
    keys = [tuple(column.name for column in TABLES.tables[kept.name].primary_key)]
    return keys + sorted(tuple(column.name for column in each.columns) for each in TABLES.tables[kept.name].constraints if isinstance(each, sa.UniqueConstraint))


def refused(file: sqlite3.Connection, table: str, act: Callable[[sqlite3.Connection], Any], pragma: str = RECURSIVE[1], *, says: str, or_rule: bool = False) -> None:
    """Checks that a guard stops ``act``, says so, and that the table is as it was, in an act that is then taken back."""
    rows = f"SELECT * FROM {quoted(table)} ORDER BY seq"
    file.execute(f"PRAGMA {pragma}")
    file.execute("BEGIN IMMEDIATE")
    try:
        before = [tuple(row) for row in file.execute(rows)]
        with pytest.raises(sqlite3.IntegrityError) as fault:
            act(file)
        assert says in str(fault.value) or (or_rule and str(fault.value) in SOURCES)
        assert [tuple(row) for row in file.execute(rows)][: len(before)] == before
    finally:
        file.execute("ROLLBACK")


@pytest.fixture(scope="module")
def file(guarded: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the file."""
    with raw.opened(guarded) as connection:
        yield connection


def a_row(connection: sqlite3.Connection, kept: Kept) -> dict[str, Any]:
    """A row of the table that is there."""
    return dict(connection.execute(f"SELECT * FROM {quoted(kept.name)} ORDER BY seq").fetchone())


def other_value(value: Any) -> Any:
    return f"{value}-other" if isinstance(value, str) else value + 1000 if isinstance(value, int) else b"other" * 8


def retold(connection: sqlite3.Connection, kept: Kept, row: dict[str, Any], **new: Any) -> dict[str, Any]:
    """``row`` with other values and a lawful journal entry that tells of it."""
    made = {**row, **new}
    return {**made, "seq": raw.tell(connection, kept.name, str(made[kept.key]), {"told": "by another program"})}


@pytest.mark.parametrize("kept", [*ROWS, *(each for each in kept_tables() if each.shape.record is JournalEntry)], ids=named)
def test_nothing_is_deleted(file: sqlite3.Connection, kept: Kept) -> None:
    refused(file, named(kept), lambda file: file.execute(f"DELETE FROM {quoted(kept.name)}"), says=f"register: {named(kept)} is never deleted")


@pytest.mark.parametrize("kept", FACTS, ids=named)
def test_no_fact_changes_even_when_told(file: sqlite3.Connection, kept: Kept) -> None:
    def act(file: sqlite3.Connection) -> None:
        row = a_row(file, kept)
        seq = raw.tell(file, named(kept), str(row[kept.key]), {})
        file.execute(f"UPDATE {quoted(kept.name)} SET seq = ? WHERE {quoted(kept.key)} = ?", (seq, row[kept.key]))

    refused(file, named(kept), act, says=f"register: {named(kept)} is a fact")


@pytest.mark.parametrize("kept", THINGS, ids=named)
def test_no_thing_changes_untold(file: sqlite3.Connection, kept: Kept) -> None:
    table, message = quoted(kept.name), f"register: {named(kept)} without its journal entry"
    column = next(each.name for each in TABLES.tables[kept.name].columns if each.name not in (kept.key, "seq"))
    refused(file, named(kept), lambda file: file.execute(f"UPDATE {table} SET {quoted(column)} = {quoted(column)}"), says=message)

    def entry_of_another(file: sqlite3.Connection) -> None:
        seq = raw.tell(file, named(kept), "another key", {})
        file.execute(f"UPDATE {table} SET seq = ?", (seq,))

    def entry_that_is_not_the_last(file: sqlite3.Connection) -> None:
        seq = raw.tell(file, named(kept), str(a_row(file, kept)[kept.key]), {})
        raw.tell(file, "person", "another", {})
        file.execute(f"UPDATE {table} SET seq = ?", (seq,))

    def another_key(file: sqlite3.Connection) -> None:
        row = retold(file, kept, a_row(file, kept), **{kept.key: "another"})
        file.execute(f"UPDATE {table} SET {quoted(kept.key)} = 'another', seq = ?", (row["seq"],))

    for act in (entry_of_another, entry_that_is_not_the_last, another_key):
        refused(file, named(kept), act, says=message)


@pytest.mark.parametrize("kept", ROWS, ids=named)
def test_no_row_is_added_untold(file: sqlite3.Connection, kept: Kept) -> None:
    message = f"register: {named(kept)} without its journal entry"

    def fresh(file: sqlite3.Connection) -> dict[str, Any]:
        row = a_row(file, kept)
        return {**row, **{name: other_value(row[name]) for names in uniques(kept) for name in names if name != "seq" and row[name] is not None}}

    def with_the_last_entry(file: sqlite3.Connection) -> None:
        raw.tell(file, "person", "another", {})
        raw.insert(file, named(kept), {**fresh(file), "seq": file.execute("SELECT max(seq) FROM journal_entry").fetchone()[0]})

    def with_the_next_number(file: sqlite3.Connection) -> None:
        raw.insert(file, named(kept), {**fresh(file), "seq": file.execute("SELECT max(seq) + 1 FROM journal_entry").fetchone()[0]})

    def with_an_entry_that_is_not_the_last(file: sqlite3.Connection) -> None:
        row = retold(file, kept, fresh(file))
        raw.tell(file, named(kept), "another", {})
        raw.insert(file, named(kept), row)

    def with_an_entry_of_another_table(file: sqlite3.Connection) -> None:
        row = fresh(file)
        raw.insert(file, named(kept), {**row, "seq": raw.tell(file, "another", str(row[kept.key]), {})})

    for act in (with_the_last_entry, with_the_next_number, with_an_entry_that_is_not_the_last, with_an_entry_of_another_table):
        refused(file, named(kept), act, says=message)


@pytest.mark.parametrize("pragma", RECURSIVE)
@pytest.mark.parametrize("kept", ROWS, ids=named)
def test_no_row_is_replaced_through_any_of_its_keys(file: sqlite3.Connection, kept: Kept, pragma: str) -> None:
    """REPLACE deletes whoever holds the value of any unique key."""
    for names in uniques(kept):
        if names == ("seq",):
            continue  # a told row has a new number: no other row can hold it

        def act(file: sqlite3.Connection, names: tuple[str, ...] = names) -> None:
            row = a_row(file, kept)
            full_row = dict(file.execute(f"SELECT * FROM {quoted(kept.name)} WHERE {' AND '.join(f'{quoted(n)} IS NOT NULL' for n in names)}").fetchone())
            others = {name: other_value(row[name]) for each in uniques(kept) for name in each if name not in names and name != "seq" and row[name] is not None}
            raw.insert(file, named(kept), retold(file, kept, {**full_row, **others}), "INSERT OR REPLACE")

        refused(file, named(kept), act, pragma, says=f"register: {named(kept)} exists", or_rule=True)


@pytest.mark.parametrize("pragma", RECURSIVE)
@pytest.mark.parametrize("kept", [each for each in THINGS if len(uniques(each)) > 2], ids=named)
def test_no_update_pushes_another_row_out(file: sqlite3.Connection, kept: Kept, pragma: str) -> None:
    """UPDATE OR REPLACE deletes the row that holds the new value."""
    names = next(each for each in uniques(kept)[1:] if each != ("seq",))

    def act(file: sqlite3.Connection) -> None:
        row = a_row(file, kept)
        second = {**row, **{name: other_value(row[name]) for each in uniques(kept) for name in each if name != "seq"}}
        raw.insert(file, named(kept), retold(file, kept, second))
        seq = raw.tell(file, named(kept), second[kept.key], {})
        sets = ", ".join(f"{quoted(name)} = ?" for name in names)
        values = (*(row[name] for name in names), seq, second[kept.key])
        file.execute(f"UPDATE OR REPLACE {quoted(kept.name)} SET {sets}, seq = ? WHERE {quoted(kept.key)} = ?", values)

    file.execute("PRAGMA ignore_check_constraints=ON")  # a row whose identifier follows from its key has no lawful second
    try:
        refused(file, named(kept), act, pragma, says=f"register: {named(kept)} exists")
    finally:
        file.execute("PRAGMA ignore_check_constraints=OFF")


@pytest.mark.parametrize("pragma", RECURSIVE)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET reason = 'another'",
        "UPDATE OR REPLACE journal_entry SET seq = seq + 1 WHERE seq = 2",
        "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE seq = 2",
        "INSERT INTO journal_entry SELECT * FROM journal_entry WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET reason = 'another'",
        "REPLACE INTO journal_entry SELECT * FROM journal_entry ORDER BY seq DESC LIMIT 1",
    ],
)
def test_the_journal_is_never_changed(file: sqlite3.Connection, sql: str, pragma: str) -> None:
    refused(file, "journal_entry", lambda file: file.execute(sql), pragma, says="register: ")


@pytest.mark.parametrize("change", [{"seq": 1}, {"seq": -1}, {"previous": bytes(32)}, {"seq": 10_000}])
def test_the_journal_takes_only_its_next_entry(file: sqlite3.Connection, change: dict[str, Any]) -> None:
    def act(file: sqlite3.Connection) -> None:
        last = dict(file.execute("SELECT * FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchone())
        raw.insert(file, "journal_entry", {**last, "seq": last["seq"] + 1, "previous": last["digest"], **change})

    refused(file, "journal_entry", act, says="register: not the next journal entry")


def test_a_row_has_no_other_name_to_be_replaced_by(file: sqlite3.Connection) -> None:
    for kept in kept_tables():
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            file.execute(f"SELECT rowid FROM {quoted(kept.name)}")


def test_every_table_takes_only_the_types_it_states(file: sqlite3.Connection) -> None:
    tables = {row["name"]: row for row in file.execute("PRAGMA table_list") if row["type"] == "table" and row["schema"] == "main"}
    for kept in kept_tables():
        assert (tables[named(kept)]["strict"], tables[named(kept)]["wr"]) == (1, 1)


# What is compared at each start ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def connection(guarded: Path) -> Iterator[sqlite3.Connection]:
    """The file as the comparison reads it."""
    connections = Connections(guarded)
    with connections.connected() as connection:
        yield connection
    connections.close()


def seen_after(connection: sqlite3.Connection, sql: str) -> tuple[str, ...]:
    """What the comparison finds after ``sql``, which is then taken back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for each in sql.split(";;"):
            connection.execute(each)
        return undressed(connection)
    finally:
        connection.execute("ROLLBACK")


def test_a_register_wears_what_the_schema_says(connection: sqlite3.Connection) -> None:
    assert seen_after(connection, "SELECT 1") == ()
    assert {rule.name for rule in RULES} < triggers().keys()
    assert {f"{named(each)}_stays" for each in kept_tables()} < triggers().keys()


@pytest.mark.parametrize("name", sorted(triggers()))
def test_a_trigger_taken_off_or_made_harmless_is_seen(connection: sqlite3.Connection, name: str) -> None:
    assert seen_after(connection, f"DROP TRIGGER {name}") == (name,)
    harmless = triggers()[name].replace("RAISE(ABORT", "printf('%s'")
    assert seen_after(connection, f"DROP TRIGGER {name};;{harmless}") == (name,)


ALTERED = [
    ("CREATE TRIGGER another AFTER INSERT ON entry BEGIN SELECT 1; END", "another"),
    ("DROP VIEW batch_line", "batch_line"),
    ("DROP VIEW batch_line;;CREATE VIEW batch_line AS SELECT * FROM batch", "batch_line"),
    ("CREATE TABLE another (id TEXT)", "another"),
    ("CREATE VIEW another AS SELECT 1", "another"),
    ("DROP INDEX ix_signature_subject", "ix_signature_subject"),
    ("CREATE INDEX another ON entry (text)", "another"),
]


@pytest.mark.parametrize(("sql", "seen"), ALTERED)
def test_whatever_else_was_altered_is_seen(connection: sqlite3.Connection, sql: str, seen: str) -> None:
    assert seen_after(connection, sql) == (seen,)


def test_what_sqlite_has_counted_of_itself_is_no_alteration(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "counted.sqlite"
    path.write_bytes(filled.read_bytes())
    with raw.opened(path) as file:
        file.execute("ANALYZE")
        assert file.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0
    open_register(path, StandingClock()).close()


@pytest.mark.parametrize(("sql", "seen"), [("DROP TRIGGER entry_fixed", "entry_fixed"), *ALTERED[:2]])
def test_a_register_that_was_altered_is_not_opened(filled: Path, tmp_path: Path, sql: str, seen: str) -> None:
    path = tmp_path / "altered.sqlite"
    path.write_bytes(filled.read_bytes())
    with raw.opened(path) as file:
        file.execute(sql)
    before = path.read_bytes()
    with pytest.raises(Unavailable) as fault:
        open_register(path, StandingClock())
    assert (fault.value.code, fault.value.detail) == ("register.altered", seen)
    assert path.read_bytes() == before
