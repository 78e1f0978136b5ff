"""Opening a register: look before touching it, make a new one only when asked to, bring an old one up to date."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import search
from db.engine import Connections, connect
from db.faults import sorted_out
from db.place import refuse_place
from db.register import SqlRegister
from db.worn import DUE, VERSION, digest, worn_by
from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Clock

APPLICATION = 0x43775231
"""``application_id`` in the file's header: CwR1."""
SYSTEM = {
    errno.EACCES: "register.read-only",
    errno.EPERM: "register.read-only",
    errno.EROFS: "register.read-only",
    errno.ENOSPC: "register.disk-full",
    errno.EDQUOT: "register.disk-full",
    errno.EIO: "register.io",
}
"""What the system says on the way to the file; anything else makes it unreachable."""


def open_register(path: Path, clock: Clock, *, create: bool = False) -> SqlRegister:
    """The register in ``path``; with ``create`` a new, empty one where there is none.

    Raises ``Unavailable`` with a code that says what is in the way: ``register.absent``, ``.no-folder``, ``.network``,
    ``.read-only``, ``.unreachable``, ``.not-a-register``, ``.too-new``, ``.cut``, ``.corrupt``, ``.busy``, ``.altered``, ``.disk-full``,
    ``.io``, ``.migration``.
    Nothing is written to a file that is refused. A new file belongs to its owner alone (mode 0600).
    """
    with _reachable():
        if create and not path.exists():
            _make_file(path)
        refuse_place(path.parent)
        if not path.is_file():
            raise Unavailable("register.absent", str(path))
        if not os.access(path, os.R_OK | os.W_OK):
            raise Unavailable("register.read-only", str(path))
        with sorted_out():
            stamp = _look(path)
    if stamp is None and not create:
        raise Unavailable("register.not-a-register", str(path))
    connections = Connections(path)
    try:
        with sorted_out():
            if stamp is None:
                _fill(connections)
            elif stamp < VERSION:
                _migrate(connections)
            _check(connections)
    except BaseException:
        connections.close()
        raise
    return SqlRegister(connections, clock, path)


def begun(path: Path) -> bool:
    """Whether there is anything in ``path``, be it a register or not; ``Unavailable`` when that cannot be seen."""
    with _reachable():
        return path.exists() and (path.is_dir() or path.stat().st_size > 0)


@contextmanager
def _reachable() -> Iterator[None]:
    """What the system does not let through on the way to a file, as ``Unavailable``."""
    try:
        yield
    except OSError as fault:
        raise Unavailable(SYSTEM.get(fault.errno or 0, "register.unreachable"), str(fault)) from fault


def stamp_of(connection: sqlite3.Connection) -> int:
    """The number of the newest migration that the file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def stamp(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Writes what the file is and which migration it has seen."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {version}")


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_place(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # another start of the program was quicker; what it made is looked at like any other file


def _look(path: Path) -> int | None:
    """The version of the register in ``path``, None for an empty file; ``Unavailable`` for anything else. Reads only."""
    connection = connect(path)
    try:
        connection.execute("PRAGMA writable_schema=ON")  # else a file that is shorter than its header says does not tell even what it is
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        connection.execute("PRAGMA writable_schema=OFF")
        size = path.stat().st_size
        if size and application != APPLICATION:
            raise Unavailable("register.not-a-register", str(path))
        if version > VERSION:
            raise Unavailable("register.too-new", f"{version} > {VERSION}")
        if _is_short(connection, size):
            raise Unavailable("register.cut", f"{path}: {size} bytes")
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise Unavailable("register.not-a-register", str(path)) from fault
        raise
    finally:
        connection.close()
    return version if size else None


def _is_short(connection: sqlite3.Connection, size: int) -> bool:
    """Whether the file has fewer bytes than its header says: whole pages missing, or a part of the last."""
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:  # of the header alone this says only that pages are missing
            return True
        raise
    page = int(connection.execute("PRAGMA page_size").fetchone()[0])
    return size % page != 0 and size < page * int(connection.execute("PRAGMA page_count").fetchone()[0])


def _fill(connections: Connections) -> None:
    """Everything of a new register in one transaction: a start that is cut off leaves an empty file, which the next start fills."""
    from db.guards import dress  # this and what is below make the schema, which takes half a second and is needed once in a register's life
    from db.schema import statements

    with connections.transaction(writing=True) as connection:
        if stamp_of(connection):
            return
        for sql in statements():
            connection.execute(sql)
        dress(connection)
        search.rebuild(connection)
        stamp(connection)


def _migrate(connections: Connections) -> None:
    from db.migrations import migrate

    migrate(connections)


def _check(connections: Connections) -> None:
    """Quick: the schema by its texts and the ends of the search; the rows are the verifier's work."""
    with connections.transaction() as connection:
        if digest(worn_by(connection)) != DUE:
            from db.guards import undressed

            if wrong := undressed(connection):
                raise Unavailable("register.altered", ", ".join(wrong))
        sound = search.sound(connection)
    if not sound:
        with connections.transaction(writing=True) as connection:
            search.rebuild(connection)
