"""The help of a screen: its section of the manual first, then the rest, and the keys."""
from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QTextBrowser

from ui import keys
from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.layout import Part, col, row
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import font
from ui.rail import ENTRIES, place_name
from workbench.kernel.findings import Unavailable
from workbench.words.translation import Words

HEAD = "\n## "
"""What a section of the manual begins with."""


class HelpSheet(Sheet):
    """F1. The manual is ``manual/<language>.md``; its section is named as the entry of the rail. Without a manual the keys are shown alone."""

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__("help")
        words = desk.words
        parts: list[Part] = [Text(words("Help"), "page")]
        page = ordered(self._manual(desk), place, words)
        if page:
            browser = QTextBrowser()
            browser.setObjectName("manual")
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
    def _manual(desk: Desk) -> str:
        for language in (desk.words.language, "en"):
            try:
                return desk.resources.text(f"manual/{language}.md")
            except Unavailable:
                continue
        return ""


def ordered(manual: str, place: str, words: Words) -> str:
    """The manual with the section of this screen first. The keys are left out: they stand below, from the table that binds them."""
    _, *sections = manual.split(HEAD)
    title = place_name(place, words) if any(entry.place == place for entry in ENTRIES) else ""
    shown = sorted((each for each in sections if _title(each) != words("Keys")), key=lambda each: _title(each) != title)
    return "".join(f"{HEAD}{each.rstrip()}\n" for each in shown)


def _title(section: str) -> str:
    return section.partition("\n")[0].strip()
