"""The frozen sum of one batch: everything that rules, screens and papers of the batch are made from."""
from __future__ import annotations

from dataclasses import dataclass

from workbench.batch.records import (
    Attachment,
    Bag,
    Batch,
    Calculation,
    Decision,
    Entry,
    SampleTaken,
    ScanFact,
    StepMark,
    TestResult,
)
from workbench.custody.records import BagIssue
from workbench.documents.records import Document, Holder
from workbench.formula.records import FormulaVersion, MasterFormula
from workbench.labels.records import LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.orders.records import Collection, Infectious, Order, OrderVersion, Patient
from workbench.people.records import Appointment, Person, Qualification, Signature
from workbench.premises.records import Equipment
from workbench.printing.records import LabelSend, SendOutcome
from workbench.quality.records import Deviation
from workbench.scanners.records import HandEntry
from workbench.site.records import ProductCodes, Site, SiteCodes
from workbench.stock.records import Lot, LotUse
from workbench.surveillance.records import SignalStop


@dataclass(frozen=True, slots=True)
class Dossier:
    """One batch as the register holds it at journal entry ``head``.

    Facts stand in the order in which they were added. ``lots`` are those scanned or used in the batch; ``uses`` are all uses of
    those lots, also by other batches; ``results`` and ``signatures`` include those of the lots,
    ``signatures`` also those under the versions of the order. ``earlier`` are the bags of
    this patient's other batches of the same formula. ``labels`` are those of bags, ``thing_labels`` those of the batch's samples
    and containers; ``stops`` what signals stop now of this product or of these lots. Attachments, labels and documents carry their bytes.
    """

    site: Site
    batch: Batch
    order: Order
    versions: tuple[OrderVersion, ...]
    patient: Patient
    collections: tuple[Collection, ...]
    markers: tuple[Infectious, ...]
    version: FormulaVersion
    formula: MasterFormula
    marks: tuple[StepMark, ...]
    entries: tuple[Entry, ...]
    calculations: tuple[Calculation, ...]
    scans: tuple[ScanFact, ...]
    attachments: tuple[Attachment, ...]
    samples: tuple[SampleTaken, ...]
    results: tuple[TestResult, ...]
    signatures: tuple[Signature, ...]
    deviations: tuple[Deviation, ...]
    decisions: tuple[Decision, ...]
    bags: tuple[Bag, ...]
    labels: tuple[LabelPrint, ...]
    label_scans: tuple[LabelScan, ...]
    label_ends: tuple[LabelEnd, ...]
    label_disposals: tuple[LabelDisposal, ...]
    label_sends: tuple[LabelSend, ...]
    send_outcomes: tuple[SendOutcome, ...]
    documents: tuple[Document, ...]
    holders: tuple[Holder, ...]
    issues: tuple[BagIssue, ...]
    lots: tuple[Lot, ...]
    uses: tuple[LotUse, ...]
    equipment: tuple[Equipment, ...]
    people: tuple[Person, ...]
    appointments: tuple[Appointment, ...]
    qualifications: tuple[Qualification, ...]
    earlier: tuple[Bag, ...]
    head: tuple[int, bytes]
    codes: SiteCodes | None = None
    product: ProductCodes | None = None
    thing_labels: tuple[LabelPrint, ...] = ()
    hand_entries: tuple[HandEntry, ...] = ()
    stops: tuple[SignalStop, ...] = ()

    @property
    def ordered(self) -> OrderVersion:
        """The version of the order that this batch is made for."""
        return next(each for each in self.versions if each.number == self.batch.order_version)

    def person(self, key: str) -> Person:
        """The person of this identifier; ``LookupError`` when unknown."""
        for each in self.people:
            if each.id == key:
                return each
        raise LookupError(key)
