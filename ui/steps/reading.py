"""What a step says to the person who does it: its instruction with values filled in, and its calculations with their working."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from workbench.batch.judging import Judged
from workbench.batch.progress import Turn
from workbench.calculation.evaluating import Names, Value
from workbench.calculation.limits import ends, readable_ends
from workbench.calculation.rounding import half_up
from workbench.calculation.working import Worked, substituted
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, Test
from workbench.kernel.findings import Finding, Refused
from workbench.kernel.values import Quantity
from workbench.words.findings import fact_text
from workbench.words.formats import limit_text, moment_text, quantity_text
from workbench.words.numbers import NBSP, figure_text
from workbench.words.translation import Words

PLACE = re.compile(r"\{(\w+)\}")
JOINED = "\u2060-\u2060"
"""A hyphen at which no line ends: a date stays whole."""
ALERTS = {"batch.limit-alert", "orders.unusual"}
"""Findings that speak of the alert limit of a field; all others speak of its action limit."""
SIGN = re.compile(r">=|<=|>|<")
CONDITION = re.compile(r"\bif\b")
LONG, SHORT = re.compile(r"-?(?=[\d.]{10})\d*\.\d+"), 8
"""A number with a point and more than eight digits, and to how many it is shortened for the eye."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def value_text(value: Value, words: Words, zone: str, decimals: int | None = None) -> str:
    """A value for reading: quantities rounded only for the eye, to ``decimals`` where the formula gives them."""
    if isinstance(value, Quantity):
        shown = Quantity(half_up(value.value, decimals), value.unit) if decimals is not None else value
        return quantity_text(shown, words)
    if isinstance(value, datetime):
        return moment_text(value, zone, words)
    return str(value)


def described(dossier: Dossier) -> dict[str, Field | Test]:
    """Every named value of the formula by its name."""
    formula = dossier.formula
    found: dict[str, Field | Test] = {each.name: each for each in (*formula.givens, *formula.constants)}
    found |= {each.name: each for each in formula.tests}
    for step in formula.steps:
        found |= {each.name: each for each in step.fields}
    return found


def field_text(of: Field | Test | None, value: Value, words: Words, zone: str) -> str:
    """A value of a field: an option by its text, a quantity with the field's decimals."""
    if of is not None and isinstance(value, str) and value in of.options and of.option_texts:
        return of.option_texts[of.options.index(value)][words.language]
    return value_text(value, words, zone, of.decimals if of is not None else None)


def instruction(dossier: Dossier, turn: Turn, names: Names, words: Words, zone: str) -> str:
    """The instruction as shown, as rich text: values bold, everything escaped."""
    fields = described(dossier)

    def fill(found: re.Match[str]) -> str:
        value = names.get(found[1])
        if value is None or isinstance(value, tuple):
            return "…"
        return f"<b>{html.escape(field_text(fields.get(found[1]), value, words, zone)).replace('-', JOINED)}</b>"

    parts = PLACE.split(turn.step.do[words.language])
    return "".join(html.escape(part) if place % 2 == 0 else PLACE.sub(fill, "{" + part + "}") for place, part in enumerate(parts))


def limit_words(of: Field, limit: str, names: Names, words: Words) -> str:
    """A limit in words, its ends reckoned with what is known: ``2.23 to 2.45 mL``, ``≥ 3 pcs``; as written where they cannot be told."""
    try:
        low, high = ends(limit, of.name, of.unit, {name: value for name, value in names.items() if name != of.name})
    except Refused:
        low = high = None
    least, most = readable_ends(low.value if low else None, high.value if high else None, of.decimals)
    if least is not None and most is not None:
        high_text = quantity_text(Quantity(most, of.unit), words)
        return words("{low} to {high}").format(low=figure_text(least, words), high=high_text)
    one, sign = least if least is not None else most, SIGN.match(limit.strip())
    if one is None or sign is None:
        return limit_text(_optioned(of, limit, words), words, of.unit)
    return limit_text(f"{sign[0]} {one:f}", words, of.unit)


def _optioned(of: Field, limit: str, words: Words) -> str:
    """A limit with its options as they are called."""
    known = {code: text[words.language] for code, text in zip(of.options, of.option_texts or (), strict=False)}
    return NAME.sub(lambda found: known.get(found[0], found[0]), limit) if known else limit


def spoken(found: Finding, of: Field | None, names: Names, words: Words) -> Finding:
    """``found`` with the limit of its field as a person reads it: the ends that bind as numbers, wherever they can be told."""
    facts = dict(found.facts)
    if of is None or "limit" not in facts:
        return found
    limit = of.alert if found.code in ALERTS else of.action
    try:
        low, high = ends(limit, of.name, of.unit, {name: value for name, value in names.items() if name != of.name}) if limit else (None, None)
    except Refused:
        low = high = None
    if not (low and high) and not ((low or high) and SIGN.match(limit)):
        return found
    facts.pop("limit_ru", None)
    facts["limit"] = limit_words(of, limit, names, words)
    return replace(found, facts=tuple(sorted(facts.items())))


def worked_rows(turn: Turn, judged: Judged, words: Words, zone: str) -> list[tuple[str, str, str]]:
    """Each calculated value: its name, its value, and its working with the values in the place of the names."""
    fields = {each.name: each for each in turn.step.fields}
    return [
        (fields[name].text[words.language], field_text(fields[name], worked.value, words, zone), working(worked, words, zone))
        for name, worked in judged.worked.items()
    ]


def working(worked: Worked, words: Words, zone: str) -> str:
    """How a value came about: ``2.34 mL × (29.9 million CAR+ cells/mL)``; with a condition in it, as it is written and what its names are."""
    given = {name: _given(text, words, zone) for name, text in worked.inputs}
    if not given or CONDITION.search(worked.expression):
        values = "; ".join(f"{name} = {text}" for name, text in given.items())
        return f"{worked.expression}   [{values}]" if values else worked.expression
    return substituted(worked.expression, given).replace("*", "×")


def _given(text: str, words: Words, zone: str) -> str:
    """What went in, as a person reads it; a number of more than eight digits is shortened, and says so."""
    return "; ".join(_shortened(each, words, zone) for each in text.split("; "))


def _shortened(text: str, words: Words, zone: str) -> str:
    found = LONG.match(text)
    if found is None:
        return fact_text(text, words, zone)
    value = Decimal(found[0])
    shown = half_up(value, max(SHORT - 1 - value.adjusted(), 0))
    return f"≈{NBSP}{fact_text(f'{shown:f}{text[found.end() :]}', words, zone)}"
