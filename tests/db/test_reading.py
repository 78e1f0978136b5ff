"""Questions to the register: what is found, in which order, page by page; and the lists that are views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db.kept import KEPT
from db.register import SqlRegister
from db.tables import TABLES, VIEW_SQL, VIEWS
from tests.db import raw
from tests.db.examples import ACTOR, AT, BATCH, FORMULA, LATER, ORDER, PATIENT, PEOPLE, ZONE, quantity
from workbench.batch.records import Bag, Batch, BatchLine, Entry, MarkKind, Status, StepMark
from workbench.kernel.ports import Among, Span
from workbench.kernel.values import Role
from workbench.orders.records import Order, OrderLine, Patient
from workbench.people.records import Credential, Person


@pytest.fixture
def ten(opened: Callable[[Path], SqlRegister], blank: Path) -> SqlRegister:
    """Ten batches, opened an hour apart in pairs, of two formulas."""
    register = opened(blank)
    with register.transaction(ACTOR, "begin") as change:
        for each in (*PEOPLE, FORMULA, replace(FORMULA, id="OTHER.1", code="OTHER"), PATIENT, ORDER):
            change.add(each)
        for n in range(1, 11):
            status = Status.IN_PROCESS if n % 2 else Status.RELEASED
            hour = AT + timedelta(hours=n // 2)
            change.add(replace(BATCH, id=f"BA-{n:02}", number=n, opened=hour, status=status, formula="OTHER.1" if n > 8 else "CODE.1", resumes=None))
    return register


def ids(records: tuple[Batch, ...]) -> list[int]:
    return [each.number for each in records]


def test_what_is_asked_for_by_value(ten: SqlRegister) -> None:
    with ten.reading() as reader:
        assert ids(reader.find(Batch, {"status": Status.RELEASED}, sort="id")) == [2, 4, 6, 8, 10]
        assert ids(reader.find(Batch, {"status": Status.RELEASED, "formula": "OTHER.1"})) == [10]
        assert ids(reader.find(Batch, {"resumes": None}, sort="-id", limit=2)) == [10, 9]
        assert reader.find(Batch, {"id": "'; DROP TABLE batch; --"}) == ()
        assert reader.count(Batch) == 10
        assert reader.count(Batch, {"formula": "OTHER.1"}) == 2
        with pytest.raises(LookupError, match="Batch BA-99"):
            reader.get(Batch, "BA-99")
        with pytest.raises(KeyError):
            reader.find(Batch, {"colour": "red"})


def test_what_lies_between(ten: SqlRegister) -> None:
    with ten.reading() as reader:
        assert ids(reader.find(Batch, {"number": Span(3, 6)}, sort="id")) == [3, 4, 5]
        assert ids(reader.find(Batch, {"number": Span(9)}, sort="id")) == [9, 10]
        assert ids(reader.find(Batch, {"number": Span(beyond=3)}, sort="id")) == [1, 2]
        assert ids(reader.find(Batch, {"opened": Span(AT + timedelta(hours=1), AT + timedelta(hours=2))}, sort="id")) == [2, 3]
        same_moment = datetime(2026, 11, 20, 7, 0, 0, 1, tzinfo=UTC)
        assert ids(reader.find(Batch, {"opened": same_moment}, sort="id")) == [2, 3]
        assert reader.count(Patient, {"born": Span(date(2019, 1, 1), date(2020, 1, 1))}) == 1


def test_one_of_several(ten: SqlRegister) -> None:
    with ten.reading() as reader:
        assert ids(reader.find(Batch, {"id": Among(("BA-07", "BA-02", "nowhere", "BA-02"))}, sort="id")) == [2, 7]
        assert ids(reader.find(Batch, {"status": Among((Status.RELEASED, Status.HELD)), "number": Span(7)}, sort="id")) == [8, 10]
        assert ids(reader.find(Batch, {"opened": Among((AT,))})) == [1]
        assert reader.find(Batch, {"id": Among(())}) == ()
        assert reader.count(Batch, {"id": Among(tuple(f"BA-{n:02}" for n in range(1000)))}) == 10
        assert {each.id for each in reader.find(BatchLine, {"id": Among(("BA-01", "BA-03"))})} == {"BA-01", "BA-03"}
        for kind, where in ((Bag, {"dose": Among((quantity("1"),))}), (Batch, {"resumes": Among((None,))})):
            with pytest.raises(TypeError, match="among several"):
                reader.find(kind, where)


@pytest.mark.parametrize(("kind", "where"), [(Bag, {"dose": Span(1, 2)}), (Batch, {"status": Span(1, 2)}), (Batch, {"id": Span(1)})])
def test_what_has_no_order_is_not_asked_for_by_a_span(ten: SqlRegister, kind: type[Batch], where: dict[str, object]) -> None:
    with ten.reading() as reader, pytest.raises(TypeError, match="no order"):
        reader.find(kind, where)


@pytest.mark.parametrize("sort", ["opened", "-opened", "id", "-id", "status", "-number"])
@pytest.mark.parametrize("size", [1, 3, 7, 20])
def test_pages_hold_each_record_once_in_one_order(ten: SqlRegister, sort: str, size: int) -> None:
    found: list[Batch] = []
    last = None
    with ten.reading() as reader:
        while page := reader.find(Batch, sort=sort, limit=size, after=last):
            found += page
            last = page[-1]
        assert tuple(found) == reader.find(Batch, sort=sort)
    assert sorted(ids(tuple(found))) == list(range(1, 11))
    keys = [(getattr(each, sort.lstrip("-")), each.id) if sort != "status" else (each.status.value, each.id) for each in found]
    assert keys == sorted(keys, reverse=sort.startswith("-"))


def test_a_page_stays_where_it_is_while_records_are_added(ten: SqlRegister) -> None:
    with ten.reading() as reader:
        first = reader.find(Batch, sort="-opened", limit=4)
    with ten.transaction(ACTOR, "one more") as change:
        change.add(replace(BATCH, id="BA-99", number=99, opened=LATER, resumes=None))
    with ten.reading() as reader:
        assert ids(reader.find(Batch, sort="-opened", limit=3, after=first[-1])) == [6, 5, 4]


def test_a_page_has_an_order_that_every_record_has(ten: SqlRegister) -> None:
    with ten.reading() as reader:
        (one,) = reader.find(Batch, {"number": 1})
        with pytest.raises(TypeError, match="an order"):
            reader.find(Batch, after=one)
        with pytest.raises(TypeError, match="order of resumes"):
            reader.find(Batch, sort="resumes", after=one)


def test_the_order_of_writing(ten: SqlRegister) -> None:
    with ten.transaction(ACTOR, "a change") as change:
        (third,) = change.find(Batch, {"number": 3})
        change.replace(third, replace(third, status=Status.HELD))
    with ten.reading() as reader:
        assert ids(reader.find(Batch, sort="-seq", limit=2)) == [3, 10]


def test_a_quantity_is_found_by_its_digits(full: SqlRegister) -> None:
    with full.reading() as reader:
        assert reader.count(Entry, {"value": quantity("1.50", "g")}) == 1
        assert reader.count(Entry, {"value": quantity("1.5", "g")}) == 0, "1.50 and 1.5 are not the same digits"
        assert reader.count(Entry, {"value": None}) == 0


def test_a_record_that_is_kept_under_another_key(full: SqlRegister) -> None:
    with full.reading() as reader:
        assert reader.get(Credential, "P1").failures == 3


@pytest.mark.parametrize("kind", [kind for kind, kept in KEPT.items() if kept.name in VIEW_SQL], ids=lambda kind: kind.__name__)
def test_a_list_has_the_columns_of_its_record(full: SqlRegister, kind: type[BatchLine]) -> None:
    kept = KEPT[kind]
    with raw.opened(full.path) as file:
        names = [each[0] for each in file.execute(f"SELECT * FROM {kept.name} WHERE 1 = 0").description]
    assert names == [column.name for column in kept.shape.columns]
    assert set(VIEWS.tables) == set(VIEW_SQL)


def test_a_line_of_a_batch(full: SqlRegister) -> None:
    with full.transaction(ACTOR, "a later mark") as change:
        change.add(StepMark("M9", "BA-1", "fill", "1", MarkKind.STARTED, LATER, ZONE, "P2", Role.TECHNICIAN))
    with full.reading() as reader:
        (line,) = reader.find(BatchLine)
    assert line == BatchLine(
        "BA-1", Status.IN_PROCESS, AT, ZONE, "CODE.1", "OR-1", "PT1", PATIENT.family, PATIENT.given, PATIENT.born, PATIENT.hospital_no, LATER, LATER
    )


def test_a_line_of_an_order(full: SqlRegister) -> None:
    with full.transaction(ACTOR, "an order without a batch") as change:
        change.add(replace(ORDER, id="OR-2", planned=None))
    with full.reading() as reader:
        one, other = reader.find(OrderLine, sort="id")
    assert one == OrderLine(
        "OR-1", "PT1", PATIENT.family, PATIENT.given, PATIENT.hospital_no, PATIENT.born, "CODE", ORDER.status, 1, AT, "Ward 7", LATER, "BA-1"
    )
    assert (other.id, other.planned, other.batch) == ("OR-2", None, None)


def test_a_list_is_never_written(full: SqlRegister) -> None:
    with full.reading() as reader:
        (line,) = reader.find(BatchLine)
    with pytest.raises(TypeError, match="BatchLine is a list"), full.transaction(ACTOR, "a test") as change:
        change.add(line)  # type: ignore[arg-type]
    with raw.opened(full.path) as file, pytest.raises(Exception, match="cannot modify batch_line"):
        file.execute("DELETE FROM batch_line")


LISTED = [(BatchLine, sort, where) for sort in ("-opened",) for where in ({}, {"status": Status.RELEASED}, {"formula": "CODE.1"}, {"patient": "PT1"})]
LISTED += [(OrderLine, "-opened", where) for where in ({}, {"formula": "CODE"}, {"patient": "PT1"})]


@pytest.mark.parametrize(("kind", "sort", "where"), LISTED, ids=lambda value: str(value) if isinstance(value, dict) else getattr(value, "__name__", ""))
def test_a_page_of_a_list_is_read_from_an_index(full: SqlRegister, kind: type[BatchLine], sort: str, where: dict[str, object]) -> None:
    """However many there are: no table is read from end to end and nothing is sorted."""
    asked: list[str] = []
    with full.reading() as reader:
        connection = reader._connection
        connection.set_trace_callback(asked.append)
        reader.find(kind, where, sort=sort, limit=50)
        connection.set_trace_callback(None)
    (question,) = (sql for sql in asked if sql.startswith("SELECT"))
    with raw.opened(full.path) as file:
        plan = " ".join(row["detail"] for row in file.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
    table = "b" if kind is BatchLine else "o"
    assert f"{table} USING INDEX" in plan


def test_reference_columns_that_are_asked_for_have_an_index() -> None:
    for kind in (Person, Order, Batch, Entry):
        table = TABLES.tables[KEPT[kind].name]
        indexed = {next(iter(each.columns)).name for each in table.indexes} | {next(iter(table.primary_key)).name}
        assert {name for name in ("batch", "patient", "order") if name in table.columns} <= indexed
