"""A new report, in under two minutes: the bag is scanned, what happened is said in words, and six questions are answered."""
from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.layout import box, col, row, spread
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text, reveal
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.bedside import BAG, BAND, Codes
from ui.screens.reports_choose import ChooseSheet
from ui.screens.reports_reading import ANSWERS, OUTCOMES, QUESTIONS, calendar
from workbench.batch.records import Bag
from workbench.custody.records import Infusion
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, Refused
from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.people.rights import Act
from workbench.scanners.entering import ByHand
from workbench.vigilance.actions.reporting import Event, report_event
from workbench.vigilance.naming import NOT_KNOWN, About, Pointed, about, patient_named
from workbench.vigilance.records import Outcome, ReportSource, SafetyReport
from workbench.words.findings import told
from workbench.words.formats import moment_text
from workbench.words.names import initials_text


class Questions:
    """The six questions about this event, each answered with yes, no or unknown."""

    def __init__(self) -> None:
        words = look.words
        options = [(code, words.marked(text)) for code, text in ANSWERS.items()]
        self.titles = [words.marked(each) for each in QUESTIONS]
        self.answers = [Segmented(f"serious{place}", options, label=title) for place, title in enumerate(self.titles)]
        parts = [box(row((Text(title, "note", wrap=True), 1), each, gap=8)) for title, each in zip(self.titles, self.answers, strict=True)]
        self.layout = col(*(spread((parts[at], 1), (parts[at + 1], 1), gap=20) for at in (0, 2, 4)), gap=6)

    @property
    def code(self) -> str:
        """Six letters; fewer where not all are answered."""
        return "".join(each.code for each in self.answers)

    @property
    def left(self) -> list[str]:
        """What is not answered: by name where it is only one."""
        open_ones = [title for title, each in zip(self.titles, self.answers, strict=True) if not each.code]
        return open_ones if len(open_ones) == 1 else [look.words("{n} questions").format(n=len(open_ones))] if open_ones else []


@dataclass(frozen=True, slots=True)
class FromAlert:
    """What monitoring saw: whose infusion of which bag, since when, in the words of the alert."""

    patient: str
    bag: str
    onset: datetime
    said: str


class ReportSheet(Sheet):
    """A scan of the bag says patient, batch and product; a wristband proposes the bag that was given last. Where nothing can be scanned,
    both are chosen from the register, or typed with a second person. ``made`` is the report's number. ``alert`` fills it in.
    """

    def __init__(self, desk: Desk, alert: FromAlert | None = None) -> None:
        super().__init__("report", width=880)
        self.desk, self.made = desk, ""
        self.source = ReportSource.SPONTANEOUS if alert is None else ReportSource.MONITORING
        words = look.words
        self.codes = Codes(desk, self._edited)
        self.bag, self.band = self.codes.bag, self.codes.band
        self.chosen, self._kept_saying = {BAG: "", BAND: ""}, {BAG: "", BAND: ""}
        self.choose = Button(words("Choose from the register"), "ghost", "search", name="do.choose", tool=True, act=self._choose)
        self.product = TextField("product", words("Product, as far as it is known"), longest=200)
        self.of = Text("", "note", "text2", wrap=True)
        self.reaction = NoteField("reaction", words("What happened, in your own words"), height=56)
        self.onset = MomentField("onset", words("Since when (empty: not known)"), zone=desk.zone)
        self.outcome = ChoiceField("outcome", words("Outcome"), [(each.value, words.marked(text)) for each, text in OUTCOMES.items()], chosen="unknown")
        self.questions = Questions()
        self.notice = Notice(name="notice.report")
        self.go = Confirm(words("Report it"), "check", name="do.report-now")
        self.go.pressed.connect(self._done)
        reporter = desk.person.name if desk.person is not None else ""
        by = Text(words("Reporter: {name}. Day 0 is today.").format(name=reporter), "note", "text2")
        self.set_body(
            col(
                row(Text(words("Report a suspected reaction"), "page"), None, by), spread((self.bag, 3), (self.band, 3), gap=14), self.codes.why,
                row((self.of, 1), self.choose, gap=14), self.product, self.reaction,
                spread(self.onset, (self.outcome, 1), gap=14), Text(words("About this event, not about the stay that was planned:"), "value"),
                self.questions.layout, self.notice, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self.go, gap=12), gap=7,
            )
        )  # fmt: skip
        self._fields = {"bag": self.bag, "patient": self.band, "reaction": self.reaction, "onset": self.onset, "outcome": self.outcome}
        for each in (self.reaction, self.onset):
            each.changed.connect(self._look)
        for answer in self.questions.answers:
            answer.chosen.connect(lambda _code: self._look())
        if alert is not None:
            self.reaction.show_text(alert.said)
            self.onset.show_value(alert.onset)
            self.take(alert.patient, alert.bag, words("from the alert, not scanned"))
        self._read()

    def scanned(self, code: bytes) -> bool:
        """A wristband or a bag fills its field; a wristband alone proposes the bag that its patient was given last."""
        name = self.codes.scanned(code, self.notice)
        if name:
            self.chosen[name] = ""
            if name == BAND and not self.bag.text and not self.chosen[BAG]:
                self._propose()
            self._read()
        return True

    def confirm(self) -> None:
        self.go.press()

    def about(self, name: str, hands: Mapping[str, ByHand] | None = None) -> Pointed:
        """How bag or patient is named as it stands; what was typed counts with its second person (``hands``), before that only to be shown."""
        if name in self.codes.typed:
            code = self.codes.keyed(name)
            return Pointed(hand=hands[name]) if hands and name in hands else Pointed(code.sent[0].decode()) if code else NOT_KNOWN
        return Pointed(self.codes.fields[name].text, chosen=self.chosen[name])

    def _propose(self) -> None:
        with self.desk.register.reading() as reader:
            try:
                patient = patient_named(reader, self.about(BAND))
            except Refused:
                return  # said at the field, where it is read again
            given = reader.find(Infusion, {"patient": patient.id}, sort="-begun", limit=1)
        if given:
            self.chosen[BAG] = given[0].bag
            at = moment_text(given[0].begun, self.desk.zone, look.words)
            self._kept_saying[BAG] = look.words("the bag given last, {at}; scan another one if it was not this").format(at=at)

    def _choose(self) -> None:
        patient = ""
        with self.desk.register.reading() as reader, suppress(Refused):
            patient = about(reader, self.about(BAG), self.about(BAND), "").patient or ""
        self.desk.sheet(ChooseSheet(self.desk, patient, self.take), above=True)

    def take(self, patient: str, bag: str, said: str = "") -> None:
        """Patient and bag as they were chosen; what was scanned or typed before goes. ``said`` is where they were chosen."""
        said = said or look.words("chosen from the register, not scanned")
        for name, record in ((BAND, patient), (BAG, bag)):
            self.codes.show(name, "")
            self.chosen[name], self._kept_saying[name] = record, said
        self._read()

    def _edited(self) -> None:
        """What is typed or scanned counts, and no longer what was chosen or proposed."""
        for name, field in self.codes.fields.items():
            if field.text:
                self.chosen[name] = ""
        self._read()

    def _read(self) -> None:
        """Says whom and what the report is about, as soon as that can be told."""
        words = look.words
        for name, field in self.codes.fields.items():
            field.say(*(("info", self._kept_saying[name]) if self.chosen[name] else ("",)))
        bag, band = self.about(BAG), self.about(BAND)
        said = words("Without a bag and a wristband the report is kept, but no clock starts before the patient is known.")
        reveal(self.product, not self.bag.text and not self.chosen[BAG])
        if bag.way is not None or band.way is not None:
            with self.desk.register.reading() as reader:
                try:
                    said = self._said(reader, about(reader, bag, band, ""))
                except Refused as refused:
                    said = ""
                    for each in refused.findings:
                        self.codes.fields[BAND if each.where == BAND else BAG].say("error", told(each, words, self.desk.zone).what)
        self.of.setText(said)
        self.grow()
        self._look()

    def _said(self, reader: Reader, of: About) -> str:
        words = look.words
        parts = []
        if of.patient is not None:
            patient = reader.get(Patient, of.patient)
            parts.append(f"{initials_text(patient)} · {patient.hospital_no}")
        if of.bag is not None and of.batch is not None:
            parts.append(words("{batch}, bag {n}").format(batch=of.batch, n=reader.get(Bag, of.bag).number))
            parts.append(formula_of(reader.get(FormulaVersion, of.product).text).text[words.language])
        if of.ward:
            parts.append(of.ward)
        return " · ".join(parts)

    def _look(self) -> None:
        left = [] if self.reaction.text.strip() else [self.reaction.label.text()]
        if self.onset.text and self.onset.value is None:
            left.append(self.onset.label.text())
        self.go.left([*left, *self.codes.left, *self.questions.left])

    def _done(self) -> None:
        self.codes.hands(look.words("Report a suspected reaction"), Act.VERIFY_STEP, self._enter)

    def _enter(self, hands: Mapping[str, ByHand]) -> None:
        bag = self.about(BAG, hands)
        event = Event(
            self.reaction.text, self.onset.value, self.questions.code, bag, self.about(BAND, hands), "" if bag.way is not None else self.product.text,
            Outcome(self.outcome.code or "unknown"), self.source,
        )  # fmt: skip
        for each in self._fields.values():
            each.say("")
        done = self.desk.act(partial(self._report, event), self.notice)
        if done is not None:
            self.made = next(each.id for each in done.changed if isinstance(each, SafetyReport))
            self.close_sheet()

    def _report(self, event: Event) -> Done:
        try:
            return report_event(event, calendar(self.desk), **in_right(self.desk, Act.REPORT_EVENT))
        except Refused as refused:
            for each in refused.findings:
                if each.where in self._fields:
                    self._fields[each.where].say("error", told(each, look.words, self.desk.zone).what)
            raise
