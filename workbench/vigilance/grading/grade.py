"""What a scale answers, and what it does with what is not known.

A grade is a number or nothing: what is missing, impossible or in another unit is "cannot grade" with the reason, never 0. Inputs, rule and
grade are kept together, so that an old grade can be read as it was given when the rule has changed since.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import product
from typing import Any

from workbench.kernel.findings import Finding, Severity, finding, stops


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """A grade (``None``: cannot grade) and why. Two verdicts are never compared: the same signs give the same object."""

    grade: int | None
    reasons: tuple[Finding, ...]


IMPOSSIBLE = Verdict(None, ())
"""What a table answers to signs that cannot stand together: of what is tried for a missing sign, they are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """An input that cannot be used, in the place of what it would have said."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade as it is kept: the scale, the number or ``None``, the reasons, the rule with its version, and every input as text.

    ``ctcae_version`` is filled for terms of CTCAE only; grades of two versions are never put into one chart (``one_version``).
    """

    scale: str
    grade: int | None
    reasons: tuple[Finding, ...]
    rule: str
    inputs: tuple[tuple[str, str], ...]
    ctcae_version: str = ""


def kept(scale: str, rule: str, verdict: Verdict, observed: Any, *, ctcae_version: str = "") -> Grade:
    """``verdict`` as a grade, with every field of the frozen record ``observed`` that was filled."""
    inputs = tuple((each.name, _text(value)) for each in fields(observed) if (value := getattr(observed, each.name)) is not None)
    return Grade(scale, verdict.grade, verdict.reasons, rule, inputs, ctcae_version)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def says(code: str, source: str, **facts: str) -> Finding:
    """A finding that tells why a grade is what it is."""
    return finding(code, Severity.TELLS, source, **facts)


def cannot(*findings: Finding) -> Verdict:
    """Cannot grade, because of ``findings``."""
    return Verdict(None, findings)


def missing(field: str, source: str) -> Finding:
    """``field`` (or several, with commas between) is needed and was not given."""
    return finding("grading.missing", Severity.DECIDES, source, where=field, field=field)


def lacking(names: Iterable[str], source: str) -> Verdict:
    """Cannot grade without the fields ``names``."""
    return _lacking(", ".join(names), source)


@lru_cache(maxsize=4096)
def _lacking(names: str, source: str) -> Verdict:
    return cannot(missing(names, source))


@lru_cache(maxsize=4096)
def hindered(*problems: Problem) -> Verdict:
    """Cannot grade, because of ``problems``; the same ones give the same verdict, so that many rows with them cost little."""
    return cannot(*(each.finding for each in problems))


def problem(code: str, field: str, source: str, **facts: str) -> Problem:
    """``field`` was given, and cannot be used."""
    return Problem(finding(code, Severity.DECIDES, source, where=field, field=field, **facts))


def settled(table: Callable[..., Verdict], signs: Sequence[Any], worlds: Sequence[tuple[str, tuple[Any, ...]]], source: str) -> Verdict:
    """The verdict of the decision ``table`` on ``signs``, where a sign may be missing (``None``) or a ``Problem``.

    A problem is never passed over. What is missing is tried with everything that it could be (``worlds``: name and possible signs, one for
    each sign): only where nothing of that would change the grade, the grade stands.
    """
    if wrong := [each for each in signs if isinstance(each, Problem)]:
        return hindered(*wrong)
    if None not in signs:
        return table(*signs)
    seen = [(each,) if each is not None else worlds[at][1] for at, each in enumerate(signs)]
    verdicts = [verdict for each in product(*seen) if (verdict := table(*each)) is not IMPOSSIBLE]
    if len({each.grade for each in verdicts}) == 1:
        return verdicts[0]
    return lacking((worlds[at][0] for at in _deciding(table, signs, worlds)), source)


def _deciding(table: Callable[..., Verdict], signs: Sequence[Any], worlds: Sequence[tuple[str, tuple[Any, ...]]]) -> list[int]:
    """Which of the missing signs could change the grade, whatever the others are."""
    absent = [at for at, each in enumerate(signs) if each is None]
    found = []
    for at in absent:
        others = [(each,) if each is not None else worlds[n][1] if n != at else (None,) for n, each in enumerate(signs)]
        for each in product(*others):
            verdicts = [table(*each[:at], sign, *each[at + 1 :]) for sign in worlds[at][1]]
            if len({verdict.grade for verdict in verdicts if verdict is not IMPOSSIBLE}) > 1:
                found.append(at)
                break
    return found or absent


def one_version(grades: Iterable[Grade]) -> tuple[Finding, ...]:
    """Stops grades of one scale that were given by several rules: they are not shown as one series."""
    rules: dict[str, set[str]] = {}
    for each in grades:
        rules.setdefault(each.scale, set()).add(each.rule)
    return tuple(
        stops("grading.rules-mixed", "one rule in one chart", where=scale, scale=scale, rules=", ".join(sorted(given)))
        for scale, given in sorted(rules.items())
        if len(given) > 1
    )
