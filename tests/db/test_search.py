"""Search as you type: words by their beginnings, whatever the letters; what is typed is data; the table can be made anew at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import search
from db.opening import open_register
from db.register import SqlRegister
from db.search_lines import LINES
from tests.db import raw
from tests.db.examples import ACTOR, BATCH, EXAMPLES, LOT, ORDER, PATIENT, PEOPLE
from tests.desk import StandingClock
from workbench.batch.records import Batch, Entry
from workbench.documents.records import Document
from workbench.orders.records import Order, Patient
from workbench.people.records import Person
from workbench.quality.records import Deviation
from workbench.stock.records import Lot


def found(register: SqlRegister, words: str, *kinds: type, limit: int = 50) -> list[str]:
    with register.reading() as reader:
        return [hit.key for hit in reader.search(words, kinds, limit)]


def lines(path: Path) -> list[tuple[object, ...]]:
    with raw.opened(path) as file:
        return [tuple(row) for row in file.execute('SELECT rowid, kind, "key", shown, words FROM search ORDER BY rowid')]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("елкина", "PT1"), ("ЁЛК", "PT1"), ("ёл", "PT1"), ("е", "PT1"), ("ozturk", "PT1"), ("ÖZTÜRK", "PT1"), ("öz", "PT1"), ("анна елк", "PT1"),
        ("А е", "PT1"), ("h-0001", "PT1"), ("h 1", "PT1"), ("0001", "LOT1"), ("coi-1", "PT1"), ("V-17", "LOT1"), ("17", "LOT1"), ("VECT", "LOT1"), ("person 3", "P3"), ("1003", "P3"),
        ("причина", "DV1"), ("FC-1", "DC1"), ("fc", "DC1"), ("ward 7", "OR-1"), ("BA-1", "BA-1"), ("ba 1 елкина", "BA-1"), ("OR-1", "OR-1"), ("озноб", "SR1"), ("sr2 chi", "SR2"), ("three events", "SIG-1"), ("sig 1 eve", "SIG-1"),
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings(full: SqlRegister, words: str, key: str) -> None:
    assert key in found(full, words)


@pytest.mark.parametrize("words", ["lkina", "елкинов", "елкина петр", "zzz", "енё", "0002"])
def test_what_is_not_there_is_not_found(full: SqlRegister, words: str) -> None:
    assert found(full, words) == []


@pytest.mark.parametrize("words", ["", " ", "\t\n", "-", "***", '"', "'", "· — «»", "()", "\x00", "\ue000", "\u0301", "😀"])
def test_nothing_typed_is_nothing_found(full: SqlRegister, words: str) -> None:
    assert found(full, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "елкина*", '"елкина', 'елкина"', "елкина'", "(елкина", "елкина)", "-елкина", "+елкина", "^елкина", "елкина:", "<b>елкина</b> b", "елкина; --",
        "NEAR(елкина)", "елкина AND NOT анна", "елкина OR zzz", "words:елкина", "kind : patient", "{words}:елкина", "\ue000patient", "елкина\x00", "' OR 1=1 --", '"" ""',
    ],
)  # fmt: skip
def test_what_is_typed_is_data(full: SqlRegister, words: str) -> None:
    """Quotes, operators, markup and column names of the query language only separate words, or are words."""
    before = raw.dump(full.path)
    folded = search.fold(words)
    assert found(full, words) == found(full, " ".join(folded))
    assert bool(found(full, words)) is (folded in (["елкина"], ["b", "елкина", "b", "b"], ["or", "1", "1"]))
    assert raw.dump(full.path) == before


@settings(max_examples=80)
@given(words=st.text(max_size=40) | st.lists(st.sampled_from(['"', "*", "AND", "OR", "NOT", "NEAR", "(", ")", ":", "^", "-", "а", "1"])).map(" ".join))
def test_no_text_is_a_fault(guarded: Path, words: str) -> None:
    with raw.opened(guarded) as file:
        asked = search.question(words, ())
        if asked:
            file.execute("SELECT count(*) FROM search WHERE search MATCH ?", (asked,)).fetchone()


def test_what_is_very_long_is_cut(full: SqlRegister) -> None:
    assert found(full, "a" * 1_000_000) == []
    assert found(full, "елкина " * 100_000) == found(full, "елкина")
    assert search.question("а б в г д е ж з и к л м", (Batch,)).count("*") == search.WORDS_ASKED


def test_only_the_kinds_asked_for(full: SqlRegister) -> None:
    assert found(full, "елкина", Patient) == ["PT1"]
    assert found(full, "елкина", Batch, Order) == ["BA-1", "OR-1"]
    assert found(full, "1", Lot, Person, Document, Deviation, limit=2) == found(full, "1", Lot, Person, Document, Deviation)[:2]
    with pytest.raises(TypeError, match="Entry is not searched"):
        found(full, "1", Entry)


def test_the_newest_come_first(full: SqlRegister) -> None:
    with full.transaction(ACTOR, "two more") as change:
        for n in (2, 3):
            change.add(replace(BATCH, id=f"BA-{n}", number=n))
    assert found(full, "елкина", Batch) == ["BA-3", "BA-2", "BA-1"]
    assert found(full, "елкина", Batch, limit=1) == ["BA-3"]


def test_a_changed_name_is_found_everywhere_and_the_old_one_nowhere(full: SqlRegister) -> None:
    with full.transaction(ACTOR, "married") as change:
        change.replace(PATIENT, replace(PATIENT, family="Щукина"))
    assert found(full, "елкина") == []
    assert sorted(found(full, "щук")) == ["BA-1", "IN1", "OR-1", "PT1", "SR1"]
    with full.transaction(ACTOR, "moved") as change:
        change.replace(LOT, replace(LOT, name="Reagent"))
        change.replace(ORDER, replace(ORDER, ward="Palliative"))
    assert (found(full, "vector", Lot), found(full, "reagent")) == (["LOT1"], ["LOT1"]), "its material is still called vector"
    assert (found(full, "ward", Order), found(full, "ward"), found(full, "pallia")) == ([], ["SR1"], ["OR-1"]), "a report keeps the ward of its day"


def test_an_act_that_was_refused_left_no_line(full: SqlRegister) -> None:
    before = lines(full.path)

    def refused() -> None:
        with full.transaction(ACTOR, "refused") as change:
            change.add(replace(PATIENT, id="PT9", hospital_no="H-9", coi="COI-9", family="Неверова"))
            change.replace(PATIENT, replace(PATIENT, family="Щукина"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()
    assert lines(full.path) == before
    assert found(full, "неверова") == []


def changed(register: SqlRegister) -> None:
    with register.transaction(ACTOR, "changes") as change:
        change.replace(PATIENT, replace(PATIENT, family="Щукина"))
        change.replace(PEOPLE[0], replace(PEOPLE[0], name="Another"))
        change.replace(BATCH, replace(BATCH, resumes=None))
        change.add(replace(ORDER, id="OR-2"))


def test_made_anew_it_is_the_same(full: SqlRegister) -> None:
    changed(full)
    before = lines(full.path)
    with full._connections.transaction(writing=True) as connection:
        search.rebuild(connection)
    assert lines(full.path) == before
    assert len(before) == sum(type(each) in LINES for each in EXAMPLES) + 1


@pytest.mark.parametrize(
    "harm",
    ["DROP TABLE search", "DELETE FROM search", "DELETE FROM search WHERE rowid = (SELECT max(rowid) FROM search)",
     "DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5(kind, words)"],
)  # fmt: skip
def test_a_table_that_is_gone_or_behind_is_made_anew_at_the_start(opened: Callable[[Path], SqlRegister], filled: Path, harm: str) -> None:
    register = opened(filled)
    changed(register)
    before = lines(register.path)
    register.close()
    with raw.opened(register.path) as file:
        file.executescript(harm)
    again = open_register(register.path, StandingClock())
    assert lines(register.path) == before
    assert found(again, "щукина", Patient) == ["PT1"]
    again.close()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ёлкина-Öztürk, Анна", ["елкина", "ozturk", "анна"]), ("Йод йод ЙОД", ["йод", "йод", "йод"]), ("и\u0306од", ["йод"]), ("ﬁbrin ²⁵", ["fibrin", "25"]),
        ("Straße", ["strasse"]), ("ΣΊΣΥΦΟΣ", ["σισυφοσ"]), ("BA-2026-0001", ["ba", "2026", "0001"]), ("a_b", ["a", "b"]), ("İstanbul", ["istanbul"]), ("Ａ１", ["a1"]),
        ("O\u2019Brien", ["o", "brien"]), ("\u202eabc", ["abc"]),
    ],
)  # fmt: skip
def test_letters_are_folded(text: str, words: list[str]) -> None:
    assert search.fold(text) == words


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    words = search.fold(text)
    assert search.fold(" ".join(words)) == words
