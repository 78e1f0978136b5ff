"""Reporting clocks: every row of the reference, day 0, days of work, and new information."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vigilance.grading_vectors import rows
from workbench.cli.resources import Resources
from workbench.kernel.findings import Refused
from workbench.vigilance.clocks import Clock, Minimum, Start, Unit, again, due, late, received
from workbench.vigilance.clocks_reading import clocks_of, holidays_of
from workbench.vigilance.tables import Status

REGIMES, HOLIDAYS = clocks_of(Resources().clocks), holidays_of(Resources().holidays)
CLOCKS = {each.key: each for regime in REGIMES.values() for each in regime.clocks}
MOSCOW = "Europe/Moscow"


def test_every_row_of_the_reference_is_a_clock(shared: Path) -> None:
    found = {(each.limit, each.unit.value, each.status.value == "read") for each in CLOCKS.values()}
    expected = rows(shared, "reporting_clocks.csv")
    assert len(expected) == len(CLOCKS)
    for each in expected:
        if each["limit"] == "immediate":
            assert (CLOCKS["CN.death"].limit, CLOCKS["CN.death"].unit) == (0, Unit.HOURS)
            continue
        unit = each["unit"] if each["unit"].endswith("s") else f"{each['unit']}s"
        assert (int(each["limit"]), unit, each["status"] == "read") in found, each


def test_what_was_not_read_says_so() -> None:
    for clock in CLOCKS.values():
        told = due(clock, {clock.start: datetime(2026, 11, 2, 9, tzinfo=UTC)}, MOSCOW, HOLIDAYS["RU"]).findings
        assert bool(told) is (clock.status is not Status.READ), clock.key


@pytest.mark.parametrize(
    ("key", "started", "day"),
    [
        ("EU.serious", "2026-11-02T09:00:00+00:00", "2026-11-17"),
        ("EU.serious", "2026-11-02T22:30:00+00:00", "2026-11-18"),  # already the 3rd in Moscow
        ("EU.non-serious", "2026-11-28T09:00:00+00:00", "2027-02-26"),
        ("RU.fatal", "2026-11-03T09:00:00+00:00", "2026-11-09"),  # the 4th is a holiday, the 7th and 8th a weekend
        ("RU.fatal", "2026-11-06T09:00:00+00:00", "2026-11-11"),
        ("RU.fatal", "2026-12-29T20:00:00+00:00", "2027-01-12"),
        ("RU.fatal", "2027-02-18T09:00:00+00:00", "2027-02-24"),  # Saturday the 20th is worked, the 22nd and 23rd are off
        ("RU.serious", "2026-12-29T09:00:00+00:00", "2027-01-13"),
    ],
)
def test_due_days(key: str, started: str, day: str) -> None:
    clock = CLOCKS[key]
    running = due(clock, {clock.start: datetime.fromisoformat(started)}, MOSCOW, HOLIDAYS["RU"])
    assert (running.day, running.certain, running.version) == (date.fromisoformat(day), True, "2026-11")
    assert not late(running, datetime.fromisoformat(f"{day}T23:59:59+03:00"))
    assert late(running, running.until)


def test_a_year_without_holidays_is_told_as_the_earliest_day() -> None:
    running = due(CLOCKS["RU.fatal"], {Start.DETECTION: datetime(2027, 12, 30, 9, tzinfo=UTC)}, MOSCOW, HOLIDAYS["RU"])
    assert (running.day, running.certain) == (date(2028, 1, 2), False)
    assert "clocks.no-holidays" in {each.code for each in running.findings}
    assert not due(CLOCKS["RU.fatal"], {Start.DETECTION: datetime(2026, 11, 3, tzinfo=UTC)}, MOSCOW).certain


def test_hours_run_through_a_change_of_the_clock() -> None:
    running = due(CLOCKS["INTERNAL.bag"], {Start.KNOWLEDGE: datetime(2026, 3, 28, 12, tzinfo=UTC)}, "Europe/Madrid")
    assert (running.day, running.until) == (None, datetime(2026, 3, 29, 12, tzinfo=UTC))


def test_a_case_begins_with_its_fourth_element() -> None:
    first, last = datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 5, tzinfo=UTC)
    assert received(Minimum(first, last, first, first)) == last
    with pytest.raises(Refused) as refused:
        received(Minimum(first, None, first, None))
    assert [each.where for each in refused.value.findings] == ["patient", "reaction"]


def test_significant_information_starts_the_clock_again() -> None:
    clock = CLOCKS["EU.serious"]
    first = due(clock, {Start.RECEIPT: datetime(2026, 11, 2, tzinfo=UTC)}, MOSCOW)
    news = {Start.RECEIPT: datetime(2026, 11, 10, tzinfo=UTC)}
    second = again(first, clock, news, MOSCOW, significant=True)
    assert second is not None and (second.day, second.replaces, first.day) == (date(2026, 11, 25), first.started, date(2026, 11, 17))
    assert again(first, clock, news, MOSCOW, significant=False) is None
    with pytest.raises(Refused):
        again(second, clock, {Start.RECEIPT: datetime(2026, 11, 1, tzinfo=UTC)}, MOSCOW, significant=True)
    with pytest.raises(Refused):
        due(clock, {Start.DETECTION: datetime(2026, 11, 1, tzinfo=UTC)}, MOSCOW)


@given(st.integers(0, 670 * 24), st.integers(0, 30))
def test_working_days_are_those_of_the_table(hours: int, limit: int) -> None:
    started = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    base = CLOCKS["RU.fatal"]
    clock = Clock(base.key, base.regime, base.version, base.who, base.event, limit, base.unit, base.start, base.status, base.source)
    running = due(clock, {Start.DETECTION: started}, MOSCOW, HOLIDAYS["RU"])
    assert running.day is not None
    between = [date.fromordinal(each) for each in range(running.day_zero.toordinal() + 1, running.day.toordinal() + 1)]
    assert sum(map(HOLIDAYS["RU"].works, between)) == limit
    assert not between or HOLIDAYS["RU"].works(between[-1])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('country = "RU"', "RU"), ("x = ", "RU: TOML"),
        ('country = "RU"\nversion = "1"\nstatus = "heard"\nsource = "s"\nyear.2026.off = []\nyear.2026.worked = []', "RU"),
        ('country = "RU"\nversion = "1"\nstatus = "read"\nsource = "s"\nyear.2026.off = [2026-11-07]\nyear.2026.worked = []', "RU: RU"),
        ('country = "RU"\nversion = "1"\nstatus = "read"\nsource = "s"\nyear.2026.off = [2025-11-04]\nyear.2026.worked = []', "RU: 2026"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused(text: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        holidays_of({"RU": text})
    assert refused.value.findings[0].where.startswith(where)
