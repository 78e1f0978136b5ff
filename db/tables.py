"""How a record type becomes a table or a view: columns, keys and CHECKs are read from its type hints.

Only what makes, migrates or compares a schema needs this; reading and writing go by ``kept.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from db.kept import KEPT, quoted
from workbench.journal.records import JournalEntry
from workbench.kernel.plain import Column, Shape

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
TABLES = sa.MetaData(naming_convention=NAMES)
VIEWS = sa.MetaData()
PLAIN: dict[type, Any] = {str: sa.Text(), int: sa.Integer(), bytes: sa.LargeBinary()}
DIGESTS = ("digest", "previous")
NOTHING: Mapping[str, str] = {}
Columns = list[str] | tuple[()]
VIEW_SQL: dict[str, str] = {}


def stored(
    record: type,
    *,
    unique: Columns = (),
    indexes: Columns = (),
    to: Mapping[str, str] = NOTHING,
    by: Columns = (),
    must: Mapping[str, str] = NOTHING,
) -> sa.Table:
    """A table for ``record``.

    Each of ``unique`` and ``indexes`` names its columns, separated by spaces. ``to`` names the table that a reference column
    points at; such a column gets an index unless one of the others begins with it. ``by`` are references to persons that
    nobody asks for, without an index. ``must`` are the record's own invariants, name to SQL. Every row but the journal's own
    carries ``seq``, the journal entry that wrote it.
    """
    kept = KEPT[record]
    shape, key, name = kept.shape, kept.key, kept.name
    items: list[SchemaItem] = [sa.Column(c.name, PLAIN[c.plain], nullable=c.optional, primary_key=c.name == key) for c in shape.columns]
    if record is not JournalEntry:
        items.append(sa.Column("seq", sa.Integer(), sa.ForeignKey("journal_entry.seq"), nullable=False, unique=True))
    begun = {each.split()[0] for each in (*unique, *indexes, key)}
    items += [sa.UniqueConstraint(*each.split()) for each in unique]
    items += [sa.Index(None, *each.split()) for each in (*indexes, *(column for column in to if column not in begun))]
    items += [sa.ForeignKeyConstraint([column], [f"{table}.id"]) for column, table in (*to.items(), *((each, "person") for each in by))]
    items += [sa.CheckConstraint(sql, name=each) for each, sql in {**_checks(shape), **must}.items()]
    return sa.Table(name, TABLES, *items, sqlite_strict=True, sqlite_with_rowid=False)


def listed(record: type, sql: str) -> sa.Table:
    """A view for ``record``; a test holds that its columns are the record's."""
    kept = KEPT[record]
    columns = [sa.Column(c.name, PLAIN[c.plain], nullable=c.optional, primary_key=c.name == kept.key) for c in kept.shape.columns]
    view = sa.Table(kept.name, VIEWS, *columns)
    VIEW_SQL[view.name] = " ".join(sql.split())
    return view


def _checks(shape: Shape[Any]) -> dict[str, str]:
    """What follows from the type of each column, and that a value's parts are all there or all missing."""
    made = {column.name: sql for column in shape.columns if (sql := _check(column))}
    for field in shape.fields:
        if field.value and field.optional:
            first, *others = (quoted(column.name) for column, _, _ in field.parts)
            made[f"{field.name}_whole"] = " AND ".join(f"({first} IS NULL) = ({other} IS NULL)" for other in others)
    return made


def _check(column: Column) -> str:
    name, of = quoted(column.name), column.of
    if issubclass(of, Enum):
        return f"{name} IN ({', '.join(_literal(member.value) for member in of)})"
    if of is bool:
        return f"{name} IN (0, 1)"
    if of is datetime:
        return f"{name} GLOB '????-??-??T??:??:??.??????Z'"
    if of is date:
        return f"{name} GLOB '????-??-??'"
    if of is Decimal:
        return f"{name} GLOB '*[0-9]*' AND {name} NOT GLOB '*[^-.0-9]*'"
    if column.name in DIGESTS and of is bytes:
        return f"length({name}) = 32"
    if column.name == "id":
        return f"{name} <> ''"
    return ""


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
