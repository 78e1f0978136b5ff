"""Specimens of a label, for training and inspection: drawn with SPECIMEN across them, kept nowhere, counted nowhere."""

from __future__ import annotations

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.release_paper import PaperSheet
from ui.steps.printing import presses
from ui.steps.sending import printers, send_page
from workbench.kernel.findings import Refused, Severity, finding, stops
from workbench.labels.drawing import Artwork
from workbench.labels.proof import prove
from workbench.labels.reading import profile_of
from workbench.labels.rules import MOST_COPIES, PRINTING
from workbench.masters.approved import signals_in
from workbench.masters.records import LabelVersion
from workbench.masters.specimen import specimen
from workbench.printing.network import Delivery
from workbench.printing.records import Outcome, Printer
from workbench.printing.rules import SOURCE
from workbench.words.translation import LANGUAGES

TITLE = "SPECIMEN"
"""What a print job of a specimen is called, in every language: it goes to the printer, not to a reader."""


class SpecimenSheet(Sheet):
    """``field.specimen_language``, ``field.specimen_copies``, ``field.specimen_printer``, ``do.print-specimen``."""

    def __init__(self, desk: Desk, version: LabelVersion) -> None:
        super().__init__("specimen", width=720)
        self._desk, self._version = desk, version
        self._known = {each.id: each for each in printers(desk)}
        words = look.words
        self._language = ChoiceField("specimen_language", words("Language"), tuple(LANGUAGES.items()), chosen=desk.site.language, width=160)
        self._copies = TextField("specimen_copies", words("How many"), text="1", width=90, longest=3)
        options = [("", words("On screen, as a PDF")), *((each.id, f"{each.name} · {each.dpi} dpi") for each in self._known.values())]
        self._printer = ChoiceField("specimen_printer", words("Printer"), options, width=290)
        self._printer.choose("")
        self.notice = Notice(name="notice.specimen")
        self._go = Confirm(words("Print specimen"), "printer", name="do.print-specimen")
        self._go.pressed.connect(self._print)
        heading = words("Specimen of {label}").format(label=version.id)
        note = words("For training and inspection. It says SPECIMEN, its number belongs to nothing, and it is counted nowhere.")
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        fields = row(self._language, self._copies, self._printer, None, gap=12)
        self.set_body(col(Text(heading, "page", wrap=True), Text(note, "note", "text2", wrap=True), fields, self.notice, foot, gap=12))
        self._copies.changed.connect(self._look)
        self._look()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _look(self) -> None:
        self._go.left([] if self._copies.text.isdigit() else [look.words("how many")])

    def _print(self) -> None:
        printer, copies = self._known.get(self._printer.code), int(self._copies.text)
        try:
            drawn = self._drawn(printer, copies)
        except Refused as refused:
            self.notice.refused(refused, self._desk.zone)
            return
        if printer is None:
            words = look.words
            self.close_sheet()
            self._desk.sheet(PaperSheet(words("Specimen of {label}").format(label=self._version.id), words("This is no label."), drawn.pdf, TITLE, width=620))
            return
        self.notice.clear()
        self._desk.tasks.run(lambda progress: _sent(printer, drawn, copies), self._told, label=look.words("Sending the specimen"))

    def _drawn(self, printer: Printer | None, copies: int) -> Artwork:
        """The specimen, read back at the dots of the printer that it goes to. Refused: where it cannot be drawn, too many, too coarse."""
        version, desk = self._version, self._desk
        if not 1 <= copies <= MOST_COPIES:
            raise Refused((stops("labels.copies", PRINTING, where="copies", copies=str(copies), most=str(MOST_COPIES)),))
        profile = profile_of(version.text, f"{version.name}.toml")
        if printer is not None and printer.dpi < profile.least_dpi:
            facts = {"label": version.name, "dpi": str(printer.dpi), "least": str(profile.least_dpi)}
            raise Refused((stops("labels.printer-too-coarse", PRINTING, where="printer", **facts),))
        with desk.register.reading() as reader:
            signals = signals_in(reader)
        drawn = specimen(version.name, version.text, presses(desk)[self._language.code], signals, desk.today)
        prove(drawn, printer.dpi if printer else profile.least_dpi)
        return drawn

    def _told(self, delivery: Delivery) -> None:
        if delivery.outcome is Outcome.SENT:
            self._desk.tell(look.words("The specimens left for the printer"))
            self.close_sheet()
        else:
            self.notice.findings([finding(delivery.code, Severity.DECIDES, SOURCE, label="–", detail=delivery.detail)], self._desk.zone)


def _sent(printer: Printer, drawn: Artwork, copies: int) -> Delivery:
    """One after the other, until one is not certainly sent."""
    for _ in range(copies):
        delivery = send_page(printer, TITLE, drawn.pdf, (drawn.width, drawn.height))
        if delivery.outcome is not Outcome.SENT:
            break
    return delivery
