"""The form of a follow-up: nothing stands in it beforehand, and "unknown" is an answer like the others."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.layout import box, col, row, spread
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text, reveal
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.followup_words import ANSWERS, WAYS, item_name
from ui.screens.safety_reading import schedules
from workbench.followup.actions.visiting import Form, correct_visit, record_visit
from workbench.followup.form import QUESTIONS, Question, applies
from workbench.followup.records import Answered, FollowUpVisit, Way
from workbench.followup.timeline import Due, Trail, questions_on, wanted_on
from workbench.kernel.findings import Done, Refused
from workbench.people.rights import Act
from workbench.words.findings import told
from workbench.words.names import initials_text

WIDE, COLUMNS, FEW = 900, 2, 3
"""Pixels of the sheet, its columns, and the answers that stand side by side; more of them drop down."""


class Entry(QWidget):
    """One question: its answers, and words beside where it asks for them."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        words, self.question = look.words, question
        label = words.marked(question.name)
        label = label[:1].upper() + label[1:]
        options = [(each, words.marked(ANSWERS[each])) for each in question.options]
        self.segments = Segmented(question.code, options, label=label) if len(options) <= FEW else None
        self.choice = None if self.segments is not None else ChoiceField(question.code, label, options, width=250)
        self.detail = TextField(f"{question.code}.detail", words("In words"), longest=200) if question.detail else None
        self.said = Text("", "small", "rejected.fg", wrap=True)
        reveal(self.said, False)
        parts: list[QWidget] = [Text(label, "value", wrap=True), self.segments] if self.segments is not None else []
        if self.choice is not None:
            parts.append(self.choice)
        if self.detail is not None:
            parts.append(self.detail)
        self.setLayout(col(*parts, self.said, None, gap=3))
        self.show_detail()

    @property
    def code(self) -> str:
        """The answer; nothing where none was given."""
        return self.segments.code if self.segments is not None else self.choice.code if self.choice is not None else ""

    @property
    def answered(self) -> Answered | None:
        """The answer as it is kept."""
        detail = self.detail.text if self.detail is not None and self._worth else ""
        return Answered(self.question.code, self.code, detail) if self.code else None

    @property
    def _worth(self) -> bool:
        return bool(self.code) and self.code not in ("no", "unknown", "not tested")

    def show_detail(self) -> None:
        """Words are asked for where the answer has something to tell."""
        if self.detail is not None:
            reveal(self.detail, self._worth)

    def put(self, answer: str, detail: str) -> None:
        """Fills it."""
        if self.segments is not None:
            self.segments.choose(answer)
        if self.choice is not None:
            self.choice.choose(answer)
        if self.detail is not None:
            self.detail.show_text(detail)
        self.show_detail()

    def say(self, text: str) -> None:
        """What is wrong with it, in place."""
        self.said.setText(text)
        reveal(self.said, bool(text))

    def heard(self, act: Callable[[], object]) -> None:
        """Calls ``act`` on every answer of a person."""
        if self.segments is not None:
            self.segments.chosen.connect(lambda _code: act())
        if self.choice is not None:
            self.choice.changed.connect(act)


class FollowUpSheet(Sheet):
    """``do.follow-up-now`` enters it. Which questions are asked follows from what is due on the day; ``wrong`` is the form that it corrects."""

    def __init__(self, desk: Desk, trail: Trail, items: tuple[Due, ...], wrong: FollowUpVisit | None = None) -> None:
        super().__init__("follow-up", width=WIDE)
        self.desk, self.trail, self.items, self.wrong = desk, trail, items, wrong
        words = look.words
        title = words("Correct a follow-up") if wrong is not None else words("Follow-up")
        self.way = ChoiceField("way", words("Learnt by"), [(each.value, words.marked(text)) for each, text in WAYS.items()], width=250)
        self.seen = DateField("seen", words("Day on which it was so"), value=wrong.seen if wrong is not None else None)
        self.for_what = Text("", "note", "text2", wrap=True)
        self.entries: Mapping[str, Entry] = {code: Entry(each) for code, each in QUESTIONS.items()}
        self.remark = NoteField("remark", words("Remark"), height=48, text=wrong.remark if wrong is not None else "")
        self.why = NoteField("why", words("Reason for the correction"), height=48)
        reveal(self.why, wrong is not None)
        self.notice = Notice(name="notice.follow-up")
        self.go = Confirm(words("Correct") if wrong is not None else words("Enter it"), "check", name="do.follow-up-now")
        self.go.pressed.connect(self._done)
        who = words("{initials} · {number}").format(initials=initials_text(trail.patient), number=trail.patient.hospital_no)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        end = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self.go, gap=12)
        self.set_body(
            col(
                row(Text(title, "page"), None, Text(who, "note", "text2")), spread(self.seen, self.way, None, gap=14), self.for_what, box(self._grid),
                self.remark, self.why, self.notice, end, gap=10,
            )
        )  # fmt: skip
        if wrong is not None:
            self.way.choose(wrong.way.value)
            for each in wrong.answers:
                self.entries[each.question].put(each.answer, each.detail)
        for entry in self.entries.values():
            entry.heard(self._look)
        for field in (self.way, self.seen, self.why):
            field.changed.connect(self._look)
        self._look()

    @property
    def _asked(self) -> tuple[str, ...]:
        """The questions of the day, each where it applies."""
        if self.seen.value is None:
            return ()
        given = {code: each.code for code, each in self.entries.items()}
        return tuple(code for code in questions_on(self.items, self.seen.value, self.trail.zone) if applies(QUESTIONS[code], given))

    def _look(self) -> None:
        """Asks what is due on the day that stands there."""
        asked, words = self._asked, look.words
        place = 0
        for code, entry in self.entries.items():
            self._grid.removeWidget(entry)
            if code in asked:
                self._grid.addWidget(entry, place // COLUMNS, place % COLUMNS)
                place += 1
            reveal(entry, code in asked)
            entry.show_detail()
            entry.say("")
        if self.seen.value is None:
            self.for_what.setText(words("The day says which windows it lies in, and so what is asked."))
        else:
            wanted = wanted_on(self.items, self.seen.value, self.trail.zone)
            named = ", ".join(item_name(each, words) for each in wanted)
            text = words("Wanted on this day: {items}. What nobody knows is answered with “unknown”.").format(items=named)
            self.for_what.setText(text if wanted else words("Nothing is due on this day: the whole form is asked, and kept beside what is due."))
        left = [each.label.text() for each in (self.seen,) if each.value is None]
        left += [] if self.way.code else [self.way.label.text()]
        left += [self.why.label.text()] if self.wrong is not None and len(self.why.text) < 3 else []
        open_ones = [look.words.marked(QUESTIONS[code].name) for code in asked if not self.entries[code].code]
        left += open_ones if len(open_ones) == 1 else [words("{n} questions").format(n=len(open_ones))] if open_ones else []
        self.go.left(left)
        self.grow()

    def confirm(self) -> None:
        self.go.press()

    def _done(self) -> None:
        if self.seen.value is None or not self.way.code:
            return
        asked = set(self._asked)
        answers = tuple(each for code, entry in self.entries.items() if code in asked and (each := entry.answered) is not None)
        form = Form(Way(self.way.code), self.seen.value, answers, self.remark.text)
        if self.desk.act(partial(self._enter, form), self.notice) is not None:
            self.close_sheet()

    def _enter(self, form: Form) -> Done:
        doing, known = in_right(self.desk, Act.FOLLOW_UP), schedules(self.desk)
        try:
            if self.wrong is not None:
                return correct_visit(self.wrong.id, form, self.why.text, known, **doing)
            return record_visit(self.trail.infusion.id, form, known, **doing)
        except Refused as refused:
            for each in refused.findings:
                if each.where in self.entries:
                    self.entries[each.where].say(told(each, look.words, self.desk.zone).what)
                elif each.where == "seen":
                    self.seen.say("error", told(each, look.words, self.desk.zone).what)
            raise
