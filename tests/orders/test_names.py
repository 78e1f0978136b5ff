"""Names: what is kept, what is refused, what can be mistaken."""
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.orders.names import likeness, mixed_words, near, tidy_name, unreadable


def test_a_name_is_kept_composed_with_single_blanks() -> None:
    assert tidy_name("  Mu\u0308ller \u00a0 de\u202fla  Cruz ") == "Müller de la Cruz"
    assert tidy_name("И\u0306од") == "Йод"


@pytest.mark.parametrize("name", ["O'Neil", "d’Arc-Ó", "Müller-Lüdenscheidt", "Ким", "Лебедева", "St. John", "Þór", "N. N. (jr.)", "Nguyễn", "山田"])
def test_names_of_the_world_are_readable(name: str) -> None:
    assert not unreadable(name)
    assert not mixed_words(name)


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("Iv\u202eanov", "U+202E"), ("Iv\u200banov", "U+200B"), ("Iv\u200danov", "U+200D"), ("Iv\tanov", "U+0009"), ("Iv\nanov", "U+000A"),
        ("Iv\x00anov", "U+0000"), ("Iv\ufeffanov", "U+FEFF"), ("Iv\u2066anov", "U+2066"), ("Iv\ue000anov", "U+E000"), ("Iv\u2028anov", "U+2028"),
        ("Ivan0v", "U+0030"), ("<b>Ivanov", "U+003C"), ("Ivanov;", "U+003B"), ("Ivan😀ov", "U+1F600"), ("Iv%anov", "U+0025"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(name: str, character: str) -> None:
    assert character in unreadable(tidy_name(name))


@pytest.mark.parametrize(("name", "words"), [("Ивaнов", ("Ивaнов",)), ("Ivanov Иванов", ()), ("Иван Petrov", ()), ("Cоста Rui", ("Cоста",))])
def test_two_alphabets_in_one_word_are_found(name: str, words: tuple[str, ...]) -> None:
    assert mixed_words(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("Иванов", "Ивaнов"), ("Ёлкин", "Елкин"), ("Müller", "Muller"), ("O'Neil", "ONEIL"), ("Anna-Maria", "Anna Maria"), ("COPA", "СОРА")],
)
def test_names_that_look_alike_share_a_key(one: str, other: str) -> None:
    assert likeness(one, "X") == likeness(other, "X")


def test_different_names_have_different_keys() -> None:
    assert len({likeness(each, "Anna") for each in ("Ivanov", "Ivanova", "Petrov", "Иванов", "Лебедев", "Lebedev")}) == 6


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("lebedev", "lebedev", True), ("lebedev", "lebedeva", True), ("lebedev", "lbeedev", True), ("lebedev", "lebedov", True),
        ("lebedev", "lebed", False), ("lebedev", "lobedov", False), ("lebedev", "vedebel", False), ("", "a", True), ("", "ab", False),
        ("abcd", "bacd", True), ("abcd", "cbad", False),
    ],
)  # fmt: skip
def test_near_is_one_slip(one: str, other: str, close: bool) -> None:
    assert near(one, other) == near(other, one) == close


@given(st.text(max_size=30))
def test_any_text_is_tidied_once_and_judged_without_an_error(raw: str) -> None:
    name = tidy_name(raw)
    assert tidy_name(name) == name == unicodedata.normalize("NFC", name)
    bad = {chr(int(each[2:], 16)) for each in unreadable(name)}
    left = "".join(each for each in name if each not in bad)
    assert not unreadable(left)
    assert all(unicodedata.category(each)[0] not in "CSN" for each in left)
    mixed_words(name)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=20), st.data())
def test_a_slip_of_the_keyboard_stays_near(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slip = data.draw(st.sampled_from(["drop", "double", "swap", "other"]))
    typed = {
        "drop": word[:at] + word[at + 1 :],
        "double": word[: at + 1] + word[at:],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        "other": word[:at] + "x" + word[at + 1 :],
    }[slip]
    assert near(word, typed)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_key_does_not_hang_on_case_or_composition(family: str, given_name: str) -> None:
    key = likeness(family, given_name)
    assert likeness(unicodedata.normalize("NFD", family), unicodedata.normalize("NFD", given_name)) == key
