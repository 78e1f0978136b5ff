"""Cards: the white sheets that a screen is laid out of."""
from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from ui.kit.layout import Edges, box, col, row
from ui.kit.text import Text

CARD: Edges = (16, 12, 16, 12)
FORM: Edges = (24, 14, 24, 14)


class Card(QFrame):
    """A sheet around a layout. ``part`` is ``card``, or ``panel`` for a quieter one inside it."""

    def __init__(self, layout: QLayout, *, edges: Edges | None = CARD, width: int | None = None, part: str = "card", name: str = "") -> None:
        super().__init__()
        self.setProperty("part", part)
        if edges is not None:
            layout.setContentsMargins(*edges)
        self.setLayout(layout)
        if width is not None:
            self.setFixedWidth(width)
        if name:
            self.setObjectName(name)


def card_head(title: str, *right: QWidget, chip: QWidget | None = None, note: str = "") -> QWidget:
    """The title row of a card: always 24 pixels high, so that titles align across cards even beside a chip."""
    parts: list[QWidget | None] = [Text(title, "head")]
    if chip is not None:
        parts.append(chip)
    if note:
        parts.append(Text(note, "small", "text2"))
    return box(row(*parts, None, *right), height=24)


def two_lines(value: str, note: str, *, ident: bool = False, kind: str = "value") -> QWidget:
    """A value over its context, as one block."""
    return box(col(None, Text(value, kind, ident=ident), Text(note, "small", "text2"), None, gap=1))


def label_value(label: str, value: str, *, strong: bool = False, ident: bool = False, ink: str = "text") -> QWidget:
    """A label at the left and its value at the card's right edge. A long label wraps: the value and its unit are never cut."""
    shown = Text(value, "head" if strong else "value", ink, ident=ident)
    shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return box(row((Text(label, "note", "text2", wrap=True), 1), shown, gap=8))
