"""Screening: a site's file of reports, every product with every event, the farthest from what was expected first. It never says why."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.check_line import CheckLine
from ui.kit.choose import Segmented
from ui.kit.icons import Icon
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.search import SearchBox
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.register_export import Writing
from ui.tasks import Progress, Task
from workbench.kernel.findings import Severity, Unavailable
from workbench.surveillance.drawn import figure
from workbench.vigilance.signals.ranked import HEAD, Pair, Places, Ranked, Ratio, screen_file
from workbench.words.findings import told
from workbench.words.numbers import number_text
from workbench.words.translation import Words

SIDE = 316


class ScreeningScreen(Screen):
    """``desk.go("screening")``. A file is read away from the window's thread and can be stopped; what was screened stays until another file is."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.path: Path | None = None
        self.found: Ranked | None = None
        self._shown: Places | None = None
        self._task: Task | None = None
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.export = Button(words("Export to CSV"), "ghost", "table-export", name="do.export", tool=True, act=self._export)
        self.choose = Button("", "primary", "upload", name="do.choose-file", tool=True, act=self._choose)
        self.head = PageHead("", "", right=(self.leave_it, self.export, self.choose), mark=desk.mark)
        self.notice = Notice(name="notice.screening")
        self.strata = Segmented("strata", self._strata_words(), "strata", label=words("Further columns"))
        self.strata.chosen.connect(lambda _code: self._begin())
        self.reached = Segmented("reached", self._reached_words(), "all", label=words("Which pairs"))
        self.reached.chosen.connect(lambda _code: self._show_lines())
        self.search = SearchBox("find", words("Product or event"))
        self.search.searched.connect(lambda _text: self._show_lines())
        self.count = Text("", "value", "text2")
        self.table = TableView("screening", Rows(columns(words)), row=48, wraps=True, says=words("Screening"))
        self.writing = Writing(desk, self.notice)
        self._said = Text("", "note", "text2")
        self._stop = Button("", "ghost", "x", name="do.stop-screening", tool=True, act=self._cancel)
        self.going = box(row(Icon("activity", "progress.fg", 16), (self._said, 1), self._stop, gap=8))
        self.going.hide()
        self._about, self._told = col(gap=5, edges=FLUSH), col(gap=8, edges=FLUSH)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        words = look.words
        hint = words("CSV or Parquet with the columns report, product and event. Nothing of the file is kept in the register.")
        self.empty = EmptyState("activity", words("No file was screened yet"), hint)
        filters = row(self.reached, self.search, None, self.count, gap=10)
        card = Card(col(self.table, gap=0), edges=(1, 1, 1, 1))
        self.some = box(col(filters, (card, 1), gap=10, edges=FLUSH))
        main = box(col(row(self.strata, None), self.going, self.notice, self.writing, (self.some, 1), (self.empty, 1), gap=10, edges=FLUSH))
        side = scrolling(col(Card(self._told), Card(self._about), None, gap=10, edges=FLUSH))
        self.side = box(col((side, 1), edges=FLUSH))
        self.setLayout(col(self.head, (WithSide(main, self.side, width=SIDE, says=words("How it went")), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Screening")

    @property
    def chapter(self) -> str:
        return look.words("Signals")

    # -------------------------------------------------------------------------------------------------- a file is screened
    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, look.words("Choose a file of reports"), "", "CSV, Parquet (*.csv *.txt *.tsv *.parquet);;* (*)")
        if chosen:
            self.path = Path(chosen)
            self._begin()

    def _begin(self) -> None:
        """Screens the file, off the window's thread; what was begun before is given up."""
        if self.path is None:
            return
        if self._task is not None:
            self._task.cancel()
        path, stratified = self.path, self.strata.code == "strata"
        self.notice.clear()
        self._tell(0)
        self.going.show()

        def work(progress: Progress) -> Ranked:
            return screen_file(path, stratified=stratified, tell=progress)

        self._task = self.desk.tasks.run(work, self._screened, self._failed, label=look.words("Screening a file of reports"))
        self._task.told.connect(self._tell)
        if not self.desk.tasks.labels:
            self.going.hide()

    def _tell(self, share: float) -> None:
        name = self.path.name if self.path is not None else ""
        self._said.setText(look.words("{name}: {n} % read and counted").format(name=name, n=round(share * 100)))

    def _screened(self, found: Ranked) -> None:
        self.going.hide()
        self.found = found
        self.refresh()

    def _failed(self, fault: BaseException) -> None:
        self.going.hide()
        if not isinstance(fault, Unavailable):
            raise fault
        self.notice.unavailable(fault)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.going.hide()
        self.desk.tell(look.words("The screening was stopped"), "info")

    # -------------------------------------------------------------------------------------------------- what it shows
    def refresh(self) -> None:
        """Shows what was screened, in the words of now."""
        words, found = look.words, self.found
        self.some.setVisible(found is not None)
        self.side.setVisible(found is not None)
        self.empty.setVisible(found is None)
        self.export.setEnabled(found is not None)
        for each in (self._told, self._about):
            clear(each)
        note = words("A pair that reaches a threshold asks for its cases to be read. This says nothing about a cause.")
        self.head.say(words("Screening"), note, self.desk.mark)
        if found is None:
            return
        self._told.addWidget(card_head(words("To be said with it")))
        for finding in sorted(found.told, key=lambda one: one.severity is not Severity.DECIDES):
            said = told(finding, words)
            self._told.addWidget(CheckLine("bad" if finding.severity is Severity.DECIDES else "told", said.what, said.lifted))
        pairs, name = found.screened.pairs, self.path.name if self.path is not None else ""
        self._about.addWidget(card_head(words("The file")))
        self._about.addWidget(Text(name, "note", "text2", wrap=True))
        for label, number in (
            (words("Rows"), pairs.rows), (words("Reports"), pairs.reports), (words("Products"), len(pairs.products)), (words("Events"), len(pairs.events)),
            (words("Pairs"), len(pairs.a)), (words("Strata"), pairs.strata),
        ):  # fmt: skip
            self._about.addWidget(label_value(label, whole(number, words)))
        self._show_lines()

    def _show_lines(self) -> None:
        found, words = self.found, look.words
        if found is None:
            return
        places = self._shown = found.chosen(self.search.text(), reached=self.reached.code == "reached")

        def page(start: int, most: int) -> list[Line]:
            return [line_of(each, words) for each in found.page(places, start, most)]

        self.table.rows.show_pages(page)
        text = words("{n} of {of} pairs").format(n=whole(len(places), words), of=whole(len(found.order), words))
        self.count.setText(text)

    # -------------------------------------------------------------------------------------------------- what may be done
    def _export(self) -> None:
        if self.found is None or self._shown is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, look.words("Export to CSV"), "screening.csv", "CSV (*.csv)")
        if chosen:
            found, places = self.found, self._shown

            def lines() -> Iterator[Mapping[str, str]]:
                return (dict(zip(HEAD, each, strict=True)) for each in found.cells(places))

            self.writing.write(Path(chosen), lines(), len(places))

    def retranslate(self) -> None:
        words = look.words
        self.leave_it.setText(words("Back"))
        self.export.setText(words("Export to CSV"))
        self.choose.setText(words("Choose a file"))
        self._stop.setText(words("Stop the screening"))
        self.strata.say(self._strata_words(), words("Further columns"))
        self.reached.say(self._reached_words(), words("Which pairs"))
        self.search.say(words("Product or event"))
        self.table.rows.set_titles(columns(words))
        self.writing.retranslate()
        self.refresh()

    def _strata_words(self) -> tuple[tuple[str, str], ...]:
        return (("strata", look.words("Further columns are strata")), ("plain", look.words("Without strata")))

    def _reached_words(self) -> tuple[tuple[str, str], ...]:
        return (("all", look.words("All pairs")), ("reached", look.words("A threshold is reached")))


def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list of pairs."""
    return (
        Column(words("Product"), stretch=1), Column(words("Event"), stretch=1), Column(words("Reports"), 84, align="r"), Column("PRR", 96, align="r"),
        Column("ROR", 96, align="r"), Column("IC", 96, align="r"), Column("EBGM", 96, align="r"), Column(words("Thresholds"), 110),
    )  # fmt: skip


def line_of(pair: Pair, words: Words) -> Row:
    """A pair: each measure over its interval; what is undefined is a dash."""
    expected = words("expected {n}").format(n=figure(pair.expected, words))
    reached = Cell(", ".join(pair.reached) or words("none"), words("few data") if pair.few else "", ink="text" if pair.reached else "text3", sub_ink="await.fg")
    measures = (_cell(each, words) for each in (pair.prr, pair.ror, pair.ic, pair.ebgm))
    return Row((Cell(pair.product, strong=True), Cell(pair.event), Cell(whole(pair.reports, words), expected), *measures, reached))


def whole(number: int, words: Words) -> str:
    """A count, as people read it."""
    return number_text(Decimal(number), words)


def _cell(ratio: Ratio, words: Words) -> Cell:
    if ratio.value is None:
        return Cell("–", ink="text3")
    low, high = ("–" if each is None else figure(each, words) for each in (ratio.low, ratio.high))
    return Cell(figure(ratio.value, words), f"{low} … {high}")  # a dash would be read as a minus: some ends are below zero
