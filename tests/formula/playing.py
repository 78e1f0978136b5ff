"""Plays the entries of a case file through the order of work and the calculations alone: no register, no batch room, no window.

A second way to the same numbers: whoever reads the formula with the grammar in hand must come to what the journeys come to.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from workbench.calculation.evaluating import Value, evaluate, holds
from workbench.calculation.numbers import read_number
from workbench.calculation.parsing import parse
from workbench.calculation.rounding import half_up
from workbench.calculation.working import work
from workbench.formula.lineup import Slot, lineup, loop, rounds
from workbench.formula.records import Field, MasterFormula, Step, Test
from workbench.kernel.values import Quantity

Case = dict[str, Any]
Names = dict[str, Value | tuple[Value, ...]]
Turn = tuple[Step, str, Quantity | None]


def read_case(path: Path) -> Case:
    case: Case = json.loads(path.read_text(encoding="utf-8"))
    return case


class Play:
    """The values of one batch after its case is played."""

    def __init__(self, formula: MasterFormula, case: Case) -> None:
        self.formula = formula
        self.acts = [each for each in case["play"] if each["act"] in ("step", "result")]
        self.names: Names = {each.name: evaluate(parse(each.calc), {}) for each in formula.constants}
        self.order = next(each for each in case["play"] if each["act"] == "order")["says"]["given"]
        collected: Case = next((each["given"] for each in case["play"] if each["act"] == "collection"), {})
        lots = {each["material"]: each for each in case["lots"].values()}
        for given in formula.givens:
            source, _, material = given.origin.partition(" ")
            if source == "lot" and given.name == f"{material}_left":
                self.names[given.name] = Quantity(Decimal(lots[material]["received"]), lots[material]["unit"])
            elif source == "lot":
                self.names[given.name] = _typed(given, lots[material]["properties"][given.name]["value"])
            elif source == "history":
                self.names[given.name] = Quantity(Decimal(0), given.unit)
            elif source == "patient":
                self.names[given.name] = next(each["status"] for each in case["play"] if each["act"] == "markers")
            else:
                self.names[given.name] = _typed(given, {**self.order, **collected}[given.name])
        for material, lot in lots.items():
            self.names[f"expiry({material})"] = datetime.fromisoformat(lot["expiry"])
        self.worked: list[tuple[str, str]] = []

    def run(self) -> Play:
        """Plays every step in the order of work; ``AssertionError`` when the case plays another."""
        for step in self.formula.steps:
            if step.each or step.optional or self.formula.stage(step.stage).each:
                self.names |= {each.name: () for each in step.fields}
        for turn in self._turns():
            self._results()
            act = self.acts[0] if self.acts else {}
            if turn[0].optional and act.get("step") != turn[0].name:
                continue
            assert act.get("step") == turn[0].name, f"the formula expects {turn[0].name} {turn[1]}, the case plays {act.get('step')}"
            self._step(turn, self.acts.pop(0))
        self._results()
        assert not self.acts
        for test in self.formula.tests:
            if test.calc:
                self.names[test.name] = work(test.calc, self.names, test.unit).value
        return self

    def shown(self, name: str, decimals: int) -> str:
        """The last value of this name, rounded half up."""
        held = self.names[name]
        last = held[-1] if isinstance(held, tuple) else held
        assert isinstance(last, Quantity)
        return f"{half_up(last.value, decimals):f}"

    def all(self, name: str) -> tuple[Value, ...]:
        held = self.names[name]
        return held if isinstance(held, tuple) else (held,)

    def _turns(self) -> Iterator[Turn]:
        for plan in lineup(self.formula):
            if not self._on(plan.stage.when):
                continue
            values: tuple[Quantity | None, ...] = (None,)
            if plan.stage.each:
                values = rounds(plan.stage.each, self.names)[1]
            for value in values:
                for slot in plan.slots:
                    yield from self._floating(plan.floating)
                    if self._on(slot.step.when):
                        yield from self._slot(slot, plan.stage.each, value)

    def _floating(self, floating: tuple[Step, ...]) -> Iterator[Turn]:
        self._results()
        while self.acts and self.acts[0].get("step") in {each.name for each in floating}:
            step = self.formula.step(self.acts[0]["step"])
            done = len(self.all(step.fields[0].name))
            yield step, step.each, rounds(step.each, self.names)[1][done]

    def _slot(self, slot: Slot, each: str, value: Quantity | None) -> Iterator[Turn]:
        if slot.loop is not None:
            yield slot.step, slot.step.each, slot.loop
        else:
            yield slot.step, each, value

    def _on(self, condition: str) -> bool:
        return not condition or holds(parse(condition), self.names)

    def _results(self) -> None:
        while self.acts and self.acts[0]["act"] == "result":
            act = self.acts.pop(0)
            self.names[act["test"]] = _typed(self.formula.test(act["test"]), act["value"])

    def _step(self, turn: Turn, act: Case) -> None:
        step, each, value = turn
        inside: Names = {name: held for name, held in self.names.items() if name not in {one.name for one in step.fields}}
        if value is not None:
            inside[loop(each).name] = value
            inside |= self._round(step)
        for name in ("started", "done"):
            moment = datetime.fromisoformat(act["started" if name == "started" else "at"])
            inside[f"this.{name}"] = inside[f"{step.name}.{name}"] = moment
            self._keep(step, f"{step.name}.{name}", moment)
        for field in step.fields:
            if field.when and not holds(parse(field.when), inside):
                continue
            if field.calc:
                found = work(field.calc, inside, field.unit, field.decimals)
                self.worked.append((field.name, found.shown))
                inside[field.name] = found.value
            elif field.name in act.get("enter", {}):
                inside[field.name] = _typed(field, act["enter"][field.name])
            else:
                assert not field.required or field.kind == "file", f"{step.name}: {field.name} is not entered"
                continue
            held = inside[field.name]
            assert not isinstance(held, tuple)
            self._keep(step, field.name, held)

    def _round(self, step: Step) -> Names:
        """Inside a round of a stage the fields of its steps are single values: the last ones."""
        if not self.formula.stage(step.stage).each:
            return {}
        mates = [one for other in self.formula.steps if other.stage == step.stage and other is not step for one in other.fields]
        return {one.name: self.all(one.name)[-1] for one in mates if self.all(one.name)}

    def _keep(self, step: Step, name: str, value: Value) -> None:
        if step.each or step.optional or self.formula.stage(step.stage).each:
            before = self.names.get(name, ())
            assert isinstance(before, tuple)
            self.names[name] = (*before, value)
        else:
            self.names[name] = value


def _typed(field: Field | Test, raw: str) -> Value:
    if field.options:
        assert raw in field.options
        return raw
    if isinstance(field, Field) and field.kind == "moment":
        return datetime.fromisoformat(raw)
    if isinstance(field, Field) and field.kind in ("text", "file"):
        return raw
    return Quantity(read_number(raw), field.unit)
