"""What a rule answers, and what an action gives back."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from workbench.kernel.values import Stored


class Severity(Enum):
    """How much a finding weighs: the four tiers of the screens."""

    STOPS = "stops"
    DECIDES = "decides"
    TELLS = "tells"
    LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has found.

    ``code`` names the sentence in the catalogue (``workbench/words/findings.py``: what, and what lifts it);
    ``source`` is the rule's origin (formula and version, chapter, section); ``facts`` fills the sentence's placeholders.
    """

    code: str
    severity: Severity
    source: str
    facts: tuple[tuple[str, str], ...] = ()
    where: str = ""


def finding(code: str, severity: Severity, source: str, /, *, where: str = "", **facts: str) -> Finding:
    """A finding with its placeholders by name. ``where`` is the field, step or test that it speaks of."""
    return Finding(code, severity, source, tuple(sorted(facts.items())), where)


def stops(code: str, source: str, /, *, where: str = "", **facts: str) -> Finding:
    """A finding that cannot be passed."""
    return finding(code, Severity.STOPS, source, where=where, **facts)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that stands in the register: what it added or changed, and what it tells besides."""

    changed: tuple[Stored, ...]
    findings: tuple[Finding, ...] = ()


class Refused(Exception):
    """A rule says no. Raised inside the transaction, so that half an act cannot stay."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(each.code for each in self.findings))


class Unavailable(Exception):
    """The world is not there (disk, lock, printer): nothing was written. ``code`` names its sentence and remedy."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code, self.detail = code, detail


class Conflict(Unavailable):
    """Somebody else changed it first."""

    def __init__(self, current: Stored, old: Stored, new: Stored) -> None:
        super().__init__("register.conflict", f"{type(old).__name__} was changed meanwhile")
        self.current, self.old, self.new = current, old, new


def refuse_if(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Raises ``Refused`` when one of ``findings`` stops; otherwise gives them back, to be told."""
    found = tuple(findings)
    if any(each.severity is Severity.STOPS for each in found):
        raise Refused(found)
    return found
