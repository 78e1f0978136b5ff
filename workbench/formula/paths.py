"""Walks every path of a formula: all options of every choice that a condition names, both answers of every comparison in one.

On each path a value is defined before it is used, a sample is taken before its test, the expiry of a container is known when it is made,
and a container is made before its label; what no path reaches is told. Enumeration stands in the place of any logic of implication
(design: formula.md 6.6): a comparison is tried true and false whatever its numbers, which is safe and a little too strict.
"""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.calculation.dimensions import Kind
from workbench.calculation.nodes import Name, Node, Num
from workbench.calculation.parsing import parse
from workbench.formula.demands import Atoms, Demand, Truths, atoms_of, demand_of, limit_demand
from workbench.formula.grammar import PLACEHOLDER
from workbench.formula.lineup import each_of, lineup, loop
from workbench.formula.records import Field, MasterFormula, Stage, Step, StepKind, Test
from workbench.formula.shape import Findings

MOST = 4096
Facts = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Path:
    """One path: what is decided, what has a value now, what may have had one, which samples were taken, what the stage has made."""

    truths: Truths
    have: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)

    def on(self, condition: str) -> bool:
        """Whether what stands under ``condition`` is on this path."""
        return not condition or self.truths.of(parse(condition)) is not False


class Walk:
    """The walk over all paths; each finding is said once, with how many paths it stands on."""

    def __init__(self, formula: MasterFormula, kinds: dict[str, Kind], findings: Findings) -> None:
        self.formula, self.kinds, self.findings = formula, kinds, findings
        self.plans = tuple((plan.stage, plan.steps) for plan in lineup(formula))
        self.said: dict[tuple[str, str, Facts], list[Atoms]] = {}
        self.reached: set[str] = set()
        self.demands: dict[tuple[str, str, str], Demand] = {}
        self.derived = tuple(each for each in formula.tests if each.calc)

    def check(self) -> None:
        """Walks every path."""
        atoms = atoms_of(self.formula, self.kinds)
        total = 1
        for options in atoms.values():
            total *= len(options)
        if total > MOST:
            self.findings.say("formula.paths-many", "formula", paths=str(total), most=str(MOST))
            return
        for combination in itertools.product(*atoms.values()):
            chosen: Atoms = dict(zip(atoms, combination, strict=True))
            self._path(Path(Truths(chosen)))
        for (code, place, facts), found in self.said.items():
            self.findings.add(code, place, {**dict(facts), "paths": str(len(found)), "of": str(total), "first": _shared(found)})
        self._unreached()

    def _say(self, path: Path, code: str, place: str, **facts: str) -> None:
        found = self.said.setdefault((code, place, tuple(sorted(facts.items()))), [])
        if not found or found[-1] is not path.truths.atoms:
            found.append(path.truths.atoms)

    def _unreached(self) -> None:
        formula = self.formula
        places = [f"stage.{each.name}" for each in formula.stages] + [f"step.{each.name}" for each in formula.steps]
        for step in formula.steps:
            if f"step.{step.name}" in self.reached:
                places += [f"step.{step.name}.field.{each.name}" for each in step.fields]
        for section, items in (("test", formula.tests), ("hold", formula.holds), ("shelf_life", formula.shelf_lives)):
            places += [f"{section}.{each.name}" for each in items]
        for place in places:
            if place not in self.reached:
                self.findings.say("formula.unreachable", place, name=place)

    # -------------------------------------------------------------------------------------------------- one path
    def _path(self, path: Path) -> None:
        formula = self.formula
        path.have = {"regime", *(each.name for each in formula.constants)}
        path.have |= {each.name for each in formula.givens if not each.origin.startswith("lot ")}
        for section, items in (("material", formula.materials), ("equipment", formula.equipment)):
            for each in items:
                self._condition(path, f"{section}.{each.name}", each.when)
        for stage, steps in self.plans:
            self._condition(path, f"stage.{stage.name}", stage.when)
            if path.on(stage.when):
                self.reached.add(f"stage.{stage.name}")
                path.made = {}
                for step in steps:
                    self._condition(path, f"step.{step.name}", step.when)
                    if path.on(step.when):
                        self._step(path, stage, step)
        for test in formula.tests:
            self._condition(path, f"test.{test.name}", test.when)
            if path.on(test.when):
                self._test(path, test)
        for hold in formula.holds:
            place = f"hold.{hold.name}"
            self._condition(path, place, hold.when)
            if path.on(hold.when):
                self.reached.add(place)
                self._use(path, place, hold.start)
                self._use(path, place, hold.until)
        for name in (formula.ordered_dose, formula.dose_per_kg, formula.made_dose):
            if name and name not in path.have:
                self._say(path, "formula.dose-missing", "formula", name=name)
        if f"{formula.day_zero}.done" not in path.have:
            self._say(path, "formula.day-zero-missing", "formula.day_zero", name=formula.day_zero)

    def _condition(self, path: Path, place: str, condition: str) -> None:
        if condition:
            self._use(path, place, condition)

    def _step(self, path: Path, stage: Stage, step: Step) -> None:
        place = f"step.{step.name}"
        self.reached.add(place)
        text = each_of(self.formula, step)
        own: set[str] = set()
        if text:
            said = loop(text)
            own.add(said.name)
            for node in said.values:
                self._need(path, place, demand_of(node, self.kinds), own)
        path.have.add(f"{step.name}.started")
        own.add("this.started")
        self._shown(path, place, step, own)
        for material in (*step.scans, *(name for name, _ in step.uses)):
            self._scanned(path, material)
        own |= {"this.done", f"{step.name}.done"}
        for each in step.fields:
            self._field(path, f"{place}.field.{each.name}", each, own)
        for _, amount in step.uses:
            self._use(path, place, amount, own)
        if step.kind is StepKind.LABEL:
            self._label(path, place, step)
        self._done(path, step, own)
        if step.makes is not None:
            self._made(path, stage, step)

    def _shown(self, path: Path, place: str, step: Step, own: set[str]) -> None:
        """A text is read when the step begins: it may show what is known then, and what can be calculated from that."""
        texts = [text for text in (step.do, step.why) if text is not None]
        names = {name for text in texts for name in PLACEHOLDER.findall(text.en)} - path.have - own
        if not names:
            return
        known = path.have | own
        for each in step.fields:
            if each.calc and path.on(each.when) and self._demand(each.calc).on(path.truths)[0] <= known:
                known.add(each.name)
        for name in sorted(names - known):
            self._say(path, "formula.text-too-early", place, name=name)

    def _scanned(self, path: Path, material: str) -> None:
        path.have.add(f"expiry({material})")
        path.have |= {each.name for each in self.formula.givens if each.origin == f"lot {material}"}
        for sample in self.formula.samples:
            if sample.of == material:
                self._sampled(path, sample.name)
        self._derive(path)

    def _field(self, path: Path, place: str, each: Field, own: set[str]) -> None:
        if each.when:
            self._use(path, place, each.when, own)
        if not path.on(each.when):
            return
        self.reached.add(place)
        if each.calc:
            self._use(path, place, each.calc, own)
        if each.aim:
            self._use(path, place, each.aim, own)
        own.add(each.name)
        for text in (each.action, each.alert):
            if text:
                self._need(path, place, self._limit(text, each.name, each.unit), own)

    def _label(self, path: Path, place: str, step: Step) -> None:
        """Before a label goes on, its container is made, and it is known how many containers there will be in all."""
        if not path.made:
            self._say(path, "formula.label-before-container", place, name=step.name)
        for maker in (each for each in self.formula.steps if each.makes):
            stage = self.formula.stage(maker.stage)
            if stage.each and path.on(stage.when) and path.on(maker.when):
                for node in loop(stage.each).values:
                    self._need(path, place, demand_of(node, self.kinds))

    def _made(self, path: Path, stage: Stage, step: Step) -> None:
        """When a container is made its expiry is known: every reason that applies to it on this path can be reckoned."""
        kind = step.makes.kind if step.makes else ""
        path.made[step.name] = kind
        lives = self.formula.shelf_lives_of(kind)
        for life in lives:
            self._condition(path, f"shelf_life.{life.name}", life.when)
        lives = tuple(each for each in lives if path.on(each.when))
        if not lives:
            self._say(path, "formula.no-expiry", f"step.{step.name}", kind=kind)
        for life in lives:
            self.reached.add(f"shelf_life.{life.name}")
            missing = self._demand(life.at).on(path.truths)[0] - path.have
            for name in sorted(missing):
                self._say(path, "formula.expiry-late", f"shelf_life.{life.name}", name=name, step=step.name)

    def _done(self, path: Path, step: Step, own: set[str]) -> None:
        path.ever |= own | {f"{step.name}.started"}
        if step.optional:
            path.have.discard(f"{step.name}.started")
        else:
            path.have |= {each.name for each in step.fields if each.required and each.name in own} | {f"{step.name}.done"}
        for sample in step.samples:
            self._sampled(path, sample)
        self._derive(path)

    def _derive(self, path: Path) -> None:
        """Lines of the specification on calculated values have a value as soon as their parts have."""
        more = True
        while more:
            ready = {
                each.name
                for each in self.derived
                if each.name not in path.have and path.on(each.when) and self._demand(each.calc).on(path.truths)[0] <= path.have
            }
            path.have |= ready
            more = bool(ready)

    def _sampled(self, path: Path, sample: str) -> None:
        path.taken.add(sample)
        path.have |= {each.name for each in self.formula.tests if each.sample == sample and path.on(each.when)}

    def _test(self, path: Path, test: Test) -> None:
        place = f"test.{test.name}"
        self.reached.add(place)
        if test.sample and test.sample not in path.taken:
            self._say(path, "formula.sample-never-taken", place, name=test.sample)
        if test.calc:
            self._use(path, place, test.calc)
        if test.accept:
            self._need(path, place, self._limit(test.accept, test.name, test.unit), {test.name})

    # -------------------------------------------------------------------------------------------------- what is needed
    def _demand(self, text: str) -> Demand:
        key = ("", "", text)
        if key not in self.demands:
            self.demands[key] = demand_of(parse(text), self.kinds)
        return self.demands[key]

    def _limit(self, text: str, name: str, unit: str) -> Demand:
        key = (name, unit, text)
        if key not in self.demands:
            self.demands[key] = limit_demand(text, name, unit, self.kinds)
        return self.demands[key]

    def _use(self, path: Path, place: str, text: str, own: set[str] | frozenset[str] = frozenset()) -> None:
        self._need(path, place, self._demand(text), own)

    def _need(self, path: Path, place: str, demand: Demand, own: set[str] | frozenset[str] = frozenset()) -> None:
        values, series = demand.on(path.truths)
        missing = values - path.have - own
        if series:
            missing |= series - path.ever - own
        for name in sorted(missing):
            self._say(path, "formula.used-too-early", place, name=name)


def _shared(found: Sequence[Atoms]) -> str:
    """What the paths ``found`` have in common; the first of them where they have nothing in common."""
    common = {atom: answer for atom, answer in found[0].items() if all(each[atom] == answer for each in found)}
    said = []
    for atom, answer in (common or found[0]).items():
        if isinstance(atom, str):
            said.append(f"{atom} is {answer}")
        else:
            said.append(f"{'' if answer else 'not '}{_side(atom.left)} {atom.op} {_side(atom.right)}")
    return ", ".join(said) or "any"


def _side(node: Node) -> str:
    match node:
        case Name(id):
            return id
        case Num(value, unit, _):
            return f"{value:f} {unit}".strip()
        case _:
            return "…"
