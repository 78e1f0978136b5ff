"""A physician decides about a grade; somebody is called about an alert; an observation does not apply; a patient died."""
from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from workbench.custody.records import Infusion
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.orders.records import Patient
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.actions.following import alert, course, graded_fact, track_in
from workbench.vigilance.grading import crs, icans
from workbench.vigilance.grading.grade import Grade
from workbench.vigilance.records import Alert, AlertCall, Death, Graded, GradeDecision, NotApplicable, Observation
from workbench.vigilance.rules import SOURCE, may_call, may_decide, may_die, may_waive

S = TypeVar("S", bound=Stored)
CRS_DEATH = crs.CrsObservation(None, None, None, None, None, None, None, None, True)
ICANS_DEATH = icans.IcansObservation(None, None, None, None, None, None, None, None, None, True)


def decide_grade(graded_id: str, grade: int, why: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """A physician confirms the grade of the rule, or gives another one with the reason. What follows from it is raised at once."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "confirm a grade") as change:
        now = clock.now()
        authorise(change, actor, Act.DECIDE_GRADE, now)
        kept = _kept(change, Graded, graded_id)
        refuse_if(may_decide(track_in(change, kept.infusion), kept, grade, said))
        made = GradeDecision(change.fresh("GD"), kept.id, kept.infusion, grade, grade == kept.grade, said, now, actor.zone, actor.person)
        change.add(made)
        raised = alert(change, kept.infusion, kept.round, actor, now)
    return Done((made, *raised))


def call_about_alert(
    alert_id: str, called: str, at: datetime, *, read_back: bool, said: str = "", actor: Actor, register: Register, clock: Clock
) -> Done:
    """Somebody was called about an alert. It stays open until a call was read back."""
    who = " ".join(called.split())
    with register.transaction(actor, f"called {who}") as change:
        now = clock.now()
        authorise(change, actor, Act.CALL_ABOUT_ALERT, now)
        kept = _kept(change, Alert, alert_id)
        refuse_if(may_call(track_in(change, kept.infusion), kept, who, at, now))
        words = " ".join(said.split())
        made = AlertCall(change.fresh("AC"), kept.id, kept.infusion, who, read_back, words, at, actor.zone, now, actor.person)
        change.add(made)
    return Done((made,))


def waive_observation(infusion_id: str, due: str, reason: str, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """A due observation will not be made, for this reason."""
    said = " ".join(reason.split())
    with register.transaction(actor, said or "not applicable") as change:
        now = clock.now()
        authorise(change, actor, Act.OBSERVE, now)
        refuse_if(may_waive(track_in(change, infusion_id), due, said))
        made = NotApplicable(change.fresh("NA"), infusion_id, due, said, now, actor.zone, actor.person)
        change.add(made)
    return Done((made,))


def record_death(patient_id: str, died: datetime, due_to: str, remark: str = "", *, actor: Actor, register: Register, clock: Clock) -> Done:
    """A patient died. Where it was due to CRS or ICANS, that scale has grade 5 after each of their infusions."""
    said = " ".join(remark.split())
    with register.transaction(actor, said or "record a death") as change:
        now = clock.now()
        authorise(change, actor, Act.RECORD_DEATH, now)
        made = Death(change.fresh("DE"), _kept(change, Patient, patient_id).id, died, due_to, said, now, actor.zone, actor.person)
        refuse_if(may_die(made, change.find(Death, {"patient": patient_id}), change.find(Observation, {"patient": patient_id}), now))
        change.add(made)
        followed: list[Stored] = []
        for infusion in change.find(Infusion, {"patient": patient_id}):
            for grade in _last_grades(due_to):
                followed.append(graded_fact(change, track_in(change, infusion.id), made.id, grade, 1, died, actor, now))
                change.add(followed[-1])
            followed += course(change, infusion.id, actor, now)
            followed += alert(change, infusion.id, made.id, actor, now)
    return Done((made, *followed))


def _last_grades(due_to: str) -> tuple[Grade, ...]:
    if due_to == crs.SCALE:
        return (crs.grade(CRS_DEATH),)
    return (icans.grade(ICANS_DEATH),) if due_to == icans.SCALE else ()


def _kept(change: Change, kind: type[S], key: str) -> S:
    found = change.find(kind, {"id": key})
    if not found:
        raise Refused((stops("vigilance.not-found", SOURCE),))
    return found[0]
