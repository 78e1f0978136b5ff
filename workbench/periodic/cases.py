"""The reports of a product with their clocks, as lines of a summary: read here, cut at the end of the period."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from workbench.kernel.ports import Reader
from workbench.orders.records import Patient
from workbench.periodic.records import CaseLine, ClockLine
from workbench.surveillance.exposure import Exposure, among
from workbench.vigilance.records import SafetyReport
from workbench.vigilance.reporting import Case, case_of


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases, their lines, and the onsets that are known, by bag."""

    cases: tuple[Case, ...]
    lines: tuple[CaseLine, ...]
    onsets: Mapping[str, tuple[datetime, ...]]


def cases_of(reader: Reader, exposure: Exposure, bags: Sequence[str], beyond: datetime) -> Cases:
    """Every report that names a bag of the product, and every one without a bag of a patient who was given one; by receipt."""
    patients = {each.line.patient for each in exposure.rows}
    named = among(reader, SafetyReport, "bag", bags)
    bare = [each for each in among(reader, SafetyReport, "patient", tuple(patients)) if each.bag is None]
    reports = sorted((each for each in (*named, *bare) if each.received < beyond), key=lambda each: (each.received, each.id))
    people = {each.id: each.coi for each in among(reader, Patient, "id", tuple({each.patient for each in reports if each.patient is not None}))}
    found = tuple(case_of(reader, each.id) for each in reports)
    onsets: dict[str, list[datetime]] = {}
    for each in reports:
        if each.bag is not None and each.onset is not None:
            onsets.setdefault(each.bag, []).append(each.onset)
    return Cases(found, tuple(_line(each, people) for each in found), {key: tuple(times) for key, times in onsets.items()})


def clocks_of(known: Cases, beyond: datetime) -> tuple[ClockLine, ...]:
    """Every clock that started before the end of the period, with what was sent for it."""
    made = []
    for case in known.cases:
        sent = {each.clock: each for each in case.sent}
        for clock in case.clocks:
            done = sent.get(clock.id)
            if clock.started < beyond:
                made.append(
                    ClockLine(
                        case.report.id, clock.clock, clock.started, clock.until, done.sent.isoformat() if done is not None else "",
                        done.receiver if done is not None else "", case.over,
                    )
                )  # fmt: skip
    return tuple(made)


def _line(case: Case, people: Mapping[str, str]) -> CaseLine:
    report, judged = case.report, case.assessments[-1] if case.assessments else None
    return CaseLine(
        report.id, report.status.value, report.source.value, report.received.astimezone(ZoneInfo(report.zone)).date(), report.received,
        people.get(report.patient or "", ""), report.bag or "", report.ward, report.reaction, report.onset.isoformat() if report.onset is not None else "",
        case.answers, judged.expected if judged is not None else "", judged.listed if judged is not None else "",
        judged.category if judged is not None else "", case.outcome.value, not case.missing and report.onset is not None,
    )  # fmt: skip
