"""A case on paper: a form with what the case says in its boxes, then its results and the documents that the sender holds. A pure function."""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbench.documents.blocks import Cell, Chip, Column, Content, Setter, gap
from workbench.documents.flow import Flow
from workbench.documents.forms import Form, filled, worded
from workbench.documents.frame import TOP, Printing, plain
from workbench.documents.painting import About, printed
from workbench.documents.press import Press
from workbench.documents.tables import table
from workbench.icsr.paper_values import NOTHING, CaseValues, Occasion
from workbench.vigilance.casereport.records import CaseReport, Result
from workbench.vigilance.tables import Status
from workbench.words.translation import ENGLISH

VALUES = frozenset(CaseValues(CaseReport(), Occasion(""), ENGLISH, "UTC").said())
"""What of a case can stand in a box."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a case is printed with: the form, the site's name, and number and digest of the journal's last entry."""

    form: Form
    site: str
    head: tuple[int, bytes]


def case_paper(case: CaseReport, occasion: Occasion, sheet: Sheet, press: Press, printing: Printing) -> bytes:
    """The PDF. Whoever is masked in ``case`` is masked here; a form that was not compared with its source says so on every page."""
    form, words, setter = sheet.form, press.words, Setter(press)
    values, name, flow = CaseValues(case, occasion, words, printing.zone), worded(form.name, words), Flow(setter, TOP)
    unverified = form.status is not Status.READ
    chip = Chip(words("FORM NOT VERIFIED")) if unverified else None
    flow.put(setter.title(name, words("Report {number}, as it stands on {day}.").format(number=occasion.report, day=values.time(printing.at)), chip))
    if occasion.nullified:
        flow.put(setter.notice(words("This case was nullified"), [words("The report was taken back: it is no case any more.")]))
    filled(flow, form, values.said())
    _results(flow, case, values)
    if case.documents:
        flow.put(setter.heading(words("Documents that the sender holds")), *(setter.paragraph(values.text(each.title), typed=True) for each in case.documents))
    number, digest = sheet.head
    foot = words("{form} {version} · journal entry {n}, SHA-256 {digest}").format(
        form=form.code, version=form.version, n=number, digest=digest.hex().upper()
    )
    pages = plain(sheet.site, setter, flow.pages, words("Case report"), foot, printing, worded(form.note, words) if unverified else "")
    return printed(pages, About(f"{form.code} {printing.number}", values.text(case.identifier), sheet.site, printing.at), press)


def _results(flow: Flow, case: CaseReport, values: CaseValues) -> None:
    """Every result of the case, one a row: those of the product say so in their name."""
    if not case.tests:
        return
    words, setter = values.words, flow.setter
    rows: list[list[Content]] = [
        [values.time(each.date), Cell(values.text(each.name), typed=True), Cell(result_text(each, values), bold=True, typed=True), Cell(_normal(each, values))]
        for each in case.tests
    ]  # fmt: skip
    columns = (
        Column(words("Date"), 32), Column(words("Examination"), 78), Column(words("Result"), 46), Column(words("Normal range"), 24),
    )  # fmt: skip
    n = words.plural("{n} result", "{n} results", len(rows)).format(n=len(rows))
    flow.put(gap(3.0))
    flow.table(table(setter, columns, rows), (setter.heading(words("Results of examinations"), n),))


def result_text(result: Result, values: CaseValues) -> str:
    """A result with sign and unit, or in words, and the rule of a grade behind it."""
    if isinstance(result.result, Decimal):
        said = f"{result.sign or ''} {values.amount(result.result, result.unit)}".strip()
    else:
        said = values.text(result.result_text) if result.result_text else values.amount(result.result, result.unit)
    return f"{said} · {result.comments}" if isinstance(result.comments, str) else said


def _normal(result: Result, values: CaseValues) -> str:
    low, high = result.normal_low, result.normal_high
    if low is None and high is None:
        return NOTHING
    return f"{values.amount(low, '') if low is not None else '…'} – {values.amount(high, '') if high is not None else '…'}"
