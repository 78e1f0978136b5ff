"""Numbers as people type them."""
from __future__ import annotations

import re
from decimal import Decimal

from workbench.calculation.arithmetic import refused

MOST_DIGITS = 15
_SPACES = " \u00a0\u2009\u202f"
_PLAIN = re.compile(rf"-?(?:[0-9]+|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)(?:[.,][0-9]+)?")
_AMBIGUOUS = re.compile(r"-?[0-9]+,[0-9]{3}")
_EXPONENT = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")


def read_number(raw: str) -> Decimal:
    """The number that was typed, with the decimals it was typed with: ``26,0``, ``26.0``, ``-3``, ``5 000``.

    One point or comma is the decimal mark; thousands may stand apart by a space (plain, thin or no-break). ``Refused`` for what is
    empty, what can be read two ways (``1,234``: design formula.md 11.4), a second mark, an exponent, other than ASCII digits,
    infinity, and more than 15 digits.
    """
    text = raw.strip().replace("\u2212", "-")
    if not text:
        raise refused("number-empty")
    if _EXPONENT.fullmatch(text):
        raise refused("number-exponent", raw=_short(raw))
    if _AMBIGUOUS.fullmatch(text):
        raise refused("number-ambiguous", raw=_short(raw), decimal=_short(text.replace(",", ".")), whole=_short(text.replace(",", "")))
    if re.fullmatch(r"-?[0-9., ]+", text) and len(re.findall("[.,]", text)) > 1:
        raise refused("number-marks", raw=_short(raw))
    if not _PLAIN.fullmatch(text):
        raise refused("number-unreadable", raw=_short(raw))
    digits = re.sub(f"[{_SPACES}]", "", text).replace(",", ".")
    if sum(mark.isdigit() for mark in digits) > MOST_DIGITS:
        raise refused("number-long", raw=_short(raw), most=str(MOST_DIGITS))
    return Decimal(digits)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
