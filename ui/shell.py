"""The window: patient banner, rail, page, status bar; keys, scans, locking. It knows screens only by name."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import keys
from ui.banner import Banner
from ui.desk import Desk, Present, Screen, Services
from ui.kit.layout import FLUSH, box, col
from ui.kit.scanner import Scanner
from ui.kit.serial_port import PortNews, PortState
from ui.kit.sheet import Sheet, Veil
from ui.kit.theme import look
from ui.kit.toast import STAY, tell
from ui.kit.windows import Activity
from ui.ports import port_told
from ui.rail import Rail
from ui.status import StatusBar
from workbench.site.records import Site

DESIGNED, LEAST = (1366, 768), (1280, 720)
FACTORIES = Mapping[str, Callable[[Desk], Screen]]
Badges = Callable[[Desk], Mapping[str, int]]
QUIET = 400
"""Milliseconds without a further act after which what takes longer to count is counted, away from the window's thread."""


class Entrance(Protocol):
    """The page before the work: sign-in, or locked. Its widget tells the window who came in by ``entered``."""

    widget: QWidget

    def open(self, *, locked: bool) -> None:
        """Shows it afresh; ``locked``: somebody's work waits behind it."""
        ...

    def scanned(self, code: bytes) -> bool:
        """A badge."""
        ...


@dataclass(frozen=True)
class Pages:
    """What the composition root puts into the window: screens by name, what waits where, the entrance, and the screen to begin with.

    ``slow_badges`` hands over the counting that asks for more than an index: it is done on another thread.
    """

    screens: FACTORIES
    entrance: Callable[[Desk, Callable[[Present], None]], Entrance]
    badges: Badges = lambda desk: {}
    first: str = "today"
    slow_badges: Callable[[Desk], Callable[[], Mapping[str, int]]] | None = None


class Window(QWidget):
    """The one window. Implements ``Frame``."""

    quitting = Signal()

    def __init__(self, services: Services, site: Site, pages: Pages, *, scanner: Scanner | None = None, idle_locks: bool = True) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*LEAST)
        self.resize(*DESIGNED)
        self.desk = Desk(services, self, site)
        self._services, self._pages, self._idle_locks = services, pages, idle_locks
        self.messages_stay = STAY
        self._screens: dict[str, Screen] = {}
        self._history: list[tuple[str, object]] = []
        self._veils: list[Veil] = []
        self._port_was_away = False
        self._touched = services.clock.now()
        self._stale = QTimer(self, singleShot=True, interval=0)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._second = QTimer(self, interval=1000)
        self._build()
        self._bind(scanner or Scanner(_application()))
        self.open_entrance(locked=False)

    def _build(self) -> None:
        self._banner = Banner()
        self._rail = Rail(tuple(self._pages.screens))
        self._host = QStackedWidget()
        self._host.setObjectName("page")
        self._status = StatusBar(self.desk.zone)
        self._work = QWidget()
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._rail)
        below.addWidget(box(col((self._host, 1), self._status, gap=0, edges=FLUSH)), 1)
        layout = QVBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addLayout(below, 1)
        self._entrance = self._pages.entrance(self.desk, self._entered)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._entrance.widget)
        self._stack.addWidget(self._work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _bind(self, scanner: Scanner) -> None:
        self.scanner = scanner
        scanner.setParent(self)
        scanner.scanned.connect(self._scanned)
        scanner.unended.connect(self._unended)
        port = self._services.port
        port.scanned.connect(lambda code: scanner.feed(code, port.now.port, framed=port.ended))
        port.news.connect(self._port_told)
        for each in (scanner, port):
            each.dropped.connect(lambda: self.tell("decide", look.words("A scan broke off. Scan again.")))
        self._rail.went.connect(self.go)
        self._status.lock.clicked.connect(self.lock)
        self._status.person.clicked.connect(lambda: self.go("settings"))
        self._services.drafts.saved.connect(lambda at: self._status.show_saved(at))
        self._services.drafts.failed.connect(lambda fault: self._status.show_saved(None, look.words("Drafts cannot be saved")))
        self._services.tasks.changed.connect(self._status.show_work)
        self.desk.did.connect(lambda _: self._stale.start())
        self._stale.timeout.connect(self._refresh)
        self._quiet.timeout.connect(self._count_slowly)
        self._second.timeout.connect(self._tick)
        self._second.start()
        for sequence, act in (
            (keys.SEARCH, self.search), (keys.HELP, self.help), (keys.REPORT, lambda: self._on_screen("report")), (keys.LOCK, self.lock),
            (keys.CONFIRM, self._confirm), ("Ctrl+Enter", self._confirm), (keys.BACK, self._escape),
        ):  # fmt: skip
            QShortcut(QKeySequence(sequence), self).activated.connect(act)
        for number, place in enumerate(self._rail.places, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(lambda place=place: self._key_go(place))
        if self._idle_locks:
            activity = Activity(_application())
            activity.setParent(self)
            activity.seen.connect(self._person_is_here)

    @property
    def signed_in(self) -> bool:
        """Whether somebody works here just now; not while locked."""
        return self._stack.currentWidget() is self._work

    @property
    def shown(self) -> Screen | None:
        """The screen that is shown."""
        shown = self._host.currentWidget()
        return shown if isinstance(shown, Screen) else None

    @property
    def open_sheet(self) -> Sheet | None:
        """The sheet over the page, if there is one."""
        return self._veil.sheet if self._veil is not None else None

    @property
    def _veil(self) -> Veil | None:
        """The veil that is in front."""
        return self._veils[-1] if self._veils else None

    def screen_named(self, name: str) -> Screen:
        """The screen of that name, built when it is first asked for."""
        if name not in self._screens:
            made = self._pages.screens[name](self.desk)
            made.setAccessibleName(made.title)
            self._screens[name] = made
            self._host.addWidget(made)
        return self._screens[name]

    def go(self, screen: str, argument: object = None) -> None:
        """Shows ``screen``, about ``argument``."""
        self._show(screen, argument)
        if not self._history or self._history[-1] != (screen, argument):
            self._history.append((screen, argument))
            del self._history[:-50]

    def back(self) -> None:
        """Shows the screen before this one; at the beginning, the first."""
        if len(self._history) > 1:
            self._history.pop()
            self._show(*self._history[-1])
        elif self._history and self._history[0][0] != self._pages.first:
            self._history.clear()
            self.go(self._pages.first)

    def _show(self, name: str, argument: object) -> None:
        self._services.drafts.flush()
        before = self.shown
        if before is not None:
            before.leave()
        shown = self.screen_named(name)
        self._host.setCurrentWidget(shown)
        shown.enter(argument)
        if not shown.isAncestorOf(self.focusWidget()):
            shown.setFocus()
        self._rail.light(shown.place)
        self.banner_changed()
        self._look_around()

    def tell(self, tier: str, text: str) -> None:
        """Says something for six seconds, or as long as ``messages_stay`` says, below the banner."""
        tell(self, tier, text, self._banner.height_now, self.messages_stay)

    def sheet(self, sheet: Sheet, *, above: bool = False) -> None:
        """Opens ``sheet`` over the page; ``above`` the one that is open, which waits beneath, else in its place."""
        if not above:
            self._close_sheets()
        self._services.drafts.flush()
        veil = Veil.over(self, sheet, self._banner.height_now)
        self._veils.append(veil)
        sheet.closed.connect(lambda: self._sheet_closed(veil))

    def _sheet_closed(self, veil: Veil) -> None:
        """A sheet that opens the next one goes away after it: then the next one stays."""
        if veil in self._veils:
            self._veils.remove(veil)

    def _close_sheets(self) -> None:
        for veil in reversed(tuple(self._veils)):
            veil.sheet.cancel()

    def banner_changed(self) -> None:
        """Shows the patient of the screen, or no banner."""
        shown = self.shown
        self._banner.show_patient(shown.patient if shown is not None else None, self.desk)
        name = shown.title if shown is not None else ""
        self.setWindowTitle(" · ".join(part for part in (name, look.words("Compounding workbench"), self.desk.mark) if part))

    def lock(self) -> None:
        """Locks the workstation; what is typed is saved, the screen stays as it is."""
        if self.signed_in:
            self.open_entrance(locked=True)

    def open_entrance(self, *, locked: bool) -> None:
        """Shows the sign-in, or the lock."""
        self._services.drafts.flush()
        self._close_sheets()
        self._entrance.open(locked=locked)
        self._stack.setCurrentWidget(self._entrance.widget)
        self.setWindowTitle(look.words("Compounding workbench"))

    def _entered(self, who: Present) -> None:
        """Somebody proved who they are: the same person goes on where they were, another one begins at the beginning."""
        present = self._services.present
        same = present.person is not None and who.person is not None and present.person.id == who.person.id
        present.person, present.roles, present.role = who.person, who.roles, who.role
        self._person_is_here()
        self._stack.setCurrentWidget(self._work)
        self._status.show_person(present.person, present.role)
        self._tick()
        shown = self.shown
        if same and shown is not None:
            shown.refresh()
            self.banner_changed()
        else:
            self._history.clear()
            self.go(self._pages.first)

    def _refresh(self) -> None:
        """Something was done: what is shown and what waits is read again."""
        shown = self.shown
        if shown is not None and self.signed_in:
            shown.refresh()
            self.banner_changed()
            self._look_around()

    def _look_around(self) -> None:
        self._rail.show_badges(self._pages.badges(self.desk))
        self._quiet.start()

    def _count_slowly(self) -> None:
        if self._pages.slow_badges is not None and self.signed_in:
            count = self._pages.slow_badges(self.desk)
            self._services.tasks.run(lambda progress: count(), self._rail.show_badges)

    def _tick(self) -> None:
        now = self._services.clock.now()
        self._status.show_time(now)
        self.desk.tick.emit()
        if self._idle_locks and self.signed_in and now - self._touched > timedelta(minutes=self.desk.site.lock_minutes):
            self.lock()

    def _port_told(self, news: PortNews) -> None:
        """The serial scanner is there, or what keeps it away; said once, and in the status bar as long as it is so."""
        well = self._show_port()
        if news.state is not PortState.OFF and (not well or self._port_was_away):
            self.tell("ok" if well else "decide", port_told(news, look.words))
        self._port_was_away = not well

    def _show_port(self) -> bool:
        news = self._services.port.now
        well = news.state in (PortState.READY, PortState.OFF)
        self._status.show_scanner("" if well else port_told(news, look.words))
        return well

    def _scanned(self, code: bytes) -> None:
        """A scan goes to what is in front: the entrance, a sheet, the screen; then it may be a badge, or a name for the search."""
        self.desk.came_by, self.desk.came_framed = self.scanner.way, self.scanner.framed
        if not self.signed_in:
            self._entrance.scanned(code)
        elif self._veil is not None:
            self._veil.sheet.scanned(code)
        elif (shown := self.shown) is None or not shown.scanned(code):
            if code.startswith(b"%6-"):
                self.open_entrance(locked=True)
                self._entrance.scanned(code)
            else:
                self.search(code.decode(errors="replace"))

    def _unended(self, code: bytes) -> None:
        if self.signed_in and self._veil is not None:
            self._veil.sheet.unended(code)

    def search(self, text: str = "") -> None:
        """Ctrl+K: type or scan anything."""
        if self.signed_in and self._veil is None:
            from ui.palette import PaletteSheet  # knows the records of every room: not needed to sign in

            self.sheet(PaletteSheet(self.desk, text, self._pages.screens))

    def help(self) -> None:
        """F1: the help of this screen."""
        if self.signed_in and self._veil is None:
            from ui.help import HelpSheet  # as above

            shown = self.shown
            self.sheet(HelpSheet(self.desk, shown.place, shown.chapter) if shown is not None else HelpSheet(self.desk, ""))

    def _on_screen(self, act: str) -> None:
        shown = self.shown
        if self.signed_in and self._veil is None and shown is not None:
            getattr(shown, act)()

    def _confirm(self) -> None:
        if self._veil is not None:
            self._veil.sheet.confirm()
        else:
            self._on_screen("confirm")

    def _escape(self) -> None:
        if self._veil is not None:
            self._veil.sheet.cancel()
        else:
            self._on_screen("back")

    def _key_go(self, place: str) -> None:
        if self.signed_in and self._veil is None:
            self.go(place)

    def show_printer(self, name: str) -> None:
        """The label printer that is ready, for the status bar."""
        self._status.show_printer(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_status"):
            self._rail.retranslate()
            self._status.retranslate()
            present = self._services.present
            self._status.show_person(present.person, present.role)
            self._status.show_time(self._services.clock.now())
            self._show_port()
            for each in self._screens.values():
                each.retranslate()
                each.setAccessibleName(each.title)
            if self.signed_in:
                self.banner_changed()
        super().changeEvent(event)

    def _person_is_here(self) -> None:
        self._touched = self._services.clock.now()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._services.drafts.leave()
        self._services.tasks.finish()
        self._services.port.stop()
        self._second.stop()
        self._quiet.stop()
        self.quitting.emit()
        super().closeEvent(event)


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("a window needs an application")
    return application
