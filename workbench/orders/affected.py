"""What an amended order touches in its open batch: steps that were worked with the old values, labels that carry them. Pure."""
from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.batch.records import MarkKind
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, MasterFormula, Step
from workbench.kernel.findings import Finding, Severity, finding
from workbench.orders.records import OrderVersion

SOURCE = "PIC/S PE 010-4 chapter 4"
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_DONE = frozenset({MarkKind.STARTED, MarkKind.TAKEN_OVER, MarkKind.PERFORMED, MarkKind.VERIFIED})


def changed_names(before: OrderVersion, after: OrderVersion) -> frozenset[str]:
    """The givens whose value is not the same in both versions."""
    old, new = ({each.name: (each.value, each.unit) for each in version.given} for version in (before, after))
    return frozenset(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def following(formula: MasterFormula, changed: Iterable[str]) -> frozenset[str]:
    """``changed`` and every calculated value that hangs on them, directly or through others."""
    found = set(changed)
    calculated = [each for step in formula.steps for each in step.fields if each.calc]
    while more := {each.name for each in calculated if each.name not in found and _names(_texts(each)) & found}:
        found |= more
    return frozenset(found)


def affected(dossier: Dossier, changed: Iterable[str]) -> tuple[Finding, ...]:
    """Tells of each worked step and each living label of the batch that says, shows or hangs on one of ``changed``."""
    names = following(dossier.formula, changed)
    touched = {each.name for each in dossier.formula.steps if _names(_step_texts(dossier.formula, each)) & names}
    worked = dict.fromkeys((each.step, each.round) for each in dossier.marks if each.kind in _DONE and each.step in touched)
    found = []
    for name, round_ in worked:
        text = dossier.formula.step(name).text
        facts = {"step": text.en, "step_ru": text.ru, "round": round_}
        found.append(finding("orders.affected-step", Severity.TELLS, SOURCE, where=name, **facts))
    ended = {each.label for each in dossier.label_ends}
    bags = {each.id: each for each in dossier.bags if each.step in touched}
    for label in dossier.labels:
        if label.bag in bags and label.id not in ended:
            facts = {"label": label.identifier, "bag": str(bags[label.thing].number)}
            found.append(finding("orders.affected-label", Severity.TELLS, SOURCE, where=label.id, **facts))
    return tuple(found)


def _texts(field: Field) -> tuple[str, ...]:
    return field.calc, field.aim, field.action, field.alert, field.when


def _step_texts(formula: MasterFormula, step: Step) -> tuple[str, ...]:
    stage = formula.stage(step.stage)
    shown = tuple(found for text in (step.do.en, step.do.ru) for found in re.findall(r"\{([^{}]*)\}", text))
    made = (step.makes.dose, step.makes.volume) if step.makes else ()
    fields = tuple(text for each in step.fields for text in (each.name, *_texts(each)))
    return (step.when, step.each, stage.when, stage.each, *shown, *made, *(amount for _, amount in step.uses), *fields)


def _names(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAME.findall(text)}
