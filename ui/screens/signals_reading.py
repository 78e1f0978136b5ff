"""What the board of signals shows, read and reckoned away from the window's thread: the board, its signals, their lines in the list."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from ui.desk import Desk
from ui.kit.table import Cell, Column, Group, Line, Row
from ui.screens.signals_words import METHODS, STATES, monitor_name
from workbench.kernel.ports import Reader
from workbench.people.records import Person
from workbench.surveillance.analysis import Board, Flag, Watched, board_of, unkept
from workbench.surveillance.by_strata import heads
from workbench.surveillance.course import Course, courses_of
from workbench.surveillance.drawn import percent
from workbench.surveillance.exposure import products
from workbench.surveillance.monitors import Plan, plans_of
from workbench.surveillance.records import Signal
from workbench.surveillance.trail import Trail, all_trails
from workbench.words.translation import Words

LANES = 12
"""Bags of the heat map and the swimmer plot, the newest."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the list: a signal by its number, a flag, or a monitor by its code."""

    signal: str = ""
    flag: tuple[str, str, str | None] | None = None
    monitor: str = ""


@dataclass(frozen=True, slots=True)
class SignalFacts:
    """The board of one product with its signals, the courses of its newest bags by monitor, the products there are, and the names of people."""

    products: tuple[str, ...]
    board: Board | None
    trails: tuple[Trail, ...]
    courses: Mapping[str, tuple[Course, ...]]
    people: Mapping[str, str]

    @property
    def unkept(self) -> tuple[Flag, ...]:
        """What flags and is not kept."""
        return unkept(self.board.flags, self.trails) if self.board is not None else ()

    def trail(self, number: str) -> Trail | None:
        """A signal by its number."""
        return next((each for each in self.trails if each.signal.id == number), None)

    def watched(self, code: str) -> Watched | None:
        """A monitor by its code."""
        return next((each for each in self.board.watched if each.monitor.code == code), None) if self.board is not None else None

    def flagged(self, key: tuple[str, str, str | None] | None) -> Flag | None:
        """A flag by what names it."""
        return next((each for each in self.unkept if each.key == key), None)


@lru_cache(maxsize=2)
def _plans(texts: tuple[tuple[str, str], ...]) -> Mapping[str, Plan]:
    return plans_of(dict(texts))


def plans(desk: Desk) -> Mapping[str, Plan]:
    """The plans of monitors of this workbench."""
    return _plans(tuple(sorted(desk.resources.signals.items())))


def signal_facts(reader: Reader, product: str, number: str, known: Mapping[str, Plan], now: datetime) -> SignalFacts:
    """Everything of ``product``; of the product of signal ``number`` where that is named; else of the first that was given."""
    there = products(reader)
    if number and (found := reader.find(Signal, {"id": number})):
        product = found[0].product
    if product not in there:
        product = there[0] if there else ""
    people = {each.id: each.name for each in reader.find(Person)}
    if not product:
        return SignalFacts(there, None, (), {}, people)
    board = board_of(reader, product, known, now)
    courses = {
        each.monitor.code: courses_of(reader, board.exposure, _scale(each), each.monitor.days, LANES, now) for each in board.watched
    }
    return SignalFacts(there, board, all_trails(reader, product), courses, people)


def _scale(watched: Watched) -> str:
    """The scale whose grades stand in the heat map: the monitor's own, CRS where it watches no grade."""
    return watched.monitor.event if watched.monitor.least > 1 else "crs"


# ------------------------------------------------------------------------------------------------------ the list
def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list."""
    return (Column(words("What is watched"), stretch=1), Column(words("State"), 110))


def like_columns(words: Words) -> tuple[Column, ...]:
    """The heads of the table in which like is held against like."""
    return tuple(Column(each, stretch=1) if place in (0, 2) else Column(each, 64) for place, each in enumerate(heads(words)))


def lines(facts: SignalFacts, words: Words) -> list[Line]:
    """What flags and nobody has kept, then the signals, then every monitor."""
    found: list[Line] = []
    if facts.unkept:
        found.append(Group(words("Flagged, not kept yet"), "rejected", "alert-triangle"))
        found += [_flag_row(each, facts, words) for each in facts.unkept]
    if facts.trails:
        found.append(Group(words("Signals"), "progress", "activity"))
        found += [_trail_row(each, facts, words) for each in sorted(facts.trails, key=lambda one: one.over)]
    if facts.board is not None and facts.board.watched:
        found.append(Group(words("Monitors"), "draft", "eye"))
        found += [_monitor_row(each, facts, words) for each in facts.board.watched]
    return found


def _flag_row(flag: Flag, facts: SignalFacts, words: Words) -> Row:
    watched = facts.watched(flag.monitor)
    name = monitor_name(watched.monitor if watched is not None else None, flag.monitor, words)
    method = words.marked(METHODS[flag.method])
    note = words("{method}, lot {lot}").format(method=method, lot=flag.lot_number) if flag.lot_number else method
    return Row((Cell(name, note, strong=True), Cell(words("limit passed"), state="rejected", solid=False)), Chosen(flag=flag.key))


def _trail_row(trail: Trail, facts: SignalFacts, words: Words) -> Row:
    state, word = STATES[trail.state]
    return Row((Cell(trail.signal.id, trail.signal.said, strong=not trail.over), Cell(words.marked(word), state=state)), Chosen(signal=trail.signal.id))


def _monitor_row(watched: Watched, facts: SignalFacts, words: Words) -> Row:
    share = percent(watched.overall.value, words) if watched.overall.value is not None else "–"
    note = words("{n} of {of} bags, {share}").format(n=watched.basis.n, of=watched.basis.denominator, share=share)
    state, word = ("rejected", words("limit passed")) if watched.flags else ("draft", words("below limit"))
    chip = Cell(word, state=state, icon="" if watched.flags else "circle", solid=False)
    return Row((Cell(monitor_name(watched.monitor, "", words), note), chip), Chosen(monitor=watched.monitor.code))
