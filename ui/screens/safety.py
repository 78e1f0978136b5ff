"""Safety: who is monitored after an infusion, how they were graded day by day, what is due, and about what somebody must be called."""
from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head
from ui.kit.grades import GradeGrid
from ui.kit.layout import FLUSH, box, clear, col, row, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Row, Rows, TableView
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import holds_right
from ui.screens.reports_new import FromAlert, ReportSheet
from ui.screens.safety_acts import ask_call, ask_correction, ask_death, ask_decision, ask_waiver
from ui.screens.safety_grades import ChecklistSheet, GradesSheet
from ui.screens.safety_infusion import InfusionSheet, check_of
from ui.screens.safety_papers import SheetPapersSheet, sheet_scanned
from ui.screens.safety_reading import (
    DAYS,
    OPEN,
    Followed,
    SafetyFacts,
    alert_columns,
    alert_rows,
    due_columns,
    due_rows,
    grid_rows,
    grid_says,
    patient_columns,
    patient_row,
    safety_facts,
    schedules,
)
from ui.screens.safety_round import RoundSheet
from ui.screens.safety_sheets import SheetsSheet
from ui.screens.safety_words import reason_text
from ui.screens.signals_todo import known_flags
from ui.tasks import Progress
from workbench.batch.records import Batch
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.formula.records import Text as Both
from workbench.orders.records import Order
from workbench.people.rights import Act
from workbench.vigilance.monitoring import schedule_for
from workbench.vigilance.schedule import State
from workbench.words.formats import moment_text, quantity_text

EACH = 60
"""Seconds after which what is shown is read again."""


class SafetyScreen(Screen):
    """``desk.go("safety", infusion_id)``. At the left everybody in the first weeks after an infusion; at the right the chosen one."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.facts = SafetyFacts((), {})
        self._product, self._ward = Both("", ""), ""
        self._chosen, self._note, self._recording = "", "", False
        self.record = Button(words("Record infusion"), "ghost", "bottle", name="do.record-infusion", tool=True, act=self._record)
        self.new = Button(words("New sheet"), "primary", "plus", name="do.record-round", tool=True, act=self._round)
        self.lab = Button(words("Laboratory"), "ghost", "flask", name="do.record-laboratory", tool=True, act=self._laboratory)
        self.reports = Button(words("Reports"), "ghost", "file-text", name="do.reports", tool=True, act=lambda: desk.go("reports"))
        self.signals = Button(words("Signals"), "ghost", "alert-triangle", name="do.signals", tool=True, act=lambda: desk.go("signals"))
        self.years = Button(words("Follow-up"), "ghost", "calendar", name="do.years", tool=True, act=lambda: desk.go("followup"))
        self.four = Button(words("Four registers"), "ghost", "list-details", name="do.one-bag", tool=True, act=self._one_bag)
        self.head = PageHead(words("Safety"), "", right=(self.record, self.new), mark=desk.mark)
        self.patients = TableView("monitored", Rows(patient_columns(words)), row=48, wraps=True, says=words("Monitored patients"))
        self.patients.chosen.connect(self._choose)
        self.grid = GradeGrid("grades", words("Grades by day after infusion"), names=84)
        self.alerts = TableView("alerts", Rows(alert_columns(words)), row=48, wraps=True, says=words("Alerts"))
        self.dues = TableView("dues", Rows(due_columns(words)), row=48, wraps=True, says=words("Due observations"))
        self.call = Button(words("Call"), "ghost", "user-check", name="do.call", tool=True, act=self._call)
        self.report_it = Button(words("Report this alert"), "ghost", "file-text", name="do.report-alert", tool=True, act=self._report_alert)
        self.waive = Button(words("Does not apply"), "ghost", "x", name="do.waive", tool=True, act=self._waive)
        self.check = Button(words("Check infusion"), "ghost", "users", name="do.check-infusion", tool=True, act=self._check)
        self.sheets = Button(words("Sheets"), "ghost", "clipboard-list", name="do.sheets", tool=True, act=self._sheets)
        self.decide = Button(words("Decide a grade"), "ghost", "writing-sign", name="do.decide-grade", tool=True, act=self._decide)
        self.correct = Button(words("Correct"), "ghost", "edit", name="do.correct", tool=True, act=self._correct)
        self.death = Button(words("Record a death"), "ghost", "file-text", name="do.death", tool=True, act=self._death)
        for table in (self.alerts, self.dues):
            table.chosen.connect(lambda _record: self._offer())
        self.notice = Notice(name="notice.safety")
        self.said = Text("", "note", "text2", wrap=True)
        self.no_alarm = Text("", "small", "text2", wrap=True)
        self._heads = tuple(col(gap=0, edges=FLUSH) for _ in range(3))
        self.empty = EmptyState("activity", words("Nobody is monitored"), words("Whoever is given a bag stands here for five weeks."))
        self._build()
        self._say_heads()
        self._ticks = 0
        desk.tick.connect(self._tick)

    def _tick(self) -> None:
        """Once a minute, while it is looked at: what is due becomes late, and an alert overdue, without anybody doing anything."""
        self._ticks = (self._ticks + 1) % EACH
        if self._ticks == 0 and self.isVisible():
            self.refresh()

    def _build(self) -> None:
        left = Card(col((self.patients, 1), gap=0, edges=FLUSH), width=384, edges=(1, 1, 1, 1))
        grades = Card(col(self._heads[0], self.said, self.grid, gap=6))
        about = row(self.call, self.report_it, None, gap=8, edges=(16, 6, 16, 8))
        alerts = Card(col(self._headed(1), (self.alerts, 1), about, gap=0, edges=FLUSH), edges=(1, 1, 1, 1))
        answer = row(self.waive, self.lab, None, gap=8, edges=(16, 6, 16, 8))
        dues = Card(col(self._headed(2), (self.dues, 1), answer, gap=0, edges=FLUSH), edges=(1, 1, 1, 1))
        acts = row(self.sheets, self.check, self.decide, self.correct, None, self.death, gap=8)
        self.right = box(col(grades, (spread((alerts, 1), (dues, 1), gap=12), 1), acts, gap=10, edges=FLUSH))
        side = box(col((left, 1), row(self.reports, self.signals, None, gap=8), row(self.years, self.four, None, gap=8), gap=8, edges=FLUSH))
        side.setFixedWidth(384)
        body = spread(side, (box(col((self.right, 1), (self.empty, 1), self.notice, gap=8, edges=FLUSH)), 1), gap=14)
        self.setLayout(col(self.head, (body, 1), self.no_alarm, gap=8, edges=PAGE))

    def _headed(self, place: int) -> QWidget:
        return box(col(self._heads[place], edges=(15, 10, 15, 4)))

    def _say_heads(self) -> None:
        words = look.words
        for place, title in enumerate((words("Grades by day"), words("Alerts"), words("Due observations"))):
            clear(self._heads[place])
            note = words("worst of the day; ? cannot be graded") if place == 0 else ""
            right = {
                0: (
                    Link(words("All grades"), self._grades, name="do.all-grades"), Link(words("Grade from a list"), self._checklist, name="do.checklist"),
                    Link(words("Correct the infusion"), self._correct_infusion, name="do.correct-infusion"),
                ),
                2: (Link(words("On paper"), self._paper, name="do.print-sheet"),),
            }  # fmt: skip
            self._heads[place].addWidget(card_head(title, *right.get(place, ()), note=note))
        self.no_alarm.setText(words("This is a worklist and no bedside alarm: it sees only what has been entered."))

    @property
    def title(self) -> str:
        return look.words("Safety")

    @property
    def patient(self) -> BannerFacts | None:
        return BannerFacts(self.followed.track.patient, ward=self._ward) if self.followed and not self._recording else None

    @property
    def followed(self) -> Followed | None:
        """The chosen patient."""
        return next((each for each in self.facts.followed if each.track.infusion.id == self._chosen), None)

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows the patient of this infusion, or whoever is most urgent."""
        self.notice.clear()
        if isinstance(argument, str):
            self._chosen = argument
        self.refresh()

    def refresh(self) -> None:
        """Reads off the window's thread: each track is some hundred facts."""
        register, now, known, also = self.desk.register, self.desk.clock.now(), schedules(self.desk), self._chosen

        def read(progress: Progress) -> SafetyFacts:
            with register.reading() as reader:
                return safety_facts(reader, known, now, also)

        self.desk.tasks.run(read, self._show, label=look.words("Reading who is monitored"))

    def _say_signals(self) -> None:
        """The button to the board tells how many rules flag what nobody has kept."""
        flags, words = known_flags(), look.words
        self.signals.setText(words("Signals · {n}").format(n=flags) if flags else words("Signals"))

    def _show(self, facts: SafetyFacts) -> None:
        self.facts = facts
        self._say_signals()
        if self.followed is None:
            self._chosen = facts.followed[0].track.infusion.id if facts.followed else ""
        now, words = self.desk.clock.now(), look.words
        self.patients.rows.show_lines([patient_row(each, now, words) for each in facts.followed])
        self.patients.choose(self._chosen)
        late, alerts = sum(each.count(State.LATE) for each in facts.followed), sum(len(each.track.open_alerts()) for each in facts.followed)
        count = words.plural("{n} patient in the first weeks after an infusion", "{n} patients in the first weeks after an infusion", len(facts.followed))
        missed = sum(len(each.unexplained) for each in facts.followed)
        said = {"count": count.format(n=len(facts.followed)), "alerts": alerts, "late": late, "missed": missed}
        note = words("{count} · {alerts} open alerts · {late} late · {missed} missed without a reason").format(**said)
        self._note = note
        self._mark()
        self._show_one()

    def _mark(self) -> None:
        """The mark of a demo stands in the head where no banner says it, and the banner hears who is shown."""
        self.head.say(look.words("Safety"), self._note, "" if self.patient else self.desk.mark)
        self.desk.banner_changed()

    def _choose(self, record: object) -> None:
        if isinstance(record, str) and record != self._chosen:
            self._chosen = record
            self.notice.clear()
            self._show_one()

    def _show_one(self) -> None:
        one, words, now = self.followed, look.words, self.desk.clock.now()
        self.right.setVisible(one is not None)
        self.empty.setVisible(one is None)
        if one is not None:
            self._read_product(one)
            infusion = one.track.infusion
            checked = words("checked by a second person") if one.track.checks else words("not checked by a second person yet")
            self.said.setText(
                words("{product} · bag {n}, {given} from {begun} · {checked}{unscheduled}").format(
                    product=(self._product.ru if words.language == "ru" else self._product.en).split(",")[0], n=one.track.bag.number,
                    given=quantity_text(infusion.given, words), begun=moment_text(infusion.begun, self.desk.zone, words), checked=checked,
                    unscheduled="" if schedule_for(schedules(self.desk), one.track.bag) else f" · {words('no schedule for this product')}",
                )
            )  # fmt: skip
            rows = grid_rows(one, now, words)
            self.grid.show_grid([str(each) for each in DAYS], rows, grid_says(rows, words))
            self._fill(self.alerts, alert_rows(one.track, self.facts.people, now, words))
            self._fill(self.dues, due_rows(one, now, words))
        self._offer()
        self.desk.banner_changed()

    def _fill(self, table: TableView, lines: list[Row]) -> None:
        chosen = table.record
        table.rows.show_lines(lines)
        if not table.choose(chosen) and lines:
            table.choose(lines[0].record)

    def _read_product(self, one: Followed) -> None:
        with self.desk.register.reading() as reader:
            batch = reader.get(Batch, one.track.infusion.batch)
            self._ward = reader.get(Order, batch.order).ward
            self._product = formula_of(reader.get(FormulaVersion, batch.formula).text).text

    # -------------------------------------------------------------------------------------------------- what may be done
    def _offer(self) -> None:
        one = self.followed
        alive = one is not None and one.track.death is None
        self.new.setEnabled(alive)
        self.lab.setEnabled(alive)
        self.death.setEnabled(alive)
        self.four.setEnabled(one is not None)
        self.check.setEnabled(one is not None and not one.track.checks)
        self.sheets.setEnabled(one is not None and bool(one.track.observations or one.track.graded))
        self.decide.setEnabled(one is not None and bool(one.track.graded))
        self.correct.setEnabled(one is not None and bool(one.track.observations))
        alert = next((each for each in one.track.open_alerts() if each.id == self.alerts.record), None) if one else None
        self.call.setEnabled(alert is not None)
        seen = one is not None and any(each.id == self.alerts.record for each in one.track.alerts)
        self.report_it.setEnabled(seen and holds_right(self.desk, Act.REPORT_EVENT))
        due = next((each for each in one.dues if each.key == self.dues.record), None) if one else None
        self.waive.setEnabled(due is not None and due.state in (*OPEN, State.MISSED))

    def _record(self) -> None:
        """The bag says whose infusion it is: while it is entered, no patient stands in the banner."""
        self._recording = True
        self._mark()
        sheet = InfusionSheet(self.desk)
        sheet.closed.connect(self._recorded)
        self.desk.sheet(sheet)

    def _recorded(self) -> None:
        self._recording = False
        self._mark()

    def _round(self) -> None:
        if self.followed is not None:
            self.desk.sheet(RoundSheet(self.desk, self.followed.track))

    def _grades(self) -> None:
        if self.followed is not None:
            self.desk.sheet(GradesSheet(self.desk, self.followed.track, self.facts.people))

    def _checklist(self) -> None:
        if self.followed is not None:
            self.desk.sheet(ChecklistSheet(self.desk, self.followed.track))

    def _laboratory(self) -> None:
        if self.followed is not None:
            self.desk.sheet(RoundSheet(self.desk, self.followed.track, "laboratory"))

    def _paper(self) -> None:
        if self.followed is not None:
            self.desk.sheet(SheetPapersSheet(self.desk, self.followed.track, self.facts.people))

    def scanned(self, code: bytes) -> bool:
        """A bedside sheet that came back opens what it asked."""
        return sheet_scanned(self.desk, self._chosen if self.followed is not None else "", self.notice, code)

    def _call(self) -> None:
        one = self.followed
        alert = next((each for each in one.track.alerts if each.id == self.alerts.record), None) if one else None
        if one is not None and alert is not None:
            ask_call(self.desk, one.track, alert)

    def _report_alert(self) -> None:
        """What monitoring saw becomes a report, which says so."""
        one, words = self.followed, look.words
        alert = next((each for each in one.track.alerts if each.id == self.alerts.record), None) if one else None
        if one is not None and alert is not None:
            said = " ".join(reason_text(each, words, self.desk.zone) for each in alert.reasons)
            sheet = ReportSheet(self.desk, FromAlert(one.track.infusion.patient, one.track.infusion.bag, alert.at, said))
            sheet.closed.connect(lambda: self.desk.go("reports", sheet.made) if sheet.made else None)
            self.desk.sheet(sheet)

    def _waive(self) -> None:
        one = self.followed
        due = next((each for each in one.dues if each.key == self.dues.record), None) if one else None
        if one is not None and due is not None:
            ask_waiver(self.desk, one.track, due)

    def _check(self) -> None:
        if self.followed is not None:
            check_of(self.desk, self.followed.track, dict(self.facts.people), self.notice)

    def _sheets(self) -> None:
        if self.followed is not None:
            self.desk.sheet(SheetsSheet(self.desk, self.followed.track, self.facts.people))

    def _correct_infusion(self) -> None:
        if self.followed is not None:
            self.desk.sheet(InfusionSheet(self.desk, self.followed.track))

    def _decide(self) -> None:
        if self.followed is not None:
            ask_decision(self.desk, self.followed.track)

    def _correct(self) -> None:
        if self.followed is not None:
            ask_correction(self.desk, self.followed.track)

    def _one_bag(self) -> None:
        if self.followed is not None:
            self.desk.go("one-bag", self._chosen)

    def _death(self) -> None:
        if self.followed is not None:
            ask_death(self.desk, self.followed.track)

    def confirm(self) -> None:
        if self.new.isEnabled():
            self._round()

    def retranslate(self) -> None:
        words = look.words
        self.patients.rows.set_titles(patient_columns(words))
        self.alerts.rows.set_titles(alert_columns(words))
        self.dues.rows.set_titles(due_columns(words))
        for button, text in (
            (self.record, words("Record infusion")), (self.new, words("New sheet")), (self.call, words("Call")), (self.waive, words("Does not apply")),
            (self.report_it, words("Report this alert")),
            (self.sheets, words("Sheets")), (self.check, words("Check infusion")), (self.decide, words("Decide a grade")), (self.correct, words("Correct")),
            (self.death, words("Record a death")), (self.lab, words("Laboratory")), (self.reports, words("Reports")),
            (self.years, words("Follow-up")), (self.four, words("Four registers")),
        ):  # fmt: skip
            button.setText(text)
        self._say_heads()
        self._show(self.facts)
