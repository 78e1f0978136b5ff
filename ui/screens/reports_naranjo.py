"""Naranjo's ten questions as the second page of the assessment: each answered yes, no or unknown, the total beside them."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.choose import Segmented
from ui.kit.layout import FLUSH, box, col, row, spread
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.reports_reading import ANSWERS
from workbench.vigilance.causality import LIVING_PRODUCT, Answer, living_caveat, naranjo
from workbench.words.findings import told
from workbench.words.sentence import N_
from workbench.words.terms import term_text

TEN = (
    N_("Are there conclusive reports of this reaction?"), N_("Did it begin after the product was given?"),
    N_("Did it improve without the product, or by an antagonist?"), N_("Did it come back when the product was given again?"),
    N_("Could another cause alone explain it?"), N_("Did it come back with a placebo?"), N_("Was a toxic concentration found in blood or fluids?"),
    N_("Was it worse with more, or milder with less?"), N_("Did the patient react alike to the same or a like product before?"),
    N_("Was it confirmed by anything objective?"),
)  # fmt: skip
"""The questions of Naranjo (1981) in their order, in short words."""


class NaranjoPage(QWidget):
    """``field.naranjo0`` … ``field.naranjo9``. All ten are answered or none; ``changed`` tells of each answer."""

    changed = Signal()

    def __init__(self, zone: str) -> None:
        super().__init__()
        words = look.words
        options = [(code, words.marked(text)) for code, text in ANSWERS.items()]
        self._titles = [f"{place}. {words.marked(each)}" for place, each in enumerate(TEN, start=1)]
        self._answers = [Segmented(f"naranjo{place}", options, label=title) for place, title in enumerate(self._titles)]
        self._total = Text("", "value", wrap=True)
        lines = [box(row((Text(title, "note", wrap=True), 1), each, gap=8)) for title, each in zip(self._titles, self._answers, strict=True)]
        living = ", ".join(str(each) for each in LIVING_PRODUCT)
        note = words("May stay empty, or all ten are answered. Of living cells {numbers} are unknown.").format(numbers=living)
        caveat = Text(told(living_caveat(), words, zone).what, "small", "text2", wrap=True)
        half = len(lines) // 2
        pairs = (spread((lines[at], 1), (lines[at + half], 1), gap=18) for at in range(half))
        take_back = Link(words("Take the ten answers back"), self.take_back, name="do.naranjo-empty")
        self.setLayout(col(Text(note, "note", "text2", wrap=True), *pairs, row((self._total, 1), take_back), caveat, gap=8, edges=FLUSH))
        for each in self._answers:
            each.chosen.connect(lambda _code: self._look())
        self._look()

    @property
    def answers(self) -> str:
        """Ten letters Y, N or U; fewer while it is not done; none where it is not asked."""
        return "".join(each.code for each in self._answers)

    @property
    def open_ones(self) -> int:
        """How many answers are lacking, once one was given."""
        return len(TEN) - len(self.answers) if self.answers else 0

    @property
    def said(self) -> str:
        """The total and what it is called, or how far the answers are."""
        words, answers = look.words, self.answers
        if not answers:
            return words("not used")
        if self.open_ones:
            return words.plural("{n} answer is lacking", "{n} answers are lacking", self.open_ones).format(n=self.open_ones)
        score = naranjo([Answer(each) for each in answers])
        return words("{total} points: {category}").format(total=score.total, category=term_text(score.category.value, words))

    def take_back(self) -> None:
        """No answer stands any more."""
        for each in self._answers:
            each.choose("")
        self._look()

    def _look(self) -> None:
        self._total.setText(look.words("Naranjo: {said}").format(said=self.said))
        self.changed.emit()
