"""Plays a case through the real window: keys, clicks, badges and scans, and a picture of every screen as it stood."""
from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.desk import Services
from ui.drafts import Drafts
from ui.kit.scanner import Scanner
from ui.kit.theme import Assets, dress
from ui.main import application
from ui.preferences import Kept
from ui.problems import Problems
from ui.rehearsal.before import BeforeTheBatch
from ui.rehearsal.bench import AtTheBench
from ui.rehearsal.decisions import Deciding
from ui.rehearsal.finger import Finger
from ui.rehearsal.ward import OnTheWard
from ui.screens.running import running
from ui.screens.sign_in import SignIn
from ui.screens.table import SCREENS, badges
from ui.shell import Pages, Window
from ui.tasks import Tasks
from workbench.cli.resources import Resources
from workbench.kernel.ports import Register
from workbench.rehearsal.acts import Act
from workbench.rehearsal.case import Case
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.hands import Hand
from workbench.rehearsal.known import Known
from workbench.site.records import Site
from workbench.words.translation import LANGUAGES, load_words

SIZE = (1366, 768)
NO_SCREEN = "This plugin does not support"
"""How Qt begins to say that a window drawn in memory has no place among others."""
WORKSTATION = "REHEARSAL"


@dataclass
class WindowHand(BeforeTheBatch, AtTheBench, Deciding, OnTheWard):
    """Every act through the window. ``problems`` is what went wrong in the window by itself."""

    problems: Problems | None = None

    def at(self, place: int) -> WindowHand:
        """This hand, before the act of that place."""
        self.played = place
        return self

    def picture(self, at: int, act: Act) -> None:
        """The window after an act; raises what the window itself met and nobody answered."""
        if self.problems is not None and self.problems.last is not None:
            raise self.problems.last
        self.played = at
        self.keep(act)
        self.played = at + 1


@contextmanager
def _quiet() -> Iterator[None]:
    """Leaves out what Qt says of a window without a screen; everything else is told as before."""

    def told(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message.startswith(NO_SCREEN):
            return
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def window_hand(
    case: Case, known: Known, register: Register, clock: CaseClock, desk: Hand, resources: Resources, *, folder: Path, language: str, theme: str
) -> Iterator[WindowHand]:
    """A window at its sign-in, and the hand that operates it; without a screen it is drawn in memory."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    catalogues = {code: load_words(resources.locale, code) for code in LANGUAGES}
    dress(app, Assets(resources.folder), mode=theme, words=catalogues[language])
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as held, _quiet():
        files = Path(held)
        problems = Problems(files / "workbench.log", ask=False)
        problems.install()
        drafts = Drafts(files / "drafts", clock)
        kept = Kept(None)
        kept.change(language=language, mode=theme)
        services = Services(
            register, clock, resources, Tasks(problems.show, synchronous=True), drafts, WORKSTATION, folder, catalogues.__getitem__, kept
        )
        window = _window(app, services)
        hand = WindowHand(case, known, register, clock, desk, Finger(window), files, folder / "pictures", problems=problems)
        try:
            hand.finger.settle()
            yield hand
        finally:
            window.close()
            window.deleteLater()  # and not whenever memory is next cleared: its scanner would go on listening to other windows
            hand.finger.settle()
            problems.leave()


def _window(app: QApplication, services: Services) -> Window:
    with services.register.reading() as reader:
        site = reader.get(Site, "site")
    pages = Pages(SCREENS, lambda desk, entered: SignIn(desk, entered, running), badges)
    window = Window(services, site, pages, scanner=Scanner(app), idle_locks=False)
    window.resize(*SIZE)
    window.show()
    return window
