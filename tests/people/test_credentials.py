"""Secrets: which are good, how they are hashed, what a wrong one leads to."""
from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import START
from workbench.people import credentials
from workbench.people.records import Credential, Factor, Person
from workbench.site.records import Purpose

PERSON = Person("PH1", "Kim, Anna", "AK", "100458", active=True)


def test_a_live_hash_is_argon2id_of_the_default_profile() -> None:
    for purpose in (Purpose.LIVE, Purpose.DEMO):
        of = extract_parameters(credentials.hash_secret("a long enough secret", purpose))
        assert (of.type.name, of.time_cost, of.memory_cost, of.parallelism) == ("ID", 3, 65536, 4)
    assert extract_parameters(credentials.nobody(Purpose.LIVE)) == extract_parameters(credentials.hash_secret("x", Purpose.LIVE))
    assert extract_parameters(credentials.nobody(Purpose.REHEARSAL)) == extract_parameters(credentials.hash_secret("x", Purpose.REHEARSAL))


def test_a_cheap_hash_counts_in_a_rehearsal_only() -> None:
    cheap = credentials.hash_secret("a long enough secret", Purpose.REHEARSAL)
    assert credentials.verify_secret(cheap, "a long enough secret", Purpose.REHEARSAL)
    assert not credentials.verify_secret(cheap, "a long enough secreT", Purpose.REHEARSAL)
    assert not credentials.verify_secret(cheap, "a long enough secret", Purpose.LIVE)
    assert not credentials.verify_secret(cheap, "a long enough secret", Purpose.DEMO)
    assert not credentials.verify_secret("no hash at all", "a long enough secret", Purpose.REHEARSAL)


def test_the_same_secret_never_hashes_twice_alike() -> None:
    assert credentials.hash_secret("same", Purpose.REHEARSAL) != credentials.hash_secret("same", Purpose.REHEARSAL)


def test_the_wait_grows_and_then_locks() -> None:
    credential, waits = Credential("PH1", "pin", "password"), []
    for _ in range(7):
        credential = credentials.failed(credential, START)
        waits.append((credential.locked_until or START) - START)
    assert waits[:2] == [timedelta(0)] * 2
    assert waits[2:4] == [timedelta(seconds=30), timedelta(minutes=2)]
    assert waits[4:] == [timedelta(minutes=15)] * 3
    assert credential.failures == 7
    assert credentials.open_to_try(credential, START + timedelta(minutes=14, seconds=59))
    assert not credentials.open_to_try(credential, START + timedelta(minutes=15))
    assert credentials.cleared(credential) == Credential("PH1", "pin", "password")


def test_each_factor_has_its_own_hash() -> None:
    credential = Credential("PH1", "of the pin", "of the password")
    assert credentials.kept_hash(credential, Factor.PIN) == "of the pin"
    assert credentials.kept_hash(credential, Factor.PASSWORD) == "of the password"


@pytest.mark.parametrize(
    ("pin", "password", "wanted"),
    [
        ("271828", "correct horse battery", set()),
        ("27182", "correct horse battery", {"people.pin-form"}),
        ("2718281828459", "correct horse battery", {"people.pin-form"}),
        ("27182a", "correct horse battery", {"people.pin-form"}),
        ("٢٧١٨٢٨", "correct horse battery", {"people.pin-form"}),
        ("123456", "correct horse battery", {"people.pin-guessed"}),
        ("987654", "correct horse battery", {"people.pin-guessed"}),
        ("112211", "correct horse battery", {"people.pin-guessed"}),
        ("100458", "correct horse battery", {"people.pin-guessed"}),
        ("271828", "fourteen chars", {"people.password-short"}),
        ("271828", "x" * 201, {"people.password-short"}),
        ("271828", "aaaaaabbbbbbcccccc", {"people.password-guessed"}),
        ("271828", "Anna Kim, anna kim!", {"people.password-guessed"}),
        ("", "", {"people.pin-form", "people.password-short"}),
    ],
)
def test_what_is_easily_guessed_is_refused(pin: str, password: str, wanted: set[str]) -> None:
    for purpose in (Purpose.LIVE, Purpose.DEMO):
        assert {each.code for each in credentials.good_secrets(pin, password, PERSON, purpose)} == wanted


def test_a_rehearsal_takes_what_its_case_says_but_not_nothing() -> None:
    assert not credentials.good_secrets("1", "x", PERSON, Purpose.REHEARSAL)
    empty = credentials.good_secrets("", "", PERSON, Purpose.REHEARSAL)
    assert {each.code for each in empty} == {"people.pin-form", "people.password-short"}


@given(st.text(min_size=0, max_size=40), st.text(min_size=0, max_size=40))
def test_any_text_verifies_against_itself_only(secret: str, other: str) -> None:
    try:
        kept = credentials.hash_secret(secret, Purpose.REHEARSAL)
    except UnicodeEncodeError:
        return
    assert credentials.verify_secret(kept, secret, Purpose.REHEARSAL)
    if other != secret and other.isascii():
        assert not credentials.verify_secret(kept, other, Purpose.REHEARSAL)
