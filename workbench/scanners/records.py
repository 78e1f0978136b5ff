"""What was found out about the scanner of a workstation."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
