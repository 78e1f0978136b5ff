"""The one door: reads give records, changes are journalled in the same transaction."""
from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar, cast

import sqlalchemy as sa

from db.faults import as_unavailable
from db.schema import KEPT
from workbench.journal.chain import START, link
from workbench.journal.records import JournalEntry
from workbench.kernel.findings import Conflict
from workbench.kernel.plain import Plain
from workbench.kernel.ports import ALL, Clock
from workbench.kernel.values import Actor, Fact, Listed, Stored, Thing

R = TypeVar("R", bound=Stored | Listed)
T = TypeVar("T", bound=Thing)
JOURNAL = KEPT[JournalEntry]
BYTES_TOLD = 64


class SqlReader:
    """Questions in, records out, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], key: str) -> R:
        """The record with this key; ``LookupError`` when there is none."""
        found = self.find(kind, {KEPT[kind].key: key})
        if not found:
            raise LookupError(f"{kind.__name__} {key}")
        return found[0]

    def find(self, kind: type[R], where: Mapping[str, object] = ALL, *, sort: str = "", limit: int | None = None) -> tuple[R, ...]:
        """Records whose fields equal ``where``. ``sort`` is a column (``seq``: the order of writing), ``-`` before it for descending."""
        kept = KEPT[kind]
        columns = kept.table.c
        question = sa.select(*(columns[c.name] for c in kept.shape.columns))
        for name, value in kept.shape.equals(where).items():
            question = question.where(columns[name].is_(None) if value is None else columns[name] == value)
        if sort:
            column = columns[sort.lstrip("-")]
            question = question.order_by(column.desc() if sort[0] == "-" else column, columns[kept.key])
        rows = self._connection.execute(question.limit(limit)).mappings()
        return tuple(kept.shape.back(cast(Mapping[str, object], row)) for row in rows)

    def head(self) -> tuple[int, bytes]:
        """Number and digest of the last journal entry."""
        last = self._connection.execute(_LAST).first()
        return (int(last[0]), bytes(last[1])) if last else (0, START)


class SqlChange(SqlReader):
    """The only way to write; alive for one transaction."""

    def __init__(self, connection: sa.Connection, actor: Actor, reason: str, clock: Clock) -> None:
        super().__init__(connection)
        self._actor, self._reason, self._clock = actor, reason, clock
        self._last = self.head()
        self._act = self._last[0] + 1
        self._given = 0

    def fresh(self, letter: str) -> str:
        """A new identifier: the letter, the act's number in the journal, a count within the act."""
        self._given += 1
        return f"{letter}{self._act}-{self._given}"

    def add(self, record: Stored) -> None:
        """Writes a new record with its journal entry."""
        kept = KEPT[type(record)]
        row = kept.shape.row(record)
        seq = self._tell(kept.table.name, cast(str, row[kept.key]), None, row)
        self._connection.execute(kept.table.insert(), {**row, "seq": seq})

    def replace(self, old: T, new: T) -> None:
        """Puts ``new`` in the place of ``old``, if the register still holds ``old``."""
        kept = KEPT[type(old)]
        if isinstance(old, Fact) or type(old) is not type(new):
            raise TypeError(f"{type(old).__name__} cannot be replaced by {type(new).__name__}")
        before, after = kept.shape.row(old), kept.shape.row(new)
        key = before[kept.key]
        if key != after[kept.key]:
            raise TypeError("a key never changes")
        current = self.get(type(old), cast(str, key))
        if kept.shape.row(current) != before:
            raise Conflict(current, old, new)
        changed = [name for name in after if after[name] != before[name]]
        if changed:
            seq = self._tell(kept.table.name, cast(str, key), {n: before[n] for n in changed}, {n: after[n] for n in changed})
            values = {**{n: after[n] for n in changed}, "seq": seq}
            self._connection.execute(kept.table.update().where(kept.table.c[kept.key] == key).values(values))

    def _tell(self, what: str, key: str, before: dict[str, Plain] | None, after: dict[str, Plain]) -> int:
        seq, previous = self._last[0] + 1, self._last[1]
        entry = JournalEntry(
            seq, self._act, self._clock.now(), self._actor, self._reason, what, key, _json(before) if before else None, _json(after), previous, b""
        )
        row = JOURNAL.shape.row(entry)
        row["digest"] = digest = link(previous, row)
        self._connection.execute(_INSERT, row)
        self._last = (seq, digest)
        return seq


def _json(row: dict[str, Plain]) -> str:
    plain = {name: _told(value) if isinstance(value, bytes) else value for name, value in row.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _told(content: bytes) -> str:
    """Short bytes whole; files and papers by digest and size, so that the journal stays readable and small."""
    if len(content) <= BYTES_TOLD:
        return content.hex()
    return f"sha256:{hashlib.sha256(content).hexdigest()}:{len(content)}"


_LAST = sa.select(JOURNAL.table.c.seq, JOURNAL.table.c.digest).order_by(JOURNAL.table.c.seq.desc()).limit(1)
_INSERT = JOURNAL.table.insert()


class SqlRegister:
    """A register on SQLite or PostgreSQL."""

    def __init__(self, engine: sa.Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self._writing = engine.execution_options(writing=True)
        frozen = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reading = engine.execution_options(**(frozen if engine.dialect.name == "postgresql" else {}))
        self._open = threading.local()

    @contextmanager
    def reading(self) -> Iterator[SqlReader]:
        """One consistent view of the register: short, and nothing lazy leaves it."""
        with as_unavailable(), self._reading.begin() as connection:
            yield SqlReader(connection)

    @contextmanager
    def transaction(self, actor: Actor, reason: str) -> Iterator[SqlChange]:
        """All or nothing. When the block has ended without an error, it is on disk."""
        if getattr(self._open, "act", False):
            raise RuntimeError("one act, one transaction: an action called another action")
        self._open.act = True
        try:
            with as_unavailable(), self._write(actor, reason) as change:
                yield change
        finally:
            self._open.act = False

    @contextmanager
    def _write(self, actor: Actor, reason: str) -> Iterator[SqlChange]:
        with self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(814)")
            yield SqlChange(connection, actor, reason, self._clock)

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose()
