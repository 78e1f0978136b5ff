"""Whether the tables hold what the journal tells, row by row: the check that finds an edit made past the one door.

It reads the whole register and keeps it in memory, and trusts nothing but the chain.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db import search
from db.engine import Connections
from db.guards import undressed
from db.kept import Kept, quoted
from db.register import told
from db.schema import kept_tables
from workbench.journal.chain import first_break

Told = dict[tuple[str, str], dict[str, Any]]
ONE_ACT = ("at", "actor_person", "actor_role", "actor_workstation", "actor_zone", "reason")


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of the register's own; what is changed through it goes into a transaction that has to be committed."""
    connections = Connections(path)
    with connections.connected() as connection:
        yield connection
    connections.close()


def rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [each[0] for each in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def search_lines(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute('SELECT rowid, kind, "key", shown, words FROM search ORDER BY rowid')]


def sound(path: Path) -> None:
    """Checks that journal, tables, references, guards and search of a register agree with each other."""
    with connected(path) as connection:
        assert differences(connection) == ()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert undressed(connection) == ()
        before = search_lines(connection)
        connection.execute("BEGIN IMMEDIATE")
        search.rebuild(connection)
        assert search_lines(connection) == before
        connection.execute("ROLLBACK")


def differences(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What does not agree, in words for a log; empty for a sound register."""
    journal = rows(connection, "SELECT * FROM journal_entry ORDER BY seq")
    found = []
    if (seq := first_break(journal)) is not None:
        found.append(f"the chain breaks at {seq}")
    found += _acts(journal)
    state: Told = {}
    for row in journal:
        found += _follow(state, row["what"], row["key"], row["seq"], row["before"], row["after"])
    for kept in kept_tables():
        if kept.name != "journal_entry":
            found += _compared(connection, kept, state)
    found += [f"{what} {key} is told of and not there" for what, key in state]
    return tuple(found)


def _acts(journal: list[dict[str, Any]]) -> Iterator[str]:
    """An act is the number of its first entry; all its entries have one time, actor and reason."""
    before: Mapping[str, Any] | None = None
    for row in journal:
        same = before is not None and row["act"] == before["act"]
        if not same and row["act"] != row["seq"]:
            yield f"entry {row['seq']}: its act is {row['act']}"
        if same and before is not None and any(row[name] != before[name] for name in ONE_ACT):
            yield f"entry {row['seq']}: told otherwise than the rest of act {row['act']}"
        before = row


def _follow(state: Told, what: str, key: str, seq: int, before: str | None, after: str) -> list[str]:
    known = state.get((what, key))
    if (before is None) is not (known is None):
        return [f"entry {seq}: {what} {key} is {'added twice' if known else 'changed before it is added'}"]
    wrong = []
    if known and before:
        was, now = json.loads(before), json.loads(after)
        wrong = [f"entry {seq}: {what} {key}.{name} was not {value!r}" for name, value in was.items() if known.get(name) != value]
        if was.keys() != now.keys() or any(was[name] == now[name] for name in was):
            wrong.append(f"entry {seq}: {what} {key}: what was and what is do not match")
    state[what, key] = {**(known or {}), **json.loads(after), "seq": seq}
    return wrong


def _compared(connection: sqlite3.Connection, kept: Kept, state: Told) -> list[str]:
    found = []
    for row in rows(connection, f"SELECT * FROM {quoted(kept.name)}"):
        key = row[kept.key]
        known = state.pop((kept.name, key), None)
        if known is None:
            found.append(f"{kept.name} {key} is not told of")
            continue
        # a column that a later migration has added is NULL, and older entries do not know it
        wrong = [name for name, value in row.items() if told(value) != known.get(name)]
        found += [f"{kept.name} {key}.{name} is {told(row[name])!r}, told {known.get(name)!r}" for name in wrong]
        if unknown := known.keys() - row.keys():
            found.append(f"{kept.name} {key}: {sorted(unknown)} are told and have no column")
    return found
