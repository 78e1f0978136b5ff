"""One print job for a set: the labels of every bag of a batch, a bag label with its tag, what is around the bag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Tick
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.sheet import Sheet
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.steps.printing import DPI, approved_for, press, size_for
from ui.steps.sending import printer_for, printers, send_made
from workbench.batch.records import Bag, BagStatus
from workbench.dossier.dossier import Dossier
from workbench.formula.records import StepKind
from workbench.kernel.findings import Done
from workbench.labels.actions.printing import Piece, print_set
from workbench.labels.profiles import Profile
from workbench.labels.reckoning import TAG, lives
from workbench.labels.records import LabelPrint
from workbench.labels.rules import OPEN, TAGGED, same_place
from workbench.people.rights import Act
from workbench.printing.records import Printer

AROUND = ("cassette", "over-bag", "transport")
"""Labels of what is around a bag: they may be in a set, and are not asked for by a step."""
SIZE = re.compile(r"-\d+x\d+$")
REMEMBERED = "remembered"


@dataclass(frozen=True, slots=True)
class Offer:
    """A label that may be in the set. ``before`` says that one in its place was made before, ``wanted`` that a step asks for it and it is not made yet."""

    bag: Bag
    profile: Profile
    printer: Printer | None
    before: bool
    wanted: bool


def offers(desk: Desk, dossier: Dossier) -> Iterator[Offer]:
    """Every label that this batch's bags may carry now, bag by bag, in the size for the printer that is remembered."""
    known = printers(desk)
    approved = {each.name: each for each in approved_for(desk, ("bag", "syringe", "shield", *AROUND))}
    around = dict.fromkeys(SIZE.sub("", each.name) for each in approved.values() if each.identifier in AROUND)
    for bag in dossier.bags:
        asked = _asked(dossier, bag) if dossier.batch.status in OPEN and bag.status is not BagStatus.REJECTED else ()
        others = around if asked else ()
        tags = (TAG,) if dossier.batch.status in TAGGED else ()
        for name in dict.fromkeys((*asked, *tags, *others)):
            printer = printer_for(desk, name, known)
            profile = size_for(desk, name, printer.dpi if printer else DPI)
            if profile is None or profile.name not in approved or (profile.regimes and dossier.batch.regime not in profile.regimes):
                continue
            mine = [each for each in lives(dossier, bag) if same_place(each, profile, approved)]
            yield Offer(bag, profile, printer, bool(mine), name in asked and not any(each.valid for each in mine))


def _asked(dossier: Dossier, bag: Bag) -> tuple[str, ...]:
    """The labels for which the steps that label this bag ask."""
    stage = dossier.formula.step(bag.step).stage
    return tuple(name for step in dossier.formula.steps if step.kind is StepKind.LABEL and step.stage == stage for name in step.labels)


class LabelSetSheet(Sheet):
    """``field.piece.<bag>.<label>`` for each label that may be in the set, ``field.set_printer``, ``field.set_why``, ``do.print-set-now``."""

    def __init__(self, desk: Desk, dossier: Dossier) -> None:
        super().__init__("label-set", width=720)
        self._desk, self._batch = desk, dossier.batch.id
        self._known = {each.id: each for each in printers(desk)}
        words = look.words
        self._ticks: list[tuple[Offer, Tick]] = []
        for offer in offers(desk, dossier):
            bag = words("Bag {n} of {of}").format(n=offer.bag.number, of=offer.bag.of)
            name, text = f"piece.{offer.bag.number}.{offer.profile.name}", f"{bag} · {offer.profile.text[words.language]}"
            tick = Tick(name, text, self._note(offer), checked=offer.wanted)
            tick.toggled.connect(self._look)
            self._ticks.append((offer, tick))
        options = [(REMEMBERED, words("As remembered for each label")), *((each.id, f"{each.name} · {each.dpi} dpi") for each in self._known.values())]
        self._printer = ChoiceField("set_printer", words("Printer"), options, chosen=REMEMBERED, width=400)
        self._printer.setVisible(bool(self._known))
        self._why = TextField("set_why", words("Reason, where one was printed before"))
        self.notice = Notice(name="notice.label-set")
        self._go = Confirm(words("Print the set"), "printer", name="do.print-set-now")
        self._go.pressed.connect(self._print)
        note = words("All are proved before the first is sent. A bag carries each of them once: copies are for samples, containers and lots.")
        foot = row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        ticks = col(*(each for _, each in self._ticks), gap=4)
        self.set_body(
            col(Text(words("Print a set"), "page"), Text(note, "note", "text2", wrap=True), ticks, self._printer, self._why, self.notice, foot, gap=12)
        )
        self._look()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def _note(self, offer: Offer) -> str:
        words = look.words
        where = offer.printer.name if offer.printer else words("As a PDF, handed out")
        return f"{where} · {words('printed before: it says DUPLICATE')}" if offer.before else where

    @property
    def _chosen(self) -> list[Offer]:
        return [offer for offer, tick in self._ticks if tick.isChecked()]

    def _look(self) -> None:
        words, chosen = look.words, self._chosen
        again = any(each.before for each in chosen)
        self._why.setVisible(again)
        self._go.button.setText(words.plural("Print {n} label", "Print {n} labels", len(chosen)).format(n=len(chosen)))
        self._go.left([] if chosen else [words("at least one label")])

    def _print(self) -> None:
        desk, other = self._desk, self._known.get(self._printer.code)
        pieces = []
        for each in self._chosen:
            printer = other or each.printer
            pieces.append(Piece(each.bag.id, each.profile.name, printer.dpi if printer else DPI, printer.id if printer else None))
        doing, why, batch = in_right(desk, Act.PRINT_LABEL), self._why.text, self._batch

        def printed(done: Done) -> None:
            self.close_sheet()
            send_made(desk, [each for each in done.changed if isinstance(each, LabelPrint)])

        desk.act(lambda: print_set(batch, pieces, why, press=press(desk), **doing), self.notice, printed)
