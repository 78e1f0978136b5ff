"""The specification of a batch: each line with its result, its verdict, and what is still to come.

Only here are analytical results rounded to the decimals of their limit, half up, before they are compared
(USP General Notices 7.20, as workflow.md section 0 states it). A line on a calculated value is none: a dose, load or time is
compared as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from zoneinfo import ZoneInfo

from workbench.batch.progress import Progress, checked, current_results, progress
from workbench.batch.records import ResultKind, TestResult
from workbench.batch.values import given_value, result_value
from workbench.calculation.evaluating import Names, Value, evaluate, holds
from workbench.calculation.limits import ends, meets, telling, within
from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
from workbench.calculation.working import rounded
from workbench.dossier.dossier import Dossier
from workbench.formula.records import MasterFormula, Test, TestStage
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.stock.records import Lot, LotUse


class Verdict(Enum):
    """What a line of the specification comes to."""

    COMPLIES = "complies"
    FAILS = "fails"
    PENDING = "pending"
    REPORTED = "reported"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class SpecLine:
    """A line of the specification as it stands. ``due`` is the day its result is promised; ``checked`` whether two people stand for it."""

    test: Test
    result: TestResult | None
    value: Value | None
    verdict: Verdict
    checked: bool
    due: date | None

    @property
    def missing(self) -> bool:
        """Whether the line still waits for a result or for its check."""
        return self.verdict in (Verdict.PENDING, Verdict.NOT_TESTED)


def told(line: SpecLine) -> Value | None:
    """The value of a line as it is read out: with the decimals of the line, and with more where fewer would contradict the verdict."""
    test, value = line.test, line.value
    if not test.calc or value is None:
        return value
    if not test.accept:
        return rounded(value, test.decimals)
    try:
        return telling(value, test.decimals, lambda each: within(test.accept, test.name, test.unit, {test.name: each}))
    except Refused:
        return rounded(value, test.decimals)


def specification(dossier: Dossier) -> tuple[SpecLine, ...]:
    """Every line that applies to this batch, in the order of the formula."""
    stand = progress(dossier)
    held = {each.test: each for each in current_results(dossier)}
    return tuple(_line(dossier, stand, test, held.get(test.name)) for test in dossier.formula.tests if _applies(test, stand.values))


def lot_specification(
    formula: MasterFormula, lot: Lot, results: Iterable[TestResult], uses: Iterable[LotUse], is_checked: Callable[[TestResult], bool]
) -> tuple[SpecLine, ...]:
    """The lines of the specification on samples of a lot that many batches share, in the order of the formula.

    ``results`` and ``uses`` are those of the lot in the order in which they were added; ``is_checked`` tells whether a second
    analyst stands for a result. Conditions on the path of a batch do not count here: the lot is tested for all of them.
    """
    kept, drawn, names = tuple(results), tuple(uses), _declared(formula, lot)
    gone = {each.supersedes for each in kept}
    held = {each.test: each for each in kept if each.id not in gone}
    found: list[SpecLine] = []
    for test in formula.tests:
        if not test.sample or formula.sample(test.sample).of != lot.material:
            continue
        taken = next((use.at for use in drawn if use.purpose == test.sample), None)
        due = _promised(test, taken, lot.zone)
        result = held.get(test.name)
        if result is None:
            found.append(SpecLine(test, None, None, Verdict.PENDING, False, due))
            continue
        value = result_value(result)
        if isinstance(value, Quantity) and test.unit:
            value = convert(value, test.unit)
        two = is_checked(result)
        verdict = _verdict(test, result, value, names) if two else Verdict.PENDING
        found.append(SpecLine(test, result, value, verdict, two, due))
    return tuple(found)


def _declared(formula: MasterFormula, lot: Lot) -> dict[str, Value]:
    """What the papers of the lot say that the formula asks for: a limit may be reckoned from it."""
    held = {each.name: each for each in lot.properties}
    return {each.name: given_value(each, held[each.name]) for each in formula.givens if each.origin == f"lot {lot.material}" and each.name in held}


def _applies(test: Test, names: Names) -> bool:
    try:
        return not test.when or holds(parse(test.when), names)
    except Refused:
        return True


def _line(dossier: Dossier, stand: Progress, test: Test, result: TestResult | None) -> SpecLine:
    due = _due(dossier, stand, test)
    if result is not None:
        two = checked(dossier, result)
        value = result_value(result)
        if isinstance(value, Quantity) and test.unit:
            value = convert(value, test.unit)
        verdict = _verdict(test, result, value, stand.values) if two else Verdict.PENDING
        return SpecLine(test, result, value, verdict, two, due)
    held = stand.values.get(test.name)
    value = held if test.calc and not isinstance(held, tuple) else None
    if test.calc and value is None:
        return _derived(dossier, stand, test, due)
    if test.sample:
        return SpecLine(test, None, None, Verdict.PENDING, False, due)
    return SpecLine(test, None, value, _judged(test, stand.values), True, due)


def _derived(dossier: Dossier, stand: Progress, test: Test, due: date | None) -> SpecLine:
    """A calculated line whose value is not known, perhaps because a result that it rests on is below its detection limit.

    Such a line is judged where it comes to the same with that result at zero and at the limit; then it carries the greater value and
    says, by the result, that it is less than that. Otherwise it is pending.
    """
    wanted = names_in(parse(test.calc))
    below = {each.test: each for each in current_results(dossier) if each.test in wanted and each.kind is ResultKind.BELOW and checked(dossier, each)}
    found: list[tuple[Value, Verdict]] = []
    for share in (Decimal(0), Decimal(1)):
        names = dict(stand.values)
        for name, result in below.items():
            if result.value is not None:
                limit = convert(result.value, dossier.formula.test(name).unit)
                names[name] = Quantity(limit.value * share, limit.unit)
        try:
            value = evaluate(parse(test.calc), names, test.unit)
        except Refused:
            return SpecLine(test, None, None, Verdict.PENDING, False, due)
        found.append((value, _judged(test, {**names, test.name: value})))
    greatest = max(found, key=lambda each: each[0].value if isinstance(each[0], Quantity) else Decimal(0))[0]
    verdicts = {verdict for _, verdict in found}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.PENDING
    return SpecLine(test, next(iter(below.values()), None), greatest, verdict, True, due)


def _verdict(test: Test, result: TestResult, value: Value | None, names: Names) -> Verdict:
    match result.kind:
        case ResultKind.NOT_TESTED:
            return Verdict.NOT_TESTED
        case ResultKind.TO_DATE:
            return _to_date(test, value, names)
        case ResultKind.BELOW:
            return _censored(test, value, names)
        case ResultKind.VALUE:
            return _judged(test, {**names, **({test.name: value} if value is not None else {})})


def _judged(test: Test, names: Names) -> Verdict:
    if test.report:
        return Verdict.REPORTED
    try:
        good = within(test.accept, test.name, test.unit, names) if test.calc else meets(test.accept, test.name, test.unit, names, test.decimals)
    except Refused:
        return Verdict.PENDING
    return Verdict.COMPLIES if good else Verdict.FAILS


def _to_date(test: Test, value: Value | None, names: Names) -> Verdict:
    """A test that is still running: what is good so far may still turn bad, what is bad stays bad."""
    if test.report or value is None:
        return Verdict.PENDING
    return Verdict.FAILS if _judged(test, {**names, test.name: value}) is Verdict.FAILS else Verdict.PENDING


def _censored(test: Test, limit: Value | None, names: Names) -> Verdict:
    """Below detection: judged only where everything from zero to the detection limit leads to the same answer."""
    if test.report:
        return Verdict.REPORTED
    if not isinstance(limit, Quantity):
        return Verdict.PENDING
    tried = {Decimal(0), limit.value}
    try:
        tried |= {end.value for end in ends(test.accept, test.name, limit.unit, names) if end is not None and 0 <= end.value <= limit.value}
    except Refused:
        return Verdict.PENDING
    found = {_judged(test, {**names, test.name: Quantity(value, limit.unit)}) for value in tried}
    return found.pop() if len(found) == 1 else Verdict.PENDING


def _due(dossier: Dossier, stand: Progress, test: Test) -> date | None:
    if not test.due or not test.sample:
        return None
    taken = next((each.at for each in reversed(dossier.samples) if each.sample == test.sample), None)
    sample = dossier.formula.sample(test.sample)
    if taken is None and sample.of:
        taken = next((use.at for use in dossier.uses if use.purpose == sample.name), None)
    return _promised(test, taken, dossier.batch.zone)


def _promised(test: Test, taken: datetime | None, zone: str) -> date | None:
    """The day on which the result of a sample taken at ``taken`` is promised."""
    wait = evaluate(parse(test.due), {}) if test.due else None
    if taken is None or not isinstance(wait, Quantity):
        return None
    days = convert(wait, "d").value
    return (taken + timedelta(seconds=int(days * 86400))).astimezone(ZoneInfo(zone)).date()


def gating_open(lines: tuple[SpecLine, ...]) -> tuple[SpecLine, ...]:
    """Gating and in-process lines that are not fulfilled: what stands before any release."""
    good = (Verdict.COMPLIES, Verdict.REPORTED)
    return tuple(each for each in lines if each.test.stage is not TestStage.RECORD and each.verdict not in good)


def record_open(lines: tuple[SpecLine, ...]) -> tuple[SpecLine, ...]:
    """Lines for the record that are not fulfilled: what a provisional release may leave pending."""
    good = (Verdict.COMPLIES, Verdict.REPORTED)
    return tuple(each for each in lines if each.test.stage is TestStage.RECORD and each.verdict not in good)


def governing_expiry(dossier: Dossier, kind: str, names: Names) -> tuple[str, datetime] | None:
    """The shelf-life reason of a container of this kind that ends first, and its moment; None while one that applies is unknown."""
    found: list[tuple[datetime, str]] = []
    for each in dossier.formula.shelf_lives_of(kind):
        try:
            if each.when and not holds(parse(each.when), names):
                continue
            at = evaluate(parse(each.at), names)
        except Refused:
            return None
        if isinstance(at, datetime):
            found.append((at, each.name))
    if not found:
        return None
    at, name = min(found)
    return name, at
