"""What the keys of a case stand for in the register, learned from the register itself as the acts are done."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.barcodes.own import Kind, Own, bag, text
from workbench.batch.records import Batch
from workbench.kernel.ports import Reader, Register
from workbench.orders.records import Order, Patient
from workbench.people.records import Person
from workbench.rehearsal import acts
from workbench.rehearsal.case import Case
from workbench.stock.records import Lot


@dataclass
class Known:
    """Keys of the case to identifiers of the register. An empty key is the only one that there is."""

    case: Case
    register: Register
    lots: dict[str, str] = field(default_factory=dict)
    patients: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    batches: dict[str, str] = field(default_factory=dict)

    def lot(self, key: str) -> str:
        """The identifier of a lot; ``LookupError`` when it was never entered."""
        return self.lots[key]

    def patient(self, key: str) -> str:
        """The identifier of a patient; ``LookupError`` when never registered."""
        return self.patients[key]

    def order(self, key: str) -> str:
        """The identifier of an order."""
        return _only(self.orders, key)

    def batch(self, key: str) -> str:
        """The identifier of a batch."""
        return _only(self.batches, key)

    def version(self, code: str) -> str:
        """The identifier of the version of a formula that the case uses."""
        return next(f"{each.code}.{each.version}" for each in self.case.formulas if each.code == code)

    def learn(self, act: acts.Act) -> None:
        """Looks up what ``act`` has made."""
        if not isinstance(act, acts.EnterLot | acts.RegisterPatient | acts.EnterOrder | acts.OpenBatch):
            return
        with self.register.reading() as reader:
            self._learn(act, reader)

    def _learn(self, act: acts.Act, reader: Reader) -> None:
        match act:
            case acts.EnterLot():
                of = self.case.lots[act.lot]
                self.lots[act.lot] = reader.find(Lot, {"material": of.material, "number": of.number}, sort="-seq", limit=1)[0].id
            case acts.RegisterPatient():
                number = self.case.patients[act.patient].hospital_no
                self.patients[act.patient] = reader.find(Patient, {"hospital_no": number}, sort="-seq", limit=1)[0].id
            case acts.EnterOrder():
                self.orders[act.order] = reader.find(Order, {"patient": self.patient(act.patient)}, sort="-opened", limit=1)[0].id
            case acts.OpenBatch():
                self.batches[act.batch] = reader.find(Batch, {"order": self.order(act.order)}, sort="-opened", limit=1)[0].id

    def scanned(self, scan: str) -> bytes:
        """What a scanner sends for ``scan``: a lot's key, or ``collection:``, ``patient:``, ``badge:`` or ``raw:`` and what follows."""
        sort, colon, rest = scan.partition(":")
        if colon and sort == "raw":
            return rest.encode()
        if colon and sort == "collection":
            return text(Own(Kind.COLLECTION, (rest,))).encode()
        with self.register.reading() as reader:
            if colon and sort == "badge":
                return text(Own(Kind.BADGE, (reader.get(Person, rest).badge,))).encode()
            if colon and sort == "patient":
                return text(Own(Kind.PATIENT, (reader.get(Patient, self.patient(rest)).coi,))).encode()
            return text(Own(Kind.LOT, (reader.get(Lot, self.lot(scan)).code,))).encode()

    def bag_label(self, batch: str, number: int) -> bytes:
        """What a scanner sends for the label on a bag."""
        with self.register.reading() as reader:
            return text(bag(reader.get(Batch, self.batch(batch)), number)).encode()

    def wristband(self, batch: str, patient: str = "") -> bytes:
        """What a scanner sends for a wristband: that of the batch's own patient unless another one is said."""
        with self.register.reading() as reader:
            whose = self.patient(patient) if patient else reader.get(Batch, self.batch(batch)).patient
            return text(Own(Kind.PATIENT, (reader.get(Patient, whose).coi,))).encode()


def _only(known: dict[str, str], key: str) -> str:
    if key:
        return known[key]
    (only,) = known.values()
    return only
