"""Results on one lot that many batches share: entered once, checked once, counted for every batch that uses it."""
from __future__ import annotations

from ui.desk import Desk, Screen
from ui.kit.card import Card, label_value
from ui.kit.chip import Chip
from ui.kit.layout import clear, col, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.release_results import ResultsTable
from ui.screens.release_tested import Tested, of_lot
from ui.screens.release_words import LOTS
from workbench.batch.records import ScanFact
from workbench.kernel.findings import Refused
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, LotUse
from workbench.words.formats import moment_text, quantity_text

SIDE = 296


class LotResultsScreen(Screen):
    """``desk.go("lot-results", lot_id)``. No patient banner: a lot belongs to none."""

    place = "qc"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setObjectName("screen.lot-results")
        self.tested: Tested | None = None
        self._lot = ""
        self.chip = Chip("draft")
        self.head = PageHead(chips=(self.chip,), mark=desk.mark)
        self.notice = Notice(name="notice.lot-results")
        self.results = ResultsTable(desk)
        self._facts = col(gap=8)
        middle = Card(col((self.results, 1), gap=0), edges=(1, 6, 1, 0))
        side = Card(self._facts, width=SIDE)
        self.setLayout(col(self.head, self.notice, (spread((middle, 1), col(side, None), gap=14), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        words = look.words
        return words("Results of lot {lot}").format(lot=self.tested.lot.number) if self.tested and self.tested.lot else words("QC & release")

    def enter(self, argument: object = None) -> None:
        """Opens the lot of this identifier."""
        if isinstance(argument, str):
            self._lot = argument
            self.notice.clear()
        self.refresh()

    def refresh(self) -> None:
        if not self._lot:
            return
        try:
            with self.desk.register.reading() as reader:
                self.tested = of_lot(reader, self._lot)
                uses = reader.find(LotUse, {"lot": self._lot})
                batches = sorted({each.batch for each in reader.find(ScanFact, {"lot": self._lot}) if each.accepted})
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return
        lot = self.tested.lot
        if lot is not None:
            self._show(lot, uses, batches)
        self.results.show_tested(self.tested)

    def _show(self, lot: Lot, uses: tuple[LotUse, ...], batches: list[str]) -> None:
        words = look.words
        version = self.tested.version if self.tested is not None else ""
        self.head.say(words("Lot {lot}").format(lot=lot.number), f"{lot.name} · {words('Specification of {id}').format(id=version)}", self.desk.mark)
        state, word = LOTS[lot.status]
        self.chip.show_state(state, words.marked(word))
        clear(self._facts)
        self._facts.addWidget(Text(words("Lot"), "head"))
        for label, value in (
            (words("Material"), lot.name), (words("Expiry"), moment_text(lot.expiry, self.desk.zone, words)),
            (words("Received"), quantity_text(lot.received, words)), (words("Left"), quantity_text(remaining(lot, uses), words)),
        ):  # fmt: skip
            self._facts.addWidget(label_value(label, value))
        used = words.plural("Counts for {n} batch: {ids}", "Counts for {n} batches: {ids}", len(batches))
        said = used.format(n=len(batches), ids=", ".join(batches)) if batches else words("No batch has used it yet")
        self._facts.addWidget(Text(said, "small", "text2", wrap=True))

    def back(self) -> None:
        self.desk.go("qc")

    def retranslate(self) -> None:
        self.results.retranslate()
        self.refresh()
