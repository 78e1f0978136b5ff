"""What every screen is handed: the register and clock, words, tasks and drafts, who acts, and the way to other screens."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypedDict
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import Drafts
from ui.kit.notice import TIER_OF, Notice
from ui.kit.serial_port import SerialScanner
from ui.kit.sheet import Sheet
from ui.kit.theme import look
from ui.preferences import Kept
from ui.problems import attempt
from ui.tasks import Tasks
from workbench.kernel.findings import Done, Finding, Refused, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor, Quantity, Role
from workbench.people.records import Person
from workbench.site.records import Site
from workbench.words.findings import told
from workbench.words.names import purpose_mark
from workbench.words.translation import Words

if TYPE_CHECKING:  # at the sign-in there is no patient
    from workbench.orders.records import Patient


class Resources(Protocol):
    """What comes with the workbench as data, read when first asked for."""

    @property
    def formulas(self) -> Mapping[str, str]:
        """Name of a master formula to the text of its file."""
        ...

    @property
    def labels(self) -> Mapping[str, str]:
        """Name of a label to the text of its file."""
        ...

    @property
    def clocks(self) -> Mapping[str, str]:
        """Name of a reporting regime to the text of the file with its clocks."""
        ...

    @property
    def holidays(self) -> Mapping[str, str]:
        """Country to the text of the file with its holidays."""
        ...

    @property
    def regimes(self) -> Mapping[str, str]:
        """Name of a legal pathway to the text of its file."""
        ...

    @property
    def grading(self) -> Mapping[str, str]:
        """Name of a table of grades to the text of its file."""
        ...

    @property
    def schedules(self) -> Mapping[str, str]:
        """Name of a schedule of observations to the text of its file."""
        ...

    @property
    def signals(self) -> Mapping[str, str]:
        """Name of a plan of monitors to the text of its file."""
        ...

    @property
    def papers(self) -> Mapping[str, str]:
        """Code of a printed form to the text of its file."""
        ...

    @property
    def registries(self) -> Mapping[str, str]:
        """Name of a registry to the text of the file with the columns of its export."""
        ...

    @property
    def fonts(self) -> Mapping[str, Path]:
        """Name of a font to its file."""
        ...

    def text(self, name: str) -> str:
        """The text of one file below the resources."""
        ...

    def data(self, name: str) -> bytes:
        """The bytes of one file below the resources."""
        ...


class Doing(TypedDict):
    """The three that every action asks for."""

    actor: Actor
    register: Register
    clock: Clock


@dataclass(frozen=True, slots=True)
class BannerFacts:
    """What the banner shows of the one patient of a screen. ``more`` are (label, value) pairs, shown on demand."""

    patient: Patient
    weight: Quantity | None = None
    weighed_on: date | None = None
    ward: str = ""
    planned: datetime | None = None
    planned_label: str = ""
    more: tuple[tuple[str, str], ...] = ()


class Frame(Protocol):
    """What the window does for a screen."""

    def go(self, screen: str, argument: object = None) -> None:
        """Shows another screen."""
        ...

    def tell(self, tier: str, text: str) -> None:
        """Says something that asks for nothing."""
        ...

    def sheet(self, sheet: Sheet, *, above: bool = False) -> None:
        """Opens a sheet over the page; ``above`` the one that is open."""
        ...

    def banner_changed(self) -> None:
        """Looks again at the patient of the screen."""
        ...

    def back(self) -> None:
        """Shows the screen before this one."""
        ...

    def lock(self) -> None:
        """Locks the workstation."""
        ...


@dataclass(frozen=True, slots=True)
class Running:
    """A time that runs on while nobody is signed in: no patient's name, only the batch and what it waits for."""

    title: str
    note: str
    started: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class DemoSecrets:
    """What the sign-in of a demo register shows, for everybody in it."""

    pin: str
    password: str


@dataclass
class Present:
    """Who is at the workstation, and as what."""

    person: Person | None = None
    roles: tuple[Role, ...] = ()
    role: Role | None = None


@dataclass(frozen=True)
class Services:
    """What the composition root hands in. ``path`` is the register's file."""

    register: Register
    clock: Clock
    resources: Resources
    tasks: Tasks
    drafts: Drafts
    workstation: str
    path: Path
    words_of: Callable[[str], Words]
    preferences: Kept = field(default_factory=lambda: Kept(None))
    demo: DemoSecrets | None = None
    present: Present = field(default_factory=Present)
    port: SerialScanner = field(default_factory=SerialScanner)


class Desk(QObject):
    """Handed to every screen. ``did`` tells every act that stands in the register, so that nobody shows what is no longer so."""

    did = Signal(object)
    tick = Signal()
    """Every second: timers look at the clock."""

    def __init__(self, services: Services, frame: Frame, site: Site) -> None:
        super().__init__()
        self._services, self._frame, self.site = services, frame, site
        self.register, self.clock, self.resources = services.register, services.clock, services.resources
        self.tasks, self.drafts, self.workstation, self.path = services.tasks, services.drafts, services.workstation, services.path
        self.preferences, self.port = services.preferences, services.port
        self.came_by, self.came_framed = "", False
        """How the scan in hand came (empty for the keyboard, else the port), and whether in a frame."""

    def use_port(self, port: str, baud: str) -> None:
        """Another serial scanner of this workstation, or none, at once and from now on."""
        self.preferences.change(port=port, baud=baud)
        self.port.use(port, int(baud))

    def prefer(self, **changes: str | bool) -> None:
        """Another language, theme (``mode``) or density (``gloves``) of this workstation, at once and from now on."""
        now = self.preferences.change(**changes)
        words = self.words_of(now.language) if now.language and now.language != look.words.language else None
        look.show(mode=now.theme, words=words, gloves=now.gloves)

    @property
    def words(self) -> Words:
        """Words in the language of the screen just now."""
        return look.words

    def words_of(self, language: str) -> Words:
        """Words in another language: papers and labels have their own."""
        return self._services.words_of(language)

    @property
    def zone(self) -> str:
        """The zone of the site's clocks."""
        return self.site.zone

    @property
    def today(self) -> date:
        """The calendar day at the site."""
        return self.clock.now().astimezone(ZoneInfo(self.zone)).date()

    @property
    def mark(self) -> str:
        """DEMO DATA or REHEARSAL where that is so: shown on every screen."""
        return purpose_mark(self.site.purpose, self.words)

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        return self._services.present.person

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that they hold today."""
        return self._services.present.roles

    @property
    def role(self) -> Role | None:
        """The role in which they act now."""
        return self._services.present.role

    def actor(self, role: Role | None = None) -> Actor:
        """Who acts: in the role signed in with, or in another one of theirs. Refused when nobody is signed in."""
        present = self._services.present
        as_role = role or present.role
        if present.person is None or as_role is None:
            raise Refused((stops("window.no-person", "21 CFR 11.10(d)"),))
        return Actor(present.person.id, as_role, self.workstation, self.zone)

    def acting(self, *roles: Role) -> Actor:
        """Who acts, in the first of ``roles`` that they hold; in the role signed in with if they hold none (and the rule will say so)."""
        return self.actor(next((role for role in roles if role in self.roles), None))

    def doing(self, *roles: Role) -> Doing:
        """``actions.act(..., **desk.doing())``; with ``roles`` as for ``acting``."""
        return {"actor": self.acting(*roles), "register": self.register, "clock": self.clock}

    def act(self, act: Callable[[], Done], notice: Notice, then: Callable[[Done], object] | None = None, *, read: str = "") -> Done | None:
        """Does an action in place: refused or unavailable, ``notice`` says so; done, its findings are told, everybody hears, ``then`` goes on."""
        done = attempt(act, notice, self.zone, read=read)
        if done is not None:
            for each in done.findings:
                self.tell(each)
            self.did.emit(done)
            if then is not None:
                then(done)
        return done

    def go(self, screen: str, argument: object = None) -> None:
        """Shows another screen, with what it is about (an identifier)."""
        self._frame.go(screen, argument)

    def tell(self, said: Finding | str, tier: str = "ok") -> None:
        """Says for six seconds what asks for nothing: a finding that only tells, or a sentence."""
        if isinstance(said, Finding):
            self._frame.tell(TIER_OF[said.severity], told(said, self.words, self.zone).what)
        else:
            self._frame.tell(tier, said)

    def sheet(self, sheet: Sheet, *, above: bool = False) -> None:
        """Opens a sheet over the page, below the patient banner: in the place of the one that is open, or ``above`` it; then that one waits."""
        self._frame.sheet(sheet, above=above)

    def banner_changed(self) -> None:
        """The screen's ``patient`` is another one now, or none."""
        self._frame.banner_changed()

    def back(self) -> None:
        """Shows the screen before this one."""
        self._frame.back()

    @property
    def demo(self) -> DemoSecrets | None:
        """The secrets of a demo register, which its sign-in shows."""
        return self._services.demo

    def lock(self) -> None:
        """Locks the workstation."""
        self._frame.lock()


class Screen(QWidget):
    """A page of the window. Build once in ``__init__``, fill in ``enter`` and ``refresh``, say every text in ``retranslate``."""

    place = ""
    """The rail entry that is lit while it is shown: today, orders, batches, qc, labels, safety, register, formulas, settings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setObjectName(f"screen.{type(self).__name__.removesuffix('Screen').lower()}")

    @property
    def title(self) -> str:
        """Its name, for the window's title and for a screen reader."""
        return ""

    @property
    def chapter(self) -> str:
        """What the chapter of the manual about it is called, if it has one besides that of its rail entry."""
        return self.title

    @property
    def patient(self) -> BannerFacts | None:
        """The one patient that it shows, for the banner; ``None`` when it shows several or none."""
        return None

    def enter(self, argument: object = None) -> None:
        """It is shown, about ``argument``."""
        self.refresh()

    def refresh(self) -> None:
        """Reads the register again: something was done, here or elsewhere."""

    def leave(self) -> None:
        """Another screen is about to be shown."""

    def scanned(self, code: bytes) -> bool:
        """A scan while it is shown; ``False`` when it means nothing to it."""
        return False

    def retranslate(self) -> None:
        """Says every text again, in another language."""

    def confirm(self) -> None:
        """Ctrl+Enter: the main act."""

    def back(self) -> None:
        """Esc: where it came from. Never discards anything."""
        self.desk.back()

    def report(self) -> None:
        """F8: report a problem."""
