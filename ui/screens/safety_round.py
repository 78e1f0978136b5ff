"""The bedside sheet on screen. Nothing stands in it beforehand: what was not observed stays empty, and is never taken for normal."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import Part, box, col, row
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.number_field import NumberField
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.safety_reading import schedules
from ui.screens.safety_words import answer_text, item_name, unit_of
from workbench.kernel.findings import Done, Refused
from workbench.people.rights import Act
from workbench.vigilance.actions import rounds
from workbench.vigilance.actions.rounds import record_round
from workbench.vigilance.monitoring import Track
from workbench.vigilance.observed import ITEMS, NO, YES, Item, Sort, Typed
from workbench.words.findings import told
from workbench.words.names import initials_text
from workbench.words.sentence import N_

SECTIONS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (N_("Temperature, circulation, oxygen"), 3, (
        "temperature", "fever_other_cause", "treated", "hypotension", "vasopressors", "vasopressin", "oxygen", "oxygen_flow", "reaction",
    )),
    (N_("ICE score: points of each part"), 5, ("ice_orientation", "ice_naming", "ice_command", "ice_writing", "ice_attention")),
    (N_("Consciousness and nervous system"), 2, ("awakens", "seizure")),
    ("", 3, ("weakness", "oedema", "posturing", "sedated", "capd", "delay")),
    (N_("Laboratory"), 3, (
        "neutrophils", "platelets", "crp", "ferritin", "fibrinogen", "alt", "creatinine", "potassium", "uric_acid", "phosphate", "b_cells", "igg",
    )),
    (N_("In words"), 2, ("symptoms", "infections")),
)  # fmt: skip
"""Heading, columns, and items of each part of the sheet."""
UNSEEN = "–"
WIDE, DROP, LONG_DROP, FEW_DIGITS = 940, 270, 424, 64
"""Pixels of the sheet, of a list of answers, of one with long answers, and of a field for a count."""
LONG = ("awakens", "seizure")


class ItemEntry(QWidget):
    """One item: what a person operates for it, and what was typed."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        words, self.item = look.words, item
        label = item_name(item, words)
        self.number: NumberField | None = None
        self.choice: ChoiceField | None = None
        self.segments: Segmented | None = None
        self.text: TextField | None = None
        self.unit: ChoiceField | None = None
        self.said = Text("", "small", "rejected.fg", wrap=True)
        self.said.hide()
        self.setLayout(col(*self._parts(label), self.said, None, gap=2))

    def _parts(self, label: str) -> Sequence[Part]:
        words, item = look.words, self.item
        if item.sort is Sort.TEXT:
            self.text = TextField(item.code, label)
            return [self.text]
        if item.options == (NO, YES):
            options = (("", UNSEEN), *((code, answer_text(code, words)) for code in item.options))
            self.segments = Segmented(item.code, options, "", label=label)
            self.segments.choose("")
            return [Text(label, "value", wrap=True), self.segments]
        if item.sort is Sort.CHOICE:
            wide = LONG_DROP if item.code in LONG else DROP
            self.choice = ChoiceField(item.code, label, [("", UNSEEN), *((code, answer_text(code, words)) for code in item.options)], hint=UNSEEN, width=wide)
            return [self.choice]
        several = len(item.units) > 1
        top = words("0 to {most}").format(most=item.high) if item.sort is Sort.COUNT else ""
        unit = top or ("" if several else unit_of(item.units[0][0], words))
        self.number = NumberField(item.code, label, unit=unit, size="form", width=FEW_DIGITS if top else None)
        if not several:
            return [self.number]
        self.unit = ChoiceField(f"unit.{item.code}", words("Unit"), [(unit, unit_of(unit, words)) for unit, _ in item.units], hint=words("Unit"), width=124)
        return [row(self.number, self.unit, None, gap=8)]

    @property
    def typed(self) -> Typed | None:
        """What was typed; nothing where it was left empty."""
        raw = ""
        for part in (self.segments, self.choice):
            if part is not None:
                raw = part.code
        if self.text is not None:
            raw = self.text.text
        unit = ""
        if self.number is not None:
            raw = self.number.raw
            unit = self.unit.code if self.unit is not None else self.item.units[0][0]
        return Typed(self.item.code, raw, unit) if raw else None

    def heard(self, act: Callable[[], object]) -> None:
        """Calls ``act`` on every change by a person."""
        for field in (self.number, self.choice, self.unit, self.text):
            if field is not None:
                field.changed.connect(act)
        if self.segments is not None:
            self.segments.chosen.connect(lambda _code: act())

    def put(self, raw: str, unit: str) -> None:
        """Fills it with what was typed before, or empties it."""
        if self.segments is not None:
            self.segments.choose(raw if raw in self.item.options else "")
        if self.choice is not None:
            self.choice.choose(raw)
        if self.text is not None:
            self.text.show_text(raw)
        if self.number is not None:
            self.number.show_raw(raw)
        if self.unit is not None:
            self.unit.choose(unit)

    def say(self, text: str) -> None:
        """What is wrong with it, in place."""
        self.said.setText(text)
        self.said.setVisible(bool(text))


class RoundSheet(Sheet):
    """``do.record-round-now`` enters the sheet; what is refused is said at its item, and nothing is lost."""

    def __init__(self, desk: Desk, track: Track) -> None:
        super().__init__("round", width=WIDE)
        self.desk, self.track = desk, track
        words = look.words
        self.at = MomentField("at", words("Seen at"), zone=desk.zone)
        self.notice = Notice(name="notice.round")
        self.entries = {code: ItemEntry(ITEMS[code]) for _, _, codes in SECTIONS for code in codes}
        self.go = Confirm(words("Enter the sheet"), "check", name="do.record-round-now")
        self.go.pressed.connect(self._done)
        who = words("{initials} · {number} · day {n} after the infusion").format(
            initials=initials_text(track.patient), number=track.patient.hospital_no, n=track.day(desk.clock.now())
        )
        note = words("What was not observed stays empty: it is never taken for normal. Grades and alerts follow at once.")
        now = Button(words("Now"), "ghost", "clock", name="do.now", tool=True, act=self._now)
        parts: list[Part] = [Text(words("Bedside sheet"), "page"), Text(f"{who}. {note}", "note", "text2", wrap=True), row(self.at, now, None, gap=10)]
        for heading, columns, codes in SECTIONS:
            parts += [Text(words.marked(heading), "head")] if heading else []
            parts.append(self._grid(columns, codes))
        anew = Button(words("Empty the sheet"), name="do.empty-round", act=self._empty)
        parts += [self.notice, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), anew, None, self.go, gap=12)]
        self.set_body(col(*parts, gap=12))
        self._again()
        self.at.changed.connect(self._changed)
        for entry in self.entries.values():
            entry.heard(self._keep)
        self._look()

    @property
    def _key(self) -> str:
        """The draft of this person about this infusion: nobody goes on with what somebody else saw."""
        who = self.desk.person
        return f"round/{self.track.infusion.id}/{who.id if who else ''}"

    def _again(self) -> None:
        """What this person typed and did not enter is here again, with its time."""
        kept = self.desk.drafts.find(self._key)
        if not kept:
            return
        self.at.show_text(kept.get("at", ""))
        for code, entry in self.entries.items():
            entry.put(kept.get(code, ""), kept.get(f"unit.{code}", ""))
        self.notice.show_notice("info", look.words("This was typed before and has not been entered. Look at the time, or empty the sheet."))

    def _empty(self) -> None:
        self.desk.drafts.forget(self._key)
        self.at.show_value(None)
        for entry in self.entries.values():
            entry.put("", "")
            entry.say("")
        self.notice.clear()
        self._look()

    def _keep(self) -> None:
        """Saves what stands here, shortly: taken now, since the sheet may be gone when it is written."""
        values = {"at": self.at.text}
        for code, entry in self.entries.items():
            typed = entry.typed
            if typed is not None:
                values |= {code: typed.raw, f"unit.{code}": typed.unit}
        self.desk.drafts.keep(self._key, lambda: values)

    def _changed(self) -> None:
        self._keep()
        self._look()

    def _grid(self, columns: int, codes: Sequence[str]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for place, code in enumerate(codes):
            grid.addWidget(self.entries[code], place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return box(grid)

    def _now(self) -> None:
        self.at.show_value(self.desk.clock.now())
        self._changed()

    def confirm(self) -> None:
        self.go.press()

    def _look(self) -> None:
        self.go.left([] if self.at.value is not None else [self.at.label.text()])

    def _done(self) -> None:
        if self.at.value is None:
            return
        typed = tuple(each for entry in self.entries.values() if (each := entry.typed) is not None)
        for entry in self.entries.values():
            entry.say("")
        if self.desk.act(partial(self._enter, rounds.Sheet(self.at.value, typed)), self.notice) is not None:
            self.desk.drafts.forget(self._key)
            self.close_sheet()

    def _enter(self, seen: rounds.Sheet) -> Done:
        try:
            return record_round(self.track.infusion.id, seen, schedules(self.desk), **in_right(self.desk, Act.OBSERVE))
        except Refused as refused:
            for each in refused.findings:
                if each.where in self.entries:
                    self.entries[each.where].say(told(each, look.words, self.desk.zone).what)
                elif each.where == "at":
                    self.at.say("error", told(each, look.words, self.desk.zone).what)
            raise
