"""GS1 element strings built from values, for a symbol under the site's own GTIN: strictly, or refused.

The library that draws the symbol checks almost nothing of what it is given (``barcodes.md`` 0.6), so everything is judged here.
Source: GS1 General Specifications by the GS1 syntax dictionary (``barcodes.md`` 2.1).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.barcodes.checks import mod10
from workbench.kernel.findings import Refused, stops

SOURCE = "GS1 General Specifications"
SEPARATOR = "\x1d"
"""How FNC1 between two elements is read."""
GTIN, BATCH, MADE, EXPIRY, SERIAL, EXPIRY_TIME = "01", "10", "11", "17", "21", "7003"
_TEXT = re.compile(r"[!\"%&'*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
"""Character set 82 of GS1 without round brackets, which the bracketed form of an element string could not tell from its own."""


class _Sort(Enum):
    """What the value of an application identifier is."""

    GTIN = "gtin"
    DATE = "date"
    MOMENT = "moment"
    TEXT = "text"


_KNOWN = {
    GTIN: _Sort.GTIN, BATCH: _Sort.TEXT, MADE: _Sort.DATE, "15": _Sort.DATE, EXPIRY: _Sort.DATE, SERIAL: _Sort.TEXT, EXPIRY_TIME: _Sort.MOMENT,
}  # fmt: skip
_FIXED = frozenset({GTIN, MADE, "15", EXPIRY})
"""Application identifiers of predefined length: nothing stands between them and the next element."""
_NEEDS = {BATCH: GTIN, SERIAL: GTIN, EXPIRY: GTIN, EXPIRY_TIME: GTIN, MADE: GTIN, "15": GTIN}


@dataclass(frozen=True, slots=True)
class ElementString:
    """Elements in the order of their symbol."""

    elements: tuple[tuple[str, str], ...]

    @property
    def bracketed(self) -> str:
        """As people read it, and as the symbol is asked for: ``(01)…(17)…``."""
        return "".join(f"({ai}){value}" for ai, value in self.elements)

    @property
    def raw(self) -> str:
        """As a reader sends it, without the FNC1 that begins the symbol: a separator behind each value of no predefined length but the last."""
        last = len(self.elements) - 1
        return "".join(f"{ai}{value}{'' if ai in _FIXED or at == last else SEPARATOR}" for at, (ai, value) in enumerate(self.elements))


def check_digit(digits: str) -> str:
    """The check digit (modulo 10, weights 3 and 1 from the right) that belongs behind ``digits``."""
    if not digits or not (digits.isascii() and digits.isdigit()):
        raise _refused("barcodes.gs1-digits", value=digits)
    return mod10(digits)


def is_gtin(text: str) -> bool:
    """Whether ``text`` is a GTIN of 14 digits whose check digit fits."""
    return len(text) == 14 and text.isascii() and text.isdigit() and check_digit(text[:13]) == text[13] and text.strip("0") != ""


def date_value(at: datetime) -> str:
    """``yymmdd``, in the zone that ``at`` has."""
    return f"{_aware(at):%y%m%d}"


def moment_value(at: datetime) -> str:
    """``yymmddhhmm``, in the zone that ``at`` has: for a product whose hours count."""
    return f"{_aware(at):%y%m%d%H%M}"


def element_string(elements: Sequence[tuple[str, str]]) -> ElementString:
    """The element string of application identifiers and values, those of predefined length first.

    Refused: an application identifier that is not built here or comes twice, a value that its identifier does not allow, and a batch,
    date or serial number without the GTIN that it belongs to.
    """
    given = [ai for ai, _ in elements]
    for ai, value in elements:
        if ai not in _KNOWN or given.count(ai) > 1:
            raise _refused("barcodes.gs1-identifier", ai=ai)
        if not _allowed(_KNOWN[ai], value):
            raise _refused("barcodes.gs1-value", ai=ai, value=value)
        if ai in _NEEDS and _NEEDS[ai] not in given:
            raise _refused("barcodes.gs1-alone", ai=ai, needs=_NEEDS[ai])
    return ElementString(tuple(sorted(elements, key=lambda each: each[0] not in _FIXED)))


def medicine(gtin: str, batch: str, serial: str, expiry: datetime, short_lived: bool) -> ElementString:
    """What a bag under the site's own GTIN carries. ``short_lived`` says expiry to the minute (7003) instead of the day (17)."""
    if not is_gtin(gtin):
        raise _refused("barcodes.gs1-gtin", value=gtin)
    until = (EXPIRY_TIME, moment_value(expiry)) if short_lived else (EXPIRY, date_value(expiry))
    return element_string(((GTIN, gtin), until, (BATCH, batch), (SERIAL, serial)))


def _allowed(sort: _Sort, value: str) -> bool:
    if sort is _Sort.TEXT:
        return _TEXT.fullmatch(value) is not None
    if sort is _Sort.GTIN:
        return is_gtin(value)
    form = "%y%m%d%H%M" if sort is _Sort.MOMENT else "%y%m%d"
    digits = re.fullmatch(f"[0-9]{{{10 if sort is _Sort.MOMENT else 6}}}", value) is not None
    return digits and _dated(value, form)


def _dated(value: str, form: str) -> bool:
    """Whether the digits are a day, or a minute of one. Day 00, the end of the month, is read but never built."""
    try:
        datetime.strptime(f"{value}+0000", f"{form}%z")
    except ValueError:
        return False
    return True


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at


def _refused(code: str, **facts: str) -> Refused:
    return Refused((stops(code, SOURCE, where="symbol", **facts),))
