"""The case report of one kept report: its code, its narrative, what stands in its way; it is written, saved, answered here."""
from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk import BannerFacts, Desk
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.layout import FLUSH, Part, box, clear, col, row, scrolling, spread
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import holds_right, needed_for
from ui.screens.asking import AskSheet, reason_field
from ui.screens.case_acts import ask_own_words, ask_unsent, read_an_answer, save_again, save_fhir, write_and_save, write_once_more
from ui.screens.case_code import CodeSheet
from ui.screens.case_files import CasePage
from ui.screens.case_papers import CasePapersSheet
from ui.screens.case_reading import KINDS, OWED, CaseShown, case_shown, elements, message_text, site_words
from workbench.icsr.records import CaseMessage, MessageKind
from workbench.kernel.findings import Finding, Severity
from workbench.people.rights import Act
from workbench.vigilance.casereport.meddra import Meddra
from workbench.vigilance.records import SafetyReport
from workbench.words.findings import told

SIDE = 468
MOST = 12
"""Findings that are told one by one; of more, how many there are."""


class CaseScreen(CasePage):
    """``desk.go("case", number)``."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self._number = ""
        self.shown: CaseShown | None = None
        self._terms: dict[str, Meddra] = {}
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.answer = Button(words("Read an answer"), "ghost", "download", name="do.answer", tool=True, act=self._answer)
        self.head = PageHead(words("Case report"), "", right=(self.leave_it, self.answer), mark=desk.mark)
        self.code = Button(words("Code the reaction"), "ghost", "search", name="do.code", tool=True, act=self._code)
        self.own = Button(words("Own words"), "ghost", "pencil", name="do.own-words", tool=True, act=self._own)
        self.write = Button(words("Write the report"), "primary", "upload", name="do.write-report", tool=True, act=self._write)
        self.draft = Button(words("Save a draft"), "ghost", "download", name="do.save-draft", tool=True, act=lambda: self._go(True, ""))
        self.fhir = Button(words("Save as FHIR"), "ghost", "download", name="do.save-fhir", tool=True, act=self._fhir)
        self.papers = Button(words("Papers"), "ghost", "printer", name="do.case-papers", tool=True, act=self._papers)
        self._about, self._way, self._sent = (col(gap=8, edges=FLUSH) for _ in range(3))
        acts = col(row(self.write, self.papers, None, gap=8), row(self.draft, self.fhir, None, gap=8), gap=8)
        inside = scrolling(col(self._about, None, edges=(16, 12, 16, 12)))
        left = Card(col((inside, 1), row(self.code, self.own, None, gap=8, edges=(16, 8, 16, 12)), gap=0), edges=(1, 1, 1, 1))
        said = scrolling(col(self._way, acts, self._sent, None, gap=12, edges=(16, 12, 16, 12)))
        right = Card(col((said, 1), gap=0), edges=(1, 1, 1, 1), width=SIDE)
        self.cards = box(spread((left, 1), right, gap=14))
        self.empty = EmptyState("file-text", words("No such report"), words("Choose one among the reports."))
        self.setLayout(col(self.head, self.notice, (self.cards, 1), (self.empty, 1), gap=10, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Case report")

    @property
    def chapter(self) -> str:
        return look.words("Reports")

    @property
    def patient(self) -> BannerFacts | None:
        known = self.shown.facts.patient if self.shown is not None else None
        return BannerFacts(known, ward=self.shown.facts.case.report.ward) if known is not None and self.shown is not None else None

    def enter(self, argument: object = None) -> None:
        """Shows the case of this report."""
        self.notice.clear()
        if isinstance(argument, str):
            self._number = argument
        self.refresh()

    def refresh(self) -> None:
        desk = self.desk
        with desk.register.reading() as reader:
            there = bool(self._number) and bool(reader.find(SafetyReport, {"id": self._number}))
            self.shown = case_shown(reader, self._number, elements(desk), site_words(desk), desk.clock.now()) if there else None
        for each in (self._about, self._way, self._sent):
            clear(each)
        self.cards.setVisible(self.shown is not None)
        self.empty.setVisible(self.shown is None)
        if self.shown is not None:
            for parts, where in ((self._facts(self.shown), self._about), (self._next(self.shown), self._way), (self._messages(self.shown), self._sent)):
                for part in parts:
                    where.addWidget(part)
        self._offer()
        self.head.say(look.words("Case report"), self._number, "" if self.patient else desk.mark)
        desk.banner_changed()

    # -------------------------------------------------------------------------------------------------- what it shows
    def _facts(self, shown: CaseShown) -> list[QWidget]:
        words, facts = look.words, shown.facts
        code = facts.code
        coded = words("{term} ({code}, MedDRA {version})").format(term=code.term, code=code.code, version=code.version) if code else words("not coded yet")
        parts: list[QWidget] = [
            card_head(shown.facts.case.report.id, note=str(shown.case.identifier or "")), Text(facts.case.report.reaction, "value", wrap=True),
            Text(words("MedDRA: {term}").format(term=coded), "note", wrap=True, ink="text" if code else "rejected.fg"),
        ]  # fmt: skip
        if code is not None:
            parts.append(Text(words("coded by {name}").format(name=facts.people.get(code.person, code.person)), "small", "text2"))
        parts.append(Text(words("Narrative"), "head"))
        parts.append(Text(words("What people typed stands in it as they typed it: see that nobody is named."), "small", "text2", wrap=True))
        parts += [Text(each, "note", wrap=True) for each in str(shown.case.narrative).split("\n")]
        return parts

    def _next(self, shown: CaseShown) -> list[QWidget]:
        words = look.words
        parts: list[QWidget] = [card_head(words("What goes out next")), label_value(words("Message"), words.marked(KINDS[shown.kind]))]
        if said := OWED[shown.owed]:
            parts.append(Text(words.marked(said), "note", "rejected.fg", wrap=True))
        elif shown.kind is MessageKind.AMENDMENT:
            parts.append(Text(words("Nothing is due. An amendment would correct the last message."), "note", "text2", wrap=True))
        kinds = (
            (words("A report cannot be sent yet; a draft can be saved:"), "rejected.fg", shown.stopping),
            (words("To look at:"), "await.fg", self._of(shown, Severity.DECIDES)),
        )  # fmt: skip
        for head, ink, findings in kinds:
            if findings:
                parts.append(Text(head, "note", ink, wrap=True))
                parts += [Text(f"• {told(each, words, self.desk.zone).what}", "note", wrap=True) for each in findings[:MOST]]
                if len(findings) > MOST:
                    parts.append(Text(words("and {n} more").format(n=len(findings) - MOST), "note", "text2"))
        parts += [Text(told(each, words, self.desk.zone).what, "small", "text2", wrap=True) for each in self._of(shown, Severity.TELLS)]
        return parts

    def _of(self, shown: CaseShown, severity: Severity) -> tuple[Finding, ...]:
        return tuple(each for each in shown.findings if each.severity is severity)

    def _messages(self, shown: CaseShown) -> list[QWidget]:
        words = look.words
        parts: list[QWidget] = [card_head(words("Messages"))]
        if not shown.facts.messages:
            parts.append(Text(words("None was written yet."), "note", "text2"))
        for each in reversed(shown.facts.messages):
            parts.append(self._message(each, shown))
        return parts

    def _message(self, message: CaseMessage, shown: CaseShown) -> QWidget:
        words = look.words
        said, under = message_text(message, shown, self.desk.zone, words)
        links: list[Part] = [Link(words("Save the file"), partial(save_again, self, message), name=f"do.again.{message.id}")]
        if not message.draft and shown.stand.last is not None and shown.stand.last.id == message.id and holds_right(self.desk, Act.SEND_REPORT):
            if shown.stand.answer(message) is None:
                links.append(Link(words("Was not sent"), partial(ask_unsent, self, message), name=f"do.unsent.{message.id}"))
            links.append(Link(words("Send once more"), partial(write_once_more, self, message), name=f"do.once-more.{message.id}"))
        ink = "rejected.fg" if shown.stand.rejected(message) and not message.draft else "text"
        texts = (Text(message.id, "value", ident=True), Text(said, "note", ink, wrap=True), Text(under, "small", "text2", wrap=True))
        return box(col(*texts, row(*links, None, gap=14), gap=2))

    # -------------------------------------------------------------------------------------------------- what may be done
    def _offer(self) -> None:
        there = self.shown is not None
        alive = self.shown is not None and self.shown.facts.case.report.status.value != "nullified"
        ready = self.shown is not None and not self.shown.stopping
        for button, act, possible in (
            (self.answer, Act.SEND_REPORT, there), (self.write, Act.SEND_REPORT, ready), (self.draft, Act.SEND_REPORT, there),
            (self.fhir, Act.SEND_REPORT, there), (self.papers, Act.SEND_REPORT, there),
            (self.code, Act.CODE_REACTION, alive), (self.own, Act.ASSESS_REPORT, alive),
        ):  # fmt: skip
            button.setEnabled(possible and holds_right(self.desk, act))
            button.setToolTip(needed_for(self.desk, act))
            button.setAccessibleDescription(needed_for(self.desk, act))

    def _code(self) -> None:
        if self.shown is not None:
            self.desk.sheet(CodeSheet(self.desk, self.shown.facts, self._terms))

    def _own(self) -> None:
        if self.shown is not None:
            ask_own_words(self, self.shown.facts)

    def _write(self) -> None:
        """An amendment is asked for its reason first."""
        if self.shown is None:
            return
        if self.shown.kind is not MessageKind.AMENDMENT:
            self._go(False, "")
            return
        words = look.words

        def act(sheet: AskSheet) -> bool:
            self._go(False, sheet.value("reason"))
            return True

        note = words("Nothing significant is new since the last message: this one corrects it. To send the same again, choose it among the messages.")
        self.desk.sheet(AskSheet("amend", words("Write an amendment"), [reason_field()], words("Go on"), "do.amend-now", act, note))

    def _go(self, drafted: bool, reason: str) -> None:
        if self.shown is not None:
            write_and_save(self, self.shown, drafted, reason)

    def _fhir(self) -> None:
        if self.shown is not None:
            save_fhir(self, self.shown)

    def _papers(self) -> None:
        if self.shown is not None:
            self.desk.sheet(CasePapersSheet(self.desk, self.shown.facts.case.report.id))

    def _answer(self) -> None:
        read_an_answer(self)

    def confirm(self) -> None:
        if self.write.isEnabled():
            self._write()

    def retranslate(self) -> None:
        words = look.words
        for button, text in (
            (self.leave_it, words("Back")), (self.answer, words("Read an answer")), (self.code, words("Code the reaction")), (self.own, words("Own words")),
            (self.write, words("Write the report")), (self.draft, words("Save a draft")), (self.fhir, words("Save as FHIR")),
            (self.papers, words("Papers")),
        ):  # fmt: skip
            button.setText(text)
        self.refresh()
