"""What Today shows, read from the register: dossiers of batches in work only, everything else from lists by index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ui.screens.case_todo import case_todos
from ui.screens.followup_todo import follow_up_todos
from ui.screens.recalls_words import recall_todos
from ui.screens.reports_todo import report_todos
from ui.screens.safety_todo import safety_todos
from ui.screens.signals_todo import signal_todos
from ui.screens.today_todo import SAID, Todo, other_todos
from workbench.batch.clocks import running
from workbench.batch.progress import Progress, progress
from workbench.batch.records import Batch, BatchLine, Status
from workbench.batch.worklist import Need, Waiting, waits
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Text
from workbench.kernel.ports import Reader, Span
from workbench.kernel.values import Role
from workbench.orders.records import Order, OrderLine, OrderStatus
from workbench.people.records import Person, Qualification
from workbench.premises.records import Equipment
from workbench.stock.records import Lot, LotStatus
from workbench.vigilance.schedule import Schedule
from workbench.words.sentence import N_
from workbench.words.translation import Words

MOST = 24
"""Batches in work whose dossiers are opened for Today; a hospital has a handful."""
COLUMN = 8
"""Cards of one column of the board."""
SOON = timedelta(days=7)
NOTHING = Text("", "")
NO_SCHEDULES: Mapping[str, Schedule] = {}
ICONS = {Need.SECOND_PERSON: "users", Need.ASSESS: "alert-triangle", Need.DECIDE: "hand-stop", Need.ENTER_RESULT: "flask", Need.CHECK_RESULT: "eye-check",
         Need.REVIEW: "file-text", Need.RELEASE: "certificate", Need.CERTIFY: "certificate"}  # fmt: skip
NEXT: dict[Need, str] = {
    Need.SECOND_PERSON: N_("second person: {subject}"),
    Need.ENTER_RESULT: N_("result: {subject}"),
    Need.CHECK_RESULT: N_("check: {subject}"),
    Need.ASSESS: N_("assess {subject}"),
    Need.REVIEW: N_("review of the record"),
    Need.RELEASE: N_("to release"),
    Need.CERTIFY: N_("to certify"),
    Need.DECIDE: N_("to decide"),
}
"""What a card of the board says of a need; a step to go on with is said by its title alone."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A time limit that runs in a batch."""

    batch: str
    text: Text
    started: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Expiring:
    """Something that ends within seven days, or has just ended. ``at`` is the moment where that is known."""

    name: str
    icon: str
    until: date
    days: int
    at: datetime | None = None
    over: bool = False


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
    phrase: str = ""

    def said(self, words: Words) -> str:
        """What it waits for: ``phrase`` around the note, or the note alone."""
        note = self.note[words.language]
        return words.marked(self.phrase).format(subject=note) if self.phrase else note


@dataclass(frozen=True, slots=True)
class TodayFacts:
    """Everything that Today shows."""

    todos: tuple[Todo, ...] = ()
    timers: tuple[Timer, ...] = ()
    expiring: tuple[Expiring, ...] = ()
    columns: dict[str, tuple[int, tuple[BoardCard, ...]]] = field(default_factory=dict)
    in_work: int = 0


def today_facts(reader: Reader, person: str, role: Role, now: datetime, zone: str, known: Mapping[str, Schedule] = NO_SCHEDULES) -> TodayFacts:
    """Reads what waits for ``person`` acting as ``role``, what runs, what expires, and the board. ``known`` are the schedules of observations."""
    opened = _opened(reader)
    stands = [progress(each) for each in opened]
    both = tuple(zip(opened, stands, strict=True))
    timers = [Timer(dossier.batch.id, each.text, each.started, each.until) for dossier, stand in both for each in running(dossier, stand)]
    timers.sort(key=lambda each: each.until)
    notes = {dossier.batch.id: _note(dossier, stand) for dossier, stand in both}
    columns = _columns(reader, notes, {each.batch.id: each.formula.text for each in opened}, now, zone)
    return TodayFacts(_todos(reader, opened, stands, person, role, now, known), tuple(timers), _expiring(reader, now, zone), columns, len(opened))


def waiting_for(reader: Reader, person: str, role: Role, now: datetime, known: Mapping[str, Schedule] = NO_SCHEDULES) -> int:
    """How many things wait for ``person`` acting as ``role``: what the rail shows."""
    opened = _opened(reader)
    return len(_todos(reader, opened, [progress(each) for each in opened], person, role, now, known))


def _todos(
    reader: Reader, opened: Sequence[Dossier], stands: Sequence[Progress], person: str, role: Role, now: datetime, known: Mapping[str, Schedule]
) -> tuple[Todo, ...]:
    people = {each.id: each.name for each in reader.find(Person)}
    todos: list[Todo] = []
    for dossier, stand in zip(opened, stands, strict=True):
        todos += [_todo(dossier, stand, each, people) for each in waits(dossier, stand) if role in each.roles and each.who != person or _mine(each, person)]
    todos += other_todos(reader, person, role)
    todos += recall_todos(reader, role)
    todos += safety_todos(reader, person, role, now, known)
    todos += report_todos(reader, person, role)
    todos += case_todos(reader, role)
    todos += signal_todos(reader, person, role)
    todos += follow_up_todos(reader, role, now, known)
    return tuple(sorted(todos, key=lambda each: (not each.urgent, each.since)))


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
            return turn.title
    return next((each.text for each in dossier.formula.tests if each.name == subject), Text(subject, subject))


def _todo(dossier: Dossier, stand: Progress, each: Waiting, people: dict[str, str]) -> Todo:
    look, said, button, screen = SAID[each.need]
    asks = each.need is Need.SECOND_PERSON
    who = people.get(each.who or "", "") if asks else ""
    subject = NOTHING if each.subject == dossier.batch.id else _named(dossier, stand, each.subject)
    return Todo(dossier.batch.id, look, screen, each.since, said, button, subject, who, dossier.batch.id, each.need is Need.GO_ON or asks)


def _note(dossier: Dossier, stand: Progress) -> tuple[Need | None, Text]:
    """What the card of a batch says it waits for: the step at the bench first, then what is open longest."""
    waiting = sorted(waits(dossier, stand), key=lambda each: (each.need not in (Need.GO_ON, Need.SECOND_PERSON), each.since))
    return (waiting[0].need, _named(dossier, stand, waiting[0].subject)) if waiting else (None, NOTHING)


def _expiring(reader: Reader, now: datetime, zone: str) -> tuple[Expiring, ...]:
    today = now.astimezone(ZoneInfo(zone)).date()
    found: list[Expiring] = []
    for lot in reader.find(Lot, {"expiry": Span(now - timedelta(days=1), now + SOON), "status": LotStatus.RELEASED}):
        until = lot.expiry.astimezone(ZoneInfo(zone)).date()
        found.append(Expiring(f"{lot.name}, {lot.number}", "bottle", until, (until - today).days, lot.expiry, lot.expiry <= now))
    for machine in reader.find(Equipment):
        soon = [each for each in machine.dues if each.until - today <= SOON]
        found += [Expiring(f"{machine.name}: {each.need}", "scale", each.until, (each.until - today).days, over=each.until < today) for each in soon]
    people = {each.id: each.name for each in reader.find(Person, {"active": True})}
    for training in reader.find(Qualification, {"valid_until": Span(today - timedelta(days=1), today + SOON)}):
        if training.person in people:
            until = training.valid_until
            found.append(Expiring(f"{training.code}, {people[training.person]}", "school", until, (until - today).days, over=until < today))
    return tuple(sorted(found, key=lambda each: each.until))


BOARD: Mapping[str, tuple[Status, ...]] = {
    "ready": (Status.READY,), "progress": (Status.IN_PROCESS, Status.PAUSED), "await": (Status.QC_PENDING,), "hold": (Status.HELD, Status.STOPPED),
    "released": (Status.PROVISIONAL, Status.RELEASED),
}  # fmt: skip
"""The statuses of a column; orders that wait for the second person, or for a batch, stand in the first two."""
Notes = Mapping[str, tuple[Need | None, Text]]


def _columns(reader: Reader, notes: Notes, products: Mapping[str, Text], now: datetime, zone: str) -> dict[str, tuple[int, tuple[BoardCard, ...]]]:
    midnight = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    columns: dict[str, tuple[int, tuple[BoardCard, ...]]] = {"verify": _order_cards(reader, OrderStatus.ENTERED)}
    for name, statuses in BOARD.items():
        lines = [line for status in statuses for line in reader.find(BatchLine, {"status": status}, sort="-opened", limit=COLUMN)]
        count = sum(reader.count(Batch, {"status": status}) for status in statuses)
        if name == "released":
            lines = [each for each in lines if each.last_at is not None and each.last_at >= midnight - SOON]
            count = len(lines)
        columns[name] = (count, tuple(_batch_card(each, notes, products) for each in lines[:COLUMN]))
    number, verified = _order_cards(reader, OrderStatus.VERIFIED)
    columns["ready"] = (columns["ready"][0] + number, (*columns["ready"][1], *verified)[:COLUMN])
    return columns


def _order_cards(reader: Reader, status: OrderStatus) -> tuple[int, tuple[BoardCard, ...]]:
    lines = reader.find(OrderLine, {"status": status}, sort="-opened", limit=COLUMN)
    return reader.count(Order, {"status": status}), tuple(_order_card(each) for each in lines)


def _initials(family: str, given: str) -> str:
    return f"{family[:1].upper()}. {given[:1].upper()}."


def _order_card(line: OrderLine) -> BoardCard:
    product = Text(line.formula, line.formula)
    phrase = N_("verify as second person") if line.status is OrderStatus.ENTERED else N_("open a batch for it")
    return BoardCard(line.id, "order", product, _initials(line.family, line.given), line.hospital_no, line.planned, NOTHING, "user", phrase)


def _batch_card(line: BatchLine, notes: Notes, products: Mapping[str, Text]) -> BoardCard:
    code = line.formula.rsplit(".", 1)[0]
    need, note = notes.get(line.id, (None, NOTHING))
    icon, phrase = ICONS.get(need, "clock") if need else "", NEXT.get(need, "") if need else ""
    if line.status is Status.PAUSED:
        icon, phrase, note = "player-pause", N_("paused"), NOTHING
    screen = "batch" if line.status in (Status.READY, Status.IN_PROCESS, Status.PAUSED) else "release"
    who = _initials(line.family, line.given)
    return BoardCard(line.id, screen, products.get(line.id, Text(code, code)), who, line.hospital_no, line.planned, note, icon, phrase)
