"""One report with everything that came after it, and what follows from that: what is missing, which clocks run, what it may repeat."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.kernel.ports import Reader
from workbench.people.records import Signature
from workbench.vigilance.causality import Answer, WhoUmc
from workbench.vigilance.clocks import Applies, Clock, Holidays, Regime
from workbench.vigilance.records import Alert, CausalityAssessment, Outcome, ReportClock, ReportFollowUp, ReportSent, ReportStatus, SafetyReport
from workbench.vigilance.seriousness import Seriousness, serious

REPORT, CAUSALITY = "report", "causality"
"""Kinds of what is signed: that a report is closed or nullified, and an assessment."""
INTERNAL = "INTERNAL"
QUESTIONS = 6
OVER = (ReportStatus.CLOSED, ReportStatus.NULLIFIED)
WITHIN = timedelta(days=7)
"""How far apart two onsets of the same reaction may be told."""
STEM = 5
"""Letters by which two words are taken for the same one: Russian and English change their ends."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The regimes with their clocks, by code, and the holidays, by country."""

    regimes: Mapping[str, Regime]
    holidays: Mapping[str, Holidays]


@dataclass(frozen=True, slots=True)
class Case:
    """A report with its facts in the order of writing."""

    report: SafetyReport
    follow_ups: tuple[ReportFollowUp, ...]
    clocks: tuple[ReportClock, ...]
    sent: tuple[ReportSent, ...]
    assessments: tuple[CausalityAssessment, ...]
    signatures: tuple[Signature, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of the four elements are missing without which there is no case."""
        return missing(self.report)

    @property
    def answers(self) -> str:
        """The six answers about seriousness as they stand now."""
        return next((each.answers for each in reversed(self.follow_ups) if each.answers), self.report.answers)

    @property
    def outcome(self) -> Outcome:
        """The outcome as it stands now."""
        return next((each.outcome for each in reversed(self.follow_ups) if each.outcome is not None), self.report.outcome)

    @property
    def serious(self) -> Answer:
        """Whether it is serious, as it is known now."""
        return serious(asked(self.answers))

    @property
    def over(self) -> bool:
        """Whether it is closed or nullified."""
        return self.report.status in OVER

    @property
    def entered_by(self) -> frozenset[str]:
        """Everybody who entered something of it."""
        return frozenset((self.report.person, *(each.person for each in self.follow_ups)))

    @property
    def open_clocks(self) -> tuple[ReportClock, ...]:
        """The clocks that nothing was sent for, the first due first; none of a report that is over."""
        done = {each.clock for each in self.sent}
        return () if self.over else tuple(sorted((each for each in self.clocks if each.id not in done), key=lambda each: each.until))

    @property
    def judged(self) -> bool:
        """Whether a physician has assessed it since the newest significant information."""
        return bool(self.assessments) and self.assessments[-1].at >= self.newest

    @property
    def newest(self) -> datetime:
        """When the newest significant information was entered."""
        return max((each.at for each in self.follow_ups if each.significant), default=self.report.at)


def case_of(reader: Reader, number: str) -> Case:
    """The case of a report; ``LookupError`` when there is none."""
    own = {"report": number}
    assessments = reader.find(CausalityAssessment, own, sort="seq")
    signed = [*reader.find(Signature, {"subject": number, "kind": REPORT})]
    for each in assessments:
        signed += reader.find(Signature, {"subject": each.id, "kind": CAUSALITY})
    return Case(
        reader.get(SafetyReport, number), reader.find(ReportFollowUp, own, sort="seq"), reader.find(ReportClock, own, sort="seq"),
        reader.find(ReportSent, own, sort="seq"), assessments, tuple(signed),
    )  # fmt: skip


def open_cases(reader: Reader) -> tuple[Case, ...]:
    """Every report that is not over: who has the least time left first, those without a clock last."""
    found = [case_of(reader, each.id) for status in ReportStatus if status not in OVER for each in reader.find(SafetyReport, {"status": status})]
    return tuple(sorted(found, key=lambda each: (not each.open_clocks, each.open_clocks[0].until if each.open_clocks else each.report.received)))


@dataclass(frozen=True, slots=True)
class Beside:
    """What the other register says: the first alert of monitoring near the event, if there is one, and whether it stood before the report came.

    ``complete`` of the ``of`` reports of the same ward name the four elements and the onset.
    """

    alert: Alert | None
    before: bool
    complete: int
    of: int


def beside(reader: Reader, case: Case) -> Beside:
    """A report beside the monitoring of its patient and the reports of its ward. Whether both saw the same event, a person judges."""
    report = case.report
    around = report.onset or report.received
    alerts = reader.find(Alert, {"patient": report.patient}, sort="entered") if report.patient is not None else ()
    first = next((each for each in alerts if abs(each.at - around) <= WITHIN), None)
    own = [each for each in reader.find(SafetyReport, {"ward": report.ward}) if each.status is not ReportStatus.NULLIFIED] if report.ward else []
    complete = sum(not missing(each) and each.onset is not None for each in own)
    return Beside(first, first is not None and first.entered < report.received, complete, len(own))


def missing(report: SafetyReport) -> tuple[str, ...]:
    """Which of the four elements a report does not name (ICH E2D, minimum criteria)."""
    named = {"reporter": report.reporter, "patient": report.patient, "product": report.product, "reaction": report.reaction}
    return tuple(name for name, value in named.items() if not value)


def asked(answers: str) -> Seriousness:
    """Six letters as answers to the six questions."""
    return Seriousness(*(Answer(each) for each in answers))


UMC_ASKED = 8
"""Questions of WHO-UMC."""


def umc_answers(letters: str) -> WhoUmc:
    """Eight letters as answers to the questions of WHO-UMC, in their order; of the first two only Y is yes."""
    known = {"Y": True, "N": False, "U": None}
    return WhoUmc(letters[0] == "Y", letters[1] == "Y", *(known[each] for each in letters[2:]))


def clocks_for(calendar: Calendar, pathway: str, answers: str, bag: bool) -> tuple[Clock, ...]:
    """The clocks that a report starts under ``pathway`` (``RU-iBMCP``). What may be serious is taken as serious until it is known."""
    known = asked(answers)
    weight = Applies.OTHER if serious(known) is Answer.NO else Applies.SERIOUS
    own = calendar.regimes.get(pathway.partition("-")[0])
    clocks = own.clocks if own is not None else ()
    found = [each for each in clocks if each.applies is weight]
    if Answer.YES in (known.death, known.life_threatening):
        found = [each for each in clocks if each.applies is Applies.FATAL] or found
    inside = calendar.regimes.get(INTERNAL)
    return (*found, *(each for each in (inside.clocks if inside is not None and bag else ()) if each.applies is Applies.BAG))


def alike(new: SafetyReport, known: Iterable[SafetyReport]) -> tuple[SafetyReport, ...]:
    """Reports of the same patient, and of the same bag where both name one, in whose words half of the shorter one is found again,
    with an onset within seven days. What is not known of one of them keeps nothing apart. Nullified ones are passed by."""
    return tuple(
        each
        for each in known
        if each.id != new.id
        and each.status is not ReportStatus.NULLIFIED
        and each.patient == new.patient
        and each.patient is not None
        and (each.bag is None or new.bag is None or each.bag == new.bag)
        and abs((each.onset or each.received) - (new.onset or new.received)) <= WITHIN
        and _same_words(each.reaction, new.reaction)
    )


def _same_words(one: str, other: str) -> bool:
    first, second = _stems(one), _stems(other)
    few = min(len(first), len(second))
    return bool(few) and 2 * len(first & second) >= few


def _stems(text: str) -> set[str]:
    words: Sequence[str] = "".join(each if each.isalnum() else " " for each in text.casefold().replace("ё", "е")).split()
    return {each[:STEM] for each in words if len(each) > 2}
