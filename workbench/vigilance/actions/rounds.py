"""Entering a bedside sheet, and correcting it. The grades and alerts that follow stand in the same transaction."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.kernel.findings import Done, Finding, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.actions.following import follow, track_in
from workbench.vigilance.grading.ctcae import Edition
from workbench.vigilance.monitoring import Due, due_for, dues
from workbench.vigilance.observed import ITEMS, Read, Typed, read
from workbench.vigilance.papers import SOURCE as PAPER
from workbench.vigilance.papers import may_return
from workbench.vigilance.records import Observation, RoundPaper, RoundPaperBack
from workbench.vigilance.rules import SOURCE, may_correct, may_observe
from workbench.vigilance.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was seen at one time. An item that was left empty was not observed, and is not here.

    ``paper`` is the printed sheet that it was written on, if it was, and ``observed_by`` who signed that at the bedside.
    """

    at: datetime
    typed: tuple[Typed, ...]
    paper: str = ""
    observed_by: str = ""


def record_round(
    infusion_id: str, sheet: Sheet, schedules: Mapping[str, Schedule], editions: Mapping[str, Edition], *, actor: Actor, register: Register,
    clock: Clock,
) -> Done:  # fmt: skip
    """Enters one sheet. Whatever on it cannot be is refused, all of it together and in place; nothing of the sheet stays then."""
    with register.transaction(actor, "bedside sheet") as change:
        now = clock.now()
        authorise(change, actor, Act.OBSERVE, now)
        track = track_in(change, infusion_id)
        found = list(may_observe(track, sheet.at, sheet.typed, now))
        said = " ".join(sheet.observed_by.split())
        found += may_return(_paper(change, sheet.paper), track, said) if sheet.paper else ()
        meant = _read(sheet.typed, found)
        refuse_if(found)
        name = change.fresh("RO")
        open_items: tuple[Due, ...] = dues(track, schedules, now)
        made = [
            Observation(
                change.fresh("OB"), infusion_id, track.infusion.patient, name, each.item, sheet.at, actor.zone, _raw(each), one.value, one.choice, now,
                actor.person, due_for(ITEMS[each.item].answers, sheet.at, open_items), None, None, one.lower, one.upper,
            )
            for each, one in meant
        ]  # fmt: skip
        facts: list[Stored] = list(made)
        if sheet.paper:
            facts.append(RoundPaperBack(change.fresh("RB"), sheet.paper, infusion_id, name, said, now, actor.zone, actor.person))
        for fact in facts:
            change.add(fact)
        followed = follow(change, infusion_id, name, sheet.at, editions, actor, now)
    return Done((*facts, *followed))


def _paper(change: Change, key: str) -> RoundPaper:
    known = change.find(RoundPaper, {"id": key})
    if not known:
        raise Refused((stops("vigilance.not-found", PAPER, where="paper"),))
    return known[0]


def correct_observation(
    observation_id: str, right: Typed, why: str, editions: Mapping[str, Edition], *, actor: Actor, register: Register, clock: Clock
) -> Done:
    """Puts another value in the place of a wrong one, with the reason. The sheet is graded again, beside the old grades.

    ``right`` says the limits of the laboratory too: those that it does not say are no longer known.
    """
    with register.transaction(actor, " ".join(why.split()) or "correct an observation") as change:
        now = clock.now()
        authorise(change, actor, Act.OBSERVE, now)
        known = change.find(Observation, {"id": observation_id})
        if not known:
            raise Refused((stops("vigilance.no-such-observation", SOURCE),))
        wrong, typed = known[0], replace(right, item=known[0].item)
        refuse_if(may_correct(track_in(change, wrong.infusion), wrong, _raw(typed), " ".join(why.split())))
        said = read(typed)
        made = Observation(
            change.fresh("OB"), wrong.infusion, wrong.patient, wrong.round, wrong.item, wrong.at, wrong.zone, _raw(typed), said.value, said.choice, now,
            actor.person, wrong.due, wrong.id, " ".join(why.split()), said.lower, said.upper,
        )  # fmt: skip
        change.add(made)
        followed: Sequence[Stored] = follow(change, wrong.infusion, wrong.round, wrong.at, editions, actor, now)
    return Done((made, *followed))


def _raw(typed: Typed) -> str:
    """As it was typed, with the unit that stood beside it and the limits that came with it."""
    said = f"{' '.join(typed.raw.split())} {typed.unit}".rstrip()
    lower, upper = (" ".join(each.split()) for each in (typed.lower, typed.upper))
    return f"{said} ({lower or '?'} to {upper or '?'})" if lower or upper else said


def _read(typed: Sequence[Typed], found: list[Finding]) -> list[tuple[Typed, Read]]:
    """What was meant by each; what cannot be goes to ``found``, so that a person sees every mistake at once."""
    meant: list[tuple[Typed, Read]] = []
    for each in typed:
        try:
            meant.append((each, read(each)))
        except Refused as refused:
            found += refused.findings
    return meant


