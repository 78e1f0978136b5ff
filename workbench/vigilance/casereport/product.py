"""What ties a report to its bag. The batch has an element of its own (G.k.4.r.7); bag, vector copy number and quality attributes have none.

They go into the text about the product (G.k.11), into the tests (F.r), and the release certificate goes along as a document (C.1.6.1.r).
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from workbench.vigilance.casereport.records import CaseReport, Document, Dose, Drug, Null, Result, Text
from workbench.vigilance.casereport.writing_values import text_of


@dataclass(frozen=True, slots=True)
class Attribute:
    """A result of the batch: its name, its value with unit (UCUM) or its text, and when it was measured, or why that is not said."""

    name: str
    value: Decimal | None
    unit: str
    text: str
    measured: datetime | Null


@dataclass(frozen=True, slots=True)
class Bag:
    """What was given: bag and batch, vector lot, the amount with its unit (UCUM), from when to when, the attributes of the batch.

    ``told`` says bag, batch and vector lot, ``remark`` the dose, ``called`` the batch before the name of a test: in the language of the case, where it
    is not English.
    """

    bag: str
    batch: str
    vector_lot: str
    amount: Decimal | None
    unit: str
    start: datetime
    end: datetime | None
    attributes: tuple[Attribute, ...]
    remark: str = ""
    told: str = ""
    called: str = ""


def about(bags: Sequence[Bag]) -> str:
    """The text of G.k.11: each bag with its batch, its vector lot and what was measured."""
    lines = []
    for each in bags:
        said = "; ".join((f"bag {each.bag}", f"batch {each.batch}", *([f"vector lot {each.vector_lot}"] if each.vector_lot else [])))
        lines.append("; ".join((each.told or said, *(measured_text(attribute) for attribute in each.attributes))))
    return "\n".join(lines)


def measured_text(attribute: Attribute) -> str:
    """An attribute with its name, its value and its unit in one text."""
    unit = "" if attribute.unit == "1" else attribute.unit
    return " ".join((attribute.name, attribute.text if attribute.value is None else f"{text_of(attribute.value)} {unit}".strip()))


def dose_of(bag: Bag, route: Text) -> Dose:
    """The dose that ``bag`` was, with its batch (G.k.4.r.7)."""
    unit = bag.unit if bag.amount is not None else None
    said = bag.remark or f"bag {bag.bag}"
    return Dose(amount=bag.amount, unit=unit, start=bag.start, end=bag.end, batch_lot=bag.batch, text=said, route=route)


def tests_of(bags: Sequence[Bag]) -> tuple[Result, ...]:
    """The attributes as tests (F.r): a number with its unit, or a text; the name says that it was measured in the product, not in the patient."""
    return tuple(
        Result(
            date=each.measured, name=f"{bag.called or f'Product batch {bag.batch}'}: {each.name}",
            result=each.value, unit=(each.unit or "1") if each.value is not None else None, result_text=each.text if each.value is None else None,
        )
        for bag in bags for each in bag.attributes
    )  # fmt: skip


def with_product(case: CaseReport, drug: Drug, bags: Sequence[Bag], route: Text, certificates: Sequence[Document]) -> CaseReport:
    """``case`` with the product that was given out of ``bags``: doses, text, tests, and the certificates of release."""
    given = replace(drug, doses=(*drug.doses, *(dose_of(each, route) for each in bags)), additional_text=about(bags))
    documents = (*case.documents, *certificates)
    return replace(case, drugs=(*case.drugs, given), tests=(*case.tests, *tests_of(bags)), documents=documents, documents_available=bool(documents))


def certificate(title: str, content: bytes) -> Document:
    """A release certificate (PDF) as a document that goes along."""
    return Document(title=title, content=content, media_type="application/pdf")
