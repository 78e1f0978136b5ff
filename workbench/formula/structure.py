"""What goes together in one given, field or test: units, options, decimals, sources, and where its value comes from."""
from __future__ import annotations

import re
from decimal import Decimal

from workbench.calculation.evaluating import evaluate
from workbench.calculation.nodes import Cmp, Name, Num, walk
from workbench.calculation.parsing import limit, parse
from workbench.calculation.rounding import MOST_DECIMALS
from workbench.calculation.units import measure
from workbench.formula.agreement import allowance
from workbench.formula.grammar import GIVEN_FROM, MARKERS
from workbench.formula.records import Check, Field, MasterFormula, Step, StepKind, Test
from workbench.formula.shape import Findings
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

FIGURE = re.compile(r"[1-9]")


def check_structure(formula: MasterFormula, findings: Findings) -> None:
    """Adds what does not go together in a given, a field or a test."""
    for given in formula.givens:
        place = f"given.{given.name}"
        _value(place, given, findings)
        _given(formula, place, given, findings)
    for step in formula.steps:
        for each in step.fields:
            place = f"step.{step.name}.field.{each.name}"
            _value(place, each, findings)
            _field(step, place, each, findings)
    for test in formula.tests:
        _test(f"test.{test.name}", test, findings)


def _together(findings: Findings, place: str, held: dict[str, object], *pairs: tuple[str, str]) -> None:
    for first, second in pairs:
        if held[first] and held[second]:
            findings.say("formula.keys-together", place, first=first, second=second)


def _value(place: str, each: Field, findings: Findings) -> None:
    quantity = each.kind == "quantity"
    held: dict[str, object] = {
        "options": each.options, "unit": each.unit, "decimals": each.decimals is not None, "type": each.kind in ("moment", "text", "file"),
        "aim": each.aim, "is": each.calc, "from": each.origin, "required = false": not each.required,
        "action": each.action, "alert": each.alert,
    }  # fmt: skip
    _together(
        findings, place, held, ("options", "unit"), ("options", "decimals"), ("options", "aim"), ("options", "is"), ("type", "unit"),
        ("type", "decimals"), ("type", "aim"), ("is", "from"), ("is", "required = false"),
    )  # fmt: skip
    if each.kind in ("text", "file"):
        _together(findings, place, held, ("type", "is"), ("type", "action"), ("type", "alert"))
    if quantity:
        _decimals(place, each, findings)
    if FIGURE.search(each.action + each.alert + each.agree) and not each.source:
        findings.say("formula.source-missing", place, name=each.name)


def _decimals(place: str, each: Field | Test, findings: Findings) -> None:
    if each.decimals is None:
        findings.say("formula.decimals-missing", place, name=each.name)
    elif each.decimals > MOST_DECIMALS:
        findings.say("formula.decimals-many", place, decimals=str(each.decimals), most=str(MOST_DECIMALS))


def _given(formula: MasterFormula, place: str, given: Field, findings: Findings) -> None:
    source, _, material = given.origin.partition(" ")
    lots = {each.name for each in formula.materials if each.scan != "identity"}
    if (source == "lot" and material not in lots) or (source != "lot" and given.origin not in GIVEN_FROM):
        findings.say("formula.origin-unknown", f"{place}.from", name=given.name, origin=given.origin)
    if source == "patient" and (given.name, frozenset(given.options)) != ("markers", MARKERS):
        findings.say("formula.patient-given", place, name=given.name, options=", ".join(sorted(MARKERS)))
    if (source == "history" or given.name == f"{material}_left") and given.kind != "quantity":
        findings.say("formula.given-quantity", place, name=given.name)


def _field(step: Step, place: str, each: Field, findings: Findings) -> None:
    if each.origin and each.origin not in step.equipment:
        findings.say("formula.instrument-unknown", place, name=each.name, origin=each.origin)
    alone = step.check is Check.INDEPENDENT and step.critical
    read = each.kind == "quantity" and bool(each.calc) == (step.kind is StepKind.CALCULATE)
    if each.agree and not (alone and read):
        findings.say("formula.agree-idle", place, name=each.name)
    elif alone and read and not each.agree and not each.calc:
        findings.say("formula.agree-missing", place, name=each.name)
    if each.agree:
        try:
            allowed = allowance(each)
            if allowed.unit != "%" and measure(allowed.unit).dimension != measure(each.unit).dimension:
                findings.say("formula.agree-wrong", place, text=each.agree)
        except Refused:
            findings.say("formula.agree-wrong", place, text=each.agree)


def _test(place: str, test: Test, findings: Findings) -> None:
    compound = not test.sample and not test.calc
    held: dict[str, object] = {
        "options": test.options, "unit": test.unit, "decimals": test.decimals is not None, "is": test.calc, "sample": test.sample,
        "accept": test.accept, "report": test.report,
    }  # fmt: skip
    _together(findings, place, held, ("options", "unit"), ("options", "decimals"), ("options", "is"), ("is", "sample"))
    if bool(test.accept) == test.report:
        findings.say("formula.accept-or-report", place, name=test.name)
    if compound and (test.options or test.unit or test.report or test.decimals is not None):
        findings.say("formula.test-without-value", place, name=test.name)
    if not compound and not test.options:
        _decimals(place, test, findings)
        _accepted_decimals(place, test, findings)
    if FIGURE.search(test.accept) and not test.source:
        findings.say("formula.source-missing", place, name=test.name)
    if test.due:
        _due(place, test, findings)


def _accepted_decimals(place: str, test: Test, findings: Findings) -> None:
    """A result is rounded to the decimals that its limit is written with: they must be the decimals that it is shown with."""
    if not test.accept or test.decimals is None:
        return
    try:
        node = limit(test.accept, test.name, test.unit)
    except Refused:
        return
    for part in walk(node):
        if isinstance(part, Cmp) and isinstance(part.left, Name) and part.left.id == test.name and isinstance(part.right, Num):
            written = part.right.decimals
            if written is not None and written != test.decimals:
                facts = {"limit": test.accept, "written": str(written), "decimals": str(test.decimals)}
                findings.add("formula.decimals-differ", f"{place}.accept", facts)


def _due(place: str, test: Test, findings: Findings) -> None:
    try:
        found = evaluate(parse(test.due), {}, "d")
    except Refused:
        found = ""
    if not isinstance(found, Quantity) or found.value <= Decimal(0):
        findings.say("formula.due-wrong", f"{place}.due", text=test.due)
