"""The view: fixed and stretched columns, whole rows, opened by Enter or double click."""
from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from ui.kit.table.cells import Group, Row
from ui.kit.table.delegate import PAD, CellDelegate, cell_height, cell_width, word_width
from ui.kit.table.model import Rows
from ui.kit.theme import font

GROUP_HIGH, MEASURED, AIR, LEAST = 32, 60, 8, 96
"""Rows that are measured for the width of a column: a screen shows fewer. Air above and below what takes several lines, together.
The least width of a column that stretches."""


class TableView(QTableView):
    """``TableView("batches", Rows(columns, lines), row=48)``. ``chosen`` and ``opened`` tell the row's record.

    ``grows=True`` is as high as its lines (inside a card that scrolls); otherwise it scrolls itself. ``wraps=True`` gives a row the
    height that its cells take in their columns. The objectName is ``list.<name>``.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, model: Rows, *, row: int = 44, head: int = 36, grows: bool = False, wraps: bool = False, says: str = "") -> None:
        super().__init__()
        self.rows, self._row, self._grows, self._wraps = model, row, grows, wraps
        self._laying = False
        self.setObjectName(f"list.{name}")
        self.setAccessibleName(says or name)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row)
        self.verticalHeader().setMinimumSectionSize(GROUP_HIGH)
        self.horizontalHeader().setFixedHeight(head)
        self.horizontalHeader().setFont(font("small.strong"))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(20)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self._lay)
        model.rowsInserted.connect(self._more)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.doubleClicked.connect(lambda index: self._open(index))
        self._lay()

    @property
    def record(self) -> object:
        """What the chosen row stands for, or ``None``."""
        line = self.rows.line(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return line.record if isinstance(line, Row) else None

    def choose(self, record: object) -> bool:
        """Chooses the row of ``record``, if it has been fetched."""
        for place, line in enumerate(self.rows.lines):
            if isinstance(line, Row) and line.record == record:
                self.selectRow(place)
                return True
        return False

    def _row_changed(self, new: QModelIndex) -> None:
        if new.isValid() and self.record is not None:
            self.chosen.emit(self.record)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and isinstance(self.rows.line(index.row()), Row) and self.record is not None:
            self.opened.emit(self.record)

    def _lay(self) -> None:
        """Widths, then heights; once more where the heights have brought or taken the scroll bar."""
        if self._laying:
            return
        self._laying = True
        self.clearSpans()
        for _ in range(3):
            room = self.viewport().width()
            self._widths()
            self._heights(0)
            self.updateGeometries()
            if self.viewport().width() == room:
                break
        self._laying = False

    def _more(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._heights(first)

    def _heights(self, first: int) -> None:
        """Group lines are lower and go across; a table that grows takes the height of its lines."""
        across = len(self.rows.columns)
        for place in range(first, self.rows.rowCount()):
            if isinstance(self.rows.line(place), Group):
                self.setRowHeight(place, GROUP_HIGH)
                if across > 1:
                    self.setSpan(place, 0, 1, across)
            elif self.rowHeight(place) != (high := self._high(place)):
                self.setRowHeight(place, high)
        if self._grows:
            self.setFixedHeight(self.horizontalHeader().height() + sum(self.rowHeight(place) for place in range(self.rows.rowCount())))

    def _high(self, place: int) -> int:
        """How high a row is."""
        line = self.rows.line(place)
        if not self._wraps or not isinstance(line, Row):
            return self._row
        return max(self._row, *(math.ceil(cell_height(cell, self.columnWidth(column))) + AIR for column, cell in enumerate(line.cells)))

    def needed(self) -> list[float]:
        """What each column needs for its head and the first lines."""
        head = QFontMetricsF(self.horizontalHeader().font())
        need = [max(column.width, head.horizontalAdvance(column.title) + 2 * PAD + 4) for column in self.rows.columns]
        for line in self.rows.lines[:MEASURED]:
            if isinstance(line, Row):
                for place, cell in enumerate(line.cells):
                    if not self.rows.columns[place].stretch:
                        need[place] = max(need[place], cell_width(cell))
                    elif self._wraps:
                        need[place] = max(need[place], word_width(cell))
        return need

    def _widths(self) -> None:
        columns, need = self.rows.columns, self.needed()
        wide = dict(enumerate(need))
        sharing = {place for place, column in enumerate(columns) if column.stretch}
        while sharing:
            free = self.viewport().width() - sum(width for place, width in wide.items() if place not in sharing)
            each = free / sum(columns[place].stretch for place in sharing)
            short = {place for place in sharing if each * columns[place].stretch < need[place]}
            if not short:
                wide |= {place: each * columns[place].stretch for place in sharing}
                break
            sharing -= short  # these take what they need, the others share the rest
        self._narrow(wide)
        for place, width in wide.items():
            self.setColumnWidth(place, int(width) if columns[place].stretch else round(width))

    def _narrow(self, wide: dict[int, float]) -> None:
        """Where the widest words together need more than there is, columns that stretch give way: a word breaks, no column is cut off."""
        over = sum(wide.values()) - self.viewport().width()
        giving = sorted((place for place, column in enumerate(self.rows.columns) if column.stretch), key=lambda place: -wide[place])
        for place in giving if self._wraps else ():
            least = max(self.rows.columns[place].width, LEAST)
            given = min(max(over, 0), max(wide[place] - least, 0))
            wide[place] -= given
            over -= given

    def fit(self) -> None:
        """Widths and heights once more: lines have changed in place."""
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps:
            self._lay()
        else:
            self._widths()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._lay)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
        self._off_groups(-1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._off_groups(1)

    def _off_groups(self, step: int) -> None:
        """The cursor never stays on a heading: it goes on to the next row, or back at an end."""
        current = self.currentIndex().row()
        if not 0 <= current < self.rows.rowCount() or isinstance(self.rows.line(current), Row):
            return
        below = [place for place in range(current, self.rows.rowCount()) if isinstance(self.rows.line(place), Row)]
        above = [place for place in range(current, -1, -1) if isinstance(self.rows.line(place), Row)]
        for place in (below + above if step > 0 else above + below)[:1]:
            self.setCurrentIndex(self.rows.index(place, 0))
