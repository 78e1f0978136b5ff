"""What the screen of reports shows, derived from the cases: the list, what a report is about, and its life."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from ui.desk import Desk
from ui.kit.table import Cell, Column, Row
from ui.screens.safety_words import reason_text
from workbench.batch.records import Bag
from workbench.formula.reading import formula_of
from workbench.formula.records import FormulaVersion, Text
from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.people.records import Person
from workbench.scanners.records import HandEntry
from workbench.vigilance.causality import Answer
from workbench.vigilance.clocks import Applies
from workbench.vigilance.clocks_reading import clocks_of, holidays_of
from workbench.vigilance.records import Naming, Outcome, ReportClock, ReportSource, ReportStatus, SafetyReport
from workbench.vigilance.reporting import Beside, Calendar, Case, case_of, open_cases
from workbench.words.formats import moment_text
from workbench.words.names import initials_text
from workbench.words.sentence import N_
from workbench.words.times import date_text, left_text
from workbench.words.translation import Words

MOST = 200
"""Reports that are over, the newest first."""
SOON = timedelta(days=2)
STATES = {
    ReportStatus.RECEIVED: ("await", N_("to assess")), ReportStatus.ASSESSED: ("progress", N_("assessed")), ReportStatus.CLOSED: ("closed", N_("closed")),
    ReportStatus.NULLIFIED: ("closed", N_("nullified")),
}  # fmt: skip
SERIOUS = {Answer.YES: N_("serious"), Answer.NO: N_("not serious"), Answer.UNKNOWN: N_("may be serious")}
ANSWERS = {"Y": N_("yes"), "N": N_("no"), "U": N_("unknown")}
QUESTIONS = (
    N_("Did the patient die of it?"), N_("Was life in danger?"), N_("Hospital stay because of it, or longer?"), N_("Lasting or severe disability?"),
    N_("Anomaly at birth?"), N_("Otherwise medically important?"),
)  # fmt: skip
"""The six questions of seriousness, about this event, in the order of E2B R3 E.i.3.2."""
OUTCOMES = {
    Outcome.UNKNOWN: N_("not known yet"), Outcome.RECOVERED: N_("recovered"), Outcome.RECOVERING: N_("recovering"),
    Outcome.NOT_RECOVERED: N_("not recovered"), Outcome.SEQUELAE: N_("recovered, with something that stays"), Outcome.FATAL: N_("fatal"),
}  # fmt: skip
ELEMENTS = {"reporter": N_("reporter"), "patient": N_("patient"), "product": N_("product"), "reaction": N_("reaction")}
CATEGORIES = {
    "certain": N_("certain"), "probable/likely": N_("probable"), "possible": N_("possible"), "unlikely": N_("unlikely"),
    "conditional/unclassified": N_("more information is awaited"), "unassessable/unclassifiable": N_("cannot be assessed"),
}  # fmt: skip
APPLIED = {
    Applies.FATAL: N_("fatal or life-threatening reaction"), Applies.SERIOUS: N_("serious reaction"), Applies.OTHER: N_("reaction that is not serious"),
    Applies.BAG: N_("reaction after a bag"),
}  # fmt: skip
"""What a clock asks to be reported, in short."""
BAG_NAMED = {
    Naming.SCANNED: N_("The bag's label was scanned."), Naming.TYPED: N_("The bag's code was typed by hand."),
    Naming.CHOSEN: N_("The bag was chosen from a list."),
}  # fmt: skip
PATIENT_NAMED = {
    Naming.SCANNED: N_("The wristband was scanned."), Naming.TYPED: N_("The wristband's code was typed by hand."),
    Naming.CHOSEN: N_("The patient was chosen from a list."),
}  # fmt: skip
SOURCES = {
    ReportSource.SPONTANEOUS: N_("reported by a person"), ReportSource.MONITORING: N_("found in monitoring"),
    ReportSource.FOLLOW_UP: N_("found in long-term follow-up"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Cases with the patients and bags that they name, the names of people, and what products are called."""

    cases: tuple[Case, ...]
    patients: Mapping[str, Patient]
    bags: Mapping[str, Bag]
    people: Mapping[str, str]
    products: Mapping[str, Text]
    typed: Mapping[str, tuple[HandEntry, ...]]


@lru_cache(maxsize=2)
def _calendar(clocks: tuple[tuple[str, str], ...], holidays: tuple[tuple[str, str], ...]) -> Calendar:
    return Calendar(clocks_of(dict(clocks)), holidays_of(dict(holidays)))


def calendar(desk: Desk) -> Calendar:
    """The regimes and holidays of this workbench."""
    return _calendar(tuple(sorted(desk.resources.clocks.items())), tuple(sorted(desk.resources.holidays.items())))


def report_facts(reader: Reader, over: bool, also: str = "") -> ReportFacts:
    """Every open report, the most urgent first; with ``over`` those that are over behind them; and the one ``also`` in any case."""
    cases = list(open_cases(reader))
    if over:
        for status in (ReportStatus.CLOSED, ReportStatus.NULLIFIED):
            cases += [case_of(reader, each.id) for each in reader.find(SafetyReport, {"status": status}, sort="-received", limit=MOST)]
    if also and all(each.report.id != also for each in cases) and reader.find(SafetyReport, {"id": also}):
        cases.append(case_of(reader, also))
    patients = {key: reader.get(Patient, key) for key in {each.report.patient for each in cases} if key is not None}
    bags = {key: reader.get(Bag, key) for key in {each.report.bag for each in cases} if key is not None}
    products = {each.report.product for each in cases if each.report.bag is not None}
    named = {key: formula_of(reader.get(FormulaVersion, key).text).text for key in products}
    typed = {each.report.id: _typed(reader, each) for each in cases}
    return ReportFacts(tuple(cases), patients, bags, {each.id: each.name for each in reader.find(Person)}, named, typed)


def _typed(reader: Reader, case: Case) -> tuple[HandEntry, ...]:
    """The codes that were typed for a report or its news."""
    return tuple(one for key in (case.report.id, *(each.id for each in case.follow_ups)) for one in reader.find(HandEntry, {"scan": key}))


# ------------------------------------------------------------------------------------------------------ the list
def columns(words: Words) -> tuple[Column, ...]:
    """The heads of the list."""
    return (
        Column(words("Report"), stretch=2), Column(words("Patient, bag"), stretch=1.2), Column(words("Time left"), 128), Column(words("Seriousness"), 130),
        Column(words("State"), 150),
    )  # fmt: skip


def report_row(case: Case, facts: ReportFacts, now: datetime, words: Words) -> Row:
    """One report: what happened, to whom, how long its first clock still runs, whether it is serious, and where it stands."""
    report = case.report
    state, word = STATES[report.status]
    if not case.over and (case.missing or not case.judged):
        state, word = ("rejected", N_("incomplete")) if case.missing else STATES[ReportStatus.RECEIVED]
    number, unit, ink = left(case, now, words)
    grave = case.serious
    of = bag_text(report, facts, words) or product_text(report, facts, words)
    tint = {Answer.NO: "text2", Answer.YES: "rejected.fg", Answer.UNKNOWN: "text"}[grave]
    return Row(
        (
            Cell(report.reaction, report.id, strong=True), Cell(who(report, facts, words), of),
            Cell(number, unit, ink=ink, sub_ink=ink, strong=ink != "text2"),
            Cell(words.marked(SERIOUS[grave]), ink=tint, strong=grave is Answer.YES),
            Cell(words.marked(word), state=state),
        ),
        report.id,
    )  # fmt: skip


def left(case: Case, now: datetime, words: Words) -> tuple[str, str, str]:
    """How long the first open clock runs: number, unit, and the ink that says how urgent it is."""
    if not case.open_clocks:
        return ("–", "" if case.over else words("all sent") if case.clocks else words("no clock runs"), "text2")
    first = case.open_clocks[0]
    number, unit = left_text(first.until - now, words)
    return number, unit, "rejected.fg" if first.until - now < SOON else "text"


def who(report: SafetyReport, facts: ReportFacts, words: Words) -> str:
    """Initials and hospital number, never the name."""
    patient = facts.patients.get(report.patient or "")
    return f"{initials_text(patient)} · {patient.hospital_no}" if patient is not None else words("patient not known")


def bag_text(report: SafetyReport, facts: ReportFacts, words: Words) -> str:
    """The batch and the bag's number; nothing where the bag is not known."""
    bag = facts.bags.get(report.bag or "")
    return words("{batch}, bag {n}").format(batch=bag.batch, n=bag.number) if bag is not None else ""


def product_text(report: SafetyReport, facts: ReportFacts, words: Words) -> str:
    """What the product is called."""
    named = facts.products.get(report.product)
    return (named[words.language].split(",")[0] if named is not None else report.product) or words("product not known")


def due_text(clock: ReportClock, zone: str, words: Words) -> str:
    """The last day on which it is in time; the moment, where hours are counted. Said where it may be later."""
    said = moment_text(clock.until, zone, words) if clock.day is None else date_text(clock.day, words)
    return said if clock.certain else words("{day} at the earliest").format(day=said)


def clock_name(clock: ReportClock, known: Calendar, words: Words, *, whole: bool = True) -> str:
    """Who reports to whom, and (``whole``) what, as the table says it today; its key where the table has lost it."""
    regime = known.regimes.get(clock.regime)
    line = next((each for each in regime.clocks if each.key == clock.clock), None) if regime is not None else None
    if line is None:
        return clock.clock
    who = line.who.ru if words.language == "ru" else line.who.en
    return f"{who}, {words.marked(APPLIED[line.applies])}" if line.applies in APPLIED and whole else who


# ------------------------------------------------------------------------------------------------------ one report
def beside_texts(case: Case, seen: Beside, zone: str, words: Words) -> list[str]:
    """Who saw it first, and how complete the reports of the ward are."""
    found = []
    if case.report.source is ReportSource.MONITORING:
        found.append(words("Found in monitoring."))
    elif case.report.source is ReportSource.FOLLOW_UP:
        found.append(words("Found in long-term follow-up."))
    elif seen.alert is None:
        found.append(words("Monitoring raised no alert within seven days of it."))
    else:
        why = "; ".join(reason_text(each, words, zone) for each in seen.alert.reasons)
        at = moment_text(seen.alert.entered, zone, words)
        if seen.before:
            said = words("Monitoring raised an alert before it was reported, {at}: {alert} Whether it is the same event, a person judges.")
        else:
            said = words("It was reported first; monitoring raised an alert later, {at}: {alert}")
        found.append(said.format(at=at, alert=why))
    if seen.of:
        found.append(words("{ward}: {n} of {many} reports name all four elements and the onset.").format(ward=case.report.ward, n=seen.complete, many=seen.of))
    return found


def named_texts(report: SafetyReport, words: Words) -> list[str]:
    """How bag and patient were named."""
    both = ((report.bag_named, BAG_NAMED), (report.patient_named, PATIENT_NAMED))
    return [words.marked(texts[way]) for way, texts in both if way is not None]


def life(
    case: Case, facts: ReportFacts, known: Calendar, zone: str, words: Words, more: Iterable[tuple[datetime, str]] = ()
) -> list[tuple[str, str]]:  # fmt: skip
    """What happened to a report, in the order of time: when, and what. ``more`` is what happened to its case."""
    people, report = facts.people, case.report
    said = words("received; reported by {name}").format(name=report.reporter)
    found = [(report.received, " ".join((f"{said}.", *named_texts(report, words)))), *more]
    for typed in facts.typed.get(report.id, ()):
        text = words("Code typed by hand: {typed}, confirmed by {second}. Reason: {why}")
        found.append((typed.at, text.format(typed=typed.typed, second=people.get(typed.second, typed.second), why=typed.why)))
    for clock in case.clocks:
        until = words("clock started, {clock}, due {until}").format(clock=clock_name(clock, known, words), until=due_text(clock, zone, words))
        notes = " ".join(reason_text(each, words, zone) for each in clock.reasons)
        found.append((clock.at, f"{until}. {notes}" if notes else until))
    for news in case.follow_ups:
        mark = words("significant news") if news.significant else words("news")
        found.append((news.at, f"{mark}: {news.said} ({people.get(news.person, news.person)})"))
    for sent in case.sent:
        of = next(clock_name(each, known, words) for each in case.clocks if each.id == sent.clock)
        found.append((sent.sent, words("sent for {clock} to {receiver}").format(clock=of, receiver=sent.receiver)))
    for judged in case.assessments:
        category = words.marked(CATEGORIES[judged.category])
        total = words(", Naranjo {total}").format(total=judged.total) if judged.total is not None else ""
        notes = " ".join(reason_text(each, words, zone) for each in judged.reasons)
        text = words("relation {category}{total}: {why} ({name})").format(
            category=category, total=total, why=judged.why, name=people.get(judged.person, judged.person)
        )
        other = words("Another category than the one that follows: {why}.").format(why=judged.otherwise) if judged.otherwise else ""
        found.append((judged.at, " ".join(each for each in (f"{text}.", other, notes) if each)))
    for signed in case.signatures:
        if signed.kind == "report":
            word = words.marked(STATES[report.status][1])
            found.append((signed.at, f"{word} ({people.get(signed.person, signed.person)})"))
    return [(moment_text(at, zone, words), text) for at, text in sorted(found, key=lambda pair: pair[0])]
