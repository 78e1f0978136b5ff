"""ISBT 128: a scan taken apart into its data structures, each checked whole (ST-001 v6.2.2, chapter 2).

Only the form of the structures is here. The tables of ICCBBA (products, facilities, special tests, blood groups) are licensed and are not
part of the program: their codes stay codes.
"""
from __future__ import annotations

import re

from workbench.barcodes.checks import mod37, mod37_character
from workbench.barcodes.isbt_content import CONTENT, wrong
from workbench.barcodes.records import Read, Standard
from workbench.barcodes.refusing import refused

MESSAGE = "023"
STANDARD = "ST-001 v6.2.2"

IDENTIFIERS: dict[str, tuple[str, int]] = {
    "=%": ("002", 4), "=<": ("003", 8), "=>": ("004", 6), "&>": ("005", 10), "=*": ("006", 6), "&*": ("007", 10), "=}": ("008", 6),
    "&}": ("009", 10), "&(": ("010", 5), "=\\": ("012", 18), "=)": ("017", 10), "&)": ("018", 10), "=;": ("019", 21), "='": ("020", 11),
    "=-": ("021", 10), "&-": ("022", 10), "=+": (MESSAGE, 5), "=#": ("024", 10), "&#": ("025", 4), "=]": ("026", 6), "&$": ("029", 2),
    "=(": ("031", 16), "=,": ("032", 6), "&+": ("033", 11), "=/": ("034", 16), "&,1": ("035", 18), "&,4": ("038", 40), "&:": ("039", 19),
    "&/": ("040", 15),
}
"""By data identifier: the number of the structure and the characters of its content, of 025 and 029 those of its head (ST-001 table 2)."""
RETIRED = {"={": "011", "=[": "015", '="': "016", "&,3": "037"}
"""Structures of old labels: known by name, never decoded."""
UNUSED = {"&\\": "013", "&{": "014", '&"': "027", "=$": "028", "&%": "030", "&,2": "036"}
"""Structures of the standard that have no place in this pharmacy."""
PAIRS = frozenset({("001", "002"), ("001", "003"), ("001", "032"), ("003", "005"), ("017", "018"), ("021", "022"), ("024", "025")})
"""Which two symbols one sweep may read without anything between them (ST-001 chapter 10; 021 and 022, 001 and 032 belong together by 2.4)."""
SEQUENCES = {
    "034": ("034", "032", "001"),
    "035": ("034", "032", "001", "004"),
    "036": ("034", "032", "001", "008"),
    "037": ("034", "032", "001", "004", "008"),
}
"""Messages with a fixed order, as far as they are published (ST-017 table 3)."""

_NUMBER = re.compile(r"[A-NP-Z1-9]")
_NATIONAL = re.compile(r"[a-z;!]")
_OPAQUE = re.compile(r"[!-%'-<>-~]+")
_SEC_TEXT = re.compile(r"SEC: ([0-9A-Za-z]{21}) ([0-9A-Za-z]{19})")

Structures = list[tuple[str, str]]


def read(text: str) -> Read:
    """The structures of ``text`` with the check characters that stand beside them in print.

    One structure; two that a single sweep may read; a compound message; or one structure with a national one behind it, which stays opaque
    under its data identifier. Refused, always whole: ``scan.isbt-identifier``, ``scan.isbt-cut``, ``scan.isbt-content``, ``scan.isbt-date``,
    ``scan.isbt-flags``, ``scan.isbt-retired``, ``scan.isbt-unused``, ``scan.isbt-count``, ``scan.isbt-order``, ``scan.isbt-message``,
    ``scan.isbt-national``, ``scan.isbt-twice``, ``scan.isbt-pair``, ``scan.check-character``.
    """
    structures = _apart(text)
    names = [number for number, _ in structures]
    if len(set(names)) < len(names):
        raise refused("isbt-twice", f"{STANDARD} 2.4.23", text, structure=next(each for each in names if names.count(each) > 1))
    if names[0] == MESSAGE:
        _whole_message(text, structures)
    elif len(names) > 1 and tuple(names) not in PAIRS and not (len(names) == 2 and names[1][0] == "&"):
        raise refused("isbt-pair", f"{STANDARD} 10", text, structures=", ".join(names))
    for number, data in structures:
        code = wrong(number, data)
        if code:
            raise refused(code, f"{STANDARD} 2.4.{int(number)}", text, structure=number, data=data)
    return Read(Standard.ISBT128, tuple(structures), tuple((each, mod37_character(_checked(each, data))) for each, data in structures if each in _CHECKED))


def read_sec_text(text: str) -> Read:
    """The Single European Code as printed, ``SEC: `` and two groups of 21 and 19 characters (ST-012 2.3), as its structure 038."""
    found = _SEC_TEXT.fullmatch(text)
    if found is None:
        raise refused("isbt-content", "ST-012 2.3", text, structure="038", data=text)
    return read("&,4" + found[1] + found[2])


def read_typed_number(text: str) -> str:
    """The 13 characters of a donation identification number that was typed with its check character behind it (ST-001 7.5).

    Refused: ``scan.isbt-content`` (not such a number), ``scan.check-character``. Spaces are not read over: they are the screen's to leave out.
    """
    if CONTENT["001"].fullmatch(text[:13] + "00") is None or len(text) != 14:
        raise refused("isbt-content", f"{STANDARD} 2.4.1", text, structure="001", data=text)
    if mod37_character(text[:13]) != text[13]:
        raise refused("check-character", f"{STANDARD} appendix A", text, structure="001", data=text)
    return text[:13]


def basic_udi_fits(text: str) -> bool:
    """Whether the last two digits of a Basic UDI-DI are the checksum of the sixteen characters before them (ST-017 appendix 1)."""
    body, check = text[:-2], text[-2:]
    return CONTENT["034"].fullmatch(body) is not None and check == f"{mod37(body):02d}"


_CHECKED = {"001": 13, "019": 21}
"""How much of these structures the printed check character covers. It is asked for 040 too, over characters that no text we have names."""


def _checked(number: str, data: str) -> str:
    return data[:_CHECKED[number]]


def _apart(text: str) -> Structures:
    """``text`` cut into structures by their lengths alone; nothing is interpreted yet."""
    found: Structures = []
    at = 0
    while at < len(text):
        number, start, length = _next(text, at)
        if at + start + length > len(text):
            raise refused("isbt-cut", f"{STANDARD} 2.4", text, structure=number)
        data = text[at + start : at + start + length]
        found.append((number, data))
        at += start + length
        if number == MESSAGE and len(found) > 1:
            raise refused("isbt-message", f"{STANDARD} 2.4.23", text)
    return found


def _next(text: str, at: int) -> tuple[str, int, int]:
    """The number of the structure at ``at``, how long its data identifier is, and its content."""
    if text[at] not in "=&":
        raise refused("isbt-identifier", f"{STANDARD} 2.1", text, identifier=text[at : at + 2])
    if text[at] == "=" and _NUMBER.match(text, at + 1):
        return "001", 1, 15
    if text[at] == "&" and _NATIONAL.match(text, at + 1):
        return _national(text, at)
    identifier = text[at : at + (3 if text.startswith("&,", at) else 2)]
    known = IDENTIFIERS.get(identifier)
    if known is None:
        if identifier in RETIRED:
            raise refused("isbt-retired", f"{STANDARD} table 2", text, structure=RETIRED[identifier])
        if identifier in UNUSED:
            raise refused("isbt-unused", f"{STANDARD} table 2", text, structure=UNUSED[identifier])
        raise refused("isbt-identifier", f"{STANDARD} table 2", text, identifier=identifier)
    number, length = known
    if number in ("025", "029"):
        length += _repeated(text, at + 2, number)
    return number, len(identifier), length


def _national(text: str, at: int) -> tuple[str, int, int]:
    """A structure of a nation or a site has no length that we know: it is all that follows, without a character that begins another
    structure, and never part of a message."""
    if text.startswith("=+"):
        raise refused("isbt-national", f"{STANDARD} 2.5.1", text, identifier=text[at : at + 2])
    rest = text[at + 2 :]
    if _OPAQUE.fullmatch(rest) is None:
        raise refused("isbt-cut" if not rest else "isbt-content", f"{STANDARD} 2.5", text, structure=text[at : at + 2], data=rest)
    return text[at : at + 2], 2, len(rest)


def _repeated(text: str, at: int, number: str) -> int:
    """How many characters follow the head of structure 025 or 029."""
    count = text[at + 2 : at + 4] if number == "025" else text[at : at + 2]
    if not (len(count) == 2 and count.isascii() and count.isdigit()):
        raise refused("isbt-cut", f"{STANDARD} 2.4.{int(number)}", text, structure=number)
    return int(count) * (1 if number == "025" else 14)


def _whole_message(text: str, structures: Structures) -> None:
    """Number and order of the structures are what the head says, before any of them is interpreted (ST-001 2.4.23)."""
    head = structures[0][1]
    if not (head.isascii() and head.isdigit()):
        raise refused("isbt-content", f"{STANDARD} 2.4.23", text, structure=MESSAGE, data=head)
    inside = tuple(number for number, _ in structures[1:])
    if int(head[:2]) != len(inside) or not inside:
        raise refused("isbt-count", f"{STANDARD} 2.4.23", text, declared=head[:2], counted=str(len(inside)))
    if head[2:] != "000" and SEQUENCES.get(head[2:]) != inside:
        raise refused("isbt-order", "ST-017 table 3", text, message=head[2:])
