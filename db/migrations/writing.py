"""Writes ``versions/0001_first.py`` from the schema: ``python -m db.migrations.writing``. Only before the first release.

After it, 0001 is history, and every change of the schema is a migration of its own.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import db.schema  # noqa: F401 - the whole schema
from db.kept import TABLES

FIRST = Path(__file__).parent / "versions" / "0001_first.py"
TEXT = '''"""The first schema, as text, one statement a line: it does not follow later changes of the records."""
# ruff: noqa: E501

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

DDL = """
{statements}
"""


def upgrade() -> None:
    for sql in DDL.strip().splitlines():
        op.get_bind().exec_driver_sql(sql)
'''


def statements() -> list[str]:
    """The SQL that makes every table and index of the present schema, in an order that holds."""
    dialect = sqlite.dialect()
    made = []
    for table in TABLES.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [str(CreateIndex(each).compile(dialect=dialect)) for each in sorted(table.indexes, key=lambda index: str(index.name))]
    return [" ".join(each.split()) for each in made]


def first() -> str:
    """The text of ``0001_first.py`` for the present schema."""
    return TEXT.format(statements="\n".join(statements()))


if __name__ == "__main__":
    FIRST.write_text(first(), encoding="utf-8")
