"""Settings: the site, this workstation (language, theme, density, scanner), people to read, where the register lies, what this is."""
from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QWidget

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import Part, box, clear, col, line, row, scrolling, spread
from ui.kit.page import PAGE, PageHead
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import in_right, needed_for
from ui.screens.asking import AskSheet, reason_field
from ui.screens.secrets import ask_new_secrets
from ui.screens.settings_cases import CasesCard
from ui.screens.settings_codes import CodesCard
from ui.screens.settings_scanner import ScannerCard
from workbench.kernel.findings import Done
from workbench.people.records import Appointment, Person
from workbench.people.rights import Act
from workbench.people.rules import roles_of
from workbench.site.actions import change_site
from workbench.site.records import Site
from workbench.words.names import role_name
from workbench.words.translation import LANGUAGES


class SettingsScreen(Screen):
    """One page: site and register at the left, workstation in the middle, people at the right."""

    place = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all = Button("", "ghost", "users", name="do.people", tool=True, act=lambda: desk.go("people"))
        self._machines = Button("", "ghost", "scale", name="do.equipment", tool=True, act=lambda: desk.go("equipment"))
        self._head = PageHead(right=(self._all, self._machines), mark=desk.mark)
        self._body = spread(gap=14)
        self._people = Rows(())
        self.setLayout(col(self._head, (self._body, 1), gap=12, edges=PAGE))
        self.retranslate()

    @property
    def title(self) -> str:
        return look.words("Settings")

    def retranslate(self) -> None:
        """The page is small: it is laid out anew."""
        words = look.words
        self._all.setText(words("People and roles"))
        self._machines.setText(words("Equipment"))
        self._head.say(words("Settings"), words("Site, this workstation, people, register"), self.desk.mark)
        clear(self._body)
        self._scanner, self._cases, self._codes = ScannerCard(self.desk), CasesCard(self.desk), CodesCard(self.desk)
        self._body.addWidget(scrolling(col(self._site(), self._codes, self._cases, self._register(), self._about(), None, gap=10)), 5)
        self._body.addWidget(scrolling(col(self._workstation(), self._scanner, None, gap=10)), 5)
        self._body.addWidget(self._people_card(), 6)

    def refresh(self) -> None:
        """People may have changed, or another one is here."""
        self._fill_people()
        self._scanner.refresh()
        self._cases.refresh()
        self._codes.refresh()
        self._allow()

    def _site(self) -> Card:
        words, site = look.words, self.desk.site
        lines = (
            (words("Name"), site.name), (words("Room"), site.room), (words("Time zone"), site.zone),
            (words("Language of papers"), LANGUAGES.get(site.language, site.language)),
            (words("Locks after"), words.plural("{n} minute", "{n} minutes", site.lock_minutes).format(n=site.lock_minutes)),
        )  # fmt: skip
        self._change = Link(words("Change"), self._change_site, name="do.change-site")
        self._change.setAccessibleName(words("Change the settings of the site"))
        self._allow()
        return Card(col(card_head(words("Site"), self._change), *(label_value(label, value) for label, value in lines), None, gap=6))

    def _allow(self) -> None:
        """Whoever may not change the site sees whose right it is."""
        missing = needed_for(self.desk, Act.SET_UP_SITE)
        self._change.setEnabled(not missing)
        self._change.setToolTip(missing)
        self._change.setAccessibleDescription(missing)

    def _change_site(self) -> None:
        """An administrator changes what the site is called, the language of its papers, and after how long it locks."""
        words, site = look.words, self.desk.site
        minutes = TextField("minutes", words("Locks after, in minutes"), text=str(site.lock_minutes), width=140)
        fields = [
            TextField("name", words("Name"), text=site.name), TextField("room", words("Room"), text=site.room),
            ChoiceField("language", words("Language of papers"), tuple(LANGUAGES.items()), chosen=site.language), minutes, reason_field(),
        ]  # fmt: skip

        def done(sheet: AskSheet) -> bool:
            if not minutes.text.isascii() or not minutes.text.isdigit():
                minutes.say("error", words("Write whole minutes."))
                return False
            name, room, language, why = sheet.value("name"), sheet.value("room"), sheet.value("language"), sheet.value("reason")
            act = lambda: change_site(name, room, site.zone, language, int(minutes.text), why, **in_right(self.desk, Act.SET_UP_SITE))  # noqa: E731
            return self.desk.act(act, sheet.notice, self._site_changed) is not None

        self.desk.sheet(AskSheet("site", words("Settings of the site"), fields, words("Change"), "do.change-site-now", done, optional=("room",)))

    def _site_changed(self, done: Done) -> None:
        self.desk.site = next(each for each in done.changed if isinstance(each, Site))
        self.retranslate()

    def _register(self) -> Card:
        words, path = look.words, self.desk.path
        with self.desk.register.reading() as reader:
            number, digest = reader.head()
        size = path.stat().st_size // 1024 if path.exists() else 0
        short = digest.hex().upper()
        head = words("entry {number}, {digest}").format(number=number, digest=f"{short[:4]} {short[4:8]} … {short[-4:]}")
        beside = words("Back up this file. What is being typed lies beside it, in {folder}.")
        parts: list[Part] = [
            card_head(words("Register")), Text(words("One file"), "note", "text2"), Text(_breakable(str(path)), "value", ident=True, wrap=True),
            label_value(words("Size"), words("{n} kB").format(n=size)), label_value(words("Journal"), head, ident=True),
            Text(beside.format(folder=self.desk.drafts.folder.name), "small", "text3", wrap=True),
        ]  # fmt: skip
        return Card(col(*parts, None, gap=6))

    def _about(self) -> Card:
        words = look.words
        try:
            number = version("compounding-workbench")
        except PackageNotFoundError:
            number = words("not installed")
        said = words("Designed to support good practice. Not certified, not validated for your site.")
        fonts = words("Inter (OFL), DejaVu (Bitstream Vera), Tabler icons (MIT), Qt (LGPL)")
        texts = (Text(said, "note", "text2", wrap=True), Text(fonts, "small", "text3", wrap=True))
        return Card(col(card_head(words("About")), label_value(words("Version"), number), *texts, None, gap=6))

    def _workstation(self) -> Card:
        words, now = look.words, self.desk.preferences.now
        language = Segmented("language", tuple(LANGUAGES.items()), words.language, label=words("Language"))
        theme = Segmented("theme", (("light", words("Light")), ("dark", words("Dark")), ("system", words("System"))), now.mode, label=words("Theme"))
        sizes = (("normal", words("Normal")), ("gloves", words("Gloves")))
        density = Segmented("density", sizes, "gloves" if look.gloves else "normal", label=words("Size of buttons"))
        language.chosen.connect(lambda code: self.desk.prefer(language=code))
        theme.chosen.connect(lambda code: self.desk.prefer(mode=code))
        density.chosen.connect(lambda code: self.desk.prefer(gloves=code == "gloves"))
        secrets = Button(words("Change my PIN and password"), "ghost", "lock", name="do.change_secrets", tool=True, act=lambda: ask_new_secrets(self.desk))
        return Card(
            col(
                card_head(words("This workstation")), label_value(words("Name"), self.desk.workstation),
                _choice(words("Language"), language), _choice(words("Theme"), theme), _choice(words("Size of buttons"), density), line(),
                row(secrets, None), None, gap=10,
            )
        )  # fmt: skip

    def _people_card(self) -> Card:
        words = look.words
        self._people = Rows((Column(words("Person"), stretch=1), Column(words("Roles today"), stretch=1.4), Column(words("Badge"), 90)))
        self._table = TableView("people", self._people, row=48, says=words("People"))
        self._table.opened.connect(lambda record: self.desk.go("people", record))
        note = Text(words("Several people are shown here; a badge never opens a patient."), "small", "text3", wrap=True)
        self._fill_people()
        head, foot = row(card_head(words("People")), edges=(16, 12, 16, 0)), row((note, 1), edges=(16, 6, 16, 10))
        return Card(col(head, (self._table, 1), foot, gap=4), edges=(0, 0, 0, 0))

    def _fill_people(self) -> None:
        words, day = look.words, self.desk.today
        with self.desk.register.reading() as reader:
            people, appointments = reader.find(Person, sort="id"), reader.find(Appointment)
        lines = []
        for each in sorted(people, key=lambda one: (not one.active, one.name)):
            held = roles_of(each.id, appointments, day) if each.active else ()
            roles = ", ".join(role_name(role, words) for role in held) or (words("no role today") if each.active else words("out of service"))
            ink = "text" if each.active else "text3"
            lines.append(Row((Cell(each.name, each.initials, strong=True, ink=ink), Cell(roles, ink="text2"), Cell(each.badge, ident=True)), each.id))
        self._people.show_lines(lines)

    def scanned(self, code: bytes) -> bool:
        """The scanner test: says what arrived, as it arrived."""
        return self._scanner.scanned(code)


def _choice(label: str, control: QWidget) -> QWidget:
    return box(col(Text(label, "value"), row(control, None), gap=4))


def _breakable(path: str) -> str:
    """A path that may wrap after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
