"""Bringing an older register up to date: every missing migration in one transaction, all of them or none.

``README.md`` beside this file says how one is written. Alembic gives the order of the files and their vocabulary (``op``); which
of them a register has seen stands in the register's ``user_version``, and nowhere else.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import Script, ScriptDirectory

from db import search
from db.engine import Connections
from db.guards import dress, undress
from workbench.kernel.findings import Unavailable

HERE = Path(__file__).parent


def scripts(folder: Path = HERE) -> tuple[Script, ...]:
    """The migrations of ``folder``, oldest first. Their revisions are ``0001``, ``0002`` and so on."""
    found = tuple(reversed(list(ScriptDirectory(str(folder)).walk_revisions())))
    if [int(each.revision) for each in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered without gaps: {[each.revision for each in found]}")
    return found


def migrate(connections: Connections, folder: Path = HERE, *, wear: Callable[[sqlite3.Connection], None] = dress) -> None:
    """Undress, migrate, check the references, dress, make the search anew: on disk when it returns, else nothing of it.

    ``Unavailable`` (``register.migration``) when a row would refer to something that is not there.
    """
    with connections.connected() as raw, _spoken(raw) as connection:
        raw.execute("PRAGMA foreign_keys=OFF")  # inside a transaction the pragma would do nothing
        try:
            raw.execute("BEGIN IMMEDIATE")
            undress(raw)
            _steps(raw, connection, folder)
            if broken := raw.execute("PRAGMA foreign_key_check").fetchone():
                raise Unavailable("register.migration", str(tuple(broken)))
            wear(raw)
            search.rebuild(raw)
            raw.execute("COMMIT")
        finally:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raw.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _spoken(raw: sqlite3.Connection) -> Iterator[sa.Connection]:
    """``raw`` as Alembic takes it, outside of any transaction, which stays open afterwards. What SQLite says comes out as SQLite said it."""
    with sa.create_engine("sqlite://", creator=lambda: raw, poolclass=sa.StaticPool).connect() as connection:
        try:
            yield connection
        except sa.exc.DBAPIError as fault:
            if isinstance(fault.orig, sqlite3.Error):
                raise fault.orig from fault
            raise


def _steps(raw: sqlite3.Connection, connection: sa.Connection, folder: Path) -> None:
    seen = int(raw.execute("PRAGMA user_version").fetchone()[0])
    with Operations.context(MigrationContext.configure(connection)):
        for script in scripts(folder)[seen:]:
            with warnings.catch_warnings():
                warnings.simplefilter("error", sa.exc.SAWarning)  # a part of a table that was not understood would be lost
                script.module.upgrade()
            raw.execute(f"PRAGMA user_version = {int(script.revision)}")
