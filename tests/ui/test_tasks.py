"""Work off the thread of the window: the result comes back on it, a cancelled one does not, a fault goes to one place."""
from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.tasks import Progress, Tasks


@pytest.fixture
def faults() -> list[BaseException]:
    return []


@pytest.fixture
def tasks(dressed: QApplication, faults: list[BaseException]) -> Iterator[Tasks]:
    made = Tasks(faults.append)
    yield made
    made.finish()


def test_work_runs_elsewhere_and_comes_back_here(qtbot: QtBot, tasks: Tasks, faults: list[BaseException]) -> None:
    here, seen = QThread.currentThread(), {}
    told: list[tuple[str, ...]] = []
    tasks.changed.connect(told.append)

    def work(progress: Progress) -> int:
        seen["work"] = QThread.currentThread() is here
        progress(0.5)
        return 42

    def done(result: int) -> None:
        seen["done"] = QThread.currentThread() is here
        seen["result"] = result

    with qtbot.waitSignal(tasks.changed):
        tasks.run(work, done, label="Making the paper")
        assert tasks.labels == ("Making the paper",)
    qtbot.waitUntil(lambda: "result" in seen)
    assert seen == {"work": False, "done": True, "result": 42}
    assert told[-1] == ()
    assert faults == []


def test_progress_is_told(qtbot: QtBot, tasks: Tasks, faults: list[BaseException]) -> None:
    told: list[float] = []
    ready = threading.Event()

    def work(progress: Progress) -> None:
        assert ready.wait(5)
        progress(0.25)

    finished: list[None] = []
    task = tasks.run(work, finished.append)
    task.told.connect(told.append)
    ready.set()
    qtbot.waitUntil(lambda: bool(finished))
    assert told[-1] == 0.25


def test_cancelled_work_stops_and_nobody_is_called(qtbot: QtBot, tasks: Tasks, faults: list[BaseException]) -> None:
    started, go = threading.Event(), threading.Event()
    reached: list[str] = []

    def work(progress: Progress) -> None:
        started.set()
        go.wait(5)
        progress(0.1)
        reached.append("beyond")

    task = tasks.run(work, lambda result: reached.append("done"))
    assert started.wait(5)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: tasks.labels == ())
    assert (reached, faults) == ([], [])


def test_a_fault_goes_where_the_caller_says_or_to_the_one_place(qtbot: QtBot, tasks: Tasks, faults: list[BaseException]) -> None:
    faults: list[BaseException] = []
    own: list[BaseException] = []
    tasks = Tasks(faults.append)

    def work(progress: Progress) -> None:
        raise ValueError("no")

    tasks.run(work, lambda result: None, own.append)
    qtbot.waitUntil(lambda: bool(own))
    tasks.run(work, lambda result: None)
    qtbot.waitUntil(lambda: bool(faults))
    assert [str(each) for each in (*own, *faults)] == ["no", "no"]


def test_in_a_test_work_is_done_in_place(dressed: QApplication) -> None:
    tasks = Tasks(lambda fault: None, synchronous=True)
    results: list[int] = []
    tasks.run(lambda progress: 7, results.append)
    assert (results, tasks.labels) == ([7], ())


def test_everything_ends_when_the_window_does(tasks: Tasks) -> None:
    go = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress(0)
            go.wait(0.01)

    for _ in range(5):
        tasks.run(work, lambda result: None)
    assert tasks.finish()
