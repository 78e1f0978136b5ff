"""A file of neutrophil counts, one a row: gathered by patient, each patient graded early and late."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from workbench.kernel.findings import Finding
from workbench.vigilance.grading.grade import Problem, Verdict, cannot, missing, problem
from workbench.vigilance.grading.icaht import MOST_COUNT, SOURCE
from workbench.vigilance.grading.icaht_series import Series, early_verdict, late_verdict
from workbench.vigilance.grading.signs import Column, number_cell, whole

_ENDS = ("last follow-up", "progression", "next therapy")
FARTHEST = 40_000
"""Days of more than a life."""


def _day(name: str, text: str) -> int | Problem | None:
    return whole(name, number_cell(name, text), -FARTHEST, FARTHEST)


COLUMNS = (
    Column("patient", str.strip, needed=True),
    Column("day", partial(_day, "day"), needed=True),
    Column("anc_per_uL", lambda text: whole("neutrophils", number_cell("neutrophils", text), 0, MOST_COUNT), needed=True),
    Column(
        "last_fu_day",
        lambda cells: tuple(_day(name, text) for name, text in zip(_ENDS, cells, strict=True)),
        beside=("progression_day", "subsequent_therapy_day"),
    ),
)
"""The columns of a file of counts."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A patient with both verdicts, and what was left out or is wrong, by row."""

    patient: str
    early: Verdict
    late: Verdict
    told: tuple[tuple[int, Finding], ...]


Row = tuple[int, str, int | Problem | None, int | Problem | None, tuple[Any, Any, Any]]
"""The number of a row, and what its cells say: patient, day, count, and the days of last follow-up, progression and next therapy."""


@dataclass(slots=True)
class _Gathered:
    rows: list[Row] = field(default_factory=list)
    wrong: list[tuple[int, Finding]] = field(default_factory=list)


class Gathering:
    """The rows of a file, gathered by patient in the order in which patients appear."""

    def __init__(self) -> None:
        self._patients: dict[str, _Gathered] = {}
        self.lost: list[tuple[int, Finding]] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Takes rows in the order of the file; those without a patient are ``lost``."""
        for patient, group in groupby(rows, key=itemgetter(1)):
            if patient:
                self._patients.setdefault(patient, _Gathered()).rows.extend(group)
            else:
                self.lost += [(row[0], missing("patient", SOURCE)) for row in group]

    def broken(self, row: int, patient: str, found: Finding) -> None:
        """Takes a row that cannot be read, of a ``patient`` that can."""
        if patient:
            self._patients.setdefault(patient, _Gathered()).wrong.append((row, found))
        else:
            self.lost.append((row, found))

    def answers(self) -> Iterator[Answered]:
        """Both verdicts for each patient. One row that is wrong leaves the patient without a grade: it may have been the lowest count."""
        for patient, held in self._patients.items():
            days, counts, ends = (tuple(map(itemgetter(at), held.rows)) for at in (2, 3, 4))
            if held.wrong or not {*map(type, days)} <= {int} or not {*map(type, counts)} <= {int, type(None)} or len({*ends}) > 1 or _unusable(ends):
                wrong = tuple(sorted([*held.wrong, *_wrong(held.rows)], key=itemgetter(0)))
                verdict = cannot(problem("grading.icaht-rows-wrong", "neutrophils", SOURCE, rows=_rows(wrong)).finding)
                yield Answered(patient, verdict, verdict, wrong)
                continue
            follow_up, progression, therapy = ends[0]
            series = Series(tuple(pair for pair in zip(days, counts, strict=True) if pair[1] is not None), follow_up, progression, therapy)
            after = () if follow_up is None or max(days) <= follow_up else _after(held.rows, follow_up)
            yield Answered(patient, early_verdict(series), late_verdict(series), after)


def _unusable(ends: tuple[Any, ...]) -> bool:
    return any(isinstance(each, Problem) for each in ends[0]) if ends else True


def _wrong(rows: Iterable[Row]) -> Iterator[tuple[int, Finding]]:
    """What is wrong in ``rows`` of one patient."""
    first: tuple[Any, Any, Any] | None = None
    for number, _, day, count, ends in rows:
        first = ends if first is None else first
        yield from ((number, each.finding) for each in (day, count, *ends) if isinstance(each, Problem))
        if day is None:
            yield number, missing("day", SOURCE)
        for name, one, other in zip(_ENDS, first, ends, strict=True):
            if one != other and not isinstance(other, Problem):
                yield number, problem("grading.icaht-ends-differ", name, SOURCE).finding


def _after(rows: Iterable[Row], follow_up: int) -> tuple[tuple[int, Finding], ...]:
    """The rows behind the last follow-up: of a patient who is dead or gone, they are left out and told."""
    return tuple(
        (row[0], problem("grading.icaht-after-end", "day", SOURCE, day=str(row[2]), last=str(follow_up)).finding)
        for row in rows
        if isinstance(row[2], int) and row[2] > follow_up
    )


def _rows(wrong: Iterable[tuple[int, Finding]]) -> str:
    return ", ".join(str(row) for row in dict.fromkeys(row for row, _ in wrong))
