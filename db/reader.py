"""Questions to the register: records out, within one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from db import search
from db.kept import FILES, KEPT, Kept, quoted
from workbench.journal.chain import START
from workbench.journal.records import JournalEntry
from workbench.kernel.plain import Column, Plain
from workbench.kernel.ports import ALL, Among, Hit, Span
from workbench.kernel.values import Listed, Stored

R = TypeVar("R", bound=Stored | Listed)
JOURNAL = KEPT[JournalEntry]
SEQ = "seq"
"""The column of every row that names the journal entry that wrote it: the order of writing."""
LAST = "SELECT seq, digest FROM journal_entry ORDER BY seq DESC LIMIT 1"


class SqlReader:
    """The ``Reader`` of one SQL transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], key: str) -> R:
        """The record with this key; ``LookupError`` when there is none."""
        found = self.find(kind, {KEPT[kind].key: key})
        if not found:
            raise LookupError(f"{kind.__name__} {key}")
        return found[0]

    def find(
        self, kind: type[R], where: Mapping[str, object] = ALL, *, sort: str = "", limit: int | None = None, after: R | None = None
    ) -> tuple[R, ...]:
        """Records that ``where`` names, a page of them if ``limit`` or ``after`` says so."""
        kept = KEPT[kind]
        conditions, values = _conditions(kept, where)
        order, limited = "", ""
        if sort:
            order = _order(kept, sort)
            if after is not None:
                condition, last = _behind(kept, sort, after)
                conditions.append(condition)
                values += last
        elif after is not None:
            raise TypeError("a page has an order")
        if limit is not None:
            limited = " LIMIT ?"
            values.append(limit)
        of: Any = kind  # a class is hashable, which a checker of types does not see in type[R]
        made = _made if any(column.name in FILES for column in kept.shape.columns) else _remembered
        rows = self._ask(kept, _columns(of), conditions, f"{order}{limited}", values)
        return tuple([made(of, row) for row in rows])

    def count(self, kind: type[Stored] | type[Listed], where: Mapping[str, object] = ALL) -> int:
        """How many records ``where`` names."""
        conditions, values = _conditions(KEPT[kind], where)
        return int(self._ask(KEPT[kind], "count(*)", conditions, "", values)[0][0])

    def _ask(self, kept: Kept, what: str, conditions: list[str], then: str, values: list[Plain]) -> list[tuple[Any, ...]]:
        """One question as text, straight to SQLite: a dossier asks some fifty, and what stood between took most of the time of a step.

        Every name in the text is one of the schema's; whatever was typed is among ``values``.
        """
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return self._connection.execute(f"SELECT {what} FROM {quoted(kept.name)}{where}{then}", values).fetchall()

    def search(self, words: str, kinds: Collection[type[Stored]] = (), limit: int = 50) -> tuple[Hit, ...]:
        """The newest records in which each of ``words`` begins a word."""
        return search.ask(self._connection, words, kinds, limit)

    def head(self) -> tuple[int, bytes]:
        """Number and digest of the last journal entry."""
        last = self._connection.execute(LAST).fetchone()
        return (int(last[0]), bytes(last[1])) if last else (0, START)


@cache
def _columns(kind: type[Stored] | type[Listed]) -> str:
    """The columns of a record, as a question names them."""
    return ", ".join(quoted(column.name) for column in KEPT[kind].shape.columns)


def _made(kind: type[R], row: tuple[Any, ...]) -> R:
    """The record of a row."""
    shape = KEPT[kind].shape
    return cast(R, shape.back(dict(zip([column.name for column in shape.columns], row, strict=True))))


@lru_cache(maxsize=8192)
def _remembered(kind: type[R], row: tuple[Any, ...]) -> R:
    """The same, made once for equal rows: a record never changes, and an act reads those of its batch several times over."""
    return _made(kind, row)


def _conditions(kept: Kept, where: Mapping[str, object]) -> tuple[list[str], list[Plain]]:
    """What ``where`` says, as SQL with its values apart; ``KeyError`` for a name that is no field."""
    made: list[str] = []
    values: list[Plain] = []
    for name, wanted in where.items():
        if isinstance(wanted, Span):
            column = quoted(_in_order(kept, name).name)
            for sign, end in ((">=", wanted.first), ("<", wanted.beyond)):
                if end is not None:
                    made.append(f"{column} {sign} ?")
                    values += kept.shape.plain(name, end).values()
        elif isinstance(wanted, Among):
            column, among = _among(kept, name, wanted)
            made.append(f"{quoted(column)} IN ({', '.join('?' * len(among))})")
            values += among
        elif wanted is None:
            made += [f"{quoted(column.name)} IS NULL" for column, _, _ in kept.shape.by_name[name].parts]
        else:
            plain = kept.shape.plain(name, wanted)
            made += [f"{quoted(column)} = ?" for column in plain]
            values += plain.values()
    return made, values


def _among(kept: Kept, name: str, wanted: Among) -> tuple[str, list[Plain]]:
    """A field of one column, and its values: a quantity is two, and nothing equals None."""
    field = kept.shape.by_name[name]
    if field.value or None in wanted.values:
        raise TypeError(f"{name} is not asked for among several values")
    column = field.parts[0][0].name
    return column, [kept.shape.plain(name, each)[column] for each in wanted.values]


def _in_order(kept: Kept, name: str) -> Column:
    """The column of a field whose plain form has the order of its values; a quantity's has not."""
    field = kept.shape.by_name[name]
    column = field.parts[0][0]
    if field.value or column.of not in (datetime, date, int):
        raise TypeError(f"{name} has no order in the database")
    return column


def _ordered(kept: Kept, sort: str) -> list[str]:
    """The columns that a sort goes by; the key decides among equals. ``KeyError`` for a name that is no column."""
    name = sort.lstrip("-")
    if name != SEQ and name not in {column.name for column in kept.shape.columns}:
        raise KeyError(name)
    return [name] if name == kept.key else [name, kept.key]


def _order(kept: Kept, sort: str) -> str:
    down = " DESC" if sort.startswith("-") else ""
    return f" ORDER BY {', '.join(f'{quoted(name)}{down}' for name in _ordered(kept, sort))}"


def _behind(kept: Kept, sort: str, after: object) -> tuple[str, list[Plain]]:
    """What lies behind the record ``after`` in the order of ``sort``."""
    name = sort.lstrip("-")
    field = kept.shape.by_name.get(name)
    if field is None or field.optional or field.value:
        raise TypeError(f"no pages in the order of {name}")
    names, row = _ordered(kept, sort), kept.shape.row(after)
    marks = ", ".join("?" * len(names))
    return f"({', '.join(map(quoted, names))}) {'<' if sort.startswith('-') else '>'} ({marks})", [row[each] for each in names]
