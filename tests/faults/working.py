"""Work at a register, act after act, for tests that disturb it: what was acknowledged is counted outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from db.opening import open_register
from db.register import SqlRegister
from tests.db.examples import ACTOR, AT, DIGEST, ZONE
from tests.db.replay import sound
from tests.desk import StandingClock
from workbench.batch.records import Attachment
from workbench.kernel.findings import Conflict, Unavailable
from workbench.people.records import Person
from workbench.site.records import Series

COUNTER = Series("acts", 1)
BYTES = 3000
"""Enough for each act to take a page of its own."""


def begin(path: Path) -> SqlRegister:
    """A register with a counter and the person who works at it."""
    register = open_register(path, StandingClock(), create=True)
    with register.reading() as reader:
        there = reader.find(Series)
    if not there:
        with register.transaction(ACTOR, "begin") as change:
            change.add(Person("P1", "Person", "P", "1001", True))
            change.add(COUNTER)
    return register


def work(register: SqlRegister, content: bytes = bytes(BYTES)) -> int:
    """One act: counts on, and keeps a file under the new number. The number, once it is on disk."""
    with register.transaction(ACTOR, "work") as change:
        (counter,) = change.find(Series)
        new = replace(counter, last=counter.last + 1)
        change.replace(counter, new)
        change.add(Attachment(f"AT{new.last}", "file", "text/plain", content, DIGEST, AT, ZONE, "P1"))
    return new.last


def work_on(register: SqlRegister, seen: Series) -> int:
    """The same for who has looked at the counter before: a ``Conflict`` when somebody else was quicker."""
    with register.transaction(ACTOR, "work") as change:
        change.replace(seen, replace(seen, last=seen.last + 1))
        change.add(Attachment(f"AT{seen.last + 1}", "file", "text/plain", b"x", DIGEST, AT, ZONE, "P1"))
    return seen.last + 1


def done(path: Path) -> int:
    """How many acts the register holds, each whole; everything in it agrees."""
    register = open_register(path, StandingClock(), create=True)
    with register.reading() as reader:
        counters = reader.find(Series)
        files = {each.id for each in reader.find(Attachment)}
    register.close()
    sound(path)
    last = counters[0].last if counters else 1
    assert files == {f"AT{number}" for number in range(2, last + 1)}, "half an act"
    return last


def refusal(act: Callable[[], object]) -> str:
    """The code of what is not there when ``act`` is done; empty when it was done."""
    try:
        act()
    except Conflict:
        raise
    except Unavailable as fault:
        return fault.code
    return ""
