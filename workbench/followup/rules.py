"""What must hold of a follow-up, of contacts and attempts, of a patient who is lost, and of a second malignancy. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workbench.followup.form import DEAD, LONGEST, QUESTIONS, UNKNOWN, YES, answers_of, applies
from workbench.followup.records import (
    Contact,
    ContactAttempt,
    FollowUpVisit,
    Malignancy,
    Sample,
    SampleStep,
    Standing,
)
from workbench.followup.timeline import OVER, Trail
from workbench.kernel.findings import Finding, Severity, finding, stops

SOURCE = "long-term follow-up (rules of this workbench)"
FDA = "FDA, January 2024: second malignancies, for life"
ATTEMPTS = 3
"""Attempts without reaching anybody before a patient may be called lost (a choice of ours)."""
WHERE = {"name": "name", "telephone or address": "reach", "language": "language"}
TEXT = 2000
WHY = 3
MOST_DAYS = 182
"""A yearly window never reaches the next anniversary's."""
ORDER: dict[Sample, tuple[Sample | None, ...]] = {
    Sample.TAKEN: (None,), Sample.SENT: (Sample.TAKEN,), Sample.FOUND: (Sample.SENT,), Sample.NOT_FOUND: (Sample.SENT,),
    Sample.NOT_TESTED: (None, Sample.TAKEN, Sample.SENT),
}  # fmt: skip
"""What a step of a sample follows."""


def may_visit(trail: Trail, new: FollowUpVisit, asked: Sequence[str], now: datetime) -> tuple[Finding, ...]:
    """Stops a form from the future, before the infusion, twice on a day, of somebody lost or who withdrew, with questions left open, with answers
    that do not exist, and one that contradicts what is known of a death; tells of a malignancy that still has to be entered."""
    found = _day(trail, new.seen, "seen", now)
    if any(each.seen == new.seen and each.id != new.replaces for each in trail.visits_now):
        found.append(stops("followup.day-twice", SOURCE, where="seen", day=new.seen.isoformat()))
    if trail.standing in (Standing.LOST, Standing.WITHDREW) and new.replaces is None:
        code = "followup.withdrew" if trail.standing is Standing.WITHDREW else "followup.is-lost"
        found.append(stops(code, SOURCE))
    found += _answers(new, asked)
    found += _life(trail, new)
    found += _text(new.remark, "remark")
    if answers_of(new.answers).get("malignancy") == YES and not trail.malignancies_now:
        found.append(finding("followup.enter-malignancy", Severity.DECIDES, FDA))
    return tuple(found)


def may_correct_visit(trail: Trail, wrong: FollowUpVisit, new: FollowUpVisit, why: str) -> tuple[Finding, ...]:
    """Stops the correction of what was corrected already, one that changes nothing, and one without a reason."""
    found = _why(why)
    if wrong not in trail.visits_now:
        found.append(stops("followup.corrected-before", SOURCE))
    if (wrong.seen, wrong.way, wrong.answers, wrong.remark) == (new.seen, new.way, new.answers, new.remark):
        found.append(stops("followup.nothing-changed", SOURCE))
    return tuple(found)


def _answers(new: FollowUpVisit, asked: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    given = answers_of(new.answers)
    for each in new.answers:
        question = QUESTIONS.get(each.question)
        if question is None or each.answer not in question.options or not applies(question, given):
            field = question.name if question is not None else each.question
            found.append(stops("followup.no-such-answer", SOURCE, where=each.question, field=field, value=each.answer[:40]))
        elif each.detail and not question.detail:
            found.append(stops("followup.no-detail", SOURCE, where=each.question, field=question.name))
        elif len(each.detail) > LONGEST:
            found.append(stops("followup.text-long", SOURCE, where=each.question, field=question.name, most=str(LONGEST)))
    if len(given) < len(new.answers):
        found.append(stops("followup.answered-twice", SOURCE))
    open_ones = [code for code in asked if code not in given and applies(QUESTIONS[code], given)]
    found += [stops("followup.not-answered", SOURCE, where=code, field=QUESTIONS[code].name) for code in open_ones]
    return found


def _life(trail: Trail, new: FollowUpVisit) -> list[Finding]:
    survival = answers_of(new.answers).get("survival")
    if trail.death is None:
        return [stops("followup.death-not-entered", SOURCE, where="survival")] if survival == DEAD else []
    died = trail.death.died.astimezone(ZoneInfo(trail.zone)).date()
    if new.seen > died and survival != DEAD:
        return [stops("followup.died", SOURCE, where="survival", day=died.isoformat())]
    return [stops("followup.died-later", SOURCE, where="survival", day=died.isoformat())] if new.seen < died and survival == DEAD else []


def may_contact(new: Contact, known: Sequence[Contact]) -> tuple[Finding, ...]:
    """Stops a contact without a name or a way to reach it; and the change of one that is not there any more, or without a reason."""
    found: list[Finding] = []
    for name, text in (("name", new.name), ("telephone or address", new.reach), ("language", new.language)):
        if not text:
            found.append(stops("followup.contact-incomplete", SOURCE, where=WHERE[name], field=name))
        elif len(text) > LONGEST:
            found.append(stops("followup.text-long", SOURCE, where=WHERE[name], field=name, most=str(LONGEST)))
    if new.replaces is not None:
        found += _why(new.why)
        if all(each.id != new.replaces for each in known):
            found.append(stops("followup.corrected-before", SOURCE))
    return tuple(found)


def may_attempt(trail: Trail, new: ContactAttempt, now: datetime) -> tuple[Finding, ...]:
    """Stops an attempt at nobody, in the future, or before the infusion, and one at a patient who withdrew."""
    found = _text(new.said, "said")
    if all(each.id != new.contact for each in trail.contacts_now):
        found.append(stops("followup.no-such-contact", SOURCE, where="contact"))
    if new.tried > now:
        found.append(stops("followup.ahead", SOURCE, where="tried"))
    if new.tried < trail.infusion.begun:
        found.append(stops("followup.before-infusion", SOURCE, where="tried"))
    if trail.standing is Standing.WITHDREW:
        found.append(stops("followup.withdrew", SOURCE))
    return tuple(found)


def may_stand(trail: Trail, standing: Standing, why: str) -> tuple[Finding, ...]:
    """Stops "lost" before enough attempts, what stands already, finding somebody who was not lost, after death, and without a reason."""
    found = _why(why)
    if trail.death is not None:
        found.append(stops("followup.dead", SOURCE))
    if standing is trail.standing or (standing is Standing.FOUND and trail.standing is None):
        found.append(stops("followup.stands-so", SOURCE))
    if standing is Standing.LOST and len(trail.tried) < ATTEMPTS:
        found.append(stops("followup.too-few-attempts", SOURCE, many=str(len(trail.tried)), least=str(ATTEMPTS)))
    return tuple(found)


def may_set_window(before: int, after: int, why: str) -> tuple[Finding, ...]:
    """Stops a window that would reach another anniversary's, and one without a reason."""
    found = _why(why)
    for name, days in (("before", before), ("after", after)):
        if not 0 <= days <= MOST_DAYS:
            found.append(stops("followup.window-range", SOURCE, where=name, most=str(MOST_DAYS)))
    return tuple(found)


def may_find_malignancy(trail: Trail, new: Malignancy, now: datetime) -> tuple[Finding, ...]:
    """Stops a malignancy without words, diagnosed in the future or before the infusion, told in the future or before it was diagnosed."""
    found = [*_text(new.kind, "kind"), *_text(new.remark, "remark")]
    if len(new.kind) < WHY:
        found.append(stops("followup.kind-missing", SOURCE, where="kind"))
    if new.diagnosed is not None:
        found += _day(trail, new.diagnosed, "diagnosed", now)
        if new.diagnosed > new.told.astimezone(ZoneInfo(trail.zone)).date():
            found.append(stops("followup.told-early", SOURCE, where="told"))
    if new.told > now:
        found.append(stops("followup.ahead", SOURCE, where="told"))
    return tuple(found)


def may_correct_malignancy(trail: Trail, wrong: Malignancy, new: Malignancy, now: datetime) -> tuple[Finding, ...]:
    """As for a new one; and without a reason, without a change, or of what was corrected already."""
    found = [*may_find_malignancy(trail, new, now), *_why(new.why)]
    if wrong not in trail.malignancies_now:
        found.append(stops("followup.corrected-before", SOURCE))
    if (wrong.kind, wrong.t_cell, wrong.diagnosed, wrong.told, wrong.remark) == (new.kind, new.t_cell, new.diagnosed, new.told, new.remark):
        found.append(stops("followup.nothing-changed", SOURCE))
    return tuple(found)


def may_sample(trail: Trail, malignancy: Malignancy, new: SampleStep, now: datetime) -> tuple[Finding, ...]:
    """Stops a step out of order, dated before the one that it follows or in the future, without its laboratory, and "not tested" without a reason."""
    steps = [each for each in trail.sample(malignancy) if each.id != new.replaces]
    found = _day(trail, new.on, "on", now)
    if new.replaces is None and (steps[-1].step if steps else None) not in ORDER[new.step]:
        found.append(stops("followup.sample-order", FDA, where="step"))
    if new.replaces is not None:
        found += _why(new.why)
        wrong = next((each for each in trail.sample(malignancy) if each.id == new.replaces), None)
        if wrong is None:
            found.append(stops("followup.corrected-before", SOURCE))
        elif new.step not in alike(wrong.step):
            found.append(stops("followup.sample-order", FDA, where="step"))
        steps = [each for each in steps if wrong is not None and each.at < wrong.at]
    if any(each.on > new.on for each in steps):
        found.append(stops("followup.sample-early", SOURCE, where="on", day=max(each.on for each in steps).isoformat()))
    if new.step is Sample.NOT_TESTED:
        found += _why(new.why)
    elif not new.place:
        found.append(stops("followup.place-missing", SOURCE, where="place"))
    return tuple(found)


def alike(step: Sample) -> tuple[Sample, ...]:
    """What may stand in the place of a step that was wrong: another result for a result, the same step for the others."""
    return OVER if step in OVER else (step,)


def unentered_malignancy(trail: Trail) -> FollowUpVisit | None:
    """A visit in which a new malignancy was told that nobody has entered yet."""
    if trail.malignancies_now:
        return None
    return next((each for each in trail.visits_now if answers_of(each.answers).get("malignancy") == YES), None)


def unknowns(visit: FollowUpVisit) -> tuple[str, ...]:
    """The questions that were answered with "unknown"."""
    return tuple(each.question for each in visit.answers if each.answer == UNKNOWN)


def _day(trail: Trail, day: date, where: str, now: datetime) -> list[Finding]:
    place = ZoneInfo(trail.zone)
    found: list[Finding] = []
    if day > now.astimezone(place).date():
        found.append(stops("followup.ahead", SOURCE, where=where))
    if day < trail.infusion.begun.astimezone(place).date():
        found.append(stops("followup.before-infusion", SOURCE, where=where))
    return found


def _why(why: str) -> list[Finding]:
    if len(why) < WHY:
        return [stops("followup.why-missing", SOURCE, where="why")]
    return _text(why, "why")


def _text(text: str, where: str) -> list[Finding]:
    return [stops("followup.text-long", SOURCE, where=where, field=where, most=str(TEXT))] if len(text) > TEXT else []
