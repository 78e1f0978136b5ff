"""Dates, numbers, limits and names as a person reads them, in both languages."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.words.collecting import ROOT
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.orders.records import Allergies
from workbench.words.formats import (
    age_text,
    born_text,
    clock_text,
    date_text,
    duration_text,
    figure_text,
    left_text,
    limit_text,
    moment_text,
    name_text,
    number_text,
    quantity_text,
    short_date_text,
    weekday_text,
)
from workbench.words.names import allergy_state
from workbench.words.reading import read_day, read_moment, read_time
from workbench.words.translation import ENGLISH, Words, load_words

RUSSIAN = load_words(ROOT / "resources" / "locale", "ru")
BOTH = {"en": ENGLISH, "ru": RUSSIAN}
MOSCOW = "Europe/Moscow"


def plain(text: str) -> str:
    """With ordinary blanks, so that a table can be read."""
    return text.replace("\u00a0", " ").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "russian"),
    [
        ("20", None, "20", "20"),
        ("20.0", None, "20", "20"),
        ("0.50", None, "0.5", "0,5"),
        ("50.40", None, "50.4", "50,4"),
        ("50.4", 2, "50.40", "50,40"),
        ("1.005", 2, "1.01", "1,01"),
        ("-0.5", None, "−0.5", "−0,5"),
        ("-150", None, "−150", "−150"),
        ("9999", None, "9999", "9999"),
        ("65000", None, "65_000", "65_000"),
        ("1234567.8", None, "1_234_567.8", "1_234_567,8"),
        ("100", None, "100", "100"),
        ("0", None, "0", "0"),
        ("0.000", None, "0", "0"),
        ("1e2", None, "100", "100"),
    ],
)
def test_numbers(value: str, decimals: int | None, english: str, russian: str) -> None:
    assert plain(number_text(Decimal(value), ENGLISH, decimals)) == english
    assert plain(number_text(Decimal(value), RUSSIAN, decimals)) == russian


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [("82400000", "82.4 million", "82,4 млн"), ("999999", "999_999", "999_999"), ("1000000", "1 million", "1 млн"), ("1.2e9", "1200 million", "1200 млн"),
     ("-57500000", "−57.5 million", "−57,5 млн")],
)  # fmt: skip
def test_large_numbers_in_millions(value: str, english: str, russian: str) -> None:
    assert (plain(figure_text(Decimal(value), ENGLISH)), plain(figure_text(Decimal(value), RUSSIAN))) == (english, russian)


@pytest.mark.parametrize(
    ("value", "unit", "english", "russian"),
    [
        ("50.4", "mL", "50.4 mL", "50,4 мл"),
        ("82400000", "car_cell", "82.4 million CAR+ cells", "82,4 млн CAR+ клеток"),
        ("-150", "degC", "−150 °C", "−150 °C"),
        ("78", "%", "78 %", "78 %"),
        ("3", "", "3", "3"),
    ],
)
def test_quantities(value: str, unit: str, english: str, russian: str) -> None:
    quantity = Quantity(Decimal(value), unit)
    assert (plain(quantity_text(quantity, ENGLISH)), plain(quantity_text(quantity, RUSSIAN))) == (english, russian)


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    assert " " not in quantity_text(Quantity(Decimal("50.4"), "mL"), ENGLISH)


@pytest.mark.parametrize(
    ("limit", "unit", "english", "russian"),
    [
        (">= 70", "%", "≥ 70 %", "≥ 70 %"),
        ("<= 0.5", "EU/mL", "≤ 0.5 EU/mL", "≤ 0,5 ЕЭ/мл"),
        ("8 .. 12", "mL", "8 to 12 mL", "8–12 мл"),
        ("0.6e6 .. 5e6", "car_cell/kg", "600_000 to 5 million CAR+ cells/kg", "600_000–5 млн CAR+ клеток/кг"),
        ("> 0.5e6", "", "> 500_000", "> 500_000"),
        ("is negative", "", "negative", "negative"),
        ("is not reactive", "", "not reactive", "не reactive"),
        ("0.95 * seed_volume .. 1.05 * seed_volume", "mL", "0.95 × seed_volume to 1.05 × seed_volume mL", "0,95 × seed_volume–1,05 × seed_volume мл"),
        ("-80", "degC", "−80 °C", "−80 °C"),
    ],
)  # fmt: skip
def test_limits(limit: str, unit: str, english: str, russian: str) -> None:
    assert (plain(limit_text(limit, ENGLISH, unit)), plain(limit_text(limit, RUSSIAN, unit))) == (english, russian)


@pytest.mark.parametrize(
    ("day", "english", "russian"),
    [(date(2026, 3, 14), "14-Mar-2026", "14-мар-2026"), (date(2026, 5, 1), "01-May-2026", "01-май-2026"), (date(1949, 12, 31), "31-Dec-1949", "31-дек-1949")],
)
def test_days(day: date, english: str, russian: str) -> None:
    assert (date_text(day, ENGLISH), date_text(day, RUSSIAN)) == (english, russian)
    assert read_day(english) == read_day(russian) == day


def test_moments_say_their_zone_where_it_matters() -> None:
    at = datetime(2026, 11, 21, 6, 20, 41, tzinfo=UTC)
    assert plain(moment_text(at, MOSCOW, ENGLISH)) == "21-Nov-2026 09:20"
    assert plain(moment_text(at, MOSCOW, RUSSIAN, seconds=True, offset=True)) == "21-ноя-2026 09:20:41 (UTC+3)"
    assert plain(moment_text(at, "Asia/Kolkata", ENGLISH, offset=True)) == "21-Nov-2026 11:50 (UTC+5:30)"
    assert plain(moment_text(at, "America/St_Johns", ENGLISH, offset=True)) == "21-Nov-2026 02:50 (UTC−3:30)"
    assert plain(moment_text(at, "UTC", ENGLISH, offset=True)) == "21-Nov-2026 06:20 (UTC)"
    assert clock_text(datetime(2026, 1, 1, 21, 0, tzinfo=UTC), MOSCOW) == "00:00"
    assert (short_date_text(date(2026, 11, 2), ENGLISH), weekday_text(date(2026, 11, 21), RUSSIAN)) == ("02-Nov", "Суббота")


@pytest.mark.parametrize(
    ("length", "english", "russian"),
    [
        (timedelta(seconds=40), "40 s", "40 с"),
        (timedelta(minutes=18), "18 min", "18 мин"),
        (timedelta(hours=1, minutes=22), "1 h 22 min", "1 ч 22 мин"),
        (timedelta(hours=5), "5 h", "5 ч"),
        (timedelta(days=12, hours=3, minutes=9), "12 d 3 h", "12 сут 3 ч"),
    ],
)
def test_durations(length: timedelta, english: str, russian: str) -> None:
    assert (plain(duration_text(length, ENGLISH)), plain(duration_text(length, RUSSIAN))) == (english, russian)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(minutes=18, seconds=19), ("18:19", "min left")),
        (timedelta(hours=5, minutes=3), ("5:03", "h left")),
        (timedelta(days=3), ("3", "days left")),
        (-timedelta(minutes=2), ("2:00", "min over")),
        (timedelta(minutes=59, seconds=59), ("59:59", "min left")),
        (-timedelta(hours=1), ("1:00", "h over")),
        (timedelta(minutes=89), ("1:29", "h left")),
    ],
)
def test_what_is_left_always_has_its_unit(left: timedelta, said: tuple[str, str]) -> None:
    assert left_text(left, ENGLISH) == said


@pytest.mark.parametrize(
    ("born", "english", "russian"),
    [
        (date(2013, 3, 14), "13y", "13 лет"),
        (date(2025, 11, 22), "11 months", "11 месяцев"),
        (date(2024, 11, 21), "2y", "2 года"),
        (date(2026, 11, 1), "20 days", "20 дней"),
        (date(2005, 11, 22), "20y", "20 лет"),
        (date(2005, 11, 21), "21y", "21 год"),
    ],
)
def test_ages_count_whole_years(born: date, english: str, russian: str) -> None:
    today = date(2026, 11, 21)
    assert (age_text(born, today, ENGLISH), age_text(born, today, RUSSIAN)) == (english, russian)
    assert born_text(born, today, ENGLISH).endswith(f"({english})")


def test_names_of_patients() -> None:
    assert name_text("Lebedeva", "Anna", "Ms") == "LEBEDEVA, Anna (Ms)"
    assert name_text("лебедева", "Анна") == "ЛЕБЕДЕВА, Анна"


@pytest.mark.parametrize("raw", ["14-Mar-2026", "14-мар-2026", "14.03.2026", "2026-03-14", "14 March 2026", "14 марта 2026", " 14-MAR-2026 "])
def test_days_are_read_in_every_form_that_has_one_reading(raw: str) -> None:
    assert read_day(raw) == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("14/03/2026", "words.day-unreadable"), ("03-04-2026", "words.day-unreadable"), ("14 мин 2026", "words.day-unreadable"), ("", "words.day-unreadable"),
        ("14-Mar-26", "words.day-unreadable"), ("31.02.2026", "words.no-such-day"), ("2026-13-01", "words.no-such-day"),
    ],
)  # fmt: skip
def test_days_with_two_readings_are_refused(raw: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_day(raw)
    assert [each.code for each in refused.value.findings] == [code]


@pytest.mark.parametrize(("raw", "said"), [("9:20", "09:20:00"), ("09:20:41", "09:20:41"), ("0920", "09:20:00"), ("00:00", "00:00:00")])
def test_times_are_read(raw: str, said: str) -> None:
    assert read_time(raw).isoformat() == said


@pytest.mark.parametrize("raw", ["24:00", "9", "9:7", "920", "half past nine", "12:60"])
def test_times_that_are_none_are_refused(raw: str) -> None:
    with pytest.raises(Refused):
        read_time(raw)


def test_moments_are_read_on_the_clocks_of_the_site() -> None:
    assert read_moment("21-Nov-2026 09:20", MOSCOW).astimezone(UTC) == datetime(2026, 11, 21, 6, 20, tzinfo=UTC)
    for twice in ("25.10.2026 02:30", "29.03.2026 02:30"):
        with pytest.raises(Refused) as refused:
            read_moment(twice, "Europe/Madrid")
        assert refused.value.findings[0].code == "words.time-twice"


@pytest.mark.parametrize("language", BOTH)
def test_every_moment_that_is_shown_can_be_read_back(language: str) -> None:
    words: Words = BOTH[language]
    at = datetime(2026, 3, 1, 0, 5, tzinfo=UTC)
    for month in range(12):
        moment = at + timedelta(days=31 * month)
        assert read_moment(plain(moment_text(moment, MOSCOW, words)), MOSCOW) == moment


@pytest.mark.parametrize("allergies", Allergies)
def test_every_state_of_allergies_has_its_words(allergies: Allergies) -> None:
    assert allergy_state(allergies, RUSSIAN) != allergy_state(allergies, ENGLISH)
