"""What Today shows, read from the register: dossiers of batches in work only, everything else from lists by index."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ui.steps.reading import titled
from workbench.batch.clocks import running
from workbench.batch.progress import Progress, progress
from workbench.batch.records import Batch, BatchLine, Status
from workbench.batch.worklist import Need, Waiting, waits
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Text
from workbench.kernel.ports import Reader, Span
from workbench.kernel.values import Role
from workbench.orders.records import Order, OrderLine, OrderStatus, OrderVersion
from workbench.people.records import Person, Qualification
from workbench.people.rights import Act, roles_for
from workbench.premises.records import Equipment
from workbench.stock.records import Lot, LotStatus
from workbench.words.sentence import N_
from workbench.words.translation import Words

MOST = 24
"""Batches in work whose dossiers are opened for Today; a hospital has a handful."""
COLUMN = 8
"""Cards of one column of the board."""
SOON = timedelta(days=7)
SAID: dict[Need, tuple[str, str, str, str]] = {
    Need.GO_ON: ("batch", N_("{batch} · go on with {subject}"), N_("Go on"), "batch"),
    Need.SECOND_PERSON: ("second", N_("{batch} · second person at {subject}"), N_("Check"), "batch"),
    Need.ENTER_RESULT: ("release", N_("{batch} · enter {subject}"), N_("Enter"), "release"),
    Need.CHECK_RESULT: ("release", N_("{batch} · check {subject}"), N_("Check"), "release"),
    Need.ASSESS: ("deviation", N_("{batch} · assess {subject}"), N_("Assess"), "release"),
    Need.REVIEW: ("release", N_("{batch} · review the record"), N_("Review"), "release"),
    Need.RELEASE: ("release", N_("{batch} · release"), N_("Release"), "release"),
    Need.CERTIFY: ("release", N_("{batch} · certify"), N_("Certify"), "release"),
    Need.DECIDE: ("release", N_("{batch} · decide"), N_("Decide"), "release"),
}
"""How each need looks, what it says, its button, and the screen that it opens."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of what waits for a person. ``texts`` are the subject in both languages."""

    need: Need | None
    key: str
    look: str
    screen: str
    since: datetime
    subject: Text
    who: str = ""

    def said(self, words: Words) -> str:
        """What is to be done."""
        if self.need is None:
            return words("{order} · verify the order").format(order=self.key)
        return words.marked(SAID[self.need][1]).format(batch=self.key, subject=self.subject[words.language])

    def note(self, words: Words) -> str:
        """Since when, or in whose hands."""
        return words("asked by {name}").format(name=self.who) if self.who else self.subject[words.language]

    def button(self, words: Words) -> str:
        """The word on its button."""
        return words("Verify") if self.need is None else words.marked(SAID[self.need][2])


@dataclass(frozen=True, slots=True)
class Timer:
    """A time limit that runs in a batch."""

    batch: str
    text: Text
    started: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Expiring:
    """Something that ends within seven days."""

    name: str
    icon: str
    until: date
    days: int


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card of the board: initials and number, never a name."""

    key: str
    screen: str
    product: Text
    initials: str
    hospital_no: str
    planned: datetime | None
    note: Text
    icon: str


@dataclass(frozen=True, slots=True)
class TodayFacts:
    """Everything that Today shows."""

    todos: tuple[Todo, ...] = ()
    timers: tuple[Timer, ...] = ()
    expiring: tuple[Expiring, ...] = ()
    columns: dict[str, tuple[int, tuple[BoardCard, ...]]] = field(default_factory=dict)
    in_work: int = 0


def today_facts(reader: Reader, person: str, role: Role, now: datetime, zone: str) -> TodayFacts:
    """Reads what waits for ``person`` acting as ``role``, what runs, what expires, and the board."""
    people = {each.id: each.name for each in reader.find(Person)}
    opened = _opened(reader)
    todos: list[Todo] = []
    timers: list[Timer] = []
    notes: dict[str, Text] = {}
    for dossier in opened:
        stand = progress(dossier)
        timers += [Timer(dossier.batch.id, each.text, each.started, each.until) for each in running(dossier, stand)]
        waiting = waits(dossier, stand)
        todos += [_todo(dossier, stand, each, people) for each in waiting if role in each.roles and each.who != person or _mine(each, person)]
        notes[dossier.batch.id] = _note(dossier, stand, waiting)
    if role in roles_for(Act.VERIFY_ORDER):
        todos += _orders(reader, person)
    todos.sort(key=lambda each: (each.need is not Need.GO_ON, each.since))
    timers.sort(key=lambda each: each.until)
    columns = _columns(reader, notes, {each.batch.id: each.formula.text for each in opened}, now, zone)
    return TodayFacts(tuple(todos), tuple(timers), _expiring(reader, now, zone), columns, len(opened))


def _mine(waiting: Waiting, person: str) -> bool:
    return waiting.need is Need.GO_ON and waiting.who == person


def _opened(reader: Reader) -> list[Dossier]:
    found: list[Batch] = []
    for status in (Status.IN_PROCESS, Status.READY, Status.PAUSED, Status.QC_PENDING, Status.PROVISIONAL, Status.HELD, Status.STOPPED):
        found += reader.find(Batch, {"status": status}, sort="-opened", limit=MOST - len(found)) if len(found) < MOST else ()
    return [assemble(reader, each.id) for each in found]


def _named(dossier: Dossier, stand: Progress, subject: str) -> Text:
    """What a subject is called: a turn by its title, a test by its name, a deviation by its number."""
    for turn in stand.turns:
        if turn.key == subject:
            return titled(turn.step.text, stand.names_for(turn))
    return next((each.text for each in dossier.formula.tests if each.name == subject), Text(subject, subject))


def _todo(dossier: Dossier, stand: Progress, each: Waiting, people: dict[str, str]) -> Todo:
    look, _, _, screen = SAID[each.need]
    who = people.get(each.who or "", "") if each.need is Need.SECOND_PERSON else ""
    return Todo(each.need, dossier.batch.id, look, screen, each.since, _named(dossier, stand, each.subject), who)


def _note(dossier: Dossier, stand: Progress, waiting: tuple[Waiting, ...]) -> Text:
    if not waiting:
        return Text("", "")
    return _named(dossier, stand, waiting[-1].subject if waiting[-1].need in (Need.GO_ON, Need.SECOND_PERSON) else waiting[0].subject)


def _orders(reader: Reader, person: str) -> list[Todo]:
    found = []
    for order in reader.find(Order, {"status": OrderStatus.ENTERED}, sort="-opened", limit=COLUMN):
        version = reader.get(OrderVersion, f"{order.id}.{order.version}")
        if version.entered_by != person:
            found.append(Todo(None, order.id, "order", "order", order.opened, Text(order.formula, order.formula)))
    return found


def _expiring(reader: Reader, now: datetime, zone: str) -> tuple[Expiring, ...]:
    today = now.astimezone(ZoneInfo(zone)).date()
    found: list[Expiring] = []
    for lot in reader.find(Lot, {"expiry": Span(now - timedelta(days=1), now + SOON), "status": LotStatus.RELEASED}):
        until = lot.expiry.astimezone(ZoneInfo(zone)).date()
        found.append(Expiring(f"{lot.name}, {lot.number}", "bottle", until, (until - today).days))
    for machine in reader.find(Equipment):
        soon = [each for each in machine.dues if each.until - today <= SOON]
        found += [Expiring(f"{machine.name}: {each.need}", "scale", each.until, (each.until - today).days) for each in soon]
    people = {each.id: each.name for each in reader.find(Person, {"active": True})}
    for training in reader.find(Qualification, {"valid_until": Span(today - timedelta(days=1), today + SOON)}):
        if training.person in people:
            found.append(Expiring(f"{training.code}, {people[training.person]}", "school", training.valid_until, (training.valid_until - today).days))
    return tuple(sorted(found, key=lambda each: each.until))


def _columns(reader: Reader, notes: dict[str, Text], products: dict[str, Text], now: datetime, zone: str) -> dict[str, tuple[int, tuple[BoardCard, ...]]]:
    entered = reader.find(OrderLine, {"status": OrderStatus.ENTERED}, sort="-opened", limit=COLUMN)
    columns = {"verify": (reader.count(Order, {"status": OrderStatus.ENTERED}), tuple(_order_card(each) for each in entered))}
    for name, status in (("ready", Status.READY), ("progress", Status.IN_PROCESS), ("await", Status.QC_PENDING), ("hold", Status.HELD)):
        lines = reader.find(BatchLine, {"status": status}, sort="-opened", limit=COLUMN)
        columns[name] = (reader.count(Batch, {"status": status}), tuple(_batch_card(each, notes, products) for each in lines))
    start = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    released = [each for status in (Status.PROVISIONAL, Status.RELEASED) for each in reader.find(BatchLine, {"status": status}, sort="-opened", limit=COLUMN)]
    recent = [each for each in released if each.last_at is not None and each.last_at >= start - SOON]
    columns["released"] = (len(recent), tuple(_batch_card(each, notes, products) for each in recent[:COLUMN]))
    return columns


def _initials(family: str, given: str) -> str:
    return f"{family[:1].upper()}. {given[:1].upper()}."


def _order_card(line: OrderLine) -> BoardCard:
    product = Text(line.formula, line.formula)
    return BoardCard(line.id, "order", product, _initials(line.family, line.given), line.hospital_no, line.planned, Text("", ""), "user")


def _batch_card(line: BatchLine, notes: dict[str, Text], products: dict[str, Text]) -> BoardCard:
    code = line.formula.rsplit(".", 1)[0]
    product = products.get(line.id, Text(code, code))
    icon = {Status.HELD: "hand-stop", Status.QC_PENDING: "hourglass", Status.READY: "player-play"}.get(line.status, "clock")
    screen = "batch" if line.status in (Status.READY, Status.IN_PROCESS, Status.PAUSED) else "release"
    return BoardCard(line.id, screen, product, _initials(line.family, line.given), line.hospital_no, line.planned, notes.get(line.id, Text("", "")), icon)
