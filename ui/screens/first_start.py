"""First start: the site and its language, the first administrator, and where the register will lie. Or a look around with demo data."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Services
from ui.kit.button import Button, Confirm
from ui.kit.card import Card
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, Field, PasswordField, TextField
from ui.kit.layout import box, col, row, spread
from ui.kit.notice import Notice
from ui.kit.steps import StepBar
from ui.kit.text import Text
from ui.kit.theme import look
from workbench.kernel.findings import Done, Refused, Unavailable
from workbench.people.credentials import PASSWORD_LENGTH, PIN_DIGITS
from workbench.site.actions import FirstPerson, found_site
from workbench.site.records import Purpose, Site
from workbench.words.translation import LANGUAGES, Words

WIDE = 660
FIRST = "AD1"
"""Identifier of the first administrator."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the composition root hands in: where the register will lie, how to make it, and what comes then."""

    path: Path
    zone: str
    words_of: Callable[[str], Words]
    make: Callable[[], Services]
    begin: Callable[[Services], object]
    demo: Callable[[], object]


class FirstStart(QWidget):
    """Three pages. Nothing is written before the last button is pressed."""

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setObjectName("window")
        self._setup, self._page = setup, 0
        self._services: Services | None = None
        self._make_fields()
        self._build()
        self.retranslate()
        self._show_page(0)

    def _make_fields(self) -> None:
        words, zones = look.words, sorted(available_timezones())
        self.language = Segmented("language", tuple(LANGUAGES.items()), words.language, label=words("Language"))
        self.name = TextField("site_name", words("Name of the site"))
        self.room = TextField("site_room", words("Room"))
        chosen = self._setup.zone if self._setup.zone in zones else "UTC"
        self.zone = ChoiceField("site_zone", words("Time zone"), [(each, each) for each in zones], chosen=chosen)
        self.person = TextField("person_name", words("Family name, given name"))
        self.initials = TextField("initials", words("Initials"), width=120, longest=5)
        self.badge = TextField("badge", words("Badge number"), ident=True)
        self.pin, self.password = PasswordField("pin", words("PIN"), size="form"), PasswordField("password", words("Password"), size="form")
        self.again = PasswordField("password_again", words("Password again"), size="form")
        self.language.chosen.connect(lambda code: look.show(words=self._setup.words_of(code)))
        self._fields: dict[str, Field] = {
            "name": self.name, "zone": self.zone, "person_name": self.person, "initials": self.initials, "badge": self.badge, "pin": self.pin,
            "password": self.password,
        }  # fmt: skip
        for each in (self.room, self.again, *self._fields.values()):
            each.changed.connect(self._looked)

    def _build(self) -> None:
        self._title, self._note = Text("", "step"), Text("", "note", "text2", wrap=True)
        self._bar = StepBar(("1", "2", "3"), 0)
        self._language, self._where = Text("", "value"), Text("", "value")
        self._file, self._kept = Text(str(self._setup.path), "body", ident=True, wrap=True), Text("", "small", "text2", wrap=True)
        self._summary = Text("", "body", wrap=True)
        pages = (
            col(col(self._language, row(self.language, None), gap=4), self.name, spread((self.room, 1), (self.zone, 1), gap=12), None, gap=12),
            col(
                self.person, spread(self.initials, (self.badge, 1), gap=12), spread((self.pin, 2), (self.password, 3), (self.again, 3), gap=12), None, gap=12,
            ),
            col(self._where, self._file, self._kept, 10, self._summary, None, gap=6),
        )  # fmt: skip
        self._pages = [box(each) for each in pages]
        self._notice = Notice(name="notice.first_start")
        self._demo = Button("", "ghost", "flask", name="do.demo", act=self._setup.demo)
        self._back = Button("", "ghost", "arrow-left", name="do.back", act=lambda: self._show_page(self._page - 1))
        self._next = Confirm("", "arrow-right", name="do.next")
        self._next.pressed.connect(self._forward)
        foot = row(self._demo, self._back, None, self._next, gap=10)
        card = Card(col(self._title, self._note, self._bar, *self._pages, self._notice, None, foot, gap=12), edges=(28, 22, 28, 20), width=WIDE)
        card.setMinimumHeight(500)
        self._limits = Text("", "small", "text3")
        self.setLayout(col(None, row(None, card, None), None, row(None, self._limits, None), gap=8, edges=(16, 12, 16, 12)))

    def retranslate(self) -> None:
        """Says every text."""
        words = look.words
        self._language.setText(words("Language"))
        for each, label in (
            (self.name, words("Name of the site")), (self.room, words("Room")), (self.zone, words("Time zone")),
            (self.person, words("Family name, given name")), (self.initials, words("Initials")), (self.badge, words("Badge number")),
            (self.pin, words("PIN")), (self.password, words("Password")), (self.again, words("Password again")),
        ):  # fmt: skip
            each.set_label(label)
        self.name.set_source(words("as on papers and labels"), "info-circle")
        self.badge.set_source(words("digits printed on the badge"), "info-circle")
        self.pin.set_source(words("{least} to {most} digits").format(least=PIN_DIGITS[0], most=PIN_DIGITS[1]), "info-circle")
        self.password.set_source(words("at least {least} characters").format(least=PASSWORD_LENGTH[0]), "info-circle")
        self._where.setText(words("The register will be this one file"))
        self._kept.setText(words("Everything lies in it: orders, batches, signatures, papers. Back it up; it belongs on a disk of this computer."))
        self._demo.setText(words("Look around with demo data"))
        self._back.setText(words("Back"))
        self._limits.setText(words("Designed to support good practice. Not certified, not validated for your site."))
        self._show_page(self._page)

    def _show_page(self, page: int) -> None:
        words = look.words
        self._page = page
        for place, each in enumerate(self._pages):
            each.setVisible(place == page)
        titles = (words("Site"), words("Administrator"), words("Register"))
        notes = (
            words("Welcome. Where will this workbench stand?"),
            words("The first person. Administrators enter people and settings; they release nothing."),
            words("Check, then create the register."),
        )
        self._title.setText(titles[page])
        self._note.setText(notes[page])
        self._bar.show_steps(titles, page)
        self._demo.setVisible(page == 0)
        self._back.setVisible(page > 0)
        self._next.button.setText(words("Create the register") if page == 2 else words("Next"))
        self._summary.setText(
            words("{site}, {room}, clocks of {zone}. Administrator: {person}.").format(
                site=self.name.text, room=self.room.text or words("no room"), zone=self.zone.code, person=self.person.text
            )
        )
        self._looked()

    def _looked(self) -> None:
        words, left = look.words, []
        if self._page == 0 and not self.name.text:
            left.append(words("name of the site"))
        if self._page == 1:
            missing = (
                (self.person, words("name")), (self.initials, words("initials")), (self.badge, words("badge number")), (self.pin, words("PIN")),
                (self.password, words("password")),
            )  # fmt: skip
            left += [name for each, name in missing if not each.text]
            if self.password.text and self.password.text != self.again.text:
                left.append(words("the same password twice"))
        self._next.left(left)

    def _forward(self) -> None:
        if self._page < 2:
            self._show_page(self._page + 1)
            return
        self._notice.clear()
        try:
            self._services = self._services or self._setup.make()
            self._found(self._services)
        except Refused as refused:
            self._say_refused(refused)
        except Unavailable as fault:
            self._notice.unavailable(fault)
        else:
            self._services.preferences.change(language=self.language.code)
            self._setup.begin(self._services)

    def _found(self, services: Services) -> Done:
        site = Site("site", self.name.text, self.room.text, self.zone.code, self.language.code, Purpose.LIVE)
        first = FirstPerson(FIRST, self.person.text, self.initials.text, self.badge.text, self.pin.text, self.password.text)
        return found_site(site, first, services.resources.labels, workstation=services.workstation, register=services.register, clock=services.clock)

    def _say_refused(self, refused: Refused) -> None:
        """Shows the refusal on the page of the first field that it speaks of."""
        self._notice.refused(refused, self.zone.code)
        where = {each.where for each in refused.findings}
        if where & {"pin", "password", "initials", "badge"} or not where & {"zone", "language"}:
            self._show_page(1)
        else:
            self._show_page(0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_limits"):
            self.retranslate()
        super().changeEvent(event)
