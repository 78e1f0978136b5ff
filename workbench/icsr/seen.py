"""What was measured of the patient near the onset, and graded, as tests of the message (F.r)."""
from __future__ import annotations

from decimal import Decimal

from workbench.icsr.facts import CaseFacts
from workbench.icsr.product import at_site
from workbench.icsr.units import ucum
from workbench.vigilance.casereport.records import Result
from workbench.vigilance.observed import ITEMS
from workbench.vigilance.records import Observation
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
            found.append(Result(date=at_site(each.at, zone), name=name, result=value.value, unit=ucum(value.unit)))
        elif each.choice:
            found.append(Result(date=at_site(each.at, zone), name=name, result_text=term_text(each.choice, words)))
    for graded, grade in facts.grades:
        name = words("{scale} grade").format(scale=graded.scale.upper())
        found.append(Result(date=at_site(graded.at, zone), name=name, result=Decimal(grade), unit="1", comments=graded.rule))
    return tuple(found)


def name_of(item: str, words: Words) -> str:
    """What an item of a sheet is called."""
    return term_text(ITEMS[item].name, words) if item in ITEMS else item
