"""What was learnt of a patient is entered and corrected; a due item that will not be answered says why."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from workbench.followup.actions.contacting import trail_in
from workbench.followup.records import Answered, FollowUpVisit, Way
from workbench.followup.rules import SOURCE, may_correct_visit, may_visit
from workbench.followup.timeline import WANTED, State, Trail, answered_by, dues, questions_on, yearly
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.records import NotApplicable
from workbench.vigilance.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was filled in: how it was learnt, on which day, and the answers."""

    way: Way
    seen: date
    answers: tuple[Answered, ...]
    remark: str = ""


def record_visit(infusion_id: str, form: Form, schedules: Mapping[str, Schedule], *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters what was learnt; it settles every item whose window it lies in and all of whose questions it answers."""
    with register.transaction(actor, "follow-up") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        trail = trail_in(change, infusion_id)
        items = dues(trail, schedules, yearly(change), now)
        made = _made(change, trail, form, answered_by(items, form.seen, trail.zone, form.answers, form.way), None, "", actor, now)
        found = refuse_if(may_visit(trail, made, questions_on(items, form.seen, trail.zone), now))
        change.add(made)
    return Done((made,), found)


def correct_visit(visit_id: str, form: Form, why: str, schedules: Mapping[str, Schedule], *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Puts another form in the place of a wrong one, with the reason; which items it settles is looked at anew."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "correct a follow-up") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        known = change.find(FollowUpVisit, {"id": visit_id})
        if not known:
            raise Refused((stops("followup.not-found", SOURCE),))
        wrong, trail = known[0], trail_in(change, known[0].infusion)
        # without the wrong one, what it settled is wanted again
        before = replace(trail, visits=tuple(each for each in trail.visits if each.id != wrong.id))
        free = dues(before, schedules, yearly(change), now)
        made = _made(change, trail, form, answered_by(free, form.seen, trail.zone, form.answers, form.way), wrong.id, said, actor, now)
        found = refuse_if((*may_visit(trail, made, questions_on(free, form.seen, trail.zone), now), *may_correct_visit(trail, wrong, made, said)))
        change.add(made)
    return Done((made,), found)


def waive_follow_up(
    infusion_id: str, due: str, why: str, schedules: Mapping[str, Schedule], *, actor: Actor, register: Register, clock: Clock
) -> Done:
    """A due follow-up will not be made, for this reason."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "not applicable") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        trail = trail_in(change, infusion_id)
        item = next((each for each in dues(trail, schedules, yearly(change), now) if each.key == due), None)
        if item is None or item.state not in (*WANTED, State.MISSED, State.AHEAD):
            raise Refused((stops("followup.not-due", SOURCE),))
        if len(said) < 3:
            raise Refused((stops("followup.why-missing", SOURCE, where="why"),))
        made = NotApplicable(change.fresh("NA"), infusion_id, due, said, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))


def _made(
    change: Change, trail: Trail, form: Form, settles: tuple[str, ...], replaces: str | None, why: str, actor: Actor, now: datetime
) -> FollowUpVisit:
    answers = tuple(Answered(each.question, each.answer, " ".join(each.detail.split())) for each in form.answers)
    return FollowUpVisit(
        change.fresh("FV"), trail.infusion.id, trail.patient.id, form.way, form.seen, settles, answers, " ".join(form.remark.split()), replaces, why,
        now, actor.zone, actor.person,
    )  # fmt: skip
