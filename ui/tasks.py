"""The one way off the thread of the window: passwords, papers, checks. Results come back on the window's thread."""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

T = TypeVar("T")
AT_ONCE = 2
"""Pieces of work at the same time; further ones wait."""


class Cancelled(Exception):
    """The person does not want it any more. Raised inside the work by ``Progress``."""


class Progress:
    """What work tells of itself: ``progress(0.4)``. Raises ``Cancelled`` there when it has been cancelled."""

    def __init__(self, told: SignalInstance | None = None) -> None:
        self.cancelled = False
        self._told = told

    def __call__(self, share: float) -> None:
        if self.cancelled:
            raise Cancelled
        if self._told is not None:
            self._told.emit(share)


class Task(QObject):
    """Work under way. ``cancel`` asks it to stop at its next word of progress; nothing is called back then."""

    told = Signal(float)

    def __init__(self, label: str, done: Callable[[Any], object], failed: Callable[[BaseException], object]) -> None:
        super().__init__()
        self.label, self.done, self.failed = label, done, failed
        self.progress = Progress(self.told)

    def cancel(self) -> None:
        """Asks the work to stop."""
        self.progress.cancelled = True


class Tasks(QObject):
    """Runs work. ``synchronous=True`` does it at once, in place: for tests and benchmarks. ``changed`` tells what runs now."""

    changed = Signal(tuple)
    _ended = Signal(object, object, object)
    """(task, result, fault). It is a signal of this object, which lives as long as the window: a task may go while its thread still tells."""

    def __init__(self, failed: Callable[[BaseException], object], *, synchronous: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed, self._synchronous = failed, synchronous
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="workbench")
        self._running: dict[Task, Future[None] | None] = {}
        self._ended.connect(self._back, Qt.ConnectionType.DirectConnection if synchronous else Qt.ConnectionType.QueuedConnection)

    @property
    def labels(self) -> tuple[str, ...]:
        """What is under way, in words."""
        return tuple(each.label for each in self._running if each.label)

    def run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], failed: Callable[[BaseException], object] | None = None, label: str = "",
    ) -> Task:  # fmt: skip
        """Does ``work`` elsewhere, then calls ``done`` with its result or ``failed`` with its exception, here.

        Without ``failed`` an exception goes to the one place where problems are shown. No register transaction may cross: ``work``
        opens its own.
        """
        task = Task(label, done, failed or self._failed)
        self._running[task] = None
        self.changed.emit(self.labels)
        if self._synchronous:
            self._work(task, work)
        else:
            self._running[task] = self._pool.submit(self._work, task, work)
        return task

    def finish(self, seconds: float = 5) -> bool:
        """Asks everything to stop and waits for it; whether it did."""
        futures = [future for future in self._running.values() if future is not None]
        for each in self._running:
            each.cancel()
        left = wait(futures, seconds).not_done
        self._pool.shutdown(wait=not left, cancel_futures=True)
        return not left

    def _work(self, task: Task, work: Callable[[Progress], Any]) -> None:
        try:
            task.progress(0)
            result = work(task.progress)
        except BaseException as fault:
            self._ended.emit(task, None, fault)
        else:
            self._ended.emit(task, result, None)

    def _back(self, task: Task, result: object, fault: BaseException | None) -> None:
        self._running.pop(task, None)
        self.changed.emit(self.labels)
        if task.progress.cancelled or isinstance(fault, Cancelled):
            return
        if fault is None:
            task.done(result)
        else:
            task.failed(fault)
