"""Formulas, lots, patients and orders, by the desk hand."""

from __future__ import annotations

from workbench.formula.actions import approve_formula, confirm_assumptions, withdraw_formula
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.formula.rules import unconfirmed
from workbench.orders.actions.changing import cancel_order, hold_order, resume_order
from workbench.orders.actions.collecting import record_collection, record_markers
from workbench.orders.actions.entering import Prescription, amend_order, countersign_order, enter_order, verify_order
from workbench.orders.actions.patients import Registration, register_patient
from workbench.orders.records import Allergies, Channel
from workbench.people.records import Meaning, Proof
from workbench.rehearsal import acts
from workbench.rehearsal.desk.common import Desk
from workbench.rehearsal.hands import Told
from workbench.stock.actions import Delivery, decide_lot, enter_lot, take_sample
from workbench.stock.records import LotStatus, Property


class BeforeTheBatch(Desk):
    """The acts around the batch."""

    def approve_formula(self, act: acts.ApproveFormula) -> Told:
        """One of the two signatures."""
        return approve_formula(self.known.version(act.formula), **self.signing(act, Meaning.APPROVED)).findings

    def confirm_assumptions(self, act: acts.ConfirmAssumptions) -> Told:
        """Confirms the places named, or all that are open."""
        key = self.known.version(act.formula)
        with self.register.reading() as reader:
            version = reader.get(FormulaVersion, key)
        places = act.places or unconfirmed(version, formula_of(version.text))
        return confirm_assumptions(key, places, act.why, **self.doing(act)).findings

    def withdraw_formula(self, act: acts.WithdrawFormula) -> Told:
        """Withdraws a version."""
        return withdraw_formula(self.known.version(act.formula), act.reason, **self.signing(act, Meaning.WITHDRAWN)).findings

    def enter_lot(self, act: acts.EnterLot) -> Told:
        """Enters a lot as it came in."""
        of = self.case.lots[act.lot]
        properties = tuple(Property(name, each.value, each.unit) for name, each in of.properties.items())
        delivery = Delivery(of.material, of.name, of.number, of.expiry, of.received, of.unit, properties)
        return enter_lot(delivery, **self.doing(act)).findings

    def decide_lot(self, act: acts.DecideLot) -> Told:
        """Releases, holds or rejects a lot."""
        lot = self.known.lot(act.lot)
        return decide_lot(lot, LotStatus(act.decision), act.reason, **self.signing(act, Meaning.LOT_DECIDED)).findings

    def sample_lot(self, act: acts.SampleLot) -> Told:
        """Takes a sample out of a lot."""
        return take_sample(self.known.lot(act.lot), act.amount, act.unit, act.purpose, **self.doing(act)).findings

    def register_patient(self, act: acts.RegisterPatient) -> Told:
        """Registers a patient."""
        of = self.case.patients[act.patient]
        allergies = Allergies(of.allergies)
        typed = Registration(of.hospital_no, of.family, of.given, of.born, of.sex, of.title, allergies, of.allergy_text)
        return register_patient(typed, **self.doing(act)).findings

    def record_markers(self, act: acts.RecordMarkers) -> Told:
        """Records infectious markers."""
        return record_markers(self.known.patient(act.patient), act.status, **self.doing(act)).findings

    def record_collection(self, act: acts.RecordCollection) -> Told:
        """Records a collection."""
        return record_collection(self.known.order(act.order), act.given, number=act.number, **self.doing(act)).findings

    def enter_order(self, act: acts.EnterOrder) -> Told:
        """Enters an order; a prescriber on the screen signs it."""
        patient, says = self.known.patient(act.patient), _prescription(act.says)
        regimes = self.supplies.regimes
        return enter_order(patient, act.formula, act.regime, says, regimes=regimes, proof=self._prescribes(act, says), **self.doing(act)).findings

    def amend_order(self, act: acts.AmendOrder) -> Told:
        """A new version."""
        says = _prescription(act.says)
        return amend_order(self.known.order(act.order), says, act.why, proof=self._prescribes(act, says), **self.doing(act)).findings

    def verify_order(self, act: acts.VerifyOrder) -> Told:
        """Another person verifies it."""
        return verify_order(self.known.order(act.order), **self.signing(act, Meaning.VERIFIED)).findings

    def countersign_order(self, act: acts.CountersignOrder) -> Told:
        """The prescriber signs what was told by telephone."""
        return countersign_order(self.known.order(act.order), **self.signing(act, Meaning.PRESCRIBED)).findings

    def hold_order(self, act: acts.HoldOrder) -> Told:
        """Puts it on hold."""
        return hold_order(self.known.order(act.order), act.reason, **self.doing(act)).findings

    def resume_order(self, act: acts.ResumeOrder) -> Told:
        """Takes it off hold."""
        return resume_order(self.known.order(act.order), act.reason, **self.doing(act)).findings

    def cancel_order(self, act: acts.CancelOrder) -> Told:
        """Cancels it."""
        return cancel_order(self.known.order(act.order), act.reason, **self.signing(act, Meaning.CANCELLED)).findings

    def _prescribes(self, act: acts.Act, says: Prescription) -> Proof | None:
        return self.proof(act.who, Meaning.PRESCRIBED) if says.channel is Channel.SCREEN else None


def _prescription(says: acts.OrderValues) -> Prescription:
    return Prescription(
        says.given,
        says.prescriber,
        Channel(says.channel),
        says.told_by or None,
        says.read_back,
        says.weighed_on,
        says.ward,
        says.planned,
        says.reasons,
    )
