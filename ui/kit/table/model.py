"""The model: lines as values, fetched in pages as the view goes down."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.table.cells import Cell, Column, Group, Line, Row
from ui.kit.theme import font

PAGE = 200
CELL = int(Qt.ItemDataRole.UserRole)
RECORD = CELL + 1
GROUP = CELL + 2
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Fetch = Callable[[int, int], Sequence[Line]]
"""(how many are there, how many more at most) to the next lines; fewer than asked for means that there are no more."""


def paged(lines: Sequence[Line]) -> Fetch:
    """A ``Fetch`` over lines that are all at hand."""
    return lambda offset, limit: lines[offset : offset + limit]


class Rows(QAbstractTableModel):
    """Lines in columns. ``show_lines`` for a list at hand, ``show_pages`` for one that is fetched; both begin at the top again."""

    def __init__(self, columns: Sequence[Column], lines: Sequence[Line] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._lines: list[Line] = []
        self._fetch: Fetch = paged(())
        self._more = False
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these."""
        self.show_pages(paged(tuple(lines)))

    def show_pages(self, fetch: Fetch) -> None:
        """Shows what ``fetch`` gives, the first page at once."""
        lines = self._fitting(fetch(0, PAGE))
        self.beginResetModel()
        self._fetch, self._lines, self._more = fetch, lines, len(lines) == PAGE
        self.endResetModel()

    def _fitting(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, each with a cell for every column. ``ValueError`` where one has others: drawing it would end the program without a word."""
        for line in lines:
            if isinstance(line, Row) and len(line.cells) != len(self.columns):
                raise ValueError(f"a row of {len(line.cells)} cells in a table of {len(self.columns)} columns: {line.record!r}, {line.cells[:1]!r}")
        return list(lines)

    def set_titles(self, columns: Sequence[Column]) -> None:
        """Other column heads, in another language. Another number of columns is another table: its lines go."""
        if len(columns) != len(self.columns):
            self.beginResetModel()
            self.columns, self._lines, self._fetch, self._more = tuple(columns), [], paged(()), False
            self.endResetModel()
            return
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What has been fetched so far."""
        return tuple(self._lines)

    @property
    def complete(self) -> bool:
        """Whether there is nothing more to fetch."""
        return not self._more

    def line(self, row: int) -> Line:
        return self._lines[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        new = self._fitting(self._fetch(len(self._lines), PAGE))
        self._more = len(new) == PAGE
        if new:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(new) - 1)
            self._lines += new
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Group):
            if role == GROUP:
                return line
            return line.text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.column() == 0 else None
        cell = line.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.said
        return {CELL: cell, RECORD: line.record}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.FontRole:
            return font("small.strong")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            sides = {"l": Qt.AlignmentFlag.AlignLeft, "r": Qt.AlignmentFlag.AlignRight, "c": Qt.AlignmentFlag.AlignHCenter}
            return int(sides[column.align] | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._lines[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def cell(self, row: int, column: int) -> Cell:
        """The cell there; empty in a group line."""
        line = self._lines[row]
        return line.cells[column] if isinstance(line, Row) else Cell()
