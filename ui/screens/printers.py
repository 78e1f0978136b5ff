"""Setting up label printers: a new one, or another setting of one that is there."""

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
from ui.screens.rulers import RulersSheet
from workbench.labels.profiles import DPI
from workbench.people.rights import Act
from workbench.printing.actions.printers import set_up_printer
from workbench.printing.records import Printer, PrinterKind, SymbolsBy
from workbench.words.sentence import N_

NEW = "new"
KINDS = {PrinterKind.ZPL: N_("Network printer, ZPL on TCP 9100"), PrinterKind.SYSTEM: N_("Printer of this computer")}
SYMBOLS = {SymbolsBy.BITMAP: N_("All as dots"), SymbolsBy.NATIVE: N_("Symbols by the printer")}
ANSWERS = {"yes": N_("It tells its state"), "no": N_("It tells nothing")}
USES = {"yes": N_("In use"), "no": N_("Out of use")}


class PrintersSheet(Sheet):
    """``field.printer`` (``new`` or one that is there), its settings, ``do.save-printer``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("printers", width=820)
        self._desk = desk
        words = look.words
        with desk.register.reading() as reader:
            self._known = {each.id: each for each in reader.find(Printer, sort="id")}
        options = [(NEW, words("A new printer")), *((each.id, each.name) for each in self._known.values())]
        self._which = ChoiceField("printer", words("Printer"), options, chosen=NEW)
        self._name = TextField("printer_name", words("Name"), width=290)
        self._kind = ChoiceField("printer_kind", words("How it is reached"), [(each.value, words.marked(text)) for each, text in KINDS.items()])
        self._address = TextField("printer_address", words("Address (host:port), or its name on this computer"), width=290)
        self._dpi = ChoiceField("printer_dpi", words("Dots per inch"), [(str(each), f"{each} · {DPI[each]}/mm") for each in DPI])
        self._symbols = ChoiceField("printer_symbols", words("Symbols"), [(each.value, words.marked(text)) for each, text in SYMBOLS.items()])
        self._answers = ChoiceField("printer_answers", words("Its state"), [(each, words.marked(text)) for each, text in ANSWERS.items()])
        self._use = ChoiceField("printer_use", words("Use"), [(each, words.marked(text)) for each, text in USES.items()])
        self.notice = Notice(name="notice.printers")
        self._go = Confirm(words("Save"), name="do.save-printer")
        self._go.pressed.connect(self._save)
        self._rulers = Button(words("Rulers"), "ghost", "scale", name="do.rulers", act=self._measure)
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), self._rulers, None, self._go, gap=12)
        first, second = row((self._name, 1), (self._address, 1), gap=12), row((self._kind, 1), (self._dpi, 1), gap=12)
        third = row((self._symbols, 1), (self._answers, 1), (self._use, 1), gap=12)
        self.set_body(col(Text(words("Label printers"), "page"), self._which, first, second, third, self.notice, foot, gap=12))
        self._which.changed.connect(self._show)
        for each in (self._name, self._address):
            each.changed.connect(self._look)
        self._show()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _show(self) -> None:
        """The settings of the printer that is chosen, or the usual ones."""
        kept = self._known.get(self._which.code)
        self._name.show_text(kept.name if kept else "")
        self._address.show_text(kept.address if kept else "")
        self._kind.choose((kept.kind if kept else PrinterKind.ZPL).value)
        self._dpi.choose(str(kept.dpi if kept else 300))
        self._symbols.choose((kept.symbols if kept else SymbolsBy.BITMAP).value)
        self._answers.choose("yes" if kept is None or kept.answers else "no")
        self._use.choose("yes" if kept is None or kept.active else "no")
        self._look()

    def _look(self) -> None:
        words = look.words
        left = [word for word, field in ((words("name"), self._name), (words("address"), self._address)) if not field.text.strip()]
        self._go.left(left)
        self._rulers.setEnabled(self._which.code in self._known)

    def _measure(self) -> None:
        """The rulers of the printer that is chosen."""
        printer, desk = self._known[self._which.code], self._desk
        self.close_sheet()
        desk.sheet(RulersSheet(desk, printer))

    def _save(self) -> None:
        kept = self._known.get(self._which.code)
        name, address, dpi = self._name.text, self._address.text, int(self._dpi.code)
        kind, symbols, doing = PrinterKind(self._kind.code), SymbolsBy(self._symbols.code), in_right(self._desk, Act.SET_UP_PRINTER)
        more = {"answers": self._answers.code == "yes", "active": self._use.code == "yes"}
        done = self._desk.act(
            lambda: set_up_printer(name, kind, address, dpi, symbols, **more, printer_id=kept.id if kept else "", **doing), self.notice
        )
        if done is not None:
            self.close_sheet()
