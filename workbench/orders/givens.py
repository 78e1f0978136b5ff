"""What an order, a collection or a lot says by the formula's names: from what was typed to what is kept, and on to values. Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache

from workbench.calculation.evaluating import Value, evaluate
from workbench.calculation.numbers import read_number
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
from workbench.formula.records import Field, MasterFormula
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.values import Quantity
from workbench.orders.records import Given
from workbench.words.reading import read_moment

LONGEST_TEXT = 500


def fields_from(formula: MasterFormula, *origins: str) -> tuple[Field, ...]:
    """The givens of ``formula`` that come from one of ``origins`` (order, patient, collection, ``lot <material>``), in file order."""
    return tuple(each for each in formula.givens if each.origin in origins)


def read_given(field: Field, raw: str, zone: str) -> Given:
    """``raw`` as it is kept: a number in the field's unit, a known option, a moment with its zone, or a text.

    ``Refused``, with the field's name as place, when it cannot be read. A moment without a zone is read on the clocks of ``zone``.
    """
    text = raw.strip()
    facts = {"field": field.text.en, "field_ru": field.text.ru}
    if not text:
        raise Refused((stops("orders.given-missing", "master formula", where=field.name, **facts),))
    try:
        match field.kind:
            case "quantity":
                return Given(field.name, raw, format(read_number(text), "f"), field.unit)
            case "moment":
                return Given(field.name, raw, _moment(text, zone).isoformat(), "")
    except Refused as refused:
        raise Refused(tuple(replace(each, where=field.name) for each in refused.findings)) from refused
    if field.kind == "choice" and text not in field.options:
        texts = field.option_texts
        named = {"options": ", ".join(each.en for each in texts) or ", ".join(field.options)}
        named |= {"options_ru": ", ".join(each.ru for each in texts)} if texts else {}
        raise Refused((stops("orders.not-an-option", "master formula", where=field.name, typed=text[:40], **named, **facts),))
    if len(text) > LONGEST_TEXT or not all(each.isprintable() or each == "\n" for each in text):
        raise Refused((stops("orders.text-unreadable", "master formula", where=field.name, most=str(LONGEST_TEXT), **facts),))
    return Given(field.name, raw, text, "")


def read_givens(fields: Iterable[Field], raws: Mapping[str, str], zone: str) -> tuple[tuple[Given, ...], tuple[Finding, ...]]:
    """Every field of ``fields`` read from ``raws``, with everything that stops, so that a person sees all of it at once.

    A field that is not in ``raws`` is missing, unless it is not required. A name that no field has is refused too.
    """
    given: list[Given] = []
    found: list[Finding] = []
    wanted = {each.name: each for each in fields}
    for field in wanted.values():
        if field.required or raws.get(field.name, "").strip():
            try:
                given.append(read_given(field, raws.get(field.name, ""), zone))
            except Refused as refused:
                found += refused.findings
    found += [stops("orders.given-unknown", "master formula", where=name, name=name) for name in raws if name not in wanted]
    return tuple(given), tuple(found)


def value_of(field: Field, given: Given) -> Value:
    """The value of ``given`` as the formula calculates with it: a quantity in the field's unit, a moment, an option or a text."""
    if field.kind == "quantity":
        return convert(Quantity(Decimal(given.value), given.unit), field.unit)
    if field.kind == "moment":
        return datetime.fromisoformat(given.value)
    return given.value


def values_of(formula: MasterFormula, given: Iterable[Given]) -> dict[str, Value]:
    """The values of ``given`` by name, with the constants of ``formula``."""
    fields = {each.name: each for each in formula.givens}
    named = {each.name: value_of(fields[each.name], each) for each in given if each.name in fields}
    return {**{each.name: _constant(each.calc) for each in formula.constants}, **named}


@cache
def _constant(expression: str) -> Value:
    return evaluate(parse(expression), {})


def _moment(text: str, zone: str) -> datetime:
    """ISO 8601 with an offset is taken as it is; anything else is a day and a time on the clocks of ``zone``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return read_moment(text, zone)
    return moment if moment.tzinfo is not None else read_moment(text.replace("T", " "), zone)
