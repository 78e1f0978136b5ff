"""What a scan means: its raw bytes beside the data that it carries."""
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Standard(Enum):
    """Whose rules a scan was read by."""

    ISBT128 = "isbt128"
    GS1 = "gs1"
    HIBC = "hibc"
    OWN = "own"
    MARKING = "marking"


class Layout(Enum):
    """The keyboard layout that the scanner typed through."""

    LATIN = "latin"
    RUSSIAN = "russian"


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan that was read whole.

    ``raw`` is what came, ``text`` what the symbol carries (layout and Caps Lock undone, the AIM identifier in ``aim``). ``values`` holds
    the data as in the symbol: by the number of its ISBT 128 structure (a national one by its data identifier), by its GS1 application
    identifier, or by ``lic``, ``product``, ``lot``, ``expiry``, ``serial`` and ``id`` for HIBC and our own. ``checks`` holds the check
    characters that are printed beside a structure and do not travel in the symbol.
    """

    raw: bytes
    text: str
    aim: str
    standard: Standard
    layout: Layout
    caps: bool
    values: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str | None:
        """The data under ``name``; ``None`` where the scan has none."""
        return dict(self.values).get(name)


@dataclass(frozen=True, slots=True)
class Read:
    """What one standard makes of a text: the fields of ``Scan`` that it decides."""

    standard: Standard
    values: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str], ...] = ()
