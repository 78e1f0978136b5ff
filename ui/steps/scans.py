"""What is known of the scanner that the scan in hand came from."""
from __future__ import annotations

from ui.desk import Desk
from workbench.scanners.records import ScannerCheck
from workbench.scanners.rules import newest


def scanner_check(desk: Desk, way: str | None = None) -> ScannerCheck | None:
    """The check that counts for the scanner of this workstation: the one of the scan in hand, or the one that comes by ``way``."""
    asked = {"workstation": desk.workstation, "way": desk.came_by if way is None else way}
    with desk.register.reading() as reader:
        return newest(reader.find(ScannerCheck, asked))


def separator_proved(desk: Desk) -> bool:
    """Whether the scanner of the scan in hand has been shown to send the group separators of GS1 codes."""
    check = scanner_check(desk)
    return check is not None and check.separator
