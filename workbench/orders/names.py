"""Names of people as text: one spelling kept, what cannot be read refused, what can be mistaken found (integrity.md, bad input). Pure."""
from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

LONGEST = 80
_WORD = re.compile(r"[^\W\d_]+")
_REFUSED = frozenset("CSN")
"""General categories: control, format and unassigned characters, symbols, digits. Of the separators only the blank stays."""
_NO_NAME = frozenset('"<>{}[]\\|/%;:=*?!@#&_')
_SAME = str.maketrans(
    "аеёорсухіјѕһԁԛѡкмтвнз",
    "aeeopcyxijshdqwkmtbh3",
)
"""Cyrillic letters that look like Latin ones (capitals and small letters taken together), and ё as е."""


def tidy_name(raw: str) -> str:
    """``raw`` in composed form (NFC), with single blanks and none outside. What cannot be read is left in, to be refused."""
    composed = unicodedata.normalize("NFC", raw)
    return re.sub(r"[ \u00a0\u2009\u202f]+", " ", composed).strip(" ")


def unreadable(name: str) -> tuple[str, ...]:
    """Characters that a reader cannot see, that turn the direction of the text, or that no name has; each as ``U+202E``."""
    refused = [each for each in name if each != " " and (_category(each) in _REFUSED or _category(each) == "Z" or each in _NO_NAME)]
    return tuple(f"U+{ord(each):04X}" for each in dict.fromkeys(refused))


def mixed_words(name: str) -> tuple[str, ...]:
    """Words in which Latin and Cyrillic letters stand together, such as ``Ивaнов`` with a Latin a."""
    return tuple(word for word in _WORD.findall(name) if {"LATIN", "CYRILLIC"} <= {_script(letter) for letter in word})


def likeness(family: str, given: str) -> str:
    """A key that two names share when they can be mistaken for one another: capitals, accents, ё, look-alike letters, hyphens."""
    folded = unicodedata.normalize("NFKD", f"{family} {given}".casefold())
    return "".join(each for each in folded if each.isalpha()).translate(_SAME)


def near(one: str, other: str) -> bool:
    """Whether two keys are the same but for one letter too many, missing, other, or two neighbours exchanged."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    if len(long) > len(short):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 2 and any(pair == tuple(apart) for pair in pairwise(range(len(one)))):
        return one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(apart) == 1


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _category(character: str) -> str:
    return unicodedata.category(character)[0]
