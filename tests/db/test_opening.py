"""Opening a register: what is made, what is refused with which sentence, and that nothing is written to what is refused."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.engine import PRAGMAS
from db.opening import APPLICATION, begun, open_register
from db.place import file_system, refuse_place
from db.register import SqlRegister
from db.worn import VERSION
from tests.db import raw
from tests.db.examples import ACTOR, PEOPLE
from tests.desk import StandingClock
from workbench.kernel.findings import Unavailable
from workbench.people.records import Person
from workbench.words.findings import told_unavailable
from workbench.words.sentences import all_sentences
from workbench.words.translation import ENGLISH


def refused(path: Path, *, create: bool = False) -> str:
    """The code with which ``path`` is not opened; its sentence says what and what to do, and the file is as it was."""
    there = path.name in os.listdir(path.parent) if path.parent.is_dir() else False
    before = path.read_bytes() if there and path.is_file() else None
    with pytest.raises(Unavailable) as fault:
        open_register(path, StandingClock(), create=create)
    sentence = all_sentences()[fault.value.code]
    told = told_unavailable(fault.value, ENGLISH)
    assert told.what == sentence.what
    assert told.lifted
    assert (path.read_bytes() if there and path.is_file() else None) == before
    assert not path.parent.is_dir() or f"{path.name}-journal" not in os.listdir(path.parent)
    return fault.value.code


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    path = tmp_path / "register.sqlite"
    shutil.copyfile(filled, path)
    return path


def test_a_new_register_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "of" / "it" / "register.sqlite"
    open_register(path, StandingClock(), create=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with raw.opened(path) as file:
        assert file.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
        assert file.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]


def test_every_connection_is_durable_and_guarded(register: SqlRegister) -> None:
    wanted = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2}
    assert {each.split("=")[0] for each in PRAGMAS} == wanted.keys()
    with register._connections.connected() as one, register._connections.connected() as other:
        assert one is not other
        for connection in (one, other):
            assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_where_there_is_none_it_is_absent_and_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    assert not begun(path)
    assert refused(path) == "register.absent"
    assert list(tmp_path.iterdir()) == []


def test_where_the_folder_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone" / "register.sqlite") == "register.no-folder"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refused(tmp_path / "file" / "register.sqlite") in ("register.no-folder", "register.unreachable")
    assert refused(tmp_path / "file" / "register.sqlite", create=True) in ("register.no-folder", "register.unreachable")


def test_a_folder_in_its_place_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").mkdir()
    assert begun(tmp_path / "register.sqlite")
    assert refused(tmp_path / "register.sqlite") == "register.absent"
    assert refused(tmp_path / "register.sqlite", create=True) == "register.absent"


def test_a_name_that_the_system_does_not_take(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300), create=True) == "register.unreachable"


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3\x00", b"this is no register " * 500, bytes(4096), b"\x89PNG\r\n\x1a\n" + bytes(9000)])
def test_another_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(content)
    assert begun(path)
    assert refused(path) == "register.not-a-register"
    assert refused(path, create=True) == "register.not-a-register"


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    with raw.opened(path) as file:
        file.execute("CREATE TABLE patient (id TEXT)")
        file.execute("PRAGMA user_version = 1")
    assert refused(path, create=True) == "register.not-a-register"


def test_an_empty_file_is_no_register_unless_one_is_to_be_made(tmp_path: Path) -> None:
    """A start that is cut off leaves an empty file, which the next one fills."""
    path = tmp_path / "register.sqlite"
    path.touch()
    assert not begun(path)
    assert refused(path) == "register.not-a-register"
    open_register(path, StandingClock(), create=True).close()
    open_register(path, StandingClock()).close()


@pytest.mark.parametrize("version", [VERSION + 1, 2**31 - 1])
def test_a_register_of_a_newer_version_is_left_byte_for_byte(copy: Path, version: int) -> None:
    with raw.opened(copy) as file:
        file.execute(f"PRAGMA user_version = {version}")
        file.execute("CREATE TABLE of_a_later_day (id TEXT)")
    assert refused(copy) == "register.too-new"
    assert refused(copy, create=True) == "register.too-new"


@pytest.mark.parametrize("left", [100, 4095, 4096, 4097, 8192, -4096, -1])
def test_a_register_that_is_cut_short_says_so(copy: Path, left: int) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[:left])
    assert refused(copy) == "register.cut"
    copy.write_bytes(whole)
    open_register(copy, StandingClock()).close()


def test_damage_in_the_schema_is_found_at_the_start(copy: Path) -> None:
    whole = bytearray(copy.read_bytes())
    whole[100:4096] = os.urandom(3996)
    copy.write_bytes(whole)
    assert refused(copy) == "register.corrupt"


def test_damage_further_on_is_told_when_it_is_read_and_nothing_is_written(copy: Path) -> None:
    with raw.opened(copy) as file:
        page = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()[0]
    with copy.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    register = open_register(copy, StandingClock())
    before = copy.read_bytes()
    with pytest.raises(Unavailable) as fault, register.reading() as reader:
        reader.find(Person)
    assert fault.value.code == "register.corrupt"
    with pytest.raises(Unavailable) as fault, register.transaction(ACTOR, "a test") as change:
        change.add(Person("P9", "x", "x", "9999", True))
    assert fault.value.code == "register.corrupt"
    register.close()
    assert copy.read_bytes() == before


def test_two_that_begin_a_register_at_once_begin_one(tmp_path: Path) -> None:
    path, made, faults = tmp_path / "register.sqlite", [], []

    def begin() -> None:
        try:
            made.append(open_register(path, StandingClock(), create=True))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    for number, register in enumerate(made):
        with register.transaction(ACTOR, "a test") as change:
            change.add(Person(f"N{number}", "x", "x", f"{number}", True))
    with made[0].reading() as reader:
        assert reader.count(Person) == 4
    for register in made:
        register.close()


def test_a_link_to_a_register_opens_it(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(copy)
    register = open_register(tmp_path / "link", StandingClock())
    with register.reading() as reader:
        assert reader.get(Person, PEOPLE[0].id) == PEOPLE[0]
    register.close()


def test_a_name_with_signs_of_an_address_is_only_a_name(tmp_path: Path) -> None:
    """The file is opened by an address: what would have a meaning there is only a part of the name."""
    path = tmp_path / "re?mode=memory#gi ster%41 й.sqlite"
    open_register(path, StandingClock(), create=True).close()
    assert path.stat().st_size > 0
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


MOUNTS = """\
24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 24 0:26 / /mnt/share rw - nfs4 server:/x rw
31 24 0:27 / /mnt/with\\040space rw - cifs //server/x rw
32 24 0:28 / /mnt/share/own rw - ext4 /dev/vdb rw
33 24 0:29 / /mnt/twice rw - ext4 /dev/vdc rw
34 24 0:30 / /mnt/twice rw - fuse.sshfs host: rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/", "ext4"), ("/srv/x", "ext4"), ("/mnt/share", "nfs4"), ("/mnt/share/a/b", "nfs4"), ("/mnt/shared", "ext4"), ("/mnt/share/own/x", "ext4"),
     ("/mnt/with space/x", "cifs"), ("/mnt/twice/x", "fuse.sshfs")],
)  # fmt: skip
def test_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS) == kind


def test_a_folder_on_another_machine_is_refused(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"24 1 0:1 / / rw - ext4 /dev/vda rw\n30 24 0:26 / {tmp_path.resolve()} rw - nfs4 server:/x rw\n", encoding="utf-8")
    monkeypatch.setattr("db.place.MOUNTS", mounts)
    monkeypatch.setattr("sys.platform", "linux")
    assert refused(copy) == "register.network"
    assert refused(tmp_path / "new.sqlite", create=True) == "register.network"
    assert not (tmp_path / "new.sqlite").exists()
    monkeypatch.setattr("db.place.MOUNTS", tmp_path / "not there")
    refuse_place(tmp_path)


def test_opening_again_writes_nothing(copy: Path, opened: Callable[[Path], SqlRegister]) -> None:
    before = copy.read_bytes(), copy.stat().st_mtime_ns
    open_register(copy, StandingClock()).close()
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before
