"""What was not as usual in a batch: what a reviewer must open before signing, the gravest first (screens.md 1.1, papers.md 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.batch.judging import judge_field
from workbench.batch.progress import Progress, applies, progress, turn_values
from workbench.batch.records import MarkKind, StepMark, TestResult
from workbench.batch.values import step_key
from workbench.batch.verdicts import SpecLine, Verdict, specification, told
from workbench.calculation.evaluating import Value
from workbench.dossier.dossier import Dossier
from workbench.formula.records import Field
from workbench.kernel.findings import Finding, Refused, Severity


class Sort(Enum):
    """The sorts of exception, in the order of their weight."""

    DEVIATION = "deviation"
    FAILED_RESULT = "result out of specification"
    CORRECTION = "correction"
    ALERT = "alert limit passed"
    AMENDED_ORDER = "amended order"
    DISPUTE = "second person did not agree"
    LATE_ENTRY = "late entry"
    HAND_ENTRY = "code typed by hand"
    CLOSE_CALL = "close call"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One exception. ``key`` is stable over time, so that having opened it can be recorded; ``facts`` fill its sentence."""

    key: str
    sort: Sort
    step: str
    at: datetime
    person: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """One of the facts, or an empty text."""
        return dict(self.facts).get(name, "")


def exceptions(dossier: Dossier) -> tuple[Exceptional, ...]:
    """Every exception of the batch, the gravest sort first, then by time."""
    found = [*_deviations(dossier), *_corrections(dossier), *_marks(dossier), *_close_calls(dossier), *_amendments(dossier), *_typed(dossier)]
    found += _alerts(dossier, progress(dossier))
    found += [_failed(dossier, line) for line in specification(dossier) if line.verdict is Verdict.FAILS]
    order = list(Sort)
    return tuple(sorted(found, key=lambda each: (order.index(each.sort), each.at, each.key)))


def _failed(dossier: Dossier, line: SpecLine) -> Exceptional:
    """A line that fails: at its result, or, where it is calculated, at the latest fact that it can rest on."""
    facts = (("test", line.test.name), ("value", str(told(line))), ("limit", line.test.accept))
    if line.result is not None and line.result.test == line.test.name:
        return Exceptional(f"result:{line.result.id}", Sort.FAILED_RESULT, "", line.result.at, line.result.person, facts)
    rests: tuple[TestResult | StepMark, ...] = (*dossier.results, *dossier.marks)
    at, person = max(((each.at, each.person) for each in rests), default=(dossier.batch.opened, ""))
    return Exceptional(f"line:{line.test.name}", Sort.FAILED_RESULT, "", at, person, facts)


def _deviations(dossier: Dossier) -> list[Exceptional]:
    return [
        Exceptional(
            f"deviation:{each.id}",
            Sort.DEVIATION,
            step_key(each.step, each.round),
            each.opened,
            each.person,
            (
                ("number", each.id),
                ("where", each.where),
                ("cause", each.cause),
                ("reason", each.reason),
                ("decision", each.decision.value if each.decision else ""),
            ),
        )
        for each in dossier.deviations
    ]


def _corrections(dossier: Dossier) -> list[Exceptional]:
    found: list[Exceptional] = []
    entries = {each.id: each for each in dossier.entries}
    for each in dossier.entries:
        if each.supersedes:
            facts = (("field", each.field), ("was", entries[each.supersedes].raw), ("now", each.raw), ("why", each.why or ""))
            found.append(Exceptional(f"correction:{each.id}", Sort.CORRECTION, step_key(each.step, each.round), each.at, each.person, facts))
    results = {each.id: each for each in dossier.results}
    for result in dossier.results:
        if result.supersedes:
            facts = (("field", result.test), ("was", results[result.supersedes].raw), ("now", result.raw), ("why", result.why or ""))
            found.append(Exceptional(f"correction:{result.id}", Sort.CORRECTION, "", result.at, result.person, facts))
    return found


def _marks(dossier: Dossier) -> list[Exceptional]:
    found: list[Exceptional] = []
    for each in dossier.marks:
        place = step_key(each.step, each.round)
        if each.kind is MarkKind.DISPUTED:
            found.append(Exceptional(f"dispute:{each.id}", Sort.DISPUTE, place, each.at, each.person, (("why", each.why or ""),)))
        if each.entered is not None:
            minutes = int((each.entered - each.at).total_seconds() // 60)
            facts = (("minutes", str(minutes)), ("why", each.why or ""))
            found.append(Exceptional(f"late:{each.id}", Sort.LATE_ENTRY, place, each.at, each.person, facts))
    return found


def _close_calls(dossier: Dossier) -> list[Exceptional]:
    return [
        Exceptional(
            f"scan:{each.id}",
            Sort.CLOSE_CALL,
            step_key(each.step, each.round),
            each.at,
            each.person,
            (("code", each.code or ""), ("raw", each.raw.decode("ascii", "replace"))),
        )
        for each in dossier.scans
        if not each.accepted
    ]


def _typed(dossier: Dossier) -> list[Exceptional]:
    """Codes that were typed where one is scanned, at the step where that was."""
    places = {each.id: step_key(each.step, each.round) for each in dossier.scans}
    return [
        Exceptional(
            f"hand:{each.id}",
            Sort.HAND_ENTRY,
            places.get(each.scan, ""),
            each.at,
            each.person,
            (("typed", each.typed), ("why", each.why), ("second", each.second), ("check", each.check.value)),
        )
        for each in dossier.hand_entries
    ]


def _amendments(dossier: Dossier) -> list[Exceptional]:
    return [
        Exceptional(f"order:{each.id}", Sort.AMENDED_ORDER, "", each.at, each.entered_by, (("why", each.why or ""), ("number", str(each.number))))
        for each in dossier.versions
        if each.supersedes
    ]


def _alerts(dossier: Dossier, stand: Progress) -> list[Exceptional]:
    """Values outside their alert limit, but inside their action limit: judged again as they stand now."""
    found: list[Exceptional] = []
    for turn in stand.turns:
        done = turn.last(MarkKind.PERFORMED)
        if done is None:
            continue
        names = stand.names_for(turn) | turn_values(dossier, turn.step.name, turn.round)
        names["this.done"] = done.at
        for each in turn.step.fields:
            if each.name not in names or isinstance(names[each.name], tuple):
                continue
            for one in _told(dossier, each, names):
                facts = (("field", each.name), ("value", str(names[each.name])), ("limit", each.alert))
                if one.severity is Severity.TELLS:
                    found.append(Exceptional(f"alert:{turn.key}:{each.name}", Sort.ALERT, turn.key, done.at, done.person, facts))
    return found


def _told(dossier: Dossier, each: Field, names: dict[str, Value | tuple[Value, ...]]) -> tuple[Finding, ...]:
    try:
        return judge_field(dossier.formula, each, names) if applies(each, names) else ()
    except Refused:
        return ()
