"""Roles by the day, deputies, qualifications, second persons, and proofs of signing."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import PLACE, START, ZONE
from workbench.batch import rules as batch_rules
from workbench.batch.records import MarkKind, Reading
from workbench.kernel.findings import Finding
from workbench.kernel.values import Actor, Role
from workbench.people import rules
from workbench.people.records import Appointment, Factor, Meaning, Person, Proof, Qualification
from workbench.people.rights import Act

DAY = date(2026, 11, 20)
ANNA = Person("PH1", "Kim, Anna", "AK", "1005", active=True)


def found(findings: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in findings]


def appointment(role: Role = Role.PHARMACIST, start: date = date(2026, 1, 1), end: date | None = None, **more: Any) -> Appointment:
    return Appointment("A", more.pop("person", "PH1"), role, start, end, **more)


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), True),
        (date(2026, 11, 21), None, False),
        (date(2026, 1, 1), date(2026, 11, 19), False),
        (date(2026, 1, 1), None, True),
    ],
)
def test_a_role_is_held_from_the_first_to_the_last_day(start: date, end: date | None, held: bool) -> None:
    answer = rules.holds(ANNA, Role.PHARMACIST, [appointment(start=start, end=end)], DAY)
    assert found(answer) == ([] if held else ["people.role-not-held"])


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(-500, 500))
def test_a_role_is_held_exactly_within_its_days(start: date, length: int, away: int) -> None:
    each = appointment(start=start, end=start + timedelta(days=length))
    assert bool(rules.roles_of("PH1", [each], start + timedelta(days=away))) == (0 <= away <= length)


def test_another_persons_appointment_is_not_mine() -> None:
    assert rules.roles_of("PH1", [appointment(person="PH2")], DAY) == ()


def test_an_inactive_person_holds_nothing() -> None:
    assert found(rules.holds(replace(ANNA, active=False), Role.PHARMACIST, [appointment()], DAY)) == ["people.inactive"]


def test_the_day_is_that_of_the_place() -> None:
    late = datetime.fromisoformat("2026-11-20T22:30:00+00:00")
    assert rules.day_of(late, "Europe/Moscow") == date(2026, 11, 21)
    assert rules.day_of(late, "Atlantic/Azores") == date(2026, 11, 20)


def test_may_asks_the_table_first_then_the_appointment() -> None:
    actor = Actor("PH1", Role.PHARMACIST, PLACE, ZONE)
    assert found(rules.may(Act.RELEASE_BATCH, actor, ANNA, [appointment()], DAY)) == ["people.act-not-allowed"]
    assert found(rules.may(Act.ENTER_ORDER, actor, ANNA, [], DAY)) == ["people.role-not-held"]
    assert not rules.may(Act.ENTER_ORDER, actor, ANNA, [appointment()], DAY)


def test_qualifications_count_until_their_last_day_and_the_newest_counts() -> None:
    held = [Qualification("1", "PH1", "gowning", date(2026, 11, 20)), Qualification("2", "PH1", "media fill", date(2026, 11, 19))]
    assert not rules.qualified(["gowning"], ANNA, held, DAY)
    assert found(rules.qualified(["gowning", "media fill", "radiopharmacy"], ANNA, held, DAY)) == [
        "people.qualification-ended",
        "people.not-qualified",
    ]
    renewed = [*held, Qualification("3", "PH1", "media fill", date(2027, 1, 1))]
    assert not rules.qualified(["media fill"], ANNA, renewed, DAY)
    assert found(rules.qualified(["gowning"], replace(ANNA, id="PH9"), held, DAY)) == ["people.not-qualified"]


@pytest.mark.parametrize("meaning", Meaning, ids=lambda meaning: meaning.value)
def test_what_decides_needs_the_password_and_the_bench_takes_both(meaning: Meaning) -> None:
    decides = {"reviewed", "released provisionally", "certified", "rejected", "approved", "withdrawn", "lot decided", "signal decided"}
    actor = Actor("RP1", Role.RESPONSIBLE, PLACE, ZONE)
    pin = rules.proves(Proof("RP1", Factor.PIN, START), actor, meaning, START)
    assert found(pin) == (["people.password-needed"] if meaning.value in decides else [])
    assert not rules.proves(Proof("RP1", Factor.PASSWORD, START), actor, meaning, START)
    assert (rules.least_factor(meaning) is Factor.PASSWORD) == (meaning.value in decides)


@pytest.mark.parametrize(("seconds", "fresh"), [(-1, False), (0, True), (120, True), (121, False)])
def test_a_proof_is_fresh_for_two_minutes(seconds: int, fresh: bool) -> None:
    answer = rules.proves(Proof("PH1", Factor.PIN, START), Actor("PH1", Role.PHARMACIST, PLACE, ZONE), Meaning.PERFORMED, START + timedelta(seconds=seconds))
    assert found(answer) == ([] if fresh else ["people.proof-stale"])


def test_a_proof_is_the_actors_own_and_made_with_their_own_secrets() -> None:
    actor = Actor("PH1", Role.PHARMACIST, PLACE, ZONE)
    assert found(rules.proves(Proof("PH2", Factor.PIN, START), actor, Meaning.PERFORMED, START)) == ["people.proof-of-another"]
    given_by_others = Proof("PH1", Factor.PIN, START, provisional=True)
    assert found(rules.proves(given_by_others, actor, Meaning.PERFORMED, START)) == ["people.change-secrets-first"]


def test_nobody_checks_their_own() -> None:
    assert found(rules.another("PH1", "PH1", "Kim, Anna")) == ["people.same-person"]
    assert not rules.another("PH1", "PH2", "Soler, Marc")


ADMIN = Actor("AD1", Role.ADMINISTRATOR, PLACE, ZONE)
RP = appointment(Role.RESPONSIBLE, person="RP1")


@pytest.mark.parametrize(
    ("new", "existing", "wanted"),
    [
        (appointment(), [], []),
        (appointment(person="AD1"), [], ["people.own-appointment"]),
        (appointment(end=date(2025, 12, 31)), [], ["people.dates-backward"]),
        (appointment(), [appointment(end=DAY)], ["people.already-appointed"]),
        (appointment(start=date(2026, 11, 21)), [appointment(end=DAY)], []),
        (appointment(Role.RESPONSIBLE, end=DAY, deputy_for="RP1"), [RP], []),
        (appointment(Role.RESPONSIBLE, deputy_for="RP1"), [RP], ["people.deputy-undated"]),
        (appointment(Role.RESPONSIBLE, end=DAY, deputy_for="RP1"), [], ["people.deputy-for-nobody"]),
        (appointment(Role.SUPERVISOR, end=DAY, deputy_for="RP1"), [RP], ["people.deputy-for-nobody"]),
        (appointment(Role.RESPONSIBLE, end=DAY, deputy_for="RP1", person="RP1"), [RP], ["people.deputy-for-nobody", "people.already-appointed"]),
        (appointment(Role.RESPONSIBLE, end=DAY, deputy_for="RP2"), [replace(RP, person="RP2", deputy_for="RP1")], ["people.deputy-for-nobody"]),
        (appointment(Role.RESPONSIBLE), [appointment(Role.ADMINISTRATOR)], ["people.administrator-decides-nothing"]),
        (appointment(Role.ADMINISTRATOR), [appointment(Role.SUPERVISOR)], ["people.administrator-decides-nothing"]),
        (appointment(Role.ADMINISTRATOR), [appointment(Role.SUPERVISOR, end=date(2025, 12, 31))], []),
        (appointment(Role.ADMINISTRATOR), [appointment(Role.PHARMACIST)], []),
    ],
)
def test_who_may_be_appointed(new: Appointment, existing: list[Appointment], wanted: list[str]) -> None:
    assert found(rules.appointable(new, ADMIN, existing)) == wanted


class Hands:
    """Only what the rules of taking part look at."""

    class Batch:
        id = "CT-2026-0001"

    def __init__(self, **facts: tuple[Any, ...]) -> None:
        names = ("marks", "entries", "scans", "label_scans", "results", "signatures")
        self.__dict__.update({name: facts.get(name, ()) for name in names})
        self.batch = self.Batch()

    def person(self, key: str) -> Person:
        return replace(ANNA, id=key)


class Did:
    def __init__(self, **facts: Any) -> None:
        self.person = "PH1"
        self.__dict__.update(facts)


@pytest.mark.parametrize("name", ["marks", "entries", "scans", "label_scans", "results"])
def test_whoever_did_something_took_part(name: str) -> None:
    dossier: Any = Hands(**{name: (Did(),)})
    assert found(batch_rules.took_no_part(dossier, "PH1")) == ["people.took-part"]
    assert not batch_rules.took_no_part(dossier, "RP1")


@pytest.mark.parametrize("meaning", Meaning, ids=lambda meaning: meaning.value)
def test_a_signature_under_a_step_check_or_test_is_taking_part_and_a_review_is_not(meaning: Meaning) -> None:
    dossier: Any = Hands(signatures=(Did(meaning=meaning),))
    part = meaning.value in ("performed", "verified", "witnessed", "tested", "checked")
    assert found(batch_rules.took_no_part(dossier, "PH1")) == (["people.took-part"] if part else [])


@pytest.mark.parametrize("meaning", Meaning, ids=lambda meaning: meaning.value)
def test_who_has_reviewed_or_released_does_nothing_more_of_the_batch(meaning: Meaning) -> None:
    signed: Any = (Did(meaning=meaning),)
    apart = meaning in rules.DECIDED
    assert found(rules.decided_nothing(signed, replace(ANNA, id="PH1"), "CT-1")) == (["people.decided-before"] if apart else [])
    assert not rules.decided_nothing(signed, replace(ANNA, id="RP1"), "CT-1")


def test_a_performer_is_whoever_had_the_step_in_hand_or_typed_in_it() -> None:
    def mark(kind: MarkKind, person: str) -> Did:
        return Did(step="fill", round="1", kind=kind, person=person)

    marks = (mark(MarkKind.STARTED, "A"), mark(MarkKind.TAKEN_OVER, "B"), mark(MarkKind.PERFORMED, "C"), mark(MarkKind.VERIFIED, "D"))
    entries = (Did(step="fill", round="1", reading=Reading.FIRST, person="E"), Did(step="fill", round="1", reading=Reading.SECOND, person="F"))
    dossier: Any = Hands(marks=marks, entries=entries)
    assert batch_rules.performers(dossier, "fill", "1") == {"A", "B", "C", "E"}
    assert batch_rules.performers(dossier, "fill", "2") == batch_rules.performers(dossier, "thaw", "1") == frozenset()
    assert found(batch_rules.not_the_performer(dossier, "fill", "1", "B")) == ["people.same-person"]
    assert not batch_rules.not_the_performer(dossier, "fill", "1", "D")


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, []),
        ({"name": ""}, ["people.name-missing"]),
        ({"initials": ""}, ["people.initials-form"]),
        ({"initials": "ABCDEF"}, ["people.initials-form"]),
        ({"badge": "123"}, ["people.badge-form"]),
        ({"badge": "12A4"}, ["people.badge-form"]),
        ({"badge": "١٢٣٤"}, ["people.badge-form"]),
    ],
)
def test_a_person_has_a_name_initials_and_a_badge_that_prints(change: dict[str, str], wanted: list[str]) -> None:
    assert found(rules.person_form(replace(ANNA, **change))) == wanted  # type: ignore[arg-type]
