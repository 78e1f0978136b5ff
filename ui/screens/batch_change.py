"""Changing to another batch while a step is in hand: something of the other batch is scanned, or its number is typed whole."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.field import TextField
from ui.kit.theme import look
from ui.screens.asking import AskSheet
from workbench.barcodes import own
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused, stops

SOURCE = "one patient per screen (chain of identity)"


def belongs(code: bytes, dossier: Dossier) -> bool:
    """Whether what was scanned is of this batch: one of its labels or pages, its patient's code, a collection, its order."""
    try:
        read = own.read(code)
    except Refused:
        return False
    first = read.numbers[0]
    if read.kind in (own.Kind.BAG, own.Kind.PAIR, own.Kind.PAGE):
        return first == own.batch_digits(dossier.batch)
    if read.kind is own.Kind.PATIENT:
        return first == dossier.patient.coi
    return read.kind is own.Kind.COLLECTION and any(first == each.number for each in dossier.collections)


class ChangeSheet(AskSheet):
    """Asks for a scan before the screen shows another patient. ``open_other`` shows the other batch."""

    def __init__(self, here: Dossier, other: Dossier, step: str, open_other: Callable[[], object]) -> None:
        words = look.words
        self._other, self._open = other, open_other
        number = TextField("batch_number", words("Number of the batch, where nothing can be scanned"), ident=True, size="work")
        note = words("Scan a label, a page of the record, the collection or the patient's code of {batch}.").format(batch=other.batch.id)
        title = words("{step} of {batch} is in your hands. Change to {other}?").format(step=step, batch=here.batch.id, other=other.batch.id)
        super().__init__("change-batch", title, [number], words("Change the batch"), "do.change-batch", self._typed, note)

    def scanned(self, code: bytes) -> bool:
        """A scan while the sheet is open."""
        if belongs(code, self._other):
            self.close_sheet()
            self._open()
        else:
            self._refuse(code.decode(errors="replace"))
        return True

    def _typed(self, sheet: AskSheet) -> bool:
        typed = self.value("batch_number")
        if typed.upper() != self._other.batch.id:
            self._refuse(typed)
            return False
        self._open()
        return True

    def _refuse(self, read: str) -> None:
        self.notice.refused(Refused([stops("batch.other-batch", SOURCE, batch=self._other.batch.id)]), read=read)
