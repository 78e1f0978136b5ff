"""The composition root of the window: opens the register, reads the resources, wires everything, and runs until it is closed.

Something is on the screen before the register is opened and before what only an open register needs is imported: hence the imports inside.
"""
from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTimeZone, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.icons import Icon, pixmap
from ui.kit.layout import col, row
from ui.kit.text import Text
from ui.kit.theme import Assets, dress, look
from ui.preferences import Kept
from ui.problems import Problems
from ui.tasks import Tasks
from workbench.cli.resources import Resources
from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Clock, Register
from workbench.words.translation import LANGUAGES, Words, load_words

if TYPE_CHECKING:
    from ui.desk import DemoSecrets, Services
    from workbench.site.records import Site

NAME = "compounding-workbench"
SIZE = (1366, 768)


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)


def main(arguments: Sequence[str]) -> int:
    """``workbench``: the window on this computer's register, or on the one that ``--register`` names. The exit code."""
    parser = argparse.ArgumentParser(prog="workbench")
    parser.add_argument("--register", type=Path)
    chosen: Path | None = parser.parse_args(list(arguments)).register
    return Root(Resources()).run(chosen or default_register())


def default_register() -> Path:
    """Where the register of this computer lies unless somebody says otherwise."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "register.sqlite"


class Root:
    """One start of the window. ``demo`` are the secrets that its sign-in shows."""

    def __init__(self, resources: Resources, *, demo: DemoSecrets | None = None, clock: Clock | None = None) -> None:
        from platformdirs import user_config_path, user_log_path

        if not _has_screen():
            raise Unavailable("window.no-screen")
        self.resources, self.demo, self.clock = resources, demo, clock or SystemClock()
        self.application = application()
        self.kept = Kept(user_config_path(NAME, appauthor=False) / "window.ini")
        self.problems = Problems(user_log_path(NAME, appauthor=False) / "workbench.log", window=lambda: self.window)
        self.problems.install()
        self.tasks = Tasks(self.problems.show)
        self.window: QWidget | None = None
        self._words: dict[str, Words] = {}
        self._translator = QTranslator(self.application)
        now = self.kept.now
        dress(self.application, Assets(resources.folder), mode=now.theme, words=self.words_of(now.language or _system_language()), gloves=now.gloves)
        look.changed.connect(self._speak_qt)
        self._speak_qt()
        self.application.setWindowIcon(QIcon(pixmap("shield-check", "primary", 64)))
        hints = self.application.styleHints()
        hints.colorSchemeChanged.connect(lambda _: look.show(mode=self.kept.now.theme))

    def words_of(self, language: str) -> Words:
        """Words of a language, read when they are first needed."""
        if language not in self._words:
            self._words[language] = load_words(self.resources.locale, language)
        return self._words[language]

    def run(self, path: Path) -> int:
        """Shows the window, opens the register in ``path`` (or the first start, where there is none), and runs until it is closed."""
        self.show(_opening())
        QTimer.singleShot(0, lambda: self.open(path))
        try:
            return self.application.exec()
        finally:
            self.leave()

    def leave(self) -> None:
        """Ends what runs beside the window, and takes back what was put on the process."""
        self.tasks.finish()
        look.changed.disconnect(self._speak_qt)
        self.application.removeTranslator(self._translator)
        self.problems.leave()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def open(self, path: Path) -> None:
        """Shows what there is to show for ``path``: the sign-in, the first start, or why it cannot be opened."""
        with _without_collecting():
            self._open(path)

    def _open(self, path: Path) -> None:
        from db.opening import begun, open_register
        from ui.wiring import site_of

        try:
            if begun(path):
                register = open_register(path, self.clock)
                site = site_of(register)
                if site is not None:
                    self.begin(self._services(path, register), site)
                    return
            self.show(self._first_start(path))
        except Unavailable as fault:
            from ui.screens.unopened import Unopened  # most starts never need it

            self.show(Unopened(path, fault, again=lambda: self.open(path)))

    def begin(self, services: Services, site: Site) -> None:
        """The window itself, at its sign-in."""
        from ui.wiring import window_on

        if not self.kept.now.language:
            look.show(words=self.words_of(site.language))
        self.show(window_on(services, site, self.application))

    def _services(self, path: Path, register: Register) -> Services:
        from ui.wiring import services_on

        services = services_on(register, path, self.clock, self.resources, self.tasks, self.words_of, self.kept, self.demo)
        self.problems.before_exit.append(services.drafts.flush)
        return services

    def _first_start(self, path: Path) -> QWidget:
        from db.opening import open_register
        from ui.screens.first_start import FirstStart, Setup
        from ui.wiring import site_of

        def make() -> Services:
            return self._services(path, open_register(path, self.clock, create=True))

        def begin(services: Services) -> None:
            site = site_of(services.register)
            if site is None:
                raise RuntimeError("a register that was just founded has its site")
            self.begin(services, site)

        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        return FirstStart(Setup(path, zone, self.words_of, make, begin, self._look_around))

    def show(self, page: QWidget) -> None:
        """Shows ``page`` in the place of what was shown."""
        before, self.window = self.window, page
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if before is None:
            page.resize(*SIZE)
        elif not page.testAttribute(Qt.WidgetAttribute.WA_Moved):
            page.setGeometry(before.geometry())
        page.setWindowTitle(look.words("Compounding workbench"))
        page.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _look_around(self) -> None:
        """A demo register is another file, opened by another start: it never becomes this one."""
        from PySide6.QtCore import QProcess

        if QProcess.startDetached(sys.executable, ["-P", "-m", "workbench", "demo"])[0]:
            self.application.quit()

    def _speak_qt(self) -> None:
        """Qt's own texts (menus of fields, dialogs) in the language of the screen."""
        self.application.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if look.words.language != "en" and self._translator.load(f"qtbase_{look.words.language}", folder):
            self.application.installTranslator(self._translator)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """What is imported and built while a register is opened stays: looking through it for garbage takes a tenth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def application() -> QApplication:
    """The one application of this process."""
    there = QApplication.instance()
    made = there if isinstance(there, QApplication) else QApplication([NAME])
    made.setApplicationName(NAME)
    QLocale.setDefault(QLocale.c())
    return made


def _opening() -> QWidget:
    """What is shown while the register is opened."""
    words, page = look.words, QWidget()
    page.setObjectName("window")
    parts = (Icon("shield-check", "primary", 44, 1.5), Text(words("Compounding workbench"), "page"), Text(words("Opening the register …"), "note", "text2"))
    page.setLayout(col(None, *(row(None, each, None) for each in parts), None))
    return page


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _system_language() -> str:
    language = QLocale.system().name().partition("_")[0]
    return language if language in LANGUAGES else "en"
