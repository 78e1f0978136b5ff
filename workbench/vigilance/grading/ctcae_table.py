"""A file of laboratory results graded by CTCAE: which versions and term a row names, and its verdict by each of the versions."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from workbench.vigilance.grading.ctcae import (
    BASE,
    BASE_STATE,
    CHANGE,
    LOWER,
    UPPER,
    Edition,
    Sheet,
    Term,
    judge_on,
    limit,
    no_term,
    sheet_for,
    term_key,
    unit_key,
)  # fmt: skip
from workbench.vigilance.grading.grade import Problem, Verdict, cannot, lacking, problem
from workbench.vigilance.grading.signs import Column, number_cell, word_cell

SOURCE = "CTCAE"
_STATES = {"low": "low", "normal": "normal", "high": "high", "abnormal": "high"}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What the first cells of a row ask for: a term of each version that they name, with its sheet in their unit; or why that cannot be."""

    terms: tuple[tuple[Term, Sheet | None], ...]
    unit: str
    refused: Verdict | None = None


def columns(editions: Mapping[str, Edition]) -> tuple[Column, ...]:
    """The columns of a file of results. ``ctcae`` names a version, or several with ``;`` between: then all of them have to agree."""
    return (
        Column("ctcae", partial(_asked, editions), needed=True, beside=("term", "unit")),
        Column("value", partial(_number, "value"), needed=True),
        Column("lln", partial(_number, LOWER)),
        Column("uln", partial(_number, UPPER)),
        Column("base", partial(_number, BASE)),
        Column("pchg", partial(number_cell, CHANGE)),
        Column("baseline_ind", lambda text: word_cell(BASE_STATE, text, _STATES, SOURCE)),
    )


def _number(field: str, text: str) -> Decimal | Problem | None:
    return limit(field, number_cell(field, text))


def _asked(editions: Mapping[str, Edition], cells: tuple[str, str, str]) -> Asked:
    versions = [part.strip().lower().removeprefix("v").removesuffix(".0") for part in cells[0].split(";") if part.strip()]
    name, unit = cells[1].strip(), unit_key(cells[2])
    if not versions or not name:
        return Asked((), unit, lacking([field for field, given in (("CTCAE version", versions), ("term", name)) if not given], SOURCE))
    found = []
    for version in dict.fromkeys(versions):
        edition = editions.get(version)
        if edition is None:
            other = problem("grading.ctcae-no-version", "CTCAE version", SOURCE, version=version[:20], known=", ".join(editions))
            return Asked((), unit, cannot(other.finding))
        term = edition.terms.get(term_key(name))
        if term is None:
            return Asked((), unit, cannot(no_term(name, edition.version)))
        found.append((term, sheet_for(term, unit)))
    return Asked(tuple(found), unit)


@lru_cache(maxsize=1 << 14)
def judge_row(asked: Asked, value: Any, lower: Any, upper: Any, base: Any, change: Any, state: Any) -> Verdict:
    """The verdict on the signs of ``columns``."""
    terms = asked.terms
    if len(terms) == 1:
        return judge_on(*terms[0], asked.unit, value, lower, upper, base, change, state)
    if asked.refused is not None:
        return asked.refused
    first, *others = [judge_on(*each, asked.unit, value, lower, upper, base, change, state) for each in terms]
    for (term, _), other in zip(terms[1:], others, strict=True):
        if other.grade != first.grade:
            return _differ(terms[0][0], first, term, other)
    return first if first.grade is None else _agreed(first, *others)


@lru_cache(maxsize=4096)
def _agreed(*verdicts: Verdict) -> Verdict:
    return Verdict(verdicts[0].grade, tuple(reason for each in verdicts for reason in each.reasons))


@lru_cache(maxsize=4096)
def _differ(one: Term, first: Verdict, other: Term, second: Verdict) -> Verdict:
    grades = ["?" if each.grade is None else str(each.grade) for each in (first, second)]
    facts = {"one": one.version, "other": other.version, "grade_one": grades[0], "grade_other": grades[1]}
    return cannot(problem("grading.ctcae-versions-differ", "CTCAE version", SOURCE, **facts).finding)
