"""A new deviation, made inside the act that found it."""
from __future__ import annotations

from datetime import datetime

from workbench.batch.records import Batch
from workbench.kernel.findings import Finding
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor
from workbench.people.standing import reason_given
from workbench.quality.records import Deviation
from workbench.site.numbering import identifier


def deviation(
    change: Change, batch: Batch, step: str, round_: str, found: Finding, cause: str, reason: str, actor: Actor, now: datetime
) -> tuple[Deviation, ...]:
    """Adds the deviation that ``found`` makes in this step and round, and gives it back. Refused without a reason that says something.

    Its number is the next of ``DEV-<year>``; ``where`` is the field, test or step that the finding speaks of.
    """
    made = Deviation(
        id=identifier(change, now, "DEV"),
        batch=batch.id,
        step=step,
        round=round_,
        where=found.where or step,
        code=found.code,
        cause=cause.strip(),
        reason=reason_given(reason),
        opened=now,
        zone=actor.zone,
        person=actor.person,
    )
    change.add(made)
    return (made,)
