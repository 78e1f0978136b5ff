"""Whom a report is about, where nothing can be scanned: the patient is found in the register, then the bag among those that they were given."""
from __future__ import annotations

from collections.abc import Callable

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.layout import col, row
from ui.kit.search import SearchBox
from ui.kit.sheet import Sheet
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from workbench.batch.records import Bag, Batch
from workbench.custody.records import Infusion
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.words.formats import moment_text, patient_name
from workbench.words.times import date_text

MOST = 12
"""Patients that are shown: whoever needs more types another letter."""
NO_BAG = "-"


class ChooseSheet(Sheet):
    """``field.find``, ``list.patients``, ``list.given``, ``do.choose-now``. ``then`` gets the patient's identifier, and the bag's or "".

    Before anything is typed, those stand there who were given a bag last. ``patient`` is who is known already.
    """

    def __init__(self, desk: Desk, patient: str, then: Callable[[str, str], object]) -> None:
        super().__init__("choose", width=820)
        words = look.words
        self._desk, self._then = desk, then
        self._find = SearchBox("find", words("Family name, or hospital number"))
        self._patients = TableView("patients", Rows(self._whom()), row=40, says=words("Patients"))
        self._given = TableView("given", Rows(self._what()), row=40, says=words("Bags given"))
        self._patients.setFixedHeight(196)
        self._given.setFixedHeight(196)
        self._go = Confirm(words("Take"), "check", name="do.choose-now")
        self._go.pressed.connect(self._take)
        note = Text(words("The report says that patient and bag were chosen here, and not scanned."), "note", "text2", wrap=True)
        self.set_body(
            col(
                Text(words("Whom is it about?"), "page"), note, self._find, self._patients, Text(words("Which bag that they were given?"), "value"),
                self._given, row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12), gap=10,
            )
        )  # fmt: skip
        self._find.searched.connect(self._search)
        self._patients.chosen.connect(self._chose)
        self._given.chosen.connect(lambda _record: self._look())
        self._search("")
        if patient:
            self._show([patient])

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _whom(self) -> tuple[Column, ...]:
        words = look.words
        return Column(words("Patient"), stretch=1), Column(words("Born"), 130), Column(words("Hospital number"), 180)

    def _what(self) -> tuple[Column, ...]:
        words = look.words
        return Column(words("Given"), 190), Column(words("Batch, bag"), 220), Column(words("Product"), stretch=1)

    def _search(self, text: str) -> None:
        with self._desk.register.reading() as reader:
            if text:
                found = [each.key for each in reader.search(text, (Patient,), MOST)]
            else:
                found = list(dict.fromkeys(each.patient for each in reader.find(Infusion, sort="-begun", limit=4 * MOST)))[:MOST]
        self._show(found)

    def _show(self, patients: list[str]) -> None:
        words = look.words
        with self._desk.register.reading() as reader:
            known = [reader.get(Patient, each) for each in patients]
        self._patients.rows.show_lines([
            Row((Cell(patient_name(each), strong=True), Cell(date_text(each.born, words)), Cell(each.hospital_no, ident=True)), each.id) for each in known
        ])  # fmt: skip
        if len(known) == 1:
            self._patients.choose(known[0].id)
        self._chose(self._patients.record)

    def _chose(self, record: object) -> None:
        """The bags that this patient was given, the last one first; it is proposed."""
        lines: list[Row] = []
        if isinstance(record, str):
            with self._desk.register.reading() as reader:
                lines = [self._line(reader, each) for each in reader.find(Infusion, {"patient": record}, sort="-begun")]
            lines.append(Row((Cell("–"), Cell(look.words("not known which")), Cell("")), NO_BAG))
        self._given.rows.show_lines(lines)
        if lines:
            self._given.choose(lines[0].record)
        self._look()

    def _line(self, reader: Reader, given: Infusion) -> Row:
        words, batch = look.words, reader.get(Batch, given.batch)
        number = words("{batch}, bag {n}").format(batch=given.batch, n=reader.get(Bag, given.bag).number)
        product = formula_of(reader.get(FormulaVersion, batch.formula).text).text[words.language]
        at = moment_text(given.begun, self._desk.zone, words)
        return Row((Cell(at), Cell(number, ident=True, strong=True), Cell(product.split(",")[0])), given.bag)

    def _look(self) -> None:
        words = look.words
        left = [] if isinstance(self._patients.record, str) else [words("Patient")]
        self._go.left(left or ([] if isinstance(self._given.record, str) else [words("Bag")]))

    def _take(self) -> None:
        patient, bag = self._patients.record, self._given.record
        if isinstance(patient, str) and isinstance(bag, str):
            self.close_sheet()
            self._then(patient, "" if bag == NO_BAG else bag)
