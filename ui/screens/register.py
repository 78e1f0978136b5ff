"""The register: search as you type over everything, filters, details at the side, export. Several patients: no banner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.choose import FilterButton, Segmented
from ui.kit.layout import FLUSH, box, col, row
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.search import SearchBox
from ui.kit.small import EmptyState
from ui.kit.table import Line, Rows, TableView
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.register_export import write_csv
from ui.screens.register_lots import LotActs
from ui.screens.register_rows import LISTINGS, Asked, Listing, count, find, rows
from ui.screens.register_side import Details
from ui.tasks import Progress
from workbench.barcodes import own
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Refused
from workbench.stock.records import Lot


class RegisterScreen(Screen):
    """``desk.go("register", words)`` begins with these words."""

    place = "register"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.notice = Notice(name="notice.register")
        self.lots = LotActs(desk, self.notice, self.refresh)
        self._fetched: list[Any] = []
        self._build()
        self.search.searched.connect(lambda _text: self.show_lines())
        for each in (self.state, self.formula):
            each.chosen.connect(lambda _code: self.show_lines())
        for day in (self.first, self.last):
            day.changed.connect(self.show_lines)
        self.kind.chosen.connect(lambda _code: self._kind_chosen())
        self.table.chosen.connect(self._look_at)
        self.table.opened.connect(self._open)

    def _build(self) -> None:
        words = look.words
        self.export = Button(words("Export to CSV"), "ghost", "table-export", name="do.export", tool=True, act=self._export)
        self.new_lot = Button(words("New lot"), "ghost", "plus", name="do.new-lot", tool=True, act=self.lots.enter)
        self.head = PageHead(words("Register"), "", right=(self.new_lot, self.export), mark=self.desk.mark)
        self.search = SearchBox("search", words("Search every word and number"), tall=True)
        self.kind = Segmented("kind", [(name, words.marked(each.title)) for name, each in LISTINGS.items()], "batches", label=words("Kind"))
        self.state = FilterButton("state", words("State"), self._states("batches"))
        self.formula = FilterButton("formula", words("Product"), ())
        self.first = DateField("from", words("From"), width=150)
        self.last = DateField("until", words("Until"), width=150)
        self.count = Text("", "value", "text2")
        self.clear = Link(words("Clear search"), self._clear, name="do.clear")
        self.table = TableView("register", Rows(LISTINGS["batches"].columns(words)), row=48, says=words("Register"))
        self.empty = EmptyState("search", words("Nothing found"), "", button=words("Clear search"), name="do.clear-empty", act=self._clear, button_icon="x")
        self.details = Details(self.desk, self.lots)
        filters = row(self.kind, self.state, self.formula, None, gap=10)
        days = row(box(row(self.first, self.last, gap=10)), None, self.count, self.clear, gap=14)
        self.card = Card(col(self.table, gap=0), edges=(1, 1, 1, 1))
        main = box(col(self.search, filters, days, self.notice, (self.card, 1), (self.empty, 1), gap=10, edges=FLUSH))
        self.setLayout(col(self.head, (WithSide(main, self.details, width=328, says=words("Details")), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Register")

    @property
    def listing(self) -> Listing:
        """The kind that is listed now."""
        return LISTINGS[self.kind.code]

    @property
    def asked(self) -> Asked:
        """What is looked for now."""
        return Asked(self.search.text().strip(), self.state.code, self._formula_code(), self.first.value, self.last.value)

    def _formula_code(self) -> str:
        """Batches name a version, orders a formula."""
        code = self.formula.code
        return code.rpartition(".")[0] if code and self.kind.code == "orders" else code

    def _states(self, kind: str) -> list[tuple[str, str]]:
        return [(code, look.words.marked(word)) for code, word in LISTINGS[kind].states]

    def enter(self, argument: object = None) -> None:
        """Shows it, with words to look for if there are any."""
        if isinstance(argument, str) and argument:
            self.search.setText(argument)
        self.refresh()
        self.search.setFocus()

    def refresh(self) -> None:
        with self.desk.register.reading() as reader:
            versions = reader.find(FormulaVersion, sort="-at", limit=50)
        self.formula.offer([(each.id, each.id) for each in versions])
        self.show_lines()

    def show_lines(self) -> None:
        """Looks anew. The first page is read at once, further ones as the table goes down."""
        self._fetched = []
        asked, words = self.asked, look.words
        self.table.rows.show_pages(self._page)
        found = len(self._fetched)
        if not asked.words:
            with self.desk.register.reading() as reader:
                found = count(reader, self.listing, asked, self.desk.zone)
        more = words(" or more") if asked.words and found >= 200 else ""
        self.count.setText(words.plural("{n} line{more}, newest first", "{n} lines{more}, newest first", found).format(n=found, more=more))
        searching = asked != Asked()
        self.clear.setVisible(searching)
        self.card.setVisible(found > 0)
        self.empty.setVisible(found == 0)
        self.details.show_nothing()
        self.head.say(words("Register"), words("Searches names, numbers, lots and people; several patients on this screen"), self.desk.mark)

    def _page(self, offset: int, limit: int) -> list[Line]:
        after = self._fetched[offset - 1] if offset else None
        with self.desk.register.reading() as reader:
            lines = find(reader, self.listing, self.asked, self.desk.zone, after, limit)
        self._fetched = [*self._fetched[:offset], *lines]
        return list(rows(self.listing, lines, look.words, self.desk.zone, self.asked.words))

    def _kind_chosen(self) -> None:
        self.state.offer(self._states(self.kind.code))
        self.state.setVisible(bool(self.listing.states))
        dated = self.listing.sort == "-opened"
        for each in (self.formula, self.first, self.last):
            each.setVisible(dated)
        self.table.rows.set_titles(self.listing.columns(look.words))
        self.show_lines()

    def _look_at(self, record: object) -> None:
        line = next((each for each in self._fetched if each.id == record), None)
        if line is not None:
            self.details.show_line(self.listing, line)

    def _open(self, record: object) -> None:
        if self.listing.screen:
            self.desk.go(self.listing.screen, record)

    def _clear(self) -> None:
        self.search.clear()
        for each in (self.state, self.formula):
            each.show_code("")
        for day in (self.first, self.last):
            day.show_value(None)
        self.show_lines()

    # -------------------------------------------------------------------------------------------------- export and scans
    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, look.words("Export to CSV"), f"{self.kind.code}.csv", "CSV (*.csv)")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Writes every line that is looked for to ``path``, off the window's thread."""
        register, listing, asked, zone = self.desk.register, self.listing, self.asked, self.desk.zone

        def lines() -> Iterator[Mapping[str, str]]:
            last: Any = None
            while True:
                with register.reading() as reader:
                    page = find(reader, listing, asked, zone, last)
                yield from (listing.plain(each) for each in page)
                if asked.words or not page:
                    return
                last = page[-1]

        def work(progress: Progress) -> int:
            return write_csv(path, lines(), lambda _done: progress(0.5))

        def done(written: int) -> None:
            self.desk.tell(look.words.plural("{n} line exported to {path}", "{n} lines exported to {path}", written).format(n=written, path=path.name))

        self.desk.tasks.run(work, done, label=look.words("Exporting"))

    def scanned(self, code: bytes) -> bool:
        """One of our own labels finds its record."""
        try:
            read = own.read(code)
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return True
        if read.kind is own.Kind.LOT:
            self.kind.choose("lots")
            self._kind_chosen()
            with self.desk.register.reading() as reader:
                found = reader.find(Lot, {"code": read.numbers[0]})
            self.search.setText(found[0].number if found else read.numbers[0])
            self.show_lines()
            return True
        return False

    def confirm(self) -> None:
        self._open(self.table.record)

    def retranslate(self) -> None:
        words = look.words
        self.export.setText(words("Export to CSV"))
        self.new_lot.setText(words("New lot"))
        self.search.say(words("Search every word and number"))
        self._kind_chosen()
