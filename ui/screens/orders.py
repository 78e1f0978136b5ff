"""All orders, newest first, in pages; found by words, by status, or by a scan of the order or of the patient's wristband."""

from __future__ import annotations

import re

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.choose import FilterButton
from ui.kit.layout import clear, col, row
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.search import SearchBox
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.states import ORDER, order_look
from workbench.barcodes import own
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Reader
from workbench.orders.records import Order, OrderLine, OrderStatus, Patient
from workbench.words.formats import date_text, moment_text, name_text

FOUND = 200
"""Orders that a search shows at most: more say nothing to anybody."""


def waiting(desk: Desk) -> int:
    """How many orders wait for the second person: what the rail shows."""
    with desk.register.reading() as reader:
        return reader.count(Order, {"status": OrderStatus.ENTERED})


def order_digits(order_id: str) -> str:
    """The order in symbols: the digits of its identifier, year first."""
    return re.sub(r"\D", "", order_id)


def order_of_digits(digits: str) -> str:
    """The identifier that ``order_digits`` was made from."""
    return f"OR-{digits[:4]}-{digits[4:]}"


class OrdersScreen(Screen):
    """Several patients stand here, so there is no banner."""

    place = "orders"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._outer = col(gap=12, edges=PAGE)
        self.setLayout(self._outer)
        self._last: list[OrderLine] = []
        self._build()

    def _build(self) -> None:
        """Everything anew, in the language of the screen."""
        words, desk = look.words, self.desk
        clear(self._outer)
        self.new = Button(words("New order"), "primary", "plus", name="do.new-order", tool=True, act=lambda: desk.go("order-intake"))
        self.open = Button(words("Open order"), "ghost", "clipboard-list", name="do.open-order", tool=True, act=self._open_chosen)
        self.head = PageHead(words("Orders"), "", right=(self.open, self.new), mark=desk.mark)
        self.search = SearchBox("search", words("Name, number, product or ward"), width=320)
        self.search.searched.connect(lambda _text: self.refresh())
        self.filter = FilterButton("status", words("Status"), self._options())
        self.filter.chosen.connect(lambda _code: self.refresh())
        self.count = Text("", "value", "text2")
        self.notice = Notice(name="notice.orders")
        self.table = TableView("orders", Rows(self._columns()), row=48, says=words("Orders"))
        self.table.opened.connect(self._open)
        self.empty = EmptyState("clipboard-list", words("No order yet"), words("Enter the first one; another person verifies it."))
        self.nothing = EmptyState("search", words("Nothing is found"), words("Try fewer letters, or clear the filter."))
        self._outer.addWidget(self.head)
        self._outer.addLayout(row(self.search, self.filter, self.count, None, gap=12))
        self._outer.addWidget(self.notice)
        self.listed = Card(col(self.table, gap=0), edges=(1, 1, 1, 1))
        for each in (self.listed, self.empty, self.nothing):
            self._outer.addWidget(each, 1)

    @property
    def title(self) -> str:
        return look.words("Orders")

    def _options(self) -> list[tuple[str, str]]:
        return [(status.value, look.words.marked(word)) for status, (_, word) in ORDER.items()]

    def _columns(self) -> tuple[Column, ...]:
        words = look.words
        return (
            Column(words("Order"), 140),
            Column(words("Patient"), stretch=1.4),
            Column(words("Product"), stretch=1),
            Column(words("Status"), 130),
            Column(words("Planned"), 150),
            Column(words("Batch"), 130),
        )

    @property
    def _where(self) -> dict[str, object]:
        return {"status": OrderStatus(self.filter.code)} if self.filter.code else {}

    def refresh(self) -> None:
        """Reads the first page and the count anew."""
        words, asked = look.words, self.search.text().strip()
        self._last = []
        if asked:
            with self.desk.register.reading() as reader:
                lines = self._found(reader, asked)
            self.table.rows.show_lines([self._row(each) for each in lines])
            count = len(lines)
        else:
            with self.desk.register.reading() as reader:
                count = reader.count(OrderLine, self._where)
            self.table.rows.show_pages(self._page)
        self.listed.setVisible(count > 0)
        self.empty.setVisible(count == 0 and not asked and not self.filter.code)
        self.nothing.setVisible(count == 0 and bool(asked or self.filter.code))
        self.open.setEnabled(count > 0)
        self.count.setText(words.plural("{n} order, newest first", "{n} orders, newest first", count).format(n=count))
        self.head.say(words("Orders"), words("Several patients on this screen"), self.desk.mark)

    def _found(self, reader: Reader, asked: str) -> list[OrderLine]:
        """The newest orders in which every word begins a word."""
        lines = [reader.get(OrderLine, hit.key) for hit in reader.search(asked, (Order,), FOUND)]
        return [each for each in lines if not self.filter.code or each.status.value == self.filter.code]

    def _page(self, offset: int, limit: int) -> list[Line]:
        after = self._last[offset - 1] if offset else None
        with self.desk.register.reading() as reader:
            found = reader.find(OrderLine, self._where, sort="-opened", limit=limit, after=after)
        self._last = [*self._last[:offset], *found]
        return [self._row(each) for each in found]

    def _row(self, line: OrderLine) -> Row:
        words, zone = look.words, self.desk.zone
        state, word = order_look(line.status, words)
        hit = self.search.text().strip()
        planned = moment_text(line.planned, zone, words) if line.planned else words("not planned")
        entered = words("entered {time}").format(time=moment_text(line.opened, zone, words))
        return Row(
            (
                Cell(line.id, words("version {n}").format(n=line.version), ident=True, strong=True, hit=hit),
                Cell(name_text(line.family, line.given), f"{date_text(line.born, words)} · {line.hospital_no}", strong=True, ident=True, hit=hit),
                Cell(line.formula, entered),
                Cell(word, state=state),
                Cell(planned, line.ward),
                Cell(line.batch or words("none yet"), ident=True),
            ),
            line.id,
        )

    def _open(self, record: object) -> None:
        self.desk.go("order", record)

    def _open_chosen(self) -> None:
        if isinstance(self.table.record, str):
            self._open(self.table.record)

    def scanned(self, code: bytes) -> bool:
        """An order opens; a wristband opens the patient's only order, or lists all of theirs."""
        try:
            read = own.read(code)
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return True
        if read.kind is own.Kind.ORDER:
            self._open_scanned(read)
        elif read.kind is own.Kind.PATIENT:
            self._of_patient(read)
        else:
            return False
        return True

    def _open_scanned(self, read: own.Own) -> None:
        wanted = order_of_digits(read.numbers[0])
        with self.desk.register.reading() as reader:
            known = reader.find(Order, {"id": wanted}, limit=1)
        if known:
            self.notice.clear()
            self._open(known[0].id)
        else:
            self.notice.refused(Refused([stops("orders.no-such-order", "register", order=str(read))]), self.desk.zone)

    def _of_patient(self, read: own.Own) -> None:
        with self.desk.register.reading() as reader:
            patients = reader.find(Patient, {"coi": read.numbers[0]}, limit=1)
            orders = reader.find(Order, {"patient": patients[0].id}) if patients else ()
        if not patients:
            self.notice.refused(Refused([stops("orders.no-such-patient", "register", patient=str(read))]), self.desk.zone)
            return
        self.notice.clear()
        if len(orders) == 1:
            self._open(orders[0].id)
            return
        self.filter.show_code("")
        self.search.setText(patients[0].hospital_no)
        self.refresh()

    def confirm(self) -> None:
        self._open_chosen()

    def retranslate(self) -> None:
        asked, status = self.search.text(), self.filter.code
        self._build()
        self.search.setText(asked)
        self.filter.show_code(status)
        self.refresh()
