"""Every stored record comes back from its row, and from the register, equal in every field and digit."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.kept import KEPT
from db.register import SqlRegister
from db.schema import kept_tables
from tests.db.examples import ACTOR, AT, BATCH, EXAMPLES, PATIENT
from workbench.kernel.plain import Shape
from workbench.kernel.values import Fact, Quantity, Stored, Thing

KINDS = list(KEPT)
STORED = [each.shape.record for each in kept_tables() if issubclass(each.shape.record, Stored)]

TEXTS = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]), max_size=20)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
NAIVE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
TIMES = st.datetimes(NAIVE.replace(year=1900), NAIVE.replace(year=2200), timezones=ZONES)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.sampled_from([Decimal("1.50"), Decimal("-0"), Decimal("1E+6"), Decimal("0.0000001")])
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS, int: st.integers(-(2**63), 2**63 - 1), bool: st.booleans(), bytes: st.binary(max_size=80), Decimal: DECIMALS, datetime: TIMES, date: st.dates(),
}  # fmt: skip


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type may hold."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if type(None) in get_args(hint):
        (inner,) = (each for each in get_args(hint) if each is not type(None))
        return st.none() | values(inner)
    if dataclasses.is_dataclass(hint):
        return records(hint)
    return st.sampled_from(list(hint))


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Any record of this kind, lawful or not: the codec asks no rule."""
    return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items() if name in {each.name for each in dataclasses.fields(kind)}})


def exactly(held: Any) -> Any:
    """A value in which every digit of every number and the moment of every time show."""
    if isinstance(held, Decimal):
        return format(held, "f")
    if isinstance(held, tuple):
        return tuple(exactly(each) for each in held)
    if dataclasses.is_dataclass(held):
        return tuple(exactly(getattr(held, each.name)) for each in dataclasses.fields(held))
    return held


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=10)
@given(data=st.data())
def test_a_record_comes_back_from_its_row(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    shape = KEPT[kind].shape
    row = shape.row(record)
    assert all(type(value) in (str, int, bytes, type(None)) for value in row.values())
    back = shape.back(row)
    assert back == record
    assert exactly(back) == exactly(record)
    assert shape.row(back) == row


def test_there_is_an_example_of_every_stored_record() -> None:
    assert {type(each) for each in EXAMPLES} == set(STORED)


def test_an_example_comes_back_from_the_register(full: SqlRegister) -> None:
    with full.reading() as reader:
        for record in EXAMPLES:
            back = reader.get(type(record), getattr(record, KEPT[type(record)].key))
            assert exactly(back) == exactly(record)


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
def test_every_record_is_a_fact_or_a_thing(kind: type[Stored]) -> None:
    assert issubclass(kind, Fact) is not issubclass(kind, Thing)
    assert KEPT[kind].fact is issubclass(kind, Fact)


@pytest.mark.parametrize(
    ("name", "held", "fault"),
    [
        ("opened", NAIVE, ValueError), ("opened", date(2026, 1, 1), TypeError), ("opened", "2026-01-01", TypeError), ("opened", None, ValueError),
        ("id", "a\x00b", ValueError), ("id", "\ud800", ValueError), ("id", 1, TypeError), ("number", True, TypeError), ("number", 2**63, ValueError),
        ("number", 1.0, TypeError), ("status", "ready", TypeError),
    ],
)  # fmt: skip
def test_what_would_not_come_back_is_refused(register: SqlRegister, name: str, held: object, fault: type[Exception]) -> None:
    with pytest.raises(fault), register.transaction(ACTOR, "a test") as change:
        change.add(dataclasses.replace(BATCH, **{name: held}))
    with register.reading() as reader:
        assert reader.head()[0] == 0


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN"), Decimal("1E+200"), Decimal("1E-200"), 1.5, 2])
def test_a_number_that_has_no_plain_form_is_refused(number: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        Shape(Quantities).row(Quantities(Quantity(number, "g")))


@dataclasses.dataclass(frozen=True)
class Quantities:
    one: Quantity


@dataclasses.dataclass(frozen=True)
class Fraction:
    one: float


@dataclasses.dataclass(frozen=True)
class Many:
    one: list[str]


@dataclasses.dataclass(frozen=True)
class Either:
    one: str | int


@dataclasses.dataclass(frozen=True)
class Files:
    one: tuple[bytes, ...]


@pytest.mark.parametrize("kind", [Fraction, Many, Either, Files])
def test_a_field_without_a_plain_form_is_found_when_the_schema_is_imported(kind: type[Any]) -> None:
    with pytest.raises(TypeError):
        Shape(kind)


def test_a_time_is_kept_as_the_same_moment_in_utc() -> None:
    row = KEPT[type(BATCH)].shape.row(BATCH)
    assert row["opened"] == "2026-11-20T06:00:00.000001Z"
    assert datetime.fromisoformat(str(row["opened"])) == AT.astimezone(UTC)


def test_nothing_and_the_empty_text_differ(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "a test") as change:
        change.add(dataclasses.replace(PATIENT, title="", likeness=""))
        change.add(dataclasses.replace(PATIENT, id="PT2", hospital_no="H-2", coi="COI-2", title="", likeness=None))
    with register.reading() as reader:
        assert [each.likeness for each in reader.find(type(PATIENT), sort="id")] == ["", None]
        assert reader.count(type(PATIENT), {"likeness": None}) == 1
