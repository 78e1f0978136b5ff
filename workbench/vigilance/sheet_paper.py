"""A bedside sheet on paper: for one patient, what is to be observed next, with room to write and a symbol by which it is found again.

Nothing is filled in: what was not observed stays empty. A pure function; ``proved`` reads the symbols back from the finished pages.
"""
from __future__ import annotations

from collections.abc import Sequence

from workbench.barcodes import own
from workbench.batch.records import Batch
from workbench.documents.blocks import LEFT, RIGHT, WIDE, Block, Cell, Column, Content, Setter, gap, stacked
from workbench.documents.flow import Flow
from workbench.documents.frame import BEDSIDE, HEIGHT, WIDTH, Printing, banner, framed
from workbench.documents.marks import Box, Face, Mark, Node, Rule
from workbench.documents.painting import About, printed
from workbench.documents.press import Press
from workbench.documents.symbols import CODE128, DATA_MATRIX, GRID, code128
from workbench.documents.tables import Table, table
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused, stops
from workbench.labels.proof import IDENTIFIERS, dots_of, pages_of, read_dots
from workbench.vigilance.monitoring import Due, Track
from workbench.vigilance.observed import ITEMS, Item, Sort
from workbench.vigilance.schedule import State
from workbench.vigilance.wording import answer_text, item_name, unit_of
from workbench.words.formats import moment_text
from workbench.words.sentence import N_

FORM = "BEDSIDE-1"
DPI = 300
"""Dots per inch at which the symbols are read back: what office printers set at the least."""
NAME, ROW, BLANK, TALL, TICK, HIGH, QUIET = 58.0, 8.2, 6.0, 13.0, 4.2, 9.0, 3.0
"""Millimetres: the column of names, the least height of a row, of a blank, of room for a sentence, a box to tick, the linear symbol, and aside of it."""
ANSWER = LEFT + NAME
TASKS = {
    "ice_orientation": N_("year, month, city, hospital: a point each"), "ice_naming": N_("three objects that are pointed at: a point each"),
    "ice_command": N_("follows one simple command"), "ice_writing": N_("writes one sentence, here:"), "ice_attention": N_("counts backwards from 100 by tens"),
    "capd": N_("below 12 years or with delay, in the place of ICE"),
}  # fmt: skip
"""What is asked for the points (ASTCT 2019)."""
STATES = {State.AHEAD: N_("ahead"), State.DUE: N_("due"), State.LATE: N_("late")}


def sheet_paper(dossier: Dossier, track: Track, dues: Sequence[Due], items: Sequence[str], press: Press, printing: Printing) -> bytes:
    """The PDF: patient, bag and day, what is due, and a row for each of ``items`` with its units, its answers or its task."""
    words, setter = press.words, Setter(press)
    held = banner(dossier, setter, printing.at.date())
    flow = Flow(setter, held.top)
    code = own.text(own.page(dossier.batch, BEDSIDE, 1, printing.copy))
    flow.put(_title(setter, words("Bedside sheet, day {n}").format(n=track.day(printing.at)), code), _facts(setter, dossier, track))
    flow.table(_due(setter, track, dues), (setter.heading(words("To be observed")),), after=2.0)
    empty = words("What was not observed stays empty: it is never taken for normal. No value is copied from an earlier sheet.")
    flow.put(setter.paragraph(empty, size=8), gap(1.4))
    flow.put(_written(setter, words("Observed on (date, time)"), words("DD-MMM-YYYY   HH:MM")))
    for heading, mine in _sections(setter, items):
        rows = [_row(setter, ITEMS[each]) for each in mine]
        flow.put(gap(1.2), setter.heading(heading), rows[0])
        for each in rows[1:]:
            flow.put(each)
    flow.put(gap(3.0), _hands(setter))
    number, digest = dossier.head
    foot = words("Form {form} · journal entry {n}, SHA-256 {digest}").format(form=FORM, n=number, digest=digest.hex().upper())
    name = words("Bedside sheet")
    pages = framed(dossier, setter, flow.pages, held, name, BEDSIDE, foot, printing)
    return printed(pages, About(f"{name} {printing.number}", dossier.batch.id, dossier.site.name, printing.at), press)


def proved(pdf: bytes, batch: Batch, copy: int) -> bytes:
    """``pdf`` itself, when every page has been read back from its dots with exactly its own symbols. Refused: ``labels.not-decoded``."""
    for number in range(1, pages_of(pdf) + 1):
        text = own.text(own.page(batch, BEDSIDE, number, copy))
        kinds = (CODE128, DATA_MATRIX) if number == 1 else (DATA_MATRIX,)
        wanted = tuple(sorted((IDENTIFIERS[each], text) for each in kinds))
        got = read_dots(dots_of(pdf, WIDTH, HEIGHT, DPI, number - 1))
        if got != wanted:
            shown = [", ".join(f"{a}{b}" for a, b in each) or "–" for each in (wanted, got)]
            raise Refused((stops("labels.not-decoded", "decode before print", dpi=str(DPI), wanted=shown[0], found=shown[1]),))
    return pdf


def _title(setter: Setter, text: str, code: str) -> Block:
    """The title with the symbol beside it, for readers that know no Data Matrix, and its content below."""
    wide = code128(code, 0, 0, HIGH, GRID).w
    symbol = code128(code, RIGHT - QUIET - wide, 0, HIGH, GRID, Node("Figure", alt=code))
    title = setter.text(LEFT, 5.0, text, Face.BOLD, 16, node=Node("H1"), room=WIDE - wide - 3 * QUIET)
    return Block(HIGH + 6.0, (title, symbol, setter.text(symbol.x, HIGH + 3.4, code, Face.MONO, 7)))


def _facts(setter: Setter, dossier: Dossier, track: Track) -> Block:
    words = setter.words
    ward = [(words("Ward"), dossier.order.ward)] if dossier.order.ward else []
    return setter.facts([
        (words("Bag"), track.bag.id), (words("Product"), dossier.formula.text[words.language]),
        (words("Infusion began"), moment_text(track.infusion.begun, track.zone, words)), *ward,
    ])  # fmt: skip


def _due(setter: Setter, track: Track, dues: Sequence[Due]) -> Table:
    words = setter.words
    rows: list[list[Content]] = [
        [
            each.item.name.ru if words.language == "ru" else each.item.name.en, moment_text(each.item.due, track.zone, words),
            Cell(words.marked(STATES.get(each.state, each.state.value)), bold=True),
        ]
        for each in dues
    ]  # fmt: skip
    return table(setter, (Column(words("What"), 112), Column(words("Due by"), 40), Column(words("When printed"), 28)), rows)


def _sections(setter: Setter, items: Sequence[str]) -> list[tuple[str, list[str]]]:
    """What is seen at the bedside, what is asked for ICE or CAPD, and what the laboratory sends: each where there is something of it."""
    words = setter.words
    laboratory = [each for each in items if ITEMS[each].laboratory]
    mind = [each for each in items if ITEMS[each].answers == "ice"]
    bedside = [each for each in items if each not in laboratory and each not in mind]
    named = ((words("At the bedside"), bedside), (words("ICE or CAPD, consciousness"), mind), (words("Laboratory"), laboratory))
    return [(name, mine) for name, mine in named if mine]


# ------------------------------------------------------------------------------------------------------ rows to write in
def _row(setter: Setter, item: Item) -> Block:
    """The name of an item with its task, and room for the answer."""
    words, node = setter.words, Node("P")
    name = setter.paragraph(item_name(item, words), LEFT, NAME - 3, Face.BOLD, 8.5, node=node)
    task = [setter.paragraph(words.marked(TASKS[item.code]), LEFT, NAME - 3, size=7, node=node)] if item.code in TASKS else []
    left, right = stacked((gap(1.2 if task else 3.2), name, *task, gap(0.8))), _answer(setter, item)
    tall = max(left.height, right.height, ROW)
    return Block(tall, (*left.marks, *right.marks, Rule(LEFT, tall, RIGHT, tall, 0.2)))


def _answer(setter: Setter, item: Item) -> Block:
    """Words to tick, or a blank with its units; a result of the laboratory has its limits of normal beside it."""
    words = setter.words
    if item.sort is Sort.TEXT:
        return Block(TALL + 4.0, tuple(Rule(ANSWER, y, RIGHT, y, 0.2) for y in (7.0, 15.0)))
    if item.sort is Sort.CHOICE:
        return _ticks(setter, [answer_text(each, words) for each in item.options], ANSWER)
    if item.sort is Sort.COUNT:
        most = words("0 to {most}").format(most=item.high)
        room = [Rule(ANSWER + 40, TALL - 2, RIGHT, TALL - 2, 0.2)] if item.code == "ice_writing" else []
        return Block(TALL if room else ROW, (*_blank(setter, ANSWER, 16, most), *room))
    marks = _blank(setter, ANSWER, 26, "")
    units, tall = [unit_of(unit, words) for unit, _ in item.units if unit], ROW
    if len(units) == 1:
        marks.append(setter.text(ANSWER + 28, 5.6, units[0], size=8.5))
    elif units:
        ticks = _ticks(setter, units, ANSWER + 28, ANSWER + 64)
        marks, tall = [*marks, *ticks.marks], max(ROW, ticks.height)
    return Block(tall, (*marks, *(_limits(setter) if item.laboratory else ())))


def _blank(setter: Setter, x: float, wide: float, after: str) -> list[Mark]:
    """A box to write a number in, and what stands behind it."""
    marks: list[Mark] = [Box(x, 1.1, wide, BLANK, line=0.2)]
    return [*marks, setter.text(x + wide + 2, 5.6, after, size=8.5)] if after else marks


def _limits(setter: Setter) -> list[Mark]:
    """Room for the laboratory's own limits of normal, in the same unit."""
    words = setter.words
    said, to = words("normal from"), words("to")
    start = ANSWER + 68
    first = setter.text(start, 5.6, said, size=7)
    second = setter.text(start + first.width + 16.5, 5.6, to, size=7)
    return [first, Box(start + first.width + 1.5, 1.1, 13.5, BLANK, line=0.2), second, Box(second.x + second.width + 1.5, 1.1, 13.5, BLANK, line=0.2)]


def _ticks(setter: Setter, texts: Sequence[str], x: float, edge: float = RIGHT) -> Block:
    """Boxes to tick, one behind the other in as many lines as they need."""
    at, y, node = x, 5.6, Node("P")
    marks: list[Mark] = []
    for text in texts:
        wide = TICK + 1.4 + setter.press.width(text, Face.REGULAR, 8.5)
        if at > x and at + wide > edge:
            at, y = x, y + 5.8
        marks += [Box(at, y - TICK + 0.9, TICK, TICK, line=0.25), setter.text(at + TICK + 1.4, y, text, size=8.5, node=node, room=edge - at - TICK)]
        at += wide + 4.0
    return Block(y + 2.6, tuple(marks))


def _written(setter: Setter, name: str, form: str) -> Block:
    """When it was observed: nothing else says to which time the answers belong."""
    label = setter.text(LEFT, 6.6, name, Face.BOLD, 9, room=NAME - 2)
    return Block(11.0, (label, Box(ANSWER, 1.0, 60, 8.6, line=0.4), setter.text(ANSWER + 62, 6.6, form, size=7)))


def _hands(setter: Setter) -> Block:
    """Who observed signs here by hand; who enters it in the program writes that it was done."""
    words, wide = setter.words, (WIDE - 4) / 2
    frames: list[Mark] = []
    kinds = (
        (words("Observed by"), words("I have seen this myself.")),
        (words("Entered by"), words("Scan the symbol of this sheet, then type what stands on it.")),
    )  # fmt: skip
    for place, (title, sentence) in enumerate(kinds):
        x = LEFT + place * (wide + 4)
        lines = setter.paragraph(sentence, x + 2, wide - 4, size=7.5)
        frames += [Box(x, 0, wide, 29), setter.text(x + 2, 4.6, title, Face.BOLD, 9), *lines.at(6.4)]
        for at, said in ((15.5, words("name, badge")), (24.5, words("signature, date, time"))):
            frames += [Rule(x + 2, at, x + wide - 2, at, 0.2), setter.text(x + 2, at + 2.8, said, size=7)]
    return Block(29.5, tuple(frames))
