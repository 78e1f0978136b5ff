"""What a step says to the person who does it: its instruction with values filled in, and its calculations with their working."""

from __future__ import annotations

import html
import re
from datetime import datetime

from workbench.batch.judging import Judged
from workbench.batch.progress import Turn
from workbench.calculation.evaluating import Names, Value
from workbench.calculation.rounding import half_up
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, Test, Text
from workbench.kernel.values import Quantity
from workbench.words.formats import moment_text, quantity_text
from workbench.words.translation import Words

PLACE = re.compile(r"\{(\w+)\}")


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
        return f"<b>{html.escape(field_text(fields.get(found[1]), value, words, zone))}</b>"

    parts = PLACE.split(turn.step.do[words.language])
    return "".join(html.escape(part) if place % 2 == 0 else PLACE.sub(fill, "{" + part + "}") for place, part in enumerate(parts))


def title(turn: Turn, names: Names, words: Words) -> str:
    """The step's title, with the round's value in it."""
    return titled(turn.step.text, names)[words.language]


def titled(text: Text, names: Names) -> Text:
    """A title with values in the place of its placeholders, in both languages."""

    def fill(found: re.Match[str]) -> str:
        value = names.get(found[1])
        return f"{value.value:f}" if isinstance(value, Quantity) else "…"

    return Text(PLACE.sub(fill, text.en), PLACE.sub(fill, text.ru))


def worked_rows(turn: Turn, judged: Judged, words: Words, zone: str) -> list[tuple[str, str, str]]:
    """Each calculated value: its name, its value, and its working as ``expression = …``."""
    fields = {each.name: each for each in turn.step.fields}
    rows = []
    for name, worked in judged.worked.items():
        of = fields[name]
        inputs = "; ".join(f"{each} = {text}" for each, text in worked.inputs)
        rows.append((of.text[words.language], field_text(of, worked.value, words, zone), f"{worked.expression}   [{inputs}]" if inputs else worked.expression))
    return rows
