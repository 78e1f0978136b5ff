"""The proof of an expression before there is any value, and that it agrees with the value."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of
from workbench.calculation.dimensions import DURATION, MOMENT, NUMBER, TRUTH, Kind, choice_kind, kind_of, quantity_kind
from workbench.calculation.evaluating import evaluate
from workbench.calculation.parsing import limit, parse
from workbench.calculation.units import measure
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity

KINDS = {
    "volume": quantity_kind("mL"),
    "cells": quantity_kind("viable_cell"),
    "car": quantity_kind("% car_cell/viable_cell"),
    "car_of_cd3": quantity_kind("% car_cell/cd3_cell"),
    "vcn": quantity_kind("copy/cell"),
    "weight": quantity_kind("kg"),
    "rate": quantity_kind("%"),
    "activity": quantity_kind("MBq"),
    "hot": quantity_kind("degC"),
    "feeds": quantity_kind("mL", series=True),
    "temperatures": quantity_kind("degC", series=True),
    "calls": choice_kind("go", "stop", series=True),
    "at": MOMENT,
    "step.done": MOMENT,
    "starting": choice_kind("fresh", "cryopreserved"),
    "remark": Kind("text"),
    "expiry(bag)": MOMENT,
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cells * car", quantity_kind("car_cell")),
        ("vcn / car * 1 cell/viable_cell", quantity_kind("copy/car_cell")),
        ("activity / volume", quantity_kind("MBq/mL")),
        ("(volume / 1 mL) ^ -0.5", NUMBER),
        ("1 - rate", NUMBER),
        ("log2(cells / cells)", NUMBER),
        ("step.done - at", DURATION),
        ("at + 2 h", MOMENT),
        ("min(at, step.done)", MOMENT),
        ("expiry(bag)", MOMENT),
        ("sum(feeds)", quantity_kind("mL")),
        ("count(feeds)", NUMBER),
        ("last(calls)", choice_kind("go", "stop")),
        ("max(temperatures)", quantity_kind("degC")),
        ("hot <= -120 degC", TRUTH),
        ("starting is fresh and not rate < 5 %", TRUTH),
        ("if starting is fresh then volume else 2 L", quantity_kind("mL")),
        ("round(volume, 0.1 mL)", quantity_kind("mL")),
        ("remark", Kind("text")),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind_of(parse(text), KINDS) == kind


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nowhere", "no-name"),
        ("feeds + 1 mL", "series"),
        ("volume + weight", "kinds-differ"),
        ("volume + 1", "kinds-differ"),
        ("at + at", "kinds-differ"),
        ("at + volume", "kinds-differ"),
        ("2 h + at", "kinds-differ"),
        ("volume < weight", "kinds-differ"),
        ("starting < 3", "kinds-differ"),
        ("remark < 3", "kinds-differ"),
        ("volume ^ 2", "not-plain"),
        ("2 ^ volume", "not-plain"),
        ("ln(activity)", "not-plain"),
        ("hot - 4 degC", "temperature-arithmetic"),
        ("hot * 2", "temperature-arithmetic"),
        ("-hot", "temperature-arithmetic"),
        ("sum(temperatures)", "temperature-arithmetic"),
        ("sum(calls)", "not-quantity"),
        ("max(calls)", "not-quantity"),
        ("starting is frozen", "no-option"),
        ("volume is fresh", "not-choice"),
        ("not volume", "not-truth"),
        ("volume and starting is fresh", "not-truth"),
        ("if volume then 1 else 2", "not-truth"),
        ("if starting is fresh then volume else weight", "branches-differ"),
        ("max(volume, weight)", "arguments-differ"),
        ("max(volume)", "arguments"),
        ("sum(volume)", "arguments"),
        ("round(volume)", "arguments"),
        ("ln(rate, rate)", "arguments"),
        ("expiry(tube)", "no-material"),
        ("rate < 70", "percent-bare"),
        ("70 <= rate", "percent-bare"),
        ("-at", "not-quantity"),
        ("at * 2", "not-quantity"),
    ],
)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        kind_of(parse(text), KINDS)
    assert code_of(refusal) == code


def test_forgetting_the_share_of_car_does_not_load() -> None:
    assert kind_of(parse("cells * car_of_cd3"), KINDS) != quantity_kind("car_cell")
    assert kind_of(parse("cells"), KINDS) != quantity_kind("car_cell")


def test_a_limit_in_the_unit_of_its_field() -> None:
    assert kind_of(limit("<= 70", "rate", "%"), KINDS) == TRUTH
    assert kind_of(limit("0.95 * volume .. 1.05 * volume", "volume", "mL"), KINDS) == TRUTH
    with pytest.raises(Refused):
        kind_of(limit("<= 5 copy/car_cell", "vcn", "copy/cell"), KINDS)


UNIT_OF = {
    "volume": "mL", "cells": "viable_cell", "car": "% car_cell/viable_cell", "weight": "kg", "rate": "%", "activity": "MBq", "hot": "degC",
}
WORDS = st.sampled_from([
    *UNIT_OF, "2", "3 mL", "5 %", "1 kg", "+", "-", "*", "/", "^", "(", ")", "sqrt(", "abs(", "<", "if rate < 5 % then ", " else ",
])


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_what_is_proved_has_the_kind_that_was_proved(text: str) -> None:
    try:
        node = parse(text)
        kind = kind_of(node, KINDS)
    except Refused:
        return
    try:
        found = evaluate(node, {name: Quantity(Decimal(7), unit) for name, unit in UNIT_OF.items()})
    except Refused as refusal:  # only for want of a result: a division by zero, a root below zero
        codes = {each.code for each in refusal.findings}
        assert codes <= {"calculation.divided-by-zero", "calculation.no-result", "calculation.out-of-range"}
        return
    if isinstance(found, Quantity):
        assert measure(found.unit).dimension == kind.dimension
    else:
        assert kind == TRUTH
