"""GS1 element strings: taken apart by biip, behind checks of our own.

biip knows every identifier and its length, but it is a reader, not a judge: it takes element strings that ask for others, wrong check digits
of service relations, text with white space, and a lot number that has swallowed what stood behind a lost separator (``barcodes.md`` 0.7, 0.8).
So its cut is compared with the text character by character, and every element with its own rule (``gs1_table.py``, ``gs1_lints.py``).
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from workbench.barcodes.checks import mod10_fits
from workbench.barcodes.gs1_lints import CHECK_DIGITS, DATES, LINTS
from workbench.barcodes.gs1_table import CSET82, PREDEFINED, rules
from workbench.barcodes.records import Read, Standard
from workbench.barcodes.refusing import refused

if TYPE_CHECKING:
    from biip import ParseConfig

STANDARD = "GS1 General Specifications"
GS = "\x1d"
COMPOSITE = "|]e0"
"""What a reader puts between the linear and the two-dimensional part of a composite symbol."""

Elements = tuple[tuple[str, str], ...]

_CHARACTERS = re.compile(f"[{re.escape(CSET82)}#{GS}]*")
_DAY = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])"
_TIMED = r"7003[0-9]{10}|8008[0-9]{8}"
_SWALLOWED = {
    "10": rf".+?(?:1[1-7]{_DAY}|21.|30[0-9]{{1,8}}$|24[01].|250.|{_TIMED})",
    "21": rf".+?(?:1[1-7]{_DAY}|10.|30[0-9]{{1,8}}$|24[01].|250.|{_TIMED})|.{{13}}9[1-3]..|.{{5,8}}93.{{4}}$",
    "30": rf".+?(?:1[1-7]{_DAY}|10[0-9]|21[0-9])",
}
"""By identifier: a value that could be a shorter one and the element behind it, its separator lost. Serial numbers of marked goods have
13 characters before their key, or 5 to 8 before a short code."""
_LOST = {ai: re.compile(pattern) for ai, pattern in _SWALLOWED.items()}
_GTIN_INSIDE = re.compile(r"(?=.01([0-9]{14}))")


def read(text: str, *, told: bool, separator_proved: bool) -> Read:
    """The element strings of ``text``, with what they ask of each other.

    ``told``: the AIM identifier says that they are element strings, and not a number that stands by itself. ``separator_proved``: this
    scanner is known to send separators.

    Refused: what ``elements`` refuses; ``scan.gs1-repeated`` (one identifier with two values), ``scan.gs1-gtins`` (two trade items),
    ``scan.gs1-missing``, ``scan.gs1-exclusive``; ``scan.bare-number`` (a number that may as well be a GTIN by itself);
    ``scan.gs1-internal`` (nothing but 90 to 99, whose data may be anything, and no AIM identifier that says so);
    ``scan.separator-lost`` (a value that may have swallowed the next one).
    """
    if not told and text.isdigit() and len(text) in (8, 12, 13, 14) and mod10_fits(text):
        raise refused("bare-number", f"{STANDARD} 7.8", text)
    found = elements(text)
    if not told and all(ai[0] == "9" for ai, _ in found):
        raise refused("gs1-internal", f"{STANDARD} 3.9", text)
    associated(text, found)
    whole(text, found, separator_proved=separator_proved)
    return Read(_standard(found), tuple(dict(found).items()))


def read_gtin(text: str, digits: int) -> Read:
    """A GTIN alone, as EAN-13, EAN-8 and ITF-14 carry it, or with the element strings of a composite symbol behind it.

    Refused: ``scan.gs1-form`` (not ``digits`` digits), ``scan.check-digit``, and what ``read`` refuses.
    """
    number, composite, rest = text.partition(COMPOSITE)
    if len(number) != digits or not (number.isascii() and number.isdigit()):
        raise refused("gs1-form", f"{STANDARD} 5.2", text, ai="01", value=number)
    if not mod10_fits(number):
        raise refused("check-digit", f"{STANDARD} 7.9", text, ai="01", value=number)
    found: Elements = (("01", number), *(elements(rest) if composite else ()))
    associated(text, found)
    whole(rest, found, separator_proved=False)
    return Read(_standard(found), tuple(dict(found).items()))


def elements(text: str) -> Elements:
    """Identifier and value of each element string, in their order, each whole and lawful by itself.

    Refused: ``scan.empty``, ``scan.gs1-characters``, ``scan.separator-spelled``, ``scan.separator-lost`` (another follows at once, though the
    length is not predefined), ``scan.gs1-form``, ``scan.gs1-unused``, ``scan.gs1-value``, ``scan.gs1-date``, ``scan.check-digit``.
    """
    if not text.strip(GS):
        raise refused("empty", STANDARD, text)
    if _CHARACTERS.fullmatch(text) is None:
        raise refused("gs1-characters", f"{STANDARD} 7.11", text)
    if "<GS>" in text or "<gs>" in text:
        raise refused("separator-spelled", f"{STANDARD} 7.8", text)
    found = tuple(_cut(text))
    for ai, value in found:
        _lawful(text, ai, value)
    return found


def _cut(text: str) -> Iterator[tuple[str, str]]:
    from biip import ParseError  # importing biip reads its tables: a tenth of a second that only GS1 scans need to wait for
    from biip.gs1_messages import GS1Message

    start = len(text) - len(text.lstrip(GS))
    try:
        message = GS1Message.parse(text[start:], config=_config())
    except ParseError:
        raise refused("gs1-form", STANDARD, text, ai=text[start : start + 2], value=text[start + 2 :]) from None
    at = start
    for each in message.element_strings:
        ai, value = each.ai.ai, each.value
        if not text.startswith(ai + value, at):
            raise refused("gs1-form", STANDARD, text, ai=ai, value=value)
        at += len(ai) + len(value)
        if at < len(text) and text[at] != GS and ai[:2] not in PREDEFINED:
            raise refused("separator-lost", f"{STANDARD} 7.8", text, ai=ai, value=value)
        while at < len(text) and text[at] == GS:
            at += 1
        yield ai, value
    if at != len(text):
        raise refused("gs1-form", STANDARD, text, ai=text[at : at + 2], value=text[at + 2 :])


@cache
def _config() -> ParseConfig:
    from biip import ParseConfig  # as above

    return ParseConfig(gs1_element_strings_verify_date=False)  # it takes the fifty years from the machine's clock; ours are pure


def _lawful(text: str, ai: str, value: str) -> None:
    rule = rules().get(ai)
    if rule is None:
        raise refused("gs1-unused", STANDARD, text, ai=ai, value=value)
    form = rule.form.fullmatch(value)
    if form is None:
        raise refused("gs1-form", STANDARD, text, ai=ai, value=value)
    if ai in ("01", "02") and not value.strip("0"):
        raise refused("gs1-value", STANDARD, text, ai=ai, value=value)  # fits its check digit, and names nothing
    for check, component in zip(rule.checks, form.groups(), strict=True):
        if check and component is not None and not LINTS[check](component):
            code = "check-digit" if check in CHECK_DIGITS else "gs1-date" if check in DATES else "gs1-value"
            raise refused(code, STANDARD, text, ai=ai, value=value)


def associated(text: str, found: Elements) -> None:
    """What the elements ask of each other and exclude (General Specifications 4.13 and 4.14)."""
    there: dict[str, str] = {}
    for ai, value in found:
        if ai == "01" and "01" in there:
            raise refused("gs1-gtins", f"{STANDARD} 4.14", text, ai=ai, value=value)
        if there.setdefault(ai, value) != value:
            raise refused("gs1-repeated", f"{STANDARD} 4.14", text, ai=ai, value=value)
    for ai in there:
        rule = rules()[ai]
        for pattern in rule.excludes:
            other = next((each for each in there if each != ai and pattern.fullmatch(each)), None)
            if other is not None:
                raise refused("gs1-exclusive", f"{STANDARD} 4.14", text, ai=ai, other=other)
        for ways in rule.needs:
            if not any(all(any(each.fullmatch(one) for one in there) for each in way) for way in ways):
                raise refused("gs1-missing", f"{STANDARD} 4.13", text, ai=ai)
    if "8030" in there and not _signed(there):
        raise refused("gs1-missing", f"{STANDARD} 4.13", text, ai="8030")


def _signed(there: dict[str, str]) -> bool:
    """A signature covers one thing: a key that has room for a serial number must have one."""
    return not any(ai in there and len(there[ai]) == least for ai, least in (("253", 13), ("255", 13), ("8003", 14)))


def whole(text: str, found: Elements, *, separator_proved: bool) -> None:
    """Refuses a value that may be two: a second trade item inside it, or, where no separator came at all, an element that usually follows.

    A lot number may rightly look so. Then the site proves once, with the test symbol of the settings, that its scanner sends separators.
    """
    for ai, value in found:
        rule = rules()[ai]
        if not rule.open:
            continue
        if any(mod10_fits(each[1]) for each in _GTIN_INSIDE.finditer(value)):
            raise refused("separator-lost", f"{STANDARD} 7.8", text, ai=ai, value=value)
        if not separator_proved and GS not in text and ai in _LOST and _LOST[ai].match(value):
            raise refused("separator-lost", f"{STANDARD} 7.8", text, ai=ai, value=value)


def _standard(found: Elements) -> Standard:
    """Russian mandatory marking is a trade item, its serial number, and the key and signature (91 and 92) or the short code (93)."""
    marks = {ai for ai, _ in found}
    return Standard.MARKING if {"01", "21"} <= marks and ({"91", "92"} <= marks or "93" in marks) else Standard.GS1
