"""The one way off the thread of the window: passwords, papers, checks. Results come back on the window's thread."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, SignalInstance

T = TypeVar("T")


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
    ended = Signal(object, object)

    def __init__(self, label: str, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.progress = Progress(self.told)

    def cancel(self) -> None:
        """Asks the work to stop."""
        self.progress.cancelled = True


class _Run(QRunnable):
    def __init__(self, task: Task, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._task, self._work = task, work

    def run(self) -> None:
        try:
            result = self._work(self._task.progress)
        except BaseException as fault:
            self._task.ended.emit(None, fault)
        else:
            self._task.ended.emit(result, None)


class Tasks(QObject):
    """Runs work. ``synchronous=True`` does it at once, in place: for tests and benchmarks. ``changed`` tells what runs now."""

    changed = Signal(tuple)

    def __init__(self, failed: Callable[[BaseException], None], *, synchronous: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed, self._synchronous = failed, synchronous
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Task] = []

    @property
    def labels(self) -> tuple[str, ...]:
        """What is under way, in words."""
        return tuple(each.label for each in self._running)

    def run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], failed: Callable[[BaseException], object] | None = None, label: str = "",
    ) -> Task:  # fmt: skip
        """Does ``work`` elsewhere, then calls ``done`` with its result or ``failed`` with its exception, here.

        Without ``failed`` an exception goes to the one place where problems are shown. No register transaction may cross: ``work``
        opens its own.
        """
        task = Task(label, self)

        def ended(result: T, fault: BaseException | None) -> None:
            self._running.remove(task)
            task.deleteLater()
            self.changed.emit(self.labels)
            if task.progress.cancelled or isinstance(fault, Cancelled):
                return
            if fault is None:
                done(result)
            else:
                (failed or self._failed)(fault)

        self._running.append(task)
        self.changed.emit(self.labels)
        if self._synchronous:
            task.ended.connect(ended, Qt.ConnectionType.DirectConnection)
            _Run(task, work).run()
        else:
            task.ended.connect(ended, Qt.ConnectionType.QueuedConnection)
            self._pool.start(_Run(task, work))
        return task

    def finish(self, milliseconds: int = 5000) -> bool:
        """Asks everything to stop and waits for it; whether it did."""
        for each in self._running:
            each.cancel()
        return self._pool.waitForDone(milliseconds)
