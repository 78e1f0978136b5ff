"""What a formula must say of people and things: second persons, labels after containers, everything named exists and is used."""
from __future__ import annotations

from workbench.formula.records import MasterFormula, Step, StepKind
from workbench.formula.shape import Findings
from workbench.kernel.findings import Severity

ALWAYS = frozenset({StepKind.CLEAR, StepKind.LABEL, StepKind.VERIFY})
"""Kinds of step that are critical by their nature (workflow reference 6.5)."""
TOUCHY = frozenset({"patient", "vector"})


def check_persons(formula: MasterFormula, findings: Findings) -> None:
    """Adds what is wrong with roles, materials, samples, labels and containers."""
    stages = {each.name for each in formula.stages}
    for step in formula.steps:
        place = f"step.{step.name}"
        if step.stage not in stages:
            findings.say("formula.stage-unknown", place, name=step.stage)
            continue
        _known(formula, step, place, findings)
        _critical(formula, step, place, findings)
        _kind(formula, step, place, findings)
    if formula.day_zero not in {each.name for each in formula.steps}:
        findings.say("formula.day-zero-unknown", "formula", name=formula.day_zero)
    _used(formula, findings)


def _known(formula: MasterFormula, step: Step, place: str, findings: Findings) -> None:
    known = {
        "material": {each.name for each in formula.materials},
        "equipment": {each.name for each in formula.equipment},
        "sample": {each.name for each in formula.samples},
    }
    named = [("material", each) for each in (*step.scans, *(name for name, _ in step.uses))]
    named += [("equipment", each) for each in step.equipment] + [("sample", each) for each in step.samples]
    for sort, name in named:
        if name not in known[sort]:
            findings.say("formula.thing-unknown", place, sort=sort, name=name)


def _critical(formula: MasterFormula, step: Step, place: str, findings: Findings) -> None:
    if step.critical and not formula.verified_by(step):
        findings.say("formula.second-person-missing", place, name=step.name)
    sorts = {each.name: each.sort for each in formula.materials}
    touched = {sorts.get(name, "") for name in (*step.scans, *(each for each, _ in step.uses))}
    if (step.kind in ALWAYS or touched & TOUCHY) and not step.critical:
        findings.say("formula.must-be-critical", place, name=step.name)


def _kind(formula: MasterFormula, step: Step, place: str, findings: Findings) -> None:
    if step.kind is StepKind.LABEL and not step.labels:
        findings.say("formula.kind-needs", place, kind="label", needs="labels")
    if step.kind is StepKind.SAMPLE and not step.samples:
        findings.say("formula.kind-needs", place, kind="sample", needs="samples")
    if step.kind is StepKind.CALCULATE and any(not each.calc for each in step.fields):
        findings.say("formula.calculate-typed", place, name=step.name)
    fields = {each.name for each in step.fields}
    if step.makes is not None:
        for name in (step.makes.dose, step.makes.volume):
            if name not in fields:
                findings.say("formula.makes-unknown", f"{place}.makes", name=name)
    if step.kind is StepKind.LABEL:
        before = [each for each in formula.steps if each.stage == step.stage]
        makers = [each for each in before[: before.index(step)] if each.makes is not None]
        if not makers:
            findings.say("formula.label-without-container", place, name=step.name)


def _used(formula: MasterFormula, findings: Findings) -> None:
    used = {name for step in formula.steps for name in (*step.scans, *(each for each, _ in step.uses), *step.equipment, *step.samples)}
    for sort, items in (("material", formula.materials), ("equipment", formula.equipment)):
        for each in items:
            if each.name not in used:
                findings.say("formula.never-used", f"{sort}.{each.name}", name=each.name)
    for sample in formula.samples:
        if sample.of:
            if sample.of not in {each.name for each in formula.materials}:
                findings.say("formula.thing-unknown", f"sample.{sample.name}", sort="material", name=sample.of)
        elif sample.name not in used:
            findings.say("formula.never-used", f"sample.{sample.name}", name=sample.name)
    samples = {each.name for each in formula.samples}
    for test in formula.tests:
        if test.sample and test.sample not in samples:
            findings.say("formula.thing-unknown", f"test.{test.name}", sort="sample", name=test.sample)
    for given in formula.givens:
        source, _, material = given.origin.partition(" ")
        if source == "lot" and material not in used:
            findings.say("formula.lot-never-scanned", f"given.{given.name}", name=given.name, material=material)


def tell_unused(formula: MasterFormula, names: frozenset[str], findings: Findings) -> None:
    """Tells givens that nothing names: asked for, and then of no use."""
    for given in formula.givens:
        if given.name not in names and given.origin.split()[0] != "patient":
            findings.say("formula.given-unused", f"given.{given.name}", severity=Severity.TELLS, name=given.name)
