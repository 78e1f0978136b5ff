"""A periodic safety summary as it was frozen, its approval, and its papers. A text that is empty says that something is not there."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workbench.kernel.values import Fact


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bags were made, released or handed out: in the period, and in all until its end."""

    name: str
    period: int
    whole: int


@dataclass(frozen=True, slots=True)
class GivenBag:
    """One infused bag. ``patient`` is the chain-of-identity number, never a name; ``age`` in completed years on that day.

    ``lots`` and ``numbers`` are identifiers and numbers of the lots that are compared. ``ordered`` are name, value and unit, one after the other, of
    what a model of risk asks of the order. ``known`` is the last moment of which something is known.
    """

    infusion: str
    bag: str
    batch: str
    patient: str
    sex: str
    age: int
    disease: str
    ward: str
    begun: datetime
    zone: str
    lots: tuple[str, ...]
    numbers: tuple[str, ...]
    operator: str
    ordered: tuple[str, ...]
    known: datetime


@dataclass(frozen=True, slots=True)
class FrozenMonitor:
    """A monitor of the plan with its rules as they were, numbers as text; a rule whose numbers are empty was not applied.

    ``risk`` is the model of risk: intercept, status and source, then given, value, unit and coefficient of each term; empty where there was none.
    """

    code: str
    en: str
    ru: str
    event: str
    least: int
    days: int
    expected: Decimal
    status: str
    source: str
    maxsprt: tuple[str, ...]
    cusum: tuple[str, ...]
    stopping: tuple[str, ...]
    lots: tuple[str, ...]
    risk: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrozenEvent:
    """The first event of a monitor after a bag, and when each register had it ("": it missed it)."""

    monitor: str
    infusion: str
    at: datetime
    monitored: str
    reported: str
    followed: str


@dataclass(frozen=True, slots=True)
class SevereGrade:
    """The worst grade of one scale after a bag, from 3 on, as it was decided: when it was first so high, and whether a physician decided."""

    infusion: str
    scale: str
    grade: int
    at: datetime
    decided: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A report. ``answers`` are those to the six questions of seriousness; ``complete`` says that it names the four elements and the onset."""

    report: str
    status: str
    source: str
    day_zero: date
    received: datetime
    patient: str
    bag: str
    ward: str
    reaction: str
    onset: str
    answers: str
    expected: str
    listed: str
    causality: str
    outcome: str
    complete: bool


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A time limit of a report; ``sent`` and ``receiver`` are empty while nothing went out. ``over`` says that the report ended without."""

    report: str
    clock: str
    started: datetime
    until: datetime
    sent: str
    receiver: str
    over: bool


@dataclass(frozen=True, slots=True)
class FateLine:
    """What became of a patient: death, second malignancy, lost to follow-up, withdrew. ``on`` is its day, ``told`` when it was known here."""

    kind: str
    patient: str
    infusion: str
    on: date
    said: str
    told: datetime


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A kept signal with where it stood at the data lock."""

    signal: str
    said: str
    monitor: str
    method: str
    rule: str
    lot: str
    state: str
    at: datetime
    events: int
    bags: int


@dataclass(frozen=True, slots=True)
class SignalFact:
    """One thing of a signal's life: ``kind`` is step, stop, lift, change or end. ``open`` says that it still stops or waits."""

    signal: str
    kind: str
    what: str
    subject: str
    said: str
    person: str
    at: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """Due items of a register after one bag that were missed or are late, of those that opened in the period; ``oldest`` opened first."""

    infusion: str
    register: str
    missed: int
    late: int
    oldest: date


@dataclass(frozen=True, slots=True)
class SafetySummary(Fact):
    """What the register knew of a product at journal entry ``head``, for the period from ``begins`` to ``ends`` (both included).

    Nothing that happened after ``ends`` is in it; what was entered later about what happened by then is. States are those at the data lock
    """

    id: str
    product: str
    en: str
    ru: str
    begins: date
    ends: date
    head: int
    head_digest: bytes
    plan: str
    watched_lots: str
    tallies: tuple[Tally, ...]
    bags: tuple[GivenBag, ...]
    monitors: tuple[FrozenMonitor, ...]
    events: tuple[FrozenEvent, ...]
    grades: tuple[SevereGrade, ...]
    cases: tuple[CaseLine, ...]
    clocks: tuple[ClockLine, ...]
    fates: tuple[FateLine, ...]
    signals: tuple[SignalLine, ...]
    facts: tuple[SignalFact, ...]
    gaps: tuple[GapLine, ...]
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class SummaryApproval(Fact):
    """Another person has read a summary and approves it; ``said`` is what they add, if anything."""

    id: str
    summary: str
    said: str
    at: datetime
    zone: str
    person: str


@dataclass(frozen=True, slots=True)
class SummaryPaper(Fact):
    """A summary as it was printed, kept as its bytes. ``approved`` says whether it had been approved by then."""

    id: str
    summary: str
    language: str
    copy: int
    approved: bool
    content: bytes
    digest: bytes
    at: datetime
    zone: str
    person: str
