"""The proof of a master formula: everything that can be checked without a patient (design: formula.md 6; issue: loading checks)."""
from __future__ import annotations

from functools import lru_cache

from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import parse
from workbench.formula.expressions import Expressions
from workbench.formula.grammar import PLACEHOLDER
from workbench.formula.namespace import kinds_of
from workbench.formula.paths import Walk
from workbench.formula.persons import check_persons, tell_unused
from workbench.formula.reading import formula_of
from workbench.formula.records import MasterFormula
from workbench.formula.shape import Findings
from workbench.kernel.findings import Finding, Refused


@lru_cache(maxsize=16)
def check(text: str, file: str = "formula") -> tuple[Finding, ...]:
    """Everything that is wrong with the formula in ``text``, by line; empty, or telling only, when it is proved.

    Units and dimensions of every expression, every name defined before it is used on every path, second persons, limits in order,
    no unreachable step, an expiry before every label. A file of bad form gives the findings of its form.
    """
    try:
        formula = formula_of(text, file)
    except Refused as refused:
        return refused.findings
    findings = Findings(text, file)
    check_persons(formula, findings)
    kinds = kinds_of(formula, findings)
    if not findings.found:
        Expressions(formula, kinds, findings).check()
    if not findings.found:
        Walk(formula, kinds, findings).check()
    tell_unused(formula, _named(formula), findings)
    return findings.in_order()


def _named(formula: MasterFormula) -> frozenset[str]:
    """Every name that some expression, limit, condition or text of the formula uses."""
    texts = [each.when for items in (formula.stages, formula.steps, formula.holds, formula.shelf_lives, formula.tests) for each in items]
    texts += [each.calc for each in formula.tests] + [each.at for each in formula.shelf_lives]
    texts += [text for each in formula.holds for text in (each.start, each.until)]
    texts += [amount for step in formula.steps for _, amount in step.uses]
    texts += [text for step in formula.steps for each in step.fields for text in (each.calc, each.aim, each.when)]
    found = {name for text in texts if text for name in _names(text)}
    limits = [text for step in formula.steps for each in step.fields for text in (each.action, each.alert)]
    limits += [text for each in formula.givens for text in (each.action, each.alert)] + [each.accept for each in formula.tests]
    for text in limits:
        found |= set(text.replace("(", " ").replace(")", " ").split())
    for step in formula.steps:
        found |= set(PLACEHOLDER.findall(step.do.en)) | set(PLACEHOLDER.findall(step.text.en))
    return frozenset(found)


def _names(text: str) -> frozenset[str]:
    try:
        return names_in(parse(text))
    except Refused:
        return frozenset()
