"""Short ways to write quantities and to ask for values in these tests."""
from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from workbench.calculation.evaluating import Value, evaluate
from workbench.calculation.parsing import parse
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity


def quantity(text: str) -> Quantity:
    """``7400 MBq`` as a quantity."""
    number, _, unit = text.partition(" ")
    return Quantity(Decimal(number), unit)


def named(**texts: object) -> dict[str, Any]:
    """Names with quantities written as text; times, options in brackets and series are taken as they are."""
    return {name: quantity(held) if isinstance(held, str) and held[:1] in "-0123456789" else held for name, held in texts.items()}


def value(text: str, unit: str | None = None, /, **names: Any) -> Value:
    return evaluate(parse(text), named(**names), unit)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    """The code of the refusal, without the room."""
    return refusal.value.findings[0].code.removeprefix("calculation.")


def facts_of(refusal: pytest.ExceptionInfo[Refused]) -> dict[str, str]:
    return dict(refusal.value.findings[0].facts)
