"""Alerts: each rule at its limit, in any order, twice, and on what cannot be used."""
from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from workbench.cli.resources import Resources
from workbench.kernel.values import Quantity
from workbench.vigilance.alerts import NO_ALARM, Graded, Kind, Raised, Seen, missed, raised
from workbench.vigilance.schedule import items
from workbench.vigilance.schedule_reading import schedules_of
from workbench.words.findings import told
from workbench.words.translation import ENGLISH

INFUSION = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
UNITS = {Kind.TEMPERATURE: "degC", Kind.FERRITIN: "ug/L", Kind.FIBRINOGEN: "g/L", Kind.NEUTROPHILS: "cell/uL"}


def series(kind: Kind, *points: tuple[float, str]) -> list[Seen]:
    """Observations of ``kind``: hours after the infusion, and the value."""
    return [Seen(kind, INFUSION + timedelta(hours=hours), Quantity(Decimal(value), UNITS.get(kind, ""))) for hours, value in points]


def asked(seen: list[Seen], *grades: Graded, death: datetime | None = None) -> Raised:
    return raised(seen, grades, INFUSION, "Europe/Moscow", death=death)


def hours(found: Raised) -> list[float]:
    return [(each.at - INFUSION) / timedelta(hours=1) for each in found.alerts]


@pytest.mark.parametrize(
    ("kind", "points", "alerts"),
    [
        (Kind.TEMPERATURE, [(1, "37.9"), (2, "38.0"), (3, "39.5")], [2]),
        (Kind.TEMPERATURE, [(-5, "38.5"), (2, "37.0")], []),
        (Kind.ICE, [(-5, "10"), (6, "9"), (12, "9")], [6]),
        (Kind.ICE, [(-5, "9"), (6, "8"), (12, "8")], []),
        (Kind.ICE, [(-5, "9"), (6, "7"), (12, "7")], [6]),
        (Kind.ICE, [(-5, "9"), (6, "8"), (12, "7"), (18, "9"), (24, "8")], [12]),
        (Kind.OXYGEN, [(1, "0"), (2, "1"), (3, "1"), (4, "0"), (5, "1")], [2, 5]),
        (Kind.OXYGEN, [(-5, "1"), (1, "1")], []),
        (Kind.OXYGEN, [(1, "1")], [1]),
        (Kind.VASOPRESSORS, [(1, "0"), (2, "1"), (3, "2"), (4, "1")], [2, 3]),
        (Kind.FERRITIN, [(0, "500"), (24, "1000")], [24]),
        (Kind.FERRITIN, [(0, "500"), (25, "1000")], []),
        (Kind.FERRITIN, [(0, "500"), (24, "999")], []),
        (Kind.FERRITIN, [(0, "500"), (12, "1100"), (20, "2300"), (60, "2300"), (80, "5000")], [12, 80]),
        (Kind.FIBRINOGEN, [(1, "1.5"), (2, "1.49"), (3, "1.2"), (4, "2.0"), (5, "1.0")], [2, 5]),
        (Kind.NEUTROPHILS, [(1, "900"), (24, "500"), (48, "400"), (96, "501")], [24]),
        (Kind.NEUTROPHILS, [(1, "900"), (24, "501")], []),
    ],
)
def test_each_rule_at_its_limit(kind: Kind, points: list[tuple[float, str]], alerts: list[float]) -> None:
    seen = series(kind, *points)
    found = asked(seen)
    assert (hours(found), found.unused) == (alerts, ())
    shuffled = [*seen, *seen]
    random.Random(1).shuffle(shuffled)
    assert asked(shuffled) == found


def test_neutropenic_days_are_counted_to_the_last_count() -> None:
    (alert,) = asked(series(Kind.NEUTROPHILS, (1, "900"), (24, "500"), (72, "400"), (120, "300"))).alerts
    assert told(alert.finding, ENGLISH).what == "500 neutrophils per µL or fewer: 5 days so far."


def test_a_change_of_grade() -> None:
    def crs(after: int, grade: int | None) -> Graded:
        return Graded("crs", INFUSION + timedelta(hours=after), grade)

    found = asked([], crs(1, 0), crs(3, 1), crs(2, 0), crs(4, 1), crs(5, None), crs(6, 2), Graded("icans", INFUSION, 1))
    assert [(each.code, told(each.finding, ENGLISH).what) for each in found.alerts] == [
        ("alerts.grade", "ICANS: grade 1, before 0."), ("alerts.grade", "CRS: grade 1, before 0."),
        ("alerts.grade-lost", "CRS: cannot be graded now, before 1."), ("alerts.grade", "CRS: grade 2, before ?."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (Seen(Kind.TEMPERATURE, INFUSION, Quantity(Decimal("101"), "degC")), "grading.impossible"),
        (Seen(Kind.TEMPERATURE, INFUSION, Quantity(Decimal("39"), "")), "grading.unit-missing"),
        (Seen(Kind.FIBRINOGEN, INFUSION, Quantity(Decimal("1.2"), "mmol/L")), "grading.unit-other"),
        (Seen(Kind.FERRITIN, INFUSION, Quantity(Decimal(-1), "ug/L")), "grading.impossible"),
        (Seen(Kind.ICE, INFUSION, Quantity(Decimal(11), "")), "grading.impossible"),
        (Seen(Kind.ICE, INFUSION, Quantity(Decimal(8), "mL")), "grading.unit-other"),
        (Seen(Kind.OXYGEN, INFUSION, Quantity(Decimal(6), "")), "grading.impossible"),
        (Seen(Kind.TEMPERATURE, INFUSION + timedelta(days=9), Quantity(Decimal(39), "degC")), "alerts.after-death"),
    ],
)
def test_what_cannot_be_used_is_listed(seen: Seen, code: str) -> None:
    found = asked([seen], death=INFUSION + timedelta(days=8))
    assert (found.alerts, [each.code for each in found.unused]) == ((), [code])


def test_another_unit_of_the_table_is_converted() -> None:
    assert len(asked([Seen(Kind.FIBRINOGEN, INFUSION, Quantity(Decimal("1.4"), "mg/mL"))]).alerts) == 1
    assert len(asked([Seen(Kind.TEMPERATURE, INFUSION, Quantity(Decimal("311.15"), "K"))]).alerts) == 1


def test_missed_observations_of_the_first_days() -> None:
    due = items(schedules_of(Resources().schedules)["CART"], "1", INFUSION, "Europe/Moscow", date(2026, 12, 24))
    second_day = INFUSION + timedelta(days=1)
    found = missed(due, (), second_day)
    assert [each.at for each in found][:2] == [INFUSION, INFUSION + timedelta(minutes=15)]
    assert all(second_day - each.at > timedelta(hours=2) for each in found)
    assert missed(due, [each for each in due if each.day <= 7], INFUSION + timedelta(days=30)) == ()


def test_the_list_says_what_it_is_not() -> None:
    assert "no bedside alarm" in told(NO_ALARM, ENGLISH).what
