"""A new report, in under two minutes: the bag is scanned, what happened is said in words, and six questions are answered."""
from __future__ import annotations

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
from ui.screens.bedside import is_wristband
from ui.screens.reports_reading import ANSWERS, OUTCOMES, QUESTIONS, calendar
from workbench.barcodes import own
from workbench.batch.records import Bag, Batch
from workbench.custody.records import Infusion
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, Refused
from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.people.rights import Act
from workbench.vigilance.actions.reporting import About, Event, about, patient_read_as, report_event
from workbench.vigilance.records import Outcome, SafetyReport
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


class ReportSheet(Sheet):
    """A scan of the bag says patient, batch and product; a wristband proposes the bag that was given last. ``made`` is the report's number."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("report", width=880)
        self.desk, self.made = desk, ""
        words = look.words
        self.bag = TextField("bag", words("Bag label"), source=words("scan it, or type its code"), ident=True, longest=200)
        self.band = TextField("patient", words("Wristband"), source=words("scan it, or type its number"), ident=True, longest=64)
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
                row(Text(words("Report a suspected reaction"), "page"), None, by), spread((self.bag, 3), (self.band, 2), gap=14),
                self.of, self.product, self.reaction,
                spread(self.onset, (self.outcome, 1), gap=14), Text(words("About this event, not about the stay that was planned:"), "value"),
                self.questions.layout, self.notice, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self.go, gap=12), gap=7,
            )
        )  # fmt: skip
        self._fields = {"bag": self.bag, "patient": self.band, "reaction": self.reaction, "onset": self.onset, "outcome": self.outcome}
        self.bag.changed.connect(self._read)
        self.band.changed.connect(self._read)
        for each in (self.reaction, self.onset):
            each.changed.connect(self._look)
        for answer in self.questions.answers:
            answer.chosen.connect(lambda _code: self._look())
        self._read()

    def scanned(self, code: bytes) -> bool:
        """A wristband or a bag fills its field; a wristband alone proposes the bag that its patient was given last."""
        try:
            field = self.band if is_wristband(code) else self.bag
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return True
        self.notice.clear()
        text = code.decode("utf-8", "replace").strip()
        field.show_text(text)
        if field is self.band and not self.bag.text:
            self._propose(text)
        self._read()
        return True

    def confirm(self) -> None:
        self.go.press()

    def _propose(self, band: str) -> None:
        with self.desk.register.reading() as reader:
            try:
                patient = patient_read_as(reader, band)
            except Refused:
                return  # said at the field, where it is read again
            given = reader.find(Infusion, {"patient": patient.id}, sort="-begun", limit=1)
            if given:
                self.bag.show_text(str(own.bag(reader.get(Batch, given[0].batch), reader.get(Bag, given[0].bag).number)))
        if given:
            at = moment_text(given[0].begun, self.desk.zone, look.words)
            self.bag.say("info", look.words("the bag given last, {at}; scan another one if it was not this").format(at=at))

    def _read(self) -> None:
        """Says whom and what the report is about, as soon as that can be told."""
        words = look.words
        self.band.say("")
        if not self.bag.text:
            self.bag.say("")
        said = words("Without a bag and a wristband the report is kept, but no clock starts before the patient is known.")
        reveal(self.product, not self.bag.text)
        if self.bag.text or self.band.text:
            with self.desk.register.reading() as reader:
                try:
                    said = self._said(reader, about(reader, self.bag.text, self.band.text, ""))
                except Refused as refused:
                    said = ""
                    for each in refused.findings:
                        (self.band if each.where == "patient" else self.bag).say("error", told(each, words, self.desk.zone).what)
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
        self.go.left([*left, *self.questions.left])

    def _done(self) -> None:
        event = Event(
            self.reaction.text, self.onset.value, self.questions.code, self.bag.text, self.band.text, "" if self.bag.text else self.product.text,
            Outcome(self.outcome.code or "unknown"),
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
