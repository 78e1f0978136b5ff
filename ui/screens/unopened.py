"""The register cannot be opened: why, where it lies, and what to do. Nothing has been written."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.text import Text
from ui.kit.theme import look
from workbench.kernel.findings import Unavailable


class Unopened(QWidget):
    """Shown instead of the window; ``again`` tries once more."""

    def __init__(self, path: Path, fault: Unavailable, again: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("window")
        words = look.words
        self.notice = Notice(name="notice.unopened")
        self.notice.unavailable(fault)
        close = Button(words("Close"), "ghost", "x", name="do.close", act=self.close)
        buttons = row(None, close, Button(words("Try again"), "primary", "refresh", name="do.again", act=again))
        where = Text(str(path), "body", ident=True, wrap=True)
        calm = Text(words("Nothing has been written."), "note", "text2")
        body = col(Text(words("The register is not open"), "step"), where, self.notice, calm, None, buttons, gap=12)
        card = Card(body, edges=(28, 22, 28, 20), width=660)
        card.setMinimumHeight(320)
        self.setLayout(col(None, row(None, card, None), None))
