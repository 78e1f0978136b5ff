"""All batches, newest first, in pages; one is opened by Enter, double click, or a scan of one of its labels."""

from __future__ import annotations

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.choose import FilterButton
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.states import BATCH, batch_look
from workbench.barcodes import own
from workbench.batch.records import Batch, BatchLine, Status
from workbench.kernel.findings import Refused, stops
from workbench.words.formats import date_text, moment_text, name_text


class BatchesScreen(Screen):
    """Several patients stand here, so there is no banner."""

    place = "batches"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.open = Button(words("Open batch"), "primary", "player-play", name="do.open-batch-screen", tool=True, act=self._open_chosen)
        self.head = PageHead(words("Batches"), "", right=(self.open,), mark=desk.mark)
        self.filter = FilterButton("state", words("State"), self._options())
        self.filter.chosen.connect(lambda _code: self.refresh())
        self.count = Text("", "value", "text2")
        self.notice = Notice(name="notice.batches")
        self.table = TableView("batches", Rows(self._columns()), row=48, says=words("Batches"))
        self.table.opened.connect(self._open)
        self.empty = EmptyState("test-pipe", words("No batch yet"), words("Open one from a verified order."))
        self.card = Card(col(self.table, gap=0), edges=(1, 1, 1, 1))
        self._last: list[BatchLine] = []
        self.setLayout(col(self.head, row(self.filter, self.count, None, gap=12), self.notice, (self.card, 1), (self.empty, 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Batches")

    def _options(self) -> list[tuple[str, str]]:
        return [(status.value, look.words.marked(word)) for status, (_, word) in BATCH.items()]

    def _columns(self) -> tuple[Column, ...]:
        words = look.words
        return (
            Column(words("Batch"), 150),
            Column(words("Patient"), stretch=1.4),
            Column(words("Product"), stretch=1),
            Column(words("State"), 150),
            Column(words("Planned"), 150),
            Column(words("Last step"), 150),
        )

    def refresh(self) -> None:
        """Reads the first page and the count anew."""
        where = {"status": Status(self.filter.code)} if self.filter.code else {}
        with self.desk.register.reading() as reader:
            count = reader.count(Batch, where)
        self._last = []
        self.table.rows.show_pages(self._page)
        self.card.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.open.setEnabled(count > 0)
        words = look.words
        self.count.setText(words.plural("{n} batch, newest first", "{n} batches, newest first", count).format(n=count))
        self.head.say(words("Batches"), words("Several patients on this screen"), self.desk.mark)

    def _page(self, offset: int, limit: int) -> list[Line]:
        where = {"status": Status(self.filter.code)} if self.filter.code else {}
        after = self._last[offset - 1] if offset else None
        with self.desk.register.reading() as reader:
            found = reader.find(BatchLine, where, sort="-opened", limit=limit, after=after)
        self._last = [*self._last[:offset], *found]
        return [self._row(each) for each in found]

    def _row(self, line: BatchLine) -> Row:
        words, zone = look.words, self.desk.zone
        state, word = batch_look(line.status, words)
        planned = moment_text(line.planned, zone, words) if line.planned else words("not planned")
        last = moment_text(line.last_at, zone, words) if line.last_at else words("not begun")
        opened = words("begun {day}").format(day=date_text(line.opened.date(), words))
        born = f"{date_text(line.born, words)} · {line.hospital_no}"
        return Row(
            (
                Cell(line.id, opened, ident=True, strong=True),
                Cell(name_text(line.family, line.given), born, strong=True),
                Cell(line.formula.rsplit(".", 1)[0], words("version {n}").format(n=line.formula.rsplit(".", 1)[1])),
                Cell(word, state=state),
                Cell(planned),
                Cell(last),
            ),
            line.id,
        )

    def _open(self, record: object) -> None:
        self.desk.go("batch", record)

    def _open_chosen(self) -> None:
        if isinstance(self.table.record, str):
            self._open(self.table.record)

    def scanned(self, code: bytes) -> bool:
        """A label of a batch opens it: changing the batch needs a scan or a choice, never a slip."""
        try:
            read = own.read(code)
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return True
        if read.kind not in (own.Kind.BAG, own.Kind.PAIR, own.Kind.PAGE):
            return False
        number = int(read.numbers[0][2:])
        with self.desk.register.reading() as reader:
            found = [each for each in reader.find(Batch, {"number": number}) if own.batch_digits(each) == read.numbers[0]]
        if found:
            self._open(found[0].id)
        else:
            self.notice.refused(Refused([stops("batch.unknown-batch", "register", where="scan", read=str(read))]), self.desk.zone)
        return True

    def confirm(self) -> None:
        self._open_chosen()

    def retranslate(self) -> None:
        self.filter.offer(self._options())
        self.table.rows.set_titles(self._columns())
        self.open.setText(look.words("Open batch"))
        self.refresh()
