"""A label from its profile and content. A text that does not fit its zone refuses the label: nothing is shrunk, nothing is cut."""
from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.documents.marks import ASCENT, DESCENT, POINT, Box, Face, Mark, Node, Page, Rule, Shape, Symbol, Text
from workbench.documents.painting import About, printed
from workbench.documents.press import Press
from workbench.documents.symbols import CODE128, code128, data_matrix
from workbench.kernel.findings import Refused, stops
from workbench.labels.content import LabelContent
from workbench.labels.profiles import PLACEHOLDER, Profile, Table, Zone

SOURCE = "design of papers and labels, 1.5"
PITCH = 1.17
"""Line pitch of labels, of the type size."""
SOLID_ASIDE, SOLID_ABOVE = 1.0, 0.25
"""Black that stays around white text, millimetres at either side and above and below."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A symbol on a label: kind, content, and left, top, width, height in millimetres."""

    kind: str
    data: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Artwork:
    """A drawn label: its PDF, its size in millimetres, and the symbols that must be read back from it."""

    pdf: bytes
    width: float
    height: float
    symbols: tuple[Drawn, ...]


def draw(profile: Profile, content: LabelContent, press: Press) -> Artwork:
    """The label. Refused: ``labels.does-not-fit`` and every ``paper.*`` fault."""
    if press.language != content.language:
        raise ValueError(f"content in {content.language}, press in {press.language}")
    page = label_page(profile, content, press)
    about = About(f"{profile.text[content.language]} {content.identifier}", profile.name, content.value("site"))
    drawn = tuple(Drawn(each.kind, each.content, (each.x, each.y, each.w, each.h)) for each in page.marks if isinstance(each, Symbol))
    return Artwork(printed((page,), about, press), profile.width, profile.height, drawn)


def label_page(profile: Profile, content: LabelContent, press: Press) -> Page:
    """The marks of the label."""
    marks: list[Mark] = []
    for place in profile.symbols:
        figure = Node("Figure", alt=f"{place.kind}: {content.identifier}")
        if place.kind == CODE128:
            marks.append(code128(content.identifier, place.x, place.y, place.height, place.module, figure))
        else:
            marks.append(data_matrix(content.identifier, place.x, place.y, place.module, figure))
    for sign in profile.trefoils:
        marks += trefoil(sign.x, sign.y, sign.radius)
    marks += [Rule(each.x0, each.y0, each.x1, each.y1, each.width) for each in profile.rules]
    values = dict(content.values)
    for zone in profile.zones:
        if _wanted(zone, content):
            marks += _zone(zone, values, press)
    if profile.table:
        marks += _table(profile.table, content, press)
    return Page(profile.width, profile.height, tuple(marks))


def _wanted(zone: Zone, content: LabelContent) -> bool:
    if zone.when.startswith("not "):
        return zone.when.removeprefix("not ") not in content.flags
    return not zone.when or zone.when in content.flags


def filled(template: str, values: Mapping[str, str]) -> str:
    """``template`` with its placeholders filled; empty when every one of them is empty and nothing else is said by it."""
    names = PLACEHOLDER.findall(template)
    if names and not any(values[name].strip() for name in names):
        return ""
    return PLACEHOLDER.sub(lambda found: values[found[1]], template)


def _zone(zone: Zone, values: Mapping[str, str], press: Press) -> list[Mark]:
    used = {name: press.printable(values[name], zone.face) for name in PLACEHOLDER.findall(zone.text[press.language])}
    text = filled(zone.text[press.language], used)
    if not text:
        return []
    marks: list[Mark] = [Box(zone.x, zone.y, zone.w, zone.h, solid=True)] if zone.solid else []
    aside = 0.0
    node = Node("P")
    if zone.label:
        word = zone.label[press.language]
        aside = zone.label_width
        if press.width(word, Face.REGULAR, zone.label_size) > aside:
            raise _too_wide(zone, word)
    inner = SOLID_ASIDE if zone.solid else 0.0
    size, lines = _fitted(zone, text, zone.w - aside - 2 * inner, zone.h - (2 * SOLID_ABOVE if zone.solid else 0), press)
    first = zone.y + size * POINT * ASCENT
    if zone.middle or zone.solid:
        first += (zone.h - _tall(size, len(lines))) / 2
    if zone.label:
        label = zone.label[press.language]
        wide = press.width(label, Face.REGULAR, zone.label_size)
        marks.append(Text(zone.x, first, label, Face.REGULAR, zone.label_size, wide, zone.solid, node))
    for place, line in enumerate(lines):
        wide = press.width(line, zone.face, size)
        room = zone.w - aside - wide
        x = zone.x + aside + {"left": inner, "right": room - inner, "centre": room / 2}[zone.align]
        marks.append(Text(x, first + place * size * POINT * PITCH, line, zone.face, size, wide, zone.solid, node))
    return marks


def _fitted(zone: Zone, text: str, width: float, height: float, press: Press) -> tuple[float, tuple[str, ...]]:
    """The largest allowed size at which ``text`` goes into the zone, whole."""
    for size in zone.sizes:
        try:
            lines = press.lines(text, zone.face, size, width, hyphens=zone.hyphens)
        except Refused:
            continue
        if len(lines) <= zone.lines and _tall(size, len(lines)) <= height + 0.01:
            return size, lines
    raise _too_wide(zone, text)


def _tall(size: float, lines: int) -> float:
    return size * POINT * (ASCENT + DESCENT + (lines - 1) * PITCH)


def _too_wide(zone: Zone, text: str) -> Refused:
    room = zone.w - (zone.label_width if zone.label else 0)
    facts = {"zone": zone.name, "text": text, "width": f"{room:g}", "height": f"{zone.h:g}", "size": f"{zone.sizes[-1]:g}"}
    return Refused((stops("labels.does-not-fit", SOURCE, where=zone.name, **facts),))


def _table(table: Table, content: LabelContent, press: Press) -> list[Mark]:
    marks: list[Mark] = []
    node = Node("Table")
    for place, (clock, value) in enumerate(content.table):
        y = table.y + table.size * POINT * ASCENT + place * table.pitch
        row = Node("TR", node)
        wide = press.width(value, Face.BOLD, table.size)
        first = Text(table.x, y, clock, Face.REGULAR, table.size, press.width(clock, Face.REGULAR, table.size), False, Node("TD", row))
        if first.width + wide + 1 > table.w:
            facts = {"zone": "table", "text": value, "width": f"{table.w:g}", "height": f"{table.pitch:g}", "size": f"{table.size:g}"}
            raise Refused((stops("labels.does-not-fit", SOURCE, where="table", **facts),))
        marks += [first, Text(table.x + table.w - wide, y, value, Face.BOLD, table.size, wide, False, Node("TD", row))]
    return marks


def trefoil(x: float, y: float, radius: float) -> list[Mark]:
    """The radiation sign about ``x``, ``y``: a disc of a fifth of the radius and three blades from 1.5 fifths on (ISO 361)."""
    unit = radius / 5
    disc = Shape(tuple((x + unit * math.cos(a), y + unit * math.sin(a)) for a in (math.radians(5 * n) for n in range(72))))
    shapes = [disc]
    for start in (60, 180, 300):
        turn = [math.radians(start + 2.5 * n) for n in range(25)]
        outer = [(x + radius * math.cos(a), y - radius * math.sin(a)) for a in turn]
        inner = [(x + 1.5 * unit * math.cos(a), y - 1.5 * unit * math.sin(a)) for a in reversed(turn)]
        shapes.append(Shape((*outer, *inner)))
    return list(shapes)
