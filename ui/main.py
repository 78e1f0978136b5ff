"""The composition root of the window: opens the register, reads the resources, wires everything, and runs until it is closed."""
from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QProcess, Qt, QTimer, QTimeZone, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from db.opening import open_register
from ui.desk import DemoSecrets, Services
from ui.drafts import Drafts
from ui.kit.icons import pixmap
from ui.kit.scanner import Scanner
from ui.kit.theme import Assets, dress, look
from ui.preferences import Kept
from ui.problems import Problems
from ui.screens.first_start import FirstStart, Setup
from ui.screens.running import running
from ui.screens.sign_in import SignIn
from ui.screens.table import SCREENS, badges
from ui.screens.unopened import Unopened
from ui.shell import DESIGNED, Pages, Window
from ui.tasks import Tasks
from workbench.cli.resources import Resources
from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Clock, Register
from workbench.site.records import Site
from workbench.words.translation import LANGUAGES, Words, load_words

NAME = "compounding-workbench"


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
        self.words: dict[str, Words] = {}
        self.window: QWidget | None = None
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
        if language not in self.words:
            self.words[language] = load_words(self.resources.locale, language)
        return self.words[language]

    def run(self, path: Path) -> int:
        """Opens the window on the register in ``path``, or the first start where there is none, and runs until it is closed."""
        self.open(path)
        return self.application.exec()

    def open(self, path: Path) -> None:
        """Shows what there is to show for ``path``."""
        try:
            if path.exists() and path.stat().st_size:
                services = self.services(path, open_register(path, self.clock))
                with services.register.reading() as reader:
                    founded = bool(reader.find(Site, limit=1))
                if founded:
                    self.begin(services)
                    return
            self.show(FirstStart(self._setup(path)))
        except Unavailable as fault:
            self.show(Unopened(path, fault, again=lambda: self.open(path)))

    def _setup(self, path: Path) -> Setup:
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        return Setup(path, zone, self.words_of, lambda: self.services(path, open_register(path, self.clock, create=True)), self.begin, self._look_around)

    def services(self, path: Path, register: Register) -> Services:
        """Everything that the screens are handed."""
        drafts = Drafts.beside(path, self.clock)
        self.problems.before_exit.append(drafts.flush)
        workstation = self.kept.now.workstation or platform.node().split(".")[0] or NAME
        return Services(register, self.clock, self.resources, self.tasks, drafts, workstation, path, self.words_of, self.kept, self.demo)

    def begin(self, services: Services) -> None:
        """The window itself, at its sign-in."""
        with services.register.reading() as reader:
            site = reader.get(Site, "site")
        if not self.kept.now.language:
            look.show(words=self.words_of(site.language))
        pages = Pages(SCREENS, lambda desk, entered: SignIn(desk, entered, running), badges, first="today" if "today" in SCREENS else "settings")
        window = Window(services, site, pages, scanner=Scanner(self.application))
        window.restoreGeometry(self.kept.geometry)
        window.quitting.connect(lambda: self.kept.keep_geometry(window.saveGeometry()))
        self.show(window)
        QTimer.singleShot(800, window, lambda: window.show_printer(_printer()))

    def show(self, page: QWidget) -> None:
        """Shows ``page`` in place of what was shown."""
        before, self.window = self.window, page
        if not isinstance(page, Window):
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            page.resize(*DESIGNED)
        page.setWindowTitle(look.words("Compounding workbench"))
        page.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _look_around(self) -> None:
        """A demo register is another file, opened by another start: it never becomes this one."""
        if QProcess.startDetached(sys.executable, ["-P", "-m", "workbench", "demo"])[0]:
            self.application.quit()

    def _speak_qt(self) -> None:
        """Qt's own texts (menus of fields, dialogs) in the language of the screen."""
        self.application.removeTranslator(self._translator)
        if look.words.language != "en" and self._translator.load(f"qtbase_{look.words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self.application.installTranslator(self._translator)


def application() -> QApplication:
    """The one application of this process."""
    there = QApplication.instance()
    made = there if isinstance(there, QApplication) else QApplication([NAME])
    made.setApplicationName(NAME)
    QLocale.setDefault(QLocale.c())
    return made


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _system_language() -> str:
    language = QLocale.system().name().partition("_")[0]
    return language if language in LANGUAGES else "en"


def _printer() -> str:
    from PySide6.QtPrintSupport import QPrinterInfo  # asks the printing system, which takes its time

    return QPrinterInfo.defaultPrinterName()
