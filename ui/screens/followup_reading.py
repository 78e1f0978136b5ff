"""What the screen of follow-up shows, derived from the trails: the list, the late ones first, and the years of one patient."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ui.kit.table import Cell, Column, Row
from ui.screens.followup_words import (
    KINDS,
    NO_SAMPLE,
    RESULTS,
    SAMPLES,
    STANDINGS,
    STATE_WORDS,
    STATES,
    T_CELL,
    item_name,
    reason_of,
    visit_text,
)
from workbench.followup.records import Malignancy, Sample, Standing
from workbench.followup.rules import unentered_malignancy
from workbench.followup.timeline import OVER, WANTED, Due, State, Trail, dues, long_run, pressing, trails, yearly
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion, Text
from workbench.kernel.ports import Reader
from workbench.people.records import Person
from workbench.vigilance.records import ReportClock, ReportSent, ReportStatus, SafetyReport
from workbench.vigilance.reporting import INTERNAL
from workbench.vigilance.schedule import Schedule
from workbench.words.names import initials_text
from workbench.words.times import date_text
from workbench.words.translation import Words

ORDER = {State.LATE: 0, State.OPEN: 1, State.AHEAD: 2}
NOTICE = "INTERNAL.bag"
"""The clock by which a second malignancy is to be notified within the hospital."""


@dataclass(frozen=True, slots=True)
class Years:
    """One infusion in the long run, with what is due, and what presses most."""

    trail: Trail
    dues: tuple[Due, ...]
    owed: tuple[str, ...] = ()

    @property
    def next(self) -> Due | None:
        """The item that is to be done first."""
        return pressing(self.dues)

    @property
    def waits(self) -> bool:
        """Whether something is late, or a window is open, or a second malignancy is not dealt with."""
        return any(each.state in WANTED for each in self.dues) or bool(self.owed) or unentered_malignancy(self.trail) is not None or bool(untested(self.trail))


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """Everybody who was ever infused, the names of people, and what products are called."""

    years: tuple[Years, ...]
    people: Mapping[str, str]
    products: Mapping[str, Text]


def follow_up_facts(reader: Reader, known: Mapping[str, Schedule], now: datetime) -> FollowUpFacts:
    """Reads all. What is late stands first, then open windows by their end, then who is next."""
    window, notices, known = yearly(reader), open_notices(reader), long_run(known)
    found = [
        Years(each, dues(each, known, window, now), tuple(one.report for one in each.malignancies_now if one.report in notices)) for each in trails(reader)
    ]
    found.sort(key=_urgency)
    products = {each.trail.batch.formula for each in found}
    named = {key: formula_of(reader.get(FormulaVersion, key).text).text for key in products}
    return FollowUpFacts(tuple(found), {each.id: each.name for each in reader.find(Person)}, named)


def _urgency(each: Years) -> tuple[int, float]:
    if each.owed or unentered_malignancy(each.trail) is not None:
        return -1, each.trail.infusion.begun.timestamp()
    due = each.next
    if due is None:
        return 3, -each.trail.infusion.begun.timestamp()
    return ORDER[due.state], (due.ends if due.state is State.OPEN else due.item.opens).timestamp()


def open_notices(reader: Reader) -> frozenset[str]:
    """The reports whose notice within the hospital has not been given."""
    sent = {each.clock for each in reader.find(ReportSent)}
    owed = {each.report for each in reader.find(ReportClock, {"clock": NOTICE, "regime": INTERNAL}) if each.id not in sent}
    over = (ReportStatus.CLOSED, ReportStatus.NULLIFIED)
    return frozenset(key for key in owed if reader.get(SafetyReport, key).status not in over)


def untested(trail: Trail) -> tuple[Malignancy, ...]:
    """The second malignancies whose sample has no result, and no reason why there is none."""
    return tuple(each for each in trail.malignancies_now if last_step(trail, each) not in OVER)


def last_step(trail: Trail, malignancy: Malignancy) -> Sample | None:
    """Where its sample stands."""
    steps = trail.sample(malignancy)
    return steps[-1].step if steps else None


def matches(each: Years, typed: str) -> bool:
    """Whether the name, the hospital number or the batch begin with, or hold, each of the words."""
    trail = each.trail
    text = f"{trail.patient.family} {trail.patient.given} {trail.patient.hospital_no} {trail.batch.id}".casefold().replace("ё", "е")
    return all(word in text for word in typed.casefold().replace("ё", "е").split())


# ------------------------------------------------------------------------------------------------------ the list
def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list."""
    return Column(words("Patient, bag"), stretch=1.1), Column(words("Next"), stretch=1.5), Column(words("Window"), 130), Column(words("State"), 150)


def years_row(each: Years, facts: FollowUpFacts, now: datetime, words: Words) -> Row:
    """One infusion: who, what is next, its window, and what asks for attention."""
    trail, due = each.trail, each.next
    day = (now - trail.infusion.begun).days
    bag = words("{batch}, bag {n}").format(batch=trail.batch.id, n=trail.bag.number)
    who = Cell(f"{initials_text(trail.patient)} · {trail.patient.hospital_no}", bag, strong=True)
    year = words("day {n} after the infusion").format(n=day) if day < 366 else words("year {n} after the infusion").format(n=day // 365 + 1)
    state, word, solid = _state(each, due)
    if due is None:
        return Row((who, Cell("–", year, ink="text2"), Cell("–", ink="text2"), Cell(words.marked(word), state=state, solid=solid)), trail.infusion.id)
    ink = "rejected.fg" if due.state is State.LATE else "text"
    first, last = first_day(due, trail.zone, words), last_day(due, trail.zone, words)
    window = Cell(first, words("to {day}").format(day=last) if last else words("no window set"), ink=ink)
    return Row((who, Cell(item_name(due, words), year, ink=ink), window, Cell(words.marked(word), state=state, solid=solid)), trail.infusion.id)


def _state(each: Years, due: Due | None) -> tuple[str, str, bool | None]:
    if each.owed:
        return "rejected", STATE_WORDS["notify"], None
    if unentered_malignancy(each.trail) is not None:
        return "rejected", STATE_WORDS["enter"], None
    if each.trail.death is not None and (due is None or due.state not in WANTED):
        return "closed", STATE_WORDS["dead"], None
    if each.trail.standing in (Standing.LOST, Standing.WITHDREW):
        return "closed", STATE_WORDS["lost" if each.trail.standing is Standing.LOST else "withdrew"], None
    if due is None:
        return "closed", STATE_WORDS["nothing"], None
    look, word = STATES[due.state]
    return look, word, False if due.state is State.LATE else None


def first_day(due: Due, zone: str, words: Words) -> str:
    """The first day of its window."""
    return date_text(due.item.opens.astimezone(ZoneInfo(zone)).date(), words)


def last_day(due: Due, zone: str, words: Words) -> str:
    """The last day of its window; nothing where the site has set none."""
    if due.item.closes is None:
        return ""
    return date_text((due.item.closes.astimezone(ZoneInfo(zone)) - timedelta(minutes=1)).date(), words)


# ------------------------------------------------------------------------------------------------------ one patient
def life(each: Years, people: Mapping[str, str], words: Words, *, personal: bool) -> list[tuple[str, str, str]]:
    """What happened and what is due, in the order of time: day, what, and the ink. Whom somebody called is ``personal``."""
    trail = each.trail
    place = ZoneInfo(trail.zone)
    found: list[tuple[datetime, str, str]] = [(trail.infusion.begun, words("infusion"), "text")]
    for visit in trail.visits_now:
        mark = words("corrected: {text}").format(text=visit_text(visit, words)) if visit.replaces else visit_text(visit, words)
        found.append((datetime(visit.seen.year, visit.seen.month, visit.seen.day, 12, tzinfo=place), mark, "text"))
    for due in each.dues:
        if due.state is State.DONE:
            continue
        said = f"{item_name(due, words)}: {words.marked(STATES[due.state][1])}"
        said = f"{said}, {reason_of(due, words)}" if due.reason else said
        found.append((due.item.opens, said, "rejected.fg" if due.state is State.LATE else "text2"))
    contacts = {one.id: one for one in trail.contacts}
    for attempt in trail.attempts:
        whom = contacts[attempt.contact]
        name = whom.name if personal else words.marked(KINDS[whom.kind])
        said = words("{name} tried: {result}").format(name=name, result=words.marked(RESULTS[attempt.result]))
        found.append((attempt.tried, f"{said}. {attempt.said}" if attempt.said and personal else said, "text2"))
    for decided in trail.decisions:
        said = words("{standing}: {why} ({name})").format(
            standing=words.marked(STANDINGS[decided.standing]), why=decided.why, name=people.get(decided.person, decided.person)
        )
        found.append((decided.at, said, "text"))
    if trail.death is not None:
        found.append((trail.death.died, words("death"), "text"))
    return [(date_text(at.astimezone(place).date(), words), said, ink) for at, said, ink in sorted(found, key=lambda one: one[0])]


def malignancy_text(trail: Trail, malignancy: Malignancy, words: Words) -> list[str]:
    """A second malignancy, its report, and where its sample stands."""
    day = date_text(malignancy.diagnosed, words) if malignancy.diagnosed is not None else words("day not known")
    lines = [f"{malignancy.kind} · {words.marked(T_CELL[malignancy.t_cell])} · {day}"]
    steps = trail.sample(malignancy)
    for each in steps:
        parts = [words.marked(SAMPLES[each.step]), date_text(each.on, words), each.place, each.why]
        lines.append(" · ".join(part for part in parts if part))
    return lines if steps else [*lines, words.marked(NO_SAMPLE)]
