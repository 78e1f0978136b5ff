"""A physician's assessment: the questions of WHO-UMC lead to a category; another one may be chosen, with the reason; Naranjo where it helps."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, NoteField
from ui.kit.layout import FLUSH, box, col, row, spread
from ui.kit.sheet import Sheet
from ui.kit.text import Text, reveal
from ui.kit.theme import look
from ui.screens.reports_naranjo import NaranjoPage
from ui.screens.reports_reading import ANSWERS, CATEGORIES
from workbench.vigilance.actions.reporting import Judged
from workbench.vigilance.causality import who_umc
from workbench.vigilance.reporting import UMC_ASKED, Case, umc_answers
from workbench.vigilance.safety_lists import in_force, lists_for, onset_day
from workbench.words.findings import told
from workbench.words.sentence import N_
from workbench.words.times import date_text

QUESTIONS = (
    N_("Can the report be judged, or still be supplemented?"), N_("Is everything there that is awaited?"), N_("Does the time since the product fit?"),
    N_("Does the time make it improbable?"), N_("Does disease or another drug explain it?"), N_("Did it answer to withdrawal as expected?"),
    N_("Is it definitive: objective and specific?"), N_("Rechallenge satisfactory, or not necessary?"),
)  # fmt: skip
"""The questions of WHO-UMC in the order of ``causality.WhoUmc``; the first two are answered yes or no."""
KNOWN = ("Y", "N")


@dataclass(frozen=True, slots=True)
class Compared:
    """What the sheet says of the product's safety list."""

    text: str
    ink: str


class AssessSheet(Sheet):
    """``field.who0`` … ``field.who7``, ``field.category``, ``field.otherwise``, ``field.why``, ``do.assess-now``; ``do.naranjo`` turns the page."""

    def __init__(self, desk: Desk, case: Case, then: Callable[[Judged], object]) -> None:
        super().__init__("assess", width=900)
        words = look.words
        self._desk, self._then, self._chosen = desk, then, False
        self._titles = [words.marked(each) for each in QUESTIONS]
        self._answers = [Segmented(f"who{place}", self._options(place), label=title) for place, title in enumerate(self._titles)]
        self._proposed = Text("", "note", "text2", wrap=True)
        self._category = ChoiceField("category", words("Relation (WHO-UMC)"), [(code, words.marked(text)) for code, text in CATEGORIES.items()], width=380)
        self._otherwise = NoteField("otherwise", words("Why another category than the one that follows"), height=44)
        self._why = NoteField("why", words("Why"), height=44)
        self._ten, self._score = NaranjoPage(desk.zone), Text("", "value", wrap=True)
        self._turn = Button("", name="do.naranjo", act=self._turned)
        self._go = Confirm(words("Go on to sign"), "writing-sign", name="do.assess-now")
        self._go.pressed.connect(self._done)
        listed = compared(desk, case)
        parts = [box(row((Text(title, "note", wrap=True), 1), each, gap=8)) for title, each in zip(self._titles, self._answers, strict=True)]
        self._umc = box(col(
            *(spread((parts[at], 1), (parts[at + 1], 1), gap=18) for at in range(0, len(parts), 2)),
            self._proposed, row(self._category, None), self._otherwise, self._why, gap=8, edges=FLUSH,
        ))  # fmt: skip
        self._ten.hide()
        self.set_body(
            col(
                Text(words("Assess the relation"), "page"), Text(listed.text, "note", listed.ink, wrap=True), self._umc, self._ten,
                row((self._score, 1), self._turn, gap=12), row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12), gap=8,
            )
        )  # fmt: skip
        for each in self._answers:
            each.chosen.connect(lambda _code: self._follow())
        self._category.changed.connect(self._picked)
        for field in (self._otherwise, self._why, self._ten):
            field.changed.connect(self._look)
        self._follow()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _options(self, place: int) -> list[tuple[str, str]]:
        return [(code, look.words.marked(text)) for code, text in ANSWERS.items() if code in KNOWN or place > 1]

    @property
    def _asked(self) -> str:
        return "".join(each.code for each in self._answers)

    def _follow(self) -> None:
        """What follows from the answers is proposed, as long as nobody has chosen otherwise."""
        words, asked = look.words, self._asked
        if len(asked) == UMC_ASKED:
            found = who_umc(umc_answers(asked))
            self._proposed.setText(told(found.reason, words, self._desk.zone).what)
            if not self._chosen:
                self._category.choose(found.proposed.value)
        else:
            self._proposed.setText(words("The answers lead to a category; you decide."))
        self._look()

    def _turned(self) -> None:
        """To Naranjo's questions, or back."""
        on_ten = self._ten.isHidden()
        reveal(self._ten, on_ten)
        reveal(self._umc, not on_ten)
        self._look()

    def _picked(self) -> None:
        self._chosen = True
        self._look()

    @property
    def _differs(self) -> bool:
        asked = self._asked
        return len(asked) == UMC_ASKED and bool(self._category.code) and who_umc(umc_answers(asked)).proposed.value != self._category.code

    def _look(self) -> None:
        words = look.words
        reveal(self._otherwise, self._differs)
        on_ten = not self._ten.isHidden()
        self._score.setText("" if on_ten else words("Naranjo: {said}").format(said=self._ten.said))
        self._turn.setText(words("Back to WHO-UMC") if on_ten else words("Naranjo's ten questions"))
        open_ones = [title for title, each in zip(self._titles, self._answers, strict=True) if not each.code]
        left = open_ones if len(open_ones) == 1 else [words("{n} questions").format(n=len(open_ones))] if open_ones else []
        needed = [(self._category.label.text(), self._category.code), (self._why.label.text(), self._why.text)]
        if self._differs:
            needed.append((self._otherwise.label.text(), self._otherwise.text))
        tens = [words("Naranjo: {said}").format(said=self._ten.said)] if self._ten.open_ones else []
        self._go.left([*left, *(label for label, value in needed if not value), *tens])
        self.grow()

    def _done(self) -> None:
        otherwise = self._otherwise.text if self._differs else ""
        judged = Judged(self._category.code, self._why.text, self._ten.answers, self._asked, otherwise)
        self.close_sheet()
        self._then(judged)


def compared(desk: Desk, case: Case) -> Compared:
    """Which safety list was in force on the day of the onset, or that none was."""
    words, report = look.words, case.report
    day = onset_day(report, desk.zone)
    with desk.register.reading() as reader:
        found = in_force(lists_for(reader, report.product), day)
    if found is None:
        said = words("No safety list of this product was in force on {day}: whether it was expected stays unknown. Lists stand under Formulas.")
        return Compared(said.format(day=date_text(day, words)), "await.fg")
    said = words("Compared with safety list {version}, in force from {day}, {n} expected reactions.")
    return Compared(said.format(version=found.version, day=date_text(found.valid_from, words), n=len(found.lines)), "text2")
