"""Questions to the register: records out, within one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from db import search
from db.kept import KEPT, Kept
from workbench.journal.chain import START
from workbench.journal.records import JournalEntry
from workbench.kernel.plain import Column
from workbench.kernel.ports import ALL, Among, Hit, Span
from workbench.kernel.values import Listed, Stored

R = TypeVar("R", bound=Stored | Listed)
JOURNAL = KEPT[JournalEntry]
LAST = sa.select(JOURNAL.table.c.seq, JOURNAL.table.c.digest).order_by(JOURNAL.table.c.seq.desc()).limit(1)


class SqlReader:
    """The ``Reader`` of one SQL transaction."""

    def __init__(self, connection: sa.Connection) -> None:
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
        question = sa.select(*(kept.table.c[column.name] for column in kept.shape.columns)).where(*_conditions(kept, where))
        if sort:
            question = _sorted(kept, question, sort, after)
        elif after is not None:
            raise TypeError("a page has an order")
        if limit is not None:
            question = question.limit(limit)
        rows = self._connection.execute(question).mappings()
        return tuple(kept.shape.back(cast(Mapping[str, object], row)) for row in rows)

    def count(self, kind: type[Stored] | type[Listed], where: Mapping[str, object] = ALL) -> int:
        """How many records ``where`` names."""
        kept = KEPT[kind]
        question = sa.select(sa.func.count()).select_from(kept.table).where(*_conditions(kept, where))
        return self._connection.execute(question).scalar_one()

    def search(self, words: str, kinds: Collection[type[Stored]] = (), limit: int = 50) -> tuple[Hit, ...]:
        """The newest records in which each of ``words`` begins a word."""
        return search.ask(self._connection, words, kinds, limit)

    def head(self) -> tuple[int, bytes]:
        """Number and digest of the last journal entry."""
        last = self._connection.execute(LAST).first()
        return (int(last[0]), bytes(last[1])) if last else (0, START)


def _conditions(kept: Kept, where: Mapping[str, object]) -> list[sa.ColumnElement[bool]]:
    made: list[sa.ColumnElement[bool]] = []
    columns = kept.table.c
    for name, wanted in where.items():
        if isinstance(wanted, Span):
            column = columns[_in_order(kept, name).name]
            made += [column >= kept.shape.plain(name, wanted.first)[name]] if wanted.first is not None else []
            made += [column < kept.shape.plain(name, wanted.beyond)[name]] if wanted.beyond is not None else []
        elif isinstance(wanted, Among):
            made.append(_among(kept, name, wanted))
        elif wanted is None:
            made += [columns[column.name].is_(None) for column, _, _ in kept.shape.by_name[name].parts]
        else:
            made += [columns[each] == value for each, value in kept.shape.plain(name, wanted).items()]
    return made


def _among(kept: Kept, name: str, wanted: Among) -> sa.ColumnElement[bool]:
    """A field of one column: a quantity is two, and nothing equals None."""
    field = kept.shape.by_name[name]
    if field.value or None in wanted.values:
        raise TypeError(f"{name} is not asked for among several values")
    column = field.parts[0][0].name
    return kept.table.c[column].in_([kept.shape.plain(name, each)[column] for each in wanted.values])


def _in_order(kept: Kept, name: str) -> Column:
    """The column of a field whose plain form has the order of its values; a quantity's has not."""
    field = kept.shape.by_name[name]
    column = field.parts[0][0]
    if field.value or column.of not in (datetime, date, int):
        raise TypeError(f"{name} has no order in the database")
    return column


def _sorted(kept: Kept, question: sa.Select[Any], sort: str, after: object | None) -> sa.Select[Any]:
    down, name = sort.startswith("-"), sort.lstrip("-")
    column, key = kept.table.c[name], kept.table.c[kept.key]
    order = (column,) if name == kept.key else (column, key)
    if after is not None:
        field = kept.shape.by_name.get(name)
        if field is None or field.optional or field.value:
            raise TypeError(f"no pages in the order of {name}")
        row = kept.shape.row(after)
        here, last = sa.tuple_(*order), sa.tuple_(*(sa.literal(row[each.name]) for each in order))
        question = question.where(here < last if down else here > last)
    return question.order_by(*(each.desc() if down else each for each in order))
