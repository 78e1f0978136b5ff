"""The frame of a page: its head, and a side column that becomes a drawer where there is no room."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from ui.kit.button import icon_button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.layout import Edges, box, clear, col, row, scrolling
from ui.kit.text import Text, reveal
from ui.kit.theme import look

PAGE: Edges = (16, 12, 16, 10)
ROOMY = 1246
"""Width of a page from which on the side column has its own place (a window of 1366 without its rail and margins)."""


class PageHead(QWidget):
    """``PageHead(words("Today"), words("…"), right=[search, new_order], mark=desk.mark)``: title, chips, one sentence, at most three buttons.

    ``mark`` (DEMO DATA, REHEARSAL) is given on screens without a patient banner, which shows it otherwise.
    """

    def __init__(self, title: str = "", note: str = "", *, right: Sequence[QWidget] = (), chips: Sequence[QWidget] = (), mark: str = "") -> None:
        super().__init__()
        self.title, self.note = Text(title, "page", ident=True), Text(note, "note", "text2")
        self._chips = row(gap=12)
        self._mark = Chip("await", mark or "-", small=True, icon="flask")
        reveal(self._mark, bool(mark))
        head = row(self.title, self._chips, None, gap=12)
        self.setLayout(row(col(head, self.note, gap=3), None, *right, self._mark))
        self.show_chips(chips)

    def say(self, title: str, note: str, mark: str = "") -> None:
        """Other words."""
        self.title.setText(title)
        self.note.setText(note)
        reveal(self._mark, bool(mark))
        if mark:
            self._mark.show_state("await", mark, icon="flask")

    def show_chips(self, chips: Sequence[QWidget]) -> None:
        """Other chips beside the title."""
        clear(self._chips)
        for each in chips:
            self._chips.addWidget(each)


class WithSide(QWidget):
    """``WithSide(main, side, width=288, says=words("Details"))``: main part and side column; below 1366 pixels the side is a drawer.

    ``roomy`` is the width of both from which on the side has its place, where they do not fill the page.
    """

    def __init__(self, main: QWidget | QLayout, side: QWidget | QLayout, *, width: int = 288, says: str = "", gap: int = 16, roomy: int = ROOMY) -> None:
        super().__init__()
        self._side = side if isinstance(side, QWidget) else box(side)
        self._side.setFixedWidth(width)
        self._wide, self._open, self._roomy = width, False, roomy
        self._main = main if isinstance(main, QWidget) else box(main)
        self._handle = icon_button("chevron-left", says or look.words("Details"), name="do.drawer", act=self._turn)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(self._main, 1)
        self._row.addWidget(self._side)
        self._row.addWidget(self._handle, 0, Qt.AlignmentFlag.AlignTop)
        self._handle.hide()
        self._drawer: Card | None = None

    @property
    def drawn(self) -> bool:
        """Whether the side is a drawer just now."""
        return self._drawer is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() < self._roomy and self._drawer is None:
            self._to_drawer()
        elif event.size().width() >= self._roomy and self._drawer is not None:
            self._to_column()
        self._place()

    def _to_drawer(self) -> None:
        self._row.removeWidget(self._side)
        self._drawer = Card(col(scrolling(self._side)), edges=(10, 10, 10, 10))
        self._drawer.setParent(self)
        self._drawer.setVisible(self._open)
        self._handle.show()

    def _to_column(self) -> None:
        drawer, self._drawer = self._drawer, None
        self._side.setParent(self)
        self._row.insertWidget(1, self._side)
        self._side.show()
        self._handle.hide()
        if drawer is not None:
            drawer.hide()
            drawer.deleteLater()

    def _turn(self) -> None:
        self._open = not self._open
        self._handle.set_icon("chevron-right" if self._open else "chevron-left")
        self._place()

    def _place(self) -> None:
        if self._drawer is None:
            return
        wide = self._wide + 34
        self._drawer.setGeometry(QRect(self.width() - 48 - wide, 0, wide, self.height()))
        self._drawer.setVisible(self._open)
        self._drawer.raise_()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._handle.setAccessibleName(look.words("Details"))
        super().changeEvent(event)
