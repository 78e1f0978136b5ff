"""What the values of a turn come to: its calculations, and what stands against them. Used while typing and when recording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workbench.batch.progress import Progress, Turn, applies
from workbench.batch.values import read_value
from workbench.calculation.evaluating import Names, Value, evaluate, holds
from workbench.calculation.limits import telling, within
from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import limit as limit_of
from workbench.calculation.parsing import parse
from workbench.calculation.rounding import MOST_DECIMALS, half_up
from workbench.calculation.units import convert
from workbench.calculation.working import Worked, given_text, substituted, text_of, work
from workbench.formula.agreement import agrees
from workbench.formula.records import Check, Field, Hold, MasterFormula, Miss, StepKind, Text
from workbench.kernel.findings import Finding, Refused, Severity, finding, stops
from workbench.kernel.values import Quantity


@dataclass(frozen=True, slots=True)
class Judged:
    """The values of a turn: typed ones, calculated ones with their working, and the findings, in the order of the fields."""

    typed: Mapping[str, Value]
    worked: Mapping[str, Worked]
    findings: tuple[Finding, ...]

    @property
    def deviations(self) -> tuple[Finding, ...]:
        """Findings that can be passed with a deviation only."""
        return tuple(each for each in self.findings if each.severity is Severity.DECIDES or each.code == "batch.limit-stop")


def judge_turn(formula: MasterFormula, progress: Progress, turn: Turn, typed: Mapping[str, str], at: datetime) -> Judged:
    """Judges what was typed in ``turn`` if it were done at ``at``. Never raises for bad input: it is a finding at its field."""
    names: dict[str, Value | tuple[Value, ...]] = progress.names_for(turn)
    names["this.done"] = at
    names.setdefault("this.started", at)
    for moment, name in ((names["this.started"], "started"), (at, "done")):
        names[f"{turn.step.name}.{name}"] = moment
    for each in turn.step.fields:
        names.pop(each.name, None)
    values: dict[str, Value] = {}
    worked: dict[str, Worked] = {}
    found: list[Finding] = []
    for each in turn.step.fields:
        try:
            if not applies(each, names):
                continue
            value = _value(each, typed, names, worked)
        except Refused as refused:
            found += [_at(one, each.name) for one in refused.findings]
            continue
        if value is None:
            continue
        names[each.name] = value
        if not each.calc:
            values[each.name] = value
        found += judge_field(formula, each, names)
    found += hold_findings(formula, names, turn, at)
    return Judged(values, worked, tuple(found))


def _value(each: Field, typed: Mapping[str, str], names: Names, worked: dict[str, Worked]) -> Value | None:
    if each.calc:
        worked[each.name] = result = work(each.calc, names, each.unit, each.decimals)
        return result.value
    raw = typed.get(each.name, "")
    if not raw.strip() and not each.required:
        return None
    return read_value(each, raw)


def _at(one: Finding, where: str) -> Finding:
    return Finding(one.code, one.severity, one.source, one.facts, one.where or where)


def judge_field(formula: MasterFormula, each: Field, names: Names) -> tuple[Finding, ...]:
    """A value against its action and alert limits, unrounded (formula.md 11.3: only results of tests are rounded)."""
    source = f"{formula.code} v{formula.version}, {each.name}" + (f" ({each.source})" if each.source else "")
    try:
        if each.action and not within(each.action, each.name, each.unit, names):
            facts = _missed(each, each.action, names)
            if each.miss is Miss.STOP:
                return (stops("batch.limit-stop", source, where=each.name, **facts),)
            return (finding("batch.limit-action", Severity.DECIDES, source, where=each.name, **facts),)
        if each.alert and not within(each.alert, each.name, each.unit, names):
            return (finding("batch.limit-alert", Severity.TELLS, source, where=each.name, **_missed(each, each.alert, names)),)
    except Refused as refused:
        return tuple(_at(one, each.name) for one in refused.findings)
    return ()


def _missed(each: Field, limit: str, names: Names) -> dict[str, str]:
    """What is said of a value outside its limit: the value as it is read out, and the limit with what it names as figures."""
    value = names[each.name]
    if each.calc and not isinstance(value, tuple):
        value = telling(value, each.decimals, lambda tried: within(limit, each.name, each.unit, {**names, each.name: tried}))
    known = {name: text_of(_figure(held)) for name, held in names.items() if name != each.name and not isinstance(held, tuple)}
    figures = substituted(limit, {name: known[name] for name in names_in(limit_of(limit, each.name, each.unit)) & known.keys()})
    said = {code: (text.en, text.ru) for code, text in zip(each.options, each.option_texts, strict=False)} | {each.name: (each.text.en, each.text.ru)}
    en, ru = (substituted(figures, {name: pair[place] for name, pair in said.items()}) for place in (0, 1))
    return {**_called(each.text), "value": given_text(value), "limit": en, "limit_ru": ru}


def _figure(held: Value) -> Value:
    """A value within a sentence: what is calculated with many digits is said with six that count."""
    if not isinstance(held, Quantity) or held.value.is_zero():
        return held
    decimals = 5 - held.value.adjusted()
    shorter = 0 <= decimals <= MOST_DECIMALS and decimals < -int(held.value.as_tuple().exponent)
    return Quantity(half_up(held.value, decimals), held.unit) if shorter else held


def _called(text: Text) -> dict[str, str]:
    """A name in both languages, as facts: the sentence takes ``field_ru`` in Russian."""
    return {"field": text.en, "field_ru": text.ru}


def hold_findings(formula: MasterFormula, names: Names, turn: Turn, at: datetime) -> tuple[Finding, ...]:
    """Time limits whose second moment is the start or the end of this turn, or, if it is given from outside, whose first is."""
    found: list[Finding] = []
    for hold in formula.holds:
        last = hold.until if "." in hold.until else hold.start
        if last.split(".")[0] != turn.step.name or not _holds(hold, names):
            continue
        try:
            spent = evaluate(parse(f"{hold.until} - {hold.start}"), names)
            inside = {**names, "hold": convert(spent, "min")} if isinstance(spent, Quantity) else dict(names)
            found += _judge_hold(formula, hold, inside)
        except Refused as refused:
            found += [_at(one, hold.name) for one in refused.findings]
    return tuple(found)


def _holds(hold: Hold, names: Names) -> bool:
    try:
        return not hold.when or holds(parse(hold.when), names)
    except Refused:
        return False


def _judge_hold(formula: MasterFormula, hold: Hold, names: Names) -> list[Finding]:
    source = f"{formula.code} v{formula.version}, {hold.name} ({hold.source})"
    shown = str(names["hold"])
    for limit, code, severity in ((hold.action, "batch.hold-action", Severity.DECIDES), (hold.alert, "batch.hold-alert", Severity.TELLS)):
        if limit and not within(limit, "hold", "min", names):
            return [finding(code, severity, source, where=hold.name, **_called(hold.text), value=shown, limit=limit)]
    return []


def needs_second_reading(turn: Turn) -> tuple[Field, ...]:
    """The fields that the verifier reads independently, before seeing the first reading."""
    if not turn.step.critical or turn.step.check is not Check.INDEPENDENT:
        return ()
    if turn.step.kind is StepKind.CALCULATE:
        return tuple(each for each in turn.step.fields if each.agree)
    return tuple(each for each in turn.step.fields if not each.calc and each.kind == "quantity")


def judge_second(formula: MasterFormula, turn: Turn, first: Mapping[str, Value], typed: Mapping[str, str]) -> tuple[dict[str, Value], tuple[Finding, ...]]:
    """The verifier's own readings, and where they do not agree with the first within the field's ``agree`` (else exactly)."""
    values: dict[str, Value] = {}
    found: list[Finding] = []
    for each in needs_second_reading(turn):
        if each.name not in first:
            continue
        try:
            values[each.name] = value = read_value(each, typed.get(each.name, ""))
        except Refused as refused:
            found += [_at(one, each.name) for one in refused.findings]
            continue
        if not _agree(first[each.name], value, each):
            source = f"{formula.code} v{formula.version}, {each.name}"
            allowed = each.agree or "exactly"
            found.append(stops("batch.readings-differ", source, where=each.name, **_called(each.text), second=str(value), allowed=allowed))
    return values, tuple(found)


def _agree(first: Value, second: Value, each: Field) -> bool:
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return first == second
    if not each.agree:
        return first.value == convert(second, first.unit).value
    return agrees(each, first, second)
