"""``workbench calculate``: the named calculations, with the engine that formulas use and the working shown.

``workbench calculate --list [--json]`` lists them; ``workbench calculate NAME|ID name="2e6 car_cell/kg" … [--json]`` does one. An id that
several calculations share does those that ask for exactly the names given. Needs no register and no window.
Exit 0 when done (a refusal is output), 2 on bad usage.
"""
from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence

from workbench.calculation.amounts import Value
from workbench.calculation.catalogue import CATALOGUE, Outcome, calculate, called, foreign, lacking, suited
from workbench.calculation.named import NamedCalculation, Parameter
from workbench.calculation.typed import read_typed
from workbench.calculation.working import rounding_text, substituted
from workbench.kernel.findings import Refused

DONE, BAD_USAGE = 0, 2


class _Usage(Exception):
    """The command cannot be understood; the text says why."""


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command with what stands behind ``calculate``."""
    options = _parser().parse_intermixed_args(arguments)
    try:
        if options.list:
            if options.calculation:
                raise _Usage("--list takes no calculation")
            _say(_json([_listed(each) for each in CATALOGUE]) if options.json else _list())
        elif not options.calculation:
            raise _Usage("name a calculation, or ask for --list")
        else:
            _say(_done(options.calculation, options.values, options.json))
    except _Usage as usage:
        print(f"workbench calculate: {usage}", file=sys.stderr)
        return BAD_USAGE
    return DONE


def _say(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever reads has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench calculate",
        description="Does a calculation of the workbench by itself, with its working shown.",
        epilog="example: workbench calculate dose-per-kg car_cells='1495e6 car_cell' weight='70 kg'",
        allow_abbrev=False,
    )
    parser.add_argument("--list", action="store_true", help="list the calculations, with their parameters, units and worked examples")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("calculation", nargs="?", metavar="NAME|ID", help="a calculation, such as dose-volume or C8")
    parser.add_argument("values", nargs="*", metavar="name=value", help="a value with its unit; members of a series are divided by ';'")
    return parser


def _done(wanted: str, values: Sequence[str], as_json: bool) -> str:
    raw = _given(values)
    chosen = _chosen(wanted, frozenset(raw))
    if as_json:
        first, *also = (_outcome_json(each, raw) for each in chosen)
        return _json({**first, **({"also": also} if also else {})})
    return "\n\n".join(_outcome_text(each, raw) for each in chosen)


def _given(values: Sequence[str]) -> dict[str, list[str]]:
    raw: dict[str, list[str]] = {}
    for each in values:
        name, equals, text = each.partition("=")
        if not equals or not name.strip():
            raise _Usage(f"“{each}” is not name=value")
        raw.setdefault(name.strip(), []).append(text)
    return raw


def _chosen(wanted: str, given: frozenset[str]) -> tuple[NamedCalculation, ...]:
    known = called(wanted)
    if not known:
        raise _Usage(f"there is no calculation “{wanted}”; workbench calculate --list names them")
    found = suited(known, given)
    if found:
        return found
    if len(known) == 1:
        missing, strange = lacking(known[0], given), foreign(known[0], given)
        parts = [f"{known[0].name} needs {', '.join(missing)}"] * bool(missing) + [f"it does not know {', '.join(strange)}"] * bool(strange)
        raise _Usage("; ".join(parts))
    raise _Usage(f"{wanted} asks for one of these: " + "; ".join(f"{each.name} ({_names(each)})" for each in known))


def _names(calculation: NamedCalculation) -> str:
    return ", ".join(f"[{each.name}]" if each.assumed or each.optional else each.name for each in calculation.parameters)


def _read(calculation: NamedCalculation, raw: Mapping[str, list[str]]) -> dict[str, Value | tuple[Value, ...]]:
    names: dict[str, Value | tuple[Value, ...]] = {}
    for parameter in calculation.parameters:
        texts = raw.get(parameter.name) or ([parameter.assumed] if parameter.assumed else [])
        if len(texts) > 1 and not parameter.series:
            raise _Usage(f"{parameter.name} is given twice")
        if texts:
            names[parameter.name] = read_typed(parameter, "; ".join(texts))
    return names


def _outcome_json(calculation: NamedCalculation, raw: Mapping[str, list[str]]) -> dict[str, object]:
    kept: dict[str, object] = {
        "id": calculation.id,
        "name": calculation.name,
        "basis": calculation.basis,
        "inputs": {name: "; ".join(texts) for name, texts in raw.items()},
        "expression": calculation.expression,
        "result": None,
        "unit": None,
        "rounding": None,
        "refusal": None,
    }
    try:
        outcome = calculate(calculation, _read(calculation, raw))
    except Refused as refusal:
        return {**kept, "refusal": _refusal(refusal)}
    results = list(outcome.shown)
    return {
        **kept,
        "inputs": dict(outcome.inputs),
        "result": results if isinstance(outcome.value, tuple) else results[0],
        "unit": outcome.unit,
        "rounding": outcome.rounding or "none",
        "unrounded": list(outcome.unrounded) if isinstance(outcome.value, tuple) else outcome.unrounded[0],
        "says": outcome.says,
    }


def _refusal(refusal: Refused) -> dict[str, object]:
    what, lifted = _sentences(refusal)
    return {"code": refusal.findings[0].code, "message": what, "lifted": lifted, "facts": dict(refusal.findings[0].facts)}


def _sentences(refusal: Refused) -> tuple[str, str]:
    from workbench.words.findings import told  # a calculation that is not refused needs no sentences
    from workbench.words.translation import ENGLISH

    sentence = told(refusal.findings[0], ENGLISH)
    return sentence.what, sentence.lifted


def _outcome_text(calculation: NamedCalculation, raw: Mapping[str, list[str]]) -> str:
    head = f"{calculation.id}  {calculation.name}: {calculation.text} ({calculation.basis})"
    try:
        outcome = calculate(calculation, _read(calculation, raw))
    except Refused as refusal:
        typed = (f"  {name} = {'; '.join(texts)}" for name, texts in raw.items())
        return "\n".join([head, *typed, f"refused: {' '.join(_sentences(refusal)).strip()}"])
    return "\n".join([head, *_working(outcome)])


def _working(outcome: Outcome) -> list[str]:
    calculation, inputs = outcome.calculation, dict(outcome.inputs)
    width = max(len(name) for name in inputs)
    lines = [f"  {name:<{width}}  {text}   {calculation.parameter(name).text}" for name, text in inputs.items()]
    lines.append(f"  {calculation.expression}")
    if not calculation.function:
        lines.append(f"  = {substituted(calculation.expression, inputs)}")
    lines.append(f"  = {' '.join(('; '.join(outcome.shown), outcome.unit)).strip()}")
    if outcome.rounding and outcome.shown != outcome.unrounded:
        lines.append(f"    {outcome.rounding}; unrounded {'; '.join(outcome.unrounded)}")
    return [*lines, f"    {outcome.says}"] if outcome.says else lines


def _list() -> str:
    lines = []
    for each in CATALOGUE:
        lines.append(f"{each.id:<4} {each.name}: {each.text} ({each.basis})")
        lines += [f"       {_parameter_text(parameter)}" for parameter in each.parameters]
        lines.append(f"       {each.expression}")
        given = " ".join(f"{parameter.name}={parameter.example!r}" for parameter in each.parameters)
        lines.append(f"       example: {given} → {each.expected} {each.units[0]}".rstrip())
    return "\n".join(lines)


def _parameter_text(parameter: Parameter) -> str:
    kind = " or ".join(unit or "number" for unit in parameter.units) if parameter.kind == "quantity" else parameter.kind
    kind = " | ".join(parameter.options) or kind
    assumed = [f"{parameter.assumed} where not given"] if parameter.assumed else []
    more = assumed + ["may be left out"] * parameter.optional + ["several"] * parameter.series
    return f"{parameter.name}: {parameter.text} [{kind}]" + (f" ({', '.join(more)})" if more else "")


def _listed(calculation: NamedCalculation) -> dict[str, object]:
    return {
        "id": calculation.id,
        "name": calculation.name,
        "text": calculation.text,
        "basis": calculation.basis,
        "parameters": [_parameter_json(each) for each in calculation.parameters],
        "expression": calculation.expression,
        "unit": calculation.units[0],
        "units": list(calculation.units),
        "rounding": rounding_text(calculation.decimals) or "none",
        "example": {
            "inputs": {each.name: each.example for each in calculation.parameters},
            "result": calculation.expected.split("; ") if "; " in calculation.expected else calculation.expected,
            "unit": calculation.units[0],
        },
    }


def _parameter_json(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.name,
        "text": parameter.text,
        "kind": parameter.kind,
        "unit": parameter.units[0],
        "units": list(parameter.units),
        "options": list(parameter.options),
        "series": parameter.series,
        "required": not parameter.assumed and not parameter.optional,
        "assumed": parameter.assumed,
        "limit": parameter.limit,
        "example": parameter.example,
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)
