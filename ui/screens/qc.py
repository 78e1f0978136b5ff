"""What waits for quality control: batches for results, review, release or a decision, and shared lots with open tests."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QTimer

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.layout import box, clear, col
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Group, Line, Row, Rows, TableView
from ui.kit.theme import look
from ui.screens.release_need import Need, OpenLot, needs, open_lots
from ui.screens.release_words import test_name
from ui.screens.states import batch_look
from ui.tasks import Progress
from workbench.batch.records import Batch, BatchLine, Status
from workbench.kernel.ports import Reader
from workbench.words.formats import date_text, name_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

GROUPS: tuple[tuple[str, tuple[Status, ...], str, str], ...] = (
    (N_("On hold, waits for a decision · {n}"), (Status.HELD,), "hold", "hand-stop"),
    (N_("Results, review or release · {n}"), (Status.QC_PENDING,), "await", "hourglass"),
    (N_("Released provisionally, results to come · {n}"), (Status.PROVISIONAL,), "released", "calendar"),
    (N_("Shared lots with open tests · {n}"), (), "progress", "bottle"),
    (N_("In process · {n}"), (Status.IN_PROCESS, Status.PAUSED), "", "test-pipe"),
    (N_("Stopped, may still be rejected · {n}"), (Status.STOPPED,), "", "ban"),
)
WAITS = (Status.HELD, Status.QC_PENDING)
"""What counts for the rail: things that somebody of quality control can do now."""
LOOKS = {
    "results": ("progress", N_("Results"), "flask"),
    "check": ("await", N_("To check"), "eye-check"),
    "assess": ("await", N_("To assess"), "alert-triangle"),
    "review": ("await", N_("To review"), "checklist"),
    "release": ("ready", N_("To release"), "certificate"),
    "certify": ("ready", N_("To certify"), "certificate"),
    "decide": ("hold", N_("To decide"), "hand-stop"),
    "nothing": ("draft", N_("Nothing now"), "clock"),
}


def waiting(desk: Desk) -> int:
    """How many batches wait for quality control: the count on the rail."""
    with desk.register.reading() as reader:
        return sum(reader.count(Batch, {"status": each}) for each in WAITS)


class QcRows(Rows):
    """Lines whose second half comes later."""

    def renew(self, place: int, line: Line) -> None:
        """Another line in the same place."""
        self._lines[place] = line
        self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount(self.index(-1, -1)) - 1))


class QcScreen(Screen):
    """``desk.go("qc")``. ``list.qc`` holds identifiers of batches and of lots; opening goes to ``release`` or ``lot-results``."""

    place = "qc"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.open = Button(words("Open"), "primary", "arrow-right", name="do.open", tool=True, act=self._open_chosen)
        self.head = PageHead(right=(self.open,), mark=desk.mark)
        self.rows = QcRows(columns(words))
        self.table = TableView("qc", self.rows, row=48, wraps=True, says=words("QC & release"))
        self.card = Card(col((self.table, 1), gap=0), edges=(1, 1, 1, 1))
        self._nothing = col(gap=0)
        self.empty = box(self._nothing)
        self._lots: dict[str, OpenLot] = {}
        self._needs: dict[str, Need] = {}
        self._known: set[str] = set()
        self._counts: tuple[int, ...] = ()
        self._lines: Iterator[Line] = iter(())
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._read_visible)
        self.table.opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())
        self.setLayout(col(self.head, (self.card, 1), (self.empty, 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("QC & release")

    def refresh(self) -> None:
        """Reads the counts and the first page anew; what each line waits for follows, for the lines in sight."""
        self._known.clear()
        self._show()
        self.desk.tasks.run(self._find_lots, self._show_lots, label=look.words("Looking at shared lots"))

    # -------------------------------------------------------------------------------------------------- the list
    def _show(self) -> None:
        words, chosen = look.words, self.table.record
        with self.desk.register.reading() as reader:
            self._counts = tuple(self._count(reader, statuses) for _, statuses, _, _ in GROUPS)
        self.head.say(words("QC & release"), words("Several patients on this screen"), self.desk.mark)
        self.rows.set_titles(columns(words))
        self.rows.show_pages(self._page)
        if chosen is not None:
            self.table.choose(chosen)
        some = any(self._counts)
        self.card.setVisible(some)
        clear(self._nothing)
        self._nothing.addWidget(EmptyState("checklist", words("Nothing waits for quality control"), words("Batches appear here when their last step is done.")))
        self.empty.setVisible(not some)
        self.open.setEnabled(some)
        self._look.start()

    def _count(self, reader: Reader, statuses: Sequence[Status]) -> int:
        return sum(reader.count(Batch, {"status": each}) for each in statuses) if statuses else len(self._lots)

    def _page(self, offset: int, limit: int) -> list[Line]:
        if not offset:
            self._lines = self._all(limit)
        return list(islice(self._lines, limit))

    def _all(self, limit: int) -> Iterator[Line]:
        """Every line, group after group; batches are read a page at a time, the oldest first."""
        words = look.words
        for (text, statuses, state, icon), count in zip(GROUPS, self._counts, strict=True):
            if count:
                yield Group(words.marked(text).format(n=count), state, icon)
            if not statuses:
                yield from (self._lot_row(each) for each in self._lots.values())
            for status in statuses:
                yield from (self._row(each) for each in self._batches(status, limit))

    def _batches(self, status: Status, limit: int) -> Iterator[BatchLine]:
        last: BatchLine | None = None
        while True:
            with self.desk.register.reading() as reader:
                found = reader.find(BatchLine, {"status": status}, sort="opened", limit=limit, after=last)
            yield from found
            if len(found) < limit:
                return
            last = found[-1]

    def _row(self, line: BatchLine) -> Row:
        words = look.words
        _, word = batch_look(line.status, words)
        opened = words("begun {day}").format(day=date_text(line.opened.date(), words))
        return Row(
            (
                Cell(line.id, opened, ident=True, strong=True),
                Cell(name_text(line.family, line.given), f"{date_text(line.born, words)} · {line.hospital_no}", strong=True),
                Cell(line.formula, word),
                *need_cells(self._needs.get(line.id), words),
            ),
            line.id,
        )

    def _lot_row(self, each: OpenLot) -> Row:
        words, lot = look.words, each.lot
        expiry = words("expires {day}").format(day=date_text(lot.expiry.date(), words))
        return Row((Cell(lot.number, expiry, ident=True, strong=True), Cell(words("shared lot")), Cell(lot.name), *need_cells(each.need, words)), lot.id)

    # -------------------------------------------------------------------------------------------------- what comes later
    def _find_lots(self, progress: Progress) -> tuple[OpenLot, ...]:
        with self.desk.register.reading() as reader:
            return open_lots(reader)

    def _show_lots(self, found: tuple[OpenLot, ...]) -> None:
        lots = {each.lot.id: each for each in found}
        if lots != self._lots:
            self._lots = lots
            self._show()

    def _read_visible(self) -> None:
        """Asks what the lines in sight wait for, away from the window's thread."""
        if not self.isVisible():
            return
        first, last = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height() - 1)
        places = range(max(first, 0), (last if last >= 0 else self.rows.rowCount() - 1) + 1)
        records = [line.record for line in (self.rows.line(place) for place in places) if isinstance(line, Row)]
        asked = [each for each in records if isinstance(each, str) and each not in self._known and each not in self._lots]
        if asked:
            self._known.update(asked)
            self.desk.tasks.run(lambda progress: self._needs_of(asked), self._show_needs, label=look.words("Looking at what batches wait for"))

    def _needs_of(self, batches: Sequence[str]) -> dict[str, Need]:
        found: dict[str, Need] = {}
        for each in batches:
            with self.desk.register.reading() as reader:
                found |= needs(reader, [each])
        return found

    def _show_needs(self, found: dict[str, Need]) -> None:
        self._needs |= found
        for place, line in enumerate(self.rows.lines):
            if isinstance(line, Row) and isinstance(line.record, str) and line.record in found:
                self.rows.renew(place, Row((*line.cells[:3], *need_cells(found[line.record], look.words)), line.record))
        self.table.fit()

    # -------------------------------------------------------------------------------------------------- going on
    def _open(self, record: object) -> None:
        self.desk.go("lot-results" if record in self._lots else "release", record)

    def _open_chosen(self) -> None:
        if self.table.record is not None:
            self._open(self.table.record)

    def confirm(self) -> None:
        self._open_chosen()

    def retranslate(self) -> None:
        words = look.words
        self.open.setText(words("Open"))
        self._show()
        self._show_needs(dict(self._needs))


def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list."""
    return (
        Column(words("Batch or lot"), 150),
        Column(words("Patient"), stretch=1),
        Column(words("Product"), 150),
        Column(words("Next"), 130),
        Column(words("What is open"), stretch=1.3),
        Column(words("Promised"), 110),
    )


def need_cells(need: Need | None, words: Words) -> tuple[Cell, Cell, Cell]:
    """Next act, what it hangs on, and the day it is promised; dashes while it is being looked at."""
    if need is None:
        return Cell("…", ink="text3"), Cell("…", ink="text3"), Cell("")
    state, word, icon = LOOKS[need.kind]
    names = ", ".join(test_name(each, words) for each in need.tests)
    if need.deviations:
        names = words.plural("{n} open deviation", "{n} open deviations", need.deviations).format(n=need.deviations)
    return (
        Cell(words.marked(word), state=state, icon=icon),
        Cell(names, ink="text2"),
        Cell(date_text(need.due, words) if need.due is not None else ""),
    )
