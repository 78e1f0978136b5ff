"""What scales, states, observations and reasons are called; items and answers by the words that paper has too (wording.py)."""
from __future__ import annotations

from workbench.kernel.findings import Finding, Severity
from workbench.kernel.values import Quantity
from workbench.vigilance.records import Observation, Reason
from workbench.vigilance.scales import SCALES, ctcae_of
from workbench.vigilance.schedule import State
from workbench.vigilance.wording import UNITS, answer_text, named, unit_of
from workbench.words.findings import told
from workbench.words.formats import quantity_text
from workbench.words.sentence import N_
from workbench.words.translation import Words

STATES: dict[State, tuple[str, str]] = {
    State.AHEAD: ("draft", N_("ahead")),
    State.DUE: ("progress", N_("due")),
    State.LATE: ("rejected", N_("late")),
    State.MISSED: ("closed", N_("missed")),
    State.DONE: ("released", N_("done")),
    State.NOT_APPLICABLE: ("closed", N_("not applicable")),
}


def scale_text(scale: str, words: Words) -> str:
    """A scale by its short name; a term of CTCAE by its item."""
    term = ctcae_of(scale)
    return named(term[1], words) if term is not None else words.marked(SCALES[scale].short) if scale in SCALES else scale


def seen_text(observation: Observation, words: Words) -> str:
    """What was observed, with the limits of the laboratory."""
    if observation.value is None:
        return answer_text(observation.choice or "", words)
    shown = measured_text(observation.value, words)
    if observation.lower is None and observation.upper is None:
        return shown
    lower, upper = (number_of(each, words) for each in (observation.lower, observation.upper))
    return words("{value} (normal {lower} to {upper})").format(value=shown, lower=lower, upper=upper)


def measured_text(value: Quantity, words: Words) -> str:
    """A value with the unit of a laboratory."""
    return f"{number_of(value, words)} {unit_of(value.unit, words)}" if value.unit in UNITS else quantity_text(value, words)


def number_of(value: Quantity | None, words: Words) -> str:
    """The number alone; an ellipsis for a limit that is not known."""
    return "…" if value is None else quantity_text(Quantity(value.value, ""), words)


def reason_text(reason: Reason, words: Words, zone: str) -> str:
    """Why, as the words say it today."""
    facts = tuple((each.name, each.value) for each in reason.facts)
    return told(Finding(reason.code, Severity.TELLS, reason.source, facts, reason.where), words, zone).what
