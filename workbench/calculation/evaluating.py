"""The value of an expression.

Everything is calculated in base units with 34 digits and never rounded on the way; moments are reckoned in UTC, so that 24 hours over
a change of the clocks are 24 hours. What has no value is refused: a name without one, a division by zero, a logarithm of nothing.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from workbench.calculation.amounts import Amount, Known, Value, agree, calculable, from_moment, joined, known, plain, said, utc, written
from workbench.calculation.arithmetic import exact, finite, noiseless, refused
from workbench.calculation.dimensions import bare
from workbench.calculation.functions import extreme, of_number, of_series, stepped
from workbench.calculation.nodes import SERIES_FUNCTIONS, Bin, Call, Cmp, If, Is, Logic, Name, Neg, Node, Num, kids
from workbench.calculation.units import convert
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

__all__ = ["Names", "Value", "evaluate", "holds", "needs"]

Names = Mapping[str, Value | tuple[Value, ...]]
_PENDING = frozenset({"calculation.no-value", "calculation.empty-series"})


def evaluate(node: Node, names: Names, unit: str | None = None) -> Value:
    """The value of ``node``; a quantity in ``unit`` when one is asked for, else in units that follow from the expression.

    A tuple in ``names`` is a series, to be used through ``sum() last() count() min() max()``; the expiry of material m is the name
    ``expiry(m)``. ``Refused`` with ``calculation.no-value`` (fact ``name``) when a name has no value yet, and whenever there is no
    result or the units do not agree. The sum of nothing is zero: ask for a ``unit`` where that may come.
    """
    with exact():
        found = _value(node, names)
        if not isinstance(found, Amount):
            return found
        if found.words is None:
            return Quantity(Decimal(0), unit or "")
        result = written(found)
    return result if unit is None else convert(result, unit)


def holds(node: Node, names: Names) -> bool:
    """Whether the condition or limit ``node`` is true. Where one side of ``and`` or ``or`` decides, the other needs no value."""
    with exact():
        return _truth(node, names)


def needs(node: Node, names: Names) -> frozenset[str]:
    """The names that the value of ``node`` depends on, given what is known: those with a value and those without.

    Of ``if`` only the branch that is taken counts, of ``and`` and ``or`` only the side that decides, as far as ``names`` tell.
    """
    match node:
        case Name(id):
            return frozenset((id,))
        case Call("expiry", (Name(material),)):
            return frozenset((f"expiry({material})",))
        case If(condition, then, otherwise):
            taken = _decided(condition, names)
            branches = (then, otherwise) if taken is None else (then,) if taken else (otherwise,)
            return needs(condition, names).union(*(needs(each, names) for each in branches))
        case Logic("and" | "or" as op, left, right) if right is not None:
            for side in (left, right):
                if _decided(side, names) is (op == "or"):
                    return needs(side, names)
    return frozenset().union(*(needs(kid, names) for kid in kids(node)))


def _decided(node: Node, names: Names) -> bool | None:
    """Whether ``node`` is true; None while a value is missing."""
    try:
        return _truth(node, names)
    except Refused as refusal:
        if any(each.code not in _PENDING for each in refusal.findings):
            raise
        return None


def _truth(node: Node, names: Names) -> bool:
    found = _value(node, names)
    if not isinstance(found, bool):
        raise refused("not-truth", op="if", found=said(found))
    return found


def _value(node: Node, names: Names) -> Known:
    match node:
        case Num(value, unit, _):
            return known(Quantity(value, unit))
        case Name(id):
            return _named(id, names)
        case Neg(of):
            amount = calculable(_value(of, names))
            return Amount(-amount.base, amount.words)
        case Bin(op, left, right):
            return _binary(op, _value(left, names), _value(right, names))
        case Cmp(op, left, right):
            return _compared(node, _value(left, names), _value(right, names))
        case Is(of, option, negated):
            chosen = _value(of, names)
            if not isinstance(chosen, str):
                raise refused("not-choice", option=option, found=said(chosen))
            return (chosen == option) != negated
        case Logic(op, left, right):
            return not _truth(left, names) if right is None else _either_side(op == "or", left, right, names)
        case If(condition, then, otherwise):
            return _value(then if _truth(condition, names) else otherwise, names)
        case Call(function, args):
            return _call(function, args, names)


def _either_side(decisive: bool, left: Node, right: Node, names: Names) -> bool:
    """``or`` is true when either side is (``decisive`` true), ``and`` false when either is, whatever the other side lacks."""
    first, second = _decided(left, names), None
    if first is not decisive:
        second = _decided(right, names)
    if decisive in (first, second):
        return decisive
    return _truth(left if first is None else right, names)


def _named(id: str, names: Names) -> Known:
    if id not in names:
        raise refused("no-value", name=id)
    held = names[id]
    if isinstance(held, tuple):
        raise refused("series", name=id)
    return known(held)


def _binary(op: str, left: Known, right: Known) -> Known:
    if op == "^":
        return Amount(finite(plain(left, op) ** plain(right, op)), ())
    if isinstance(left, datetime) and op in "+-":
        return from_moment(op, left, right)
    first, second = calculable(left), calculable(right)
    if op in "*/":
        if op == "/" and second.base == 0:
            raise refused("divided-by-zero")
        words = None if first.words is None or second.words is None else joined(first.words, second.words, 1 if op == "*" else -1)
        return Amount(first.base * second.base if op == "*" else first.base / second.base, words)
    agree(first, second)
    base = first.base + second.base if op == "+" else first.base - second.base
    return Amount(base, first.words if first.words is not None else second.words)


def _compared(node: Cmp, left: Known, right: Known) -> bool:
    if isinstance(left, datetime) and isinstance(right, datetime):
        return _ordered(node.op, (utc(left) > utc(right)) - (utc(left) < utc(right)))
    if not isinstance(left, Amount) or not isinstance(right, Amount):
        raise refused("kinds-differ", left=said(left), op=node.op, right=said(right))
    agree(left, right)
    for side, number, other in ((node.left, left, right), (node.right, right, left)):
        if bare(side) and ("%", 1) in (other.words or ()):
            raise refused("percent-bare", number=f"{number.base:f}")
    first, second = noiseless(left.base), noiseless(right.base)
    return _ordered(node.op, (first > second) - (first < second))


def _ordered(op: str, sign: int) -> bool:
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0, "==": sign == 0}[op]


def _call(function: str, args: tuple[Node, ...], names: Names) -> Known:
    match args:
        case (Name(id),) if function == "expiry":
            return _named(f"expiry({id})", names)
        case (Name(id),) if function in SERIES_FUNCTIONS:
            held = names.get(id)
            if held is None:
                raise refused("no-value", name=id)
            if not isinstance(held, tuple):
                raise refused("no-series", name=id, function=function)
            return of_series(function, id, tuple(known(each) for each in held))
        case (of,) if function == "abs":
            amount = calculable(_value(of, names))
            return Amount(abs(amount.base), amount.words)
        case (of,) if function in ("ln", "exp", "log2", "sqrt"):
            return of_number(function, plain(_value(of, names), function))
        case (of, step) if function in ("round", "round_up"):
            return stepped(function, calculable(_value(of, names)), calculable(_value(step, names)))
        case (_, _, *_) if function in ("min", "max"):
            return extreme(function, tuple(_value(each, names) for each in args))
    raise refused("arguments", function=function)
