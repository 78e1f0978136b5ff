"""Which move leads a batch from one status to another, in which role and under which checks. What is not here is refused.

A release that a correction has undone is decided anew where the batch stands: the certificate and the bags wait for that signature.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from workbench.batch import rules
from workbench.batch.records import Status
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, stops
from workbench.kernel.values import Actor, Role
from workbench.labels.rules import reconciled
from workbench.quality.rules import no_open_deviation, no_proposed_rejection

Check = Callable[[Dossier, Actor, datetime], tuple[Finding, ...]]


class Move(Enum):
    """What can be done with a batch as a whole."""

    START = "start"
    PAUSE = "pause"
    GO_ON = "go on"
    FINISH = "finish"
    REVIEW = "review"
    RELEASE_PROVISIONALLY = "release provisionally"
    CERTIFY = "certify"
    HOLD = "hold"
    RESUME = "resume"
    STOP = "stop"
    REJECT = "reject"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Row:
    """One permitted move. ``to`` None means: back to where the batch stood before it was paused or held."""

    to: Status | None
    roles: frozenset[Role]
    checks: tuple[Check, ...] = ()


HANDS = frozenset({Role.PHARMACIST, Role.TECHNICIAN})
BENCH = HANDS | {Role.VERIFIER, Role.PHYSICIAN, Role.SUPERVISOR}
QUALITY = frozenset({Role.SUPERVISOR, Role.RESPONSIBLE})
RESPONSIBLE = frozenset({Role.RESPONSIBLE})
STOPPERS = QUALITY | {Role.PHARMACIST}


def _took_no_part(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    return rules.took_no_part(dossier, actor.person)


def _deviations_assessed(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    return no_open_deviation(dossier) + no_proposed_rejection(dossier)


def _safe_to_resume(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    released = dossier.batch.resumes in (Status.PROVISIONAL, Status.RELEASED)
    finished = released or dossier.batch.resumes is Status.QC_PENDING
    found = rules.nothing_failed(dossier, actor, now) + (rules.no_signal_stop(dossier, actor, now) if finished else ())
    return found + (_deviations_assessed(dossier, actor, now) if released else ())


def _labels_reconciled(dossier: Dossier, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    return reconciled(dossier)


BEFORE_RELEASE: tuple[Check, ...] = (
    _took_no_part,
    rules.all_steps,
    rules.gating_tests,
    rules.no_failed_record_test,
    _deviations_assessed,
    _labels_reconciled,
    rules.order_stands,
    rules.formula_ready,
    rules.reviewed,
    rules.no_signal_stop,
)

MOVES: dict[tuple[Status, Move], Row] = {
    (Status.READY, Move.START): Row(Status.IN_PROCESS, BENCH, (rules.formula_ready,)),
    (Status.READY, Move.CANCEL): Row(Status.CANCELLED, QUALITY),
    (Status.READY, Move.HOLD): Row(Status.HELD, STOPPERS),
    (Status.IN_PROCESS, Move.PAUSE): Row(Status.PAUSED, HANDS),
    (Status.PAUSED, Move.GO_ON): Row(Status.IN_PROCESS, HANDS),
    (Status.IN_PROCESS, Move.FINISH): Row(Status.QC_PENDING, BENCH, (rules.all_steps,)),
    (Status.QC_PENDING, Move.REVIEW): Row(Status.QC_PENDING, QUALITY, (_took_no_part, rules.all_steps)),
    (Status.PROVISIONAL, Move.REVIEW): Row(Status.PROVISIONAL, QUALITY, (_took_no_part, rules.all_steps)),
    (Status.QC_PENDING, Move.RELEASE_PROVISIONALLY): Row(Status.PROVISIONAL, RESPONSIBLE, (*BEFORE_RELEASE, rules.in_date)),
    (Status.QC_PENDING, Move.CERTIFY): Row(Status.RELEASED, RESPONSIBLE, (*BEFORE_RELEASE, rules.record_tests, rules.in_date)),
    (Status.PROVISIONAL, Move.RELEASE_PROVISIONALLY): Row(Status.PROVISIONAL, RESPONSIBLE, (*BEFORE_RELEASE, rules.release_lapsed, rules.in_date)),
    (Status.PROVISIONAL, Move.CERTIFY): Row(Status.RELEASED, RESPONSIBLE, (*BEFORE_RELEASE, rules.record_tests)),
    (Status.RELEASED, Move.REVIEW): Row(Status.RELEASED, QUALITY, (_took_no_part, rules.all_steps, rules.release_lapsed)),
    (Status.RELEASED, Move.CERTIFY): Row(Status.RELEASED, RESPONSIBLE, (*BEFORE_RELEASE, rules.record_tests, rules.release_lapsed)),
    **{(each, Move.HOLD): Row(Status.HELD, STOPPERS) for each in (Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.PROVISIONAL)},
    (Status.RELEASED, Move.HOLD): Row(Status.HELD, QUALITY),
    (Status.HELD, Move.RESUME): Row(None, QUALITY, (_safe_to_resume,)),
    **{(each, Move.STOP): Row(Status.STOPPED, STOPPERS) for each in (Status.IN_PROCESS, Status.PAUSED, Status.HELD)},
    **{(each, Move.REJECT): Row(Status.REJECTED, RESPONSIBLE) for each in (Status.QC_PENDING, Status.HELD, Status.STOPPED, Status.PROVISIONAL)},
}


def findings(dossier: Dossier, move: Move, actor: Actor, now: datetime) -> tuple[Finding, ...]:
    """Everything that stands against this move, now."""
    row = MOVES.get((dossier.batch.status, move))
    if row is None:
        return (stops("batch.no-such-move", "moves of a batch", move=move.value, status=dossier.batch.status.value),)
    against = rules.role_is(actor, row.roles)
    return against + tuple(each for check in row.checks for each in check(dossier, actor, now))


def target(dossier: Dossier, move: Move) -> Status:
    """Where the move leads."""
    to = MOVES[dossier.batch.status, move].to
    return to if to is not None else (dossier.batch.resumes or Status.IN_PROCESS)
