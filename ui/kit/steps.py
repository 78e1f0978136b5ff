"""Lists of steps: where the work stands. A title wraps to a second line, it is never cut off."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui.kit.icons import pixmap
from ui.kit.layout import scrolling
from ui.kit.paint import CENTRE, LEFT, brush_for, pill, width_of, write
from ui.kit.theme import font, look

ROW, LINE, GROUP, HEAD = 42, 17, 30, 15
WRAPPED = int(LEFT | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class StepItem:
    """One line: ``state`` is done, now, todo, deviation or skipped; ``note`` is who and when; ``group`` begins a stage."""

    title: str
    state: str
    note: str = ""
    number: str = ""
    group: str = ""


class StepList(QWidget):
    """The vertical list. ``chosen`` tells the place of the step that a person pressed (mouse, or arrows and Enter)."""

    chosen = Signal(int)

    def __init__(self, name: str = "steps") -> None:
        super().__init__()
        self.setObjectName(f"list.{name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._items: tuple[StepItem, ...] = ()
        self._cursor = -1
        self.area: QScrollArea | None = None

    def in_scroll(self) -> QScrollArea:
        """The list inside an area that scrolls, for formulas with many steps."""
        self.area = scrolling(self)
        return self.area

    def show_steps(self, items: Sequence[StepItem]) -> None:
        """Shows these; the step that is now comes into sight."""
        self._items = tuple(items)
        self._cursor = next((place for place, each in enumerate(items) if each.state == "now"), -1)
        words = look.words
        said = {"done": words("done"), "now": words("now"), "todo": words("to do"), "deviation": words("with a deviation"), "skipped": words("left out")}
        self.setAccessibleName(words("Steps"))
        self.setAccessibleDescription("; ".join(f"{each.number or place + 1} {each.title}, {said[each.state]}" for place, each in enumerate(items)))
        self._place()

    def _place(self) -> None:
        self.setFixedHeight(max(self._top(len(self._items)) + 6, 10))
        self.update()
        if self.area is not None and self._cursor >= 0:
            self.area.ensureVisible(0, self._top(self._cursor) + ROW // 2, 0, 90)

    def _text_width(self) -> float:
        return max(self.width() - 54, 80)

    def _lines(self, item: StepItem) -> int:
        return lines_of(item.title, "value" if item.state == "now" else "note", self._text_width())

    def _height(self, item: StepItem) -> int:
        return ROW + (self._lines(item) - 1) * LINE

    def _group(self, item: StepItem) -> int:
        """How high the name of the stage is that begins at this step."""
        return GROUP + (lines_of(item.group, "small.strong", self.width() - 24) - 1) * HEAD if item.group else 0

    def _top(self, place: int) -> int:
        return sum(self._height(each) + self._group(each) for each in self._items[:place])

    def sizeHint(self) -> QSize:
        return QSize(222, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        y = 0
        for place, item in enumerate(self._items):
            if item.group:
                painter.setFont(font("small.strong"))
                painter.setPen(look.colour("text2"))
                painter.drawText(QRectF(16, y + 6, self.width() - 24, self._group(item) - 10), WRAPPED, item.group)
                y += self._group(item)
            high = self._height(item)
            last = place == len(self._items) - 1 or bool(self._items[place + 1].group)
            self._draw(painter, item, place, y, high, last)
            y += high
        painter.end()

    def _draw(self, painter: QPainter, item: StepItem, place: int, y: int, high: int, last: bool) -> None:
        middle = y + ROW / 2
        if item.state == "now":
            pill(painter, QRectF(4, y + 1, self.width() - 8, high - 2), "primary_tint")
        if place == self._cursor and self.hasFocus():
            pill(painter, QRectF(5, y + 2, self.width() - 10, high - 4), "", "focus", 2)
        if not last:
            painter.setPen(QPen(look.colour("released.fg" if item.state in ("done", "deviation") else "line"), 2))
            painter.drawLine(QPointF(24, middle + 13), QPointF(24, y + high + ROW / 2 - 13))
        draw_mark(painter, QRectF(13, middle - 11, 22, 22), item.state, item.number or str(place + 1))
        painter.setFont(font("value") if item.state == "now" else font("note"))
        painter.setPen(look.colour("text2" if item.state in ("todo", "skipped") else "text"))
        lines = self._lines(item)
        above = 4 if item.note or lines > 1 else (ROW - LINE) // 2
        painter.drawText(QRectF(46, y + above, self._text_width(), lines * LINE + 2), WRAPPED, item.title)
        ink = {"deviation": "await.fg", "now": "primary"}.get(item.state, "text3")
        write(painter, QRectF(46, y + 4 + lines * LINE, self._text_width(), 16), item.note, "tiny", ink)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _at(self, y: float) -> int:
        return next((place for place, item in enumerate(self._items) if y < self._top(place) + self._height(item) + self._group(item)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._cursor = self._at(event.position().y())
        self.update()
        if self._cursor >= 0:
            self.chosen.emit(self._cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._cursor = min(max(self._cursor + step, 0), len(self._items) - 1)
            self._place()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor >= 0:
            self.chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)


def lines_of(text: str, kind: str, width: float) -> int:
    """How many lines a text takes in that kind of letter and width."""
    metrics = QFontMetricsF(font(kind))
    return max(round(metrics.boundingRect(QRectF(0, 0, width, 1000), WRAPPED, text).height() / metrics.height()), 1)


def draw_mark(painter: QPainter, where: QRectF, state: str, number: str) -> None:
    """The round mark of a step: check, number, outlined number, triangle."""
    if state == "done":
        pill(painter, where, "released.fg", radius=11)
        painter.drawPixmap(QPointF(where.x() + 4, where.y() + 4), pixmap("check", "on_solid", 14, 3))
    elif state == "deviation":
        painter.drawPixmap(QPointF(where.x() - 1, where.y() - 1), pixmap("alert-triangle", "await.fg", 24))
    elif state == "now":
        pill(painter, where, "primary", radius=11)
        write(painter, where, number, "small.strong", "on_primary", CENTRE)
    else:
        pill(painter, where, "surface", "line" if state == "skipped" else "line_strong", 1.5, 11)
        write(painter, where, "–" if state == "skipped" else number, "small.strong", "text3", CENTRE)


class Share(QWidget):
    """How much of the work is done, as a bar of six pixels; the words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(6)
        self._done, self._all = 0, 0

    def show_share(self, done: int, all_: int) -> None:
        """So many of all."""
        self._done, self._all = done, all_
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        pill(painter, QRectF(self.rect()), "sunken", radius=3)
        if self._done:
            pill(painter, QRectF(0, 0, max(self.width() * self._done / max(self._all, 1), 6), 6), "released.fg", radius=3)
        painter.end()


class StepBar(QWidget):
    """The horizontal one, 30 pixels high: ``StepBar(("Patient", "Product", "Dose"), 1)``."""

    def __init__(self, titles: Sequence[str], current: int) -> None:
        super().__init__()
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(titles, current)

    def show_steps(self, titles: Sequence[str], current: int) -> None:
        """Shows these, of which the one at ``current`` is now."""
        self._titles, self._current = tuple(titles), current
        words = look.words
        self.setAccessibleName(words("Step {n} of {m}: {title}").format(n=current + 1, m=len(titles), title=titles[current]) if titles else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(sum(30 + width_of(each, "value") for each in self._titles) + 40 * (len(self._titles) - 1)), 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(sum(30 + width_of(each, "value") for each in self._titles) + 12 * (len(self._titles) - 1)), 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        widths = [30 + width_of(each, "value") for each in self._titles]
        gap = (self.width() - sum(widths)) / max(len(widths) - 1, 1)
        x = 0.0
        for place, (title, wide) in enumerate(zip(self._titles, widths, strict=True)):
            state = "done" if place < self._current else "now" if place == self._current else "todo"
            draw_mark(painter, QRectF(x + 0.5, 4, 22, 22), state, str(place + 1))
            write(painter, QRectF(x + 29, 4, wide, 22), title, "value", "text" if state != "todo" else "text2")
            if place < len(widths) - 1 and gap > 20:
                painter.setPen(QPen(look.colour("released.fg" if state == "done" else "line"), 2))
                painter.drawLine(QPointF(x + wide + 8, 15), QPointF(x + wide + gap - 8, 15))
            x += wide + gap
        painter.end()
