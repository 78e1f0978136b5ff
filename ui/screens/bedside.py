"""What is scanned at the bedside: a wristband, or the label of a bag."""
from __future__ import annotations

from workbench.barcodes import own
from workbench.kernel.findings import Refused


def is_wristband(code: bytes) -> bool:
    """Whether a scan is a wristband. ``Refused`` for a damaged symbol of ours; one of another standard is taken for the bag's, and judged later."""
    try:
        return own.read(code).kind is own.Kind.PATIENT
    except Refused:
        if code.strip().startswith(b"%"):
            raise
        return False
