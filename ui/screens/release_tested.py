"""What results belong to: a batch with the lots that it shares, or one shared lot. The same table and sheets serve both."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.batch.actions.results import Subject, lot_formula
from workbench.batch.records import TestResult
from workbench.batch.values import lots_of
from workbench.batch.verdicts import SpecLine, lot_specification, specification
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion, MasterFormula, Test
from workbench.kernel.ports import Reader
from workbench.people.records import Meaning, Person, Signature
from workbench.stock.records import Lot, LotUse


@dataclass(frozen=True, slots=True)
class Tested:
    """The specification of one thing as it stands. ``lots`` are the lots on which shared tests are entered, by material.

    ``checkers`` names who checked each result; ``lot`` is set where the thing itself is a lot.
    """

    formula: MasterFormula
    version: str
    lines: tuple[SpecLine, ...]
    people: Mapping[str, Person]
    checkers: Mapping[str, str]
    lots: Mapping[str, Lot]
    batch: str = ""
    lot: Lot | None = None

    def line(self, test: str) -> SpecLine | None:
        """The line of this test."""
        return next((each for each in self.lines if each.test.name == test), None)

    def material(self, test: Test) -> str:
        """The material on whose lot a test is made, empty for one of the batch."""
        return self.formula.sample(test.sample).of if test.sample else ""

    def subject(self, test: Test) -> Subject | None:
        """What a result of ``test`` is entered on; None while the shared lot is not known."""
        material = self.material(test)
        if not material:
            return Subject(batch=self.batch) if self.batch else None
        lot = self.lots.get(material)
        return Subject(lot=lot.id, formula=self.version) if lot is not None else None

    @property
    def to_enter(self) -> tuple[SpecLine, ...]:
        """Lines whose result a person enters; the others are calculated."""
        return tuple(each for each in self.lines if _entered(each.test) and self.subject(each.test) is not None)

    @property
    def to_check(self) -> tuple[SpecLine, ...]:
        """Lines whose result waits for a second analyst."""
        return tuple(each for each in self.lines if each.result is not None and not each.checked)


def _entered(test: Test) -> bool:
    return not test.calc and bool(test.sample or not test.accept or test.unit or test.options)


def of_batch(dossier: Dossier) -> Tested:
    """The specification of a batch."""
    return Tested(
        dossier.formula,
        dossier.version.id,
        specification(dossier),
        {each.id: each for each in dossier.people},
        _checkers(dossier.results, dossier.signatures),
        {material: lots[-1] for material, lots in lots_of(dossier).items() if lots},
        batch=dossier.batch.id,
    )


def of_lot(reader: Reader, lot_id: str) -> Tested:
    """The specification of a lot that batches share. ``Refused`` when no approved formula asks for results on it."""
    lot, version = reader.get(Lot, lot_id), lot_formula(reader, lot_id)
    formula = formula_of(reader.get(FormulaVersion, version).text)
    lines, checkers = lot_lines(reader, formula, lot)
    people = {each.id: each for each in reader.find(Person)}
    return Tested(formula, version, lines, people, checkers, {lot.material: lot}, lot=lot)


def lot_lines(reader: Reader, formula: MasterFormula, lot: Lot) -> tuple[tuple[SpecLine, ...], Mapping[str, str]]:
    """The lines of a shared lot, and who checked each of its results."""
    results = reader.find(TestResult, {"lot": lot.id}, sort="seq")
    signatures = [sign for each in results for sign in reader.find(Signature, {"subject": each.id}, sort="seq")]
    checkers = _checkers(results, signatures)
    uses = reader.find(LotUse, {"lot": lot.id}, sort="seq")
    return lot_specification(formula, lot, results, uses, lambda result: result.id in checkers), checkers


def _checkers(results: Iterable[TestResult], signatures: Iterable[Signature]) -> dict[str, str]:
    mine = {each.id for each in results}
    return {each.subject: each.person for each in signatures if each.meaning is Meaning.CHECKED and each.subject in mine}


