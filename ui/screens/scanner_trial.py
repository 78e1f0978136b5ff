"""Testing the scanner of this workstation: the sheet of test symbols is printed, scanned, and judged symbol by symbol."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.layout import FLUSH, box, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.scan_row import ScanRow
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.release_paper import PaperView
from ui.steps.printing import presses
from workbench.kernel.findings import Finding, Severity
from workbench.people.rights import Act
from workbench.scanners.actions import check_scanner
from workbench.scanners.rules import Arrival, judge, recognised, summary
from workbench.scanners.sheet import sheet
from workbench.scanners.symbols import SYMBOLS, TestSymbol

SHORTEST, SLOWEST = 4, 500
"""Characters that may be a slow scan; milliseconds between two of them."""
PREVIEW, ROWS = 430, 440
"""Pixels: width of the paper, or of what is wrong, and of the rows beside it."""


class TrialSheet(Sheet):
    """``scan.<symbol>`` for each test symbol, ``notice.trial`` with what is wrong, ``do.keep-trial``; the paper beside them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("scanner-trial", width=980)
        self._desk = desk
        self._way: str | None = None
        self._came: dict[str, Arrival] = {}
        self._slow = ""
        self._pause = QTimer(self, singleShot=True, interval=SLOWEST)
        self._pause.timeout.connect(self._forget)
        self.findings: dict[str, tuple[Finding, ...]] = {}
        words = look.words
        self._rows = {each.name: ScanRow(each.name, "later", "", "") for each in SYMBOLS}
        self.notice = Notice(name="notice.trial")
        self._go = Confirm(words("Keep the result"), name="do.keep-trial")
        self._go.pressed.connect(self._keep)
        self._paper = PaperView(sheet(desk.workstation, presses(desk)[words.language]), "scanner-test", high=300)
        self._said = scrolling(col(self.notice, None, edges=FLUSH))
        for each in (self._paper, self._said):
            each.setFixedWidth(PREVIEW)
        ask = words("Print the sheet and scan each symbol once; what comes last counts. Scan with the scanner of this workstation, as it is used every day.")
        rows = box(col(*self._rows.values(), None, gap=6, edges=FLUSH), width=ROWS)
        again = Button(words("Begin again"), "ghost", "refresh", name="do.trial-again", act=self._begin_again)
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), again, None, self._go, gap=12)
        title = Text(words("Test the scanner"), "page")
        self.set_body(col(title, Text(ask, "note", "text2", wrap=True), spread(rows, col((self._paper, 1), (self._said, 1), gap=0), gap=20), foot, gap=12))
        self._show()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def scanned(self, code: bytes) -> bool:
        """One of the symbols, or a code that is none of them."""
        way, framed = self._desk.came_by, self._desk.came_framed
        self._take(Arrival(code, framed=bool(way) or framed, silence=bool(way) and not framed), way)
        return True

    def unended(self, code: bytes) -> None:
        """The characters of a symbol came without the Enter behind them."""
        self._take(Arrival(code, framed=False, ended=False), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What reaches the sheet as typing: the keys of a scanner that is too slow to be known as one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self._slow) >= SHORTEST:
            self._take(Arrival(self._slow.encode(), framed=False, quick=False), "")
            self._slow = ""
        elif event.text().isprintable() and event.text():
            self._slow += event.text()
            self._pause.start()
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        self._slow = ""

    def _take(self, arrival: Arrival, way: str) -> None:
        if way != self._way:
            self._came.clear()
            self._way = way
        symbol = recognised(arrival.text) or self._waiting
        if symbol is None:
            symbol = SYMBOLS[0]
        found = judge(symbol, arrival)
        if any(each.code == "scanner.another-code" for each in found):
            self._say(found)
            return
        self._came[symbol.name] = arrival
        self._show()

    @property
    def _waiting(self) -> TestSymbol | None:
        """The first symbol that has not come."""
        return next((each for each in SYMBOLS if each.name not in self._came), None)

    def _begin_again(self) -> None:
        self._came.clear()
        self._show()

    def _show(self) -> None:
        words, waiting = look.words, self._waiting
        self.findings = {each.name: judge(each, self._came[each.name]) for each in SYMBOLS if each.name in self._came}
        for number, each in enumerate(SYMBOLS, 1):
            found = self.findings.get(each.name)
            if found is not None:
                wrong = [one for one in found if one.severity is not Severity.TELLS]
                remark = words.plural("{n} fault", "{n} faults", len(wrong)).format(n=len(wrong)) if wrong else words("read right")
                state = "bad" if wrong else "ok"
            else:
                state, remark = ("wait", words("Scan now")) if each is waiting else ("later", "")
            self._rows[each.name].show_state(state, words("Symbol {number}").format(number=number), words.marked(each.shows), remark)
        every = summary(one for found in self.findings.values() for one in found)
        self._say(every)
        if waiting is None and not every:
            self.notice.show_notice("ok", words("Every symbol arrived as it is printed"))
        left = len(SYMBOLS) - len(self._came)
        self._go.left([words.plural("{n} more symbol", "{n} more symbols", left).format(n=left)] if left else [])

    def _say(self, findings: Sequence[Finding]) -> None:
        """What is wrong stands where the paper was; the paper comes back when nothing is, or when the test begins again."""
        self.notice.findings(findings, self._desk.zone)
        self._paper.setVisible(not findings and self._waiting is not None)
        self._said.setVisible(not self._paper.isVisibleTo(self))

    def _keep(self) -> None:
        desk, way, came = self._desk, self._way or "", tuple(self._came.items())
        doing = in_right(desk, Act.CHECK_SCANNER)
        if desk.act(lambda: check_scanner(way, came, **doing), self.notice) is not None:
            desk.tell(look.words("What the test showed is kept for this workstation"))
            self.close_sheet()
