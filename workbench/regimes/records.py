"""A legal pathway as the workbench knows it. Only its code is kept with orders and batches."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Regime:
    """A legal pathway, valid from one day to another (both included; None: no such day is known).

    ``verified`` is false while somebody has not compared the entry with the text in ``source``: then it is told wherever it is used.
    """

    code: str
    name_en: str
    name_ru: str
    source: str
    verified: bool
    country: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    who_makes_en: str = ""
    who_makes_ru: str = ""
    who_releases_en: str = ""
    who_releases_ru: str = ""
    note_en: str = ""
    note_ru: str = ""
