"""The named calculations C1 to C26 of workflow.md section 4, each with its worked example.

They are what a person uses to check the workbench by hand, with the expressions and the engine that formulas use.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.calculation.amounts import Value
from workbench.calculation.arithmetic import refused
from workbench.calculation.evaluating import Names, evaluate
from workbench.calculation.limits import within
from workbench.calculation.named import Answer, NamedCalculation, Parameter
from workbench.calculation.named_cells import CELLS
from workbench.calculation.named_safety import SAFETY
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert, inconvertible, same_kind
from workbench.calculation.working import given_text, rounded, rounding_text, text_of
from workbench.kernel.values import Quantity

CATALOGUE: tuple[NamedCalculation, ...] = tuple(sorted(CELLS + SAFETY, key=lambda each: int(each.id[1:])))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A named calculation done: its value or values, their numbers rounded (``shown``) and not, and ``rounding`` between (empty: none)."""

    calculation: NamedCalculation
    inputs: tuple[tuple[str, str], ...]
    value: Value | tuple[Value, ...]
    shown: tuple[str, ...]
    unrounded: tuple[str, ...]
    unit: str
    rounding: str
    says: str = ""


def called(name: str) -> tuple[NamedCalculation, ...]:
    """The calculations with this name or id, in any case; empty when there is none."""
    wanted = name.strip().lower()
    return tuple(each for each in CATALOGUE if wanted in (each.name, each.id.lower()))


def suited(calculations: tuple[NamedCalculation, ...], given: frozenset[str]) -> tuple[NamedCalculation, ...]:
    """Those that ask for exactly the names ``given``, apart from what may be left out."""
    return tuple(each for each in calculations if not lacking(each, given) and not foreign(each, given))


def lacking(calculation: NamedCalculation, given: frozenset[str]) -> tuple[str, ...]:
    """Parameters that must be given and are not."""
    return tuple(each.name for each in calculation.parameters if each.name not in given and not each.assumed and not each.optional)


def foreign(calculation: NamedCalculation, given: frozenset[str]) -> tuple[str, ...]:
    """Names given that the calculation does not know."""
    return tuple(sorted(given - {each.name for each in calculation.parameters}))


def calculate(calculation: NamedCalculation, names: Names) -> Outcome:
    """The outcome of ``calculation`` with ``names``, which hold a value for every parameter that has one, assumed ones included.

    ``Refused`` when a unit is not one that the parameter stands in, a value makes no sense, or there is no result.
    """
    for parameter in calculation.parameters:
        if parameter.name in names:
            _check(parameter, names[parameter.name])
    inputs = tuple((each.name, given_text(names[each.name])) for each in calculation.parameters if each.name in names)
    answer = calculation.function(names) if calculation.function else _evaluated(calculation, names)
    values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    shown = tuple(_number(rounded(each, calculation.decimals)) for each in values)
    unit = next((each.unit for each in values if isinstance(each, Quantity)), "")
    unrounded = tuple(_number(each) for each in values)
    return Outcome(calculation, inputs, answer.value, shown, unrounded, unit, rounding_text(calculation.decimals), answer.says)


def _evaluated(calculation: NamedCalculation, names: Names) -> Answer:
    """In the first unit that agrees; refused, with the unit it has and the usual one named, when none does."""
    value = evaluate(parse(calculation.expression), names)
    if not isinstance(value, Quantity):
        return Answer(value)
    for unit in calculation.units:
        if same_kind(value.unit, unit):
            return Answer(convert(value, unit))
    raise inconvertible(value.unit, calculation.units[0])


def _check(parameter: Parameter, held: Value | tuple[Value, ...]) -> None:
    members = held if isinstance(held, tuple) else (held,)
    if not members:
        raise refused("no-value", name=parameter.name)
    for each in members:
        if parameter.kind == "quantity":
            _check_quantity(parameter, each)
        elif parameter.kind == "choice" and each not in parameter.options:
            raise refused("no-option", option=text_of(each), options=", ".join(parameter.options))
        elif parameter.kind == "moment" and not isinstance(each, datetime):
            raise refused("moment-unreadable", raw=text_of(each))


def _check_quantity(parameter: Parameter, value: Value) -> None:
    if not isinstance(value, Quantity):
        raise refused("not-quantity", found=text_of(value))
    if not any(same_kind(value.unit, unit) and (value.unit or not unit) for unit in parameter.units):
        raise inconvertible(value.unit, parameter.units[0])
    if not parameter.limit:
        return
    unit = next(each for each in parameter.units if same_kind(value.unit, each))
    if not within(parameter.limit, parameter.name, unit, {parameter.name: value}):
        raise refused("outside", name=parameter.name, value=text_of(value), limit=parameter.limit)


def _number(value: Value) -> str:
    return f"{value.value:f}" if isinstance(value, Quantity) else text_of(value)
