"""How the sentence of a finding is kept."""
from __future__ import annotations

from dataclasses import dataclass


def N_(text: str) -> str:  # noqa: N802 - the customary name of a text that is marked here and translated where it is shown
    """Marks ``text`` for translation."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was found, and the exact act that lifts it (empty where nothing does). Placeholders are the finding's facts."""

    what: str
    lifted: str = ""
