"""Labels: what is printed for the batches in work, what waits, what nobody is certain of, and whether the count closes."""

from __future__ import annotations

from functools import partial

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button
from ui.kit.card import FORM, Card
from ui.kit.field import ChoiceField
from ui.kit.layout import FLUSH, box, col, row, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.screens.label_set import LabelSetSheet
from ui.screens.labels_again import print_again
from ui.screens.printers import PrintersSheet
from ui.screens.release_paper import PaperSheet
from ui.screens.states import batch_look
from ui.steps.by_hand import ask_hand, hand_link
from ui.steps.label_end import ask_disposal
from ui.steps.sending import go_on, handed_out, label_actor, may_go_again, printer_for, printers, said_of
from ui.steps.thing_labels import ThingLabelsSheet, label_kinds, things_of
from workbench.batch.records import Batch
from workbench.documents.bits import reckoned
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Severity
from workbench.labels.actions.fates import scan_back, spoil_label
from workbench.labels.kept import IN_WORK
from workbench.labels.reckoning import LabelState, Life, count, counted, lives, thing_lives
from workbench.labels.records import LabelPrint
from workbench.labels.rules import reconciled
from workbench.people.rights import Act
from workbench.scanners.entering import ByHand
from workbench.words.findings import told
from workbench.words.formats import moment_text


class LabelsScreen(Screen):
    """``desk.go("labels", batch_id)``. A batch is chosen at the left; its labels, newest first, and what may be done with one, at the right."""

    place = "labels"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.dossier: Dossier | None = None
        self.printers = Button(words("Printers"), "ghost", "settings", name="do.printers", tool=True, act=lambda: desk.sheet(PrintersSheet(desk)))
        self.set = Button(words("Print a set"), "primary", "printer", name="do.label-set", tool=True, act=self._set)
        self.others = Button(words("Samples and containers"), "ghost", "test-pipe-2", name="do.thing-labels", tool=True, act=self._others)
        self.head = PageHead(words("Labels"), "", right=(self.printers, self.others, self.set), mark=desk.mark)
        self.batches = TableView("label_batches", Rows(self._batch_columns()), row=48, says=words("Batches"))
        self.batches.chosen.connect(self._choose)
        self.table = TableView("labels", Rows(self._columns()), row=52, wraps=True, says=words("Labels"))
        self.table.chosen.connect(lambda _record: self._offer())
        self.sum = Text("", "value", "text", wrap=True)
        self.sum_things = Text("", "note", "text2", wrap=True)
        self.against = Text("", "small", "await.fg", wrap=True)
        self.notice = Notice(name="notice.labels")
        self.send = Button(words("Send"), "ghost", "printer", name="do.send-label", act=self._send)
        self.again = Button(words("Print again"), "ghost", "printer", name="do.print-again", act=self._again)
        self.spoil = Button(words("Spoilt"), "warn", "trash", name="do.spoil-label", act=self._spoil)
        self.account = Button(words("Account for it"), "warn", "trash", name="do.dispose-label", act=self._account)
        self.empty = EmptyState("printer", words("No labels yet"), words("Labels are printed in the label step of a batch."))
        left = Card(col((self.batches, 1), gap=0, edges=FLUSH), width=310, edges=(1, 1, 1, 1))
        self.right = Card(col((self.table, 1), gap=0, edges=FLUSH), edges=(1, 1, 1, 1))
        self.by_hand = hand_link(self._by_hand)
        foot = Card(col(self.sum, self.sum_things, self.against, gap=4), edges=FORM)
        acts = row(self.send, self.again, self.spoil, None, self.by_hand, self.account, gap=10)
        main = col((self.right, 1), (self.empty, 1), self.notice, foot, acts, gap=10, edges=FLUSH)
        self.setLayout(col(self.head, (spread(left, (box(main), 1), gap=14), 1), gap=12, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Labels")

    @property
    def patient(self) -> BannerFacts | None:
        return BannerFacts(self.dossier.patient, ward=self.dossier.order.ward, planned=self.dossier.order.planned) if self.dossier else None

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows the labels of this batch, or of the newest in work."""
        self.notice.clear()
        if isinstance(argument, str):
            self._read(argument)
        self.refresh()

    def refresh(self) -> None:
        with self.desk.register.reading() as reader:
            found = [each for status in IN_WORK for each in reader.find(Batch, {"status": status})]
            if self.dossier is not None and all(each.id != self.dossier.batch.id for each in found):
                found.append(reader.get(Batch, self.dossier.batch.id))
        found.sort(key=lambda each: each.id, reverse=True)
        self.batches.rows.show_lines([self._batch_row(each) for each in found])
        if self.dossier is None and found:
            self._read(found[0].id)
        elif self.dossier is not None:
            self._read(self.dossier.batch.id)
        self._show()

    def _choose(self, record: object) -> None:
        if isinstance(record, str) and (self.dossier is None or self.dossier.batch.id != record):
            self.notice.clear()
            self._read(record)
            self._show()

    def _read(self, batch: str) -> None:
        with self.desk.register.reading() as reader:
            self.dossier = assemble(reader, batch)
        self.desk.banner_changed()

    def _show(self) -> None:
        words, dossier = look.words, self.dossier
        shown = self._lives
        things = thing_lives(dossier) if dossier else ()
        chosen = self.table.record
        self.table.rows.show_lines([self._row(each) for each in shown])
        if not self.table.choose(chosen) and shown:
            self.table.choose(shown[0].label.id)
        self.right.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.head.say(words("Labels"), words("Batch {id}").format(id=dossier.batch.id) if dossier else "", self.desk.mark)
        self.sum.setText(reckoned(count(dossier), words) if dossier else "")
        self.sum_things.setText(words("Samples and containers, not part of the count: {count}").format(count=reckoned(counted(things), words)))
        self.sum_things.setVisible(bool(things))
        found = [told(each, words, self.desk.zone).what for each in reconciled(dossier) if each.severity is Severity.STOPS] if dossier else []
        self.against.setText("\n".join(found[:3]))
        self.against.setVisible(bool(found))
        self._offer()

    def _batch_columns(self) -> tuple[Column, ...]:
        return (Column(look.words("Batch"), stretch=1), Column(look.words("State"), 130))

    def _batch_row(self, batch: Batch) -> Row:
        state, word = batch_look(batch.status, look.words)
        return Row((Cell(batch.id, batch.formula.rsplit(".", 1)[0], ident=True, strong=True), Cell(word, state=state)), batch.id)

    def _columns(self) -> tuple[Column, ...]:
        words = look.words
        return (Column(words("Label"), 120), Column(words("For"), 170), Column(words("State"), 230), Column(words("What is to be done"), stretch=1))

    def _row(self, life: Life) -> Row:
        words, label = look.words, life.label
        assert self.dossier is not None
        said = said_of(life, self.desk.zone)
        bag = next((each for each in self.dossier.bags if each.id == label.bag), None)
        what = words("Bag {n} of {of}").format(n=bag.number, of=bag.of) if bag else self._called(label)
        what = f"{what}, {words('copy {n}').format(n=label.copy)}" if label.copy > 1 else what
        made = f"{moment_text(label.at, self.desk.zone, words)} · {self.dossier.person(label.person).initials}"
        note = said.note or (life.end.why if life.end else words.marked(label.why) if label.why else "")
        return Row(
            (Cell(label.id, label.profile, ident=True, strong=True), Cell(what, made), Cell(said.word, state=said.state), Cell(note)), label.id
        )

    def _called(self, label: LabelPrint) -> str:
        """What a label of no bag is of, as people call it."""
        assert self.dossier is not None
        return next((each.title for each in things_of(self.dossier) if f"{each.kind} {each.key}" == label.about), label.thing)

    # -------------------------------------------------------------------------------------------------- what may be done
    @property
    def life(self) -> Life | None:
        """The chosen label."""
        return next((each for each in self._lives if each.label.id == self.table.record), None)

    @property
    def _lives(self) -> list[Life]:
        """The labels of the batch, those of bags and of anything else, the newest first."""
        if self.dossier is None:
            return []
        both = (*lives(self.dossier), *thing_lives(self.dossier))
        return sorted(reversed(both), key=lambda each: each.label.at, reverse=True)

    def _offer(self) -> None:
        life = self.life
        self.set.setEnabled(self.dossier is not None and bool(self.dossier.bags))
        self.others.setEnabled(self.dossier is not None)
        handed = life is not None and handed_out(life)
        self.send.setEnabled(handed or (life is not None and may_go_again(life)))
        self.send.setText(look.words("Open its PDF") if handed else look.words("Send again") if life and life.attempts else look.words("Send"))
        self.spoil.setEnabled(life is not None and life.valid)
        self.again.setEnabled(life is not None and life.label.bag is not None and life.state is not LabelState.UNKNOWN)
        self.account.setEnabled(life is not None and life.state is LabelState.ENDED)
        self.by_hand.setVisible(any(each.waits for each in self._lives))

    def _send(self) -> None:
        life = self.life
        if life is not None and handed_out(life):
            label, note = life.label, look.words("These bytes were read back: print them as they are, not scaled.")
            self.desk.sheet(PaperSheet(label.id, note, label.content, label.id, width=620))
        elif life is not None:
            go_on(self.desk, life)

    def _set(self) -> None:
        if self.dossier is not None:
            self.desk.sheet(LabelSetSheet(self.desk, self.dossier))

    def _others(self) -> None:
        """Which sample or container; then its labels."""
        words, dossier = look.words, self.dossier
        if dossier is None:
            return
        things = {each.key: each for each in things_of(dossier) if each.kind in label_kinds(self.desk)}
        which = ChoiceField("thing", words("Sample or container"), [(key, each.title) for key, each in things.items()])

        def chosen(sheet: AskSheet) -> bool:
            of = things[sheet.value("thing")]
            self.desk.sheet(ThingLabelsSheet(self.desk, of.kind, of.key, of.title, dossier.batch.id, of.flags))
            return True

        note = "" if things else words("None was taken or begun, or no label for it is approved (Formulas, Label files).")
        self.desk.sheet(AskSheet("thing", words("Labels of samples and containers"), [which], words("Go on"), "do.thing", chosen, note))

    def _spoil(self) -> None:
        life, dossier = self.life, self.dossier
        if life is None or dossier is None:
            return
        words, desk = look.words, self.desk

        def act(sheet: AskSheet) -> bool:
            actor = label_actor(desk, Act.END_LABEL)
            end = partial(spoil_label, dossier.batch.id, life.label.id, sheet.value("reason"))
            return desk.act(lambda: end(actor=actor, register=desk.register, clock=desk.clock), sheet.notice) is not None

        title = words("Write off label {label}").format(label=life.label.id)
        note = words("It is void from now on. What becomes of its paper is asked next.")
        desk.sheet(AskSheet("spoil-label", title, [reason_field()], words("Write off"), "do.spoil-label-now", act, note))

    def _account(self) -> None:
        if self.life is not None and self.dossier is not None:
            ask_disposal(self.desk, self.life, lambda act: self.desk.act(act, self.notice))

    def _again(self) -> None:
        if self.life is not None and self.dossier is not None:
            known = printers(self.desk)
            print_again(self.desk, self.dossier, self.life, printer_for(self.desk, self.life.label.profile, known), self.notice)

    def scanned(self, code: bytes) -> bool:
        """A label scanned back on its bag, also outside its step."""
        if self.dossier is None:
            return False
        self._scanned_back(code, None)
        return True

    def _scanned_back(self, code: bytes, hand: ByHand | None) -> None:
        desk = self.desk
        if self.dossier is not None:
            actor = label_actor(desk, Act.PRINT_LABEL)
            act = partial(scan_back, self.dossier.batch.id, code, None, hand, actor=actor, register=desk.register, clock=desk.clock)
            desk.act(act, self.notice, read=code.decode("utf-8", "replace"))

    def _by_hand(self) -> None:
        """A label on its bag that cannot be scanned."""
        if self.dossier is not None:
            about = look.words("Label on its bag · batch {batch}").format(batch=self.dossier.batch.id)
            ask_hand(self.desk, about, lambda hand: self._scanned_back(hand.code.sent[0], hand))

    def confirm(self) -> None:
        if self.send.isEnabled():
            self._send()

    def retranslate(self) -> None:
        words = look.words
        self.batches.rows.set_titles(self._batch_columns())
        self.table.rows.set_titles(self._columns())
        self.printers.setText(words("Printers"))
        self.set.setText(words("Print a set"))
        self.others.setText(words("Samples and containers"))
        self.by_hand.setText(words("The code cannot be scanned"))
        for button, text in ((self.again, words("Print again")), (self.spoil, words("Spoilt")), (self.account, words("Account for it"))):
            button.setText(text)
        self.refresh()
