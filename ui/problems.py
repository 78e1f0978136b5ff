"""The one way a refusal, an unavailability or a bug reaches a person.

*Refused*: in place, with the rule and what lifts it. *Unavailable*: in place, with a remedy; nothing lost, nothing claimed. Anything else is a
bug: one dialog, logged with its trace in the user's log folder, drafts saved, orderly shutdown.
"""
from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.notice import Notice
from ui.kit.theme import look
from workbench.kernel.findings import Done, Refused, Unavailable

LOG = logging.getLogger("workbench")
BUG_EXIT = 70
"""Exit status after a bug (sysexits.h: EX_SOFTWARE)."""


def attempt(act: Callable[[], Done], notice: Notice, zone: str, *, read: str = "") -> Done | None:
    """Does ``act``; when it is refused or something is not there, ``notice`` says so and nothing is given back."""
    try:
        done = act()
    except Refused as refused:
        LOG.info("refused: %s", refused)
        notice.refused(refused, zone, read)
        return None
    except Unavailable as fault:
        LOG.warning("unavailable: %s %s", fault.code, fault.detail)
        notice.unavailable(fault)
        return None
    notice.clear()
    return done


class Problems(QObject):
    """Catches what nobody caught. ``ask=False`` shows no dialog: a rehearsal or a test reads ``last`` and ends."""

    happened = Signal(object)

    def __init__(self, log: Path, *, ask: bool = True, window: Callable[[], QWidget | None] = lambda: None) -> None:
        super().__init__()
        self.log, self._ask, self._window = log, ask, window
        self.last: BaseException | None = None
        self.before_exit: list[Callable[[], object]] = []
        self._crossing.connect(self._show)

    _crossing = Signal(object)

    def install(self) -> None:
        """From now on nothing that is raised goes unseen, on any thread."""
        start_log(self.log)
        sys.excepthook = self._hook
        threading.excepthook = lambda caught: self._hook(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def leave(self) -> None:
        """From now on what is raised goes where Python puts it."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__

    def show(self, fault: BaseException) -> None:
        """A fault that came another way than by the hook."""
        self._hook(type(fault), fault, fault.__traceback__)

    def _hook(self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        LOG.critical("bug: %s", "".join(traceback.format_exception(kind, fault, trace)))
        self._crossing.emit(fault)

    def _show(self, fault: BaseException) -> None:
        if self.last is not None:
            return  # one dialog; what follows from the first is in the log
        self.last = fault
        for each in self.before_exit:
            try:
                each()
            except (OSError, RuntimeError) as further:
                LOG.critical("while ending: %s", further)
        self.happened.emit(fault)
        if self._ask and QThread.currentThread() is self.thread():
            self._dialog(fault)
        if self.thread().loopLevel():
            QCoreApplication.exit(BUG_EXIT)

    def _dialog(self, fault: BaseException) -> None:
        words = look.words
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(words("Compounding workbench"))
        box.setText(words("The workbench met a fault of its own and closes now."))
        kept = words("What was entered stands in the register, what was being typed is kept as a draft. The fault is written down in {path}.")
        box.setInformativeText(kept.format(path=self.log))
        box.setDetailedText(f"{type(fault).__name__}: {fault}")
        box.exec()


class _OpenedWhenNeeded(logging.Handler):
    """Opens the log when there is first something to write: a start has nothing to say, and need not import what turns files over."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        from ui.log_file import log_file

        LOG.removeHandler(self)
        handler = log_file(self._path)
        LOG.addHandler(handler)
        handler.handle(record)


def start_log(path: Path) -> None:
    """Writes the program's log to ``path``; without a place to write to it goes to the terminal."""
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    for old in list(LOG.handlers):
        LOG.removeHandler(old)
        old.close()
    LOG.addHandler(_OpenedWhenNeeded(path))
