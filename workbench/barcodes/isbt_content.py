"""What the content of each ISBT 128 structure may be (ST-001 2.4, ST-012 for the Single European Code)."""
from __future__ import annotations

import re
from collections.abc import Callable

from workbench.barcodes.checks import mod37
from workbench.barcodes.isbt_dates import ordinal_day, ordinal_moment, real_day, real_time

_FACILITY = r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}"
_ANY_FACILITY = r"[A-NP-Z0-9]{5}"
_DIVIDED = r"(?:[EFHPS][A-Z0-9]{4}|X0[A-Z0-9]{3}|Y[A-Z][A-Z0-9]{3})[A-Za-z0-9](?:[A-Z0-9][a-z0-9])"
_COUNTED = r"[MNRTVW][A-Z0-9]{4}[0-9]{3}"
_OTHER = r"(?:[GI-LOQUZ][A-Z0-9]{4}|Y[0-9][A-Z0-9]{3})[A-Za-z0-9][A-Z0-9][a-z0-9]"
_LOCAL = r"[A-D][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]"
_UNDIVIDED = r"X[1-9][A-Z0-9]{3}000"

CONTENT = {
    number: re.compile(pattern)
    for number, pattern in {
        "001": _FACILITY + r"[0-9]{8}[0-9A-HJ-NPR-Y]{2}",
        "002": r"[A-Za-z0-9]{2}[A-Z0-9]0",
        "003": f"{_DIVIDED}|{_COUNTED}|{_UNDIVIDED}|{_LOCAL}|{_OTHER}",
        "004": r"[0-9]{6}",
        "005": r"[0-9]{10}",
        "006": r"[0-9]{6}",
        "007": r"[0-9]{10}",
        "008": r"[0-9]{6}",
        "009": r"[0-9]{10}",
        "010": r"[A-Z0-9]{5}",
        "012": r"[0-9]{18}",
        "017": r"[A-Zyz0-9][A-Z0-9]{2}[A-Za-z0-9]{7}",
        "018": r"[A-Za-z0-9]{10}",
        "019": _FACILITY + r"[0-9]{16}",
        "020": _FACILITY + r"[A-Z0-9]{6}",
        "021": r"[A-Z0-9]{2}[A-Za-z0-9]{8}",
        "022": r"[A-Za-z0-9]{10}",
        "023": r"[0-9]{5}",
        "024": r"[0-9]{10}",
        "025": r"[0-9]{4}[A-Za-z0-9]+",
        "026": r"20[0-9]{2}(?:0[1-9]|1[0-2])",
        "029": r"[0-9]{2}(?:0[1-6][0-9]{4}[0-9]{5}[0-5]00)+",
        "031": r"[12]0[0-9]{14}",
        "032": r"[A-Z0-9]{6}",
        "033": _ANY_FACILITY + r"[A-Z0-9]{6}",
        "034": _ANY_FACILITY + r"[A-Z0-9]{11}",
        "035": r"[A-Z0-9]{18}",
        "038": r"[A-Z]{2}[A-Z0-9]{6}[A-Z0-9]{13}[ABE][A-Z0-9]{7}[A-Za-z0-9]{3}[0-9]{8}",
        "039": r"[1-9][0-9]{3}[A-Z0-9]{13}[0-9]{2}",
        "040": "CH" + _FACILITY + r"[0-9]{2}[A-Z0-9]{6}",
    }.items()
}
"""The characters of each structure, position by position."""


def wrong(number: str, data: str) -> str:
    """The refusal's code where ``data`` cannot be the content of structure ``number``; "" where it can. A national structure stays opaque."""
    form = CONTENT.get(number)
    if form is None:
        return ""
    if form.fullmatch(data) is None:
        return "isbt-content"
    further = _FURTHER.get(number)
    return further(data) if further else ""


def _number(data: str) -> str:
    """Flags 60 to 96 are the checksum of the number itself; 14, 97 to 99 and letters are not assigned yet (ST-001 table 3)."""
    flags = data[13:]
    if not flags.isdigit() or flags == "14" or flags > "96":
        return "isbt-flags"
    return "check-character" if flags >= "60" and int(flags) - 60 != mod37(data[:13]) else ""


def _registered_donor(data: str) -> str:
    return "" if data[17:] == f"{mod37(data[:17]):02d}" else "check-character"


def _day(data: str) -> str:
    return "" if ordinal_day(data) else "isbt-date"


def _moment(data: str) -> str:
    return "" if ordinal_moment(data) else "isbt-date"


def _birth(data: str) -> str:
    return "" if real_day(data[2:]) else "isbt-date"


def _flexible(data: str) -> str:
    if not "01" <= data[2:4] <= "06":
        return "isbt-content"
    return "" if real_day(data[4:12]) and real_time(data[12:]) else "isbt-date"


def _european(data: str) -> str:
    return "" if data[32:] == "00000000" or real_day(data[32:]) else "isbt-date"


def _patient(data: str) -> str:
    return "" if len(data) == 4 + int(data[2:4]) else "isbt-content"


def _dimensions(data: str) -> str:
    return "" if len(data) == 2 + 14 * int(data[:2]) else "isbt-content"


_FURTHER: dict[str, Callable[[str], str]] = {
    "001": _number,
    "004": _day,
    "005": _moment,
    "006": _day,
    "007": _moment,
    "008": _day,
    "009": _moment,
    "024": _birth,
    "025": _patient,
    "029": _dimensions,
    "031": _flexible,
    "038": _european,
    "039": _registered_donor,
}
