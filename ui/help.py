"""The help of a screen: its page of the manual, and the keys."""
from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QTextBrowser

from ui import keys
from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.layout import Part, col, row
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import font
from workbench.kernel.findings import Unavailable


class HelpSheet(Sheet):
    """F1. The page is ``manual/<language>/<place>.md``; without one the keys are shown alone."""

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__("help")
        words = desk.words
        parts: list[Part] = [Text(words("Help"), "page")]
        page = self._page(desk, place)
        if page:
            browser = QTextBrowser()
            browser.setMarkdown(page)
            browser.setFont(font("body"))
            browser.setMinimumHeight(300)
            browser.setOpenExternalLinks(False)
            browser.setAccessibleName(words("Help"))
            parts.append(browser)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place_, (key, act) in enumerate(keys.key_table(words)):
            grid.addWidget(Text(key, "value", ident=True), place_, 0)
            grid.addWidget(Text(act, "note", "text2"), place_, 1)
        parts += [Text(words("Keys"), "head"), grid, 4, row(None, Button(words("Close"), "ghost", "x", name="do.close_help", act=self.cancel))]
        self.set_body(col(*parts, gap=10))

    @staticmethod
    def _page(desk: Desk, place: str) -> str:
        for language in (desk.words.language, "en"):
            try:
                return desk.resources.text(f"manual/{language}/{place}.md")
            except Unavailable:
                continue
        return ""
