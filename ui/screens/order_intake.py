"""Entering an order in steps, or amending one: patient, product, dose, schedule, check. Nothing that is typed is lost."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from ui.desk import BannerFacts, Desk, Screen
from ui.kit.button import Button, Confirm
from ui.kit.card import FORM, Card
from ui.kit.chip import Chip
from ui.kit.layout import FLUSH, box, clear, col, line, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead, WithSide
from ui.kit.steps import StepBar
from ui.kit.text import Link
from ui.kit.theme import look
from ui.problems import attempt
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet
from ui.screens.order_intake_basis import Judged, judge_typed, read_basis
from ui.screens.order_intake_dose import DosePage
from ui.screens.order_intake_pages import CheckPage, ProductPage, SchedulePage
from ui.screens.order_intake_parts import Intake, Lines, Page, Summary, shortened
from ui.screens.order_intake_patient import PatientPage
from ui.screens.order_intake_said import as_it_stands, changes, prescribing, prescription
from ui.screens.order_intake_side import IntakeSide
from ui.steps.signing import Signed, ask_signature
from workbench.barcodes import own
from workbench.kernel.findings import Done, Finding, Refused, Unavailable, stops
from workbench.kernel.values import Quantity, Role
from workbench.orders.actions import Prescription, amend_order, enter_order, looking
from workbench.orders.records import Channel, Order, Patient
from workbench.orders.rules import WEIGHT
from workbench.people.rights import Act

DOSE, CHECK = 2, 4
"""Places of two pages."""


class OrderIntakeScreen(Screen):
    """``desk.go("order-intake")`` begins an order; ``desk.go("order-intake", order_id)`` amends one."""

    place = "orders"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setObjectName("screen.order-intake")
        self.intake = Intake(desk)
        self._key, self._at, self._begun = "", 0, dict[str, str]()
        self._outer = col(gap=12, edges=PAGE)
        self.setLayout(self._outer)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_around)
        self._build()

    # -------------------------------------------------------------------------------------------------- building
    def _build(self) -> None:
        """Everything anew, in the language of the screen; values are filled in by the caller."""
        clear(self._outer)
        words, intake = look.words, self.intake
        self.discard = Link(words("Discard the draft"), self._ask_discard, name="do.discard-draft", icon="trash")
        self.close_button = Button(words("Close, keep draft"), "ghost", "x", name="do.close", tool=True, act=self.desk.back)
        self.head = PageHead(right=(self.discard, self.close_button), chips=(Chip("draft"),))
        self.patient_page, self.product = PatientPage(intake), ProductPage(intake)
        self.dose, self.schedule, self.check = DosePage(intake), SchedulePage(intake), CheckPage(intake)
        self.pages: tuple[Page, ...] = (self.patient_page, self.product, self.dose, self.schedule, self.check)
        self.stack = QStackedWidget()
        for each in self.pages:
            each.edited.connect(self._edited)
            each.left.connect(self.desk.drafts.flush)
            self.stack.addWidget(each)
        self.bar = StepBar([each.title for each in self.pages], 0)
        self.notice = Notice(name="notice.intake")
        self.go_back = Button(words("Back"), "ghost", "arrow-left", name="do.back", act=self._go_back)
        self.next = Confirm(words("Next"), "arrow-right", name="do.next")
        self.next.pressed.connect(self._go_on)
        self.save = Confirm(words("Save the order"), name="do.save-order")
        self.save.pressed.connect(self._save)
        self.summary = Summary(words("The order so far"), words("Compare it with the order in your hand."))
        self.side = IntakeSide()
        self._lay()

    def _lay(self) -> None:
        card = Card(col(self.bar, line(), (self.stack, 1), gap=10), edges=FORM)
        foot = row(self.go_back, None, self.next, self.save, gap=10)
        middle = box(col((card, 1), self.notice, foot, gap=10, edges=FLUSH))
        main = spread(self.summary, (middle, 1), gap=16)
        self._outer.addWidget(self.head)
        self._outer.addWidget(WithSide(main, scrolling(self.side), width=292, says=look.words("Calculation and checks")), 1)

    def retranslate(self) -> None:
        typed, at = self.typed, self._at
        self._build()
        self._fill(typed)
        self._turn_to(at)

    # -------------------------------------------------------------------------------------------------- beginning
    @property
    def title(self) -> str:
        words, order = look.words, self.intake.order
        return words("Amend order {id}").format(id=order.id) if order else words("New order")

    @property
    def patient(self) -> BannerFacts | None:
        known, weight = self.intake.patient, self.intake.judged.values.get(WEIGHT)
        if known is None:
            return None
        weighed, said = self.dose.weighed_on.value, weight if isinstance(weight, Quantity) else None
        return BannerFacts(known, said, weighed, self.schedule.ward.text, self.schedule.planned.value, look.words("Planned"))

    def enter(self, argument: object = None) -> None:
        """Goes on with the draft of this person where there is one."""
        wanted = argument if isinstance(argument, str) else ""
        order = self._order(wanted)
        person = self.desk.person.id if self.desk.person else ""
        key = f"order/{order.id}.{order.version}/{person}" if order else f"order/new/{person}"
        if key == self._key:
            self.refresh()
        elif order is not None or not wanted:
            self._begin(key, order)

    def _order(self, wanted: str) -> Order | None:
        if not wanted:
            return None
        try:
            with self.desk.register.reading() as reader:
                return looking.known_order(reader, wanted)
        except Refused as refused:
            self.notice.refused(refused, self.desk.zone)
            return None

    def _begin(self, key: str, order: Order | None) -> None:
        self._key = key
        self.intake = Intake(self.desk, order)
        kept: dict[str, str] = {}
        if order is not None:
            with self.desk.register.reading() as reader:
                self.intake.version = version = looking.counting(reader, order)
                self.intake.formula = looking.formula_for(reader, order)
                self.intake.patient = reader.get(Patient, order.patient)
            kept = as_it_stands(order, version, self.desk.zone)
        self._build()
        if self.intake.patient is not None:
            self.patient_page.choose(self.intake.patient)
        self._fill(kept or self._first())
        self.dose.begin()
        self._begun = dict(self.typed)
        drafted = dict(self.desk.drafts.find(key))
        at = int(drafted.pop("page", "") or (DOSE if order else 0))
        self._fill(drafted)
        self._turn_to(min(at, CHECK))
        if drafted:
            self.desk.tell(look.words("Your draft was kept: go on where you were."))

    def _first(self) -> dict[str, str]:
        """A prescriber at the screen prescribes on it; everybody else has a paper in hand."""
        person = self.desk.person
        if person is not None and self.desk.role is Role.PRESCRIBER:
            return {"channel": Channel.SCREEN.value, "prescriber": person.id}
        return {"channel": Channel.PAPER.value}

    def _fill(self, values: dict[str, str]) -> None:
        """Fills the pages in their order: the product decides which fields the dose has."""
        reasons = {name: text for name, text in values.items() if name.startswith("reason.")}
        if not self.intake.amends or values.get("correcting"):
            self.patient_page.fill(values)
        self.product.fill(values)
        self._read_basis()
        self.dose.fill(values)
        self.schedule.fill(values)
        self.dose.reasons.fill(reasons)
        self._judge()
        self._show_around()

    # -------------------------------------------------------------------------------------------------- what is typed
    @property
    def typed(self) -> dict[str, str]:
        """Everything that stands on the pages, by the names of the fields."""
        found: dict[str, str] = {}
        for each in self.pages:
            found |= each.typed
        return found

    @property
    def found(self) -> tuple[Finding, ...]:
        """What stops now, on any page."""
        return (*self.patient_page.stopping, *self.product.stopping, *self.intake.judged.stopping)

    def _edited(self) -> None:
        self._read_basis()
        self._judge()
        if self._key:
            self.desk.drafts.keep(self._key, lambda: {**self.typed, "page": str(self._at)})
        self._show_foot()
        self._soon.start()

    def _read_basis(self) -> None:
        intake = self.intake
        if intake.formula is None:
            intake.basis = None
        else:
            with self.desk.register.reading() as reader:
                known = intake.patient.id if intake.patient else ""
                intake.basis = read_basis(reader, intake.formula, known, intake.order, self.desk.clock.now(), self.desk.zone)
        self.dose.show_formula()

    def _judge(self) -> None:
        basis, desk = self.intake.basis, self.desk
        self.intake.judged = judge_typed(basis, self.dose.raws, self.dose.weighed_on.value, desk.today, desk.zone) if basis else Judged()
        self.product.show_judged()
        self.dose.show_judged()

    def _show_around(self) -> None:
        """Summary, side cards, banner: what follows from what is typed."""
        words, pages = look.words, self._shown_lines()
        formula = self.intake.formula
        product = formula.text[words.language] if formula else words("five pages; everything is kept as a draft while you type")
        self.head.say(self.title, product, "" if self.intake.patient else self.desk.mark)
        self.summary.show_pages(pages, self._at)
        self.side.show_intake(self.intake, self.schedule.prescriber.combo.currentText() if self.schedule.prescriber.code else "")
        if self._at == CHECK:
            self.check.show_pages(pages, changes(self.intake, self.dose, self.schedule, self._begun))
        self._show_foot()
        self.desk.banner_changed()

    def _shown_lines(self) -> list[tuple[str, Lines]]:
        return [(each.title, each.lines) for each in self.pages[:CHECK]]

    # -------------------------------------------------------------------------------------------------- the pages
    def _turn_to(self, at: int) -> None:
        self._at = at
        self.stack.setCurrentIndex(at)
        self.summary.setVisible(at != CHECK)
        self.bar.show_steps([each.title for each in self.pages], at)
        self._show_around()

    def _show_foot(self) -> None:
        words, last = look.words, self._at == CHECK
        self.go_back.setVisible(self._at > 0)
        self.next.setVisible(not last)
        self.save.setVisible(last)
        if last:
            left = [text for each in self.pages[:CHECK] for text in each.left_to_do]
            self.save.left(shortened([*left, *self.patient_left()]))
            self.save.button.setText(words("Save the amendment") if self.intake.amends else words("Save the order"))
            return
        self.next.left(shortened(self.pages[self._at].left_to_do))
        first = self.patient_page.next_word if self._at == 0 else ""
        following = self.pages[self._at + 1].title
        self.next.button.setText(first or words("Next: {page}").format(page=following))

    def patient_left(self) -> list[str]:
        """An order is for a patient who is known."""
        return [] if self.intake.patient is not None else [look.words("register the patient")]

    def _go_on(self) -> None:
        page = self.pages[self._at]
        if page.left_to_do or not page.finish():
            self._show_foot()
            return
        self._read_basis()
        self._judge()
        self._turn_to(self._at + 1)
        self._keep_now()

    def _go_back(self) -> None:
        self.notice.clear()
        self._turn_to(max(self._at - 1, 0))
        self._keep_now()

    def _keep_now(self) -> None:
        self.desk.drafts.keep(self._key, lambda: {**self.typed, "page": str(self._at)})
        self.desk.drafts.flush()

    # -------------------------------------------------------------------------------------------------- saving
    @property
    def prescription(self) -> Prescription:
        """What the pages say."""
        return prescription(self.intake, self.dose, self.schedule, self._begun)

    def _save(self) -> None:
        if self.prescription.channel is Channel.SCREEN:
            ask_signature(self.desk, prescribing(self.desk, self.title, self._shown_lines(), self.prescription.prescriber), self._write)
        else:
            self._write(None)

    def _write(self, signed: Signed | None) -> None:
        intake, says = self.intake, self.prescription
        doing = in_right(self.desk, Act.AMEND_ORDER if intake.amends else Act.ENTER_ORDER)
        if signed is not None:
            doing["actor"] = signed.actor
        proof, order, patient = signed.proof if signed else None, intake.order, intake.patient
        if order is not None:
            done = attempt(lambda: amend_order(order.id, says, self.schedule.why.text, proof=proof, **doing), self.notice, self.desk.zone)
        elif patient is not None:
            formula, regime = self.product.product.code, self.product.regime.code
            act = lambda: enter_order(patient.id, formula, regime, says, regimes=intake.regimes, proof=proof, **doing)  # noqa: E731 - one act, named where it is handed on
            done = attempt(act, self.notice, self.desk.zone)
        else:
            return
        if done is not None:
            self._saved(done)

    def _saved(self, done: Done) -> None:
        """Told is what did not stand on the pages already, and will not stand on the order."""
        seen = {each.code for each in (*self.product.found, *self.intake.judged.found)} | {"orders.affected-step", "orders.affected-label"}
        for each in done.findings:
            if each.code not in seen:
                self.desk.tell(each)
        self.desk.did.emit(done)
        order = next(each for each in done.changed if isinstance(each, Order))
        self.desk.drafts.forget(self._key)
        self._forget()
        self.desk.go("order", order.id)

    def _forget(self) -> None:
        """The pages are empty again: what stood there has been entered, or given up."""
        self._key = ""
        self.intake = Intake(self.desk)
        self._build()
        self._at = 0

    # -------------------------------------------------------------------------------------------------- the rest
    def _ask_discard(self) -> None:
        words = look.words

        def done(sheet: AskSheet) -> bool:
            self.desk.drafts.forget(self._key)
            order = self.intake.order
            self._forget()
            self.enter(order.id if order else None)
            return True

        note = words("What was typed here goes away. The register is not touched.")
        self.desk.sheet(AskSheet("discard", words("Discard the draft?"), [], words("Discard"), "do.discard-now", done, note))

    def refresh(self) -> None:
        if not self._key:
            return
        try:
            self.patient_page.look_again()
            self.product.look_again()
            self._read_basis()
        except Unavailable as fault:
            self.notice.unavailable(fault)
            return
        self._judge()
        self._show_around()

    def scanned(self, code: bytes) -> bool:
        """The wristband of a patient fills the first page."""
        try:
            read = own.read(code)
        except Refused:
            return False
        if read.kind is not own.Kind.PATIENT or self.intake.amends or self._at != 0:
            return False
        with self.desk.register.reading() as reader:
            found = reader.find(Patient, {"coi": read.numbers[0]}, limit=1)
        if found:
            self.notice.clear()
            self.patient_page.choose(found[0])
        else:
            self.notice.refused(Refused([stops("orders.no-such-patient", "register", patient=read.numbers[0])]), self.desk.zone)
        return True

    def leave(self) -> None:
        self.desk.drafts.flush()

    def confirm(self) -> None:
        (self.save if self._at == CHECK else self.next).press()

