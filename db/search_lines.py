"""What each searched record is found by. Read when the search is first asked or written, not at a start: it needs the records of many rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.kept import snake
from workbench.batch.records import Batch
from workbench.custody.records import Infusion
from workbench.documents.records import Document
from workbench.kernel.values import Stored
from workbench.orders.records import Order, Patient
from workbench.people.records import Person
from workbench.quality.records import Deviation
from workbench.stock.records import Lot
from workbench.surveillance.records import Signal
from workbench.vigilance.records import SafetyReport

SHOWN = 80
"""Letters of a reaction that a hit shows."""
Look = Callable[[type[Any], str], Any]


@dataclass(frozen=True, slots=True)
class Line:
    """What a record is found by: ``shown`` to the person, ``words`` beside it."""

    shown: str
    words: tuple[str, ...] = ()


def _patient(record: Patient, look: Look) -> Line:
    return Line(f"{_name(record)} · {record.hospital_no}", (record.coi,))


def _order(record: Order, look: Look) -> Line:
    patient: Patient = look(Patient, record.patient)
    return Line(f"{record.id} · {_name(patient)}", (record.formula, record.ward, patient.hospital_no, patient.coi))


def _batch(record: Batch, look: Look) -> Line:
    patient: Patient = look(Patient, record.patient)
    return Line(f"{record.id} · {_name(patient)}", (record.order, record.formula, patient.hospital_no, patient.coi))


def _lot(record: Lot, look: Look) -> Line:
    return Line(f"{record.name} · {record.number}", (record.material, record.code, record.id))


def _person(record: Person, look: Look) -> Line:
    return Line(record.name, (record.id, record.initials, record.badge))


def _deviation(record: Deviation, look: Look) -> Line:
    return Line(f"{record.id} · {record.batch}", (record.cause, record.reason, record.step))


def _document(record: Document, look: Look) -> Line:
    return Line(f"{record.number} · {record.batch}")


def _infusion(record: Infusion, look: Look) -> Line:
    patient: Patient = look(Patient, record.patient)
    return Line(f"{record.batch} · {_name(patient)}", (record.bag, patient.hospital_no, patient.coi))


def _report(record: SafetyReport, look: Look) -> Line:
    patient: Patient | None = look(Patient, record.patient) if record.patient is not None else None
    whose = (_name(patient), patient.hospital_no, patient.coi) if patient is not None else ()
    return Line(f"{record.id} · {record.reaction[:SHOWN]}", (*whose, record.reaction, record.batch or "", record.product, record.ward, record.reporter))


def _signal(record: Signal, look: Look) -> Line:
    return Line(f"{record.id} · {record.said[:SHOWN]}", (record.said, record.product))


def _name(patient: Patient) -> str:
    return f"{patient.family}, {patient.given}"


LINES: dict[type, Callable[[Any, Look], Line]] = {
    Patient: _patient,
    Order: _order,
    Batch: _batch,
    Lot: _lot,
    Person: _person,
    Deviation: _deviation,
    Document: _document,
    Infusion: _infusion,
    SafetyReport: _report,
    Signal: _signal,
}
FOLLOWED: dict[type[Stored], tuple[tuple[type[Stored], str], ...]] = {
    Patient: ((Order, "patient"), (Batch, "patient"), (Infusion, "patient"), (SafetyReport, "patient")),
}
"""Records whose lines speak of another record: written again when that one changes."""

KINDS = {snake(kind.__name__): kind for kind in LINES}
"""The searched record types by the names of their tables; ``search.SEARCHED`` is the same names in the same order."""
