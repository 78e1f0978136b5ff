"""Another program at the register's file: plain sqlite3, without anything of ``db`` between, and without its settings unless asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.kept import KEPT, quoted
from workbench.journal.chain import START, link
from workbench.kernel.values import Stored

ACTOR = {"actor_person": "P9", "actor_role": "technician", "actor_workstation": "elsewhere", "actor_zone": "UTC"}


@contextmanager
def opened(path: Path, *pragmas: str) -> Iterator[sqlite3.Connection]:
    """A connection of the standard library in autocommit, closed at the end."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.2)
    connection.row_factory = sqlite3.Row
    try:
        for each in pragmas:
            connection.execute(f"PRAGMA {each}")
        yield connection
    finally:
        connection.close()


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the file holds, table by table."""
    with opened(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted((tuple(row) for row in connection.execute(f"SELECT * FROM {quoted(name)}")), key=repr) for name in names}


def journal(path: Path) -> list[dict[str, Any]]:
    """The journal's rows in their order."""
    with opened(path) as connection:
        return [dict(row) for row in connection.execute("SELECT * FROM journal_entry ORDER BY seq")]


def tell(connection: sqlite3.Connection, what: str, key: str, after: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> int:
    """Writes a journal entry that holds in the chain; its number."""
    last = connection.execute("SELECT seq, digest FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (last["seq"] + 1, last["digest"]) if last else (1, START)
    row = {
        "seq": seq, "act": seq, "at": "2026-11-20T10:00:00.000000Z", **ACTOR, "reason": "another program", "what": what, "key": key,
        "before": json.dumps(before) if before else None, "after": json.dumps(after), "previous": previous,
    }  # fmt: skip
    insert(connection, "journal_entry", {**row, "digest": link(previous, row)})
    return int(seq)


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any], how: str = "INSERT") -> None:
    """One row, column by column."""
    names = ", ".join(quoted(name) for name in row)
    connection.execute(f"{how} INTO {quoted(table)} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def add(connection: sqlite3.Connection, record: Stored, how: str = "INSERT") -> None:
    """A record with a lawful journal entry, as a program would write it that knows the form but none of the rules."""
    kept = KEPT[type(record)]
    row: dict[str, Any] = dict(kept.shape.row(record))
    readable = {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
    row["seq"] = tell(connection, kept.name, str(row[kept.key]), readable)
    insert(connection, kept.name, row, how)
