"""Dates and times: typed freely, read on each change, echoed in the one form of the workbench."""
from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QEvent

from ui.kit.field import TextField
from ui.kit.theme import look
from workbench.kernel.findings import Refused
from workbench.words.findings import told
from workbench.words.reading import read_day, read_moment
from workbench.words.times import date_text, moment_text, weekday_text

EXAMPLE = date(2026, 3, 14)
"""Shown in an empty field: how a date may be written."""


class DateField(TextField):
    """A day. ``value`` is the ``date`` or ``None``."""

    def __init__(self, name: str, label: str, *, value: date | None = None, source: str = "", size: str = "form", width: int | None = 168) -> None:
        super().__init__(name, label, source=source, size=size, hint=date_text(EXAMPLE, look.words), width=width)
        self.value: date | None = None
        self.edit.textChanged.connect(self._look)
        self.edit.editingFinished.connect(self._tidy)
        if value is not None:
            self.show_value(value)

    def show_value(self, value: date | None) -> None:
        """Fills it; tells nobody."""
        self.edit.setText(date_text(value, look.words) if value else "")

    def _look(self) -> None:
        self.value = None
        if not self.text:
            self.say("")
            return
        try:
            self.value = read_day(self.text)
        except Refused as refused:
            self.say("error", told(refused.findings[0], look.words).lifted)
        else:
            self.say("ok", f"{weekday_text(self.value, look.words)} {date_text(self.value, look.words)}")

    def _edited(self) -> None:
        self._look()  # Qt tells of an edit before it tells of the change
        self.changed.emit()

    def _tidy(self) -> None:
        if self.value is not None:
            self.show_value(self.value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.edit.setPlaceholderText(date_text(EXAMPLE, look.words))
            self._tidy()


class MomentField(TextField):
    """A day and time on the clocks of ``zone``. ``value`` is the aware ``datetime`` or ``None``."""

    def __init__(
        self, name: str, label: str, *, zone: str, value: datetime | None = None, source: str = "", size: str = "form", width: int | None = 220,
    ) -> None:  # fmt: skip
        super().__init__(name, label, source=source, size=size, hint=f"{date_text(EXAMPLE, look.words)} 09:20", width=width)
        self._zone = zone
        self.value: datetime | None = None
        self.edit.textChanged.connect(self._look)
        self.edit.editingFinished.connect(self._tidy)
        if value is not None:
            self.show_value(value)

    def show_value(self, value: datetime | None) -> None:
        """Fills it; tells nobody."""
        self.edit.setText(moment_text(value, self._zone, look.words).replace("\u00a0", " ") if value else "")

    def _look(self) -> None:
        self.value = None
        if not self.text:
            self.say("")
            return
        try:
            self.value = read_moment(self.text.replace("\u00a0", " "), self._zone)
        except Refused as refused:
            self.say("error", told(refused.findings[0], look.words).lifted)
        else:
            self.say("ok", f"{weekday_text(self.value.date(), look.words)} {moment_text(self.value, self._zone, look.words, offset=True)}")

    def _edited(self) -> None:
        self._look()  # Qt tells of an edit before it tells of the change
        self.changed.emit()

    def _tidy(self) -> None:
        if self.value is not None:
            self.show_value(self.value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.edit.setPlaceholderText(f"{date_text(EXAMPLE, look.words)} 09:20")
            self._tidy()
