"""Whether a value is within a limit.

Two questions that differ in rounding (design: formula.md 11.3). A process limit, dose, weight, band, maximum or time is compared as it
is: ``within``. A specification is compared as a pharmacopoeia compares (USP General Notices 7.20): ``meets`` rounds what was observed,
half up, to the decimals that the limit is written with.
"""
from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from workbench.calculation.amounts import Value
from workbench.calculation.arithmetic import exact, noiseless
from workbench.calculation.evaluating import Names, evaluate, holds
from workbench.calculation.nodes import Cmp, If, Logic, Name, Node, Num
from workbench.calculation.nodes import names as names_in
from workbench.calculation.parsing import limit
from workbench.calculation.rounding import MOST_DECIMALS, half_up
from workbench.calculation.units import convert
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

DIGITS = 6
"""Digits of a calculated end that a person reads."""


def within(limit_text: str, name: str, unit: str, names: Names) -> bool:
    """Whether the value called ``name`` is within a process limit, unrounded. A bare number in the limit is in ``unit``."""
    return holds(limit(limit_text, name, unit), names)


def meets(accept_text: str, name: str, unit: str, names: Names, decimals: int | None = None) -> bool:
    """Whether the result called ``name`` meets its specification.

    A result compared with a number is rounded half up to the decimals that number is written with, in that number's unit; both ends
    of a range to the finer of the two. A number with an exponent states no decimals, and nothing is rounded to it. Compared with
    anything calculated a result is rounded to ``decimals`` in ``unit``, where they are given; the calculated limit is not rounded.
    Of ``(A) or (B)`` each result is rounded so. Conditions of ``if`` are not.
    """
    return holds(_rounding(limit(accept_text, name, unit), name, unit, names, decimals), names)


def _rounding(node: Node, name: str, unit: str, names: Names, decimals: int | None) -> Node:
    """``node`` with each observed value that it compares replaced by the rounded number."""
    match node:
        case Logic("and", Cmp(">=", Name(id) as low, Num() as least), Cmp("<=", Name(other), Num() as most)) if id == other:
            finer = _finer(least, most)
            return Logic(
                "and",
                Cmp(">=", _rounded(low, least.unit, finer, names), least),
                Cmp("<=", _rounded(low, most.unit, finer, names), most),
            )
        case Logic(op, left, right):
            kept = None if right is None else _rounding(right, name, unit, names, decimals)
            return Logic(op, _rounding(left, name, unit, names, decimals), kept)
        case If(condition, then, otherwise):
            return If(condition, _rounding(then, name, unit, names, decimals), _rounding(otherwise, name, unit, names, decimals))
        case Cmp(op, left, Num() as number) if not isinstance(left, Num):
            return Cmp(op, _rounded(left, number.unit, number.decimals, names), number)
        case Cmp(op, Num() as number, right):
            return Cmp(op, number, _rounded(right, number.unit, number.decimals, names))
        case Cmp(op, Name(id) as left, right) if id == name and decimals is not None:
            return Cmp(op, _rounded(left, unit, decimals, names), right)
        case _:
            return node


def _finer(least: Num, most: Num) -> int | None:
    return None if least.decimals is None or most.decimals is None else max(least.decimals, most.decimals)


def _rounded(node: Node, unit: str, decimals: int | None, names: Names) -> Node:
    if decimals is None or not names_in(node) <= names.keys():
        return node
    observed: Value = evaluate(node, names, unit)
    if not isinstance(observed, Quantity):
        return node
    return Num(half_up(observed.value, decimals), unit, decimals)


def telling(value: Value, decimals: int | None, good: Callable[[Value], bool]) -> Value:
    """``value`` rounded half up to ``decimals`` for reading; to more of them where it would else seem to be on the other side of its limit.

    ``good`` is whether a value is within the limit. 5.004 against a maximum of 5 is read out as 5.004, not as 5.00.
    """
    if not isinstance(value, Quantity) or decimals is None:
        return value
    side = good(value)
    for digits in range(decimals, MOST_DECIMALS + 1):
        read = Quantity(half_up(value.value, digits), value.unit)
        if good(read) is side:
            return read
    return value


def ends(limit_text: str, name: str, unit: str, names: Names) -> tuple[Quantity | None, Quantity | None]:
    """The low and the high end of a simple limit on ``name``, in ``unit``, as far as they can be told now: what a gauge draws."""
    low: Quantity | None = None
    high: Quantity | None = None
    for part in _comparisons(limit(limit_text, name, unit)):
        match part:
            case Cmp(">=" | ">", Name(id), end) if id == name:
                low = _tighter(low, _end(end, names, unit), max)
            case Cmp("<=" | "<", Name(id), end) if id == name:
                high = _tighter(high, _end(end, names, unit), min)
    return low, high


def _tighter(one: Quantity | None, other: Quantity | None, choose: Callable[[Decimal, Decimal], Decimal]) -> Quantity | None:
    """Of two ends in one unit the one that binds."""
    if one is None or other is None:
        return other if one is None else one
    return one if choose(one.value, other.value) == one.value else other


def _comparisons(node: Node) -> tuple[Node, ...]:
    match node:
        case Logic("and", left, right) if right is not None:
            return (*_comparisons(left), *_comparisons(right))
        case Cmp():
            return (node,)
        case _:
            return ()


def _end(node: Node, names: Names, unit: str) -> Quantity | None:
    try:
        value = evaluate(node, names, unit)
    except Refused:
        return None
    return convert(value, unit) if isinstance(value, Quantity) else None


def readable_ends(low: Decimal | None, high: Decimal | None, decimals: int | None) -> tuple[Decimal | None, Decimal | None]:
    """The ends of a limit as a person reads them: as they are, and those of more than six digits with the ``decimals`` of the value.

    A low end is rounded up and a high end down, so that what is outside never reads as inside. Ends that would cross are left as they are.
    Only for reading: ``within`` compares unrounded.
    """
    shown = _cut(low, decimals, ROUND_CEILING), _cut(high, decimals, ROUND_FLOOR)
    crossed = shown[0] is not None and shown[1] is not None and shown[0] > shown[1]
    return (low, high) if crossed else shown


def _cut(end: Decimal | None, decimals: int | None, direction: str) -> Decimal | None:
    if end is None or not end.is_finite() or len(end.normalize().as_tuple().digits) <= DIGITS:
        return end
    places = decimals if decimals is not None else max(DIGITS - 1 - end.adjusted(), 0)
    with exact():
        return noiseless(end).quantize(Decimal(1).scaleb(-places), direction)
