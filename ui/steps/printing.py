"""What papers and labels need from outside: a press in the language of the site's papers, and the label profiles."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.pdf import print_pdf
from workbench.documents.press import Press
from workbench.labels.profiles import Profile
from workbench.masters.approved import profiles_of
from workbench.words.translation import LANGUAGES

DPI = 300
"""Dots per inch of the label printer until the site says otherwise."""


_PRESSES: dict[str, Press] = {}


def press(desk: Desk) -> Press:
    """The press of the site's papers: the language of papers is the site's, whatever the screen speaks."""
    words = desk.words_of(desk.site.language)
    kept = _PRESSES.get(words.language)
    if kept is None or kept.words is not words:
        _PRESSES[words.language] = kept = Press({path.name: path for path in desk.resources.fonts.values()}, words)
    return kept


def send(parent: QWidget, pdf: bytes, name: str) -> None:
    """Asks which printer, and prints these very bytes. ``OSError`` when the printer does not take them."""
    # The print support is a library that most days never ask for.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    if QPrintDialog(printer, parent).exec():
        print_pdf(pdf, printer)


def presses(desk: Desk) -> dict[str, Press]:
    """A press for each language of labels."""
    fonts = {path.name: path for path in desk.resources.fonts.values()}
    for code in LANGUAGES:
        words = desk.words_of(code)
        if code not in _PRESSES or _PRESSES[code].words is not words:
            _PRESSES[code] = Press(fonts, words)
    return {code: _PRESSES[code] for code in LANGUAGES}


def profiles(desk: Desk) -> dict[str, Profile]:
    """Every label by its name as the register has it; what is not approved by two is refused when it is printed."""
    with desk.register.reading() as reader:
        return profiles_of(reader)


def family(desk: Desk, name: str) -> tuple[Profile, ...]:
    """The sizes that a label comes in: ``final-bag`` is ``final-bag-100x60`` and ``final-bag-60x40``."""
    return tuple(each for key, each in sorted(profiles(desk).items()) if key == name or key.startswith(f"{name}-"))
