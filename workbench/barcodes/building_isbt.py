"""ISBT 128 data structures built from values: strictly, or refused. Structures only: no table of ICCBBA is part of this.

Product codes, facility numbers and establishment codes are the site's own data. Source: ST-001 6.2.2 and ST-012 1.4.0 (``barcodes.md`` 1).
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from workbench.barcodes import checks
from workbench.kernel.findings import Refused, stops

SOURCE = "ISBT 128, ST-001"
SEC_SOURCE = "Single European Code, ST-012"
NOT_USED, REPEATED = "00", "05"
"""Flags of a donation identification number: none, and “second (or repeated) demand-printed label”."""
MOST_STRUCTURES = 99
CENTURIES = {19: "9", 20: "0", 21: "1"}
"""The century digit of a date: 0 is published, 9 and 1 follow from it and are an assumption."""
_FACILITY = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}")
_DIN = re.compile(rf"{_FACILITY.pattern}[0-9]{{2}}[0-9]{{6}}")
_COI = re.compile(rf"{_FACILITY.pattern}[0-9]{{2}}[0-9A-Z]{{6}}")
_FLAGS = re.compile(r"0[0-9]|[1-8][0-9]|9[0-6]")
_DESCRIPTION = r"[A-Z][A-Z0-9][0-9]{3}"
_PRODUCT = re.compile(rf"{_DESCRIPTION}(?:[0-9]{{3}}|[0-9A-Za-z][A-Z0-9][a-z0-9])")
_SEC = {
    "country": re.compile("[A-Z]{2}"), "establishment": re.compile("[A-Z0-9]{6}"), "donation": _DIN, "product": re.compile(_DESCRIPTION),
    "division": re.compile("[0-9]{3}|[A-Z0-9][a-z0-9]"),
}  # fmt: skip
_STRUCTURE = re.compile(r"=[A-NP-Z1-9][0-9A-Z]{14}|(?:=[^0-9A-Za-z]|&[^0-9A-Za-z])[0-9A-Za-z]+")


def check_character(data: str) -> str:
    """The check character K of ``data`` (ISO 7064 MOD 37-2): printed in a box beside the text, never part of a symbol."""
    return checks.mod37_character(_checked(data))


def type_3_flags(din: str) -> str:
    """The flags that carry the check of a donation identification number in its symbol: 60 to 96."""
    return str(60 + checks.mod37(_valid(_DIN, "barcodes.isbt-din", din)))


def is_facility(text: str) -> bool:
    """Whether ``text`` has the form of a facility identification number."""
    return _FACILITY.fullmatch(text) is not None


def is_product_code(text: str) -> bool:
    """Whether ``text`` has the form of a product code with its collection type and division."""
    return _PRODUCT.fullmatch(text) is not None


def is_establishment(country: str, establishment: str) -> bool:
    """Whether a country and the code of a tissue establishment have the form of the Single European Code."""
    return bool(_SEC["country"].fullmatch(country) and _SEC["establishment"].fullmatch(establishment))


def for_validation(facility: str) -> bool:
    """Whether a facility number is one of A9990 to A9999, reserved for validation and demonstration (ST-001 5.3)."""
    return facility.startswith("A999")


def donation_number(facility: str, year: int, number: int) -> str:
    """The 13 characters of a donation identification number: ``year`` in two digits, ``number`` in six."""
    _valid(_FACILITY, "barcodes.isbt-facility", facility)
    if not (0 <= year <= 99 and 0 <= number <= 999_999):
        raise _refused("barcodes.isbt-din", f"{facility}{year:02d}{number:06d}")
    return f"{facility}{year:02d}{number:06d}"


def donation(din: str, flags: str = NOT_USED) -> str:
    """Structure 001. ``flags`` 05 tells every reader that this is a repeated print."""
    _valid(_DIN, "barcodes.isbt-din", din)
    if _FLAGS.fullmatch(flags) is None or (int(flags) >= 60 and flags != type_3_flags(din)):
        raise _refused("barcodes.isbt-flags", flags)
    return f"={din}{flags}"


def product(code: str) -> str:
    """Structure 003 of the eight characters that the site took from its licensed list."""
    return f"=<{_valid(_PRODUCT, 'barcodes.isbt-product', code)}"


def divided(code: str, number: int, of: int) -> str:
    """``code`` for container ``number`` of ``of``: an undivided code gets its first-level division, A to Z (ST-001 2.4.3)."""
    _valid(_PRODUCT, "barcodes.isbt-product", code)
    if of == 1:
        return code
    if not code.endswith("00") or code[5:] == "000" or not 1 <= number <= 26:
        raise _refused("barcodes.isbt-division", code)
    return f"{code[:6]}{chr(ord('A') + number - 1)}0"


def day(of: date) -> str:
    """``cyyjjj``: century digit, year, day of the year."""
    if of.year // 100 not in CENTURIES:
        raise _refused("barcodes.isbt-date", str(of.year))
    return f"{CENTURIES[of.year // 100]}{of.year % 100:02d}{of.timetuple().tm_yday:03d}"


def expiry(at: datetime) -> str:
    """Structure 005, to the minute: ``at`` in the zone that the label says in text; what is less than a minute is cut off."""
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return f"&>{day(at.date())}{at:%H%M}"


def coi_number(facility: str, coi: str) -> str:
    """The 13 characters of a chain of identity identifier. The workbench's own number (two digits of the year, seven of the number) gets
    the facility in front; a number that has the form already stays as it is.
    """
    if _COI.fullmatch(coi):
        return coi
    if re.fullmatch("[0-9]{2}0[0-9]{6}", coi) is None:
        raise _refused("barcodes.isbt-coi", coi)
    return f"{_valid(_FACILITY, 'barcodes.isbt-facility', facility)}{coi[:2]}{coi[3:]}"


def chain_of_identity(number: str) -> str:
    """Structure 040 of the 13 characters after ``CH``: facility, year, six letters or digits."""
    return f"&/CH{_valid(_COI, 'barcodes.isbt-coi', number)}"


def european_code(country: str, establishment: str, din: str, description: str, division: str, until: date | None) -> str:
    """The 40 characters of a Single European Code with ISBT product codes: ``until`` None for a product without an expiry day."""
    given = {"country": country, "establishment": establishment, "donation": din, "product": description, "division": division}
    for part, value in given.items():
        if _SEC[part].fullmatch(value) is None:
            raise Refused((stops("barcodes.sec-part", SEC_SOURCE, where=part, part=part, value=value),))
    ends = f"{until:%Y%m%d}" if until else "00000000"
    return f"{country}{establishment}{din}A00{description}{division.rjust(3, '0')}{ends}"


def european(code: str) -> str:
    """Structure 038."""
    return f"&,4{_forty(code)}"


def european_text(code: str) -> str:
    """The Single European Code as text: ``SEC: ``, 21 characters, a space, 19 characters."""
    return f"SEC: {_forty(code)[:21]} {code[21:]}"


def compound(structures: Iterable[str]) -> str:
    """Structure 023: ``structures`` in one symbol, in no order that a reader must know (table number 000)."""
    every = tuple(structures)
    for each in every:
        if _STRUCTURE.fullmatch(each) is None or each.startswith(("=+", "&;", "&!")):
            raise _refused("barcodes.isbt-compound", each)
    if not 2 <= len(every) <= MOST_STRUCTURES:
        raise _refused("barcodes.isbt-compound", "".join(every))
    return f"=+{len(every):02d}000{''.join(every)}"


def _checked(data: str) -> str:
    if not data or any(each not in checks.ISO_7064[:36] for each in data):
        raise _refused("barcodes.isbt-checked", data)
    return data


def _forty(code: str) -> str:
    if re.fullmatch("[0-9A-Za-z]{40}", code) is None:
        raise Refused((stops("barcodes.sec-part", SEC_SOURCE, where="code", part="SEC", value=code),))
    return code


def _valid(form: re.Pattern[str], code: str, value: str) -> str:
    if form.fullmatch(value) is None:
        raise _refused(code, value)
    return value


def _refused(code: str, value: str) -> Refused:
    return Refused((stops(code, SOURCE, where="symbol", value=value),))
