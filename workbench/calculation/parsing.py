"""From the text of an expression or limit to its nodes: recursive descent over a closed grammar.

::

    limit := cmp sum | sum ".." sum | "is" ["not"] option | truth      the value itself is left out: ">= 70", "8 .. 12", "is negative"
    truth := comparison | name "is" ["not"] option | not/and/or
    expr  := "if" truth "then" expr "else" expr | sum of products of powers
    atom  := number [unit] | name | function(args) | ( expr )

Length and depth are capped, so that no text can exhaust the machine; a refusal names the column.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workbench.calculation.arithmetic import refused
from workbench.calculation.nodes import FUNCTIONS, KEYWORDS, Bin, Call, Cmp, If, Is, Logic, Name, Neg, Node, Num, kids
from workbench.calculation.unit_table import UNITS
from workbench.kernel.findings import Refused

MOST_CHARACTERS = 300
DEEPEST = 20
TALLEST = 60
_COMPARISONS = ("<", "<=", ">", ">=", "==")
_WORD = "(?:" + "|".join(sorted((name for name in UNITS if name != "%"), key=len, reverse=True)) + r")(?![A-Za-z0-9_.])(?:\*\*-?[1-9])?"
_UNIT = rf"(?:%(?:[ ]+{_WORD}(?:[*/]{_WORD})*)?|{_WORD}(?:[*/]{_WORD})*)"
_TOKEN = re.compile(
    rf"(?:(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{{1,2}})?)(?:[ ]*(?P<unit>{_UNIT}))?"
    r"|(?P<is>is(?:[ ]+not)?)[ ]+(?P<option>[A-Za-z][A-Za-z0-9_-]*)"
    r"|(?P<name>[a-z_][a-z0-9_]*(?:\.[a-z]+)?)(?![A-Za-z0-9_])|(?P<op>\.\.|<=|>=|==|[-+*/^(),<>]))"
)
_WORD_BEHIND = re.compile(r"[ ]*([A-Za-z_µ][A-Za-z0-9_.]*)")


@dataclass(frozen=True, slots=True)
class _Token:
    """One token; ``more`` is the unit of a number or the option behind ``is``."""

    kind: str
    text: str
    column: int
    more: str = ""


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The nodes of an expression. ``Refused`` with the column when it cannot be read."""
    parser = _Parser(text)
    return parser.whole(parser.expression())


@lru_cache(maxsize=4096)
def limit(text: str, name: str, unit: str) -> Node:
    """The nodes of a limit on the value called ``name``; a bare number compared with it has its ``unit``."""
    parser = _Parser(text)
    node = parser.whole(parser.limit(Name(name)))
    if isinstance(node, Num | Neg | Bin | Call):
        raise refused("limit-without-comparison", text=text)
    return _dressed(node, name, unit)


@lru_cache(maxsize=1024)
def aim(text: str, unit: str) -> Node:
    """The nodes of an aim: an expression in which a bare number alone has the ``unit`` of its field."""
    return _with_unit(parse(text), unit)


def is_name(text: str) -> bool:
    """Whether ``text`` can name a value: it reads as a name and is no unit, function or word of the grammar."""
    return bool(re.fullmatch(r"[a-z_][a-z0-9_]*", text)) and text not in UNITS and text not in FUNCTIONS and text not in KEYWORDS


def _with_unit(node: Node, unit: str) -> Node:
    return Num(node.value, unit, node.decimals) if isinstance(node, Num) and not node.unit else node


def _dressed(node: Node, name: str, unit: str) -> Node:
    match node:
        case Cmp(op, Name(id) as left, right) if id == name:
            return Cmp(op, left, _with_unit(right, unit))
        case Cmp(op, left, Name(id) as right) if id == name:
            return Cmp(op, _with_unit(left, unit), right)
        case Logic(op, left, None):
            return Logic(op, _dressed(left, name, unit), None)
        case Logic(op, left, right) if right is not None:
            return Logic(op, _dressed(left, name, unit), _dressed(right, name, unit))
        case If(condition, then, otherwise):
            return If(_dressed(condition, name, unit), _dressed(then, name, unit), _dressed(otherwise, name, unit))
        case _:
            return node


class _Parser:
    """One pass over the tokens of one text; each method reads one rule of the grammar."""

    def __init__(self, text: str) -> None:
        if len(text) > MOST_CHARACTERS:
            raise refused("too-long", length=str(len(text)), most=str(MOST_CHARACTERS))
        self.text = text
        self.tokens = tuple(_tokens(text))
        self.at = 0
        self.depth = -1  # the text itself is not nested in anything

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.now
        self.at += token.kind != "end"
        return token

    def took(self, *kinds: str) -> _Token | None:
        return self.take() if self.now.kind in kinds else None

    def expect(self, kind: str) -> _Token:
        return self.took(kind) or self.stop()

    def stop(self) -> _Token:
        raise _unreadable(self.text, self.now.column, self.now.text)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.depth += 1
        if self.depth > DEEPEST:
            raise refused("too-deep", most=str(DEEPEST), column=str(self.now.column))
        yield
        self.depth -= 1

    def whole(self, node: Node) -> Node:
        self.expect("end")
        if _height(node) > TALLEST:
            raise refused("too-deep", most=str(TALLEST), column=str(len(self.text)))
        return node

    def limit(self, itself: Name) -> Node:
        if token := self.took("is"):
            return Is(itself, token.more, token.text == "is not")
        if token := self.took(*_COMPARISONS):
            return Cmp(token.kind, itself, self.sum())
        low = self.expression()
        if self.took(".."):
            return Logic("and", Cmp(">=", itself, low), Cmp("<=", itself, self.sum()))
        return low

    def expression(self) -> Node:
        with self.deeper():
            if not self.took("if"):
                return self.either()
            condition = self.either()
            self.expect("then")
            then = self.expression()
            self.expect("else")
            return If(condition, then, self.expression())

    def either(self) -> Node:
        node = self.both()
        while self.took("or"):
            node = Logic("or", node, self.both())
        return node

    def both(self) -> Node:
        node = self.truth()
        while self.took("and"):
            node = Logic("and", node, self.truth())
        return node

    def truth(self) -> Node:
        if self.took("not"):
            with self.deeper():
                return Logic("not", self.truth(), None)
        node = self.sum()
        if token := self.took("is"):
            return Is(node, token.more, token.text == "is not")
        if token := self.took(*_COMPARISONS):
            return Cmp(token.kind, node, self.sum())
        return node

    def sum(self) -> Node:
        node = self.product()
        while token := self.took("+", "-"):
            node = Bin(token.kind, node, self.product())
        return node

    def product(self) -> Node:
        node = self.minus()
        while token := self.took("*", "/"):
            node = Bin(token.kind, node, self.minus())
        return node

    def minus(self) -> Node:
        if self.took("-"):
            with self.deeper():
                of = self.minus()
            return Num(-of.value, of.unit, of.decimals) if isinstance(of, Num) else Neg(of)
        node = self.atom()
        if self.took("^"):
            with self.deeper():
                return Bin("^", node, self.minus())
        return node

    def atom(self) -> Node:
        if token := self.took("number"):
            value = Decimal(token.text)
            behind = None if "e" in token.text.lower() else max(0, -int(value.as_tuple().exponent))
            return Num(value, token.more, behind)
        if self.took("("):
            node = self.expression()
            self.expect(")")
            return node
        token = self.expect("name")
        if not self.took("("):
            if token.text in UNITS:
                raise refused("unit-apart", unit=token.text, column=str(token.column), text=self.text)
            return Name(token.text)
        if token.text not in FUNCTIONS:
            raise refused("no-function", function=token.text, column=str(token.column))
        args = [self.expression()]
        while self.took(","):
            args.append(self.expression())
        self.expect(")")
        return Call(token.text, tuple(args))


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip(" \t"))
    while at < end:
        at += len(text[at:]) - len(text[at:].lstrip(" \t"))
        found = _TOKEN.match(text, at)
        if found is None or found["option"] in KEYWORDS:
            word = _WORD_BEHIND.match(text, at)
            if word and word[1] in UNITS:
                raise refused("unit-apart", unit=word[1], column=str(at + 1), text=text)
            raise _unreadable(text, at + 1, text[at : at + 12])
        if number := found["number"]:
            _no_word_behind(text, found.end())
            yield _Token("number", number, at + 1, " ".join((found["unit"] or "").split()))
        elif comparison := found["is"]:
            yield _Token("is", " ".join(comparison.split()), at + 1, found["option"])
        elif name := found["name"]:
            yield _Token(name if name in KEYWORDS else "name", name, at + 1)
        else:
            yield _Token(found["op"], found["op"], at + 1)
        at = found.end()
    yield _Token("end", "", end + 1)


def _no_word_behind(text: str, at: int) -> None:
    """A word right behind a number must be a unit of the table, or a word of the grammar: ``3 cups`` is refused by name."""
    behind = _WORD_BEHIND.match(text, at)
    if behind and behind[1] not in KEYWORDS:
        raise refused("unknown-unit", unit=behind[1][:40], text=text)


def _unreadable(text: str, column: int, found: str) -> Refused:
    return refused("unreadable", text=text, column=str(column), found=found or "…")


def _height(node: Node) -> int:
    height, level = 0, [node]
    while level:
        height, level = height + 1, [kid for each in level for kid in kids(each)]
    return height
