"""What a new version of a label file changes: every place that says something else."""
from __future__ import annotations

import tomllib
from decimal import Decimal

from workbench.formula.difference import Change, gathered


def difference(old: str, new: str) -> tuple[Change, ...]:
    """Every change from the text ``old`` to the text ``new``: in the order of the new file, then what is no more."""
    before, after = (gathered(tomllib.loads(text, parse_float=Decimal)) for text in (old, new))
    found = [Change(place, before.get(place, ""), text) for place, text in after.items() if before.get(place) != text]
    return (*found, *(Change(place, text, "") for place, text in before.items() if place not in after))
