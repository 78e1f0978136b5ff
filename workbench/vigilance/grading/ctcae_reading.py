"""Reads the table file of one CTCAE version. A key that is not known, missing or of another kind is refused with file and place.

``[[term]]`` has ``name.en`` and ``name.ru``, ``units`` (none: the term needs no unit), ``plausible`` (unit to lowest and highest human
value) and ``criteria``. A criterion has ``grade`` and one comparison: ``below``, ``above`` or ``from`` (unit to number; a plain number where
no unit is needed), ``below_lln``, ``above_uln``, ``above_base``, ``from_base`` (times the limit or the baseline) or ``fall`` (percent from
baseline, of a value below the lower limit). It holds only for a ``baseline`` that was ``normal``, ``high`` or ``low``, or for
``consequences`` that are ``yes``, ``no`` or ``unknown``, where it says so. ``only_if_known``: without the baseline it is passed over.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from workbench.vigilance.grading.ctcae import (
    BASE,
    BASE_STATE,
    KNOWN,
    LOWER,
    MOST,
    STATES,
    UPPER,
    Criterion,
    Edition,
    Sheet,
    State,
    Term,
    Test,
    term_key,
    unit_key,
)  # fmt: skip
from workbench.vigilance.grading.grade import Verdict, says
from workbench.vigilance.tables import check_keys, parsed, refused, status_of

_TERM_KEYS = {"name": dict, "units": list, "plausible": dict, "criteria": list, "normal_without_unit": bool}
_ABSOLUTE, _RELATIVE = ("below", "above", "from"), ("below_lln", "above_uln", "above_base", "from_base", "fall")
_CRITERION_KEYS = {"grade", "baseline", "consequences", "only_if_known", "note", *_ABSOLUTE, *_RELATIVE}
_SIGNS = {"below": "<", "above": ">", "from": "≥", "below_lln": "<", "above_uln": ">", "above_base": ">", "from_base": "≥"}
_OF = {"below_lln": ("LLN", "НГН"), "above_uln": ("ULN", "ВГН"), "above_base": ("baseline", "исходного"), "from_base": ("baseline", "исходного")}
_NEEDS = {"below_lln": LOWER, "above_uln": UPPER, "above_base": BASE, "from_base": BASE, "fall": BASE}
_BASELINES: dict[str, tuple[str, ...]] = {"normal": ("normal", "low"), "high": ("high",), "low": ("low",)}
_SAID = {True: "yes", False: "no", None: "unknown"}


def edition_of(text: str, file: str) -> Edition:
    """The version that ``text`` says; ``Refused`` naming what is wrong with it."""
    raw = parsed(text, file)
    check_keys(raw, {"version": str, "source": str, "status": str, "term": list}, {"version", "source", "status", "term"}, file, file)
    status = status_of(raw["status"], file, "status")
    terms: dict[str, Term] = {}
    for each in raw["term"]:
        term = _term(each, raw["version"], raw["source"], file)
        if term_key(term.name) in terms:
            raise refused(file, term.name, "twice")
        terms[term_key(term.name)] = term
    return Edition(raw["version"], raw["source"], status, terms)


def editions_of(texts: Mapping[str, str]) -> dict[str, Edition]:
    """Version to edition, of the files in ``texts`` whose name begins with ``ctcae-``."""
    found = {}
    for file in sorted(texts):
        if file.startswith("ctcae-"):
            edition = edition_of(texts[file], file)
            if edition.version in found:
                raise refused(file, "version", edition.version)
            found[edition.version] = edition
    return found


def _term(raw: Any, version: str, source: str, file: str) -> Term:
    place = str(raw.get("name", {}).get("en", "term")) if isinstance(raw, dict) and isinstance(raw.get("name"), dict) else "term"
    check_keys(raw, _TERM_KEYS, {"name", "criteria"}, file, place)
    if set(raw["name"]) != {"en", "ru"}:
        raise refused(file, place, "name")
    units = tuple(raw.get("units", ()))
    plausible = raw.get("plausible", {})
    if set(plausible) - {*units, *(() if units else ("",))} or (units and set(plausible) != set(units)):
        raise refused(file, place, "plausible")
    facts = {"term": place, "term_ru": raw["name"]["ru"], "version": version}
    sheets = {}
    for unit in units or ("",):
        lines = [_line(each, unit, facts, source, file, place) for each in raw["criteria"]]
        criteria = {also: {state: _holding(lines, state, also) for state in STATES} for also in KNOWN}
        low, high = (_number(each, file, place) for each in plausible.get(unit, (0, MOST)))
        none = Verdict(0, (says("grading.ctcae-none", source, **facts),))
        sheets[unit_key(unit)] = Sheet(criteria, none, low, high)
    return Term(version, place, raw["name"]["ru"], units, sheets, source, raw.get("normal_without_unit", False))


def _number(raw: Any, file: str, place: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise refused(file, place, f"{raw!r}")
    return Decimal(raw)


@dataclass(frozen=True, slots=True)
class _Line:
    """A criterion as it stands, with the state of the baseline and the consequences for which it holds (empty: for any)."""

    criterion: Criterion
    baseline: tuple[str, ...]
    consequences: tuple[str, ...]
    only_if_known: bool


def _holding(lines: list[_Line], state: State, consequences: bool | None) -> tuple[Criterion, ...]:
    """The criteria that hold for ``state`` and ``consequences``, from the worst grade down; where the state is not known, they cannot be told."""
    found = []
    for line in lines:
        if line.consequences and _SAID[consequences] not in line.consequences:
            continue
        if not line.baseline or state in line.baseline:
            found.append(line.criterion)
        elif state is None and not line.only_if_known:
            found.append(replace(line.criterion, met=_untold))
    return tuple(sorted(found, key=lambda each: -each.grade))


def _untold(value: Decimal, low: Any, up: Any, base: Any, change: Any) -> bool | None:
    return None


def _line(raw: Any, unit: str, facts: Mapping[str, str], source: str, file: str, place: str) -> _Line:
    kinds = [] if not isinstance(raw, dict) else [each for each in (*_ABSOLUTE, *_RELATIVE) if each in raw]
    if len(kinds) != 1 or raw.keys() - _CRITERION_KEYS or raw.get("grade") not in (1, 2, 3, 4):
        raise refused(file, place, f"{raw!r}"[:80])
    kind = kinds[0]
    value = raw[kind]
    if kind in _ABSOLUTE and unit:
        if not isinstance(value, dict) or unit not in value:
            raise refused(file, place, f"{kind}: {unit}")
        value = value[unit]
    number = _number(value, file, place)
    states = _BASELINES.get(raw["baseline"]) if "baseline" in raw else ()
    consequences = tuple(raw.get("consequences", ()))
    if states is None or set(consequences) - set(_SAID.values()):
        raise refused(file, place, f"{raw!r}"[:80])
    known = raw.get("only_if_known", False)
    test = _only_if_known(_compare(kind, number)) if known else _compare(kind, number)
    needs = (*((_NEEDS[kind],) if kind in _NEEDS else ()), *((BASE_STATE,) if states else ()))
    said, said_ru = _said(kind, number, unit)
    note = raw.get("note", {"en": "", "ru": ""})
    if set(note) != {"en", "ru"}:
        raise refused(file, place, "note")
    if note["en"]:
        said, said_ru = f"{said} ({note['en']})", f"{said_ru} ({note['ru']})"
    met = says("grading.ctcae-met", source, **facts, criterion=said, criterion_ru=said_ru)
    return _Line(Criterion(raw["grade"], needs, test, Verdict(raw["grade"], (met,))), states, consequences, known)


def _said(kind: str, number: Decimal, unit: str) -> tuple[str, str]:
    if kind == "fall":
        return f"{number:f} % below baseline or more", f"снижение от исходного на {number:f} % и более".replace(".", ",")
    if kind in _ABSOLUTE:
        english = f"{_SIGNS[kind]} {number:f} {unit}".rstrip()
        return english, english.replace(".", ",")
    times = "" if number == 1 else f"{number:f} × "
    return tuple(f"{_SIGNS[kind]} {shown}{of}" for shown, of in zip((times, times.replace(".", ",")), _OF[kind], strict=True))  # type: ignore[return-value]


def _compare(kind: str, number: Decimal) -> Test:
    """The comparison ``kind`` with ``number``."""
    tests: dict[str, Test] = {
        "below": lambda value, low, up, base, change: value < number,
        "above": lambda value, low, up, base, change: value > number,
        "from": lambda value, low, up, base, change: value >= number,
        "below_lln": lambda value, low, up, base, change: None if low is None else value < number * low,
        "above_uln": lambda value, low, up, base, change: None if up is None else value > number * up,
        "above_base": lambda value, low, up, base, change: None if base is None else value > number * base,
        "from_base": lambda value, low, up, base, change: None if base is None else value >= number * base,
        "fall": lambda value, low, up, base, change: _fallen(number, value, low, base, change),
    }
    return tests[kind]


def _fallen(percent: Decimal, value: Decimal, low: Decimal | None, base: Decimal | None, change: Decimal | None) -> bool | None:
    """Whether ``value`` is below the lower limit and at least ``percent`` below the baseline."""
    if low is not None and value >= low:
        return False
    if low is None or (change is None and base is None):
        return None
    return change <= -percent if change is not None else base is not None and value * 100 <= base * (100 - percent)


def _only_if_known(test: Test) -> Test:
    return lambda value, low, up, base, change: bool(test(value, low, up, base, change))
