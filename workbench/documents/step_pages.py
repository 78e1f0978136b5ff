"""The pages of a batch record on which the steps stand: what was to be done, what was done, by whom, and what was not as usual."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from workbench.batch.content import step_subject
from workbench.batch.progress import Progress, Turn, TurnState, applies, bags_of, current_calculations, current_entries, turn_values
from workbench.batch.records import Bag, Calculation, Entry, MarkKind, Reading, StepMark
from workbench.batch.values import kept_value
from workbench.calculation.evaluating import Names
from workbench.calculation.limits import within
from workbench.documents import bits, notices
from workbench.documents.blocks import LEFT, RIGHT, WIDE, Block, Cell, Chip, Column, Content, Corrected, Setter, Signed, gap, stacked
from workbench.documents.flow import Flow
from workbench.documents.marks import Box, Face, Mark, Node, Rule
from workbench.documents.passages import BAG_KINDS, Passages
from workbench.documents.tables import Table, table
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, StepKind, Test
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.labels.reckoning import lives
from workbench.quality.records import Deviation
from workbench.words.findings import fact_text
from workbench.words.formats import role_name

R = TypeVar("R", Entry, Calculation)
INDENT = 10.0
WHOLE = 120.0
"""Millimetres up to which a step is not divided: it rather leaves the end of a page empty."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Marks that count through the whole record: ``C1`` for a correction, ``L1`` for a late entry, and the numbers of turns."""

    corrections: Mapping[str, str]
    late: Mapping[str, str]
    turns: Mapping[str, int]


def numbered(dossier: Dossier, stand: Progress) -> Numbers:
    """The marks in the order in which things happened, and turns by their order in the record."""
    corrected = [each.id for each in dossier.entries if each.supersedes] + [each.id for each in dossier.results if each.supersedes]
    late = [each.id for each in dossier.marks if each.entered is not None]
    done = [each for each in stand.turns if recorded(each)]
    return Numbers(
        {key: f"C{place}" for place, key in enumerate(corrected, 1)},
        {key: f"L{place}" for place, key in enumerate(late, 1)},
        {each.key: place for place, each in enumerate(done, 1)},
    )


def recorded(turn: Turn) -> bool:
    """Whether a turn has a place in the record: anything done, or left out. What was never reached has none."""
    return bool(turn.marks) or turn.state is TurnState.SKIPPED


def _by_turn(records: Iterable[R]) -> dict[tuple[str, str], list[R]]:
    """Records by the step and round they belong to, in their order."""
    found: dict[tuple[str, str], list[R]] = {}
    for each in records:
        found.setdefault((each.step, each.round), []).append(each)
    return found


class StepPages:
    """Sets the turns of a batch."""

    def __init__(self, passages: Passages, setter: Setter, stand: Progress, numbers: Numbers) -> None:
        self.say, self.set, self.stand, self.numbers = passages, setter, stand, numbers
        self.dossier, self.words = passages.dossier, passages.words
        self.entries = _by_turn(current_entries(self.dossier))
        self.corrections = _by_turn(each for each in self.dossier.entries if each.supersedes)
        self.calculations = _by_turn(current_calculations(self.dossier))
        self.by_id = {each.id: each for each in self.dossier.entries}

    def put(self, turn: Turn, flow: Flow) -> None:
        """One turn: as a whole on one page if it is short, else divided between its parts, its name standing again."""
        names = self.stand.names_for(turn) | turn_values(self.dossier, turn.step.name, turn.round)
        head = stacked((*(() if flow.fresh else (self._rule(),)), self._head(turn, names)))
        parts = self._parts(turn, names)
        signed = self._signed(turn)
        total = head.height + sum(_tall(each) for each in parts) + sum(each.height for each in signed)
        flow.again = None
        first = head.height + (_tall(parts[0]) if parts else sum(each.height for each in signed[:1]))
        if total > flow.room and total <= WHOLE or first > flow.room:
            flow.turn()
            head = self._head(turn, names)
        flow.put(head)
        flow.again = self._again(turn, names)
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            if isinstance(part, tuple):
                flow.table(part[1], (part[0],), tail=signed[0].height + 4 if last and signed else 0)
            else:
                flow.put(part, *(signed[:1] if last else ()))
                signed = signed[1:] if last else signed
        for each in signed:
            flow.put(each)
        flow.again = None

    def _rule(self) -> Block:
        return Block(3.2, (Rule(LEFT, 0.6, RIGHT, 0.6, 0.4),))

    def _head(self, turn: Turn, names: Names) -> Block:
        """Number square, title and times; chips; the instruction as it was shown."""
        node = Node("H2")
        number = str(self.numbers.turns[turn.key])
        square: list[Mark] = [Box(LEFT, 0, 7, 6.2, solid=True), self.set.text(LEFT + 3.5, 4.5, number, Face.BOLD, 11, align="centre", white=True, node=node)]
        times = self._times(turn)
        room = WIDE - INDENT - self.set.press.width(times, Face.REGULAR, 8) - 4
        title = self.set.press.lines(self.set.press.evidence(self.say.title(turn, names), Face.BOLD), Face.BOLD, 13, room)
        marks = [*square, *(self.set.text(LEFT + INDENT, 4.6 + n * 5.4, line, Face.BOLD, 13, node=node) for n, line in enumerate(title))]
        if times:
            marks.append(self.set.text(RIGHT, 4.6, times, size=8, align="right"))
        height = 7.2 + 5.4 * (len(title) - 1)
        x = LEFT + INDENT
        chips = self._chips(turn)
        for chip in chips:
            drawn, right = self.set.chip(x, height + 2.9, chip, 6.5)
            marks += drawn
            x = right + 2
        head = Block(height + (5.2 if chips else 0.6), tuple(marks))
        text = self.set.press.evidence(self.say.filled(turn.step.do, names))
        needs = [each.text[self.words.language] for each in self.say.formula.equipment if each.name in turn.step.equipment]
        with_ = [self.set.paragraph(self.words("Equipment: {names}").format(names=", ".join(needs)), LEFT + INDENT, WIDE - INDENT, size=8)] if needs else []
        return stacked((head, self.set.paragraph(text, LEFT + INDENT, WIDE - INDENT, size=9), *with_, gap(1.6)))

    def _again(self, turn: Turn, names: Names) -> Block:
        text = self.words("{n}  {title} (continued)").format(n=self.numbers.turns[turn.key], title=self.say.title(turn, names))
        return stacked((self.set.paragraph(text, face=Face.BOLD, size=9, typed=True), gap(1.2)))

    def _times(self, turn: Turn) -> str:
        started, done = turn.last(MarkKind.STARTED), turn.last(MarkKind.PERFORMED)
        begun = self.say.moment(started.at) if started else ""
        if done is None:
            return begun
        same = started and self.say.moment(done.at).rsplit("\u00a0", 1)[0] == begun.rsplit("\u00a0", 1)[0]
        ended = self.say.clock(done.at) if same else self.say.moment(done.at)
        return f"{begun} → {ended}" if begun else ended

    def _chips(self, turn: Turn) -> list[Chip]:
        words = self.words
        chips = []
        if turn.step.critical:
            chips += [Chip(words("CRITICAL STEP"), solid=True), Chip(words("SECOND PERSON"))]
        if turn.state is TurnState.SKIPPED:
            chips.append(Chip(words("LEFT OUT")))
        elif turn.state is not TurnState.DONE:
            chips.append(Chip(words("NOT FINISHED"), solid=True))
        mine = self.corrections.get((turn.step.name, turn.round), ())
        if mine:
            chips.append(Chip(words.plural("{n} CORRECTION", "{n} CORRECTIONS", len(mine)).format(n=len(mine))))
        if any(each.entered for each in turn.marks):
            chips.append(Chip(words("LATE ENTRY")))
        if self._deviations(turn):
            chips.append(Chip(words("DEVIATION"), solid=True))
        return chips

    def _deviations(self, turn: Turn) -> list[Deviation]:
        return [each for each in self.dossier.deviations if (each.step, each.round) == (turn.step.name, turn.round)]

    def _parts(self, turn: Turn, names: Names) -> list[Block | tuple[Block, Table]]:
        parts: list[Block | tuple[Block, Table]] = []
        for heading, right, found in (
            (self.words("Scanned"), "", self._scans(turn)),
            (self.words("Entered"), "", self._entered(turn, names)),
        ):
            if found:
                parts.append((self.set.heading(heading, right), found))
        parts += self._calculated(turn, names)
        for heading, found in ((self.words("Samples"), self._samples(turn)), (self.words("Labels"), self._labels(turn))):
            if found:
                parts.append((self.set.heading(heading), found))
        parts += [self._made(each) for each in self.dossier.bags if (each.step, each.round) == (turn.step.name, turn.round)]
        parts += self._boxes(turn)
        return parts

    def _samples(self, turn: Turn) -> Table | None:
        words, say = self.words, self.say
        rows: list[list[Content]] = []
        for each in self.dossier.samples:
            if (each.step, each.round) == (turn.step.name, turn.round):
                sample = say.formula.sample(each.sample)
                kept = words("kept as retained sample") if sample.retain else words("for testing")
                rows.append([sample.text[words.language], fact_text(sample.volume, words), kept, say.moment(each.at)])
        columns = (Column(words("Sample"), 76), Column(words("Volume"), 28), Column(words("Purpose"), 44), Column(words("Taken"), 32))
        return table(self.set, columns, rows) if rows else None

    def _labels(self, turn: Turn) -> Table | None:
        if turn.step.kind is not StepKind.LABEL:
            return None
        mine = {each.id for each in bags_of(self.dossier, turn.stage.name, turn.round)}
        return bits.labels(self.say, self.set, [each for each in lives(self.dossier) if each.label.bag in mine and not each.tag])

    def _made(self, bag: Bag) -> Block:
        """The container that this step has filled."""
        words, say = self.words, self.say
        text = words("Made: container {n} of {of} ({kind}), {dose} in {volume}, expires {expiry}.").format(
            kind=words.marked(BAG_KINDS.get(bag.kind, bag.kind)), n=bag.number, of=bag.of, dose=say.value(None, bag.dose),
            volume=say.value(None, bag.volume), expiry=say.moment(bag.expiry, offset=True),
        )  # fmt: skip
        return stacked((self.set.paragraph(text, face=Face.BOLD, typed=True), gap(2.4)))

    def _scans(self, turn: Turn) -> Table | None:
        words, say = self.words, self.say
        lots = {each.id: each for each in self.dossier.lots}
        uses = {
            each.lot: each for each in self.dossier.uses
            if each.batch == self.dossier.batch.id and (each.step, each.round) == (turn.step.name, turn.round)
        }  # fmt: skip
        rows: list[list[Content]] = []
        for scan in self.dossier.scans:
            if (scan.step, scan.round) != (turn.step.name, turn.round):
                continue
            lot = lots.get(scan.lot or "")
            use = uses.get(scan.lot or "")
            material = next((each.text[words.language] for each in say.formula.materials if each.name == scan.material), words("not of this step"))
            raw = scan.raw.decode("utf-8", "backslashreplace")
            rows.append([
                material,
                Cell(f"{lot.name}, {lot.number}" if lot else raw, typed=True),
                say.moment(lot.expiry) if lot else "–",
                Cell(say.value(None, use.amount) if use and scan.accepted else "–", bold=True),
                f"{'✓' if scan.accepted else '✗'} {say.clock(scan.at)} {say.initials(scan.person)}",
            ])  # fmt: skip
        if not rows:
            return None
        columns = (
            Column(words("Item"), 48), Column(words("Identity or lot"), 52), Column(words("Expiry"), 32), Column(words("Used"), 22, "right"),
            Column(words("Scanned"), 26),
        )  # fmt: skip
        return table(self.set, columns, rows)

    def _entered(self, turn: Turn, names: Names) -> Table | None:
        words = self.words
        mine = self.entries.get((turn.step.name, turn.round), ())
        held = {each.field: each for each in mine if each.reading is Reading.FIRST}
        second = {each.field: each for each in mine if each.reading is Reading.SECOND}
        rows = [self._entry(each, held[each.name], second.get(each.name), names) for each in turn.step.fields if each.name in held]
        if not rows:
            return None
        columns = (
            Column(words("Value"), 38), Column(words("Entry"), 34, face=Face.BOLD), Column(words("Limit"), 50),
            Column(words("Verdict"), 28, face=Face.BOLD), Column(words("Entered by"), 30),
        )  # fmt: skip
        return table(self.set, columns, rows)

    def _entry(self, field: Field, entry: Entry, second: Entry | None, names: Names) -> list[Content]:
        say = self.say
        shown = self._shown(field, entry)
        value: Content = Cell(shown, typed=True)
        if entry.supersedes:
            value = Corrected(self._shown(field, self.by_id[entry.supersedes]), shown, self.numbers.corrections[entry.id])
        by = f"{say.clock(entry.at)} {say.initials(entry.person)}"
        if second is not None:
            by = self.words("{first}; own reading {value}, {second}").format(
                first=by, value=self._shown(field, second), second=f"{say.clock(second.at)} {say.initials(second.person)}"
            )
        limit, verdict = self._judged(field, kept_value(entry), names)
        return [field.text[self.words.language], value, limit, verdict, Cell(by, typed=True)]

    def _shown(self, field: Field | Test | None, entry: Entry) -> str:
        if entry.attachment:
            held = next((each for each in self.dossier.attachments if each.id == entry.attachment), None)
            return self.words("{file}, SHA-256 {digest}…").format(file=held.name, digest=held.digest.hex()[:12].upper()) if held else entry.raw
        if isinstance(entry.value, Quantity):
            return self.say.value(None, Quantity(entry.value.value, entry.value.unit))
        return self.say.value(field, kept_value(entry)) if kept_value(entry) is not None else entry.raw

    def _judged(self, field: Field, value: object, names: Names) -> tuple[Cell, str]:
        """Limit (a gauge where it has two ends) and verdict: by the action limit, or the alert limit where there is no other."""
        text = field.action or field.alert
        if not text:
            return Cell("–"), ""
        low, high = self.say.ends(field, text, names)
        gauge = self.say.gauge(value, low, high) if isinstance(value, Quantity) else ""
        limit = Cell(gauge, mono=True) if gauge else Cell(self.say.limit(field, text, names))
        try:
            good = within(text, field.name, field.unit, names)
        except Refused:
            return limit, ""
        outside = next((each.id for each in self.dossier.deviations if each.where == field.name), "")
        if good and field.action and field.alert and not self._within(field, names):
            return limit, self.words("✓ within; alert")
        return limit, self.words("✓ within") if good else self.words("✗ outside {deviation}").format(deviation=outside).strip()

    def _within(self, field: Field, names: Names) -> bool:
        try:
            return within(field.alert, field.name, field.unit, names)
        except Refused:
            return True

    def _calculated(self, turn: Turn, names: Names) -> list[Block | tuple[Block, Table]]:
        """Every calculated value with its arithmetic in full: the expression, each value that went in, the rounding."""
        mine = self.calculations.get((turn.step.name, turn.round), ())
        fields = {each.name: each for each in turn.step.fields}
        rows: list[list[Content]] = []
        notes: list[str] = []
        for each in mine:
            field = fields.get(each.field)
            if field is None or not applies(field, names):
                continue
            limit, verdict = self._judged(field, kept_value(each), names)
            rows.append([field.text[self.words.language], Cell(self.say.value(field, kept_value(each)), bold=True), limit, verdict])
            notes.append(self._working(each))
        if not rows:
            return []
        words = self.words
        columns = (Column(words("Value"), 50), Column(words("Result"), 48), Column(words("Limit"), 52), Column(words("Verdict"), 30, face=Face.BOLD))
        heading = self.set.heading(words("Calculated"), words("calculated by the workbench; below each value its working, with everything that went in"))
        if any(row[3] for row in rows):
            return [(heading, table(self.set, columns, rows, notes=notes))]
        narrow = (Column(words("Value"), 70), Column(words("Result"), 110))
        return [(heading, table(self.set, narrow, [row[:2] for row in rows], notes=notes))]

    def _working(self, each: Calculation) -> str:
        """The expression, what each of its names was, and the rounding for the eye."""
        values = ";  ".join(f"{given.name} = {self.say.kept(given.value)}" for given in each.inputs)
        digits = re.search(r"\d+", each.rounding)
        rounding = self.words.plural("shown half up, {n} decimal", "shown half up, {n} decimals", int(digits[0])).format(n=digits[0]) if digits else ""
        first = f"{each.field} = {each.expression}"
        return "\n".join((first, " · ".join(part for part in (values, rounding) if part))).strip()

    def _boxes(self, turn: Turn) -> list[Block]:
        """What a reader must not miss about this turn: corrections, late entries, disagreement, deviations."""
        say, setter, boxes = self.say, self.set, []
        for entry in self.corrections.get((turn.step.name, turn.round), ()):
            old = self.by_id[entry.supersedes or ""]
            shown = [self._shown(say.fields.get(each.field), each) for each in (old, entry)]
            boxes.append(notices.correction(say, setter, self.numbers.corrections[entry.id], entry.field, (old, entry), (shown[0], shown[1])))
        boxes += [notices.late(say, setter, self.numbers.late[each.id], each) for each in turn.marks if each.entered is not None]
        boxes += [notices.other_hands(say, setter, each) for each in turn.marks if each.kind in (MarkKind.DISPUTED, MarkKind.TAKEN_OVER)]
        boxes += [notices.deviation(say, setter, each) for each in self._deviations(turn)]
        return boxes

    def _signed(self, turn: Turn) -> list[Block]:
        subject = step_subject(self.dossier, turn)
        mine = [each for each in self.dossier.signatures if each.kind == "step" and each.subject == subject]
        blocks = [notices.signed(self.say, each) for each in mine]
        if turn.step.critical and turn.state is TurnState.PERFORMED:
            role = self.say.formula.verified_by(turn.step)
            blocks.append(
                Signed(self.words("Verified"), self.words("A second person has not signed yet."), self.words.marked(role.capitalize()), "",
                       pending=self.words("to be signed on screen"))
            )  # fmt: skip
        if blocks:
            return self.set.signatures(blocks)
        done = turn.last(MarkKind.PERFORMED)
        return [self._attributed(done)] if done else []

    def _attributed(self, mark: StepMark) -> Block:
        """An ordinary step is an attributed entry, not a signature."""
        text = self.words("Entered by {name} ({initials}), {role}, {when}").format(
            name=self.say.person(mark.person), initials=self.say.initials(mark.person), role=role_name(mark.role, self.words),
            when=self.say.moment(mark.entered or mark.at, seconds=True, offset=True),
        )  # fmt: skip
        return stacked((self.set.paragraph(text, typed=True), gap(3.4)))


def _tall(part: Block | tuple[Block, Table]) -> float:
    if isinstance(part, Block):
        return part.height
    heading, held = part
    return heading.height + held.head.height + sum(each.height for each in held.rows) + 4
