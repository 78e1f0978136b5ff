"""The order of work, for the proof and for the bench alike.

Stages stand in file order; inside a stage steps stand by day, then by file; a repeat over times stands on those days (feed 5, sample 5,
feed 6, feed 7). An optional step without a day floats: it is open as long as its stage is. A stage with ``each`` runs whole for the
first, then whole for the second. Nothing else decides the order: there is no "next step" in a formula.
"""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workbench.calculation.dimensions import kind_of
from workbench.calculation.evaluating import Names, evaluate, holds
from workbench.calculation.nodes import Node
from workbench.calculation.parsing import is_name, parse
from workbench.calculation.units import TIME, convert
from workbench.formula.records import MasterFormula, Stage, Step, Text
from workbench.kernel.findings import Refused, stops
from workbench.kernel.values import Quantity

SOURCE = "resources/formulas/README.md"
MOST_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Loop:
    """What an ``each`` says: the name that counts, and its values or, when ``ranged``, the first and the last of them."""

    name: str
    values: tuple[Node, ...]
    ranged: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the line of work. ``day`` counts from day zero; ``loop`` is set where a repeat over times stands on its day."""

    step: Step
    day: Decimal
    loop: Quantity | None = None


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage with its slots in the order of work, and the steps that float in it."""

    stage: Stage
    slots: tuple[Slot, ...]
    floating: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of the stage once, in the order of work, those that float at the end."""
        return tuple(dict.fromkeys([*(each.step for each in self.slots), *self.floating]))


def lineup(formula: MasterFormula) -> tuple[StagePlan, ...]:
    """The line of work of ``formula``. ``Refused`` when an ``each`` cannot be read."""
    return tuple(_plan(formula, stage) for stage in formula.stages)


def _plan(formula: MasterFormula, stage: Stage) -> StagePlan:
    slots: list[Slot] = []
    floating: list[Step] = []
    day = Decimal(stage.day or 0)
    for step in formula.steps:
        if step.stage != stage.name:
            continue
        day = Decimal(step.day) if step.day else day
        times = day_values(step.each) if step.each else ()
        if times:
            slots += [Slot(step, convert(each, "d").value, each) for each in times]
        elif step.optional and not step.day:
            floating.append(step)
        else:
            slots.append(Slot(step, day))
    slots.sort(key=lambda each: each.day)
    return StagePlan(stage, tuple(slots), tuple(floating))


@lru_cache(maxsize=1024)
def loop(each: str) -> Loop:
    """``bag 1 piece .. bags`` or ``feed_day 5 d, 6 d``. ``Refused`` when it cannot be read."""
    name, _, rest = each.strip().partition(" ")
    if not is_name(name) or not rest.strip():
        raise _refused("formula.each-unreadable", text=each)
    ends = rest.split("..")
    if len(ends) == 2:
        return Loop(name, (parse(ends[0].strip()), parse(ends[1].strip())), ranged=True)
    return Loop(name, tuple(parse(part.strip()) for part in rest.split(",")), ranged=False)


@lru_cache(maxsize=1024)
def day_values(each: str) -> tuple[Quantity, ...]:
    """The times that ``each`` lists; empty when it counts something else, or depends on a value."""
    said = loop(each)
    if said.ranged:
        return ()
    try:
        if any(kind_of(node, {}).dimension != TIME for node in said.values):
            return ()
        found = [evaluate(node, {}) for node in said.values]
    except Refused:
        return ()
    return tuple(one for one in found if isinstance(one, Quantity))


def rounds(each: str, names: Names) -> tuple[str, tuple[Quantity, ...]]:
    """The name that counts and its values, as ``names`` tell: none when the last of a range lies below its first.

    ``Refused`` while a value is missing (``calculation.no-value``), for a range over parts, and for more than 100 rounds.
    """
    said = loop(each)
    found = [one for one in (evaluate(node, names) for node in said.values) if isinstance(one, Quantity)]
    if len(found) != len(said.values):
        raise _refused("formula.each-unreadable", text=each)
    if not said.ranged:
        return said.name, tuple(found)
    first = found[0]
    count = convert(found[1], first.unit).value - first.value + 1
    if count != count.to_integral_value() or first.value != first.value.to_integral_value():
        raise _refused("formula.each-parts", text=each, value=str(found[1]))
    if count > MOST_ROUNDS:
        raise _refused("formula.each-many", text=each, most=str(MOST_ROUNDS))
    return said.name, tuple(Quantity(first.value + number, first.unit) for number in range(max(0, int(count))))


def each_of(formula: MasterFormula, step: Step) -> str:
    """What repeats ``step``: its own ``each``, or its stage's; empty when nothing does."""
    return step.each or formula.stage(step.stage).each


def storage(formula: MasterFormula, kind: str, names: Names) -> Text:
    """How a container of this kind is stored: as the first shelf life that applies says, else as the formula says.

    ``Refused`` while a value that a condition needs is missing.
    """
    for reason in formula.shelf_lives_of(kind):
        if reason.storage and (not reason.when or holds(parse(reason.when), names)):
            return reason.storage
    return formula.storage


def _refused(code: str, **facts: str) -> Refused:
    return Refused((stops(code, SOURCE, where=facts.get("text", ""), file="formula", line="1", place="each", **facts),))
