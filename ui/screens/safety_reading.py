"""What the safety screen shows, derived from the tracks: the list of patients, the grades by day, what is due, what somebody must be called about."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ui.desk import Desk
from ui.kit.grades import CANNOT, DUE, LATE, MISSED
from ui.kit.table import Cell, Column, Row
from ui.screens.safety_words import STATES, reason_text, scale_text
from workbench.custody.records import Infusion
from workbench.kernel.ports import Reader
from workbench.people.records import Person
from workbench.vigilance.alerts import FIRST_DAYS
from workbench.vigilance.grading.clinical import Checklist, checklists_of
from workbench.vigilance.grading.ctcae import Edition
from workbench.vigilance.grading.ctcae_reading import editions_of
from workbench.vigilance.monitoring import Due, Track, alert_kind, dues, monitored, raised, track_of, worst
from workbench.vigilance.records import Alert
from workbench.vigilance.scales import BY_CLINICIAN, LYSIS_SCALES
from workbench.vigilance.schedule import Schedule, State
from workbench.vigilance.schedule_reading import schedules_of
from workbench.vigilance.wording import missing_text
from workbench.words.formats import clock_text, short_date_text
from workbench.words.names import initials_text
from workbench.words.translation import Words

DAYS = tuple(range(29))
GRID = (("crs", "vitals"), ("icans", "ice"))
"""The scales of the grid, and what a due observation of each looks at."""
BESIDE = (("tls", LYSIS_SCALES), *((each, (each,)) for each in BY_CLINICIAN))
"""Rows that stand in the grid where something was graded by their scales: the worst of both definitions of tumour lysis is one row."""
MARKS = {State.DUE: DUE, State.LATE: LATE, State.MISSED: MISSED}
OPEN = (State.DUE, State.LATE)
ESCALATES = timedelta(minutes=30)
"""After this an alert about which nobody was called stands in red: a choice of ours."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A patient after an infusion, with what is due."""

    track: Track
    dues: tuple[Due, ...]

    def count(self, state: State) -> int:
        """How many observations stand so."""
        return sum(each.state is state for each in self.dues)

    @property
    def unexplained(self) -> tuple[Due, ...]:
        """What was missed in the first week and nobody has said why: each of these asks for an answer, as an alert does."""
        return tuple(each for each in self.dues if each.state is State.MISSED and each.item.day <= FIRST_DAYS)


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """Everybody who is monitored, and the names of people."""

    followed: tuple[Followed, ...]
    people: Mapping[str, str]


@lru_cache(maxsize=4)
def _schedules(texts: tuple[tuple[str, str], ...]) -> Mapping[str, Schedule]:
    return schedules_of(dict(texts))


def schedules(desk: Desk) -> Mapping[str, Schedule]:
    """The schedules of this workbench."""
    return _schedules(tuple(sorted(desk.resources.schedules.items())))


@lru_cache(maxsize=4)
def _editions(texts: tuple[tuple[str, str], ...]) -> Mapping[str, Edition]:
    return editions_of(dict(texts))


def editions(desk: Desk) -> Mapping[str, Edition]:
    """The versions of CTCAE of this workbench."""
    return _editions(tuple(sorted(desk.resources.grading.items())))


@lru_cache(maxsize=4)
def _checklists(texts: tuple[tuple[str, str], ...]) -> Mapping[str, Checklist]:
    return checklists_of(dict(texts))


def checklists(desk: Desk) -> Mapping[str, Checklist]:
    """The lists from which a clinician grades."""
    return _checklists(tuple(sorted(desk.resources.grading.items())))


def safety_facts(reader: Reader, known: Mapping[str, Schedule], now: datetime, also: str = "") -> SafetyFacts:
    """Reads everybody who is monitored, and the infusion ``also`` however old it is. Who has most open alerts, and most that is late, stands first."""
    tracks = list(monitored(reader, now))
    if also and all(each.infusion.id != also for each in tracks) and reader.find(Infusion, {"id": also}):
        tracks.append(track_of(reader, also))
    followed = [Followed(each, dues(each, known, now)) for each in tracks]
    followed.sort(key=lambda each: (-len(each.track.open_alerts()), -each.count(State.LATE), -each.track.infusion.begun.timestamp()))
    return SafetyFacts(tuple(followed), {each.id: each.name for each in reader.find(Person)})


# ------------------------------------------------------------------------------------------------------ the list of patients
def patient_columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list."""
    return Column(words("Patient, bag"), stretch=1), Column(words("Today"), 78), Column(words("Waits"), 96)


def patient_row(each: Followed, now: datetime, words: Words) -> Row:
    """One patient: initials and bag, never the name; the worst grades of today; what is due and late; open alerts."""
    track = each.track
    who = words("{initials} · day {n}").format(initials=initials_text(track.patient), n=track.day(now))
    bag = words("{batch}, bag {n}").format(batch=track.infusion.batch, n=track.bag.number)
    today = [f"{scale_text(scale, words)} {mark(grade)}" for scale, grade in _today(track, now).items()]
    late, due, alerts = each.count(State.LATE), each.count(State.DUE), len(track.open_alerts())
    waits = words.plural("{n} alert", "{n} alerts", alerts).format(n=alerts)
    owed = words("{n} due, {late} late").format(n=due, late=late) if late else words("{n} due").format(n=due)
    return Row(
        (
            Cell(who, bag, strong=True, ident=True),
            Cell(today[0] if today else words("no grade yet"), today[1] if len(today) > 1 else "", ink="text" if today else "text2", sub_ink="text"),
            Cell(waits, owed, ink="rejected.fg" if alerts else "text2", sub_ink="rejected.fg" if late else "", strong=bool(alerts)),
        ),
        track.infusion.id,
    )


def _today(track: Track, now: datetime) -> dict[str, int | None]:
    day = track.day(now)
    found: dict[str, list[int | None]] = {}
    for each in track.standing():
        if each.scale in dict(GRID) and track.day(each.at) == day:
            found.setdefault(each.scale, []).append(track.counts(each))
    return {scale: worst(grades) for scale, grades in sorted(found.items())}


def mark(grade: int | None) -> str:
    """A grade as its digit; cannot grade is a question mark, never 0."""
    return CANNOT if grade is None else str(grade)


# ------------------------------------------------------------------------------------------------------ grades by day
def grid_rows(each: Followed, now: datetime, words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Scale to its marks of day 0 to 28: the worst grade of the day; without one, what is due, late or missed."""
    track, today = each.track, each.track.day(now)
    found, standing = [], track.standing()
    given = {one.scale for one in standing}
    shown = [(scale, looks, (scale,)) for scale, looks in GRID] + [(name, "", scales) for name, scales in BESIDE if given & {*scales}]
    for scale, looks, scales in shown:
        marks = []
        for day in DAYS:
            grades = [track.counts(one) for one in standing if one.scale in scales and track.day(one.at) == day]
            marks.append(mark(worst(grades)) if grades else _owed(each.dues, looks, day) if day <= today else "")
        found.append((scale_text(scale, words), tuple(marks)))
    return tuple(found)


def _owed(items: Sequence[Due], looks: str, day: int) -> str:
    states = {each.state for each in items if looks and each.item.day == day and looks in each.missing}
    return next((MARKS[each] for each in (State.LATE, State.DUE, State.MISSED) if each in states), "")


def grid_says(rows: Sequence[tuple[str, Sequence[str]]], words: Words) -> str:
    """The grid for a screen reader."""
    said = []
    for name, marks in rows:
        days = [words("day {n}: {grade}").format(n=day, grade=each) for day, each in enumerate(marks) if each]
        said.append(f"{name}: {', '.join(days) or words('none yet')}")
    return "; ".join(said)


# ------------------------------------------------------------------------------------------------------ alerts and dues
def alert_columns(words: Words) -> tuple[Column, ...]:
    """The heads of the alerts."""
    return Column(words("Alert"), stretch=1), Column(words("Observed"), 70), Column(words("State"), 104)


def alert_rows(track: Track, people: Mapping[str, str], now: datetime, words: Words) -> list[Row]:
    """The alerts, open ones first and the newest of them on top, with the reason in words, when it was seen, and who was called."""
    stand = {(alert_kind(each), each.at) for each in raised(track).alerts}
    shown = sorted(track.alerts, key=lambda each: (track.called(each) is not None, -each.at.timestamp()))
    return [_alert_row(track, each, people, now, words, so=(each.kind, each.at) in stand) for each in shown]


def _alert_row(track: Track, alert: Alert, people: Mapping[str, str], now: datetime, words: Words, *, so: bool) -> Row:
    state, word, note = alert_state(track, alert, people, now, words)
    why = "; ".join(reason_text(each, words, track.zone) for each in alert.reasons)
    why = why if so else words("{alert} (no longer so after a correction)").format(alert=why)
    return Row((Cell(why, note, strong=state != "released"), when_cell(alert.at, track.zone, now, words), Cell(word, state=state)), alert.id)


def alert_state(track: Track, alert: Alert, people: Mapping[str, str], now: datetime, words: Words) -> tuple[str, str, str]:
    """Look, word and note: called and read back, called only, open, or open for too long."""
    done = track.called(alert)
    tried = [each for each in track.calls if each.alert == alert.id]
    if done is not None:
        by = words("{called}, called by {person} at {time}, read back").format(
            called=done.called, person=people.get(done.person, done.person), time=clock_text(done.at, track.zone)
        )
        return "released", words("called"), by
    note = words("{called} was called at {time}, not read back").format(called=tried[-1].called, time=clock_text(tried[-1].at, track.zone)) if tried else ""
    if now - alert.entered >= ESCALATES:
        return "rejected", words("overdue"), note
    return "await", words("to call"), note


def due_columns(words: Words) -> tuple[Column, ...]:
    """The heads of what is due."""
    return Column(words("Still to observe"), stretch=1), Column(words("Due by"), 70), Column(words("State"), 104)


def due_rows(each: Followed, now: datetime, words: Words) -> list[Row]:
    """What is late, then what is due, then the newest that was missed or does not apply."""
    order = {State.LATE: 0, State.DUE: 1, State.MISSED: 2, State.NOT_APPLICABLE: 3}
    shown = sorted((one for one in each.dues if one.state in order), key=lambda one: (order[one.state], -_signed(one)))
    return [_due_row(one, each.track, now, words) for one in shown]


def _signed(due: Due) -> float:
    """Open ones in the order of time, closed ones newest first."""
    at = due.item.due.timestamp()
    return -at if due.state in OPEN else at


def _due_row(due: Due, track: Track, now: datetime, words: Words) -> Row:
    zone, paper = track.zone, track.on_paper(due.key)
    state, word = STATES[due.state]
    name = due.item.name.ru if words.language == "ru" else due.item.name.en
    note = due.reason or missing_text(due.missing, due.lacking, words)
    if paper is not None and due.state in OPEN:
        out = when_cell(paper.at, zone, now, words)
        since = words("on paper since {time}").format(time=" ".join(each for each in (out.sub, out.text) if each))
        note = f"{since} · {note}"
    solid = False if due.state is State.LATE else None
    return Row((Cell(name, note), when_cell(due.item.due, zone, now, words), Cell(words.marked(word), state=state, solid=solid)), due.key)


def when_cell(at: datetime, zone: str, now: datetime, words: Words) -> Cell:
    """The time, and the day where it is not today."""
    place = ZoneInfo(zone)
    day = at.astimezone(place).date()
    return Cell(clock_text(at, zone), "" if day == now.astimezone(place).date() else short_date_text(day, words))
