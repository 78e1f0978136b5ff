"""Every stored record and every list, one line each; columns follow from the record."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from workbench.batch.records import (
    Attachment,
    Bag,
    Batch,
    BatchLine,
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
from workbench.formula.records import FormulaVersion
from workbench.journal.records import JournalEntry
from workbench.kernel.plain import Shape
from workbench.kernel.values import Fact
from workbench.labels.records import LabelEnd, LabelPrint, LabelScan
from workbench.orders.records import Collection, Infectious, Order, OrderLine, OrderVersion, Patient
from workbench.people.records import Appointment, Credential, Person, Qualification, Signature, SignIn
from workbench.premises.records import Equipment
from workbench.quality.records import Deviation
from workbench.site.records import Series, Site
from workbench.stock.records import Lot, LotUse

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
TABLES = sa.MetaData(naming_convention=NAMES)
VIEWS = sa.MetaData()
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLAIN: dict[type, Any] = {str: sa.Text(), int: WHOLE, bytes: sa.LargeBinary()}


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one record type is kept."""

    table: sa.Table
    shape: Shape[Any]
    fact: bool
    key: str


KEPT: dict[type, Kept] = {}
VIEW_SQL: dict[str, str] = {}


def snake(name: str) -> str:
    """``StepMark`` as a table is called: ``step_mark``."""
    return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


def _columns(shape: Shape[Any], key: str) -> list[sa.Column[Any]]:
    return [sa.Column(c.name, PLAIN[c.plain], nullable=c.optional, primary_key=c.name == key) for c in shape.columns]


def stored(record: type, *more: SchemaItem, key: str = "id", to: dict[str, str] | None = None) -> sa.Table:
    """A table for ``record``; ``to`` names the table that each reference column points at."""
    shape: Shape[Any] = Shape(record)
    items: list[SchemaItem] = [*_columns(shape, key)]
    if record is not JournalEntry:
        items.append(sa.Column("seq", WHOLE, sa.ForeignKey("journal_entry.seq"), nullable=False, unique=True))
    for column, target in (to or {}).items():
        items += [sa.ForeignKeyConstraint([column], [f"{target}.id"])]
        items += [sa.Index(f"ix_{snake(record.__name__)}_{column}", column)]
    table = sa.Table(snake(record.__name__), TABLES, *items, *more, sqlite_strict=True, sqlite_with_rowid=False)
    KEPT[record] = Kept(table, shape, issubclass(record, Fact), key)
    return table


def listed(record: type, sql: str, *, key: str = "id") -> sa.Table:
    """A view for ``record``; its columns are the record's, checked by a test against what the database answers."""
    shape: Shape[Any] = Shape(record)
    view = sa.Table(snake(record.__name__), VIEWS, *_columns(shape, key))
    KEPT[record] = Kept(view, shape, True, key)
    VIEW_SQL[view.name] = sql
    return view


stored(JournalEntry, key="seq")
stored(Site)
stored(Series)
stored(Person, sa.UniqueConstraint("badge"))
stored(Appointment, to={"person": "person"})
stored(Qualification, to={"person": "person"})
stored(Credential)
stored(SignIn, to={"person": "person"})
stored(FormulaVersion, sa.UniqueConstraint("code", "version"))
stored(Patient, sa.UniqueConstraint("hospital_no"), sa.UniqueConstraint("coi"))
stored(Order, sa.Index("ix_order_status", "status", "opened"), sa.Index("ix_order_opened", "opened"), to={"patient": "patient"})
stored(OrderVersion, sa.UniqueConstraint("order", "number"), to={"order": "order"})
stored(Collection, sa.UniqueConstraint("number"), to={"order": "order", "patient": "patient"})
stored(Infectious, to={"patient": "patient"})
stored(Lot, sa.UniqueConstraint("material", "number"), sa.UniqueConstraint("code"))
stored(Equipment)
stored(
    Batch,
    sa.UniqueConstraint("number", "formula", "order"),
    sa.Index("ix_batch_opened", "opened"),
    sa.Index("ix_batch_status", "status", "opened"),
    to={"order": "order", "patient": "patient", "formula": "formula_version"},
)
stored(StepMark, to={"batch": "batch", "person": "person"})
stored(Attachment, to={"batch": "batch"})
stored(Entry, sa.UniqueConstraint("supersedes"), to={"batch": "batch", "person": "person"})
stored(Calculation, to={"batch": "batch"})
stored(ScanFact, to={"batch": "batch", "lot": "lot"})
stored(SampleTaken, to={"batch": "batch"})
stored(LotUse, to={"lot": "lot", "batch": "batch"})
stored(TestResult, sa.UniqueConstraint("supersedes"), to={"batch": "batch", "lot": "lot"})
stored(Signature, sa.Index("ix_signature_subject", "subject"), to={"batch": "batch", "person": "person"})
stored(Deviation, to={"batch": "batch"})
stored(Decision, to={"batch": "batch"})
stored(Bag, sa.UniqueConstraint("batch", "number"), to={"batch": "batch"})
stored(LabelPrint, sa.UniqueConstraint("bag", "profile", "copy"), to={"batch": "batch", "bag": "bag"})
stored(LabelScan, to={"batch": "batch", "label": "label_print"})
stored(LabelEnd, sa.UniqueConstraint("label"), to={"batch": "batch", "label": "label_print"})
stored(Document, sa.UniqueConstraint("number", "language", "copy"), to={"batch": "batch"})
stored(Holder, to={"batch": "batch", "document": "document"})
stored(BagIssue, sa.UniqueConstraint("bag"), to={"batch": "batch", "bag": "bag"})
listed(
    BatchLine,
    """
    SELECT b.id, b.status, b.opened, b.zone, b.formula, b."order", p.id AS patient, p.family, p.given, p.born, p.hospital_no,
           o.planned, (SELECT max(m.at) FROM step_mark m WHERE m.batch = b.id) AS last_at
    FROM batch b JOIN "order" o ON o.id = b."order" JOIN patient p ON p.id = b.patient
    """,
)
listed(
    OrderLine,
    """
    SELECT o.id, o.patient, p.family, p.given, p.hospital_no, p.born, o.formula, o.status, o.version, o.opened, o.ward, o.planned,
           (SELECT b.id FROM batch b WHERE b."order" = o.id ORDER BY b.id DESC LIMIT 1) AS batch
    FROM "order" o JOIN patient p ON p.id = o.patient
    """,
)
