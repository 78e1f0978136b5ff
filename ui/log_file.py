"""The file that the program's log goes to: turned over at a million bytes, and read by its owner alone."""
from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path


class _OwnFile(RotatingFileHandler):
    """A log that only its owner reads: what went wrong may name a patient."""

    def _open(self) -> TextIOWrapper:
        return open(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), self.mode, encoding=self.encoding)  # type: ignore[return-value]


def log_file(path: Path) -> logging.Handler:
    """What writes to ``path``; where that cannot be, to the terminal."""
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _OwnFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
