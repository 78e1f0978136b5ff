"""Check characters of the standards: ISO 7064 MOD 37-2 (ISBT 128), modulo 10 (GS1), modulo 43 (HIBC). Those of our own are in ``own.py``."""
from __future__ import annotations

ISO_7064 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
HIBC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_VALUE_37 = {each: value for value, each in enumerate(ISO_7064)}
_VALUE_43 = {each: value for value, each in enumerate(HIBC)}


def mod37(text: str) -> int:
    """The ISO 7064 MOD 37-2 checksum of ``text``, 0 to 36 (ST-001 appendix A). ``KeyError`` for a character that cannot carry one."""
    total = 0
    for each in text:
        total = (total + _VALUE_37[each]) * 2 % 37
    return (38 - total) % 37


def mod37_character(text: str) -> str:
    """The check character that is printed, boxed, behind ``text``: never part of the symbol (ST-001 7.5)."""
    return ISO_7064[mod37(text)]


def mod37_fits(text: str) -> bool:
    """Whether the last character of ``text`` is the check character of what stands before it."""
    if len(text) < 2 or any(each not in _VALUE_37 for each in text):
        return False
    return mod37_character(text[:-1]) == text[-1]


def mod10(digits: str) -> str:
    """The GS1 check digit of ``digits``, which are those before it: weights 3 and 1 from the right (General Specifications 7.9)."""
    return str(-sum(int(each) * (3, 1)[at % 2] for at, each in enumerate(reversed(digits))) % 10)


def mod10_fits(digits: str) -> bool:
    """Whether the last of ``digits`` is the check digit of the others; ``False`` where one of them is not 0 to 9."""
    return len(digits) > 1 and digits.isascii() and digits.isdigit() and mod10(digits[:-1]) == digits[-1]


def mod43(text: str) -> str:
    """The HIBC check character of ``text`` (ANSI/HIBC 2.6, appendix B). ``KeyError`` for a character that HIBC does not have."""
    return HIBC[sum(_VALUE_43[each] for each in text) % 43]


def mod43_fits(text: str) -> bool:
    """Whether the last character of ``text`` is the HIBC check character of what stands before it."""
    return len(text) > 1 and all(each in _VALUE_43 for each in text) and mod43(text[:-1]) == text[-1]
