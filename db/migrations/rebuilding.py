"""Making a table anew with another text, for what ALTER TABLE cannot do (sqlite.org/lang_altertable.html, section 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa

from db.kept import quoted


def rebuild(connection: sa.Connection, create: str, indexes: Sequence[str] = ()) -> None:
    """Puts a table made by ``create`` in the place of the one of the same name, with all its rows.

    ``indexes`` are made on it again. The caller's transaction has ``foreign_keys`` off and neither views nor triggers on.
    Columns that only the new table has stay NULL; a column that would be lost is a ``ValueError``.
    """
    found = re.match(r'CREATE TABLE "?(\w+)"? \(', create)
    if not found:
        raise ValueError("not the text of a table")
    name = found[1]
    made = f"{name}_anew"
    connection.exec_driver_sql(f"CREATE TABLE {quoted(made)} {create[found.end() - 1 :]}")
    before, after = _columns(connection, name), _columns(connection, made)
    if lost := set(before) - set(after):
        raise ValueError(f"{name} would lose {sorted(lost)}")
    columns = ", ".join(quoted(each) for each in before)
    connection.exec_driver_sql(f"INSERT INTO {quoted(made)} ({columns}) SELECT {columns} FROM {quoted(name)}")
    connection.exec_driver_sql(f"DROP TABLE {quoted(name)}")
    connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")  # other tables go on referring to the name, not to the table
    connection.exec_driver_sql(f"ALTER TABLE {quoted(made)} RENAME TO {quoted(name)}")
    connection.exec_driver_sql("PRAGMA legacy_alter_table=OFF")
    for sql in indexes:
        connection.exec_driver_sql(sql)


def _columns(connection: sa.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({quoted(table)})")]
