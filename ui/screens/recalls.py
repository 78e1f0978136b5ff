"""Bags that are called back: who holds each, who was told and what they said; and those that come back, known by their label."""
from __future__ import annotations

from ui.desk import Desk, Screen
from ui.kit.beside import ListOrNothing
from ui.kit.button import Button
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.layout import col, spread
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right, needed_for
from ui.screens.asking import AskSheet
from ui.screens.recalls_words import ANSWERS
from ui.screens.states import batch_look
from ui.steps.by_hand import ask_hand, hand_link
from workbench.custody.actions import Called, call_back, take_back
from workbench.custody.recalls import Recall, recalls
from workbench.custody.records import RecallAnswer
from workbench.people.rights import Act
from workbench.scanners.entering import ByHand
from workbench.words.formats import moment_text
from workbench.words.translation import Words


class RecallsScreen(Screen):
    """``desk.go("recalls", bag_id)``."""

    place = "qc"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self._shown: tuple[Recall, ...] = ()
        self._chosen = ""
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.typed = hand_link(self._by_hand)
        self.call = Button(words("Record a call"), "primary", "edit", name="do.call-back", tool=True, act=self._call)
        self.head = PageHead(words("Bags called back"), "", right=(self.leave_it, self.typed, self.call), mark=desk.mark)
        self.notice = Notice(name="notice.recalls")
        columns = (
            Column(words("Bag"), stretch=1.1), Column(words("Handed out to"), stretch=1.2), Column(words("Why"), 150), Column(words("Last call"), stretch=1.5),
            Column(words("State"), 170),
        )  # fmt: skip
        self.table = TableView("recalls", Rows(columns), row=56, wraps=True, says=words("Bags called back"))
        self.table.chosen.connect(self._choose)
        self.note = Text("", "note", "text2", wrap=True)
        self.listed = ListOrNothing(self.table)
        self.setLayout(col(self.head, self.note, self.notice, (spread((self.listed.card, 1)), 1), (self.listed.empty, 1), gap=10, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Bags called back")

    @property
    def one(self) -> Recall | None:
        """The chosen bag."""
        return next((each for each in self._shown if each.bag.id == self._chosen), None)

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows this bag, or the one that nobody was told of."""
        self.notice.clear()
        if isinstance(argument, str):
            self._chosen = argument
        self.refresh()

    def refresh(self) -> None:
        with self.desk.register.reading() as reader:
            self._shown = recalls(reader)
        if self.one is None:
            self._chosen = self._shown[0].bag.id if self._shown else ""
        words = look.words
        self.note.setText(words("Whoever holds one of these is told not to give it. A bag that comes back is scanned here; it is not handed out again."))
        self.table.rows.show_lines([recall_row(each, words) for each in self._shown])
        if self._chosen:
            self.table.choose(self._chosen)
        said = words("Bags stand here that were handed out before their batch was held.")
        self.listed.show_some(bool(self._shown), EmptyState("bottle", words("No bag is called back"), said))
        missing = needed_for(self.desk, Act.RECALL_BAG)
        self.call.setEnabled(not missing and self.one is not None)
        self.call.setToolTip(missing)

    def _choose(self, key: object) -> None:
        self._chosen = str(key)

    # ------------------------------------------------------------------------------------------------------- what it does
    def scanned(self, code: bytes) -> bool:
        """The label of a bag that came back."""
        self._take(code.decode("utf-8", "replace").strip())
        return True

    def _by_hand(self) -> None:
        def then(hand: ByHand) -> None:
            self._take(hand.code.typed, hand)

        ask_hand(self.desk, look.words("Take a bag back"), then)

    def _take(self, read: str, hand: ByHand | None = None) -> None:
        words = look.words
        condition = NoteField("condition", words("How it was kept, and whether it is whole"), height=64)

        def act(sheet: AskSheet) -> bool:
            doing = in_right(self.desk, Act.HAND_OUT)
            done = self.desk.act(lambda: take_back(read, sheet.value("condition"), hand, **doing), sheet.notice)
            if done is not None:
                self.refresh()
            return done is not None

        note = words("Read: {code}").format(code=read[:60])
        self.desk.sheet(AskSheet("take-back", words("Take a bag back"), [condition], words("It is back"), "do.take-back-now", act, note))

    def _call(self) -> None:
        one, words = self.one, look.words
        if one is None:
            return
        whom = TextField("called", words("Who was called (ward and name)"), longest=200)
        answer = ChoiceField("answer", words("Their answer"), [(each.value, words.marked(text)) for each, text in ANSWERS.items()])
        read_back = ChoiceField("read_back", words("They read the bag’s number back"), [("yes", words("yes")), ("no", words("no"))])
        at = MomentField("called_at", words("When"), zone=self.desk.zone, value=self.desk.clock.now())
        said = NoteField("said", words("Remark"), height=48)

        def act(sheet: AskSheet) -> bool:
            when = at.value
            if when is None:
                return False
            call = Called(whom.text, RecallAnswer(sheet.value("answer")), sheet.value("read_back") == "yes", when, said.text)
            doing = in_right(self.desk, Act.RECALL_BAG)
            done = self.desk.act(lambda: call_back(one.bag.id, call, **doing), sheet.notice)
            if done is not None:
                self.refresh()
            return done is not None

        note = words("Bag {bag}, handed out to {holder}. It stays on the list until it is back or its infusion is entered.")
        fields = [whom, answer, read_back, at, said]
        title, told = words("A call about a bag called back"), note.format(bag=one.bag.id, holder=one.issue.holder)
        self.desk.sheet(AskSheet("call-back", title, fields, words("Keep the call"), "do.call-back-now", act, told, {"said"}))


def recall_row(each: Recall, words: Words) -> Row:
    """One bag that is out: where it is, why it is called back, and what was said last."""
    last = each.calls[-1] if each.calls else None
    said = words("nobody was told yet")
    when = ""
    if last is not None:
        said = f"{last.called}: {words.marked(ANSWERS[last.answer])}"
        when = f"{moment_text(last.at, last.zone, words)} · {words('read back') if last.read_back else words('not read back')}"
    state, why = batch_look(each.batch.status, words)
    standing = ("await", words("told, not back yet")) if each.told else ("rejected", words("nobody told"))
    cells = (
        Cell(each.bag.id, each.batch.id, ident=True), Cell(each.issue.holder, moment_text(each.issue.at, each.issue.zone, words)), Cell(why, state=state),
        Cell(said, when), Cell(standing[1], state=standing[0]),
    )  # fmt: skip
    return Row(cells, each.bag.id)
