"""How a cell looks: value over context, chip, search hit, selection bar, group line."""
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.chip import chip_width, draw_chip
from ui.kit.icons import pixmap
from ui.kit.paint import LEFT, pill, width_of, write
from ui.kit.table.cells import Cell, Group
from ui.kit.table.model import CELL, GROUP, Index, Rows
from ui.kit.theme import font, look

PAD = 12
LETTERS = 3
"""Fewest letters of a word before and after a break inside it."""


def kind_of(cell: Cell) -> str:
    """The kind of text of a cell's value."""
    return "value" if cell.strong else "note"


def _lead(cell: Cell) -> int:
    """What stands before the text."""
    return cell.indent + (24 if cell.icon else 0)


def cell_width(cell: Cell) -> float:
    """How much a cell needs, its padding included."""
    if cell.state:
        return chip_width(cell.text, small=True) + 2 * PAD
    lead = _lead(cell)
    return max(width_of(cell.text, kind_of(cell), cell.ident) + lead, width_of(cell.sub, "small", cell.ident) + lead) + 2 * PAD + 2


def word_width(cell: Cell) -> float:
    """How much a cell needs that takes as many lines as it likes, its padding included: its widest word."""
    if cell.state:
        return cell_width(cell)
    texts = ((cell.text, kind_of(cell)), (cell.sub, "small"))
    widest = max((width_of(word, kind, cell.ident) for text, kind in texts for word in _words(text)), default=0)
    return widest + _lead(cell) + 2 * PAD + 2


def _words(text: str) -> list[str]:
    """What stays together on a line."""
    return text.replace("-", "- ").split(" ")


def breakable(text: str, kind: str, width: float, ident: bool = False) -> str:
    """``text`` with a place to break in each word that is wider than ``width`` by itself: a soft hyphen, in identifiers nothing that is seen."""
    if all(width_of(word, kind, ident) <= width for word in _words(text)):
        return text
    mark = "\u200b" if ident else "\u00ad"
    return " ".join(mark.join(_pieces(word, kind, width, ident)) for word in text.split(" "))


def _pieces(word: str, kind: str, width: float, ident: bool) -> list[str]:
    made, rest = [], word
    while len(rest) > LETTERS and width_of(rest, kind, ident) > width:
        fits = next((n for n in range(len(rest) - 1, LETTERS, -1) if width_of(f"{rest[:n]}-", kind, ident) <= width), LETTERS)
        made.append(rest[: min(fits, len(rest) - LETTERS)])
        rest = rest[len(made[-1]) :]
    return [*made, rest]


def wrapped_height(text: str, kind: str, width: float, ident: bool = False) -> float:
    """How high ``text`` is in lines of ``width``."""
    if not text:
        return 0
    shown = breakable(text, kind, width, ident)
    return QFontMetricsF(font(kind, ident)).boundingRect(QRectF(0, 0, width, 100_000), int(Qt.TextFlag.TextWordWrap), shown).height()


def cell_height(cell: Cell, width: float) -> float:
    """How high a cell is in a column of ``width``: its value and its context, each in as many lines as it takes."""
    if cell.state:
        return 24
    room = width - 2 * PAD - _lead(cell)
    return wrapped_height(cell.text, kind_of(cell), room, cell.ident) + wrapped_height(cell.sub, "small", room, cell.ident)


class CellDelegate(QStyledItemDelegate):
    """Draws cells. The clip test asks ``cut`` what did not fit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, Rows):
            raise TypeError("the delegate draws Rows")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        group: Group | None = index.data(GROUP)
        if group is not None:
            if index.column() == 0:
                self._group(painter, rect, group)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, look.colour("selection"))
            if index.column() == 0:
                painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), look.colour("primary"))
        cell: Cell = index.data(CELL)
        self._cell(painter, rect.adjusted(PAD, 0, -PAD, 0), cell, model.columns[index.column()].align, chosen)
        painter.setPen(look.colour("line"))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        painter.restore()

    def _group(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        painter.fillRect(rect, look.colour("surface2"))
        ink = f"{group.state}.fg" if group.state else "text2"
        x = rect.x() + PAD
        if group.icon:
            painter.drawPixmap(QPointF(x, rect.center().y() - 8), pixmap(group.icon, ink, 16))
            x += 24
        write(painter, QRectF(x, rect.y(), rect.width(), rect.height()), group.text, "small.strong", ink)
        painter.setPen(look.colour("line"))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))

    def _cell(self, painter: QPainter, rect: QRectF, cell: Cell, align: str, chosen: bool) -> None:
        if cell.state:
            draw_chip(painter, rect.x() - 2, rect.center().y() - 12, cell.state, cell.text, icon=cell.icon, solid=cell.solid)
            return
        if cell.icon:
            painter.drawPixmap(QPointF(rect.x() + cell.indent, rect.center().y() - 8), pixmap(cell.icon, cell.ink, 16))
        rect = rect.adjusted(_lead(cell), 0, 0, 0)
        side = {"l": LEFT, "r": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "c": Qt.AlignmentFlag.AlignCenter}[align]
        if cell.sub and max(width_of(cell.text, kind_of(cell), cell.ident), width_of(cell.sub, "small", cell.ident)) > rect.width():
            self._wrapped(painter, rect, cell, side, chosen)
        elif cell.sub:
            top = QRectF(rect.x(), rect.center().y() - 18, rect.width(), 19)
            self._value(painter, top, cell, side)
            under = QRectF(rect.x(), rect.center().y() + 1, rect.width(), 16)
            write(painter, under, cell.sub, "small", cell.sub_ink or ("text2" if chosen else "text3"), side, ident=cell.ident)
        else:
            self._value(painter, rect, cell, side)

    def _wrapped(self, painter: QPainter, rect: QRectF, cell: Cell, side: Qt.AlignmentFlag, chosen: bool) -> None:
        """Value over context where they take more than a line each."""
        high = wrapped_height(cell.text, kind_of(cell), rect.width(), cell.ident)
        low = wrapped_height(cell.sub, "small", rect.width(), cell.ident)
        top = rect.center().y() - (high + low) / 2
        across = int((side & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(font(kind_of(cell), cell.ident))
        painter.setPen(look.colour(cell.ink))
        painter.drawText(QRectF(rect.x(), top, rect.width(), high), across, breakable(cell.text, kind_of(cell), rect.width(), cell.ident))
        painter.setFont(font("small", cell.ident))
        painter.setPen(look.colour(cell.sub_ink or ("text2" if chosen else "text3")))
        painter.drawText(QRectF(rect.x(), top + high, rect.width(), low), across, breakable(cell.sub, "small", rect.width(), cell.ident))

    def _value(self, painter: QPainter, rect: QRectF, cell: Cell, side: Qt.AlignmentFlag) -> None:
        kind = kind_of(cell)
        place = cell.text.casefold().find(cell.hit.casefold()) if cell.hit else -1
        if place >= 0:
            metrics = QFontMetricsF(font(kind, cell.ident))
            x = rect.x() + metrics.horizontalAdvance(cell.text[:place])
            wide = metrics.horizontalAdvance(cell.text[place : place + len(cell.hit)])
            pill(painter, QRectF(x - 1, rect.center().y() - 9, wide + 2, 18), "hit", radius=3)
        wraps = not cell.sub and width_of(cell.text, kind, cell.ident) > rect.width()
        painter.setFont(font(kind, cell.ident))
        painter.setPen(look.colour(cell.ink))
        text = breakable(cell.text, kind, rect.width(), cell.ident) if wraps else cell.text
        painter.drawText(rect, int(side | (Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextSingleLine)), text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: Cell | None = index.data(CELL)
        return QSize(round(cell_width(cell)) if cell else 40, 44)


def cut(cell: Cell, width: int, height: int) -> bool:
    """Whether ``cell`` does not fit into that much room, in as many lines as there are."""
    if cell_width(cell) <= width + 1:
        return False
    return bool(cell.state) or cell_height(cell, width) > height
