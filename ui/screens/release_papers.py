"""The bags of a batch and its papers: status, who holds what; printing, handing over, handing out."""
from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.layout import FLUSH, box, col, row
from ui.kit.notice import Notice
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet
from ui.screens.release_paper import KINDS, make_paper, show_document
from ui.screens.release_tag import TagSheet, bag_name, kind_name
from ui.screens.states import bag_look
from ui.steps.by_hand import ask_hand, hand_link
from workbench.batch.records import Bag, BagStatus, Status
from workbench.custody.actions import issue_bag
from workbench.documents.actions import hand_over
from workbench.documents.figures import readable
from workbench.documents.records import Document, DocumentKind
from workbench.documents.standing import CERTIFICATES, current_certificate, superseded
from workbench.dossier.dossier import Dossier
from workbench.labels.actions.fates import scan_back
from workbench.labels.reckoning import lives
from workbench.people.rights import Act
from workbench.scanners.entering import ByHand
from workbench.words.formats import moment_text
from workbench.words.translation import Words

CERTIFICATE = {Status.PROVISIONAL: DocumentKind.PROVISIONAL, Status.RELEASED: DocumentKind.FINAL}
"""The certificate that goes with each release."""


class PapersPage(QWidget):
    """``list.bags`` with ``do.print-tag`` and ``do.issue-bag``; ``list.papers`` with ``do.open-paper`` and ``do.hand-over``.

    ``record`` and ``certificate`` are the buttons of the page's head; ``notice`` says what an act of here was refused for.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.dossier: Dossier | None = None
        words = look.words
        self.notice = Notice(name="notice.papers")
        self.record = Button(words("Batch record"), "ghost", "file-text", name="do.print-record", tool=True, act=self._print_record)
        self.certificate = Button(words("Certificate"), "ghost", "certificate", name="do.print-certificate", tool=True, act=self._print_certificate)
        self.bags = TableView("bags", Rows(bag_columns(words)), row=44, grows=True, says=words("Bags"))
        self.tag = Button(words("Print tag"), "ghost", "printer", name="do.print-tag", tool=True, act=self._print_tag)
        self.issue = Button(words("Hand out bag"), "ghost", "arrow-right", name="do.issue-bag", tool=True, act=self._issue)
        self.papers = TableView("papers", Rows(paper_columns(words)), row=48, wraps=True, says=words("Papers"))
        self.see = Button(words("Open"), "ghost", "eye", name="do.open-paper", tool=True, act=self._see)
        self.hand = Button(words("Hand over"), "ghost", "user-check", name="do.hand-over", tool=True, act=self._hand_over)
        self.papers.opened.connect(lambda _record: self._see())
        self._none = Text("", "note", "text2", wrap=True)
        self.by_hand = hand_link(self._by_hand)
        edges = (16, 6, 16, 8)
        bags = col(self.bags, row(self.tag, self.issue, None, self.by_hand, gap=8, edges=edges), gap=0)
        none = box(col(self._none, edges=(16, 4, 16, 4)))
        papers = col(none, (self.papers, 1), row(self.see, self.hand, None, gap=8, edges=edges), gap=0)
        self.setLayout(col(bags, (papers, 1), gap=4, edges=FLUSH))

    def show_dossier(self, dossier: Dossier) -> None:
        """Shows what there is."""
        self.dossier = dossier
        words, zone = look.words, self.desk.zone
        kept = self.bags.record, self.papers.record
        self.bags.rows.show_lines([_bag(each, words, zone) for each in dossier.bags])
        self.papers.rows.show_lines([_paper(dossier, each, words, zone) for each in reversed(dossier.documents)])
        for table, record in zip((self.bags, self.papers), kept, strict=True):
            if record is not None:
                table.choose(record)
        self.issue.setEnabled(any(each.status is BagStatus.RELEASED for each in dossier.bags))
        self.tag.setEnabled(bool(dossier.bags))
        self.by_hand.setVisible(any(each.waits for each in lives(dossier)))
        kind = CERTIFICATE.get(dossier.batch.status)
        self.certificate.setEnabled(kind is not None)
        self.certificate.setToolTip("" if kind is not None else words("A certificate goes with a release"))
        self.see.setEnabled(bool(dossier.documents))
        self.hand.setEnabled(bool(dossier.documents))
        self._none.setText("" if dossier.documents else words("No paper has been printed yet."))
        self._none.setVisible(not dossier.documents)

    def retranslate(self) -> None:
        """Says every text again."""
        words = look.words
        self.bags.rows.set_titles(bag_columns(words))
        self.papers.rows.set_titles(paper_columns(words))
        for button, text in (
            (self.record, words("Batch record")), (self.certificate, words("Certificate")), (self.tag, words("Print tag")),
            (self.issue, words("Hand out bag")), (self.see, words("Open")), (self.hand, words("Hand over")),
        ):  # fmt: skip
            button.setText(text)
        self.by_hand.setText(words("The code cannot be scanned"))

    # -------------------------------------------------------------------------------------------------- scanned on the bag
    def scanned_back(self, code: bytes, hand: ByHand | None = None) -> None:
        """A tag or label of this batch on its bag, scanned or typed."""
        if self.dossier is not None:
            self.desk.act(partial(scan_back, self.dossier.batch.id, code, None, hand, **in_right(self.desk, Act.PRINT_LABEL)), self.notice)

    def _by_hand(self) -> None:
        if self.dossier is not None:
            about = look.words("Tag or label on its bag · batch {batch}").format(batch=self.dossier.batch.id)
            ask_hand(self.desk, about, lambda hand: self.scanned_back(hand.code.sent[0], hand))

    # -------------------------------------------------------------------------------------------------- papers
    def _print_record(self) -> None:
        if self.dossier is not None:
            make_paper(self.desk, self.dossier.batch.id, DocumentKind.BATCH_RECORD, "", self.notice, partial(show_document, self.desk))

    def _print_certificate(self) -> None:
        """The certificate of the release that stands; another copy of it needs a reason."""
        dossier, words = self.dossier, look.words
        kind = CERTIFICATE.get(dossier.batch.status) if dossier is not None else None
        if dossier is None or kind is None:
            return
        batch, current = dossier.batch.id, current_certificate(dossier)

        def make(why: str, sheet: AskSheet | None = None) -> bool:
            if sheet is not None:
                sheet.close_sheet()
            make_paper(self.desk, batch, kind, why, self.notice, partial(show_document, self.desk))
            return False

        if current is None or current.kind is not kind:
            make("")
            return
        note = words("{number} has been printed already: this copy says DUPLICATE.").format(number=current.number)
        fields = [NoteField("why", words("Why another copy"))]
        heading, button = words("Print the certificate again"), words("Print a duplicate")
        self.desk.sheet(AskSheet("print-certificate", heading, fields, button, "do.print-certificate-now", lambda sheet: make(sheet.value("why"), sheet), note))

    def _chosen_paper(self) -> str:
        if isinstance(self.papers.record, str):
            return self.papers.record
        if self.dossier is None or not self.dossier.documents:
            return ""
        return (current_certificate(self.dossier) or self.dossier.documents[-1]).id

    def _see(self) -> None:
        key = self._chosen_paper()
        document = next((each for each in self.dossier.documents if each.id == key), None) if self.dossier is not None else None
        if document is not None:
            show_document(self.desk, document)

    def _hand_over(self) -> None:
        dossier, words = self.dossier, look.words
        if dossier is None:
            return
        options = [(each.id, words("{number}, copy {n}").format(number=each.number, n=each.copy)) for each in reversed(dossier.documents)]
        document = ChoiceField("document", words("Paper"), options, chosen=self._chosen_paper())
        holder = TextField("holder", words("Handed to: ward and name"))

        def done(sheet: AskSheet) -> bool:
            doing = in_right(self.desk, Act.HAND_OUT)
            return self.desk.act(lambda: hand_over(sheet.value("document"), sheet.value("holder"), **doing), sheet.notice) is not None

        note = words("Whoever holds a copy is told when it no longer stands.")
        self.desk.sheet(AskSheet("hand-over", words("Hand over a paper"), [document, holder], words("Hand over"), "do.hand-over-now", done, note))

    # -------------------------------------------------------------------------------------------------- bags
    def _print_tag(self) -> None:
        if self.dossier is not None and self.dossier.bags:
            self.desk.sheet(TagSheet(self.desk, self.dossier, str(self.bags.record or "")))

    def _issue(self) -> None:
        dossier, words = self.dossier, look.words
        if dossier is None:
            return
        options = [(each.id, bag_name(each, words)) for each in dossier.bags]
        chosen = self.bags.record if isinstance(self.bags.record, str) else options[0][0] if len(options) == 1 else ""
        bag = ChoiceField("bag", words("Bag"), options, chosen=chosen)
        holder = TextField("holder", words("Handed to: ward and name"))

        def done(sheet: AskSheet) -> bool:
            return self.desk.act(lambda: issue_bag(sheet.value("bag"), sheet.value("holder"), **in_right(self.desk, Act.HAND_OUT)), sheet.notice) is not None

        note = words("A bag leaves the pharmacy only when it is released, in date, and its certificate is printed.")
        self.desk.sheet(AskSheet("issue-bag", words("Hand out a bag"), [bag, holder], words("Hand out bag"), "do.issue-bag-now", done, note))


def bag_columns(words: Words) -> tuple[Column, ...]:
    """The heads of the bags."""
    return Column(words("Bag"), 90), Column(words("Dose"), stretch=1), Column(words("Volume"), 84), Column(words("Expiry"), 140), Column(words("Status"), 118)


def paper_columns(words: Words) -> tuple[Column, ...]:
    """The heads of the papers."""
    return Column(words("Paper"), stretch=1.2), Column(words("Printed"), 140), Column(words("Held by"), stretch=1), Column(words("Standing"), 110)


def _bag(bag: Bag, words: Words, zone: str) -> Row:
    state, word = bag_look(bag.status, words)
    kind = words("{kind}, {of} in all").format(kind=kind_name(bag, words), of=bag.of)
    return Row(
        (
            Cell(words("Bag {n}").format(n=bag.number), kind, strong=True),
            Cell(readable(bag.dose, words)),
            Cell(readable(bag.volume, words)),
            Cell(moment_text(bag.expiry, zone, words)),
            Cell(word, state=state),
        ),
        bag.id,
    )


def _paper(dossier: Dossier, paper: Document, words: Words, zone: str) -> Row:
    holders = ", ".join(each.holder for each in dossier.holders if each.document == paper.id)
    gone = superseded(dossier, paper)
    copy = words("copy {n}").format(n=paper.copy)
    if gone:
        standing = Cell(words("Superseded"), state="rejected", icon="ban", solid=False)
    else:
        standing = Cell(words("Stands"), state="released", icon="check") if paper.kind in CERTIFICATES else Cell(words("Kept"), state="closed")
    return Row(
        (
            Cell(paper.number, f"{words.marked(KINDS[paper.kind])} · {copy}", strong=True, ident=True),
            Cell(moment_text(paper.at, zone, words), dossier.person(paper.person).initials),
            Cell(holders or words("nobody"), ink="text" if holders else "text3"),
            standing,
        ),
        paper.id,
    )
