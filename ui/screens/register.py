"""The register: search as you type over everything, filters, details at the side, export. Several patients: no banner."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.choose import FilterButton, Segmented
from ui.kit.layout import FLUSH, box, clear, col, row
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.search import SearchBox
from ui.kit.small import EmptyState
from ui.kit.table import Line, Rows, TableView
from ui.kit.text import Link, Text, reveal
from ui.kit.theme import look
from ui.screens.register_export import Writing
from ui.screens.register_lots import LotActs
from ui.screens.register_rows import FOUND, LISTINGS, Asked, Listing, count, elsewhere, find, rows
from ui.screens.register_side import Details
from ui.steps.scans import separator_proved
from workbench.barcodes import own, reading
from workbench.barcodes.meaning import lot
from workbench.barcodes.records import Standard
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
        self.retranslate()

    def _build(self) -> None:
        words = look.words
        self.export = Button(words("Export to CSV"), "ghost", "table-export", name="do.export", tool=True, act=self._export)
        self.new_lot = Button(words("New lot"), "ghost", "plus", name="do.new-lot", tool=True, act=self.lots.enter)
        self.head = PageHead(words("Register"), "", right=(self.new_lot, self.export), mark=self.desk.mark)
        self.search = SearchBox("search", words("Search every word and number"), tall=True)
        self.kind = Segmented("kind", self._kinds(), "batches", label=words("Kind"))
        self.state = FilterButton("state", words("State"), self._states("batches"))
        self.formula = FilterButton("formula", words("Product"), ())
        self.first, self.last = DateField("from", words("From"), width=136), DateField("until", words("Until"), width=136)
        self.count = Text("", "value", "text2")
        self.clear = Link(words("Clear search"), self._clear, name="do.clear")
        self.table = TableView("register", Rows(LISTINGS["batches"].columns(words)), row=48, says=words("Register"))
        self.empty = EmptyState("search", words("Nothing found"), "", button=words("Clear search"), name="do.clear-empty", act=self._clear, button_icon="x")
        self.others = row(gap=10)
        self.details = Details(self.desk, self.lots)
        self.writing = Writing(self.desk, self.notice)
        kinds = row(self.kind, None)
        filters = row(self.state, self.formula, *self._days(), None, self.count, self.clear, gap=10)
        self.card = Card(col(self.table, gap=0), edges=(1, 1, 1, 1))
        self.nothing = box(col(None, self.empty, row(None, self.others, None), None, gap=12))
        main = box(col(self.search, kinds, filters, self.notice, self.writing, (self.card, 1), (self.nothing, 1), gap=10, edges=FLUSH))
        self.setLayout(col(self.head, (WithSide(main, self.details, width=328, says=words("Details")), 1), gap=12, edges=PAGE))

    def _days(self) -> list[QWidget]:
        """The two days with their labels beside them, so that filters stand in one line."""
        self.labels = {each: Text("", "note", "text2") for each in (self.first, self.last)}
        for each in self.labels:
            each.label.hide()
        return [part for each, label in self.labels.items() for part in (label, each)]

    def _kinds(self) -> list[tuple[str, str]]:
        return [(name, look.words.marked(each.title)) for name, each in LISTINGS.items()]

    @property
    def title(self) -> str:
        return look.words("Register")

    @property
    def listing(self) -> Listing:
        """The kind that is listed now."""
        return LISTINGS[self.kind.code]

    @property
    def asked(self) -> Asked:
        """What is looked for now. A filter that this kind does not have counts for nothing."""
        words, state = self.search.text().strip(), self.state.code
        return Asked(words, state, self._formula_code(), self.first.value, self.last.value) if self.listing.dated else Asked(words, state)

    def _formula_code(self) -> str:
        """Batches name a version, orders a formula."""
        code = self.formula.code
        return code.rpartition(".")[0] if code and self.kind.code == "orders" else code

    def _states(self, kind: str) -> list[tuple[str, str]]:
        return [(code, look.words.marked(word)) for code, word in LISTINGS[kind].states]

    def enter(self, argument: object = None) -> None:
        """Shows it; with words to look for, or with a kind and words, it begins with these."""
        kind, asked = argument if isinstance(argument, tuple) else ("", argument)
        name = next((name for name, each in LISTINGS.items() if kind in (name, each.kind.__name__.lower())), "")
        if isinstance(asked, str) and asked:
            self.search.setText(self._words_of(name, asked))
        if name:
            self.kind.choose(name)
        self._offer()
        if name:
            self._kind_chosen()
            self.table.selectRow(0)
        else:
            self.show_lines()
        self.search.setFocus()

    def _words_of(self, name: str, asked: str) -> str:
        """The words that find a record: an identifier that nobody sees is said by the number on the thing itself."""
        if name in ("lots", "patients", "documents"):
            with self.desk.register.reading() as reader:
                found = reader.find(LISTINGS[name].line, {"id": asked})
            if found:
                shown = LISTINGS[name].cells(found[0], look.words, self.desk.zone)
                return shown[0].text
        return asked

    def refresh(self) -> None:
        self._offer()
        self.show_lines()

    def _offer(self) -> None:
        """The formulas by which the list can be narrowed."""
        with self.desk.register.reading() as reader:
            versions = reader.find(FormulaVersion, sort="-at", limit=50)
        self.formula.offer([(each.id, each.id) for each in versions])

    def show_lines(self) -> None:
        """Looks anew. The first page is read at once, further ones as the table goes down."""
        self._fetched = []
        asked, words, kept = self.asked, look.words, self.table.record
        self.table.rows.show_pages(self._page)
        found = len(self._fetched)
        if not asked.words:
            with self.desk.register.reading() as reader:
                found = count(reader, self.listing, asked, self.desk.zone)
        more = words(" or more") if asked.words and found >= FOUND else ""
        self.count.setText(words.plural("{n} line{more}, newest first", "{n} lines{more}, newest first", found).format(n=found, more=more))
        searching = asked != Asked()
        reveal(self.clear, searching)
        reveal(self.card, found > 0)
        reveal(self.nothing, found == 0)
        if not found:
            self._look_elsewhere(asked.words)
        self.details.show_nothing()
        self.table.choose(kept)
        self.head.say(words("Register"), words("Searches names, numbers, lots and people; several patients on this screen"), self.desk.mark)

    def _look_elsewhere(self, asked: str) -> None:
        """Nothing of this kind: the words may be those of another one."""
        clear(self.others)
        if not asked:
            return
        with self.desk.register.reading() as reader:
            found = elsewhere(reader, asked, self.listing)
        for name, number in found.items():
            kind = look.words.marked(LISTINGS[name].title)
            self.others.addWidget(Button(f"{kind} · {number}", "ghost", "search", name=f"do.elsewhere.{name}", tool=True, act=partial(self._go_kind, name)))

    def _go_kind(self, name: str) -> None:
        self.kind.choose(name)
        self._kind_chosen()

    def _page(self, offset: int, limit: int) -> list[Line]:
        after = self._fetched[offset - 1] if offset else None
        with self.desk.register.reading() as reader:
            lines = find(reader, self.listing, self.asked, self.desk.zone, after, limit)
        self._fetched = [*self._fetched[:offset], *lines]
        return list(rows(self.listing, lines, look.words, self.desk.zone, self.asked.words))

    def _kind_chosen(self) -> None:
        self.state.offer(self._states(self.kind.code))
        reveal(self.state, bool(self.listing.states))
        for each in (self.formula, self.first, self.last, *self.labels.values()):
            reveal(each, self.listing.dated)
        self.table.rows.set_titles(self.listing.columns(look.words))
        self.show_lines()

    def _look_at(self, record: object) -> None:
        line = next((each for each in self._fetched if each.id == record), None)
        if line is not None:
            self.details.show_line(self.listing, line)

    def _open(self, record: object) -> None:
        line = next((each for each in self._fetched if each.id == record), None)
        if self.listing.screen and line is not None:
            self.desk.go(self.listing.screen, getattr(line, self.listing.about))

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
        self.writing.begin(path, self.listing, self.asked)

    def scanned(self, code: bytes) -> bool:
        """One of our own labels finds its record; the symbol of a maker looks for the lots with its lot number."""
        try:
            scan = reading.read(code, separator_proved=separator_proved(self.desk))
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return True
        if scan.standard is not Standard.OWN:
            return self._look_for((lot(scan) or "").lstrip("0"))
        read = own.read(code)
        if read.kind is own.Kind.LOT:
            self.kind.choose("lots")
            self._kind_chosen()
            with self.desk.register.reading() as reader:
                found = reader.find(Lot, {"code": read.numbers[0]})
            self.search.setText(found[0].number if found else read.numbers[0])
            self.show_lines()
            return True
        return False

    def _look_for(self, number: str) -> bool:
        """Lists the lots with ``number`` in them; ISBT 128 fills it with zeros, so that those are left out."""
        if number:
            self.kind.choose("lots")
            self._kind_chosen()
            self.search.setText(number)
            self.show_lines()
        return bool(number)

    def confirm(self) -> None:
        self._open(self.table.record)

    def retranslate(self) -> None:
        words = look.words
        self.export.setText(words("Export to CSV"))
        self.kind.say(self._kinds(), words("Kind"))
        self.clear.setText(words("Clear search"))
        self.writing.retranslate()
        for field, label in zip(self.labels, (words("From"), words("Until")), strict=True):
            field.set_label(label)
            self.labels[field].setText(label)
        self.new_lot.setText(words("New lot"))
        self.search.say(words("Search every word and number"))
        self._kind_chosen()
