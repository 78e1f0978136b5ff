"""Bringing an older register up to date: every missing migration in one transaction, all of them or none.

``README.md`` beside this file says how one is written. Alembic gives the order of the files and their vocabulary (``op``); which
of them a register has seen stands in the register's ``user_version``, and nowhere else.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import cast

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import Script, ScriptDirectory

from db import search
from db.guards import dress, undress
from workbench.kernel.findings import Unavailable

HERE = Path(__file__).parent


def scripts(folder: Path = HERE) -> tuple[Script, ...]:
    """The migrations of ``folder``, oldest first. Their revisions are ``0001``, ``0002`` and so on."""
    found = tuple(reversed(list(ScriptDirectory(str(folder)).walk_revisions())))
    if [int(each.revision) for each in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered without gaps: {[each.revision for each in found]}")
    return found


def migrate(engine: sa.Engine, folder: Path = HERE, *, wear: Callable[[sa.Connection], None] = dress) -> None:
    """Undress, migrate, check the references, dress, make the search anew: on disk when it returns, else nothing of it.

    ``Unavailable`` (``register.migration``) when a row would refer to something that is not there.
    """
    with engine.connect() as connection:
        raw = cast(sqlite3.Connection, connection.connection.driver_connection)
        raw.execute("PRAGMA foreign_keys=OFF")  # inside a transaction the pragma would do nothing
        try:
            with connection.execution_options(writing=True).begin():
                _steps(connection, folder)
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Unavailable("register.migration", str(tuple(broken)))
                wear(connection)
                search.rebuild(connection)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _steps(connection: sa.Connection, folder: Path) -> None:
    seen = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    undress(connection)
    with Operations.context(MigrationContext.configure(connection)):
        for script in scripts(folder)[seen:]:
            with warnings.catch_warnings():
                warnings.simplefilter("error", sa.exc.SAWarning)  # a part of a table that was not understood would be lost
                script.module.upgrade()
            connection.exec_driver_sql(f"PRAGMA user_version = {int(script.revision)}")
