"""The chain of the journal: any entry edited, removed, added or moved is found, and where."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.db import raw
from workbench.journal.chain import START, canonical, first_break, link

ENTRIES = 12
COLUMNS = (
    "seq", "act", "at", "actor_person", "actor_role", "actor_workstation", "actor_zone", "reason", "what", "key", "before", "after", "previous", "digest",
)  # fmt: skip


def chained(count: int = ENTRIES) -> list[dict[str, Any]]:
    rows, previous = [], START
    for seq in range(1, count + 1):
        row: dict[str, Any] = {
            "seq": seq, "act": seq, "at": "2026-11-20T06:00:00.000000Z", "actor_person": "P1", "actor_role": "technician", "actor_workstation": "B",
            "actor_zone": "UTC", "reason": "причина", "what": "entry", "key": f"E{seq}", "before": None if seq % 2 else '{"a":1}', "after": f'{{"a":{seq}}}',
            "previous": previous,
        }  # fmt: skip
        row["digest"] = previous = link(previous, row)
        rows.append(row)
    return rows


PLACES = st.integers(0, ENTRIES - 1)


def test_a_sound_chain_is_sound() -> None:
    assert first_break(chained()) is None
    assert first_break([]) is None
    assert tuple(chained(1)[0]) == COLUMNS


@given(PLACES, st.sampled_from(COLUMNS), st.data())
def test_any_edit_is_found_where_it_is(place: int, name: str, data: st.DataObject) -> None:
    rows = chained()
    value = rows[place][name]
    others = st.binary(max_size=32) if isinstance(value, bytes) else st.integers(-5, 50) if isinstance(value, int) else st.none() | st.text(max_size=8)
    rows[place][name] = data.draw(others.filter(lambda other: other != value))
    assert first_break(rows) == place + 1


@given(PLACES)
def test_one_taken_out_is_found(place: int) -> None:
    rows = chained()
    del rows[place]
    # what is cut off at the end leaves a shorter chain that holds: only a head kept elsewhere betrays it
    assert first_break(rows) == (place + 1 if place < ENTRIES - 1 else None)


@given(PLACES, PLACES)
def test_two_that_change_places_are_found(one: int, other: int) -> None:
    rows = chained()
    rows[one], rows[other] = rows[other], rows[one]
    assert first_break(rows) == (None if one == other else min(one, other) + 1)


@given(PLACES, PLACES)
def test_one_put_in_is_found(place: int, copied: int) -> None:
    rows = chained()
    rows.insert(place, dict(rows[copied]))
    assert first_break(rows) == (place + 1 if copied != place else place + 2)


@given(PLACES)
def test_one_put_in_with_a_digest_of_its_own_is_found(place: int) -> None:
    rows = chained()
    forged = {**rows[place], "reason": "forged"}
    forged["digest"] = link(forged["previous"], forged)
    rows[place] = forged
    # the forged entry holds by itself; the one after it does not
    assert first_break(rows) == (place + 2 if place < ENTRIES - 1 else None)


@given(st.integers(1, ENTRIES))
def test_a_part_of_a_journal_follows_what_came_before(beginning: int) -> None:
    rows = chained()
    part = rows[beginning - 1 :]
    start = rows[beginning - 2]["digest"] if beginning > 1 else START
    assert first_break(part, start, beginning) is None
    assert first_break(part, b"x" * 32, beginning) == beginning
    assert first_break(part, start, beginning + 1) == beginning + 1


ROWS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.none() | st.integers(-9, 9) | st.text("ab1:s", max_size=4) | st.binary(max_size=4), max_size=4)


@given(ROWS, ROWS)
def test_two_rows_have_the_same_bytes_only_when_they_are_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    def without_none(row: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in row.items() if value is not None}

    assert (canonical(one) == canonical(other)) is (without_none(one) == without_none(other))


@pytest.mark.parametrize(("one", "other"), [("1", 1), ("", None), (b"1", "1"), ("ab", "a")])
def test_what_looks_alike_is_kept_apart(one: Any, other: Any) -> None:
    assert canonical({"x": one}) != canonical({"x": other})


def test_a_column_added_later_changes_no_old_digest() -> None:
    (row,) = chained(1)
    assert link(START, {**row, "signed_by": None}) == row["digest"]


def test_an_edit_of_a_register_past_its_guards_is_found(filled: Path, tmp_path: Path) -> None:
    """Who takes the guards off can write anything; the chain tells."""
    path = tmp_path / "register.sqlite"
    path.write_bytes(filled.read_bytes())
    assert first_break(raw.journal(path)) is None
    for sql, where in (
        ("UPDATE journal_entry SET reason = 'another' WHERE seq = 7", 7),
        ("UPDATE journal_entry SET after = replace(after, '1', '2') WHERE seq = 5", 5),
        ("DELETE FROM journal_entry WHERE seq = 4", 4),
    ):
        file = sqlite3.connect(path)
        for name in ("journal_entry_fixed", "journal_entry_stays"):
            file.execute(f"DROP TRIGGER IF EXISTS {name}")
        file.execute(sql)
        file.commit()
        file.close()
        assert first_break(raw.journal(path)) == where
