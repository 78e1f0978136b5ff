"""Executing a batch: the steps at the left, the step in hand in the middle, what to keep in mind at the right. One patient, one screen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button, Confirm
from ui.kit.card import FORM, Card
from ui.kit.chip import Chip
from ui.kit.layout import FLUSH, box, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, ROOMY, PageHead, WithSide
from ui.kit.steps import Share, StepItem, StepList
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.batch_acts import BatchActs
from ui.screens.batch_change import ChangeSheet
from ui.screens.batch_side import SideCards
from ui.screens.states import status_chip
from ui.steps.editor import StepEditor
from workbench.batch.progress import Progress, Turn, TurnState, progress
from workbench.batch.records import MarkKind, Status
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Quantity
from workbench.words.formats import clock_text

LIST, GAP = 256, 16
"""Pixels of the list of steps, and between columns."""
FILLING = 50
"""Share of the foot that the main act takes against the empty space beside it: what is left to do needs the room."""


class BatchScreen(Screen):
    """``desk.go("batch", batch_id)``. Shows the turn in hand; another turn is only looked at, never worked out of order."""

    place = "batches"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.dossier: Dossier | None = None
        self.stand: Progress | None = None
        self.turn: Turn | None = None
        self._looked = ""
        self.editor = StepEditor(desk)
        self.acts = BatchActs(desk, self)
        self._build()
        self.editor.changed.connect(self._changed)
        self.editor.typing_in.connect(self.acts.type_code)
        self.editor.left.connect(desk.drafts.flush)

    # -------------------------------------------------------------------------------------------------- building
    def _build(self) -> None:
        words = look.words
        self.chip = Chip("ready")
        self.record = Button(words("Record"), "ghost", "file-text", name="do.record", tool=True, act=self.acts.record_paper)
        self.pause = Button(words("Pause batch"), "ghost", "player-pause", name="do.pause", tool=True, act=self.acts.pause)
        self.head = PageHead(right=(self.record, self.pause), chips=(self.chip,))
        self.steps = StepList()
        self.steps.chosen.connect(self._look_at)
        self.count = Text("", "small", "text2")
        self.steps_title = Text(words("Steps"), "head")
        self.share = Share()
        steps_head = box(col(box(row(self.steps_title, None, self.count), height=24), self.share, gap=4, edges=(14, 0, 14, 0)))
        steps = Card(col(steps_head, (self.steps.in_scroll(), 1), gap=6, edges=FLUSH), width=LIST, edges=(2, 12, 2, 6))
        self.notice, self.standing = Notice(name="notice.batch"), Notice(name="notice.standing")
        self._area = scrolling(self.editor)
        middle = Card(col((self._area, 1), gap=0, edges=FLUSH), edges=FORM)
        self.start = Button(words("Start step"), "primary", "player-play", name="do.start-step", act=self.acts.start)
        self.to_now = Button("", "ghost", "arrow-right", name="do.to-now", act=self._to_now)
        self.take_over = Button(words("Take over"), "ghost", "user-check", name="do.take-over", act=self.acts.take_over)
        self.problem = Button(words("Report a problem"), "warn", "alert-triangle", name="do.report-problem", act=self.report)
        self.correct = Button(words("Correct"), "ghost", "edit", name="do.correct", act=self.acts.correct)
        self.dispute = Button(words("It does not agree"), "warn", "x", name="do.dispute-step", act=self.acts.dispute)
        self.sign_again = Button(words("Sign again"), "ghost", "writing-sign", name="do.sign-again", act=self.acts.sign_again)
        self.done = Confirm(words("Confirm step"), name="do.confirm-step")
        self.done.pressed.connect(self.acts.confirm)
        self.verify = Confirm(words("Verify and sign"), "users", name="do.verify-step")
        self.verify.pressed.connect(self.acts.verify)
        foot = row(
            self.problem, self.correct, self.take_over, self.dispute, None, self.sign_again, self.to_now, self.start,
            (self.verify, FILLING), (self.done, FILLING), gap=10,
        )  # fmt: skip
        self.side = SideCards(self.desk)
        side = scrolling(self.side)
        work = box(col((middle, 1), self.standing, self.notice, gap=10, edges=FLUSH))
        beside = WithSide(work, side, says=words("Side column"), roomy=ROOMY - LIST - GAP)
        self.setLayout(col(self.head, (spread(steps, (col((beside, 1), foot, gap=10), 1), gap=GAP), 1), gap=12, edges=PAGE))

    # -------------------------------------------------------------------------------------------------- what it shows
    @property
    def title(self) -> str:
        return look.words("Batch {id}").format(id=self.dossier.batch.id) if self.dossier else look.words("Batch")

    @property
    def patient(self) -> BannerFacts | None:
        if self.dossier is None:
            return None
        weight = self.stand.values.get("weight") if self.stand else None
        return BannerFacts(
            self.dossier.patient,
            weight if isinstance(weight, Quantity) else None,
            self.dossier.ordered.weighed_on,
            self.dossier.order.ward,
            self.dossier.order.planned,
        )

    def enter(self, argument: object = None) -> None:
        """Opens the batch of this identifier."""
        if isinstance(argument, str):
            here = self.dossier
            if here is not None and here.batch.id != argument:
                self.read(here.batch.id)
                if self.turn is not None and self.in_my_hands(self.turn):
                    self._ask_change(argument)
                    argument = here.batch.id
            self._open(argument)
        self.show_all()
        self.desk.banner_changed()

    def _open(self, batch: str) -> None:
        if self.dossier is None or self.dossier.batch.id != batch:
            self.turn = None
            self.notice.clear()
            self.editor.notice.clear()
        self._looked = ""
        self.read(batch)

    def _ask_change(self, other: str) -> None:
        """A step of the batch on the screen is in hand: another patient comes to the screen by a scan only."""
        assert self.dossier is not None and self.stand is not None and self.turn is not None
        with self.desk.register.reading() as reader:
            dossier = assemble(reader, other)

        def change() -> None:
            self._open(other)
            self.show_all()
            self.desk.banner_changed()

        step = self.turn.title[look.words.language]
        self.desk.sheet(ChangeSheet(self.dossier, dossier, step, change))

    def in_my_hands(self, turn: Turn) -> bool:
        """Whether the person signed in has this turn in hand."""
        return turn.state is TurnState.STARTED and self.desk.person is not None and turn.performer == self.desk.person.id

    def refresh(self) -> None:
        if self.dossier is not None:
            self.read(self.dossier.batch.id)
            self.show_all()

    def read(self, batch: str) -> None:
        """Reads the dossier anew; the turn in hand, or next, is the one shown."""
        with self.desk.register.reading() as reader:
            self.dossier = assemble(reader, batch)
        self.stand = progress(self.dossier)
        now = self.stand.current or (self.stand.turns[-1] if self.stand.turns else None)
        self.turn = next((each for each in self.stand.turns if each.key == self._looked), now)

    def show_all(self) -> None:
        """Shows what was read."""
        if self.dossier is None or self.stand is None or self.turn is None:
            return
        dossier, words = self.dossier, look.words
        product = dossier.formula.text[words.language]
        self.head.say(words("Batch {id}").format(id=dossier.batch.id), f"{product} · {dossier.version.id}")
        status_chip(self.chip, dossier.batch.status, words)
        self._show_steps()
        number = self.stand.turns.index(self.turn) + 1
        self.editor.show_turn(dossier, self.stand, self.turn, number, self.desk.drafts.find(self.draft_key), mine=self.in_my_hands(self.turn))
        self.side.show_dossier(dossier, self.stand, self.turn)
        self._show_acts()
        if self.editor.fresh and self.isVisible():
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        """The keyboard goes to the first value that is missing, else to the main act: a hidden button must not hand it to just anybody."""
        acts = (self.done.button, self.verify.button, self.start, self.take_over, self.to_now)
        act = next((each for each in acts if each.isVisible() and each.isEnabled()), None)
        place = self.editor.first_missing() or act or self.steps
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.editor.isAncestorOf(place):
            self._area.ensureWidgetVisible(place, 0, 60)

    @property
    def draft_key(self) -> str:
        """Where the draft of this turn is kept: the second person's own reading has its own."""
        assert self.dossier is not None and self.turn is not None
        return f"batch/{self.dossier.batch.id}/{self.turn.key}{'/second' if self.turn.state is TurnState.PERFORMED else ''}"

    def _show_steps(self) -> None:
        assert self.dossier is not None and self.stand is not None
        words, items, group = look.words, [], ""
        deviating = {(each.step, each.round) for each in self.dossier.deviations}
        for place, turn in enumerate(self.stand.turns):
            state = {TurnState.DONE: "done", TurnState.SKIPPED: "skipped"}.get(turn.state, "now" if turn == self.turn else "todo")
            if state == "done" and (turn.step.name, turn.round) in deviating:
                state = "deviation"
            stage = turn.stage.text[words.language]
            items.append(StepItem(turn.title[words.language], state, self._note(turn), str(place + 1), stage if stage != group else ""))
            group = stage
        self.steps.show_steps(items)
        done = sum(1 for each in self.stand.turns if each.state in (TurnState.DONE, TurnState.SKIPPED))
        self.count.setText(words("{done} of {all} done").format(done=done, all=len(self.stand.turns)))
        self.share.show_share(done, len(self.stand.turns))

    def _note(self, turn: Turn) -> str:
        assert self.dossier is not None
        people = [self.dossier.person(each.person).initials for each in turn.marks if each.kind in (MarkKind.PERFORMED, MarkKind.VERIFIED)]
        done = turn.last(MarkKind.PERFORMED)
        if done is None:
            day = turn.step.day or turn.stage.day
            return look.words("day {day}").format(day=day) if day else ""
        return f"{clock_text(done.at, self.dossier.batch.zone)}  {' · '.join(dict.fromkeys(people))}"

    def _show_acts(self) -> None:
        assert self.dossier is not None and self.turn is not None
        words, state = look.words, self.turn.state
        working = self.dossier.batch.status in (Status.READY, Status.IN_PROCESS)
        paused = self.dossier.batch.status is Status.PAUSED
        mine = self.in_my_hands(self.turn)
        self._say_standing(paused=paused, mine=mine)
        lapses = self.acts.lapsed()
        elsewhere = self._elsewhere
        self.to_now.setVisible(bool(elsewhere))
        self.to_now.setText(words("To step {number}").format(number=elsewhere))
        self.start.setVisible(working and state is TurnState.OPEN)
        self.take_over.setVisible(working and state is TurnState.STARTED and not mine)
        self.done.setVisible(mine)
        self.done.left([*([words("go on with the batch")] if paused else []), *self.editor.left_to_do] if mine else ())
        self.verify.setVisible(state is TurnState.PERFORMED or bool(lapses))
        self.verify.left([words("your own reading")] if self.own_reading_missing else ())
        self.dispute.setVisible(state is TurnState.PERFORMED)
        self.take_over.set_kind("primary" if working and state is TurnState.STARTED else "ghost")
        self.sign_again.setVisible("performed" in lapses)
        self.correct.setVisible(bool(self.acts.correctable()))
        self.pause.setVisible(working or paused)
        self.pause.setText(words("Go on") if paused else words("Pause batch"))
        self.pause.set_icon("player-play" if paused else "player-pause")
        self.pause.setObjectName("do.go-on" if paused else "do.pause")

    def _say_standing(self, *, paused: bool, mine: bool) -> None:
        """Why nothing can be done to this step just now, where that is so."""
        assert self.dossier is not None and self.turn is not None
        words, text = look.words, ""
        if paused:
            text = words("The batch is paused. Its clocks run on.")
        elif self.turn.state is TurnState.STARTED and not mine and self.turn.performer:
            mark = self.turn.last(MarkKind.TAKEN_OVER, MarkKind.STARTED)
            since = clock_text(mark.at, self.dossier.batch.zone) if mark is not None else ""
            text = words("{person} has this step in hand since {time}.").format(person=self.dossier.person(self.turn.performer).name, time=since)
        if text != self.standing.what:
            self.standing.show_notice("info", text)

    @property
    def _elsewhere(self) -> int:
        """The number of the step that is to be done now, while another one is looked at; else 0."""
        now = self.stand.current if self.stand is not None else None
        return self.stand.turns.index(now) + 1 if self.stand is not None and now is not None and now != self.turn else 0

    def _to_now(self) -> None:
        if self._elsewhere:
            self._look_at(self._elsewhere - 1)

    @property
    def own_reading_missing(self) -> bool:
        """Whether the second person still has to give an own reading."""
        return self.editor.second and any(not each.raw for each in self.editor.editors.values())

    # -------------------------------------------------------------------------------------------------- what happens
    def _changed(self) -> None:
        self._show_acts()
        if self.turn is not None and self.turn.state in (TurnState.STARTED, TurnState.PERFORMED):
            self.desk.drafts.keep(self.draft_key, lambda: self.editor.draft)

    def _look_at(self, place: int) -> None:
        """Another turn is looked at; only one that is open can be worked."""
        self.desk.drafts.flush()
        if self.stand is not None and 0 <= place < len(self.stand.turns):
            self.turn = self.stand.turns[place]
            self._looked = self.turn.key if self.turn != self.stand.current else ""
            self.editor.notice.clear()
            self.show_all()

    def scanned(self, code: bytes) -> bool:
        return self.acts.scan(code)

    def leave(self) -> None:
        self.desk.drafts.flush()

    def confirm(self) -> None:
        for each in (self.done, self.verify):
            if each.isVisible():
                each.press()
                return
        if self.start.isVisible():
            self.start.click()

    def back(self) -> None:
        self.desk.back()

    def report(self) -> None:
        self.acts.report_problem()

    def retranslate(self) -> None:
        words = look.words
        self.steps_title.setText(words("Steps"))
        for button, text in (
            (self.record, words("Record")), (self.start, words("Start step")), (self.take_over, words("Take over")),
            (self.problem, words("Report a problem")), (self.correct, words("Correct")), (self.dispute, words("It does not agree")),
            (self.sign_again, words("Sign again")), (self.done.button, words("Confirm step")), (self.verify.button, words("Verify and sign")),
        ):  # fmt: skip
            button.setText(text)
        self.show_all()
