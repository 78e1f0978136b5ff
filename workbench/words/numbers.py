"""Numbers, quantities and limits as a person reads them (screens.md 0.5, 1.3; ISMP: leading zero, no trailing zero in doses)."""
from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from workbench.calculation.unit_table import shown
from workbench.kernel.values import Quantity
from workbench.words.translation import Words

THIN = "\u202f"
"""Thin no-break space: groups digits, because a comma or a point would be read as a decimal mark."""
NBSP = "\u00a0"
MINUS = "\u2212"
_MILLION = Decimal(1_000_000)
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]*\w)")
_SIGNS = {">=": "≥", "<=": "≤", "==": "=", "!=": "≠", "*": "×"}


def number_text(value: Decimal, words: Words, decimals: int | None = None) -> str:
    """``value`` with the language's decimal mark, in groups of three from five digits on.

    Without ``decimals`` every digit that says something stays and trailing zeros go (doses, instructions: 20, not 20.0); with it the
    zeros stay and the rest is rounded half up (results as reported).
    """
    shown_value = value.normalize() if decimals is None else value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    plain = format(shown_value + 0, "f")
    sign, plain = (MINUS, plain[1:]) if plain.startswith("-") else ("", plain)
    whole, _, rest = plain.partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", THIN)
    mark = "," if words.language == "ru" else "."
    return f"{sign}{whole}{mark}{rest}" if rest else f"{sign}{whole}"


def figure_text(value: Decimal, words: Words, decimals: int | None = None) -> str:
    """Like ``number_text``, but from a million on in millions: ``82.4 million`` (powers of ten are misread on screens)."""
    if abs(value) < _MILLION:
        return number_text(value, words, decimals)
    return words("{n} million").format(n=number_text(value / _MILLION, words)).replace(" ", NBSP)


def unit_text(unit: str, words: Words) -> str:
    """The unit as it is written for readers: ``CAR+ cells/kg``, ``% CAR+ of viable``."""
    return shown(unit, words.language) if unit else ""


def quantity_text(quantity: Quantity, words: Words, decimals: int | None = None) -> str:
    """Number, no-break space, unit: ``82.4 million CAR+ cells``, ``−150 °C``, ``20 mL``."""
    number = figure_text(quantity.value, words, decimals)
    return f"{number}{NBSP}{unit_text(quantity.unit, words)}" if quantity.unit else number


def limit_text(limit: str, words: Words, unit: str = "") -> str:
    """A limit of a formula in words: ``>= 70`` with ``%`` is ``≥ 70 %``; ``8 .. 12`` with ``mL`` is ``8 to 12 mL``.

    What a limit names (options, other values) stays as written: the caller knows their names in the reader's language and puts them in before.
    """
    text = limit.strip()
    for prefix in ("is not ", "is "):
        if text.startswith(prefix):
            option = text.removeprefix(prefix)
            return words("not {option}").format(option=option) if prefix == "is not " else option
    low, dots, high = (part.strip() for part in text.partition(".."))
    shown_unit = unit_text(unit, words)
    ends = {"low": _spoken(low, words), "high": _spoken(high, words)}
    joined = words("{low} to {high}").format(**ends) if dots else ends["low"]
    return f"{joined}{NBSP}{shown_unit}" if shown_unit else joined


def _spoken(text: str, words: Words) -> str:
    """One side of a limit: numbers in the reader's form, signs as signs."""
    for code, sign in _SIGNS.items():
        text = text.replace(code, sign)
    text = re.sub(r"([≥≤<>=≠])\s*", rf"\1{NBSP}", text)
    return _NUMBER.sub(lambda found: figure_text(Decimal(found[0]), words), text)
