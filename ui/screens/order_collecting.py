"""The sheet that records a collection: its number and what the formula asks to know of it."""

from __future__ import annotations

from pathlib import Path

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import Field, TextField
from ui.kit.layout import Part, col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.order_intake_parts import Reasons, say_stops, shortened, widen
from ui.screens.order_reading import OrderFacts
from ui.steps.fields import ValueEditor, editor_of
from workbench.barcodes import own
from workbench.kernel.findings import Finding, Refused, Severity, Unavailable
from workbench.orders.actions import record_collection
from workbench.people.rights import Act
from workbench.words.formats import patient_name


class CollectionSheet(Sheet):
    """``field.number`` may stay empty: then the workbench gives a number. A refusal appears at its field."""

    def __init__(self, desk: Desk, facts: OrderFacts) -> None:
        super().__init__("collection", width=620)
        words = look.words
        self._desk, self._facts = desk, facts
        hint = words("scan it; empty: the workbench gives one")
        self.number = TextField("number", words("Number on the label"), ident=True, source=hint, size="work", width=220)
        self.editors: dict[str, ValueEditor] = {each.name: editor_of(each, desk.zone, _no_file) for each in facts.asked_of_collection}
        self.reasons, self.notice = Reasons(), Notice(name="notice.collection")
        self._go = Confirm(words("Record the collection"), name="do.record-collection-now")
        self._go.pressed.connect(self._record)
        note = words("{order} · {patient} · chain of identity {coi}").format(
            order=facts.order.id, patient=patient_name(facts.patient), coi=facts.patient.coi
        )
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        parts: list[Part] = [Text(words("Record a collection"), "page"), Text(note, "note", "text2", wrap=True, ident=True), self.number]
        self.set_body(col(*parts, *self.editors.values(), self.reasons, self.notice, foot, gap=12))
        self.number.changed.connect(self._look)
        self.reasons.edited.connect(self._look)
        for each in self.editors.values():
            each.changed.connect(self._look)
            each.look_at(facts.values)
            widen(each)
        self._look()

    def scanned(self, code: bytes) -> bool:
        """The label of the collection gives its number."""
        try:
            read = own.read(code)
        except Refused as refused:
            self.notice.refused(refused, self._desk.zone)
            return True
        if read.kind is not own.Kind.COLLECTION:
            return False
        self.number.show_text(read.numbers[0])
        self._look()
        return True

    def confirm(self) -> None:
        self._go.press()

    def _look(self) -> None:
        language = look.words.language
        left = [each.of.text[language] for each in self.editors.values() if each.of.required and not each.raw]
        if self.reasons.open:
            left.append(look.words("the reason"))
        self._go.left(shortened(left))

    def _record(self) -> None:
        desk, typed = self._desk, {name: each.raw for name, each in self.editors.items() if each.raw}
        try:
            done = record_collection(
                self._facts.order.id, typed, number=self.number.text, reasons=self.reasons.answers, **in_right(desk, Act.RECORD_COLLECTION)
            )
        except Refused as refused:
            self._refused(refused.findings)
            return
        except Unavailable as fault:
            self.notice.unavailable(fault)
            return
        self.close_sheet()
        for each in done.findings:
            desk.tell(each)
        desk.did.emit(done)

    def _refused(self, found: tuple[Finding, ...]) -> None:
        """Each at its field; what asks for a reason gets its field for one, and is asked again."""
        parts: dict[str, Field | ValueEditor] = {**self.editors, "number": self.number}
        asked = [each for each in found if each.severity is Severity.DECIDES]
        stopping = [each for each in found if each.code != "orders.reason-needed"]
        self.reasons.show_findings(asked, self._desk.zone)
        self.notice.findings(say_stops(stopping, parts, self._desk.zone), self._desk.zone)
        self._look()
        place = getattr(self.parentWidget(), "place", None)
        if callable(place):
            place()


def _no_file(path: Path) -> str | None:
    """A collection takes no files."""
    return None
