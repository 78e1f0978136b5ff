"""Formulas, lots, patients and orders, by the desk hand."""

from __future__ import annotations

from workbench.people.records import Meaning
from workbench.rehearsal import acts
from workbench.rehearsal.desk.common import Desk
from workbench.rehearsal.hands import Told
from workbench.stock.actions import Delivery, decide_lot, enter_lot, take_sample
from workbench.stock.records import LotStatus, Property


class BeforeTheBatch(Desk):
    """The acts around the batch."""

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
