"""The help of a screen: its section of the manual first, then the rest, and the keys."""
from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
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
PICTURE = 620
"""Pixels of the width of a picture in the help."""


class HelpSheet(Sheet):
    """F1. The manual is ``manual/<language>.md``; its section is named as the screen's ``chapter``, or as the entry of the rail.

    Without a manual the keys are shown alone.
    """

    def __init__(self, desk: Desk, place: str, chapter: str = "") -> None:
        super().__init__("help")
        words = desk.words
        parts: list[Part] = [Text(words("Help"), "page")]
        page = ordered(self._manual(desk), place, words, chapter)
        if page:
            browser = Pages(desk)
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


class Pages(QTextBrowser):
    """The text of the manual. Its pictures lie beside it and are shown as wide as the text is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the manual; anything else is no business of a help page."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        try:
            data = self._desk.resources.data(f"manual/{QUrl(name).path()}")
        except Unavailable:
            return None
        return QImage.fromData(data).scaledToWidth(PICTURE, Qt.TransformationMode.SmoothTransformation)


def ordered(manual: str, place: str, words: Words, chapter: str = "") -> str:
    """The manual with the section of this screen first: that of its ``chapter`` before that of its entry of the rail.

    The keys are left out: they stand below, from the table that binds them.
    """
    _, *sections = manual.split(HEAD)
    title = place_name(place, words) if any(entry.place == place for entry in ENTRIES) else ""
    shown = sorted((each for each in sections if _title(each) != words("Keys")), key=lambda each: (_title(each) != chapter, _title(each) != title))
    return "".join(f"{HEAD}{each.rstrip()}\n" for each in shown)


def _title(section: str) -> str:
    return section.partition("\n")[0].strip()
