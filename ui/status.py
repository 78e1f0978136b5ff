"""The status bar: what is saved, what is ready, who is here, what time it is."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QFrame

from ui.kit.icons import Icon
from ui.kit.layout import box, row
from ui.kit.text import Link, Text
from ui.kit.theme import look
from workbench.kernel.values import Role
from workbench.people.records import Person
from workbench.words.names import role_name
from workbench.words.times import clock_text, moment_text

HIGH = 30


class StatusBar(QFrame):
    """30 pixels at the bottom. ``lock`` and ``person`` are its links."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setFixedHeight(HIGH)
        self._zone = zone
        self._saved_icon, self._saved = Icon("cloud-check", "released.fg", 16), Text("", "small", "text2")
        self._scan_icon, self._scan = Icon("scan", "released.fg", 16), Text("", "small", "text2")
        self._print_icon, self._print = Icon("printer", "released.fg", 16), Text("", "small", "text2")
        self._work_icon, self._work = Icon("refresh", "progress.fg", 16), Text("", "small", "text2")
        self.person = Link("", name="do.person", kind="small", plain=True)
        self.lock = Link("", name="do.lock", kind="small", plain=True)
        self._clock = Text("", "small.strong")
        self._last: datetime | None = None
        self._fault, self._printer, self._scanner, self._labels = "", "", "", ()  # type: tuple[str, str, str, Sequence[str]]
        told = ((self._saved_icon, self._saved), (self._scan_icon, self._scan), (self._print_icon, self._print), (self._work_icon, self._work))
        left = [box(row(icon, text, gap=5)) for icon, text in told]
        right = [box(row(Icon(icon, "text2", 16), link, gap=0)) for icon, link in (("user", self.person), ("lock", self.lock))]
        self.setLayout(row(*left, None, *right, self._clock, gap=12, edges=(16, 0, 16, 0)))
        self.show_work(())
        self.show_person(None, None)
        self.retranslate()

    def show_saved(self, at: datetime | None, fault: str = "") -> None:
        """When what is typed was last saved; or why it cannot be."""
        words, self._last, self._fault = look.words, at, fault
        self._saved_icon.change("cloud-off" if fault else "cloud-check", "rejected.fg" if fault else "released.fg")
        saved = words("All entries saved {time}").format(time=clock_text(at, self._zone, seconds=True)) if at else words("All entries saved")
        self._saved.setText(fault or saved)
        self._saved.set_ink("rejected.fg" if fault else "text2")

    def show_reading(self, reading: bool) -> None:
        """Whether a scan is on its way."""
        words = look.words
        self._scan.setText(words("Reading a code …") if reading else words("No scanner") if self._scanner else words("Scanner ready"))

    def show_scanner(self, fault: str) -> None:
        """What keeps the serial scanner away; empty where nothing does."""
        self._scanner = fault
        self._scan_icon.change("scan", "await.fg" if fault else "released.fg")
        for each in (self._scan_icon, self._scan):
            each.setToolTip(fault)
        self._scan.setAccessibleDescription(fault)
        self.show_reading(False)

    def show_printer(self, name: str) -> None:
        """The printer's name, if there is one."""
        words, self._printer = look.words, name
        self._print_icon.change("printer", "released.fg" if name else "text3")
        self._print.setText(words("Printer ready") if name else words("No printer"))
        self._print.setToolTip(name)

    def show_work(self, labels: Sequence[str]) -> None:
        """What goes on beside the window."""
        self._labels = labels
        shown = bool(labels)
        self._work_icon.setVisible(shown)
        self._work.setVisible(shown)
        self._work.setText(labels[0] if labels else "")

    def show_person(self, person: Person | None, role: Role | None) -> None:
        """Who is here, and as what."""
        self.person.setText(f"{person.name} · {role_name(role, look.words)}" if person and role else "")
        self.person.setAccessibleName(self.person.text() or look.words("Nobody is signed in"))

    def show_time(self, now: datetime) -> None:
        """The clock of the site."""
        self._clock.setText(moment_text(now, self._zone, look.words))

    def retranslate(self) -> None:
        """Other words."""
        words = look.words
        self.lock.setText(words("Lock  F12"))
        self.show_saved(self._last, self._fault)
        self.show_reading(False)
        self.show_printer(self._printer)
