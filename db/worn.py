"""What a register wears, and the digest of what it should: told without making the schema, so that a start need not."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from db import search

VERSION = 1
"""The number of the newest migration, kept in the file as ``user_version``."""
DUE = "32c1cd6d2c9c8c2c60b573e654fc8293ae5d5759bb8392104054fc3b23fd18d9"
"""The digest of what a register of the present schema wears; written by ``python -m db.migrations.writing``. Where a register's is another
one, ``guards.undressed`` makes the schema and finds what differs."""

OF_SQLITE = "sqlite_"
"""How names begin that only SQLite itself can make, such as the table of what ANALYZE has counted."""


def worn_by(connection: sqlite3.Connection) -> dict[str, str]:
    """The triggers and views of a register with their texts; its tables and indexes with "": a migration writes those in another layout.

    Without what belongs to the search, which is made anew at any time, or to SQLite.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    worn = {name: sql for kind, name, sql in rows if kind in ("trigger", "view")}
    plain = {name: "" for kind, name, _ in rows if kind in ("table", "index") and not search.owns(name) and not name.startswith(OF_SQLITE)}
    return {**plain, **worn}


def digest(worn: dict[str, str]) -> str:
    """SHA-256 of names and texts."""
    return hashlib.sha256(json.dumps(worn, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
