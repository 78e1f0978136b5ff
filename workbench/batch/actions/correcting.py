"""Correcting an entry: a new fact that names the old one and why; everything that was calculated from it is calculated again."""

from __future__ import annotations

from datetime import datetime

from workbench.batch.following import follow
from workbench.batch.progress import current_entries, progress
from workbench.batch.records import Entry, Status
from workbench.batch.values import read_value
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Finding, Refused, stops
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor, Quantity
from workbench.people.rights import Act
from workbench.people.standing import authorise_hand

SOURCE = "a correction keeps what it corrects (ALCOA; 21 CFR 11.10(e))"
CORRECTABLE = (Status.IN_PROCESS, Status.PAUSED, Status.QC_PENDING, Status.HELD)


def correct_entry(entry_id: str, raw: str, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Corrects one value. Later calculations follow; signatures on what changed lapse; a new miss opens a deviation.

    Told: every step that must be signed again.
    """
    with register.transaction(actor, why) as change:
        now = clock.now()
        old = change.get(Entry, entry_id)
        dossier = assemble(change, old.batch)
        authorise_hand(change, actor, Act.PERFORM_STEP, now, [old.batch])
        _may(dossier, old, why)
        turn = progress(dossier).turn(old.step, old.round)
        field = next(each for each in turn.step.fields if each.name == old.field)
        value = read_value(field, raw)
        new = Entry(
            change.fresh("E"),
            old.batch,
            old.step,
            old.round,
            old.field,
            old.reading,
            now,
            actor.zone,
            actor.person,
            raw,
            value=value if isinstance(value, Quantity) else None,
            text=value if isinstance(value, str) else None,
            moment=value if isinstance(value, datetime) else None,
            supersedes=old.id,
            why=why.strip(),
        )
        change.add(new)
        changed, told = follow(change, old.batch, (old.step, old.round), actor, now)
    return Done((new, *changed), told)


def _may(dossier: Dossier, old: Entry, why: str) -> None:
    found: list[Finding] = []
    if dossier.batch.status not in CORRECTABLE:
        found.append(stops("batch.not-correctable", SOURCE, where=old.field, status=dossier.batch.status.value))
    if old not in current_entries(dossier):
        found.append(stops("batch.entry-superseded", SOURCE, where=old.field))
    if len(why.strip()) < 3:
        found.append(stops("batch.no-reason", SOURCE, where="why"))
    if found:
        raise Refused(found)
