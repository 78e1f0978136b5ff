"""Long-term follow-up: everybody who was ever given a bag, who is late first; at the side the years of one patient, and what may be done."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.beside import Beside, ListOrNothing
from ui.kit.button import Button
from ui.kit.card import card_head, label_value
from ui.kit.choose import Segmented
from ui.kit.layout import FLUSH, box, col, row, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.search import SearchBox
from ui.kit.small import EmptyState
from ui.kit.table import Rows, TableView, paged
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import holds_right, needed_for
from ui.screens.followup_acts import (
    WAIVABLE,
    ask_attempt,
    ask_contact,
    ask_malignancy,
    ask_not_due,
    ask_sample,
    ask_standing,
    ask_which_visit,
    ask_window,
)
from ui.screens.followup_export import REGISTRY, export_to
from ui.screens.followup_form import FollowUpSheet
from ui.screens.followup_reading import (
    FollowUpFacts,
    Years,
    columns,
    first_day,
    follow_up_facts,
    last_day,
    life,
    malignancy_text,
    matches,
    years_row,
)
from ui.screens.followup_words import KINDS, STANDINGS, item_name
from ui.screens.safety_acts import ask_death
from ui.screens.safety_reading import schedules
from ui.tasks import Progress
from workbench.followup.timeline import State, yearly
from workbench.people.rights import Act
from workbench.vigilance.monitoring import schedule_for, track_of
from workbench.words.findings import told

SIDE = 456


class FollowUpScreen(Screen):
    """``desk.go("followup", infusion_id)``."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.facts = FollowUpFacts((), {}, {})
        self._shown: tuple[Years, ...] = ()
        self._chosen, self._note = "", ""
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.days = Button(words("Yearly window"), "ghost", "calendar", name="do.window", tool=True, act=self._window)
        self.new = Button(words("New follow-up"), "primary", "plus", name="do.follow-up", tool=True, act=self._new)
        self.head = PageHead(words("Follow-up"), "", right=(self.leave_it, self.days, self.new), mark=desk.mark)
        self.search = SearchBox("follow-up", words("Name, hospital number, batch"), width=300)
        self.search.searched.connect(lambda _typed: self._list())
        self.which = Segmented("which", self._filters(), "waits", label=words("Which patients"))
        self.which.chosen.connect(lambda _code: self._list())
        self.count = Text("", "value", "text2")
        self.table = TableView("follow-up", Rows(columns(words)), row=48, wraps=True, says=words("Follow-up"))
        self.table.chosen.connect(self._choose)
        self.notice = Notice(name="notice.follow-up")
        self.export = Button(words("Export for the registry"), "ghost", "table-export", name="do.export", tool=True, act=self._export)
        self._acts = self._buttons()
        self.side = Beside(list(self._acts.values()), width=SIDE, each=3)
        self.listed = ListOrNothing(self.table)
        filters = row(self.search, self.which, self.count, None, self.export, gap=12)
        left = box(col(filters, (self.listed.card, 1), (self.listed.empty, 1), gap=10, edges=FLUSH))
        self.setLayout(col(self.head, self.notice, (spread((left, 1), self.side, gap=14), 1), gap=10, edges=PAGE))

    def _buttons(self) -> dict[str, Button]:
        words = look.words
        made = (
            ("attempt", words("Attempt"), "user-check", self._attempt), ("contact", words("Contacts"), "users", self._contact),
            ("malignancy", words("Malignancy"), "alert-triangle", self._malignancy), ("sample", words("Sample"), "test-pipe-2", self._sample),
            ("correct-visit", words("Correct"), "edit", self._correct), ("not-due", words("Does not apply"), "x", self._not_due),
            ("standing", words("Lost, found again"), "user", self._standing), ("death", words("Record a death"), "file-text", self._death),
        )  # fmt: skip
        return {name: Button(text, "ghost", icon, name=f"do.{name}", tool=True, act=act) for name, text, icon, act in made}

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return ("waits", look.words("waits")), ("all", look.words("all"))

    @property
    def title(self) -> str:
        return look.words("Follow-up")

    @property
    def years(self) -> Years | None:
        """The chosen patient."""
        return next((each for each in self._shown if each.trail.infusion.id == self._chosen), None)

    @property
    def patient(self) -> BannerFacts | None:
        return BannerFacts(self.years.trail.patient, ward=self.years.trail.ward) if self.years else None

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows this infusion, or whichever is most urgent."""
        self.notice.clear()
        if isinstance(argument, str):
            self._chosen = argument
            self.which.choose("all")
        self.refresh()

    def refresh(self) -> None:
        """Reads off the window's thread: every infusion there ever was."""
        register, now, known = self.desk.register, self.desk.clock.now(), schedules(self.desk)

        def read(progress: Progress) -> FollowUpFacts:
            with register.reading() as reader:
                return follow_up_facts(reader, known, now)

        self.desk.tasks.run(read, self._show, label=look.words("Reading who is followed up"))

    def _show(self, facts: FollowUpFacts) -> None:
        self.facts = facts
        late = sum(any(one.state is State.LATE for one in each.dues) for each in facts.years)
        opened = sum(any(one.state is State.OPEN for one in each.dues) for each in facts.years)
        self._note = look.words("{late} late · {n} with an open window · for fifteen years, and for life").format(late=late, n=opened)
        self._list()

    def _list(self) -> None:
        words, now = look.words, self.desk.clock.now()
        typed, everybody = self.search.text().strip(), self.which.code == "all"
        self._shown = tuple(each for each in self.facts.years if (matches(each, typed) if typed else everybody or each.waits))
        if self.years is None:
            self._chosen = self._shown[0].trail.infusion.id if self._shown else ""
        rows = [years_row(each, self.facts, now, words) for each in self._shown]
        self.table.rows.show_pages(paged(rows))
        self.table.choose(self._chosen)
        self.count.setText(words.plural("{n} infusion", "{n} infusions", len(rows)).format(n=len(rows)))
        self.side.setVisible(bool(rows))
        if typed:
            nothing = EmptyState("search", words("Nobody found with “{typed}”").format(typed=typed[:60]), words("Look at the spelling."))
        else:
            nothing = EmptyState("clipboard-list", words("Nobody waits"), words("The next window opens by itself; all stand behind “all”."))
        self.listed.show_some(bool(rows), nothing)
        self._show_one()

    def _choose(self, record: object) -> None:
        if isinstance(record, str) and record != self._chosen:
            self._chosen = record
            self.notice.clear()
            self._show_one()

    def _show_one(self) -> None:
        one, words = self.years, look.words
        if one is None:
            self.side.show_one((), ())
        else:
            told = life(one, self.facts.people, words, personal=holds_right(self.desk, Act.FOLLOW_UP))
            self.side.show_one(self._facts_of(one), told, card_head(words("The years")))
        self._offer()
        self.head.say(words("Follow-up"), self._note, "" if self.patient else self.desk.mark)
        self.desk.banner_changed()

    def _facts_of(self, one: Years) -> list[QWidget]:
        words, trail = look.words, one.trail
        named = self.facts.products[trail.batch.formula]
        four = Link(words("Four registers"), lambda: self.desk.go("one-bag", trail.infusion.id), name="do.one-bag")
        parts: list[QWidget] = [card_head(words("{batch}, bag {n}").format(batch=trail.batch.id, n=trail.bag.number), four)]
        parts.append(Text((named.ru if words.language == "ru" else named.en).split(",")[0], "note", "text2", wrap=True))
        if schedule_for(schedules(self.desk), trail.bag) is None:
            parts.append(Text(words("no schedule for this product"), "note", "rejected.fg"))
        if trail.standing is not None:
            parts.append(label_value(words("Can be reached"), words.marked(STANDINGS[trail.standing])))
        if one.next is not None:
            parts.append(label_value(words("Next"), first_day(one.next, trail.zone, words)))
            until = last_day(one.next, trail.zone, words)
            parts.append(Text(f"{item_name(one.next, words)}{' · ' + words('to {day}').format(day=until) if until else ''}", "note", "text2", wrap=True))
            parts += [Text(told(each, words, trail.zone).what, "small", "text2", wrap=True) for each in one.next.item.findings]
        for each in trail.malignancies_now:
            lines = malignancy_text(trail, each, words)
            parts += [card_head(words("Second malignancy")), *(Text(line, "note", wrap=True) for line in lines)]
            parts.append(box(row(Link(words("Report {number}").format(number=each.report), self._goes(each.report), name=f"do.report.{each.report}"), None)))
        return [*parts, *self._contacts(one)]

    def _goes(self, report: str) -> Callable[[], None]:
        return lambda: self.desk.go("reports", report)

    def _contacts(self, one: Years) -> list[QWidget]:
        """Personal data: only for those who follow patients up."""
        words, contacts = look.words, one.trail.contacts_now
        parts: list[QWidget] = [card_head(words("Whom to ask"))]
        if not holds_right(self.desk, Act.FOLLOW_UP):
            count = words.plural("{n} contact is kept", "{n} contacts are kept", len(contacts)).format(n=len(contacts))
            return [*parts, Text(f"{count}: {needed_for(self.desk, Act.FOLLOW_UP)}", "note", "text2", wrap=True)]
        for each in contacts:
            said = f"{each.name} ({words.marked(KINDS[each.kind])}) · {each.reach} · {each.language}"
            parts.append(Text(said, "note", wrap=True))
        return parts if contacts else [*parts, Text(words("Nobody is kept yet."), "note", "text2")]

    # -------------------------------------------------------------------------------------------------- what may be done
    def _offer(self) -> None:
        one = self.years
        alive = one is not None and one.trail.death is None
        trail = one.trail if one is not None else None
        may = {
            "attempt": alive and trail is not None and bool(trail.contacts_now), "contact": one is not None, "malignancy": one is not None,
            "sample": trail is not None and bool(trail.malignancies_now), "correct-visit": trail is not None and bool(trail.visits_now),
            "not-due": one is not None and any(each.state in WAIVABLE for each in one.dues), "standing": alive, "death": alive,
        }  # fmt: skip
        for name, button in self._acts.items():
            self._allow(button, Act.RECORD_DEATH if name == "death" else Act.FOLLOW_UP, may[name])
        self._allow(self.new, Act.FOLLOW_UP, one is not None)
        self._allow(self.export, Act.FOLLOW_UP, True)
        self._allow(self.days, Act.SET_FOLLOW_UP, True)

    def _allow(self, button: Button, act: Act, possible: bool) -> None:
        button.setEnabled(possible and holds_right(self.desk, act))
        button.setToolTip(needed_for(self.desk, act))
        button.setAccessibleDescription(needed_for(self.desk, act))

    def _new(self) -> None:
        if self.years is not None:
            self.desk.sheet(FollowUpSheet(self.desk, self.years.trail, self.years.dues))

    def _attempt(self) -> None:
        if self.years is not None:
            ask_attempt(self.desk, self.years.trail)

    def _contact(self) -> None:
        if self.years is not None:
            ask_contact(self.desk, self.years.trail)

    def _malignancy(self) -> None:
        if self.years is not None:
            ask_malignancy(self.desk, self.years.trail)

    def _sample(self) -> None:
        if self.years is not None:
            ask_sample(self.desk, self.years.trail)

    def _correct(self) -> None:
        if self.years is not None:
            ask_which_visit(self.desk, self.years)

    def _not_due(self) -> None:
        if self.years is not None:
            ask_not_due(self.desk, self.years)

    def _standing(self) -> None:
        if self.years is not None:
            ask_standing(self.desk, self.years.trail)

    def _death(self) -> None:
        if self.years is not None:
            with self.desk.register.reading() as reader:
                track = track_of(reader, self.years.trail.infusion.id)
            ask_death(self.desk, track)

    def _window(self) -> None:
        with self.desk.register.reading() as reader:
            window = yearly(reader)
        ask_window(self.desk, window)

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, look.words("Export for the registry"), f"{REGISTRY}.csv", "CSV (*.csv)")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Writes every follow-up to ``path``, off the window's thread."""
        export_to(self.desk, path, self.notice)

    def confirm(self) -> None:
        if self.new.isEnabled():
            self._new()

    def retranslate(self) -> None:
        words = look.words
        self.leave_it.setText(words("Back"))
        self.days.setText(words("Yearly window"))
        self.export.setText(words("Export for the registry"))
        self.new.setText(words("New follow-up"))
        fresh = self._buttons()
        for name, button in self._acts.items():
            button.setText(fresh[name].text())
            fresh[name].deleteLater()
        self.search.say(words("Name, hospital number, batch"))
        self.which.say(self._filters(), words("Which patients"))
        self.table.rows.set_titles(columns(words))
        self.refresh()
