"""The functions of the grammar, on amounts."""
from __future__ import annotations

from datetime import datetime
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from workbench.calculation.amounts import Amount, Known, agree, calculable, said, utc
from workbench.calculation.arithmetic import finite, noiseless, refused


def of_number(function: str, number: Decimal) -> Amount:
    """``ln exp log2 sqrt`` of a plain number; refused where there is no result."""
    match function:
        case "ln":
            found = number.ln()
        case "exp":
            found = number.exp()
        case "log2":
            found = finite(number.ln()) / Decimal(2).ln()
        case _:
            found = number.sqrt()
    return Amount(finite(found), ())


def stepped(function: str, of: Amount, step: Amount) -> Amount:
    """``round`` and ``round_up``: a whole number of steps, half up or upwards; noise of a division does not add a step."""
    agree(of, step)
    if step.base <= 0:
        raise refused("no-step", function=function)
    steps = noiseless(of.base / step.base).to_integral_value(ROUND_HALF_UP if function == "round" else ROUND_CEILING)
    return Amount(steps * step.base, step.words)


def extreme(function: str, found: tuple[Known, ...]) -> Known:
    """``min`` or ``max`` of amounts of one dimension, or of moments."""
    choose = min if function == "min" else max
    moments = [each for each in found if isinstance(each, datetime)]
    amounts = [each for each in found if isinstance(each, Amount)]
    if len(moments) == len(found):
        return choose(moments, key=utc)
    if len(amounts) != len(found):
        raise refused("arguments-differ", function=function, kinds=", ".join(said(each) for each in found))
    for each in amounts[1:]:
        agree(amounts[0], each)
    return choose(amounts, key=lambda each: noiseless(each.base))


def of_series(function: str, name: str, found: tuple[Known, ...]) -> Known:
    """``sum last count min max`` of everything that was entered under ``name``; only ``sum`` and ``count`` know what nothing is."""
    if function == "count":
        return Amount(Decimal(len(found)), ())
    if function == "sum":
        total = Amount(Decimal(0), None)
        for each in found:
            amount = calculable(each)
            agree(total, amount)
            total = Amount(total.base + amount.base, total.words if total.words is not None else amount.words)
        return total
    if not found:
        raise refused("empty-series", name=name, function=function)
    return found[-1] if function == "last" else extreme(function, found)
