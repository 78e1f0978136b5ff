"""A finding becomes sentences: what, the rule, what lifts it."""
from __future__ import annotations

import ast
import string
from enum import Enum

import pytest

from tests.words.collecting import FOLDERS, ROOT
from workbench.batch.records import BagStatus, DecisionKind, ResultKind, Status
from workbench.documents.records import DocumentKind
from workbench.formula.records import FormulaStatus
from workbench.kernel.findings import Conflict, Unavailable, stops
from workbench.kernel.values import Role
from workbench.orders.records import Channel, OrderStatus
from workbench.people.records import Factor, Meaning
from workbench.people.rights import Act
from workbench.quality.records import Assessment
from workbench.stock.records import LotStatus
from workbench.words.findings import fact_text, told, told_unavailable
from workbench.words.names import MEANINGS, ROLES
from workbench.words.sentences import all_sentences
from workbench.words.terms import TERMS
from workbench.words.translation import ENGLISH, load_words

RUSSIAN = load_words(ROOT / "resources" / "locale", "ru")
RAISERS = {"stops": 0, "finding": 0, "Unavailable": 0}


def codes() -> dict[str, str]:
    """Every code that stands as a literal in a call of ``stops``, ``finding`` or ``Unavailable``, and where."""
    found = {}
    for folder in (*FOLDERS, "db"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISERS and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                        found[first.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return found


CODES = codes()


@pytest.mark.parametrize("room", sorted({code.split(".")[0] for code in CODES}))
def test_every_code_has_its_sentence(room: str) -> None:
    kept = all_sentences()
    assert {code: where for code, where in CODES.items() if code.startswith(f"{room}.") and code not in kept} == {}


def test_every_sentence_can_be_filled() -> None:
    for code, sentence in all_sentences().items():
        for text in (sentence.what, sentence.lifted):
            for _, name, spec, conversion in string.Formatter().parse(text):
                assert name is None or (name.isidentifier() and not spec and not conversion), f"{code}: {name}"


def test_a_finding_is_told() -> None:
    found = stops("words.day-unreadable", "NHS CUI", raw="03/04/2026")
    english, russian = told(found, ENGLISH), told(found, RUSSIAN)
    assert (english.what, english.rule) == ("“03/04/2026” is not a date that can be read in only one way", "NHS CUI")
    assert russian.lifted == "Напишите так: 14-мар-2026"


def test_a_refusal_without_a_sentence_is_shown_by_its_code() -> None:
    assert told(stops("nobody.knows", "rule 7", value="3"), ENGLISH).what == "nobody.knows value=3"


def test_what_is_not_there_is_told_with_its_remedy() -> None:
    said = told_unavailable(Unavailable("drafts.unwritable", "No space left"), ENGLISH)
    assert (said.what, said.rule) == ("What is being typed cannot be kept as a draft", "No space left")
    assert "disk" in said.lifted


def test_a_conflict_names_no_class() -> None:
    before = stops("words.no-such-day", "x", raw="1")
    assert told_unavailable(Conflict(before, before, before), ENGLISH).rule == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "english", "russian"),
    [
        ("50.4 mL", "50.4 mL", "50,4 мл"),
        ("2026-03-14", "14-Mar-2026", "14-мар-2026"),
        ("2026-11-21T06:20:00Z", "21-Nov-2026 09:20", "21-ноя-2026 09:20"),
        ("pharmacist, verifier", "pharmacist, verifier", "провизор, проверяющий"),
        ("held", "held", "приостановлено"),
        ("CT-2026-0147", "CT-2026-0147", "CT-2026-0147"),
        ("4.2", "4.2", "4.2"),
        ("3 cups", "3 cups", "3 cups"),
        ("", "", ""),
    ],
)
def test_facts_are_put_into_the_readers_form(fact: str, english: str, russian: str) -> None:
    shown = [fact_text(fact, words, "Europe/Moscow").replace("\u00a0", " ") for words in (ENGLISH, RUSSIAN)]
    assert shown == [english, russian]


SHOWN: tuple[type[Enum], ...] = (
    Role, Status, BagStatus, OrderStatus, LotStatus, FormulaStatus, Factor, Meaning, Assessment, Act, DecisionKind, ResultKind, DocumentKind, Channel,
)  # fmt: skip


@pytest.mark.parametrize("kind", SHOWN)
def test_every_state_role_and_act_has_its_words(kind: type[Enum]) -> None:
    assert {each.value for each in kind} - TERMS == set()


def test_every_role_and_meaning_has_its_name() -> None:
    assert set(ROLES) == set(Role)
    assert set(MEANINGS) == set(Meaning)
