"""What an administrator does with people: adding, appointing with dates and deputies, qualifications, secrets, taking out of service."""

from __future__ import annotations

from collections.abc import Callable

from ui.desk import Desk
from ui.kit.field import ChoiceField, PasswordField, TextField
from ui.kit.moment_field import DateField
from ui.kit.notice import Notice
from ui.kit.theme import look
from ui.screens.acting import act_beside, in_right
from ui.screens.asking import AskSheet, reason_field
from ui.steps.proving import badge_owner
from workbench.barcodes import own
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaStatus, FormulaVersion, MasterFormula
from workbench.kernel.findings import Done, Refused
from workbench.kernel.values import Role
from workbench.people.actions import add_person, appoint, deactivate, end_appointment, qualify, set_secrets, unlock
from workbench.people.credentials import PASSWORD_LENGTH, PIN_DIGITS
from workbench.people.records import Appointment, Person, Qualification
from workbench.people.rights import Act
from workbench.words.formats import role_name


class PeopleActs:
    """Each asks in a sheet; a refusal appears in it. ``then`` is told the person's identifier."""

    def __init__(self, desk: Desk, notice: Notice, then: Callable[[str], object]) -> None:
        self.desk, self.notice, self._then = desk, notice, then

    def add(self) -> None:
        """A new person with first secrets; a role comes next."""
        words = look.words
        fields = [
            TextField("name", words("Family name, given name")), TextField("initials", words("Initials"), width=140),
            TextField("badge", words("Badge number"), ident=True, width=220), *self._secrets(),
        ]  # fmt: skip

        def done(sheet: AskSheet) -> bool:
            value = {name: sheet.value(name) for name in ("name", "initials", "badge", "pin", "password")}
            act = lambda: add_person(**value, **in_right(self.desk, Act.MANAGE_PEOPLE))  # noqa: E731 - one act, named where it is handed on
            return self._beside(sheet, act, words("Adding a person"))

        note = words("They change these first secrets themselves before they can sign. Appoint them for a role afterwards.")
        self.desk.sheet(AskSheet("person", words("New person"), fields, words("Add this person"), "do.add-person", done, note))

    def appoint(self, person: Person) -> None:
        """A role from one day to another, in their own right or as somebody's deputy."""
        words, today = look.words, self.desk.today
        with self.desk.register.reading() as reader:
            others = [each for each in reader.find(Person, {"active": True}) if each.id != person.id]
        names = [(each.id, each.name) for each in sorted(others, key=lambda one: one.name)]
        fields = [
            ChoiceField("role", words("Role"), [(each.value, role_name(each, words)) for each in Role]),
            DateField("first", words("First day"), value=today),
            DateField("last", words("Last day"), source=words("empty: open end; a deputy always has one")),
            ChoiceField("deputy_for", words("As deputy for"), names, hint=words("nobody: in their own right")),
        ]

        def done(sheet: AskSheet) -> bool:
            first = sheet.day("first") or today
            stands_for = sheet.value("deputy_for") or None
            act = lambda: appoint(person.id, Role(sheet.value("role")), first, sheet.day("last"), stands_for, **in_right(self.desk, Act.MANAGE_PEOPLE))  # noqa: E731
            return self._at_once(sheet, act, person.id)

        title = words("Appoint {name}").format(name=person.name)
        self.desk.sheet(AskSheet("appoint", title, fields, words("Appoint"), "do.appoint-now", done, optional=("last", "deputy_for")))

    def end(self, appointment: Appointment) -> None:
        """Ends an appointment with a day; what was done under it stays."""
        words = look.words
        fields = [DateField("last", words("Last day"), value=max(self.desk.today, appointment.valid_from)), reason_field()]

        def done(sheet: AskSheet) -> bool:
            last = sheet.day("last") or self.desk.today
            act = lambda: end_appointment(appointment.id, last, sheet.value("reason"), **in_right(self.desk, Act.MANAGE_PEOPLE))  # noqa: E731 - one act
            return self._at_once(sheet, act, appointment.person)

        title = words("End: {role}").format(role=role_name(appointment.role, words))
        self.desk.sheet(AskSheet("end", title, fields, words("End it"), "do.end-now", done))

    def qualify(self, person: Person) -> None:
        """A training or qualification, new or renewed, until a day."""
        words = look.words
        codes = self._codes()
        which: ChoiceField | TextField = ChoiceField("code", words("Qualification"), [(each, each) for each in codes])
        if not codes:
            which = TextField("code", words("Qualification"))

        def done(sheet: AskSheet) -> bool:
            until = sheet.day("last") or self.desk.today
            return self._at_once(sheet, lambda: qualify(person.id, sheet.value("code"), until, **in_right(self.desk, Act.RECORD_QUALIFICATION)), person.id)

        title = words("Qualification of {name}").format(name=person.name)
        self.desk.sheet(AskSheet("qualify", title, [which, DateField("last", words("Last day"))], words("Record"), "do.qualify-now", done))

    def secrets(self, person: Person) -> None:
        """New first secrets, for example after they were forgotten."""
        words = look.words

        def done(sheet: AskSheet) -> bool:
            pin, password, why = sheet.value("pin"), sheet.value("password"), sheet.value("reason")
            act = lambda: set_secrets(person.id, pin, password, why, **in_right(self.desk, Act.MANAGE_PEOPLE))  # noqa: E731 - one act
            return self._beside(sheet, act, words("Setting new secrets"), person.id)

        title = words("New PIN and password for {name}").format(name=person.name)
        note = words("They change these first secrets themselves before they can sign.")
        self.desk.sheet(AskSheet("new-secrets", title, [*self._secrets(), reason_field()], words("Set them"), "do.new-secrets-now", done, note))

    def deactivate(self, person: Person) -> None:
        """Out of service: never deleted, never given to anybody else."""
        words = look.words

        def done(sheet: AskSheet) -> bool:
            return self._at_once(sheet, lambda: deactivate(person.id, sheet.value("reason"), **in_right(self.desk, Act.MANAGE_PEOPLE)), person.id)

        title = words("Take {name} out of service").format(name=person.name)
        note = words("They can no longer sign in. Everything they did and signed stays as it is.")
        self.desk.sheet(AskSheet("deactivate", title, [reason_field()], words("Out of service"), "do.deactivate-now", done, note))

    def unlock(self, person: Person) -> None:
        """Lifts a lock before its time, after making sure who it is."""
        words = look.words

        def done(sheet: AskSheet) -> bool:
            return self._at_once(sheet, lambda: unlock(person.id, sheet.value("reason"), **in_right(self.desk, Act.UNLOCK_PERSON)), person.id)

        title = words("Unlock {name}").format(name=person.name)
        note = words("Make sure first that it was they who typed the wrong secrets.")
        self.desk.sheet(AskSheet("unlock", title, [reason_field()], words("Unlock now"), "do.unlock-now", done, note))

    def owner(self, code: bytes) -> str:
        """Whose badge this is, or nobody's."""
        try:
            if own.read(code).kind is not own.Kind.BADGE:
                return ""
            with self.desk.register.reading() as reader:
                return badge_owner(code, reader.find(Person)).id
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return ""

    # -------------------------------------------------------------------------------------------------- shared
    def _secrets(self) -> list[PasswordField]:
        words = look.words
        pin, password = PasswordField("pin", words("First PIN"), size="form", width=220), PasswordField("password", words("First password"), size="form")
        pin.set_source(words("{least} to {most} digits").format(least=PIN_DIGITS[0], most=PIN_DIGITS[1]), "info-circle")
        password.set_source(words("at least {least} characters").format(least=PASSWORD_LENGTH[0]), "info-circle")
        return [pin, password]

    def _codes(self) -> list[str]:
        """Every qualification that an approved formula asks for, and those that somebody has."""
        with self.desk.register.reading() as reader:
            versions = reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED})
            held = {each.code for each in reader.find(Qualification)}
        return sorted(held | {code for each in versions for code in asked_for(formula_of(each.text))})

    def _at_once(self, sheet: AskSheet, act: Callable[[], Done], person: str) -> bool:
        return self.desk.act(act, sheet.notice, lambda _done: self._then(person)) is not None

    def _beside(self, sheet: AskSheet, act: Callable[[], Done], label: str, person: str = "") -> bool:
        """Hashes beside the window; the sheet goes away when it is done."""

        def done(made: Done) -> None:
            sheet.close_sheet()
            self._then(person or next((each.id for each in made.changed if isinstance(each, Person)), ""))

        sheet.waits(True)
        act_beside(self.desk, act, sheet.notice, done, lambda: sheet.waits(False), label)
        return False


def asked_for(formula: MasterFormula) -> set[str]:
    """The qualifications that the steps of a formula ask for."""
    return {code for step in formula.steps for code in formula.qualifications(step)}
