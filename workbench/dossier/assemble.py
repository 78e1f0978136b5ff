"""Builds a dossier from one consistent reading."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

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
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion
from workbench.kernel.ports import Reader
from workbench.kernel.values import Stored
from workbench.labels.records import LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.orders.records import Collection, Infectious, Order, OrderVersion, Patient
from workbench.people.records import Appointment, Person, Qualification, Signature
from workbench.premises.records import Equipment
from workbench.printing.records import LabelSend, SendOutcome
from workbench.quality.records import Deviation
from workbench.scanners.records import HandEntry
from workbench.site.records import ProductCodes, Site, SiteCodes
from workbench.stock.records import Lot, LotUse
from workbench.surveillance.trail import stops_on

S = TypeVar("S", bound=Stored)


def assemble(reader: Reader, batch_id: str) -> Dossier:
    """The dossier as ``reader`` sees it: inside a change, with that change's own additions."""
    batch = reader.get(Batch, batch_id)
    order = reader.get(Order, batch.order)
    version = reader.get(FormulaVersion, batch.formula)
    scans = _of(reader, ScanFact, batch_id)
    labels = _of(reader, LabelPrint, batch_id)
    lots = tuple(reader.get(Lot, key) for key in _once(each.lot for each in scans if each.lot and each.accepted))
    results, signatures = list(_of(reader, TestResult, batch_id)), list(_of(reader, Signature, batch_id))
    uses: list[LotUse] = []
    for lot in lots:
        uses += reader.find(LotUse, {"lot": lot.id}, sort="seq")
        for result in reader.find(TestResult, {"lot": lot.id}, sort="seq"):
            results.append(result)
            signatures += reader.find(Signature, {"subject": result.id}, sort="seq")
    versions = reader.find(OrderVersion, {"order": order.id}, sort="number")
    for each in versions:
        signatures += reader.find(Signature, {"subject": each.id}, sort="seq")
    return Dossier(
        site=reader.get(Site, "site"),
        batch=batch,
        order=order,
        versions=versions, patient=reader.get(Patient, order.patient),
        collections=reader.find(Collection, {"order": order.id}, sort="seq"),
        markers=reader.find(Infectious, {"patient": order.patient}, sort="seq"),
        version=version,
        formula=formula_of(version.text),
        marks=_of(reader, StepMark, batch_id),
        entries=_of(reader, Entry, batch_id),
        calculations=_of(reader, Calculation, batch_id),
        scans=scans, hand_entries=_of(reader, HandEntry, batch_id),
        attachments=_of(reader, Attachment, batch_id),
        samples=_of(reader, SampleTaken, batch_id),
        results=tuple(results),
        signatures=tuple(signatures),
        deviations=reader.find(Deviation, {"batch": batch_id}, sort="id"),
        decisions=_of(reader, Decision, batch_id),
        bags=reader.find(Bag, {"batch": batch_id}, sort="id"),
        labels=tuple(each for each in labels if each.bag),
        thing_labels=tuple(each for each in labels if not each.bag),
        label_scans=_of(reader, LabelScan, batch_id),
        label_ends=_of(reader, LabelEnd, batch_id),
        label_disposals=_of(reader, LabelDisposal, batch_id),
        label_sends=_of(reader, LabelSend, batch_id),
        send_outcomes=_of(reader, SendOutcome, batch_id),
        documents=_of(reader, Document, batch_id),
        holders=_of(reader, Holder, batch_id),
        issues=_of(reader, BagIssue, batch_id),
        lots=lots,
        uses=tuple(uses),
        equipment=reader.find(Equipment, sort="id"),
        people=reader.find(Person, sort="id"),
        appointments=reader.find(Appointment, sort="id"),
        qualifications=reader.find(Qualification, sort="id"),
        earlier=_earlier(reader, batch, version.code),
        head=reader.head(),
        codes=next(iter(reader.find(SiteCodes, limit=1)), None),
        product=next(iter(reader.find(ProductCodes, {"id": version.code})), None),
        stops=stops_on(reader, version.code, tuple(each.id for each in lots)),
    )


def _of(reader: Reader, kind: type[S], batch: str) -> tuple[S, ...]:
    return reader.find(kind, {"batch": batch}, sort="seq")


def _once(keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _earlier(reader: Reader, batch: Batch, code: str) -> tuple[Bag, ...]:
    """Bags of this patient's other batches of the same formula, whatever its version."""
    others = [each for each in reader.find(Batch, {"patient": batch.patient}, sort="id") if each.id != batch.id]
    same = [each for each in others if each.formula.rsplit(".", 1)[0] == code]
    return tuple(bag for each in same for bag in reader.find(Bag, {"batch": each.id}, sort="id"))
