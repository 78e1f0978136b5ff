"""What an order in the making is judged against, and what the rules say of it so far. The act judges all of it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ui.steps import reading
from workbench.calculation.evaluating import Value
from workbench.calculation.working import Worked, work
from workbench.formula.records import Field, FormulaStatus, FormulaVersion, MasterFormula
from workbench.kernel.findings import Finding, Refused, Severity
from workbench.kernel.ports import Reader
from workbench.kernel.values import Quantity
from workbench.orders.actions import looking
from workbench.orders.givens import fields_from, read_givens, values_of
from workbench.orders.records import Given, Order, OrderStatus
from workbench.orders.rules import WEIGHT, duplicates, judge, weight_rules
from workbench.words.translation import Words

REGIME = "regime"
"""A given of this name is the legal pathway of the order, chosen with the product."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The formula, and what the register knows of this patient."""

    formula: MasterFormula
    history: Mapping[str, Value]
    last_weight: tuple[Quantity, date] | None
    others: tuple[Finding, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the order must say."""
        return tuple(each for each in fields_from(self.formula, "order") if each.name != REGIME)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is typed, as far as it can be read, and what the rules say of it. ``missing`` is still empty."""

    values: Mapping[str, Value] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    missing: tuple[Field, ...] = ()
    found: tuple[Finding, ...] = ()

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What no reason lifts."""
        return tuple(each for each in self.found if each.severity is Severity.STOPS)


def read_basis(reader: Reader, formula: MasterFormula, patient: str, order: Order | None, now: datetime, zone: str) -> Basis:
    """What there is to know. ``order`` is the one that is amended; a patient of no name has no past."""
    if not patient:
        return Basis(formula, {}, None, ())
    own = order or Order("", patient, formula.code, "", 0, OrderStatus.ENTERED, now)
    others = () if order else duplicates(own, reader.find(Order, {"patient": patient}, sort="opened"))
    return Basis(formula, looking.history(reader, patient, formula), looking.last_weight(reader, patient, formula, now, zone), others)


def judge_typed(basis: Basis, raws: Mapping[str, str], weighed_on: date | None, today: date, zone: str) -> Judged:
    """What the rules say of what is typed so far. What is empty is missing, and nothing more is said of it."""
    typed = {each.name: raws.get(each.name, "").strip() for each in basis.fields}
    there = [each for each in basis.fields if typed[each.name]]
    given, found = read_givens(there, {each.name: raws[each.name] for each in there}, zone)
    values = {**values_of(basis.formula, given), **basis.history}
    weight = weight_rules(values.get(WEIGHT), weighed_on, basis.last_weight, today)
    absurd = {each.where for each in weight if each.code == "orders.weight-absurd"}
    try:
        judged = judge(basis.formula, {name: value for name, value in values.items() if name not in absurd}, values)
    except Refused as refused:
        judged = refused.findings
    missing = tuple(each for each in basis.fields if each.required and not typed[each.name])
    return Judged(values, given, missing, (*found, *weight, *judged))


def worked_dose(formula: MasterFormula, values: Mapping[str, Value]) -> tuple[Field, Worked] | None:
    """The ordered dose with its working, as soon as it can be calculated; ``None`` before, or where it is ordered as it is."""
    known = dict(values)
    for step in formula.steps:
        if step.each or formula.stage(step.stage).each:
            continue
        for each in step.fields:
            if not each.calc:
                continue
            try:
                worked = work(each.calc, known, each.unit, each.decimals)
            except Refused:
                continue
            if each.name == formula.ordered_dose:
                return each, worked
            known[each.name] = worked.value
    return None


def dose_field(formula: MasterFormula) -> Field | None:
    """The given whose range the master record states for the dose: per kilogram where there is one, else as a whole."""
    named = (formula.dose_per_kg, formula.ordered_dose)
    return next((each for name in named for each in formula.givens if each.name == name and name), None)


def spoken(found: Finding, formula: MasterFormula, values: Mapping[str, Value], words: Words) -> Finding:
    """``found`` with its limit as a person reads it."""
    return reading.spoken(found, next((each for each in formula.givens if each.name == found.where), None), values, words)


def approved(reader: Reader) -> dict[str, FormulaVersion]:
    """Code to the newest approved version of each formula."""
    return {each.code: each for each in reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="version")}
