"""Every refusal of the calculation room has its sentence, in English and Russian, filled from its own facts."""
from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from workbench.words.sentences.calculation import SENTENCES

RAISED = re.compile(r'refused\(\s*"([a-z-]+)"')


def raised(root: Path) -> dict[str, list[set[str]]]:
    """Each code that the room refuses with, and the facts given each time."""
    found: dict[str, list[set[str]]] = {}
    for path in sorted((root / "workbench" / "calculation").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refused":
                codes = [each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                for code in codes:
                    found.setdefault(f"calculation.{code}", []).append({each.arg or "" for each in node.keywords})
    return found


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal(root: Path) -> None:
    assert raised(root).keys() == SENTENCES.keys()


def test_a_sentence_speaks_only_of_what_the_refusal_tells(root: Path) -> None:
    for code, given in raised(root).items():
        asked = {name for text in (SENTENCES[code].what, SENTENCES[code].lifted) for _, name, _, _ in string.Formatter().parse(text) if name}
        for facts in given:
            assert asked <= facts, code


def test_every_sentence_says_what_lifts_it() -> None:
    assert [code for code, sentence in SENTENCES.items() if not sentence.lifted] == []


def test_every_sentence_is_translated(root: Path) -> None:
    babel = pytest.importorskip("babel.messages.pofile")
    with (root / "resources" / "locale" / "ru" / "calculation.po").open("rb") as file:
        translated = {message.id: message.string for message in babel.read_po(file, locale="ru") if message.id}
    for code, sentence in SENTENCES.items():
        for text in (sentence.what, sentence.lifted):
            assert re.search("[а-яё]", translated.get(text, "")), code
            names = [sorted(name for _, name, _, _ in string.Formatter().parse(each) if name) for each in (text, translated[text])]
            assert names[0] == names[1], code
