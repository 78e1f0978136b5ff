"""The board of Today: a column for each state, a card for each order or batch in it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.kit.icons import Icon
from ui.kit.layout import FLUSH, Part, box, clear, col, row, spread
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.today_reading import BoardCard, TodayFacts
from workbench.words.formats import clock_text, short_date_text
from workbench.words.sentence import N_

COLUMNS = {
    "verify": ("draft", "pencil", N_("To verify")),
    "ready": ("ready", "list-check", N_("Ready to start")),
    "progress": ("progress", "player-play", N_("In progress")),
    "await": ("await", "hourglass", N_("Awaiting check")),
    "hold": ("hold", "hand-stop", N_("On hold")),
    "released": ("released", "circle-check", N_("Released, 7 days")),
}


class BoardTile(QFrame):
    """One card: number, product, initials and hospital number, what it waits for. Enter or a click opens it."""

    def __init__(self, desk: Desk, card: BoardCard, state: str) -> None:
        super().__init__()
        self._desk, self._card = desk, card
        words = look.words
        self.setProperty("part", "card")
        self.setObjectName(f"card.{card.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        product = card.product[words.language]
        when = ""
        if card.planned is not None:
            day = card.planned.astimezone(ZoneInfo(desk.zone)).date()
            when = clock_text(card.planned, desk.zone) if day == desk.today else short_date_text(day, words)
        who = f"{card.initials} · {card.hospital_no}"
        note = card.said(words)
        parts: list[Part] = [
            row(Text(card.key, "value", ident=True), None, Text(when, "small", "text2"), gap=6),
            Text(product.split(",")[0], "note", wrap=True),
            Text(who, "small", "text2", ident=True),
        ]
        if note:
            parts.append(spread(col(Icon(card.icon, f"{state}.fg", 16), None), (Text(note, "small", f"{state}.fg", wrap=True), 1), gap=6))
        self.setLayout(col(*parts, gap=3, edges=(12, 8, 12, 10)))
        self.setAccessibleName(f"{card.key}, {product}, {who}, {note}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._desk.go(self._card.screen, self._card.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._desk.go(self._card.screen, self._card.key)
        else:
            super().keyPressEvent(event)


class Board(QWidget):
    """Six columns. An empty one keeps its head and its line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._body = spread(gap=10)
        self.setLayout(self._body)

    def show_facts(self, facts: TodayFacts) -> None:
        """Shows the columns of these facts."""
        clear(self._body)
        for name, (state, icon, word) in COLUMNS.items():
            count, cards = facts.columns.get(name, (0, ()))
            self._body.addWidget(self._column(name, state, icon, look.words.marked(word), count, cards), 1)

    def _column(self, name: str, state: str, icon: str, word: str, count: int, cards: tuple[BoardCard, ...]) -> QWidget:
        rule = QFrame()
        rule.setFixedHeight(3)
        rule.setStyleSheet(f"background:{look.colour(f'{state}.fg').name()};border:0;")
        head = row(Icon(icon, f"{state}.fg", 18), Text(word, "value"), None, Text(str(count), "value", "text2"), gap=6, edges=(4, 0, 4, 0))
        tiles: list[Part] = [BoardTile(self._desk, each, state) for each in cards]
        if count > len(cards):
            tiles.append(Text(look.words("and {n} more").format(n=count - len(cards)), "small", "text2"))
        return box(col(head, rule, 4, *tiles, None, gap=6, edges=FLUSH), name=f"list.board.{name}")
