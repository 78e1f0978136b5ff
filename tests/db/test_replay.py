"""The tables hold what the journal tells, after any acts; and an edit past the door is found, row and column."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.guards import undress
from db.kept import KEPT, Kept, quoted
from db.opening import open_register
from db.register import SqlRegister
from db.schema import kept_tables
from db.tables import TABLES
from tests.db import raw
from tests.db.examples import ACTOR, EXAMPLES
from tests.db.replay import connected, differences, sound
from tests.desk import StandingClock
from workbench.journal.records import JournalEntry
from workbench.kernel.findings import Conflict, Refused
from workbench.kernel.values import Stored, Thing


def test_the_examples_are_sound(filled: Path) -> None:
    sound(filled)


# Any acts --------------------------------------------------------------------------------------------------------------------

THINGS = [each for each in EXAMPLES if isinstance(each, Thing)]
TEXTS = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]), min_size=1, max_size=12)
WRITES = st.tuples(st.sampled_from(["add", "again", "change", "stale", "same"]), st.integers(0, len(EXAMPLES) - 1), TEXTS)
ACTS = st.lists(st.tuples(st.lists(WRITES, min_size=1, max_size=5), st.sampled_from(["done", "done", "done", "refused", "fails"])), max_size=8)


def changed(record: Thing, text: str) -> Thing:
    """``record`` with another value in its last field that is a text and names nothing."""
    free = [each.name for each in fields(record) if getattr(type(record), "__annotations__", {}).get(each.name) == "str" and each.name in FREE]  # type: ignore[arg-type]
    return replace(record, **{free[-1]: text}) if free else record  # type: ignore[type-var]


FREE = {"name", "title", "allergy_text", "family", "ward", "room", "reason", "cause", "pin", "zone", "expiry_reason", "text"}


def write(change: Any, what: str, record: Any, text: str) -> None:
    kind = type(record)
    there = change.find(kind, {KEPT[kind].key: getattr(record, KEPT[kind].key)})
    if what == ("again" if there else "add"):
        change.add(record)
    elif there and isinstance(record, Thing):
        new = changed(there[0], text)
        change.replace(replace(there[0]) if what != "stale" else changed(there[0], f"{text}*"), new if what != "same" else there[0])


@settings(max_examples=25)
@given(acts=ACTS)
def test_after_any_acts_the_tables_hold_what_the_journal_tells(tmp_path_factory: pytest.TempPathFactory, blank: Path, filled: Path, acts: list[Any]) -> None:
    path = tmp_path_factory.mktemp("acts") / "register.sqlite"
    shutil.copyfile(filled if len(acts) % 2 else blank, path)
    register = open_register(path, StandingClock())
    for writes, end in acts:
        before = head(register)
        try:
            with register.transaction(ACTOR, "an act") as change:
                for what, place, text in writes:
                    write(change, what, EXAMPLES[place], text)
                if end == "refused":
                    raise Refused(())
                if end == "fails":
                    raise RuntimeError("a bug")
        except (Refused, Conflict, RuntimeError, sqlite3.IntegrityError):
            assert head(register) == before, "half an act stayed"
    register.close()
    sound(path)
    shutil.rmtree(path.parent)


def head(register: SqlRegister) -> tuple[int, bytes]:
    with register.reading() as reader:
        return reader.head()


# What was edited past the door -------------------------------------------------------------------------------------------------


def unguarded(connection: sqlite3.Connection) -> None:
    """Everything that guards a register, taken off."""
    undress(connection)
    for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
        connection.execute(f"PRAGMA {pragma}")


def found_after(filled: Path, path: Path, *edits: str) -> tuple[str, ...]:
    """The differences after ``edits`` by somebody who took every guard off."""
    shutil.copyfile(filled, path)
    with connected(path) as connection:
        unguarded(connection)
        for each in edits:
            connection.execute(each)
        return differences(connection)


ROWS = [each for each in kept_tables() if each.shape.record is not JournalEntry]


def edit(connection: sqlite3.Connection, kept: Kept, place: int) -> tuple[str, ...]:
    """Another value in a column of a table's first row; how each difference that follows begins. Nothing where there is no such column."""
    columns = list(TABLES.tables[kept.name].columns)
    if place >= len(columns):
        return ()
    column, table = columns[place], quoted(kept.name)
    key = connection.execute(f"SELECT {quoted(kept.key)} FROM {table} ORDER BY seq LIMIT 1").fetchone()[0]
    other = {int: f"coalesce({quoted(column.name)}, 0) + 1000", bytes: "x'00ff'"}.get(column.type.python_type, "'another'")
    connection.execute(f"UPDATE {table} SET {quoted(column.name)} = {other} WHERE {quoted(kept.key)} = ?", (key,))
    if column.name == kept.key:
        return f"{kept.name} {key} is told of and not there", f"{kept.name} "
    return (f"{kept.name} {key}.{column.name} is ",)


def test_an_edit_of_any_column_is_found(filled: Path, tmp_path: Path) -> None:
    """In one pass the first column of every table, in the next the second: each edit is told, and nothing else."""
    path = tmp_path / "edited.sqlite"
    shutil.copyfile(filled, path)
    with connected(path) as connection:
        unguarded(connection)
        for place in range(max(len(TABLES.tables[each.name].columns) for each in ROWS)):
            connection.execute("BEGIN")
            due = [begins for kept in ROWS for begins in edit(connection, kept, place)]
            told = list(differences(connection))
            connection.execute("ROLLBACK")
            assert len(told) == len(due), f"column {place}"
            for begins in sorted(due, key=len, reverse=True):
                found = next((each for each in told if each.startswith(begins)), None)
                assert found is not None, begins
                told.remove(found)


def test_a_row_taken_out_of_any_table_is_found(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "edited.sqlite"
    shutil.copyfile(filled, path)
    with connected(path) as connection:
        unguarded(connection)
        due = []
        for kept in ROWS:
            key = connection.execute(f"SELECT {quoted(kept.key)} FROM {quoted(kept.name)} ORDER BY seq LIMIT 1").fetchone()[0]
            connection.execute(f"DELETE FROM {quoted(kept.name)} WHERE {quoted(kept.key)} = ?", (key,))
            due.append(f"{kept.name} {key} is told of and not there")
        assert sorted(differences(connection)) == sorted(due)


def test_a_row_put_in_and_a_journal_cut_off_are_found(filled: Path, tmp_path: Path) -> None:
    names = ", ".join(quoted(column.name) for column in TABLES.tables["patient"].columns if column.name not in ("id", "hospital_no", "coi", "seq"))
    added = f"INSERT INTO patient (id, hospital_no, coi, seq, {names}) SELECT 'PT9', 'H-9', 'COI-9', 999, {names} FROM patient"
    assert found_after(filled, tmp_path / "a", added) == ("patient PT9 is not told of",)
    last = EXAMPLES[-1]
    cut = found_after(filled, tmp_path / "b", "DELETE FROM journal_entry WHERE seq = (SELECT max(seq) FROM journal_entry)")
    assert cut == (f"{KEPT[type(last)].name} {key_of(last)} is not told of",)


def key_of(record: Stored) -> str:
    return str(getattr(record, KEPT[type(record)].key))


@pytest.mark.parametrize(
    ("what", "key", "before", "after", "says"),
    [
        ("person", "P1", None, {"name": "x"}, "added twice"),
        ("person", "P9", {"name": "x"}, {"name": "y"}, "changed before it is added"),
        ("person", "P1", {"name": "not this"}, {"name": "y"}, "was not 'not this'"),
        ("person", "P1", {"active": 1}, {"active": 1}, "do not match"),
        ("person", "P9", None, {"id": "P9"}, "is told of and not there"),
        ("nothing", "X", None, {"id": "X"}, "is told of and not there"),
    ],
)  # fmt: skip
def test_an_entry_that_tells_what_was_not_done_is_found(filled: Path, tmp_path: Path, what: str, key: str, before: Any, after: Any, says: str) -> None:
    """A lawful chain alone proves nothing of the tables."""
    path = tmp_path / "register.sqlite"
    shutil.copyfile(filled, path)
    with raw.opened(path) as file:
        raw.tell(file, what, key, after, before)
    with connected(path) as connection:
        found = differences(connection)
    assert any(says in each for each in found), json.dumps(found)
    assert not any("chain" in each for each in found)
