"""Confirming a step with many batches in the register, and its durable commit beside raw sqlite3 doing the same inserts."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import engine
from db.kept import KEPT, quoted
from db.opening import open_register
from db.register import SqlRegister, _json
from tests.benchmarks.many import ACTOR, copy_of, register_of
from tests.benchmarks.ratio import Ratio
from tests.db.examples import AT, DIGEST, ZONE, quantity
from workbench.batch.records import Calculation, Entry, Input, MarkKind, Reading, StepMark
from workbench.cli.resources import Resources
from workbench.cli.supplies import supplies
from workbench.journal.chain import link
from workbench.journal.records import JournalEntry
from workbench.kernel.values import Role, Stored
from workbench.people.records import Factor, Meaning, Signature
from workbench.rehearsal.case import read_case
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.desk import DeskHand, bench
from workbench.rehearsal.known import Known
from workbench.rehearsal.player import play
from workbench.rehearsal.prepare import prepare
from workbench.site.records import Purpose
from workbench.words.translation import ENGLISH

ROOT = Path(__file__).resolve().parent.parent.parent
CASE = "ari0001-01.json"
CONFIRMS = ("record_step", "verify_step")


def run(short: bool) -> list[Ratio]:
    """Confirming against 50 ms, also beside a small register; the commit against twice the raw inserts."""
    batches = 10_000 if short else 100_000
    few, many = _confirming(1_000), _confirming(batches)
    ninety_five, small = _p95(many.spent) * 1000, _p95(few.spent) * 1000
    flat = ninety_five / small
    told = f"{len(many.spent)} steps of {CASE}; median {statistics.median(many.spent) * 1000:.1f} ms; by the clock p95 {_p95(many.passed) * 1000:.1f} ms; {_fsync()}"
    return [
        Ratio(f"confirming a step with {batches:,} batches, p95 of process time", ninety_five, 50.0, "ms", ninety_five <= 50.0, told),
        Ratio(f"confirming a step with {batches:,} batches / with 1,000", flat, 1.5, "x", flat <= 1.5, f"{ninety_five:.1f} against {small:.1f} ms"),
        _commit(batches, 60 if short else 300),
    ]


def _p95(spent: Sequence[float]) -> float:
    return statistics.quantiles(spent, n=20)[-1]


@dataclass
class Confirmed:
    """Seconds of each act that confirmed a step: of the processor, and by the clock. The proof, with its hash, is given before."""

    spent: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)

    def timed(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """``act`` with its time noted."""

        def timed(*arguments: Any, **named: Any) -> Any:
            spent, passed = time.process_time(), time.perf_counter()
            done = act(*arguments, **named)
            self.spent.append(time.process_time() - spent)
            self.passed.append(time.perf_counter() - passed)
            return done

        return timed


def _confirming(batches: int) -> Confirmed:
    """Plays a whole published batch at the desk in a register that holds so many already."""
    resources, told = Resources(), Confirmed()
    case = read_case((ROOT / "tests" / "cases" / CASE).read_text(encoding="utf-8"), CASE)
    clock = CaseClock(case.site.begun)
    with tempfile.TemporaryDirectory() as folder, _wrapped(told):
        register = open_register(copy_of(register_of(batches), Path(folder)), clock)
        own = supplies(resources)
        prepare(case, Purpose.REHEARSAL, resources.formulas, resources.labels, own.presses, register=register, clock=clock)
        known = Known(case, register)
        played = play(case, DeskHand(case, known, register, clock, own), known, register=register, clock=clock, words=ENGLISH)
        register.close()
    if not played.as_stated:
        raise RuntimeError("; ".join(played.differences))
    return told


@contextmanager
def _wrapped(told: Confirmed) -> Iterator[None]:
    kept = {name: getattr(bench, name) for name in CONFIRMS}
    for name, act in kept.items():
        setattr(bench, name, told.timed(act))
    try:
        yield
    finally:
        for name, act in kept.items():
            setattr(bench, name, act)


# The commit -------------------------------------------------------------------------------------------------------------------


def _step(act: int) -> tuple[Stored, ...]:
    """What a step with three fields and a calculation writes."""
    made = [StepMark(f"M{act}", "BA-00000001", "weigh", str(act), MarkKind.PERFORMED, AT, ZONE, "P1", Role.TECHNICIAN)]
    entries = [
        Entry(f"E{act}-{n}", "BA-00000001", "weigh", str(act), f"field {n}", Reading.FIRST, AT, ZONE, "P1", "1,50", quantity("1.50", "g")) for n in range(3)
    ]
    inputs = tuple(Input(f"field {n}", "1.50 g") for n in range(3))
    calculation = Calculation(f"K{act}", "BA-00000001", "weigh", str(act), "sum", "CODE.1", "a + b + c", inputs, AT, "none", quantity("4.50", "g"))
    subject = f"BA-00000001/weigh/{act}"
    signed = Signature(f"S{act}", "P1", Role.TECHNICIAN, Meaning.PERFORMED, AT, ZONE, Factor.PIN, "step", subject, DIGEST, "BA-00000001")
    return (*made, *entries, calculation, signed)


def _commit(batches: int, rounds: int) -> Ratio:
    """The door and raw sqlite3 in turns, each on a register of its own, with the same settings, triggers and rows."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        source = register_of(batches)
        clock = CaseClock(AT)
        register = open_register(copy_of(source, Path(one)), clock)
        bare = _Bare(copy_of(source, Path(other)))
        ours, raw = [], []
        for act in range(rounds):
            records = _step(act)
            entries = bare.prepared(records)
            begun = time.perf_counter()
            _through_the_door(register, records)
            middle = time.perf_counter()
            bare.write(entries)
            ours.append(middle - begun)
            raw.append(time.perf_counter() - middle)
        register.close()
        bare.close()
    # the quicker quarter: on a machine that others use too, the slower ones measure these
    first, second = (statistics.quantiles(each[5:], n=4)[0] for each in (ours, raw))
    note = f"{first * 1000:.2f} against {second * 1000:.2f} ms for six records with their entries; {_fsync()}"
    return Ratio("durable commit of a step / raw sqlite3, same inserts and triggers", first / second, 2.0, "x", first / second <= 2.0, note)


def _through_the_door(register: SqlRegister, records: Sequence[Stored]) -> None:
    with register.transaction(ACTOR, "record weigh") as change:
        for each in records:
            change.add(each)


class _Bare:
    """A connection of the standard library with the register's settings. What it writes is worked out before the clock starts."""

    def __init__(self, path: Path) -> None:
        self._file = engine._set(engine.connect(path))
        self._last = tuple(self._file.execute("SELECT seq, digest FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchone())

    def prepared(self, records: Sequence[Stored]) -> list[tuple[str, tuple[Any, ...]]]:
        """The statements with their values: for each record its entry, then its row."""
        made = []
        for each in records:
            kept = KEPT[type(each)]
            row = kept.shape.row(each)
            seq, previous = self._last[0] + 1, self._last[1]
            entry = JournalEntry(seq, seq, AT, ACTOR, "record weigh", kept.name, str(row[kept.key]), None, _json(row), previous, b"")
            told = KEPT[JournalEntry].shape.row(entry)
            told["digest"] = digest = link(previous, told)
            self._last = (seq, digest)
            made += [_insert("journal_entry", told), _insert(kept.name, {**row, "seq": seq})]
        return made

    def write(self, statements: list[tuple[str, tuple[Any, ...]]]) -> None:
        """One durable transaction."""
        self._file.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            self._file.execute(sql, values)
        self._file.execute("COMMIT")

    def close(self) -> None:
        """Gives the file back."""
        self._file.close()


def _insert(table: str, row: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    names = ", ".join(quoted(name) for name in row)
    return f"INSERT INTO {quoted(table)} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())


def _fsync(rounds: int = 50) -> str:
    """What a bare fsync of 4 kB costs here and now."""
    spent = []
    with tempfile.TemporaryFile() as file:
        for _ in range(rounds):
            begun = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            spent.append(time.perf_counter() - begun)
    return f"a bare fsync {statistics.median(spent) * 1000:.2f} ms"
