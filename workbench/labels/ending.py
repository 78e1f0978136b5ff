"""The end of a label: what is added to the register when one is written off, or when another takes its place."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.batch.records import Bag, BagStatus
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor, Stored
from workbench.labels.reckoning import LabelState, Life
from workbench.labels.records import Fate, LabelDisposal, LabelEnd

NEVER_ON_PAPER = "it was not sent to a printer"


def ended(change: Change, life: Life, how: str, why: str, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    """The end of a label; where certainly no paper of it came out, that is said at once. A bag that carried it waits for another."""
    label, mark = life.label, (now, actor.zone, actor.person)
    made: list[Stored] = [LabelEnd(change.fresh("X"), label.batch, label.id, how, why, *mark)]
    if life.state is LabelState.PROVED:
        made.append(LabelDisposal(change.fresh("Y"), label.batch, label.id, Fate.NOT_PRINTED, NEVER_ON_PAPER, *mark))
    for each in made:
        change.add(each)
    bag = change.get(Bag, label.bag) if label.bag else None
    if bag is not None and life.state is LabelState.APPLIED and not life.tag and bag.status is BagStatus.LABELLED:
        after = replace(bag, status=BagStatus.FILLED)
        change.replace(bag, after)
        made.append(after)
    return tuple(made)
