"""Ctrl+K: type or scan anything, and go there."""
from __future__ import annotations

from collections.abc import Container
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.desk import Desk
from ui.kit.layout import col
from ui.kit.search import SearchBox
from ui.kit.sheet import Sheet
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from workbench.batch.records import Batch
from workbench.custody.records import Infusion
from workbench.documents.records import Document
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Hit
from workbench.orders.records import Order, Patient
from workbench.people.records import Person
from workbench.quality.records import Deviation
from workbench.stock.records import Lot
from workbench.surveillance.records import Signal
from workbench.vigilance.records import SafetyReport
from workbench.words.translation import Words

SHOWN = 12
OPENS: dict[type[Any], tuple[str, str]] = {
    Batch: ("batch", "test-pipe"),
    Order: ("order", "clipboard-list"),
    Patient: ("register", "user-circle"),
    Lot: ("register", "bottle"),
    Document: ("register", "file-text"),
    Deviation: ("register", "alert-triangle"),
    Person: ("people", "user"),
    FormulaVersion: ("formulas", "versions"),
    Infusion: ("safety", "bottle"),
    SafetyReport: ("reports", "file-text"),
    Signal: ("signals", "activity"),
}
"""Kind of record to the screen that shows it, and its icon."""


def kind_name(kind: type[Any], words: Words) -> str:
    """What a kind of record is called."""
    names = {
        Batch: words("Batch"), Order: words("Order"), Patient: words("Patient"), Lot: words("Lot"), Document: words("Document"),
        Deviation: words("Deviation"), Person: words("Person"), FormulaVersion: words("Formula"), Infusion: words("Infusion"),
        SafetyReport: words("Report"), Signal: words("Signal"),
    }  # fmt: skip
    return names.get(kind, kind.__name__)


class PaletteSheet(Sheet):
    """The newest records in which every word typed begins a word. Enter opens the chosen one."""

    def __init__(self, desk: Desk, text: str, screens: Container[str]) -> None:
        super().__init__("palette")
        words = desk.words
        self._desk, self._screens = desk, screens
        self._field = SearchBox("palette", words("Type a name, a number or a word, or scan a code"), tall=True)
        self._rows = Rows((Column(words("Found"), stretch=1), Column(words("Kind"), 120)))
        self._list = TableView("found", self._rows, row=44, says=words("Found"))
        self._list.setMinimumHeight(330)
        self._nothing = EmptyState("search", words("Nothing is found"), words("Every word must begin a word of the record: try fewer letters."))
        self._nothing.setMinimumHeight(330)
        self.set_body(col(Text(words("Search or scan anything"), "page"), self._field, self._list, self._nothing, gap=12))
        self._field.searched.connect(self._search)
        self._field.installEventFilter(self)
        self._list.opened.connect(self._open)
        self._nothing.hide()
        if text:
            self._field.setText(text)
        self._search(text)

    def scanned(self, code: bytes) -> bool:
        self._field.setText(code.decode(errors="replace"))
        return True

    def confirm(self) -> None:
        self._open(self._list.record)

    def _search(self, text: str) -> None:
        try:
            with self._desk.register.reading() as reader:
                hits = reader.search(text, limit=SHOWN) if text else ()
        except Unavailable as fault:
            self._desk.tell(fault.code, "decide")
            return
        words = self._desk.words
        found = [(Cell(hit.text, icon=self._icon(hit), ident=True, hit=text, strong=True), Cell(kind_name(hit.kind, words))) for hit in hits]
        self._rows.show_lines([Row(cells, hit) for cells, hit in zip(found, hits, strict=True)])
        if hits:
            self._list.selectRow(0)
        self._list.setVisible(bool(hits) or not text)
        self._nothing.setVisible(bool(text) and not hits)

    def _icon(self, hit: Hit) -> str:
        return OPENS.get(hit.kind, ("", "circle"))[1]

    def _open(self, record: object) -> None:
        if not isinstance(record, Hit):
            return
        screen = OPENS.get(record.kind, ("register", ""))[0]
        self.close_sheet()
        if screen != "register" and screen in self._screens:
            self._desk.go(screen, record.key)
        elif "register" in self._screens:
            self._desk.go("register", (record.kind.__name__.lower(), record.key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the words are typed; Enter opens."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._rows.rowCount():
                self._list.selectRow(min(max(self._list.currentIndex().row() + step, 0), self._rows.rowCount() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.record is not None:
                self._open(self._list.record)
                return True
        return False
