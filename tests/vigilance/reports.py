"""A bag that was given, and what is reported of it, with the clocks of the project."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.custody.ward import WRISTBAND, Ward
from workbench.batch.records import Batch
from workbench.cli.resources import Resources
from workbench.kernel.findings import Done
from workbench.kernel.values import Role
from workbench.orders.records import Order
from workbench.vigilance.actions.reporting import Event, Judged, News, assess_causality, close_report, follow_up, nullify_report, report_event, send_report
from workbench.vigilance.clocks_reading import clocks_of, holidays_of
from workbench.vigilance.naming import Pointed
from workbench.vigilance.records import SafetyReport
from workbench.vigilance.reporting import Calendar, Case, case_of

CALENDAR = Calendar(clocks_of(Resources().clocks), holidays_of(Resources().holidays))
POSSIBLE = "YYYNUUUU"
"""The answers to WHO-UMC that lead to "possible"."""
SERIOUS = "NNYNNN"
"""It kept the patient in hospital, and nothing else."""


def pointed(given: dict[str, Any]) -> dict[str, Any]:
    """A bag or a patient given as text was scanned."""
    return {name: Pointed(each) if name in ("bag", "patient") and isinstance(each, str) else each for name, each in given.items()}


class Reporting(Ward):
    """The bag was given and the clock stands two hours later, in a pathway of Russia unless said otherwise."""

    def __init__(self, folder: Path, pathway: str = "RU-iBMCP") -> None:
        super().__init__(folder)
        self.infusion = self.infuse()
        batch = self.desk.one(Batch, self.batch)
        self.desk.change(batch, regime=pathway)
        self.desk.change(self.desk.one(Order, batch.order), regime=pathway, ward="Haematology 4B")
        self.desk.later(hours=2)

    def event(self, **changed: Any) -> Event:
        """Chills an hour after the infusion, except for what is changed."""
        usual: dict[str, Any] = {"reaction": "chills and fever 39", "onset": self.hour(1), "answers": SERIOUS, "bag": self.code, "patient": WRISTBAND}
        return Event(**pointed(usual | changed))

    def report(self, who: str = "WN1", **changed: Any) -> Case:
        """What was reported, as the register knows it."""
        made = report_event(self.event(**changed), CALENDAR, **self.desk.doing(who)).changed[0]
        assert isinstance(made, SafetyReport)
        return self.case(made.id)

    def case(self, number: str) -> Case:
        """A report as it stands."""
        with self.desk.register.reading() as reader:
            return case_of(reader, number)

    def news(self, case: Case, who: str = "WN1", **changed: Any) -> Case:
        """New information, an hour later."""
        self.desk.later(hours=1)
        usual: dict[str, Any] = {"said": "moved to intensive care", "significant": True}
        follow_up(case.report.id, News(**pointed(usual | changed)), CALENDAR, **self.desk.doing(who))
        return self.case(case.report.id)

    def send(self, case: Case) -> Case:
        """Everything that is due goes out."""
        for each in case.open_clocks:
            send_report(each.id, "the authority", self.desk.clock.at, **self.desk.doing("PH1"))
        return self.case(case.report.id)

    def assess(self, case: Case, who: str = "MD1", role: Role | None = Role.PHYSICIAN, **changed: Any) -> Case:
        """A physician's assessment."""
        judged = replace(Judged("possible", "time fits, infection is not excluded", asked=POSSIBLE), **changed)
        assess_causality(case.report.id, judged, **self.desk.signing(who, role))
        return self.case(case.report.id)

    def end(self, case: Case, who: str = "SU1") -> Case:
        """Quality closes it."""
        close_report(case.report.id, **self.desk.signing(who))
        return self.case(case.report.id)

    def nullify(self, case: Case, why: str, who: str = "SU1") -> Done:
        """Quality nullifies it."""
        return nullify_report(case.report.id, why, **self.desk.signing(who))


