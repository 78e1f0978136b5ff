"""A paper as it is kept: the bytes on the screen are the bytes that print. In a sheet over a release, and as a screen of its own."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desk import BannerFacts, Desk, Doing, Screen
from ui.kit.button import Button
from ui.kit.layout import FLUSH, Part, col, row
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.pdf import PdfView
from ui.kit.sheet import Sheet
from ui.kit.small import EmptyState
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.steps.printing import press, send
from ui.tasks import Progress
from workbench.batch.records import Batch
from workbench.documents.actions import print_document
from workbench.documents.press import Press
from workbench.documents.records import Document, DocumentKind
from workbench.kernel.findings import Done, Refused, Unavailable
from workbench.orders.records import Order, Patient
from workbench.people.rights import Act
from workbench.words.formats import moment_text
from workbench.words.sentence import N_

HIGH, WIDE = 440, 900
KINDS = {
    DocumentKind.BATCH_RECORD: N_("Batch record"),
    DocumentKind.PROVISIONAL: N_("Provisional certificate"),
    DocumentKind.FINAL: N_("Final certificate"),
}


class PaperView(QWidget):
    """A PDF with ``do.send-to-printer`` and ``do.save-paper``; ``name`` is what a saved file is called."""

    def __init__(self, pdf: bytes, name: str, *, high: int | None = None, right: Part = None) -> None:
        super().__init__()
        words = look.words
        self.pdf, self._name = pdf, name
        self.notice = Notice(name="notice.paper")
        self.view = PdfView(pdf)
        if high is not None:
            self.view.setFixedHeight(high)
        send = Button(words("Print"), "ghost", "printer", name="do.send-to-printer", tool=True, act=self._send)
        save = Button(words("Save as a file"), "ghost", "download", name="do.save-paper", tool=True, act=self._save)
        acts: list[Part] = [send, save, None, *([right] if right is not None else [])]
        self.setLayout(col((self.view, 1), self.notice, row(*acts, gap=10), gap=10, edges=FLUSH))

    def _send(self) -> None:
        """Asks which printer, and prints these bytes."""
        self._try(lambda: send(self, self.pdf, self._name))

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, look.words("Save as a file"), f"{self._name}.pdf", "PDF (*.pdf)")
        if chosen:
            self._try(lambda: Path(chosen).write_bytes(self.pdf))

    def _try(self, act: Callable[[], object]) -> None:
        words = look.words
        try:
            act()
        except OSError as fault:
            self.notice.show_notice("decide", words("It did not go out"), read=str(fault), go_on=words("The paper is kept: try again, or another place."))
        else:
            self.notice.clear()


class PaperSheet(Sheet):
    """A kept paper or label over the page."""

    def __init__(self, title: str, note: str, pdf: bytes, name: str, *, width: int = WIDE) -> None:
        super().__init__("paper", width=width)
        words = look.words
        close = Button(words("Close"), "primary", name="do.close", tool=True, act=self.close_sheet)
        self.paper = PaperView(pdf, name, high=HIGH, right=close)
        self.set_body(col(Text(title, "page", ident=True, wrap=True), Text(note, "note", "text2", wrap=True), self.paper, gap=8))

    def confirm(self) -> None:
        self.close_sheet()


def show_document(desk: Desk, document: Document) -> None:
    """Opens a kept paper in a sheet."""
    words = look.words
    desk.sheet(PaperSheet(f"{document.number} · {words.marked(KINDS[document.kind])}", note_of(document, desk.zone), document.content, document.number))


def note_of(document: Document, zone: str) -> str:
    """When a paper was printed, which copy it is, why, and up to which journal entry it speaks."""
    words = look.words
    said = words("Printed {moment}, copy {n}, up to journal entry {head}")
    told = said.format(moment=moment_text(document.at, zone, words, offset=True), n=document.copy, head=document.head)
    return f"{told} · {document.why}" if document.why else told


def make_paper(desk: Desk, batch: str, kind: DocumentKind, why: str, notice: Notice, then: Callable[[Document], object]) -> None:
    """Makes and keeps a paper away from the window's thread; refused or unavailable, ``notice`` says so."""
    work = partial(_printed, batch, kind, why, press(desk), in_right(desk, Act.PRINT_DOCUMENT))

    def done(made: Done) -> None:
        notice.clear()
        desk.did.emit(made)
        then(next(each for each in made.changed if isinstance(each, Document)))

    def failed(fault: BaseException) -> None:
        if isinstance(fault, Refused):
            notice.refused(fault, desk.zone)
        elif isinstance(fault, Unavailable):
            notice.unavailable(fault)
        else:
            raise fault

    desk.tasks.run(work, done, failed, label=look.words("Making the paper"))


def _printed(batch: str, kind: DocumentKind, why: str, paper: Press, doing: Doing, progress: Progress) -> Done:
    return print_document(batch, kind, why, press=paper, **doing)


class PaperScreen(Screen):
    """``desk.go("paper", (kind, batch_id))`` with the value of a ``DocumentKind``, or ``desk.go("paper", document_id)``.

    Shows the newest paper of that kind as it is kept; ``do.print-paper`` makes the next one.
    """

    place = "batches"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self._kind, self._batch = DocumentKind.BATCH_RECORD, ""
        self._document: Document | None = None
        self._order: Order | None = None
        self._patient: Patient | None = None
        self._make = Button(words("Print it as of now"), "primary", "printer", name="do.print-paper", tool=True, act=self._print)
        self._back = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.head = PageHead(right=(self._back, self._make))
        self.notice = Notice(name="notice.print")
        self._place = col(gap=0, edges=FLUSH)
        self.setLayout(col(self.head, self.notice, (self._place, 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return self._document.number if self._document is not None else look.words("Paper")

    @property
    def patient(self) -> BannerFacts | None:
        if self._patient is None or self._order is None:
            return None
        return BannerFacts(self._patient, ward=self._order.ward, planned=self._order.planned)

    def enter(self, argument: object = None) -> None:
        """Opens the paper, or the newest of a kind of a batch."""
        with self.desk.register.reading() as reader:
            if isinstance(argument, str):
                asked = reader.get(Document, argument)
                self._kind, self._batch, self._document = asked.kind, asked.batch, asked
            elif isinstance(argument, tuple):
                self._kind, self._batch = DocumentKind(argument[0]), str(argument[1])
                made = reader.find(Document, {"batch": self._batch, "kind": self._kind}, sort="seq")
                self._document = made[-1] if made else None
            self._order = reader.get(Order, reader.get(Batch, self._batch).order)
            self._patient = reader.get(Patient, self._order.patient)
        self.notice.clear()
        self._show()

    def refresh(self) -> None:
        self._show()

    def _show(self) -> None:
        words, paper = look.words, self._document
        named, note = [words.marked(KINDS[self._kind])], [words("Batch {id}").format(id=self._batch)]
        if paper is not None:
            named.append(paper.number)
            note.append(note_of(paper, self.desk.zone))
        self.head.say(" ".join(named), " · ".join(note))
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if paper is not None:
            self._place.addWidget(PaperView(paper.content, paper.number), 1)
        else:
            hint = words("Printing keeps the paper with its number, for good.")
            self._place.addWidget(EmptyState("file-text", words("It has not been printed yet"), hint), 1)

    def _print(self) -> None:
        def made(document: Document) -> None:
            self._document = document
            self._show()

        make_paper(self.desk, self._batch, self._kind, "", self.notice, made)

    def confirm(self) -> None:
        self._make.click()

    def retranslate(self) -> None:
        words = look.words
        self._make.setText(words("Print it as of now"))
        self._back.setText(words("Back"))
        self._show()
