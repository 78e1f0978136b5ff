"""One order: what it says and where that comes from, its versions, who signed, and what can be done with it now."""

from __future__ import annotations

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button, Confirm
from ui.kit.card import FORM, Card, card_head
from ui.kit.chip import Chip
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.table import Cell, Column, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.order_acts import OrderActs, came, value_rows, why_text
from ui.screens.order_reading import OrderFacts, read_order
from ui.screens.order_side import OrderSide
from ui.screens.order_words import channel_word
from ui.screens.states import order_look
from workbench.barcodes import own
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.orders.moves import MOVES, Move
from workbench.orders.records import OrderStatus, OrderVersion
from workbench.orders.rules import WEIGHT
from workbench.people.records import Meaning
from workbench.words.formats import moment_text, patient_name


class OrderScreen(Screen):
    """``desk.go("order", order_id)``."""

    place = "orders"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.facts: OrderFacts | None = None
        self._wanted = ""
        self.acts = OrderActs(desk, self)
        self._outer = col(gap=12, edges=PAGE)
        self.setLayout(self._outer)
        self._build()

    # -------------------------------------------------------------------------------------------------- building
    def _build(self) -> None:
        """Everything anew, in the language of the screen."""
        clear(self._outer)
        words, acts = look.words, self.acts
        self.chip, self.seen = Chip("await"), Chip("draft", words("Verified"), icon="checks")
        self.amend = Button(words("Amend"), "ghost", "edit", name="do.amend-order", tool=True, act=acts.amend)
        self.hold = Button(words("Put on hold"), "ghost", "hand-stop", name="do.hold-order", tool=True, act=acts.hold_or_resume)
        self.cancel = Button(words("Cancel order"), "danger", "ban", name="do.cancel-order", tool=True, act=acts.cancel)
        self.head = PageHead(right=(self.amend, self.hold, self.cancel), chips=(self.chip, self.seen))
        self.notice = Notice(name="notice.order")
        self.touched = Notice(name="notice.touched")
        self._said = Text("", "small", "text2", wrap=True)
        self._values = TableView("values", Rows(self._value_columns()), row=33, head=30, grows=True, wraps=True, says=words("What is ordered"))
        self._versions = TableView("versions", Rows(self._version_columns()), row=44, head=32, grows=True, wraps=True, says=words("Versions"))
        self.countersign = Button(words("Prescriber signs"), "ghost", "writing-sign", name="do.countersign-order", act=acts.countersign)
        self.verify = Confirm(words("Verify and sign"), "users", name="do.verify-order")
        self.verify.pressed.connect(acts.verify)
        self.batch = Confirm(words("Open a batch"), "test-pipe", name="do.open-batch")
        self.batch.pressed.connect(acts.open_batch)
        self.side = OrderSide(self.desk, acts)
        self._lay()

    def _lay(self) -> None:
        words = look.words
        values = Card(col(card_head(words("What is ordered")), self._said, self._values, gap=6), edges=FORM)
        versions = Card(col(card_head(words("Versions"), Text(words("newest first"), "small", "text2")), self._versions, gap=6), edges=FORM)
        middle = scrolling(col(self.touched, values, versions, None, gap=12, edges=FLUSH))
        foot = row(self.countersign, None, self.verify, self.batch, gap=10)
        main = box(col((middle, 1), self.notice, foot, gap=10, edges=FLUSH))
        self._outer.addWidget(self.head)
        self._outer.addWidget(WithSide(main, self.side, says=words("Material and batch")), 1)

    @staticmethod
    def _value_columns() -> tuple[Column, ...]:
        words = look.words
        return Column(words("What"), stretch=1), Column(words("Value"), stretch=1.2), Column(words("Source"), stretch=0.9)

    @staticmethod
    def _version_columns() -> tuple[Column, ...]:
        words = look.words
        return (
            Column(words("Version"), 76), Column(words("When and who"), 150), Column(words("How it came"), 120), Column(words("Why"), stretch=1),
            Column(words("Signed"), 150),
        )  # fmt: skip

    def retranslate(self) -> None:
        self._build()
        self.show_all()

    # -------------------------------------------------------------------------------------------------- what it shows
    @property
    def title(self) -> str:
        words = look.words
        return words("Order {id}").format(id=self.facts.order.id) if self.facts else words("Order")

    @property
    def patient(self) -> BannerFacts | None:
        if self.facts is None:
            return None
        weight, order = self.facts.values.get(WEIGHT), self.facts.order
        said = weight if isinstance(weight, Quantity) else None
        return BannerFacts(self.facts.patient, said, self.facts.counting.weighed_on, order.ward, order.planned, look.words("Planned"))

    @property
    def on_hold(self) -> bool:
        """Whether the order is on hold."""
        return self.facts is not None and self.facts.order.status is OrderStatus.HELD

    def enter(self, argument: object = None) -> None:
        """Shows the order of this identifier."""
        if isinstance(argument, str):
            if argument != self._wanted:
                self.notice.clear()
            self._wanted = argument
        self.refresh()
        self.desk.banner_changed()

    def refresh(self) -> None:
        if not self._wanted:
            return
        try:
            with self.desk.register.reading() as reader:
                self.facts = read_order(reader, self._wanted)
        except Refused as refused:
            self.facts = None
            self.notice.refused(refused, self.desk.zone)
        self.show_all()

    def show_all(self) -> None:
        """Shows what was read."""
        facts, words = self.facts, look.words
        if facts is None:
            self.head.say(self.title, "", self.desk.mark)
            self._show_acts(None)
            return
        state, word = order_look(facts.order.status, words)
        self.chip.show_state(state, word)
        self.seen.setVisible(facts.verified and facts.order.status in (OrderStatus.HELD, OrderStatus.CANCELLED))
        self.head.say(self.title, f"{facts.formula.text[words.language]} · {facts.order.regime}")
        self._said.setText(words("Version {n}: {source}.").format(n=facts.order.version, source=came(facts, facts.counting)))
        self._show_values(facts)
        self._show_versions(facts)
        self.touched.findings(facts.touched, self.desk.zone)
        self.side.show_facts(facts)
        self._show_acts(facts)

    def _show_values(self, facts: OrderFacts) -> None:
        words, zone, version = look.words, self.desk.zone, facts.counting
        order = facts.order
        before = {label: value for label, value, _ in value_rows(facts, facts.before, zone)} if facts.before else {}
        rows = []
        for label, value, typed in value_rows(facts, version, zone):
            old = before.get(label, value)
            remark = words("was {old}").format(old=old) if old != value else words("as typed: {raw}").format(raw=typed) if typed else ""
            rows.append(self._line(label, value, remark, changed=old != value))
        planned = moment_text(order.planned, zone, words) if order.planned else words("not planned")
        for label, value in (
            (words("Prescriber"), facts.name(version.prescriber)),
            (words("Ward"), order.ward or words("not stated")),
            (words("Planned for"), planned),
        ):
            rows.append(self._line(label, value, ""))
        self._values.rows.show_lines(rows)

    def _line(self, label: str, value: str, remark: str, *, changed: bool = False) -> Row:
        return Row((Cell(label, ink="text2"), Cell(value, strong=True), Cell(remark, ink="await.fg" if changed else "text2", strong=changed)))

    def _show_versions(self, facts: OrderFacts) -> None:
        words, zone = look.words, self.desk.zone
        rows = []
        for each in reversed(facts.versions):
            said = why_text(facts, each) or (words("first version") if each.number == 1 else "")
            when, state = moment_text(each.at, zone, words), "" if each.number != facts.order.version else words("counts")
            told = words("told by {name}").format(name=each.told_by) if each.told_by else ""
            signed, missing = self._signed(facts, each)
            cells = (
                Cell(str(each.number), state, strong=True), Cell(when, facts.name(each.entered_by)), Cell(channel_word(each.channel, words), told), Cell(said),
                Cell(signed or missing, missing if signed else "", ink="text" if signed else "await.fg", sub_ink="await.fg"),
            )  # fmt: skip
            rows.append(Row(cells, each.id))
        self._versions.rows.show_lines(rows)

    def _signed(self, facts: OrderFacts, version: OrderVersion) -> tuple[str, str]:
        """Who signed this version, and whose signature it still waits for."""
        words = look.words
        verified, prescribed = facts.signed(version, Meaning.VERIFIED), facts.signed(version, Meaning.PRESCRIBED)
        signed = [words("verified: {name}").format(name=facts.name(verified.person))] if verified else []
        signed += [words("prescribed: {name}").format(name=facts.name(prescribed.person))] if prescribed else []
        missing = [] if verified or version.number != facts.order.version else [words("not verified")]
        missing += [words("prescriber has not signed")] if version in facts.unsigned else []
        return ", ".join(signed), ", ".join(missing)

    def _show_acts(self, facts: OrderFacts | None) -> None:
        words = look.words
        for each in (self.amend, self.hold, self.cancel, self.countersign, self.verify, self.batch):
            each.setVisible(facts is not None)
        if facts is None:
            return
        status = facts.order.status
        may = {move for state, move in MOVES if state is status}
        self.amend.setVisible(Move.AMEND in may)
        self.cancel.setVisible(Move.CANCEL in may)
        self.hold.setVisible(bool(may & {Move.HOLD, Move.RESUME}))
        self.hold.setText(words("Resume") if self.on_hold else words("Put on hold"))
        self.hold.set_icon("player-play" if self.on_hold else "hand-stop")
        self.hold.setObjectName("do.resume-order" if self.on_hold else "do.hold-order")
        self.countersign.setVisible(bool(facts.unsigned))
        self.verify.setVisible(not facts.verified)
        self.verify.button.set_kind("primary" if status is OrderStatus.ENTERED else "ghost")
        self._show_batch(facts)

    def _show_batch(self, facts: OrderFacts) -> None:
        words, open_now = look.words, facts.open_batch is not None
        verified = facts.order.status is OrderStatus.VERIFIED
        self.batch.setVisible(open_now or facts.order.status in (OrderStatus.ENTERED, OrderStatus.VERIFIED))
        self.batch.button.setText(words("Go to the batch") if open_now else words("Open a batch"))
        self.batch.button.set_kind("primary" if facts.verified else "ghost")
        self.batch.left([] if open_now or verified else [words("another person verifies the order")])

    # -------------------------------------------------------------------------------------------------- what happens
    def scanned(self, code: bytes) -> bool:
        """A wristband answers whether it is this patient's."""
        try:
            read = own.read(code)
        except Refused:
            return False
        if self.facts is None or read.kind is not own.Kind.PATIENT:
            return False
        words, name = look.words, patient_name(self.facts.patient)
        if read.numbers[0] == self.facts.patient.coi:
            self.notice.show_notice("ok", words("This is the wristband of {name}.").format(name=name), read=str(read))
        else:
            what = words("This is the wristband of another patient, not of {name}.").format(name=name)
            self.notice.show_notice("stop", what, read=str(read), go_on=words("Compare name, date of birth and number; open the order of the other patient."))
        return True

    def confirm(self) -> None:
        for each in (self.verify, self.batch):
            if each.isVisible() and each.button.isEnabled():
                each.press()
                return
