"""Every name that a formula defines, with the kind of its value: one namespace for the whole formula (design: formula.md 6.2)."""
from __future__ import annotations

from collections.abc import Mapping

from workbench.calculation.dimensions import MOMENT, Kind, choice_kind, kind_of, quantity_kind
from workbench.calculation.evaluating import evaluate
from workbench.calculation.nodes import FUNCTIONS, KEYWORDS
from workbench.calculation.parsing import parse
from workbench.calculation.unit_table import UNITS
from workbench.formula.lineup import each_of, loop
from workbench.formula.records import Field, MasterFormula, Step, Test
from workbench.formula.shape import Findings
from workbench.kernel.findings import Refused

Kinds = dict[str, Kind]
UNIT_NAMES = frozenset(UNITS)


def field_kind(of: Field | Test, *, series: bool = False) -> Kind:
    """The kind of a field's or test's value. ``Refused`` when its unit is none."""
    if of.options:
        return choice_kind(*of.options, series=series)
    if isinstance(of, Field) and of.kind in ("moment", "text", "file"):
        return Kind(of.kind, series=series)
    return quantity_kind(of.unit, series=series)


def repeated(formula: MasterFormula, step: Step) -> bool:
    """Whether the step may be done more than once, or left out: its fields are series outside of it."""
    return bool(each_of(formula, step)) or step.optional


def kinds_of(formula: MasterFormula, findings: Findings) -> Kinds:
    """Name to kind of everything that an expression outside any round may name; what is wrong is added to ``findings``."""
    kinds: Kinds = {f"expiry({each.name})": MOMENT for each in formula.materials if each.scan != "identity"}
    kinds["regime"] = choice_kind(*formula.regimes)
    for each in formula.givens:
        _define(kinds, findings, f"given.{each.name}", each.name, each)
    for each in formula.constants:
        try:
            kind = kind_of(parse(each.calc), {})
            evaluate(parse(each.calc), {})
        except Refused as refused:
            findings.pass_on(f"constant.{each.name}.value", each.calc, refused)
            continue
        _claim(kinds, findings, f"constant.{each.name}", each.name, kind)
    for step in formula.steps:
        many = repeated(formula, step)
        for moment in ("started", "done"):
            kinds[f"{step.name}.{moment}"] = Kind("moment", series=many)
        for each in step.fields:
            _define(kinds, findings, f"step.{step.name}.field.{each.name}", each.name, each, series=many)
    for test in formula.tests:
        if test.unit or test.options or test.calc or test.sample:
            _define(kinds, findings, f"test.{test.name}", test.name, test)
    _loops(formula, kinds, findings)
    return kinds


def _loops(formula: MasterFormula, kinds: Kinds, findings: Findings) -> None:
    """The names that count rounds are known inside their rounds only, and must not hide a value."""
    repeats = [(f"stage.{each.name}.each", each.each) for each in formula.stages if each.each]
    repeats += [(f"step.{each.name}.each", each.each) for each in formula.steps if each.each]
    for place, text in repeats:
        name = text.strip().partition(" ")[0]
        if name in kinds:
            findings.say("formula.name-twice", place, name=name)


def _define(kinds: Kinds, findings: Findings, place: str, name: str, of: Field | Test, *, series: bool = False) -> None:
    try:
        kind = field_kind(of, series=series)
    except Refused as refused:
        findings.pass_on(f"{place}.unit", of.unit, refused)
        kind = Kind("quantity", series=series)
    _claim(kinds, findings, place, name, kind)


def _claim(kinds: Kinds, findings: Findings, place: str, name: str, kind: Kind) -> None:
    if name in kinds:
        findings.say("formula.name-twice", place, name=name)
    elif name in UNIT_NAMES or name in FUNCTIONS or name in KEYWORDS or name in ("this", "hold"):
        findings.say("formula.name-taken", place, name=name)
    kinds[name] = kind


def inside(formula: MasterFormula, step: Step, kinds: Mapping[str, Kind]) -> Kinds:
    """What an expression inside ``step`` may name: its own fields and those of its stage's round as single values, the loop, ``this``."""
    own = dict(kinds) | {"this.started": MOMENT, "this.done": MOMENT}
    whole = bool(formula.stage(step.stage).each)
    for other in formula.steps:
        if other is step or (whole and other.stage == step.stage and not other.each and not other.optional):
            for each in other.fields:
                own[each.name] = _single(own.get(each.name))
            if other is not step:
                own |= {f"{other.name}.{moment}": MOMENT for moment in ("started", "done")}
    text = each_of(formula, step)
    if text:
        said = loop(text)
        own[said.name] = kind_of(said.values[0], kinds)
    return own


def _single(kind: Kind | None) -> Kind:
    return Kind(kind.what, kind.dimension, kind.options, percent=kind.percent) if kind else Kind("quantity")
