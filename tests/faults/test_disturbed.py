"""What the world does to a register at work: killed, locked, full, taken away. Nothing acknowledged is lost, nothing is half written."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import engine
from db.opening import open_register
from tests.desk import StandingClock
from tests.faults.working import begin, done, refusal, work, work_on
from workbench.kernel.findings import Conflict, Unavailable
from workbench.site.records import Series
from workbench.words.findings import told_unavailable
from workbench.words.translation import ENGLISH

FULL = os.environ.get("FAULTS", "short") == "full"
posix = pytest.mark.skipif(sys.platform == "win32", reason="asks for fork, signals and limits of a process")


def python(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env={**os.environ, "PYTHONPATH": str(root), **environment}, capture_output=True, text=True, check=False, timeout=3600
    )


def no_traceback(said: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in said.stdout + said.stderr, said.stderr


# Killed -----------------------------------------------------------------------------------------------------------------------


@posix
def test_what_was_acknowledged_outlives_a_kill(root: Path, tmp_path: Path) -> None:
    """Some dozens of kills; ``FAULTS=full`` makes 2,000."""
    said = python(root, "-m", "tests.faults.kills", str(tmp_path), "2000" if FULL else "30", "7")
    assert said.returncode == 0, said.stderr
    assert said.stderr == ""
    print(said.stdout)


# Locked, and two at once ------------------------------------------------------------------------------------------------------


@contextmanager
def another_process(root: Path, path: Path, sql: str) -> Iterator[None]:
    """A process that has done ``sql`` at the file and holds on to what it has got."""
    code = f"import sqlite3, sys; file = sqlite3.connect({str(path)!r}, isolation_level=None); file.executescript({sql!r}).fetchone(); print('there', flush=True); sys.stdin.read()"
    if "SELECT" in sql:
        begin_, select = sql.split(";", 1)
        code = f"import sqlite3, sys; file = sqlite3.connect({str(path)!r}, isolation_level=None); file.execute({begin_!r}); rows = file.execute({select!r}); rows.fetchone(); print('there', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline() == "there\n"
        yield
        process.stdin.close()


@pytest.mark.parametrize("sql", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE", "BEGIN;SELECT * FROM journal_entry"])
def test_a_register_that_another_process_holds_is_busy(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """One that reads stops the commit, one that writes stops the act; either way all of it is taken back."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    path = tmp_path / "register.sqlite"
    register = begin(path)
    work(register)
    before = path.read_bytes()
    with another_process(root, path, sql):
        assert refusal(lambda: work(register)) == "register.busy"
        assert refusal(lambda: work(register)) == "register.busy"
        opens = refusal(lambda: open_register(path, StandingClock()).close())
        assert opens == ("register.busy" if sql == "BEGIN EXCLUSIVE" else "")
        with pytest.raises(Unavailable) as fault:
            work(register)
    told = told_unavailable(fault.value, ENGLISH)
    assert (told.what, told.lifted) == ("The register is being written to by another workstation", "Wait a moment and do it again. Nothing was written.")
    assert path.read_bytes() == before
    assert work(register) == 3
    register.close()
    assert done(path) == 3


def test_a_register_that_is_free_again_in_time_is_waited_for(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    register = begin(path)
    holds = subprocess.Popen(
        [sys.executable, "-c", f"import sqlite3, time; f = sqlite3.connect({str(path)!r}, isolation_level=None); f.execute('BEGIN EXCLUSIVE'); print('there', flush=True); time.sleep(0.3)"],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    with holds:
        assert holds.stdout is not None and holds.stdout.readline()
        assert work(register) == 2
    register.close()


TOGETHER = """
import json, sys
from pathlib import Path
from tests.faults.working import begin, work_on
from workbench.kernel.findings import Conflict
from workbench.site.records import Series
register, conflicts, mine = begin(Path(sys.argv[1])), 0, []
while len(mine) < 25:
    with register.reading() as reader:
        (seen,) = reader.find(Series)
    try:
        mine.append(work_on(register, seen))
    except Conflict as fault:
        assert fault.current != seen
        conflicts += 1
register.close()
print(json.dumps([conflicts, mine]))
"""


def test_two_processes_lose_nothing_to_each_other(root: Path, tmp_path: Path) -> None:
    """Who decided on what is no longer so is told, and decides again: no count is given twice, none is left out."""
    path = tmp_path / "register.sqlite"
    begin(path).close()
    environment = {**os.environ, "PYTHONPATH": str(root)}
    both = [subprocess.Popen([sys.executable, "-c", TOGETHER, str(path)], cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in "ab"]
    said = [each.communicate(timeout=300) for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    numbers = [json.loads(out)[1] for out, _ in said]
    assert sorted(numbers[0] + numbers[1]) == list(range(2, 52))
    assert done(path) == 51


def test_who_was_slower_is_told_what_is_there_now(tmp_path: Path) -> None:
    mine, theirs = begin(tmp_path / "register.sqlite"), open_register(tmp_path / "register.sqlite", StandingClock())
    with mine.reading() as reader:
        (seen,) = reader.find(Series)
    work_on(theirs, seen)
    with pytest.raises(Conflict) as fault:
        work_on(mine, seen)
    assert fault.value.current == Series("acts", 2)
    assert told_unavailable(fault.value, ENGLISH).what == "Somebody else changed this first"
    for each in (mine, theirs):
        each.close()
    assert done(tmp_path / "register.sqlite") == 2


# Full -------------------------------------------------------------------------------------------------------------------------


def fill(path: Path, more: Callable[[], object], code: str) -> None:
    """Works until the disk is full; then ``more`` makes room. Everything acknowledged is there at each moment."""
    register, last, refused = begin(path), 1, []
    for _ in range(400):
        found = refusal(lambda: work(register, os.urandom(3000)))
        if found:
            refused.append(found)
            if len(refused) == 3:
                break
        else:
            last += 1
    assert refused == [code] * 3
    assert last > 1
    with register.reading() as reader:
        (counter,) = reader.find(Series)
    assert counter.last == last
    more()
    assert work(register) == last + 1
    register.close()
    assert done(path) == last + 1


def test_a_full_disk_refuses_the_act_and_room_lets_it_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own limit on the size of a file stands for the disk's."""
    path = tmp_path / "register.sqlite"
    begin(path).close()
    pages = path.stat().st_size // 4096 + 40
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, f"max_page_count={pages}"))
    register = begin(path)
    last = 1
    while (found := refusal(lambda: work(register, os.urandom(3000)))) == "":
        last += 1
    assert found == "register.disk-full"
    assert last > 5
    assert refusal(lambda: work(register, os.urandom(3000))) == "register.disk-full"
    register.close()
    monkeypatch.undo()
    assert done(path) == last
    register = begin(path)
    assert work(register) == last + 1
    register.close()


@posix
def test_a_limit_on_the_size_of_files_is_a_disk_that_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    begin(path).close()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 200_000, before[1]))
    try:
        fill(path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before), "register.io")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Disks of a given size in memory; only root may mount them, and not in every container."""
    mounted: list[Path] = []

    def disk(size: str) -> Path:
        path = tmp_path / f"disk-{len(mounted)}"
        path.mkdir()
        if sys.platform != "linux" or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", path], check=False, capture_output=True).returncode:
            pytest.skip("no disk can be mounted here")
        mounted.append(path)
        return path

    yield disk
    for each in mounted:
        subprocess.run(["umount", each], check=True)


def test_a_disk_that_is_really_full(small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("3m")
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(500_000))
    fill(disk / "register.sqlite", ballast.unlink, "register.disk-full")


@pytest.mark.parametrize("size", ["4k", "500k"])
def test_no_room_for_a_new_register(small_disk: Callable[[str], Path], root: Path, size: str) -> None:
    """At the command line: one clear sentence, and the exit code of what is not there."""
    disk = small_disk(size)
    said = python(root, "-m", "workbench", "demo", "--make", str(disk / "demo.sqlite"))
    no_traceback(said)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("The disk is full.")
    assert said.stderr.endswith("Make room on the disk and do it again. Nothing was written.\n")
    assert said.stderr.count("\n") == 1
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize(("more", "codes"), [(-400_000, (2,)), (300_000, (1, 2))])
def test_no_room_for_a_rehearsal(small_disk: Callable[[str], Path], root: Path, tmp_path: Path, more: int, codes: tuple[int, ...]) -> None:
    """Where it cannot begin nothing was played; where the disk fills up meanwhile it was not played as stated. Either way it says why."""
    begin(tmp_path / "empty.sqlite").close()
    disk = small_disk(str((tmp_path / "empty.sqlite").stat().st_size + more))
    said = python(root, "-m", "workbench", "rehearse", "tests/cases/fdg-one-dose.json", "--folder", str(disk), "--without-window")
    no_traceback(said)
    assert said.returncode in codes
    assert "The disk is full" in said.stderr


# Read-only --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an ordinary user can reach."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="workbench-faults-"))
    folder.chmod(0o755)
    yield folder
    subprocess.run(["chmod", "-R", "u+rwX", folder], check=True)
    shutil.rmtree(folder)


def ordinary(root: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    said = python(root, "-m", "tests.faults.ordinary", str(folder), *arguments, HOME=str(folder), XDG_CONFIG_HOME=str(folder), XDG_STATE_HOME=str(folder))
    no_traceback(said)
    return said


READ_ONLY = "The register cannot be written to: its file or folder is read-only"


@posix
def test_a_register_is_not_made_where_nothing_can_be_written(root: Path, open_folder: Path) -> None:
    place = open_folder / "place"
    place.mkdir(mode=0o555)
    for path in (place / "demo.sqlite", place / "deeper" / "demo.sqlite"):
        said = ordinary(root, open_folder, "demo", "--make", str(path))
        assert (said.returncode, said.stdout) == (2, "")
        assert said.stderr.startswith(READ_ONLY)
        assert said.stderr.endswith("Ask the administrator for the right to write here. Nothing was written.\n")
        assert said.stderr.count("\n") == 1
        assert list(place.iterdir()) == []


@posix
def test_the_window_says_that_it_cannot_write(root: Path, open_folder: Path) -> None:
    """A file that is read-only, a folder that is, and a folder that cannot even be entered."""
    modes = {"file": (0o444, 0o755), "folder": (0o644, 0o555), "closed": (0o644, 0o000)}
    paths = [open_folder / what / "register.sqlite" for what in modes]
    begin(paths[0]).close()
    before = paths[0].read_bytes()
    for path, (of_file, of_folder) in zip(paths, modes.values(), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(before)
        path.chmod(of_file)
        path.parent.chmod(of_folder)
    said = ordinary(root, open_folder, "window", *map(str, paths))
    assert said.returncode == 0, said.stderr
    for path, shown in zip(paths, json.loads(said.stdout), strict=True):
        assert "The register is not open" in shown
        assert READ_ONLY in shown
        assert str(path) in shown
        path.parent.chmod(0o755)
        assert path.read_bytes() == before
        assert [each.name for each in path.parent.iterdir()] == [path.name]


@posix
def test_a_folder_that_becomes_read_only_refuses_the_act_and_then_takes_it(root: Path, open_folder: Path) -> None:
    said = ordinary(root, open_folder, "act", str(open_folder / "place" / "register.sqlite"))
    assert (said.stdout, said.stderr) == ("register.read-only 2\n", "")
    assert done(open_folder / "place" / "register.sqlite") == 2


def test_a_register_that_is_taken_away_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    """A disk that was pulled out: what is written may go to the file that is still held, never to a new one."""
    path = tmp_path / "register.sqlite"
    register = begin(path)
    moved = path.rename(tmp_path / "moved.sqlite")
    refusal(lambda: work(register))
    register.close()
    assert refusal(lambda: open_register(path, StandingClock())) == "register.absent"
    assert not path.exists()
    assert done(moved) in (1, 2)


def test_what_cannot_be_opened_is_told_in_one_sentence_by_each_command(root: Path, tmp_path: Path) -> None:
    """A register is only opened by the window; what the commands make, they make new, and never over something."""
    path = tmp_path / "demo.sqlite"
    path.write_text("something of somebody's", encoding="utf-8")
    said = python(root, "-m", "workbench", "demo", "--make", str(path))
    no_traceback(said)
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (2, "", 1)
    assert path.read_text(encoding="utf-8") == "something of somebody's"
