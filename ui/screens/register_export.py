"""Export of a list as CSV: the register's own names and plain values, readable without us, and harmless when a spreadsheet opens it.

What spreadsheets expect when a file is opened by a double click: UTF-8 with its mark, or Cyrillic is garbled; and the separator of the
region, which is the semicolon wherever the decimal mark is a comma. The separator therefore goes by the language of the screen.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.icons import Icon
from ui.kit.layout import row
from ui.kit.notice import Notice
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.register_rows import Asked, Listing, count, find
from ui.tasks import Progress, Task
from workbench.kernel.findings import Unavailable

SEPARATORS = {"en": ",", "ru": ";"}
EVERY = 200
"""Lines between two words of progress, at which an export can be stopped."""
EVERYTHING = 10_000_000

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula (integrity reference 4)."""


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would calculate it; a plain negative number stays."""
    if text.startswith(DANGEROUS) and not _number(text):
        return f"'{text}"
    return text


def _number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isdigit() and text[0] == "-"


def write_csv(path: Path, lines: Iterator[Mapping[str, str]], told: Callable[[int], object], separator: str = ",") -> int:
    """Writes ``lines`` to ``path``, whole or not at all; how many they were. What ``told`` raises ends it, and leaves nothing behind."""
    part = path.with_name(path.name + ".part")
    count = 0
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            for count, line in enumerate(lines, start=1):
                if count == 1:
                    writer.writerow(line.keys())
                writer.writerow([harmless(each) for each in line.values()])
                if count % EVERY == 0:
                    told(count)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise Unavailable("window.not-exported", str(fault)) from fault
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return count


class Writing(QWidget):
    """An export under way: how far it is, and a button that ends it. Hidden when there is none."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        super().__init__()
        self._desk, self._notice = desk, notice
        self._task: Task | None = None
        self._said = Text("", "note", "text2")
        self._stop = Button("", "ghost", "x", name="do.stop-export", tool=True, act=self._cancel)
        self.setLayout(row(Icon("table-export", "progress.fg", 16), (self._said, 1), self._stop, gap=8))
        self.hide()

    def retranslate(self) -> None:
        """Other words."""
        self._stop.setText(look.words("Stop the export"))

    def begin(self, path: Path, of: Listing, asked: Asked) -> None:
        """Writes every line of ``asked`` to ``path``, off the window's thread."""
        register, zone = self._desk.register, self._desk.zone
        with register.reading() as reader:
            total = max(count(reader, of, asked, zone), 1)

        def lines() -> Iterator[Mapping[str, str]]:
            last: Any = None
            while True:
                with register.reading() as reader:
                    page = find(reader, of, asked, zone, last, hits_at_most=EVERYTHING)
                yield from (of.plain(each) for each in page)
                if asked.words or not page:
                    return
                last = page[-1]

        self.write(path, lines(), total)

    def write(self, path: Path, lines: Iterator[Mapping[str, str]], total: int) -> None:
        """Writes ``lines``, about ``total`` of them, to ``path``, off the window's thread."""
        separator = SEPARATORS[look.words.language]

        def work(progress: Progress) -> int:
            return write_csv(path, lines, lambda written: progress(min(written / max(total, 1), 1)), separator)

        self._notice.clear()
        self._tell(0)
        self.show()
        self._task = self._desk.tasks.run(work, lambda written: self._done(written, path), self._failed, label=look.words("Exporting"))
        self._task.told.connect(self._tell)
        if not self._desk.tasks.labels:
            self.hide()

    def _tell(self, share: float) -> None:
        self._said.setText(look.words("Exporting: {n} %").format(n=round(share * 100)))

    def _done(self, written: int, path: Path) -> None:
        self.hide()
        said = look.words.plural("{n} line exported to {path}", "{n} lines exported to {path}", written).format(n=written, path=path.name)
        self._desk.tell(said)

    def _failed(self, fault: BaseException) -> None:
        self.hide()
        if not isinstance(fault, Unavailable):
            raise fault
        self._notice.unavailable(fault)

    def _cancel(self) -> None:
        """Asks it to stop: nothing of the file stays."""
        if self._task is not None:
            self._task.cancel()
        self.hide()
        self._desk.tell(look.words("The export was stopped; no file was written"), "info")
