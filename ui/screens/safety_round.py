"""The sheets of a monitored patient on screen. What was not observed stays empty, and is never taken for normal."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import TextField
from ui.kit.layout import Part, box, col, row
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.safety_forms import FORMS, ItemEntry, paper_form
from ui.screens.safety_reading import editions, schedules
from workbench.kernel.findings import Done, Refused
from workbench.people.rights import Act
from workbench.vigilance.actions import rounds
from workbench.vigilance.actions.rounds import record_round
from workbench.vigilance.monitoring import Track
from workbench.vigilance.observed import ITEMS, Typed
from workbench.vigilance.papers import paper_number
from workbench.vigilance.records import Observation, RoundPaper
from workbench.words.findings import told
from workbench.words.names import initials_text

WIDE = 940
"""Pixels of the sheet."""


class RoundSheet(Sheet):
    """``do.record-round-now`` enters the sheet; what is refused is said at its item, and nothing is lost. ``field.form`` goes to another form."""

    def __init__(self, desk: Desk, track: Track, form: str = "bedside", paper: RoundPaper | None = None) -> None:
        super().__init__("round", width=WIDE)
        self.desk, self.track, self.paper = desk, track, paper
        self.form = FORMS[form] if paper is None else paper_form(paper.items)
        words = look.words
        self.by = TextField("observed_by", words("Observed by, as it is signed on the paper"))
        self.tabs = Segmented("form", [(code, words.marked(each.tab)) for code, each in FORMS.items()], form, label=words("Sheet"))
        self.tabs.chosen.connect(self._other)
        self.at = MomentField("at", words.marked(self.form.when), zone=desk.zone)
        self.notice = Notice(name="notice.round")
        self.entries = {code: ItemEntry(ITEMS[code]) for code in self.form.items}
        self.go = Confirm(words("Enter the sheet"), "check", name="do.record-round-now")
        self.go.pressed.connect(self._done)
        who = words("{initials} · {number} · day {n} after the infusion").format(
            initials=initials_text(track.patient), number=track.patient.hospital_no, n=track.day(desk.clock.now())
        )
        note = words.marked(self.form.note)
        now = Button(words("Now"), "ghost", "clock", name="do.now", tool=True, act=self._now)
        head = row(Text(words.marked(self.form.title), "page"), None, self.tabs if paper is None else Text(paper_number(paper), "value", ident=True))
        parts: list[Part] = [head, Text(f"{who}. {note}", "note", "text2", wrap=True), row(self.at, *([now] if paper is None else []), None, gap=10)]
        parts += [self.by] if paper is not None else []
        for heading, columns, codes in self.form.sections:
            parts += [Text(words.marked(heading), "head")] if heading else []
            parts.append(self._grid(columns, codes))
        anew = Button(words("Empty the sheet"), name="do.empty-round", act=self._empty)
        parts += [self.notice, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), anew, None, self.go, gap=12)]
        self.set_body(col(*parts, gap=12))
        self._again()
        self.at.changed.connect(self._changed)
        self.by.changed.connect(self._changed)
        for entry in self.entries.values():
            entry.heard(self._keep)
        self._look()

    @property
    def _key(self) -> str:
        """The draft of this person about this infusion: nobody goes on with what somebody else saw."""
        who = self.desk.person
        of = self.form.code if self.paper is None else self.paper.id
        return f"round/{of}/{self.track.infusion.id}/{who.id if who else ''}"

    def _again(self) -> None:
        """What this person typed and did not enter is here again, with its time."""
        kept = self.desk.drafts.find(self._key)
        if not kept:
            self._limits()
            return
        self.at.show_text(kept.get("at", ""))
        self.by.show_text(kept.get("observed_by", ""))
        for code, entry in self.entries.items():
            entry.put(kept.get(code, ""), kept.get(f"unit.{code}", ""), (kept.get(f"lower.{code}", ""), kept.get(f"upper.{code}", "")))
        self.notice.show_notice("info", look.words("This was typed before and has not been entered. Look at the time, or empty the sheet."))

    def _limits(self) -> None:
        """The limits of the laboratory stand as on the last sheet, in the unit that is kept: they are its own and change with it, not with the patient."""
        last: dict[str, Observation] = {}
        for sheet in self.track.rounds().values():
            last |= {code: each for code, each in sheet.items() if each.lower is not None or each.upper is not None}
        for code, entry in self.entries.items():
            if code in last and entry.limits:
                entry.stand((last[code].lower, last[code].upper))

    def _other(self, form: str) -> None:
        """Another form in the place of this one; what stands here is kept as a draft."""
        self.close_sheet()
        self.desk.sheet(RoundSheet(self.desk, self.track, form))

    def _empty(self) -> None:
        self.desk.drafts.forget(self._key)
        self.at.show_value(None)
        self.by.show_text("")
        for entry in self.entries.values():
            entry.put("", "")
            entry.say("")
        self._limits()
        self.notice.clear()
        self._look()

    def _keep(self) -> None:
        """Saves what stands here, shortly: taken now, since the sheet may be gone when it is written."""
        values = {"at": self.at.text, "observed_by": self.by.text}
        for code, entry in self.entries.items():
            typed = entry.typed
            if typed is not None:
                values |= {code: typed.raw, f"unit.{code}": typed.unit, f"lower.{code}": typed.lower, f"upper.{code}": typed.upper}
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
        left = [] if self.at.value is not None else [self.at.label.text()]
        self.go.left([*left, *([self.by.label.text()] if self.paper is not None and not self.by.text else [])])

    def _done(self) -> None:
        if self.at.value is None:
            return
        typed = tuple(each for entry in self.entries.values() if (each := entry.typed) is not None)
        for entry in self.entries.values():
            entry.say("")
        if self.desk.act(partial(self._enter, self._sheet(self.at.value, typed)), self.notice) is not None:
            self.desk.drafts.forget(self._key)
            self.close_sheet()

    def _sheet(self, at: datetime, typed: tuple[Typed, ...]) -> rounds.Sheet:
        return rounds.Sheet(at, typed) if self.paper is None else rounds.Sheet(at, typed, self.paper.id, self.by.text)

    def _enter(self, seen: rounds.Sheet) -> Done:
        try:
            return record_round(self.track.infusion.id, seen, schedules(self.desk), editions(self.desk), **in_right(self.desk, Act.OBSERVE))
        except Refused as refused:
            for each in refused.findings:
                if each.where in self.entries:
                    self.entries[each.where].say(told(each, look.words, self.desk.zone).what)
                elif each.where == "at":
                    self.at.say("error", told(each, look.words, self.desk.zone).what)
            raise
