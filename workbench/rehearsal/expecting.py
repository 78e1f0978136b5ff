"""What came out, compared with what the case expects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from workbench.batch.progress import progress
from workbench.batch.records import Bag, Status
from workbench.batch.verdicts import specification
from workbench.calculation.evaluating import Names, Value
from workbench.calculation.units import convert
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.rehearsal.case import ExpectedBag, ExpectedBatch

VERDICTS = {
    Status.RELEASED: "released",
    Status.PROVISIONAL: "provisionally_released",
    Status.HELD: "held",
    Status.REJECTED: "rejected",
    Status.STOPPED: "stopped",
    Status.CANCELLED: "cancelled",
}


def verdict_of(status: Status) -> str:
    """The verdict of a batch; one that is still on its way is called by its status."""
    return VERDICTS.get(status, status.value.lower().replace(" ", "_"))


def differences(key: str, expected: ExpectedBatch, dossier: Dossier) -> tuple[str, ...]:
    """Every point in which the batch differs from what is expected of it, in words for whoever reads the terminal."""
    found = [f"batch {key}: {each}" for each in (*_verdict(expected, dossier), *_values(expected, dossier), *_tests(expected, dossier))]
    return (*found, *(f"batch {key}: {each}" for each in _bags(expected, dossier)))


def _verdict(expected: ExpectedBatch, dossier: Dossier) -> Iterator[str]:
    came = verdict_of(dossier.batch.status)
    if came != expected.verdict:
        yield f"is {came}, not {expected.verdict}"


def _values(expected: ExpectedBatch, dossier: Dossier) -> Iterator[str]:
    names = progress(dossier).values if expected.values else {}
    for name, figure in expected.values.items():
        value = named(name, names)
        if value is None:
            yield f"{name} has no value; {figure} is expected"
        elif not agrees(figure, value):
            yield f"{name} is {value}; {figure} is expected"


def named(name: str, names: Names) -> Value | None:
    """The value called ``name``; of a series the last, or the one counted from 1 in ``name[2]``. None where there is none."""
    plain, bracket, place = name.partition("[")
    value = names.get(plain)
    if not isinstance(value, tuple):
        return value
    if not value:
        return None
    at = int(place.rstrip("]")) - 1 if bracket else -1
    return value[at] if at < len(value) else None


def agrees(figure: str, value: Value) -> bool:
    """Whether ``value``, rounded half up to the digits that ``figure`` is written with, is that figure.

    ``1495e6 car_cell`` has its last digit at the millions; a figure without a unit is in the value's own.
    """
    if isinstance(value, datetime):
        return datetime.fromisoformat(figure) == value
    if not isinstance(value, Quantity):
        return figure == str(value)
    number, _, unit = figure.partition(" ")
    try:
        published = Decimal(number)
        held = convert(value, unit).value if unit else value.value
    except (InvalidOperation, Refused):
        return False
    exponent = published.as_tuple().exponent
    with localcontext() as context:
        context.prec = 60
        return isinstance(exponent, int) and held.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP) == published


def _tests(expected: ExpectedBatch, dossier: Dossier) -> Iterator[str]:
    came = {each.test.name: each.verdict.value for each in specification(dossier)} if expected.tests else {}
    for test, verdict in expected.tests.items():
        if came.get(test) != verdict:
            yield f"test {test} is {came.get(test, 'not a line of the specification')}, not {verdict}"


def _bags(expected: ExpectedBatch, dossier: Dossier) -> Iterator[str]:
    if not expected.bags:
        return
    made = {each.number: each for each in dossier.bags}
    if made.keys() != {each.number for each in expected.bags}:
        yield f"has bags {sorted(made)}, not {sorted(each.number for each in expected.bags)}"
    for each in expected.bags:
        if each.number in made:
            yield from _bag(each, made[each.number])


def _bag(expected: ExpectedBag, bag: Bag) -> Iterator[str]:
    for name, wanted, came in (("kind", expected.kind, bag.kind), ("status", expected.status, bag.status.value)):
        if wanted != came:
            yield f"bag {bag.number}: {name} is {came}, not {wanted}"
    for name, figure, value in (("dose", expected.dose, bag.dose), ("volume", expected.volume, bag.volume)):
        if figure and not agrees(figure, value):
            yield f"bag {bag.number}: {name} is {value}, not {figure}"
    if expected.expiry and expected.expiry != bag.expiry:
        yield f"bag {bag.number}: expires {bag.expiry.isoformat()}, not {expected.expiry.isoformat()}"
