"""A batch and its bags in a new status, and who holds what is then not to be given: part of acts of several rooms, never an act of its own."""

from __future__ import annotations

from dataclasses import replace

from workbench.batch.moves import Move, target
from workbench.batch.records import Bag, BagStatus, Status
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Severity, finding
from workbench.kernel.ports import Change
from workbench.kernel.values import Stored

BAGS_BECOME: dict[Move, BagStatus] = {
    Move.RELEASE_PROVISIONALLY: BagStatus.RELEASED,
    Move.CERTIFY: BagStatus.RELEASED,
    Move.HOLD: BagStatus.HELD,
    Move.STOP: BagStatus.HELD,
    Move.REJECT: BagStatus.REJECTED,
}
KEEP = (BagStatus.ISSUED, BagStatus.REJECTED)


def moved(change: Change, dossier: Dossier, move: Move) -> tuple[Stored, ...]:
    """Writes the new status of the batch and of its bags."""
    batch = dossier.batch
    to = target(dossier, move)
    if to is batch.status:
        return ()
    leaving = move in (Move.HOLD, Move.PAUSE) or to is Status.HELD
    after = replace(batch, status=to, resumes=batch.status if leaving else None)
    change.replace(batch, after)
    return (after, *_bags(change, dossier, move, to))


def _bags(change: Change, dossier: Dossier, move: Move, to: Status) -> tuple[Bag, ...]:
    become = BAGS_BECOME.get(move)
    back = {label.bag for label in dossier.labels if label.id in {each.label for each in dossier.label_scans}}
    changed: list[Bag] = []
    for bag in dossier.bags:
        if move is Move.RESUME:
            before = BagStatus.LABELLED if bag.id in back else BagStatus.FILLED
            become = BagStatus.RELEASED if to in (Status.PROVISIONAL, Status.RELEASED) else before
        if become is not None and bag.status not in KEEP and bag.status is not become:
            changed.append(replace(bag, status=become))
            change.replace(bag, changed[-1])
    return tuple(changed)


def holders(dossier: Dossier) -> tuple[Finding, ...]:
    """Who holds a certificate or a bag of this batch, and must be told."""
    papers = {each.id: each.number for each in dossier.documents}
    told = [
        finding(
            "batch.tell-holder",
            Severity.DECIDES,
            "late failure (workflow.md 0.2)",
            where=each.id,
            holder=each.holder,
            paper=papers[each.document],
        )
        for each in dossier.holders
    ]
    told += [
        finding("batch.tell-bag-holder", Severity.DECIDES, "late failure (workflow.md 0.2)", where=each.id, holder=each.holder, bag=each.bag)
        for each in dossier.issues
    ]
    return tuple(told)
