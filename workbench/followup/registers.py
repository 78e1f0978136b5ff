"""Four registers on one bag: spontaneous reports, intensive monitoring, long-term follow-up and signals; who saw each event first, and who missed it.

What lies within seven days is taken for one event, on the coarse side: whether it is, a person judges. A register can only miss what happened while
it looked: monitoring until the last day of the first weeks, follow-up from then on once somebody was asked. Whoever may report, always looks.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.followup.form import YES, answers_of
from workbench.followup.timeline import Trail, seen_at, trail_of
from workbench.kernel.ports import Reader
from workbench.surveillance.records import Signal
from workbench.surveillance.trail import Trail as Life
from workbench.surveillance.trail import trail_of as life_of
from workbench.vigilance.monitoring import Track, track_of
from workbench.vigilance.records import Alert, ReportSource, ReportStatus, SafetyReport
from workbench.vigilance.reporting import WITHIN, missing

LOOKED = 28
"""The last day on which monitoring looks by its schedule."""
TOLD = ("relapse", "malignancy", "infections", "neurological", "autoimmune", "late_effects")
"""The questions of a follow-up that tell of an event when they are answered with yes."""


class Register(Enum):
    """Who can see an event first."""

    REPORTS = "reports"
    MONITORING = "monitoring"
    FOLLOW_UP = "follow-up"


BY_SOURCE = {ReportSource.SPONTANEOUS: Register.REPORTS, ReportSource.MONITORING: Register.MONITORING, ReportSource.FOLLOW_UP: Register.FOLLOW_UP}


@dataclass(frozen=True, slots=True)
class Event:
    """One event near ``at``: the reports, alerts and questions of a follow-up that tell of it, who had it when, and who looked and has it not."""

    at: datetime
    reports: tuple[SafetyReport, ...]
    alerts: tuple[Alert, ...]
    told: tuple[str, ...]
    seen: tuple[tuple[Register, datetime], ...]
    missed: tuple[Register, ...]

    @property
    def first(self) -> Register:
        """Who had it first."""
        return self.seen[0][0]


@dataclass(frozen=True, slots=True)
class Ward:
    """How many reports of a ward name the four elements and the onset, of all that it made."""

    name: str
    complete: int
    of: int


@dataclass(frozen=True, slots=True)
class OneBag:
    """Everything that the four registers hold of one bag."""

    trail: Trail
    track: Track
    reports: tuple[SafetyReport, ...]
    signals: tuple[Life, ...]
    events: tuple[Event, ...]
    wards: tuple[Ward, ...]


def one_bag(reader: Reader, infusion_id: str, now: datetime) -> OneBag:
    """The bag of this infusion; ``LookupError`` when there is none."""
    trail, track = trail_of(reader, infusion_id), track_of(reader, infusion_id)
    reports = tuple(each for each in reader.find(SafetyReport, {"patient": trail.patient.id}, sort="received") if _of(each, trail))
    counted = [each.id for each in reader.find(Signal, {}, sort="at") if any(one.bag == trail.bag.id for one in each.behind)]
    return OneBag(trail, track, reports, tuple(life_of(reader, each) for each in counted), events(trail, track, reports), wards(reader.find(SafetyReport)))


def _of(report: SafetyReport, trail: Trail) -> bool:
    return report.status is not ReportStatus.NULLIFIED and report.bag in (None, trail.bag.id)


def wards(reports: Iterable[SafetyReport]) -> tuple[Ward, ...]:
    """The wards that have reported, by name. Nullified reports do not count."""
    found: dict[str, list[SafetyReport]] = {}
    for each in reports:
        if each.ward and each.status is not ReportStatus.NULLIFIED:
            found.setdefault(each.ward, []).append(each)
    return tuple(Ward(name, sum(not missing(one) and one.onset is not None for one in own), len(own)) for name, own in sorted(found.items()))


@dataclass(frozen=True, slots=True)
class _Told:
    """One thing that one register has: when it was, and when it was known there."""

    at: datetime
    register: Register
    known: datetime
    what: SafetyReport | Alert | str


def events(trail: Trail, track: Track, reports: Iterable[SafetyReport]) -> tuple[Event, ...]:
    """What was told of this bag, joined where it lies within seven days of the first that tells of it; the oldest first."""
    told = [_Told(each.onset or each.received, BY_SOURCE[each.source], each.received, each) for each in reports]
    told += [_Told(each.at, Register.MONITORING, each.entered, each) for each in track.alerts]
    for visit in trail.visits_now:
        answers, at = answers_of(visit.answers), seen_at(visit.seen, trail.zone)
        told += [_Told(at, Register.FOLLOW_UP, visit.at, code) for code in TOLD if answers.get(code) == YES]
    groups: list[list[_Told]] = []
    for each in sorted(told, key=lambda one: one.at):
        if groups and each.at - groups[-1][0].at <= WITHIN:
            groups[-1].append(each)
        else:
            groups.append([each])
    return tuple(_event(trail, track, group) for group in groups)


def _event(trail: Trail, track: Track, group: list[_Told]) -> Event:
    known: dict[Register, datetime] = {}
    for each in group:
        known[each.register] = min(each.known, known.get(each.register, each.known))
    at = group[0].at
    looked = [Register.REPORTS]
    if track.day(at) <= LOOKED:
        looked.append(Register.MONITORING)
    elif any(seen_at(each.seen, trail.zone) >= at for each in trail.visits_now):
        looked.append(Register.FOLLOW_UP)
    return Event(
        at, tuple(each.what for each in group if isinstance(each.what, SafetyReport)), tuple(each.what for each in group if isinstance(each.what, Alert)),
        tuple(dict.fromkeys(each.what for each in group if isinstance(each.what, str))), tuple(sorted(known.items(), key=lambda pair: pair[1])),
        tuple(each for each in looked if each not in known),
    )  # fmt: skip
