"""The left column of a release: every exception, to be opened before anything is signed, and the checks of everything else."""
from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.check_line import CheckLine
from ui.kit.icons import pixmap
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling
from ui.kit.paint import pill, write
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.table.delegate import CellDelegate, wrapped_height
from ui.kit.table.model import CELL, Index
from ui.kit.text import Text
from ui.kit.theme import font, look
from ui.screens.release_cases import Case, CheckText
from workbench.words.formats import clock_text

LEFT, EDGE, GAP, FOOT = 40, 10, 8, 18
"""Pixels: where the words begin, the edge of a card, the gap below it, its last line."""


@dataclass(frozen=True, slots=True)
class CaseCell(Cell):
    """An exception as a card: title over its context over whether it was opened."""

    foot: str = ""
    foot_icon: str = ""
    foot_ink: str = ""
    waits: bool = False

    @property
    def said(self) -> str:
        return ", ".join(part for part in (self.text, self.sub, self.foot) if part)


def case_height(cell: Cell, width: float) -> int:
    """How high the card of a case is in a list of that width."""
    room = width - LEFT - EDGE
    texts = wrapped_height(cell.text, "value", room) + wrapped_height(cell.sub, "small", room)
    return math.ceil(texts) + FOOT + 2 * EDGE + GAP


class CaseDelegate(CellDelegate):
    """Draws the cards. One that waits is tinted, the chosen one has the thick frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, CaseCell):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(1, 1, -1, -1 - GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        edge, thick = ("primary", 2.0) if chosen else ("line_strong" if cell.waits else "line", 1.0)
        pill(painter, frame, "primary_tint" if cell.waits else "surface2", edge, thick)
        painter.drawPixmap(QPointF(frame.x() + 11, frame.y() + EDGE), pixmap(cell.icon, cell.ink if cell.ink != "text" else "text2", 20))
        room, top = frame.width() - LEFT - EDGE + 2, frame.y() + EDGE - 1
        for text, kind, ink in ((cell.text, "value", "text"), (cell.sub, "small", "text2")):
            high = wrapped_height(text, kind, room)
            painter.setFont(font(kind))
            painter.setPen(look.colour(ink))
            painter.drawText(QRectF(frame.x() + LEFT, top, room, high), int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
            top += high
        painter.drawPixmap(QPointF(frame.x() + LEFT, top + 2), pixmap(cell.foot_icon, cell.foot_ink, 16))
        write(painter, QRectF(frame.x() + LEFT + 22, top, room - 22, FOOT), cell.foot, "small.strong", cell.foot_ink)
        painter.restore()


class CaseList(TableView):
    """The exceptions as cards; chosen and opened like the rows of any list."""

    def __init__(self) -> None:
        super().__init__("exceptions", Rows((Column("", stretch=1),)), row=72, grows=True, wraps=True, says=look.words("Exceptions"))
        self.setItemDelegate(CaseDelegate(self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setFixedHeight(0)
        self.setStyleSheet("QTableView{background:transparent;selection-background-color:transparent;}")

    def _high(self, place: int) -> int:
        return case_height(self.rows.cell(place, 0), self.viewport().width())


class ExceptionsPanel(QWidget):
    """``opened`` tells the key of the exception that a person wants to see; ``assess`` that of an open deviation."""

    opened = Signal(str)
    assess = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        words = look.words
        self._count = Text("", "small", "text2")
        self._title = Text(words("Exceptions"), "head")
        self.cases = CaseList()
        self._none = CheckLine("ok", "")
        self.open = Button(words("Open"), "ghost", "eye", name="do.open-exception", tool=True, act=self._open)
        self.judge = Button(words("Assess"), "ghost", "shield-check", name="do.assess-deviation", tool=True, act=self._assess)
        self._else = Text(words("Everything else"), "head")
        self._checks = col(gap=8, edges=FLUSH)
        inner = col(self.cases, self._none, 2, self._else, self._checks, None, gap=8, edges=FLUSH)
        self._acts = box(row(self.open, self.judge, None, gap=8))
        card = Card(col(box(row(self._title, None, self._count), height=24), self._acts, (scrolling(inner), 1), gap=8))
        self.setLayout(col((card, 1), gap=0, edges=FLUSH))
        self._shown: dict[str, Case] = {}
        self.cases.chosen.connect(lambda _record: self._look())
        self.cases.opened.connect(lambda record: self.opened.emit(str(record)))

    @property
    def chosen(self) -> Case | None:
        """The exception that is chosen."""
        return self._shown.get(str(self.cases.record))

    def show_cases(self, cases: Sequence[Case], opened: Mapping[str, datetime], reviewed: Collection[str], by: str, zone: str) -> None:
        """Shows them; ``reviewed`` are those that the standing review, by ``by``, has opened."""
        words, chosen = look.words, self.cases.record
        self._shown = {each.key: each for each in cases}
        self.cases.rows.show_lines([Row((_cell(each, opened, reviewed, by, zone),), each.key) for each in cases])
        seen = sum(1 for each in cases if each.key in opened or each.key in reviewed)
        self._count.setText(words("{n} of {all} opened").format(n=seen, all=len(cases)) if cases else "")
        self.cases.setVisible(bool(cases))
        self._acts.setVisible(bool(cases))
        self._none.setVisible(not cases)
        self._none.show_state("ok", words("No exception: all went as the formula says"))
        if cases and not (chosen is not None and self.cases.choose(chosen)):
            waiting = next((each.key for each in cases if each.key not in opened and each.key not in reviewed), cases[0].key)
            self.cases.choose(waiting)
        self._look()

    def show_checks(self, checks: Sequence[CheckText]) -> None:
        """Shows the rest."""
        clear(self._checks)
        for each in checks:
            self._checks.addWidget(CheckLine(each.state, each.text, each.note))

    def retranslate(self) -> None:
        """Says every text again."""
        words = look.words
        self._title.setText(words("Exceptions"))
        self._else.setText(words("Everything else"))
        self.open.setText(words("Open"))
        self.judge.setText(words("Assess"))

    def _look(self) -> None:
        case = self.chosen
        self.open.setEnabled(case is not None)
        self.judge.setVisible(any(each.deviation is not None for each in self._shown.values()))
        self.judge.setEnabled(case is not None and case.deviation is not None and case.deviation.decision is None)

    def _open(self) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen.key)

    def _assess(self) -> None:
        if self.chosen is not None:
            self.assess.emit(self.chosen.key)


def _cell(case: Case, opened: Mapping[str, datetime], reviewed: Collection[str], by: str, zone: str) -> CaseCell:
    words = look.words
    ink = "await.fg" if case.deviation is not None else "text2"
    if case.key in reviewed:
        foot, icon, tone, waits = words("Opened at review, {who}").format(who=by), "eye-check", "released.fg", False
    elif case.key in opened:
        foot, icon, tone, waits = words("Opened {time}").format(time=clock_text(opened[case.key], zone)), "eye-check", "released.fg", False
    else:
        foot, icon, tone, waits = words("Open it before signing"), "eye", "primary", True
    if case.deviation is not None and case.deviation.decision is None and not waits:
        foot, tone = words("{opened}, not assessed").format(opened=foot), "await.fg"
    return CaseCell(case.title, case.note, icon=case.icon, ink=ink, strong=True, foot=foot, foot_icon=icon, foot_ink=tone, waits=waits)
