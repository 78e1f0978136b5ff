"""Four registers on one bag: what each of them holds, who saw each event first and who missed it, and how complete the wards report."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head
from ui.kit.layout import FLUSH, box, clear, col, row, spread
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.followup_words import STATES as FOLLOWED
from ui.screens.followup_words import item_name
from ui.screens.reports_reading import SOURCES
from ui.screens.safety_reading import mark, schedules
from ui.screens.safety_words import reason_text, scale_text
from ui.screens.signals_words import STATES as SIGNALLED
from workbench.followup.form import QUESTIONS
from workbench.followup.registers import Event, OneBag, Register, one_bag
from workbench.followup.timeline import Due, State, dues, pressing, yearly
from workbench.vigilance.monitoring import worst
from workbench.vigilance.scales import SCALES
from workbench.words.sentence import N_
from workbench.words.times import date_text, moment_text
from workbench.words.translation import Words

MOST = 4
"""Lines of a card; the register itself has all."""
NAMES = {Register.REPORTS: N_("reports"), Register.MONITORING: N_("monitoring"), Register.FOLLOW_UP: N_("follow-up")}


@dataclass(frozen=True, slots=True)
class Shown:
    """The bag, and what is due of it in the long run."""

    bag: OneBag
    dues: tuple[Due, ...]


class OneBagScreen(Screen):
    """``desk.go("one-bag", infusion_id)``."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self._infusion = ""
        self.facts: Shown | None = None
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.head = PageHead(words("Four registers, one bag"), "", right=(self.leave_it,), mark=desk.mark)
        self._cards = tuple(col(gap=5, edges=FLUSH) for _ in range(4))
        self.table = TableView("events", Rows(columns(words)), row=52, wraps=True, says=words("Events of this bag"))
        self.card = Card(col((self.table, 1), gap=0, edges=FLUSH), edges=(1, 1, 1, 1))
        self._nothing = col(gap=0)
        self.empty = box(self._nothing)
        self.wards, self.judged = Text("", "note", wrap=True), Text("", "small", "text2", wrap=True)
        cards = box(spread(*((Card(col(each, None, gap=0, edges=FLUSH)), 1) for each in self._cards), gap=12))
        self.setLayout(col(self.head, cards, (self.card, 1), (self.empty, 1), self.wards, self.judged, gap=10, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Four registers, one bag")

    @property
    def patient(self) -> BannerFacts | None:
        trail = self.facts.bag.trail if self.facts is not None else None
        return BannerFacts(trail.patient, ward=trail.ward) if trail is not None else None

    def enter(self, argument: object = None) -> None:
        """Shows the bag of this infusion."""
        if isinstance(argument, str):
            self._infusion = argument
        self.refresh()

    def refresh(self) -> None:
        """Reads one bag."""
        if not self._infusion:
            return
        now = self.desk.clock.now()
        with self.desk.register.reading() as reader:
            bag = one_bag(reader, self._infusion, now)
            self.facts = Shown(bag, dues(bag.trail, schedules(self.desk), yearly(reader), now))
        self._show(self.facts)

    def _show(self, facts: Shown) -> None:
        words, trail = look.words, facts.bag.trail
        begun = moment_text(trail.infusion.begun, self.desk.zone, words)
        named = words("{batch}, bag {n}").format(batch=trail.batch.id, n=trail.bag.number)
        self.head.say(words("Four registers, one bag"), words("{bag} · given {at}").format(bag=named, at=begun), "" if self.patient else self.desk.mark)
        for layout, (title, count, lines, link) in zip(self._cards, self._registers(facts), strict=True):
            clear(layout)
            layout.addWidget(card_head(title, Text(str(count), "head")))
            for line in lines[:MOST]:
                layout.addWidget(Text(line, "note", wrap=True))
            if len(lines) > MOST:
                layout.addWidget(Text(words("and {n} more").format(n=len(lines) - MOST), "small", "text2"))
            layout.addWidget(box(row(link, None)))
        self.table.rows.show_lines([event_row(each, self.desk.zone, words) for each in facts.bag.events])
        some = bool(facts.bag.events)
        self.card.setVisible(some)
        clear(self._nothing)
        self._nothing.addWidget(EmptyState("activity", words("No event is known of this bag"), words("Whatever a register hears of stands here by itself.")))
        self.empty.setVisible(not some)
        self.wards.setText(ward_text(facts.bag, words))
        self.judged.setText(words("What lies within seven days stands as one event: whether it is, a person judges. Nothing here speaks of a cause."))
        self.desk.banner_changed()

    def _registers(self, facts: Shown) -> tuple[tuple[str, int, Sequence[str], QWidget], ...]:
        """Title, count, lines and the way there of each register."""
        words, bag, desk = look.words, facts.bag, self.desk
        reports = [f"{each.id} · {each.reaction} · {words.marked(SOURCES[each.source])}" for each in bag.reports]
        first = next((each.id for each in bag.reports), None)
        signals = [f"{each.signal.id} · {words.marked(SIGNALLED[each.state][1])} · {each.signal.said}" for each in bag.signals]
        signal = bag.signals[0].signal.id if bag.signals else None
        return (
            (words("Reports"), len(reports), reports or [words("none")], _link("reports", lambda: desk.go("reports", first))),
            (words("Intensive monitoring"), len(bag.track.alerts), self._monitored(bag), _link("monitoring", lambda: desk.go("safety", self._infusion))),
            (words("Long-term follow-up"), len(bag.trail.visits_now), self._followed(facts), _link("followup", lambda: desk.go("followup", self._infusion))),
            (words("Signals that count this bag"), len(signals), signals or [words("none")], _link("signals", lambda: desk.go("signals", signal))),
        )

    def _monitored(self, bag: OneBag) -> list[str]:
        words, track = look.words, bag.track
        scales: dict[str, list[int | None]] = {}
        for each in track.standing():
            if each.scale in SCALES and each.scale != "ice":
                scales.setdefault(each.scale, []).append(track.counts(each))
        worse = [words("{scale}: worst {grade}").format(scale=scale_text(name, words), grade=mark(worst(grades))) for name, grades in scales.items()]
        alerts = words.plural("{n} alert", "{n} alerts", len(track.alerts)).format(n=len(track.alerts))
        rounds = len(track.rounds())
        return [alerts, words.plural("{n} sheet", "{n} sheets", rounds).format(n=rounds), *worse]

    def _followed(self, facts: Shown) -> list[str]:
        words = look.words
        late = [each for each in facts.dues if each.state in (State.LATE, State.MISSED)]
        lines = [f"{item_name(each, words)}: {words.marked(FOLLOWED[each.state][1])}" for each in late]
        ill = [words("second malignancy: {kind}").format(kind=each.kind) for each in facts.bag.trail.malignancies_now]
        coming = pressing(facts.dues)
        following = [f"{item_name(coming, words)}: {words.marked(FOLLOWED[coming.state][1])}"] if coming is not None and coming not in late else []
        return [*ill, *lines, *following] or [words("nothing due")]

    def retranslate(self) -> None:
        self.leave_it.setText(look.words("Back"))
        self.table.rows.set_titles(columns(look.words))
        self.refresh()


def _link(name: str, act: Callable[[], object]) -> QWidget:
    return Link(look.words("Open"), act, name=f"do.to-{name}")


def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the events."""
    return (
        Column(words("Event"), stretch=2), Column(words("Day, known since"), 140), Column(words("Seen first by"), stretch=1),
        Column(words("Missed by"), stretch=1),
    )  # fmt: skip


def event_row(event: Event, zone: str, words: Words) -> Row:
    """One event: what was told of it, when, who had it first, who had it later, and who looked and has it not."""
    told = [f"{each.reaction} ({each.id})" for each in event.reports]
    told += ["; ".join(reason_text(one, words, zone) for one in each.reasons) for each in event.alerts]
    told += [", ".join(words.marked(QUESTIONS[each].name) for each in event.told)] if event.told else []
    more = len(told) - 1
    what = Cell(told[0], words.plural("and {n} thing more", "and {n} things more", more).format(n=more) if more else "", strong=True)
    later = ", ".join(words.marked(NAMES[each]) for each, _ in event.seen[1:])
    first = Cell(words.marked(NAMES[event.first]), words("later: {names}").format(names=later) if later else words("nobody else"))
    missed = ", ".join(words.marked(NAMES[each]) for each in event.missed)
    day = Cell(date_text(event.at.astimezone(ZoneInfo(zone)).date(), words), moment_text(event.seen[0][1], zone, words))
    return Row((what, day, first, Cell(missed or "–", ink="rejected.fg" if missed else "text2")), event.at)


def ward_text(bag: OneBag, words: Words) -> str:
    """How complete the reports of each ward are."""
    told = [words("{ward}: {n} of {many}").format(ward=each.name, n=each.complete, many=each.of) for each in bag.wards]
    if not told:
        return words("No ward has reported anything yet.")
    return words("Reports that name all four elements and the onset: {wards}.").format(wards="; ".join(told))
