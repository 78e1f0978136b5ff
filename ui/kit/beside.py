"""A list with the chosen one beside it: the list in its card or what is said where nothing is in it, and at the side facts, a life in order, acts."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling
from ui.kit.small import EmptyState
from ui.kit.table import TableView
from ui.kit.text import Text


class ListOrNothing:
    """``listed.card`` holds the table, ``listed.empty`` what is said in its place; one of them is shown."""

    def __init__(self, table: TableView) -> None:
        self.card = Card(col((table, 1), gap=0, edges=FLUSH), edges=(1, 1, 1, 1))
        self._nothing = col(gap=0)
        self.empty = box(self._nothing)

    def show_some(self, some: bool, nothing: EmptyState) -> None:
        """The list, or ``nothing`` in its place."""
        clear(self._nothing)
        self._nothing.addWidget(nothing)
        self.card.setVisible(some)
        self.empty.setVisible(not some)


class Beside(Card):
    """``Beside(acts, width=400, each=3)``: facts of the chosen one, its life below, and buttons at the foot, so many in a row."""

    def __init__(self, acts: Sequence[Button], *, width: int, each: int) -> None:
        self._about, self._life = col(gap=5, edges=FLUSH), col(gap=8, edges=FLUSH)
        inside = scrolling(col(self._about, self._life, None, gap=12, edges=(16, 12, 16, 12)))
        foot = col(*(row(*acts[at : at + each], None, gap=8) for at in range(0, len(acts), each)), gap=8, edges=(16, 8, 16, 12))
        super().__init__(col((inside, 1), foot, gap=0, edges=FLUSH), edges=(1, 1, 1, 1), width=width)

    def show_one(self, about: Iterable[QWidget], life: Iterable[tuple[str, str, str]], head: QWidget | None = None) -> None:
        """Other facts, and a life as (when, what, ink) under its ``head``; nothing of both where nobody is chosen."""
        clear(self._about)
        clear(self._life)
        for part in about:
            self._about.addWidget(part)
        if head is not None:
            self._life.addWidget(head)
        for at, said, ink in life:
            self._life.addWidget(box(col(Text(at, "small", "text2"), Text(said, "note", ink, wrap=True), gap=1)))
