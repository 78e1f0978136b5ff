"""Colours, type and sizes of the running window: one table of tokens, light and dark.

``dress`` is called once by the composition root, ``look.show`` on every later change of theme, language or density. Parts ask ``look`` when
they paint; a part that keeps pixels of its own renews them when Qt tells it that the style changed.
"""
from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from workbench.words.translation import ENGLISH, Words

STATES = ("draft", "ready", "progress", "await", "hold", "released", "rejected", "expired", "closed")
WORK, WORK_GLOVES = 48, 64
"""Height in pixels of everything touched in work; gloves want more (screens.md 1.6)."""
REGULAR, MEDIUM, DEMI, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold
TYPE: Mapping[str, tuple[int, QFont.Weight]] = {
    "tiny": (11, MEDIUM),
    "small": (12, MEDIUM),
    "small.strong": (12, DEMI),
    "note": (13, MEDIUM),
    "value": (13, DEMI),
    "body": (14, REGULAR),
    "strong": (14, DEMI),
    "head": (14, BOLD),
    "big": (15, DEMI),
    "instruction": (16, REGULAR),
    "timer": (18, BOLD),
    "page": (20, BOLD),
    "step": (24, BOLD),
    "figure": (26, BOLD),
    "clock": (44, BOLD),
}
"""Name of each kind of text: pixels and weight (screens.md 6.1)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one mode, by name: ``text2``, ``released.fg``, ``released.tint``; and the icon of each state."""

    name: str
    colours: Mapping[str, str]
    icons: Mapping[str, str]


class Assets:
    """The style's files, read once from ``folder`` (``resources/``) when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        tokens = json.loads((folder / "style" / "tokens.json").read_text(encoding="utf-8"))
        self.themes = {mode: _theme(mode, tokens) for mode in ("light", "dark")}
        self._sheet = (folder / "style" / "workbench.qss").read_text(encoding="utf-8")
        self._icons: dict[str, str] = {}

    def icon(self, name: str) -> str:
        """The SVG text of an icon; ``FileNotFoundError`` when it does not come with the workbench."""
        if name not in self._icons:
            self._icons[name] = (self._folder / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        return self._icons[name]

    def sheet(self, theme: Theme) -> str:
        """The style sheet with the theme's colours in place, and one ink per colour for labels."""
        text = re.sub(r"@([a-z_0-9]+(?:\.[a-z]+)?)", lambda found: theme.colours[found[1]], self._sheet)
        inks = "".join(f'QLabel[ink="{name}"]{{color:{value};}}' for name, value in theme.colours.items())
        return f"QLabel{{color:{theme.colours['text']};background:transparent;}}{inks}{text}"

    def load_fonts(self) -> None:
        """Makes Inter known to Qt."""
        for path in sorted((self._folder / "fonts").glob("Inter-*.otf")):
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise OSError(f"font cannot be read: {path}")


def _theme(mode: str, tokens: Mapping[str, Mapping[str, object]]) -> Theme:
    colours = {name: str(value) for name, value in tokens[mode].items()}
    icons = {}
    for state, entry in tokens["status"].items():
        if not isinstance(entry, dict):
            raise TypeError(f"tokens.json: status {state} is no table")
        colours[f"{state}.fg"], colours[f"{state}.tint"] = entry[mode]["foreground"], entry[mode]["tint"]
        icons[state] = entry["icon"]
    return Theme(mode, colours, icons)


class Look(QObject):
    """How the window looks and speaks just now. There is one, ``look``, as there is one application."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.assets: Assets | None = None
        self.theme = Theme("light", {}, {})
        self.words: Words = ENGLISH
        self.gloves = False

    @property
    def work(self) -> int:
        """Height of what is touched in work."""
        return WORK_GLOVES if self.gloves else WORK

    @property
    def dark(self) -> bool:
        return self.theme.name == "dark"

    def colour(self, name: str) -> QColor:
        """The colour of that name; a name that is no token is a bug."""
        return QColor(self.theme.colours[name])

    def svg(self, name: str) -> str:
        if self.assets is None:
            raise RuntimeError("dress() comes first")
        return self.assets.icon(name)

    def show(self, *, mode: str | None = None, words: Words | None = None, gloves: bool | None = None) -> None:
        """Changes theme (``light``, ``dark``), language or density of everything that is open, at once."""
        app = QApplication.instance()
        if self.assets is None or not isinstance(app, QApplication):
            raise RuntimeError("dress() comes first")
        restyle = (mode is not None and mode != self.theme.name) or (gloves is not None and gloves != self.gloves) or not app.styleSheet()
        self.gloves = self.gloves if gloves is None else gloves
        if restyle:
            self.theme = self.assets.themes[mode or self.theme.name]
            app.setPalette(_palette(self.theme))
            app.setStyleSheet(self.assets.sheet(self.theme))
        if words is not None and words is not self.words:
            self.words = words
            for window in app.topLevelWidgets():
                QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        self.changed.emit()


look = Look()


def dress(app: QApplication, assets: Assets, *, mode: str = "light", words: Words = ENGLISH, gloves: bool = False) -> None:
    """Puts the workbench's style on ``app``: fonts, palette, style sheet, language."""
    app.setStyle("Fusion")
    if look.assets is None:
        assets.load_fonts()
    look.assets, look.theme = assets, assets.themes[mode]
    app.setFont(font("body"))
    app.setStyleSheet("")
    look.show(mode=mode, words=words, gloves=gloves)


@cache
def font(kind: str, ident: bool = False) -> QFont:
    """The font of a kind of text, with tabular figures; identifiers also with slashed zero and distinct l, I, 1. Not to be changed."""
    pixels, weight = TYPE[kind]
    made = QFont("Inter")
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    if ident:
        made.setFeature(QFont.Tag("ss02"), 1)
    return made


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in (
        (roles.Window, "window"), (roles.WindowText, "text"), (roles.Base, "surface"), (roles.AlternateBase, "surface2"), (roles.Text, "text"),
        (roles.Button, "surface"), (roles.ButtonText, "text"), (roles.Highlight, "primary"), (roles.HighlightedText, "on_primary"),
        (roles.PlaceholderText, "text3"), (roles.Link, "primary"), (roles.ToolTipBase, "rail"), (roles.ToolTipText, "rail_text_on"),
        (roles.Mid, "line"), (roles.Accent, "primary"),
    ):  # fmt: skip
        palette.setColor(role, QColor(theme.colours[name]))
    return palette
