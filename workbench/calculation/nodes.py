"""What can be said in an expression: nine kinds of node, and nothing else.

There is no attribute, index, string, assignment, loop or call of an unknown name: what cannot be written cannot be abused.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

FUNCTIONS = frozenset({"sum", "last", "count", "min", "max", "round", "round_up", "abs", "sqrt", "ln", "exp", "log2", "expiry"})
SERIES_FUNCTIONS = frozenset({"sum", "last", "count", "min", "max"})
KEYWORDS = frozenset({"if", "then", "else", "and", "or", "not", "is"})


@dataclass(frozen=True, slots=True)
class Num:
    """A number with its unit (empty: plain) and the decimals it was written with; None when it has an exponent."""

    value: Decimal
    unit: str
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Name:
    """A named value: a field, a test, ``step.done``."""

    id: str


@dataclass(frozen=True, slots=True)
class Call:
    """One of ``FUNCTIONS`` of one or more arguments."""

    function: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Neg:
    """Minus."""

    of: Node


@dataclass(frozen=True, slots=True)
class Bin:
    """``+ - * / ^`` of two."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Cmp:
    """``< <= > >= ==`` of two."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Is:
    """A choice compared with one of its options."""

    of: Node
    option: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Logic:
    """``and``, ``or`` of two, ``not`` of one (``right`` is None)."""

    op: str
    left: Node
    right: Node | None


@dataclass(frozen=True, slots=True)
class If:
    """``if condition then … else …``."""

    condition: Node
    then: Node
    otherwise: Node


Node: TypeAlias = Num | Name | Call | Neg | Bin | Cmp | Is | Logic | If


def kids(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``, in the order written."""
    match node:
        case Call(_, args):
            return args
        case Neg(of) | Is(of, _, _):
            return (of,)
        case Bin(_, left, right) | Cmp(_, left, right):
            return (left, right)
        case Logic(_, left, right):
            return (left,) if right is None else (left, right)
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it."""
    yield node
    for kid in kids(node):
        yield from walk(kid)


def names(node: Node) -> frozenset[str]:
    """Every name in ``node``; the expiry of a material appears as ``expiry(material)``, as in the values handed to an evaluation."""
    match node:
        case Name(id):
            return frozenset((id,))
        case Call("expiry", (Name(material),)):
            return frozenset((f"expiry({material})",))
    return frozenset().union(*(names(kid) for kid in kids(node)))
