"""Four registers on one bag: who saw an event first, who looked and missed it, and how complete the wards report."""
from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.followup.years import Years
from workbench.followup.records import Known
from workbench.followup.registers import OneBag, Register, one_bag
from workbench.surveillance.records import Behind, Signal
from workbench.vigilance.records import Alert, Reason


@pytest.fixture
def years(tmp_path: Path) -> Years:
    return Years(tmp_path)


def seen(years: Years) -> OneBag:
    with years.desk.register.reading() as reader:
        return one_bag(reader, years.infusion.id, years.desk.clock.at)


def alert(years: Years, hours: float) -> None:
    """An alert of monitoring so many hours before now, entered at once."""
    at = years.hour(hours)
    reasons = (Reason("alerts.first-fever", "rules", "", ()),)
    years.desk.put(Alert(f"AL{hours:.0f}", years.infusion.id, years.trail.patient.id, "", "alerts.first-fever", at, years.desk.zone, reasons, at, "WN1"))


def test_what_nobody_monitored_is_missed_by_monitoring_and_what_was_not_reported_by_reports(years: Years) -> None:
    assert seen(years).events == ()
    years.report()
    (event,) = seen(years).events
    assert (event.first, event.missed) == (Register.REPORTS, (Register.MONITORING,))
    years.on(12)
    alert(years, 1)
    reported, monitored = seen(years).events
    assert (monitored.first, monitored.missed) == (Register.MONITORING, (Register.REPORTS,))
    years.on(100)
    years.visit(relapse="yes", antigen="lost")
    events = seen(years).events
    assert [each.missed for each in events] == [(Register.MONITORING,), (Register.REPORTS,), (Register.REPORTS,)], "each misses only while it looks"
    assert (events[2].told, events[2].first) == (("relapse",), Register.FOLLOW_UP)


def test_what_lies_within_a_week_is_one_event_and_who_had_it_first_is_told(years: Years) -> None:
    alert(years, 1.5)
    years.report()
    (event,) = seen(years).events
    assert (event.first, event.missed, len(event.alerts), len(event.reports)) == (Register.MONITORING, (), 1, 1)


def test_a_nullified_report_counts_nowhere_and_wards_are_told_with_their_completeness(years: Years) -> None:
    years.report()
    years.report(reaction="something else", onset=None)
    wrong = years.report(reaction="an error of entry").report
    years.nullify(years.case(wrong.id), "entered for another patient")
    bag = seen(years)
    assert [each.id for each in bag.reports] == ["SR-2026-0001", "SR-2026-0002"]
    assert [(each.name, each.complete, each.of) for each in bag.wards] == [("Haematology 4B", 1, 2)]


def test_a_second_malignancy_is_first_seen_by_follow_up_and_the_signals_that_count_the_bag_stand_beside(years: Years) -> None:
    years.on(400)
    years.ill(t_cell=Known.UNKNOWN, told=years.desk.clock.at - timedelta(hours=1))
    behind = (Behind(years.infusion.id, years.bag.id, "", ""),)
    signal = Signal("SG-1", years.trail.batch.formula, "", "", "", "two of three bags", None, (), behind, years.desk.clock.at, years.desk.zone, "MD1")
    other = Signal("SG-2", years.trail.batch.formula, "", "", "", "another bag", None, (), (Behind("J9", "B9", "", ""),), years.desk.clock.at, years.desk.zone, "MD1")
    years.desk.put(signal, other)
    bag = seen(years)
    assert [each.signal.id for each in bag.signals] == ["SG-1"]
    (event,) = bag.events
    assert (event.first, event.missed) == (Register.FOLLOW_UP, (Register.REPORTS,))
    years.report(onset=years.hour(1), reaction="weak and pale")
    years.on(500)
    years.report(onset=years.hour(1), reaction="fell")
    assert seen(years).events[1].missed == (), "nobody has been asked since"
    years.visit()
    assert seen(years).events[1].missed == (Register.FOLLOW_UP,)
