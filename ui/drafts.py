"""What a person is typing, kept until it is entered: beside the register, never in it, never printed, gone when it has been entered.

One small file per draft in ``<register>.drafts/``, replaced as a whole, so that a power loss leaves the old one or the new one.
"""
from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Clock

PAUSE = 400
"""Milliseconds after the last key until a draft is saved."""


class Drafts(QObject):
    """``drafts.watch("batch/B7/fill", fields.values_now)`` while typing; ``drafts.find(key)`` on return; ``drafts.forget(key)`` once entered."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder, self._clock = folder, clock
        self.last: datetime | None = None
        self._left = False
        self._waiting: dict[str, Callable[[], Mapping[str, str]]] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.flush)

    @classmethod
    def beside(cls, register: Path, clock: Clock) -> Drafts:
        """The drafts of the register in that file."""
        return cls(register.with_name(register.name + ".drafts"), clock)

    def keep(self, key: str, values: Callable[[], Mapping[str, str]]) -> None:
        """Will save what ``values`` gives, shortly: call it on every change."""
        if self._left:
            return
        self._waiting[key] = values
        self._timer.start()

    def flush(self) -> None:
        """Saves at once what waits: on focus loss, before leaving, before locking."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for key, values in waiting.items():
            try:
                self._write(key, values())
            except OSError as fault:
                self.failed.emit(Unavailable("drafts.unwritable", str(fault)))
                return
        if waiting:
            self.last = self._clock.now()
            self.saved.emit(self.last)

    def leave(self) -> None:
        """The window closes: what waits is saved, and nothing more is taken from fields that are about to go."""
        self.flush()
        self._left = True

    def find(self, key: str) -> Mapping[str, str]:
        """The values saved under ``key``; none if there are none or if they cannot be read."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            return {str(name): str(value) for name, value in kept["values"].items()} if kept["key"] == key else {}
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return {}

    def forget(self, key: str) -> None:
        """Takes a draft away: its content has been entered, or given up by its author."""
        self._waiting.pop(key, None)
        self._path(key).unlink(missing_ok=True)

    def clear(self) -> None:
        """Takes all drafts and their folder away."""
        self._timer.stop()
        self._waiting.clear()
        if self.folder.is_dir():
            shutil.rmtree(self.folder)

    def _path(self, key: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"

    def _write(self, key: str, values: Mapping[str, str]) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(key)
        text = json.dumps({"key": key, "saved": self._clock.now().isoformat(), "values": dict(values)}, ensure_ascii=False)
        fresh = path.with_suffix(".new")
        with open(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
