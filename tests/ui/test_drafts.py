"""What is typed is kept: shortly after the last key, at once when the keyboard goes elsewhere, and when the power fails."""
from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.drafts import Drafts
from workbench.kernel.findings import Unavailable

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 21, 6, 20, 41, tzinfo=UTC)


class Clock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def drafts(dressed: QApplication, tmp_path: Path) -> Drafts:
    return Drafts.beside(tmp_path / "register.sqlite", Clock())


def test_a_draft_lies_beside_the_register_and_belongs_to_its_owner(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep("batch/B1/fill", lambda: {"volume": "50,4", "note": "Ж"})
    drafts.flush()
    assert drafts.folder == tmp_path / "register.sqlite.drafts"
    (file,) = drafts.folder.iterdir()
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(drafts.folder.stat().st_mode)) == (0o600, 0o700)
    assert drafts.find("batch/B1/fill") == {"volume": "50,4", "note": "Ж"}
    assert drafts.last == NOW


def test_a_draft_is_saved_shortly_after_the_last_key(qtbot: QtBot, drafts: Drafts) -> None:
    typed = {"volume": "5"}
    with qtbot.waitSignal(drafts.saved, timeout=3000) as told:
        drafts.keep("key", lambda: typed)
        drafts.keep("key", lambda: {"volume": "50"})
    assert told.args == [NOW]
    assert drafts.find("key") == {"volume": "50"}


def test_what_was_entered_is_forgotten(drafts: Drafts) -> None:
    drafts.keep("a", lambda: {"x": "1"})
    drafts.flush()
    drafts.keep("a", lambda: {"x": "2"})
    drafts.forget("a")
    drafts.flush()
    assert (drafts.find("a"), list(drafts.folder.iterdir())) == ({}, [])


def test_everything_can_be_taken_away(drafts: Drafts) -> None:
    drafts.keep("a", lambda: {"x": "1"})
    drafts.flush()
    drafts.clear()
    drafts.clear()
    assert not drafts.folder.exists()


def test_a_window_that_closes_saves_what_waits_and_then_takes_no_more(drafts: Drafts) -> None:
    drafts.keep("a", lambda: {"x": "1"})
    drafts.leave()
    drafts.keep("a", lambda: {"x": "2"})
    drafts.flush()
    assert drafts.find("a") == {"x": "1"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": "a"}', '{"key": "b", "values": {}}', '{"key": "a", "values": []}'])
def test_a_damaged_draft_is_no_draft(drafts: Drafts, text: str) -> None:
    drafts.keep("a", lambda: {"x": "1"})
    drafts.flush()
    drafts._path("a").write_text(text, encoding="utf-8")
    assert drafts.find("a") == {}


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_raised(drafts: Drafts, tmp_path: Path) -> None:
    drafts.folder.write_text("a file stands in the way", encoding="utf-8")
    told: list[Unavailable] = []
    drafts.failed.connect(told.append)
    drafts.keep("a", lambda: {"x": "1"})
    drafts.flush()
    assert [each.code for each in told] == ["drafts.unwritable"]
    assert drafts.last is None


TYPING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.drafts import Drafts
class Clock:
    def now(self): return datetime.now(UTC)
application = QApplication([])
drafts = Drafts(Path(sys.argv[1]), Clock())
count = 0
def type_on():
    global count
    count += 1
    drafts.keep("key", lambda: {"count": str(count), "long": "x" * 20000})
    drafts.flush()
    print(count, flush=True)
while True:
    type_on()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_a_draft_survives_kill_9(tmp_path: Path, drafts: Drafts) -> None:
    folder = drafts.folder
    command = [sys.executable, "-c", TYPING, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    last = int(rest[-1]) if rest else 20
    kept = drafts.find("key")
    assert int(kept["count"]) >= last
    assert len(kept["long"]) == 20000
    assert json.loads(drafts._path("key").read_text(encoding="utf-8"))["key"] == "key"
