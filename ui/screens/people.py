"""People: who is here, in which roles from when to when and for whom, what they are qualified for, and whether they can sign in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.chip import Chip
from ui.kit.layout import FLUSH, Part, box, clear, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import needed_for
from ui.screens.people_acts import PeopleActs
from workbench.people.records import Appointment, Credential, Person, Qualification
from workbench.people.rights import Act
from workbench.people.rules import in_office, roles_of
from workbench.words.formats import date_text, moment_text, role_name
from workbench.words.sentence import N_

SOON = timedelta(days=30)
STATES = {
    "works": ("released", N_("in service")), "no-role": ("await", N_("no role today")), "locked": ("hold", N_("locked")),
    "out": ("closed", N_("out of service")),
}  # fmt: skip


class PeopleScreen(Screen):
    """``desk.go("people", person_id)``. Everybody reads; an administrator acts."""

    place = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.notice = Notice(name="notice.people")
        self.acts = PeopleActs(desk, self.notice, self.show_person)
        self.chosen: Person | None = None
        self._names: dict[str, str] = {}
        self.new = Button(words("New person"), "primary", "plus", name="do.new-person", tool=True, act=self.acts.add)
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.head = PageHead(words("People"), "", right=(self.leave_it, self.new), mark=desk.mark)
        self.table = TableView("people", Rows(self._columns()), row=48, says=words("People"))
        self.table.chosen.connect(self._choose)
        self._details = col(gap=10, edges=FLUSH)
        side = box(col((scrolling(self._details), 1), gap=0, edges=FLUSH), width=500)
        main = spread((Card(col(self.table, gap=0), edges=(1, 1, 1, 1)), 1), side, gap=16)
        self.setLayout(col(self.head, self.notice, (box(main), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("People")

    def _columns(self) -> tuple[Column, ...]:
        words = look.words
        return (Column(words("Person"), stretch=1), Column(words("Roles today"), stretch=1.3), Column(words("State"), 130))

    def enter(self, argument: object = None) -> None:
        """Shows everybody; one person if they are named."""
        self.notice.clear()
        self.refresh()
        if isinstance(argument, str):
            self.show_person(argument)

    def show_person(self, person: str) -> None:
        """Chooses a person after an act."""
        self.refresh()
        self.table.choose(person)

    def refresh(self) -> None:
        words, day, now = look.words, self.desk.today, self.desk.clock.now()
        with self.desk.register.reading() as reader:
            people = sorted(reader.find(Person), key=lambda each: (not each.active, each.name))
            appointments = reader.find(Appointment)
            shut = {each.id for each in reader.find(Credential) if each.locked_until is not None and each.locked_until > now}
        self._names = {each.id: each.name for each in people}
        lines = []
        for each in people:
            held = roles_of(each.id, appointments, day)
            state, word = STATES["out" if not each.active else "locked" if each.id in shut else "works" if held else "no-role"]
            roles = ", ".join(role_name(role, words) for role in held) if each.active else ""
            badge = words("{initials} · badge {number}").format(initials=each.initials, number=each.badge)
            lines.append(Row((Cell(each.name, badge, strong=True), Cell(roles or "–", ink="text2"), Cell(words.marked(word), state=state)), each.id))
        self.table.rows.show_lines(lines)
        note = words.plural("{n} person", "{n} people", len(people)).format(n=len(people))
        self.head.say(words("People"), f"{note} · {words('roles have dates, deputies name whom they stand in for')}", self.desk.mark)
        missing = needed_for(self.desk, Act.MANAGE_PEOPLE)
        self.new.setEnabled(not missing)
        self.new.setToolTip(missing)
        kept = self.chosen.id if self.chosen is not None else (people[0].id if people else "")
        self.chosen = next((each for each in people if each.id == kept), None)
        if kept:
            self.table.choose(kept)
        self._show()

    def _choose(self, record: object) -> None:
        with self.desk.register.reading() as reader:
            self.chosen = reader.get(Person, str(record))
        self._show()

    def _show(self) -> None:
        clear(self._details)
        person = self.chosen
        if person is None:
            self._details.addWidget(EmptyState("users", look.words("Nobody yet")))
            return
        with self.desk.register.reading() as reader:
            appointments = reader.find(Appointment, {"person": person.id}, sort="id")
            trained = reader.find(Qualification, {"person": person.id}, sort="id")
            secrets = next(iter(reader.find(Credential, {"id": person.id})), None)
        for card in (self._roles(person, appointments), self._training(person, trained), self._access(person, secrets)):
            self._details.addWidget(card)
        self._details.addStretch(1)

    def _roles(self, person: Person, appointments: tuple[Appointment, ...]) -> QWidget:
        words = look.words
        parts: list[Part] = [card_head(words("Roles of {name}").format(name=person.name))]
        for each in sorted(appointments, key=lambda one: (not in_office(one, self.desk.today), one.valid_from)):
            parts.append(self._role(each))
        if not appointments:
            parts.append(Text(words("No role yet: without one nobody can sign in."), "note", "text2", wrap=True))
        parts.append(self._acts(Act.MANAGE_PEOPLE, person, (words("Appoint"), "user-check", "do.appoint", self.acts.appoint)))
        return Card(col(*parts, gap=8))

    def _role(self, each: Appointment) -> QWidget:
        words, today = look.words, self.desk.today
        first = date_text(each.valid_from, words)
        said = words("since {first}, open end").format(first=first)
        if each.valid_until is not None:
            said = words("{first} to {last}").format(first=first, last=date_text(each.valid_until, words))
        if each.deputy_for is not None:
            said += " · " + words("deputy for {name}").format(name=self._names.get(each.deputy_for, each.deputy_for))
        holds = in_office(each, today)
        over = each.valid_until is not None and each.valid_until < today
        name = Text(role_name(each.role, words), "value", "text" if holds else "text3")
        chip = Chip("released", words("counts today"), small=True) if holds else Chip("draft", words("ended") if over else words("to come"), small=True)
        parts: list[Part] = [(box(col(name, Text(said, "small", "text2", wrap=True), gap=1)), 1), chip]
        if not over and not needed_for(self.desk, Act.MANAGE_PEOPLE):
            end = Link(words("End"), lambda: self.acts.end(each), name=f"do.end.{each.id}")
            end.setAccessibleName(words("End: {role}").format(role=role_name(each.role, words)))
            parts.append(end)
        return box(row(*parts, gap=10))

    def _training(self, person: Person, trained: tuple[Qualification, ...]) -> QWidget:
        words, today = look.words, self.desk.today
        parts: list[Part] = [card_head(words("Qualifications"))]
        for each in sorted(trained, key=lambda one: one.code):
            state = "rejected" if each.valid_until < today else "await" if each.valid_until - today <= SOON else "released"
            word = words("ended") if each.valid_until < today else words("until {day}").format(day=date_text(each.valid_until, words))
            parts.append(box(row((Text(each.code, "value", wrap=True), 1), Chip(state, word, small=True, solid=False), gap=10)))
        if not trained:
            parts.append(Text(words("None is recorded: steps that ask for one refuse this person."), "note", "text2", wrap=True))
        parts.append(self._acts(Act.RECORD_QUALIFICATION, person, (words("Record a qualification"), "school", "do.qualify", self.acts.qualify)))
        return Card(col(*parts, gap=8))

    def _access(self, person: Person, secrets: Credential | None) -> QWidget:
        words, now = look.words, self.desk.clock.now()
        shut = secrets is not None and secrets.locked_until is not None and secrets.locked_until > now
        if not person.active:
            said = words("Out of service: cannot sign in. What was signed stays.")
        elif shut and secrets is not None and secrets.locked_until is not None:
            said = words("Locked until {time} after wrong secrets.").format(time=moment_text(secrets.locked_until, self.desk.zone, words))
        elif secrets is not None and secrets.provisional:
            said = words("Has first secrets given by somebody else, and must change them before signing.")
        else:
            said = words("Signs in with badge and PIN, or name and password.")
        parts: list[Part] = [card_head(words("Access")), label_value(words("Badge"), person.badge, ident=True), Text(said, "note", "text2", wrap=True)]
        if person.active:
            renew = (words("New PIN and password"), "lock", "do.new-secrets", self.acts.secrets)
            end = (words("Out of service"), "ban", "do.deactivate", self.acts.deactivate)
            parts.append(self._acts(Act.MANAGE_PEOPLE, person, renew, end))
        if shut:
            parts.append(self._acts(Act.UNLOCK_PERSON, person, (words("Unlock now"), "lock-open", "do.unlock", self.acts.unlock)))
        return Card(col(*parts, gap=8))

    def _acts(self, act: Act, person: Person, *buttons: tuple[str, str, str, Callable[[Person], None]]) -> QWidget:
        """Buttons of one right; without it they stay in sight, with the role that it needs."""
        missing = needed_for(self.desk, act)
        made: list[Part] = []
        for text, icon, name, doing in buttons:
            button = Button(text, "ghost", icon, name=name, tool=True, act=partial(doing, person))
            button.setEnabled(not missing and (person.active or act is Act.RECORD_QUALIFICATION))
            made.append(button)
        parts: list[Part] = [row(*made, None, gap=8)]
        if missing:
            parts.append(Text(missing, "small", "text3", wrap=True))
        return box(col(*parts, gap=4))

    def scanned(self, code: bytes) -> bool:
        """A badge shows its owner; it signs nobody in here."""
        owner = self.acts.owner(code)
        if owner:
            self.show_person(owner)
        return bool(owner)

    def retranslate(self) -> None:
        words = look.words
        self.new.setText(words("New person"))
        self.leave_it.setText(words("Back"))
        self.table.rows.set_titles(self._columns())
        self.refresh()
