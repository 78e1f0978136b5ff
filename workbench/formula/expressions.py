"""Every expression, limit and condition of a formula: read, its names known, its dimensions right, its limits in order."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from workbench.calculation.dimensions import DURATION, MOMENT, TRUTH, Kind, kind_of
from workbench.calculation.evaluating import Names, Value, evaluate
from workbench.calculation.limits import ends, within
from workbench.calculation.nodes import Node
from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import aim, limit, parse
from workbench.calculation.units import convert
from workbench.formula.lineup import each_of, loop
from workbench.formula.namespace import inside
from workbench.formula.records import Field, MasterFormula, Step, Test
from workbench.formula.shape import Findings
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

Read = Callable[[], Node]
Kinds = Mapping[str, Kind]
TRIALS = (Decimal("0.000001"), Decimal(1), Decimal(1000000))


class Expressions:
    """One pass over all expressions of ``formula``; what is wrong is added to ``findings``."""

    def __init__(self, formula: MasterFormula, kinds: Kinds, findings: Findings) -> None:
        self.formula, self.kinds, self.findings = formula, kinds, findings
        self.constants: dict[str, Value] = {each.name: evaluate(parse(each.calc), {}) for each in formula.constants}

    def check(self) -> None:
        """Checks every expression."""
        formula = self.formula
        for given in formula.givens:
            self._field(f"given.{given.name}", given, self.kinds)
        for stage in formula.stages:
            self._condition(f"stage.{stage.name}.when", stage.when)
            self._each(f"stage.{stage.name}.each", stage.each)
        for kind, items in (("material", formula.materials), ("equipment", formula.equipment)):
            for item in items:
                self._condition(f"{kind}.{item.name}.when", item.when)
        for sample in formula.samples:
            self._expression(f"sample.{sample.name}.volume", sample.volume, _read(sample.volume), self.kinds, None)
        for step in formula.steps:
            self._step(step)
        for test in formula.tests:
            self._test(test)
        for hold in formula.holds:
            place = f"hold.{hold.name}"
            for key, text in (("from", hold.start), ("until", hold.until)):
                self._expression(f"{place}.{key}", text, _read(text), self.kinds, MOMENT)
            for key, text in (("action", hold.action), ("alert", hold.alert)):
                self._limit(f"{place}.{key}", text, "hold", "min", {**self.kinds, "hold": DURATION})
            self._condition(f"{place}.when", hold.when)
        for life in formula.shelf_lives:
            self._expression(f"shelf_life.{life.name}.at", life.at, _read(life.at), self.kinds, MOMENT)
            self._condition(f"shelf_life.{life.name}.when", life.when)
        for name in (formula.ordered_dose, formula.dose_per_kg, formula.made_dose):
            if name and self.kinds.get(name, TRUTH).what != "quantity":
                self.findings.say("formula.dose-unknown", "formula", name=name)

    def _expression(self, place: str, text: str, read: Read, kinds: Kinds, want: Kind | None) -> Node | None:
        try:
            node = read()
            found = kind_of(node, kinds)
        except Refused as refused:
            self.findings.pass_on(place, text, refused)
            return None
        if want is not None and (found.what, found.dimension) != (want.what, want.dimension):
            self.findings.say("formula.kind-differs", place, text=text, found=str(found), wanted=str(want))
        return node

    def _condition(self, place: str, text: str, kinds: Kinds | None = None) -> None:
        if text:
            self._expression(place, text, lambda: parse(text), kinds or self.kinds, TRUTH)

    def _limit(self, place: str, text: str, name: str, unit: str, kinds: Kinds) -> None:
        if text:
            self._expression(place, text, lambda: limit(text, name, unit), kinds, TRUTH)

    def _each(self, place: str, text: str) -> None:
        if not text:
            return
        try:
            said = loop(text)
            found = {kind_of(node, self.kinds).dimension for node in said.values}
        except Refused as refused:
            self.findings.pass_on(place, text, refused)
            return
        if len(found) > 1:
            self.findings.say("formula.each-units", place, text=text)

    def _field(self, place: str, each: Field, kinds: Kinds) -> None:
        own = kinds.get(each.name)
        if each.calc:
            self._expression(f"{place}.is", each.calc, lambda: parse(each.calc), kinds, own)
        if each.aim:
            self._expression(f"{place}.aim", each.aim, lambda: aim(each.aim, each.unit), kinds, own)
        for key, text in (("action", each.action), ("alert", each.alert)):
            self._limit(f"{place}.{key}", text, each.name, each.unit, kinds)
        self._condition(f"{place}.when", each.when, kinds)
        self._ordered(place, each)

    def _test(self, test: Test) -> None:
        place = f"test.{test.name}"
        own = self.kinds.get(test.name)
        if test.calc:
            self._expression(f"{place}.is", test.calc, lambda: parse(test.calc), self.kinds, own)
        self._limit(f"{place}.accept", test.accept, test.name, test.unit, self.kinds)
        self._condition(f"{place}.when", test.when)

    def _step(self, step: Step) -> None:
        place = f"step.{step.name}"
        self._condition(f"{place}.when", step.when)
        self._each(f"{place}.each", step.each)
        try:
            kinds = inside(self.formula, step, self.kinds)
        except Refused as refused:
            self.findings.pass_on(f"{place}.each", each_of(self.formula, step), refused)
            return
        for each in step.fields:
            self._field(f"{place}.field.{each.name}", each, kinds)
        for material, amount in step.uses:
            self._expression(f"{place}.uses.{material}", amount, _read(amount), kinds, None)

    def _ordered(self, place: str, each: Field) -> None:
        """Action holds alert holds aim.

        Ends that hang on one value are tried with small and large ones; on more values they are not ordered (a gap that is known).
        """
        try:
            right = _choices_ordered(each) if each.options else _ends_ordered(each, self.constants)
        except Refused:
            return  # what cannot be read is said where it is read
        if not right:
            self.findings.say("formula.limits-order", place, name=each.name)


def _read(text: str) -> Read:
    return lambda: parse(text)


def _choices_ordered(each: Field) -> bool:
    """Whether some option passes each limit, and none passes the alert limit that fails the action limit."""
    allowed, quiet = _passing(each, each.action), _passing(each, each.alert)
    return bool(allowed) and bool(quiet) and (not each.action or not each.alert or quiet <= allowed)


def _passing(each: Field, text: str) -> set[str]:
    return {option for option in each.options if not text or within(text, each.name, "", {each.name: option})}


def _ends_ordered(each: Field, constants: Names) -> bool:
    if each.kind != "quantity" or not (each.action or each.alert):
        return True
    names = _free(each) - constants.keys()
    if len(names) > 1:
        return True
    trials = [{name: Quantity(size, each.unit) for name in names} for size in TRIALS]
    return any(all(first <= second for first, second in pairwise(_chain(each, {**constants, **trial}))) for trial in trials)


def _chain(each: Field, names: Names) -> list[Decimal]:
    low, high = ends(each.action, each.name, each.unit, names) if each.action else (None, None)
    below, above = ends(each.alert, each.name, each.unit, names) if each.alert else (None, None)
    target = evaluate(aim(each.aim, each.unit), names, each.unit) if each.aim else None
    return [convert(end, each.unit).value for end in (low, below, target, above, high) if isinstance(end, Quantity)]


def _free(each: Field) -> frozenset[str]:
    nodes = [limit(text, each.name, each.unit) for text in (each.action, each.alert) if text]
    nodes += [aim(each.aim, each.unit)] if each.aim else []
    return frozenset().union(*(names_in(node) for node in nodes)) - {each.name}
