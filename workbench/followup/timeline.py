"""One infusion with everything of its long-term follow-up, and how each due item stands: read once, from which rules and screens derive.

A window is open from its first to its last day. After it the item is late and still wanted, until the window of the next item of the same
track opens; then it is missed. Where the site has not set a yearly window, an item is open on its anniversary and late from the day after.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import TypeVar
from zoneinfo import ZoneInfo

from workbench.batch.records import Bag, Batch
from workbench.custody.infusions import Given, given
from workbench.custody.records import Infusion, InfusionCorrection
from workbench.followup.form import asked, satisfies
from workbench.followup.records import (
    Answered,
    Contact,
    ContactAttempt,
    FollowUpVisit,
    Malignancy,
    Sample,
    SampleStep,
    Standing,
    StandingDecision,
    Way,
    YearlyWindow,
)
from workbench.kernel.ports import Among, Reader
from workbench.orders.records import Order, Patient
from workbench.vigilance import schedule as lines
from workbench.vigilance.monitoring import due_key, schedule_for, unversioned
from workbench.vigilance.records import Death, NotApplicable
from workbench.vigilance.schedule import Schedule

R = TypeVar("R")
K = TypeVar("K", Bag, Batch, Patient, Order)
TRACKS = ("registry", "long term")
"""The tracks of a schedule that are followed here; the first weeks are monitored on the ward."""
AHEAD = timedelta(days=400)
"""How far ahead is looked: the next yearly item is always among them."""
YEAR = timedelta(days=365)
"""How long the last item of a track is wanted."""
OVER = (Sample.FOUND, Sample.NOT_FOUND, Sample.NOT_TESTED)


class State(Enum):
    """How a due follow-up stands."""

    AHEAD = "ahead"
    OPEN = "window open"
    LATE = "late"
    MISSED = "missed"
    DONE = "done"
    NOT_APPLICABLE = "not applicable"


WANTED = (State.OPEN, State.LATE)


@dataclass(frozen=True, slots=True)
class Trail:
    """One infusion with its facts of the long run, in the order of writing. Those of the patient stand in each of their trails."""

    given: Given
    patient: Patient
    bag: Bag
    batch: Batch
    ward: str
    visits: tuple[FollowUpVisit, ...]
    waived: tuple[NotApplicable, ...]
    death: Death | None
    decisions: tuple[StandingDecision, ...]
    contacts: tuple[Contact, ...]
    attempts: tuple[ContactAttempt, ...]
    malignancies: tuple[Malignancy, ...]
    samples: tuple[SampleStep, ...]

    @property
    def infusion(self) -> Infusion:
        """The infusion as it stands, with its last correction."""
        return self.given.stands

    @property
    def zone(self) -> str:
        """The zone of the ward."""
        return self.infusion.zone

    @property
    def visits_now(self) -> tuple[FollowUpVisit, ...]:
        """The visits as they stand, by day: a corrected one in the place of the wrong one."""
        replaced = {each.replaces for each in self.visits}
        return tuple(sorted((each for each in self.visits if each.id not in replaced), key=lambda each: each.seen))

    @property
    def contacts_now(self) -> tuple[Contact, ...]:
        """Whom to ask, as it stands."""
        replaced = {each.replaces for each in self.contacts}
        return tuple(each for each in self.contacts if each.id not in replaced and not each.gone)

    @property
    def malignancies_now(self) -> tuple[Malignancy, ...]:
        """The second malignancies as they stand."""
        replaced = {each.replaces for each in self.malignancies}
        return tuple(each for each in self.malignancies if each.id not in replaced)

    @property
    def standing(self) -> Standing | None:
        """Whether the patient can be followed up: nothing, where nobody has decided otherwise."""
        return self.decisions[-1].standing if self.decisions else None

    @property
    def tried(self) -> tuple[ContactAttempt, ...]:
        """The attempts since somebody was reached or something was learnt last, or the patient was found again."""
        last = max((each.tried for each in self.attempts if each.result.value == "reached"), default=None)
        found = max((each.at for each in self.decisions if each.standing is Standing.FOUND), default=None)
        since = max((each for each in (last, found) if each is not None), default=self.infusion.begun)
        return tuple(each for each in self.attempts if each.tried > since)

    def root(self, malignancy: Malignancy) -> str:
        """The first record of a malignancy that was corrected."""
        known = {each.id: each for each in self.malignancies}
        while malignancy.replaces is not None:
            malignancy = known[malignancy.replaces]
        return malignancy.id

    def sample(self, malignancy: Malignancy) -> tuple[SampleStep, ...]:
        """The steps of its sample as they stand, in the order of writing."""
        own = [each for each in self.samples if each.malignancy == self.root(malignancy)]
        replaced = {each.replaces for each in own}
        return tuple(each for each in own if each.id not in replaced)

    def day(self, seen: date) -> int:
        """The day after the infusion, which is day 0, on the clocks of the ward."""
        return (seen - self.infusion.begun.astimezone(ZoneInfo(self.zone)).date()).days


def trail_of(reader: Reader, infusion_id: str) -> Trail:
    """The trail of this infusion; ``LookupError`` when there is none."""
    return _trails(reader, (reader.get(Infusion, infusion_id),))[0]


def trails(reader: Reader) -> tuple[Trail, ...]:
    """Every infusion there ever was, the oldest first."""
    return _trails(reader, reader.find(Infusion, sort="begun"))


def _trails(reader: Reader, infusions: Sequence[Infusion]) -> tuple[Trail, ...]:
    alone = len(infusions) == 1
    of = {"infusion": infusions[0].id} if alone else {}
    who = {"patient": infusions[0].patient} if alone else {}
    corrections = _by("infusion", reader.find(InfusionCorrection, of, sort="seq"))
    visits, waived = _by("infusion", reader.find(FollowUpVisit, of, sort="seq")), _by("infusion", reader.find(NotApplicable, of, sort="seq"))
    found_ill = reader.find(Malignancy, who, sort="seq")
    ill, deaths = _by("patient", found_ill), {each.patient: each for each in reader.find(Death, who)}
    decided, contacts = _by("patient", reader.find(StandingDecision, who, sort="seq")), _by("patient", reader.find(Contact, who, sort="seq"))
    attempts = _by("patient", reader.find(ContactAttempt, who, sort="tried"))
    samples = _by("malignancy", reader.find(SampleStep, sort="seq") if found_ill else ())
    made: list[Trail] = []
    bags, batches = _all(reader, Bag, {each.bag for each in infusions}), _all(reader, Batch, {each.batch for each in infusions})
    patients, orders = _all(reader, Patient, {each.patient for each in infusions}), _all(reader, Order, {each.order for each in batches.values()})
    for each in infusions:
        patient, batch = patients[each.patient], batches[each.batch]
        own = ill.get(patient.id, ())
        made.append(
            Trail(
                given(each, corrections.get(each.id, ()), ()), patient, bags[each.bag], batch, orders[batch.order].ward, visits.get(each.id, ()),
                waived.get(each.id, ()), deaths.get(patient.id), decided.get(patient.id, ()), contacts.get(patient.id, ()), attempts.get(patient.id, ()), own,
                tuple(step for one in own for step in samples.get(one.id, ())),
            )
        )  # fmt: skip
    return tuple(made)


def _all(reader: Reader, kind: type[K], keys: Collection[str]) -> dict[str, K]:
    return {each.id: each for each in reader.find(kind, {"id": Among(tuple(keys))})}


def _by(field: str, records: Iterable[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for each in records:
        found.setdefault(getattr(each, field), []).append(each)
    return {key: tuple(each) for key, each in found.items()}


def yearly(reader: Reader) -> tuple[int, int] | None:
    """The days before and after an anniversary that the site has set; nothing where it has not."""
    found = reader.find(YearlyWindow, sort="-seq", limit=1)
    return (found[0].before, found[0].after) if found else None


# ------------------------------------------------------------------------------------------------------ what is due
@dataclass(frozen=True, slots=True)
class Due:
    """An item of the schedule as it stands. ``wanted`` is when the next one of its track opens: then this one is missed."""

    item: lines.Item
    state: State
    wanted: datetime
    visit: FollowUpVisit | None = None
    reason: str = ""

    @property
    def key(self) -> str:
        """Names the item in a visit, with the version by which it was due."""
        return due_key(self.item)

    @property
    def ends(self) -> datetime:
        """Until when the window is open; where the site has set none, its day."""
        return self.item.closes or self.item.due


def dues(trail: Trail, schedules: Mapping[str, Schedule], window: tuple[int, int] | None, now: datetime) -> tuple[Due, ...]:
    """The items of the long run that have opened, and the next one of each track, by time."""
    schedule = schedule_for(schedules, trail.bag)
    if schedule is None:
        return ()
    until = (now + AHEAD).astimezone(ZoneInfo(trail.zone)).date()
    found: list[Due] = []
    items = [each for each in lines.items(schedule, trail.infusion.id, trail.infusion.begun, trail.zone, until, yearly=window) if each.track in TRACKS]
    for track in TRACKS:
        own = sorted((each for each in items if each.track == track), key=lambda each: each.opens)
        for place, item in enumerate(own):
            following = own[place + 1].opens if place + 1 < len(own) else item.opens + YEAR
            found.append(_due(trail, item, following, now))
            if item.opens > now:
                break
    return tuple(sorted(found, key=lambda each: (each.item.opens, each.item.line)))


def long_run(schedules: Mapping[str, Schedule]) -> dict[str, Schedule]:
    """The schedules without the first weeks, for many patients at once: most of the items are of those weeks."""
    return {code: replace(each, lines=tuple(line for line in each.lines if line.track in TRACKS)) for code, each in schedules.items()}


def _due(trail: Trail, item: lines.Item, wanted: datetime, now: datetime) -> Due:
    own = unversioned(due_key(item))
    visit = next((each for each in trail.visits_now if own in map(unversioned, each.dues)), None)
    if visit is not None:
        return Due(item, State.DONE, wanted, visit)
    waived = next((each for each in trail.waived if unversioned(each.due) == own), None)
    if waived is not None:
        return Due(item, State.NOT_APPLICABLE, wanted, reason=waived.reason)
    if trail.death is not None and item.opens > trail.death.died:
        return Due(item, State.NOT_APPLICABLE, wanted, reason="death")
    if item.opens <= now and (gone := _gone(trail.decisions, min(now, wanted))):
        return Due(item, State.NOT_APPLICABLE, wanted, reason=gone)
    return Due(item, state_at(item, wanted, now), wanted)


def _gone(decisions: Sequence[StandingDecision], at: datetime) -> str:
    """Why nobody could be asked before an item was missed; nothing where the patient could be followed up to the end."""
    last = next((each for each in reversed(decisions) if each.at <= at), None)
    return "" if last is None or last.standing is Standing.FOUND else last.standing.value


def state_at(item: lines.Item, wanted: datetime, at: datetime) -> State:
    """How an item stands at ``at`` to which nothing was answered."""
    if at < item.opens:
        return State.AHEAD
    if at < (item.closes or item.due):
        return State.OPEN
    return State.LATE if at < wanted else State.MISSED


def seen_at(seen: date, zone: str) -> datetime:
    """Noon of the day on which something was learnt, at the ward."""
    return datetime.combine(seen, time(12), ZoneInfo(zone)).astimezone(UTC)


def wanted_on(items: Iterable[Due], seen: date, zone: str) -> tuple[Due, ...]:
    """What waited for an answer on the day ``seen``: its window was open, or it was late."""
    at = seen_at(seen, zone)
    free = (each for each in items if each.state in (State.OPEN, State.LATE, State.MISSED, State.AHEAD))
    return tuple(each for each in free if state_at(each.item, each.wanted, at) in WANTED)


def answered_by(items: Iterable[Due], seen: date, zone: str, answers: Sequence[Answered], way: Way) -> tuple[str, ...]:
    """The keys of the items that these answers settle."""
    return tuple(each.key for each in wanted_on(items, seen, zone) if satisfies(each.item.observed, answers, way))


def questions_on(items: Iterable[Due], seen: date, zone: str) -> tuple[str, ...]:
    """The codes of the questions that are asked on the day ``seen``."""
    return tuple(each.code for each in asked(one for due in wanted_on(items, seen, zone) for one in due.item.observed))


def pressing(items: Sequence[Due]) -> Due | None:
    """The item that is to be done first: the oldest that is late, else the one whose window ends first, else the next ahead."""
    for state, key in ((State.LATE, _opens), (State.OPEN, _ends), (State.AHEAD, _opens)):
        own = [each for each in items if each.state is state]
        if own:
            return min(own, key=key)
    return None


def _opens(due: Due) -> datetime:
    return due.item.opens


def _ends(due: Due) -> datetime:
    return due.ends
