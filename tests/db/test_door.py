"""The one door: what is added and replaced stands together with its journal entries, or not at all."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.kept import KEPT
from db.register import SqlChange, SqlRegister
from tests.db import raw
from tests.db.examples import ACTOR, BATCH, EXAMPLES, FORMULA, LOT, PATIENT, PEOPLE
from tests.desk import StandingClock
from workbench.batch.records import Attachment, Status
from workbench.journal.chain import first_break
from workbench.journal.records import JournalEntry
from workbench.kernel.findings import Conflict, Refused, refuse_if, stops
from workbench.kernel.values import Fact, Stored
from workbench.labels.records import LabelEnd
from workbench.orders.records import Order, Patient
from workbench.people.records import Person
from workbench.stock.records import Lot, LotStatus

ONE, TWO = PEOPLE[:2]


def act(register: SqlRegister, *steps: Callable[[SqlChange], object]) -> None:
    """One act that does ``steps``."""
    with register.transaction(ACTOR, "an act") as change:
        for each in steps:
            each(change)


def adds(record: Stored) -> Callable[[SqlChange], object]:
    return lambda change: change.add(record)


def raises(fault: BaseException) -> Callable[[SqlChange], object]:
    def step(change: SqlChange) -> None:
        raise fault

    return step


def entries(register: SqlRegister) -> tuple[JournalEntry, ...]:
    with register.reading() as reader:
        return reader.find(JournalEntry, sort="seq")


def test_an_addition_is_told_in_the_journal(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "a new person") as change:
        change.add(ONE)
    (entry,) = entries(register)
    assert (entry.seq, entry.act, entry.actor, entry.reason, entry.what, entry.key) == (1, 1, ACTOR, "a new person", "person", ONE.id)
    assert entry.at == StandingClock().at
    assert entry.before is None
    assert json.loads(entry.after) == KEPT[Person].shape.row(ONE)
    with register.reading() as reader:
        assert reader.find(Person) == (ONE,)
        assert reader.head() == (1, entry.digest)


def test_a_change_is_told_with_what_was_and_what_is(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "a new person") as change:
        change.add(ONE)
    with register.transaction(ACTOR, "left") as change:
        change.replace(ONE, replace(ONE, active=False, name="Person One"))
    last = entries(register)[-1]
    assert json.loads(last.before or "") == {"name": ONE.name, "active": 1}
    assert json.loads(last.after) == {"name": "Person One", "active": 0}
    with register.reading() as reader:
        assert reader.get(Person, ONE.id) == replace(ONE, active=False, name="Person One")


def test_an_act_is_one_number_for_all_its_entries(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "two people") as change:
        change.add(ONE)
        change.add(TWO)
        assert change.get(Person, TWO.id) == TWO, "an act reads what it wrote"
        assert [change.fresh("E"), change.fresh("E")] == ["E1-1", "E1-2"]
    with register.transaction(ACTOR, "a patient") as change:
        change.add(PATIENT)
        assert change.fresh("E") == "E3-1"
    assert [(each.seq, each.act) for each in entries(register)] == [(1, 1), (2, 1), (3, 3)]


def test_nothing_changed_is_nothing_told(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "a new person") as change:
        change.add(ONE)
    with register.transaction(ACTOR, "nothing") as change:
        change.replace(ONE, replace(ONE))
    assert len(entries(register)) == 1


def test_the_journal_chains_and_short_bytes_are_whole_files_are_digests(full: SqlRegister) -> None:
    rows = raw.journal(full.path)
    assert len(rows) == len(EXAMPLES)
    assert first_break(rows) is None
    told = {row["key"]: json.loads(row["after"]) for row in rows}
    assert bytes.fromhex(told["S1"]["raw"]) == b"\x1d\x00\xff"
    (photo,) = (each for each in EXAMPLES if isinstance(each, Attachment))
    assert told["AT1"]["content"].startswith("sha256:")
    assert told["AT1"]["content"].endswith(f":{len(photo.content)}")


def test_each_row_carries_the_entry_that_wrote_it(full: SqlRegister) -> None:
    with raw.opened(full.path) as connection:
        for row in raw.journal(full.path):
            kept = next(each for each in KEPT.values() if each.name == row["what"])
            assert connection.execute(f'SELECT seq FROM "{row["what"]}" WHERE "{kept.key}" = ?', (row["key"],)).fetchone()[0] == row["seq"]


@pytest.mark.parametrize("fault", [Refused((stops("people.inactive", "a rule", person="x"),)), RuntimeError("a bug"), KeyboardInterrupt()], ids=lambda fault: type(fault).__name__)
def test_what_is_raised_inside_takes_everything_back(register: SqlRegister, fault: BaseException) -> None:
    before = raw.dump(register.path)
    with pytest.raises(type(fault)):
        act(register, adds(ONE), adds(PATIENT), raises(fault))
    assert raw.dump(register.path) == before
    with register.transaction(ACTOR, "the door still opens") as change:
        change.add(ONE)


def test_a_rule_that_refuses_takes_back_what_was_added_before_it(register: SqlRegister) -> None:
    with pytest.raises(Refused):
        act(register, adds(ONE), lambda change: refuse_if((stops("people.inactive", "a rule", person=ONE.name),)))
    assert entries(register) == ()


def test_a_failed_write_that_is_passed_over_still_undoes_the_act(register: SqlRegister) -> None:

    def pass_over(change: SqlChange) -> None:
        with pytest.raises(Exception, match="exists"):
            change.add(ONE)

    with pytest.raises(RuntimeError, match="passed over"):
        act(register, adds(ONE), pass_over)
    assert entries(register) == ()


def test_an_act_inside_an_act_is_refused_at_once(register: SqlRegister) -> None:
    with pytest.raises(RuntimeError, match="called another action"):
        act(register, adds(ONE), lambda change: act(register, adds(TWO)))
    assert entries(register) == ()


def test_two_threads_take_turns(register: SqlRegister) -> None:
    faults: list[BaseException] = []

    def work(letter: str) -> None:
        try:
            for n in range(10):
                with register.transaction(ACTOR, "work") as change:
                    change.add(Person(f"{letter}{n}", "x", "x", f"{letter}{n}", True))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(letter,)) for letter in "ab"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    assert len(entries(register)) == 20
    assert first_break(raw.journal(register.path)) is None


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_a_change_has_a_reason(register: SqlRegister, reason: str) -> None:
    with pytest.raises(ValueError, match="reason"), register.transaction(ACTOR, reason):
        pass


def test_a_fact_is_never_replaced(full: SqlRegister) -> None:
    for each in EXAMPLES:
        if isinstance(each, Fact):
            with pytest.raises(TypeError, match="cannot be replaced"), full.transaction(ACTOR, "an edit") as change:
                change.replace(each, each)  # type: ignore[type-var]


def test_neither_kind_nor_key_ever_changes(full: SqlRegister) -> None:
    with pytest.raises(TypeError), full.transaction(ACTOR, "an edit") as change:
        change.replace(ONE, PATIENT)  # type: ignore[type-var]
    with pytest.raises(TypeError, match="key"), full.transaction(ACTOR, "an edit") as change:
        change.replace(ONE, replace(ONE, id="P77"))


def test_the_same_key_twice_and_the_same_unique_value_are_refused(full: SqlRegister) -> None:
    for twice in (ONE, replace(ONE, id="P77"), replace(LOT, id="LOT2"), replace(FORMULA, id="CODE.1")):
        before = full_head(full)
        with pytest.raises(Exception, match="exists"), full.transaction(ACTOR, "again") as change:
            change.add(twice)
        assert full_head(full) == before


def full_head(register: SqlRegister) -> tuple[int, bytes]:
    with register.reading() as reader:
        return reader.head()


def test_a_reference_to_nothing_is_refused(full: SqlRegister) -> None:
    before = raw.dump(full.path)
    with pytest.raises(Exception, match="FOREIGN KEY"), full.transaction(ACTOR, "a test") as change:
        change.add(replace(BATCH, id="BA-2", order="no order"))
    assert raw.dump(full.path) == before


def test_what_somebody_else_changed_first_is_a_conflict(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "a new person") as change:
        change.add(ONE)
    theirs, mine = replace(ONE, name="theirs"), replace(ONE, name="mine")
    with register.transaction(ACTOR, "they") as change:
        change.replace(ONE, theirs)
    with pytest.raises(Conflict) as fault:
        act(register, adds(TWO), lambda change: change.replace(ONE, mine))
    assert (fault.value.code, fault.value.current, fault.value.old, fault.value.new) == ("register.conflict", theirs, ONE, mine)
    with register.reading() as reader:
        assert reader.find(Person) == (theirs,)


def test_a_record_that_is_not_there_cannot_be_replaced(register: SqlRegister) -> None:
    with pytest.raises(LookupError), register.transaction(ACTOR, "an edit") as change:
        change.replace(ONE, replace(ONE, name="x"))


def test_a_reading_is_one_view_however_much_is_written_meanwhile(opened: Callable[[Path], SqlRegister], filled: Path) -> None:
    register = opened(filled)
    with register.reading() as reader:
        before = reader.head()
        with raw.opened(register.path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            raw.add(connection, LabelEnd("LE9", "BA-1", "L9", "x", "x", StandingClock().at, "UTC", "P1"))
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                connection.execute("COMMIT")
        assert reader.head() == before


def test_a_reading_cannot_write(full: SqlRegister) -> None:
    with full.reading() as reader:
        assert not hasattr(reader, "add")
        assert not hasattr(reader, "replace")


def test_a_change_of_a_thing_moves_on_from_where_it_is(full: SqlRegister) -> None:
    with full.transaction(ACTOR, "three changes in one act") as change:
        batch = BATCH
        for status in (Status.PAUSED, Status.IN_PROCESS, Status.QC_PENDING):
            change.replace(batch, replace(batch, status=status))
            batch = replace(batch, status=status)
        change.replace(LOT, replace(LOT, status=LotStatus.HELD))
    with full.reading() as reader:
        assert reader.get(type(BATCH), BATCH.id).status is Status.QC_PENDING
        assert reader.get(Lot, LOT.id).status is LotStatus.HELD
        assert reader.get(Order, "OR-1").patient == reader.get(Patient, "PT1").id
    assert first_break(raw.journal(full.path)) is None
