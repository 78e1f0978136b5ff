"""What a frozen summary says in figures: exposure by group, follow-up, incidence in the period and in all, sequential rules. Pure."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median
from zoneinfo import ZoneInfo

from workbench.custody.records import ExposureLine
from workbench.kernel.values import Quantity
from workbench.orders.records import Given
from workbench.periodic.frozen import name_of, plan_of
from workbench.periodic.records import CaseLine, ClockLine, GivenBag, SafetySummary
from workbench.surveillance.analysis import Board, Watched, watch
from workbench.surveillance.exposure import Event, Exposed, Exposure
from workbench.surveillance.monitors import Plan
from workbench.vigilance.records import ReportStatus
from workbench.vigilance.signals.local import Estimate, incidence

DAY = timedelta(days=1)
YOUNGEST = (0, 2, 12, 18, 65)
"""Completed years from which each age group begins (ICH E11: newborn to 23 months, 2 to 11, 12 to 17; then adults, and 65 and over)."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Bags and patients of one group: in the period, and in all."""

    name: str
    bags: int
    patients: int
    all_bags: int
    all_patients: int


@dataclass(frozen=True, slots=True)
class Followed:
    """Patients, the days from their first bag to the last day of which something is known added up, and the middle of them."""

    patients: int
    days: float
    middle: float | None


@dataclass(frozen=True, slots=True)
class Frequency:
    """A monitor: bags with the event of bags given in the period and in all, each with its exact interval."""

    watched: Watched
    period: Estimate
    whole: Estimate


class Reckoned:
    """Everything that is reckoned of one frozen summary."""

    def __init__(self, summary: SafetySummary) -> None:
        self.summary = summary
        self.plan: Plan | None = plan_of(summary)
        place = ZoneInfo(summary.zone)
        self.first = datetime.combine(summary.begins, time(), place)
        self.beyond = beyond_of(summary.ends, summary.zone, summary.at)
        self.period = tuple(each for each in summary.bags if each.begun >= self.first)
        self.exposure = Exposure(summary.product, name_of(summary), tuple(_exposed(each) for each in summary.bags), (), {})
        self.watched: tuple[Watched, ...] = () if self.plan is None else self._watched(self.plan)

    def _watched(self, plan: Plan) -> tuple[Watched, ...]:
        return tuple(watch(self.exposure, plan, each, self._events(each.code), self.beyond) for each in plan.monitors)

    def _events(self, code: str) -> dict[str, Event]:
        return {
            each.infusion: Event(each.infusion, each.at, _moment(each.monitored), _moment(each.reported), _moment(each.followed))
            for each in self.summary.events
            if each.monitor == code
        }

    @property
    def board(self) -> Board:
        """The board as it was at the end of the period."""
        return Board(self.exposure, self.plan, self.watched, self.beyond)

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """Each monitor, in the order of the plan. All comparisons of the plan were looked at together."""
        keys, rules = {each.infusion for each in self.period}, max(1, self.plan.rules if self.plan is not None else 1)
        return tuple(Frequency(each, incidence(len(keys & set(each.events)), len(keys), comparisons=rules), each.overall) for each in self.watched)

    def grouped(self, of: Callable[[GivenBag], str]) -> tuple[Grouped, ...]:
        """Bags and patients by what ``of`` says of a bag. A patient who grew older between two bags stands in both groups."""
        made = []
        for name in sorted({of(each) for each in self.summary.bags}):
            period, whole = [each for each in self.period if of(each) == name], [each for each in self.summary.bags if of(each) == name]
            made.append(Grouped(name, len(period), _patients(period), len(whole), _patients(whole)))
        return tuple(made)

    @property
    def patients(self) -> tuple[int, int]:
        """Patients who were given a bag: in the period, and in all."""
        return _patients(self.period), _patients(self.summary.bags)

    @property
    def followed(self) -> Followed:
        """How long patients were followed, to the last day of which something is known."""
        spans: dict[str, tuple[datetime, datetime]] = {}
        for each in self.summary.bags:
            begun, known = spans.get(each.patient, (each.begun, each.known))
            spans[each.patient] = min(begun, each.begun), max(known, each.known)
        days = [(known - begun) / DAY for begun, known in spans.values()]
        return Followed(len(days), sum(days), median(days) if days else None)

    @property
    def cases(self) -> tuple[CaseLine, ...]:
        """The reports that were received in the period, nullified ones too."""
        return tuple(each for each in self.summary.cases if each.received >= self.first)

    def counted(self, cases: Sequence[CaseLine]) -> tuple[CaseLine, ...]:
        """Those that were not nullified."""
        return tuple(each for each in cases if each.status != ReportStatus.NULLIFIED.value)

    def missed(self) -> tuple[ClockLine, ...]:
        """Clocks that ran out within the period: sent late, or not sent by the end of it."""
        return tuple(each for each in self.summary.clocks if self.first <= each.until < self.beyond and late(each, self.beyond))

    def waiting(self) -> tuple[ClockLine, ...]:
        """Clocks that still run at the end of the period."""
        return tuple(each for each in self.summary.clocks if not each.sent and not each.over and each.until >= self.beyond)


def beyond_of(ends: date, zone: str, lock: datetime) -> datetime:
    """The first moment after a period that ends with the day ``ends``, or just after the data lock where that comes sooner."""
    return min(datetime.combine(ends, time(), ZoneInfo(zone)) + DAY, lock + timedelta(microseconds=1))


def late(clock: ClockLine, at: datetime) -> bool:
    """Whether a clock was missed: what it asks for went out after its end, or had not gone out at ``at``. A report that ended asks for nothing."""
    sent = _moment(clock.sent)
    return sent > clock.until if sent is not None else not clock.over and clock.until <= at


def age_group(bag: GivenBag) -> str:
    """The age group by its first year: ``02`` begins at two years."""
    return f"{max(each for each in YOUNGEST if each <= bag.age):02d}"


def _patients(bags: Sequence[GivenBag]) -> int:
    return len({each.patient for each in bags})


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _exposed(bag: GivenBag) -> Exposed:
    """A frozen bag as the reckoning of the board takes it; the patient is the code, and nothing else is known of them."""
    none = Quantity(Decimal(0), "")
    line = ExposureLine(bag.infusion, bag.batch, bag.bag, 0, bag.patient, "", "", bag.ward, none, bag.begun, bag.zone, "", "", bag.patient)
    held = bag.ordered
    ordered = {held[at]: Given(held[at], held[at + 1], held[at + 1], held[at + 2]) for at in range(0, len(held), 3)}
    return Exposed(line, tuple(zip(bag.lots, bag.numbers, strict=True)), bag.operator, (bag.operator,) if bag.operator else (), {}, ordered)
