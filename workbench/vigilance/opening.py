"""A report of a suspected reaction made inside the act that found it, with its clocks; and significant news of one."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.custody.infusions import given_in
from workbench.custody.records import Infusion
from workbench.kernel.findings import Finding, Severity, finding, refuse_if
from workbench.kernel.ports import Change, Reader
from workbench.kernel.values import Actor, Role, Stored
from workbench.vigilance.clocks import Start, due
from workbench.vigilance.records import Death, Named, Qualification, Reason, ReportClock, ReportFollowUp, SafetyReport
from workbench.vigilance.reporting import Calendar, Case, alike, clocks_for, missing
from workbench.vigilance.rules import REPORTS, may_follow, may_report

QUALIFIED = {Role.PHYSICIAN: Qualification.PHYSICIAN, Role.PRESCRIBER: Qualification.PHYSICIAN, Role.PHARMACIST: Qualification.PHARMACIST}
"""What a role says of a reporter; everybody else here is another health professional."""
Opened = tuple[tuple[Stored, ...], tuple[Finding, ...]]


def reason_of(finding: Finding) -> Reason:
    """A finding as it is kept."""
    return Reason(finding.code, finding.source, finding.where, tuple(Named(name, value) for name, value in finding.facts))


def open_report(change: Change, made: SafetyReport, pathway: str, calendar: Calendar, actor: Actor, now: datetime) -> Opened:
    """Adds ``made``, names what it may repeat, and starts its clocks under ``pathway``. Refused where it cannot be; the report comes first."""
    known = change.find(SafetyReport, {"patient": made.patient}) if made.patient is not None else ()
    repeats = alike(made, known)
    begun = next((given_in(change, each).stands.begun for each in change.find(Infusion, {"bag": made.bag})), None) if made.bag is not None else None
    found = refuse_if(may_report(made, begun, _deaths(change, made.patient), repeats, now))
    made = replace(made, alike=tuple(each.id for each in repeats))
    change.add(made)
    started, told = start_clocks(change, made, made.answers, None, made.received, pathway, calendar, actor, now)
    return (made, *started), (*found, *told)


def tell_news(change: Change, case: Case, said: str, pathway: str, calendar: Calendar, actor: Actor, now: datetime) -> Opened:
    """Adds significant news to a report and starts its clocks again; nothing to one that is over, which says so."""
    made = ReportFollowUp(change.fresh("RF"), case.report.id, said, True, "", None, now, now, actor.zone, actor.person)
    if case.over:
        return (), (finding("vigilance.report-over", Severity.DECIDES, REPORTS, status=case.report.status.value),)
    found = refuse_if(may_follow(case, made, case.report, now))
    change.add(made)
    started, told = start_clocks(change, case.report, case.answers, made.id, now, pathway, calendar, actor, now)
    return (made, *started), (*found, *told)


def start_clocks(
    change: Change, report: SafetyReport, answers: str, news: str | None, since: datetime, pathway: str, calendar: Calendar, actor: Actor, now: datetime
) -> tuple[tuple[ReportClock, ...], tuple[Finding, ...]]:
    """Starts what ``report`` starts from ``since`` on; nothing while one of the four elements is missing."""
    if missing(report):
        return (), ()
    made = []
    for each in clocks_for(calendar, pathway, answers, report.bag is not None):
        holidays = calendar.holidays.get(calendar.regimes[each.regime].country)
        ran = due(each, dict.fromkeys(Start, since), actor.zone, holidays)
        made.append(
            ReportClock(
                change.fresh("RC"), report.id, news, each.regime, ran.clock, ran.version, ran.rule, ran.started, ran.day_zero, ran.day, ran.until, ran.certain,
                tuple(reason_of(one) for one in ran.findings), now, actor.zone, actor.person,
            )
        )  # fmt: skip
        change.add(made[-1])
    known = pathway.partition("-")[0] in calendar.regimes
    return tuple(made), () if known else (finding("vigilance.no-clocks", Severity.DECIDES, REPORTS, regime=pathway or "–"),)


def _deaths(reader: Reader, patient: str | None) -> tuple[Death, ...]:
    return reader.find(Death, {"patient": patient}) if patient is not None else ()
