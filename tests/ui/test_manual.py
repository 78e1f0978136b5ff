"""The manual: opened by F1 at the section of the screen, in both languages, with every key that the window binds, and nothing that is not so."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.ui.lists_stage import stage
from ui import keys
from ui.help import HEAD, ordered
from ui.kit.theme import look
from ui.rail import ENTRIES, place_name
from workbench.words.translation import ENGLISH, Words, load_words

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "resources/manual"
RUSSIAN = load_words(ROOT / "resources/locale", "ru")
BOTH = pytest.mark.parametrize("words", [ENGLISH, RUSSIAN], ids=["en", "ru"])


def text(words: Words) -> str:
    return (MANUAL / f"{words.language}.md").read_text("utf-8")


@BOTH
def test_every_entry_of_the_rail_has_its_section(words: Words) -> None:
    sections = [each.partition("\n")[0] for each in text(words).split(HEAD)[1:]]
    for entry in ENTRIES:
        assert place_name(entry.place, words) in sections
        assert ordered(text(words), entry.place, words).startswith(f"{HEAD}{place_name(entry.place, words)}\n")


@BOTH
def test_screens_of_one_entry_have_chapters_of_their_own(words: Words) -> None:
    """The chapter of the screen comes first, then that of its entry of the rail; what has no chapter opens at the entry."""
    for chapter in (words("Reports"), words("Follow-up"), words("Signals")):
        first, second = [each.partition("\n")[0] for each in ordered(text(words), "safety", words, chapter).split(HEAD)[1:3]]
        assert (first, second) == (chapter, words("Safety"))
    assert ordered(text(words), "safety", words, "CT-2026-0001").startswith(f"{HEAD}{words('Safety')}\n")


@BOTH
def test_every_picture_is_there(words: Words) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text(words))
    assert len(shown) == 4
    assert all((MANUAL / each).is_file() for each in shown)


@BOTH
def test_every_key_is_listed_with_what_it_does(words: Words) -> None:
    section = text(words).split(f"{HEAD}{words('Keys')}\n")[1]
    listed = dict(re.findall(r"^- (.+?): (.+)$", section, re.MULTILINE))
    assert {key.replace("`", ""): act for key, act in listed.items()} == dict(keys.key_table(words))


def test_both_languages_say_the_same_things() -> None:
    assert text(ENGLISH).count(HEAD) == text(RUSSIAN).count(HEAD)
    assert [len(each.split("\n\n")) for each in text(ENGLISH).split(HEAD)] == [len(each.split("\n\n")) for each in text(RUSSIAN).split(HEAD)]


@BOTH
def test_it_promises_nothing_that_only_a_site_can_say(words: Words) -> None:
    assert not re.search(r"\bcompliant\b|(?<!not )\bvalidated\b(?! for your)|соответствует GMP", text(words))


@BOTH
def test_it_opens_by_its_key_at_the_screen(qtbot: QtBot, dressed: QApplication, tmp_path: Path, words: Words) -> None:
    look.show(words=words)
    person = stage(qtbot, tmp_path / "here").at("PH1", "register")
    qtbot.keyClick(person.window, Qt.Key.Key_F1)
    page = person.part("manual")
    assert isinstance(page, QTextBrowser)
    assert page.toPlainText().strip().startswith(words("Register"))
    assert page.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/safety.png")) is not None
    assert page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/no-such.png")) is None
    person.press("do.close_help")
    assert person.window.open_sheet is None
