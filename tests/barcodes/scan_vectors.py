"""The vector files of the folder ``../shared``, read in place, and which of their rows this program does not pass, each with its reason."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Elements = tuple[tuple[str, str], ...]

COUPON = "coupons (8110, 8111, 8112) are not in use: nothing in a pharmacy carries them, and they are refused as such"
CURRENCY = "amounts in a currency (391n) are not in use, and are refused as such"
PADDED = "biip does not take the padding of a digital signature (8030): refused, where it might be read"
ALONE = "the row contradicts three rows of the same file and of gs1_fnc1.csv, by which (02) asks for (37) and (37) for (00)"
UNASSIGNED = "the identifier (89) is not assigned: the row tests repetition with a stand-in, and gs1_ai_syntax.csv has (89) refused"
ZERO = "a lone 0 is refused here and accepted as (8011)0 in gs1_ai_syntax.csv: the newer rule is followed"
SPACED = "white space around a scan is refused (barcodes.md 2.3 d): the scanner adds it, or a person typed"

EXCEPTIONS: dict[tuple[str, str, str], str] = {
    ("gs1_ai_syntax.csv", "valid", "(415)1231231231232(8020)A(3919)0501"): CURRENCY,
    ("gs1_ai_syntax.csv", "valid", "(415)1231231231232(8020)A(3910)050123456789012345"): CURRENCY,
    ("gs1_ai_syntax.csv", "valid", "(01)12312312312319(21)ABC123(8030)12345="): PADDED,
    ("gs1_ai_syntax.csv", "valid", "(01)12312312312319(21)ABC123(8030)1234=="): PADDED,
    ("gs1_ai_syntax.csv", "valid", "(02)12345678901231"): ALONE,
    ("gs1_fnc1.csv", "fnc1_valid", "^81111234"): COUPON,
    ("gs1_fnc1.csv", "fnc1_valid", "^81111234^10ABC123"): COUPON,
    ("gs1_fnc1.csv", "ai_association_valid", "(89)ABC(89)ABC(89)ABC"): UNASSIGNED,
    ("gs1_lint.csv", "nozeroprefix_invalid", "0"): ZERO,
    ("gs1_parse.csv", "raw_to_hri", "  \t 800307071324001022085952 \n  "): SPACED,
}
"""Rows by file, kind and input. Beside them, every row of gs1_ai_syntax.csv with a coupon in it that is valid (``COUPON``)."""

_COUPON = re.compile(r"\(811[012]\)")
_ELEMENT = re.compile(r"\((\d+)\)((?:\\.|[^(\\]|\((?!\d{2,4}\)))*)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, its input and expectation unescaped."""

    file: str
    kind: str
    given: str
    expected: str

    @property
    def excepted(self) -> str:
        """Why this program does not pass it; "" where it does."""
        if self.file == "gs1_ai_syntax.csv" and self.kind == "valid" and _COUPON.search(self.given):
            return COUPON
        return EXCEPTIONS.get((self.file, self.kind, self.given), "")


def rows(shared: Path, file: str, *kinds: str) -> Iterator[Row]:
    """The rows of ``file`` whose kind begins with one of ``kinds``; all of them without."""
    with (shared / "vectors" / "barcodes" / file).open(encoding="utf-8", newline="") as opened:
        for each in csv.DictReader(opened):
            if not kinds or each["kind"].startswith(kinds):
                yield Row(file, each["kind"], unescaped(each["input"]), unescaped(each["expected"]))


def unescaped(text: str) -> str:
    """``text`` with its Python escapes undone."""
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape")


def bracketed(text: str) -> Elements | None:
    """``(ai)value(ai)value`` taken apart, ``\\(`` being a bracket of the value; ``None`` where it is not such a text."""
    found = _ELEMENT.findall(text)
    if not found or "".join(f"({ai}){value}" for ai, value in found) != text:
        return None
    return tuple((ai, value.replace("\\", "")) for ai, value in found)


def joined(elements: Elements) -> str:
    """The elements as a symbol would carry them, right or wrong."""
    fixed = {"00", "01", "02", "03", "04", *(str(each) for each in (*range(11, 21), *range(31, 37), 41))}
    return "".join(ai + value + ("" if ai[:2] in fixed else "\x1d") for ai, value in elements).removesuffix("\x1d")
