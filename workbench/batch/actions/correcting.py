"""Correcting an entry: a new fact that names the old one and why; everything that was calculated from it is calculated again."""

from __future__ import annotations

from datetime import datetime

from workbench.batch.actions.recording import calculation
from workbench.batch.judging import Judged, judge_turn
from workbench.batch.progress import Turn, TurnState, current_calculations, current_entries, progress
from workbench.batch.records import Calculation, Entry, MarkKind, Reading, Status
from workbench.batch.values import kept_value, read_value
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Finding, Refused, Severity, finding, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Quantity, Stored
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.quality.opening import deviation

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
        authorise(change, actor, Act.PERFORM_STEP, now)
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
        changed, told = _follow(change, old.batch, old, actor, now)
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


def _follow(change: Change, batch_id: str, old: Entry, actor: Actor, now: datetime) -> tuple[tuple[Stored, ...], tuple[Finding, ...]]:
    """Calculates every done turn from the corrected one on again, in order; only what differs becomes a new fact."""
    changed: list[Stored] = []
    touched = [f"{old.step}/{old.round}"]
    reached = False
    for key in [(each.step.name, each.round) for each in progress(assemble(change, batch_id)).turns]:
        reached = reached or key == (old.step, old.round)
        if not reached:
            continue
        dossier = assemble(change, batch_id)
        stand = progress(dossier)
        turn = stand.turn(*key)
        if turn.state not in (TurnState.DONE, TurnState.PERFORMED):
            continue
        done = turn.last(MarkKind.PERFORMED)
        judged = judge_turn(dossier.formula, stand, turn, _typed(dossier, turn), done.at if done else now)
        new = _again(change, dossier, turn, judged, now)
        if new:
            touched.append("/".join(key))
        changed += new
        if new or key == (old.step, old.round):
            changed += _misses(change, dossier, turn, judged, actor, now)
    told = tuple(finding("batch.sign-again", Severity.DECIDES, SOURCE, where=each, step=each) for each in dict.fromkeys(touched))
    return tuple(changed), told


def _typed(dossier: Dossier, turn: Turn) -> dict[str, str]:
    mine = (turn.step.name, turn.round)
    return {each.field: each.attachment or each.raw for each in current_entries(dossier) if (each.step, each.round) == mine and each.reading is Reading.FIRST}


def _again(change: Change, dossier: Dossier, turn: Turn, judged: Judged, now: datetime) -> list[Calculation]:
    before = {each.field: each for each in current_calculations(dossier) if (each.step, each.round) == (turn.step.name, turn.round)}
    made = []
    for name, worked in judged.worked.items():
        held = before.get(name)
        if held is None or kept_value(held) != worked.value:
            made.append(calculation(change, dossier, turn, name, worked, now, held.id if held else None))
    return made


def _misses(change: Change, dossier: Dossier, turn: Turn, judged: Judged, actor: Actor, now: datetime) -> list[Stored]:
    known = {each.where for each in dossier.deviations if (each.step, each.round) == (turn.step.name, turn.round)}
    made: list[Stored] = []
    for each in judged.deviations:
        if each.where not in known:
            made += deviation(change, dossier.batch, turn.step.name, turn.round, each, "correction", "found when an entry was corrected", actor, now)
    return made
