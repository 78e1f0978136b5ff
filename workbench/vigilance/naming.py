"""Whom and what a report is about: bag and patient scanned, typed by hand with a second person, or chosen from the register."""
from __future__ import annotations

from dataclasses import dataclass

from workbench.barcodes import own
from workbench.batch.records import Bag, Batch
from workbench.custody.bags import bag_scanned, bag_typed
from workbench.custody.records import Infusion
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Reader
from workbench.orders.records import Order, Patient
from workbench.scanners.entering import ByHand
from workbench.vigilance.records import Naming

SOURCE = "spontaneous reports (issue 4, item 2)"


@dataclass(frozen=True, slots=True)
class Pointed:
    """How a bag or a patient is named: ``read`` is what was scanned, ``hand`` what was typed with a second person, ``chosen`` the identifier
    of the record that was chosen from a list. At most one of them; none where it is not known."""

    read: str = ""
    hand: ByHand | None = None
    chosen: str = ""

    @property
    def way(self) -> Naming | None:
        """How it was named; None where it was not."""
        if self.hand is not None:
            return Naming.TYPED
        return Naming.CHOSEN if self.chosen else Naming.SCANNED if self.read.strip() else None


NOT_KNOWN = Pointed()


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a report is about, as far as it is known; ``pathway`` is that of the batch."""

    patient: str | None
    bag: str | None
    batch: str | None
    product: str
    ward: str
    pathway: str


def about(reader: Reader, bag: Pointed, patient: Pointed, product: str) -> About:
    """What bag and patient say. ``Refused`` when one is not known, when the bag is not that patient's, or was chosen and never given."""
    whose = patient_named(reader, patient) if patient.way is not None else None
    if bag.way is None:
        orders = reader.find(Order, {"patient": whose.id}, sort="-opened", limit=1) if whose is not None else ()
        batches = reader.find(Batch, {}, sort="-opened", limit=1)
        pathway = orders[0].regime if orders else batches[0].regime if batches else ""
        return About(whose.id if whose else None, None, None, " ".join(product.split()), orders[0].ward if orders else "", pathway)
    which = _bag(reader, bag)
    batch = reader.get(Batch, which.batch)
    if whose is not None and whose.id != batch.patient:
        raise Refused((stops("vigilance.bag-not-theirs", SOURCE, where="patient"),))
    return About(batch.patient, which.id, batch.id, batch.formula, reader.get(Order, batch.order).ward, batch.regime)


def patient_named(reader: Reader, named: Pointed) -> Patient:
    """The patient of a wristband, of a scanned hospital number, or chosen. ``Refused`` when there is none."""
    text = named.hand.code.typed if named.hand is not None else named.chosen or named.read.strip()
    known = reader.find(Patient, {"id": text}) if named.way is Naming.CHOSEN else ()
    if named.way is Naming.SCANNED:
        known = reader.find(Patient, {"hospital_no": text})
    if not known:
        try:
            band = own.read(text.encode())
        except Refused:
            band = None
        known = reader.find(Patient, {"coi": band.numbers[0]}) if band is not None and band.kind is own.Kind.PATIENT else ()
    if not known:
        raise Refused((stops("vigilance.no-such-patient", SOURCE, where="patient", read=text[:40]),))
    return known[0]


def _bag(reader: Reader, named: Pointed) -> Bag:
    if named.hand is not None:
        return bag_typed(reader, named.hand)
    if not named.chosen:
        return bag_scanned(reader, named.read)
    known = reader.find(Bag, {"id": named.chosen})
    if not known or not reader.find(Infusion, {"bag": named.chosen}):
        raise Refused((stops("vigilance.bag-not-given", SOURCE, where="bag"),))
    return known[0]
