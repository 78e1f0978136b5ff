"""What a batch waits for, and from whom: the work queue of Today, derived from the dossier, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.batch.content import decision_of
from workbench.batch.progress import Progress, Turn, TurnState, progress
from workbench.batch.records import DecisionKind, Status
from workbench.batch.verdicts import SpecLine, gating_open, record_open, specification
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Role


class Need(Enum):
    """What is needed next."""

    GO_ON = "go on"
    SECOND_PERSON = "second person"
    ENTER_RESULT = "enter a result"
    CHECK_RESULT = "check a result"
    ASSESS = "assess a deviation"
    REVIEW = "review the record"
    RELEASE = "release"
    CERTIFY = "certify"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that a batch waits for. ``subject`` is the turn, test or deviation; ``who`` has it in hand, if somebody has."""

    need: Need
    roles: frozenset[Role]
    subject: str
    since: datetime
    who: str | None = None


HANDS = frozenset({Role.PHARMACIST, Role.TECHNICIAN, Role.PHYSICIAN})
ANALYSTS, SUPERVISORS, RESPONSIBLE = frozenset({Role.ANALYST}), frozenset({Role.SUPERVISOR}), frozenset({Role.RESPONSIBLE})
DECIDERS = SUPERVISORS | RESPONSIBLE


def waits(dossier: Dossier, stand: Progress | None = None) -> tuple[Waiting, ...]:
    """Everything that the batch waits for now."""
    status, since = dossier.batch.status, _since(dossier)
    found: list[Waiting] = [Waiting(Need.ASSESS, SUPERVISORS, each.id, each.opened) for each in dossier.deviations if each.decision is None]
    if status in (Status.READY, Status.IN_PROCESS):
        turn = (stand or progress(dossier)).current
        if turn is not None:
            found.append(_turn(dossier, turn, since))
    if status in (Status.IN_PROCESS, Status.QC_PENDING, Status.PROVISIONAL):
        found += _results(dossier, since)
    if status in (Status.HELD, Status.STOPPED):
        found.append(Waiting(Need.DECIDE, DECIDERS, dossier.batch.id, since))
    if status in (Status.QC_PENDING, Status.PROVISIONAL):
        found += _decisions(dossier, since)
    return tuple(found)


def _since(dossier: Dossier) -> datetime:
    last = [each.at for each in dossier.marks] + [each.at for each in dossier.results] + [each.at for each in dossier.decisions]
    return max(last, default=dossier.batch.opened)


def _turn(dossier: Dossier, turn: Turn, since: datetime) -> Waiting:
    if turn.state is TurnState.PERFORMED:
        return Waiting(Need.SECOND_PERSON, frozenset({Role(dossier.formula.verified_by(turn.step))}), turn.key, since, turn.performer)
    return Waiting(Need.GO_ON, frozenset({Role(dossier.formula.done_by(turn.step))}), turn.key, since, turn.performer)


def _results(dossier: Dossier, since: datetime) -> list[Waiting]:
    lines: tuple[SpecLine, ...] = specification(dossier)
    taken = {each.purpose: each.at for each in dossier.uses if each.batch is None} | {each.sample: each.at for each in dossier.samples}
    found = []
    for line in lines:
        if line.result is not None and not line.checked:
            found.append(Waiting(Need.CHECK_RESULT, ANALYSTS, line.test.name, line.result.at, line.result.person))
        elif line.result is None and line.missing and line.test.sample in taken:
            found.append(Waiting(Need.ENTER_RESULT, ANALYSTS, line.test.name, taken[line.test.sample]))
    return found


def _decisions(dossier: Dossier, since: datetime) -> list[Waiting]:
    lines = specification(dossier)
    if gating_open(lines):
        return []
    if decision_of(dossier, DecisionKind.REVIEW) is None:
        return [Waiting(Need.REVIEW, SUPERVISORS, dossier.batch.id, since)]
    if not record_open(lines):
        return [Waiting(Need.CERTIFY, RESPONSIBLE, dossier.batch.id, since)]
    if dossier.batch.status is Status.QC_PENDING:
        return [Waiting(Need.RELEASE, RESPONSIBLE, dossier.batch.id, since)]
    return []
