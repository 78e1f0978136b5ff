"""Printing the tie-on tag of a bag: status, certificate and expiry, replaced whenever one of them changes."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.field import ChoiceField, NoteField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.release_paper import PaperSheet
from ui.steps.printing import DPI, family, press
from ui.steps.sending import printer_field, printer_for, printers, remember, send_labels
from workbench.batch.records import Bag
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done
from workbench.labels.actions.printing import print_label
from workbench.labels.reckoning import TAG, lives
from workbench.labels.records import LabelPrint
from workbench.people.rights import Act
from workbench.printing.records import Printer
from workbench.words.sentence import N_
from workbench.words.translation import Words

BAGS = {"dose": N_("dose"), "reserve": N_("reserve"), "syringe": N_("syringe")}


def kind_name(bag: Bag, words: Words) -> str:
    """What kind of container it is."""
    return words.marked(BAGS[bag.kind]) if bag.kind in BAGS else bag.kind


def bag_name(bag: Bag, words: Words) -> str:
    """``Bag 1, dose``."""
    return words("Bag {number}, {kind}").format(number=bag.number, kind=kind_name(bag, words))


def bags_text(bags: Sequence[Bag], words: Words) -> str:
    """How many containers there are: ``3 bags``, ``1 syringe``."""
    n = len(bags)
    if bags and all(each.kind == "syringe" for each in bags):
        return words.plural("{n} syringe", "{n} syringes", n).format(n=n)
    return words.plural("{n} bag", "{n} bags", n).format(n=n)


class TagSheet(Sheet):
    """``field.bag``, ``field.why`` where a tag was printed before; ``do.print-tag-now``."""

    def __init__(self, desk: Desk, dossier: Dossier, chosen: str) -> None:
        super().__init__("print-tag", width=620)
        words = look.words
        self._desk, self._dossier = desk, dossier
        options = [(each.id, bag_name(each, words)) for each in dossier.bags]
        self._bag = ChoiceField("bag", words("Bag"), options, chosen=chosen or (options[0][0] if len(options) == 1 else ""))
        self._why = NoteField("why", words("Reason, if it is printed again without a new status"))
        self.notice = Notice(name="notice.print-tag")
        self._go = Confirm(words("Print tag"), "printer", name="do.print-tag-now")
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        note = Text(words("The tag says status, certificate and expiry; the one before it is void."), "note", "text2", wrap=True)
        self._known = printers(desk)
        self._printer = printer_field(TAG, self._known, printer_for(desk, TAG, self._known))
        self.set_body(col(Text(words("Print the tie-on tag"), "page"), note, self._bag, self._why, self._printer, self.notice, foot, gap=12))
        self._bag.changed.connect(self._looked)
        self._go.pressed.connect(self._print)
        self._looked()

    def confirm(self) -> None:
        self._go.press()

    def _looked(self) -> None:
        bag = next((each for each in self._dossier.bags if each.id == self._bag.code), None)
        self._why.setVisible(bag is not None and any(each.tag for each in lives(self._dossier, bag)))
        self._go.left([] if bag is not None else [look.words("bag")])

    def _print(self) -> None:
        desk, words, sizes = self._desk, look.words, family(self._desk, TAG)
        if not sizes:
            self.notice.show_notice("decide", words("There is no tag among the labels of this site"), go_on=words("Ask the administrator for its label file."))
            return
        printer = next((each for each in self._known if each.id == self._printer.code), None)
        act = partial(
            print_label, self._dossier.batch.id, self._bag.code, sizes[0].name, self._why.text, dpi=printer.dpi if printer else DPI,
            printer=printer.id if printer else None, press=press(desk),
        )  # fmt: skip
        doing = in_right(desk, Act.PRINT_LABEL)
        desk.act(lambda: act(**doing), self.notice, lambda done: self._printed(done, printer))

    def _printed(self, done: Done, printer: Printer | None) -> None:
        label = next((each for each in done.changed if isinstance(each, LabelPrint)), None)
        desk, batch = self._desk, self._dossier.batch.id
        self.close_sheet()
        if label is not None and printer is not None:
            desk.act(lambda: remember(desk, TAG, printer.id), self.notice)
            send_labels(desk, batch, [label.id], printer.id)
        elif label is not None:
            words = look.words
            desk.sheet(PaperSheet(words("Tie-on tag"), words("Tie it on the bag, then scan it there."), label.content, label.id, width=620))
