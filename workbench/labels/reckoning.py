"""What became of each printed label, and whether the count closes: printed = applied + ended."""
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from workbench.batch.records import Bag, Calculation, Entry
from workbench.dossier.dossier import Dossier
from workbench.labels.records import LabelEnd, LabelPrint, LabelScan

TAG = "tie-on-tag"
"""Profiles whose name begins so are tags: tied on after release and replaced with the status, not part of the label count."""


class LabelState(Enum):
    """Where a printed label is: in somebody's hand, on its bag, or destroyed."""

    PRINTED = "printed"
    APPLIED = "applied"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Life:
    """A printed label and what became of it."""

    label: LabelPrint
    scan: LabelScan | None
    end: LabelEnd | None

    @property
    def state(self) -> LabelState:
        """An applied label that was spoiled or voided afterwards is ended."""
        if self.end:
            return LabelState.ENDED
        return LabelState.APPLIED if self.scan else LabelState.PRINTED

    @property
    def tag(self) -> bool:
        """Whether this is a tie-on tag."""
        return self.label.profile.startswith(TAG)


@dataclass(frozen=True, slots=True)
class Count:
    """The reconciliation of labels: how many were printed, are applied, were spoiled or voided."""

    printed: int
    applied: int
    ended: int

    @property
    def missing(self) -> int:
        """Labels that nobody has accounted for."""
        return self.printed - self.applied - self.ended


def lives(dossier: Dossier, bag: Bag | None = None) -> tuple[Life, ...]:
    """Every printed label of the batch, or of one bag, in the order of printing."""
    scans = {each.label: each for each in dossier.label_scans}
    ends = {each.label: each for each in dossier.label_ends}
    return tuple(
        Life(each, scans.get(each.id), ends.get(each.id)) for each in dossier.labels if bag is None or each.bag == bag.id
    )


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
    """The reconciliation of the batch's labels, or of one bag's; tags are not counted."""
    states = [each.state for each in lives(dossier, bag) if not each.tag]
    return Count(len(states), states.count(LabelState.APPLIED), states.count(LabelState.ENDED))

