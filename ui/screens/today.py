"""Today: what waits for me, what runs, what expires, and the board of the work. Cards are not dragged: states change by work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLayout, QWidget

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head
from ui.kit.chip import Chip
from ui.kit.icons import Icon
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling, spread
from ui.kit.page import PAGE, PageHead
from ui.kit.ring import Ring
from ui.kit.search import SearchBox
from ui.kit.small import EmptyState, IconTile
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.safety_reading import schedules
from ui.screens.today_board import Board
from ui.screens.today_reading import Expiring, Timer, TodayFacts, today_facts
from ui.screens.today_todo import Todo
from ui.tasks import Progress
from workbench.words.formats import clock_text, left_text, moment_text, weekday_text
from workbench.words.formats import date_text as day_text

LOOKS = {
    "batch": ("player-play", "progress"),
    "second": ("users", "await"),
    "order": ("clipboard-check", "ready"),
    "release": ("flask", "await"),
    "deviation": ("alert-triangle", "await"),
    "alert": ("activity", "rejected"),
}
SHOWN = 4
"""Lines of a card; how many more there are is said below."""


class TodayScreen(Screen):
    """Many patients stand here: initials and numbers only, no banner."""

    place = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self._facts = TodayFacts()
        self._rings: list[tuple[Ring, Timer]] = []
        self.search = SearchBox("search", words("Search or scan anything   Ctrl+K"))
        self.search.setMinimumWidth(300)
        self.search.searched.connect(self._search)
        self.new = Button(words("New order"), "ghost", "plus", name="do.new-order", tool=True, act=lambda: desk.go("order-intake"))
        self.head = PageHead(words("Today"), "", right=(self.search, self.new), mark=desk.mark)
        self._waits, self._timers, self._expiring = col(gap=0, edges=FLUSH), col(gap=10, edges=FLUSH), col(gap=10, edges=FLUSH)
        self.board = Board(desk)
        top = spread(
            (Card(self._waits, name="list.waits"), 6), (Card(self._timers, name="list.timers"), 4), (Card(self._expiring, name="list.expiring"), 5), gap=14
        )
        self.setLayout(col(self.head, box(top, height=264), (scrolling(self.board), 1), gap=14, edges=PAGE))
        desk.tick.connect(self._tick)

    @property
    def title(self) -> str:
        return look.words("Today")

    def refresh(self) -> None:
        """Reads off the window's thread: an opened batch takes some milliseconds each."""
        desk, person, role = self.desk, self.desk.person, self.desk.role
        if person is None or role is None:
            return
        register, now, zone, known = desk.register, desk.clock.now(), desk.zone, schedules(desk)

        def read(progress: Progress) -> TodayFacts:
            with register.reading() as reader:
                return today_facts(reader, person.id, role, now, zone, known)

        desk.tasks.run(read, self._show, label=look.words("Reading what waits"))

    def _search(self, text: str) -> None:
        """What is typed here goes on in the register."""
        if text:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self.desk.go("register", text)

    def _show(self, facts: TodayFacts) -> None:
        self._facts = facts
        words, today = look.words, self.desk.today
        count = words.plural("{n} batch in work", "{n} batches in work", facts.in_work).format(n=facts.in_work)
        note = f"{weekday_text(today, words)} {day_text(today, words)} · {self.desk.site.room} · {count}"
        self.head.say(words("Today"), note, self.desk.mark)
        self._show_waits()
        self._show_timers()
        self._show_expiring()
        self.board.show_facts(facts)

    def _show_waits(self) -> None:
        words, todos = look.words, self._facts.todos
        clear(self._waits)
        chip = Chip("progress", str(len(todos)), small=True, icon="inbox")
        self._waits.addWidget(card_head(words("Waits for me"), Text(words("most urgent first"), "small", "text2"), chip=chip))
        if not todos:
            self._waits.addWidget(EmptyState("inbox", words("Nothing waits for you"), words("New work appears here by itself.")))
            return
        for place, each in enumerate(todos[:SHOWN]):
            self._waits.addSpacing(8)
            self._waits.addWidget(self._wait(each, first=place == 0))
        if len(todos) > SHOWN:
            self._waits.addWidget(Text(words("and {n} more").format(n=len(todos) - SHOWN), "small", "text2"))
        self._waits.addStretch(1)

    def _wait(self, todo: Todo, *, first: bool) -> QWidget:
        icon, state = LOOKS[todo.look]
        words = look.words
        said = col(None, Text(todo.title(words), "value", ident=True), Text(todo.note(words), "small", "text2", wrap=True), None, gap=1)
        button = Button(words.marked(todo.button), "primary" if first else "ghost", name=f"do.wait.{todo.key}", tool=True, act=self._goes(todo))
        button.setAccessibleName(f"{button.text()}: {todo.title(words)}")
        button.setMinimumWidth(108)
        return box(row(IconTile(icon, state), (box(said), 1), button, gap=12))

    def _goes(self, todo: Todo) -> Callable[[], None]:
        return lambda: self.desk.go(todo.screen, todo.about)

    def _show_timers(self) -> None:
        words = look.words
        clear(self._timers)
        self._rings = []
        self._timers.addWidget(card_head(words("Timers"), Text(words("time left"), "small", "text2")))
        for each in self._facts.timers[:3]:
            ring = Ring(0, "", "", size=54)
            self._rings.append((ring, each))
            same = each.until.astimezone(ZoneInfo(self.desk.zone)).date() == self.desk.today
            time = clock_text(each.until, self.desk.zone) if same else moment_text(each.until, self.desk.zone, words)
            said = col(
                None, Text(each.batch, "value", ident=True), Text(each.text[words.language], "small", "text2", wrap=True),
                Text(words("until {time}").format(time=time), "small", "text2"), None, gap=1,
            )  # fmt: skip
            self._timers.addWidget(box(row(ring, (box(said), 1), gap=12)))
        if len(self._facts.timers) > 3:
            self._timers.addWidget(Text(words("and {n} more").format(n=len(self._facts.timers) - 3), "small", "text2"))
        if not self._facts.timers:
            self._timers.addWidget(EmptyState("clock", words("No timer is running")))
        self._timers.addStretch(1)
        self._tick()

    def _show_expiring(self) -> None:
        words = look.words
        clear(self._expiring)
        self._expiring.addWidget(card_head(words("Expiring in 7 days")))
        for each in self._facts.expiring[:SHOWN]:
            self._expiring.addWidget(box(self._expires(each)))
        if len(self._facts.expiring) > SHOWN:
            self._expiring.addWidget(Text(words("and {n} more").format(n=len(self._facts.expiring) - SHOWN), "small", "text2"))
        if not self._facts.expiring:
            self._expiring.addWidget(EmptyState("circle-check", words("Nothing expires"), words("Lots, equipment and trainings of the next seven days.")))
        self._expiring.addStretch(1)

    def _expires(self, each: Expiring) -> QLayout:
        words, days = look.words, each.days
        word = words("expired") if each.over else words("today") if days <= 0 else words.plural("{n} day", "{n} days", days).format(n=days)
        chip = Chip("rejected" if each.over or days <= 0 else "await", word, small=True, icon="clock-off" if each.over else "clock", solid=False)
        until = moment_text(each.at, self.desk.zone, words) if each.at is not None else day_text(each.until, words)
        said = col(None, Text(each.name, "value", wrap=True), Text(words("until {day}").format(day=until), "small", "text2"), None, gap=1)
        return row(Icon(each.icon, "text2", 20), (box(said), 1), chip, gap=12)

    def _tick(self) -> None:
        now = self.desk.clock.now()
        for ring, timer in self._rings:
            whole, left = timer.until - timer.started, timer.until - now
            share = max(0.0, min(1.0, left / whole)) if whole > timedelta() else 0.0
            state = "progress" if left > timedelta() else "rejected"
            ring.show_left(share, *left_text(left, look.words, short=True), state, says=" ".join(left_text(left, look.words)))

    def confirm(self) -> None:
        if self._facts.todos:
            self._goes(self._facts.todos[0])()

    def retranslate(self) -> None:
        self.new.setText(look.words("New order"))
        self._show(self._facts)
