"""A refusal and an unavailability are said in place; anything else is written down, drafts are saved, and the window ends in order."""
from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.notice import Notice
from ui.problems import LOG, Problems, attempt, start_log
from workbench.kernel.findings import Done, Refused, Unavailable, stops


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    hook, handlers = sys.excepthook, list(LOG.handlers)
    yield
    sys.excepthook = hook
    for each in [each for each in LOG.handlers if each not in handlers]:
        LOG.removeHandler(each)
        each.close()


def test_a_refusal_is_said_in_place(qtbot: QtBot, dressed: QApplication) -> None:
    notice = Notice()
    qtbot.addWidget(notice)

    def act() -> Done:
        raise Refused((stops("words.no-such-day", "NHS CUI", raw="31-Feb-2026"),))

    assert attempt(act, notice, "UTC") is None
    assert (notice.tier, notice.what) == ("stop", "There is no day 31-Feb-2026")


def test_what_is_not_there_is_said_in_place(qtbot: QtBot, dressed: QApplication) -> None:
    notice = Notice()
    qtbot.addWidget(notice)

    def act() -> Done:
        raise Unavailable("drafts.unwritable", "No space left on device")

    assert attempt(act, notice, "UTC") is None
    assert notice.tier == "decide"


def test_what_is_done_takes_the_old_refusal_away(qtbot: QtBot, dressed: QApplication) -> None:
    notice = Notice("stop", "Not yet")
    qtbot.addWidget(notice)
    done = Done(())
    assert attempt(lambda: done, notice, "UTC") is done
    assert notice.isHidden()


def test_a_bug_is_not_swallowed_by_an_attempt(qtbot: QtBot, dressed: QApplication) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: Done((1 / 0,)), notice, "UTC")  # type: ignore[arg-type]


def test_a_bug_is_written_down_and_drafts_are_saved_before_the_end(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "workbench.log"
    problems = Problems(log, ask=False)
    saved: list[str] = []
    problems.before_exit.append(lambda: saved.append("drafts"))
    problems.install()
    try:
        raise ValueError("a bug")
    except ValueError as fault:
        with qtbot.waitSignal(problems.happened):
            sys.excepthook(type(fault), fault, fault.__traceback__)
    assert isinstance(problems.last, ValueError)
    assert saved == ["drafts"]
    text = log.read_text(encoding="utf-8")
    assert "CRITICAL bug" in text
    assert "ValueError: a bug" in text
    assert "test_problems.py" in text


def test_one_bug_gives_one_end(dressed: QApplication, tmp_path: Path) -> None:
    problems = Problems(tmp_path / "workbench.log", ask=False)
    seen: list[object] = []
    problems.happened.connect(seen.append)
    problems.show(ValueError("first"))
    problems.show(ValueError("second"))
    assert [str(each) for each in seen] == ["first"]


def test_without_a_place_for_the_log_it_goes_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    start_log(blocked / "workbench.log")
    LOG.warning("said aloud")
    assert "said aloud" in capsys.readouterr().err


def test_the_log_belongs_to_its_owner(tmp_path: Path) -> None:
    log = tmp_path / "workbench.log"
    start_log(log)
    LOG.info("x")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
