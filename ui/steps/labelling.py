"""The label step: print each label of the bag, see the bytes that print, scan it back on the bag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.check_line import CheckLine
from ui.kit.chip import Chip
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import FLUSH, Part, box, col, row
from ui.kit.notice import Notice
from ui.kit.pdf import page_image
from ui.kit.scan_row import ScanRow
from ui.kit.text import Text
from ui.kit.theme import look
from ui.steps.label_end import ask_disposal
from ui.steps.printing import DPI, family, hand_out, press, profiles, size_for
from ui.steps.sending import go_on, may_go_again, printer_field, printer_for, printers, remember, said_of, send_made
from workbench.batch.progress import Turn, TurnState, bags_of
from workbench.batch.records import Bag
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Refused, stops
from workbench.kernel.values import Role
from workbench.labels.actions.fates import scan_back, spoil_label
from workbench.labels.actions.printing import Piece, print_set
from workbench.labels.reckoning import LabelState, Life, lives
from workbench.labels.records import LabelPrint
from workbench.printing.records import Printer
from workbench.scanners.entering import ByHand
from workbench.words.formats import clock_text

WIDE = 300
"""Pixels of a label's picture."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One label that the step asks for, with the newest print of it."""

    name: str
    life: Life | None


class LabelPart(QWidget):
    """The labels of one turn's bag. ``left_to_do`` says what is still to print or to scan."""

    def __init__(self, desk: Desk, dossier: Dossier, turn: Turn) -> None:
        super().__init__()
        self.desk, self.dossier, self.turn = desk, dossier, turn
        self.bag = bag_of(dossier, turn)
        self.notice = Notice(name="notice.label")
        self.wanted = [_Wanted(name, self._newest(name)) for name in turn.step.labels]
        self._sizes: dict[str, ChoiceField] = {}
        self._whys: dict[str, TextField] = {}
        self._printers: dict[str, ChoiceField] = {}
        self._known = printers(desk)
        cards = [self._card(each) for each in self.wanted]
        self.setLayout(col(*self._set(), *cards, *self._void(), self.notice, gap=10, edges=FLUSH))

    def _void(self) -> list[QWidget]:
        """A line for each void label of this bag whose paper is not accounted for: until it is, a scan cannot tell it from its successor."""
        words = look.words
        about = [each for each in lives(self.dossier, self.bag) if each.state is LabelState.ENDED and not each.tag] if self.bag else []
        lines: list[QWidget] = []
        for life in about:
            said = words("Label {label} (copy {copy}) is void: what became of its paper?").format(label=life.label.id, copy=life.label.copy)
            name = f"do.dispose-label.{life.label.id}"
            button = Button(words("Account for it"), "warn", "trash", name=name, act=partial(ask_disposal, self.desk, life, self._do))
            lines.append(Card(row((Text(said, "body", "await.fg", wrap=True), 1), button, gap=12), part="panel"))
        return lines

    def _newest(self, name: str) -> Life | None:
        if self.bag is None:
            return None
        return next((each for each in reversed(self._lives(name)) if each.valid), None)

    def _lives(self, name: str) -> list[Life]:
        """Every label of that kind that was printed for the bag, in the order of printing."""
        if self.bag is None:
            return []
        return [each for each in lives(self.dossier, self.bag) if each.label.profile == name or each.label.profile.startswith(f"{name}-")]

    def _called(self, wanted: _Wanted) -> str:
        """What the label is called: of the size that is printed or chosen."""
        profile = wanted.life.label.profile if wanted.life else self._sizes[wanted.name].code
        known = profiles(self.desk)
        return known[profile].text[look.words.language] if profile in known else wanted.name

    def _printed_before(self, name: str) -> bool:
        """Whether another print needs its reason: also when the one before was spoilt."""
        return bool(self._lives(name))

    def _card(self, wanted: _Wanted) -> QWidget:
        words, life = look.words, wanted.life
        sizes = family(self.desk, wanted.name)
        size = ChoiceField(f"profile.{wanted.name}", words("Label"), [(each.name, each.text[words.language]) for each in sizes], size="work")
        chosen = printer_for(self.desk, wanted.name, self._known)
        fitting = size_for(self.desk, wanted.name, chosen.dpi if chosen else DPI)
        if fitting is not None:
            size.choose(fitting.name)
        self._sizes[wanted.name] = size
        self._printers[wanted.name] = printer = self._printer(wanted.name, chosen)
        self._whys[wanted.name] = why = TextField(f"why.{wanted.name}", words("Reason for another print, or for writing it off"), size="work")
        why.setVisible(self._printed_before(wanted.name))
        working = self.turn.state is TurnState.STARTED
        again = words("Print again") if life else words("Print label")
        button = Button(again, "ghost", "printer", name=f"do.print-label.{wanted.name}", act=lambda: self._print([wanted.name]))
        spoil = Button(words("Spoilt"), "warn", "trash", name=f"do.spoil-label.{wanted.name}", act=lambda: self._spoil(wanted))
        spoil.setVisible(life is not None)
        for control in (size, printer, button, spoil):
            control.setEnabled(working and self.bag is not None)
        acts = row(button, *self._senders(wanted, working), spoil, None, gap=8)
        return Card(col(row(size, printer, None, gap=8), why, *self._shown(wanted), acts, self._scan(wanted), *self._former(wanted), gap=8), part="panel")

    def _printer(self, name: str, chosen: Printer | None) -> ChoiceField:
        """Where the label goes."""
        field = printer_field(name, self._known, chosen)
        field.changed.connect(lambda: self._chose(name, field.code))
        return field

    def _senders(self, wanted: _Wanted, working: bool) -> list[Part]:
        """The way to the printer of what is not on its bag yet: again, where nothing of it left; by hand, where it was handed out as a file."""
        life, words = wanted.life, look.words
        if life is None or life.scan is not None:
            return []
        if life.label.printer is None:
            return [self._sender(wanted.name, life)]
        if not may_go_again(life):
            return []
        text = words("Send again") if life.attempts else words("Send")
        button = Button(text, "primary", "printer", name=f"do.send-label.{wanted.name}", act=lambda: self._go_on(wanted))
        button.setEnabled(working)
        return [button]

    def _shown(self, wanted: _Wanted) -> list[Part]:
        """The label as it is, with its state and what is to be done about it."""
        words, life = look.words, wanted.life
        if life is None:
            return [Text(words("The label is proved before it prints."), "small", "text3")]
        picture = QLabel()
        picture.setObjectName(f"picture.{wanted.name}")
        picture.setAccessibleName(words("Picture of the label"))
        shown = QPixmap.fromImage(page_image(life.label.content, 0, 150)).scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation)
        picture.setPixmap(shown)
        picture.setFixedSize(shown.size())
        if life.label.printer is None:
            return [row(picture, None)]
        said = said_of(life, self.desk.zone)
        note: list[Part] = [Text(said.note, "note", "await.fg", wrap=True)] if said.note else []
        return [row(Chip(said.state, said.word, small=True), None), *note, row(picture, None)]

    def _former(self, wanted: _Wanted) -> list[QWidget]:
        """The labels of this bag that count no more: spoilt, or printed again."""
        words = look.words
        if self.bag is None:
            return []
        gone = [each for each in self._lives(wanted.name) if not each.valid]
        zone = self.dossier.batch.zone
        return [
            CheckLine("stop", words("Counts no more: {label}").format(label=each.label.identifier), f"{clock_text(each.end.at, zone)} · {each.end.why}")
            for each in gone
            if each.end is not None
        ]

    def _scan(self, wanted: _Wanted) -> ScanRow:
        words, life = look.words, wanted.life
        if life is None:
            return ScanRow(f"label.{wanted.name}", "later", words("Then stick it on and scan it there"), self._called(wanted))
        if life.scan is None:
            return ScanRow(f"label.{wanted.name}", "wait", words("Stick it on, then scan it on the bag"), life.label.identifier, words("waiting for scanner…"))
        time = clock_text(life.scan.at, self.dossier.batch.zone)
        return ScanRow(f"label.{wanted.name}", "ok", words("On its bag"), life.label.identifier, words("Matched {time}").format(time=time))

    @property
    def left_to_do(self) -> tuple[str, ...]:
        """What is still to print or to scan."""
        words = look.words
        if self.bag is None:
            return (words("no bag to label"),)
        left = [words("print {label}").format(label=self._called(each)) for each in self.wanted if each.life is None]
        left += [words("send {label}").format(label=self._called(each)) for each in self.wanted if each.life and each.life.state is LabelState.PROVED]
        return (*left, *(words("scan {label} on the bag").format(label=self._called(each)) for each in self.wanted if each.life and not each.life.scan))

    def _do(self, act: Callable[[], Done]) -> None:
        self.desk.act(act, self.notice)

    def _set(self) -> list[QWidget]:
        """The way to print all labels of the step at once, where there are several and none of them is printed yet."""
        missing = [each.name for each in self.wanted if each.life is None]
        if self.bag is None or len(missing) < 2:
            return []
        words = look.words
        text = words("Print all {n} labels as one set").format(n=len(missing))
        button = Button(text, "primary", "printer", name="do.print-set", act=lambda: self._print(missing))
        button.setEnabled(self.turn.state is TurnState.STARTED)
        return [box(row(button, None))]

    def _print(self, names: Sequence[str]) -> None:
        """Makes these labels in one act and sends them as one job to each printer that they go to."""
        bag, desk = self.bag, self.desk
        if bag is None:
            return
        pieces = []
        for name in names:
            printer = next((each for each in self._known if each.id == self._printers[name].code), None)
            pieces.append(Piece(bag.id, self._sizes[name].code, printer.dpi if printer else DPI, printer.id if printer else None))
        why = " · ".join(dict.fromkeys(filter(None, (self._whys[name].text for name in names))))
        made = partial(print_set, bag.batch, pieces, why, press=press(desk), **desk.doing(Role.PHARMACIST, Role.TECHNICIAN))
        desk.act(made, self.notice, lambda done: send_made(desk, [each for each in done.changed if isinstance(each, LabelPrint)]))

    def _chose(self, name: str, printer: str) -> None:
        """Another printer for this label at this workstation, remembered."""
        if printer:
            self.desk.act(lambda: remember(self.desk, name, printer), self.notice)

    def _go_on(self, wanted: _Wanted) -> None:
        """Once more, or at last: only what certainly did not leave."""
        if wanted.life is not None:
            go_on(self.desk, wanted.life)

    def _sender(self, name: str, life: Life) -> Button:
        """A label that is kept and not on its bag yet goes to the printer: these bytes, as they are in the picture."""
        return Button(look.words("Send to the printer"), "ghost", "printer", name=f"do.send-label.{name}", act=lambda: hand_out(self, life.label, self.notice))

    def _spoil(self, wanted: _Wanted) -> None:
        life, why = wanted.life, self._whys[wanted.name].text
        if life is not None:
            label = life.label
            self.desk.act(lambda: spoil_label(self.dossier.batch.id, label.id, why, **self.desk.doing(Role.PHARMACIST, Role.TECHNICIAN)), self.notice)

    @property
    def waiting(self) -> Life | None:
        """The label that is printed and waits to be scanned on its bag."""
        return next((each.life for each in self.wanted if each.life and not each.life.scan), None)

    def scanned_back(self, code: bytes, hand: ByHand | None = None) -> Done:
        """A scan, or a code typed by ``hand``, while this step is in hand: the label that waits for it."""
        waiting = self.waiting
        if waiting is None:
            raise Refused([stops("labels.nothing-waits", "label control", where="scan")])
        return scan_back(self.dossier.batch.id, code, waiting.label.id, hand, **self.desk.doing(Role.PHARMACIST, Role.TECHNICIAN))


def bag_of(dossier: Dossier, turn: Turn) -> Bag | None:
    """The container that this turn labels: the one made in its round, or the only one."""
    mine = bags_of(dossier, turn.stage.name, turn.round)
    return mine[-1] if mine else (dossier.bags[0] if len(dossier.bags) == 1 else None)
