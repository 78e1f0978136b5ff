"""The specification of a batch: each line with its result, its verdict, and what is still to come.

Only here are analytical results rounded to the decimals of their limit, half up, before they are compared
(USP General Notices 7.20, as workflow.md section 0 states it).
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
from workbench.batch.values import result_value
from workbench.calculation.evaluating import Names, Value, evaluate, holds
from workbench.calculation.limits import meets
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
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
    kept, drawn = tuple(results), tuple(uses)
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
        verdict = _verdict(test, result, value, {}) if two else Verdict.PENDING
        found.append(SpecLine(test, result, value, verdict, two, due))
    return tuple(found)


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
    if test.sample or (test.calc and value is None):
        return SpecLine(test, None, None, Verdict.PENDING, False, due)
    return SpecLine(test, None, value, _judged(test, stand.values), True, due)


def _verdict(test: Test, result: TestResult, value: Value | None, names: Names) -> Verdict:
    match result.kind:
        case ResultKind.NOT_TESTED:
            return Verdict.NOT_TESTED
        case ResultKind.TO_DATE:
            return Verdict.PENDING
        case ResultKind.BELOW:
            return _censored(test, value, names)
        case ResultKind.VALUE:
            return _judged(test, {**names, **({test.name: value} if value is not None else {})})


def _judged(test: Test, names: Names) -> Verdict:
    if test.report:
        return Verdict.REPORTED
    try:
        return Verdict.COMPLIES if meets(test.accept, test.name, test.unit, names, test.decimals) else Verdict.FAILS
    except Refused:
        return Verdict.PENDING


def _censored(test: Test, limit: Value | None, names: Names) -> Verdict:
    """Below detection: judged only where zero and the detection limit lead to the same answer."""
    if test.report:
        return Verdict.REPORTED
    if not isinstance(limit, Quantity):
        return Verdict.PENDING
    ends = {_judged(test, {**names, test.name: Quantity(value, limit.unit)}) for value in (Decimal(0), limit.value)}
    return ends.pop() if len(ends) == 1 else Verdict.PENDING


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
