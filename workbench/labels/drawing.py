"""A label from its profile and content. A text that does not fit its zone refuses the label: nothing is shrunk, nothing is cut."""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.documents.marks import ASCENT, DESCENT, POINT, Box, Face, Mark, Node, Page, Rule, Shape, Symbol, Text
from workbench.documents.painting import About, printed
from workbench.documents.press import Press
from workbench.documents.symbols import CODE128, code128, data_matrix, gs1_matrix
from workbench.kernel.findings import Refused, stops
from workbench.labels.content import LabelContent
from workbench.labels.profiles import GS1, PLACEHOLDER, SIGNAL, Profile, SymbolPlace, Table, Zone, holds

SOURCE = "design of papers and labels, 1.5"
PITCH = 1.17
"""Line pitch of labels, of the type size."""
SOLID_ASIDE, SOLID_ABOVE = 1.0, 0.25
"""Black that stays around white text, millimetres at either side and above and below."""
FRAME, FRAMED_ASIDE, FRAMED_ABOVE = 0.25, 0.5, 0.3
"""Thickness of the frame around a framed text, and what stays empty inside it."""


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


def draw_set(profile: Profile, contents: Sequence[LabelContent], press: Press) -> bytes:
    """One PDF with a page for each content, in their order: a set for one job. Refused like a single label."""
    about = About(profile.text[press.language], profile.name, contents[0].value("site"))
    return printed([label_page(profile, each, press) for each in contents], about, press)


def label_page(profile: Profile, content: LabelContent, press: Press) -> Page:
    """The marks of the label."""
    marks: list[Mark] = []
    marks += [_symbol(place, content) for place in profile.symbols]
    for sign in profile.trefoils:
        if holds(sign.when, content.flags):
            marks += trefoil(sign.x, sign.y, sign.radius)
    marks += [Rule(each.x0, each.y0, each.x1, each.y1, each.width) for each in profile.rules if holds(each.when, content.flags)]
    values = dict(content.values)
    for zone in profile.zones:
        if holds(zone.when, content.flags):
            marks += _zone(zone, values, press)
    if profile.table:
        marks += _table(profile.table, content, press)
    return Page(profile.width, profile.height, tuple(marks))


def _symbol(place: SymbolPlace, content: LabelContent) -> Symbol:
    """The symbol of what it carries; its alternative text says what that is, and what stands in it."""
    carried = content.carried(place.carries)
    figure = Node("Figure", alt=f"{place.kind}: {carried.shown}")
    if place.carries == GS1:
        return gs1_matrix(carried.shown, carried.data, place.x, place.y, place.module, figure)
    if place.kind == CODE128:
        return code128(carried.data, place.x, place.y, place.height, place.module, figure)
    return data_matrix(carried.data, place.x, place.y, place.module, figure)


def filled(template: str, values: Mapping[str, str]) -> str:
    """``template`` with its placeholders filled; empty when every one of them is empty and nothing else is said by it."""
    names = PLACEHOLDER.findall(template)
    if names and not any(values[name].strip() for name in names):
        return ""
    return PLACEHOLDER.sub(lambda found: values[found[1]], template)


def _zone(zone: Zone, values: Mapping[str, str], press: Press) -> list[Mark]:
    used = {name: _printable(name, values[name], zone, press) for name in PLACEHOLDER.findall(zone.text[press.language])}
    text = filled(zone.text[press.language], used)
    if not text:
        return []
    aside = 0.0
    node = Node("P")
    if zone.label:
        word = zone.label[press.language]
        aside = zone.label_width
        if press.width(word, Face.REGULAR, zone.label_size) > aside:
            raise _too_wide(zone, word)
    inner, above = _margins(zone)
    marks: list[Mark] = [Box(zone.x, zone.y, zone.w, zone.h, solid=zone.solid, line=FRAME)] if inner else []
    if zone.turned:
        return [*marks, _turned(zone, text, press, node)]
    size, lines = _fitted(zone, text, zone.w - aside - 2 * inner, zone.h - 2 * above, press)
    first = zone.y + size * POINT * ASCENT
    if zone.middle or inner:
        first += (zone.h - _tall(size, len(lines))) / 2
    if zone.label:
        label = zone.label[press.language]
        wide = press.width(label, Face.REGULAR, zone.label_size)
        marks.append(Text(zone.x + inner, first, label, Face.REGULAR, zone.label_size, wide, zone.solid, node))
    for place, line in enumerate(lines):
        wide = press.width(line, zone.face, size)
        room = zone.w - aside - wide
        x = zone.x + aside + {"left": inner, "right": room - inner, "centre": room / 2}[zone.align]
        marks.append(Text(x, first + place * size * POINT * PITCH, line, zone.face, size, wide, zone.solid, node))
    return marks


def _printable(name: str, value: str, zone: Zone, press: Press) -> str:
    """A value as it is to be printed. Only signal texts, which the site has approved, may have more than one line: no name may."""
    lines = value.split("\n") if name.startswith(SIGNAL) else (value,)
    return "\n".join(press.printable(line, zone.face) for line in lines)


def _margins(zone: Zone) -> tuple[float, float]:
    """What stays empty between the edge of a solid or framed zone and its text, at either side and above and below."""
    if zone.solid:
        return SOLID_ASIDE, SOLID_ABOVE
    return (FRAMED_ASIDE, FRAMED_ABOVE) if zone.framed else (0.0, 0.0)


def _turned(zone: Zone, text: str, press: Press, node: Node) -> Text:
    """One line from top to bottom, in the middle of its zone."""
    size, _ = _fitted(replace(zone, lines=1), text, zone.h, zone.w, press)
    wide = press.width(text, zone.face, size)
    left = zone.x + (zone.w - _tall(size, 1)) / 2 + size * POINT * DESCENT
    return Text(left, zone.y + (zone.h - wide) / 2, text, zone.face, size, wide, zone.solid, node, True)


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
