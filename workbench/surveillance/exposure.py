"""True denominators: every infused bag of a product with what it was made from, by whom, its quality, and whether the watched event followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from workbench.batch.records import Batch, Calculation, MarkKind, ResultKind, StepMark, TestResult
from workbench.calculation.units import convert, same_kind
from workbench.custody.records import ExposureLine
from workbench.followup.records import Malignancy
from workbench.formula.reading import formula_of
from workbench.formula.records import Field, FormulaVersion, MasterFormula, Text
from workbench.kernel.ports import ALL, Among, Reader
from workbench.kernel.values import Quantity, Stored
from workbench.orders.records import Given, OrderVersion
from workbench.people.records import Meaning, Signature
from workbench.stock.records import Lot, LotUse
from workbench.surveillance.monitors import DEATH, MALIGNANCY, SERIOUS, Monitor
from workbench.vigilance.causality import Answer
from workbench.vigilance.monitoring import counted, standing_of
from workbench.vigilance.records import Alert, Death, Graded, GradeDecision, ReportFollowUp, ReportStatus, SafetyReport
from workbench.vigilance.reporting import WITHIN, asked
from workbench.vigilance.seriousness import serious

S = TypeVar("S", bound=Stored)
AT_ONCE = 500
"""Keys in one question to the register."""
DOSE = "bag_dose"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A quality attribute: its name, its unit, and the specification limit that the newest formula states."""

    name: str
    text: Text
    unit: str
    accept: str


@dataclass(frozen=True, slots=True)
class Exposed:
    """One infused bag. ``lots`` are (identifier, number) of the watched material; ``operator`` who performed most steps of its batch.

    ``ordered`` are the values of the order's version that the batch was made for, by name.
    """

    line: ExposureLine
    lots: tuple[tuple[str, str], ...]
    operator: str
    operators: tuple[str, ...]
    values: Mapping[str, float]
    ordered: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Event:
    """The first watched event after a bag: when it was, and when each register first had it (``None``: it missed it).

    The registers are bedside monitoring, spontaneous reports, and long-term follow-up.
    """

    infusion: str
    at: datetime
    monitored: datetime | None
    reported: datetime | None
    followed: datetime | None = None

    @property
    def first(self) -> str:
        """Which register saw it first: ``report``, ``monitoring`` or ``follow-up``."""
        known = {"monitoring": self.monitored, "report": self.reported, "follow-up": self.followed}
        return min(((at, name) for name, at in known.items() if at is not None), default=(self.at, ""))[1]


@dataclass(frozen=True, slots=True)
class Exposure:
    """Every infused bag of a product in the order of infusion, the attributes that any of them has, and what its formulas ask an order for."""

    product: str
    name: Text
    rows: tuple[Exposed, ...]
    attributes: tuple[Attribute, ...]
    asked: Mapping[str, Field]

    @property
    def patients(self) -> int:
        """How many patients were given a bag."""
        return len({each.line.patient for each in self.rows})


def products(reader: Reader) -> tuple[str, ...]:
    """The codes of the products of which a bag was infused."""
    codes = sorted({each.code for each in reader.find(FormulaVersion)})
    return tuple(each for each in codes if reader.find(ExposureLine, {"product": each}, limit=1))


def exposure_of(reader: Reader, product: str, lots: str) -> Exposure:
    """The infused bags of a product; ``lots`` is the class of the material whose lots are told. Asks for rows of this product only."""
    lines = reader.find(ExposureLine, {"product": product}, sort="begun")
    batches = tuple(dict.fromkeys(each.batch for each in lines))
    formulas = {key: formula_of(reader.get(FormulaVersion, key).text) for key in dict.fromkeys(each.formula for each in lines)}
    of_batch = {each.batch: formulas[each.formula] for each in lines}
    used, hands, values = _lots(reader, batches, of_batch, lots), _hands(reader, batches), _values(reader, batches, of_batch)
    ordered = _ordered(reader, batches)
    rows = []
    for each in lines:
        done = hands.get(each.batch, Counter())
        most = min(done, key=lambda person: (-done[person], person)) if done else ""
        own = {**values.get(each.batch, {}), DOSE: float(each.dose.value)}
        rows.append(Exposed(each, used.get(each.batch, ()), most, tuple(sorted(done)), own, ordered.get(each.batch, {})))
    name = formulas[lines[-1].formula].text if lines else Text(product, product)
    asked = {field.name: field for one in formulas.values() for field in one.givens if field.origin == "order"}
    return Exposure(product, name, tuple(rows), _attributes(formulas, rows, lines), asked)


def events_of(reader: Reader, exposure: Exposure, monitor: Monitor) -> Mapping[str, Event]:
    """Infusion to the first event that this monitor counts after it. An event after several bags of a patient counts once, for the last of them."""
    own: frozenset[str] = frozenset()
    if monitor.event == SERIOUS:
        found = list(_reports(reader, exposure))
    elif monitor.event == MALIGNANCY:
        known = _malignancies(reader, exposure)
        own = frozenset(each.report for each in known)
        found = [Event(each.infusion, _noon(each), None, None, each.told) for each in known]
    elif monitor.event == DEATH:
        found = list(_deaths(reader, exposure))
    else:
        found = list(_grades(reader, exposure, monitor))
    begun = {each.line.id: each.line for each in exposure.rows}
    once: dict[tuple[str, datetime], Event] = {}
    for each in sorted(found, key=lambda one: begun[one.infusion].begun):
        line = begun[each.infusion]
        if line.begun <= each.at < line.begun + timedelta(days=monitor.days):
            once[line.patient, each.at] = each
    first: dict[str, Event] = {}
    for each in sorted(once.values(), key=lambda one: one.at):
        first.setdefault(each.infusion, each)
    return first if monitor.event == SERIOUS else _reported(reader, first, begun, own)


# ------------------------------------------------------------------------------------------------------ what a bag was made from
def _lots(reader: Reader, batches: Sequence[str], of: Mapping[str, MasterFormula], sort: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    uses = [each for each in among(reader, LotUse, "batch", batches) if each.batch is not None]
    lots = {each.id: each for each in among(reader, Lot, "id", tuple(dict.fromkeys(each.lot for each in uses)))}
    found: dict[str, dict[str, str]] = {}
    for use in uses:
        lot = lots[use.lot]
        wanted = {each.name for each in of[use.batch or ""].materials if each.sort == sort}
        if lot.material in wanted:
            found.setdefault(use.batch or "", {})[lot.id] = lot.number
    return {batch: tuple(sorted(held.items(), key=lambda pair: pair[1])) for batch, held in found.items()}


def _hands(reader: Reader, batches: Sequence[str]) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for each in among(reader, StepMark, "batch", batches, {"kind": MarkKind.PERFORMED}):
        found.setdefault(each.batch, Counter())[each.person] += 1
    return found


def _ordered(reader: Reader, batches: Sequence[str]) -> Mapping[str, Mapping[str, Given]]:
    """The values of the version of the order that each batch was made for."""
    made = among(reader, Batch, "id", batches)
    versions = among(reader, OrderVersion, "order", tuple(dict.fromkeys(each.order for each in made)))
    known = {(each.order, each.number): each.given for each in versions}
    return {each.id: {one.name: one for one in known.get((each.order, each.order_version), ())} for each in made}


def _values(reader: Reader, batches: Sequence[str], of: Mapping[str, MasterFormula]) -> Mapping[str, dict[str, float]]:
    """Checked numbers of the tests, and calculated lines of the specification that are one calculated value."""
    results = among(reader, TestResult, "batch", batches)
    gone = {each.supersedes for each in results}
    checked = {each.subject for each in among(reader, Signature, "batch", batches, {"meaning": Meaning.CHECKED})}
    found: dict[str, dict[str, float]] = {}
    for each in results:
        if each.batch is not None and each.value is not None and each.kind is ResultKind.VALUE and each.id not in gone and each.id in checked:
            _keep(found, each.batch, each.test, each.value, of[each.batch])
    lines = {test.calc: test.name for formula in of.values() for test in formula.tests if test.calc.isidentifier()}
    for one in among(reader, Calculation, "batch", batches, {"field": Among(tuple(lines))}) if lines else ():
        if one.value is not None:
            _keep(found, one.batch, lines[one.field], one.value, of[one.batch])
    return found


def _keep(found: dict[str, dict[str, float]], batch: str, test: str, value: Quantity, formula: MasterFormula) -> None:
    line = next((each for each in formula.tests if each.name == test), None)
    if line is not None and same_kind(value.unit, line.unit):
        found.setdefault(batch, {})[test] = float(convert(value, line.unit).value)


def _attributes(formulas: Mapping[str, MasterFormula], rows: Sequence[Exposed], lines: Sequence[ExposureLine]) -> tuple[Attribute, ...]:
    held = {name for each in rows for name in each.values}
    found = {test.name: Attribute(test.name, test.text, test.unit, test.accept) for one in formulas.values() for test in one.tests if test.name in held}
    dose = Attribute(DOSE, Text("Dose in the bag", "Доза в контейнере"), lines[0].dose.unit if lines else "", "")
    return (dose, *found.values()) if lines else ()


# ------------------------------------------------------------------------------------------------------ what followed
def _grades(reader: Reader, exposure: Exposure, monitor: Monitor) -> Iterator[Event]:
    infusions = tuple(each.line.id for each in exposure.rows)
    graded = standing_of(among(reader, Graded, "infusion", infusions, {"scale": monitor.event}))
    decisions = tuple(among(reader, GradeDecision, "infusion", infusions))
    for each in graded:
        grade = counted(each, decisions)
        if grade is not None and grade >= monitor.least:
            yield Event(each.infusion, each.at, each.entered, None)


def _deaths(reader: Reader, exposure: Exposure) -> Iterator[Event]:
    died = {each.patient: each for each in among(reader, Death, "patient", tuple({each.line.patient for each in exposure.rows}))}
    for each in exposure.rows:
        if each.line.patient in died:
            death = died[each.line.patient]
            yield Event(each.line.id, death.died, death.at, None)


def _malignancies(reader: Reader, exposure: Exposure) -> tuple[Malignancy, ...]:
    """The second malignancies as they stand, with their corrections."""
    found = among(reader, Malignancy, "infusion", tuple(each.line.id for each in exposure.rows))
    gone = {each.replaces for each in found}
    return tuple(each for each in found if each.id not in gone)


def _noon(found: Malignancy) -> datetime:
    """The middle of the day of diagnosis; when it was told, where that is not known."""
    return found.told if found.diagnosed is None else datetime.combine(found.diagnosed, time(12), ZoneInfo(found.zone))


def _reports(reader: Reader, exposure: Exposure) -> Iterator[Event]:
    bags = {each.line.bag: each.line for each in exposure.rows}
    reports = [each for each in among(reader, SafetyReport, "bag", tuple(bags)) if each.status is not ReportStatus.NULLIFIED]
    news = among(reader, ReportFollowUp, "report", tuple(each.id for each in reports))
    answers = {each.id: each.answers for each in reports} | {each.report: each.answers for each in news if each.answers}
    alerts = among(reader, Alert, "patient", tuple({each.line.patient for each in exposure.rows}))
    for each in reports:
        if serious(asked(answers[each.id])) is Answer.YES:
            line, at = bags[each.bag or ""], each.onset or each.received
            seen = [one.entered for one in alerts if one.patient == line.patient and abs(one.at - at) <= WITHIN]
            yield Event(line.id, at, min(seen, default=None), each.received)


def _reported(reader: Reader, found: Mapping[str, Event], begun: Mapping[str, ExposureLine], own: frozenset[str]) -> Mapping[str, Event]:
    """The same events with the first report of the patient near each, ``own`` reports aside, which a register opened itself.

    Whether both saw the same event, a person judges.
    """
    patients = tuple({begun[key].patient for key in found})
    reports = [each for each in among(reader, SafetyReport, "patient", patients) if each.status is not ReportStatus.NULLIFIED and each.id not in own]
    made = {}
    for key, each in found.items():
        near = [one.received for one in reports if one.patient == begun[key].patient and abs((one.onset or one.received) - each.at) <= WITHIN]
        made[key] = replace(each, reported=min(near, default=None))
    return made


def among(reader: Reader, kind: type[S], field: str, keys: Iterable[str], more: Mapping[str, object] = ALL) -> tuple[S, ...]:
    """The records whose ``field`` is one of ``keys``, in the order of writing: so many keys at once as one question holds."""
    wanted, found = tuple(keys), list[S]()
    for start in range(0, len(wanted), AT_ONCE):
        found += reader.find(kind, {field: Among(wanted[start : start + AT_ONCE]), **more}, sort="seq")
    return tuple(found)
