"""Formulas, lots, patients and orders, through the window."""
from __future__ import annotations

from ui.rehearsal.common import WindowPlay
from ui.rehearsal.finger import NotOffered
from workbench.formula.reading import formula_of
from workbench.formula.records import Field, FormulaVersion
from workbench.orders.records import Allergies, Channel, Order
from workbench.rehearsal import acts
from workbench.rehearsal.hands import Told

PAGES = 5
"""Pages of an order: patient, product, dose, schedule, check."""


class BeforeTheBatch(WindowPlay):
    """The acts around the batch."""

    # ------------------------------------------------------------------------------------------------ formulas
    def approve_formula(self, act: acts.ApproveFormula) -> Told:
        """One of the two signatures."""

        def touches() -> None:
            self._at_formula(act, act.formula)
            self.commit("do.approve-formula", act.who)

        return self.do(act, touches)

    def confirm_assumptions(self, act: acts.ConfirmAssumptions) -> Told:
        """Confirms everything that is open."""

        def touches() -> None:
            self._at_formula(act, act.formula)
            self.finger.press("do.confirm-assumptions")
            self.finger.fill("reason", act.why)
            self.commit("do.confirm-now")

        return self.do(act, touches)

    def withdraw_formula(self, act: acts.WithdrawFormula) -> Told:
        """Withdraws a version."""

        def touches() -> None:
            self._at_formula(act, act.formula)
            self.finger.press("do.withdraw-formula")
            self.finger.fill("reason", act.reason)
            self.commit("do.withdraw-now", act.who)

        return self.do(act, touches)

    def _at_formula(self, act: acts.Act, code: str) -> None:
        self.as_person(act.who)
        self.go("formulas")
        self.finger.row("formulas", self.known.version(code))

    def _formula(self, code: str) -> dict[str, Field]:
        """The givens of a formula by name."""
        with self.register.reading() as reader:
            text = reader.get(FormulaVersion, self.known.version(code)).text
        return {each.name: each for each in formula_of(text).givens}

    # ------------------------------------------------------------------------------------------------ lots
    def enter_lot(self, act: acts.EnterLot) -> Told:
        """Enters a lot on the register."""
        of = self.case.lots[act.lot]

        def touches() -> None:
            self._at_lots(act)
            self.finger.press("do.new-lot")
            self.finger.fill("material", of.material)
            self.finger.press("do.lot-material")
            for name, text in (("name", of.name), ("number", of.number), ("expiry", self.moment(of.expiry)), ("received", of.received), ("unit", of.unit)):
                self.finger.fill(name, text)
            for name, each in of.properties.items():
                self.finger.fill(name, self.typed("" if each.unit else "moment", each.value))
            self.commit("do.enter-lot")

        return self.do(act, touches)

    def decide_lot(self, act: acts.DecideLot) -> Told:
        """Releases, holds or rejects a lot."""

        def touches() -> None:
            self._at_lots(act)
            self.finger.row("register", self.known.lot(act.lot))
            self.finger.press("do.decide-lot")
            self.finger.fill("decision", act.decision)
            self.finger.fill("reason", act.reason)
            self.commit("do.decide-lot-now", act.who)

        return self.do(act, touches)

    def sample_lot(self, act: acts.SampleLot) -> Told:
        """Takes a sample out of a lot."""

        def touches() -> None:
            self._at_lots(act)
            self.finger.row("register", self.known.lot(act.lot))
            self.finger.press("do.take-sample")
            for name, text in (("amount", act.amount), ("unit", act.unit), ("purpose", act.purpose)):
                self.finger.fill(name, text)
            self.commit("do.take-sample-now")

        return self.do(act, touches)

    def _at_lots(self, act: acts.Act) -> None:
        self.as_person(act.who)
        self.go("register")
        self.finger.fill("kind", "lots")

    # ------------------------------------------------------------------------------------------------ patients
    def register_patient(self, act: acts.RegisterPatient) -> Told:
        """The first page of a new order registers the patient; the draft of the order stays for whoever goes on."""
        of = self.case.patients[act.patient]

        def touches() -> None:
            self._at_new_order(act)
            self.finger.fill("hospital_no", of.hospital_no)
            for name, text in (("family", of.family), ("given", of.given), ("title", of.title), ("born", self.day(of.born))):
                self.finger.fill(name, text)
            self.finger.fill("sex", of.sex)
            self.finger.fill("allergies", Allergies(of.allergies).value)
            self.finger.fill("allergy_text", of.allergy_text)
            self.commit("do.next")

        return self.do(act, touches)

    def record_markers(self, act: acts.RecordMarkers) -> Told:
        """Through an order of the patient; before there is one, the window has no place for it."""

        def touches() -> None:
            order = next((key for key, each in self.known.orders.items() if self._patient_of(each) == self.known.patient(act.patient)), "")
            if not order:
                raise NotOffered("markers of a patient without an order")
            self._at_order(act, order)
            self.finger.press("do.record-markers")
            self.finger.fill("markers", act.status)
            self.commit("do.record-markers-now")

        return self.do(act, touches)

    def record_collection(self, act: acts.RecordCollection) -> Told:
        """Records a collection of an order."""

        def touches() -> None:
            self._at_order(act, act.order)
            self.finger.press("do.record-collection")
            self.finger.fill("number", act.number)
            fields = self._formula(self._formula_of(act.order))
            for name, raw in act.given.items():
                self.finger.fill(name, self.typed(fields[name].kind if name in fields else "", raw))
            self.commit("do.record-collection-now")

        return self.do(act, touches)

    # ------------------------------------------------------------------------------------------------ orders
    def enter_order(self, act: acts.EnterOrder) -> Told:
        """All pages of a new order, then the prescriber's signature if they order on the screen."""

        def touches() -> None:
            self._at_new_order(act)
            self.finger.fill("hospital_no", self.case.patients[act.patient].hospital_no)
            self.finger.press("do.next")
            self.finger.fill("formula", act.formula)
            self.finger.fill("regime", act.regime)
            self.finger.press("do.next")
            self._dose(act.says, act.formula)
            self._schedule(act.says, "")
            self._save(act.says)

        return self.do(act, touches)

    def amend_order(self, act: acts.AmendOrder) -> Told:
        """The intake, filled with the order as it stands."""

        def touches() -> None:
            self._at_order(act, act.order)
            self.finger.press("do.amend-order")
            self._to_page(2)
            self._dose(act.says, self._formula_of(act.order))
            self._schedule(act.says, act.why)
            self._save(act.says)

        return self.do(act, touches)

    def verify_order(self, act: acts.VerifyOrder) -> Told:
        """Another person compares and signs."""
        return self._signed(act, act.order, "do.verify-order")

    def countersign_order(self, act: acts.CountersignOrder) -> Told:
        """The prescriber signs what was told by telephone."""
        return self._signed(act, act.order, "do.countersign-order")

    def _signed(self, act: acts.Act, order: str, button: str) -> Told:
        def touches() -> None:
            self._at_order(act, order)
            self.commit(button, act.who)

        return self.do(act, touches)

    def hold_order(self, act: acts.HoldOrder) -> Told:
        """Puts it on hold."""
        return self._asked_why(act, act.order, act.reason, "hold-order")

    def resume_order(self, act: acts.ResumeOrder) -> Told:
        """Takes it off hold."""
        return self._asked_why(act, act.order, act.reason, "resume-order")

    def cancel_order(self, act: acts.CancelOrder) -> Told:
        """Cancels it."""
        return self._asked_why(act, act.order, act.reason, "cancel-order", act.who)

    def _asked_why(self, act: acts.Act, order: str, reason: str, name: str, signer: str = "") -> Told:
        def touches() -> None:
            self._at_order(act, order)
            self.finger.press(f"do.{name}")
            self.finger.fill("reason", reason)
            self.commit(f"do.{name}-now", signer)

        return self.do(act, touches)

    # ------------------------------------------------------------------------------------------------ the pages
    def _at_new_order(self, act: acts.Act) -> None:
        self.as_person(act.who)
        self.go("orders")
        self.finger.press("do.new-order")
        self._to_page(0)

    def _to_page(self, page: int) -> None:
        """Back to a page: a draft goes on where it was left."""
        self.finger.settle()
        for _ in range(PAGES):
            if self.finger.seen("do.back") is not None:
                self.finger.press("do.back")
        for _ in range(page):
            self.finger.press("do.next")

    def _dose(self, says: acts.OrderValues, code: str) -> None:
        fields = self._formula(code)
        for name, raw in says.given.items():
            self.finger.fill(name, self.typed(fields[name].kind if name in fields else "", raw))
        if says.weighed_on is not None:
            self.finger.fill("weighed_on", self.day(says.weighed_on))
        for name, text in says.reasons.items():
            self.finger.fill(f"reason.{name}", text)
        self.finger.press("do.next")

    def _schedule(self, says: acts.OrderValues, why: str) -> None:
        if why:
            self.finger.fill("why", why)
        if says.ward:
            self.finger.fill("ward", says.ward)
        if says.planned is not None:
            self.finger.fill("planned", self.moment(says.planned))
        self.finger.fill("prescriber", says.prescriber)
        self.finger.fill("channel", says.channel)
        if says.channel == Channel.TELEPHONE.value:
            self.finger.fill("told_by", says.told_by)
            self.finger.fill("read_back", "yes" if says.read_back else "")
        self.finger.press("do.next")

    def _save(self, says: acts.OrderValues) -> None:
        self.commit("do.save-order", says.prescriber if says.channel == Channel.SCREEN.value else "")

    def _at_order(self, act: acts.Act, order: str) -> None:
        self.as_person(act.who)
        self.go("orders")
        self.finger.row("orders", self.known.order(order), opened=True)

    def _formula_of(self, order: str) -> str:
        entered = [each for each in self.case.play if isinstance(each, acts.EnterOrder) and not each.expected]
        return next(each.formula for each in entered if not order or each.order == order)

    def _patient_of(self, order: str) -> str:
        with self.register.reading() as reader:
            return reader.get(Order, order).patient

