"""What a formula must say of people: a second person for what is critical, and how that person checks; and what each kind of step needs."""
from __future__ import annotations

from workbench.formula.records import Check, MasterFormula, Step, StepKind
from workbench.formula.shape import Findings

ALWAYS = frozenset({StepKind.CLEAR, StepKind.LABEL, StepKind.VERIFY})
"""Kinds of step that are critical by their nature (workflow reference 6.5)."""
TOUCHY = frozenset({"patient", "vector"})


def check_persons(formula: MasterFormula, findings: Findings) -> None:
    """Adds what is wrong with second persons, and kinds of step that lack what they are made of."""
    stages = {each.name for each in formula.stages}
    for step in formula.steps:
        if step.stage in stages:
            _critical(formula, step, f"step.{step.name}", findings)
        _kind(step, f"step.{step.name}", findings)
    if formula.day_zero not in {each.name for each in formula.steps}:
        findings.say("formula.day-zero-unknown", "formula.day_zero", name=formula.day_zero)


def _critical(formula: MasterFormula, step: Step, place: str, findings: Findings) -> None:
    if step.critical and not formula.verified_by(step):
        findings.say("formula.second-person-missing", place, name=step.name)
    sorts = {each.name: each.sort for each in formula.materials}
    touched = {sorts.get(name, "") for name in (*step.scans, *(each for each, _ in step.uses))}
    if (step.kind in ALWAYS or touched & TOUCHY or step.makes) and not step.critical:
        findings.say("formula.must-be-critical", place, name=step.name)
    if not step.critical and (step.verified_by or step.check is not Check.CHECKED):
        findings.say("formula.check-idle", place, name=step.name)
    if step.critical and step.check is Check.INDEPENDENT and not _readings(step):
        findings.say("formula.nothing-to-read", place, name=step.name)


def _readings(step: Step) -> bool:
    """Whether the second person has something to read or reckon alone."""
    if step.kind is StepKind.CALCULATE:
        return any(each.agree for each in step.fields)
    return any(each.kind == "quantity" and not each.calc for each in step.fields)


def _kind(step: Step, place: str, findings: Findings) -> None:
    typed = [each for each in step.fields if not each.calc]
    has = {
        StepKind.LABEL: ("labels", bool(step.labels)),
        StepKind.SAMPLE: ("samples", bool(step.samples)),
        StepKind.SCAN: ("scans or uses", bool(step.scans or step.uses)),
        StepKind.MEASURE: ("field to enter", bool(typed)),
        StepKind.COUNT: ("field to enter", bool(typed)),
        StepKind.CHOOSE: ("field with options", any(each.options for each in typed)),
        StepKind.PHOTOGRAPH: ("field of type file", any(each.kind == "file" for each in typed)),
        StepKind.CALCULATE: ("calculated field", bool(step.fields)),
    }
    needs, held = has.get(step.kind, ("", True))
    if not held:
        findings.say("formula.kind-needs", place, kind=step.kind.value, needs=needs)
    if step.labels and step.kind is not StepKind.LABEL:
        findings.say("formula.labels-elsewhere", f"{place}.labels", name=step.name)
    if step.kind is StepKind.CALCULATE and typed:
        findings.say("formula.calculate-typed", place, name=step.name)
