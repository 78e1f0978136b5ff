"""Reads a message of cases, or an acknowledgement, into records (records.py) along the table of paths (layout.py)."""
from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from workbench.kernel.findings import Refused, stops
from workbench.vigilance.casereport import layout
from workbench.vigilance.casereport.acknowledgements import Acknowledgement
from workbench.vigilance.casereport.layout import Group, Kind, Line
from workbench.vigilance.casereport.paths import HL7, Node, find, find_all, name, path
from workbench.vigilance.casereport.records import CaseReport, Content, Flag, Message, Null, Number, PartialTime, Role, Text, Time, Unread
from workbench.vigilance.casereport.shapes import spread
from workbench.vigilance.casereport.xml import SOURCE, parse

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_TIME = re.compile(r"(\d{4}|\d{6}|\d{8}|\d{10}|\d{12}|\d{14}(?:\.\d{1,9})?)([+-]\d{4})?", re.ASCII)
# What goes with a value that is not there says nothing of its own.
_BESIDE = {"unit", "codeSystemVersion", "codeSystem", "mediaType", "language", "sign", "assigningAuthorityName"}
# What is the same in every message, or says only what kind of thing stands beside it.
_CONSTANT = {
    "responseModeCode", "interactionId", "processingCode", "processingModeCode", "acceptAckCode", "statusCode", "code", "interpretationCode", "keyWordText",
    "denominator",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and the places of what the message says and no record holds (regional elements, for one)."""

    message: Message | Acknowledgement
    not_held: tuple[str, ...]


def read(content: bytes) -> Read:
    """The records in ``content``. ``Refused`` when it is no XML, unsafe (xml.py), or neither a message of cases nor an acknowledgement."""
    root = parse(content)
    group = {"MCCI_IN200100UV01": layout.MESSAGE, "MCCI_IN200101UV01": layout.ACKNOWLEDGEMENT}.get(name(root))
    if group is None or root.tag != f"{{{HL7}}}{name(root)}":
        raise Refused((stops("casereport.not-a-message", SOURCE, root=name(root)),))
    spread(root)
    seen: set[Node] = set()
    message = _record(root, group, seen)
    if isinstance(message, Message):
        cases = zip(message.cases, root.iterchildren(f"{{{HL7}}}PORR_IN049016UV"), strict=True)
        message = replace(message, cases=tuple(_with_roles(case, node, seen) for case, node in cases))
    return Read(message, _not_held(root, seen))


def read_message(content: bytes) -> Message:
    """The cases in ``content``; ``Refused`` also where it is an acknowledgement."""
    message = read(content).message
    if not isinstance(message, Message):
        raise Refused((stops("casereport.not-a-message", SOURCE, root="MCCI_IN200101UV01"),))
    return message


def _with_roles(case: CaseReport, node: Node, seen: set[Node]) -> CaseReport:
    """``case`` with the role of each product, which the message says apart from it."""
    roles: list[Role] = [_record(each, layout.ROLE, seen) for each in find_all(node, path(layout.ROLE.path).steps)]
    by_key = {each.drug: each.role for each in reversed(roles) if each.drug is not None}
    return replace(case, drugs=tuple(replace(each, role=by_key.get(each.key) if each.key is not None else None) for each in case.drugs))


def _record(node: Node, group: Group, seen: set[Node]) -> Any:
    values: dict[str, Any] = {}
    for line in group.lines:
        at = find(node, path(line.path).steps)
        if at is not None:
            seen.add(at)
            values[line.name] = value(at, line)
    for field, part in group.parts.items():
        nodes = find_all(node, path(part.path).steps)
        if part.many:
            values[field] = tuple(_record(each, part, seen) for each in nodes)
        else:
            first = next(nodes, None)
            values[field] = None if first is None else _record(first, part, seen)
    return group.record(**values)


def value(node: Node, line: Line) -> Text | Number | Time | Flag | Content:
    """What ``node`` says of the field of ``line``."""
    where = path(line.path)
    said = node.get(where.attribute) if where.attribute else "".join(node.itertext())
    said = (said or "").strip().removeprefix(where.last.prefix)
    if not said:
        flavour = node.get("nullFlavor")
        return Null(flavour) if flavour and where.attribute not in _BESIDE else None
    unit = where.last.unit
    if unit and node.get("unit") != unit:
        return Unread(f"{said} {node.get('unit') or ''}".strip())
    if line.kind is Kind.NUMBER:
        return Decimal(said) if _NUMBER.fullmatch(said) else Unread(said)
    if line.kind is Kind.TIME:
        return time(said)
    if line.kind is Kind.FLAG:
        return {"true": True, "false": False}.get(said, Unread(said))
    return _content(said, node) if line.kind is Kind.BASE64 else said


def _content(said: str, node: Node) -> Content:
    """The bytes of an included document. One that is compressed is not unpacked: a small one may become any size."""
    if node.get("compression"):
        return Unread(said)
    if node.get("representation") != "B64":
        return said.encode()
    try:
        return base64.b64decode("".join(said.split()), validate=True)
    except binascii.Error:
        return Unread("".join(said.split()))


def time(said: str) -> Time:
    """A time as HL7 writes it: CCYY[MM[DD[hh[mm[ss[.f]]]]]] and the offset of its zone."""
    found = _TIME.fullmatch(said)
    if found is None:
        return Unread(said)
    digits, offset = found.groups()
    whole = digits[:14]
    parts = [int(whole[:4]), *(int(whole[at : at + 2]) for at in range(4, len(whole), 2))]
    try:
        moment = datetime(*(*parts, *(1, 1)[len(parts) - 1 :])[: max(len(parts), 3)], tzinfo=_zone(offset))  # type: ignore[misc,arg-type]
        fraction = digits[15:]
        if len(whole) < 14 or offset is None or len(fraction) > 6:
            return PartialTime(said)
        return moment.replace(microsecond=int(fraction.ljust(6, "0")) if fraction else 0)
    except ValueError:
        return Unread(said)


def _zone(offset: str | None) -> timezone:
    """The zone of an offset; where none is said, any serves to see whether day and hour exist."""
    if offset is None:
        return timezone(timedelta())
    if int(offset[3:]) > 59:
        raise ValueError(offset)
    width = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
    return timezone(-width if offset[0] == "-" else width)


def _not_held(root: Node, seen: set[Node]) -> tuple[str, ...]:
    found: list[str] = []
    for node in root.iter():
        says = (node.text or "").strip() or any(node.get(key) for key in ("value", "code", "extension", "nullFlavor"))
        if not says or node in seen or name(node) in _CONSTANT or _is_reference(node):
            continue
        chain = [name(each) for each in node.iterancestors()][:2]
        beside = node.getparent().find(f"{{{HL7}}}code") if node.getparent() is not None else None
        label = f" ({beside.get('displayName') or beside.get('code')})" if beside is not None and beside.get("code") else ""
        found.append("/".join((*reversed(chain), name(node))) + label)
    return tuple(dict.fromkeys(found))


def _is_reference(node: Node) -> bool:
    return name(node) == "priorityNumber" and node.get("value") is None
