"""Labels of what is no bag, where such a thing is met: a sample, a container in process, a collection, a lot. Printed, scanned, written off."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from ui.desk import Desk, Doing
from ui.kit.button import Button, Confirm
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import col, row
from ui.kit.notice import Notice
from ui.kit.scan_row import ScanRow
from ui.kit.sheet import Sheet
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text, reveal
from ui.kit.theme import look
from ui.steps.by_hand import ask_hand, hand_link
from ui.steps.label_end import ask_disposal
from ui.steps.printing import DPI, approved_for, hand_out, press
from ui.steps.sending import go_on, handed_out, label_actor, may_go_again, printer_field, printer_for, printers, remember, said_of, send_made
from workbench.dossier.dossier import Dossier
from workbench.formula.records import StepKind
from workbench.kernel.findings import Done
from workbench.labels.actions.fates import scan_back, scan_thing, spoil_label
from workbench.labels.actions.printing import print_thing_label
from workbench.labels.kept import lives_about
from workbench.labels.profiles import holds
from workbench.labels.reckoning import LabelState, Life
from workbench.labels.records import LabelPrint
from workbench.people.rights import Act
from workbench.scanners.entering import ByHand


class ThingLabelsSheet(Sheet):
    """``field.label``, ``field.copies``, ``field.printer.thing``, ``field.why``, ``do.print-thing``; ``list.thing-labels`` and what may be
    done with the label chosen there: ``do.send-label``, ``do.spoil-label``, ``do.dispose-label``. A scan is the label on its thing.

    ``flags`` are what the conditions of the label files ask of the thing, such as the status of a lot.
    """

    def __init__(self, desk: Desk, kind: str, key: str, title: str, batch: str | None = None, flags: Collection[str] = ()) -> None:
        super().__init__("thing-labels", width=860)
        self._desk, self._kind, self._key, self._title, self._batch, self._flags = desk, kind, key, title, batch, flags
        words = look.words
        self._lives: tuple[Life, ...] = ()
        self._known = printers(desk)
        mine = [each for each in approved_for(desk, (kind,)) if holds(each.when, flags)]
        self._label = ChoiceField("label", words("Label"), [(each.name, each.text[words.language]) for each in mine], width=330)
        self._copies = TextField("copies", words("How many"), text="1", width=90, longest=3)
        self._printer = printer_field("thing", self._known, None)
        self._why = TextField("why", words("Reason for another print, or for writing it off"))
        self._table = TableView("thing-labels", Rows(self._columns()), row=52, grows=True, wraps=True, says=words("Labels"))
        self._table.chosen.connect(lambda _record: self._offer())
        self._scan = ScanRow("thing", "later", "", "")
        self._typed = hand_link(self._by_hand)
        self._send = Button(words("Send"), "ghost", "printer", name="do.send-label", tool=True, act=self._send_on)
        self._spoil = Button(words("Spoilt"), "warn", "trash", name="do.spoil-label", tool=True, act=self._spoilt)
        self._account = Button(words("Account for it"), "warn", "trash", name="do.dispose-label", tool=True, act=self._dispose)
        self.notice = Notice(name="notice.thing-labels")
        self._go = Confirm(words("Print label"), "printer", name="do.print-thing")
        self._go.pressed.connect(self._print)
        note = words("Each is a piece of paper of its own; all of them carry the number of the thing. They are counted apart from the labels of bags.")
        foot = row(Button(words("Close"), name="do.cancel", act=self.cancel), None, self._go, gap=12)
        fields = row(self._label, self._copies, self._printer, None, gap=12)
        self.set_body(
            col(
                Text(title, "page", wrap=True), Text(note, "note", "text2", wrap=True), fields, self._why, self._table,
                row(self._send, self._spoil, self._account, None, gap=10), self._scan, self._typed, self.notice, foot, gap=12,
            )  # fmt: skip
        )
        self._label.changed.connect(self._chose_label)
        self._printer.changed.connect(self._chose_printer)
        self._copies.changed.connect(self._look)
        if mine:
            self._label.choose(mine[0].name)
        desk.did.connect(self._refresh)
        self._chose_label()
        self._refresh()

    def confirm(self) -> None:
        """Ctrl+Enter."""
        self._go.press()

    def scanned(self, code: bytes) -> bool:
        """The label on its thing."""
        self._scanned(code, None)
        return True

    def _scanned(self, code: bytes, hand: ByHand | None) -> None:
        doing, about = self._doing(Act.PRINT_LABEL), f"{self._kind} {self._key}"
        act = partial(scan_back, self._batch, code, None, hand, **doing) if self._batch else partial(scan_thing, about, code, hand, **doing)
        self._desk.act(act, self.notice, read=code.decode("utf-8", "replace"))

    def _by_hand(self) -> None:
        """A label on its thing that cannot be scanned."""
        ask_hand(self._desk, self._title, lambda hand: self._scanned(hand.code.sent[0], hand), above=True)

    # -------------------------------------------------------------------------------------------------- what it shows
    def _columns(self) -> tuple[Column, ...]:
        words = look.words
        return (Column(words("Label"), 170), Column(words("State"), 230), Column(words("What is to be done"), stretch=1))

    def _refresh(self, _done: object = None) -> None:
        words, chosen = look.words, self._table.record
        with self._desk.register.reading() as reader:
            self._lives = lives_about(reader, f"{self._kind} {self._key}")
        self._table.rows.show_lines([self._row(each) for each in reversed(self._lives)])
        if not self._table.choose(chosen) and self._lives:
            self._table.choose(self._lives[-1].label.id)
        for each in (self._table, self._send, self._spoil, self._account, self._scan, self._why):
            each.setVisible(bool(self._lives))
        out = [each for each in self._lives if each.valid]
        on = sum(each.state is LabelState.APPLIED for each in out)
        state = "ok" if out and on == len(out) else "wait" if any(each.waits for each in out) else "later"
        said = words("{n} of {of} scanned").format(n=on, of=len(out))
        self._scan.show_state(state, words("Stick each on, then scan it there"), out[-1].label.identifier if out else "", said)
        reveal(self._typed, any(each.waits for each in self._lives))
        self._offer()
        self._look()
        place = getattr(self.parentWidget(), "place", None)
        if callable(place):
            place()

    def _row(self, life: Life) -> Row:
        label, said = life.label, said_of(life, self._desk.zone)
        copy = look.words("copy {n}").format(n=label.copy)
        note = said.note or (life.end.why if life.end else look.words.marked(label.why) if label.why else "")
        return Row((Cell(label.id, f"{label.profile}, {copy}", ident=True, strong=True), Cell(said.word, state=said.state), Cell(note)), label.id)

    @property
    def _life(self) -> Life | None:
        return next((each for each in self._lives if each.label.id == self._table.record), None)

    def _offer(self) -> None:
        life = self._life
        self._send.setEnabled(life is not None and (handed_out(life) or may_go_again(life)))
        self._spoil.setEnabled(life is not None and life.valid)
        self._account.setEnabled(life is not None and life.state is LabelState.ENDED)

    def _look(self) -> None:
        words = look.words
        left = [] if self._label.code else [words("an approved label file for it")]
        self._go.left(left if self._copies.text.isdigit() else [*left, words("how many")])

    def _chose_label(self) -> None:
        chosen = printer_for(self._desk, self._label.code, self._known)
        self._printer.choose(chosen.id if chosen else "")
        self._look()

    def _chose_printer(self) -> None:
        if self._printer.code:
            self._desk.act(lambda: remember(self._desk, self._label.code, self._printer.code), self.notice)

    # -------------------------------------------------------------------------------------------------- what is done
    def _doing(self, act: Act) -> Doing:
        return {"actor": label_actor(self._desk, act), "register": self._desk.register, "clock": self._desk.clock}

    def _print(self) -> None:
        desk = self._desk
        printer = next((each for each in self._known if each.id == self._printer.code), None)
        act = partial(
            print_thing_label, self._kind, self._key, self._label.code, self._why.text, copies=int(self._copies.text),
            dpi=printer.dpi if printer else DPI, printer=printer.id if printer else None, press=press(desk), **self._doing(Act.PRINT_LABEL),
        )  # fmt: skip

        def printed(done: Done) -> None:
            self._why.show_text("")
            send_made(desk, [each for each in done.changed if isinstance(each, LabelPrint)])

        desk.act(act, self.notice, printed)

    def _send_on(self) -> None:
        life = self._life
        if life is not None and handed_out(life):
            hand_out(self, life.label, self.notice)
        elif life is not None:
            go_on(self._desk, life)

    def _spoilt(self) -> None:
        life = self._life
        if life is not None:
            act = partial(spoil_label, life.label.batch, life.label.id, self._why.text, **self._doing(Act.END_LABEL))
            self._desk.act(act, self.notice, lambda _done: self._why.show_text(""))

    def _dispose(self) -> None:
        """Asked in a sheet of its own, and told in a new one of these."""
        if self._life is not None:
            ask_disposal(self._desk, self._life, partial(_told, self._desk, self._kind, self._key, self._title, self._batch, self._flags))


def _told(desk: Desk, kind: str, key: str, title: str, batch: str | None, flags: Collection[str], act: Callable[[], Done]) -> None:
    sheet = ThingLabelsSheet(desk, kind, key, title, batch, flags)
    desk.sheet(sheet)
    desk.act(act, sheet.notice)


def labels_button(desk: Desk, kind: str, key: str, title: str, *, batch: str | None = None, flags: Collection[str] = ()) -> Button:
    """``do.thing-labels.<kind>.<key>``: opens the labels of this thing."""
    return Button(
        look.words("Labels"), "ghost", "printer", name=f"do.thing-labels.{kind}.{key}", tool=True, wide=True,
        act=lambda: desk.sheet(ThingLabelsSheet(desk, kind, key, title, batch, flags)),
    )  # fmt: skip


MAKING = frozenset({StepKind.INSTRUCT, StepKind.MEASURE, StepKind.COUNT, StepKind.TIME, StepKind.SAMPLE})
"""Kinds of step in which something is in a container; in the others papers, people or figures are looked at."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of a batch that is no bag: what it is called, and what the conditions of label files ask of it."""

    kind: str
    key: str
    title: str
    flags: frozenset[str] = frozenset()


def things_of(dossier: Dossier, step: str = "") -> list[Thing]:
    """The samples that were taken, and a container for each step of work that was begun; only those of ``step``, where one is named.

    What a stage makes that is repeated for each bag are the bags.
    """
    words, formula = look.words, dossier.formula
    found = []
    for number, taken in enumerate(dossier.samples, 1):
        if step in ("", taken.step):
            sample = formula.sample(taken.sample)
            title = words("Sample {n}: {name}").format(n=number, name=sample.text[words.language])
            found.append(Thing("sample", taken.id, title, frozenset({"retained"} if sample.retain else ())))
    for name in dict.fromkeys(each.step for each in dossier.marks if step in ("", each.step)):
        if formula.stage(formula.step(name).stage).each or formula.step(name).kind not in MAKING:
            continue
        title = words("Container: {name}").format(name=formula.step(name).text[words.language])
        found.append(Thing("container", f"{dossier.batch.id}/{name}", title))
    return found


def label_kinds(desk: Desk) -> frozenset[str]:
    """The kinds of things for which this site has an approved label."""
    return frozenset(each.identifier for each in approved_for(desk, ("sample", "container", "collection", "lot")))
