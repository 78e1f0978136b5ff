"""What is kept of a code that was typed instead of scanned: shared by the acts that take a scan."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.findings import refuse_if
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor
from workbench.people.records import Meaning, Signature
from workbench.people.rights import Act
from workbench.people.rules import another
from workbench.people.signing import SecondPerson, signature
from workbench.people.standing import authorise_hand, reason_given
from workbench.scanners.records import HandEntry
from workbench.scanners.typing_in import Keyed

HAND = "hand entry"
"""Kind of what the second person signs: that they read the same code on the thing itself."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A code that was typed, why it could not be scanned, and the second person who read it as well."""

    code: Keyed
    why: str
    second: SecondPerson


def judged(change: Change, hand: ByHand, batch: str | None, actor: Actor, now: datetime, act: Act = Act.VERIFY_STEP) -> None:
    """Refuses where there is no reason, or where the second person is the first or may not do ``act``, the check that belongs there."""
    reason_given(hand.why)
    second = authorise_hand(change, hand.second.actor, act, now, [] if batch is None else [batch])
    refuse_if(another(actor.person, hand.second.actor.person, second.person.name, "second"))


def entered(change: Change, hand: ByHand, scan: str, batch: str | None, actor: Actor, now: datetime) -> tuple[HandEntry, Signature]:
    """The record of a typed code that was accepted as ``scan``, with the signature of the second person; to be added by the caller."""
    second = hand.second.actor
    entry = HandEntry(
        change.fresh("E"), batch, scan, hand.code.typed, hand.code.check, reason_given(hand.why), second.person, now, actor.zone, actor.person,
    )  # fmt: skip
    return entry, signature(change, second, hand.second.proof, Meaning.VERIFIED, HAND, entry.id, (entry,), batch, now=now)
