"""Where a value stands in a message: a small language of paths, by which the same line is read and written.

A path is steps between ``/``; parts that are glued by ``>`` are found, or made, together (a wrapper with what it wraps). A part is a tag with

    #code.list   a child ``code`` of that code (``#NA``: of that null flavour)     :code.list   that code on itself
    $list        a child ``code`` of that list, whatever the code                   ^n           that root of identifiers
    (part)       a child like that, its {list} asked;  (-tag) no such child                           &code.list   such an author;  %code.list such a performer
    !type        the type of a value      {list}  the list of its code              =typeCode    the kind of relationship
    |unit        the only unit it may have      [n]  the n-th of its tag             ~prefix      how its value begins

A short list or root is one of ICH's own (``19``: 2.16.840.1.113883.3.989.2.1.1.19). The last step ends in ``@attribute``, or else its text is meant.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

HL7, XSI = "urn:hl7-org:v3", "http://www.w3.org/2001/XMLSchema-instance"
TYPE = f"{{{XSI}}}type"
LISTS, ROOTS = "2.16.840.1.113883.3.989.2.1.1.", "2.16.840.1.113883.3.989.2.1.3."
Node: TypeAlias = Any
_PART = re.compile(
    r"(?P<tag>\w+)(?P<child>(?:\([^()]*(?:\([^()]*\))?[^()]*\))*)"
    r"(?:#(?P<code>\w+)(?:\.(?P<code_list>[\d.]+))?)?(?:\$(?P<any_list>[\d.]+))?(?::(?P<own>\w+)\.(?P<own_list>[\d.]+))?(?:\^(?P<root>[\d.]+))?"
    r"(?:&(?P<author>\w+)\.(?P<author_list>[\d.]+))?(?:%(?P<performer>\w+)\.(?P<performer_list>[\d.]+))?(?:=(?P<kind>\w+))?(?:!(?P<type>\w+))?"
    r"(?:\{(?P<list>[\d.]+)\})?(?:\|(?P<unit>\w+))?(?:\[(?P<at>\d)\])?(?:~(?P<prefix>\w+:))?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One tag of a path, with what it must be to be meant."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, str], ...]
    children: tuple[tuple[Part, ...], ...]
    absent: tuple[str, ...]
    unit: str
    at: int
    prefix: str


@dataclass(frozen=True, slots=True)
class Path:
    """Steps of glued parts, and the attribute of the last ("" for its text)."""

    steps: tuple[tuple[Part, ...], ...]
    attribute: str

    @property
    def last(self) -> Part:
        """The part that carries the value."""
        return self.steps[-1][-1]


@cache
def path(text: str) -> Path:
    """The path that ``text`` says."""
    where, _, attribute = text.partition("@")
    depth, steps, start = 0, [], 0
    for at, mark in enumerate(where + "/"):
        depth += (mark == "(") - (mark == ")")
        if mark == "/" and depth == 0:
            steps.append(tuple(_part(each) for each in where[start:at].split(">")))
            start = at + 1
    return Path(tuple(steps), attribute)


def _part(text: str, *, inner: bool = False) -> Part:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueError(f"not a part of a path: {text}")
    given = found.groupdict()
    within = re.findall(r"\(([^()]*(?:\([^()]*\))?[^()]*)\)", given["child"])
    children: list[tuple[Part, ...]] = [(_part(each, inner=True),) for each in within if not each.startswith("-")]
    if given["code"]:
        children.append((_code("code", given["code"], given["code_list"]),))
    if given["any_list"]:
        children.append((_plain("code", (("codeSystem", _oid(given["any_list"], LISTS)),)),))
    for role in ("author", "performer"):
        if given[role]:
            code = _code("code", given[role], given[f"{role}_list"])
            children.append((_plain(role), _plain("assignedEntity"), code))
    asked: list[tuple[str, str]] = []
    added: list[tuple[str, str]] = []
    if given["own"]:
        asked += [("code", given["own"]), ("codeSystem", _oid(given["own_list"], LISTS))]
    if given["root"]:
        asked.append(("root", _oid(given["root"], ROOTS)))
    # A relationship is known by what it relates; only where nothing else tells two of them apart is its kind asked.
    if given["kind"]:
        (asked if given["tag"] in ("outboundRelationship1", "acknowledgement") else added).append(("typeCode", given["kind"]))
    if given["type"]:
        (asked if given["tag"] == "comp" else added).append((TYPE, given["type"]))
    if given["list"]:
        (asked if inner else added).append(("codeSystem", _oid(given["list"], LISTS)))
    absent = tuple(each[1:] for each in within if each.startswith("-"))
    return Part(given["tag"], tuple(asked), tuple(added), tuple(children), absent, given["unit"] or "", int(given["at"] or 0), given["prefix"] or "")


def _plain(tag: str, attributes: tuple[tuple[str, str], ...] = ()) -> Part:
    return Part(tag, attributes, (), (), (), "", 0, "")


def _code(tag: str, code: str, system: str | None) -> Part:
    if system is None:
        return _plain(tag, (("nullFlavor", code),))
    return _plain(tag, (("code", code), ("codeSystem", _oid(system, LISTS))))


def _oid(text: str, stem: str) -> str:
    return text if "." in text else stem + text


def name(node: Node) -> str:
    """The tag of ``node`` without its namespace."""
    return str(etree.QName(node).localname)


def matching(node: Node, parts: Sequence[Part]) -> Iterator[Node]:
    """The nodes below ``node`` that the glued ``parts`` mean, in their order."""
    first, *rest = parts
    count = 0
    for child in node.iterchildren(f"{{{HL7}}}{first.tag}"):
        if not _is(child, first):
            continue
        count += 1
        if first.at and count != first.at:
            continue
        if rest:
            yield from matching(child, rest)
        else:
            yield child


def _is(node: Node, part: Part) -> bool:
    if any(node.get(key) != value for key, value in part.attributes):
        return False
    if part.prefix and not (node.get("value") or "").startswith(part.prefix):
        return False
    if any(node.find(f"{{{HL7}}}{tag}") is not None for tag in part.absent):
        return False
    return all(next(matching(node, each), None) is not None for each in part.children)


def find(node: Node, steps: Sequence[Sequence[Part]]) -> Node | None:
    """The first node that ``steps`` lead to."""
    return next(find_all(node, steps), None)


def find_all(node: Node, steps: Sequence[Sequence[Part]]) -> Iterator[Node]:
    """Every node that ``steps`` lead to. ``node`` itself where there is no step."""
    if not steps:
        yield node
        return
    for each in matching(node, steps[0]):
        yield from find_all(each, steps[1:])


def make(node: Node, steps: Sequence[Sequence[Part]], *, another: bool = False) -> Node:
    """The node that ``steps`` lead to, made where it is not there; with ``another`` the last step is always made."""
    for number, step in enumerate(steps, 1):
        fresh = another and number == len(steps)
        found = None if fresh else next(matching(node, step), None)
        if found is None:
            for part in step:
                node = _added(node, part)
        else:
            node = found
            dress(node, step[-1])
    return node


def _added(node: Node, part: Part) -> Node:
    made = etree.SubElement(node, f"{{{HL7}}}{part.tag}")
    for key, value in part.attributes:
        made.set(key, value)
    dress(made, part)
    for each in part.children:
        if next(matching(made, each), None) is None:
            below = made
            for inner in each:
                below = _added(below, inner)
    return made


def dress(node: Node, part: Part) -> None:
    """Gives ``node`` the attributes that go with ``part`` and are not there yet."""
    for key, value in part.added:
        if node.get(key) is None:
            node.set(key, value)
