"""Calculated values with their working, live while a person types."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.card import Card
from ui.kit.layout import FLUSH, box, clear, col, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.steps.reading import worked_rows
from workbench.batch.judging import Judged
from workbench.batch.progress import Turn


class Working(QWidget):
    """One line for each calculated value: name, value, and below it the expression with what went into it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = col(gap=6, edges=FLUSH)
        self.setLayout(col(Card(self._lines, part="panel"), gap=0, edges=FLUSH))
        self._shown: list[tuple[str, str, str]] = []

    def show_judged(self, turn: Turn, judged: Judged, zone: str) -> None:
        """Shows the values as they come to now; those that cannot be calculated yet are not there."""
        rows = worked_rows(turn, judged, look.words, zone)
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._lines)
        for name, value, working in rows:
            head = row(Text(name, "note", "text2"), None, Text(value, "value"), gap=10)
            self._lines.addWidget(box(col(head, Text(working, "small", "text3", wrap=True), gap=1, edges=FLUSH)))
        self.setVisible(bool(rows))
