"""What the register lists, kind by kind: how its lines are found, shown, and exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ui.kit.table import Cell, Column, Row
from ui.screens.reports_reading import STATES as REPORT_STATES
from ui.screens.states import BATCH, ORDER, batch_look, order_look
from ui.steps.decisions import CAUSES
from workbench.batch.records import Batch, BatchLine, Status
from workbench.custody.records import Infusion, InfusionLine
from workbench.documents.records import Document
from workbench.kernel.ports import Among, Reader, Span
from workbench.kernel.values import Stored
from workbench.orders.records import Order, OrderLine, OrderStatus, Patient
from workbench.quality.records import Assessment, Deviation
from workbench.stock.records import Lot, LotStatus
from workbench.vigilance.records import ReportLine, ReportStatus, SafetyReport
from workbench.words.formats import date_text, moment_text, name_text, quantity_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

PAGE = 200
REACTION = 60
"""Letters of a reaction that a line shows."""
FOUND = 200
"""Hits of a search that are shown: whoever needs more types another letter."""
LOT_LOOKS = {
    LotStatus.QUARANTINE: ("await", N_("Quarantine")),
    LotStatus.RELEASED: ("released", N_("Released")),
    LotStatus.HELD: ("hold", N_("On hold")),
    LotStatus.REJECTED: ("rejected", N_("Rejected")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person looks for: words, a state's code, a formula's code, and the days between which it was opened."""

    words: str = ""
    state: str = ""
    formula: str = ""
    first: date | None = None
    last: date | None = None

    def opened(self, zone: str) -> Span | None:
        """The span of the days, on the clocks of ``zone``."""
        if self.first is None and self.last is None:
            return None
        begin = datetime.combine(self.first, time(), ZoneInfo(zone)) if self.first else None
        beyond = datetime.combine(self.last + timedelta(days=1), time(), ZoneInfo(zone)) if self.last else None
        return Span(begin, beyond)


@dataclass(frozen=True)
class Listing:
    """One kind of line. ``line`` is what is listed, ``key`` finds it, ``kind`` is what is searched."""

    name: str
    title: str
    kind: type[Stored]
    line: type[Any]
    sort: str
    columns: Callable[[Words], tuple[Column, ...]]
    cells: Callable[[Any, Words, str], tuple[Cell, ...]]
    plain: Callable[[Any], Mapping[str, str]]
    states: Sequence[tuple[str, str]] = ()
    screen: str = ""
    about: str = "id"
    """The field of a line that ``screen`` is opened with."""

    @property
    def dated(self) -> bool:
        """Whether it is filtered by the days on which its lines were opened, and by product."""
        return self.sort == "-opened"


def find(reader: Reader, of: Listing, asked: Asked, zone: str, after: Any = None, limit: int = PAGE, hits_at_most: int = FOUND) -> tuple[Any, ...]:
    """A page of lines. With words: the newest hits, of which the filters keep what fits."""
    if asked.words:
        hits = reader.search(asked.words, (of.kind,), hits_at_most) if after is None else ()
        lines = {each.id: each for each in reader.find(of.line, {"id": Among(tuple(hit.key for hit in hits))})} if hits else {}
        return tuple(lines[hit.key] for hit in hits if _fits(lines[hit.key], asked, zone))
    return reader.find(of.line, _where(of, asked, zone), sort=of.sort, limit=limit, after=after)


def elsewhere(reader: Reader, words: str, but: Listing) -> dict[str, int]:
    """In which other kinds the words are found, and how often, up to a hundred times."""
    found = {name: len(reader.search(words, (each.kind,), 100)) for name, each in LISTINGS.items() if each is not but}
    return {name: hits for name, hits in found.items() if hits}


def count(reader: Reader, of: Listing, asked: Asked, zone: str) -> int:
    """How many lines there are without words."""
    return reader.count(of.line, _where(of, asked, zone))


def _where(of: Listing, asked: Asked, zone: str) -> dict[str, object]:
    where: dict[str, object] = {}
    span = asked.opened(zone)
    if asked.state:
        where |= _state(of, asked.state)
    if asked.formula and of.name in ("batches", "orders"):
        where["formula"] = asked.formula
    if span is not None and of.dated:
        where["opened"] = span
    return where


def _state(of: Listing, code: str) -> dict[str, object]:
    """A deviation is open until it is decided; the others have a status."""
    if of.name == "deviations":
        return {"decision": None if code == OPEN else Assessment(code)}
    return {"status": {"batches": Status, "orders": OrderStatus, "lots": LotStatus, "reports": ReportStatus}[of.name](code)}


def _fits(line: Any, asked: Asked, zone: str) -> bool:
    if asked.state and _code(line) != asked.state:
        return False
    if asked.formula and getattr(line, "formula", asked.formula) != asked.formula:
        return False
    span = asked.opened(zone)
    opened = getattr(line, "opened", None)
    if span is None or opened is None:
        return True
    return (span.first is None or opened >= span.first) and (span.beyond is None or opened < span.beyond)


def _code(line: Any) -> str:
    if isinstance(line, Deviation):
        return line.decision.value if line.decision is not None else OPEN
    return str(line.status.value)


def rows(of: Listing, lines: Sequence[Any], words: Words, zone: str, hit: str) -> list[Row]:
    """The lines as rows; ``hit`` is marked where it stands in the first two columns."""
    made = []
    for line in lines:
        cells = of.cells(line, words, zone)
        marked = tuple(_marked(cell, hit) if place < 2 else cell for place, cell in enumerate(cells))
        made.append(Row(marked, line.id))
    return made


def _marked(cell: Cell, hit: str) -> Cell:
    return replace(cell, hit=hit.split()[0]) if hit.split() else cell


def _batch_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Batch"), 150), Column(words("Patient"), stretch=1.4), Column(words("Product"), stretch=1), Column(words("State"), 150),
        Column(words("Planned"), 140),
    )  # fmt: skip


def _batch_cells(line: BatchLine, words: Words, zone: str) -> tuple[Cell, ...]:
    state, word = batch_look(line.status, words)
    code, _, version = line.formula.rpartition(".")
    return (
        Cell(line.id, words("begun {day}").format(day=date_text(line.opened.astimezone(ZoneInfo(zone)).date(), words)), ident=True, strong=True),
        Cell(name_text(line.family, line.given), f"{date_text(line.born, words)} · {line.hospital_no}", strong=True),
        Cell(code, words("version {n}").format(n=version)),
        Cell(word, state=state),
        Cell(moment_text(line.planned, zone, words) if line.planned else words("not planned")),
    )


def _order_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Order"), 150), Column(words("Patient"), stretch=1.4), Column(words("Product"), stretch=1), Column(words("State"), 140),
        Column(words("Batch"), 140),
    )  # fmt: skip


def _order_cells(line: OrderLine, words: Words, zone: str) -> tuple[Cell, ...]:
    state, word = order_look(line.status, words)
    return (
        Cell(line.id, date_text(line.opened.astimezone(ZoneInfo(zone)).date(), words), ident=True, strong=True),
        Cell(name_text(line.family, line.given), f"{date_text(line.born, words)} · {line.hospital_no}", strong=True),
        Cell(line.formula, words("version {n}").format(n=line.version)),
        Cell(word, state=state),
        Cell(line.batch or "–", ident=True),
    )


def _patient_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Hospital No."), 160), Column(words("Patient"), stretch=1), Column(words("Chain of identity"), 200))


def _patient_cells(line: Patient, words: Words, zone: str) -> tuple[Cell, ...]:
    return (
        Cell(line.hospital_no, ident=True, strong=True),
        Cell(name_text(line.family, line.given, line.title), date_text(line.born, words), strong=True),
        Cell(line.coi, ident=True),
    )


def _lot_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Lot"), 150), Column(words("Material"), stretch=1.3), Column(words("Received"), 120), Column(words("Expiry"), 150),
        Column(words("State"), 140),
    )  # fmt: skip


def _lot_cells(line: Lot, words: Words, zone: str) -> tuple[Cell, ...]:
    state, word = LOT_LOOKS[line.status]
    return (
        Cell(line.number, words("code {code}").format(code=line.code), ident=True, strong=True),
        Cell(line.name, line.material, strong=True),
        Cell(quantity_text(line.received, words)),
        Cell(moment_text(line.expiry, zone, words)),
        Cell(words.marked(word), state=state),
    )


OPEN = "open"
DEVIATION_LOOKS = {
    OPEN: ("await", N_("Open")), Assessment.CONTINUE.value: ("released", N_("Continued")), Assessment.QUARANTINE.value: ("hold", N_("Quarantine")),
    Assessment.REJECT.value: ("rejected", N_("Proposed for rejection")),
}  # fmt: skip


def _deviation_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Deviation"), 150), Column(words("Cause"), stretch=1.4), Column(words("Opened"), 150), Column(words("State"), 150))


def _deviation_cells(line: Deviation, words: Words, zone: str) -> tuple[Cell, ...]:
    state, word = DEVIATION_LOOKS[_code(line)]
    return (
        Cell(line.id, line.batch, ident=True, strong=True),
        Cell(words.marked(CAUSES[line.cause]) if line.cause in CAUSES else line.cause, line.reason),
        Cell(moment_text(line.opened, zone, words)),
        Cell(words.marked(word), state=state),
    )


def _document_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Document"), 180), Column(words("Kind"), stretch=1), Column(words("Batch"), 150), Column(words("Printed"), 160))


def _document_cells(line: Document, words: Words, zone: str) -> tuple[Cell, ...]:
    copy = words("copy {n}, {language}").format(n=line.copy, language=line.language)
    kind = words.marked(line.kind.value)
    return (Cell(line.number, copy, ident=True, strong=True), Cell(kind), Cell(line.batch, ident=True), Cell(moment_text(line.at, zone, words)))


def _infusion_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Bag"), 170), Column(words("Patient"), stretch=1), Column(words("Infusion began"), 160), Column(words("Volume given"), 150))


def _infusion_cells(line: InfusionLine, words: Words, zone: str) -> tuple[Cell, ...]:
    return (
        Cell(line.batch, words("Bag {n}").format(n=line.number), ident=True, strong=True),
        Cell(name_text(line.family, line.given), f"{date_text(line.born, words)} · {line.hospital_no}", strong=True),
        Cell(moment_text(line.begun, zone, words)),
        Cell(quantity_text(line.amount, words), words("all of it") if line.whole else words("a part")),
    )


def _report_columns(words: Words) -> tuple[Column, ...]:
    return (Column(words("Report"), 150), Column(words("Patient"), stretch=1), Column(words("Reaction"), stretch=1.2), Column(words("State"), 150))


def _report_cells(line: ReportLine, words: Words, zone: str) -> tuple[Cell, ...]:
    state, word = REPORT_STATES[line.status]
    whose = name_text(line.family, line.given or "") if line.family else words("patient not known")
    born = f"{date_text(line.born, words)} · {line.hospital_no}" if line.born is not None else ""
    return (
        Cell(line.id, moment_text(line.received, zone, words), ident=True, strong=True),
        Cell(whose, born, strong=True),
        Cell(line.reaction if len(line.reaction) <= REACTION else f"{line.reaction[:REACTION]} …", line.ward),
        Cell(words.marked(word), state=state),
    )


def _plain(line: Any) -> Mapping[str, str]:
    """Every field of a line as text, bytes by their length: what an export holds, in the register's own names."""
    found = {}
    for name in line.__dataclass_fields__:
        value = getattr(line, name)
        found[name] = f"{len(value)} bytes" if isinstance(value, bytes) else value.isoformat() if isinstance(value, (date, datetime)) else _text(value)
    return found


def _text(value: object) -> str:
    return "" if value is None else str(getattr(value, "value", value)) if not hasattr(value, "unit") else str(value)


LISTINGS: Mapping[str, Listing] = {
    each.name: each
    for each in (
        Listing(
            "batches", N_("Batches"), Batch, BatchLine, "-opened", _batch_columns, _batch_cells, _plain, [(k.value, w) for k, (_, w) in BATCH.items()], "batch"
        ),
        Listing(
            "orders", N_("Orders"), Order, OrderLine, "-opened", _order_columns, _order_cells, _plain, [(k.value, w) for k, (_, w) in ORDER.items()], "order"
        ),
        Listing("patients", N_("Patients"), Patient, Patient, "id", _patient_columns, _patient_cells, _plain),
        Listing("lots", N_("Lots"), Lot, Lot, "-id", _lot_columns, _lot_cells, _plain, [(k.value, w) for k, (_, w) in LOT_LOOKS.items()]),
        Listing("infusions", N_("Infusions"), Infusion, InfusionLine, "-id", _infusion_columns, _infusion_cells, _plain, screen="safety"),
        Listing(
            "reports", N_("Reports"), SafetyReport, ReportLine, "-id", _report_columns, _report_cells, _plain,
            [(k.value, w) for k, (_, w) in REPORT_STATES.items()], "reports",
        ),  # fmt: skip
        Listing("documents", N_("Documents"), Document, Document, "-id", _document_columns, _document_cells, _plain, screen="paper"),
        Listing(
            "deviations", N_("Deviations"), Deviation, Deviation, "-id", _deviation_columns, _deviation_cells, _plain,
            [(code, word) for code, (_, word) in DEVIATION_LOOKS.items()], "release", "batch",
        ),  # fmt: skip
    )
}
