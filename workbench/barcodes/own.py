"""The workbench's own identifiers: digits, ``%`` and ``-`` only, so that no keyboard layout and no Caps Lock can change them.

``%<kind>-<number>[-<number>…]-<check>``. The check digits are ISO 7064 MOD 97-10 over all digits before them, the kind's included:
every single wrong character and every swap of two neighbours is refused. Source of the form: ``barcodes.md`` 7.1; of the
characters that ЙЦУКЕН leaves alone: the same, 3.1.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workbench.kernel.findings import Refused, stops

if TYPE_CHECKING:  # whoever reads a badge needs no batch
    from workbench.batch.records import Batch

SOURCE = "ISO 7064 MOD 97-10"
LONGEST = 64
"""Characters. A scan that is longer is none of ours, and is not read."""

AIM = frozenset({"]C0", "]c0", "]d1", "]D1", "ъС0", "Ъс0", "ъв1", "ЪВ1"})
"""AIM identifiers of Code 128 and Data Matrix: as sent, with Caps Lock, under ЙЦУКЕН, and under both."""

_WHOLE = re.compile(r"%([0-9])((?:-[0-9]+)+)-([0-9]{2})")


class Kind(Enum):
    """What an identifier names: the digit after ``%``."""

    PART = "0"
    BAG = "1"
    PAIR = "2"
    PAGE = "3"
    PATIENT = "5"
    BADGE = "6"
    LOT = "7"
    COLLECTION = "8"
    ORDER = "9"


FORMS: dict[Kind, tuple[tuple[str, int, int], ...]] = {
    Kind.PART: (("batch", 9, 9), ("sort", 1, 1), ("number", 3, 3)),
    Kind.BAG: (("batch", 9, 9), ("bag", 2, 2)),
    Kind.PAIR: (("batch", 9, 9), ("bag", 2, 2), ("role", 1, 1)),
    Kind.PAGE: (("batch", 9, 9), ("paper", 1, 1), ("page", 3, 3), ("copy", 2, 3)),
    Kind.PATIENT: (("patient", 1, 20),),
    Kind.BADGE: (("badge", 1, 20),),
    Kind.LOT: (("lot", 1, 20),),
    Kind.COLLECTION: (("collection", 1, 20),),
    Kind.ORDER: (("order", 1, 20),),
}
"""The numbers of each kind: name, fewest digits, most digits."""

SYRINGE, SHIELD, CASSETTE, OVER_BAG, TRANSPORT = "1", "2", "3", "4", "5"
"""Roles of labels that belong to one bag: the two of a pair, and what is around the bag and has its own identifier."""
CONTAINER, SAMPLE = "1", "2"
"""Sorts of a part of a batch that is no bag: a container in process, a sample."""


@dataclass(frozen=True, slots=True)
class Own:
    """One of our identifiers. ``numbers`` are digits as text: leading zeros belong to them."""

    kind: Kind
    numbers: tuple[str, ...]

    def __str__(self) -> str:
        return text(self)


def text(own: Own) -> str:
    """``own`` as its symbol carries it. Refused when a number does not have the digits that its kind asks for."""
    _sized(own)
    digits = own.kind.value + "".join(own.numbers)
    return "-".join((f"%{own.kind.value}", *own.numbers, f"{98 - int(digits) * 100 % 97:02d}"))


def read(raw: bytes) -> Own:
    """What a scan names. Strict and whole: nothing before, after or between is overlooked; an AIM identifier is taken off.

    Refused: ``barcodes.not-ours`` (no such form), ``barcodes.kind`` (no such kind), ``barcodes.digits`` (a number too short or
    too long), ``barcodes.check`` (the check digits say otherwise).
    """
    try:
        shown = raw[:LONGEST + 1].decode()
    except UnicodeDecodeError:
        raise _refused("barcodes.not-ours", raw) from None
    whole = None if len(shown) > LONGEST else _WHOLE.fullmatch(shown[3:] if shown[:3] in AIM else shown)
    if whole is None:
        raise _refused("barcodes.not-ours", raw)
    if whole[1] not in {each.value for each in Kind}:
        raise _refused("barcodes.kind", raw)
    own = Own(Kind(whole[1]), tuple(whole[2][1:].split("-")))
    _sized(own)
    if int(whole[1] + "".join(own.numbers) + whole[3]) % 97 != 1:
        raise _refused("barcodes.check", raw)
    return own


def batch_digits(batch: Batch) -> str:
    """The batch in symbols: two digits of the year in which it was opened, by the batch's own zone, and seven of its number."""
    year = batch.opened.astimezone(ZoneInfo(batch.zone)).year
    return f"{year % 100:02d}{batch.number:07d}"


def bag(batch: Batch, number: int) -> Own:
    """The identifier of bag ``number``, on its label and on its tie-on tag."""
    return Own(Kind.BAG, (batch_digits(batch), f"{number:02d}"))


def pair(batch: Batch, number: int, role: str) -> Own:
    """The identifier of a label that belongs to bag ``number``: ``role`` is ``SYRINGE``, ``SHIELD``, ``CASSETTE``, …"""
    return Own(Kind.PAIR, (batch_digits(batch), f"{number:02d}", role))


def part(batch: Batch, sort: str, number: int) -> Own:
    """The identifier of something in the batch that is no bag: ``sort`` is ``CONTAINER`` or ``SAMPLE``."""
    return Own(Kind.PART, (batch_digits(batch), sort, f"{number:03d}"))


def page(batch: Batch, paper: int, number: int, copy: int) -> Own:
    """The identifier of one page of a paper of this batch, so that a stray sheet finds its record."""
    return Own(Kind.PAGE, (batch_digits(batch), str(paper), f"{number:03d}", f"{copy:02d}"))


def _sized(own: Own) -> None:
    form = FORMS[own.kind]
    sizes = zip(form, own.numbers, strict=False)
    right = all(least <= len(each) <= most and each.isascii() and each.isdigit() for (_, least, most), each in sizes)
    if len(own.numbers) != len(form) or not right:
        raise Refused((stops("barcodes.digits", SOURCE, scanned="-".join((f"%{own.kind.value}", *own.numbers))),))


def _refused(code: str, raw: bytes) -> Refused:
    shown = "".join(each if each.isprintable() else "·" for each in raw[:LONGEST].decode(errors="replace"))
    return Refused((stops(code, SOURCE, scanned=shown),))
