"""Handing a released bag out, with the certificate that goes with it."""

from __future__ import annotations

from dataclasses import replace

from workbench.batch.records import Bag, BagStatus
from workbench.custody.records import BagIssue
from workbench.custody.rules import may_issue
from workbench.dossier.assemble import assemble
from workbench.kernel.findings import Done, refuse_if
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise


def issue_bag(bag_id: str, holder: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Hands a released bag out to ``holder`` (ward and name)."""
    with register.transaction(actor, f"issue to {holder}") as change:
        now = clock.now()
        bag = change.get(Bag, bag_id)
        dossier = assemble(change, bag.batch)
        authorise(change, actor, Act.HAND_OUT, now)
        refuse_if(may_issue(dossier, bag, holder, now))
        issue = BagIssue(change.fresh("I"), bag.batch, bag.id, holder.strip(), now, actor.zone, actor.person)
        change.add(issue)
        after = replace(bag, status=BagStatus.ISSUED)
        change.replace(bag, after)
    return Done((issue, after))
