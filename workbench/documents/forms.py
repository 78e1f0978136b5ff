"""Forms of boxes: which boxes there are is data (``resources/papers``), what stands in them comes from a record.

A box has room for so many lines. Of a longer text the beginning stands in it, and the whole behind the form: nothing is cut, nothing shrinks.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.documents.blocks import LEFT, WIDE, Block, Setter, gap, stacked
from workbench.documents.flow import Flow
from workbench.documents.marks import ASCENT, POINT, Box, Face, Mark, Node
from workbench.vigilance.tables import Status, Text
from workbench.words.translation import Words

PAD, SMALL, VALUE, LONG = 1.3, 6.5, 8.5, 7.5
"""Millimetres inside a box; points of its name, of a short value and of a long text."""
FRAME = 0.2
"""Thickness of a box's frame."""
SHORT = 3
"""Lines up to which a value is set large and bold."""
TICKED, EMPTY = "☒", "☐"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick, by its code."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class FormBox:
    """A box of a form. ``value`` names what of a record stands in it, ``width`` is in millimetres, ``lines`` how many of text it has room for."""

    number: str
    name: Text
    value: str
    width: int
    lines: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """Boxes beside each other, and the section that begins with them."""

    part: Text | None
    boxes: tuple[FormBox, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form with what it rests on; ``note`` stands at the foot of its pages."""

    code: str
    version: str
    name: Text
    note: Text
    status: Status
    source: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a box: a text, and the codes of what is ticked."""

    text: str = ""
    chosen: frozenset[str] = frozenset()


def worded(text: Text, words: Words) -> str:
    """A text of a form in the language of the paper."""
    return text.ru if words.language == "ru" else text.en


def titled(box: FormBox, words: Words) -> str:
    """Number and name of a box."""
    return f"{box.number}  {worded(box.name, words)}" if box.number else worded(box.name, words)


def filled(flow: Flow, form: Form, said: Mapping[str, Said]) -> None:
    """Puts the boxes of ``form`` down the pages of ``flow``, and behind them each text for which its box had no room.

    ``said`` has an entry for each ``value`` of the form.
    """
    setter, behind = flow.setter, list[FormBox]()
    for row in form.rows:
        head = [gap(1.6), setter.heading(worded(row.part, setter.words))] if row.part is not None else []
        flow.put(*head, _row(setter, row, said, behind))
    for box in behind:
        flow.put(gap(3.0), setter.heading(titled(box, setter.words)))
        spread(flow, said[box.value].text)


def spread(flow: Flow, text: str) -> None:
    """A text over the whole width and as many pages as it needs: no block of it is longer than a line."""
    setter, node = flow.setter, Node("P")
    for line in setter.press.lines(setter.press.evidence(text), Face.REGULAR, VALUE, WIDE, anywhere=True):
        flow.put(setter.paragraph(line, node=node))


def _row(setter: Setter, row: FormRow, said: Mapping[str, Said], behind: list[FormBox]) -> Block:
    x, drawn = LEFT, list[tuple[float, FormBox, Block]]()
    for box in row.boxes:
        drawn.append((x, box, _box(setter, box, said[box.value], x, behind)))
        x += box.width
    tall = max(each.height for _, _, each in drawn)
    marks: list[Mark] = []
    for left, box, inside in drawn:
        # One line between two boxes: their frames lie on each other.
        aside = FRAME if left > LEFT else 0.0
        marks += [Box(left - aside, -FRAME, box.width + aside, tall + FRAME, line=FRAME), *inside.marks]
    return Block(tall, tuple(marks))


def _box(setter: Setter, box: FormBox, said: Said, x: float, behind: list[FormBox]) -> Block:
    """The inside of a box; a text that is too long for it goes to ``behind`` as well."""
    left, room, words = x + PAD, box.width - 2 * PAD, setter.words
    parts = [gap(0.9), setter.paragraph(titled(box, words), left, room, size=SMALL, lead=1.2)]
    if box.choices:
        parts += [gap(0.5), _choices(setter, box, said.chosen, left, room)]
    if said.text:
        face, size = (Face.BOLD, VALUE) if box.lines <= SHORT else (Face.REGULAR, LONG)
        lines = setter.press.lines(setter.press.evidence(said.text, face), face, size, room, anywhere=True)
        if len(lines) > box.lines:
            behind.append(box)
            more = setter.paragraph("→ " + words("in full behind the form"), left, room, Face.BOLD, SMALL)
            parts += [gap(0.5), _lines(setter, lines[: box.lines - 1], left, face, size), more]
        else:
            parts += [gap(0.5), _lines(setter, lines, left, face, size)]
    return stacked((*parts, gap(1.0)))


def _lines(setter: Setter, lines: Sequence[str], x: float, face: Face, size: float) -> Block:
    node, pitch, first = Node("P"), size * POINT * 1.25, size * POINT * ASCENT
    marks = tuple(setter.text(x, first + place * pitch, line, face, size, node=node) for place, line in enumerate(lines))
    return Block(len(lines) * pitch, marks)


def _choices(setter: Setter, box: FormBox, chosen: frozenset[str], x: float, room: float) -> Block:
    """What can be ticked, one behind the other; each that finds no room begins a line, and is broken where it is wider than the box."""
    press, words, pitch = setter.press, setter.words, LONG * POINT * 1.35
    marks: list[Mark] = []
    at, y = x, LONG * POINT * ASCENT + 0.2
    for each in box.choices:
        face = Face.BOLD if each.code in chosen else Face.REGULAR
        sign, name = TICKED if each.code in chosen else EMPTY, worded(each.name, words)
        indent = press.width(f"{sign} ", face, LONG)
        lines, node = press.lines(name, face, LONG, room - indent), Node("P")
        wide = indent + max(press.width(line, face, LONG) for line in lines)
        if at > x and at + wide > x + room + 0.01:
            at, y = x, y + pitch
        marks.append(setter.text(at, y, f"{sign} {lines[0]}", face, LONG, node=node))
        for line in lines[1:]:
            y += pitch
            marks.append(setter.text(at + indent, y, line, face, LONG, node=node))
        at += x + room if len(lines) > 1 else wide + 3.5
    return Block(y + LONG * POINT * 0.25, tuple(marks))
