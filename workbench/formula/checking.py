"""The proof of a master formula: everything that can be checked without a patient (design: formula.md 6; issue: loading checks)."""
from __future__ import annotations

from functools import lru_cache

from workbench.formula.expressions import Expressions
from workbench.formula.namespace import kinds_of
from workbench.formula.paths import Walk
from workbench.formula.persons import check_persons
from workbench.formula.reading import formula_of
from workbench.formula.records import MasterFormula
from workbench.formula.shape import Findings
from workbench.formula.structure import check_structure
from workbench.formula.texts import check_texts
from workbench.formula.things import check_amounts, check_things, tell_unused
from workbench.kernel.findings import Finding, Refused


@lru_cache(maxsize=16)
def check(text: str, file: str = "formula") -> tuple[Finding, ...]:
    """Everything that is wrong with the formula in ``text``, by line; empty, or telling only, when it is proved.

    Units and dimensions of every expression, every name defined before it is used on every path, second persons, limits in order,
    no unreachable step, an expiry for every container. A file of bad form gives the findings of its form; one whose names or units do
    not hold is not walked.
    """
    try:
        formula = formula_of(text, file)
    except Refused as refused:
        return refused.findings
    findings = Findings(text, file)
    check_structure(formula, findings)
    check_persons(formula, findings)
    check_things(formula, findings)
    if all(each.code != "formula.stage-unknown" for each in findings.found):
        _hold_together(formula, findings)
    return findings.in_order()


def _hold_together(formula: MasterFormula, findings: Findings) -> None:
    before = len(findings.found)
    kinds = kinds_of(formula, findings)
    if len(findings.found) == before:
        Expressions(formula, kinds, findings).check()
        check_texts(formula, kinds, findings)
    if not findings.found:
        check_amounts(formula, kinds, findings)
        tell_unused(formula, findings)
        Walk(formula, kinds, findings).check()
