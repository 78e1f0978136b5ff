"""A late entry: a step that was done before it is entered. Both times are kept, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.field import TextField
from ui.kit.layout import FLUSH, box, col, row, spread
from ui.kit.moment_field import MomentField
from ui.kit.text import Link
from ui.kit.theme import look


class Late(QWidget):
    """``do.late-entry`` shows ``field.done_at`` and ``field.late_why``. ``at`` is None while the step is entered as it is done."""

    changed = Signal()

    def __init__(self, zone: str) -> None:
        super().__init__()
        words = look.words
        self._key = ""
        self.link = Link(words("Done earlier than now?"), self._open, name="do.late-entry", icon="history")
        self.done_at = MomentField("done_at", words("Done at"), zone=zone, size="work")
        self.late_why = TextField("late_why", words("Why it is entered late"), size="work")
        self._fields = box(spread(self.done_at, (self.late_why, 1), gap=12))
        self.setLayout(col(row(self.link, None), self._fields, gap=6, edges=FLUSH))
        self._fields.setVisible(False)
        for each in (self.done_at, self.late_why):
            each.changed.connect(self.changed)

    def show_turn(self, key: str, *, started: bool) -> None:
        """Offered while a step is in hand; another step begins without it."""
        words = look.words
        self.link.setText(words("Done earlier than now?"))
        self.done_at.set_label(words("Done at"))
        self.late_why.set_label(words("Why it is entered late"))
        self.setVisible(started)
        if key != self._key:
            self._key = key
            self.done_at.show_value(None)
            self.late_why.show_text("")
            self._show(open_=False)

    @property
    def draft(self) -> dict[str, str]:
        """What is typed in it."""
        return {key: text for key, text in (("late.done_at", self.done_at.text), ("late.why", self.late_why.text)) if text}

    def restore(self, kept: Mapping[str, str]) -> None:
        """What was typed in it before."""
        for field, key in ((self.done_at, "late.done_at"), (self.late_why, "late.why")):
            if kept.get(key) and not field.text:
                field.show_text(kept[key])
        if self.draft:
            self._show(open_=True)

    def _open(self) -> None:
        self._show(open_=True)
        self.done_at.edit.setFocus()

    def _show(self, *, open_: bool) -> None:
        self._fields.setVisible(open_)
        self.link.setVisible(not open_)

    @property
    def at(self) -> datetime | None:
        """When it was done, if that was earlier."""
        return self.done_at.value

    @property
    def why(self) -> str | None:
        """Why it is entered late."""
        return self.late_why.text or None

    @property
    def left_to_do(self) -> list[str]:
        """What cannot be read yet."""
        return [self.done_at.label.text()] if self.done_at.text and self.done_at.value is None else []
