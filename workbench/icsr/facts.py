"""Everything that the case of one kept report is made from, read once."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.custody.infusions import given_in
from workbench.custody.records import Infusion
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.icsr.records import CaseAcknowledgement, CaseMessage, CaseSender, CaseText, CaseUnsent, ReactionCode
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.people.records import Person
from workbench.site.records import Site
from workbench.vigilance.records import Death, Graded, GradeDecision, Observation, SafetyReport
from workbench.vigilance.reporting import Case, case_of
from workbench.vigilance.scales import ctcae_of

BEFORE, AFTER = timedelta(days=1), timedelta(days=7)
"""What was seen of the patient from so long before the onset to so long after it goes into the case."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A report with its patient, the batch that its bag is of, what was given of it, what was seen near the onset, and what was said of it.

    ``infusions`` are those of the batch to this patient, as they stand now, the first given first. ``grades`` are grades with the number that
    counts: the physician's where there is one, else the rule's.
    """

    site: Site
    sender: CaseSender | None
    case: Case
    patient: Patient | None
    death: Death | None
    dossier: Dossier | None
    infusions: tuple[Infusion, ...]
    observations: tuple[Observation, ...]
    grades: tuple[tuple[Graded, int], ...]
    code: ReactionCode | None
    text: CaseText | None
    messages: tuple[CaseMessage, ...]
    answers: tuple[CaseAcknowledgement, ...]
    unsent: tuple[CaseUnsent, ...]
    people: Mapping[str, str]

    @property
    def final(self) -> tuple[CaseMessage, ...]:
        """The messages that are no drafts, the oldest first."""
        return tuple(each for each in self.messages if not each.draft)


def case_facts(reader: Reader, number: str) -> CaseFacts:
    """The facts of the report of this number; ``LookupError`` when there is none."""
    case, own = case_of(reader, number), {"report": number}
    report = case.report
    patient = reader.get(Patient, report.patient) if report.patient is not None else None
    near = report.onset or report.received
    seen = reader.find(Observation, {"patient": report.patient}, sort="seq") if patient is not None else ()
    graded = reader.find(Graded, {"patient": report.patient}, sort="seq") if patient is not None else ()
    given = reader.find(Infusion, {"batch": report.batch, "patient": report.patient}) if report.batch is not None else ()
    stands = sorted((given_in(reader, each).stands for each in given), key=lambda each: each.begun)
    codes, texts = reader.find(ReactionCode, own, sort="seq"), reader.find(CaseText, own, sort="seq")
    return CaseFacts(
        reader.get(Site, "site"), next(iter(reader.find(CaseSender, limit=1)), None), case, patient,
        next(iter(reader.find(Death, {"patient": report.patient})), None) if patient is not None else None,
        assemble(reader, report.batch) if report.batch is not None else None, tuple(stands),
        _observed(tuple(each for each in seen if _near(each.at, near))), _graded(reader, tuple(each for each in graded if _near(each.at, near))),
        codes[-1] if codes else None, texts[-1] if texts else None,
        reader.find(CaseMessage, own, sort="seq"), reader.find(CaseAcknowledgement, own, sort="seq"),
        reader.find(CaseUnsent, own, sort="seq"), {each.id: each.name for each in reader.find(Person)},
    )  # fmt: skip


def facts_of(reader: Reader, number: str) -> CaseFacts:
    """The same; ``Refused`` when there is no report of this number."""
    if not reader.find(SafetyReport, {"id": number}):
        raise Refused((stops("vigilance.not-found", "case reports (issue 4, item 5)"),))
    return case_facts(reader, number)


def _near(at: datetime, onset: datetime) -> bool:
    return onset - BEFORE <= at <= onset + AFTER


def _observed(seen: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """What stands of the sheets: without what was corrected, by time."""
    gone = {each.replaces for each in seen}
    return tuple(sorted((each for each in seen if each.id not in gone), key=lambda each: each.at))


def _graded(reader: Reader, graded: tuple[Graded, ...]) -> tuple[tuple[Graded, int], ...]:
    """The newest grade of each scale of each sheet with the number that counts. Left out is what could not be graded, and every laboratory term that
    is not raised at all."""
    newest = {(each.round, each.scale): each for each in graded}
    found = []
    for each in sorted(newest.values(), key=lambda one: (one.at, one.scale)):
        decided = reader.find(GradeDecision, {"graded": each.id}, sort="seq")
        grade = decided[-1].grade if decided else each.grade
        if grade is not None and (grade > 0 or ctcae_of(each.scale) is None):
            found.append((each, grade))
    return tuple(found)
