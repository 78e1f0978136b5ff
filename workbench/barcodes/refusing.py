"""How a scan is refused: one finding, with what was scanned in a form that a screen and a paper can show."""
from __future__ import annotations

from workbench.kernel.findings import Refused, stops

SHOWN = 64
"""Characters of a scan that a refusal shows."""


def refused(code: str, source: str, scanned: str, /, **facts: str) -> Refused:
    """The refusal ``scan.<code>``. ``source`` is the rule's origin, ``scanned`` the text that was scanned, ``facts`` fill the sentence."""
    return Refused((stops(f"scan.{code}", source, scanned=shown(scanned), **{name: shown(value) for name, value in facts.items()}),))


def shown(text: str) -> str:
    """``text`` with a dot for every character that cannot be seen, cut to ``SHOWN`` characters and an ellipsis."""
    cut = text[:SHOWN] + "…" * (len(text) > SHOWN)
    return "".join(each if each.isprintable() else "·" for each in cut)
