"""The form of a follow-up: a short list of questions, each with "unknown" among its answers, and what of a schedule's line each answers."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.followup.records import Answered, Way

YES, NO, UNKNOWN, NOT_TESTED = "yes", "no", "unknown", "not tested"
ALIVE, DEAD = "alive", "dead"
LONGEST = 200
"""Letters of a detail."""
EXAMINATION, QUESTIONNAIRE = "examination", "questionnaire"
SEEN = frozenset({Way.EXAMINATION, Way.PHYSICIAN})
"""How a line is answered that asks for an examination."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``name`` is a term of the words; ``observed`` is what of a schedule's line it answers; ``detail``: words may go with it.

    ``when`` names a question, and the answer to it without which this one is not asked.
    """

    code: str
    name: str
    observed: str
    options: tuple[str, ...]
    detail: bool = False
    when: tuple[str, str] = ("", "")


_YES_NO = (NO, YES, UNKNOWN)
QUESTIONS: Mapping[str, Question] = {
    each.code: each
    for each in (
        Question("survival", "alive or dead", "survival", (ALIVE, DEAD, UNKNOWN)),
        Question("disease", "state of the disease", "response", ("complete response", "partial response", "stable", "progression", "not assessed", UNKNOWN)),
        Question("relapse", "relapse", "relapse", _YES_NO),
        Question("antigen", "antigen at the relapse", "relapse", ("kept", "weak", "lost", "mixed", NOT_TESTED, UNKNOWN), detail=True, when=("relapse", YES)),
        Question("malignancy", "new malignancy", "new malignancy", _YES_NO),
        Question("counts", "blood counts", "blood count", ("recovered", "not recovered", UNKNOWN)),
        Question("persistence", "cells of the product in the blood", "persistence", ("detected", "not detected", NOT_TESTED, UNKNOWN)),
        Question("b_cells", "B cells", "toxicity", ("absent", "present", NOT_TESTED, UNKNOWN)),
        Question("igg", "immunoglobulin given", "toxicity", _YES_NO),
        Question("infections", "infections", "infections", _YES_NO, detail=True),
        Question("gvhd", "graft-versus-host disease", "gvhd", _YES_NO),
        Question("neurological", "neurological disorder", "neurological", _YES_NO, detail=True),
        Question("autoimmune", "autoimmune disorder", "autoimmune", _YES_NO, detail=True),
        Question("late_effects", "other late effects", "toxicity", _YES_NO, detail=True),
        Question("cells_again", "cells again, or a transplant", "subsequent infusion", _YES_NO, detail=True),
        Question("pregnancy", "pregnancy", "fertility", (NO, "patient", "partner", "does not apply", UNKNOWN)),
    )
}
ALWAYS = ("survival", "malignancy")
"""Asked at every contact, for life."""
KNOWN = frozenset(each.observed for each in QUESTIONS.values()) | {EXAMINATION, QUESTIONNAIRE}
"""Everything of a schedule that can be answered here."""


def asked(observed: Iterable[str]) -> tuple[Question, ...]:
    """The questions that answer ``observed``, in the order of the form; the whole form where nothing in particular is due."""
    wanted = set(observed)
    if not wanted:
        return tuple(QUESTIONS.values())
    return tuple(each for each in QUESTIONS.values() if each.code in ALWAYS or each.observed in wanted)


def applies(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether it is asked, after what was answered to the question that it hangs on."""
    return not question.when[0] or answers.get(question.when[0]) == question.when[1]


def answers_of(answered: Iterable[Answered]) -> dict[str, str]:
    """Question to answer."""
    return {each.question: each.answer for each in answered}


def satisfies(observed: Iterable[str], answered: Iterable[Answered], way: Way) -> bool:
    """Whether these answers are all that a line asks for. "Unknown" is an answer; a telephone call is no examination."""
    given = answers_of(answered)
    for each in observed:
        if each == EXAMINATION:
            if way not in SEEN:
                return False
        elif each != QUESTIONNAIRE and any(one.code not in given for one in QUESTIONS.values() if one.observed == each and applies(one, given)):
            return False
    return True
