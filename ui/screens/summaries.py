"""Periodic safety summaries of a product: prepared for a period, approved by another person, opened, printed and saved as papers are."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ui.desk import Desk, Screen
from ui.kit.button import Button, Confirm
from ui.kit.card import Card, card_head
from ui.kit.field import ChoiceField
from ui.kit.layout import col, row, spread
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.sign import SignRow
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import act_beside, holds_right, in_right, needed_for
from ui.screens.release_paper import PaperSheet
from ui.screens.release_signed import signing
from ui.screens.safety_reading import schedules
from ui.screens.signals_reading import plans
from ui.steps.printing import presses
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from ui.tasks import Progress
from workbench.documents.press import Press
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, Finding, stops
from workbench.kernel.ports import Register
from workbench.people.records import Meaning, Person
from workbench.people.rights import Act, roles_for
from workbench.periodic.actions import approve_summary, prepare_summary, print_summary
from workbench.periodic.records import SafetySummary, SummaryApproval, SummaryPaper
from workbench.periodic.rules import SOURCE
from workbench.words.formats import date_text, moment_text
from workbench.words.names import role_name
from workbench.words.translation import LANGUAGES, Words

FORM = 320


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """Every summary with its approval and papers, the newest first; the products there are, and the names of people."""

    summaries: tuple[SafetySummary, ...]
    approvals: dict[str, SummaryApproval]
    papers: dict[str, int]
    products: tuple[tuple[str, str], ...]
    people: dict[str, str]


def summary_facts(register: Register, language: str) -> SummaryFacts:
    """Reads what the screen shows."""
    with register.reading() as reader:
        found = reader.find(SafetySummary, sort="-seq")
        approvals = {each.summary: each for each in reader.find(SummaryApproval)}
        papers = {each.id: reader.count(SummaryPaper, {"summary": each.id}) for each in found}
        newest = {each.code: each for each in reader.find(FormulaVersion, sort="version")}
        products = tuple((code, f"{formula_of(each.text).text[language]} ({code})") for code, each in sorted(newest.items()))
        return SummaryFacts(found, approvals, papers, products, {each.id: each.name for each in reader.find(Person)})


def first_of(today: date) -> date:
    """The period that is proposed begins a year before: on the same day, or on the first of March of a year without it."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return date(today.year - 1, 3, 1)


class SummariesScreen(Screen):
    """``desk.go("summaries", product)``."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.facts = SummaryFacts((), {}, {}, (), {})
        self._asked, self._busy = 0, False
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.head = PageHead(words("Safety summaries"), words("of a product, for a period"), right=(self.leave_it,), mark=desk.mark)
        self.product = ChoiceField("product", words("Product"), width=FORM - 34)
        self.begins = DateField("begins", words("First day"), value=first_of(desk.today))
        self.ends = DateField("ends", words("Last day"), value=desk.today)
        self.language = ChoiceField("language", words("Language of the paper"), tuple(LANGUAGES.items()), chosen=desk.site.language, width=FORM - 34)
        self.prepare = Confirm(words("Prepare and sign"), name="do.prepare")
        self.prepare.pressed.connect(self._prepare)
        self.note = Text("", "note", "text2", wrap=True)
        self.notice = Notice(name="notice.summaries")
        self.table = TableView("summaries", Rows(columns(words)), row=48, wraps=True, says=words("Safety summaries"))
        self.table.chosen.connect(lambda _record: self._offer())
        self.table.opened.connect(lambda _record: self._open())
        self.open = Button(words("Open"), "ghost", "eye", name="do.open-summary", tool=True, act=self._open)
        self.again = Button(words("Print in the chosen language"), "ghost", "printer", name="do.print-summary", tool=True, act=self._print)
        self.approve = Button(words("Approve"), "primary", "writing-sign", name="do.approve-summary", tool=True, act=self._approve)
        self.empty = EmptyState("file-text", words("No summary has been prepared yet"), words("It is kept with its paper, for good."))
        for field in (self.product, self.begins, self.ends, self.language):
            field.changed.connect(self._look)
        self._build()

    def _build(self) -> None:
        words = look.words
        self._title = card_head(words("New summary"))
        form = Card(col(self._title, self.product, self.begins, self.ends, self.language, self.note, None, self.prepare, gap=12), width=FORM)
        edges = (16, 6, 16, 8)
        kept = Card(col((self.table, 1), (self.empty, 1), row(self.open, self.again, None, self.approve, gap=8, edges=edges), gap=0), edges=(1, 1, 1, 1))
        self.setLayout(col(self.head, self.notice, (spread(form, (kept, 1), gap=14), 1), gap=10, edges=PAGE))
        self._say()

    @property
    def title(self) -> str:
        return look.words("Safety summaries")

    @property
    def chosen(self) -> SafetySummary | None:
        """The summary that is chosen in the list."""
        found = self.table.record
        return found if isinstance(found, SafetySummary) else None

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows the summaries, with ``argument`` as the product of a new one."""
        self.notice.clear()
        if isinstance(argument, str) and argument:
            self.product.offer([(argument, argument)], argument)
        self.refresh()

    def refresh(self) -> None:
        self._asked += 1
        asked, register, language = self._asked, self.desk.register, look.words.language

        def done(facts: SummaryFacts) -> None:
            if asked == self._asked:
                self._show(facts)

        def read(progress: Progress) -> SummaryFacts:
            return summary_facts(register, language)

        self.desk.tasks.run(read, done, label=look.words("reading"))

    def _show(self, facts: SummaryFacts) -> None:
        self.facts, before = facts, self.chosen
        self.product.offer(facts.products, self.product.code or (facts.products[0][0] if facts.products else ""))
        self.table.rows.show_lines([self._row(each) for each in facts.summaries])
        if facts.summaries:
            kept = next((each for each in facts.summaries if before is not None and each.id == before.id), facts.summaries[0])
            self.table.choose(kept)
        self.table.setVisible(bool(facts.summaries))
        self.empty.setVisible(not facts.summaries)
        self._offer()
        self._look()

    def _row(self, each: SafetySummary) -> Line:
        words, zone = look.words, self.desk.zone
        name = each.ru if words.language == "ru" else each.en
        period = words("{begins} to {ends}").format(begins=date_text(each.begins, words), ends=date_text(each.ends, words))
        approval = self.facts.approvals.get(each.id)
        prepared = Cell(self.facts.people.get(each.person, each.person), moment_text(each.at, zone, words))
        if approval is None:
            state, signed = Cell(words("to approve"), state="await"), Cell("–")
        else:
            state = Cell(words("approved"), state="released")
            signed = Cell(self.facts.people.get(approval.person, approval.person), moment_text(approval.at, zone, words))
        papers = words.plural("{n} paper", "{n} papers", self.facts.papers[each.id]).format(n=self.facts.papers[each.id])
        return Row((Cell(each.id, papers, ident=True), Cell(name, period), prepared, signed, state), each)

    def _offer(self) -> None:
        chosen = self.chosen
        waits = chosen is not None and chosen.id not in self.facts.approvals
        for button, right, possible in (
            (self.open, None, chosen is not None), (self.again, Act.PRINT_DOCUMENT, chosen is not None), (self.approve, Act.APPROVE_SUMMARY, waits),
        ):  # fmt: skip
            button.setEnabled(possible and not self._busy and (right is None or holds_right(self.desk, right)))
            needed = needed_for(self.desk, right) if right is not None else ""
            button.setToolTip(needed)
            button.setAccessibleDescription(needed)

    def _look(self) -> None:
        """What the form still lacks."""
        lacking = [each.label.text() for each in (self.product, self.language) if not each.code]
        lacking += [each.label.text() for each in (self.begins, self.ends) if each.value is None]
        self.prepare.left([look.words("a paper is being made")] if self._busy else lacking)

    def _say(self) -> None:
        self.note.setText(look.words(
            "It is reckoned from the register as it stands now. Nothing that happened after the last day is in it. Patients stand in it by number, never "
            "by name."
        ))  # fmt: skip

    # -------------------------------------------------------------------------------------------------- what may be done
    def _press(self) -> Press:
        return presses(self.desk)[self.language.code]

    def _prepare(self) -> None:
        words, begins, ends, product = look.words, self.begins.value, self.ends.value, self.product.code
        if begins is None or ends is None:
            return
        period = words("{begins} to {ends}").format(begins=date_text(begins, words), ends=date_text(ends, words))
        rows = [SignRow(words("Product"), self.product.combo.currentText()), SignRow(words("Period"), period)]
        known, planned, paper = plans(self.desk), schedules(self.desk), self._press()

        def then(given: Signed) -> None:
            self._beside(partial(prepare_summary, product, begins, ends, known, planned, press=paper, **signing(self.desk, given)))

        self._ask(words("Prepare a safety summary"), rows, Meaning.PREPARED, Act.PREPARE_SUMMARY, then)

    def _approve(self) -> None:
        words, chosen = look.words, self.chosen
        if chosen is None:
            return
        period = words("{begins} to {ends}").format(begins=date_text(chosen.begins, words), ends=date_text(chosen.ends, words))
        name = chosen.ru if words.language == "ru" else chosen.en
        rows = [SignRow(words("Summary No."), chosen.id), SignRow(words("Product"), name), SignRow(words("Period"), period)]
        paper = self._press()

        def then(given: Signed) -> None:
            self._beside(partial(approve_summary, chosen.id, press=paper, **signing(self.desk, given)))

        own = {chosen.person: stops("periodic.approves-own", SOURCE, number=chosen.id)}
        self._ask(words("Approve a safety summary"), rows, Meaning.APPROVED, Act.APPROVE_SUMMARY, then, words("I read this summary and approve it."), own)

    def _ask(
        self, title: str, rows: Sequence[SignRow], meaning: Meaning, act: Act, then: Callable[[Signed], object], sentence: str = "",
        own: Mapping[str, Finding] | None = None,
    ) -> None:  # fmt: skip
        words, roles = look.words, roles_for(act)
        needed = ", ".join(role_name(each, words) for each in roles)
        request = SignatureRequest(title, "", rows, meaning, b"", roles, needed, words("Sign"), sentence=sentence, excluded=own or {})
        ask_signature(self.desk, request, then)

    def _print(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._beside(partial(print_summary, chosen.id, press=self._press(), **in_right(self.desk, Act.PRINT_DOCUMENT)))

    def _beside(self, act: partial[Done]) -> None:
        """Does it away from the window's thread, one at a time, and opens the paper that was made."""

        def busy(now: bool) -> None:
            self._busy = now
            self._look()
            self._offer()

        def then(done: Done) -> None:
            busy(False)
            self.refresh()
            self._show_paper(next(each for each in done.changed if isinstance(each, SummaryPaper)))

        busy(True)
        act_beside(self.desk, act, self.notice, then, lambda: busy(False), look.words("Making the paper"))

    def _open(self) -> None:
        """The newest paper in the chosen language, else the newest."""
        chosen = self.chosen
        if chosen is None:
            return
        with self.desk.register.reading() as reader:
            found = reader.find(SummaryPaper, {"summary": chosen.id}, sort="seq")
        own = [each for each in found if each.language == self.language.code]
        self._show_paper((own or list(found))[-1])

    def _show_paper(self, paper: SummaryPaper) -> None:
        words = look.words
        note = words("Printed {moment}, copy {n}").format(moment=moment_text(paper.at, self.desk.zone, words, offset=True), n=paper.copy)
        state = words("approved") if paper.approved else words("to approve")
        self.desk.sheet(PaperSheet(f"{paper.summary} · {words('Safety summary')}", f"{note} · {state}", paper.content, paper.summary))

    def confirm(self) -> None:
        self.prepare.press()

    def retranslate(self) -> None:
        words = look.words
        for button, text in (
            (self.leave_it, words("Back")), (self.open, words("Open")), (self.again, words("Print in the chosen language")),
            (self.approve, words("Approve")),
        ):  # fmt: skip
            button.setText(text)
        self.table.rows.set_titles(columns(words))
        self._say()
        self.refresh()


def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list."""
    return (
        Column(words("Summary No."), 150), Column(words("Product, period"), stretch=1), Column(words("Prepared"), 170), Column(words("Approved"), 170),
        Column(words("State"), 130),
    )  # fmt: skip
