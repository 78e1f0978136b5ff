"""A second malignancy is entered: it opens a report at once, and a task for the sample that the transgene is looked for in."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from workbench.followup.actions.contacting import trail_in
from workbench.followup.records import Known, Malignancy, Sample, SampleStep
from workbench.followup.rules import SOURCE, may_correct_malignancy, may_find_malignancy, may_sample
from workbench.followup.timeline import OVER, Trail
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.people.rights import Act
from workbench.people.standing import authorise
from workbench.site.numbering import identifier
from workbench.vigilance.opening import QUALIFIED, open_report, tell_news
from workbench.vigilance.records import Outcome, Qualification, ReportSource, ReportStatus, SafetyReport
from workbench.vigilance.reporting import Calendar, case_of

ANSWERS = "UUUUUY"
"""A second malignancy is medically important (E.i.3.2f); the other five answers are not known until somebody gives them as news."""

@dataclass(frozen=True, slots=True)
class Illness:
    """A second malignancy as it was told."""

    kind: str
    t_cell: Known
    diagnosed: date | None
    told: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the sample. ``place`` is the laboratory, or who took it; ``said`` is what the report hears of it, in the person's language."""

    step: Sample
    on: date
    place: str = ""
    why: str = ""
    said: str = ""


def record_malignancy(infusion_id: str, ill: Illness, calendar: Calendar, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Enters a second malignancy. The report of it is made in the same act, with the clock within the hospital, and says what it may repeat."""
    with register.transaction(actor, "a second malignancy") as change:
        now = clock.now()
        own = authorise(change, actor, Act.FOLLOW_UP, now)
        trail = trail_in(change, infusion_id)
        number = identifier(change, now, "SR")
        made = _made(change, trail, ill, number, None, "", actor, now)
        told = refuse_if(may_find_malignancy(trail, made, now))
        onset = None if ill.diagnosed is None else datetime.combine(ill.diagnosed, time(), ZoneInfo(trail.zone))
        report = SafetyReport(
            number, ReportStatus.RECEIVED, ReportSource.FOLLOW_UP, trail.patient.id, trail.bag.id, trail.batch.id, trail.batch.formula, trail.ward,
            own.person.name, QUALIFIED.get(actor.role, Qualification.OTHER), made.kind, onset, Outcome.UNKNOWN, ANSWERS, (), ill.told, now, actor.zone,
            actor.person,
        )  # fmt: skip
        opened, found = open_report(change, report, trail.batch.regime, calendar, actor, now)
        change.add(made)
    return Done((made, *opened), (*told, *found))


def correct_malignancy(malignancy_id: str, ill: Illness, why: str, calendar: Calendar, *, actor: Actor, register: Register, clock: Clock) -> Done:
    """Puts other words in the place of wrong ones, with the reason; the report hears of it as significant news."""
    said = " ".join(why.split())
    with register.transaction(actor, said or "correct a malignancy") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        wrong, trail = _known(change, malignancy_id)
        made = _made(change, trail, ill, wrong.report, wrong.id, said, actor, now)
        told = refuse_if(may_correct_malignancy(trail, wrong, made, now))
        change.add(made)
        news, found = tell_news(change, case_of(change, wrong.report), f"{made.kind}. {said}", trail.batch.regime, calendar, actor, now)
    return Done((made, *news), (*told, *found))


def record_sample(
    malignancy_id: str, step: Step, calendar: Calendar, *, replaces: str | None = None, actor: Actor, register: Register, clock: Clock
) -> Done:
    """The sample was taken, sent, or its result is there; or nothing is tested, with the reason. What ends the task is news of the report."""
    with register.transaction(actor, f"sample {step.step.value}") as change:
        now = clock.now()
        authorise(change, actor, Act.FOLLOW_UP, now)
        malignancy, trail = _known(change, malignancy_id)
        words = " ".join(step.place.split()), " ".join(step.why.split())
        made = SampleStep(change.fresh("FS"), trail.root(malignancy), step.step, words[0], step.on, words[1], replaces, now, actor.zone, actor.person)
        told = refuse_if(may_sample(trail, malignancy, made, now))
        change.add(made)
        news: tuple[Stored, ...] = ()
        if step.step in OVER:
            said = ". ".join(each for each in (step.said, *words) if each)
            news, found = tell_news(change, case_of(change, malignancy.report), said, trail.batch.regime, calendar, actor, now)
            told = (*told, *found)
    return Done((made, *news), told)


def _known(change: Change, malignancy_id: str) -> tuple[Malignancy, Trail]:
    known = change.find(Malignancy, {"id": malignancy_id})
    if not known:
        raise Refused((stops("followup.not-found", SOURCE),))
    return known[0], trail_in(change, known[0].infusion)


def _made(change: Change, trail: Trail, ill: Illness, report: str, replaces: str | None, why: str, actor: Actor, now: datetime) -> Malignancy:
    return Malignancy(
        change.fresh("FM"), trail.patient.id, trail.infusion.id, " ".join(ill.kind.split()), ill.t_cell, ill.diagnosed, ill.told, report,
        " ".join(ill.remark.split()), replaces, why, now, actor.zone, actor.person,
    )  # fmt: skip
