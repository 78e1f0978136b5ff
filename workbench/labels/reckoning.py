"""What became of each label, and whether the count closes: printed = applied + destroyed + returned + retained."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from workbench.batch.records import Bag, Calculation, Entry
from workbench.dossier.dossier import Dossier
from workbench.labels.records import LabelDisposal, LabelEnd, LabelPrint, LabelScan
from workbench.printing.records import LabelSend, Outcome, SendOutcome

TAG = "tie-on-tag"
"""Profiles whose name begins so are tags: tied on after release and replaced with the status, not part of the label count."""


class LabelState(Enum):
    """Where a label is. ``ENDED``: no longer valid, and nobody has said yet what became of its paper."""

    PROVED = "proved"
    UNKNOWN = "unknown"
    SENT = "sent"
    APPLIED = "applied"
    ENDED = "ended"
    DESTROYED = "destroyed"
    RETURNED = "returned"
    RETAINED = "retained"
    NOT_PRINTED = "not printed"


WAITING = frozenset({LabelState.PROVED, LabelState.UNKNOWN, LabelState.SENT})
"""A valid label that nobody has scanned on its bag yet."""
VALID = WAITING | {LabelState.APPLIED}
"""At most one label of a bag and place is in one of these at any time."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send a label. Without an outcome (still under way, or cut off by a crash) nobody knows: it is unknown."""

    send: LabelSend
    ended: SendOutcome | None

    @property
    def outcome(self) -> Outcome:
        """What is known of it."""
        return self.ended.outcome if self.ended else Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class Life:
    """A label and what became of it."""

    label: LabelPrint
    scan: LabelScan | None
    end: LabelEnd | None
    disposal: LabelDisposal | None = None
    attempts: tuple[Attempt, ...] = ()

    @property
    def paper(self) -> LabelState:
        """Whether there can be paper of it, by its sending alone: ``SENT``, ``UNKNOWN``, or ``PROVED`` where certainly none came out.

        A label without a printer was handed out as a PDF and may be on paper from then on.
        """
        if self.label.printer is None:
            return LabelState.SENT
        outcomes = {each.outcome for each in self.attempts}
        if Outcome.SENT in outcomes:
            return LabelState.SENT
        return LabelState.UNKNOWN if Outcome.UNKNOWN in outcomes else LabelState.PROVED

    @property
    def state(self) -> LabelState:
        """An applied label that was spoiled or voided afterwards is ended; an ended one is what became of its paper."""
        if self.disposal:
            return LabelState(self.disposal.how.value)
        if self.end:
            return LabelState.ENDED
        return LabelState.APPLIED if self.scan else self.paper

    @property
    def valid(self) -> bool:
        """Whether it may be, or come, on its bag."""
        return self.state in VALID

    @property
    def waits(self) -> bool:
        """Whether it is to be scanned on its bag."""
        return self.state in WAITING

    @property
    def tag(self) -> bool:
        """Whether this is a tie-on tag."""
        return self.label.profile.startswith(TAG)


@dataclass(frozen=True, slots=True)
class Count:
    """The reconciliation of labels: how many came (or may have come) out of a printer, and where those are."""

    printed: int
    applied: int
    destroyed: int
    returned: int
    retained: int

    @property
    def missing(self) -> int:
        """Labels that nobody has accounted for."""
        return self.printed - self.applied - self.destroyed - self.returned - self.retained


def lived(
    labels: Iterable[LabelPrint],
    scans: Iterable[LabelScan],
    ends: Iterable[LabelEnd],
    disposals: Iterable[LabelDisposal],
    sends: Iterable[LabelSend],
    outcomes: Iterable[SendOutcome],
) -> tuple[Life, ...]:
    """Each label with what became of it; the sends of a label are given in the order of its attempts."""
    scanned, gone = {each.label: each for each in scans}, {each.label: each for each in ends}
    disposed, came_to = {each.label: each for each in disposals}, {each.send: each for each in outcomes}
    attempts: dict[str, tuple[Attempt, ...]] = {}
    for each in sends:
        attempts[each.label] = (*attempts.get(each.label, ()), Attempt(each, came_to.get(each.id)))
    return tuple(Life(each, scanned.get(each.id), gone.get(each.id), disposed.get(each.id), attempts.get(each.id, ())) for each in labels)


def lives(dossier: Dossier, bag: Bag | None = None) -> tuple[Life, ...]:
    """Every label of the batch's bags, or of one of them, in the order in which they were made."""
    return _lived(dossier, [each for each in dossier.labels if bag is None or each.bag == bag.id])


def thing_lives(dossier: Dossier) -> tuple[Life, ...]:
    """Every label of what is no bag but of this batch: its samples and its containers in process."""
    return _lived(dossier, dossier.thing_labels)


def _lived(dossier: Dossier, labels: Iterable[LabelPrint]) -> tuple[Life, ...]:
    facts = (dossier.label_scans, dossier.label_ends, dossier.label_disposals, dossier.label_sends, dossier.send_outcomes)
    return lived(labels, *facts)


def outdated(dossier: Dossier, life: Life) -> bool:
    """Whether the dose or volume of the bag was entered or calculated anew after its label was printed: the label says the old one."""
    bag = next((each for each in dossier.bags if each.id == life.label.bag), None)
    makes = dossier.formula.step(bag.step).makes if bag else None
    if bag is None or makes is None or life.tag:
        return False
    facts: tuple[Entry | Calculation, ...] = (*dossier.entries, *dossier.calculations)
    mine = [each for each in facts if (each.step, each.round) == (bag.step, bag.round) and each.field in (makes.dose, makes.volume)]
    return any(each.supersedes and each.at > life.label.at for each in mine)


def count(dossier: Dossier, bag: Bag | None = None) -> Count:
    """The reconciliation of the batch's labels, or of one bag's. Tags are not counted, nor labels that certainly never were on paper."""
    return counted(each for each in lives(dossier, bag) if not each.tag)


def counted(of: Iterable[Life]) -> Count:
    """The reconciliation of these labels. Labels of what is no bag are counted apart from those of bags: release asks for the bags' only."""
    states = [each.state for each in of]
    printed = [each for each in states if each not in (LabelState.PROVED, LabelState.NOT_PRINTED)]
    parts = (LabelState.APPLIED, LabelState.DESTROYED, LabelState.RETURNED, LabelState.RETAINED)
    return Count(len(printed), *(states.count(each) for each in parts))
