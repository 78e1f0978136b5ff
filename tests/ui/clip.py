"""Finds text that does not fit its place: labels, buttons, fields, drop-downs, table cells, chips and painted rows of any widget."""
from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QComboBox, QLabel, QLayoutItem, QLineEdit, QPushButton, QTableView, QWidget

from ui.kit.chip import Chip
from ui.kit.scan_row import ScanRow
from ui.kit.steps import StepBar
from ui.kit.table import Rows
from ui.kit.table.delegate import cut

SLACK = 1


def clipped(window: QWidget) -> list[str]:
    """One line for each text in ``window`` that is cut off. ``window`` must be shown; what is still to be laid out is first."""
    for _ in range(3):
        QApplication.processEvents()
    found: list[str] = []
    for each in [window, *window.findChildren(QWidget)]:
        if each.isVisible() and each.width() and each.height():
            found += _judge(each) + _overlaps(each)
    return found


def _overlaps(widget: QWidget) -> list[str]:
    """Parts of one row or column that lie on each other: there was less room than they need."""
    found = []
    for layout in (widget.layout(), *(widget.layout().findChildren(QBoxLayout) if widget.layout() else ())):
        if not isinstance(layout, QBoxLayout):
            continue
        items = [layout.itemAt(place) for place in range(layout.count())]
        shown = [(item, item.geometry()) for item in items if item is not None and not item.isEmpty() and item.geometry().isValid()]
        for (one, first), (other, second) in pairwise(shown):
            common = first.intersected(second)
            if common.width() > SLACK and common.height() > SLACK:
                found.append(f"{widget.objectName() or type(widget).__name__}: {_called(one)} lies on {_called(other)} by {common.width()}x{common.height()}")
    return found


def _called(item: QLayoutItem) -> str:
    inside = item.widget() or item.layout()
    return f"{type(inside).__name__} {inside.objectName() if inside is not None else ''}".strip()


def _judge(widget: QWidget) -> list[str]:
    name = f"{type(widget).__name__} {widget.objectName()}".strip()
    if isinstance(widget, QLabel):
        return [f"{name}: {why}" for why in _label(widget)]
    if isinstance(widget, QLineEdit):
        return [f"{name}: {why}" for why in _field(widget)]
    if isinstance(widget, QComboBox):
        room = widget.width() - 12 - 34
        text = widget.currentText() or widget.placeholderText()
        return [f"{name}: {text!r}"] if QFontMetrics(widget.font()).horizontalAdvance(text) > room + SLACK else []
    if isinstance(widget, QPushButton) and widget.text():
        hint = widget.sizeHint()
        tight = hint.width() > widget.width() + SLACK or QFontMetrics(widget.font()).height() > widget.height()
        return [f"{name}: {widget.text()!r} needs {hint.width()}, has {widget.width()}"] if tight else []
    if isinstance(widget, (ScanRow, Chip, StepBar)) or (isinstance(widget, QAbstractButton) and not isinstance(widget, QPushButton)):
        need = widget.minimumSizeHint() if isinstance(widget, StepBar) else widget.sizeHint()
        if isinstance(widget, QAbstractButton):
            return []  # its labels are judged by themselves
        return [f"{name}: needs {need.width()}, has {widget.width()}"] if need.width() > widget.width() + SLACK else []
    if isinstance(widget, QTableView):
        return [f"{name}: {why}" for why in _table(widget)]
    return []


def _label(label: QLabel) -> list[str]:
    text = label.text()
    if not text or label.textFormat() == Qt.TextFormat.RichText and not label.wordWrap() and label.sizeHint().width() <= label.width() + SLACK:
        return []
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        longest = max((QFontMetricsF(label.font()).horizontalAdvance(word) for word in re.split(r"[\s\u200b\-]+", text)), default=0)
        if need > label.height() + SLACK:
            return [f"{text[:60]!r} needs {need} high, has {label.height()}"]
        return [f"{text[:60]!r}: a word is wider than {label.width()}"] if longest > label.width() + SLACK and "<" not in text else []
    hint = label.sizeHint()
    if hint.width() > label.width() + SLACK or hint.height() > label.height() + SLACK:
        return [f"{text[:60]!r} needs {hint.width()}x{hint.height()}, has {label.width()}x{label.height()}"]
    return []


def _field(field: QLineEdit) -> list[str]:
    lead = 38 if field.property("lead") == "icon" else 12
    room = field.width() - lead - 12 - 4
    shown = field.displayText() or field.placeholderText()
    wide = QFontMetrics(field.font()).horizontalAdvance(shown)
    return [f"{shown!r} needs {wide}, has {room}"] if wide > room + SLACK and not field.hasFocus() else []


def _table(table: QTableView) -> list[str]:
    model = table.model()
    if not isinstance(model, Rows):
        return []
    found = []
    for column, head in enumerate(model.columns):
        wide = QFontMetricsF(table.horizontalHeader().font()).horizontalAdvance(head.title)
        if wide > table.columnWidth(column) - 24 + SLACK:
            found.append(f"head {head.title!r} needs {wide:.0f}, has {table.columnWidth(column) - 24}")
    for row in range(min(model.rowCount(), 200)):
        if not QRectF(table.viewport().rect()).intersects(QRectF(table.visualRect(model.index(row, 0)))):
            continue
        for column in range(len(model.columns)):
            cell = model.cell(row, column)
            if cell.said and cut(cell, table.columnWidth(column), table.rowHeight(row)):
                found.append(f"cell {row},{column} {cell.said[:60]!r} has {table.columnWidth(column)}")
    if sum(table.columnWidth(column) for column in range(len(model.columns))) > table.viewport().width() + SLACK:
        found.append(f"columns are wider than the table: {table.viewport().width()}")
    return found
