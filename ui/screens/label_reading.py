"""What stands in a label file, as tables: what a version changes, and the signal texts with their norms."""
from __future__ import annotations

from ui.kit.table import Cell, Column, Row
from workbench.labels.signals import signals_of
from workbench.masters.difference import difference
from workbench.masters.records import LabelVersion
from workbench.words.formats import date_text
from workbench.words.translation import Words


def compared(old: LabelVersion, new: LabelVersion, words: Words) -> tuple[tuple[Column, ...], list[Row]]:
    """What ``new`` changes."""
    columns = (Column(words("Place"), stretch=1), Column(words("Was"), stretch=1), Column(words("Is now"), stretch=1))
    lines = []
    for each in difference(old.text, new.text):
        lines.append(Row((Cell(each.place, ident=True), Cell(each.was or "–", ink="text2"), Cell(each.now or "–", strong=True)), each.place))
    return columns, lines


def signals_table(text: str, words: Words) -> tuple[tuple[Column, ...], list[Row]]:
    """The table of signals: text, colours, norm, days, and whether somebody has compared the entry with its norm."""
    columns = (
        Column(words("Signal text"), stretch=2), Column(words("Colours"), stretch=1), Column(words("Norm"), stretch=2), Column(words("Compared"), 110),
    )  # fmt: skip
    lines = []
    for each in signals_of(text):
        colours = words("{letters} on {ground}").format(letters=each.letters, ground=each.ground)
        days = " – ".join(date_text(day, words) if day else "…" for day in (each.valid_from, each.valid_until))
        said = words("compared") if each.verified else words("not compared")
        cells = (
            Cell(each.text[words.language].replace("\n", " · "), strong=True), Cell(colours), Cell(each.norm, days),
            Cell(said, state="released" if each.verified else "await"),
        )  # fmt: skip
        lines.append(Row(cells, each.name))
    return columns, lines
