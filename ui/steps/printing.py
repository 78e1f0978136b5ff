"""What papers and labels need from outside: a press in the language of the site's papers, and the label profiles."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.notice import Notice
from ui.kit.pdf import print_pdf
from ui.kit.theme import look
from workbench.documents.press import Press
from workbench.labels.profiles import Profile
from workbench.labels.records import LabelPrint
from workbench.labels.signals import SIGNALS
from workbench.masters.approved import counting, profile_in, profiles_of
from workbench.masters.records import LabelStatus
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


def hand_out(parent: QWidget, label: LabelPrint, notice: Notice) -> None:
    """A kept label to a printer that is asked for: these bytes, as they are in the picture."""
    words = look.words
    try:
        send(parent, label.content, label.identifier)
    except OSError as fault:
        notice.show_notice("decide", words("It did not go out"), read=str(fault), go_on=words("The label is kept: try again, or another printer."))


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


def approved_for(desk: Desk, kinds: Collection[str]) -> tuple[Profile, ...]:
    """The approved labels of things of these kinds (what a label file calls ``identifier``), by name."""
    with desk.register.reading() as reader:
        counts = [each for each in counting(reader).values() if each.status is LabelStatus.APPROVED and each.name != SIGNALS]
    return tuple(mine for each in counts if (mine := profile_in(each)).identifier in kinds)


def size_for(desk: Desk, name: str, dpi: int) -> Profile | None:
    """The first size of a label that a printer of ``dpi`` can print; the first at all where it can print none."""
    sizes = family(desk, name)
    return next((each for each in sizes if each.least_dpi <= dpi), sizes[0] if sizes else None)
