"""Materials, equipment, samples, containers, labels and shelf lives: what is named exists, is used, and is used as its sort allows."""
from __future__ import annotations

from collections.abc import Mapping

from workbench.calculation.dimensions import Kind, kind_of
from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import limit, parse
from workbench.calculation.units import measure
from workbench.formula.grammar import PLACEHOLDER
from workbench.formula.lineup import each_of, loop
from workbench.formula.namespace import inside
from workbench.formula.records import MasterFormula, Step, StepKind
from workbench.formula.shape import Findings
from workbench.kernel.findings import Severity

Kinds = Mapping[str, Kind]
VOLUME = measure("mL").dimension
WEIGHT = "weight"
"""The body weight goes by this name, because an order asks when it was measured and what it was before."""


def check_things(formula: MasterFormula, findings: Findings) -> None:
    """Adds what is wrong with the things that steps, tests and shelf lives name."""
    stages = {each.name for each in formula.stages}
    for step in formula.steps:
        place = f"step.{step.name}"
        if step.stage not in stages:
            findings.say("formula.stage-unknown", place, name=step.stage)
            continue
        _known(formula, step, place, findings)
        _repeats(formula, step, place, findings)
    for stage in stages - {each.stage for each in formula.steps}:
        findings.say("formula.never-used", f"stage.{stage}", name=stage)
    _materials(formula, findings)
    _samples(formula, findings)
    _labels(formula, findings)
    made = {each.makes.kind for each in formula.steps if each.makes}
    for life in formula.shelf_lives:
        if life.of and life.of not in made:
            findings.say("formula.container-unknown", f"shelf_life.{life.name}.of", name=life.name, kind=life.of)
    if not made:
        findings.say("formula.makes-nothing", "formula")


def _touched(step: Step) -> tuple[str, ...]:
    return (*step.scans, *(name for name, _ in step.uses))


def _known(formula: MasterFormula, step: Step, place: str, findings: Findings) -> None:
    known = {
        "material": {each.name for each in formula.materials},
        "equipment": {each.name for each in formula.equipment},
        "sample": {each.name for each in formula.samples},
    }
    named = [("material", each) for each in _touched(step)]
    named += [("equipment", each) for each in step.equipment] + [("sample", each) for each in step.samples]
    for sort, name in named:
        if name not in known[sort]:
            findings.say("formula.thing-unknown", place, sort=sort, name=name)
    for name in {each for each, _ in step.uses} & set(step.scans):
        findings.say("formula.keys-together", place, first=f"scans: {name}", second=f"uses: {name}")


def _repeats(formula: MasterFormula, step: Step, place: str, findings: Findings) -> None:
    stage = formula.stage(step.stage)
    if step.each and stage.each:
        findings.say("formula.each-twice", place, name=step.name, stage=stage.name)
    if step.samples and (each_of(formula, step) or step.optional):
        findings.say("formula.sample-repeated", place, name=step.name)
    if step.makes is not None and step.optional:
        findings.say("formula.makes-optional", place, name=step.name)
    if step.name == formula.day_zero and (each_of(formula, step) or step.optional):
        findings.say("formula.day-zero-repeated", place, name=step.name)


def _materials(formula: MasterFormula, findings: Findings) -> None:
    touched = {name for step in formula.steps for name in _touched(step)}
    used = touched | {name for step in formula.steps for name in step.equipment}
    for sort, names in (("material", formula.materials), ("equipment", formula.equipment)):
        for each in names:
            if each.name not in used:
                findings.say("formula.never-used", f"{sort}.{each.name}", name=each.name)
    for material in formula.materials:
        if (material.sort == "patient") != (material.scan == "identity"):
            findings.say("formula.identity-scan", f"material.{material.name}", name=material.name)
    identity = {each.name for each in formula.materials if each.scan == "identity"}
    for step in formula.steps:
        for name, _ in step.uses:
            if name in identity:
                findings.say("formula.identity-used", f"step.{step.name}.uses", name=name)
    for given in formula.givens:
        source, _, material_name = given.origin.partition(" ")
        if source == "lot" and material_name not in touched:
            findings.say("formula.lot-never-scanned", f"given.{given.name}", name=given.name, material=material_name)


def _samples(formula: MasterFormula, findings: Findings) -> None:
    taken = {name for step in formula.steps for name in step.samples}
    lots = {each.name for each in formula.materials if each.scan != "identity"}
    for sample in formula.samples:
        place = f"sample.{sample.name}"
        if sample.of and sample.of not in lots:
            findings.say("formula.thing-unknown", f"{place}.of", sort="material", name=sample.of)
        elif sample.of and sample.name in taken:
            findings.say("formula.sample-of-lot-taken", place, name=sample.name, material=sample.of)
        elif not sample.of and sample.name not in taken:
            findings.say("formula.never-used", place, name=sample.name)
    samples = {each.name for each in formula.samples}
    for test in formula.tests:
        if test.sample and test.sample not in samples:
            findings.say("formula.thing-unknown", f"test.{test.name}", sort="sample", name=test.sample)
    tested = {each.sample for each in formula.tests}
    for sample in formula.samples:
        if not sample.retain and sample.name not in tested:
            findings.say("formula.sample-untested", f"sample.{sample.name}", name=sample.name)


def _labels(formula: MasterFormula, findings: Findings) -> None:
    for step in formula.steps:
        if step.kind is StepKind.LABEL:
            before = [each for each in formula.steps if each.stage == step.stage]
            if not any(each.makes for each in before[: before.index(step)]):
                findings.say("formula.label-without-container", f"step.{step.name}", name=step.name)


def check_amounts(formula: MasterFormula, kinds: Kinds, findings: Findings) -> None:
    """Adds containers whose dose or volume is none, doses that do not compare, and materials used in units that do not add up."""
    units: dict[str, tuple[str, Kind]] = {}
    for step in formula.steps:
        own = inside(formula, step, kinds)
        for material, amount in step.uses:
            found = kind_of(parse(amount), own)
            first = units.setdefault(material, (amount, found))
            if first[1].dimension != found.dimension or found.what != "quantity":
                facts = {"name": material, "first": first[0], "second": amount}
                findings.add("formula.uses-differ", f"step.{step.name}.uses.{material}", facts)
        if step.makes is not None:
            _makes(formula, step, own, findings)
    ordered, made = kinds[formula.ordered_dose], kinds[formula.made_dose]
    if ordered.dimension != made.dimension:
        findings.say("formula.doses-differ", "formula.made_dose", first=formula.ordered_dose, second=formula.made_dose)
    for name in (formula.ordered_dose, formula.dose_per_kg, formula.made_dose):
        if name and kinds[name].series:
            findings.say("formula.dose-series", "formula", name=name)
    _givens(formula, kinds, made, findings)


def _givens(formula: MasterFormula, kinds: Kinds, made: Kind, findings: Findings) -> None:
    """Givens that other rooms know by their name or origin: the body weight, and what a patient was given before."""
    weights = {each.name: each for each in formula.givens if each.name == WEIGHT}
    for given in formula.givens:
        place, found = f"given.{given.name}", kinds[given.name]
        if given.origin == "history" and found.dimension not in (made.dimension, _per_kg(made)):
            findings.say("formula.history-unit", place, name=given.name, dose=formula.made_dose)
        elif given.origin == "history" and found.dimension != made.dimension and not weights:
            findings.say("formula.history-weight", place, name=given.name)
        if given.name == WEIGHT and (given.origin != "order" or found.dimension != measure("kg").dimension):
            findings.say("formula.weight-wrong", place, name=given.name)


def _per_kg(kind: Kind) -> tuple[tuple[str, int], ...]:
    powers = dict(kind.dimension)
    powers["mass"] = powers.get("mass", 0) - 1
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def _makes(formula: MasterFormula, step: Step, own: Kinds, findings: Findings) -> None:
    makes, place = step.makes, f"step.{step.name}.makes"
    if makes is None:
        return
    fields = {each.name for each in step.fields}
    wanted = ((makes.dose, kind_of(parse(formula.ordered_dose), own).dimension), (makes.volume, VOLUME))
    for name, dimension in wanted:
        if name not in fields:
            findings.say("formula.makes-unknown", place, name=name)
        elif own[name].what != "quantity" or own[name].dimension != dimension:
            findings.say("formula.makes-wrong", place, name=name)


def tell_unused(formula: MasterFormula, findings: Findings) -> None:
    """Tells givens and constants that nothing names: asked for, and then of no use."""
    named = _named(formula)
    for given in formula.givens:
        if given.name not in named:
            findings.say("formula.given-unused", f"given.{given.name}", severity=Severity.TELLS, name=given.name)
    for constant in formula.constants:
        if constant.name not in named:
            findings.say("formula.given-unused", f"constant.{constant.name}", severity=Severity.TELLS, name=constant.name)


def _named(formula: MasterFormula) -> frozenset[str]:
    """Every name that some expression, limit, condition or text of the formula uses; a limit on a value is no use of it."""
    fields = [*formula.givens, *(each for step in formula.steps for each in step.fields)]
    whole = [text for each in fields for text in (each.calc, each.aim, each.when)]
    whole += [each.when for each in formula.stages] + [each.when for each in formula.steps] + [each.when for each in formula.materials]
    whole += [each.when for each in formula.equipment] + [text for each in formula.holds for text in (each.start, each.until, each.when)]
    whole += [text for each in formula.shelf_lives for text in (each.at, each.when)]
    whole += [text for each in formula.tests for text in (each.calc, each.when)] + [text for step in formula.steps for _, text in step.uses]
    found = {name for text in whole if text for name in names_in(parse(text))}
    repeats = [each.each for each in formula.stages] + [each.each for each in formula.steps]
    found |= {name for text in repeats if text for node in loop(text).values for name in names_in(node)}
    limits = [(each.name, each.unit, text) for each in fields for text in (each.action, each.alert) if text]
    limits += [(each.name, each.unit, each.accept) for each in formula.tests if each.accept]
    for name, unit, text in limits:
        found |= names_in(limit(text, name, unit)) - {name}
    for step in formula.steps:
        found |= {name for text in (step.do, step.why) if text for name in PLACEHOLDER.findall(text.en)}
    return frozenset(found | {formula.ordered_dose, formula.dose_per_kg, formula.made_dose})
