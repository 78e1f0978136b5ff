"""What a batch or a shared lot waits for in quality control, read from its dossier: the second half of a line of the list."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.screens.release_tested import lot_lines
from workbench.batch.content import decision_of
from workbench.batch.exceptions import exceptions
from workbench.batch.records import DecisionKind, Status
from workbench.batch.verdicts import SpecLine, Verdict, gating_open, record_open, specification
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion, MasterFormula, Test
from workbench.kernel.ports import Reader
from workbench.stock.records import Lot, LotStatus

LOOKED_AT = 200
"""Newest lots of each material that are looked at for open tests; older ones are found through the register."""


@dataclass(frozen=True, slots=True)
class Need:
    """What comes next. ``kind`` is results, check, assess, review, release, certify, decide or nothing; ``tests`` those it hangs on."""

    kind: str
    tests: tuple[Test, ...] = ()
    due: date | None = None
    deviations: int = 0


@dataclass(frozen=True, slots=True)
class OpenLot:
    """A shared lot with tests that are not finished."""

    lot: Lot
    need: Need


def need_of(dossier: Dossier) -> Need:
    """What this batch waits for."""
    lines = specification(dossier)
    match dossier.batch.status:
        case Status.HELD | Status.STOPPED:
            return Need("decide", tuple(each.test for each in lines if each.verdict is Verdict.FAILS))
        case Status.QC_PENDING:
            return _before_release(dossier, lines)
        case Status.PROVISIONAL:
            left = record_open(lines) + gating_open(lines)
            return _results(left) if left else Need("certify")
        case _:
            taken = {each.sample for each in dossier.samples}
            return _results([each for each in lines if each.missing and each.test.sample in taken])


def _before_release(dossier: Dossier, lines: Sequence[SpecLine]) -> Need:
    left = gating_open(tuple(lines))
    if left:
        return _results(left)
    still = sum(1 for each in dossier.deviations if each.decision is None)
    if still:
        return Need("assess", deviations=still)
    review = decision_of(dossier, DecisionKind.REVIEW)
    if review is None or any(each.key not in review.opened for each in exceptions(dossier)):
        return Need("review")
    return Need("release")


def _results(lines: Sequence[SpecLine]) -> Need:
    if not lines:
        return Need("nothing")
    failing = [each.test for each in lines if each.verdict is Verdict.FAILS]
    if failing:
        return Need("decide", tuple(failing))
    waiting = [each.test for each in lines if each.result is not None and not each.checked]
    if waiting:
        return Need("check", tuple(waiting))
    days = [each.due for each in lines if each.due is not None]
    return Need("results", tuple(each.test for each in lines), min(days) if days else None)


def needs(reader: Reader, batches: Sequence[str]) -> dict[str, Need]:
    """What each of these batches waits for."""
    return {each: need_of(assemble(reader, each)) for each in batches}


def open_lots(reader: Reader) -> tuple[OpenLot, ...]:
    """Lots whose tests an approved formula asks for and that are not finished, the newest first."""
    asking: dict[str, MasterFormula] = {}
    for version in reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="-at"):
        formula = formula_of(version.text)
        for sample in formula.samples:
            if sample.of:
                asking.setdefault(sample.of, formula)
    found: list[OpenLot] = []
    for material, formula in asking.items():
        for lot in reader.find(Lot, {"material": material}, sort="-id", limit=LOOKED_AT):
            lines, _ = lot_lines(reader, formula, lot)
            need = lot_need(lines)
            if need.kind != "nothing" and lot.status is not LotStatus.REJECTED:
                found.append(OpenLot(lot, need))
    return tuple(sorted(found, key=lambda each: each.lot.id, reverse=True))


def lot_need(lines: Sequence[SpecLine]) -> Need:
    """What a shared lot waits for."""
    return _results([each for each in lines if each.missing or each.verdict is Verdict.FAILS])
