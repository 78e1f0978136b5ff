"""Files of a case that a person chooses: where a message goes, and which answer is read."""
from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desk import Desk, Screen
from ui.kit.notice import Notice
from ui.kit.theme import look
from workbench.kernel.findings import Refused, stops
from workbench.vigilance.casereport.xml import MOST_BYTES, SOURCE


class CasePage(Screen):
    """A page about one case, with the place where what was refused is said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.notice = Notice(name="notice.case")


def ask_where(parent: QWidget, name: str, what: str) -> Path | None:
    """Where a file goes; nothing where the person changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, look.words("Save as a file"), name, what)
    return Path(chosen) if chosen else None


def put(path: Path, content: bytes, notice: Notice) -> bool:
    """Writes a file, whole or not at all; where it cannot be, ``notice`` says so, and that nothing is lost."""
    words, part = look.words, path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        kept = words("The message is kept: save it again, or in another place.")
        notice.show_notice("decide", words("The file was not written"), read=str(fault), go_on=kept)
        return False
    return True


def ask_answer(parent: QWidget) -> Path | None:
    """The acknowledgement that came."""
    chosen, _ = QFileDialog.getOpenFileName(parent, look.words("Read an answer"), "", "XML (*.xml);;* (*)")
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder of the site."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def content_of(path: Path) -> bytes:
    """What lies in a file, no more than a message may have. ``Refused`` casereport.unreadable."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise Refused((stops("casereport.unreadable", SOURCE, path=str(path), reason=fault.strerror or str(fault)),)) from fault
