"""What was found out about the scanner of a workstation, and codes that were typed instead of scanned."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.kernel.values import Fact


@dataclass(frozen=True, slots=True)
class ScannerCheck(Fact):
    """All test symbols were scanned at a workstation, with the scanner that types there (``way`` empty) or hangs at the port ``way``.

    ``separator`` says that both GS1 symbols arrived with their group separator, character by character. ``faults`` are the codes of
    what was found wrong. The newest check of a workstation and way counts: a scanner may be set otherwise, or be another one.
    """

    id: str
    workstation: str
    way: str
    separator: bool
    faults: tuple[str, ...]
    at: datetime
    zone: str
    person: str


class TypedCheck(Enum):
    """Which check characters proved a code that a person typed."""

    OWN = "MOD 97-10"
    ISBT128 = "MOD 37-2"
    GS1 = "MOD 10"


@dataclass(frozen=True, slots=True)
class HandEntry(Fact):
    """A code that was typed where one is scanned: which ``scan`` it stands for (of a step or of a label, or the infusion, report or news
    that names by it), why, and who confirmed it.

    ``second``, another person, read the code on the thing itself, and signed (``Signature`` on this record). ``batch`` is ``None`` for
    what is part of no batch: the label of a lot or collection, and a report.
    """

    id: str
    batch: str | None
    scan: str
    typed: str
    check: TypedCheck
    why: str
    second: str
    at: datetime
    zone: str
    person: str
