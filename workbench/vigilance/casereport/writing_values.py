"""How one value is said in a message, and in a finding about it."""
from __future__ import annotations

import base64
from datetime import datetime
from decimal import Decimal
from typing import Any

from workbench.vigilance.casereport.records import Null, PartialTime, Unread


def text_of(said: Any) -> str:
    """How a value is said in a message."""
    if isinstance(said, bool):
        return "true" if said else "false"
    if isinstance(said, Decimal):
        return f"{said:f}"
    if isinstance(said, datetime):
        fraction = f".{said.microsecond:06d}".rstrip("0") if said.microsecond else ""
        return f"{said.year:04d}{said:%m%d%H%M%S}{fraction}{said:%z}"
    if isinstance(said, PartialTime):
        return said.digits
    if isinstance(said, bytes):
        return base64.b64encode(said).decode()
    if isinstance(said, Null):
        return said.flavour
    return said.said if isinstance(said, Unread) else str(said)
