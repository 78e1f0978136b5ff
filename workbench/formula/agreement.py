"""Whether the second person's own reading agrees with the first."""
from __future__ import annotations

from decimal import Decimal

from workbench.calculation.evaluating import evaluate
from workbench.calculation.nodes import Num
from workbench.calculation.parsing import aim
from workbench.calculation.units import convert
from workbench.formula.records import Field
from workbench.kernel.findings import Refused, stops
from workbench.kernel.values import Quantity

SOURCE = "resources/formulas/README.md"


def agrees(field: Field, first: Quantity, second: Quantity) -> bool:
    """Whether two readings of ``field`` lie no further apart than its ``agree`` allows.

    ``10 %`` is a share of the first reading; anything else is in the field's unit (``10``, ``0.5 mL``), and ``0`` asks the same
    reading. Readings are compared unrounded. ``Refused`` when the units do not convert.
    """
    allowed = allowance(field)
    other = convert(second, first.unit).value
    if allowed.unit == "%":
        return abs(first.value - other) * 100 <= abs(first.value) * allowed.value
    apart = convert(first, field.unit).value - convert(second, field.unit).value
    return abs(apart) <= (allowed.value if allowed.unit == field.unit else convert(allowed, field.unit).value)


def allowance(field: Field) -> Quantity:
    """What ``agree`` of ``field`` says: a share in ``%``, or a difference. ``Refused`` when it is not one number from zero up."""
    node = aim(field.agree, field.unit)
    found = evaluate(node, {}) if isinstance(node, Num) else None
    if not isinstance(found, Quantity) or found.value < Decimal(0):
        raise Refused((stops("formula.agree-wrong", SOURCE, where=field.name, file="formula", line="1", place=field.name, text=field.agree),))
    return found
