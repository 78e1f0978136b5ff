"""A register with something of every sort that a summary tells: reports, clocks, grades, deaths, a malignancy, a lost patient, a signal with its life."""
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.papers_factory import press
from tests.surveillance.lots import PLANS, Lots
from tests.vigilance.rounds import SCHEDULES
from workbench.batch.records import Bag
from workbench.custody.records import BagIssue, Infusion
from workbench.followup.records import Known, Malignancy, Standing, StandingDecision
from workbench.periodic.actions import approve_summary, prepare_summary
from workbench.periodic.reading import Period, frozen_of, summary_of
from workbench.periodic.records import SafetySummary, SummaryPaper
from workbench.surveillance.actions.keeping import keep_signal, step_signal
from workbench.surveillance.actions.stopping import open_change_control, stop_by_signal
from workbench.surveillance.analysis import LOTS
from workbench.surveillance.records import Matter, State, StopKind
from workbench.vigilance.records import (
    CausalityAssessment,
    Death,
    Outcome,
    Qualification,
    ReportClock,
    ReportSent,
    ReportSource,
    ReportStatus,
    SafetyReport,
)

NAMES = ("Berg", "Costa", "Ivanov", "Olav", "Ines", "Pyotr")
"""What must not stand on the paper."""


class Told(Lots):
    """Bags ``X1-1`` to ``X5-1`` were given 29 to 25 days ago; the first three were followed by CRS of 3 or 4."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, grades=(3, 4, 3, 1, 2))
        desk, now = self.desk, self.desk.clock.at
        for key in ("X1", "X2", "X3", "X4", "X5"):
            bag, given = desk.one(Bag, f"{key}-1"), desk.one(Infusion, f"IN{key}")
            desk.put(BagIssue(f"BI{key}", bag.batch, bag.id, "Haematology 4B", given.begun - timedelta(hours=1), desk.zone, "PH1"))
        self.report("SR-2026-0001", "X1", "fever, hypotension and oxygen, treated in intensive care", "NYYNNN", days=27, status=ReportStatus.ASSESSED)
        self.report("SR-2026-0002", "X2", "озноб ⟨сильный⟩ и сыпь", "NNNNNN", days=20, outcome=Outcome.RECOVERED)
        self.report("SR-2026-0003", "X3", "died of septic shock", "YYYNNN", days=10, outcome=Outcome.FATAL)
        self.report("SR-2026-0004", "X3", "entered twice", "UUUUUU", days=9, status=ReportStatus.NULLIFIED)
        mark = (now - timedelta(days=26), desk.zone, "MD1")
        desk.put(
            CausalityAssessment("CA1", "SR-2026-0001", "probable/likely", "", None, "unexpected", "PROBE.1", (), "two days after the bag", *mark),
            ReportSent("RS1", "RC-SR-2026-0001", "SR-2026-0001", "the authority", now - timedelta(days=11), now - timedelta(days=11), desk.zone, "PH1"),
            Death("DE1", "PX3", now - timedelta(days=10), "other", "", now - timedelta(days=10), desk.zone, "WN1"),
            Malignancy("FM1", "PX2", "INX2", "T-cell lymphoma", Known.YES, date(2026, 11, 10), now - timedelta(days=8), "SR-2026-0002", "", None, "",
                       now - timedelta(days=8), desk.zone, "WN1"),
            StandingDecision("FD1", "PX4", Standing.LOST, "three attempts reached nobody", now - timedelta(days=3), desk.zone, "WN1"),
        )  # fmt: skip

    def report(self, number: str, key: str, reaction: str, answers: str, *, days: int, status: ReportStatus = ReportStatus.RECEIVED,
               outcome: Outcome = Outcome.UNKNOWN) -> None:  # fmt: skip
        """A report of a bag, received ``days`` ago, with a clock of fifteen days."""
        desk, at = self.desk, self.desk.clock.at - timedelta(days=days)
        bag = desk.one(Bag, f"{key}-1")
        made = SafetyReport(
            number, status, ReportSource.SPONTANEOUS, f"P{key}", bag.id, bag.batch, "PROBE.1", "Haematology 4B", "Rossi", Qualification.OTHER, reaction,
            at - timedelta(hours=2), outcome, answers, (), at, at, desk.zone, "WN1",
        )
        until = at + timedelta(days=15)
        clock = ReportClock(
            f"RC-{number}", number, None, "RU", "RU.serious", "2026-11", "clocks", at, at.date(), until.date(), until, True, (), at, desk.zone, "WN1"
        )
        desk.put(made, clock)

    def signal(self) -> str:
        """A signal on the lot, with its life so far; gives its number."""
        desk = self.desk
        flag = next(each for each in self.board.flags if each.method == LOTS)
        number = str(getattr(keep_signal("PROBE", flag.key, "three of five bags of the lot", PLANS, **desk.signing("PH1")).changed[0], "id", ""))
        stop_by_signal(number, StopKind.LOT, self.lot.id, "until it is understood", **desk.signing("RP1"))
        step_signal(number, State.VALIDATED, "the sheets were read", **desk.signing("SU1"))
        open_change_control(number, Matter.SPECIFICATION, "PROBE, endotoxin", "look at the limit", **desk.signing("SU1"))
        return number

    def prepared(self, language: str = "en", who: str = "PH1", *, begins: int = 60, ends: int = 0) -> tuple[SafetySummary, SummaryPaper]:
        """A summary of so many days back, and its paper."""
        today = self.desk.clock.at.date()
        first, last = today - timedelta(days=begins), today - timedelta(days=ends)
        done = prepare_summary("PROBE", first, last, PLANS, SCHEDULES, press=press(language), **self.desk.signing(who))
        summary, _, paper = done.changed
        assert isinstance(summary, SafetySummary)
        assert isinstance(paper, SummaryPaper)
        return summary, paper

    def frozen(self, *, begins: int = 60, ends: int = 0) -> SafetySummary:
        """The same without a paper: nothing is kept."""
        now, zone = self.desk.clock.at, self.desk.zone
        first, last = now.date() - timedelta(days=begins), now.date() - timedelta(days=ends)
        with self.desk.register.reading() as reader:
            of = frozen_of(reader, "PROBE", Period(first, last, zone, now), PLANS, SCHEDULES)
        return summary_of("PSS-0", "PROBE", first, last, (1, bytes(32)), of, now, self.desk.actor("PH1"))

    def approved(self, number: str, language: str = "en", who: str = "SU1") -> SummaryPaper:
        """Its approval by another person, and the paper with both signatures."""
        paper = approve_summary(number, press=press(language), **self.desk.signing(who)).changed[-1]
        assert isinstance(paper, SummaryPaper)
        return paper
