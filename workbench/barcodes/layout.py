"""What a scanner meant to type: the keyboard layout and Caps Lock undone, the AIM identifier taken off.

A scanner in keyboard mode sends keys, not characters. Under ЙЦУКЕН the same keys give other characters; the map is injective, so undoing it
is exact once the layout is known (``barcodes.md`` 3.1, ``ru_layout.csv``). The AIM identifier before the data tells the layout and Caps
Lock; without it a character that only ЙЦУКЕН has tells the layout, and nothing tells Caps Lock. Where both layouts are possible both
readings are given back: whoever reads them may take neither unless one of them alone has a meaning.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from workbench.barcodes.records import Layout
from workbench.barcodes.refusing import refused

SOURCE = "barcodes.md 3.1"

_KEYS = (
    ("`qwertyuiop[]asdfghjkl;'zxcvbnm,./", "ёйцукенгшщзхъфывапролджэячсмитьбю."),
    ('~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?', "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"),
    ("@#$^&|", '"№;:?/'),
)
UNCHANGED = "0123456789-=\\!%*()_+\x1d "
"""Characters that both layouts type alike; the group separator is a control key."""

LATIN = MappingProxyType({typed: key for keys, given in _KEYS for key, typed in zip(keys, given, strict=True)} | {each: each for each in UNCHANGED})
"""By what ЙЦУКЕН types: what the same key types on a Latin keyboard."""
RUSSIAN = MappingProxyType({key: typed for typed, key in LATIN.items()})

ELEMENT_STRINGS = frozenset({"]C1", "]d2", "]d8", "]Q3", "]e0", "]J1"})
"""AIM identifiers of GS1 symbols: the data are element strings."""
GTINS = MappingProxyType({"]E0": 13, "]E4": 8, "]I1": 14})
"""AIM identifiers of symbols that are nothing but a GTIN, and its digits."""
PLAIN = frozenset({"]C0", "]C4", "]d1", "]d7", "]Q1", "]A0"})
"""AIM identifiers of symbols without FNC1: ISBT 128, HIBC, our own."""

_TO_LATIN = str.maketrans(dict(LATIN))
_TO_RUSSIAN = str.maketrans(dict(RUSSIAN))
_ALL_RUSSIAN = re.compile(f"[{re.escape(''.join(LATIN))}]*")
_TELLING = re.compile(r'[.,";:?/]')
"""ASCII characters that stand for another one under ЙЦУКЕН."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One reading of the keys: ``text`` without the AIM identifier, which is ``aim`` ("" where none was sent)."""

    text: str
    aim: str
    layout: Layout
    caps: bool


def _prefixes() -> dict[str, tuple[str, Layout, bool]]:
    """Each AIM identifier in the four forms in which it can arrive. ``]E0`` and ``]e0`` differ by case only: with Caps Lock neither is told."""
    forms: dict[str, tuple[str, Layout, bool]] = {}
    for aim in sorted(ELEMENT_STRINGS | GTINS.keys() | PLAIN):
        russian = aim.translate(_TO_RUSSIAN)
        forms[aim] = (aim, Layout.LATIN, False)
        forms[russian] = (aim, Layout.RUSSIAN, False)
        forms[russian.swapcase()] = (aim, Layout.RUSSIAN, True)
    for aim in sorted(ELEMENT_STRINGS | GTINS.keys() | PLAIN):
        forms.setdefault(aim.swapcase(), (aim, Layout.LATIN, True))
    return forms


_PREFIXES = _prefixes()


def typed(shown: str) -> tuple[Typed, ...]:
    """The one or two readings of ``shown``. Refused: ``scan.prefix`` (an AIM identifier that is none or that this program does not
    read), ``scan.layout`` (characters of two layouts), ``scan.ambiguous`` (one that may have been typed through either)."""
    if shown[0] in "]}ъЪ":
        return (_prefixed(shown),)
    if shown.isascii():
        latin = Typed(shown, "", Layout.LATIN, False)
        if _TELLING.search(shown) is None or _ALL_RUSSIAN.fullmatch(shown) is None:
            return (latin,)
        return latin, Typed(shown.translate(_TO_LATIN), "", Layout.RUSSIAN, False)
    text = _undone(shown, shown, Layout.RUSSIAN, caps=False)
    if (shown[0].isdigit() or shown[0] == "\x1d") and _untold(shown):
        raise refused("ambiguous", SOURCE, shown)
    return (Typed(text, "", Layout.RUSSIAN, False),)


def _untold(shown: str) -> bool:
    """Whether a character that the two layouts type differently stands before the first letter that tells the layout, or behind the last:
    where somebody switched in the middle of a scan, it was typed through the other one. GS1 data may be anything, and would not show it."""
    letters = [at for at, each in enumerate(shown) if not each.isascii()]
    return _TELLING.search(shown, 0, letters[0]) is not None or _TELLING.search(shown, letters[-1]) is not None


def _prefixed(shown: str) -> Typed:
    form = _PREFIXES.get(shown[:3])
    if form is None:
        raise refused("prefix", "ISO/IEC 15424", shown, prefix=shown[:3])
    aim, layout, caps = form
    return Typed(_undone(shown[3:], shown, layout, caps=caps), aim, layout, caps)


def _undone(sent: str, shown: str, layout: Layout, *, caps: bool) -> str:
    """The keys that gave ``sent``. Caps Lock swaps the case of every letter of the layout, and of nothing else."""
    if layout is Layout.LATIN:
        if not sent.isascii():
            raise refused("layout", SOURCE, shown)
        return sent.swapcase() if caps else sent
    swapped = sent.swapcase() if caps else sent
    if _ALL_RUSSIAN.fullmatch(swapped) is None:
        raise refused("layout", SOURCE, shown)
    return swapped.translate(_TO_LATIN)
