"""A calculation with everything that is needed to do it again."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workbench.calculation.amounts import Value
from workbench.calculation.evaluating import Names, evaluate, needs
from workbench.calculation.parsing import parse
from workbench.calculation.rounding import half_up
from workbench.kernel.values import Quantity


@dataclass(frozen=True, slots=True)
class Worked:
    """A calculated value, unrounded, and how it came about.

    ``inputs`` pairs each name that was used with its value as text; ``rounding`` says how the value is shown: empty (not rounded) or
    ``half up, 2 decimals``.
    """

    value: Value
    inputs: tuple[tuple[str, str], ...]
    expression: str
    unit: str
    rounding: str
    decimals: int | None = None

    @property
    def shown(self) -> str:
        """The value as it is read out: rounded half up to the decimals, or as it is, with its unit."""
        return text_of(rounded(self.value, self.decimals))


def work(expression: str, names: Names, unit: str = "", decimals: int | None = None) -> Worked:
    """The value of ``expression`` with its inputs; a quantity in ``unit``. ``Refused`` as by ``evaluate``."""
    node = parse(expression)
    value = evaluate(node, names, unit)
    inputs = tuple((name, given_text(names[name])) for name in sorted(needs(node, names)) if name in names)
    rounding = rounding_text(decimals) if isinstance(value, Quantity) else ""
    return Worked(value, inputs, expression, unit, rounding, decimals)


def rounding_text(decimals: int | None) -> str:
    """How a value is rounded for reading: empty where it is not."""
    return "" if decimals is None else "half up, 1 decimal" if decimals == 1 else f"half up, {decimals} decimals"


def rounded(value: Value, decimals: int | None) -> Value:
    """A quantity rounded half up to ``decimals``; anything else, and where none are given, as it is."""
    return Quantity(half_up(value.value, decimals), value.unit) if isinstance(value, Quantity) and decimals is not None else value


def text_of(value: Value) -> str:
    """A value as plain text: ``1.307 mL``, a moment as ISO 8601 with its offset, an option as it is called."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def given_text(given: Value | tuple[Value, ...]) -> str:
    """A value or a series as plain text; the members of a series are divided by semicolons."""
    return "; ".join(text_of(each) for each in given) if isinstance(given, tuple) else text_of(given)


def substituted(expression: str, inputs: Mapping[str, str]) -> str:
    """``expression`` with the values in the place of the names, for a person to follow; a value per something stands in brackets."""
    if not inputs:
        return expression
    named = re.compile(rf"(?<![A-Za-z0-9_.])({'|'.join(sorted(map(re.escape, inputs), key=len, reverse=True))})(?![A-Za-z0-9_.])")
    return named.sub(lambda found: f"({inputs[found[1]]})" if "/" in inputs[found[1]] else inputs[found[1]], expression)
