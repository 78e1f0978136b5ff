"""A site chooses the version of CTCAE; a clinician grades from a list. Neither touches a grade that stands."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workbench.formula.records import FormulaVersion
from workbench.kernel.findings import Done, refuse_if
from workbench.kernel.ports import Clock, Register
from workbench.kernel.values import Actor
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.vigilance.actions.following import alert, graded_fact, track_in
from workbench.vigilance.grading import clinical
from workbench.vigilance.grading.ctcae import Edition
from workbench.vigilance.records import CtcaeChoice
from workbench.vigilance.rules import may_choose, may_grade


def choose_ctcae(
    version: str, why: str, editions: Mapping[str, Edition], *, product: str = "", actor: Actor, register: Register, clock: Clock
) -> Done:
    """By which version of CTCAE laboratory terms are graded from now on: of one ``product`` (the code of its formula), or of all others."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "choose the version of CTCAE") as change:
        now = clock.now()
        authorise(change, actor, Act.CHOOSE_CTCAE, now)
        made = CtcaeChoice(change.fresh("CC"), product, version, said, now, actor.zone, actor.person)
        products = [each.code for each in change.find(FormulaVersion)]
        refuse_if(may_choose(made, tuple(editions), products, change.find(CtcaeChoice, sort="seq")))
        change.add(made)
    return Done((made,))


def grade_by_clinician(
    infusion_id: str, checklist: clinical.Checklist, found: Mapping[str, bool | None], grade: int | None, reason: str, at: datetime, *, actor: Actor,
    register: Register, clock: Clock,
) -> Done:  # fmt: skip
    """A physician's grade of ``checklist`` at one time, with what was looked at and the reason. What follows from it is raised at once."""
    said = " ".join(reason.split())
    with register.transaction(actor, said or "grade from a list") as change:
        now = clock.now()
        authorise(change, actor, Act.DECIDE_GRADE, now)
        track = track_in(change, infusion_id)
        refuse_if(may_grade(track, checklist.scale, at, grade, now))
        given = clinical.grade(checklist, clinical.Looked(found, grade, actor.person, said))
        name = change.fresh("CL")
        made = graded_fact(change, track, name, given, 1, at, actor, now)
        change.add(made)
        raised = alert(change, infusion_id, name, actor, now)
    return Done((made, *raised))
