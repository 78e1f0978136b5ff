"""What results, limits and verdicts are called on the screens of quality control."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ui.kit.table import Cell
from workbench.batch.records import ResultKind, TestResult
from workbench.batch.verdicts import SpecLine, Verdict, told
from workbench.calculation.rounding import half_up
from workbench.formula.records import Field, MasterFormula, Test, TestStage
from workbench.kernel.values import Quantity
from workbench.people.records import Person
from workbench.quality.records import Assessment
from workbench.stock.records import LotStatus
from workbench.words.formats import NBSP, figure_text, limit_text, short_date_text, unit_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

NAME = re.compile(r"[a-z_][a-z0-9_]*")
PLAIN = re.compile(r"[\s\d.<>=!eE+-]*")
"""A limit in numbers only: the unit of its test goes with it."""
SHORT = 8
"""Letters of a unit that still stands beside its number; a longer one goes below it."""
KINDS = {
    ResultKind.VALUE: N_("Result"),
    ResultKind.TO_DATE: N_("To date"),
    ResultKind.BELOW: N_("Below detection"),
    ResultKind.NOT_TESTED: N_("Not tested"),
}
ASSESSMENTS = {
    Assessment.CONTINUE: N_("Continue"),
    Assessment.QUARANTINE: N_("Continue in quarantine"),
    Assessment.REJECT: N_("Propose rejection"),
}
LOTS = {
    LotStatus.QUARANTINE: ("await", N_("Quarantine")),
    LotStatus.RELEASED: ("released", N_("Released")),
    LotStatus.HELD: ("hold", N_("On hold")),
    LotStatus.REJECTED: ("rejected", N_("Rejected")),
}
"""State and word of a lot."""
DECISION, MISSING, RECORD, WITHIN = range(4)
"""The groups of results, in the order of their urgency."""


def texts_of(formula: MasterFormula, language: str) -> dict[str, str]:
    """What every named value of the formula is called."""
    named: list[Field | Test] = [*formula.givens, *formula.constants, *formula.tests, *(field for step in formula.steps for field in step.fields)]
    return {each.name: each.text[language] for each in named}


def test_name(test: Test, words: Words) -> str:
    """What a test is called."""
    return test.text[words.language]


def option_text(test: Test, code: str, words: Words) -> str:
    """What one of the answers of a test is called."""
    if code in test.options and test.option_texts:
        return test.option_texts[test.options.index(code)][words.language]
    return code


def beside(unit: str, words: Words) -> str:
    """The unit as far as it stands beside a number: ``%`` of whatever, ``EU/mL``; nothing for one that is a sentence."""
    shown = unit_text(unit, words)
    return "%" if shown.startswith("%") else shown if len(shown) <= SHORT else ""


def basis(unit: str, words: Words) -> str:
    """Basis and denominator, where ``beside`` does not say them: ``% CAR+ of viable``, ``copies per cell``."""
    shown = unit_text(unit, words)
    return "" if shown == beside(unit, words) else shown


def limit_words(formula: MasterFormula, text: str, unit: str, words: Words, test: Test | None = None) -> str:
    """A limit as it is read: options and other values by their names, numbers and signs in the reader's form."""
    known = texts_of(formula, words.language) | {"or": words("or"), "and": words("and")}
    if test is not None:
        known |= {code: option_text(test, code, words) for code in test.options}
    spoken = text if PLAIN.fullmatch(text) else NAME.sub(lambda found: known.get(found[0], found[0]), text)
    return limit_text(spoken, words, beside(unit, words) if spoken is text else "").strip()


def limit_cell(formula: MasterFormula, test: Test, words: Words) -> Cell:
    """The limit over its basis and denominator; without one, over when the test counts."""
    stage = {
        TestStage.IPC: words("in process"),
        TestStage.GATING: words("before release"),
        TestStage.RECORD: words("for the record"),
    }[test.stage]
    below = ", ".join(part for part in (basis(test.unit, words), stage) if part)
    if test.report or not test.accept:
        return Cell(words("for information"), below, ink="text2")
    return Cell(limit_words(formula, test.accept, test.unit, words, test), below)


def result_text(line: SpecLine, words: Words) -> str:
    """The result as it is reported: rounded half up to the decimals of its limit."""
    test, result = line.test, line.result
    if result is not None and result.kind is ResultKind.NOT_TESTED:
        return words("not tested")
    value = line.value
    if value is None and line.verdict in (Verdict.COMPLIES, Verdict.FAILS):
        return "–"
    if value is None:
        return words("not known yet") if test.calc or not test.sample else words("not entered")
    if not isinstance(value, Quantity):
        return option_text(test, str(value), words)
    read = told(line) if test.calc else value
    decimals = test.decimals
    if test.calc and decimals is not None and isinstance(read, Quantity):
        decimals = max(decimals, -int(read.value.as_tuple().exponent))
        value = read
    number = figure_text(half_up(value.value, decimals) if decimals is not None else value.value, words, decimals)
    unit = beside(value.unit, words)
    shown = f"{number}{NBSP}{unit}" if unit else number
    return f"<{NBSP}{shown}" if result is not None and result.kind is ResultKind.BELOW else shown


def result_note(line: SpecLine, people: Mapping[str, Person], checkers: Mapping[str, str], words: Words) -> str:
    """What must be said of a result besides: to date, below detection; else who entered and who checked it."""
    result = line.result
    if result is None:
        return ""
    if result.kind is ResultKind.TO_DATE:
        return words("to date, day {n}").format(n=result.day if result.day is not None else "–")
    if result.kind is ResultKind.BELOW:
        return words("below detection")
    hands = [result.person, *([checkers[result.id]] if result.id in checkers else [])]
    return " · ".join(people[each].initials if each in people else each for each in hands)


def group_of(line: SpecLine) -> int:
    """Which group of results a line belongs to."""
    if line.verdict is Verdict.FAILS or (line.checked and _undecided(line.result) and line.verdict is Verdict.PENDING):
        return DECISION
    if line.missing:
        return RECORD if line.test.stage is TestStage.RECORD else MISSING
    return WITHIN


def _undecided(result: TestResult | None) -> bool:
    return result is not None and result.kind in (ResultKind.BELOW, ResultKind.VALUE)


def verdict_cell(line: SpecLine, today: date, words: Words) -> Cell:
    """The chip of a line: what it comes to, or when it is promised."""
    match line.verdict:
        case Verdict.COMPLIES:
            return Cell(words("Meets"), state="released", icon="check")
        case Verdict.REPORTED:
            return Cell(words("Reported"), state="closed", icon="file-text")
        case Verdict.FAILS:
            return Cell(words("Fails"), state="rejected", icon="ban")
        case Verdict.NOT_TESTED:
            return Cell(words("Not tested"), state="await", icon="alert-triangle")
        case Verdict.PENDING:
            return _pending(line, today, words)


def _pending(line: SpecLine, today: date, words: Words) -> Cell:
    if line.result is not None and not line.checked:
        return Cell(words("To check"), state="await", icon="eye-check")
    if group_of(line) == DECISION:
        return Cell(words("Undecided"), state="await", icon="alert-triangle")
    if line.due is None:
        return Cell(words("Missing"), state="progress", icon="hourglass")
    if line.due < today:
        return Cell(words("Late"), state="rejected", icon="clock-exclamation", solid=False)
    day = short_date_text(line.due, words)
    if line.test.stage is TestStage.RECORD:
        return Cell(day, state="draft", icon="calendar")
    return Cell(words("due {day}").format(day=day), state="progress", icon="clock")
