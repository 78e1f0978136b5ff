"""Laboratory terms of CTCAE as they stand in a table file: one file a version, never mixed.

A term is a list of criteria from the worst grade down; each compares the value with a number of a stated unit, with a laboratory limit or
with the baseline. The first that is met is the grade. One that cannot be told (no unit, no limit, no baseline) hides every lower grade: then
the answer is "cannot grade", unless a worse grade is already certain.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workbench.kernel.findings import Finding
from workbench.vigilance.grading.grade import Grade, Problem, Verdict, cannot, hindered, kept, lacking, problem
from workbench.vigilance.grading.signs import HUMAN, within
from workbench.vigilance.tables import Status

SCALE = "ctcae"
MOST = Decimal(1_000_000_000)
Test = Callable[[Decimal, Decimal | None, Decimal | None, Decimal | None, Decimal | None], bool | None]
"""Whether a criterion is met (``None``: cannot be told) by value, lower limit, upper limit, baseline and change in percent."""
State = str | None
"""What the baseline was: ``low``, ``normal``, ``high``, or not known."""
LOWER, UPPER, BASE, CHANGE, BASE_STATE = "lower limit of normal", "upper limit of normal", "baseline", "change from baseline", "state of the baseline"
STATES: tuple[State, ...] = ("low", "normal", "high", None)
KNOWN: tuple[bool | None, ...] = (True, False, None)


@dataclass(frozen=True, slots=True)
class LabResult:
    """A laboratory result; ``None`` or an empty unit is not known. ``lower``, ``upper`` and ``base`` are in the unit of ``value``.

    ``change`` is the change from baseline in percent (negative: a fall); ``base_state`` says whether the baseline was ``low``, ``normal`` or
    ``high``; ``consequences``: whether there are symptoms or physiological consequences, where a criterion asks for them.
    """

    term: str
    value: Decimal | None
    unit: str
    lower: Decimal | None = None
    upper: Decimal | None = None
    base: Decimal | None = None
    change: Decimal | None = None
    base_state: str | None = None
    consequences: bool | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a term: what it needs besides the value, whether it is met, and the verdict when it is."""

    grade: int
    needs: tuple[str, ...]
    met: Test
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A term in one unit: by consequences and state of the baseline, the criteria that hold then, from the worst grade down.

    ``none`` is the verdict when no criterion is met; a human value lies from ``low`` to ``high``.
    """

    criteria: Mapping[bool | None, Mapping[State, tuple[Criterion, ...]]]
    none: Verdict
    low: Decimal = Decimal(0)
    high: Decimal = MOST


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A laboratory term of one version. ``sheets`` by unit as ``unit_key`` writes it; "" is the sheet of a term that needs no unit.

    ``normal_without_unit``: a value within the laboratory's own limit is grade 0 even when its unit was not given.
    """

    version: str
    name: str
    name_ru: str
    units: tuple[str, ...]
    sheets: Mapping[str, Sheet]
    source: str
    normal_without_unit: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of CTCAE: its terms by ``term_key``."""

    version: str
    source: str
    status: Status
    terms: Mapping[str, Term]

    @property
    def rule(self) -> str:
        return f"CTCAE v{self.version}, rule 1"


def term_key(name: str) -> str:
    """``name`` as terms are looked up: without regard to capitals and doubled spaces."""
    return " ".join(name.casefold().split())


def unit_key(unit: str) -> str:
    """``unit`` as units are looked up: ``10*9/L``, ``x10^9/L`` and ``10^9/l`` are one; nothing is converted."""
    key = "".join(unit.casefold().split()).replace("µ", "u").replace("μ", "u").replace("10*9", "10^9").replace("10e9", "10^9")
    return key.removeprefix("x").removeprefix("×")


def grade(result: LabResult, edition: Edition) -> Grade:
    """The grade 0-4 of ``result`` by ``edition``, or cannot grade with the reason."""
    term = edition.terms.get(term_key(result.term))
    if term is None:
        verdict = cannot(no_term(result.term, edition.version))
    else:
        limits = (limit(LOWER, result.lower), limit(UPPER, result.upper), limit(BASE, result.base), result.change)
        state: Any = result.base_state
        if state not in STATES:
            state = problem("grading.word-unknown", BASE_STATE, HUMAN, value=f"{state}"[:40], known=", ".join(each for each in STATES if each))
        verdict = judge(term, unit_key(result.unit), limit("value", result.value), *limits, state, result.consequences)
    return kept(SCALE, edition.rule, verdict, result, ctcae_version=edition.version)


def no_term(name: str, version: str) -> Finding:
    """The finding that ``version`` does not know the term ``name``."""
    return problem("grading.ctcae-no-term", "term", f"CTCAE v{version}", term=name[:60] or "?", version=version).finding


def limit(name: str, given: Decimal | Problem | None) -> Decimal | Problem | None:
    """``given`` when it can be a value or a limit: never negative; an upper limit and a baseline are more than zero."""
    if given is None or isinstance(given, Problem):
        return given
    if given < 0:
        return problem("grading.negative", name, HUMAN, value=f"{given:f}")
    return problem("grading.zero", name, HUMAN) if given == 0 and name in (UPPER, BASE) else given


def judge(
    term: Term, unit: str, value: Any, lower: Any, upper: Any, base: Any, change: Any = None, state: Any = None, consequences: bool | None = None
) -> Verdict:
    """The verdict on one value; ``unit`` as ``unit_key`` writes it, numbers by ``limit``, anything ``None`` or a ``Problem``."""
    return judge_on(term, sheet_for(term, unit), unit, value, lower, upper, base, change, state, consequences)


def sheet_for(term: Term, unit: str) -> Sheet | None:
    """The sheet of ``term`` in ``unit``; ``None`` when its criteria are not stated in that unit."""
    return term.sheets.get(unit) or term.sheets.get("")


def judge_on(
    term: Term, sheet: Sheet | None, unit: str, value: Any, lower: Any, upper: Any, base: Any, change: Any, state: Any, consequences: bool | None = None
) -> Verdict:
    """As ``judge``, with the ``sheet`` found before: for many results of one term."""
    if sheet is None or type(value) is not Decimal:
        return _no_sheet(term, unit, value, upper)
    if Problem in (type(lower), type(upper), type(base), type(change), type(state)):
        return hindered(*(each for each in (lower, upper, base, change, state) if isinstance(each, Problem)))
    if not sheet.low <= value <= sheet.high:
        return _impossible(term, sheet, unit, value)
    if lower is not None and upper is not None and lower > upper:
        return _CROSSED
    if state is None and base is not None:
        state = _state(lower, upper, base)
    unknown = 0
    for criterion in sheet.criteria[consequences][state]:
        met = criterion.met(value, lower, upper, base, change)
        if met:
            return criterion.verdict if unknown <= criterion.grade else _unknown(term, sheet, value, lower, upper, base, change, state, consequences)
        if met is None and not unknown:
            unknown = criterion.grade
    return _unknown(term, sheet, value, lower, upper, base, change, state, consequences) if unknown else sheet.none


_CROSSED = hindered(problem("grading.limits-cross", LOWER, HUMAN))


@lru_cache(maxsize=4096)
def _impossible(term: Term, sheet: Sheet, unit: str, value: Decimal) -> Verdict:
    shown = next((each for each in term.units if unit_key(each) == unit), "")
    wrong = within("value", value, f"{sheet.low:f}", f"{sheet.high:f}", shown)
    assert isinstance(wrong, Problem)
    return hindered(wrong)


def _state(lower: Decimal | None, upper: Decimal | None, base: Decimal) -> State:
    """Whether the baseline was low, normal or high, where its own value and a limit tell."""
    if upper is not None and base > upper:
        return "high"
    if lower is not None and base < lower:
        return "low"
    return "normal" if upper is not None else None


def _no_sheet(term: Term, unit: str, value: Any, upper: Any) -> Verdict:
    if value is None:
        return lacking(("value",), term.source)
    if isinstance(value, Problem):
        return hindered(value)
    if unit:
        return _other_unit(term, unit)
    if term.normal_without_unit and type(upper) is Decimal and value <= upper:
        return next(iter(term.sheets.values())).none
    return _other_unit(term, "")


@lru_cache(maxsize=4096)
def _other_unit(term: Term, unit: str) -> Verdict:
    facts = {"known": ", ".join(term.units)} | ({"unit": unit} if unit else {})
    return cannot(problem("grading.unit-other" if unit else "grading.unit-missing", "value", term.source, **facts).finding)


def _unknown(
    term: Term, sheet: Sheet, value: Decimal, lower: Decimal | None, upper: Decimal | None, base: Decimal | None, change: Decimal | None, state: State,
    consequences: bool | None,
) -> Verdict:  # fmt: skip
    have = {LOWER: lower, UPPER: upper, BASE: base, BASE_STATE: state}
    criteria = [each for each in sheet.criteria[consequences][state] if each.met(value, lower, upper, base, change) is None]
    return lacking(dict.fromkeys(name for each in criteria for name in each.needs if have[name] is None), term.source)
