"""Walks every path of a formula: all options of every choice that a condition names, both answers of every comparison in one.

On each path a value is defined before it is used, a sample is taken before its test, an expiry is known before the first label; a step on
no path is unreachable. Enumeration in the place of any logic of implication (design: formula.md 6.6).
"""
from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.calculation.dimensions import Kind
from workbench.calculation.nodes import Call, Cmp, If, Is, Logic, Name, Node, kids, walk
from workbench.calculation.parsing import aim, limit, parse
from workbench.formula.grammar import PLACEHOLDER
from workbench.formula.lineup import each_of, lineup, loop
from workbench.formula.namespace import repeated
from workbench.formula.records import Field, MasterFormula, Stage, Step, StepKind
from workbench.formula.shape import Findings
from workbench.kernel.findings import Severity

MOST = 4096
Atoms = dict[str | Cmp, str | bool]
TALLY = ("sum", "count")


@dataclass
class Path:
    """One path: what is decided, what has a value, what may have one, which steps were walked."""

    atoms: Atoms
    label: str
    have: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    labelled: bool = False


class Walk:
    """The walk over all paths; each finding is said once, with how many paths it stands on."""

    def __init__(self, formula: MasterFormula, kinds: dict[str, Kind], findings: Findings) -> None:
        self.formula, self.kinds, self.findings = formula, kinds, findings
        self.said: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[str]] = {}
        self.reached: set[str] = set()
        self.count = 0

    def check(self) -> None:
        """Walks every path."""
        atoms = self._atoms()
        total = 1
        for options in atoms.values():
            total *= len(options)
        if total > MOST:
            self.findings.say("formula.paths-many", "formula", paths=str(total), most=str(MOST))
            return
        for combination in itertools.product(*atoms.values()):
            chosen: Atoms = dict(zip(atoms, combination, strict=True))
            self.count += 1
            self._path(Path(chosen, ", ".join(f"{key} is {value}" for key, value in chosen.items() if isinstance(key, str))))
        for (code, place, facts), labels in self.said.items():
            where = "" if len(labels) == self.count else f"{len(labels)}/{self.count}: {labels[0]}"
            named: dict[str, str] = dict(facts)
            self.findings.say(code, place, severity=Severity.STOPS, line=None, paths=where, **named)
        for step in self.formula.steps:
            if step.name not in self.reached:
                self.findings.say("formula.unreachable", f"step.{step.name}", name=step.name)

    def _say(self, path: Path, code: str, place: str, **facts: str) -> None:
        self.said.setdefault((code, place, tuple(sorted(facts.items()))), []).append(path.label)

    def _atoms(self) -> dict[str | Cmp, tuple[str | bool, ...]]:
        formula = self.formula
        conditions = [each.when for items in (formula.stages, formula.steps, formula.holds, formula.shelf_lives, formula.tests) for each in items]
        conditions += [each.when for step in formula.steps for each in step.fields]
        nodes = [parse(each) for each in conditions if each]
        found: dict[str | Cmp, tuple[str | bool, ...]] = {}
        for node in (*nodes, *(parse(each.calc) for step in formula.steps for each in step.fields if each.calc)):
            for part in walk(node):
                if isinstance(part, Is) and isinstance(part.of, Name):
                    found[part.of.id] = self.kinds[part.of.id].options
        for node in nodes:
            found |= {part: (True, False) for part in walk(node) if isinstance(part, Cmp)}
        return found

    # -------------------------------------------------------------------------------------------------- one path
    def _path(self, path: Path) -> None:
        formula = self.formula
        path.have = {each.name for each in formula.constants}
        path.have |= {each.name for each in formula.givens if not each.origin.startswith("lot ")}
        for sample in formula.samples:
            if sample.of:
                self._sampled(path, sample.name)
        for stage, step in self._steps(path):
            self._step(path, stage, step)
        for test in formula.tests:
            if not self._on(path, test.when):
                continue
            place = f"test.{test.name}"
            if test.sample and test.sample not in path.taken:
                self._say(path, "formula.sample-never-taken", place, name=test.sample)
            if test.calc:
                self._use(path, place, parse(test.calc))
            if test.accept:
                self._use(path, place, limit(test.accept, test.name, test.unit), {test.name})
        self._ends(path)

    def _ends(self, path: Path) -> None:
        for hold in self.formula.holds:
            if self._on(path, hold.when):
                for text in (hold.start, hold.until):
                    self._use(path, f"hold.{hold.name}", parse(text))

    def _steps(self, path: Path) -> Iterator[tuple[Stage, Step]]:
        for plan in lineup(self.formula):
            if self._on(path, plan.stage.when):
                for step in plan.steps:
                    if self._on(path, step.when):
                        yield plan.stage, step

    def _step(self, path: Path, stage: Stage, step: Step) -> None:
        place = f"step.{step.name}"
        self.reached.add(step.name)
        path.have.add(f"{step.name}.started")
        for text in (stage.when, step.when):
            if text:
                self._use(path, place, parse(text))
        own = {"this.started", "this.done"}
        text = each_of(self.formula, step)
        if text:
            said = loop(text)
            own.add(said.name)
            for node in said.values:
                self._use(path, place, node)
        for material in (*step.scans, *(name for name, _ in step.uses)):
            path.have.add(f"expiry({material})")
            path.have |= {each.name for each in self.formula.givens if each.origin == f"lot {material}"}
        for each in step.fields:
            if self._on(path, each.when):
                self._field(path, f"{place}.field.{each.name}", each, own)
        for _, amount in step.uses:
            self._use(path, place, parse(amount), own)
        for name in PLACEHOLDER.findall(step.do.en) + PLACEHOLDER.findall(step.text.en):
            if name not in own | path.have:
                self._say(path, "formula.text-too-early", place, name=name)
        if step.kind is StepKind.LABEL:
            self._label(path, place, step)
        self._done(path, step, own)

    def _field(self, path: Path, place: str, each: Field, own: set[str]) -> None:
        if each.calc:
            self._use(path, place, parse(each.calc), own)
        if each.aim:
            self._use(path, place, aim(each.aim, each.unit), own)
        for text in (each.action, each.alert):
            if text:
                self._use(path, place, limit(text, each.name, each.unit), own | {each.name})
        own.add(each.name)

    def _label(self, path: Path, place: str, step: Step) -> None:
        """Before a label goes on, it is known how many containers there will be, and when this one expires."""
        for maker in (each for each in self.formula.steps if each.makes):
            stage = self.formula.stage(maker.stage)
            for node in loop(stage.each).values if stage.each and self._on(path, stage.when) else ():
                self._use(path, place, node)
        kinds = {each.makes.kind for each in self.formula.steps if each.makes and each.stage == step.stage}
        for kind in sorted(kinds):
            lives = [each for each in self.formula.shelf_lives_of(kind) if self._on(path, each.when)]
            if not lives:
                self._say(path, "formula.no-expiry", place, kind=kind)
            for life in lives:
                self._use(path, f"shelf_life.{life.name}", parse(life.at))

    def _done(self, path: Path, step: Step, own: set[str]) -> None:
        path.ever |= own
        if repeated(self.formula, step) and step.optional:
            path.have.add(f"{step.name}.done")
        else:
            path.have |= {each.name for each in step.fields if each.required and each.name in own} | {f"{step.name}.done"}
        for sample in step.samples:
            self._sampled(path, sample)
        more = True
        while more:
            ready = [each for each in self.formula.tests if each.calc and each.name not in path.have and self._needs(path, parse(each.calc)) <= path.have]
            path.have |= {each.name for each in ready}
            more = bool(ready)

    def _sampled(self, path: Path, sample: str) -> None:
        path.taken.add(sample)
        path.have |= {each.name for each in self.formula.tests if each.sample == sample and self._on(path, each.when)}

    # -------------------------------------------------------------------------------------------------- what a path decides
    def _on(self, path: Path, condition: str) -> bool:
        return not condition or self._truth(path, parse(condition)) is not False

    def _truth(self, path: Path, node: Node) -> bool | None:
        match node:
            case Is(Name(id), option, negated) if id in path.atoms:
                return (path.atoms[id] == option) != negated
            case Cmp():
                held = path.atoms.get(node)
                return held if isinstance(held, bool) else None
            case Logic("not", left, _):
                found = self._truth(path, left)
                return None if found is None else not found
            case Logic(op, left, right) if right is not None:
                pair, decides = (self._truth(path, left), self._truth(path, right)), op == "or"
                return decides if decides in pair else None if None in pair else not decides
            case _:
                return None

    def _needs(self, path: Path, node: Node) -> set[str]:
        """Names that this path really uses; a name in ``sum()`` or ``count()`` of a series may be empty."""
        match node:
            case If(condition, then, otherwise):
                taken = self._truth(path, condition)
                found = self._needs(path, condition)
                found |= self._needs(path, then) if taken is not False else set()
                return found | (self._needs(path, otherwise) if taken is not True else set())
            case Call("expiry", (Name(material),)):
                return {f"expiry({material})"}
            case Call(function, (Name(id),)) if function in TALLY and id in self.kinds and self.kinds[id].series:
                return set()
            case Name(id):
                return {id}
            case _:
                return set().union(*(self._needs(path, each) for each in kids(node)))

    def _use(self, path: Path, place: str, node: Node, own: set[str] | frozenset[str] = frozenset()) -> None:
        for name in sorted(self._needs(path, node) - own):
            if name not in path.have:
                self._say(path, "formula.used-too-early", place, name=name)
        for part in walk(node):
            if isinstance(part, Call) and part.function in TALLY and isinstance(part.args[0], Name):
                name = part.args[0].id
                if self.kinds.get(name) and self.kinds[name].series and name not in path.ever:
                    self._say(path, "formula.used-too-early", place, name=name)
