"""What a person types for a named calculation: numbers with units, times with zones. Only here may a number have an exponent."""
from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from workbench.calculation.amounts import Value
from workbench.calculation.arithmetic import refused
from workbench.calculation.named import Parameter
from workbench.calculation.numbers import read_number
from workbench.calculation.units import check_unit
from workbench.kernel.values import Quantity

_TYPED = re.compile(
    r"(?P<number>[-\u2212]?[0-9](?:[0-9.,\u00a0\u2009\u202f ]*[0-9])?)(?:[eE](?P<power>[-+]?[0-9]{1,2}))?"
    r"\s*(?P<unit>%.*|[A-Za-z].*)?"
)
_SHOWN = 40


def read_typed(parameter: Parameter, raw: str) -> Value | tuple[Value, ...]:
    """The value typed for ``parameter``; members of a series are divided by ``;`` and may share the unit of the last.

    ``Refused`` when it cannot be read, has an unknown unit, or a time has no zone.
    """
    if not parameter.series:
        return _one(parameter, raw)
    parts = [part.strip() for part in raw.split(";")]
    if parameter.kind == "quantity" and (last := _TYPED.fullmatch(parts[-1])) and last["unit"]:
        parts = [f"{part} {last['unit']}" if (found := _TYPED.fullmatch(part)) and not found["unit"] else part for part in parts]
    return tuple(_one(parameter, part) for part in parts)


def read_quantity(raw: str) -> Quantity:
    """``2e6 car_cell/kg``, ``26,0 %``, ``10``: a number as people type it, perhaps with an exponent, and its unit.

    ``Refused`` as by ``read_number``, and for an unknown unit.
    """
    found = _TYPED.fullmatch(raw.strip())
    if found is None:
        if not raw.strip():
            raise refused("number-empty")
        raise refused("number-unreadable", raw=raw.strip()[:_SHOWN])
    unit = " ".join((found["unit"] or "").split())
    check_unit(unit)
    return Quantity(read_number(found["number"]).scaleb(int(found["power"] or 0)) + Decimal(0), unit)


def _one(parameter: Parameter, raw: str) -> Value:
    text = raw.strip()
    match parameter.kind:
        case "moment":
            return _moment(text)
        case "date":
            return _date(text)
        case "choice":
            return text
    return read_quantity(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise refused("moment-unreadable", raw=text[:_SHOWN]) from error
    if moment.tzinfo is None or not text.isascii():
        raise refused("moment-unreadable", raw=text[:_SHOWN])
    return moment


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "").isoformat()
    except ValueError as error:
        raise refused("date-unreadable", raw=text[:_SHOWN]) from error
