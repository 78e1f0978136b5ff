"""Every text has its Russian, every Russian is used, and both name the same placeholders."""
from __future__ import annotations

import string
from pathlib import Path

import pytest

from tests.words.collecting import ROOT, Marked, all_marked, marked
from workbench.words.compiling import Disagreement, catalogue_bytes, compile_locale, gather
from workbench.words.translation import ENGLISH, Words, load_words

LOCALE = ROOT / "resources" / "locale"
RUSSIAN = gather(LOCALE / "ru")
EVERY = all_marked()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_nothing_but_literals_is_translated() -> None:
    assert [f"{each.where} {each.bad}" for each in EVERY if each.bad] == []


def areas() -> list[str]:
    return sorted({"/".join(each.where.split(":")[0].split("/")[:2]) for each in EVERY})


@pytest.mark.parametrize("area", areas())
def test_every_text_has_its_russian(area: str) -> None:
    missing = {each.forms: each.where for each in EVERY if each.where.startswith(area) and each.forms and "\x00".join(each.forms) not in RUSSIAN}
    assert missing == {}


def test_every_translation_is_used() -> None:
    used = {"\x00".join(each.forms) for each in EVERY}
    assert sorted(set(RUSSIAN) - used) == []


def test_both_languages_name_the_same_placeholders() -> None:
    wrong = [
        (text, form)
        for text, translated in RUSSIAN.items()
        for form in translated.split("\x00")
        if placeholders(form) != placeholders(text.split("\x00")[-1])
    ]
    assert wrong == []


def test_plurals_have_three_forms() -> None:
    assert [text for text, translated in RUSSIAN.items() if "\x00" in text and translated.count("\x00") != 2] == []


def test_the_catalogue_is_the_one_that_the_fragments_make() -> None:
    kept = (LOCALE / "ru" / "LC_MESSAGES" / "workbench.mo").read_bytes()
    assert kept == catalogue_bytes("ru", RUSSIAN), "run python -m workbench.words.compiling"


def test_the_same_fragments_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "ru"
    folder.mkdir()
    (folder / "a.po").write_text('msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgid "Bag"\nmsgstr "Мешок"\n', encoding="utf-8")
    (folder / "b.po").write_text('msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgid "Bag"\nmsgstr "Мешок"\n', encoding="utf-8")
    first = compile_locale(tmp_path)[0].read_bytes()
    assert compile_locale(tmp_path)[0].read_bytes() == first
    words = load_words(tmp_path, "ru")
    assert words("Bag") == "Мешок"
    assert words("Box") == "Box"


@pytest.mark.parametrize(
    ("second", "why"),
    [('msgid "Bag"\nmsgstr "Сумка"\n', "says"), ('msgid "Lot"\nmsgstr ""\n', "not translated"), ('#, fuzzy\nmsgid "Lot"\nmsgstr "Лот"\n', "not translated")],
)
def test_fragments_that_disagree_are_refused(tmp_path: Path, second: str, why: str) -> None:
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\n'
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "a.po").write_text(head + 'msgid "Bag"\nmsgstr "Мешок"\n', encoding="utf-8")
    (tmp_path / "ru" / "b.po").write_text(head + second, encoding="utf-8")
    with pytest.raises(Disagreement, match=why):
        gather(tmp_path / "ru")


@pytest.mark.parametrize(("n", "said"), [(1, "1 страница"), (2, "2 страницы"), (5, "5 страниц"), (11, "11 страниц"), (21, "21 страница"), (22, "22 страницы")])
def test_russian_counts_by_its_own_rule(n: int, said: str) -> None:
    words = load_words(LOCALE, "ru")
    assert words.plural("{n} page", "{n} pages", n).format(n=n) == said


def test_english_counts_by_its_own() -> None:
    assert [ENGLISH.plural("{n} page", "{n} pages", n).format(n=n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


def test_words_may_come_from_a_table() -> None:
    words = Words("ru", {"Bag": "Мешок"})
    assert (words("Bag"), words(""), words.marked("Bag")) == ("Мешок", "", "Мешок")


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError):
        load_words(LOCALE, "fr")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('words("Bag")', Marked(("Bag",), "x")),
        ('desk.words("Bag")', Marked(("Bag",), "x")),
        ('words.plural("{n} bag", "{n} bags", n)', Marked(("{n} bag", "{n} bags"), "x")),
        ('self.desk.words.plural("a", "b", n)', Marked(("a", "b"), "x")),
        ('N_("Bag")', Marked(("Bag",), "x")),
        ('words(name)', Marked((), "x", "not a literal: words(name)")),
        ('words(f"{n} bags")', Marked((), "x", "not a literal: words(f'{n} bags')")),
    ],
)
def test_the_collector_can_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, found: Marked) -> None:
    monkeypatch.setattr("tests.words.collecting.ROOT", tmp_path)
    (tmp_path / "x.py").write_text(line, encoding="utf-8")
    (seen,) = marked(tmp_path / "x.py")
    assert (seen.forms, seen.bad) == (found.forms, found.bad)
