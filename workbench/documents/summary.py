"""The first page of a batch record, and what certificates share with it: identity, decision, exceptions, results, people, contents."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from workbench.batch.exceptions import Exceptional, Sort
from workbench.batch.progress import Progress
from workbench.batch.records import Bag, DecisionKind
from workbench.batch.verdicts import SpecLine
from workbench.documents.blocks import LEFT, Block, Cell, Chip, Column, Content, Setter, gap, stacked
from workbench.documents.marks import Face, Mark, Node
from workbench.documents.passages import BAG_KINDS, STATUSES, STOPPING, Passages
from workbench.documents.tables import Table, table
from workbench.formula.records import TestStage
from workbench.kernel.values import Quantity
from workbench.words.formats import role_name
from workbench.words.sentence import N_
from workbench.words.sentences import all_sentences

SOLID = frozenset({Sort.DEVIATION, Sort.FAILED_RESULT})
SORTS = {
    Sort.DEVIATION: N_("DEVIATION"),
    Sort.FAILED_RESULT: N_("OUT OF SPECIFICATION"),
    Sort.CORRECTION: N_("CORRECTION"),
    Sort.ALERT: N_("ALERT LIMIT"),
    Sort.AMENDED_ORDER: N_("AMENDED ORDER"),
    Sort.DISPUTE: N_("NOT AGREED"),
    Sort.LATE_ENTRY: N_("LATE ENTRY"),
    Sort.HAND_ENTRY: N_("TYPED CODE"),
    Sort.CLOSE_CALL: N_("CLOSE CALL"),
}
ASSESSED = {"continue": N_("assessed: continue"), "continue in quarantine": N_("assessed: quarantine"), "propose rejection": N_("assessed: reject")}


class _Known(dict[str, str]):
    """Facts of a sentence of which only some are kept."""

    def __missing__(self, key: str) -> str:
        return "…"


class Summary:
    """Sets the parts that sum a batch up."""

    def __init__(self, passages: Passages, setter: Setter, stand: Progress) -> None:
        self.say, self.set, self.stand = passages, setter, stand
        self.dossier, self.words = passages.dossier, passages.words

    def title(self) -> Block:
        """Name of the paper, product and form, status of the batch."""
        status = self.dossier.batch.status
        formula, language = self.say.formula, self.words.language
        chip = Chip(self.words.marked(STATUSES[status]), solid=status in STOPPING)
        return self.set.title(self.words("Batch record"), f"{formula.text[language]} · {formula.form[language]}", chip)

    def identity(self) -> Block:
        """Twelve facts: batch, formula, order, dose, moments, pathway, room, bags, journal."""
        words, say, dossier = self.words, self.say, self.dossier
        expiry = min((each.expiry for each in dossier.bags), default=None)
        started = next((each.at for each in dossier.marks), None)
        filled = [each.at for each in dossier.marks if any((b.step, b.round) == (each.step, each.round) for b in dossier.bags)]
        items = [
            (words("Batch"), dossier.batch.id),
            (words("Master formula"), f"{say.formula.code} v{say.formula.version}"),
            (words("Order"), words("{order}, version {n}").format(order=dossier.order.id, n=dossier.batch.order_version)),
            (words("Legal pathway"), dossier.batch.regime),
            (words("Dose ordered"), self._named(say.formula.ordered_dose)),
            (words("Dose per kg"), self._named(say.formula.dose_per_kg)),
            (words("Dose made"), self._named(say.formula.made_dose)),
            (words("Bags made"), self._bags(dossier.bags)),
            (words("Process start"), say.moment(started, offset=True) if started else "–"),
            (words("Filled"), say.moment(filled[-1], offset=True) if filled else "–"),
            (words("Expires first"), say.moment(expiry, offset=True) if expiry else "–"),
            (words("Room"), dossier.site.room),
        ]
        return self.set.facts([each for each in items if each[1]])

    def _named(self, name: str) -> str:
        if not name:
            return ""
        value = self.stand.values.get(name)
        return self.say.value(self.say.fields.get(name), value) if value is not None and not isinstance(value, tuple) else "–"

    def _bags(self, bags: Sequence[Bag]) -> str:
        kinds: dict[str, int] = {}
        for each in bags:
            kinds[each.kind] = kinds.get(each.kind, 0) + 1
        parts = ", ".join(f"{n} {self.words.marked(BAG_KINDS.get(kind, kind))}" for kind, n in kinds.items())
        return f"{len(bags)} ({parts})" if bags else "0"

    def exceptions(self, pages: Mapping[str, int] | None) -> tuple[Block, Table] | None:
        """What was not as usual, the gravest first. ``pages`` say where each stands; without them the column is left away."""
        words, found = self.words, self.say.exceptions
        if not found:
            return None
        decided = self.say.latest(DecisionKind.FINAL, DecisionKind.REJECT)
        title = words("Exceptions") if decided else words("To decide before release")
        right = words.plural("{n} exception · none hidden", "{n} exceptions · none hidden", len(found)).format(n=len(found))
        rows: list[list[Content]] = []
        for place, each in enumerate(found, 1):
            row: list[Content] = [
                str(place), Chip(words.marked(SORTS[each.sort]), solid=each.sort in SOLID), Cell(self.what(each), typed=True), self.state(each),
            ]  # fmt: skip
            rows.append(row + ([str(pages[each.key]) if each.key in pages else "–"] if pages is not None else []))
        columns = [Column(words("No."), 10, face=Face.BOLD), Column(words("Kind"), 40), Column(words("What happened"), 84), Column(words("State"), 33)]
        if pages is not None:
            columns.append(Column(words("Page"), 13, "right", Face.BOLD))
        else:
            columns[2] = Column(words("What happened"), 97)
        return self.set.heading(title, right), table(self.set, columns, rows)

    def what(self, each: Exceptional) -> str:
        """What happened, with its facts."""
        words, say = self.words, self.say
        step = self._step(each.step)
        match each.sort:
            case Sort.DEVIATION:
                text = words("{number}  {where}. Cause: {cause}. Reason: {reason}").format(
                    number=each.fact("number"), where=say.name(each.fact("where")), cause=each.fact("cause"), reason=each.fact("reason")
                )
            case Sort.FAILED_RESULT:
                test = say.fields.get(each.fact("test"))
                text = words("{test}: {value}, limit {limit}").format(
                    test=say.name(each.fact("test")), value=self._fact(each, "value"),
                    limit=say.limit(test, each.fact("limit"), self.stand.values) if test else each.fact("limit"),
                )  # fmt: skip
            case Sort.CORRECTION:
                text = words("{field}: was {was}, now {now}. Reason: {why}").format(
                    field=say.name(each.fact("field")), was=each.fact("was"), now=each.fact("now"), why=each.fact("why")
                )
            case Sort.ALERT:
                text = words("{field}: {value}, alert limit {limit}").format(
                    field=say.name(each.fact("field")), value=self._fact(each, "value"), limit=self._alert(each)
                )
            case Sort.AMENDED_ORDER:
                text = words("Order version {number}. Reason: {why}").format(number=each.fact("number"), why=each.fact("why") or "–")
            case Sort.DISPUTE:
                text = words("The second person did not agree. Reason: {why}").format(why=each.fact("why") or "–")
            case Sort.LATE_ENTRY:
                text = words("Entered {minutes} min after it was done. Reason: {why}").format(minutes=each.fact("minutes"), why=each.fact("why") or "–")
            case Sort.HAND_ENTRY:
                second = self.say.initials(each.fact("second"))
                text = words("Code typed by hand: {typed}, confirmed by {second}. Reason: {why}").format(
                    typed=each.fact("typed"), second=second, why=each.fact("why")
                )
            case Sort.CLOSE_CALL:
                sentence = all_sentences().get(each.fact("code"))
                why = words.marked(sentence.what).format_map(_Known(read=each.fact("raw"), scanned=each.fact("raw"))) if sentence else ""
                text = f"{words('Scan refused: {raw}').format(raw=each.fact('raw'))}. {why}".strip()
        return f"{text} [{step}]" if step else text

    def _fact(self, each: Exceptional, name: str) -> str:
        """A fact that is a quantity, in the reader's form."""
        field = self.say.fields.get(each.fact("field") or each.fact("test"))
        number, _, unit = each.fact(name).partition(" ")
        try:
            return self.say.value(field, Quantity(_decimal(number), unit))
        except ValueError:
            return self.say.value(field, each.fact(name))

    def _alert(self, each: Exceptional) -> str:
        field = self.say.fields.get(each.fact("field"))
        return self.say.limit(field, each.fact("limit"), self.stand.values) if field else each.fact("limit")

    def _step(self, key: str) -> str:
        step, _, round_key = key.partition("/")
        found = next((each for each in self.stand.turns if (each.step.name, each.round) == (step, round_key)), None)
        return self.say.title(found, self.stand.names_for(found)) if found else ""

    def state(self, each: Exceptional) -> str:
        """Whether an exception is settled."""
        words = self.words
        if each.sort is Sort.DEVIATION:
            decision = each.fact("decision")
            return words.marked(ASSESSED[decision]) if decision else words("open: to be assessed")
        review = self.say.latest(DecisionKind.REVIEW)
        if review and each.key in review.opened:
            return words("read by {who}").format(who=self.say.initials(review.person))
        return words("caught, no effect") if each.sort is Sort.CLOSE_CALL else words("not yet reviewed")

    def results(self, stages: Sequence[TestStage], heading: str, right: str) -> tuple[Block, Table] | None:
        """The lines of the specification of these stages: result and limit beside each other, verdict as a word."""
        words = self.words
        lines = [each for each in self.say.lines if each.test.stage in stages]
        if not lines:
            return None
        rows = [self._line(each) for each in lines]
        columns = (
            Column(words("Test"), 48), Column(words("Result"), 36, "right", Face.BOLD), Column(words("Limit"), 36), Column(words("Method"), 32),
            Column(words("Verdict"), 28, face=Face.BOLD),
        )  # fmt: skip
        return self.set.heading(heading, right), table(self.set, columns, rows)

    def _line(self, line: SpecLine) -> list[Content]:
        language = self.words.language
        return [
            Cell(line.test.text[language], typed=True), Cell(self.say.result(line), typed=True),
            Cell(self.say.accept(line.test, self.stand.values), typed=True), Cell(line.test.method_in(language), typed=True), self.say.verdict(line),
        ]  # fmt: skip

    def people(self, pages: Mapping[str, Sequence[int]]) -> tuple[Block, Table]:
        """Everybody in the record, by the initials that stand on the step pages."""
        words, dossier = self.words, self.dossier
        rows: list[list[Content]] = []
        for each in dossier.people:
            roles = dict.fromkeys(
                [mark.role for mark in dossier.marks if mark.person == each.id]
                + [one.role for one in dossier.signatures if one.person == each.id]
            )
            count = sum(one.person == each.id for one in dossier.signatures)
            if each.id not in pages and not roles:
                continue
            shown = ", ".join(role_name(role, words) for role in roles) or "–"
            rows.append([each.initials, Cell(each.name, typed=True), shown, each.badge, str(count), _ranges(pages.get(each.id, ()))])
        columns = (
            Column(words("Initials"), 17, face=Face.BOLD), Column(words("Person"), 45), Column(words("Roles in this batch"), 50),
            Column(words("Badge"), 20, face=Face.MONO), Column(words("Signatures"), 25, "right"), Column(words("Pages"), 23, "right"),
        )  # fmt: skip
        return self.set.heading(words("People in this record"), words("initials are used on the step pages")), table(self.set, columns, rows)

    def contents(self, sections: Sequence[tuple[str, int, int]]) -> list[Block]:
        """Where everything is: three columns."""
        heading = self.set.heading(self.words("Contents"))
        rows: list[Block] = []
        for start in range(0, len(sections), 3):
            marks: list[Mark] = []
            deepest = 1
            for place, (name, first, last) in enumerate(sections[start : start + 3]):
                x, node = LEFT + place * 61, Node("P")
                pages = str(first) if first == last else f"{first}–{last}"
                number = self.set.text(x + (58 if place == 2 else 55), 3.2, pages, Face.BOLD, 8.5, align="right", node=node)
                lines = self.set.press.lines(self.set.press.evidence(name), Face.REGULAR, 8.5, number.x - x - 2, anywhere=True)
                marks += [self.set.text(x, 3.2 + 3.7 * n, line, node=node) for n, line in enumerate(lines)] + [number]
                deepest = max(deepest, len(lines))
            rows.append(Block(4.6 + 3.7 * (deepest - 1), tuple(marks)))
        return [stacked((heading, *rows, gap(3)))]

    def journal(self) -> Block:
        """Number and digest of the journal entry up to which this paper tells."""
        words, (number, digest) = self.words, self.dossier.head
        groups = [digest.hex().upper()[n : n + 4] for n in range(0, 64, 4)]
        text = words(
            "This record tells what the journal of the register held up to entry {n}. The entry's SHA-256 stands below; the same number "
            "with another digest means that the journal was changed."
        ).format(n=number)
        marks: list[Mark] = []
        node = Node("P")
        for row in range(2):
            marks += [self.set.text(LEFT + place * 18.5, 4.2 + row * 5.6, groups[row * 8 + place], Face.MONO_BOLD, 11, node=node) for place in range(8)]
        return stacked((self.set.heading(words("Journal")), self.set.paragraph(text, w=152, size=8), Block(12.4, tuple(marks))))


def _ranges(pages: Sequence[int]) -> str:
    """``3–5, 8``."""
    parts: list[str] = []
    start = before = 0
    for page in [*sorted(set(pages)), 0]:
        if before and page == before + 1:
            before = page
            continue
        if before:
            parts.append(str(start) if start == before else f"{start}–{before}")
        start = before = page
    return ", ".join(parts) or "–"


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as wrong:
        raise ValueError(text) from wrong
