"""The right side of the board: why something is flagged, the life of the signal, what it stops, and what may be done."""
from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.check_line import CheckLine
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling
from ui.kit.notice import Notice
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import holds_right, needed_for
from ui.screens.signals_acts import ask_by_hand, ask_change, ask_end_change, ask_keep, ask_lift, ask_step, ask_stop, change_text, stop_text
from ui.screens.signals_reading import Chosen, SignalFacts
from ui.screens.signals_sheets import show_behind, show_stock
from ui.screens.signals_words import LIFE, METHODS, STATES, STEPS, caution, monitor_name, seen_lines
from workbench.people.rights import Act
from workbench.surveillance.analysis import Flag, behind_of
from workbench.surveillance.drawn import number_of
from workbench.surveillance.moves import act_for, next_of
from workbench.surveillance.records import Behind, State
from workbench.surveillance.trail import Trail
from workbench.words.formats import moment_text


class SignalSide(QWidget):
    """``side.show_chosen(facts, chosen, monitor)``."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        super().__init__()
        self._desk, self._notice = desk, notice
        self._facts, self._chosen, self._monitor = SignalFacts((), None, (), {}, {}), Chosen(), ""
        words = look.words
        self.why = Notice(name="notice.why")
        self._life = col(gap=6, edges=FLUSH)
        self._behind = col(gap=5, edges=FLUSH)
        self.cards = Card(self._life), Card(self._behind)
        self.go_on = Button("", "primary", "writing-sign", name="do.go-on", act=self._go_on)
        self.refute = Button(words("Refute"), "ghost", "ban", name="do.refute", tool=True, act=self._refute)
        self.stop = Button(words("Hold stock and releases"), "danger", "hand-stop", name="do.stop", act=self._stop)
        self.lift = Button(words("Lift a stop"), "ghost", "lock-open", name="do.lift", tool=True, act=self._lift)
        self.change = Button(words("Open change control"), "ghost", "git-compare", name="do.change", tool=True, act=self._change)
        self.end = Button(words("End change control"), "ghost", "checks", name="do.end-change", tool=True, act=self._end)
        self.hand = Button(words("Open a signal by hand"), "ghost", "plus", name="do.by-hand", tool=True, act=self._by_hand)
        for button in (self.go_on, self.stop):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = scrolling(col(self.why, *self.cards, self.refute, self.lift, self.change, self.end, self.hand, None, gap=10, edges=FLUSH))
        self.setLayout(col((inside, 1), self.stop, self.go_on, gap=10, edges=FLUSH))

    def retranslate(self) -> None:
        """Other words; what is shown comes again."""
        words = look.words
        for button, text in (
            (self.refute, words("Refute")), (self.stop, words("Hold stock and releases")), (self.lift, words("Lift a stop")),
            (self.change, words("Open change control")), (self.end, words("End change control")), (self.hand, words("Open a signal by hand")),
        ):  # fmt: skip
            button.setText(text)

    @property
    def trail(self) -> Trail | None:
        """The chosen signal."""
        return self._facts.trail(self._chosen.signal) if self._chosen.signal else None

    @property
    def flag(self) -> Flag | None:
        """The chosen flag."""
        return self._facts.flagged(self._chosen.flag)

    def show_chosen(self, facts: SignalFacts, chosen: Chosen, monitor: str) -> None:
        """Shows a signal, a flag, or a monitor that flags nothing."""
        self._facts, self._chosen, self._monitor = facts, chosen, monitor
        self._why()
        self._show_life()
        self._show_behind()
        self._offer()

    # -------------------------------------------------------------------------------------------------- what it says
    def _why(self) -> None:
        words, board, trail, flag = look.words, self._facts.board, self.trail, self.flag
        if board is None:
            self.why.clear()
            return
        watched = self._facts.watched(self._monitor)
        said = box(col(*(Text(each, "small", "text", wrap=True) for each in caution(board, watched, words)), gap=3, edges=(0, 4, 0, 0)))
        if trail is not None:
            what = trail.signal.said
            seen = " ".join(seen_lines(trail.signal.shown, words))
            rule = trail.signal.rule or words.marked(METHODS[""])
            self.why.show_notice("decide", what, read=seen, rule=number_of(rule, words), extra=said)
        elif flag is not None:
            name = monitor_name(watched.monitor if watched is not None else None, flag.monitor, words)
            what = words("{name}: {method}").format(name=name, method=words.marked(METHODS[flag.method]))
            self.why.show_notice("decide", what, read=" ".join(seen_lines(flag.shown, words)), rule=number_of(flag.rule, words), extra=said)
        elif watched is not None:
            what = words("A limit is passed; the signal is kept already.") if watched.flags else words("No rule of this monitor flags.")
            self.why.show_notice("info", what, extra=said)

    def _show_life(self) -> None:
        clear(self._life)
        words, trail, zone = look.words, self.trail, self._desk.zone
        self.cards[0].setVisible(trail is not None)
        if trail is None:
            return
        state, word = STATES[trail.state]
        self._life.addWidget(card_head(words("Life of the signal"), note=words.marked(word)))
        done = {each.state: each for each in trail.steps}
        life = (*LIFE[: len(done) - 1], State.REFUTED) if trail.state is State.REFUTED else LIFE
        waiting = next((each for each in life if each not in done), None)
        for each in life:
            step = done.get(each)
            name = words.marked(STATES[each][1])
            if step is not None:
                who = self._facts.people.get(step.person, step.person)
                self._life.addWidget(CheckLine("ok", name, f"{moment_text(step.at, zone, words)}, {who}: {step.said}"))
            else:
                self._life.addWidget(CheckLine("wait" if each is waiting else "todo", name))
        for stop in trail.stops:
            note = f"{stop.why} ({moment_text(stop.at, zone, words)})"
            said = note if stop.in_force else words("lifted; {why}").format(why=note)
            self._life.addWidget(CheckLine("stop" if stop.in_force else "ok", stop_text(stop), said))
        for change in trail.changes:
            self._life.addWidget(CheckLine("wait" if change.outcome is None else "ok", change_text(change), change.outcome or change.why))

    def _show_behind(self) -> None:
        clear(self._behind)
        words, board, watched = look.words, self._facts.board, self._facts.watched(self._monitor)
        if board is None or watched is None:
            return
        behind = self._bags()
        self._behind.addWidget(card_head(words("Behind it")))
        for label, value in (
            (words("Bags, in order"), str(len(behind))), (words("With the event"), str(sum(bool(each.event) for each in behind))),
            (words("Rules running at once"), str(board.rules)), (words("Attributes looked at"), str(len(board.exposure.attributes))),
        ):  # fmt: skip
            self._behind.addWidget(label_value(label, value))
        links = (
            (words("The bags behind it"), "behind", lambda: show_behind(self._desk, self._bags(), "")),
            (words("Bags in stock from the same lot"), "stock", lambda: show_stock(self._desk, self._lots())),
            (words("Due observations and alerts"), "dues", lambda: self._desk.go("safety")),
            (words("Reports and open clocks"), "clocks", lambda: self._desk.go("reports")),
        )
        for text, name, act in links:
            self._behind.addWidget(box(row(Link(text, act, name=f"do.{name}", icon="chevron-right"), None)))

    def _bags(self) -> tuple[Behind, ...]:
        """The bags behind what is chosen; of a monitor those that it counts now."""
        if self.trail is not None:
            return self.trail.signal.behind
        if self.flag is not None:
            return self.flag.behind
        watched, board = self._facts.watched(self._monitor), self._facts.board
        if watched is None or board is None:
            return ()
        return behind_of(board.exposure.rows, watched.events)

    def _lots(self) -> tuple[str, ...]:
        """The lots that bags with the event were made from; all lots where none had it; the product where no lot is known."""
        board = self._facts.board
        if board is None:
            return ()
        behind = {each.infusion: bool(each.event) for each in self._bags()}
        rows = [each for each in board.exposure.rows if behind.get(each.line.id)] or list(board.exposure.rows)
        lots = dict.fromkeys(key for each in rows for key, _ in each.lots)
        own = self.trail.signal.lot if self.trail is not None else self.flag.lot if self.flag is not None else None
        return (own,) if own is not None else tuple(lots) or (board.exposure.product,)

    # -------------------------------------------------------------------------------------------------- what may be done
    def _next(self) -> State | None:
        trail = self.trail
        return next(iter(next_of(trail.state)), None) if trail is not None else None

    def _offer(self) -> None:
        words, trail, to = look.words, self.trail, self._next()
        alive = trail is not None and not trail.over
        act = act_for(trail.state, to) if trail is not None and to is not None else Act.KEEP_SIGNAL
        self.go_on.setText(words.marked(STEPS[to][0]) if to is not None else words("Keep as a signal"))
        allowed = (
            (self.go_on, act or Act.KEEP_SIGNAL, to is not None or self.flag is not None),
            (self.refute, Act.VALIDATE_SIGNAL, trail is not None and State.REFUTED in next_of(trail.state)),
            (self.stop, Act.ACT_ON_SIGNAL, alive), (self.lift, Act.ACT_ON_SIGNAL, trail is not None and bool(trail.in_force)),
            (self.change, Act.ACT_ON_SIGNAL, alive), (self.end, Act.ACT_ON_SIGNAL, trail is not None and bool(trail.open_changes)),
            (self.hand, Act.KEEP_SIGNAL, trail is None),
        )  # fmt: skip
        for button, right, possible in allowed:
            button.setVisible(possible)
            button.setEnabled(possible and holds_right(self._desk, right))
            button.setToolTip(needed_for(self._desk, right))
            button.setAccessibleDescription(needed_for(self._desk, right))

    def confirm(self) -> None:
        """Ctrl+Enter: the next step."""
        if self.go_on.isVisible() and self.go_on.isEnabled():
            self._go_on()

    def _go_on(self) -> None:
        to = self._next()
        if self.trail is not None and to is not None:
            ask_step(self._desk, self.trail, to, self._notice)
        elif self.flag is not None:
            ask_keep(self._desk, self._facts, self.flag, self._notice)

    def _refute(self) -> None:
        if self.trail is not None:
            ask_step(self._desk, self.trail, State.REFUTED, self._notice)

    def _stop(self) -> None:
        if self.trail is not None:
            ask_stop(self._desk, self._facts, self.trail, self._notice)

    def _lift(self) -> None:
        if self.trail is not None and self.trail.in_force:
            ask_lift(self._desk, self.trail, self._notice)

    def _change(self) -> None:
        if self.trail is not None:
            ask_change(self._desk, self.trail, self._notice)

    def _end(self) -> None:
        if self.trail is not None and self.trail.open_changes:
            ask_end_change(self._desk, self.trail, self._notice)

    def _by_hand(self) -> None:
        ask_by_hand(self._desk, self._facts, self._notice)
