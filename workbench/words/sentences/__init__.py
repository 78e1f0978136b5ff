"""Every finding's sentence, one file per room; collected by ``all_sentences``."""
from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from workbench.words.sentence import Sentence


@cache
def all_sentences() -> dict[str, Sentence]:
    """Code to sentence, over all rooms. A code that two rooms claim is a bug."""
    found: dict[str, Sentence] = {}
    for each in pkgutil.iter_modules(__path__):
        part: dict[str, Sentence] = importlib.import_module(f"{__name__}.{each.name}").SENTENCES
        twice = found.keys() & part.keys()
        if twice:
            raise ValueError(f"sentence given twice: {sorted(twice)}")
        found |= part
    return found
