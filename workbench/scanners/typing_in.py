"""A code that a person reads and types, because it cannot be scanned: only with a check character that travels in it or stands beside it."""
from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.barcodes import own
from workbench.barcodes.building_isbt import NOT_USED, REPEATED
from workbench.barcodes.checks import mod37_fits
from workbench.barcodes.gs1 import GS
from workbench.barcodes.gs1_table import PREDEFINED
from workbench.barcodes.reading import read
from workbench.kernel.findings import Refused, stops
from workbench.scanners.records import TypedCheck

SOURCE = "hand entry only with a check character (reference on barcodes, 3.3)"
CHECKED = frozenset({"00", "01", "02", "8017", "8018"})
"""Application identifiers whose value ends in a check digit, and names a thing or a person."""
_DONATION = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}[0-9A-Z*]")
_ELEMENT = re.compile(r"\(([0-9]{2,4})\)([^()]+)")
_AIM = "]d2"


@dataclass(frozen=True, slots=True)
class Keyed:
    """What was typed, and what a scanner would have sent of it: of a donation number with no flags, or with those of a repeated print."""

    typed: str
    sent: tuple[bytes, ...]
    check: TypedCheck


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a typed GS1 code; ``checked``: its value ends in a check digit."""

    ai: str
    value: str
    checked: bool


def elements(typed: str) -> tuple[Element, ...]:
    """The elements of a GS1 code in brackets."""
    return tuple(Element(ai, value, ai in CHECKED) for ai, value in _ELEMENT.findall(typed))


def keyed(text: str) -> Keyed:
    """A code as it is typed: our own identifier with its check digits, a donation number of ISBT 128 with its check character K behind it,
    or a GS1 element string in brackets that holds a GTIN, SSCC or GSRN. Spaces in the first two do not count.

    Refused: ``scanner.typed-form`` (none of these), ``scanner.typed-check`` (the check characters do not fit), ``scanner.typed-unchecked`` (a GS1 element
    string without a check digit), and what the reader of the standard refuses.
    """
    typed = text.strip()
    close = "".join(typed.split())
    if close.startswith("%"):
        _own(close)
        return Keyed(close, (close.encode(),), TypedCheck.OWN)
    if typed.startswith("("):
        return _gs1(typed)
    donation = close.upper()
    if _DONATION.fullmatch(donation) is None:
        raise Refused((stops("scanner.typed-form", SOURCE, where="code", typed=typed),))
    if not mod37_fits(donation):
        raise Refused((stops("scanner.typed-check", "ISO 7064 MOD 37-2", where="code", typed=donation),))
    return Keyed(donation, tuple(f"={donation[:13]}{flags}".encode() for flags in (NOT_USED, REPEATED)), TypedCheck.ISBT128)


def _own(typed: str) -> None:
    try:
        own.read(typed.encode())
    except Refused as refused:
        code, source = ("scanner.typed-check", own.SOURCE) if refused.findings[0].code == "barcodes.check" else ("scanner.typed-form", SOURCE)
        raise Refused((stops(code, source, where="code", typed=typed),)) from None


def _gs1(typed: str) -> Keyed:
    parts = elements(typed)
    if "".join(f"({each.ai}){each.value}" for each in parts) != typed:
        raise Refused((stops("scanner.typed-form", SOURCE, where="code", typed=typed),))
    ends = ["" if each.ai[:2] in PREDEFINED or each is parts[-1] else GS for each in parts]
    sent = (_AIM + "".join(f"{each.ai}{each.value}{end}" for each, end in zip(parts, ends, strict=True))).encode()
    read(sent, separator_proved=True)
    if not any(each.checked for each in parts):
        raise Refused((stops("scanner.typed-unchecked", SOURCE, where="code", typed=typed),))
    return Keyed(typed, (sent,), TypedCheck.GS1)
