"""The rail: where one can go. Entries of later work appear with it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout

from ui.kit.icons import pixmap
from ui.kit.paint import CENTRE, brush_for, pill, write
from ui.kit.theme import look
from workbench.words.translation import Words

WIDE, HIGH = 88, 58


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the screen it opens and its icon. ``last`` stands at the bottom."""

    place: str
    icon: str
    last: bool = False


ENTRIES = (
    Entry("today", "layout-dashboard"),
    Entry("orders", "clipboard-list"),
    Entry("batches", "test-pipe"),
    Entry("qc", "checklist"),
    Entry("labels", "printer"),
    Entry("safety", "activity"),
    Entry("register", "database"),
    Entry("formulas", "versions"),
    Entry("settings", "settings", last=True),
)


def place_name(place: str, words: Words) -> str:
    """The word of a rail entry."""
    return {
        "today": words("Today"),
        "orders": words("Orders"),
        "batches": words("Batches"),
        "qc": words("QC & release"),
        "labels": words("Labels"),
        "safety": words("Safety"),
        "register": words("Register"),
        "formulas": words("Formulas"),
        "settings": words("Settings"),
    }[place]


class RailButton(QAbstractButton):
    """Icon over word, with the number of things that wait there."""

    def __init__(self, entry: Entry, shortcut: str) -> None:
        super().__init__()
        self.entry, self.badge, self._shortcut = entry, 0, shortcut
        self.setObjectName(f"do.go.{entry.place}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(WIDE, HIGH)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.say()

    def say(self) -> None:
        """Its name in the language of the screen, with what waits."""
        words = look.words
        self.setText(place_name(self.entry.place, words))
        waiting = words.plural("{n} waits", "{n} wait", self.badge).format(n=self.badge) if self.badge else ""
        self.setAccessibleName(f"{self.text()}, {waiting}" if waiting else self.text())
        self.setToolTip(f"{self.text()}  {self._shortcut}")
        self.update()

    def show_badge(self, count: int) -> None:
        """How many things wait there."""
        self.badge = count
        self.say()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        inner = QRectF(8, 0, WIDE - 16, HIGH - 4)
        if self.isChecked():
            pill(painter, inner, "rail_active")
            pill(painter, QRectF(0, 10, 4, HIGH - 24), "rail_mark", radius=2)
        elif self.underMouse():
            pill(painter, inner, "rail_hover")
        if self.hasFocus():
            pill(painter, inner.adjusted(1, 1, -1, -1), "", "rail_mark", 2)
        ink = "rail_text_on" if self.isChecked() else "rail_text"
        painter.drawPixmap(QPointF(inner.center().x() - 11, 8), pixmap(self.entry.icon, ink, 22, 1.75))
        write(painter, QRectF(0, 33, WIDE, 16), self.text(), "tiny", ink, CENTRE)
        if self.badge:
            where = QRectF(inner.center().x() + 7, 3, 18, 18)
            painter.setPen(QPen(look.colour("rail"), 2))
            painter.setBrush(look.colour("badge"))
            painter.drawEllipse(where)
            write(painter, where, str(self.badge) if self.badge < 100 else "99", "tiny", "on_badge", CENTRE)
        painter.end()


class Rail(QFrame):
    """``went`` tells the place that a person chose."""

    went = Signal(str)

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 6)
        layout.setSpacing(0)
        self._buttons: dict[str, RailButton] = {}
        shown = [entry for entry in ENTRIES if entry.place in places]
        for number, entry in enumerate(shown, 1):
            button = RailButton(entry, f"Ctrl+{number}")
            button.clicked.connect(lambda _=False, place=entry.place: self.went.emit(place))
            self._buttons[entry.place] = button
        for entry in (each for each in shown if not each.last):
            layout.addWidget(self._buttons[entry.place])
        layout.addStretch(1)
        for entry in (each for each in shown if each.last):
            layout.addWidget(self._buttons[entry.place])

    @property
    def places(self) -> tuple[str, ...]:
        """The places in their order, as Ctrl+1 … counts them."""
        return tuple(self._buttons)

    def light(self, place: str) -> None:
        """Lights the entry of the screen that is shown."""
        if place in self._buttons:
            self._buttons[place].setChecked(True)

    def show_badges(self, badges: Mapping[str, int]) -> None:
        """How many things wait in each of these places; of others it says what it said."""
        for place, button in self._buttons.items():
            if place in badges:
                button.show_badge(badges[place])

    def retranslate(self) -> None:
        """Other words."""
        for button in self._buttons.values():
            button.say()

