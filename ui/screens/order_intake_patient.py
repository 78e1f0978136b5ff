"""The first page of an order: whose it is. A hospital number that is known brings the patient; one that is not, registers a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QComboBox

from ui.kit.field import ChoiceField, Field, NoteField, TextField
from ui.kit.layout import box, col, row, spread
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.text import Link, Text
from ui.kit.theme import look
from ui.screens.acting import holds_right, in_right
from ui.screens.order_intake_parts import Intake, Lines, Page, say_stops
from workbench.kernel.findings import Done, Finding, Severity
from workbench.orders.actions import Registration, amend_patient, register_patient
from workbench.orders.names import likeness, tidy_name
from workbench.orders.records import Allergies, Patient
from workbench.orders.rules import SEXES, look_alikes, patient_form
from workbench.people.rights import Act
from workbench.words.formats import allergy_state, born_text, date_text, patient_name
from workbench.words.sentence import N_
from workbench.words.translation import Words

SEX_WORDS = {"female": N_("Female"), "male": N_("Male"), "other": N_("Other"), "not known": N_("Not known")}
NO_NUMBER = "000000"
"""Stands for the chain-of-identity number while a patient is only being typed."""


def sex_word(sex: str, words: Words) -> str:
    """A sex as a choice."""
    return words.marked(SEX_WORDS.get(sex, sex))


class PatientPage(Page):
    """``intake.patient`` is the known patient, or none. ``correcting`` while what is known of them is being corrected."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self.correcting = False
        self._own: dict[str, str] = {}
        self._found: list[Finding] = []
        self._fields()
        self._lay()
        self._show_mode()

    def _fields(self) -> None:
        words = look.words
        sexes = [(code, sex_word(code, words)) for code in SEXES]
        states = [(each.value, allergy_state(each, words)) for each in Allergies]
        line = self.intake.source
        self.number = TextField("hospital_no", words("Hospital No."), ident=True, longest=40)
        self.family = TextField("family", words("Family name"), source=line(words("Family name")), longest=120)
        self.given = TextField("given", words("Given name"), source=line(words("Given name")), longest=120)
        self.salutation = TextField("title", words("Title"), longest=20)
        self.born = DateField("born", words("Date of birth"), source=line(words("Date of birth")), width=None)
        self.sex = ChoiceField("sex", words("Sex"), sexes, source=line(words("Sex")))
        self.allergies = ChoiceField("allergies", words("Allergies"), states, chosen=Allergies.NOT_RECORDED.value, source=line(words("Allergies")))
        self.allergy_text = TextField("allergy_text", words("Which allergies"), source=line(words("Allergies")))
        self.why = NoteField("patient_why", words("Why it is corrected"), height=56)
        self.fields: dict[str, Field] = {
            each.name: each
            for each in (self.number, self.family, self.given, self.salutation, self.born, self.sex, self.allergies, self.allergy_text, self.why)
        }
        self.watch(*self.fields.values())

    def _lay(self) -> None:
        words = look.words
        self.notice = Notice(name="notice.patient")
        self._known = Text("", "value", "released.fg", wrap=True)
        self.amend = Link(words("Correct what is known"), self._correct, name="do.amend-patient", icon="edit")
        self.number.control.setFixedWidth(220)
        beside = box(col(20, self._known, row(self.amend, None), None, gap=2))
        top = spread((self.number, 1), (beside, 1), gap=16)
        names = spread((self.family, 3), (self.given, 3), (self.salutation, 1), gap=12)
        born = spread((self.born, 1), (self.sex, 1), gap=12)
        allergies = spread((self.allergies, 1), (self.allergy_text, 1), gap=12)
        self.scrolled(top, names, born, allergies, self.why, self.reasons, self.notice)

    # -------------------------------------------------------------------------------------------------- what stands there
    @property
    def title(self) -> str:
        return look.words("Patient")

    @property
    def typed(self) -> dict[str, str]:
        kept = {name: self._raw(name) for name in self.fields}
        return {**kept, "correcting": "yes" if self.correcting else "", **self.reasons.typed}

    def _raw(self, name: str) -> str:
        field = self.fields[name]
        return field.code if isinstance(field, ChoiceField) else field.text if isinstance(field, (TextField, NoteField)) else ""

    def fill(self, values: Mapping[str, str]) -> None:
        self.filling = True
        self.reasons.fill(values)
        if "hospital_no" in values:
            self.number.show_text(values["hospital_no"])
            self._look_up()
        if self.intake.patient is None or values.get("correcting"):
            self.correcting = self.intake.patient is not None and bool(values.get("correcting"))
            self._put(values)
        self.filling = False
        self._show_mode()
        self.judge()

    def _put(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            if name not in values:
                continue
            if isinstance(field, ChoiceField):
                field.choose(values[name])
            elif isinstance(field, (TextField, NoteField)):
                field.show_text(values[name])

    def _tell(self) -> None:
        if self.filling:
            return
        if not self.correcting and not self.intake.amends:
            self.filling = True
            self._look_up()
            self.filling = False
        self.judge()
        super()._tell()

    def look_again(self) -> None:
        """Somebody may have registered or corrected this patient meanwhile."""
        if not self.correcting and self.intake.patient is not None:
            self.filling = True
            with self.intake.desk.register.reading() as reader:
                self._take(reader.get(Patient, self.intake.patient.id))
            self.filling = False

    def _look_up(self) -> None:
        """A number that is known brings its patient; when it is not known any more, what was typed before comes back."""
        before, number = self.intake.patient, self.number.text
        with self.intake.desk.register.reading() as reader:
            found = reader.find(Patient, {"hospital_no": number}, limit=1) if number else ()
        if found and (before is None or found[0].id != before.id):
            if before is None:
                self._own = {name: self._raw(name) for name in self.fields if name != "hospital_no"}
            self._take(found[0])
        elif not found and before is not None:
            self.intake.patient = None
            self._put({**dict.fromkeys(self.fields, ""), **self._own, "hospital_no": number})
            self._show_mode()

    def choose(self, patient: Patient) -> None:
        """Takes a patient whose wristband was scanned, or whose order is amended."""
        self.filling = True
        self.number.show_text(patient.hospital_no)
        if self.intake.patient is None:
            self._own = {name: self._raw(name) for name in self.fields if name != "hospital_no"}
        self._take(patient)
        self.filling = False
        self.judge()
        self.edited.emit()

    def _take(self, patient: Patient) -> None:
        self.intake.patient = patient
        self._put(
            {
                "hospital_no": patient.hospital_no, "family": patient.family, "given": patient.given, "title": patient.title, "sex": patient.sex,
                "born": date_text(patient.born, look.words), "allergies": patient.allergies.value, "allergy_text": patient.allergy_text,
            }
        )  # fmt: skip
        self._show_mode()

    def _show_mode(self) -> None:
        """Read only while the patient is known and not being corrected."""
        words, patient = look.words, self.intake.patient
        closed = patient is not None and not self.correcting
        for name, field in self.fields.items():
            shut = closed if name != "hospital_no" else self.intake.amends
            if isinstance(field.control, QComboBox):
                field.control.setEnabled(not shut)
            elif isinstance(field, (TextField, NoteField)):
                field.edit.setReadOnly(shut)
            if name not in ("hospital_no", "patient_why", "title"):
                field.set_source(words("register of patients") if closed else self.intake.source(field.label.text()))
        self.why.setVisible(self.correcting)
        self.amend.setVisible(closed and holds_right(self.intake.desk, Act.AMEND_PATIENT))
        self._known.setText(words("Known here: {name}").format(name=patient_name(patient)) if patient else "")
        self.number.set_source(words("wristband or order; scan it, or type it"), "info-circle")

    def _correct(self) -> None:
        self.correcting = True
        self._show_mode()
        self.edited.emit()

    # -------------------------------------------------------------------------------------------------- what the rules say
    @property
    def typed_patient(self) -> Patient | None:
        """The patient as typed, as soon as the date of birth can be read."""
        if self.born.value is None:
            return None
        family, given, title = (tidy_name(each.text) for each in (self.family, self.given, self.salutation))
        known = self.intake.patient
        states = Allergies(self.allergies.code) if self.allergies.code else Allergies.NOT_RECORDED
        return Patient(
            known.id if known else "", self.number.text, family, given, self.born.value, self.sex.code, known.coi if known else NO_NUMBER,
            states, self.allergy_text.text, title, likeness(family, given),
        )  # fmt: skip

    def judge(self) -> None:
        """Says in place what the rules find, of what is filled in."""
        desk, patient = self.intake.desk, self.typed_patient
        for each in (self.number, self.family, self.given, self.salutation, self.sex):
            each.say("")
        found: list[Finding] = []
        if patient is not None and (self.intake.patient is None or self.correcting):
            found = [each for each in patient_form(patient, desk.today) if self._raw(each.where)]
            with desk.register.reading() as reader:
                alike = {each.id: each for like in ({"likeness": patient.likeness}, {"born": patient.born}) for each in reader.find(Patient, like)}
            found += look_alikes(patient, alike.values())
        say_stops(found, self.fields, desk.zone)
        self.reasons.show_findings([each for each in found if each.severity is not Severity.STOPS], desk.zone)
        self._found = [each for each in found if each.severity is Severity.STOPS]

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What no reason lifts."""
        return tuple(self._found)

    @property
    def left_to_do(self) -> list[str]:
        words = look.words
        if self.intake.patient is not None and not self.correcting:
            return []
        asked: tuple[Field, ...] = (self.number, self.family, self.given, self.born, self.sex)
        left = [each.label.text() for each in asked if not self._raw(each.name) or each.tone == "error"]
        if self.born.text and self.born.value is None and self.born.label.text() not in left:
            left.append(self.born.label.text())
        if self.correcting and len(self.why.text) < 3:
            left.append(self.why.label.text())
        if self.reasons.open:
            left.append(words("the reason"))
        return left

    @property
    def next_word(self) -> str:
        """What going on does, besides going on."""
        if self.correcting:
            return look.words("Save the correction")
        return look.words("Register the patient") if self.intake.patient is None else ""

    def finish(self) -> bool:
        """Registers a new patient, or saves the correction; a known one is taken as known."""
        known, desk = self.intake.patient, self.intake.desk
        if known is not None and not self.correcting:
            return True
        typed, reasons, why = self._registration(), self.reasons.answers, self.why.text
        if known is None:
            act = lambda: register_patient(typed, reasons=reasons, **in_right(desk, Act.REGISTER_PATIENT))  # noqa: E731 - one act, named where it is handed on
        else:
            act = lambda: amend_patient(known.id, typed, why, reasons=reasons, **in_right(desk, Act.AMEND_PATIENT))  # noqa: E731 - the same
        return desk.act(act, self.notice, self._registered) is not None

    def _registered(self, done: Done) -> None:
        self.correcting = False
        self.why.show_text("")
        patient = next(each for each in done.changed if isinstance(each, Patient))
        self.filling = True
        self._take(patient)
        self.filling = False
        self.judge()

    def _registration(self) -> Registration:
        return Registration(
            self.number.text, self.family.text, self.given.text, self.born.value or date.max, self.sex.code, self.salutation.text,
            Allergies(self.allergies.code or Allergies.NOT_RECORDED.value), self.allergy_text.text,
        )  # fmt: skip

    @property
    def lines(self) -> Lines:
        words, desk = look.words, self.intake.desk
        known = self.intake.patient if not self.correcting else None
        if known is not None:
            name, sex, state, text = patient_name(known), known.sex, known.allergies, known.allergy_text
        else:
            name, sex = ", ".join(each.text for each in (self.family, self.given) if each.text), self.sex.code
            state, text = Allergies(self.allergies.code or Allergies.NOT_RECORDED.value), self.allergy_text.text
        born = known.born if known else self.born.value
        allergies = allergy_state(state, words) + (f": {text}" if text else "")
        return [
            (words("Patient"), name),
            (words("Born"), born_text(born, desk.today, words) if born and born <= desk.today else ""),
            (words("Hospital No."), self.number.text),
            (words("Sex"), sex_word(sex, words) if sex else ""),
            (words("Allergies"), allergies),
        ]
