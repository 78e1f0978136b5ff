"""What follows a changed value: every later calculation is done again, and whoever signed for it is told. Part of an act, never an act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.batch.judging import Judged, judge_turn
from workbench.batch.progress import Turn, TurnState, current_calculations, current_entries, progress
from workbench.batch.records import Bag, Calculation, Input, MarkKind, Reading
from workbench.batch.values import kept_value, step_key
from workbench.calculation.working import Worked
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Finding, Severity, finding
from workbench.kernel.ports import Change
from workbench.kernel.values import Actor, Quantity, Stored
from workbench.quality.opening import deviation

SOURCE = "a correction keeps what it corrects (ALCOA; 21 CFR 11.10(e))"


def calculation(change: Change, dossier: Dossier, turn: Turn, name: str, worked: Worked, at: datetime, supersedes: str | None) -> Calculation:
    """The record of one calculation with its working."""
    value = worked.value
    inputs = tuple(Input(each, text) for each, text in worked.inputs)
    made = Calculation(
        change.fresh("C"),
        dossier.batch.id,
        turn.step.name,
        turn.round,
        name,
        dossier.version.id,
        worked.expression,
        inputs,
        at,
        worked.rounding,
        value=value if isinstance(value, Quantity) else None,
        moment=value if isinstance(value, datetime) else None,
        text=value if isinstance(value, str) else None,
        supersedes=supersedes,
    )
    change.add(made)
    return made


def follow(
    change: Change, batch_id: str, corrected: tuple[str, str] | None, actor: Actor, now: datetime
) -> tuple[tuple[Stored, ...], tuple[Finding, ...]]:
    """Calculates every done turn again, in order, from the ``corrected`` step and round on, or from the first (an amended order).

    Only what differs becomes a new fact; a bag holds what its step now comes to. Told: every step whose signatures cover something
    that is no longer so, and every bag whose label says what is no longer so.
    """
    changed: list[Stored] = []
    bags: list[Bag] = []
    touched = [step_key(*corrected)] if corrected else []
    reached, dossier = corrected is None, assemble(change, batch_id)
    for key in [(each.step.name, each.round) for each in progress(dossier).turns]:
        reached = reached or key == corrected
        turn = progress(dossier).turn(*key)
        done = turn.last(MarkKind.PERFORMED)
        if not reached or done is None or turn.state not in (TurnState.DONE, TurnState.PERFORMED):
            continue
        judged = judge_turn(dossier.formula, progress(_before(dossier, turn, done.at)), turn, _typed(dossier, turn), done.at)
        new = _again(change, dossier, turn, judged, now)
        if new:
            touched.append(step_key(*key))
        changed += new
        if new or key == corrected:
            changed += _misses(change, dossier, turn, judged, actor, now)
            bags += _containers(change, dossier, turn, judged)
            dossier = assemble(change, batch_id)
    told = tuple(finding("batch.sign-again", Severity.DECIDES, SOURCE, where=each, step=each) for each in dict.fromkeys(touched))
    labels = tuple(finding("labels.print-again", Severity.DECIDES, SOURCE, where=each.id, bag=each.id) for each in bags if _labelled(dossier, each))
    return (*changed, *bags), told + labels


def _containers(change: Change, dossier: Dossier, turn: Turn, judged: Judged) -> list[Bag]:
    """The containers of a turn with the dose and volume that it comes to now: what is in a bag is what its step says."""
    makes, changed = turn.step.makes, []
    if makes is None:
        return []
    values: dict[str, object] = {**judged.typed, **{name: each.value for name, each in judged.worked.items()}}
    dose, volume = values.get(makes.dose), values.get(makes.volume)
    for bag in dossier.bags:
        mine = (bag.step, bag.round) == (turn.step.name, turn.round)
        if mine and isinstance(dose, Quantity) and isinstance(volume, Quantity) and (bag.dose, bag.volume) != (dose, volume):
            changed.append(replace(bag, dose=dose, volume=volume))
            change.replace(bag, changed[-1])
    return changed


def _labelled(dossier: Dossier, bag: Bag) -> bool:
    ended = {each.label for each in dossier.label_ends}
    return any(each.bag == bag.id and each.id not in ended for each in dossier.labels)


def _before(dossier: Dossier, turn: Turn, at: datetime) -> Dossier:
    """The batch with its lots as full as they were when the turn was done: what is left of them is a value too."""
    own = (dossier.batch.id, turn.step.name, turn.round)
    return replace(dossier, uses=tuple(each for each in dossier.uses if each.at <= at and (each.batch, each.step, each.round) != own))


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
