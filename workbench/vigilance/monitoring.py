"""One infusion and everything that was seen, graded, decided and told since: read once, from which rules and screens derive."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workbench.batch.records import Bag, Batch
from workbench.custody.infusions import Given, given_in
from workbench.custody.records import Infusion
from workbench.kernel.ports import Reader, Span
from workbench.orders.records import Patient
from workbench.people.records import Signature
from workbench.vigilance import alerts as rules_of_alerts
from workbench.vigilance import schedule as due
from workbench.vigilance.laboratory import LYSIS, Course, version_for
from workbench.vigilance.observed import BY_INFUSION, ITEMS, KNOWN, WHOLE, YES, answered
from workbench.vigilance.records import Alert, AlertCall, CtcaeChoice, Death, Graded, GradeDecision, NotApplicable, Observation, RoundPaper, RoundPaperBack
from workbench.vigilance.scales import COURSE, ICE, LYSIS_SCALES, calls
from workbench.vigilance.sheets import seen_of, sheet_of

DAYS = 35
"""How long after an infusion its patient stands among those who are monitored: the first weeks of the schedule, and one more."""
SOON = timedelta(hours=15)


@dataclass(frozen=True, slots=True)
class Track:
    """One infusion with its facts in the order of writing. ``observations`` are all of them, corrected ones too."""

    given: Given
    patient: Patient
    bag: Bag
    product: str
    observations: tuple[Observation, ...]
    graded: tuple[Graded, ...]
    decisions: tuple[GradeDecision, ...]
    alerts: tuple[Alert, ...]
    calls: tuple[AlertCall, ...]
    waived: tuple[NotApplicable, ...]
    death: Death | None
    choices: tuple[CtcaeChoice, ...] = ()
    papers: tuple[RoundPaper, ...] = ()
    backs: tuple[RoundPaperBack, ...] = ()

    @property
    def ctcae(self) -> str | None:
        """The version of CTCAE by which laboratory terms of this infusion are graded; ``None`` where nobody has chosen one."""
        return version_for(self.choices, self.product.rpartition(".")[0], self.infusion.begun)

    @property
    def course(self) -> Course:
        """What stands now of everything that was observed, for the grades of laboratory values."""
        seen = tuple(each for sheet in self.rounds().values() for each in sheet.values())
        relapses = [each.at for each in seen if each.item == "relapse" and each.choice == YES]
        therapies = [each.at for each in seen if each.item == "disease_therapy"]
        died = self.death.died if self.death is not None else None
        return Course(seen, self.infusion.begun, self.zone, self.patient.born, min(relapses, default=None), min(therapies, default=None), died)

    @property
    def infusion(self) -> Infusion:
        """The infusion as it stands, with its last correction."""
        return self.given.stands

    @property
    def checks(self) -> tuple[Signature, ...]:
        """The second person's signature under the infusion as it stands."""
        return self.given.checks

    @property
    def zone(self) -> str:
        """The zone of the ward."""
        return self.infusion.zone

    def day(self, at: datetime) -> int:
        """The day after the infusion, which is day 0, on the clocks of the ward."""
        place = ZoneInfo(self.zone)
        return (at.astimezone(place).date() - self.infusion.begun.astimezone(place).date()).days

    def rounds(self) -> Mapping[str, Mapping[str, Observation]]:
        """Sheet to what stands now on it, by time."""
        found: dict[str, list[Observation]] = {}
        for each in self.observations:
            found.setdefault(each.round, []).append(each)
        sheets = {name: sheet_of(each) for name, each in found.items()}
        return dict(sorted(sheets.items(), key=lambda pair: min(each.at for each in pair[1].values())))

    def standing(self) -> tuple[Graded, ...]:
        """The newest grade of each scale of each sheet, by time."""
        return standing_of(self.graded)

    def decision(self, graded: Graded) -> GradeDecision | None:
        """What a physician decided last about a grade."""
        return decision_about(graded, self.decisions)

    def counts(self, graded: Graded) -> int | None:
        """The grade that counts: the physician's where there is one, else the rule's; ``None`` is cannot grade, never 0."""
        return counted(graded, self.decisions)

    def called(self, alert: Alert) -> AlertCall | None:
        """The call that closes an alert: one that was read back."""
        return next((each for each in self.calls if each.alert == alert.id and each.read_back), None)

    def back(self, paper: RoundPaper) -> RoundPaperBack | None:
        """What a paper came back as; ``None`` while it is out."""
        return next((each for each in self.backs if each.paper == paper.id), None)

    def on_paper(self, key: str) -> RoundPaper | None:
        """The newest paper for a due item that has not come back."""
        asks = unversioned(key)
        return next((each for each in reversed(self.papers) if asks in map(unversioned, each.dues) and self.back(each) is None), None)

    def open_alerts(self) -> tuple[Alert, ...]:
        """The alerts about which nobody has been called who read it back."""
        return tuple(each for each in self.alerts if self.called(each) is None)


def standing_of(graded: Iterable[Graded]) -> tuple[Graded, ...]:
    """The newest grade of each scale of each sheet, by time."""
    newest = {(each.round, each.scale): each for each in sorted(graded, key=lambda one: one.number)}
    return tuple(sorted(newest.values(), key=lambda one: (one.at, one.scale)))


def decision_about(graded: Graded, decisions: Sequence[GradeDecision]) -> GradeDecision | None:
    """What a physician decided last about a grade; ``decisions`` in the order of writing."""
    return next((each for each in reversed(decisions) if each.graded == graded.id), None)


def counted(graded: Graded, decisions: Sequence[GradeDecision]) -> int | None:
    """The grade that counts: the physician's where there is one, else the rule's."""
    decided = decision_about(graded, decisions)
    return decided.grade if decided is not None else graded.grade


def track_of(reader: Reader, infusion_id: str) -> Track:
    """The track of this infusion; ``LookupError`` when there is none."""
    infusion = reader.get(Infusion, infusion_id)
    own = {"infusion": infusion_id}
    product = reader.get(Batch, infusion.batch).formula
    return Track(
        given_in(reader, infusion), reader.get(Patient, infusion.patient), reader.get(Bag, infusion.bag), product,
        reader.find(Observation, own, sort="seq"), reader.find(Graded, own, sort="seq"), reader.find(GradeDecision, own, sort="seq"),
        reader.find(Alert, own, sort="seq"), reader.find(AlertCall, own, sort="seq"), reader.find(NotApplicable, own, sort="seq"),
        next(iter(reader.find(Death, {"patient": infusion.patient})), None), reader.find(CtcaeChoice, sort="seq"),
        reader.find(RoundPaper, own, sort="seq"), reader.find(RoundPaperBack, own, sort="seq"),
    )  # fmt: skip


def monitored(reader: Reader, now: datetime) -> tuple[Track, ...]:
    """Everybody who is in the first weeks after an infusion, the newest first."""
    found = reader.find(Infusion, {"begun": Span(now - timedelta(days=DAYS))}, sort="-begun")
    return tuple(track_of(reader, each.id) for each in found)


# ------------------------------------------------------------------------------------------------------ what is due
@dataclass(frozen=True, slots=True)
class Due:
    """An item of the schedule as it stands; ``missing`` is what of it has not been observed yet, ``lacking`` the items of what was in part."""

    item: due.Item
    state: due.State
    missing: tuple[str, ...]
    reason: str = ""
    lacking: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the item in an observation, with the version by which it was due."""
        return due_key(self.item)


def due_key(item: due.Item) -> str:
    """Schedule, version, line and number."""
    return f"{item.schedule} {item.version} {item.line} {item.number}"


def schedule_for(schedules: Mapping[str, due.Schedule], bag: Bag) -> due.Schedule | None:
    """The schedule of products whose doses are counted as that of ``bag`` is; ``None`` where there is none."""
    return next((each for each in schedules.values() if bag.dose.unit in each.doses), None)


def dues(track: Track, schedules: Mapping[str, due.Schedule], now: datetime) -> tuple[Due, ...]:
    """The items of the first weeks that have opened, or open soon, by time."""
    schedule = schedule_for(schedules, track.bag)
    if schedule is None:
        return ()
    until = (now + SOON).astimezone(ZoneInfo(track.zone)).date()
    items = due.items(schedule, track.infusion.id, track.infusion.begun, track.zone, until)
    done: dict[str, set[str]] = {}
    for sheet in track.rounds().values():
        for each in sheet.values():
            done.setdefault(unversioned(each.due or ""), set()).add(each.item)
    return tuple(_due(track, each, done.get(unversioned(due_key(each)), set()), now) for each in items if each.track == "intensive")


def unversioned(key: str) -> str:
    """A due item without the version of its schedule: what was observed by an older version stays done."""
    parts = key.split(" ")
    return " ".join((parts[0], *parts[2:])) if len(parts) > 2 else key


def _due(track: Track, item: due.Item, items: set[str], now: datetime) -> Due:
    seen = answered(items)
    missing = tuple(each for each in item.observed if each in KNOWN and each not in seen and each not in BY_INFUSION)
    lacking = tuple(code for each in missing for code in WHOLE.get(each, ()) if items & {*WHOLE[each]} and code not in items)
    waived = next((each for each in track.waived if unversioned(each.due) == unversioned(due_key(item))), None)
    if not missing:
        return Due(item, due.State.DONE, ())
    if waived is not None:
        return Due(item, due.State.NOT_APPLICABLE, missing, waived.reason, lacking)
    if track.death is not None and item.opens > track.death.died:
        return Due(item, due.State.NOT_APPLICABLE, missing, track.death.due_to, lacking)
    return Due(item, due.state(item, now), missing, lacking=lacking)


def due_for(observed: str, at: datetime, open_items: Iterable[Due]) -> str | None:
    """The due item that an observation of ``observed`` at ``at`` answers: of those whose window it lies in, the one whose time is nearest."""
    fits = [
        each
        for each in open_items
        if observed in each.missing and each.item.opens <= at and (each.item.closes is None or at < each.item.closes)
    ]
    return min(fits, key=lambda each: abs(each.item.due - at)).key if fits else None


# ------------------------------------------------------------------------------------------------------ what calls for somebody
def raised(track: Track) -> rules_of_alerts.Raised:
    """What the observations and grades of this track, as they stand now, call for."""
    seen = [each for sheet in track.rounds().values() for each in seen_of(sheet)]
    grades = [rules_of_alerts.Graded(each.scale, each.at, track.counts(each)) for each in track.standing() if _calls(track, each)]
    death = track.death.died if track.death else None
    return rules_of_alerts.raised(seen, grades, track.infusion.begun, track.zone, death=death)


def _calls(track: Track, graded: Graded) -> bool:
    """Whether a grade, or that there is none, may call for somebody. Tumour lysis that is not graded does only where that of the laboratory is certain."""
    if not calls(graded.scale):
        return False
    if graded.scale not in LYSIS_SCALES or track.counts(graded) is not None:
        return True
    lacking = {part for each in graded.reasons for one in each.facts if one.name == "field" for part in one.value.split(", ")}
    return not lacking & {ITEMS[each].name for each in LYSIS}


def alert_kind(found: rules_of_alerts.Alert) -> str:
    """The code of an alert, with scale and grade where a grade has changed: two scales may change at once, and a correction change one again."""
    facts = dict(found.finding.facts)
    return " ".join((found.code, facts["scale"], facts.get("now", "?"))) if "scale" in facts else found.code


def worst_of(track: Track, day: date) -> Mapping[str, int | None]:
    """Scale to the worst grade of a day at the ward; ``None`` where some could not be given and no other was worse than 0."""
    found: dict[str, list[int | None]] = {}
    for each in track.standing():
        if each.scale not in (ICE, *COURSE) and each.at.astimezone(ZoneInfo(track.zone)).date() == day:
            found.setdefault(each.scale, []).append(track.counts(each))
    return {scale: worst(grades) for scale, grades in found.items()}


def worst(grades: Iterable[int | None]) -> int | None:
    """The highest of several grades. One that cannot be given is never taken for 0: unless another is above 0, it is what is said."""
    kept = tuple(grades)
    highest = max((each for each in kept if each is not None), default=None)
    return highest if None not in kept or highest else None
