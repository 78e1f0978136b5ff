"""What kind of value an expression has, before there is any value: the proof that a formula's units agree."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from workbench.calculation.arithmetic import refused
from workbench.calculation.nodes import FUNCTIONS, SERIES_FUNCTIONS, Bin, Call, Cmp, If, Is, Logic, Name, Neg, Node, Num
from workbench.calculation.units import PLAIN, TIME, Dimension, measure
from workbench.kernel.findings import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """``what`` is quantity, moment, choice, truth, text or file; ``dimension`` of a quantity, ``options`` of a choice.

    ``series`` marks a value of a repeated or optional step, ``percent`` a quantity declared in ``%`` (not part of its identity).
    """

    what: str
    dimension: Dimension = PLAIN
    options: tuple[str, ...] = ()
    series: bool = False
    percent: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        if self.what != "quantity":
            return self.what
        return "*".join(base if power == 1 else f"{base}**{power}" for base, power in self.dimension) or "1"


MOMENT, TRUTH, NUMBER, DURATION = Kind("moment"), Kind("truth"), Kind("quantity"), Kind("quantity", TIME)
Kinds = Mapping[str, Kind]


def quantity_kind(unit: str, *, series: bool = False) -> Kind:
    """The kind of a quantity declared in ``unit``. ``Refused`` when that is no unit."""
    return Kind("quantity", measure(unit).dimension, series=series, percent=unit.startswith("%"))


def choice_kind(*options: str, series: bool = False) -> Kind:
    """The kind of a choice among ``options``."""
    return Kind("choice", options=options, series=series)


def kind_of(node: Node, kinds: Kinds) -> Kind:
    """The kind of ``node`` where names have ``kinds`` (the expiry of material m is the name ``expiry(m)``).

    ``Refused`` when a name is not defined, units do not agree, or a series is used as one value.
    """
    match node:
        case Num(_, unit, _):
            return quantity_kind(unit)
        case Name(id):
            return _named(id, kinds)
        case Neg(of):
            return _calculable(of, kinds)
        case Bin(op, left, right):
            return _binary(op, left, right, kinds)
        case Cmp(op, left, right):
            return _comparison(op, left, right, kinds)
        case Is(of, option, _):
            chosen = kind_of(of, kinds)
            if chosen.what != "choice":
                raise refused("not-choice", option=option, found=str(chosen))
            if option not in chosen.options:
                raise refused("no-option", option=option, options=", ".join(chosen.options))
            return TRUTH
        case Logic(op, left, right):
            for each in (left, right):
                if each is not None and kind_of(each, kinds).what != "truth":
                    raise refused("not-truth", op=op)
            return TRUTH
        case If(condition, then, otherwise):
            if kind_of(condition, kinds).what != "truth":
                raise refused("not-truth", op="if")
            first, second = kind_of(then, kinds), kind_of(otherwise, kinds)
            if (first.what, first.dimension) != (second.what, second.dimension):
                raise refused("branches-differ", left=str(first), right=str(second))
            return first
        case Call(function, args):
            return _call(function, args, kinds)


def _named(id: str, kinds: Kinds) -> Kind:
    if id not in kinds:
        raise refused("no-name", name=id)
    if kinds[id].series:
        raise refused("series", name=id)
    return kinds[id]


def _quantity(node: Node, kinds: Kinds) -> Kind:
    found = kind_of(node, kinds)
    if found.what != "quantity":
        raise refused("not-quantity", found=found.what)
    return Kind("quantity", found.dimension)


def _calculable(node: Node, kinds: Kinds) -> Kind:
    """A quantity that may be calculated with: a temperature is a point on a scale and only compares."""
    found = _quantity(node, kinds)
    if any(base == "temperature" for base, _ in found.dimension):
        raise refused("temperature-arithmetic", unit="degC")
    return found


def _plain(node: Node, kinds: Kinds, of: str) -> Kind:
    if (found := _quantity(node, kinds)).dimension != PLAIN:
        raise refused("not-plain", function=of, found=str(found))
    return NUMBER


def _binary(op: str, left: Node, right: Node, kinds: Kinds) -> Kind:
    if op == "^":
        _plain(right, kinds, op)
        return _plain(left, kinds, op)
    if op in "*/":
        return Kind("quantity", combined(_calculable(left, kinds).dimension, _calculable(right, kinds).dimension, 1 if op == "*" else -1))
    first, second = kind_of(left, kinds), kind_of(right, kinds)
    if first.what == second.what == "moment" and op == "-":
        return DURATION
    if first.what == "moment" and second.what == "quantity" and second.dimension == TIME:
        return MOMENT
    if first.what != "quantity" or second.what != "quantity" or first.dimension != second.dimension:
        raise refused("kinds-differ", left=str(first), op=op, right=str(second))
    return _calculable(left, kinds)


def combined(left: Dimension, right: Dimension, sign: int) -> Dimension:
    """The dimension of a product (``sign`` 1) or quotient (-1)."""
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def _comparison(op: str, left: Node, right: Node, kinds: Kinds) -> Kind:
    first, second = kind_of(left, kinds), kind_of(right, kinds)
    if first.what != second.what or first.what not in ("quantity", "moment") or first.dimension != second.dimension:
        raise refused("kinds-differ", left=str(first), op=op, right=str(second))
    for number, other in ((left, second), (right, first)):
        if bare(number) and other.percent:
            raise refused("percent-bare", number=f"{number.value:f}")
    return TRUTH


def bare(node: Node) -> TypeGuard[Num]:
    """Whether ``node`` is a number without a unit: beside a percentage it can be read two ways (70, or 0.7)."""
    return isinstance(node, Num) and not node.unit and node.value != 0


def _call(function: str, args: tuple[Node, ...], kinds: Kinds) -> Kind:
    match args:
        case (Name(id),) if function == "expiry":
            if f"expiry({id})" not in kinds:
                raise refused("no-material", name=id)
            return MOMENT
        case (Name(id),) if function in SERIES_FUNCTIONS and id in kinds and kinds[id].series:
            return _of_series(function, id, kinds[id])
        case (of,) if function == "abs":
            return _calculable(of, kinds)
        case (of,) if function in ("ln", "exp", "log2", "sqrt"):
            return _plain(of, kinds, function)
        case (_, _) if function in ("round", "round_up"):
            return _alike(function, tuple(_calculable(each, kinds) for each in args))
        case (_, _, *_) if function in ("min", "max"):
            return _alike(function, tuple(kind_of(each, kinds) for each in args))
    raise _arguments(function)


def _arguments(function: str) -> Refused:
    return refused("arguments" if function in FUNCTIONS else "no-function", function=function, column="1")


def _of_series(function: str, id: str, kind: Kind) -> Kind:
    if function == "count":
        return NUMBER
    one = Kind(kind.what, kind.dimension, kind.options, percent=kind.percent)
    if function == "sum" and one.what == "quantity":
        return _calculable(Name(id), {id: one})
    if function == "last" or (function in ("min", "max") and one.what in ("quantity", "moment")):
        return one
    raise refused("not-quantity", found=one.what)


def _alike(function: str, found: tuple[Kind, ...]) -> Kind:
    first = found[0]
    if first.what not in ("quantity", "moment") or any((each.what, each.dimension) != (first.what, first.dimension) for each in found):
        raise refused("arguments-differ", function=function, kinds=", ".join(str(each) for each in found))
    return first
