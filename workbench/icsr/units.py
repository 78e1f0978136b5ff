"""Units of the workbench as UCUM codes, which a message asks for. What UCUM has no code for stands in braces, as its section 2.1 allows."""
from __future__ import annotations

import re

_OWN = {"degC": "Cel", "EU": "[EU]", "IU": "[iU]", "cfu": "[CFU]", "CFU": "[CFU]", "": "1", "Bq": "Bq", "MBq": "MBq", "GBq": "GBq", "kBq": "kBq", "week": "wk"}
_SAME = frozenset(
    ("L", "dL", "mL", "uL", "g", "mg", "ug", "ng", "pg", "kg", "mol", "mmol", "umol", "nmol", "U", "%", "h", "min", "s", "d", "wk", "mo", "a", "m", "cm", "mm")
)  # fmt: skip
_POWER = re.compile(r"10\^(\d+)")


def ucum(unit: str) -> str:
    """``cell/uL`` as ``{cell}/uL``, ``10^9/L`` as ``10*9/L``, ``degC`` as ``Cel``; a plain number has the unit ``1``."""
    if not unit:
        return "1"
    return "/".join(_part(each, first=at == 0) for at, each in enumerate(unit.split("/")))


def _part(part: str, first: bool) -> str:
    if not part and first:
        return ""
    power = _POWER.fullmatch(part)
    if power is not None:
        return f"10*{power[1]}"
    if part in _OWN:
        return _OWN[part]
    return part if part in _SAME else f"{{{part}}}"
