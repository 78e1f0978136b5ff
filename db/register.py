"""The one door: reads give records, changes are journalled in the same transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from db import search
from db.engine import Connections
from db.faults import sorted_out
from db.kept import KEPT, quoted
from db.reader import JOURNAL, SEQ, SqlReader
from workbench.journal.chain import link
from workbench.journal.records import JournalEntry
from workbench.kernel.findings import Conflict
from workbench.kernel.plain import Column, Plain
from workbench.kernel.ports import Clock
from workbench.kernel.values import Actor, Fact, Stored, Thing

T = TypeVar("T", bound=Thing)
BYTES_TOLD = 64


@cache
def _insert(table: str, columns: tuple[Column, ...]) -> str:
    """The columns of a record, then ``seq``. As text: putting the statement together anew for each row costs more than the row."""
    names = [column.name for column in columns]
    names += [] if SEQ in names else [SEQ]
    return f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, names))}) VALUES ({', '.join('?' * len(names))})"


class SqlChange(SqlReader):
    """The only way to write; alive for one transaction.

    The journal entry is written first, the row after it: the guards refuse a row that the last entry does not tell of. A write
    that failed leaves an entry without its row, so that the act as a whole is refused even where the caller passes over it.
    """

    def __init__(self, connection: sqlite3.Connection, actor: Actor, reason: str, clock: Clock) -> None:
        super().__init__(connection)
        self._actor, self._reason, self._at = actor, reason, clock.now()
        self._last = self.head()
        self._act = self._last[0] + 1
        self._given = 0
        self.broken = False

    def fresh(self, letter: str) -> str:
        """A new identifier: the letter, the act's number in the journal, a count within the act."""
        self._given += 1
        return f"{letter}{self._act}-{self._given}"

    def add(self, record: Stored) -> None:
        """Writes a new record with its journal entry."""
        kind = type(record)
        if not issubclass(kind, Stored):
            raise TypeError(f"{kind.__name__} is a list: its rows are other records'")
        kept = KEPT[kind]
        row = kept.shape.row(record)
        with self._whole():
            seq = self._tell(kept.name, cast(str, row[kept.key]), None, row)
            self._connection.execute(_insert(kept.name, kept.shape.columns), (*row.values(), seq))
            if kept.name in search.SEARCHED:
                search.write(self._connection, record, seq, self.get)

    def replace(self, old: T, new: T) -> None:
        """Puts ``new`` in the place of ``old``, if the register still holds ``old``."""
        kind = type(old)
        kept = KEPT[kind]
        if isinstance(old, Fact) or kind is not type(new):
            raise TypeError(f"{kind.__name__} cannot be replaced by {type(new).__name__}")
        before, after = kept.shape.row(old), kept.shape.row(new)
        key = cast(str, before[kept.key])
        if key != after[kept.key]:
            raise TypeError("a key never changes")
        current = self.get(kind, key)
        if kept.shape.row(current) != before:
            raise Conflict(current, old, new)
        changed = [name for name in after if after[name] != before[name]]
        if not changed:
            return
        with self._whole():
            searched = kept.name in search.SEARCHED
            gone = self._seq(kind, key) if searched else 0
            seq = self._tell(kept.name, key, {name: before[name] for name in changed}, {name: after[name] for name in changed})
            setting = ", ".join(f"{quoted(name)} = ?" for name in (*changed, SEQ))
            values = (*(after[name] for name in changed), seq, key)
            self._connection.execute(f"UPDATE {quoted(kept.name)} SET {setting} WHERE {quoted(kept.key)} = ?", values)
            if searched:
                search.write(self._connection, new, seq, self.get, gone)
                self._follow(kind, key)

    def _follow(self, kind: type[Stored], key: str) -> None:
        """The lines of other records that speak of the one that changed."""
        for other, field in search.followers(kind):
            each: Stored
            for each in self.find(other, {field: key}):
                seq = self._seq(other, getattr(each, KEPT[other].key))
                search.write(self._connection, each, seq, self.get, seq)

    def _seq(self, kind: type[Stored], key: str) -> int:
        sql = f"SELECT seq FROM {quoted(KEPT[kind].name)} WHERE {quoted(KEPT[kind].key)} = ?"
        return int(self._connection.execute(sql, (key,)).fetchone()[0])

    def _tell(self, what: str, key: str, before: dict[str, Plain] | None, after: dict[str, Plain]) -> int:
        seq, previous = self._last[0] + 1, self._last[1]
        told = _json(before) if before else None
        entry = JournalEntry(seq, self._act, self._at, self._actor, self._reason, what, key, told, _json(after), previous, b"")
        row = JOURNAL.shape.row(entry)
        row["digest"] = digest = link(previous, row)
        self._connection.execute(_insert(JOURNAL.name, JOURNAL.shape.columns), tuple(row.values()))
        self._last = (seq, digest)
        return seq

    @contextmanager
    def _whole(self) -> Iterator[None]:
        sound, self.broken = self.broken, True
        yield
        self.broken = sound


def told(value: Plain) -> str | int | None:
    """A value as the journal tells it: short bytes whole, files and papers by digest and size, so that it stays readable and small."""
    if not isinstance(value, bytes):
        return value
    if len(value) <= BYTES_TOLD:
        return value.hex()
    return f"sha256:{hashlib.sha256(value).hexdigest()}:{len(value)}"


def _json(row: Mapping[str, Plain]) -> str:
    return json.dumps({name: told(value) for name, value in row.items()}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class SqlRegister:
    """A register in one SQLite file. Opened by ``db.opening.open_register``; its reads and acts may come from any thread."""

    def __init__(self, connections: Connections, clock: Clock, path: Path) -> None:
        self._connections, self._clock, self.path = connections, clock, path
        self._open = threading.local()

    @contextmanager
    def reading(self) -> Iterator[SqlReader]:
        """One consistent view of the register: short, and nothing lazy leaves it."""
        with sorted_out(), self._connections.transaction() as connection:
            yield SqlReader(connection)

    @contextmanager
    def transaction(self, actor: Actor, reason: str) -> Iterator[SqlChange]:
        """All or nothing. When the block has ended without an error, it is on disk."""
        if not reason.strip():
            raise ValueError("a change has a reason")
        if getattr(self._open, "act", False):
            raise RuntimeError("one act, one transaction: an action called another action")
        self._open.act = True
        try:
            with sorted_out(), self._connections.transaction(writing=True) as connection:
                change = SqlChange(connection, actor, reason, self._clock)
                yield change
                if change.broken:
                    raise RuntimeError("a write of this act failed and was passed over")
        finally:
            self._open.act = False

    def close(self) -> None:
        """Gives every connection back."""
        self._connections.close()
