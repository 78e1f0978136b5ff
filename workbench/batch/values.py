"""From facts to the values that expressions name, and from typed text to values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache

from workbench.batch.records import BagStatus, Calculation, Entry, TestResult
from workbench.calculation.evaluating import Value, evaluate
from workbench.calculation.numbers import read_number
from workbench.calculation.parsing import parse
from workbench.calculation.units import convert
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, MasterFormula
from workbench.kernel.findings import Finding, Refused, stops
from workbench.kernel.values import Quantity
from workbench.orders.records import Given
from workbench.stock.reckoning import remaining
from workbench.stock.records import Lot, Property


def step_key(step: str, round_key: str) -> str:
    """How a step of a round is called where one text must name it: ``fill_bag/2 piece``."""
    return f"{step}/{round_key}" if round_key else step


def kept_value(record: Entry | Calculation) -> Value | None:
    """The value of an entry or calculation; None when it holds an attachment only."""
    held = (record.value, record.moment, record.text)
    return next((each for each in held if each is not None), None)


def result_value(result: TestResult) -> Value | None:
    """The value of a result; None when the test was not done."""
    return result.value if result.value is not None else result.text


def read_value(field: Field, raw: str) -> Value:
    """What was typed, as the value that ``field`` asks for; ``Refused`` with a sentence in place when it is not one."""
    text = raw.strip()
    if not text:
        raise Refused([stops("batch.missing-value", "master formula", where=field.name, field=field.text.en, field_ru=field.text.ru)])
    if field.kind == "quantity":
        try:
            return Quantity(read_number(text), field.unit)
        except Refused as refused:
            raise Refused(_placed(refused, field.name)) from refused
    if field.kind == "choice":
        if text not in field.options:
            raise Refused([stops("batch.not-an-option", "master formula", where=field.name, typed=text, options=", ".join(field.options))])
        return text
    if field.kind == "moment":
        return read_moment(text, field.name)
    return text


def read_moment(text: str, where: str) -> datetime:
    """A time with its zone in ISO 8601; one without a zone is refused."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Refused([stops("batch.not-a-time", "ISO 8601", where=where, typed=text)]) from wrong
    if moment.tzinfo is None:
        raise Refused([stops("batch.no-zone", "ISO 8601", where=where, typed=text)])
    return moment


def _placed(refused: Refused, where: str) -> tuple[Finding, ...]:
    return tuple(replace(each, where=where) for each in refused.findings)


def given_value(field: Field, given: Given | Property) -> Value:
    """A given as the formula's field wants it."""
    if field.kind == "quantity":
        return convert(Quantity(Decimal(given.value), given.unit), field.unit)
    if field.kind == "moment":
        return read_moment(given.value, field.name)
    return given.value


@cache
def _constant(expression: str) -> Value:
    return evaluate(parse(expression), {})


def constants(formula: MasterFormula) -> dict[str, Value]:
    """The formula's constants by name."""
    return {each.name: _constant(each.calc) for each in formula.constants}


def lots_of(dossier: Dossier) -> dict[str, tuple[Lot, ...]]:
    """The lots accepted by scan for each material, the latest last."""
    by_id = {each.id: each for each in dossier.lots}
    found: dict[str, dict[str, Lot]] = {}
    for scan in dossier.scans:
        if scan.accepted and scan.lot:
            lots = found.setdefault(scan.material, {})
            lots.pop(scan.lot, None)
            lots[scan.lot] = by_id[scan.lot]
    return {material: tuple(lots.values()) for material, lots in found.items()}


def givens(dossier: Dossier) -> dict[str, Value]:
    """Everything that comes from outside the batch, as far as it is known now."""
    ordered = {each.name: each for each in dossier.ordered.given}
    collected = {each.name: each for each in dossier.collections[-1].given} if dossier.collections else {}
    lots = lots_of(dossier)
    values: dict[str, Value] = {"regime": dossier.batch.regime}
    for field in dossier.formula.givens:
        source, _, material = field.origin.partition(" ")
        if source == "lot":
            value = _of_lot(field, lots.get(material, ()), field.name == f"{material}_left", dossier)
        elif source == "history":
            value = _history(field, dossier, ordered)
        elif source == "patient" and field.name == "markers":
            value = dossier.markers[-1].status if dossier.markers else "not_evaluated"
        else:
            value = _named(field, collected if source == "collection" else ordered)
        if value is not None:
            values[field.name] = value
    return values


def _named(field: Field, held: Mapping[str, Given]) -> Value | None:
    return given_value(field, held[field.name]) if field.name in held else None


def _of_lot(field: Field, lots: tuple[Lot, ...], left: bool, dossier: Dossier) -> Value | None:
    """A property of the lot scanned last, or (``<material>_left``) what is left of it."""
    if not lots:
        return None
    if left:
        return convert(remaining(lots[-1], dossier.uses), field.unit)
    held = {each.name: each for each in lots[-1].properties}
    return given_value(field, held[field.name]) if field.name in held else None


def _history(field: Field, dossier: Dossier, ordered: Mapping[str, Given]) -> Value | None:
    """The doses in this patient's earlier bags that were or may yet be given; a reserve bag counts once it was handed out.

    A field per kilogram takes them by the weight of the order at hand; unknown while there is no weight.
    """
    whole = field.unit.removesuffix("/kg")
    total = Quantity(Decimal(0), whole)
    for bag in dossier.earlier:
        counts = bag.status is BagStatus.ISSUED if bag.kind == "reserve" else bag.status is not BagStatus.REJECTED
        if counts:
            total = Quantity(total.value + convert(bag.dose, whole).value, whole)
    if whole == field.unit:
        return total
    weight = ordered.get("weight")
    if weight is None:
        return None
    return Quantity(total.value / convert(Quantity(Decimal(weight.value), weight.unit), "kg").value, field.unit)
