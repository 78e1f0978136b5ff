"""Results: entered by one analyst, checked by another, corrected with a reason, on a batch or on a lot that batches share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from workbench.batch.moved import holders, moved
from workbench.batch.moves import Move
from workbench.batch.progress import current_results
from workbench.batch.records import Attachment, Batch, ResultKind, ScanFact, Status, TestResult
from workbench.batch.values import read_value
from workbench.batch.verdicts import Verdict, specification
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.formula.reading import formula_of
from workbench.formula.records import Field, FormulaStatus, FormulaVersion, MasterFormula, Test, TestStage
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, stops
from workbench.kernel.ports import Change, Clock, Reader, Register
from workbench.kernel.values import Actor, Quantity, Stored
from workbench.people.records import Meaning, Proof
from workbench.people.rights import Act
from workbench.people.signing import signature
from workbench.people.standing import authorise_hand
from workbench.quality.opening import deviation
from workbench.stock.records import Lot

FOUR_EYES = "each result is entered and checked by two people (workflow.md 2, row 15)"
JUDGED = (Status.QC_PENDING, Status.PROVISIONAL, Status.RELEASED)


@dataclass(frozen=True, slots=True)
class File:
    """A raw file that goes with a result or an entry."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Subject:
    """What a result is of: a batch, or a lot together with the formula whose test it is."""

    batch: str | None = None
    lot: str | None = None
    formula: str | None = None


def attach(change: Change, file: File, actor: Actor, now: datetime, batch: str | None, lot: str | None) -> Attachment:
    """Keeps a file with its SHA-256. Part of an act."""
    made = Attachment(
        change.fresh("A"),
        file.name,
        file.media,
        file.content,
        hashlib.sha256(file.content).digest(),
        now,
        actor.zone,
        actor.person,
        batch,
        lot,
    )
    change.add(made)
    return made


def attach_file(batch_id: str, file: File, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Keeps a photograph or file for a step of this batch; the step's entry then names it."""
    with register.transaction(actor, f"attach {file.name}") as change:
        change.get(Batch, batch_id)
        made = attach(change, file, actor, clock.now(), batch_id, None)
    return Done((made,))


def record_result(
    of: Subject,
    test_name: str,
    raw: str,
    *,
    kind: ResultKind = ResultKind.VALUE,
    day: int | None = None,
    why: str | None = None,
    file: File | None = None,
    proof: Proof,
    actor: Actor,
    register: Register,
    clock: Clock,
) -> Done:
    """Enters a result, or a corrected one with its reason. It counts when another analyst has checked it."""
    with register.transaction(actor, f"result {test_name}") as change:
        now = clock.now()
        formula = _formula(change, of)
        test = formula.test(test_name)
        authorise_hand(change, actor, Act.ENTER_RESULT, now, _concerned(change, of))
        old = _current(change, of, test_name)
        found = [*_against(formula, test, of, old, why), *_dated(kind, day)]
        value = _read(test, raw, kind)
        if found:
            raise Refused(found)
        attachment = attach(change, file, actor, now, of.batch, of.lot).id if file else None
        result = TestResult(
            change.fresh("R"),
            test_name,
            kind,
            raw.strip(),
            now,
            actor.zone,
            actor.person,
            batch=of.batch,
            lot=of.lot,
            value=value if isinstance(value, Quantity) else None,
            text=value if isinstance(value, str) else None,
            day=day,
            attachment=attachment,
            supersedes=old.id if old else None,
            why=(why or "").strip() or None,
        )
        change.add(result)
        signed = signature(change, actor, proof, Meaning.TESTED, "result", result.id, (result,), of.batch, now=now)
        change.add(signed)
        changed, told = _reconsidered(change, of, actor, now) if old else ((), ())
    return Done((result, signed, *changed), told)


def check_result(result_id: str, *, proof: Proof, actor: Actor, register: Register, clock: Clock) -> Done:
    """Checks a result against its raw data. A result that fails holds the batch, its bags not yet given, and names the holders."""
    with register.transaction(actor, "check result") as change:
        now = clock.now()
        result = change.get(TestResult, result_id)
        authorise_hand(change, actor, Act.CHECK_RESULT, now, _concerned(change, Subject(result.batch, result.lot)))
        found: list[Finding] = []
        if result.person == actor.person:
            found.append(stops("batch.same-analyst", FOUR_EYES, where=result.test))
        if _superseded(change, result):
            found.append(stops("batch.result-superseded", FOUR_EYES, where=result.test))
        if found:
            raise Refused(found)
        signed = signature(change, actor, proof, Meaning.CHECKED, "result", result.id, (result,), result.batch, now=now)
        change.add(signed)
        changed, told = _reconsidered(change, Subject(result.batch, result.lot), actor, now)
    return Done((signed, *changed), told)


def _formula(change: Change, of: Subject) -> MasterFormula:
    key = change.get(Batch, of.batch).formula if of.batch else of.formula or ""
    return formula_of(change.get(FormulaVersion, key).text)


def _against(formula: MasterFormula, test: Test, of: Subject, old: TestResult | None, why: str | None) -> list[Finding]:
    found: list[Finding] = []
    shared = bool(test.sample and formula.sample(test.sample).of)
    if test.calc or (not test.sample and test.accept and not test.unit and not test.options):
        found.append(stops("batch.result-calculated", "master formula", where=test.name, test=test.text.en, test_ru=test.text.ru))
    if shared != bool(of.lot):
        found.append(stops("batch.result-belongs", "master formula", where=test.name, test=test.text.en, test_ru=test.text.ru))
    if old is not None and len((why or "").strip()) < 3:
        found.append(stops("batch.no-reason", "21 CFR Part 11 and EU GMP Annex 11: why a thing was changed", where="why"))
    return found


def _dated(kind: ResultKind, day: int | None) -> tuple[Finding, ...]:
    """A result to date says to which day of the test."""
    if kind is not ResultKind.TO_DATE or (day is not None and day >= 0):
        return ()
    return (stops("batch.to-date-day", "negative to date (workflow.md 3)", where="day"),)


def _read(test: Test, raw: str, kind: ResultKind) -> Quantity | str | None:
    """The result as its test wants it: to date what is seen so far, below detection the limit; not tested carries no value."""
    if kind is ResultKind.NOT_TESTED:
        return None
    if kind is ResultKind.BELOW and test.options:
        raise Refused([stops("batch.no-detection-limit", "master formula", where=test.name, test=test.text.en, test_ru=test.text.ru)])
    field = Field(test.name, test.text, kind="choice" if test.options else "quantity", unit=test.unit, options=test.options)
    value = read_value(field, raw)
    return value if isinstance(value, (Quantity, str)) else None


def _current(change: Change, of: Subject, test: str) -> TestResult | None:
    where = {"batch": of.batch, "test": test} if of.batch else {"lot": of.lot, "test": test}
    held = change.find(TestResult, where, sort="seq")
    return held[-1] if held else None


def _superseded(change: Change, result: TestResult) -> bool:
    return bool(change.find(TestResult, {"supersedes": result.id}))


def _concerned(change: Change, of: Subject) -> list[str]:
    """The batches that a result speaks of: its own, or every one that used the lot."""
    return [of.batch] if of.batch else sorted({each.batch for each in change.find(ScanFact, {"lot": of.lot}) if each.accepted})


def _reconsidered(change: Change, of: Subject, actor: Actor, now: datetime) -> tuple[tuple[Stored, ...], tuple[Finding, ...]]:
    """Judges every batch that the result concerns anew: a failure holds what is not given, and lists who holds certificates."""
    changed: list[Stored] = []
    told: list[Finding] = []
    for key in _concerned(change, of):
        dossier = assemble(change, key)
        failing = [each for each in specification(dossier) if each.verdict is Verdict.FAILS]
        late = [each for each in failing if each.test.stage is not TestStage.IPC]
        for line in (each for each in failing if each.test.stage is TestStage.IPC):
            changed += _ipc_deviation(change, dossier, line.test, str(line.value), actor, now)
        if late and dossier.batch.status in JUDGED:
            changed += moved(change, dossier, Move.HOLD)
            told.append(finding("batch.held-by-result", Severity.DECIDES, FOUR_EYES, where=late[0].test.name, batch=dossier.batch.id))
            told += holders(dossier)
        elif _released(dossier) and not late and _stale(dossier):
            told += holders(dossier)
    return tuple(changed), tuple(told)


def _ipc_deviation(change: Change, dossier: Dossier, test: Test, value: str, actor: Actor, now: datetime) -> list[Stored]:
    if any(each.where == test.name for each in dossier.deviations):
        return []
    source = f"{dossier.formula.code} v{dossier.formula.version}, {test.name} ({test.source})"
    found = finding(
        "batch.test-fails",
        Severity.DECIDES,
        source,
        where=test.name,
        test=test.text.en,
        test_ru=test.text.ru,
        value=value,
        limit=test.accept,
    )
    return list(deviation(change, dossier.batch, "", "", found, "result", "in-process test outside its limit", actor, now))


def _released(dossier: Dossier) -> bool:
    return dossier.batch.status in (Status.PROVISIONAL, Status.RELEASED)


def _stale(dossier: Dossier) -> bool:
    """Whether a result that a certificate rests on was corrected."""
    now = {each.id for each in current_results(dossier)}
    return any(key.startswith("R") and key not in now for each in dossier.decisions for key in each.covers)


def lot_formula(reader: Reader, lot_id: str) -> str:
    """The newest approved formula version that asks for results on this lot's material."""
    lot = reader.get(Lot, lot_id)
    for version in reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="-at"):
        if any(each.of == lot.material for each in formula_of(version.text).samples):
            return version.id
    raise Refused([stops("batch.no-lot-tests", "master formula", where=lot.id, lot=lot.number)])
