"""What was measured of the patient near the onset, and graded, as tests of the message (F.r)."""
from __future__ import annotations

from decimal import Decimal

from workbench.icsr.facts import CaseFacts
from workbench.icsr.product import at_site
from workbench.icsr.units import ucum
from workbench.kernel.values import Quantity
from workbench.vigilance.casereport.records import Result
from workbench.vigilance.observed import ITEMS
from workbench.vigilance.records import Observation
from workbench.vigilance.scales import SCALES, ctcae_of
from workbench.vigilance.wording import answer_text
from workbench.words.terms import term_text
from workbench.words.translation import Words

MOST = 200
"""Results of one case: of more, those nearest to the onset go along, and the narrative says how many there are."""


def nearest(facts: CaseFacts) -> tuple[Observation, ...]:
    """The observations that go along, by time."""
    onset = facts.case.report.onset or facts.case.report.received
    kept = sorted(facts.observations, key=lambda each: abs(each.at - onset))[:MOST]
    return tuple(sorted(kept, key=lambda each: each.at))


def tests_of_patient(facts: CaseFacts, words: Words) -> tuple[Result, ...]:
    """Each observation near the onset with its unit or its words, and each grade with the rule that gave it."""
    zone = facts.site.zone
    found = []
    for each in nearest(facts):
        name, value = name_of(each.item, words), each.value
        if value is not None:
            low, high = (_limit(limit) for limit in (each.lower, each.upper))
            found.append(
                Result(date=at_site(each.at, zone), name=name, result=value.value, unit=ucum(value.unit),
                       normal_low=low[0], normal_low_unit=low[1], normal_high=high[0], normal_high_unit=high[1])
            )  # fmt: skip
        elif each.choice:
            found.append(Result(date=at_site(each.at, zone), name=name, result_text=choice_text(each, words)))
    for graded, grade in facts.grades:
        name = words("{scale} grade").format(scale=scale_name(graded.scale, words))
        found.append(Result(date=at_site(graded.at, zone), name=name, result=Decimal(grade), unit="1", comments=graded.rule))
    return tuple(found)


def name_of(item: str, words: Words) -> str:
    """What an item of a sheet is called."""
    return term_text(ITEMS[item].name, words) if item in ITEMS else item


def choice_text(seen: Observation, words: Words) -> str:
    """What was chosen of an item's words; a text as it was written."""
    choice, item = seen.choice or "", ITEMS.get(seen.item)
    return answer_text(choice, words) if item is not None and choice in item.options else choice


def scale_name(scale: str, words: Words) -> str:
    """A scale as a receiver knows it: a term of CTCAE by its version and item."""
    term = ctcae_of(scale)
    if term is not None:
        return f"CTCAE v{term[0]} {name_of(term[1], words)}"
    known = SCALES.get(scale)
    return known.formal if known is not None and known.formal else term_text(scale, words)


def _limit(limit: Quantity | None) -> tuple[Decimal | None, str | None]:
    return (limit.value, ucum(limit.unit)) if limit is not None else (None, None)
