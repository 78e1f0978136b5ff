"""The decisions about a batch as they are offered: what they are called, what they ask for, and what stands against them now."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from ui.screens.release_words import test_name
from workbench.batch import rules
from workbench.batch.actions.moving import SIGNED
from workbench.batch.content import decision_of
from workbench.batch.moves import MOVES, Move, findings
from workbench.batch.records import DecisionKind, Status
from workbench.batch.verdicts import record_open, specification
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Severity
from workbench.kernel.values import Actor, Role
from workbench.words.formats import date_text, role_name
from workbench.words.sentence import N_
from workbench.words.translation import Words

OFFERED = (Move.REVIEW, Move.RELEASE_PROVISIONALLY, Move.CERTIFY, Move.HOLD, Move.RESUME, Move.STOP, Move.REJECT)
NAMES = {
    Move.REVIEW: N_("Review the record"),
    Move.RELEASE_PROVISIONALLY: N_("Release provisionally"),
    Move.CERTIFY: N_("Certify"),
    Move.HOLD: N_("Put on hold"),
    Move.RESUME: N_("Take off hold"),
    Move.STOP: N_("Stop for good"),
    Move.REJECT: N_("Reject"),
}
BUTTONS = {
    Move.REVIEW: N_("Sign the review"),
    Move.RELEASE_PROVISIONALLY: N_("Sign and release"),
    Move.CERTIFY: N_("Sign and certify"),
    Move.HOLD: N_("Put on hold"),
    Move.RESUME: N_("Sign and take off hold"),
    Move.STOP: N_("Sign and stop"),
    Move.REJECT: N_("Sign and reject"),
}
REASONED = (Move.HOLD, Move.RESUME, Move.STOP, Move.REJECT)
"""Moves that are not made without a reason."""
PERSONAL = frozenset({"batch.not-your-role", "people.took-part", "people.inactive", "people.role-not-held"})
"""Findings about who acts: another person signs in place, so they say who may not, not that nobody can."""


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against a decision: ``batch`` for everybody, ``personal`` for the person signed in."""

    batch: tuple[Finding, ...]
    personal: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Finding, ...]:
        """Everything, as the act would refuse it if the person signed in did it now."""
        return self.personal + self.batch

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What must be lifted before anybody can sign."""
        return tuple(each for each in self.batch if each.severity is Severity.STOPS)


def roles_of(dossier: Dossier, move: Move) -> tuple[Role, ...]:
    """The roles that may make this move now, in the order in which roles are listed; none when the batch cannot be moved so."""
    row = MOVES.get((dossier.batch.status, move))
    return tuple(role for role in Role if role in row.roles) if row is not None else ()


def against(dossier: Dossier, move: Move, opened: Collection[str], actor: Actor, now: datetime) -> Against:
    """What stands against ``move`` now; for a review also the exceptions that were not opened."""
    found = findings(dossier, move, actor, now)
    if move is Move.REVIEW:
        found += rules.all_opened(dossier, tuple(opened))
    personal = tuple(each for each in found if each.code in PERSONAL)
    return Against(tuple(each for each in found if each.code not in PERSONAL), personal)


def expected(dossier: Dossier) -> Move | None:
    """The decision that comes next as things stand; None where a person must choose between grave ones."""
    match dossier.batch.status:
        case Status.QC_PENDING:
            if decision_of(dossier, DecisionKind.REVIEW) is None:
                return Move.REVIEW
            return Move.RELEASE_PROVISIONALLY if record_open(specification(dossier)) else Move.CERTIFY
        case Status.PROVISIONAL:
            if decision_of(dossier, DecisionKind.REVIEW) is None:
                return Move.REVIEW
            lapsed = decision_of(dossier, DecisionKind.PROVISIONAL) is None
            return Move.RELEASE_PROVISIONALLY if lapsed and record_open(specification(dossier)) else Move.CERTIFY
        case _:
            return None


def note(dossier: Dossier, move: Move, words: Words) -> str:
    """What a decision rests on or asks for; for one that is not possible, why."""
    if not roles_of(dossier, move):
        return words("not in this status")
    match move:
        case Move.REVIEW:
            return words("after opening every exception")
        case Move.RELEASE_PROVISIONALLY:
            pending = [each for each in record_open(specification(dossier)) if each.due is not None]
            last = max(pending, key=lambda each: each.due or dossier.batch.opened.date(), default=None)
            if last is None or last.due is None:
                return words("results for the record may follow")
            return words("{test} follows by {day}").format(test=test_name(last.test, words), day=date_text(last.due, words))
        case Move.CERTIFY:
            return words("when every result is in")
        case Move.HOLD:
            return words("reason; without signature")
        case _:
            return words("reason and signature")


def signature_roles(dossier: Dossier, move: Move, words: Words) -> str:
    """Who signs, in words: ``Supervisor or Responsible person``."""
    return words(" or ").join(role_name(role, words) for role in roles_of(dossier, move))


def is_signed(move: Move) -> bool:
    """Whether this decision is a signature; a hold is an attributed entry."""
    return move in SIGNED


def short(found: Sequence[Finding], dossier: Dossier, words: Words) -> list[str]:
    """What is left to do, in a few words each, for the line under the button."""
    left: list[str] = []
    unopened = sum(1 for each in found if each.code == "batch.exception-unopened")
    tests = {each.name: each.text[words.language] for each in dossier.formula.tests}
    for each in found:
        if each.code.startswith("batch.test-") and each.where in tests:
            left.append(tests[each.where])
        elif each.code in SHORT:
            left.append(words.marked(SHORT[each.code]))
        elif each.code == "quality.deviation-open":
            left.append(words("assess {number}").format(number=each.where))
        elif each.code != "batch.exception-unopened":
            left.append(words("see above"))
    if unopened:
        left.append(words.plural("open {n} exception", "open {n} exceptions", unopened).format(n=unopened))
    return list(dict.fromkeys(left))


SHORT = {
    "batch.not-reviewed": N_("review"),
    "batch.exception-new": N_("review again"),
    "batch.step-open": N_("open steps"),
    "batch.signature-lapsed": N_("sign steps again"),
    "labels.astray": N_("labels"),
    "labels.one-for-each-bag": N_("labels"),
    "batch.prescriber-signature": N_("prescriber's signature"),
}
"""Codes to the few words that stand under the button."""
