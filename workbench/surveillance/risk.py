"""A model of risk as data: from what the order of a bag holds to the share that was to be expected of this bag. Without one every bag has the same."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workbench.calculation.units import check_unit, convert, same_kind
from workbench.kernel.values import Quantity
from workbench.orders.records import Given
from workbench.vigilance.tables import Status, check_keys, refused, status_of

_RISK: Mapping[str, type] = {"intercept": Decimal, "status": str, "source": str, "term": list}
_TERM: Mapping[str, type] = {"given": str, "value": str, "unit": str, "coefficient": Decimal}
CERTAIN = 1e-6
"""No bag is certain to have the event, or not to: a share outside this is taken for the nearest end."""


@dataclass(frozen=True, slots=True)
class Term:
    """``coefficient`` for each ``unit`` of the ordered value ``given``; or, where ``value`` is named, once if the order holds that value."""

    given: str
    value: str
    unit: str
    coefficient: Decimal


@dataclass(frozen=True, slots=True)
class Risk:
    """Logistic: share = 1 / (1 + exp(-(intercept + sum of the terms))). ``status`` and ``source`` say what the coefficients rest on."""

    intercept: Decimal
    terms: tuple[Term, ...]
    status: Status
    source: str

    def share(self, ordered: Mapping[str, Given]) -> float | None:
        """The expected share of a bag with this order; ``None`` where the order does not hold every input."""
        total = float(self.intercept)
        for each in self.terms:
            amount = _amount(each, ordered.get(each.given))
            if amount is None:
                return None
            total += float(each.coefficient) * amount
        return min(max(1 / (1 + math.exp(-min(max(total, -50.0), 50.0))), CERTAIN), 1 - CERTAIN)


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected share of each bag in order; ``without`` bags lack an input of the model and have the monitor's common share."""

    shares: tuple[float, ...]
    without: int


def expected_of(risk: Risk | None, common: Decimal, orders: Sequence[Mapping[str, Given]]) -> Expected:
    """What was to be expected of each bag. Without a model: the common share for all, and none lacks anything."""
    found = [risk.share(each) if risk is not None else float(common) for each in orders]
    return Expected(tuple(float(common) if each is None else each for each in found), sum(each is None for each in found))


def risk_of(raw: Any, file: str, place: str) -> Risk:
    """The model as the table states it; ``Refused`` where it cannot be."""
    where = f"{place}, risk"
    check_keys(raw, _RISK, set(_RISK), file, where)
    terms = []
    for each in raw["term"]:
        check_keys(each, _TERM, {"given", "coefficient"}, file, where)
        term = Term(each["given"], each.get("value", ""), each.get("unit", ""), each["coefficient"])
        if bool(term.value) == bool(term.unit):
            raise refused(file, where, f"{term.given}: value, unit")
        if term.unit:
            check_unit(term.unit)
        terms.append(term)
    if not terms:
        raise refused(file, where, "term")
    return Risk(raw["intercept"], tuple(terms), status_of(raw["status"], file, where), raw["source"])


def _amount(term: Term, held: Given | None) -> float | None:
    if held is None or not held.value:
        return None
    if term.value:
        return float(held.value == term.value)
    if not held.unit or not same_kind(held.unit, term.unit):
        return None
    return float(convert(Quantity(Decimal(held.value), held.unit), term.unit).value)
