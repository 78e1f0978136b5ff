"""Whether a printer prints at true size: the sheet with two rulers is sent, measured, and what was measured is kept."""

from __future__ import annotations

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.steps.printing import press, profiles
from ui.steps.sending import send_page
from workbench.calculation.numbers import read_number
from workbench.kernel.findings import Refused, Severity, finding
from workbench.kernel.values import Quantity
from workbench.people.rights import Act
from workbench.printing.actions.checking import check_printer
from workbench.printing.network import Delivery
from workbench.printing.records import Outcome, Printer
from workbench.printing.ruler import SMALLEST, SOURCE, lengths, ruler


class RulersSheet(Sheet):
    """``field.size``, ``do.print-rulers``, ``field.measured_across``, ``field.measured_down``, ``do.keep-rulers``."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__("rulers", width=680)
        self._desk, self._printer = desk, printer
        words = look.words
        sizes = sorted({(each.width, each.height) for each in profiles(desk).values() if min(each.width, each.height) >= SMALLEST}, reverse=True)
        options = [(f"{w:g}x{h:g}", f"{w:g} × {h:g} mm") for w, h in sizes]
        self._size = ChoiceField("size", words("Size of the paper in the printer"), options, chosen=options[0][0] if options else "")
        self._said = Text("", "note", "text2", wrap=True)
        self._across = TextField("measured_across", words("Measured across, mm"), width=200)
        self._down = TextField("measured_down", words("Measured down, mm"), width=200)
        self.notice = Notice(name="notice.rulers")
        send = Button(words("Print rulers"), "ghost", "printer", name="do.print-rulers", act=self._send)
        self._go = Confirm(words("Keep"), name="do.keep-rulers")
        self._go.pressed.connect(self._keep)
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        heading = Text(words("Print at true size: {name}").format(name=printer.name), "page", wrap=True)
        self.set_body(col(heading, self._size, row(send, None), self._said, row(self._across, self._down, None, gap=12), self.notice, foot, gap=12))
        for each in (self._across, self._down):
            each.changed.connect(self._look)
        self._size.changed.connect(self._look)
        self._look()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height of the paper, in millimetres."""
        width, _, height = self._size.code.partition("x")
        return int(float(width or 0)), int(float(height or 0))

    def _look(self) -> None:
        words = look.words
        across, down = lengths(*self.paper)
        text = words("Print the sheet, lay a ruler of steel on it, and enter how long the two rulers are: {across} mm across, {down} mm down.")
        self._said.setText(text.format(across=across, down=down))
        self._go.left([] if self._across.text.strip() and self._down.text.strip() else [words("both lengths")])

    def _send(self) -> None:
        desk, printer, words = self._desk, self._printer, look.words
        self.notice.clear()
        try:
            sheet = ruler(*self.paper, printer.name, press(desk))
        except Refused as refused:
            self.notice.refused(refused, desk.zone)
            return
        desk.tasks.run(lambda progress: send_page(printer, "RULER", sheet.pdf, (sheet.width, sheet.height)), self._sent, label=words("Sending the rulers"))

    def _sent(self, delivery: Delivery) -> None:
        if delivery.outcome is Outcome.SENT:
            self._desk.tell(look.words("The sheet left for the printer"))
        else:
            self.notice.findings([finding(delivery.code, Severity.DECIDES, SOURCE, label="–", detail=delivery.detail)], self._desk.zone)

    def _keep(self) -> None:
        desk, key = self._desk, self._printer.id
        doing = in_right(desk, Act.SET_UP_PRINTER)

        def kept() -> object:
            measured = (millimetres_of(self._across.text), millimetres_of(self._down.text))
            return check_printer(key, lengths(*self.paper), measured, **doing)

        done = desk.act(kept, self.notice)  # type: ignore[arg-type]
        if done is not None and not done.findings:
            desk.tell(look.words("The printer prints at true size"))
            self.close_sheet()
        elif done is not None:
            self.notice.findings(done.findings, desk.zone)


def millimetres_of(text: str) -> Quantity:
    """A length as it is typed; refused where it is no number."""
    return Quantity(read_number(text), "mm")
