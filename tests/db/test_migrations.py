"""Changes of what is stored: the first schema is the present one; an older register is brought up whole or left as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db import opening
from db.engine import Connections
from db.guards import dress, triggers, undressed, views
from db.migrations import migrate, scripts
from db.migrations.writing import FIRST, WORN, first, worn
from db.opening import APPLICATION, open_register, stamp
from db.worn import VERSION
from tests.db import raw
from tests.db.examples import EXAMPLES
from tests.desk import StandingClock
from workbench.journal.chain import first_break
from workbench.kernel.findings import Unavailable
from workbench.words.findings import told_unavailable
from workbench.words.translation import ENGLISH

HEAD = "from alembic import op\nimport sqlalchemy as sa\nrevision, down_revision = '{revision}', '{before}'\n\n\ndef upgrade() -> None:\n"
ADDED = HEAD.format(revision="0002", before="0001") + "    op.add_column('bag', sa.Column('mass_value', sa.Text()))\n"
REBUILT = (
    "import sqlalchemy as sa\nfrom alembic import op\nfrom db.migrations.rebuilding import rebuild\nrevision, down_revision = '0003', '0002'\n\n\n"
    "def upgrade() -> None:\n"
    "    sql = op.get_bind().exec_driver_sql(\"SELECT sql FROM sqlite_master WHERE name = 'person'\").scalar_one()\n"
    "    rebuild(op.get_bind(), sql.replace('badge TEXT NOT NULL', 'badge TEXT NOT NULL, shoe TEXT'))\n"
)
LOSES = (
    "from alembic import op\nfrom db.migrations.rebuilding import rebuild\nrevision, down_revision = '0002', '0001'\n\n\n"
    "def upgrade() -> None:\n    rebuild(op.get_bind(), 'CREATE TABLE person (id TEXT PRIMARY KEY)')\n"
)


def texts(path: Path) -> dict[str, str]:
    """Name to SQL of everything in a file, without differences of layout."""
    with raw.opened(path) as file:
        return {row["name"]: " ".join(row["sql"].split()) for row in file.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of migrations with the first one in it."""
    made = tmp_path / "migrations"
    (made / "versions").mkdir(parents=True)
    shutil.copyfile(FIRST, made / "versions" / FIRST.name)
    return made


@dataclass
class Old:
    """A register that a later version of the program finds."""

    path: Path
    connections: Connections


@pytest.fixture
def old(filled: Path, tmp_path: Path) -> Iterator[Old]:
    path = tmp_path / "old.sqlite"
    shutil.copyfile(filled, path)
    connections = Connections(path)
    yield Old(path, connections)
    connections.close()


def write(folder: Path, name: str, text: str) -> None:
    (folder / "versions" / name).write_text(text, encoding="utf-8")


def test_the_first_schema_is_the_present_one() -> None:
    assert VERSION == 1, "after the first release 0001 is history: then the newest migration is compared with the schema"
    assert FIRST.read_text(encoding="utf-8") == first()
    assert WORN.read_text(encoding="utf-8") == worn()


def test_migrations_and_the_schema_make_the_same_register(tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "migrated.sqlite"
    path.touch()
    connections = Connections(path)
    migrate(connections)
    with connections.transaction(writing=True) as connection:
        assert undressed(connection) == ()
        stamp(connection)
    connections.close()
    assert texts(path) == texts(blank)
    open_register(path, StandingClock()).close()


def test_the_version_is_the_number_of_the_newest_migration() -> None:
    assert len(scripts()) == VERSION
    assert scripts()[-1].revision == f"{VERSION:04}"


def test_an_older_register_keeps_everything(old: Old, folder: Path) -> None:
    before, journal = raw.dump(old.path), raw.journal(old.path)
    write(folder, "0002_mass.py", ADDED)
    write(folder, "0003_shoe.py", REBUILT)
    migrate(old.connections, folder)
    after = raw.dump(old.path)
    assert {name for name in after if after[name] != before.get(name)} <= {"bag", "person", "search_data", "search_docsize", "search_idx"}
    assert after["bag"] == [(*row, None) for row in before["bag"]]
    with raw.opened(old.path) as file:
        people = [dict(row) for row in file.execute("SELECT id, name, badge, shoe FROM person ORDER BY id")]
        assert [each["id"] for each in people] == sorted(each.id for each in EXAMPLES if type(each).__name__ == "Person")
        assert {each["shoe"] for each in people} == {None}
        assert file.execute("PRAGMA user_version").fetchone()[0] == 3
        assert file.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        row = dict(file.execute("SELECT * FROM person LIMIT 1").fetchone())
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            file.execute("DELETE FROM person")
    assert row["badge"]
    assert raw.journal(old.path) == journal
    assert first_break(journal) is None
    worn = texts(old.path)
    assert {name: worn[name] for name in {**triggers(), **views()}} == {**triggers(), **views()}
    with old.connections.connected() as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


FAULTS = {
    "a migration that fails": (ADDED + "    raise RuntimeError('half way')\n", RuntimeError, "half way"),
    "a migration that SQLite refuses": (ADDED + "    op.add_column('bag', sa.Column('mass_value', sa.Text()))\n", sqlite3.OperationalError, "duplicate"),
    "a reference to nothing": (ADDED + "    op.execute(\"UPDATE batch SET patient = 'nobody'\")\n", Unavailable, "batch"),
    "a column that would be lost": (LOSES, ValueError, "person would lose"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failure_leaves_the_register_as_it_was(old: Old, folder: Path, fault: str) -> None:
    text, kind, says = FAULTS[fault]
    write(folder, "0002_mass.py", text)
    before, worn = raw.dump(old.path), texts(old.path)
    with pytest.raises(kind, match=says) as raised:
        migrate(old.connections, folder)
    if isinstance(raised.value, Unavailable):
        assert raised.value.code == "register.migration"
        assert told_unavailable(raised.value, ENGLISH).what == "The register could not be brought up to this version"
    assert (raw.dump(old.path), texts(old.path)) == (before, worn)
    old.connections.close()
    open_register(old.path, StandingClock()).close()


def test_a_failure_in_the_second_takes_the_first_back(old: Old, folder: Path) -> None:
    write(folder, "0002_mass.py", ADDED)
    write(folder, "0003_fails.py", HEAD.format(revision="0003", before="0002") + "    raise RuntimeError('half way')\n")
    before = raw.dump(old.path)
    with pytest.raises(RuntimeError, match="half way"):
        migrate(old.connections, folder)
    assert raw.dump(old.path) == before
    with raw.opened(old.path) as file:
        assert file.execute("PRAGMA user_version").fetchone()[0] == 1


def test_opening_migrates_what_is_older(old: Old, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "0002_mass.py", ADDED)
    monkeypatch.setattr(opening, "VERSION", 2)
    monkeypatch.setattr(opening, "_migrate", lambda connections: migrate(connections, folder))
    old.connections.close()
    open_register(old.path, StandingClock()).close()
    with raw.opened(old.path) as file:
        assert file.execute("PRAGMA user_version").fetchone()[0] == 2
    before = old.path.read_bytes()
    open_register(old.path, StandingClock()).close()
    assert old.path.read_bytes() == before, "once is enough"


def test_a_migration_that_was_not_needed_changes_nothing(old: Old, folder: Path) -> None:
    before = raw.dump(old.path)
    migrate(old.connections, folder)
    assert {name for name, rows in raw.dump(old.path).items() if rows != before[name]} <= {"search_data", "search_docsize", "search_idx", "search_content"}


@pytest.mark.parametrize("revisions", [("0003",), ("0002", "0004"), ("2",)])
def test_migrations_are_numbered_without_gaps(folder: Path, revisions: tuple[str, ...]) -> None:
    before = "0001"
    for each in revisions:
        write(folder, f"{each}_x.py", HEAD.format(revision=each, before=before) + "    pass\n")
        before = each
    if revisions == ("2",):
        assert len(scripts(folder)) == 2, "numbers, however they are written"
        return
    with pytest.raises(ValueError, match="gaps"):
        scripts(folder)


def test_dressing_is_part_of_the_transaction(old: Old, folder: Path) -> None:
    def wear(connection: sqlite3.Connection) -> None:
        dress(connection)
        raise RuntimeError("after dressing")

    before = texts(old.path)
    with pytest.raises(RuntimeError, match="after dressing"):
        migrate(old.connections, folder, wear=wear)
    assert texts(old.path) == before
