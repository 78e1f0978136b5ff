"""Writes what is told of the schema in text: ``python -m db.migrations.writing`` after every change of records, views or guards.

``versions/0001_first.py`` only before the first release: after it, 0001 is history, and every change of the schema is a migration of its own.
``db/worn.py`` gets the digest of what a register wears.
"""

from __future__ import annotations

import re
from pathlib import Path

from db.guards import due_digest
from db.schema import statements

WORN = Path(__file__).parent.parent / "worn.py"
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


def first() -> str:
    """The text of ``0001_first.py`` for the present schema."""
    return TEXT.format(statements="\n".join(statements()))


def worn() -> str:
    """The text of ``db/worn.py`` with the digest of the present schema."""
    return re.sub(r'^DUE = ".*"$', f'DUE = "{due_digest()}"', WORN.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)


if __name__ == "__main__":
    FIRST.write_text(first(), encoding="utf-8")
    WORN.write_text(worn(), encoding="utf-8")
