"""What questions and answers of a follow-up, due items, contacts and samples are called."""
from __future__ import annotations

from workbench.followup.form import QUESTIONS
from workbench.followup.records import Answered, ContactKind, FollowUpVisit, Known, Reached, Sample, Standing, Way
from workbench.followup.timeline import Due, State
from workbench.words.sentence import N_
from workbench.words.translation import Words

ANSWERS = {
    "yes": N_("yes"), "no": N_("no"), "unknown": N_("unknown"), "alive": N_("alive"), "dead": N_("dead"), "complete response": N_("complete response"),
    "partial response": N_("partial response"), "stable": N_("stable"), "progression": N_("progression"), "not assessed": N_("not assessed"),
    "kept": N_("kept"), "weak": N_("weak"), "lost": N_("lost"), "mixed": N_("mixed"), "not tested": N_("not tested"), "recovered": N_("back to normal"),
    "not recovered": N_("not back to normal"), "detected": N_("cells found"), "not detected": N_("no cells found"),
    "absent": N_("absent"), "present": N_("present"),
    "patient": N_("patient"), "partner": N_("partner"), "does not apply": N_("does not apply"),
}  # fmt: skip
STATES: dict[State, tuple[str, str]] = {
    State.AHEAD: ("draft", N_("ahead")), State.OPEN: ("progress", N_("window open")), State.LATE: ("rejected", N_("late")),
    State.MISSED: ("closed", N_("missed")), State.DONE: ("released", N_("done")), State.NOT_APPLICABLE: ("closed", N_("not applicable")),
}  # fmt: skip
WAYS = {
    Way.EXAMINATION: N_("examination"), Way.PHYSICIAN: N_("report of a physician"), Way.TELEPHONE: N_("telephone"), Way.QUESTIONNAIRE: N_("questionnaire"),
}  # fmt: skip
KINDS = {ContactKind.PATIENT: N_("patient"), ContactKind.RELATIVE: N_("relative"), ContactKind.PHYSICIAN: N_("treating physician")}
RESULTS = {
    Reached.REACHED: N_("reached"), Reached.NO_ANSWER: N_("no answer"), Reached.WRONG: N_("wrong number or address"), Reached.DECLINED: N_("declined"),
}  # fmt: skip
STANDINGS = {Standing.LOST: N_("lost to follow-up"), Standing.FOUND: N_("found again"), Standing.WITHDREW: N_("does not want to be asked any more")}
REASONS = {Standing.LOST.value: STANDINGS[Standing.LOST], Standing.WITHDREW.value: STANDINGS[Standing.WITHDREW], "death": N_("the patient has died")}
STATE_WORDS = {
    "notify": N_("notify at once"), "enter": N_("enter the malignancy"), "dead": N_("the patient has died"),
    "lost": N_("lost to follow-up"), "withdrew": N_("withdrew"),
    "nothing": N_("nothing due"),
}  # fmt: skip
T_CELL = {Known.YES: N_("of T cells"), Known.NO: N_("not of T cells"), Known.UNKNOWN: N_("not known whether of T cells")}
SAMPLES = {
    Sample.TAKEN: N_("sample taken"), Sample.SENT: N_("sample sent"), Sample.FOUND: N_("transgene found"), Sample.NOT_FOUND: N_("transgene not found"),
    Sample.NOT_TESTED: N_("not tested for the transgene"),
}  # fmt: skip
NO_SAMPLE = N_("sample for the transgene test still to be taken")


def item_name(due: Due, words: Words) -> str:
    """What an item of the schedule is called; a yearly one with its year."""
    name = due.item.name.ru if words.language == "ru" else due.item.name.en
    name = name[:1].upper() + name[1:]
    return name if due.item.line in ("D100", "M6", "Y1") else words("{name}: year {n}").format(name=name.split(",")[0], n=year_of(due))


def year_of(due: Due) -> int:
    """The year after the infusion of a yearly item."""
    return round(due.item.day / 365.25)


def reason_of(due: Due, words: Words) -> str:
    """Why an item does not apply."""
    return words.marked(REASONS[due.reason]) if due.reason in REASONS else due.reason


def answered_text(each: Answered, words: Words) -> str:
    """A question with its answer."""
    if each.question == "survival":
        return words.marked(ANSWERS[each.answer])
    said = f"{words.marked(QUESTIONS[each.question].name)}: {words.marked(ANSWERS[each.answer])}"
    return f"{said} ({each.detail})" if each.detail else said


def visit_text(visit: FollowUpVisit, words: Words) -> str:
    """What was learnt, without what was answered with no."""
    told = [answered_text(each, words) for each in visit.answers if each.answer not in ("no", "does not apply")]
    way = words.marked(WAYS[visit.way])
    text = f"{way[:1].upper()}{way[1:]}: {'; '.join(told)}"
    return f"{text}. {visit.remark}" if visit.remark else text
