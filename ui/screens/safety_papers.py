"""Bedside sheets on paper: printed for what is due, listed with what came back, and opened again by their symbol."""
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.layout import FLUSH, Part, box, col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import act_beside, holds_right, in_right, needed_for
from ui.screens.release_paper import PaperSheet
from ui.screens.safety_reading import schedules
from ui.screens.safety_round import RoundSheet
from ui.steps.printing import press
from workbench.barcodes import own
from workbench.batch.records import Attachment
from workbench.kernel.findings import Done, Refused, refuse_if
from workbench.people.rights import Act
from workbench.vigilance.actions.papers import print_sheet
from workbench.vigilance.monitoring import Track, track_of
from workbench.vigilance.papers import may_enter, paper_number, paper_scanned
from workbench.vigilance.records import RoundPaper
from workbench.words.formats import moment_text


class SheetPapersSheet(Sheet):
    """``do.print-sheet-now`` prints what is to be observed next, and shows it; below stand the sheets that went out before."""

    def __init__(self, desk: Desk, track: Track, people: Mapping[str, str]) -> None:
        super().__init__("sheet-papers", width=720)
        words = look.words
        self.desk, self.track, self.people = desk, track, people
        self.notice = Notice(name="notice.sheet-papers")
        go = Button(words("Print the next sheet"), "primary", "printer", name="do.print-sheet-now", tool=True, act=self._print)
        go.setEnabled(holds_right(desk, Act.OBSERVE))
        go.setToolTip(needed_for(desk, Act.OBSERVE))
        note = words("It asks for all that is due, or for what comes next. To enter it, scan its symbol here in Safety with this patient open.")
        count = words("{n} printed, {back} came back").format(n=len(track.papers), back=len(track.backs))
        parts: list[Part] = [Text(words("Sheets on paper"), "page"), Text(note, "note", "text2", wrap=True), row(go, None), self.notice, Text(count, "head")]
        parts += [self._line(each) for each in reversed(track.papers)]
        self.set_body(col(*parts, row(None, Button(words("Close"), name="do.close", act=self.cancel), gap=12), gap=10))

    def _line(self, paper: RoundPaper) -> QWidget:
        """One sheet: when and by whom it was printed, and what became of it."""
        words, zone, back = look.words, self.desk.zone, self.track.back(paper)
        said = words("printed {at} by {who}").format(at=moment_text(paper.at, zone, words), who=self.people.get(paper.person, paper.person))
        if back is None:
            became = Text(words("not back yet"), "note", "await.fg")
        else:
            came = words("observed by {by}; entered {at} by {who}")
            who = self.people.get(back.person, back.person)
            became = Text(came.format(by=back.observed_by, at=moment_text(back.at, zone, words), who=who), "note", "text2", wrap=True)
        link = Link(words("Open"), partial(self._show, paper), name=f"do.open.{paper.id}")
        texts = col(row(Text(paper_number(paper), "value", ident=True), Text(said, "note"), None, gap=10), became, gap=2, edges=FLUSH)
        return box(row((box(texts), 1), link, gap=10, edges=FLUSH))

    def _print(self) -> None:
        known, paper, doing = schedules(self.desk), press(self.desk), in_right(self.desk, Act.OBSERVE)

        def work() -> Done:
            return print_sheet(self.track.infusion.id, known, press=paper, **doing)

        def made(done: Done) -> None:
            self._show(next(each for each in done.changed if isinstance(each, RoundPaper)))

        act_beside(self.desk, work, self.notice, made, lambda: None, look.words("Making the paper"))

    def _show(self, paper: RoundPaper) -> None:
        """The paper as it was kept, to be printed or saved."""
        words = look.words
        with self.desk.register.reading() as reader:
            content = reader.get(Attachment, paper.attachment).content
        note = words("Printed {moment}. Its symbol was read back from the page before it was kept.")
        self.close_sheet()
        self.desk.sheet(PaperSheet(paper_number(paper), note.format(moment=moment_text(paper.at, self.desk.zone, words)), content, paper_number(paper)))


def sheet_scanned(desk: Desk, infusion: str, notice: Notice, code: bytes) -> bool:
    """A page of ours that was scanned while ``infusion`` is open ("" for none): opens what it asked, or says why not. Whether it was one."""
    try:
        read = own.read(code)
    except Refused:
        return False
    if read.kind is not own.Kind.PAGE:
        return False
    notice.clear()
    try:
        with desk.register.reading() as reader:
            paper = paper_scanned(reader, read)
            # What is on the screen may be a minute old: whether the sheet came back is read now.
            track = track_of(reader, infusion or paper.infusion)
        refuse_if(may_enter(paper, track))
    except Refused as refused:
        notice.refused(refused, desk.zone)
        return True
    desk.sheet(RoundSheet(desk, track, paper=paper))
    return True
