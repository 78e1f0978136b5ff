"""A real window on a real register, with people of every role, for window tests."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.desk import PASSWORD, PIN
from tests.desk import Desk as Room
from ui.desk import DemoSecrets, Present, Services
from ui.drafts import Drafts
from ui.screens.sign_in import Runs, SignIn
from ui.screens.table import SCREENS
from ui.shell import FACTORIES, Pages, Window
from ui.tasks import Tasks
from workbench.barcodes import own
from workbench.cli.resources import Resources
from workbench.people.records import Appointment, Person
from workbench.people.rules import roles_of
from workbench.site.records import Site
from workbench.words.translation import Words, load_words

RESOURCES = Path(__file__).parents[2] / "resources"


@cache
def catalogue(language: str) -> Words:
    """The words of the project in a language, read once for a run."""
    return load_words(RESOURCES / "locale", language)


@dataclass
class Opened:
    """The window, the room behind it, and its services."""

    window: Window
    room: Room
    services: Services

    def enter(self, person: str) -> None:
        """Signs somebody in without the door, for tests of what lies behind it."""
        with self.room.register.reading() as reader:
            who = reader.get(Person, person)
            roles = roles_of(person, reader.find(Appointment), date(2026, 11, 20))
        self.window._entered(Present(who, roles, roles[0]))
        QApplication.processEvents()

    def scan(self, code: bytes) -> None:
        """A scan, as the scanner tells it."""
        self.window.scanner.feed(code)
        QApplication.processEvents()

    def badge(self, person: str) -> bytes:
        """What the scanner reads from somebody's badge."""
        with self.room.register.reading() as reader:
            return own.text(own.Own(own.Kind.BADGE, (reader.get(Person, person).badge,))).encode()

    def find(self, name: str) -> QWidget:
        """The visible widget of that name."""
        QApplication.processEvents()
        found = [each for each in self.window.findChildren(QWidget, name) if each.isVisible()]
        assert found, f"{name} is not in sight"
        return found[0]


def _belongs(window: QWidget) -> bool:
    """What may be a window of its own: the one, a menu, a list that drops down, a tip."""
    return window.objectName() == "window" or isinstance(window, QMenu) or window.metaObject().className() in ("QTipLabel", "QComboBoxPrivateContainer")


class Strays(QObject):
    """Parts that were shown before they had a place: each is a window of its own for a moment, and takes the keyboard."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.found: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow() and not _belongs(watched):
            self.found.append(f"{type(watched).__name__} {watched.objectName()} {watched.accessibleName()}".strip())
        return False


def open_window(
    folder: Path, *, screens: FACTORIES = SCREENS, running: Runs = lambda desk: (), demo: bool = False, badges: Mapping[str, int] | None = None, idle_locks: bool = False,
    room: Room | None = None,
) -> Opened:
    """A window at its sign-in, on a new register in ``folder`` or on that of ``room``."""
    room = room or Room(folder)
    path = folder / "register.sqlite"
    def raised(fault: BaseException) -> None:
        raise fault

    services = Services(
        room.register, room.clock, Resources(RESOURCES), Tasks(raised, synchronous=True), Drafts.beside(path, room.clock), "BENCH-1", path,
        catalogue, demo=DemoSecrets(PIN, PASSWORD) if demo else None,
    )  # fmt: skip
    with room.register.reading() as reader:
        site = reader.get(Site, "site")
    pages = Pages(screens, lambda desk, entered: SignIn(desk, entered, running), lambda desk: badges or {}, first=next(iter(screens)))
    window = Window(services, site, pages, idle_locks=idle_locks)
    return Opened(window, room, services)


def picture(widget: QWidget, name: str, folder: Path | None = None) -> None:
    """Shows ``widget`` settled; keeps its picture where ``folder`` says."""
    for _ in range(3):
        QApplication.processEvents()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(folder / f"{name}.png"))


