"""Findings as sentences: what was found, which rule says so, and what lifts it."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workbench.calculation.unit_table import powers
from workbench.kernel.findings import Conflict, Finding, Unavailable
from workbench.kernel.values import Quantity
from workbench.words.numbers import limit_text, quantity_text
from workbench.words.sentence import Sentence
from workbench.words.sentences import all_sentences
from workbench.words.terms import term_text
from workbench.words.times import date_text, moment_text
from workbench.words.translation import Words

_QUANTITY = re.compile(r"(-?\d+(?:\.\d+)?) (\S.*)")
_MEASURED = re.compile(r"-?\d+(?:\.\d+)? ([A-Za-z%][\w/*]*(?: [a-z_]+/[a-z_]+)?)")
_JOINING = re.compile(r"\b(and|or)\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


NAMES = {"status", "role", "roles", "yours", "meaning", "move", "sort", "act", "options"}
"""Facts that are names of states, roles and acts, or several of them with commas between; each has its translation.
A fact ``x_ru`` stands for ``x`` in Russian."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in the reader's language. ``rule`` names the source as it is, ``lifted`` is empty where nothing lifts it."""

    what: str
    rule: str
    lifted: str


def told(finding: Finding, words: Words, zone: str = "UTC") -> Told:
    """The sentences of ``finding``. Facts in plain form (quantities, ISO dates and times) are put into the reader's form.

    A test keeps every code in the catalogue. Should one be missing after all, the refusal is still shown, by its code and facts:
    a rule that says no must never end in a crash. What is wrong in a file begins with file, line and place.
    """
    sentence = all_sentences().get(finding.code)
    if sentence is None:
        return Told(" ".join((finding.code, *(f"{name}={value}" for name, value in finding.facts))), finding.source, "")
    facts = {"where": finding.where} | {name: fact_text(value, words, zone) for name, value in finding.facts}
    facts |= {name: ", ".join(words.marked(each) for each in facts[name].split(", ")) for name in NAMES & facts.keys()}
    if words.language == "ru":
        facts |= {name.removesuffix("_ru"): value for name, value in facts.items() if name.endswith("_ru")}
    if "limit" in facts:
        facts["limit"] = _limit(facts["limit"], words)
    what = words.marked(sentence.what).format(**facts)
    if {"file", "line", "place"} <= facts.keys() and "{file}" not in sentence.what:
        what = f"{facts['file']}:{facts['line']}: {facts['place']}: {what}"
    return Told(what, finding.source, words.marked(sentence.lifted).format(**facts))


def _limit(text: str, words: Words) -> str:
    """A limit with its quantities, signs and joining words in the reader's form."""
    with_units = _MEASURED.sub(lambda found: fact_text(found[0], words) if _is_unit(found[1]) else found[0], text)
    return limit_text(_JOINING.sub(lambda found: words.marked(found[0]), with_units), words)


def told_unavailable(fault: Unavailable, words: Words) -> Told:
    """The sentences of something that is not there: what, the detail of the system, and the remedy."""
    sentence = all_sentences().get(fault.code) or Sentence(fault.code)
    facts = {"detail": fault.detail}
    detail = "" if isinstance(fault, Conflict) else fault.detail
    return Told(words.marked(sentence.what).format(**facts), detail, words.marked(sentence.lifted).format(**facts))


def fact_text(value: str, words: Words, zone: str = "UTC") -> str:
    """A fact in the reader's form, if it is a quantity with a unit, an ISO date or time, or a term of the records; otherwise as it is."""
    if _DAY.fullmatch(value):
        return date_text(date.fromisoformat(value), words)
    if _INSTANT.fullmatch(value):
        return moment_text(datetime.fromisoformat(value), zone, words)
    found = _QUANTITY.fullmatch(value)
    if not found or not _is_unit(found[2]):
        return term_text(value, words)
    return quantity_text(Quantity(Decimal(found[1]), found[2]), words)


def _is_unit(text: str) -> bool:
    try:
        return bool(powers(text))
    except ValueError:
        return False
