"""Checks of the components of GS1 element strings: a function each, from the component's text to whether it may stand.

Rules: GS1 General Specifications 3 and 7; ISO 3166-1 for countries, ISO 13616 for bank account numbers, ISO 5218 for the sex of a person.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from workbench.barcodes.checks import mod10_fits
from workbench.barcodes.countries import ALPHA2, NUMERIC
from workbench.barcodes.gs1_table import CSET82

_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_CHECK_PAIR = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PERCENT = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
_BIRTH = re.compile(r"([1-9])/([1-9])")
_IBAN = re.compile(r"([A-Z]{2})[0-9]{2}[0-9A-Z]{6,30}")
MEDIA = frozenset(f"{each:02d}" for each in (*range(1, 11), *range(80, 100)))
"""Types of AIDC media in use (General Specifications 3.8); 80 to 99 are a site's own."""


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _below(limit: str) -> Callable[[str], bool]:
    return lambda text: len(text) == 2 and _digits(text) and text < limit


def hhmi(text: str) -> bool:
    """Hours and minutes, 0000 to 2359."""
    return len(text) == 4 and _digits(text) and text[:2] < "24" and text[2:] < "60"


def _real(text: str, *, shortest: str) -> bool:
    """Whether yyyymmdd is a day; ``shortest`` is the lowest day that may be written, ``00`` for one that stands for its month."""
    if len(text) != 8 or not _digits(text) or text[6:] < shortest:
        return False
    try:
        return bool(date(int(text[:4]) or 2000, int(text[4:6]), int(text[6:]) or 1))
    except ValueError:
        return False


def _six(text: str) -> str:
    """Six digits with a century: any of the last or next fifty years; 2000 is a leap year as every year 00 in reach of the rule is."""
    return f"20{text}" if len(text) == 6 else ""


def csumalpha(text: str) -> bool:
    """Whether the last two characters are the check pair of a global model number (General Specifications 7.9.5)."""
    body, pair = text[:-2], text[-2:]
    if len(text) < 2 or len(body) > len(_PRIMES) or any(each not in CSET82 for each in body):
        return False
    total = sum(CSET82.index(each) * prime for each, prime in zip(reversed(body), _PRIMES, strict=False)) % 1021
    return pair == _CHECK_PAIR[total >> 5] + _CHECK_PAIR[total & 31]


def piece(text: str) -> bool:
    """Piece and total in two halves of the same length; neither is zero, and the piece is not beyond the total."""
    half = len(text) // 2
    return len(text) > 1 and len(text) % 2 == 0 and _digits(text) and 0 < int(text[:half]) <= int(text[half:])


def _iban(text: str) -> bool:
    found = _IBAN.fullmatch(text)
    return found is not None and found[1] in ALPHA2 and int("".join(str(int(each, 36)) for each in text[4:] + text[:4])) % 97 == 1


def _birth(text: str) -> bool:
    found = _BIRTH.fullmatch(text)
    return found is not None and found[1] <= found[2]


def _padding(text: str) -> bool:
    """Base 64 for file names: ``=`` only as padding, and only as much as the length asks for."""
    body = text.rstrip("=")
    padded = len(text) - len(body)
    return "=" not in body and bool(body) and (padded == 0 or (padded <= 2 and len(text) % 3 == 0))


LINTS: dict[str, Callable[[str], bool]] = {
    "csum": mod10_fits,
    "csumalpha": csumalpha,
    "yymmdd": lambda text: _real(_six(text), shortest="01"),
    "yymmd0": lambda text: _real(_six(text), shortest="00"),
    "yyyymmdd": lambda text: _real(text, shortest="01"),
    "yyyymmd0": lambda text: _real(text, shortest="00"),
    "hh": _below("24"),
    "mi": _below("60"),
    "ss": _below("60"),
    "hhmi": hhmi,
    "hhmi9": lambda text: text == "9999" or hhmi(text),
    "country": lambda text: text in NUMERIC,
    "processor": lambda text: text == "999" or text in NUMERIC,
    "land": lambda text: text in ALPHA2,
    "media": lambda text: text in MEDIA,
    "sex": lambda text: text in ("0", "1", "2", "9"),
    "yesno": lambda text: text in ("0", "1"),
    "hyphen": lambda text: text == "-",
    "percent": lambda text: _PERCENT.fullmatch(text) is not None,
    "gcp": lambda text: len(text) > 1 and _digits(text[:2]),
    "latitude": lambda text: _digits(text) and int(text) <= 1_800_000_000,
    "longitude": lambda text: _digits(text) and int(text) <= 3_600_000_000,
    "importer": lambda text: len(text) == 1 and (text.isalnum() or text in "-_") and text.isascii(),
    "nonzero": lambda text: _digits(text) and int(text) > 0,
    "zero": lambda text: bool(text) and not text.strip("0"),
    "nozeroprefix": lambda text: text in ("", "0") or (_digits(text) and text[0] != "0"),
    "piece": piece,
    "winding": lambda text: text in ("0", "1", "9"),
    "iban": _iban,
    "birth": _birth,
    "padding": _padding,
}
"""By the name that the table of identifiers gives it."""
DATES = frozenset({"yymmdd", "yymmd0", "yyyymmdd", "yyyymmd0", "hh", "mi", "ss", "hhmi", "hhmi9"})
"""Those that speak of a day or a time."""
CHECK_DIGITS = frozenset({"csum", "csumalpha"})
"""Those that compare check characters."""
