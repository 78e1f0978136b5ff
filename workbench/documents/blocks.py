"""The parts that sheets are put together from: headings, facts, tables, notices, signatures, chips.

A block is drawn from its own top; ``Flow`` puts it on a page. Everything stands between 18 and 198 mm (design of papers and labels, 2 to 6).
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.documents.marks import ASCENT, DESCENT, POINT, Box, Face, Mark, Node, Rule, Text, moved
from workbench.documents.press import Press
from workbench.kernel.findings import Refused, stops

LEFT, RIGHT = 18.0, 198.0
WIDE = RIGHT - LEFT
LEAD = 1.25
SOURCE = "design of papers and labels, 2 to 6"


@dataclass(frozen=True, slots=True)
class Block:
    """Marks from a top of their own, and how much height they take."""

    height: float
    marks: tuple[Mark, ...] = ()

    def at(self, y: float) -> list[Mark]:
        """The marks with the block's top at ``y``."""
        return [moved(each, 0, y) for each in self.marks]


def stacked(blocks: Iterable[Block]) -> Block:
    """Blocks below each other as one, not to be divided."""
    height, marks = 0.0, []  # type: tuple[float, list[Mark]]
    for each in blocks:
        marks += each.at(height)
        height += each.height
    return Block(height, tuple(marks))


def gap(height: float) -> Block:
    """Empty height."""
    return Block(height)


@dataclass(frozen=True, slots=True)
class Chip:
    """A status as a word: solid stops the reader, outlined tells."""

    text: str
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was corrected: in words, for a stroke vanishes on a bad copy."""

    was: str
    now: str
    mark: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a table's cell; ``typed`` by a person, so that it may hold anything and is broken anywhere."""

    text: str
    bold: bool = False
    typed: bool = False
    mono: bool = False


Content = str | Cell | Chip | Corrected


@dataclass(frozen=True, slots=True)
class Column:
    """A column: head, width in millimetres, alignment and face."""

    head: str
    width: float
    align: str = "left"
    face: Face = Face.REGULAR


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as it is printed; ``pending`` says when it is still to come, and then nothing invites a pen."""

    meaning: str
    sentence: str
    name: str
    role: str
    at: str = ""
    proof: str = ""
    pending: str = ""
    lapsed: str = ""


class Setter:
    """Sets blocks with the type of a press. Text is measured, broken or refused, never shrunk."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.words = press.words

    def text(
        self, x: float, y: float, text: str, face: Face = Face.REGULAR, size: float = 8.5, *, node: Node | None = None, align: str = "left",
        room: float | None = None, white: bool = False,
    ) -> Text:  # fmt: skip
        """One line, ending at ``x`` when aligned right, about it when centred; refused when wider than ``room``."""
        width = self.press.width(text, face, size)
        if room is not None and width > room + 0.01:
            raise Refused((stops("paper.word-too-wide", SOURCE, text=text, width=f"{room:.1f}"),))
        left = {"left": x, "right": x - width, "centre": x - width / 2}[align]
        return Text(left, y, text, face, size, width, white, node)

    def runs(self, x: float, y: float, parts: Sequence[tuple[str, Face, float]], node: Node | None) -> list[Mark]:
        """Differently set texts in one line."""
        marks: list[Mark] = []
        for text, face, size in parts:
            mark = self.text(x, y, text, face, size, node=node)
            marks.append(mark)
            x += mark.width
        return marks

    def paragraph(
        self, text: str, x: float = LEFT, w: float = WIDE, face: Face = Face.REGULAR, size: float = 8.5, *, node: Node | None = None,
        typed: bool = False, lead: float = 1.28,
    ) -> Block:  # fmt: skip
        """Lines of text, broken at spaces."""
        node = node or Node("P")
        lines = self.press.lines(self.press.evidence(text, face) if typed else text, face, size, w, anywhere=typed)
        pitch = size * POINT * lead
        first = size * POINT * ASCENT
        marks = tuple(self.text(x, first + place * pitch, line, face, size, node=node) for place, line in enumerate(lines))
        return Block(len(lines) * pitch, marks)

    def chip(self, x: float, y: float, chip: Chip, size: float = 7, *, align: str = "left", node: Node | None = None) -> tuple[list[Mark], float]:
        """A chip on baseline ``y``; gives its right edge, too."""
        aside = 1.4 if size >= 7 else 1.0
        text = chip.text
        wide = self.press.width(text, Face.BOLD, size) + 2 * aside
        tall = size * POINT * 1.62
        left = x - wide if align == "right" else x
        top = y - size * POINT * ASCENT / 2 - tall / 2
        marks: list[Mark] = [Box(left, top, wide, tall, solid=chip.solid)]
        marks.append(self.text(left + aside, y, text, Face.BOLD, size, white=chip.solid, node=node))
        return marks, left + wide

    def title(self, text: str, sub: str, chip: Chip | None = None) -> Block:
        """The title of a document, the sentence under it, and its status at the right."""
        node = Node("H1")
        room = WIDE - (self.press.width(chip.text, Face.BOLD, 8.5) + 6 if chip else 0)
        lines = self.press.lines(text, Face.BOLD, 16, room)
        marks: list[Mark] = [self.text(LEFT, 4.2 + place * 6.6, line, Face.BOLD, 16, node=node) for place, line in enumerate(lines)]
        if chip:
            marks += self.chip(RIGHT, 4.2, chip, 8.5, align="right", node=node)[0]
        head = Block(6.8 + 6.6 * (len(lines) - 1), tuple(marks))
        return stacked((head, self.paragraph(sub), gap(2.4)) if sub else (head, gap(2.4)))

    def heading(self, text: str, right: str = "") -> Block:
        """The heading of a section, with a remark at the right where there is room for both, else below."""
        node = Node("H2")
        head = self.text(LEFT, 4.2, text, Face.BOLD, 10.5, node=node)
        if not right:
            return Block(6.2, (head,))
        wide = self.press.width(right, Face.REGULAR, 7.5)
        if head.width + wide + 4 <= WIDE:
            return Block(6.2, (head, self.text(RIGHT, 4.2, right, size=7.5, align="right", node=node)))
        return stacked((Block(5.4, (head,)), self.paragraph(right, size=7.5, node=node), gap(0.6)))

    def facts(self, items: Sequence[tuple[str, str]], columns: int = 4) -> Block:
        """Small labels over large values, in a grid."""
        wide = WIDE / columns
        rows: list[Block] = []
        for start in range(0, len(items), columns):
            marks: list[Mark] = []
            tall = 0.0
            for place, (label, value) in enumerate(items[start : start + columns]):
                x, node = LEFT + place * wide, Node("P")
                marks.append(self.text(x, 1.9, label, size=7, node=node, room=wide - 1))
                lines = self.press.lines(self.press.evidence(value), Face.BOLD, 9, wide - 3, anywhere=True)
                pitch = 9 * POINT * LEAD
                marks += [self.text(x, 5.9 + n * pitch, line, Face.BOLD, 9, node=node) for n, line in enumerate(lines)]
                tall = max(tall, 5.9 + (len(lines) - 1) * pitch + 9 * POINT * DESCENT)
            rows.append(Block(tall + 2.4, tuple(marks)))
        return stacked((*rows, gap(1.6)))

    def notice(self, title: str, lines: Sequence[str], *, typed: bool = False) -> Block:
        """What a reader must not miss: a heavy bar at the left, rules above and below."""
        head = self.paragraph(title, LEFT + 5, WIDE - 7, Face.BOLD, 9, typed=typed)
        body = [self.paragraph(each, LEFT + 5, WIDE - 7, typed=typed) for each in lines]
        inner = stacked((gap(1.9), head, gap(0.4), *body, gap(1.2)))
        rules = (Box(LEFT, 0, 1.6, inner.height, solid=True), Rule(LEFT, 0, RIGHT, 0, 0.2), Rule(LEFT, inner.height, RIGHT, inner.height, 0.2))
        return Block(inner.height + 3.4, (*rules, *inner.marks))

    def signatures(self, blocks: Sequence[Signed]) -> list[Block]:
        """Signature frames, two or three in a row, in the order of signing."""
        across = 3 if len(blocks) % 3 == 0 or len(blocks) > 4 else min(2, len(blocks))
        rows = []
        for start in range(0, len(blocks), across):
            row = blocks[start : start + across]
            wide = (WIDE - 4 * (across - 1)) / across
            drawn = [self._signed(each, LEFT + place * (wide + 4), wide) for place, each in enumerate(row)]
            tall = max(each.height for each in drawn)
            frames = [
                Box(LEFT + place * (wide + 4), 0, wide, tall, dashed=bool(each.pending)) for place, each in enumerate(row)
            ]
            rows.append(Block(tall + 4, (*frames, *(mark for each in drawn for mark in each.marks))))
        return rows

    def _signed(self, signed: Signed, x: float, wide: float) -> Block:
        """The inside of one frame."""
        words, node = self.words, Node("P")
        state = words("NOT SIGNED") if signed.pending else words("LAPSED") if signed.lapsed else words("SIGNED")
        chip, _ = self.chip(x + wide - 2, 4.4, Chip(state, solid=bool(signed.lapsed)), 6.5, align="right", node=node)
        room = wide - 6 - self.press.width(state, Face.BOLD, 6.5)
        meaning = self.press.lines(signed.meaning, Face.BOLD, 9, room, anywhere=True)
        marks: list[Mark] = [*chip, *(self.text(x + 2, 4.6 + 3.8 * n, line, Face.BOLD, 9, node=node) for n, line in enumerate(meaning))]
        sentence = self.paragraph(signed.sentence, x + 2, wide - 4, size=7.5, node=node)
        below = 6.8 + 3.8 * (len(meaning) - 1)
        marks += sentence.at(below)
        y = max(16.4, below + sentence.height + 3.4)
        lines = [(signed.name, Face.REGULAR if signed.pending else Face.BOLD, 8.0 if signed.pending else 9.0)]
        lines += [(each, Face.REGULAR, 7.5) for each in (signed.role, signed.at, signed.pending, signed.lapsed) if each]
        if signed.proof:
            lines.append((signed.proof, Face.MONO, 6.5))
        for text, face, size in lines:
            for line in self.press.lines(self.press.evidence(text, face), face, size, wide - 4, anywhere=True):
                marks.append(self.text(x + 2, y, line, face, size, node=node))
                y += 3.6
        return Block(max(28.5, y - 3.6 + 2), tuple(marks))
