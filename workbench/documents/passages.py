"""What sheets call things: values, limits, people, steps, verdicts, in the language of the paper."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from workbench.batch.content import holds_still
from workbench.batch.exceptions import Exceptional, exceptions
from workbench.batch.progress import Turn
from workbench.batch.records import BagStatus, Decision, DecisionKind, ResultKind, Status
from workbench.batch.verdicts import SpecLine, Verdict, specification, told
from workbench.calculation.evaluating import Names, Value
from workbench.calculation.limits import ends
from workbench.documents.figures import plain_number, readable, shown, significant
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field, MasterFormula, Test, Text
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.people.records import Meaning, Signature
from workbench.words.findings import fact_text
from workbench.words.formats import NBSP, clock_text, date_text, figure_text, limit_text, moment_text, number_text, offset_text, quantity_text, unit_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

PLACE = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z]+)?")
SIGNS = (">=", "<=", ">", "<")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
KEPT_DIGITS = 8
GAUGE = 13
"""Places of a gauge between its brackets."""

MEANINGS = {
    Meaning.PRESCRIBED: N_("Prescribed"),
    Meaning.PERFORMED: N_("Performed"),
    Meaning.VERIFIED: N_("Verified"),
    Meaning.WITNESSED: N_("Witnessed"),
    Meaning.TESTED: N_("Tested"),
    Meaning.CHECKED: N_("Checked"),
    Meaning.ASSESSED: N_("Assessed"),
    Meaning.REVIEWED: N_("Reviewed"),
    Meaning.RELEASED_PROVISIONALLY: N_("Released, provisional"),
    Meaning.CERTIFIED: N_("Released"),
    Meaning.REJECTED: N_("Rejected"),
    Meaning.STOPPED: N_("Stopped"),
    Meaning.CANCELLED: N_("Cancelled"),
    Meaning.APPROVED: N_("Approved"),
    Meaning.WITHDRAWN: N_("Withdrawn"),
    Meaning.LOT_DECIDED: N_("Lot decided"),
    Meaning.SIGNAL_DECIDED: N_("Signal decided"),
    Meaning.PREPARED: N_("Prepared"),
}
STATUSES = {
    Status.READY: N_("READY"),
    Status.IN_PROCESS: N_("IN PROCESS"),
    Status.PAUSED: N_("PAUSED"),
    Status.QC_PENDING: N_("AWAITING RELEASE"),
    Status.PROVISIONAL: N_("PROVISIONALLY RELEASED"),
    Status.RELEASED: N_("RELEASED"),
    Status.HELD: N_("HELD"),
    Status.STOPPED: N_("STOPPED"),
    Status.REJECTED: N_("REJECTED"),
    Status.CANCELLED: N_("CANCELLED"),
}
STOPPING = frozenset({Status.HELD, Status.STOPPED, Status.REJECTED, Status.CANCELLED})
BAG_STATUSES = {
    BagStatus.FILLED: N_("filled"),
    BagStatus.LABELLED: N_("labelled"),
    BagStatus.RELEASED: N_("released"),
    BagStatus.ISSUED: N_("issued"),
    BagStatus.HELD: N_("held"),
    BagStatus.REJECTED: N_("rejected"),
}
BAG_KINDS = {"dose": N_("dose"), "reserve": N_("reserve"), "syringe": N_("syringe")}
DECISIONS = {
    DecisionKind.REVIEW: N_("Review"),
    DecisionKind.PROVISIONAL: N_("Provisional release"),
    DecisionKind.FINAL: N_("Final release"),
    DecisionKind.HOLD: N_("Hold"),
    DecisionKind.RESUME: N_("Resumption"),
    DecisionKind.STOP: N_("Stop"),
    DecisionKind.REJECT: N_("Rejection"),
    DecisionKind.CANCEL: N_("Cancellation"),
}


class Passages:
    """Speaks of one dossier in one language."""

    def __init__(self, dossier: Dossier, words: Words) -> None:
        self.dossier, self.words = dossier, words
        self.zone = dossier.batch.zone
        self.formula: MasterFormula = dossier.formula
        named: list[Field | Test] = [*self.formula.givens, *self.formula.constants, *self.formula.tests]
        named += [each for step in self.formula.steps for each in step.fields]
        self.fields = {each.name: each for each in named}
        self._holds: dict[str, bool] = {}

    @cached_property
    def exceptions(self) -> tuple[Exceptional, ...]:
        """Every exception of the batch, the gravest first."""
        return exceptions(self.dossier)

    @cached_property
    def lines(self) -> tuple[SpecLine, ...]:
        """Every line of the specification as it stands."""
        return specification(self.dossier)

    def holds(self, signature: Signature) -> bool:
        """Whether what was signed is still what stands; reckoned once for each signature."""
        if signature.id not in self._holds:
            self._holds[signature.id] = holds_still(self.dossier, signature)
        return self._holds[signature.id]

    def stands(self, decision: Decision) -> bool:
        """Whether every signature under a decision holds."""
        mine = [each for each in self.dossier.signatures if each.kind == "decision" and each.subject == decision.id]
        return bool(mine) and all(self.holds(each) for each in mine)

    def latest(self, *kinds: DecisionKind) -> Decision | None:
        """The latest decision of one of these kinds that stands."""
        return next((each for each in reversed(self.dossier.decisions) if each.kind in kinds and self.stands(each)), None)

    def moment(self, at: datetime, *, seconds: bool = False, offset: bool = False) -> str:
        """A time in the zone of the batch; its offset may stand in the next line."""
        text = moment_text(at, self.zone, self.words, seconds=seconds)
        return f"{text} ({offset_text(at, self.zone)})" if offset else text

    def clock(self, at: datetime) -> str:
        """The clock time alone, in the zone of the batch."""
        return clock_text(at, self.zone)

    def initials(self, person: str) -> str:
        """The initials that stand for a person on the step pages."""
        return next((each.initials for each in self.dossier.people if each.id == person), person)

    def person(self, person: str) -> str:
        """A person's name."""
        return next((each.name for each in self.dossier.people if each.id == person), person)

    def name(self, name: str) -> str:
        """What a named value of the formula is called; the name itself for one that has no text, such as ``bag`` or ``this.started``."""
        of = self.fields.get(name)
        return of.text[self.words.language] if of else name

    def kept(self, text: str) -> str:
        """A value that is kept as plain text, in the reader's form: quantities with at most eight digits that count, times, series."""
        if "; " in text:
            return "; ".join(self.kept(each) for each in text.split("; "))
        number, gap_, unit = text.partition(" ")
        if NUMBER.fullmatch(number):
            number = format(significant(Decimal(number), KEPT_DIGITS), "f")
            return fact_text(f"{number} {unit}", self.words, self.zone) if gap_ else number_text(Decimal(number), self.words)
        return fact_text(text, self.words, self.zone)

    def option(self, of: Field | Test | None, code: str) -> str:
        """What an option is called."""
        if of is not None and code in of.options and of.option_texts:
            return of.option_texts[of.options.index(code)][self.words.language]
        return code.replace("_", " ")

    def value(self, of: Field | Test | None, value: Value | None, *, unit: bool = True) -> str:
        """A value for reading: a quantity with the formula's decimals, a moment in the batch's zone, an option by its text."""
        if value is None:
            return "–"
        if isinstance(value, Quantity):
            decimals = of.decimals if of is not None else None
            return readable(value, self.words, decimals) if unit else self.figure(value, decimals)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, bool):
            return self.words("yes") if value else self.words("no")
        return self.option(of, value)

    def figure(self, value: Quantity, decimals: int | None = None) -> str:
        """The number of a quantity, in millions from a million on."""
        return figure_text(shown(value, decimals).value, self.words)

    def limit(self, of: Field | Test, text: str, names: Names) -> str:
        """A limit in words, its ends as numbers wherever they can be told; without a number as the formula says it."""
        if not text:
            return ""
        low, high = self.ends(of, text, names)
        if low is not None and high is not None and (".." in text):
            both = self.words("{low} to {high}").format(low=self._end(text, low), high=self._end(text, high))
            return f"{both}{NBSP}{unit_text(of.unit, self.words)}" if of.unit else both
        sign = next((each for each in SIGNS if text.startswith(each)), "")
        one = low if low is not None else high
        if sign and one is not None and (low is None or high is None):
            marked = {">=": "≥", "<=": "≤"}.get(sign, sign) + NBSP + self._end(text, one)
            return f"{marked}{NBSP}{unit_text(of.unit, self.words)}" if of.unit else marked
        named = {"or": self.words("or"), "and": self.words("and"), "not": "not", "is": "is"}
        known = {code: self.option(of, code) for code in of.options} | named
        spoken = NAME.sub(lambda found: known.get(found[0], self.name(found[0])), text)
        return limit_text(spoken, self.words)

    def ends(self, of: Field | Test, text: str, names: Names) -> tuple[Quantity | None, Quantity | None]:
        """The ends of a limit as far as they are numbers now."""
        if getattr(of, "kind", "quantity") != "quantity" or of.options or not text:
            return None, None
        try:
            return ends(text, of.name, of.unit, names)
        except Refused:
            return None, None

    def _end(self, text: str, end: Quantity) -> str:
        """One end: as it was written (10.0 keeps its zero, for it says to what a result is rounded), or as it was calculated."""
        written = -int(end.value.as_tuple().exponent)
        if not re.search("[a-df-z_]", text) and 0 <= written <= 6 and abs(end.value) < 1_000_000:
            return number_text(end.value, self.words, written)
        return self.figure(end)

    def gauge(self, value: Quantity, low: Quantity | None, high: Quantity | None) -> str:
        """Where a value lies between its limits, as text: ``2.25 ├────────●────────┤ 2.75``; outside, the point stands outside."""
        if low is None or high is None or high.value <= low.value:
            return ""
        left, right = (plain_number(end.value, self.words, digits=4) for end in (low, high))
        if max(len(left), len(right)) > 6:
            return ""
        line = "─" * GAUGE
        if value.value < low.value:
            return f"● {left} ├{line}┤ {right}"
        if value.value > high.value:
            return f"{left:>6} ├{line}┤ {right} ●"
        place = int((value.value - low.value) / (high.value - low.value) * (GAUGE - 1) + Decimal("0.5"))
        return f"{left:>6} ├{line[:place]}●{line[place + 1 :]}┤ {right}"

    def title(self, turn: Turn, names: Names) -> str:
        """What a turn is called, with its round's value in place."""
        return self.filled(turn.step.text, names, unit=False)

    def filled(self, text: Text, names: Names, *, unit: bool = True) -> str:
        """A text of the formula with its values, as the person at the bench saw it; ``…`` for one not known."""

        def fill(found: re.Match[str]) -> str:
            value = names.get(found[1])
            if value is None or isinstance(value, tuple):
                return "…"
            counted = isinstance(value, Quantity) and value.unit == "piece" and found[1] not in self.fields
            return self.value(self.fields.get(found[1]), value, unit=unit and not counted)

        return PLACE.sub(fill, text[self.words.language])

    def result(self, line: SpecLine) -> str:
        """A result as it is reported: rounded half up to the decimals of its limit."""
        words, result = self.words, line.result
        if result is not None and result.kind is ResultKind.NOT_TESTED:
            return words("not tested")
        if line.value is None:
            return "–" if line.verdict in (Verdict.COMPLIES, Verdict.FAILS) else words("no result yet")
        text = self.value(line.test, line.value)
        if isinstance(line.value, Quantity) and line.test.decimals is not None:
            text = self._reported(line, line.test.decimals)
        if result is not None and result.kind is ResultKind.BELOW:
            return f"<{NBSP}{text}"
        if result is not None and result.kind is ResultKind.TO_DATE:
            return words("{result}, to day {n}").format(result=text, n=result.day if result.day is not None else "–")
        return text

    def _reported(self, line: SpecLine, decimals: int) -> str:
        value = told(line) if line.test.calc else line.value
        if not isinstance(value, Quantity):
            return ""
        digits = max(decimals, -int(value.value.as_tuple().exponent)) if line.test.calc else decimals
        return quantity_text(shown(value, digits), self.words, digits)

    def accept(self, test: Test, names: Names) -> str:
        """The limit of a test."""
        if test.report or not test.accept:
            return self.words("for information")
        return self.limit(test, test.accept, names)

    def verdict(self, line: SpecLine, deviations: Mapping[str, str] | None = None) -> str:
        """Sign and word: what a line comes to."""
        words = self.words
        if line.result is not None and not line.checked:
            return words("○ not yet checked")
        match line.verdict:
            case Verdict.COMPLIES:
                return words("✓ complies")
            case Verdict.FAILS:
                return words("✗ fails")
            case Verdict.PENDING:
                return words("○ pending")
            case Verdict.REPORTED:
                return words("● reported")
            case Verdict.NOT_TESTED:
                return words("○ not tested")

    def day(self, line: SpecLine) -> str:
        """The day that a result is promised for."""
        return date_text(line.due, self.words) if line.due else self.words("no date")

    def decision(self, decision: Decision) -> str:
        """What a decision is called."""
        return self.words.marked(DECISIONS[decision.kind])
