"""Where a batch stands: every turn of its formula in the order of work, and every value known so far.

A turn is one step done once: a step of a repeated stage or a repeated step has one turn for each round. The order is forced:
a turn is open when every turn before it is done, or may be left out (formula.md sections 2 and 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from workbench.batch.records import Bag, Calculation, Entry, MarkKind, Reading, StepMark, TestResult
from workbench.batch.values import constants, givens, kept_value, lots_of, result_value, step_key
from workbench.calculation.evaluating import Names, Value, evaluate, holds
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
from workbench.dossier.dossier import Dossier
from workbench.formula.lineup import StagePlan, lineup, rounds
from workbench.formula.lineup import loop as loop_of
from workbench.formula.records import Field, Stage, Step, Test, Text
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

Loop = tuple[str, Quantity]


class TurnState(Enum):
    """How far a turn is."""

    TODO = "to do"
    OPEN = "open"
    STARTED = "started"
    PERFORMED = "waits for the second person"
    DONE = "done"
    SKIPPED = "left out"


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of one round. ``loop`` is the round's variable and value; ``waits`` names values not known yet."""

    stage: Stage
    step: Step
    round: str
    loop: Loop | None
    state: TurnState
    floating: bool = False
    marks: tuple[StepMark, ...] = ()

    @property
    def key(self) -> str:
        """The turn's name in signatures and lists."""
        return step_key(self.step.name, self.round)

    @property
    def title(self) -> Text:
        """What the turn is called, in both languages: the title of a step may name its round's value and no other (formula.title-shows)."""
        if self.loop is None:
            return self.step.text
        name, value = self.loop
        place, said = f"{{{name}}}", f"{value.value:f}"
        return Text(self.step.text.en.replace(place, said), self.step.text.ru.replace(place, said))

    @property
    def optional(self) -> bool:
        """Whether the turn may be left out without a reason."""
        return self.step.optional

    def last(self, *kinds: MarkKind) -> StepMark | None:
        """The latest mark of one of these kinds."""
        return next((each for each in reversed(self.marks) if each.kind in kinds), None)

    @property
    def performer(self) -> str | None:
        """Who performed it, or has it in hand."""
        mark = self.last(MarkKind.PERFORMED) or self.last(MarkKind.TAKEN_OVER, MarkKind.STARTED)
        return mark.person if mark else None


@dataclass(frozen=True, slots=True)
class Progress:
    """The turns in order, the values outside any round, and for each stage round its own values."""

    turns: tuple[Turn, ...]
    values: Names
    local: Mapping[tuple[str, str], Mapping[str, Value]] = field(default_factory=dict)

    def turn(self, step: str, round_key: str) -> Turn:
        """The turn of this step and round; ``LookupError`` when the formula has none now."""
        for each in self.turns:
            if each.step.name == step and each.round == round_key:
                return each
        raise LookupError(step_key(step, round_key))

    @property
    def open(self) -> tuple[Turn, ...]:
        """Turns that may be worked on now, the one in hand or next in order first."""
        return tuple(each for each in self.turns if each.state in (TurnState.OPEN, TurnState.STARTED, TurnState.PERFORMED))

    @property
    def current(self) -> Turn | None:
        """The turn that is next: the one in hand, else the first open one that is not optional, else any open one."""
        for state in (TurnState.PERFORMED, TurnState.STARTED):
            for each in self.turns:
                if each.state is state:
                    return each
        return next((t for t in self.open if not t.optional), next(iter(self.open), None))

    @property
    def finished(self) -> bool:
        """Whether every turn that must be done is done."""
        return all(each.state in (TurnState.DONE, TurnState.SKIPPED) or each.optional for each in self.turns)

    def names_for(self, turn: Turn) -> dict[str, Value | tuple[Value, ...]]:
        """What an expression inside ``turn`` may name: everything outside, its own round, its loop variable."""
        names = dict(self.values) | dict(self.local.get((turn.stage.name, turn.round if turn.stage.each else ""), {}))
        if turn.loop:
            names[turn.loop[0]] = turn.loop[1]
        started = turn.last(MarkKind.STARTED)
        if started:
            names["this.started"] = started.at
        return names


def progress(dossier: Dossier) -> Progress:
    """Where the batch of ``dossier`` stands, as far as its values decide its path."""
    return _Walk(dossier).walk()


class _Walk:
    """One pass over the formula in the order of work."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.values: dict[str, Value | tuple[Value, ...]] = {**constants(dossier.formula), **givens(dossier)}
        self.local: dict[tuple[str, str], dict[str, Value]] = {}
        self.turns: list[Turn] = []
        self.marks: dict[tuple[str, str], list[StepMark]] = {}
        self.kept: dict[tuple[str, str], list[Entry | Calculation]] = {}
        for mark in dossier.marks:
            self.marks.setdefault((mark.step, mark.round), []).append(mark)
        for record in first_facts(dossier):
            self.kept.setdefault((record.step, record.round), []).append(record)
        for material, lots in lots_of(dossier).items():
            self.values[f"expiry({material})"] = min(each.expiry for each in lots)
        for name, value in results(dossier).items():
            self.values[name] = value

    def walk(self) -> Progress:
        self._empty_series()
        for plan in lineup(self.dossier.formula):
            if self._true(plan.stage.when) is False:
                continue
            for round_key, loop in self._stage_rounds(plan.stage):
                self._stage(plan, round_key, loop)
        self._derived_tests()
        return Progress(_opened(self.turns), self.values, self.local)

    def _empty_series(self) -> None:
        """A repeated or optional field that nobody has entered yet is an empty series."""
        formula = self.dossier.formula
        for step in formula.steps:
            if step.each or step.optional or formula.stage(step.stage).each:
                for each in step.fields:
                    self.values.setdefault(each.name, ())

    def _stage_rounds(self, stage: Stage) -> list[tuple[str, Loop | None]]:
        if not stage.each:
            return [("", None)]
        try:
            name, values = rounds(stage.each, self.values)
        except Refused:
            return [("?", None)]
        return [(str(each), (name, each)) for each in values]

    def _stage(self, plan: StagePlan, round_key: str, loop: Loop | None) -> None:
        for slot in plan.slots:
            if self._true(slot.step.when) is False:
                continue
            if slot.loop is not None:
                self._turn(plan.stage, slot.step, str(slot.loop), (loop_of(slot.step.each).name, slot.loop))
            elif slot.step.each:
                name, values = rounds(slot.step.each, self.values)
                for each in values:
                    self._turn(plan.stage, slot.step, str(each), (name, each))
            else:
                self._turn(plan.stage, slot.step, round_key, loop)
        for step in plan.floating:
            if self._true(step.when) is not False:
                self._floating(plan.stage, step)

    def _floating(self, stage: Stage, step: Step) -> None:
        if not step.each:
            self._turn(stage, step, "", None, floating=True)
            return
        name, values = rounds(step.each, self.values)
        for each in values:
            self._turn(stage, step, str(each), (name, each), floating=True)
            if self.turns[-1].state is TurnState.TODO:
                break

    def _turn(self, stage: Stage, step: Step, round_key: str, loop: Loop | None, *, floating: bool = False) -> None:
        marks = tuple(self.marks.get((step.name, round_key), ()))
        turn = Turn(stage, step, round_key, loop, state_of(step, marks), floating, marks)
        self.turns.append(turn)
        if turn.state in (TurnState.PERFORMED, TurnState.DONE):
            self._keep(turn)

    def _keep(self, turn: Turn) -> None:
        series = bool(turn.step.each or turn.step.optional or turn.stage.each)
        local = self.local.setdefault((turn.stage.name, turn.round if turn.stage.each else ""), {})
        started, done = turn.last(MarkKind.STARTED), turn.last(MarkKind.PERFORMED)
        named: list[tuple[str, Value]] = [(each.field, v) for each in self.kept.get((turn.step.name, turn.round), ()) if (v := kept_value(each)) is not None]
        if started and done:
            named += [(f"{turn.step.name}.started", started.at), (f"{turn.step.name}.done", done.at)]
        for name, value in named:
            if series:
                before = self.values.get(name, ())
                self.values[name] = (*(before if isinstance(before, tuple) else ()), value)
                if turn.stage.each:
                    local[name] = value
            else:
                self.values[name] = value

    def _derived_tests(self) -> None:
        """Lines of the specification on calculated values exist as soon as their parts do."""
        waiting = [each for each in self.dossier.formula.tests if each.calc and each.name not in self.values]
        while waiting:
            left = [each for each in waiting if not self._derived(each)]
            if len(left) == len(waiting):
                return
            waiting = left

    def _derived(self, test: Test) -> bool:
        try:
            value = evaluate(parse(test.calc), self.values)
        except Refused:
            return False
        self.values[test.name] = convert(value, test.unit) if isinstance(value, Quantity) else value
        return True

    def _true(self, condition: str) -> bool | None:
        """True, False, or None while its names have no value."""
        if not condition:
            return True
        try:
            return holds(parse(condition), self.values)
        except Refused:
            return None


def state_of(step: Step, marks: tuple[StepMark, ...]) -> TurnState:
    """How far a turn is, by its own marks alone."""
    state = TurnState.TODO
    for mark in marks:
        match mark.kind:
            case MarkKind.STARTED | MarkKind.TAKEN_OVER | MarkKind.DISPUTED:
                state = TurnState.STARTED
            case MarkKind.PERFORMED:
                state = TurnState.PERFORMED if step.critical else TurnState.DONE
            case MarkKind.VERIFIED:
                state = TurnState.DONE
            case MarkKind.SKIPPED:
                state = TurnState.SKIPPED
    return state


def _opened(turns: list[Turn]) -> tuple[Turn, ...]:
    """The same turns with those opened that may be started now, and those passed over marked as left out."""
    done = {TurnState.DONE, TurnState.SKIPPED}
    ordered = [each for each in turns if not each.floating]
    last_done = max((i for i, each in enumerate(ordered) if each.state in done), default=-1)
    shown: dict[int, TurnState] = {}
    stage, blocked = "", False
    for place, turn in enumerate(ordered):
        if turn.state in done:
            continue
        if turn.optional and place < last_done and turn.state is TurnState.TODO:
            shown[id(turn)] = TurnState.SKIPPED
            continue
        if not blocked and turn.round != "?":
            stage = stage or turn.stage.name
            if turn.state is TurnState.TODO:
                shown[id(turn)] = TurnState.OPEN
            blocked = not turn.optional
        elif not blocked:
            blocked = True
    for turn in turns:
        if turn.floating and turn.state is TurnState.TODO and turn.stage.name == stage:
            shown[id(turn)] = TurnState.OPEN
    return tuple(replace(each, state=shown[id(each)]) if id(each) in shown else each for each in turns)


def current_entries(dossier: Dossier) -> tuple[Entry, ...]:
    """Entries that no later one supersedes."""
    gone = {each.supersedes for each in dossier.entries}
    return tuple(each for each in dossier.entries if each.id not in gone)


def current_calculations(dossier: Dossier) -> tuple[Calculation, ...]:
    """Calculations that no later one supersedes."""
    gone = {each.supersedes for each in dossier.calculations}
    return tuple(each for each in dossier.calculations if each.id not in gone)


def first_facts(dossier: Dossier) -> tuple[Entry | Calculation, ...]:
    """Current entries of the performers, and current calculations: what the batch's values are read from."""
    found: list[Entry | Calculation] = [each for each in current_entries(dossier) if each.reading is Reading.FIRST]
    return (*found, *current_calculations(dossier))


def turn_values(dossier: Dossier, step: str, round_key: str) -> dict[str, Value]:
    """The performer's values of one turn by field, calculated ones included."""
    mine = [each for each in first_facts(dossier) if (each.step, each.round) == (step, round_key)]
    return {each.field: value for each in mine if (value := kept_value(each)) is not None}


def current_results(dossier: Dossier) -> tuple[TestResult, ...]:
    """Results that no later one supersedes: at most one for each test."""
    gone = {each.supersedes for each in dossier.results}
    return tuple(each for each in dossier.results if each.id not in gone)


def checked(dossier: Dossier, result: TestResult) -> bool:
    """Whether a second analyst has checked this very result."""
    return any(each.subject == result.id and each.meaning.value == "checked" for each in dossier.signatures)


def results(dossier: Dossier) -> dict[str, Value]:
    """Values of the results that count: checked ones, by the name of their test."""
    found: dict[str, Value] = {}
    for result in current_results(dossier):
        value = result_value(result)
        if value is not None and result.kind.value == "value" and checked(dossier, result):
            test = dossier.formula.test(result.test)
            found[result.test] = convert(value, test.unit) if isinstance(value, Quantity) else value
    return found


def bags_of(dossier: Dossier, stage: str, round_key: str) -> tuple[Bag, ...]:
    """The bags that were made in this round of this stage: a formula may repeat two stages, which count their rounds each from one.

    A stage that made none works on those that another stage made in a round of this name.
    """
    named = tuple(each for each in dossier.bags if each.round == round_key)
    return tuple(each for each in named if dossier.formula.step(each.step).stage == stage) or named


def applies(each: Field, names: Names) -> bool:
    """Whether a field is asked for on this path."""
    return not each.when or holds(parse(each.when), names)


def moment_of(names: Names, expression: str) -> datetime | None:
    """The moment that ``expression`` tells, or None while its parts are not known."""
    try:
        value = evaluate(parse(expression), names)
    except Refused:
        return None
    return value if isinstance(value, datetime) else None
