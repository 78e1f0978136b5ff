"""Numbers are typed freely, read on every change, and echoed: no character is refused, no number is guessed (screens.md 0.6, 3.3)."""
from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit

from ui.kit.field import Field
from ui.kit.gauge import Gauge
from ui.kit.layout import Part
from ui.kit.text import Text
from ui.kit.theme import font, look
from workbench.calculation.numbers import read_number
from workbench.kernel.findings import Refused
from workbench.words.findings import told

MARGINS, WIDEST = 34, 320
"""Pixels beside the digits, and of the widest field."""
Judge = Callable[[Decimal], tuple[str, str]]
"""A number to a tone (``""``, ``ok``, ``warn``, ``error``) and the sentence that goes with it."""


class NumberField(Field):
    """``NumberField("bag_volume", "Bag volume", unit="mL", gauge=Gauge(...), judge=...)``.

    ``value`` is the number or ``None``; ``raw`` what was typed, which is kept beside it. ``size="main"`` is the big one of a step.
    """

    def __init__(
        self, name: str, label: str, *, unit: str = "", raw: str = "", source: str = "", size: str = "work", width: int | None = None,
        gauge: Gauge | None = None, judge: Judge | None = None, read: Callable[[str], Decimal] = read_number,
    ) -> None:  # fmt: skip
        edit = QLineEdit()
        edit.setFont(font("figure" if size == "main" else "page" if size == "work" else "strong"))
        edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        edit.setMaxLength(40)
        self.unit = Text(unit, "timer" if size == "main" else "big", "text2")
        beside: list[Part] = [self.unit]
        if gauge is not None:
            beside += [4, (gauge, 1)]
        else:
            beside.append(None)
        super().__init__(name, label, edit, source=source, size=size, beside=beside)
        edit.setAccessibleName(f"{label}, {unit}" if unit else label)
        self.edit, self.gauge, self.judge, self._read = edit, gauge, judge, read
        self._least = width or (132 if size == "main" else 96)
        self.value: Decimal | None = None
        edit.textChanged.connect(self._look)
        edit.textEdited.connect(self._typed)
        self.show_raw(raw)

    def _typed(self) -> None:
        """Qt tells of an edit before it tells of the change: whoever hears of it finds the new value."""
        self._look()
        self.changed.emit()

    @property
    def raw(self) -> str:
        """What was typed."""
        return self.edit.text().strip()

    def show_raw(self, raw: str) -> None:
        """Fills it as if typed; tells nobody."""
        self.edit.setText(raw)
        self._look()

    def look_again(self) -> None:
        """Judges what stands there once more: a limit has changed."""
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.raw:
            self._look()

    def _widen(self) -> None:
        """As wide as what stands in it: a number whose first digits are out of sight is another number."""
        wide = QFontMetrics(self.edit.font()).horizontalAdvance(self.raw) + MARGINS
        self.edit.setFixedWidth(min(max(self._least, wide), WIDEST))

    def _look(self) -> None:
        self.value = None
        self._widen()
        if not self.raw:
            self.say("")
        else:
            try:
                self.value = self._read(self.raw)
            except Refused as refused:
                said = told(refused.findings[0], look.words)
                self.say("error", said.lifted or said.what)
            else:
                self.say(*(self.judge(self.value) if self.judge else ("", "")))
        if self.gauge is not None:
            self.gauge.show_value(self.value, self.tone)
