"""Chips: one state, one look; always icon, word and colour."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.icons import pixmap
from ui.kit.paint import LEFT, brush_for, pill, width_of, write
from ui.kit.theme import look
from workbench.words.sentence import N_
from workbench.words.translation import Words

SOLID = ("hold", "rejected")
"""Amber and red text differ too little for the green-blind, so these two are filled (screens.md 0.7)."""
STATE_WORDS = {
    "draft": N_("Draft"),
    "ready": N_("Ready to start"),
    "progress": N_("In progress"),
    "await": N_("Awaiting check"),
    "hold": N_("On hold"),
    "released": N_("Released"),
    "rejected": N_("Rejected"),
    "expired": N_("Expired"),
    "closed": N_("Administered / closed"),
}


def state_word(state: str, words: Words) -> str:
    """The usual word of a state."""
    return words.marked(STATE_WORDS[state])


def chip_width(text: str, small: bool) -> float:
    """How wide a chip with this word is."""
    return width_of(text, "small.strong" if small else "value") + (39 if small else 41)


def draw_chip(painter: QPainter, x: float, y: float, state: str, text: str, *, icon: str = "", solid: bool | None = None, small: bool = True) -> None:
    """Draws a chip with its upper left corner at (x, y): for lists."""
    filled = state in SOLID if solid is None else solid
    high, glyph = (24, 14) if small else (28, 16)
    ink = "on_solid" if filled else f"{state}.fg"
    pill(painter, QRectF(x, y, chip_width(text, small), high), f"{state}.fg" if filled else f"{state}.tint", radius=high / 2)
    painter.drawPixmap(QPointF(x + 9, y + (high - glyph) / 2), pixmap(icon or look.theme.icons[state], ink, glyph))
    write(painter, QRectF(x + 9 + glyph + 5, y, 4000, high), text, "small.strong" if small else "value", ink, LEFT)


class Chip(QWidget):
    """``Chip("await")``, ``Chip("released", "Meets", small=True, icon="check")``. 28 pixels on a page, 24 (``small``) in lists."""

    def __init__(self, state: str, text: str = "", *, small: bool = False, icon: str = "", solid: bool | None = None) -> None:
        super().__init__()
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, text, icon=icon, solid=solid)

    @property
    def text(self) -> str:
        """The word on the chip."""
        return self._text or state_word(self._state, look.words)

    def show_state(self, state: str, text: str = "", *, icon: str = "", solid: bool | None = None) -> None:
        """Another state; without ``text`` its usual word."""
        self._state, self._text, self._icon, self._solid = state, text, icon, solid
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self.text, self._small) + 0.5), 24 if self._small else 28)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.text)
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_chip(brush_for(self), 0, 0, self._state, self.text, icon=self._icon, solid=self._solid, small=self._small)


def critical_chip(words: Words) -> Chip:
    """The mark of a critical step. Not a state, hence its own solid colour."""
    return Chip("closed", words("Critical step"), small=True, icon="shield-exclamation", solid=True)


def second_person_chip(words: Words) -> Chip:
    """The mark of a step that a second person verifies."""
    return Chip("draft", words("Second person"), small=True, icon="users")
