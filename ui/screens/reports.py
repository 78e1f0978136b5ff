"""Reports of suspected reactions: those whose clocks run stand first; at the side the life of one, and what may be done about it."""
from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.beside import Beside, ListOrNothing
from ui.kit.button import Button
from ui.kit.card import card_head, label_value
from ui.kit.choose import Segmented
from ui.kit.layout import col, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import holds_right, needed_for
from ui.screens.case_reading import case_life
from ui.screens.reports_acts import ask_assessment, ask_close, ask_news, ask_nullify, ask_sent
from ui.screens.reports_new import ReportSheet
from ui.screens.reports_reading import (
    ELEMENTS,
    OUTCOMES,
    SERIOUS,
    ReportFacts,
    bag_text,
    beside_texts,
    calendar,
    columns,
    life,
    product_text,
    report_facts,
    report_row,
)
from workbench.people.rights import Act
from workbench.vigilance.reporting import Case, beside
from workbench.words.formats import moment_text

SIDE = 400


class ReportsScreen(Screen):
    """``desk.go("reports", number)``."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.facts = ReportFacts((), {}, {}, {}, {}, {})
        self._chosen, self._entering = "", False
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.new = Button(words("New report"), "primary", "plus", name="do.new-report", tool=True, act=self._new)
        self.which = Segmented("which", self._filters(), "open", label=words("Which reports"))
        self.which.chosen.connect(lambda _code: self.refresh())
        self.head = PageHead(words("Reports"), "", right=(self.which, self.leave_it, self.new), mark=desk.mark)
        self.table = TableView("reports", Rows(columns(words)), row=48, wraps=True, says=words("Reports"))
        self.table.chosen.connect(self._choose)
        self.notice = Notice(name="notice.reports")
        self.news = Button(words("New information"), "ghost", "plus", name="do.news", tool=True, act=self._news)
        self.sent = Button(words("Record what was sent"), "ghost", "upload", name="do.sent", tool=True, act=self._sent)
        self.assess = Button(words("Assess"), "ghost", "writing-sign", name="do.assess", tool=True, act=self._assess)
        self.close_it = Button(words("Close"), "ghost", "checks", name="do.close", tool=True, act=self._close)
        self.nullify = Button(words("Nullify"), "ghost", "ban", name="do.nullify", tool=True, act=self._nullify)
        self.message = Button(words("Case file"), "ghost", "file-text", name="do.case-report", tool=True, act=self._case_report)
        self.side = Beside((self.news, self.assess, self.sent, self.close_it, self.nullify, self.message), width=SIDE, each=2)
        self.listed = ListOrNothing(self.table)
        self.setLayout(col(self.head, self.notice, (spread((self.listed.card, 1), self.side, gap=14), 1), (self.listed.empty, 1), gap=10, edges=PAGE))

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return ("open", look.words("open")), ("all", look.words("all"))

    @property
    def title(self) -> str:
        return look.words("Reports")

    @property
    def case(self) -> Case | None:
        """The chosen report."""
        return next((each for each in self.facts.cases if each.report.id == self._chosen), None)

    @property
    def patient(self) -> BannerFacts | None:
        case = None if self._entering else self.case
        known = self.facts.patients.get(case.report.patient or "") if case is not None else None
        return BannerFacts(known, ward=case.report.ward) if known is not None and case is not None else None

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows this report, or whichever is most urgent."""
        self.notice.clear()
        if isinstance(argument, str):
            self._chosen = argument
        self.refresh()

    def refresh(self) -> None:
        with self.desk.register.reading() as reader:
            self.facts = report_facts(reader, self.which.code == "all", self._chosen)
        if self.case is None:
            self._chosen = self.facts.cases[0].report.id if self.facts.cases else ""
        words, now = look.words, self.desk.clock.now()
        self.table.rows.show_lines([report_row(each, self.facts, now, words) for each in self.facts.cases])
        self.table.choose(self._chosen)
        some = bool(self.facts.cases)
        self.side.setVisible(some)
        hint = words("Anybody of a ward reports what may come from a product: it takes two minutes.")
        self.listed.show_some(some, EmptyState("file-text", words("No open reports"), hint))
        self._show_one()

    def _choose(self, record: object) -> None:
        if isinstance(record, str) and record != self._chosen:
            self._chosen = record
            self.notice.clear()
            self._show_one()

    def _show_one(self) -> None:
        case = self.case
        if case is None:
            self.side.show_one((), ())
        else:
            with self.desk.register.reading() as reader:
                more = case_life(reader, case.report.id, self.facts.people, look.words)
            told = life(case, self.facts, calendar(self.desk), self.desk.zone, look.words, more)
            self.side.show_one(self._facts_of(case), ((at, text, "text") for at, text in told))
        self._offer()
        self._mark()

    def _mark(self) -> None:
        """The mark of a demo stands in the head where no banner says it, and the banner hears who is shown."""
        count = sum(bool(each.open_clocks) for each in self.facts.cases)
        words = look.words
        note = words.plural("{n} report with a running clock", "{n} reports with a running clock", count).format(n=count)
        self.head.say(words("Reports"), note, "" if self.patient else self.desk.mark)
        self.desk.banner_changed()

    def _facts_of(self, case: Case) -> list[QWidget]:
        words, report = look.words, case.report
        parts: list[QWidget] = [card_head(report.id, note=words.marked(SERIOUS[case.serious])), Text(report.reaction, "value", wrap=True)]
        if case.missing:
            absent = ", ".join(words.marked(ELEMENTS[each]) for each in case.missing)
            parts.append(Text(words("Incomplete, no clock runs. It is missing: {what}.").format(what=absent), "note", "rejected.fg", wrap=True))
        onset = moment_text(report.onset, self.desk.zone, words) if report.onset is not None else words("not known")
        parts.append(label_value(words("Began"), onset))
        parts.append(label_value(words("Outcome"), words.marked(OUTCOMES[case.outcome])))
        of = bag_text(report, self.facts, words), product_text(report, self.facts, words)
        parts.append(Text(" · ".join(each for each in of if each), "note", "text2", wrap=True))
        with self.desk.register.reading() as reader:
            seen = beside(reader, case)
        parts += [Text(each, "note", wrap=True) for each in beside_texts(case, seen, self.desk.zone, words)]
        if report.alike:
            parts.append(Text(words("May be the same event as {others}.").format(others=", ".join(report.alike)), "note", "rejected.fg", wrap=True))
        return parts

    # -------------------------------------------------------------------------------------------------- what may be done
    def _offer(self) -> None:
        case = self.case
        alive = case is not None and not case.over
        allowed = (
            (self.new, Act.REPORT_EVENT, True), (self.news, Act.REPORT_EVENT, alive), (self.sent, Act.SEND_REPORT, case is not None and bool(case.open_clocks)),
            (self.assess, Act.ASSESS_REPORT, alive), (self.close_it, Act.CLOSE_REPORT, alive), (self.nullify, Act.CLOSE_REPORT, alive),
        )  # fmt: skip
        for button, act, possible in allowed:
            button.setEnabled(possible and holds_right(self.desk, act))
            button.setToolTip(needed_for(self.desk, act))
            button.setAccessibleDescription(needed_for(self.desk, act))

        self.message.setEnabled(case is not None)

    def _new(self) -> None:
        """The scan says whom it is about: while it is entered, no patient stands in the banner."""
        self._entering = True
        self._mark()
        sheet = ReportSheet(self.desk)
        sheet.closed.connect(lambda: self._entered(sheet.made))
        self.desk.sheet(sheet)

    def _entered(self, number: str) -> None:
        self._entering = False
        if number:
            self.enter(number)
        self._mark()

    def _news(self) -> None:
        if self.case is not None:
            ask_news(self.desk, self.case)

    def _sent(self) -> None:
        if self.case is not None:
            ask_sent(self.desk, self.case)

    def _assess(self) -> None:
        if self.case is not None:
            ask_assessment(self.desk, self.case, self.notice)

    def _close(self) -> None:
        if self.case is not None:
            ask_close(self.desk, self.case, self.notice)

    def _nullify(self) -> None:
        if self.case is not None:
            ask_nullify(self.desk, self.case, self.notice)

    def _case_report(self) -> None:
        if self.case is not None:
            self.desk.go("case", self.case.report.id)

    def confirm(self) -> None:
        if self.new.isEnabled():
            self._new()

    def retranslate(self) -> None:
        words = look.words
        for button, text in (
            (self.leave_it, words("Back")), (self.new, words("New report")), (self.news, words("New information")), (self.sent, words("Record what was sent")),
            (self.assess, words("Assess")), (self.close_it, words("Close")), (self.nullify, words("Nullify")),
            (self.message, words("Case file")),
        ):  # fmt: skip
            button.setText(text)
        self.which.say(self._filters(), words("Which reports"))
        self.table.rows.set_titles(columns(words))
        self.refresh()
