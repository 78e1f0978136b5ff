"""Bags that are called back: handed out, not given, and of a batch that is now held, stopped or rejected, for whatever reason."""
from __future__ import annotations

from dataclasses import dataclass

from workbench.batch.records import Bag, BagStatus, Batch, Status
from workbench.custody.records import BagIssue, BagReturn, Infusion, RecallAnswer, RecallCall
from workbench.kernel.ports import Among, Reader

CALLED_BACK = (Status.HELD, Status.STOPPED, Status.REJECTED)
"""A batch whose bags are not to be given."""


@dataclass(frozen=True, slots=True)
class Recall:
    """One bag that is called back, who was handed it, and every call about it, the first first."""

    batch: Batch
    bag: Bag
    issue: BagIssue
    calls: tuple[RecallCall, ...]

    @property
    def told(self) -> bool:
        """Whether somebody was reached and read it back."""
        return any(each.read_back and each.answer is not RecallAnswer.NOT_REACHED for each in self.calls)


def recall_of(reader: Reader, bag: Bag) -> Recall | None:
    """The recall of a bag, as long as it is out: ``None`` where its batch stands, it was given, or it is back or never left."""
    issues = reader.find(BagIssue, {"bag": bag.id})
    batch = reader.get(Batch, bag.batch)
    if bag.status is not BagStatus.ISSUED or batch.status not in CALLED_BACK or not issues:
        return None
    if reader.count(Infusion, {"bag": bag.id}) or reader.count(BagReturn, {"bag": bag.id}):
        return None
    return Recall(batch, bag, issues[0], reader.find(RecallCall, {"bag": bag.id}, sort="seq"))


def recalls(reader: Reader) -> tuple[Recall, ...]:
    """Every bag that is called back and still out: those that nobody was told of first, then the oldest hand-out."""
    batches = reader.find(Batch, {"status": Among(CALLED_BACK)})
    bags = reader.find(Bag, {"batch": Among(tuple(each.id for each in batches)), "status": BagStatus.ISSUED}) if batches else ()
    found = [each for bag in bags if (each := recall_of(reader, bag)) is not None]
    return tuple(sorted(found, key=lambda each: (each.told, each.issue.at, each.bag.id)))
